"""Support vector machines against scikit-learn, another solver, SciPy, and what the theory says of a solution."""

import numpy as np
import piqp
import pytest
from scipy.optimize import minimize
from sklearn import svm

from reference.kernels import linear_kernel, poly_kernel, rbf_kernel
from reference.quadratic_program import solve_qp
from reference.street_programs import dual_qp, primal_qp
from reference.support_vectors import SVC, one_vs_one_predict


def clouds(seed, N=60, shift=1.0):
    rng = np.random.default_rng(seed)
    y = np.where(np.arange(N) % 3, 1, -1)
    return rng.normal(size=(N, 2)) + shift * y[:, None] + 0.5, y


def rbf(X, Z):
    return rbf_kernel(X, Z, 0.5)


def cubic(X, Z):
    return poly_kernel(X, Z, 3) / 10


KERNELS = [pytest.param(linear_kernel, id="linear"), pytest.param(rbf, id="rbf"), pytest.param(cubic, id="cubic")]


def other_solver(P, q, A, b, lb, ub):
    solver = piqp.DenseSolver()
    solver.settings.eps_abs = solver.settings.eps_rel = 1e-12
    solver.setup(P, q, A, b, None, None, None, lb, ub)
    solver.solve()
    return solver.result.x


@pytest.mark.parametrize("kernel", KERNELS)
@pytest.mark.parametrize("C", [0.1, 1.0, 50.0])
def test_decision_is_that_of_another_solver(kernel, C):
    """piqp's multipliers give the same dual value to 1e-9 and the same decision to 1e-6."""
    X, y = clouds(1)
    program = dual_qp(kernel(X, X), y, C)
    alpha, other = SVC(kernel, C).fit(X, y).alpha, other_solver(*program)

    def value(a):
        return a.sum() - a @ program[0] @ a / 2

    assert value(alpha) == pytest.approx(value(other), rel=1e-9)
    assert np.allclose(kernel(X, X) @ ((alpha - other) * y), 0, atol=1e-6)


@pytest.mark.parametrize("kernel", KERNELS)
@pytest.mark.parametrize("C", [0.02, 1.0, 50.0])
def test_decision_is_that_of_a_library(kernel, C):
    """scikit-learn's scores agree to 1e-3; its own multipliers are good to about 1e-4 only."""
    X, y = clouds(2)
    theirs = svm.SVC(C=C, kernel=kernel, tol=1e-10).fit(X, y)
    grid = np.random.default_rng(0).normal(size=(40, 2)) * 2
    ours = SVC(kernel, C).fit(X, y)

    assert np.allclose(ours.decision_function(grid), theirs.decision_function(grid), rtol=1e-3, atol=1e-3)


def test_primal_and_dual_meet():
    """Both programs give the same street, for separable clouds in three dimensions; so does SLSQP."""
    X, y = clouds(3, 20, 4.0)
    X = np.column_stack([X, np.sin(np.arange(20))])
    *w, b = solve_qp(*primal_qp(X, y))
    model = SVC(linear_kernel, np.inf).fit(X, y)
    asked = {"type": "ineq", "fun": lambda v: y * (X @ v[:3] + v[3]) - 1}
    third = minimize(lambda v: v[:3] @ v[:3] / 2, np.append(w, b) * 1.5, constraints=asked, options={"ftol": 1e-14})

    assert np.allclose((model.alpha * y) @ X, w, atol=1e-8)
    assert model.b == pytest.approx(b, abs=1e-8)
    assert np.allclose(third.x, [*w, b], atol=1e-5)
    assert (y * model.decision_function(X)).min() == pytest.approx(1, abs=1e-8)


def test_three_points_of_the_handout():
    """The solution that the handout finds by hand."""
    X, y = np.array([[1.0, 0.0], [2.0, 2.0], [4.0, 3.0]]), np.array([-1, 1, 1])
    model = SVC(linear_kernel, np.inf).fit(X, y)

    assert np.allclose(model.alpha, [0.4, 0.4, 0.0], atol=1e-8)
    assert np.allclose((model.alpha * y) @ X, [0.4, 0.8], atol=1e-8)
    assert model.b == pytest.approx(-1.4, abs=1e-8)
    assert np.array_equal(model.support, [0, 1])


@pytest.mark.parametrize("C", [0.001, 0.01])
def test_bias_is_the_middle_of_what_is_allowed(C):
    """With all multipliers at bounds the interval of b is found by trying; its middle is taken."""
    X, y = np.array([[-3.0], [-1.0], [0.5], [2.5], [900.0], [-800.0]]), np.array([-1, -1, 1, 1, 1, -1])
    model = SVC(linear_kernel, C).fit(X, y)
    g = X[:, 0] * float((model.alpha * y) @ X[:, 0])
    tries = np.linspace(-3, 3, 60001)
    lacking = np.maximum(0, 1 - y * (g + tries[:, None])).sum(axis=1)
    allowed = tries[lacking <= lacking.min() + 1e-9]

    assert np.ptp(allowed) > 0.01
    assert model.b == pytest.approx((allowed[0] + allowed[-1]) / 2, abs=2e-4)


def test_examples_away_from_the_street_change_nothing():
    """Without all but the support vectors, and with fifty rows beyond the border, the decision is the same."""
    X, y = clouds(5)
    model = SVC(linear_kernel, 1.0).fit(X, y)
    grid = np.random.default_rng(1).normal(size=(30, 2)) * 3
    rows = np.random.default_rng(2).uniform(-5, 5, size=(500, 2))
    f = model.decision_function(rows)
    far = np.flatnonzero(np.abs(f) > 1.05)[:50]
    less = SVC(linear_kernel, 1.0).fit(X[model.support], y[model.support])
    more = SVC(linear_kernel, 1.0).fit(np.vstack([X, rows[far]]), np.append(y, np.sign(f[far]).astype(int)))

    assert np.allclose(less.decision_function(grid), model.decision_function(grid), atol=1e-7)
    assert np.allclose(more.decision_function(grid), model.decision_function(grid), atol=1e-7)


def test_rows_that_come_twice_do_no_harm():
    """A doubled data set with half of C is the same problem; its multipliers are not unique, its decision is."""
    X, y = clouds(6)
    once = SVC(rbf, 1.0).fit(X, y)
    twice = SVC(rbf, 0.5).fit(np.vstack([X, X]), np.append(y, y))

    assert np.allclose(once.decision_function(X), twice.decision_function(X), atol=1e-7)


@pytest.mark.parametrize("K", [2, 3, 5])
def test_pairs_vote_like_those_of_a_library(K):
    """scikit-learn also trains one against one; on rows where no machine wavers and one label leads, they agree."""
    rng = np.random.default_rng(K)
    y = np.arange(20 * K) % K * 3 - 4
    X = rng.normal(size=(20 * K, 2)) + 1.6 * np.column_stack([np.cos(y), np.sin(y)])
    new = rng.normal(size=(300, 2)) * 1.5
    theirs = svm.SVC(C=2.0, kernel=rbf, tol=1e-8, decision_function_shape="ovo").fit(X, y)
    clear = np.abs(theirs.decision_function(new).reshape(300, -1)).min(axis=1) > 1e-2

    assert clear.sum() > 200
    assert np.array_equal(one_vs_one_predict(X, y, new, rbf, 2.0)[clear], theirs.predict(new)[clear])


def test_ties_go_to_the_smallest_label():
    """Three labels that win once each: whoever is the smallest is predicted, whatever the order of the names."""
    turn = 2 * np.pi / 3
    arms = [
        np.array([[np.cos(t), np.sin(t)], [np.cos(t) - 4 * np.sin(t), np.sin(t) + 4 * np.cos(t)]])
        for t in (0, turn, -turn)
    ]

    for names in ((1, 2, 3), (3, 1, 2), (2, 3, 1)):
        found = one_vs_one_predict(np.vstack(arms), np.repeat(names, 2), np.zeros((1, 2)), linear_kernel, 100.0)

        assert [1] == found.tolist()
