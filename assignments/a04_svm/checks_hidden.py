"""Hidden checks of assignment 4: other inputs for the same promises. These never leave the instructor's machine."""

import numpy as np

from grader import dataset, generator, held_out, seed, source
from grader.assertions import (
    accuracy,
    assert_array,
    assert_close,
    assert_no_warning,
    assert_number,
    assert_parts,
    assert_true,
)
from reference import hinge, kernels, margin, street_programs, support_vectors
from reference.quadratic_program import solve_qp

from .checks_public import (
    LINEAR,
    _alpha,
    _asked,
    _assert_half_of_w_w,
    _assert_inequalities,
    _assert_optimal,
    _best_bias,
    _blobs,
    _decision,
    _dual,
    _labels,
    _line,
    _loss,
    _predicted,
    _price,
    _primal,
    _trained,
)

RBF = source("lambda X, Z: np.exp(-0.5 * np.square(X[:, None, :] - Z).sum(axis=-1))")


def _rbf(X, Z):
    return kernels.rbf_kernel(X, Z, 0.5)


def _solved(*program, **bounds):
    """Solve a student's program; that it has no solution is theirs."""
    found = None
    try:
        found = solve_qp(*program, **bounds)
    except (ValueError, np.linalg.LinAlgError):
        hint = "There is one, if all parts are as promised: compare each with its promise."
        assert_true(False, "The program must have a solution; solve_qp finds none for yours.", hint=hint)
    return found


# 4.1


def rows_on_the_wrong_side(student):
    """Five drawn rows, the worst of them two units on the wrong side; then all of them wrong."""
    rng = np.random.default_rng(seed())
    w, b = rng.normal(size=3), float(rng.normal())
    for ahead in ([1.0, 3.0, -2.0, 0.5, -1.0], [-1.0, -0.5, -4.0]):
        y = rng.choice([-1, 1], size=len(ahead))
        X = rng.normal(size=(len(ahead), 3))
        X = X + np.outer(y * np.array(ahead) - (X @ w + b) / np.linalg.norm(w), w / np.linalg.norm(w))
        found = assert_number(student.geometric_margin(w, b, X, y), name="margin")

        hint = "A row on the wrong side counts with a minus sign, and then it is the smallest: no absolute values."
        assert_close(found, min(ahead), name="margin", hint=hint)


def longer_weights_same_street(student):
    """Drawn rows; w and b a hundred times larger, and a hundred times smaller."""
    rng = np.random.default_rng(seed())
    X, y = _blobs(rng, 8, 3.0)
    w = np.array([0.8, 0.6]) + 0.1 * rng.normal(size=2)
    right = margin.geometric_margin(w, -0.2, X, y)
    for factor in (1.0, 100.0, 0.01):
        found = assert_number(student.geometric_margin(factor * w, -0.2 * factor, X, y), name="margin")

        hint = "(w, b) and (2 w, 2 b) are the same line: divide by the length of w."
        assert_close(found, right, name="margin", hint=hint)


def drawn_lines_become_canonical(student):
    """Two drawn lines that separate, one with scores far below 1, one far above; one row."""
    rng = np.random.default_rng(seed())
    w = rng.normal(size=4)
    for factor, N in ((0.01, 6), (50.0, 6), (1.0, 1)):
        X = rng.normal(size=(N, 4))
        b = float(rng.normal())
        y = np.where(X @ w + b > 0, 1, -1)
        right = np.append(*margin.canonicalize(factor * w, factor * b, X, y))
        found = np.append(*_line(student.canonicalize(factor * w, factor * b, X, y), 4))

        hint = "Divide w and b by the smallest y (w . x + b), which is above 0."
        assert_close(found, right, name="(w, b)", hint=hint)


# 4.2


def drawn_points_get_the_widest_street(student):
    """Twelve points of two clouds far apart and away from the origin, three inputs."""
    rng = np.random.default_rng(seed())
    X, y = _blobs(rng, 12, 4.0)
    X = np.column_stack([X + 3.0, rng.normal(size=12)])
    right = solve_qp(*street_programs.primal_qp(X, y))
    x = _solved(*_primal(student.primal_qp(X, y), 3))

    assert_close(x, right, rtol=1e-4, atol=1e-4, name="(w, b) of your program")


def the_bias_is_free(student):
    """Four inputs: P and q."""
    rng = np.random.default_rng(seed())
    P, q, _, _ = _primal(student.primal_qp(rng.normal(size=(7, 4)), np.array([1, -1, 1, 1, -1, -1, 1])), 4)

    _assert_half_of_w_w(P, q)


def one_row_and_long_rows(student):
    """N = 1, and three rows of five inputs."""
    rng = np.random.default_rng(seed())
    for N, D in ((1, 2), (3, 5)):
        X, y = rng.normal(size=(N, D)), np.array([-1, 1, -1])[:N]
        P, _, G, h = _primal(student.primal_qp(X, y), D)
        _assert_inequalities(G, h, X, y)
        weighed = bool((np.diag(P)[:D] > 0).all()) or not P.any()  # nothing weighed at all costs elsewhere
        assert_true(weighed, f"P must weigh all {D} weights, also with N = {N} rows; some stand there with 0.")


# 4.3


def _clouds(rng, N=40):
    """Draw the labels of overlapping clouds, and their matrix of kernel values."""
    X, y = _blobs(rng, N, 0.8)
    return y, _rbf(X, X)


def drawn_products_and_labels(student):
    """Fourteen drawn rows, most of them of one label: P and q."""
    rng = np.random.default_rng(seed())
    X, y = rng.normal(size=(14, 3)), np.where(rng.permutation(14) < 4, 1, -1)
    P, q, _, _, _, _ = _dual(student.dual_qp(X @ X.T, y, 1.0), 14)
    right = street_programs.dual_qp(X @ X.T, y, 1.0)

    assert_close(P, right[0], name="P", hint="Each product comes with both labels, y_i y_j.")
    assert_close(q, right[1], name="q")


def no_direction_falls_for_ever(student):
    """Thirty rows of two inputs, ten of them twice: a singular matrix."""
    rng = np.random.default_rng(seed())
    X = rng.normal(size=(20, 2))
    X = np.concatenate([X, X[:10]])
    y = np.where(rng.permutation(30) < 11, 1, -1)
    P, _, _, _, _, _ = _dual(student.dual_qp(X @ X.T, y, 1.0), 30)

    lowest = float(np.linalg.eigvalsh((P + P.T) / 2)[0])
    assert_close(P, P.T, name="P, mirrored", hint="alpha_i alpha_j and alpha_j alpha_i are the same product.")
    text = f"P must have no eigenvalue below 0; yours has {lowest:.3g}."
    assert_true(lowest >= -1e-9 * float(np.abs(P).max()), text)
    assert_true(float(np.abs(P).max()) > 1e-6, "P must hold the products of labels and kernel values; yours is zero.")


def multipliers_of_noisy_rows(student):
    """Forty overlapping points, C = 0.5 and 20: solved, allowed, and no gap."""
    y, gram = _clouds(np.random.default_rng(seed()))
    for C in (0.5, 20.0):
        P, q, A, b, lb, ub = _dual(student.dual_qp(gram, y, C), len(y))
        alpha = _solved(P, q, A=A, b=b, lb=lb, ub=ub)
        _assert_optimal(alpha, gram, y, C, 1e-6)


def nothing_bounds_the_hard_margin(student):
    """C = inf: bounds, and the multipliers of two clouds far apart."""
    X, y = _blobs(np.random.default_rng(seed()), 12, 4.0)
    P, q, A, b, lb, ub = _dual(student.dual_qp(X @ X.T, y, np.inf), 12)

    assert_close(lb, np.zeros(12), name="lb", hint="alpha >= 0 stays.")
    free = bool(np.isposinf(ub).all())
    assert_true(free, "With C = np.inf, ub must be infinite (or None).", hint="The bound is C, whatever C is.")
    _assert_optimal(_solved(P, q, A=A, b=b, lb=lb, ub=ub), X @ X.T, y, np.inf, 1e-6)


def one_row_of_each_label(student):
    """N = 2: all six parts."""
    gram, y = np.array([[2.0, 1.0], [1.0, 5.0]]), np.array([1, -1])
    P, q, A, _, lb, ub = _dual(student.dual_qp(gram, y, 3.0), 2)

    assert_array(P, (2, 2), name="P")
    assert_array(q, (2,), name="q")
    assert_array(A, (1, 2), name="A")
    assert_true(bool((lb <= ub).all()), "lb must not be above ub.")


# 4.4


def decision_comes_from_alpha_and_b(student):
    """Thirty overlapping points with a kernel that is no scalar product; seven new ones, and one of these alone."""
    rng = np.random.default_rng(seed())
    X, y = _blobs(rng, 30, 0.8)
    X_new = 2 * rng.normal(size=(7, 2))
    model = _trained(student, RBF, 1.5, X, y)
    alpha, b = _alpha(model, 30), assert_number(model.attribute("b"), name="b")
    right = _rbf(X_new, X) @ (alpha * y) + b

    assert_true(float(alpha.max()) > 1e-3, "Some alpha must be above 0: the classes overlap.")
    hint = "Add up alpha_i y_i k(x_i, x) over the rows of fit, then b."
    assert_close(_decision(model, X_new), right, rtol=1e-3, atol=1e-3, name="decision_function(X)", hint=hint)
    alone = _decision(model, X_new[:1])
    assert_close(alone, right[:1], rtol=1e-3, atol=1e-3, name="decision_function(X) of one row", hint=hint)


def free_rows_find_the_bias(student):
    """Sixty overlapping points, C = 0.2 and 1: many multipliers at C, some below; three where one label is at C."""
    rng = np.random.default_rng(seed())
    clouds = [(0.2, *_blobs(rng, 60, 0.8)), (1.0, *_blobs(rng, 61, 0.8))]
    # The first stands at C; the other two share its price, so that all free rows have the same label.
    three, labels = np.array([[2.0, 0.0], [0.0, 1.0], [0.0, -1.0]]) + rng.normal(size=2), np.array([1, -1, -1])
    for C, X, y in (*clouds, (1.0, three, labels), (1.0, three, -labels)):
        model = _trained(student, RBF, C, X, y)
        b = assert_number(model.attribute("b"), name="b")
        right = _best_bias(_rbf(X, X), y, _alpha(model, len(y)))

        hint = "Only rows with 0 < alpha < C stand at the border, at a score of -1 or +1: find b from these."
        assert_close(b, right, rtol=1e-3, atol=1e-3, name="b", hint=hint)


def no_row_is_free(student):
    """Two rows of each label at C, alone, with far rows at 0, and with rows at 0 that make the interval smaller."""
    rng = np.random.default_rng(seed())
    for low, high, far in ((1.0, 4.0, ()), (2.0, 2.5, (-40.0, 45.0, 47.0)), (1.0, 4.0, (-1.1 / 0.115, 1.2 / 0.115))):
        X = np.array([-low, -high, low + 0.5, high + 1.0]) + rng.uniform(-0.5, 0.5)
        X = np.append(X, far)[:, None]
        y = np.array([-1, -1, 1, 1, -1, 1, 1])[: len(X)]
        hint = (
            "Each row at 0 or at C says that b is at least, or at most, some number: take the middle of the tightest."
        )
        b = assert_number(_trained(student, LINEAR, 0.01, X, y).attribute("b"), name="b", hint=hint)
        right = support_vectors.SVC(kernels.linear_kernel, 0.01).fit(X, y).b

        assert_close(b, right, rtol=1e-4, atol=1e-4, name="b", hint=hint)


def _with_free_rows(rng):
    """Draw clouds until some multiplier is well between its bounds: only then far rows have no say in b either."""
    while True:
        X, y = _blobs(rng, 40, 1.2)
        ours = support_vectors.SVC(kernels.linear_kernel, 1.0).fit(X, y)
        if ((ours.alpha > 0.05) & (ours.alpha < 0.95)).any():
            return X, y, ours


def rows_beyond_the_border_change_nothing(student):
    """Forty overlapping points: without all that are no support vectors, with fifty far ones, with one inside."""
    rng = np.random.default_rng(seed())
    X, y, ours = _with_free_rows(rng)
    grid = 3 * rng.normal(size=(30, 2))
    model = _trained(student, LINEAR, 1.0, X, y)
    before = _decision(model, grid)
    keep = np.sort(ours.support)
    hint = "Only rows at the border or inside of the street have alpha above 0: the others may come and go."
    less = _decision(_trained(student, LINEAR, 1.0, X[keep], y[keep]), grid)
    assert_close(less, before, rtol=1e-4, atol=1e-4, name="The decision without the far rows", hint=hint)

    many = np.concatenate([_blobs(rng, 200, 3.0)[0], -_blobs(rng, 200, 3.0)[0]])
    scores = ours.decision_function(many)
    far = np.flatnonzero(np.abs(scores) > 1.3)[:50]
    more = _trained(
        student, LINEAR, 1.0, np.concatenate([X, many[far]]), np.append(y, np.sign(scores[far]).astype(int))
    )
    found = _decision(more, grid)
    assert_close(found, before, rtol=1e-4, atol=1e-4, name="The decision with fifty far rows", hint=hint)

    worst = X[y > 0][ours.decision_function(X[y > 0]).argmin()]
    inside = _trained(student, LINEAR, 1.0, np.concatenate([X, [worst - 1.0]]), np.append(y, 1))
    moved = float(np.abs(_decision(inside, grid) - before).max())
    assert_true(moved > 1e-3, "One more row inside of the street must change the decision.", hint="fit learns from X.")


def rows_that_come_twice(student):
    """Points that are all there three times, on a plane: matrices of rank 2, no bound, and C = 0.5."""
    rng = np.random.default_rng(seed())
    X, y = _blobs(rng, 14, 4.0)
    X, y = np.concatenate([X, X, X]), np.concatenate([y, y, y])
    model = _trained(student, LINEAR, np.inf, X, y)
    right = support_vectors.SVC(kernels.linear_kernel, np.inf).fit(X, y)
    grid = 3 * rng.normal(size=(20, 2))

    assert_close(
        _decision(model, grid), right.decision_function(grid), rtol=1e-3, atol=1e-3, name="decision_function(X)"
    )


AGAIN = source("""
def go(make, X, y, others, labels, X_new):
    def kernel(X, Z):
        return np.dot(X, Z.T)

    def square(X, Z):
        return (1 + np.dot(X, Z.T)) ** 2

    model, fresh = make(kernel, 1.0), make(kernel, 1.0)
    for some in (slice(10), slice(10, None)):  # another number of rows than X has, and the same
        model.fit(others[some], labels[some])
        model.decision_function(X_new)
    fresh.fit(X, y)
    right = fresh.decision_function(X_new)
    stranger = make(square, 0.1)
    model.fit(X, y)
    stranger.fit(others, labels)
    return model.decision_function(X_new), right
""")


def the_second_fit_counts(student):
    """Ten points with exchanged labels, thirty, then thirty others; a fresh model, and one of another kernel and C."""
    rng = np.random.default_rng(seed())
    (others, labels), (X, y) = _blobs(rng, 40, 2.0), _blobs(rng, 30, 1.0)
    X_new = rng.normal(size=(5, 2))
    found = student.run(AGAIN, student.SVC, X, y, others, -labels, X_new)
    first, fresh = (
        assert_array(each, (5,), name="decision_function(X)") for each in assert_parts(found, "again", "fresh")
    )

    name = "decision_function(X) after another fit, beside another model,"
    hint = "Keep kernel, C and what fit finds in self, where each model has its own, and start anew in each fit."
    assert_close(first, fresh, rtol=1e-4, atol=1e-4, name=name, hint=hint)


# 4.5


def _shapes(student, function, ours, *settings):
    """Compare five pairs of sizes, as many rows as inputs among them."""
    rng = np.random.default_rng(seed())
    for N, M, D in ((3, 5, 2), (1, 4, 3), (4, 1, 1), (2, 2, 6), (3, 3, 3)):
        X, Z = rng.normal(size=(N, D)), rng.normal(size=(M, D))
        assert_close(getattr(student, function)(X, Z, *settings), ours(X, Z, *settings), name=f"{function}(X, Z)")


def linear_kernel_of_every_shape(student):
    """Different numbers of rows."""
    _shapes(student, "linear_kernel", kernels.linear_kernel)


def poly_kernel_of_every_shape(student):
    """Different numbers of rows, degree 2 and coef0 1."""
    _shapes(student, "poly_kernel", kernels.poly_kernel, 2)


def powers_and_constants(student):
    """Degrees 1, 3 and 4; coef0 of 0, 0.5 and 2."""
    rng = np.random.default_rng(seed())
    X, Z = rng.normal(size=(4, 3)), rng.normal(size=(4, 3))
    for degree, coef0 in ((1, 0.5), (3, 0.0), (4, 2.0)):
        found = student.poly_kernel(X, Z, degree, coef0)
        right = kernels.poly_kernel(X, Z, degree, coef0)
        hint = "Add coef0 to the scalar product, then take the power."
        assert_close(found, right, name=f"poly_kernel(X, Z, {degree}, {coef0:g})", hint=hint)


def rbf_kernel_of_every_shape(student):
    """Different numbers of rows, gamma 0.7."""
    _shapes(student, "rbf_kernel", kernels.rbf_kernel, 0.7)


def _neighbours(N):
    """Return the kernel values of rows far from each other, each with a neighbour: 0, and exp(-0.5) beside it."""
    return np.exp(-0.5) * np.eye(N, 2 * N, N)


def long_rows_that_are_close(student):
    """Forty rows as long as a million, each with itself and with a near neighbour."""
    rng = np.random.default_rng(seed())
    X = 1e6 * rng.normal(size=(40, 5))
    Z = np.concatenate([X, X + 0.5])
    K = assert_array(assert_no_warning(student.rbf_kernel, X, Z, 0.4), (40, 80), name="rbf_kernel(X, Z)")

    hint = "|x|^2 + |z|^2 - 2 x.z is rounded, and may come out below 0 where 0 is meant: cut it off at 0."
    assert_true(float(K.max()) <= 1.0, f"No entry may be above 1; yours has {K.max():.17g}.", hint=hint)
    assert_close(K, np.eye(40, 80) + _neighbours(40), atol=0.02, name="rbf_kernel(X, Z)")


# 4.6


def _priced(rng, N=20, D=3):
    X, y = rng.normal(size=(N, D)), np.where(rng.permutation(N) < 7, 1, -1)
    return rng.normal(size=D), float(rng.normal()), X, y


def prices_of_drawn_rows(student):
    """Twenty drawn rows, C = 0.3, 1 and 8; a large b that must cost nothing by itself."""
    w, b, X, y = _priced(np.random.default_rng(seed()))
    for C, bias in ((0.3, b), (1.0, b), (8.0, b), (1.0, b + 30.0)):
        loss, _, _ = _loss(student.hinge_loss(w, bias, X, y, C), 3)
        assert_close(loss, hinge.hinge_loss(w, bias, X, y, C)[0], name=f"loss with C = {C:g}", rows=20)


def slopes_of_drawn_rows(student):
    """Twenty drawn rows, two of them beside the border, C = 0.3, 1 and 8; then no row falls short, then all do."""
    w, b, X, y = _priced(np.random.default_rng(seed()))
    X[:2] += np.outer(y[:2] * [0.97, 1.03] - X[:2] @ w - b, w / (w @ w))
    ones = np.ones(20, dtype=int)
    for C, bias, labels in ((0.3, b, y), (1.0, b, y), (8.0, b, y), (1.0, 50.0, ones), (1.0, -50.0, ones)):
        _, right_w, right_b = hinge.hinge_loss(w, bias, X, labels, C)
        _, dw, db = _loss(student.hinge_loss(w, bias, X, labels, C), 3)
        hint = "w always, and C times -y x of each row that falls short of 1, be it none or all."
        assert_close(dw, right_w, name=f"dw with C = {C:g}", rows=20, hint=hint)
        hint = "b stands in the hinge only: no row that reaches 1 pulls at it."
        assert_close(db, right_b, name=f"db with C = {C:g}", rows=20, hint=hint)


def a_row_at_the_kink(student):
    """Two rows at y f = 1 exactly, one inside, one beyond: a share between 0 and C of each, the same in dw and db."""
    w, b, C = np.array([2.0, 1.0]), -1.0, 4.0
    X, y = np.array([[1.0, 0.0], [0.0, 0.5], [3.0, 1.0]]), np.array([1, 1, 1])
    at, inside = X[:1], X[1:2]  # scores 1, -0.5 and 6
    loss, dw, db = _loss(student.hinge_loss(w, b, X, y, C), 2)
    share = -db / C - 1  # what the row at the kink counts for

    text = f"At the kink a row may count for a share from 0 to 1; in your db it counts for {share:.4g}."
    assert_true(-1e-9 <= share <= 1 + 1e-9, text, hint="Every other row pulls at b with C, or not at all.")
    right = w - C * (inside[0] + share * at[0])
    assert_close(dw, right, name="dw", hint="The row counts in dw for the same share as in db.")
    assert_close(loss, 2.5 + C * 1.5, name="loss")


def near_the_best_price(student):
    """Sixty rows of two clouds around the origin, sorted by label, then two rows; lam = 0.1, 10,000 steps."""
    rng = np.random.default_rng(seed())
    lam, (points, sides) = 0.1, _blobs(rng, 60, 1.0)
    order = np.argsort(sides, kind="stable")
    pair = np.array([[0.4, 0.3], [-0.4, -0.3]]), np.array([-1, 1])
    for X, y in ((points[order] - np.array([0.5, -1.0]), sides[order]), pair):
        model = support_vectors.SVC(kernels.linear_kernel, 1 / (lam * len(y))).fit(X, y)
        best = _price((model.alpha * y) @ X, model.b, X, y, lam)
        w, b = _line(student.pegasos_fit(X, y, lam, 10_000, generator(seed(1))), 2)
        price = _price(w, b, X, y, lam)

        text = f"After 10,000 steps the function must be at most 3 % above {best:.4g}; yours is {price:.4g}."
        hint = (
            "Any row may be drawn, the last one too; one pulls while its y (w . x + b) is below 1; each step shrinks w."
        )
        assert_true(price <= 1.03 * best, text, hint=hint)


def pegasos_draws_from_its_generator(student):
    """The same generator twice, then another; eight that make a single step, by one of the rows."""
    X, y = _blobs(np.random.default_rng(seed()), 30, 1.0)
    first, again, other = (
        np.append(*_line(student.pegasos_fit(X, y, 0.1, 50, generator(seed(i))), 2)) for i in (1, 1, 2)
    )

    assert_true(np.array_equal(first, again), "The same generator must give the same w and b.", hint="Use rng alone.")
    assert_true(not np.array_equal(first, other), "Another generator must give others.", hint="Draw rows from rng.")

    ends = np.array([_line(student.pegasos_fit(X, y, 0.1, 1, generator(seed(k))), 2)[0] for k in range(8)])
    if ends.any():  # a step of a wrong size is no matter of chance, and costs elsewhere
        pulls = X * y[:, None]
        lengths = np.linalg.norm(ends, axis=1)[:, None] * np.linalg.norm(pulls, axis=1)  # (8, 30)
        along = (ends @ np.transpose(pulls) >= (1 - 1e-9) * lengths) & (lengths > 0)
        hint = "From w = 0 and b = 0 each row falls short: the first step adds a multiple of y x of the drawn one."
        assert_true(bool(along.any(axis=1).all()), "With steps = 1, w must be a multiple of y x of one row.", hint=hint)


# 4.7


def _machine(gram, y, C):
    """Train one of our machines on kernel values."""
    gram, y = _asked(gram, y)
    C = C if isinstance(C, float) and np.isinf(C) else assert_number(C, name="C in a call of SVC")
    assert_true(C > 0, "SVC must get the C that one_vs_one_predict was called with.")
    model = support_vectors.SVC(lambda X, Z: gram, C)
    try:
        model.fit(np.arange(len(y)), y)
    except (ValueError, np.linalg.LinAlgError):
        assert_true(False, "Our SVC finds no solution for what its fit was called with.")
    return model.alpha, model.b, model.support


def _pair_scores(X, y, X_test, kernel, C):
    """Return (low, high, scores) of each pair of labels, by our machines."""
    labels = np.unique(y)
    for place, high in enumerate(labels):
        for low in labels[:place]:
            rows = (y == low) | (y == high)
            signs = np.where(y[rows] == high, 1, -1)
            yield low, high, support_vectors.SVC(kernel, C).fit(X[rows], signs).decision_function(X_test)


def _clear(X, y, X_test, kernel, C):
    """Return the new rows on which no machine wavers, our labels of them, and the votes of the winner."""
    scores = list(_pair_scores(X, y, X_test, kernel, C))
    clear = np.min([np.abs(f) for _, _, f in scores], axis=0) > 1e-2
    labels = np.unique(y)
    votes = np.array([sum(np.where(f > 0, high, low) == label for low, high, f in scores) for label in labels]).T
    return X_test[clear], labels[votes.argmax(axis=1)][clear], votes.max(axis=1)[clear]


def machines_see_their_pair_alone(student):
    """Four overlapping clouds, rbf kernel: new rows on which machines agree with ours."""
    rng = np.random.default_rng(seed())
    centres = np.array([[0.0, 0.0], [1.5, 0.0], [0.0, 1.5], [1.2, 1.2]])
    y = np.arange(60) % 4
    X = centres[y] + 0.7 * rng.normal(size=(60, 2))
    X_test, right, most = _clear(X, y, rng.uniform(-1.5, 3, size=(150, 2)), _rbf, 2.0)
    X_test, right = X_test[most == 3], right[most == 3]

    hint = "The machine for two labels learns from the rows of these two alone."
    found = _labels(student, X, y, X_test, RBF, 2.0, learn=_machine)
    assert_close(found, right, name="labels", hint=hint)


def equal_votes_go_to_the_smallest(student):
    """Three pairs of points like a pinwheel: in the middle each label wins once, farther out one wins twice."""
    turns = [
        np.array([[np.cos(t), -np.sin(t)], [np.sin(t), np.cos(t)]])
        for t in (0.3, 0.3 + 2 * np.pi / 3, 0.3 - 2 * np.pi / 3)
    ]
    arm = np.array([[1.0, 0.0], [1.0, 4.0]])
    X = np.concatenate([arm @ turn.T for turn in turns])
    spots = np.random.default_rng(seed()).uniform(-1, 1, size=(400, 2))
    for order in ((0, 1, 2), (2, 0, 1)):
        y = np.repeat(order, 2)
        X_test, right, most = _clear(X, y, spots, kernels.linear_kernel, 100.0)
        tied, decided = X_test[most == 1][:20], X_test[most == 2][:20]
        found = _labels(student, X, y, np.concatenate([tied, decided]), LINEAR, 100.0, learn=_machine)

        hint = "Where several labels have the most votes, the smallest of them is predicted."
        assert_close(found[: len(tied)], right[most == 1][:20], name="labels", hint=hint)
        assert_close(found[len(tied) :], right[most == 2][:20], name="labels where one has the most votes")


def labels_are_any_numbers(student):
    """Labels 7, 3 and -2, in any order of rows."""
    rng = np.random.default_rng(seed())
    names = np.array([7, 3, -2])
    kinds = rng.permutation(np.arange(24) % 3)
    centres = np.array([[0.0, 0.0], [6.0, 0.0], [0.0, 6.0]])
    X, X_test = centres[kinds] + 0.5 * rng.normal(size=(24, 2)), centres[[2, 0, 1, 1]] + 0.1
    found = _labels(student, X, names[kinds], X_test, LINEAR, 10.0, learn=_machine)

    hint = "Votes are counted by the place of a label among all labels; what is returned is the label."
    assert_close(found, names[[2, 0, 1, 1]], name="labels", hint=hint)


PRODUCTS = source("lambda X, Z: np.dot(X, Z.T)")
BELLS = """
def kernel(X, Z):
    lengths = np.einsum("nd,nd->n", X, X)[:, None] + np.einsum("md,md->m", Z, Z)
    return np.exp(-GAMMA * np.clip(lengths - 2 * np.dot(X, Z.T), 0, None))
"""
_TRAIN = {
    "digits": ("digits/permuted_inputs", "digits/train_labels", None),
    "mnist": ("mnist/permuted_inputs_10k", "mnist/train_labels_10k", 1000),
}


def _held_out_accuracy(student, data, kernel, C):
    """Return the accuracy on held-out digits.

    The pixels are in an order that nobody knows before: answers that were brought along are worth nothing.
    """
    X, y = held_out(f"{data}/permuted")
    inputs, labels, first = _TRAIN[data]
    found, _ = _predicted(student, dataset(inputs), dataset(labels), X, kernel, C, learn=_machine, first=first)
    return accuracy(found, y, name="one_vs_one_predict(...)")


def straight_lines_between_digits(student):
    """Share of held-out digits that 45 linear machines name."""
    return _held_out_accuracy(student, "digits", PRODUCTS, 1.0)


def straight_lines_between_images(student):
    """The same, learned from 1000 images of MNIST."""
    return _held_out_accuracy(student, "mnist", PRODUCTS, 1.0)


def bells_around_digits(student):
    """Share of held-out digits that 45 machines with the rbf kernel name."""
    return _held_out_accuracy(student, "digits", source(BELLS.replace("GAMMA", "0.1")), 5.0)


def bells_around_images(student):
    """The same, learned from 1000 images of MNIST."""
    return _held_out_accuracy(student, "mnist", source(BELLS.replace("GAMMA", "0.02")), 5.0)
