"""Assignment 3: the perceptron."""

from grader import Assignment, Check, Exercise, Threshold
from reference.convergence import angle_after_update, convergence_quantities
from reference.delta_rule import average_squared_loss, delta_rule_step
from reference.one_versus_rest import OneVsRestPerceptron
from reference.perceptron import augment, decide, perceptron_fit, pocket_perceptron

from . import checks_hidden as hidden
from . import checks_public as public

UNIT = (augment, decide)  # what a student may build upon; a slip there costs its points there
LEARNS = (augment, decide, perceptron_fit)

ASSIGNMENT = Assignment(
    title="The perceptron",
    exercises=(
        Exercise(
            augment,
            row="3.1",
            minutes=5,
            tier="core",
            checks=(
                Check(public.ones_are_the_first_column, points=3, promise="ones"),
                Check(hidden.augment_takes_one_example_and_one_input, points=1, promise="sizes"),
            ),
        ),
        Exercise(
            decide,
            row="3.1",
            minutes=10,
            tier="core",
            checks=(
                Check(public.three_forms_agree, points=2, promise="threshold", uses=(augment,)),
                Check(hidden.decide_on_many_examples, points=1, promise="threshold", uses=(augment,)),
                Check(hidden.equality_is_decided_by_the_flag, points=2, promise="equality", uses=(augment,)),
            ),
            manners=(Check(public.decide_leaves_its_arguments_alone, points=1, promise="pure", uses=(augment,)),),
        ),
        Exercise(
            perceptron_fit,
            row="3.2",
            minutes=50,
            tier="core",
            checks=(
                Check(public.every_update_corrects_a_mistake, points=4, promise="update", uses=UNIT),
                Check(public.no_mistake_is_skipped, points=4, promise="order", uses=UNIT),
                Check(public.converged_weights_separate, points=3, promise="converged", uses=UNIT),
                Check(hidden.offset_data_need_the_bias, points=2, promise="update", uses=UNIT),
                Check(hidden.xor_ends, points=2, promise="limit", uses=UNIT),
                Check(hidden.learning_starts_from_w0, points=1, promise="start", uses=UNIT),
                Check(hidden.random_order_visits_every_example, points=2, promise="random", uses=UNIT),
                Check(hidden.history_keeps_each_moment, points=1, promise="copies", uses=UNIT),
                Check(hidden.other_labels_are_refused, points=2, promise="labels", uses=UNIT),
            ),
            manners=(
                Check(public.perceptron_fit_leaves_its_arguments_alone, points=2, promise="pure", uses=UNIT),
                Check(hidden.perceptron_fit_draws_from_its_generator, points=2, promise="generator", uses=UNIT),
            ),
        ),
        Exercise(
            pocket_perceptron,
            row="3.3",
            minutes=30,
            tier="stretch",
            checks=(
                Check(public.pocket_leaves_one_mistake_on_xor, points=4, promise="count", uses=LEARNS),
                Check(hidden.pocket_keeps_the_best_epoch, points=4, promise="best", uses=LEARNS),
            ),
            manners=(
                Check(public.pocket_leaves_its_arguments_alone, points=1, promise="pure", uses=LEARNS),
                Check(hidden.pocket_draws_from_its_generator, points=1, promise="generator", uses=LEARNS),
            ),
        ),
        Exercise(
            convergence_quantities,
            row="3.4",
            minutes=20,
            tier="more",
            checks=(
                Check(public.radius_of_and, points=2, promise="radius", uses=UNIT),
                Check(public.margin_of_and, points=2, promise="margin", uses=UNIT),
                Check(public.bound_of_and, points=1, promise="bound", uses=UNIT),
                Check(hidden.radius_of_small_inputs, points=1, promise="radius", uses=UNIT),
                Check(hidden.quantities_ignore_the_length_of_w_star, points=2, promise="length", uses=UNIT),
                Check(hidden.no_run_exceeds_the_bound, points=2, promise="theorem", uses=UNIT),
            ),
            manners=(
                Check(public.convergence_quantities_leaves_its_arguments_alone, points=1, promise="pure", uses=UNIT),
                Check(hidden.one_example_gives_finite_numbers, points=1, promise="single", uses=UNIT),
            ),
        ),
        Exercise(
            angle_after_update,
            row="3.4",
            minutes=15,
            tier="more",
            checks=(
                Check(public.cosines_by_hand, points=3, promise="cosine"),
                Check(hidden.negative_examples_are_turned_away_from, points=2, promise="label"),
                Check(hidden.cosine_grows, points=2, promise="turn"),
            ),
            manners=(Check(public.angle_after_update_leaves_its_arguments_alone, points=1, promise="pure"),),
        ),
        Exercise(
            average_squared_loss,
            row="3.5",
            minutes=10,
            tier="more",
            checks=(
                Check(public.average_loss_by_hand, points=2, promise="mean"),
                Check(hidden.loss_of_whole_numbers, points=2, promise="exact"),
            ),
            manners=(Check(public.average_squared_loss_leaves_its_arguments_alone, points=1, promise="pure"),),
        ),
        Exercise(
            delta_rule_step,
            row="3.5",
            minutes=10,
            tier="more",
            checks=(
                Check(public.one_step_by_hand, points=1, promise="step"),
                Check(hidden.step_follows_the_mean_gradient, points=2, promise="gradient"),
                Check(hidden.loss_falls_with_a_small_step, points=1, promise="falls"),
            ),
            manners=(Check(public.delta_rule_step_leaves_its_arguments_alone, points=1, promise="pure"),),
        ),
        Exercise(
            OneVsRestPerceptron,
            row="3.6",
            minutes=60,
            tier="core",
            checks=(
                Check(public.scores_are_the_sums_of_the_lecture, points=3, promise="scores", uses=UNIT),
                Check(public.the_largest_score_wins, points=3, promise="predict", uses=UNIT),
                Check(public.target_is_one_for_the_own_class_only, points=2, promise="targets", uses=UNIT),
                Check(public.fit_returns_the_model, points=1, promise="chain", uses=UNIT),
                Check(public.digits_are_told_apart, points=2, promise="digits", uses=UNIT),
                Check(hidden.several_may_fire_but_one_wins, points=1, promise="predict", uses=UNIT),
                Check(hidden.columns_are_separate_runs, points=2, promise="independent", uses=UNIT),
                Check(hidden.weights_are_averaged_over_all_steps, points=1, promise="averaged", uses=UNIT),
                Threshold(
                    hidden.accuracy_on_digits,
                    ladder=((0.925, 6), (0.905, 4), (0.875, 2)),
                    promise="accuracy",
                    uses=UNIT,
                    larger=Threshold(
                        hidden.accuracy_on_mnist,
                        ladder=((0.88, 6), (0.86, 4), (0.83, 2)),
                        promise="accuracy",
                        uses=UNIT,
                        data="mnist",
                    ),
                ),
            ),
            manners=(
                Check(public.fit_leaves_its_arguments_alone, points=2, promise="pure", uses=UNIT),
                Check(hidden.fit_draws_from_its_generator, points=2, promise="generator", uses=UNIT),
            ),
        ),
    ),
)
