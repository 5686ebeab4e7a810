"""What McCulloch-Pitts units do, in loops that spell it out: an independent second opinion."""

from itertools import product


def one_unit(x, theta, inhibitory):
    """Say whether a unit fires, one input after the other."""
    total = 0
    for value, inhibits in zip(x, inhibitory, strict=True):
        if inhibits and value:
            return 0
        total += 0 if inhibits else int(value)
    return 1 if total >= theta else 0


def described(unit, x):
    """Say whether a unit that is described fires on a row."""
    lines = [*unit["excitatory"], *unit["inhibitory"]]
    kinds = [False] * len(unit["excitatory"]) + [True] * len(unit["inhibitory"])
    return one_unit([x[line] for line in lines], unit["theta"], kinds)


def network_output(layers, x):
    """Return what the last unit of a network puts out on a row."""
    for layer in layers:
        x = [described(unit, x) for unit in layer]
    (out,) = x
    return out


def rows(n):
    return list(product((0, 1), repeat=n))


def outputs(layers, n):
    return [network_output(layers, x) for x in rows(n)]


def single(n):
    """Return the tables of all functions that one unit with n inputs computes, by going through all units."""
    found = set()
    for kinds in product((None, False, True), repeat=n):
        lines = [k for k in range(n) if kinds[k] is not None]
        for theta in range(-1, n + 2):
            table = [one_unit([x[k] for k in lines], theta, [kinds[k] for k in lines]) for x in rows(n)]
            found.add(tuple(table))
    return found
