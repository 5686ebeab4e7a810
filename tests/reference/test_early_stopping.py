"""When to stop, against obvious loops over the whole history."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.early_stopping import EarlyStopping, weight_change_stop

LOSSES = st.lists(st.sampled_from([math.nan, *(k / 4 for k in range(12))]), min_size=1, max_size=30)


def gains(losses, min_delta):
    """Return which epochs are gains, from the losses alone."""
    found, best = [], math.inf
    for loss in losses:
        found.append(not math.isnan(loss) and best - loss > min_delta)
        best = loss if found[-1] else best
    return found


def told(losses, *options):
    """Return the object after all losses, and for each epoch what it said and the rate."""
    watch, said = EarlyStopping(*options), []
    for epoch, loss in enumerate(losses):
        said.append((watch.update(loss, {"W": np.array([[float(epoch)]])}), watch.rate))
    return watch, said


@given(LOSSES, st.integers(1, 4), st.sampled_from([0.0, 0.25, 0.5]), st.integers(0, 3))
def test_it_stops_cooldown_epochs_after_the_criterion(losses, patience, min_delta, cooldown):
    """The criterion: the first epoch that ends a run of patience epochs without a gain."""
    won = gains(losses, min_delta)
    runs = [i for i in range(patience - 1, len(losses)) if not any(won[i - patience + 1 : i + 1])]
    met = runs[0] if runs else len(losses)
    _, said = told(losses, patience, min_delta, cooldown, 0.25)

    assert [i >= met + cooldown for i in range(len(losses))] == [stop for stop, _ in said]
    assert [0.25 if i >= met else 1.0 for i in range(len(losses))] == [rate for _, rate in said]


@given(LOSSES, st.sampled_from([0.0, 0.5]))
def test_the_latest_gain_is_kept(losses, min_delta):
    """Loss and parameters belong together."""
    won = [i for i, each in enumerate(gains(losses, min_delta)) if each]
    watch, _ = told(losses, 3, min_delta)

    assert (losses[won[-1]] if won else math.inf) == watch.best_loss
    assert ([float(won[-1])] if won else []) == [w.item() for w in (watch.best_params or {}).values()]


def test_best_params_are_copies():
    """Nobody's later changes reach them."""
    watch, params = EarlyStopping(2), {"W": np.ones((2, 2))}
    watch.update(1.0, params)
    params["W"] += 1

    assert [[1.0, 1.0], [1.0, 1.0]] == watch.best_params["W"].tolist()


@given(st.integers(0, 10_000), st.floats(0.1, 3.0), st.booleans())
def test_the_most_restless_unit_decides(seed, rho, relative):
    """Unit by unit, in plain loops."""
    rng = np.random.default_rng(seed)
    old = rng.normal(size=(3, 4))
    new = old + rng.normal(size=(3, 4))
    lengths = [math.sqrt(sum((new[i, k] - old[i, k]) ** 2 for i in range(3))) for k in range(4)]
    if relative:
        lengths = [length / math.hypot(*old[:, k]) for k, length in enumerate(lengths)]

    assert all(length < rho for length in lengths) == weight_change_stop(old, new, rho, relative)


@pytest.mark.parametrize(("rho", "stop"), [(1.25, False), (1.3, True)])
def test_exactly_rho_is_not_below(rho, stop):
    """The change 0.75, 1 has the length 1.25."""
    assert stop == weight_change_stop(np.zeros((2, 1)), np.array([[0.75], [1.0]]), rho)
