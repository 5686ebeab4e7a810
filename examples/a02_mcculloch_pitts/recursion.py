# Assignment 2, submitted as a script. Everything that can be recursive is.
import numpy as np


def mp_unit(x, theta, inhibitory=None):
    if np.ndim(x) == 2:
        return np.array([mp_unit(row, theta, inhibitory) for row in x])
    for value in x:
        if value not in (0, 1):
            raise ValueError("0 or 1")
    if len(x) == 0:
        return theta <= 0
    rest = None if inhibitory is None else inhibitory[1:]
    if inhibitory is not None and inhibitory[0]:
        return False if x[0] else mp_unit(x[1:], theta, rest)
    return mp_unit(x[1:], theta - x[0], rest)


def unit(theta, plus=(), minus=()):
    return {"theta": theta, "excitatory": tuple(plus), "inhibitory": tuple(minus)}


def gate(name, n):
    every = range(n)
    gates = {
        "AND": unit(n, every),
        "OR": unit(1, every),
        "NOR": unit(0, (), every),
        "NOT": unit(0, (), every),
        "NAND": unit(0, (), every) if n == 1 else None,
        "AND_NOT": unit(n - 1, every[:-1], every[-1:]),
    }
    return gates[name]


def expand(table, k=0, plus=(), minus=()):
    """Shannon: f = (not x_k and f with x_k = 0) or (x_k and f with x_k = 1)."""
    if not any(table):
        return ()
    if all(table):
        return (unit(len(plus), plus, minus),)
    half = len(table) // 2
    return expand(table[:half], k + 1, plus, (*minus, k)) + expand(table[half:], k + 1, (*plus, k), minus)


def boolean_network(table):
    hidden = expand(list(table))
    return hidden, (unit(1, range(len(hidden))),)


def dfa_to_mp(delta, q0, accept):
    n, symbols = delta.shape
    # one unit for each symbol and next state: any of the states that lead there, and the symbol
    pairs = [(s, t) for s in range(symbols) for t in range(n) if t in delta[:, s]]
    ands = [unit(2, [*np.flatnonzero(delta[:, s] == t).tolist(), n + s]) for s, t in pairs]
    ors = [unit(1, [k for k, pair in enumerate(pairs) if pair[1] == t]) for t in range(n)]
    return {"and_layer": ands, "or_layer": ors, "start": q0, "accept": accept}


def merge(terms):
    """Quine and McCluskey: merge until nothing changes, and return what could not be merged any further."""
    if not terms:
        return set()
    merged, used = set(), set()
    for a in terms:
        for b in terms:
            bit = a[0] ^ b[0]
            if a[1] == b[1] and a[0] < b[0] and bit & (bit - 1) == 0:
                merged.add((a[0], a[1] | bit))
                used |= {a, b}
    return (terms - used) | merge(merged)


def cover(waiting, primes, rows):
    """Return a smallest choice of primes for the rows that wait."""
    if not waiting:
        return ()
    row = min(waiting)
    options = [(p, *cover(waiting - rows[p], primes, rows)) for p in primes if row in rows[p]]
    return min(options, key=len)


def compact_network(table):
    n = len(table).bit_length() - 1
    ones = frozenset(r for r in range(len(table)) if table[r])
    primes = sorted(merge({(r, 0) for r in ones}))
    rows = {p: frozenset(r for r in ones if r & ~p[1] == p[0]) for p in primes}
    hidden = []
    for on, free in cover(ones, primes, rows):
        plus = [k for k in range(n) if on >> (n - 1 - k) & 1]
        minus = [k for k in range(n) if not (on | free) >> (n - 1 - k) & 1]
        hidden.append(unit(len(plus), plus, minus))
    return (hidden,) if len(hidden) == 1 else (hidden, (unit(1, range(len(hidden))),))


if __name__ == "__main__":
    print(gate("AND_NOT", 3))
