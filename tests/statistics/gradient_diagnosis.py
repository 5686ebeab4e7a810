"""`python -m tests.statistics.gradient_diagnosis`: how often the cause of a wrong gradient is named, and how often wrongly.

Every slip of the mutation operators in every backward of `layers`, and pairs of slips; those that change nothing are taken
out by an oracle, those that raise say so themselves. The named cause is held against other points of other sizes. This is
the generic part of the diagnosis: an assignment's own known mistakes are recognized beside it.
Everything follows from SEED, which stood here before the figures were taken.
"""
# ruff: noqa: T201 - a command that prints a table

from __future__ import annotations

import sys
import time
from collections import Counter

import numpy as np

from grader.assertions import CheckFailed, assert_backward
from tests.statistics.bounds import upper_bound
from tests.statistics.families import FAMILIES
from tests.statistics.gradient_checks import seeded
from tests.statistics.mutants import equivalent, gradients, load, mutants, pairs
from tests.statistics.truth import holds, recognize

SEED = 20240609
PAIRS = 40  # of each family; by numbers alone single slips will do
FRESH = (4, 7, 9)  # rows of the points at which a cause is held against the truth; the diagnosis sees 5 or 6


def named(family, backward, reference, seed, text):
    """Return the sentence of the cause and the gradient's name, or None where nothing was found wrong."""
    arguments = family.draw(np.random.default_rng([seed, len(text)]))
    pair = (family.forward, family.backward) if reference else None
    names = [f"d{i}" for i, _ in enumerate(family.wrt)]
    try:
        with seeded(seed, len(text)):
            assert_backward(family.forward, backward, *arguments, reference=pair, wrt=family.wrt, names=names)
    except CheckFailed as failure:
        details = failure.message.details
        lines = failure.message.text.split("\n")
        return details.get("cause") or _shape_cause(lines), details.get("gradient") or lines[0].split()[0]
    return None


def _shape_cause(lines):
    return next((line for line in lines if recognize(line)[0].startswith(("shape.", "gradient.unsummed"))), "")


def is_true(family, backward, sentence, gradient, seed):
    """Say whether the cause holds at points of other sizes."""
    key, blanks = recognize(sentence)
    i = int(gradient.removeprefix("d")) if gradient.removeprefix("d").isdigit() else 0
    for rows in FRESH:
        rng = np.random.default_rng([seed, rows])
        arguments = family.draw(rng, rows)
        out, cache = family.forward(*arguments)
        u, v = rng.normal(size=(2, *np.shape(out)))
        u = u if np.ndim(out) else np.ones(())  # of a loss the gradient itself
        found, right, place = _at(family, backward, arguments, cache, u, v, i)
        if not holds(key, blanks, found, right, place | {"rows": rows}):
            return False
    return True


def _at(family, backward, arguments, cache, u, v, i):
    first, last = np.zeros_like(u), np.zeros_like(u)
    if np.ndim(u):
        first[0], last[-1] = u[0], u[-1]
    right = gradients(family.backward, u, cache)
    place = {
        "parameter": arguments[family.wrt[i]],
        "others": {f"d{j}": each for j, each in enumerate(right)},
        "alone": {
            name: gradients(family.backward, only, cache)[i] for name, only in (("first", first), ("last", last))
        },
        "twice": (gradients(backward, v, cache)[i], gradients(family.backward, v, cache)[i]),
        "nothing": gradients(backward, 0 * u, cache)[i],
        "double": gradients(backward, 2 * u, cache)[i],
        "both": gradients(backward, u + v, cache)[i],
    }
    return gradients(backward, u, cache)[i], right[i], place


def works(family, backward, seed):
    """Say whether a mutant runs at all, and gives as many gradients as it must."""
    out, cache = family.forward(*family.draw(np.random.default_rng(seed)))
    found = gradients(backward, np.ones(np.shape(out)), cache)
    return found is not None and len(found) == len(family.wrt)


def run(reference, seed=SEED, count=PAIRS):
    """Return what became of every mutant, and which causes were wrong."""
    tally, wrong, causes = Counter(), [], Counter()
    for number, family in enumerate(FAMILIES):
        texts = mutants(family) | pairs(family, count, np.random.default_rng([seed, number]))
        for slip, text in texts.items():
            backward = load(text, family)
            kind, sentence = _become(family, backward, reference, seed, text)
            tally[kind] += 1
            if kind in ("right", "wrong"):
                causes[recognize(sentence)[0]] += 1
            if kind in ("wrong", "accepted"):
                wrong.append(f"{family.name}: {slip}: {sentence}")
    return tally, wrong, causes


def _become(family, backward, reference, seed, text):
    if not works(family, backward, seed):
        return "raises", ""
    if equivalent(backward, family, seed):
        return "equivalent", ""
    found = named(family, backward, reference, seed, text)
    if found is None:
        return "accepted", ""
    sentence, gradient = found
    if not recognize(sentence)[0]:
        return "silent", sentence
    return ("right" if is_true(family, backward, sentence, gradient, seed) else "wrong"), sentence


def main():
    """Print what became of the mutants, with and without a reference."""
    started = time.perf_counter()
    for reference in (True, False):
        tally, wrong, causes = run(reference, count=PAIRS if reference else 0)
        judged = tally["right"] + tally["wrong"] + tally["silent"] + tally["accepted"]
        print("with the reference" if reference else "by projections alone")
        print(f"  {sum(tally.values())} mutants; {tally['equivalent']} equivalent, {tally['raises']} raise")
        for kind in ("right", "wrong", "silent", "accepted"):
            bound = upper_bound(tally[kind], judged)
            print(f"  {kind:10}{tally[kind]:6} of {judged}  {tally[kind] / judged:7.2%}  (< {bound:.2%})")
        print("  causes: " + ", ".join(f"{key} {count}" for key, count in causes.most_common()))
        for each in wrong:
            print(f"    {each}")
    print(f"{time.perf_counter() - started:.0f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
