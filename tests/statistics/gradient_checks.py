"""`python -m tests.statistics.gradient_checks`: how often gradient checks are wrong, ours and those of others.

Right code that is rejected, faulty code that is accepted, and what it costs, on 14 families of layers and their faulty
backwards at 40 random points each; then right code with up to 64,000 kinks, and a 1 % error in one of 1,000 hidden units.
Everything follows from SEED, which stood here before the figures were taken.
"""

# ruff: noqa: T201 - a command that prints tables

from __future__ import annotations

import sys
import time
from collections import Counter
from contextlib import contextmanager

import numpy as np

from grader.assertions import CheckFailed, assert_backward
from grader.data.seeds import Draws, drawing
from tests.statistics.bounds import upper_bound
from tests.statistics.families import FAMILIES
from tests.statistics.settings import SETTINGS, Point

SEED = 20240607
POINTS = 40
KINK_RUNS = 100
OURS = ("assert_backward, projections", "assert_backward, with the reference")


class Counted:
    """A function that counts its calls."""

    def __init__(self, function):
        self.function, self.calls, self.__name__ = function, 0, function.__name__

    def __call__(self, *args):
        self.calls += 1
        return self.function(*args)


@contextmanager
def seeded(*parts):
    """Give the assertions the seed of one point."""
    with drawing(Draws(check=" ".join(map(str, parts)))):
        yield


def ours_accepts(family, backward, arguments, reference, where):
    """Return whether assert_backward accepts, and how often it called forward."""
    forward = Counted(family.forward)
    pair = (family.forward, family.backward) if reference else None
    try:
        with seeded(SEED, *where):
            assert_backward(forward, backward, *arguments, reference=pair, wrt=family.wrt)
    except CheckFailed:
        return False, forward.calls
    return True, forward.calls


class Tally:
    """What every method did: rejected right code, accepted faults, forward calls for each backward judged."""

    def __init__(self):
        self.rejected, self.accepted, self.slipped, self.calls = Counter(), Counter(), {}, {}
        self.right = self.faulty = 0

    def note(self, method, fault, accepted, calls):
        """Book one judgement; `fault` is empty for right code."""
        if not fault:
            self.rejected[method] += not accepted
            self.calls.setdefault(method, []).append(calls)
        elif accepted:
            self.accepted[method] += 1
            self.slipped.setdefault(method, Counter())[fault] += 1


def run_points(points=POINTS, seed=SEED):
    """Judge every backward of every family at so many points by every method."""
    tally = Tally()
    for family in FAMILIES:
        backwards = [("", family.backward), *family.faulty()]
        for number in range(points):
            rng = np.random.default_rng([seed, FAMILIES.index(family), number])
            point = Point(family, family.draw(rng), rng)
            tally.right += 1
            tally.faulty += len(backwards) - 1
            for fault, backward in backwards:
                _judge(tally, family, point, fault, backward, number)
    return tally


def _judge(tally, family, point, fault, backward, number):
    name = f"{family.name}: {fault}" if fault else ""
    for method in OURS:
        accepted, calls = ours_accepts(family, backward, point.arguments, method == OURS[1], (family.name, number))
        tally.note(method, name, accepted, calls)
    entries = sum(value.size for value in point.values)
    for method, accepts in SETTINGS.items():
        before = point.calls
        accepted = point.claim(backward) is not None and accepts(point, backward)
        projecting = "fast" in method or "JAX" in method
        tally.note(method, name, accepted, point.calls - before if projecting else (2 - ("one-s" in method)) * entries)


def print_points(tally):
    """Print the table of methods."""
    print(f"{tally.right} right and {tally.faulty} faulty judgements of {len(FAMILIES)} families", end=", ")
    print(f"{sum(len(list(family.faulty())) for family in FAMILIES)} faulty backwards; bounds at 95 %\n")
    print(f"{'method':48}{'false reject':>20}{'false accept':>20}{'calls':>7}  what slips")
    for method in (*OURS, *SETTINGS):
        rejected, accepted = tally.rejected[method], tally.accepted[method]
        calls = float(np.mean(tally.calls[method]))
        slips = ", ".join(f"{fault} {count}" for fault, count in tally.slipped.get(method, Counter()).most_common(3))
        print(f"{method:48}{_rate(rejected, tally.right):>20}{_rate(accepted, tally.faulty):>20}{calls:7.1f}  {slips}")


def _rate(count, trials):
    return f"{count / trials:.4f} (< {upper_bound(count, trials):.4f})"


# Kinks


def mlp_forward(X, W1, b1, W2):
    """Return a ReLU network with one hidden layer."""
    pre = X @ W1 + b1
    hidden = np.maximum(pre, 0)
    return hidden @ W2, (X, W1, W2, pre, hidden)


def mlp_backward(dout, cache):
    """Return the gradients of `mlp_forward`."""
    X, W1, W2, pre, hidden = cache
    dpre = dout @ W2.T * (pre > 0)
    return dpre @ W1.T, X.T @ dpre, dpre.sum(axis=0), hidden.T @ dout


def slightly_wrong(dout, cache):
    """Return these gradients with 1 % too much for one hidden unit."""
    dX, dW1, db1, dW2 = mlp_backward(dout, cache)
    unit = int(np.abs(dW1).sum(axis=0).argmax())
    dW1[:, unit] *= 1.01
    return dX, dW1, db1, dW2


def run_kinks(hidden, rows, runs=KINK_RUNS, seed=SEED):
    """Return right code rejected, the 1 % error accepted, forward calls, and rejections by plain and joint projections."""
    rejected = accepted = joint = plain = 0
    calls = []
    for number in range(runs):
        rng = np.random.default_rng([seed, hidden, number])
        arguments = (
            rng.normal(size=(rows, 20)),
            rng.normal(size=(20, hidden)) / np.sqrt(20),
            0.1 * rng.normal(size=hidden),
            rng.normal(size=(hidden, 5)) / np.sqrt(hidden),
        )
        forward = Counted(mlp_forward)
        for backward in (mlp_backward, slightly_wrong):
            forward.calls = 0
            try:
                with seeded(seed, hidden, number):
                    assert_backward(forward, backward, *arguments)
                accepted += backward is slightly_wrong
            except CheckFailed:
                rejected += backward is mlp_backward
            if backward is mlp_backward:
                calls.append(forward.calls)
        joint += not _joint(arguments, rng)
        plain += not _plain(arguments, rng)
    return rejected, accepted, float(np.mean(calls)), plain, joint


def _claims(arguments, rng):
    out, cache = mlp_forward(*arguments)
    upstream = rng.normal(size=out.shape)
    return upstream, mlp_backward(upstream, cache)


def _slope(arguments, moves, step, upstream):
    plus, minus = (
        mlp_forward(*(value + sign * step * move for value, move in zip(arguments, moves, strict=True)))[0]
        for sign in (1, -1)
    )
    return float(((plus - minus) * upstream).sum()) / (2 * step)


def _joint(arguments, rng):
    upstream, claims = _claims(arguments, rng)
    moves = [rng.normal(size=value.shape) for value in arguments]
    claim = sum(float((each * move).sum()) for each, move in zip(claims, moves, strict=True))
    return bool(np.isclose(claim, _slope(arguments, moves, 1e-4, upstream), rtol=1e-5, atol=1e-5))


def _plain(arguments, rng):
    """Return whether projections without an eye for kinks accept right code."""
    upstream, claims = _claims(arguments, rng)
    for which, claim in enumerate(claims):
        for _ in range(3):
            moves = [np.zeros(value.shape) for value in arguments]
            direction = rng.normal(size=claim.shape)
            moves[which] = direction / np.abs(direction).max()
            expected, found = _slope(arguments, moves, 6e-6, upstream), float((claim * moves[which]).sum())
            if abs(found - expected) > 1e-8 + 1e-6 * max(abs(expected), float(np.abs(claim).max())):
                return False
    return True


def main():
    """Print both tables."""
    started = time.perf_counter()
    print_points(run_points())
    print(f"\nReLU networks, {KINK_RUNS} runs each")
    print(f"{'network':18}{'right rejected':>22}{'1 % error accepted':>22}{'calls':>7}{'plain':>8}{'JAX style':>11}")
    for hidden, rows in ((50, 8), (200, 32), (1000, 64)):
        rejected, accepted, calls, plain, joint = run_kinks(hidden, rows)
        network = f"H={hidden}, N={rows}"
        print(f"{network:18}{_rate(rejected, KINK_RUNS):>22}{_rate(accepted, KINK_RUNS):>22}", end="")
        print(f"{calls:7.1f}{plain:>8}{joint:>11}")
    print(f"\n{time.perf_counter() - started:.0f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
