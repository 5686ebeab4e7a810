"""Assignment 2: McCulloch-Pitts units."""

from grader import Assignment, Check, Exercise, Threshold
from reference.automata import RecurrentMP, dfa_to_mp
from reference.boolean_networks import boolean_network, compact_network
from reference.mcculloch_pitts import MPNetwork, gate, mp_unit

from . import checks_hidden as hidden
from . import checks_public as public

EARLIER = (mp_unit, gate, boolean_network)  # what a search for small networks may call

ASSIGNMENT = Assignment(
    title="McCulloch-Pitts units",
    given=(MPNetwork, RecurrentMP),
    exercises=(
        Exercise(
            mp_unit,
            row="2.1",
            minutes=30,
            tier="core",
            checks=(
                Check(public.a_unit_fires_above_its_threshold, points=5, promise="threshold"),
                Check(public.one_active_inhibitor_is_enough, points=5, promise="veto"),
                Check(hidden.equality_fires, points=2, promise="equality"),
                Check(hidden.an_inhibitor_that_is_off_does_nothing, points=2, promise="off"),
                Check(hidden.thresholds_of_zero_and_below, points=1, promise="anytheta"),
                Check(hidden.every_row_has_its_own_answer, points=1, promise="batch"),
                Check(hidden.every_row_has_its_own_veto, points=1, promise="batch"),
                Check(hidden.other_inputs_are_refused, points=1, promise="inputs"),
            ),
            manners=(Check(public.mp_unit_leaves_its_arguments_alone, points=2, promise="pure"),),
        ),
        Exercise(
            gate,
            row="2.2",
            minutes=30,
            tier="core",
            checks=(
                Check(public.and_and_or_of_two_inputs, points=4, promise="sums"),
                Check(public.nor_of_two_inputs_and_not, points=3, promise="vetoes"),
                Check(public.and_not_of_two_inputs, points=3, promise="andnot"),
                Check(public.nand_of_two_inputs, points=2, promise="nand"),
                Check(hidden.and_and_or_of_up_to_six_inputs, points=2, promise="sums"),
                Check(hidden.nor_of_up_to_six_inputs, points=2, promise="vetoes"),
                Check(hidden.and_not_of_up_to_six_inputs, points=2, promise="andnot"),
                Check(hidden.nand_of_up_to_six_inputs, points=2, promise="nand"),
            ),
        ),
        Exercise(
            boolean_network,
            row="2.3",
            minutes=60,
            tier="core",
            checks=(
                Check(public.xor_is_a_network, points=4, promise="rows", uses=(gate,)),
                Check(public.every_function_of_two_inputs, points=6, promise="rows", uses=(gate,)),
                Check(public.constants_of_two_inputs, points=3, promise="constants", uses=(gate,)),
                Check(public.networks_of_two_inputs_are_small, points=2, promise="size", uses=(gate,)),
                Check(hidden.every_function_of_three_inputs, points=5, promise="rows", uses=(gate,)),
                Check(hidden.fifty_functions_of_six_inputs, points=4, promise="rows", uses=(gate,)),
                Check(hidden.constants_of_other_sizes, points=3, promise="constants", uses=(gate,)),
                Check(hidden.networks_of_five_inputs_are_small, points=2, promise="size", uses=(gate,)),
            ),
            manners=(Check(public.boolean_network_leaves_its_table_alone, points=1, promise="pure", uses=(gate,)),),
        ),
        Exercise(
            dfa_to_mp,
            row="2.4",
            minutes=60,
            tier="more",
            checks=(
                Check(public.two_states_take_the_right_steps, points=5, promise="step", uses=(gate,)),
                Check(public.parity_starts_again, points=2, promise="reset", uses=(gate,)),
                Check(public.parity_accepts_odd_numbers_of_ones, points=2, promise="accept", uses=(gate,)),
                Check(hidden.known_automata_take_the_right_steps, points=2, promise="step", uses=(gate,)),
                Check(hidden.thirty_automata_take_the_right_steps, points=4, promise="step", uses=(gate,)),
                Check(hidden.thirty_automata_start_again, points=2, promise="reset", uses=(gate,)),
                Check(hidden.thirty_automata_accept, points=2, promise="accept", uses=(gate,)),
            ),
            manners=(Check(public.dfa_to_mp_leaves_its_arguments_alone, points=1, promise="pure", uses=(gate,)),),
        ),
        Exercise(
            compact_network,
            row="2.5",
            minutes=40,
            tier="stretch",
            checks=(
                Check(public.compact_networks_of_two_inputs_are_right, points=2, promise="rows", uses=EARLIER),
                Threshold(
                    public.units_for_three_inputs,
                    ladder=((5.0, 3),),
                    promise="units",
                    uses=EARLIER,
                    lower_is_better=True,
                ),
                Check(hidden.compact_networks_of_other_sizes_are_right, points=1, promise="rows", uses=EARLIER),
                Threshold(
                    hidden.fewer_units_for_three_inputs,
                    ladder=((3.25, 4), (4.0, 2)),
                    promise="units",
                    uses=EARLIER,
                    lower_is_better=True,
                ),
            ),
        ),
    ),
)
