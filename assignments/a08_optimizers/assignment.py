"""Assignment 8: optimizers, rates, and the landscapes on which they walk."""

from grader import Assignment, Check, Exercise, Question, Threshold
from reference.adaptive import AdaGrad, Adam, RMSProp
from reference.curvature import (
    classify_critical_point,
    critical_rate,
    hessian_numeric,
    steepest_direction,
    taylor_decrease,
)
from reference.initialization import he_normal
from reference.landscapes import deep_linear_witness, escape_time, ravine, steps_to
from reference.line_search import compare
from reference.losses import cross_entropy, softmax
from reference.momentum import Momentum, Nesterov, momentum_schedule
from reference.rates import (
    exp_decay,
    geometric_decay,
    inv_t_decay,
    piecewise_decay,
    plateau_decay,
    power_decay,
    step_decay,
)
from reference.training import minibatches
from reference.variants import variant

from . import checks_hidden as hidden
from . import checks_public as public
from .solution import network_loss, network_outs, network_params, numbers_of_8

ASSIGNMENT = Assignment(
    title="Optimization",
    given=(ravine, he_normal, network_params, network_outs, network_loss, variant, numbers_of_8),
    needs=(softmax, cross_entropy, minibatches),
    exercises=(
        Exercise(
            Momentum,
            row="8.1",
            minutes=20,
            tier="core",
            checks=(
                Check(public.three_steps_gather_speed, points=3, promise="step"),
                Check(public.a_steady_slope_has_a_limit, points=1, promise="limit"),
                Check(hidden.velocities_of_three_arrays, points=2, promise="tensors"),
                Check(hidden.two_balls_roll_apart, points=1, promise="objects"),
                Check(hidden.a_new_rate_counts_from_the_next_step, points=1, promise="rate"),
            ),
            manners=(Check(public.momentum_leaves_everything_alone, points=1, promise="pure"),),
        ),
        Exercise(
            momentum_schedule,
            row="8.1",
            minutes=5,
            tier="core",
            checks=(
                Check(public.half_and_then_most, points=2, promise="defaults"),
                Check(hidden.other_momenta, points=1, promise="values"),
            ),
        ),
        Exercise(
            Nesterov,
            row="8.2",
            minutes=30,
            tier="more",
            checks=(
                Check(public.two_steps_on_a_parabola, points=3, promise="step"),
                Check(public.without_momentum_it_is_descent, points=1, promise="plain"),
                Check(hidden.asked_once_and_ahead, points=3, promise="ahead"),
                Check(hidden.arrays_look_ahead_by_themselves, points=2, promise="tensors"),
            ),
            manners=(Check(public.nesterov_leaves_everything_alone, points=1, promise="pure"),),
        ),
        Exercise(
            AdaGrad,
            row="8.3",
            minutes=20,
            tier="core",
            checks=(
                Check(public.two_slopes_of_three_and_four, points=2, promise="step"),
                Check(public.rare_features_go_as_far, points=3, promise="coordinates"),
                Check(hidden.no_slope_no_step, points=1, promise="zero"),
                Check(hidden.small_slopes_under_adagrad, points=1, promise="delta"),
                Check(hidden.sums_of_three_arrays, points=2, promise="tensors"),
            ),
            manners=(Check(public.adagrad_leaves_everything_alone, points=1, promise="pure"),),
        ),
        Exercise(
            RMSProp,
            row="8.4",
            minutes=20,
            tier="core",
            checks=(
                Check(public.three_steps_that_forget, points=3, promise="step"),
                Check(hidden.the_old_average_weighs_rho, points=1, promise="average"),
                Check(hidden.small_slopes_under_rmsprop, points=1, promise="delta"),
                Check(hidden.averages_of_three_arrays, points=2, promise="tensors"),
            ),
            manners=(Check(public.rmsprop_leaves_everything_alone, points=1, promise="pure"),),
        ),
        Exercise(
            Adam,
            row="8.5",
            minutes=40,
            tier="core",
            checks=(
                Check(public.the_first_step_is_eta, points=3, promise="first"),
                Check(public.three_corrected_steps, points=4, promise="step"),
                Check(public.digits_are_learned, points=2, promise="digits"),
                Check(hidden.one_count_for_all_arrays, points=2, promise="count"),
                Check(hidden.moments_of_two_objects, points=1, promise="tensors"),
                Check(hidden.small_slopes_under_adam, points=1, promise="delta"),
                Check(hidden.a_thousandth_step, points=1, promise="long"),
                Threshold(
                    hidden.adam_on_digits,
                    ladder=((0.94, 3), (0.92, 2), (0.89, 1)),
                    promise="accuracy",
                    larger=Threshold(
                        hidden.adam_on_mnist,
                        ladder=((0.925, 3), (0.905, 2), (0.875, 1)),
                        promise="accuracy",
                        data="mnist",
                    ),
                ),
            ),
            manners=(Check(public.adam_leaves_everything_alone, points=1, promise="pure"),),
        ),
        Exercise(
            step_decay,
            row="8.6",
            minutes=5,
            tier="core",
            checks=(
                Check(public.a_staircase, points=1, promise="value"),
                Check(hidden.the_edge_of_a_stair, points=1, promise="boundary"),
            ),
        ),
        Exercise(
            exp_decay,
            row="8.6",
            minutes=2,
            tier="core",
            checks=(Check(public.halved_in_equal_times, points=1, promise="value"),),
        ),
        Exercise(
            geometric_decay,
            row="8.6",
            minutes=3,
            tier="core",
            checks=(Check(public.a_quarter_in_any_time_s, points=1, promise="value"),),
        ),
        Exercise(
            inv_t_decay,
            row="8.6",
            minutes=2,
            tier="core",
            checks=(Check(public.halves_thirds_and_quarters, points=1, promise="value"),),
        ),
        Exercise(
            power_decay,
            row="8.6",
            minutes=3,
            tier="core",
            checks=(Check(public.powers_of_two_and_three, points=1, promise="value"),),
        ),
        Exercise(
            piecewise_decay,
            row="8.6",
            minutes=5,
            tier="core",
            checks=(Check(public.a_table_of_rates, points=1, promise="value"),),
        ),
        Exercise(
            plateau_decay,
            row="8.6",
            minutes=10,
            tier="core",
            checks=(
                Check(public.lower_after_a_rise, points=1, promise="rises"),
                Check(hidden.the_last_error_counts, points=2, promise="last"),
            ),
        ),
        Exercise(
            compare,
            row="8.7",
            minutes=15,
            tier="more",
            checks=(
                Check(public.the_best_rate_of_plain_descent, points=1, promise="best"),
                Check(public.the_smaller_of_equal_rates, points=1, promise="tie"),
                Check(hidden.every_walk_starts_afresh, points=1, promise="fresh"),
                Check(hidden.who_runs_away_does_not_win, points=1, promise="diverged"),
            ),
        ),
        Exercise(
            hessian_numeric,
            row="8.8",
            minutes=15,
            tier="more",
            checks=(
                Check(public.hessians_of_bowls, points=2, promise="quadratic"),
                Check(hidden.both_orders_are_equal, points=1, promise="symmetric"),
                Check(hidden.hessian_of_a_wavy_function, points=1, promise="close"),
            ),
        ),
        Exercise(
            taylor_decrease,
            row="8.8",
            minutes=8,
            tier="more",
            checks=(
                Check(public.short_and_long_steps, points=1, promise="value"),
                Check(hidden.true_decrease_of_a_bowl, points=2, promise="exact"),
            ),
        ),
        Exercise(
            steepest_direction,
            row="8.8",
            minutes=5,
            tier="more",
            checks=(
                Check(public.three_four_five, points=1, promise="unit"),
                Check(hidden.no_direction_is_steeper, points=1, promise="steepest"),
            ),
        ),
        Exercise(
            critical_rate,
            row="8.8",
            minutes=7,
            tier="more",
            checks=(
                Check(public.just_below_and_just_above, points=2, promise="value"),
                Check(hidden.critical_rates_of_turned_bowls, points=1, promise="rotated"),
            ),
        ),
        Exercise(
            steps_to,
            row="8.8",
            minutes=10,
            tier="more",
            checks=(
                Check(public.steps_of_plain_descent, points=2, promise="count"),
                Check(hidden.momentum_comes_first, points=1, promise="claim"),
                Check(hidden.too_few_steps, points=1, promise="limit"),
            ),
        ),
        Exercise(
            classify_critical_point,
            row="8.9",
            minutes=15,
            tier="stretch",
            checks=(
                Check(public.four_kinds_of_points, points=2, promise="kind"),
                Check(hidden.turned_landscapes, points=2, promise="rotated"),
                Check(hidden.nearly_flat_is_flat, points=1, promise="degenerate"),
            ),
        ),
        Exercise(
            deep_linear_witness,
            row="8.9",
            minutes=5,
            tier="stretch",
            checks=(
                Check(public.both_are_minima, points=1, promise="minima"),
                Check(public.higher_in_the_middle, points=1, promise="midpoint"),
            ),
        ),
        Exercise(
            escape_time,
            row="8.9",
            minutes=15,
            tier="stretch",
            checks=(
                Check(public.a_ball_on_a_saddle, points=1, promise="still"),
                Check(hidden.mean_time_on_the_saddle, points=1, promise="time"),
                Check(hidden.noise_shortens_the_stay, points=1, promise="falls"),
            ),
        ),
    ),
    questions=(
        Question(
            "q_8_7a",
            row="8.7",
            minutes=5,
            tier="more",
            reads=("who",),
            text=(
                "On a long, even slope momentum with the printed `eta` and `mu` has come up to speed. Which step size "
                "would plain gradient descent need, to make steps of the same length? (A number, to 1 %.)"
            ),
            checks=(Check(hidden.rate_of_the_same_speed, points=1, promise="answer"),),
            explanation=(
                "The step tends to eta g / (1 - mu): the sum 1 + mu + mu^2 + ... of a geometric series. So eta and mu "
                "are not independent: who raises mu from 0.9 to 0.99 makes all steps ten times as long."
            ),
        ),
        Question(
            "q_8_7b",
            row="8.7",
            minutes=5,
            tier="more",
            reads=("who",),
            text=(
                "Batch or mini-batches, and what makes training hard: one of the printed `choices` is right, the "
                "others turn something around. Which one? (Its letter, in quotes.)"
            ),
            checks=(Check(hidden.a_picked_answer_about_batches, points=1, promise="answer"),),
            explanation=(
                "The mean over a batch is inexact, which costs little and shakes the walk off saddle points; but "
                "the noise does not go away at a minimum, so the rate must fall. The exact gradient is the steepest "
                "direction here, and may point far past the minimum. At a cliff the gradient is large, so the step "
                "is long and may undo a lot; cutting it off helps. Similar examples tell the same thing over and "
                "over, which is why many steps on some of them go further than one step on all."
            ),
        ),
    ),
)
