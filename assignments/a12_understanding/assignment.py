"""Assignment 12: what a trained network is, and what it is not."""

from grader import Assignment, Check, Exercise, Question, Threshold
from reference.activations import relu
from reference.adaptive import Adam
from reference.adversarial import fgsm, fooling_image
from reference.influence import nearest_same_class, remove_and_retrain
from reference.initialization import he_normal
from reference.loss_path import interpolate_loss
from reference.losses import cross_entropy, softmax
from reference.memorization import memorize
from reference.mlp_functions import initial_params, input_gradient, layer_outputs, loss_and_grads, scores, train
from reference.saliency import saliency
from reference.symmetries import permute_hidden, rescale_relu
from reference.training import minibatches
from reference.transfer import finetune, freeze
from reference.variants import variant

from . import checks_hidden as hidden
from . import checks_public as public
from .solution import numbers_of_12

READER = (initial_params, train)  # given: what the checks themselves train with is always ours

ASSIGNMENT = Assignment(
    title="Understanding networks",
    given=(
        relu,
        he_normal,
        initial_params,
        layer_outputs,
        scores,
        loss_and_grads,
        input_gradient,
        Adam,
        train,
        variant,
        numbers_of_12,
    ),
    needs=(softmax, cross_entropy, minibatches),
    exercises=(
        Exercise(
            freeze,
            row="12.1",
            minutes=10,
            tier="core",
            checks=(
                Check(public.what_is_not_frozen, points=2, promise="names"),
                Check(hidden.no_layer_or_all_of_them, points=1, promise="ends"),
                Check(hidden.layer_ten_is_not_layer_one, points=1, promise="deep"),
            ),
        ),
        Exercise(
            finetune,
            row="12.1",
            minutes=40,
            tier="core",
            checks=(
                Check(public.frozen_layers_keep_every_bit, points=3, promise="frozen", uses=(freeze,)),
                Check(public.one_batch_has_one_path, points=3, promise="step", uses=(freeze,)),
                Check(hidden.stages_follow_each_other, points=2, promise="stages", uses=(freeze,)),
                Check(hidden.copies_of_one_example, points=1, promise="batches", uses=(freeze,)),
                Check(hidden.a_short_batch_counts_for_less, points=1, promise="losses", uses=(freeze,)),
                Threshold(
                    hidden.new_digits_from_fifty_labels,
                    ladder=((0.8, 2), (0.75, 1)),
                    promise="accuracy",
                    uses=(freeze,),
                ),
            ),
            manners=(
                Check(public.finetune_leaves_its_arguments_alone, points=1, promise="pure", uses=(freeze,)),
                Check(hidden.finetune_draws_from_its_generator, points=1, promise="generator", uses=(freeze,)),
            ),
        ),
        Exercise(
            fgsm,
            row="12.2",
            minutes=20,
            tier="core",
            checks=(
                Check(public.every_pixel_takes_one_step, points=3, promise="step"),
                Check(public.pixels_end_at_black_and_white, points=1, promise="box"),
                Check(public.the_true_label_counts, points=1, promise="label"),
                Check(hidden.networks_of_every_depth, points=1, promise="step"),
                Check(hidden.a_pixel_that_nobody_looks_at, points=1, promise="flat"),
                Threshold(hidden.digits_are_misread, ladder=((0.32, 2), (0.29, 1)), promise="attack"),
            ),
            manners=(Check(public.fgsm_leaves_its_arguments_alone, points=1, promise="pure"),),
        ),
        Exercise(
            fooling_image,
            row="12.2",
            minutes=20,
            tier="core",
            checks=(
                Check(public.a_network_is_sure_of_noise, points=3, promise="sure", uses=READER),
                Check(public.noise_stays_between_black_and_white, points=1, promise="box", uses=READER),
                Check(hidden.every_target_is_reached, points=2, promise="sure"),
                Check(hidden.deeper_networks_are_fooled, points=1, promise="sure"),
            ),
            manners=(Check(public.noise_comes_from_the_generator, points=1, promise="generator", uses=READER),),
        ),
        Exercise(
            memorize,
            row="12.3",
            minutes=30,
            tier="stretch",
            checks=(
                Check(public.memory_has_the_size_that_was_asked_for, points=1, promise="sizes"),
                Check(public.twelve_points_by_heart, points=2, promise="few"),
                Threshold(public.digits_with_random_labels, ladder=((0.99, 2), (0.97, 1)), promise="seen"),
                Threshold(hidden.four_hundred_random_labels, ladder=((0.99, 3), (0.97, 2), (0.94, 1)), promise="more"),
            ),
            manners=(
                Check(public.memory_draws_from_its_generator, points=1, promise="generator"),
                Check(hidden.memorize_leaves_its_arguments_alone, points=1, promise="pure"),
            ),
        ),
        Exercise(
            interpolate_loss,
            row="12.4",
            minutes=25,
            tier="core",
            checks=(
                Check(public.the_line_ends_at_the_two_networks, points=4, promise="ends"),
                Check(public.halfway_and_a_quarter, points=2, promise="line"),
                Check(hidden.drawn_networks_on_a_line, points=1, promise="line"),
                Check(hidden.the_line_goes_on, points=2, promise="outside"),
                Check(hidden.no_hill_on_the_way, points=2, promise="falls"),
            ),
            manners=(Check(public.interpolate_loss_leaves_its_arguments_alone, points=1, promise="pure"),),
        ),
        Exercise(
            permute_hidden,
            row="12.5",
            minutes=15,
            tier="core",
            checks=(
                Check(public.units_change_places, points=2, promise="order"),
                Check(public.the_order_of_units_means_nothing, points=2, promise="function"),
                Check(hidden.units_of_a_deep_network_change_places, points=1, promise="deep"),
            ),
            manners=(Check(public.permute_hidden_leaves_its_arguments_alone, points=1, promise="pure"),),
        ),
        Exercise(
            rescale_relu,
            row="12.5",
            minutes=15,
            tier="core",
            checks=(
                Check(public.twice_as_loud, points=2, promise="scale"),
                Check(public.loudness_means_nothing, points=1, promise="function"),
                Check(hidden.each_unit_has_its_factor, points=1, promise="units"),
                Check(hidden.factors_must_be_above_zero, points=1, promise="positive"),
            ),
            manners=(Check(public.rescale_relu_leaves_its_arguments_alone, points=1, promise="pure"),),
        ),
        Exercise(
            nearest_same_class,
            row="12.6",
            minutes=10,
            tier="more",
            checks=(
                Check(public.the_nearest_on_paper, points=2, promise="nearest"),
                Check(public.the_class_comes_first, points=1, promise="class"),
                Check(hidden.another_class_is_nearer, points=1, promise="class"),
                Check(hidden.equal_distances_are_taken_either_way, points=1, promise="ties"),
            ),
            manners=(Check(public.nearest_same_class_leaves_its_arguments_alone, points=1, promise="pure"),),
        ),
        Exercise(
            remove_and_retrain,
            row="12.6",
            minutes=25,
            tier="more",
            checks=(
                Check(
                    public.nothing_removed_changes_nothing,
                    points=1,
                    promise="start",
                    uses=(nearest_same_class, *READER),
                ),
                Check(public.the_nearest_are_gone, points=2, promise="removed", uses=(nearest_same_class, *READER)),
                Check(hidden.the_start_is_drawn_first, points=1, promise="start", uses=(nearest_same_class,)),
                Check(hidden.random_ones_are_drawn_from_all, points=2, promise="random", uses=(nearest_same_class,)),
                Threshold(
                    hidden.neighbours_matter_more_than_others,
                    ladder=((0.02, 1),),
                    promise="brittle",
                    uses=(nearest_same_class,),
                ),
            ),
            manners=(
                Check(
                    public.remove_and_retrain_leaves_its_arguments_alone,
                    points=1,
                    promise="pure",
                    uses=(nearest_same_class,),
                ),
            ),
        ),
        Exercise(
            saliency,
            row="12.7",
            minutes=20,
            tier="more",
            checks=(
                Check(public.slope_of_a_small_network, points=2, promise="gradient"),
                Check(public.the_leading_class_is_asked, points=2, promise="largest"),
                Check(public.a_sure_network_has_a_slope_too, points=1, promise="score"),
                Check(hidden.slopes_of_drawn_networks, points=2, promise="gradient"),
                Check(hidden.slopes_through_several_layers, points=2, promise="deep"),
            ),
            manners=(Check(public.saliency_leaves_its_arguments_alone, points=1, promise="pure"),),
        ),
    ),
    questions=(
        Question(
            "q_12_8a",
            row="12.8",
            minutes=5,
            tier="more",
            reads=("who",),
            text=(
                "Which of your five printed models are **interpretable**: a person can follow the decision itself, and "
                "needs no second method that explains it afterwards? (All letters that fit, in quotes, such as 'BD'.)"
            ),
            checks=(Check(hidden.what_can_be_read_as_it_stands, points=2, promise="answer"),),
            explanation=(
                "Trees of a few questions, sums of a few weighted measurements, checklists and counting rules are "
                "their own explanation. A saliency map, an imitation, similar examples or a smallest change explain a "
                "network afterwards: they are useful, and may be wrong about what the network really does."
            ),
        ),
        Question(
            "q_12_8b",
            row="12.8",
            minutes=5,
            tier="more",
            reads=("who",),
            text=(
                "What do hidden units mean? Which of your five printed statements are true? "
                "(All letters that fit, in quotes.)"
            ),
            checks=(Check(hidden.what_hidden_units_mean, points=2, promise="answer"),),
            explanation=(
                "The function of a network does not change when units change places or when a relu unit speaks louder "
                "and is listened to less, so neither the number of a unit nor the size of its weights means anything "
                "by itself. Features may be spread over units, and one unit may serve several."
            ),
        ),
        Question(
            "q_12_8c",
            row="12.8",
            minutes=5,
            tier="more",
            reads=("who",),
            text=(
                "A network fits random labels perfectly, and the same network generalizes well when its labels are "
                "true. Which of your five printed statements are true? (All letters that fit, in quotes.)"
            ),
            checks=(Check(hidden.what_learning_by_heart_proves, points=2, promise="answer"),),
            explanation=(
                "What a network is able to fit does not say what it does fit. Where labels follow a rule, training "
                "tends to find something like it, long before it has learned everything by heart; where there is no "
                "rule, only memory is left. So neither training accuracy nor the number of weights says how well a "
                "network will do on new examples: for that, new examples are needed."
            ),
        ),
    ),
)
