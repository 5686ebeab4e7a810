"""Assignment 5: threshold networks and universality."""

from grader import Assignment, Check, Exercise, Question
from reference.activations import sigmoid
from reference.certificates import find_certificate, verify_certificate, xor_certificate
from reference.quadratic_program import solve_qp
from reference.threshold_networks import ThresholdMLP, collapse_linear, memorizing_net, quadrant_detector, xor_net
from reference.universality import approximate, box, step_unit, xor_sigmoid
from reference.variants import variant

from . import checks_hidden as hidden
from . import checks_public as public
from .solution import numbers_of_5_8

ASSIGNMENT = Assignment(
    title="Threshold networks and universality",
    given=(solve_qp, variant, numbers_of_5_8),
    exercises=(
        Exercise(
            collapse_linear,
            row="5.1",
            minutes=20,
            tier="core",
            checks=(
                Check(public.weights_of_two_layers_become_one_matrix, points=3, promise="same"),
                Check(public.biases_pass_through_the_next_layer, points=2, promise="same"),
                Check(hidden.weights_of_long_cascades_become_one_matrix, points=1, promise="any"),
                Check(hidden.biases_of_long_cascades_add_up, points=2, promise="any"),
                Check(hidden.one_layer_stays_what_it_is, points=1, promise="any"),
            ),
            manners=(Check(public.collapse_leaves_the_layers_alone, points=1, promise="pure"),),
        ),
        Exercise(
            verify_certificate,
            row="5.2",
            minutes=20,
            tier="more",
            checks=(
                Check(public.lines_are_tried_on_every_example, points=2, promise="line"),
                Check(public.sums_are_tried_in_every_coordinate, points=1, promise="balance"),
                Check(hidden.negative_numbers_prove_nothing, points=1, promise="sign"),
                Check(hidden.zeros_prove_nothing, points=1, promise="nonzero"),
                Check(hidden.the_leading_one_counts, points=1, promise="balance"),
                Check(hidden.rounding_is_forgiven_in_proportion, points=1, promise="rounding"),
            ),
            manners=(Check(public.verify_leaves_its_arguments_alone, points=1, promise="pure"),),
        ),
        Exercise(
            xor_certificate,
            row="5.2",
            minutes=10,
            tier="more",
            checks=(Check(public.xor_has_no_line, points=2, promise="proof"),),
        ),
        Exercise(
            ThresholdMLP,
            row="5.3",
            minutes=20,
            tier="core",
            checks=(
                Check(public.units_fire_or_do_not, points=3, promise="fires"),
                Check(public.codes_show_the_hidden_units, points=1, promise="codes"),
                Check(hidden.sums_of_zero_fire, points=1, promise="equality"),
                Check(hidden.deep_nets_and_single_units_fire, points=1, promise="depth"),
                Check(hidden.every_hidden_layer_has_its_code, points=1, promise="codes"),
            ),
            manners=(Check(public.forward_leaves_its_arguments_alone, points=1, promise="pure"),),
        ),
        Exercise(
            xor_net,
            row="5.3",
            minutes=15,
            tier="core",
            checks=(
                Check(public.two_hidden_units_compute_xor, points=3, promise="table"),
                Check(hidden.more_hidden_units_compute_xor, points=2, promise="table"),
                Check(hidden.hidden_units_are_counted, points=1, promise="size"),
            ),
        ),
        Exercise(
            quadrant_detector,
            row="5.3",
            minutes=15,
            tier="core",
            checks=(
                Check(public.a_zero_is_seen, points=1, promise="sees"),
                Check(public.each_unit_has_its_quadrant, points=1, promise="quadrants"),
                Check(hidden.a_quadrant_in_the_dark_silences_the_output, points=1, promise="all"),
                Check(hidden.the_share_decides, points=1, promise="share"),
                Check(hidden.ink_elsewhere_makes_no_difference, points=1, promise="ink"),
            ),
            manners=(Check(public.detector_leaves_the_template_alone, points=1, promise="pure"),),
        ),
        Exercise(
            memorizing_net,
            row="5.4",
            minutes=30,
            tier="more",
            checks=(
                Check(public.a_table_of_two_inputs_is_learned_by_heart, points=3, promise="table"),
                Check(public.one_unit_fires_for_one_row, points=2, promise="one"),
                Check(hidden.larger_tables_are_learned_by_heart, points=2, promise="table"),
                Check(hidden.each_row_has_a_unit_of_its_own, points=1, promise="one"),
                Check(hidden.constant_tables_are_tables_too, points=2, promise="constants"),
                Check(hidden.units_are_counted, points=1, promise="size"),
            ),
            manners=(Check(public.memorizing_leaves_the_table_alone, points=1, promise="pure"),),
        ),
        Exercise(
            sigmoid,
            row="5.5",
            minutes=15,
            tier="core",
            checks=(
                Check(public.sigmoid_of_known_numbers, points=3, promise="value"),
                Check(hidden.sigmoid_keeps_the_shape, points=1, promise="shapes"),
                Check(hidden.sigmoid_is_calm_in_its_tails, points=1, promise="tails"),
            ),
            manners=(Check(public.sigmoid_leaves_its_argument_alone, points=1, promise="pure"),),
        ),
        Exercise(
            xor_sigmoid,
            row="5.5",
            minutes=10,
            tier="core",
            checks=(
                Check(public.a_soft_net_computes_xor, points=2, promise="close", uses=(xor_net,)),
                Check(hidden.the_error_falls_with_the_scale, points=2, promise="falls", uses=(xor_net,)),
            ),
        ),
        Exercise(
            step_unit,
            row="5.6",
            minutes=10,
            tier="core",
            checks=(
                Check(public.a_step_rises_at_its_place, points=3, promise="place"),
                Check(hidden.steps_may_be_steep, points=1, promise="steep"),
            ),
        ),
        Exercise(
            box,
            row="5.6",
            minutes=15,
            tier="core",
            checks=(
                Check(public.a_box_is_high_inside, points=1, promise="height", uses=(step_unit,)),
                Check(public.a_box_is_flat_outside, points=1, promise="outside", uses=(step_unit,)),
                Check(public.a_box_has_two_hidden_units, points=1, promise="size", uses=(step_unit,)),
                Check(hidden.boxes_of_both_signs, points=1, promise="height", uses=(step_unit,)),
                Check(hidden.the_sides_are_as_steep_as_asked, points=2, promise="sides", uses=(step_unit,)),
            ),
        ),
        Exercise(
            approximate,
            row="5.7",
            minutes=40,
            tier="core",
            checks=(
                Check(public.a_sine_is_followed, points=5, promise="error", uses=(box, step_unit)),
                Check(public.two_units_make_a_box, points=1, promise="size", uses=(box, step_unit)),
                Check(hidden.other_functions_are_followed, points=4, promise="error", uses=(box, step_unit)),
                Check(hidden.twice_the_boxes_halve_the_error, points=2, promise="halves", uses=(box, step_unit)),
            ),
            manners=(Check(public.f_is_asked_for_single_numbers, points=2, promise="calls", uses=(box, step_unit)),),
        ),
        Exercise(
            find_certificate,
            row="5.9",
            minutes=50,
            tier="stretch",
            checks=(
                Check(public.and_gets_a_line, points=2, promise="line", uses=(verify_certificate,)),
                Check(public.xor_gets_a_sum, points=2, promise="none", uses=(verify_certificate,)),
                Check(hidden.lines_are_found_where_they_exist, points=2, promise="line", uses=(verify_certificate,)),
                Check(hidden.sums_are_found_where_no_line_exists, points=3, promise="none", uses=(verify_certificate,)),
            ),
            manners=(
                Check(public.find_leaves_its_arguments_alone, points=1, promise="pure", uses=(verify_certificate,)),
            ),
        ),
    ),
    questions=(
        Question(
            "q_5_8a",
            row="5.8",
            minutes=4,
            tier="more",
            reads=("who",),
            text=(
                "A threshold unit fires where its weighted sum reaches `theta`. Two inputs give it the sums "
                "`theta - delta` and `theta + delta`: it puts out 0 and 1. A sigmoid unit takes its place; its "
                "pre-activation is `k` times (sum minus `theta`). By how much do its two outputs differ? (A number, to "
                "0.001.)"
            ),
            checks=(Check(public.odds_lead_back_to_the_sums, points=2, promise="answer"),),
            explanation=(
                "The two pre-activations are -k delta and +k delta, and sigmoid(-z) = 1 - sigmoid(z), so the outputs "
                "differ by 2 sigmoid(k delta) - 1. The step makes 1 of it, whatever delta is; the sigmoid unit makes "
                "little of a little."
            ),
        ),
        Question(
            "q_5_8b",
            row="5.8",
            minutes=3,
            tier="more",
            reads=("who",),
            text=(
                "The units of a network are drawn in layers 0, 1, 2, ..., but the printed `edges` (from a unit in this "
                "layer, to a unit in that one) do not all lead to the next layer. To make it layered, each edge that "
                "skips layers is replaced by a chain of relay units of its own, one in each layer that it skips. How "
                "many relay units are inserted?"
            ),
            checks=(Check(hidden.relay_units_are_counted, points=1, promise="answer"),),
            explanation=(
                "An edge from layer i to layer j needs j - i - 1 relays, an edge to the next layer none; add them up. "
                "A relay passes its input on unchanged, so the network computes what it did before."
            ),
        ),
        Question(
            "q_5_8c",
            row="5.8",
            minutes=3,
            tier="more",
            reads=("who",),
            text=(
                "Keep the hidden layer of 5.7 as it is and let only the output weights change. The output is then a "
                "weighted sum of fixed functions of x, a *basis*. Which one? (The letter of one of the printed "
                "`choices`, in quotes.)"
            ),
            checks=(Check(hidden.sigmoids_are_the_basis, points=1, promise="answer"),),
            explanation=(
                "Hidden unit j puts out sigmoid(w_j x + b_j): a step with its place and its steepness. With fixed "
                "hidden weights a network is a linear model in these functions, as a polynomial is one in the powers "
                "of x; training the hidden layer means choosing the basis."
            ),
        ),
    ),
)
