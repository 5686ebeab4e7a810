"""Assignment 10: activations, initialization, batch normalization."""

from grader import Assignment, Check, Exercise, Question, Threshold
from reference.activations import relu, sigmoid, tanh
from reference.batch_norm_network import BatchNormMLP
from reference.batch_normalization import batchnorm_backward, batchnorm_forward, batchnorm_test, update_running
from reference.initialization import conv_fans, he_normal, he_uniform, xavier_normal, xavier_uniform
from reference.losses import cross_entropy, softmax
from reference.propagation import (
    dead_by_rate,
    dead_fraction,
    relu_network,
    signal_propagation,
    symmetry_spread,
    train_network,
)
from reference.rectifiers import ELU, LeakyReLU, Maxout, ReLU, RReLU
from reference.training import minibatches
from reference.variants import variant

from . import checks_hidden as hidden
from . import checks_public as public
from .solution import numbers_of_10

RUNNING = (update_running, batchnorm_test)  # which a forward may call; what failed is served, and costs once
FORWARD = (batchnorm_forward,)
NETWORK = (he_normal, batchnorm_forward, batchnorm_backward, *RUNNING)  # of which one is made, all of one hand

ASSIGNMENT = Assignment(
    title="Activations, initialization, batch normalization",
    given=(sigmoid, tanh, relu, variant, numbers_of_10, relu_network, train_network),
    needs=(softmax, cross_entropy, minibatches),
    exercises=(
        Exercise(
            ReLU,
            row="10.1",
            minutes=8,
            tier="core",
            checks=(
                Check(public.positive_numbers_pass_a_relu, points=1, promise="value"),
                Check(public.slope_of_a_relu, points=1, promise="gradient"),
                Check(hidden.relu_leaves_its_input_alone, points=1, promise="pure"),
            ),
        ),
        Exercise(
            LeakyReLU,
            row="10.1",
            minutes=7,
            tier="core",
            checks=(
                Check(public.negative_numbers_leak, points=1, promise="value"),
                Check(public.slope_of_a_leak, points=1, promise="gradient"),
                Check(hidden.leaks_of_every_size, points=1, promise="slopes"),
            ),
        ),
        Exercise(
            RReLU,
            row="10.1",
            minutes=10,
            tier="core",
            checks=(
                Check(public.tests_use_the_middle_slope, points=1, promise="test"),
                Check(public.slopes_are_kept_for_the_way_back, points=1, promise="gradient"),
                Check(hidden.every_entry_has_a_slope_of_its_own, points=1, promise="draws"),
                Check(hidden.slopes_above_one, points=1, promise="slopes"),
            ),
            manners=(Check(public.rrelu_leaves_its_input_alone, points=1, promise="pure"),),
        ),
        Exercise(
            ELU,
            row="10.1",
            minutes=10,
            tier="core",
            checks=(
                Check(public.exponentials_bend_below_zero, points=1, promise="value"),
                Check(public.slope_of_an_elu, points=1, promise="gradient"),
                Check(hidden.exponentials_of_every_size, points=1, promise="slopes"),
                Check(hidden.an_elu_far_out, points=1, promise="large"),
            ),
        ),
        Exercise(
            Maxout,
            row="10.1",
            minutes=15,
            tier="core",
            checks=(
                Check(public.largest_of_two_pieces, points=1, promise="value"),
                Check(public.slopes_of_two_pieces, points=1, promise="gradient"),
                Check(hidden.slopes_of_three_pieces, points=2, promise="gradient"),
                Check(hidden.the_first_of_equal_pieces, points=1, promise="ties"),
            ),
        ),
        Exercise(
            dead_fraction,
            row="10.2",
            minutes=7,
            tier="core",
            checks=(
                Check(public.two_units_of_five_are_dead, points=2, promise="dead"),
                Check(hidden.one_live_example_is_enough, points=1, promise="alive"),
                Check(hidden.shares_of_units, points=1, promise="float"),
            ),
        ),
        Exercise(
            symmetry_spread,
            row="10.2",
            minutes=8,
            tier="core",
            checks=(
                Check(public.three_four_five, points=1, promise="largest"),
                Check(public.twins_have_no_spread, points=1, promise="equal"),
                Check(hidden.the_largest_distance, points=1, promise="largest"),
                Check(hidden.twins_stay_twins, points=1, promise="claim"),
            ),
        ),
        Exercise(
            xavier_uniform,
            row="10.3",
            minutes=8,
            tier="core",
            checks=(
                Check(public.xavier_uniform_has_its_variance, points=2, promise="variance"),
                Check(hidden.xavier_uniform_draws_each_weight, points=1, promise="draws"),
            ),
        ),
        Exercise(
            xavier_normal,
            row="10.3",
            minutes=5,
            tier="core",
            checks=(
                Check(public.xavier_normal_has_its_variance, points=2, promise="variance"),
                Check(hidden.xavier_normal_draws_each_weight, points=1, promise="draws"),
            ),
        ),
        Exercise(
            he_normal,
            row="10.3",
            minutes=5,
            tier="core",
            checks=(
                Check(public.he_normal_has_its_variance, points=1, promise="variance"),
                Check(hidden.he_normal_draws_each_weight, points=2, promise="draws"),
            ),
        ),
        Exercise(
            he_uniform,
            row="10.3",
            minutes=5,
            tier="core",
            checks=(
                Check(public.he_uniform_has_its_variance, points=2, promise="variance"),
                Check(hidden.he_uniform_draws_each_weight, points=1, promise="draws"),
            ),
        ),
        Exercise(
            conv_fans,
            row="10.3",
            minutes=7,
            tier="core",
            checks=(
                Check(public.fans_of_six_filters, points=1, promise="count"),
                Check(hidden.fans_of_every_layer, points=1, promise="sizes"),
            ),
        ),
        Exercise(
            signal_propagation,
            row="10.4",
            minutes=25,
            tier="more",
            checks=(
                Check(public.every_layer_halves, points=1, promise="input"),
                Check(public.a_signal_survives_ten_layers, points=1, promise="he"),
                Check(hidden.every_layer_calls_init, points=1, promise="layers"),
                Check(hidden.strength_is_taken_after_the_activation, points=1, promise="rms"),
                Check(hidden.variance_goes_by_a_factor, points=1, promise="variance"),
            ),
            manners=(Check(public.signals_draw_from_their_generator, points=1, promise="generator"),),
        ),
        # 10.7 stands before 10.5: a forward in training may call it.
        Exercise(
            update_running,
            row="10.7",
            minutes=15,
            tier="core",
            checks=(
                Check(public.one_update_by_hand, points=2, promise="update"),
                Check(hidden.the_flag_chooses_the_divisor, points=1, promise="unbiased"),
                Check(hidden.many_batches_converge, points=1, promise="converge"),
            ),
            manners=(Check(public.update_running_leaves_its_arguments_alone, points=1, promise="pure"),),
        ),
        Exercise(
            batchnorm_test,
            row="10.7",
            minutes=10,
            tier="core",
            checks=(
                Check(public.one_test_by_hand, points=1, promise="value"),
                Check(hidden.drawn_rows_are_tested, points=1, promise="value"),
                Check(hidden.a_row_is_not_touched_by_others, points=1, promise="row"),
            ),
        ),
        Exercise(
            batchnorm_forward,
            row="10.5",
            minutes=35,
            tier="core",
            checks=(
                Check(public.columns_are_normalized, points=3, promise="normalize", uses=RUNNING),
                Check(public.tests_use_running_values, points=2, promise="test", uses=RUNNING),
                Check(public.gamma_and_beta_can_undo_it, points=1, promise="undo", uses=RUNNING),
                Check(hidden.drawn_batches_are_normalized, points=3, promise="normalize", uses=RUNNING),
                Check(hidden.a_constant_column_becomes_beta, points=1, promise="constant", uses=RUNNING),
                Check(hidden.training_moves_the_running_values, points=2, promise="running"),
                Check(hidden.a_skewed_column_stays_skewed, points=1, promise="shape", uses=RUNNING),
            ),
            manners=(
                Check(public.batchnorm_forward_leaves_its_arguments_alone, points=1, promise="pure", uses=RUNNING),
            ),
        ),
        Exercise(
            batchnorm_backward,
            row="10.6",
            minutes=50,
            tier="more",
            checks=(
                Check(
                    public.slopes_of_gamma_and_beta_by_hand, points=3, promise="gradient", uses=RUNNING, beside=FORWARD
                ),
                Check(public.slopes_of_the_layer, points=3, promise="gradient", uses=RUNNING, beside=FORWARD),
                Check(public.a_common_shift_changes_nothing, points=2, promise="sums", uses=RUNNING, beside=FORWARD),
                Check(hidden.slopes_with_a_drawn_gamma, points=5, promise="gradient", uses=RUNNING, beside=FORWARD),
                Check(hidden.a_common_scale_changes_nothing, points=1, promise="sums", uses=RUNNING, beside=FORWARD),
                Check(hidden.shifted_and_stretched_inputs, points=2, promise="scale", uses=RUNNING, beside=FORWARD),
            ),
            manners=(
                Check(
                    public.batchnorm_backward_leaves_its_arguments_alone,
                    points=1,
                    promise="pure",
                    uses=RUNNING,
                    beside=FORWARD,
                ),
                Check(hidden.caches_serve_twice, points=1, promise="again", uses=RUNNING, beside=FORWARD),
            ),
        ),
        Exercise(
            BatchNormMLP,
            row="10.8",
            minutes=30,
            tier="stretch",
            checks=(
                Check(
                    public.every_layer_has_its_own_gamma,
                    points=1,
                    promise="trained",
                    uses=NETWORK,
                    always=True,
                ),
                Check(
                    public.normalized_before_it_is_rectified,
                    points=1,
                    promise="before",
                    uses=NETWORK,
                    always=True,
                ),
                Check(
                    public.digits_are_named_one_by_one,
                    points=1,
                    promise="digits",
                    uses=NETWORK,
                    always=True,
                ),
                Check(
                    hidden.normalized_networks_stand_bad_starts, points=1, promise="ordering", uses=NETWORK, always=True
                ),
                Threshold(
                    hidden.normalized_network_on_digits,
                    ladder=((0.94, 1),),
                    promise="accuracy",
                    uses=NETWORK,
                    always=True,
                ),
            ),
        ),
        Exercise(
            dead_by_rate,
            row="10.9",
            minutes=20,
            tier="stretch",
            checks=(
                Check(public.all_rates_start_alike, points=1, promise="start", uses=(dead_fraction,)),
                Check(public.one_row_keeps_a_unit_alive, points=2, promise="dead", uses=(dead_fraction,)),
                Check(hidden.high_rates_kill, points=1, promise="order", uses=(dead_fraction,)),
            ),
        ),
    ),
    questions=(
        Question(
            "q_10_10a",
            row="10.10",
            minutes=5,
            tier="more",
            reads=("who",),
            text=(
                "Which of the printed `activations` meet the printed `wish`? (All their letters, in quotes, such as "
                '"AC".)'
            ),
            checks=(Check(hidden.activations_that_meet_a_wish, points=1, promise="answer"),),
            explanation=(
                "tanh, leaky ReLU and ELU have outputs of both signs; the sigmoid and tanh flatten out to the right; "
                "the sigmoid, tanh, ReLU and ELU to the left; ReLU and leaky ReLU consist of two straight lines. No "
                "activation meets all wishes, and none is a condition: ReLU is not differentiable at 0 and works."
            ),
        ),
        Question(
            "q_10_10b",
            row="10.10",
            minutes=5,
            tier="more",
            reads=("who",),
            text=(
                "A neuron with four weights gets two examples, the rows of the printed `inputs`, all positive as after "
                "a sigmoid. The printed `deltas` are the derivatives of the two losses by its pre-activation. How many "
                "of its four weights have a negative gradient of the two losses together? (A whole number.)"
            ),
            checks=(Check(hidden.signs_of_a_gradient, points=1, promise="answer"),),
            explanation=(
                "For one example the gradient is its delta times its inputs: all four entries have the sign of delta. "
                "Two examples with deltas of opposite signs give entries of both signs. So the argument for centred "
                "inputs holds for each neuron and each example, not for a whole layer or a whole batch."
            ),
        ),
        Question(
            "q_10_10c",
            row="10.10",
            minutes=5,
            tier="more",
            reads=("who",),
            text='Which of the printed `statements` hold? (All their letters, in quotes, such as "AC".)',
            checks=(Check(hidden.statements_that_hold, points=1, promise="answer"),),
            explanation=(
                "Whitening also removes correlations, standardizing does not, and neither makes a column normally "
                "distributed. Unsupervised pretraining went when better initial weights came. The mean and variance of "
                "a random batch add noise to each example, which regularizes. Covariate shift is a change of the "
                "inputs' distribution, not of the labels."
            ),
        ),
    ),
)
