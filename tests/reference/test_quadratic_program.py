"""The interior point against another solver, and against the conditions that a solution must meet."""

import numpy as np
import piqp
import pytest

from reference.quadratic_program import solve_qp


def problem(rng):
    """Draw a problem that has a solution: constraints hold strictly at some point."""
    n = int(rng.integers(1, 12))
    m, p = int(rng.integers(0, 10)), int(rng.integers(0, max(1, n // 2)))
    M = rng.normal(size=(int(rng.integers(1, n + 1)), n))  # fewer rows than columns: P is singular
    inside = rng.normal(size=n)
    G, A = rng.normal(size=(m, n)), rng.normal(size=(p, n))
    return {
        "P": M.T @ M,
        "q": rng.normal(size=n) * 10 ** rng.uniform(-2, 2),
        "G": G,
        "h": G @ inside + rng.uniform(0.1, 1, size=m),
        "A": A,
        "b": A @ inside,
        "lb": inside - rng.uniform(0.1, 3, size=n),
        "ub": inside + rng.uniform(0.1, 3, size=n),
    }


def oracle(P, q, G, h, A, b, lb, ub):
    solver = piqp.DenseSolver()
    solver.settings.eps_abs = solver.settings.eps_rel = 1e-11
    rows = (A, b) if len(b) else (None, None)
    bounds = (G, np.full(len(h), -np.inf), h) if len(h) else (None, None, None)
    solver.setup(P, q, *rows, *bounds, lb, ub)
    solver.solve()
    return solver.result.x


@pytest.mark.parametrize("seed", range(40))
def test_value_is_that_of_another_solver(seed):
    """The objective agrees with piqp's, and the constraints hold."""
    given = problem(np.random.default_rng(seed))

    x = solve_qp(**given)

    def objective(x):
        return 0.5 * x @ given["P"] @ x + given["q"] @ x

    wanted = objective(oracle(**given))
    assert objective(x) == pytest.approx(wanted, rel=1e-7, abs=1e-7)
    assert np.all(given["G"] @ x <= given["h"] + 1e-7)
    assert np.allclose(given["A"] @ x, given["b"], atol=1e-7)
    assert np.all((given["lb"] - 1e-7 <= x) & (x <= given["ub"] + 1e-7))


def test_dual_of_a_support_vector_machine():
    """The multipliers of 300 overlapping points meet the conditions of Karush, Kuhn and Tucker."""
    rng = np.random.default_rng(0)
    X = rng.normal(size=(300, 5))
    y = np.where(X[:, 0] + 0.8 * rng.normal(size=300) > 0, 1.0, -1.0)
    gram = np.exp(-0.2 * ((X[:, None] - X[None]) ** 2).sum(axis=2))
    P = gram * np.outer(y, y)

    alpha = solve_qp(P, -np.ones(300), A=y[None], b=np.zeros(1), lb=0.0, ub=1.0)

    # With F = y - f the largest F among those that may still grow must not exceed the smallest among those that may
    # still shrink; what is within 1e-5 of a bound may be on it.
    F = y - gram @ (alpha * y)
    up = ((y > 0) & (alpha < 1 - 1e-5)) | ((y < 0) & (alpha > 1e-5))
    down = ((y > 0) & (alpha > 1e-5)) | ((y < 0) & (alpha < 1 - 1e-5))
    assert F[up].max() - F[down].min() <= 1e-5
    assert abs(y @ alpha) <= 1e-9


def gap(gram, y, alpha, C):
    """Return how far the dual value may be from the best, as a share of it: no bound is decided by a cut."""
    f = gram @ (alpha * y)
    corners = np.sort(y - f)
    lo, hi = 0, len(corners) - 1
    while hi - lo > 2:  # the primal is convex in b
        one, two = lo + (hi - lo) // 3, hi - (hi - lo) // 3
        prices = [np.maximum(0, 1 - y * (f + corners[k])).sum() for k in (one, two)]
        lo, hi = (lo, two) if prices[0] <= prices[1] else (one, hi)
    short = min(np.maximum(0, 1 - y * (f + b)).sum() for b in corners[lo : hi + 1])
    half = alpha @ (gram * np.outer(y, y)) @ alpha / 2
    return (2 * half + C * short - alpha.sum()) / alpha.sum()


DUALS = {  # rows of clouds of five inputs: how they are compared, C, and how often each comes
    "overlapping": (lambda X: np.exp(-0.2 * ((X[:, None] - X[None]) ** 2).sum(axis=2)), 1.0, 1),
    "large-penalty": (lambda X: X @ X.T, 1e4, 1),
    "small-penalty": (lambda X: X @ X.T, 1e-4, 1),
    "huge-inputs": (lambda X: 1e6 * X @ X.T, 1.0, 1),
    "tiny-inputs": (lambda X: 1e-6 * X @ X.T, 1.0, 1),
    "rank-five": (lambda X: X @ X.T, 1.0, 1),
    "all-three-times": (lambda X: (X @ X.T) ** 2, 1.0, 3),
}


@pytest.mark.parametrize("name", DUALS)
def test_duals_of_machines_leave_no_gap(name):
    """Singular matrices, duplicates and inputs of any size: the value is within 1e-8 of the best, bounds hold."""
    compare, C, times = DUALS[name]
    rng = np.random.default_rng(1)
    y = np.tile(np.where(np.arange(90) % 2, 1.0, -1.0), times)
    gram = compare(np.tile(rng.normal(size=(90, 5)) + 0.5 * y[:90, None], (times, 1)))

    alpha = solve_qp(gram * np.outer(y, y), -np.ones(len(y)), A=y[None], b=np.zeros(1), lb=0.0, ub=C)

    assert abs(gap(gram, y, alpha, C)) <= 1e-8
    assert 0 <= alpha.min()
    assert alpha.max() <= C
    assert abs(y @ alpha) <= 1e-9 * np.abs(alpha).sum()


@pytest.mark.parametrize("scale", [1e-3, 1.0, 1e3])
def test_hard_margins_of_any_size(scale):
    """Without upper bounds the nearest rows reach the score 1 exactly, however long the rows are."""
    rng = np.random.default_rng(2)
    y = np.where(np.arange(40) % 2, 1.0, -1.0)
    X = scale * (rng.normal(size=(40, 3)) + 4 * y[:, None])

    alpha = solve_qp((X * y[:, None]) @ (X * y[:, None]).T, -np.ones(40), A=y, b=0.0, lb=0.0, ub=np.inf)

    w = (alpha * y) @ X
    b = -((X @ w)[y > 0].min() + (X @ w)[y < 0].max()) / 2
    assert (y * (X @ w + b)).min() == pytest.approx(1, abs=1e-8)
    assert w @ w == pytest.approx(alpha.sum(), rel=1e-8)


@pytest.mark.full
def test_a_thousand_rows():
    """n = 1000: another solver finds the same value."""
    rng = np.random.default_rng(3)
    X = rng.normal(size=(1000, 5))
    y = np.where(X[:, 0] + 0.8 * rng.normal(size=1000) > 0, 1.0, -1.0)
    gram = np.exp(-0.2 * ((X[:, None] - X[None]) ** 2).sum(axis=2))
    given = {"P": gram * np.outer(y, y), "q": -np.ones(1000), "A": y[None], "b": np.zeros(1)}

    alpha = solve_qp(**given, lb=0.0, ub=1.0)

    other = oracle(**given, G=np.zeros((0, 1000)), h=np.zeros(0), lb=np.zeros(1000), ub=np.ones(1000))
    assert abs(gap(gram, y, alpha, 1.0)) <= 1e-8
    assert alpha.sum() - alpha @ given["P"] @ alpha / 2 == pytest.approx(
        other.sum() - other @ given["P"] @ other / 2, rel=1e-9
    )


def test_hard_margin_of_and():
    """The widest street between the corners of AND is 2 x0 + 2 x1 - 3 = 0, scaled to 1 at the nearest corners."""
    corners = np.array([[0.0, 0.0, 1.0], [0.0, 1.0, 1.0], [1.0, 0.0, 1.0], [1.0, 1.0, 1.0]])
    y = np.array([-1.0, -1.0, -1.0, 1.0])

    w = solve_qp(np.diag([1.0, 1.0, 0.0]), np.zeros(3), G=-y[:, None] * corners, h=-np.ones(4))

    assert np.allclose(w, [2.0, 2.0, -3.0], atol=1e-7)


def test_without_inequalities_it_is_one_linear_system():
    """An unconstrained minimum is where the slope is zero; equations that say the same twice do no harm."""
    assert np.allclose(solve_qp(np.eye(2), np.array([1.0, 2.0])), [-1.0, -2.0])

    twice = solve_qp(np.eye(2), np.zeros(2), A=np.array([[1.0, 1.0], [2.0, 2.0]]), b=np.array([1.0, 2.0]))

    assert np.allclose(twice, [0.5, 0.5])


XOR = np.array([1.0, -1.0, -1.0, 1.0])[:, None] * np.array([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1.0]])


@pytest.mark.parametrize(
    "program",
    [
        pytest.param({"P": np.diag([1.0, 1, 0]), "q": np.zeros(3), "G": XOR, "h": -np.ones(4)}, id="no-line-makes-xor"),
        pytest.param({"P": np.zeros((2, 2)), "q": np.array([1.0, 0.0])}, id="falls-without-end"),
        pytest.param({"P": np.zeros((1, 1)), "q": np.ones(1), "ub": 0.0}, id="falls-to-an-open-side"),
        pytest.param({"P": np.eye(1), "q": np.zeros(1), "lb": 1.0, "ub": -1.0}, id="bounds-crossed"),
    ],
)
def test_a_problem_without_solution_is_refused(program):
    """Contradicting constraints and a bottomless function raise instead of returning numbers."""
    with pytest.raises(ValueError, match="no solution"):
        solve_qp(**program)


def test_arguments_stay_as_they_were():
    """The solver works on copies."""
    given = problem(np.random.default_rng(5))
    before = {name: part.copy() for name, part in given.items()}

    solve_qp(**given)

    assert all(np.array_equal(given[name], before[name]) for name in given)
