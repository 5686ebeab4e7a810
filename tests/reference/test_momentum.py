"""Momentum against its closed form and a library, Nesterov against a library that stores the points ahead."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.neural_network._stochastic_optimizers import SGDOptimizer

from reference.momentum import Momentum, Nesterov, momentum_schedule


def drawn(steps, seed=0):
    rng = np.random.default_rng(seed)
    shapes = {"W": (2, 3), "V": (2, 3), "b": (3,)}
    return (
        {name: rng.normal(size=shape) for name, shape in shapes.items()},
        [{name: rng.normal(size=shape) for name, shape in shapes.items()} for _ in range(steps)],
    )


def walk(optimizer, start, slopes):
    path = []
    for slope in slopes:
        start = optimizer.step(start, slope)
        path.append(start)
    return path


@given(st.floats(0.0, 0.99), st.floats(0.001, 2.0), st.integers(1, 12), st.integers(0, 99))
def test_every_gradient_counts_for_a_geometric_series(mu, eta, steps, seed):
    """After t steps the i-th gradient has moved the parameters by -eta (1 + mu + ... + mu^(t-i))."""
    start, slopes = drawn(steps, seed)
    end = walk(Momentum(eta, mu), start, slopes)[-1]
    weights = [sum(mu**k for k in range(steps - i)) for i in range(steps)]
    for name, value in start.items():
        expected = value - eta * sum(w * slope[name] for w, slope in zip(weights, slopes, strict=True))

        assert expected == pytest.approx(end[name], rel=1e-9, abs=1e-9)


def test_momentum_walks_as_the_library_does():
    """scikit-learn's optimizer, ten steps, three arrays, to 1e-12."""
    start, slopes = drawn(10)
    theirs = [value.copy() for value in start.values()]
    library = SGDOptimizer(theirs, learning_rate_init=0.1, momentum=0.8, nesterov=False)
    for point, slope in zip(walk(Momentum(0.1, 0.8), start, slopes), slopes, strict=True):
        library.update_params(theirs, list(slope.values()))

        for ours, other in zip(point.values(), theirs, strict=True):
            assert other == pytest.approx(ours, abs=1e-12)


def test_nesterov_asks_where_the_library_stands():
    """scikit-learn keeps params + mu v in the place of params: its points are those at which ours asks."""
    start, scales = drawn(1)
    scales = {name: 1 + np.abs(value) for name, value in scales[0].items()}
    asked, optimizer, params = [], Nesterov(0.1, 0.8), start

    def slope(point):
        asked.append(point)
        return {name: scales[name] * value for name, value in point.items()}

    theirs = [value.copy() for value in start.values()]
    library = SGDOptimizer(theirs, learning_rate_init=0.1, momentum=0.8, nesterov=True)
    for number in range(1, 9):
        params = optimizer.step(params, slope)

        assert number == len(asked)
        for ours, other in zip(asked[-1].values(), theirs, strict=True):
            assert other == pytest.approx(ours, abs=1e-12)
        library.update_params(theirs, [scales[name] * value for name, value in zip(start, theirs, strict=True)])


def test_the_oscillation_of_nesterov_is_damped():
    """On w^2/2 the lectures' claim holds: momentum overshoots by more."""
    rolling, looking = Momentum(0.1, 0.9), Nesterov(0.1, 0.9)
    blind, ahead, lowest = {"w": np.ones(1)}, {"w": np.ones(1)}, [0.0, 0.0]
    for _ in range(60):
        blind, ahead = rolling.step(blind, blind), looking.step(ahead, lambda point: point)
        lowest = [min(lowest[0], blind["w"][0]), min(lowest[1], ahead["w"][0])]

    assert lowest[0] < lowest[1] < 0


def test_a_step_leaves_its_arguments_alone():
    """Arrays that may not be written to are no obstacle."""
    start, slopes = drawn(3)
    for array in (*start.values(), *(value for slope in slopes for value in slope.values())):
        array.flags.writeable = False
    first, second = walk(Momentum(0.1, 0.5), start, slopes[:2])

    assert not np.shares_memory(first["W"], second["W"])


@given(st.floats(0, 100), st.floats(0, 100))
def test_momentum_is_high_from_the_switch_on(t, switch):
    """The two values, and no others."""
    assert (0.9 if t >= switch else 0.5) == momentum_schedule(t, switch)
