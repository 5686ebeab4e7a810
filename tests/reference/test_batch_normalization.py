"""Batch normalization against loops, differences, the standard library's statistics and scikit-learn."""

import statistics

import numpy as np
import pytest
from sklearn.preprocessing import StandardScaler

from reference.batch_normalization import batchnorm_backward, batchnorm_forward, batchnorm_test, update_running
from tests.reference.layer_oracles import batch_normalized, differences, running

STATE = {"momentum": 0.9, "eps": 1e-5, "unbiased": False}


def state(M, **others):
    return STATE | {"running_mean": np.zeros(M), "running_var": np.ones(M)} | others


def point(N, M, seed=0):
    rng = np.random.default_rng(seed)
    return rng.normal(2, 3, size=(N, M)), rng.normal(1, 0.5, size=M), rng.normal(size=M)


@pytest.mark.parametrize(("N", "M", "eps"), [(2, 3, 1e-5), (7, 4, 0.5), (5, 1, 1e-3)])
def test_a_batch_is_normalized_column_by_column(N, M, eps):
    """As plain loops do it."""
    x, gamma, beta = point(N, M)
    out, _, _ = batchnorm_forward(x, gamma, beta, state(M, eps=eps), True)

    assert np.array(batch_normalized(x.tolist(), gamma, beta, eps)) == pytest.approx(out, rel=1e-11)


def test_without_scale_it_is_the_scaler_of_a_library():
    """gamma 1, beta 0, eps 0: scikit-learn's StandardScaler."""
    x, _, _ = point(9, 4)
    out, _, _ = batchnorm_forward(x, np.ones(4), np.zeros(4), state(4, eps=0.0), True)

    assert StandardScaler().fit_transform(x) == pytest.approx(out, abs=1e-12)


def test_deviation_and_mean_undo_it():
    """gamma = deviation, beta = mean, eps = 0."""
    x, _, _ = point(6, 3)
    out, _, _ = batchnorm_forward(x, x.std(axis=0), x.mean(axis=0), state(3, eps=0.0), True)

    assert x == pytest.approx(out, rel=1e-12)


@pytest.mark.parametrize(("N", "M", "eps"), [(2, 3, 0.1), (3, 2, 1e-5), (8, 5, 0.5)])
def test_gradients_are_difference_quotients(N, M, eps):
    """By x, gamma and beta, with a drawn gradient from above."""
    arguments = list(point(N, M, seed=1))
    dout = np.random.default_rng(2).normal(size=(N, M))
    _, cache, _ = batchnorm_forward(*arguments, state(M, eps=eps), True)

    for i, gradient in enumerate(batchnorm_backward(dout, cache)):

        def value(at, i=i):
            moved = [*arguments[:i], at, *arguments[i + 1 :]]
            return float((batchnorm_forward(*moved, state(M, eps=eps), True)[0] * dout).sum())

        assert differences(value, arguments[i]) == pytest.approx(gradient, rel=1e-6, abs=1e-7)


def test_dx_cannot_shift_or_stretch_a_column():
    """Its sum is 0, and so is its product with the normalized column where eps is tiny."""
    x, gamma, beta = point(6, 3, seed=3)
    _, cache, _ = batchnorm_forward(x, gamma, beta, state(3, eps=1e-14), True)
    dx, _, _ = batchnorm_backward(np.random.default_rng(4).normal(size=(6, 3)), cache)

    assert [0.0] * 3 == pytest.approx(dx.sum(axis=0), abs=1e-13)
    assert [0.0] * 3 == pytest.approx((dx * x).sum(axis=0), abs=1e-12)


@pytest.mark.parametrize("unbiased", [False, True])
def test_one_update_is_a_weighted_mean(unbiased):
    """With the variances of the standard library."""
    x, _, _ = point(5, 2)
    before = state(2, unbiased=unbiased, momentum=0.7)
    after = update_running(before, x)
    variance = statistics.variance if unbiased else statistics.pvariance
    columns = [column.tolist() for column in x.T]

    assert running([0, 0], map(statistics.fmean, columns), 0.7) == pytest.approx(after["running_mean"].tolist())
    assert running([1, 1], map(variance, columns), 0.7) == pytest.approx(after["running_var"].tolist())
    assert [0.0, 0.0] == before["running_mean"].tolist()
    assert before.keys() == after.keys()


def test_running_values_forget_their_start():
    """After 400 batches the start weighs 0.9^400; the mean of many batches is near that of the data."""
    rng = np.random.default_rng(5)
    after = state(2, running_mean=np.full(2, 1e6))
    for _ in range(400):
        after = update_running(after, rng.normal([5, -2], [2, 1], size=(16, 2)))

    # a running mean is off by deviation / sqrt(16) * sqrt(0.1 / 1.9): 0.11 and 0.06; five times that is allowed
    assert [5.0, -2.0] == pytest.approx(after["running_mean"].tolist(), abs=0.6)
    assert [4.0, 1.0] == pytest.approx(after["running_var"].tolist(), rel=0.6)


def test_test_mode_uses_the_running_values_alone():
    """Row by row and all together, and the forward does the same."""
    x, gamma, beta = point(5, 3)
    known = state(3, running_mean=np.array([1.0, 2.0, 3.0]), running_var=np.array([4.0, 1.0, 0.25]), eps=0.0)
    out = batchnorm_test(x, gamma, beta, known)
    rows = [
        [g * (v - m) / s + b for v, g, b, m, s in zip(row, gamma, beta, (1, 2, 3), (2, 1, 0.5), strict=True)]
        for row in x
    ]

    assert np.array(rows) == pytest.approx(out, rel=1e-12)
    assert out.tolist() == [batchnorm_test(row[None], gamma, beta, known)[0].tolist() for row in x]
    assert out.tolist() == batchnorm_forward(x, gamma, beta, known, False)[0].tolist()
    assert known is batchnorm_forward(x, gamma, beta, known, False)[2]


def test_a_constant_column_is_harmless():
    """It becomes beta; warnings are errors here."""
    x = np.column_stack([np.full(4, 7.3), np.arange(4.0)])
    out, cache, _ = batchnorm_forward(x, np.array([2.0, 1.0]), np.array([0.5, 0.0]), state(2), True)
    dx, _, _ = batchnorm_backward(np.ones((4, 2)), cache)

    assert [0.5] * 4 == pytest.approx(out[:, 0].tolist())
    assert np.isfinite(dx).all()
