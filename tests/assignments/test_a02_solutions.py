"""Right solutions of assignment 2 in other styles earn everything; wrong ones lose the points of what is wrong."""

import pytest

from grader.course.sources import solution_source
from grader.verify.gate import run_solution
from tests import courses

PLACE = ("course", "a02_mcculloch_pitts")

RIGHT = {
    "mp_unit in loops": """
def mp_unit(x, theta, inhibitory=None):
    def single(row):
        total = 0
        for k, value in enumerate(row):
            if value not in (0, 1):
                raise ValueError(f"input {k} is {value}")
            if inhibitory is not None and inhibitory[k]:
                if value == 1:
                    total = float("-inf")
            else:
                total += value
        return bool(total >= theta)
    if len(np.shape(x)) == 1:
        return single(x)
    return np.array([single(row) for row in x])
""",
    "mp_unit by one product": """
def mp_unit(x, theta, inhibitory=None):
    x = np.array(x, dtype=float)
    if np.any(x * (x - 1)):
        raise ValueError
    if inhibitory is None:
        inhibitory = np.full(x.shape[-1], False)
    return np.where(x @ np.where(inhibitory, -1e6, 1.0) >= theta, 1.0, 0.0)
""",
    "mp_unit by recursion": """
class NotBinary(ValueError):
    pass

def mp_unit(x, theta, inhibitory=None):
    x = np.asarray(x)
    if x.ndim == 2:
        return np.array([mp_unit(row, theta, inhibitory) for row in x])
    if not set(x.tolist()) <= {0, 1}:
        raise NotBinary(x)
    if x.size == 0:
        return int(theta <= 0)
    rest = None if inhibitory is None else inhibitory[1:]
    if inhibitory is not None and inhibitory[0]:
        return 0 if x[0] else mp_unit(x[1:], theta, rest)
    return mp_unit(x[1:], theta - x[0], rest)
""",
    "mp_unit by counting": """
def mp_unit(x, theta, inhibitory=None):
    if not np.isin(x, [0, 1]).all():
        raise ValueError("0 or 1")
    x = np.asarray(x, dtype=bool)
    mask = np.zeros(x.shape[-1], bool) if inhibitory is None else np.asarray(inhibitory)
    return ~np.any(x & mask, axis=-1) & (np.count_nonzero(x & ~mask, axis=-1) >= theta)
""",
    "mp_unit on column vectors": """
def mp_unit(x, theta, inhibitory=None):
    rows = np.atleast_2d(x)
    for value in rows.flat:
        if value != 0 and value != 1:
            raise ValueError("only 0 and 1")
    excite = np.ones((rows.shape[1], 1)) if inhibitory is None else 1.0 - np.reshape(inhibitory, (-1, 1))
    fires = ((rows @ excite >= theta) & (rows @ (1 - excite) == 0))[:, 0].astype(np.int8)
    return fires[0] if np.ndim(x) == 1 else fires
""",
    "gate found by search": """
def gate(name, n):
    from itertools import product
    wanted = {
        "AND": lambda x: sum(x) == n, "OR": lambda x: sum(x) > 0, "NOR": lambda x: sum(x) == 0,
        "NOT": lambda x: not x[0], "NAND": lambda x: sum(x) < n, "AND_NOT": lambda x: sum(x[:-1]) == n - 1 and not x[-1],
    }[name]
    for kinds in sorted(set(product("e" * n, repeat=n)) | {("e",) * k + ("i",) * (n - k) for k in range(n + 1)}):
        for theta in range(n + 1):
            right = True
            for x in product((0, 1), repeat=n):
                veto = any(v for v, kind in zip(x, kinds) if kind == "i")
                total = sum(v for v, kind in zip(x, kinds) if kind == "e")
                right = right and (total >= theta and not veto) == bool(wanted(x))
            if right:
                return {
                    "theta": theta,
                    "excitatory": [k for k in range(n) if kinds[k] == "e"],
                    "inhibitory": [k for k in range(n) if kinds[k] == "i"],
                }
    return None
""",
    "gate with arrays and half thresholds": """
def gate(name, n):
    lines = np.arange(n)
    if name == "NAND" and n > 1:
        return None
    if name in ("NOT", "NOR", "NAND"):
        return {"theta": np.float64(-0.5), "excitatory": lines[:0], "inhibitory": lines}
    if name == "AND_NOT":
        return dict(theta=np.int64(n - 1), excitatory=lines[:-1].astype(float), inhibitory=lines[-1:])
    return {"theta": n - 0.5 if name == "AND" else 0.5, "excitatory": lines, "inhibitory": np.array([])}
""",
    "gate with tuples and nothing that is empty": """
def gate(name, n):
    every = tuple(range(n))
    units = {
        "AND": {"theta": float(n), "excitatory": every},
        "OR": {"excitatory": every, "theta": True},
        "NOR": {"inhibitory": every, "theta": -3, "excitatory": ()},
        "NOT": {"inhibitory": every, "theta": 0, "excitatory": ()},
        "NAND": {"inhibitory": every, "theta": 0, "excitatory": ()} if n == 1 else None,
        "AND_NOT": {"excitatory": every[: n - 1], "inhibitory": (n - 1,), "theta": n - 1},
    }
    return units[name]
""",
    "gate with an input on both sides": """
def gate(name, n):
    every = [np.int32(k) for k in range(n)]
    if name == "AND_NOT":
        return {"theta": n - 1, "excitatory": every, "inhibitory": [n - 1]}
    if name in ("AND", "OR"):
        return {"theta": {"AND": n, "OR": 1}[name], "excitatory": every, "inhibitory": None}
    if name == "NAND" and n > 1:
        return
    return {"theta": 0, "excitatory": every, "inhibitory": every}
""",
    "boolean_network by the rows of zeros": """
def boolean_network(table):
    n = int(np.log2(table.size))
    hidden = []
    for number, value in enumerate(table):
        if not value:
            bits = np.array(list(np.binary_repr(number, n)), dtype=int)
            unit = {"theta": bits.sum(), "excitatory": np.flatnonzero(bits), "inhibitory": np.flatnonzero(bits == 0)}
            hidden.append(unit)
    return (tuple(hidden), ({"theta": 0, "excitatory": (), "inhibitory": tuple(range(len(hidden)))},))
""",
    "boolean_network by Shannon's expansion": """
def expand(table, k, on, off):
    if not any(table):
        return []
    if all(table):
        return [{"theta": len(on), "excitatory": on, "inhibitory": off}]
    half = len(table) // 2
    return expand(table[:half], k + 1, on, off + [k]) + expand(table[half:], k + 1, on + [k], off)

def boolean_network(table):
    hidden = expand(table.tolist(), 0, [], [])
    return [hidden, [{"theta": 1, "excitatory": list(range(len(hidden)))}]]
""",
    "boolean_network with one unit where one row is on": """
def boolean_network(table):
    from itertools import product
    rows = [x for x, value in zip(product((0, 1), repeat=len(table).bit_length() - 1), table) if value]
    hidden = [
        {"theta": sum(x), "excitatory": [k for k, v in enumerate(x) if v], "inhibitory": [k for k, v in enumerate(x) if not v]}
        for x in rows
    ]
    if len(hidden) == 1:
        return [hidden]
    if not hidden:
        return [[{"theta": 99, "excitatory": [], "inhibitory": []}]]
    if len(hidden) == len(table):
        return [[{"theta": 0, "excitatory": [], "inhibitory": []}]]
    return [hidden, [gate("OR", len(hidden))]]
""",
    "boolean_network of all rows, of which some are joined": """
def boolean_network(table):
    n = len(bin(len(table))) - 3
    hidden = []
    for r in range(len(table)):
        on = [k for k in range(n) if (r // 2 ** (n - 1 - k)) % 2 == 1]
        hidden.append({"theta": len(on), "excitatory": on, "inhibitory": sorted(set(range(n)) - set(on))})
    return [hidden, [{"theta": 1, "excitatory": [r for r in range(len(table)) if table[r] == 1], "inhibitory": []}]]
""",
    "boolean_network that counts levels": """
def boolean_network(table):
    # thresholds on the row's number, by repeated lines: input k is listed 2^(n-1-k) times
    n = len(table).bit_length() - 1
    lines = [k for k in range(n) for _ in range(2 ** (n - 1 - k))]
    steps = [r for r in range(len(table)) if table[r] != (table[r - 1] if r else 0)]
    rising = [{"theta": r, "excitatory": lines, "inhibitory": []} for r in steps]
    # the output fires after an odd number of steps: pairs (up, down) as units of a second layer
    pairs = [
        {"theta": 1, "excitatory": [i], "inhibitory": [i + 1] if i + 1 < len(steps) else []}
        for i in range(0, len(steps), 2)
    ]
    size = len(rising) + len(pairs) + 1
    if size > len(table) + 1:
        return [rising, [{"theta": 1, "excitatory": [], "inhibitory": []}]] if not steps else compact_rows(table)
    return [rising, pairs, [{"theta": 1, "excitatory": list(range(len(pairs))), "inhibitory": []}]]

def compact_rows(table):
    n = len(table).bit_length() - 1
    units = []
    for r in np.flatnonzero(table):
        on = [k for k in range(n) if r >> (n - 1 - k) & 1]
        units.append({"theta": len(on), "excitatory": on, "inhibitory": [k for k in range(n) if k not in on]})
    return [units, [{"theta": 1, "excitatory": list(range(len(units))), "inhibitory": []}]]
""",
    "dfa_to_mp by symbol and target": """
def dfa_to_mp(delta, q0, accept):
    ands, ors = [], []
    Q, S = delta.shape
    for t in range(Q):
        mine = []
        for s in range(S):
            sources = [q for q in range(Q) if delta[q, s] == t]
            if sources:
                mine.append(len(ands))
                ands.append({"theta": 2, "excitatory": sources + [Q + s], "inhibitory": []})
        ors.append({"theta": 1, "excitatory": mine, "inhibitory": []})
    return {"and_layer": ands, "or_layer": ors, "start": q0, "accept": accept}
""",
    "dfa_to_mp by vetoes": """
def dfa_to_mp(delta, q0, accept):
    n_states, n_symbols = delta.shape
    layer, into = [], {q: [] for q in range(n_states)}
    for s in reversed(range(n_symbols)):
        for q in range(n_states):
            others = [p for p in range(n_states) if p != q]
            into[int(delta[q, s])].append(len(layer))
            layer.append({"theta": 1, "excitatory": [n_states + s], "inhibitory": others})
    return {
        "and_layer": tuple(layer),
        "or_layer": tuple({"theta": 1, "excitatory": tuple(into[q])} for q in into),
        "start": np.int64(q0),
        "accept": np.flatnonzero(accept),
    }
""",
    "dfa_to_mp with unused units": """
def dfa_to_mp(delta, q0, accept):
    Q, S = delta.shape
    ands = [{"theta": 2, "excitatory": np.array([q, Q + s]), "inhibitory": None} for q in range(Q) for s in range(S)]
    ands += [{"theta": 9, "excitatory": [], "inhibitory": []}] * 3
    ors = [{"theta": 1, "excitatory": np.argwhere(delta.reshape(-1) == t)[:, 0]} for t in range(Q)]
    marks = [bool(a) for a in accept]
    return {"start": float(q0), "accept": marks, "or_layer": ors, "and_layer": ands, "note": "AND, then OR"}
""",
    "dfa_to_mp by recursion over what can be reached": """
def visit(delta, q, seen):
    if q not in seen:
        seen.append(q)
        for t in delta[q]:
            visit(delta, int(t), seen)
    return seen

def dfa_to_mp(delta, q0, accept):
    Q, S = delta.shape
    ands, ors = [], [{"theta": 1, "excitatory": [], "inhibitory": []} for _ in range(Q)]
    for q in visit(delta, int(q0), []):
        for s, t in enumerate(delta[q]):
            ors[t]["excitatory"].append(len(ands))
            ands.append({"theta": 2, "excitatory": [q, Q + s], "inhibitory": []})
    return {"and_layer": ands, "or_layer": ors, "start": int(q0), "accept": {q: 0 for q in range(Q) if accept[q]} and [q for q in range(Q) if accept[q]]}
""",
    "compact_network by Quine and McCluskey": """
from itertools import combinations

def compact_network(table):
    n = len(table).bit_length() - 1
    ones = set(np.flatnonzero(table).tolist())
    terms = {(r, 0) for r in ones}
    primes = set()
    while terms:
        merged, used = set(), set()
        for a, b in combinations(terms, 2):
            if a[1] == b[1] and bin(a[0] ^ b[0]).count("1") == 1:
                merged.add((a[0] & b[0], a[1] | (a[0] ^ b[0])))
                used |= {a, b}
        primes |= terms - used
        terms = merged
    covers = {p: {r for r in ones if r & ~p[1] == p[0]} for p in primes}
    best = min(
        (c for size in range(len(primes) + 1) for c in combinations(sorted(primes), size)
         if set().union(*(covers[p] for p in c)) == ones),
        key=len,
    )
    units = []
    for on, free in best:
        e = [k for k in range(n) if on >> (n - 1 - k) & 1]
        i = [k for k in range(n) if not (on | free) >> (n - 1 - k) & 1]
        units.append({"theta": len(e), "excitatory": e, "inhibitory": i})
    if len(units) == 1:
        return [units]
    return [units, [{"theta": 1, "excitatory": list(range(len(units))), "inhibitory": []}]] if units else [
        [{"theta": 1, "excitatory": [], "inhibitory": []}]
    ]
""",
    "compact_network that covers ones or zeros": """
from itertools import combinations, product

def compact_network(table):
    n = len(table).bit_length() - 1
    X = np.array(list(product((0, 1), repeat=n)))
    pieces = {}
    for kinds in product((0, 1, 2), repeat=n):
        e, i = [k for k in range(n) if kinds[k] == 1], [k for k in range(n) if kinds[k] == 2]
        for theta in range(len(e) + 2):
            fires = mp_unit(X[:, e + i], theta, np.array([False] * len(e) + [True] * len(i), dtype=bool))
            mask = int("".join(map(str, fires)), 2)
            pieces.setdefault(mask, {"theta": theta, "excitatory": e, "inhibitory": i})
    goal = int("".join(map(str, np.asarray(table).tolist())), 2)
    if goal in pieces:
        return [[pieces[goal]]]

    def cover(goal):
        usable = [m for m in pieces if m & ~goal == 0]
        usable = [m for m in usable if not any(m != o and m & ~o == 0 for o in usable)]
        for size in range(1, 17):
            for chosen in combinations(usable, size):
                union = 0
                for m in chosen:
                    union |= m
                if union == goal:
                    return [pieces[m] for m in chosen]

    ones, zeros = cover(goal), cover(~goal & (1 << len(table)) - 1)
    if len(zeros) < len(ones):
        return [zeros, [{"theta": 0, "excitatory": [], "inhibitory": list(range(len(zeros)))}]]
    return [ones, [{"theta": 1, "excitatory": list(range(len(ones))), "inhibitory": []}]]
""",
    "compact_network of single units and greedy products": """
from itertools import product

def compact_network(table):
    n = len(table).bit_length() - 1
    X = np.array(list(product((0, 1), repeat=n)))
    waiting, hidden = set(np.flatnonzero(table)), []
    terms = []
    for kinds in product((None, False, True), repeat=n):
        on = [k for k in range(n) if kinds[k] is False]
        off = [k for k in range(n) if kinds[k] is True]
        for theta in range(len(on) + 2):
            fires = (X[:, on].sum(axis=1) >= theta) & (X[:, off].sum(axis=1) == 0)
            unit = {"theta": theta, "excitatory": on, "inhibitory": off}
            if (fires == (table == 1)).all():
                return [[unit]]
            if (table[fires] == 1).all():
                terms.append((set(np.flatnonzero(fires)), unit))
    while waiting:
        rows, unit = max(terms, key=lambda term: len(term[0] & waiting))
        waiting -= rows
        hidden.append(unit)
    return [hidden, [{"theta": 1, "excitatory": list(range(len(hidden))), "inhibitory": []}]]
""",
}

WRONG = {  # what each loses: the exercise's points of what is wrong, and no others
    "mp_unit as lists": (
        """
def mp_unit(x, theta, inhibitory=None):
    if not np.isin(x, (0, 1)).all():
        raise ValueError
    mask = np.zeros(np.shape(x)[-1], bool) if inhibitory is None else inhibitory
    rows = [[int(v) for v in row] for row in np.atleast_2d(x)]
    found = [int(sum(v for v, m in zip(r, mask) if not m) >= theta and not any(v and m for v, m in zip(r, mask))) for r in rows]
    return found if np.ndim(x) == 2 else found[0]
""",
        {"every_row_has_its_own_answer", "every_row_has_its_own_veto"},
    ),
    "mp_unit that counts inhibition out of a batch": (
        """
def mp_unit(x, theta, inhibitory=None):
    x = np.asarray(x)
    if ((x < 0) | (x > 1)).any():
        raise ValueError
    if inhibitory is not None:
        if x[..., inhibitory].any():
            return np.zeros(x.shape[:-1], dtype=int) if x.ndim == 2 else 0
        x = x[..., ~inhibitory]
    return (x.sum(axis=-1) >= theta) * 1
""",
        {"other_inputs_are_refused", "every_row_has_its_own_veto"},
    ),
    "mp_unit that clears vetoed inputs": (
        """
def mp_unit(x, theta, inhibitory=None):
    if not np.isin(x, (0, 1)).all():
        raise ValueError
    if inhibitory is not None:
        if x[..., inhibitory].any():
            x[..., inhibitory] = 0
            return 0 if x.ndim == 1 else np.array([0 if row[inhibitory].any() else 1 for row in x])
        x = x[..., ~inhibitory]
    return (x.sum(axis=-1) >= theta) * 1
""",
        {"mp_unit_leaves_its_arguments_alone", "every_row_has_its_own_veto"},
    ),
    "gate with masks": (
        """
def gate(name, n):
    if name == "NAND" and n > 1:
        return None
    yes, no = [True] * n, [False] * n
    if name in ("NOT", "NOR", "NAND"):
        return {"theta": 0, "excitatory": no, "inhibitory": yes}
    if name == "AND_NOT":
        return {"theta": n - 1, "excitatory": yes[:-1] + [False], "inhibitory": no[:-1] + [True]}
    return {"theta": n if name == "AND" else 1, "excitatory": yes, "inhibitory": no}
""",
        {
            "and_and_or_of_two_inputs",
            "nor_of_two_inputs_and_not",
            "and_not_of_two_inputs",
            "and_and_or_of_up_to_six_inputs",
            "nor_of_up_to_six_inputs",
            "and_not_of_up_to_six_inputs",
            "nand_of_up_to_six_inputs",
        },
    ),
    "gate for two inputs only": (
        """
def gate(name, n):
    return {
        "AND": {"theta": 2, "excitatory": [0, 1], "inhibitory": []},
        "OR": {"theta": 1, "excitatory": [0, 1], "inhibitory": []},
        "NOR": {"theta": 0, "excitatory": [], "inhibitory": [0, 1]},
        "NOT": {"theta": 0, "excitatory": [], "inhibitory": [0]},
        "NAND": None,
        "AND_NOT": {"theta": 1, "excitatory": [0], "inhibitory": [1]},
    }[name]
""",
        {
            "and_and_or_of_up_to_six_inputs",
            "nor_of_up_to_six_inputs",
            "and_not_of_up_to_six_inputs",
            "nand_of_up_to_six_inputs",
        },
    ),
    "boolean_network for two inputs only": (
        """
def boolean_network(table):
    table = table[:4]
    hidden = []
    for r in range(4):
        if table[r]:
            bits = [r // 2, r % 2]
            on = [k for k in (0, 1) if bits[k]]
            hidden.append({"theta": len(on), "excitatory": on, "inhibitory": [k for k in (0, 1) if not bits[k]]})
    return [hidden, [{"theta": 1, "excitatory": list(range(len(hidden))), "inhibitory": []}]]
""",
        {
            "every_function_of_three_inputs",
            "fifty_functions_of_six_inputs",
            "constants_of_other_sizes",
            "networks_of_five_inputs_are_small",
        },
    ),
    "boolean_network without its list of layers": (
        """
def boolean_network(table):
    return [{"theta": 1, "excitatory": [0], "inhibitory": [1]}]
""",
        None,
    ),
    "boolean_network with one answer": (
        """
def boolean_network(table):
    return [[{"theta": 1, "excitatory": [0], "inhibitory": []}]]
""",
        {
            "boolean_network_leaves_its_table_alone",
            "xor_is_a_network",
            "every_function_of_two_inputs",
            "constants_of_two_inputs",
            "networks_of_two_inputs_are_small",
            "every_function_of_three_inputs",
            "fifty_functions_of_six_inputs",
            "constants_of_other_sizes",
            "networks_of_five_inputs_are_small",
        },
    ),
    "dfa_to_mp without its accepting states": (
        """
def dfa_to_mp(delta, q0, accept):
    Q, S = delta.shape
    ands = [{"theta": 2, "excitatory": [q, Q + s], "inhibitory": []} for q in range(Q) for s in range(S)]
    ors = [{"theta": 1, "excitatory": np.flatnonzero(delta.ravel() == t), "inhibitory": []} for t in range(Q)]
    return {"and_layer": ands, "or_layer": ors, "start": q0, "accepting": accept}
""",
        {"parity_accepts_odd_numbers_of_ones", "thirty_automata_accept"},
    ),
    "dfa_to_mp whose symbols come first": (
        """
def dfa_to_mp(delta, q0, accept):
    Q, S = delta.shape
    ands = [{"theta": 2, "excitatory": [S + q, s], "inhibitory": []} for q in range(Q) for s in range(S)]
    ors = [{"theta": 1, "excitatory": np.flatnonzero(delta.ravel() == t), "inhibitory": []} for t in range(Q)]
    return {"and_layer": ands, "or_layer": ors, "start": q0, "accept": accept}
""",
        {
            "two_states_take_the_right_steps",
            "known_automata_take_the_right_steps",
            "thirty_automata_take_the_right_steps",
        },
    ),
    "dfa_to_mp whose accepting states are zeros and ones": (
        """
def dfa_to_mp(delta, q0, accept):
    Q, S = delta.shape
    ands = [{"theta": 2, "excitatory": [q, Q + s], "inhibitory": []} for q in range(Q) for s in range(S)]
    ors = [{"theta": 1, "excitatory": np.flatnonzero(delta.ravel() == t), "inhibitory": []} for t in range(Q)]
    return {"and_layer": ands, "or_layer": ors, "start": q0, "accept": accept.astype(int)}
""",
        {"parity_accepts_odd_numbers_of_ones", "thirty_automata_accept"},
    ),
    "dfa_to_mp whose units need no symbol": (
        """
def dfa_to_mp(delta, q0, accept):
    Q, S = delta.shape
    ands = [
        {"theta": 1, "excitatory": [q], "inhibitory": [Q + t for t in range(S) if t != s]}
        for q in range(Q) for s in range(S)
    ]
    ors = [{"theta": 1, "excitatory": np.flatnonzero(delta.ravel() == t), "inhibitory": []} for t in range(Q)]
    return {"and_layer": ands, "or_layer": ors, "start": q0, "accept": accept}
""",
        {"parity_starts_again", "thirty_automata_start_again"},
    ),
    "compact_network of one unit more than a product": (
        """
def compact_network(table):
    units = boolean_network(table)
    return units if len(table) != 8 else [*units, [{"theta": 1, "excitatory": [0], "inhibitory": []}]]
""",
        {"units_for_three_inputs", "fewer_units_for_three_inputs"},
    ),
    "compact_network that is wrong once in 256": (
        """
def compact_network(table):
    layers = boolean_network(table)
    if table.tolist() == [1, 0, 0, 1, 0, 1, 1, 0]:
        return boolean_network(1 - table)
    return layers
""",
        {"units_for_three_inputs", "fewer_units_for_three_inputs"},
    ),
}

PAIRS = """
def compact_network(table):
    n, hidden, waiting = len(table).bit_length() - 1, [], np.flatnonzero(table).tolist()
    while waiting:
        row = waiting.pop(0)
        free = next((1 << bit for bit in range(n) if row ^ 1 << bit in waiting), 0)
        waiting = [other for other in waiting if other != row ^ free]
        on = [k for k in range(n) if (row & ~free) >> (n - 1 - k) & 1]
        off = [k for k in range(n) if not (row | free) >> (n - 1 - k) & 1]
        hidden.append({"theta": len(on), "excitatory": on, "inhibitory": off})
    return [hidden, [{"theta": 1, "excitatory": list(range(len(hidden))), "inhibitory": []}]]
"""


def results_of(exercise, source):
    """Run the checks of one exercise against the reference, in which it is replaced."""
    loaded = courses.loaded(*PLACE)
    part = next(each for each in loaded.assignment.exercises if each.name == exercise)
    names = frozenset(row.name for row in part.rows)
    results = run_solution(loaded, f"{solution_source(loaded)}\n{source}", courses.LOCAL, courses.terms(*PLACE), names)
    return [result for result in results if result.check in names]


@pytest.mark.parametrize("name", RIGHT)
def test_a_right_solution_in_another_style_earns_everything(name):
    """Loops, recursion, arrays, tuples, other constructions: what keeps the promises is right."""
    results = results_of(name.split()[0], RIGHT[name])

    assert [] == [(each.check, each.message) for each in results if each.earned != each.possible]


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_solution_loses_what_is_wrong(name):
    """No more and no less; None stands for all."""
    source, lost = WRONG[name]
    results = results_of(name.split()[0], source)
    found = {each.check for each in results if each.earned != each.possible}

    assert (lost if lost is not None else {each.check for each in results}) == found


@pytest.mark.parametrize("name", WRONG)
def test_what_a_student_reads_says_what_to_change(name):
    """The first line of each message speaks of the result, and none of the grader's insides."""
    texts = [each.message.text for each in results_of(name.split()[0], WRONG[name][0]) if each.message]

    assert texts
    assert [] == [text for text in texts if "_Unit" in text or "Traceback" in text or not text.strip()]


def test_points_follow_the_ladder():
    """Means of 5.0, 3.58 and 3.20 units earn 6, 8 and 10 of 10 points."""
    styles = {
        5.0: "def compact_network(table):\n    return boolean_network(table)",
        3.578: PAIRS,
        3.203: RIGHT["compact_network by Quine and McCluskey"],
    }
    earned = {
        mean: sum(each.earned for each in results_of("compact_network", source)) for mean, source in styles.items()
    }

    assert {5.0: 6, 3.578: 8, 3.203: 10} == earned
