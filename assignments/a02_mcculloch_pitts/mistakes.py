"""Typical wrong solutions of assignment 2: what each check must catch, and what a student who made it should read."""

from itertools import combinations

import numpy as np

from grader import Mistake
from reference.automata import dfa_to_mp
from reference.boolean_networks import boolean_network, compact_network
from reference.mcculloch_pitts import gate, mp_unit

from . import checks_hidden as hidden
from . import checks_public as public

# 2.1


def fires_above_theta_only(x, theta, inhibitory=None):
    """Asks for a sum above theta, as a formula of S1 does for its perceptron."""
    x = np.asarray(x)
    if not np.isin(x, (0, 1)).all():
        raise ValueError("inputs are 0 or 1")
    veto = np.zeros(x.shape[-1], dtype=bool) if inhibitory is None else inhibitory
    return ((x[..., ~veto].sum(axis=-1) > theta) & ~x[..., veto].any(axis=-1)).astype(int)


def fires_above_theta_beside_inhibitors(x, theta, inhibitory=None):
    """Has two formulas, and asks for a sum above theta in the one that knows of inhibition."""
    if inhibitory is None:
        return mp_unit(x, theta)
    return mp_unit(x, theta + 1, inhibitory)


def silent_where_an_inhibitor_exists(x, theta, inhibitory=None):
    """Takes the slide at its word: silent if any input is inhibitory, be it on or off."""
    x = np.asarray(x)
    if not np.isin(x, (0, 1)).all():
        raise ValueError("inputs are 0 or 1")
    if inhibitory is not None and inhibitory.any():
        return np.zeros(x.shape[:-1], dtype=int)
    return (x.sum(axis=-1) >= theta).astype(int)


def counts_the_inputs(x, theta, inhibitory=None):
    """Counts how many excitatory inputs there are, not how many are on."""
    x = np.asarray(x)
    if not np.isin(x, (0, 1)).all():
        raise ValueError("inputs are 0 or 1")
    veto = np.zeros(x.shape[-1], dtype=bool) if inhibitory is None else inhibitory
    count = np.ones_like(x)[..., ~veto].sum(axis=-1)
    return ((count >= theta) & ~x[..., veto].any(axis=-1)).astype(int)


def fires_at_theta_only(x, theta, inhibitory=None):
    """Fires where the sum is theta and nowhere else, so that one unit computes XOR."""
    x = np.asarray(x)
    if not np.isin(x, (0, 1)).all():
        raise ValueError("inputs are 0 or 1")
    veto = np.zeros(x.shape[-1], dtype=bool) if inhibitory is None else inhibitory
    return ((x[..., ~veto].sum(axis=-1) == theta) & ~x[..., veto].any(axis=-1)).astype(int)


def inhibition_is_subtracted(x, theta, inhibitory=None):
    """Gives inhibitory inputs the weight -1, as later models do, instead of a veto."""
    x = np.asarray(x)
    if not np.isin(x, (0, 1)).all():
        raise ValueError("inputs are 0 or 1")
    veto = np.zeros(x.shape[-1], dtype=bool) if inhibitory is None else inhibitory
    return (x[..., ~veto].sum(axis=-1) - x[..., veto].sum(axis=-1) >= theta).astype(int)


def inhibition_is_a_large_weight(x, theta, inhibitory=None):
    """Gives inhibitory inputs the weight -100, which is a veto only as long as sum and threshold are small."""
    x = np.asarray(x)
    if not np.isin(x, (0, 1)).all():
        raise ValueError("inputs are 0 or 1")
    veto = np.zeros(x.shape[-1], dtype=bool) if inhibitory is None else inhibitory
    return (x @ np.where(veto, -100, 1) >= theta).astype(int)


def vetoed_by_what_is_off(x, theta, inhibitory=None):
    """Is silent where an inhibitory input is off."""
    x = np.asarray(x)
    if not np.isin(x, (0, 1)).all():
        raise ValueError("inputs are 0 or 1")
    veto = np.zeros(x.shape[-1], dtype=bool) if inhibitory is None else inhibitory
    return ((x[..., ~veto].sum(axis=-1) >= theta) & x[..., veto].all(axis=-1)).astype(int)


def low_thresholds_always_fire(x, theta, inhibitory=None):
    """Answers 1 for a threshold of 0 or less without a look at the veto."""
    return np.ones(np.shape(x)[:-1], dtype=int) if theta <= 0 else mp_unit(x, theta, inhibitory)


def silence_never_fires(x, theta, inhibitory=None):
    """Asks for at least one input that is on, whatever theta is."""
    x = np.asarray(x)
    if not np.isin(x, (0, 1)).all():
        raise ValueError("inputs are 0 or 1")
    veto = np.zeros(x.shape[-1], dtype=bool) if inhibitory is None else inhibitory
    return ((x[..., ~veto].sum(axis=-1) >= max(theta, 1)) & ~x[..., veto].any(axis=-1)).astype(int)


def one_answer_for_all_rows(x, theta, inhibitory=None):
    """Adds up the whole batch."""
    x = np.asarray(x)
    if not np.isin(x, (0, 1)).all():
        raise ValueError("inputs are 0 or 1")
    veto = np.zeros(x.shape[-1], dtype=bool) if inhibitory is None else inhibitory
    return int(x[..., ~veto].sum() >= theta and not x[..., veto].any())


def takes_any_input(x, theta, inhibitory=None):
    """Works on with inputs such as 2, -1 and 0.5."""
    x = np.asarray(x)
    veto = np.zeros(x.shape[-1], dtype=bool) if inhibitory is None else inhibitory
    return ((x[..., ~veto].sum(axis=-1) >= theta) & ~(x[..., veto] != 0).any(axis=-1)).astype(int)


# 2.2


def and_that_spares_one(name, n):
    """Gives AND the threshold n - 1, which fires with one input off."""
    if name == "AND":
        return {"theta": n - 1, "excitatory": list(range(n)), "inhibitory": []}
    return gate(name, n)


def and_not_of_the_first(name, n):
    """Lets the first input inhibit instead of the last one."""
    if name == "AND_NOT":
        return {"theta": n - 1, "excitatory": list(range(1, n)), "inhibitory": [0]}
    return gate(name, n)


def not_by_negative_weights(name, n):
    """Writes weights of -1 into the list of input numbers, as a perceptron would have them."""
    if name in ("NOT", "NOR"):
        return {"theta": 0, "excitatory": [-1] * n, "inhibitory": []}
    return gate(name, n)


def nor_with_threshold_one(name, n):
    """Gives NOR the threshold 1, which nothing can reach when all inputs inhibit."""
    if name == "NOR":
        return {"theta": 1, "excitatory": [], "inhibitory": list(range(n))}
    return gate(name, n)


def nor_of_the_first_two(name, n):
    """Lets two inputs inhibit, as in the picture, however many there are."""
    if name == "NOR":
        return {"theta": 0, "excitatory": [], "inhibitory": list(range(min(n, 2)))}
    return gate(name, n)


def nand_from_the_truth_of_nor(name, n):
    """Takes NOR for NAND."""
    return gate("NOR" if name == "NAND" else name, n)


def nand_never(name, n):
    """Says None for NAND of one input too, though that is NOT."""
    return None if name == "NAND" else gate(name, n)


# 2.3


def output_that_nothing_must_reach(table):
    """Sets the output's threshold to 0 where no hidden unit leads to it: the constant 0 fires."""
    layers = boolean_network(table)
    return [layers[0], [layers[1][0] | {"theta": min(1, len(layers[0]))}]]


def first_input_is_the_lowest_bit(table):
    """Reads the number of a row from its other end."""
    n = len(table).bit_length() - 1
    hidden = []
    for row in np.flatnonzero(table):
        on = [k for k in range(n) if row >> k & 1]
        hidden.append({"theta": len(on), "excitatory": on, "inhibitory": [k for k in range(n) if k not in on]})
    return [hidden, [{"theta": 1, "excitatory": list(range(len(hidden))), "inhibitory": []}]]


def zeros_left_out(table):
    """Leaves out the inputs that must be off, instead of letting them inhibit."""
    hidden, output = boolean_network(table)
    return [[unit | {"inhibitory": []} for unit in hidden], output]


def output_waits_for_all(table):
    """Joins the hidden units by AND, though only one of them can fire."""
    hidden, output = boolean_network(table)
    return [hidden, [output[0] | {"theta": max(1, len(hidden))}]]


def a_unit_for_every_not(table):
    """Makes a first layer of all inputs and their negations, as with logic chips: right, but too many units."""
    n = len(table).bit_length() - 1
    plain = [{"theta": 1, "excitatory": [k], "inhibitory": []} for k in range(n)]
    negated = [{"theta": 0, "excitatory": [], "inhibitory": [k]} for k in range(n)]
    products = []
    for row in np.flatnonzero(table):
        literals = [k if row >> (n - 1 - k) & 1 else n + k for k in range(n)]
        products.append({"theta": n, "excitatory": literals, "inhibitory": []})
    return [plain + negated, products, [{"theta": 1, "excitatory": list(range(len(products))), "inhibitory": []}]]


def table_worked_on_in_place(table):
    """Crosses out the rows in the caller's table while it goes."""
    layers = boolean_network(table)
    table[:] = 0
    return layers


# 2.4


def state_holds_itself(delta, q0, accept):
    """Adds a loop that keeps a state on while no symbol is read: a reset leaves two states on."""
    machine = dfa_to_mp(delta, q0, accept)
    states, symbols = delta.shape
    loops = [
        {"theta": 1, "excitatory": [q], "inhibitory": list(range(states, states + symbols))} for q in range(states)
    ]
    joined = [
        unit | {"excitatory": [*unit["excitatory"], len(machine["and_layer"]) + q]}
        for q, unit in enumerate(machine["or_layer"])
    ]
    return machine | {"and_layer": machine["and_layer"] + loops, "or_layer": joined}


def accepts_before_the_last_symbol(delta, q0, accept):
    """Marks the states from which one more symbol leads to an accepting one."""
    return dfa_to_mp(delta, q0, accept) | {"accept": np.flatnonzero(accept[delta].any(axis=1)).tolist()}


def accepts_one_symbol_late(delta, q0, accept):
    """Marks the states that follow the accepting ones."""
    return dfa_to_mp(delta, q0, accept) | {"accept": np.unique(delta[accept]).tolist()}


def table_by_symbol_and_state(delta, q0, accept):
    """Reads the table as delta[s, q]."""
    states, symbols = delta.shape
    or_layer = [{"theta": 1, "excitatory": [], "inhibitory": []} for _ in range(states)]
    for q in range(states):
        for s in range(symbols):
            or_layer[delta[s, q]]["excitatory"].append(q * symbols + s)
    return dfa_to_mp(delta, q0, accept) | {"or_layer": or_layer}


def starts_in_state_zero(delta, q0, accept):
    """Takes it that every automaton starts in state 0."""
    return dfa_to_mp(delta, 0, accept)


def state_or_symbol(delta, q0, accept):
    """Gives the units of the AND layer the threshold 1: the state alone, or the symbol alone, is enough."""
    machine = dfa_to_mp(delta, q0, accept)
    return machine | {"and_layer": [unit | {"theta": 1} for unit in machine["and_layer"]]}


def one_way_into_each_state(delta, q0, accept):
    """Keeps the last pair that leads to a state and forgets the others, as a dict by state does."""
    machine = dfa_to_mp(delta, q0, accept)
    return machine | {"or_layer": [unit | {"excitatory": unit["excitatory"][-1:]} for unit in machine["or_layer"]]}


# 2.5


def _products(table, near, want):
    """Merge rows in which only `near` bits differ, then return units for products that cover the rows of ones."""
    n = len(table).bit_length() - 1
    rows = [row for row in range(2**n) if table[row] or not want]
    found = {(row, 0) for row in rows}  # the bits that are on, and the bits that do not matter
    level = set(found)
    while level:
        level = {
            (one & two & ~(one ^ two), free | (one ^ two))
            for (one, free), (two, other) in combinations(sorted(level), 2)
            if free == other and (one ^ two).bit_count() in near
        } - found
        found |= level
    hidden, waiting = [], set(np.flatnonzero(table).tolist())
    for on, free in sorted(found, key=lambda pair: -pair[1].bit_count()):
        rows = {row for row in range(2**n) if row & ~free == on}
        if rows & waiting:
            waiting -= rows
            ones = [k for k in range(n) if on >> (n - 1 - k) & 1]
            zeros = [k for k in range(n) if not (on | free) >> (n - 1 - k) & 1]
            hidden.append({"theta": len(ones), "excitatory": ones, "inhibitory": zeros})
    return [hidden, [{"theta": 1, "excitatory": list(range(len(hidden))), "inhibitory": []}]]


def zeros_are_merged_too(table):
    """Merges neighbouring rows whether they are ones or zeros."""
    return _products(table, {1}, want=False)


def rows_merged_across_two_bits(table):
    """Merges rows that differ in two bits as well: what lies between them comes along."""
    return _products(table, {1, 2}, want=True)


def constant_one_needs_an_input(table):
    """Ends with one product without inputs for the constant 1, and gives it the threshold 1."""
    layers = compact_network(table)
    return [[unit | {"theta": max(1, unit["theta"])} for unit in layer] for layer in layers]


def constant_zero_has_no_unit(table):
    """Returns no layer where there is nothing to fire for."""
    return compact_network(table) if np.any(table) else []


def nothing_is_merged(table):
    """Returns the network of 2.3: one unit for each row of ones."""
    return boolean_network(table)


def merged_in_pairs_only(table):
    """Merges each row with one neighbour at most, and never a pair with a pair."""
    n = len(table).bit_length() - 1
    hidden, waiting = [], np.flatnonzero(table).tolist()
    while waiting:
        row = waiting.pop(0)
        partner = next((row ^ 1 << bit for bit in range(n) if row ^ 1 << bit in waiting), None)
        free = 0 if partner is None else row ^ partner
        waiting = [other for other in waiting if other != partner]
        on = [k for k in range(n) if (row & ~free) >> (n - 1 - k) & 1]
        off = [k for k in range(n) if not (row | free) >> (n - 1 - k) & 1]
        hidden.append({"theta": len(on), "excitatory": on, "inhibitory": off})
    return [hidden, [{"theta": 1, "excitatory": list(range(len(hidden))), "inhibitory": []}]]


MISTAKES = (
    Mistake(
        fires_above_theta_only,
        replaces=mp_unit,
        hint="The unit fires where the sum is theta or more: >=, not >.",
        caught_by=hidden.equality_fires,
        catalog="M009",
    ),
    Mistake(
        fires_above_theta_beside_inhibitors,
        replaces=mp_unit,
        hint="The unit fires where the sum is theta or more: >=, with or without the argument inhibitory.",
        caught_by=hidden.equality_fires,
    ),
    Mistake(
        silent_where_an_inhibitor_exists,
        replaces=mp_unit,
        hint="An inhibitory input keeps the unit silent only while it is on: look at its value, not whether it exists.",
        caught_by=hidden.an_inhibitor_that_is_off_does_nothing,
        catalog="M011",
    ),
    Mistake(
        counts_the_inputs,
        replaces=mp_unit,
        hint="Add up the values of the inputs: one that is off counts 0.",
        caught_by=hidden.every_row_has_its_own_answer,
        catalog="M012",
    ),
    Mistake(
        fires_at_theta_only,
        replaces=mp_unit,
        hint="A sum above theta fires as well. With == a single unit would compute XOR, which none can.",
        caught_by=(public.a_unit_fires_above_its_threshold, hidden.every_row_has_its_own_answer),
        catalog="M013",
    ),
    Mistake(
        inhibition_is_subtracted,
        replaces=mp_unit,
        hint="Here inhibition is a veto: one inhibitory input that is on outweighs any sum. Weights come with 3.1.",
        caught_by=public.one_active_inhibitor_is_enough,
    ),
    Mistake(
        inhibition_is_a_large_weight,
        replaces=mp_unit,
        hint="A low threshold outdoes any negative weight; a veto cannot be outdone. Ask for it by itself.",
        caught_by=hidden.thresholds_of_zero_and_below,
    ),
    Mistake(
        vetoed_by_what_is_off,
        replaces=mp_unit,
        hint="An inhibitory input keeps the unit silent while it is on (1), not while it is off (0).",
        caught_by=(public.one_active_inhibitor_is_enough, hidden.an_inhibitor_that_is_off_does_nothing),
    ),
    Mistake(
        low_thresholds_always_fire,
        replaces=mp_unit,
        hint="A veto holds for every theta, also for those that the sum of nothing reaches.",
        caught_by=hidden.thresholds_of_zero_and_below,
    ),
    Mistake(
        silence_never_fires,
        replaces=mp_unit,
        hint="A sum of 0 reaches a threshold of 0 or less: such a unit fires unless it is vetoed.",
        caught_by=hidden.thresholds_of_zero_and_below,
    ),
    Mistake(
        one_answer_for_all_rows,
        replaces=mp_unit,
        hint="A batch has one answer for each row: sum along the last axis, axis=-1.",
        caught_by=hidden.every_row_has_its_own_answer,
    ),
    Mistake(
        takes_any_input,
        replaces=mp_unit,
        hint="Raise ValueError unless every input is 0 or 1.",
        caught_by=hidden.other_inputs_are_refused,
    ),
    Mistake(
        and_that_spares_one,
        replaces=gate,
        hint="AND needs all n inputs, so its threshold is n.",
        caught_by=(public.and_and_or_of_two_inputs, hidden.and_and_or_of_up_to_six_inputs),
        catalog="M351",
    ),
    Mistake(
        and_not_of_the_first,
        replaces=gate,
        hint="In AND_NOT the last input inhibits, number n - 1.",
        caught_by=(public.and_not_of_two_inputs, hidden.and_not_of_up_to_six_inputs),
        catalog="M352",
    ),
    Mistake(
        not_by_negative_weights,
        replaces=gate,
        hint="There are no weights: the lists hold numbers of inputs, and what must be off stands in inhibitory.",
        caught_by=public.nor_of_two_inputs_and_not,
        catalog="M353",
    ),
    Mistake(
        nor_with_threshold_one,
        replaces=gate,
        hint="Where all inputs inhibit the sum is always 0: only a threshold of 0 lets silence fire.",
        caught_by=(public.nor_of_two_inputs_and_not, hidden.nor_of_up_to_six_inputs),
        catalog="M014",
    ),
    Mistake(
        nor_of_the_first_two,
        replaces=gate,
        hint="All n inputs of NOR inhibit.",
        caught_by=hidden.nor_of_up_to_six_inputs,
    ),
    Mistake(
        nand_from_the_truth_of_nor,
        replaces=gate,
        hint="NAND is on as long as one input is off; a unit that all inputs veto is NOR.",
        caught_by=(public.nand_of_two_inputs, hidden.nand_of_up_to_six_inputs),
    ),
    Mistake(
        nand_never,
        replaces=gate,
        hint="NAND of a single input is NOT, and there is a unit for that.",
        caught_by=hidden.nand_of_up_to_six_inputs,
    ),
    Mistake(
        output_that_nothing_must_reach,
        replaces=boolean_network,
        hint="For the constant 0 the output must stay silent: its threshold is 1 also where nothing is connected.",
        caught_by=(public.constants_of_two_inputs, hidden.constants_of_other_sizes),
        catalog="M016",
    ),
    Mistake(
        first_input_is_the_lowest_bit,
        replaces=boolean_network,
        hint="The first input is the highest bit: for n = 3, row 1 is 0 0 1.",
        caught_by=(public.every_function_of_two_inputs, hidden.every_function_of_three_inputs),
        catalog="M354",
    ),
    Mistake(
        zeros_left_out,
        replaces=boolean_network,
        hint="A unit for the row 1 0 must be silent on 1 1: inputs that are off in its row inhibit.",
        caught_by=(public.xor_is_a_network, hidden.every_function_of_three_inputs),
        catalog="M355",
    ),
    Mistake(
        output_waits_for_all,
        replaces=boolean_network,
        hint="Of the hidden units one fires at a time, so the output joins them by OR: threshold 1.",
        caught_by=(public.xor_is_a_network, hidden.every_function_of_three_inputs),
    ),
    Mistake(
        a_unit_for_every_not,
        replaces=boolean_network,
        hint="No unit is needed for NOT: an input that must be off inhibits the unit itself.",
        caught_by=(public.networks_of_two_inputs_are_small, hidden.networks_of_five_inputs_are_small),
    ),
    Mistake(
        table_worked_on_in_place,
        replaces=boolean_network,
        hint="Work on a copy of the table: table.copy().",
        caught_by=public.boolean_network_leaves_its_table_alone,
    ),
    Mistake(
        state_holds_itself,
        replaces=dfa_to_mp,
        hint="A state lives for one symbol: if an AND unit fires without a symbol, a reset leaves two states on.",
        caught_by=(public.parity_starts_again, hidden.thirty_automata_start_again),
        catalog="M017",
    ),
    Mistake(
        accepts_before_the_last_symbol,
        replaces=dfa_to_mp,
        hint="The state after the last symbol decides, not the one before it.",
        caught_by=hidden.thirty_automata_accept,
        catalog="M018",
    ),
    Mistake(
        accepts_one_symbol_late,
        replaces=dfa_to_mp,
        hint="The accepting states themselves are read after the last symbol, not the states that follow them.",
        caught_by=hidden.thirty_automata_accept,
        catalog="M359",
    ),
    Mistake(
        table_by_symbol_and_state,
        replaces=dfa_to_mp,
        hint="delta[q, s]: the state comes first, then the symbol.",
        caught_by=hidden.thirty_automata_take_the_right_steps,
        catalog="M019",
    ),
    Mistake(
        starts_in_state_zero,
        replaces=dfa_to_mp,
        hint="The start pulse turns on state q0, which need not be 0.",
        caught_by=hidden.thirty_automata_start_again,
    ),
    Mistake(
        state_or_symbol,
        replaces=dfa_to_mp,
        hint="A unit of the AND layer needs two inputs that are on, its state and its symbol: threshold 2.",
        caught_by=(public.two_states_take_the_right_steps, public.parity_starts_again),
    ),
    Mistake(
        one_way_into_each_state,
        replaces=dfa_to_mp,
        hint="Several pairs of state and symbol may lead to one state: its OR unit listens to all of them.",
        caught_by=(public.two_states_take_the_right_steps, hidden.thirty_automata_take_the_right_steps),
    ),
    Mistake(
        zeros_are_merged_too,
        replaces=compact_network,
        hint="Merge two rows only where the function is 1 on both.",
        caught_by=hidden.compact_networks_of_other_sizes_are_right,
        catalog="M356",
    ),
    Mistake(
        rows_merged_across_two_bits,
        replaces=compact_network,
        hint="Merge rows that differ in one input only; with two, rows come along on which the function may be 0.",
        caught_by=hidden.compact_networks_of_other_sizes_are_right,
        catalog="M357",
    ),
    Mistake(
        constant_one_needs_an_input,
        replaces=compact_network,
        hint="A unit that must always fire, or whenever nothing inhibits it, has the threshold 0.",
        caught_by=hidden.compact_networks_of_other_sizes_are_right,
        catalog="M358",
    ),
    Mistake(
        constant_zero_has_no_unit,
        replaces=compact_network,
        hint="The constant 0 needs an output too: one unit whose threshold is never reached.",
        caught_by=public.compact_networks_of_two_inputs_are_right,
    ),
    Mistake(
        nothing_is_merged,
        replaces=compact_network,
        hint="Two rows that differ in one input can share a unit that is not connected to that input.",
        caught_by=hidden.fewer_units_for_three_inputs,
    ),
    Mistake(
        merged_in_pairs_only,
        replaces=compact_network,
        hint="Two merged pairs can be merged again, and where one unit is left it needs no OR behind it.",
        caught_by=hidden.fewer_units_for_three_inputs,
    ),
)
