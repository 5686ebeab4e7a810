"""Assignment 7: losses, the training loop, and a network that reads digits."""

from grader import Assignment, Check, Exercise, Question, Threshold
from reference.activations import relu, sigmoid
from reference.initialization import he_normal
from reference.losses import bce_with_logits, cross_entropy, mse_loss, softmax
from reference.network import MLP
from reference.preprocessing import Scaler, load_idx
from reference.training import gradient_descent, gradient_variance, minibatches, train_sgd
from reference.variants import variant

from . import checks_hidden as hidden
from . import checks_public as public
from .solution import numbers_of_7

LOSSES = (softmax, cross_entropy, mse_loss)  # of which a network is made; what failed is served, and costs once
LEARNING = (*LOSSES, minibatches, train_sgd)

ASSIGNMENT = Assignment(
    title="Losses, training, MNIST",
    given=(sigmoid, relu, he_normal, variant, numbers_of_7),
    exercises=(
        Exercise(
            softmax,
            row="7.1",
            minutes=15,
            tier="core",
            checks=(
                Check(public.rows_are_exponentials_by_their_sum, points=2, promise="value"),
                Check(public.a_shifted_row_stays_the_same, points=1, promise="shift"),
                Check(hidden.every_size_of_logits, points=1, promise="value"),
                Check(hidden.extreme_logits_give_probabilities, points=1, promise="extreme"),
            ),
            manners=(Check(public.softmax_leaves_its_argument_alone, points=1, promise="pure"),),
        ),
        Exercise(
            cross_entropy,
            row="7.1",
            minutes=20,
            tier="core",
            checks=(
                Check(public.surprise_of_two_labels, points=2, promise="value", uses=(softmax,)),
                Check(public.slope_of_the_cross_entropy, points=3, promise="gradient", uses=(softmax,)),
                Check(hidden.soft_rows_weigh_all_classes, points=1, promise="soft", uses=(softmax,)),
                Check(hidden.two_classes_and_one_example, points=1, promise="sizes", uses=(softmax,)),
                Check(hidden.a_hopeless_label_has_a_finite_loss, points=2, promise="extreme", uses=(softmax,)),
            ),
            manners=(
                Check(public.cross_entropy_leaves_its_arguments_alone, points=1, promise="pure", uses=(softmax,)),
            ),
        ),
        Exercise(
            mse_loss,
            row="7.2",
            minutes=10,
            tier="more",
            checks=(
                Check(public.four_constants, points=2, promise="value"),
                Check(public.slope_of_the_squared_error, points=1, promise="gradient"),
                Check(hidden.slopes_have_the_constants_too, points=1, promise="gradient"),
            ),
        ),
        Exercise(
            bce_with_logits,
            row="7.2",
            minutes=10,
            tier="more",
            checks=(
                Check(public.odds_of_three_to_one, points=1, promise="value"),
                Check(public.slope_of_the_binary_cross_entropy, points=1, promise="gradient"),
                Check(hidden.pre_activations_of_a_thousand, points=1, promise="extreme"),
                Check(hidden.loss_is_minus_the_log_likelihood, points=1, promise="likelihood"),
            ),
        ),
        Exercise(
            gradient_descent,
            row="7.3",
            minutes=25,
            tier="more",
            checks=(
                Check(public.halves_on_a_parabola, points=3, promise="step"),
                Check(public.stops_where_it_is_flat, points=2, promise="tol"),
                Check(hidden.two_arrays_walk_together, points=3, promise="step"),
                Check(hidden.the_largest_entry_decides, points=2, promise="tol"),
                Check(hidden.a_small_step_lowers_the_loss_as_it_should, points=1, promise="falls"),
            ),
            manners=(Check(public.gradient_descent_leaves_its_arguments_alone, points=1, promise="pure"),),
        ),
        Exercise(
            minibatches,
            row="7.4",
            minutes=15,
            tier="core",
            checks=(
                Check(public.ten_in_batches_of_four, points=3, promise="once"),
                Check(public.a_short_batch_is_dropped_on_demand, points=2, promise="drop"),
                Check(hidden.single_examples_and_one_large_batch, points=1, promise="sizes"),
                Check(hidden.every_call_deals_anew, points=1, promise="order"),
                Check(public.minibatches_draw_from_their_generator, points=1, promise="generator"),
            ),
        ),
        Exercise(
            train_sgd,
            row="7.4",
            minutes=30,
            tier="core",
            checks=(
                Check(public.every_batch_is_one_step, points=3, promise="step", uses=(minibatches,)),
                Check(public.every_example_once_per_epoch, points=2, promise="epoch", uses=(minibatches,)),
                Check(hidden.rows_keep_their_labels, points=2, promise="aligned", uses=(minibatches,)),
                Check(hidden.epochs_differ_and_batches_may_be_large, points=1, promise="order", uses=(minibatches,)),
                Check(hidden.a_short_batch_counts_for_less, points=2, promise="losses", uses=(minibatches,)),
            ),
            manners=(
                Check(public.train_sgd_leaves_its_arguments_alone, points=1, promise="pure", uses=(minibatches,)),
                Check(hidden.train_sgd_draws_from_its_generator, points=1, promise="generator", uses=(minibatches,)),
            ),
        ),
        Exercise(
            load_idx,
            row="7.5",
            minutes=10,
            tier="more",
            checks=(
                Check(public.a_tiny_file, points=2, promise="array"),
                Check(hidden.images_and_labels_are_read, points=1, promise="array"),
                Check(hidden.damaged_files_are_refused, points=1, promise="damaged"),
            ),
        ),
        Exercise(
            Scaler,
            row="7.5",
            minutes=10,
            tier="more",
            checks=(
                Check(public.columns_get_mean_0_and_variance_1, points=2, promise="standard"),
                Check(hidden.new_data_use_the_fitted_numbers, points=1, promise="fitted"),
                Check(hidden.dark_corners_become_zero, points=1, promise="constant"),
            ),
        ),
        Exercise(
            MLP,
            row="7.6",
            minutes=85,
            tier="core",
            checks=(
                Check(public.parameters_have_their_shapes, points=1, promise="params"),
                Check(public.scores_of_a_small_network, points=3, promise="scores"),
                Check(public.slope_of_the_whole_network, points=4, promise="gradient", uses=LOSSES),
                Check(public.the_largest_score_is_predicted, points=1, promise="predict"),
                Check(public.digits_are_told_apart, points=2, promise="digits", uses=LEARNING),
                Check(hidden.three_sizes_of_networks, points=2, promise="scores"),
                Check(hidden.losses_of_every_kind, points=2, promise="loss", uses=LOSSES),
                Check(hidden.weights_start_as_he_says, points=1, promise="start"),
                Check(hidden.full_batches_have_one_path, points=1, promise="fit", uses=LEARNING),
                Threshold(
                    hidden.softmax_regression_on_digits,
                    ladder=((0.92, 2), (0.9, 1)),
                    promise="accuracy",
                    uses=LEARNING,
                    larger=Threshold(
                        hidden.softmax_regression_on_mnist,
                        ladder=((0.875, 2), (0.855, 1)),
                        promise="accuracy",
                        uses=LEARNING,
                        data="mnist",
                    ),
                ),
                Threshold(
                    hidden.quadratic_network_on_digits,
                    ladder=((0.92, 2), (0.9, 1)),
                    promise="accuracy",
                    uses=LEARNING,
                    larger=Threshold(
                        hidden.quadratic_network_on_mnist,
                        ladder=((0.89, 2), (0.87, 1)),
                        promise="accuracy",
                        uses=LEARNING,
                        data="mnist",
                    ),
                ),
                Threshold(
                    hidden.relu_network_on_digits,
                    ladder=((0.92, 3), (0.9, 2), (0.87, 1)),
                    promise="accuracy",
                    uses=LEARNING,
                    larger=Threshold(
                        hidden.relu_network_on_mnist,
                        ladder=((0.905, 3), (0.885, 2), (0.855, 1)),
                        promise="accuracy",
                        uses=LEARNING,
                        data="mnist",
                    ),
                ),
            ),
            manners=(
                Check(public.fit_leaves_its_arguments_alone, points=1, promise="pure", uses=LEARNING),
                Check(hidden.fit_draws_from_its_generator, points=1, promise="generator", uses=LEARNING),
            ),
        ),
        Exercise(
            gradient_variance,
            row="7.7",
            minutes=20,
            tier="stretch",
            checks=(
                Check(public.single_examples_scatter_by_v, points=2, promise="single"),
                Check(hidden.batches_scatter_by_one_over_m, points=3, promise="law"),
            ),
            manners=(Check(public.gradient_variance_draws_from_its_generator, points=1, promise="generator"),),
        ),
    ),
    questions=(
        Question(
            "q_7_2",
            row="7.2",
            minutes=5,
            tier="more",
            reads=("who",),
            text=(
                "One sigmoid unit is confident and wrong: its pre-activation is the printed `z`, its target the "
                "printed `target`. Take the gradient by `z` of the cross-entropy, and that of half the squared error. "
                "How many times larger is the first? (A number, to 1 %.)"
            ),
            checks=(Check(hidden.slopes_at_a_confident_mistake, points=2, promise="answer"),),
            explanation=(
                "With out = sigmoid(z) the gradients are out - target and (out - target) out (1 - out). Their ratio is "
                "1 / (out (1 - out)) = 2 + 2 cosh z: the surer the mistake, the less the squared error says about it."
            ),
        ),
        Question(
            "q_7_6",
            row="7.6",
            minutes=5,
            tier="core",
            reads=("who",),
            text=(
                "What do we know about multi-layer perceptrons? One of the printed `choices` has been proved; the "
                "others name hopes that fail, and drawbacks turned around. Which one? (Its letter, in quotes.)"
            ),
            checks=(Check(hidden.a_picked_answer_about_networks, points=2, promise="answer"),),
            explanation=(
                "Networks with enough hidden units come close to any continuous function on a box, which makes them "
                "very general. The theorem says nothing about how many units, nor whether training finds the weights: "
                "too many units may fit noise, gradient descent ends where its start leads it, training is slow, and "
                "trained weights explain little."
            ),
        ),
    ),
)
