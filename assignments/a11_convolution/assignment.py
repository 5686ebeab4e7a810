"""Assignment 11: convolutional networks."""

from grader import Assignment, Check, Exercise, Question, Threshold
from reference.activations import relu
from reference.convolution import (
    conv_backward,
    conv_forward,
    convolve2d_true,
    correlate2d,
    edge_kernel,
    mean_kernel,
)
from reference.initialization import he_normal
from reference.lenet import LeNet5
from reference.losses import cross_entropy
from reference.parameter_counts import count_parameters
from reference.pooling import (
    avgpool_backward,
    avgpool_forward,
    depthwise_maxpool,
    maxpool_backward,
    maxpool_forward,
)
from reference.residual import ResidualBlock, conv1x1
from reference.training import minibatches, train_sgd
from reference.variants import variant

from . import checks_hidden as hidden
from . import checks_public as public
from .solution import numbers_of_11

FILTERS = (conv_forward, conv_backward)  # always ours: they share a cache, and right ones may be slow
LAYERS = (*FILTERS, maxpool_forward, maxpool_backward)

ASSIGNMENT = Assignment(
    title="Convolutional networks",
    given=(relu, he_normal, variant, numbers_of_11),
    needs=(cross_entropy, minibatches, train_sgd),
    exercises=(
        Exercise(
            correlate2d,
            row="11.1",
            minutes=10,
            tier="core",
            checks=(
                Check(public.edges_of_the_lecture, points=2, promise="slides"),
                Check(hidden.drawn_kernels_slide, points=1, promise="slides"),
                Check(hidden.wide_and_high_images, points=1, promise="shape"),
            ),
        ),
        Exercise(
            convolve2d_true,
            row="11.1",
            minutes=6,
            tier="core",
            checks=(
                Check(public.the_kernel_is_turned_around, points=2, promise="flips", uses=(correlate2d,)),
                Check(hidden.drawn_kernels_are_turned_around, points=1, promise="flips", uses=(correlate2d,)),
            ),
        ),
        Exercise(
            edge_kernel,
            row="11.1",
            minutes=5,
            tier="core",
            checks=(
                Check(public.vertical_edges, points=1, promise="vertical"),
                Check(hidden.horizontal_edges, points=1, promise="horizontal"),
            ),
        ),
        Exercise(
            mean_kernel,
            row="11.1",
            minutes=4,
            tier="core",
            checks=(Check(public.means_of_four_and_nine, points=1, promise="mean"),),
        ),
        Exercise(
            conv_forward,
            row="11.2",
            minutes=60,
            tier="core",
            checks=(
                Check(public.one_filter_over_two_images, points=3, promise="slides"),
                Check(public.channels_are_added_up, points=3, promise="channels"),
                Check(public.zeros_all_around, points=2, promise="pad"),
                Check(public.windows_that_fit, points=2, promise="stride"),
                Check(hidden.drawn_channels, points=2, promise="channels"),
                Check(hidden.heights_and_widths, points=2, promise="shape"),
                Check(hidden.strides_of_two_and_three, points=2, promise="stride"),
                Check(hidden.frames_of_zeros, points=2, promise="pad"),
                Check(hidden.one_of_everything, points=1, promise="single"),
            ),
            manners=(Check(public.conv_forward_leaves_its_arguments_alone, points=1, promise="pure"),),
        ),
        Exercise(
            conv_backward,
            row="11.3",
            minutes=70,
            tier="more",
            checks=(
                Check(public.slope_by_the_filters, points=3, promise="weights", beside=(conv_forward,)),
                Check(public.slope_by_the_images, points=3, promise="images", beside=(conv_forward,)),
                Check(public.slope_by_the_biases, points=1, promise="biases", beside=(conv_forward,)),
                Check(public.tied_weights_by_hand, points=2, promise="weights", beside=(conv_forward,)),
                Check(hidden.pixels_that_no_window_sees, points=3, promise="stride", beside=(conv_forward,)),
                Check(hidden.the_frame_is_cut_off, points=2, promise="pad", beside=(conv_forward,)),
                Check(hidden.filters_of_every_shape, points=2, promise="weights", beside=(conv_forward,)),
                Check(hidden.biases_of_many_images, points=1, promise="biases", beside=(conv_forward,)),
                Check(hidden.images_of_every_shape, points=1, promise="images", beside=(conv_forward,)),
            ),
            manners=(
                Check(public.conv_backward_leaves_its_argument_alone, points=1, promise="pure", beside=(conv_forward,)),
                Check(hidden.a_cache_is_kept, points=1, promise="cache", beside=(conv_forward,)),
            ),
        ),
        Exercise(
            maxpool_forward,
            row="11.4",
            minutes=12,
            tier="core",
            checks=(
                Check(public.largest_of_each_quarter, points=2, promise="largest"),
                Check(hidden.windows_of_the_maximum, points=1, promise="windows"),
                Check(hidden.maxima_below_zero, points=1, promise="largest"),
            ),
        ),
        Exercise(
            maxpool_backward,
            row="11.4",
            minutes=15,
            tier="core",
            checks=(
                Check(public.slope_goes_to_the_winner, points=2, promise="gradient", beside=(maxpool_forward,)),
                Check(hidden.winners_of_several_windows, points=1, promise="overlap", beside=(maxpool_forward,)),
                Check(hidden.equals_are_treated_alike, points=1, promise="ties", beside=(maxpool_forward,)),
            ),
        ),
        Exercise(
            avgpool_forward,
            row="11.4",
            minutes=5,
            tier="core",
            checks=(
                Check(public.mean_of_each_quarter, points=1, promise="mean"),
                Check(hidden.windows_of_the_mean, points=1, promise="windows"),
            ),
        ),
        Exercise(
            avgpool_backward,
            row="11.4",
            minutes=6,
            tier="core",
            checks=(
                Check(public.slope_is_shared_by_all, points=1, promise="gradient", beside=(avgpool_forward,)),
                Check(hidden.shares_of_several_windows, points=1, promise="overlap", beside=(avgpool_forward,)),
            ),
        ),
        Exercise(
            depthwise_maxpool,
            row="11.4",
            minutes=7,
            tier="core",
            checks=(
                Check(public.the_best_of_neighbours, points=2, promise="neighbours"),
                Check(hidden.groups_of_drawn_channels, points=1, promise="neighbours"),
            ),
        ),
        Exercise(
            conv1x1,
            row="11.5",
            minutes=10,
            tier="stretch",
            checks=(
                Check(public.two_channels_are_mixed, points=2, promise="mixes", uses=(conv_forward,)),
                Check(hidden.more_and_fewer_filters, points=1, promise="filters", uses=(conv_forward,)),
            ),
        ),
        Exercise(
            ResidualBlock,
            row="11.5",
            minutes=25,
            tier="stretch",
            checks=(
                Check(public.nothing_is_added, points=1, promise="identity", uses=FILTERS, always=True),
                Check(public.slope_of_a_block, points=2, promise="gradient", uses=FILTERS, always=True),
                Check(hidden.sums_of_drawn_blocks, points=2, promise="forward", uses=FILTERS, always=True),
                Check(hidden.slopes_of_wide_and_narrow_blocks, points=1, promise="gradient", uses=FILTERS, always=True),
                Check(hidden.what_comes_through_the_skip, points=1, promise="skip", uses=FILTERS, always=True),
            ),
        ),
        Exercise(
            LeNet5,
            row="11.6",
            minutes=60,
            tier="core",
            checks=(
                Check(public.parameters_are_counted, points=2, promise="params"),
                Check(public.slope_of_lenet, points=3, promise="gradient", uses=LAYERS, always=True),
                Check(public.lenet_picks_the_largest_score, points=1, promise="predict", uses=LAYERS, always=True),
                Check(public.one_batch_is_one_step, points=1, promise="fit", uses=LAYERS, always=True),
                Check(hidden.scores_of_drawn_parameters, points=2, promise="scores", uses=LAYERS, always=True),
                Check(hidden.loss_of_the_own_scores, points=1, promise="loss", uses=LAYERS, always=True),
                Threshold(
                    hidden.lenet_reads_digits,
                    ladder=((0.92, 3), (0.9, 2), (0.87, 1)),
                    promise="accuracy",
                    uses=LAYERS,
                    always=True,
                    larger=Threshold(
                        hidden.lenet_reads_mnist,
                        ladder=((0.93, 3), (0.91, 2), (0.88, 1)),
                        promise="accuracy",
                        uses=LAYERS,
                        always=True,
                        data="mnist",
                    ),
                ),
            ),
            manners=(
                Check(public.lenet_leaves_its_arguments_alone, points=1, promise="pure", uses=LAYERS, always=True),
                Check(hidden.lenet_draws_from_its_generators, points=1, promise="generator", uses=LAYERS, always=True),
            ),
        ),
        Exercise(
            count_parameters,
            row="11.7",
            minutes=10,
            tier="more",
            checks=(
                Check(public.a_unit_that_sees_everything, points=2, promise="dense"),
                Check(public.filters_that_see_a_window, points=1, promise="conv"),
                Check(hidden.dense_layers_of_drawn_sizes, points=1, promise="dense"),
                Check(hidden.filters_of_drawn_sizes, points=1, promise="conv"),
            ),
        ),
    ),
    questions=(
        Question(
            "q_11_8a",
            row="11.8",
            minutes=3,
            tier="more",
            reads=("who",),
            text=(
                "AlexNet was the first to put several layers of filters between two poolings. Stack `layers` of them, "
                "3x3 pixels each, stride 1, no pooling. How many pixels wide is the square of the image that one "
                "number at the top depends on? (A whole number.)"
            ),
            checks=(Check(hidden.pixels_seen_through_layers, points=1, promise="answer"),),
            explanation=(
                "One layer sees 3x3. Each further one sees one pixel more on every side: 1 + 2 times the number of "
                "layers. Three 3x3 layers see as much as one 7x7 layer, with 27 weights for 49, and two more relus."
            ),
        ),
        Question(
            "q_11_8b",
            row="11.8",
            minutes=3,
            tier="more",
            reads=("who",),
            text=(
                "GoogLeNet puts 1x1 filters before large ones. From `channels` feature maps 32 new ones are made by "
                "5x5 filters: directly, or from 16 maps that 1x1 filters have made before. How many times more "
                "weights has the direct way? (Without biases; a number, to 1 %.)"
            ),
            checks=(Check(hidden.weights_saved_by_a_bottleneck, points=1, promise="answer"),),
            explanation=(
                "Directly 25 * channels * 32; through the bottleneck channels * 16 + 25 * 16 * 32. The 1x1 filters "
                "work across channels: they learn which mixtures of maps are worth a look at the neighbours."
            ),
        ),
        Question(
            "q_11_8c",
            row="11.8",
            minutes=4,
            tier="more",
            reads=("who",),
            text=(
                "Xception parts a layer in two: first each of the `wide` maps gets one 3x3 filter of its own, then as "
                "many 1x1 filters mix the maps. SENet adds a dense layer from `wide` to `squeezed` units and one back, "
                "to weigh the maps. How many weights have all four together? (Without biases; a whole number.)"
            ),
            checks=(Check(hidden.weights_of_a_separable_layer, points=1, promise="answer"),),
            explanation=(
                "9 wide + wide^2 + 2 wide squeezed. An ordinary 3x3 layer has 9 wide^2: parting space from channels "
                "saves nearly a factor of nine, and the weighing costs little."
            ),
        ),
        Question(
            "q_11_8d",
            row="11.8",
            minutes=3,
            tier="more",
            reads=("who",),
            text=(
                "A layer of filters in the middle of a network takes `millions` million multiplications forward. How "
                "many millions does its backward pass take, dw and dx together? (A number, to 1 %; multiplications "
                "alone, no padding.)"
            ),
            checks=(Check(hidden.products_of_the_way_back, points=1, promise="answer"),),
            explanation=(
                "Twice as many: each product of a weight and a pixel gives one product of dout and the pixel (for dw) "
                "and one of dout and the weight (for dx). Sharing saves parameters and memory, not products."
            ),
        ),
        Question(
            "q_11_8e",
            row="11.8",
            minutes=2,
            tier="more",
            reads=("who",),
            text="Which one of the printed `choices` about feature maps is true? (Its letter, in quotes.)",
            checks=(Check(hidden.a_picked_answer_about_features, points=1, promise="answer"),),
            explanation=(
                "Hidden units are features that nobody chose, and mostly have no name. ResNet's blocks learn the "
                "difference h(x) - x, because the skip brings x; 2x2 pooling halves each side and keeps a quarter; 1x1 "
                "filters mix channels."
            ),
        ),
    ),
)
