"""Assignment 6: gradients and backpropagation."""

from grader import Assignment, Check, Exercise, Question
from reference.activations import dsigmoid, dtanh, sigmoid, tanh
from reference.autodiff import Value
from reference.backpropagation import node_deltas, node_forward, node_gradients
from reference.gradients import count_ops, numeric_gradient
from reference.notations import from_s2, from_s4, gradients_s2, gradients_s4
from reference.variants import variant

from . import checks_hidden as hidden
from . import checks_public as public
from .solution import numbers_of_6_2, numbers_of_6_7

SLOPES = (tanh, dsigmoid, dtanh)
NODES = (node_forward, node_deltas, node_gradients)

ASSIGNMENT = Assignment(
    title="Gradients and backpropagation",
    given=(sigmoid, variant, numbers_of_6_2, numbers_of_6_7),
    exercises=(
        Exercise(
            dsigmoid,
            row="6.1",
            minutes=8,
            tier="core",
            checks=(
                Check(public.sigmoid_has_this_slope, points=2, promise="slope"),
                Check(hidden.sigmoid_slope_keeps_the_shape, points=1, promise="shapes"),
                Check(hidden.sigmoid_slope_is_calm_in_its_tails, points=1, promise="tails"),
            ),
        ),
        Exercise(
            tanh,
            row="6.1",
            minutes=4,
            tier="core",
            checks=(
                Check(public.tanh_of_known_numbers, points=1, promise="value"),
                Check(hidden.tanh_is_calm_in_its_tails, points=1, promise="tails"),
            ),
        ),
        Exercise(
            dtanh,
            row="6.1",
            minutes=8,
            tier="core",
            checks=(
                Check(public.tanh_has_this_slope, points=3, promise="slope", uses=(tanh, dsigmoid)),
                Check(hidden.tanh_slope_is_calm_in_its_tails, points=1, promise="tails", uses=(tanh, dsigmoid)),
            ),
        ),
        Exercise(
            numeric_gradient,
            row="6.2",
            minutes=30,
            tier="core",
            checks=(
                Check(public.losses_of_the_lecture, points=3, promise="one_sided"),
                Check(public.both_sides_are_compared, points=3, promise="centred"),
                Check(public.calls_are_counted, points=1, promise="calls"),
                Check(hidden.error_falls_with_the_step, points=2, promise="order"),
                Check(hidden.whole_numbers_are_moved_by_less_than_one, points=1, promise="whole"),
                Check(hidden.views_and_single_numbers, points=1, promise="views"),
            ),
            manners=(Check(public.x_has_its_bits_back, points=1, promise="restored"),),
        ),
        Exercise(
            Value,
            row="6.3",
            minutes=120,
            tier="more",
            checks=(
                Check(public.a_sum_times_a_number, points=3, promise="data"),
                Check(public.every_use_counts, points=3, promise="uses"),
                Check(public.paths_add_up, points=3, promise="uses"),
                Check(public.differences_quotients_and_powers, points=2, promise="arithmetic"),
                Check(public.functions_have_their_slopes, points=2, promise="functions"),
                Check(public.plain_numbers_may_stand_beside, points=1, promise="numbers"),
                Check(public.a_long_chain, points=2, promise="deep"),
                Check(hidden.forty_random_graphs, points=5, promise="grad"),
                Check(hidden.backward_twice_is_once, points=2, promise="again"),
                Check(hidden.the_last_root_counts, points=2, promise="again"),
                Check(hidden.all_powers, points=1, promise="arithmetic"),
                Check(hidden.functions_at_drawn_numbers, points=2, promise="functions"),
                Check(hidden.numbers_on_the_left, points=2, promise="numbers"),
            ),
        ),
        Exercise(
            node_forward,
            row="6.4",
            minutes=25,
            tier="core",
            checks=(
                Check(public.two_layers_by_hand, points=2, promise="layers"),
                Check(hidden.networks_of_all_depths, points=2, promise="depth", uses=(tanh,)),
                Check(hidden.four_activations, points=1, promise="activation", uses=(tanh,)),
            ),
            manners=(Check(public.node_forward_leaves_its_arguments_alone, points=1, promise="pure"),),
        ),
        Exercise(
            node_deltas,
            row="6.4",
            minutes=50,
            tier="core",
            checks=(
                Check(public.output_deltas_by_hand, points=2, promise="output", uses=(dsigmoid, node_forward)),
                Check(public.deltas_travel_back, points=3, promise="back", uses=(node_forward,)),
                Check(hidden.last_deltas_of_four_activations, points=1, promise="output", uses=(*SLOPES, node_forward)),
                Check(hidden.deltas_of_deep_networks, points=2, promise="depth", uses=(*SLOPES, node_forward)),
                Check(
                    hidden.padding_leaves_the_other_deltas_alone,
                    points=1,
                    promise="padding",
                    uses=(dsigmoid, node_forward),
                ),
            ),
            manners=(Check(public.node_deltas_leaves_its_arguments_alone, points=1, promise="pure"),),
        ),
        Exercise(
            node_gradients,
            row="6.4",
            minutes=25,
            tier="core",
            checks=(
                Check(public.gradients_by_hand, points=2, promise="product", uses=(node_forward, node_deltas)),
                Check(hidden.gradients_of_all_depths, points=1, promise="depth", uses=(node_forward, node_deltas)),
                Check(hidden.one_example_and_its_double, points=1, promise="single", uses=(node_forward, node_deltas)),
                Check(
                    hidden.the_three_together,
                    points=1,
                    promise="together",
                    uses=(*SLOPES, node_forward, node_deltas),
                ),
            ),
            manners=(Check(public.node_gradients_leaves_its_arguments_alone, points=1, promise="pure"),),
        ),
        Exercise(
            from_s2,
            row="6.5",
            minutes=8,
            tier="stretch",
            checks=(
                Check(public.weights_of_s2_are_turned, points=1, promise="same"),
                Check(hidden.networks_of_s2_keep_their_order, points=1, promise="order"),
            ),
        ),
        Exercise(
            gradients_s2,
            row="6.5",
            minutes=12,
            tier="stretch",
            checks=(
                Check(
                    public.gradients_of_s2_are_slopes, points=2, promise="gradient", uses=(dsigmoid, from_s2, *NODES)
                ),
                Check(hidden.both_notations_agree, points=1, promise="agrees", uses=(dsigmoid, from_s2, *NODES)),
            ),
        ),
        Exercise(
            from_s4,
            row="6.6",
            minutes=8,
            tier="stretch",
            checks=(
                Check(public.biases_of_s4_are_in_column_0, points=1, promise="bias"),
                Check(hidden.networks_of_s4_are_split, points=1, promise="same"),
            ),
        ),
        Exercise(
            gradients_s4,
            row="6.6",
            minutes=12,
            tier="stretch",
            checks=(
                Check(
                    public.gradients_of_s4_are_slopes, points=2, promise="gradient", uses=(dsigmoid, from_s4, *NODES)
                ),
                Check(hidden.notation_of_s4_agrees, points=1, promise="agrees", uses=(dsigmoid, from_s4, *NODES)),
            ),
        ),
        Exercise(
            count_ops,
            row="6.8",
            minutes=10,
            tier="core",
            checks=(
                Check(public.three_weights_are_counted, points=3, promise="counts"),
                Check(hidden.small_and_large_networks_are_counted, points=2, promise="large"),
            ),
        ),
    ),
    questions=(
        Question(
            "q_6_2a",
            row="6.2",
            minutes=6,
            tier="core",
            reads=("who",),
            text=(
                "The slide prints losses with 5 decimals and divides their differences by h = 0.0001. Suppose that "
                "losses are rounded to `decimals` decimals, and that h is the printed one. By how much may the "
                "one-sided slope be off, at worst, through the rounding alone? (A number, to 1 %.)"
            ),
            checks=(Check(hidden.rounding_moves_the_slope, points=2, promise="answer"),),
            explanation=(
                "Each loss is off by at most half a unit of its last decimal, the difference of two by at most a whole "
                "unit; dividing by h makes 10^-decimals / h of it. On the slide that is 0.00001 / 0.0001 = 0.1, so its "
                "slopes -2.5, 0.6 and 0 are known to a tenth only."
            ),
        ),
        Question(
            "q_6_2b",
            row="6.2",
            minutes=4,
            tier="core",
            reads=("who",),
            text="The same for the centred slope with the same `decimals` and the same h. (A number, to 1 %.)",
            checks=(Check(hidden.centred_differences_halve_it, points=1, promise="answer"),),
            explanation="Again two losses are compared, but over a run of 2 h: half of the answer before.",
        ),
        Question(
            "q_6_7a",
            row="6.7",
            minutes=5,
            tier="core",
            reads=("who",),
            text="By hand (a calculator will do): what is the output $h_1$ of the first hidden unit? (To 0.001.)",
            checks=(Check(public.hidden_output_by_hand, points=2, promise="answer"),),
            explanation="h_1 = sigmoid(v_10 + v_11 x_1 + v_12 x_2): the bias counts once, with x_0 = 1.",
        ),
        Question(
            "q_6_7b",
            row="6.7",
            minutes=7,
            tier="core",
            reads=("who",),
            text="What is the first output $z_1$? (To 0.001.)",
            checks=(Check(public.output_by_hand, points=2, promise="answer"),),
            explanation="z_1 = sigmoid(w_10 + w_11 h_1 + w_12 h_2 + w_13 h_3), with all three hidden outputs.",
        ),
        Question(
            "q_6_7c",
            row="6.7",
            minutes=5,
            tier="core",
            reads=("who",),
            text=(
                r"With $L = \frac12 \|z - y\|^2$: what is the derivative of L by the pre-activation of the first "
                "output? (To 0.001.)"
            ),
            checks=(Check(hidden.delta_by_hand, points=1, promise="answer"),),
            explanation="(z_1 - y_1) z_1 (1 - z_1): the half has cancelled the 2 of the square.",
        ),
        Question(
            "q_6_7d",
            row="6.7",
            minutes=5,
            tier="core",
            reads=("who",),
            text="What is the derivative of L by $w_{12}$, the weight from $h_2$ to $z_1$? (To 0.001.)",
            checks=(Check(hidden.output_weight_by_hand, points=1, promise="answer"),),
            explanation="The answer before, times h_2: where the connection ends, times where it begins.",
        ),
        Question(
            "q_6_7e",
            row="6.7",
            minutes=8,
            tier="core",
            reads=("who",),
            text="What is the derivative of L by $v_{11}$, the weight from $x_1$ to $h_1$? (To 0.001.)",
            checks=(Check(hidden.hidden_weight_by_hand, points=2, promise="answer"),),
            explanation=(
                "h_1 reaches L along both outputs: (delta_1 w_11 + delta_2 w_21) h_1 (1 - h_1) x_1, where delta_k is "
                "the derivative by the pre-activation of output k."
            ),
        ),
    ),
)
