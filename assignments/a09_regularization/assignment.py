"""Assignment 9: regularization."""

from grader import Assignment, Check, Exercise, Question, Threshold
from reference.activations import relu, sigmoid
from reference.augmentation import (
    blur3,
    channel_gain,
    cutout,
    gaussian_noise,
    jitter,
    mirror,
    mixup,
    rotate,
    shift,
)
from reference.dropout import Dropout, mask_outputs, ngm
from reference.early_stopping import EarlyStopping, weight_change_stop
from reference.ensembles import bagging_mse, bootstrap, ensemble_predict
from reference.initialization import he_normal
from reference.losses import cross_entropy, softmax
from reference.noise import disturb_label, gradient_noise, input_noise, noisy_loss
from reference.penalties import effective_parameters, l1_penalty, l2_penalty, l2_solution, l2_step
from reference.shrinkage import shrink
from reference.variants import variant

from . import checks_hidden as hidden
from . import checks_public as public
from .solution import numbers_of_9_0, numbers_of_9_4, train_with_dropout

ASSIGNMENT = Assignment(
    title="Regularization",
    given=(sigmoid, relu, he_normal, train_with_dropout, variant, numbers_of_9_0, numbers_of_9_4),
    needs=(softmax, cross_entropy),
    exercises=(
        Exercise(
            l1_penalty,
            row="9.1",
            minutes=10,
            tier="core",
            checks=(
                Check(public.absolute_weights_of_a_small_net, points=1, promise="value"),
                Check(public.slope_of_the_absolute_weights, points=1, promise="gradient"),
                Check(hidden.a_weight_of_zero_may_lean_either_way, points=1, promise="zero"),
                Check(hidden.biases_are_free_of_l1, points=1, promise="biases"),
            ),
        ),
        Exercise(
            l2_penalty,
            row="9.1",
            minutes=8,
            tier="core",
            checks=(
                Check(public.squared_weights_of_a_small_net, points=1, promise="value"),
                Check(public.slope_of_the_squared_weights, points=1, promise="gradient"),
                Check(hidden.biases_are_free_of_l2, points=1, promise="biases"),
                Check(hidden.filters_are_weights, points=1, promise="filters"),
            ),
            manners=(Check(public.l2_penalty_leaves_its_arguments_alone, points=1, promise="pure"),),
        ),
        Exercise(
            l2_step,
            row="9.1",
            minutes=12,
            tier="core",
            checks=(
                Check(public.one_step_with_decay, points=2, promise="step", uses=(l2_penalty,)),
                Check(hidden.biases_do_not_decay, points=1, promise="biases", uses=(l2_penalty,)),
                Check(hidden.steps_end_where_loss_and_penalty_balance, points=1, promise="descent", uses=(l2_penalty,)),
            ),
            manners=(Check(public.l2_step_leaves_its_arguments_alone, points=1, promise="pure", uses=(l2_penalty,)),),
        ),
        Exercise(
            l2_solution,
            row="9.2",
            minutes=20,
            tier="more",
            checks=(
                Check(public.each_weight_shrinks_by_itself, points=2, promise="diagonal"),
                Check(hidden.slopes_balance_in_any_direction, points=1, promise="rotated"),
                Check(hidden.a_flat_direction_is_given_up, points=1, promise="singular"),
                Check(hidden.tiny_and_huge_prices, points=1, promise="limits"),
            ),
            manners=(Check(public.l2_solution_leaves_its_arguments_alone, points=1, promise="pure"),),
        ),
        Exercise(
            effective_parameters,
            row="9.2",
            minutes=10,
            tier="more",
            checks=(
                Check(public.shares_of_three_directions, points=2, promise="diagonal"),
                Check(hidden.shares_of_rotated_directions, points=1, promise="rotated"),
                Check(hidden.none_and_all_of_the_parameters, points=1, promise="limits"),
            ),
        ),
        Exercise(
            EarlyStopping,
            row="9.3",
            minutes=30,
            tier="core",
            checks=(
                Check(public.stops_after_a_wait, points=2, promise="patience"),
                Check(public.small_gains_are_none, points=1, promise="gain"),
                Check(public.the_best_is_kept, points=1, promise="best"),
                Check(public.two_further_epochs, points=1, promise="cooldown"),
                Check(hidden.nan_is_no_gain, points=1, promise="nan"),
                Check(hidden.the_best_is_a_copy, points=1, promise="copy"),
                Check(hidden.a_late_gain_is_kept, points=1, promise="late"),
            ),
        ),
        Exercise(
            weight_change_stop,
            row="9.3",
            minutes=10,
            tier="core",
            checks=(
                Check(public.one_restless_unit_is_enough, points=2, promise="units"),
                Check(hidden.exactly_rho_is_not_below, points=1, promise="below"),
                Check(hidden.changes_relative_to_the_old_weights, points=1, promise="relative"),
            ),
        ),
        Exercise(
            shift,
            row="9.4",
            minutes=7,
            tier="core",
            checks=(Check(public.an_arrow_moves, points=1, promise="moved"),),
        ),
        Exercise(
            rotate,
            row="9.4",
            minutes=3,
            tier="core",
            checks=(Check(public.turns_of_every_number, points=1, promise="turned"),),
        ),
        Exercise(
            mirror,
            row="9.4",
            minutes=2,
            tier="core",
            checks=(Check(public.a_letter_in_the_mirror, points=1, promise="mirrored"),),
        ),
        Exercise(
            blur3,
            row="9.4",
            minutes=8,
            tier="core",
            checks=(Check(public.means_of_windows, points=1, promise="mean", uses=(shift,)),),
        ),
        Exercise(
            channel_gain,
            row="9.4",
            minutes=2,
            tier="core",
            checks=(Check(public.every_channel_has_its_gain, points=1, promise="gains"),),
        ),
        Exercise(
            jitter,
            row="9.4",
            minutes=5,
            tier="core",
            checks=(Check(public.every_image_moves_by_itself, points=1, promise="each", uses=(shift,)),),
        ),
        Exercise(
            gaussian_noise,
            row="9.4",
            minutes=2,
            tier="core",
            checks=(Check(public.every_pixel_has_its_noise, points=1, promise="each"),),
        ),
        Exercise(
            mixup,
            row="9.5",
            minutes=15,
            tier="core",
            checks=(
                Check(public.rows_lie_between_rows, points=2, promise="segments"),
                Check(hidden.every_row_may_be_a_partner, points=1, promise="partners"),
                Check(hidden.weights_follow_beta, points=1, promise="beta"),
            ),
            manners=(Check(public.mixup_leaves_its_arguments_alone, points=1, promise="pure"),),
        ),
        Exercise(
            cutout,
            row="9.5",
            minutes=15,
            tier="core",
            checks=(
                Check(public.one_square_is_cut, points=2, promise="square"),
                Check(hidden.all_channels_lose_the_same, points=1, promise="channels"),
                Check(hidden.squares_lie_everywhere, points=1, promise="position"),
            ),
            manners=(Check(public.cutout_leaves_its_arguments_alone, points=1, promise="pure"),),
        ),
        Exercise(
            input_noise,
            row="9.6",
            minutes=5,
            tier="more",
            checks=(
                Check(public.inputs_scatter_by_sd, points=1, promise="spread", uses=(gaussian_noise,)),
                Check(hidden.input_noise_is_fresh, points=1, promise="fresh", uses=(gaussian_noise,)),
            ),
        ),
        Exercise(
            disturb_label,
            row="9.6",
            minutes=10,
            tier="more",
            checks=(
                Check(public.nothing_is_disturbed, points=1, promise="none"),
                Check(public.everything_is_disturbed, points=1, promise="all"),
                Check(hidden.some_labels_come_out_as_they_were, points=1, promise="kept"),
            ),
        ),
        Exercise(
            gradient_noise,
            row="9.6",
            minutes=8,
            tier="more",
            checks=(
                Check(public.the_first_step_has_variance_eta, points=1, promise="start"),
                Check(hidden.noise_is_annealed, points=1, promise="annealed"),
                Check(hidden.gradient_noise_is_fresh, points=1, promise="fresh"),
            ),
        ),
        Exercise(
            noisy_loss,
            row="9.6",
            minutes=12,
            tier="more",
            checks=(
                Check(public.noise_of_two_inputs, points=1, promise="expected"),
                Check(hidden.mean_over_drawn_noise, points=1, promise="drawn"),
            ),
        ),
        Exercise(
            Dropout,
            row="9.7",
            minutes=40,
            tier="core",
            checks=(
                Check(public.half_of_the_units_are_dropped, points=1, promise="drops"),
                Check(public.what_is_left_counts_double, points=1, promise="scale"),
                Check(public.slopes_pass_through_the_mask, points=3, promise="gradient"),
                Check(public.testing_drops_nothing, points=2, promise="test"),
                Check(public.nothing_dropped_changes_nothing, points=1, promise="zero"),
                Check(hidden.a_fifth_and_four_fifths_are_dropped, points=1, promise="drops"),
                Check(hidden.the_mean_is_kept, points=1, promise="scale"),
                Check(hidden.the_plain_form_scales_in_testing, points=1, promise="plain"),
                Check(hidden.slopes_of_both_forms, points=1, promise="gradient"),
                Threshold(
                    hidden.dropout_on_digits,
                    ladder=((0.935, 3), (0.915, 2), (0.885, 1)),
                    promise="accuracy",
                    larger=Threshold(
                        hidden.dropout_on_mnist,
                        ladder=((0.915, 3), (0.895, 2), (0.865, 1)),
                        promise="accuracy",
                        data="mnist",
                    ),
                ),
            ),
            manners=(Check(public.dropout_leaves_its_arguments_alone, points=1, promise="pure"),),
        ),
        Exercise(
            bootstrap,
            row="9.8",
            minutes=5,
            tier="more",
            checks=(
                Check(public.as_many_as_there_are, points=1, promise="indices"),
                Check(hidden.two_thirds_are_met, points=1, promise="replacement"),
            ),
        ),
        Exercise(
            bagging_mse,
            row="9.8",
            minutes=10,
            tier="more",
            checks=(
                Check(public.same_errors_and_unrelated_errors, points=2, promise="limits"),
                Check(hidden.variance_of_a_mean_of_errors, points=1, promise="value"),
            ),
        ),
        Exercise(
            ensemble_predict,
            row="9.8",
            minutes=10,
            tier="more",
            checks=(
                Check(public.three_models_and_two_examples, points=1, promise="mean"),
                Check(hidden.one_that_is_sure_wins, points=1, promise="sure"),
                Check(hidden.together_they_know_more, points=1, promise="gains", uses=(bootstrap,)),
            ),
        ),
        Exercise(
            mask_outputs,
            row="9.9",
            minutes=15,
            tier="stretch",
            checks=(
                Check(public.four_networks_of_two_inputs, points=2, promise="masks"),
                Check(hidden.networks_of_ten_inputs, points=1, promise="many"),
            ),
        ),
        Exercise(
            ngm,
            row="9.9",
            minutes=10,
            tier="stretch",
            checks=(
                Check(public.mean_of_odds, points=1, promise="value"),
                Check(hidden.a_thousand_probabilities, points=1, promise="many"),
                Check(hidden.all_masks_are_one_sigmoid, points=1, promise="unit"),
            ),
        ),
        Exercise(
            shrink,
            row="9.10",
            minutes=20,
            tier="stretch",
            checks=(
                Check(public.shrunk_by_a_constant, points=1, promise="one"),
                Check(public.shrunk_by_a_share, points=1, promise="two"),
                Check(hidden.least_of_every_power, points=1, promise="all"),
                Check(hidden.shares_of_zeros, points=1, promise="zeros"),
            ),
        ),
    ),
    questions=(
        Question(
            "q_9_0a",
            row="9.0",
            minutes=3,
            tier="more",
            reads=("who",),
            text=(
                "Which of the printed `rules` agree with all four examples? (Their letters in alphabetical order, as "
                'one text, such as "ADG".)'
            ),
            checks=(Check(hidden.rules_that_agree, points=1, promise="answer"),),
            explanation=(
                "Most of them do. The data alone do not say which rule is meant; what decides between rules that fit "
                "equally well is a preference that you bring along, such as one for simple rules. Regularization is "
                "such a preference, written down."
            ),
        ),
        Question(
            "q_9_0b",
            row="9.0",
            minutes=2,
            tier="more",
            reads=("who",),
            text=(
                "Give three whole numbers that would tell the printed `two` rules apart: one of the two rules accepts "
                "them, the other does not. (A tuple, such as (7, 7, 7).)"
            ),
            checks=(Check(public.a_triple_that_decides, points=1, promise="answer", uses=(numbers_of_9_0,)),),
            explanation=(
                "Only an example on which two rules disagree says anything about which of them is right; most people "
                "ask for triples that fit the rule they believe in."
            ),
        ),
        Question(
            "q_9_4",
            row="9.4",
            minutes=4,
            tier="core",
            reads=("who",),
            text=(
                "Which of the printed `copies` would teach the network something false, because a reader would no "
                "longer say that they show that digit? (Their letters in alphabetical order, as one text in quotes.)"
            ),
            checks=(Check(hidden.copies_with_false_labels, points=1, promise="answer"),),
            explanation=(
                "0 and 8 are symmetric, and a 1 upside down is a 1; nothing minds a pixel. A mirrored 3 or 5 is no "
                "digit, a 6 upside down is a 9, and a 1 that lies is a dash. Which transformations keep a label is "
                "knowledge about the task, and it differs from class to class."
            ),
        ),
    ),
)
