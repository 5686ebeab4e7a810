"""Public checks of assignment 4: students receive this file.

It is long because it covers eleven exercises. Multipliers are judged by what they achieve, never one by one: several
choices may be equally good.
"""

import numpy as np

from grader import callback, generator, seed, source
from grader.assertions import (
    assert_array,
    assert_close,
    assert_gradient,
    assert_list,
    assert_number,
    assert_one_of,
    assert_parts,
    assert_true,
    assert_unchanged,
    assert_whole,
)

# The segment between the first two is the shortest way between the classes; the third lies beyond.
THREE = np.array([[3.0, 1.0], [1.0, 2.0], [6.0, 1.0]])
LABELS = np.array([1, -1, 1])
STREET_W, STREET_B = np.array([0.8, -0.4]), -1.0  # w = 2 (2, -1) / |(2, -1)|^2

LINEAR = source("lambda X, Z: np.einsum('nd,md->nm', X, Z)")
# Features of two inputs: themselves, their product and the squared distance from the origin.
LIFTED = source("""
def kernel(X, Z):
    lifted = [np.column_stack([rows, rows[:, 0] * rows[:, 1], (rows**2).sum(axis=1)]) for rows in (X, Z)]
    return np.einsum('nd,md->nm', *lifted)
""")


def _line(result, D):
    """Say that a result is (w, b), and return both."""
    w, b = assert_parts(result, "w", "b")
    return assert_array(w, (D,), name="w").astype(float), assert_number(b, name="b")


# 4.1

SLANTED = np.array([[3.0, 2.0], [0.0, 0.0], [-1.0, 1.0]]), np.array([1, -1, -1])  # 3 x1 + 4 x2 - 5: 12, -5, -4


def three_points_beside_a_line(student):
    """Scores 12, -5 and -4 for w of length 5, all on their side."""
    margin = student.geometric_margin(np.array([3.0, 4.0]), -5.0, *SLANTED)

    hint = "A score is |w| times a distance; the row with the smallest y times score decides."
    assert_close(assert_number(margin, name="margin"), 0.8, name="margin", hint=hint)


def geometric_margin_leaves_its_arguments_alone(student):
    """Weights, inputs and labels before and after."""
    assert_unchanged(student.geometric_margin, np.array([3.0, 4.0]), -5.0, *SLANTED)


def the_smallest_score_becomes_one(student):
    """The same line and points: 12, 5 and 4 become 3, 1.25 and 1."""
    X, y = SLANTED
    w, b = _line(student.canonicalize(np.array([3.0, 4.0]), -5.0, X, y), 2)

    hint = "Divide by the smallest y (w . x + b)."
    assert_close((y * (X @ w + b)).min(), 1.0, name="The smallest y (w . x + b)", hint=hint)


def the_line_stays_where_it_is(student):
    """w and b shrink together."""
    w, b = _line(student.canonicalize(np.array([3.0, 4.0]), -5.0, *SLANTED), 2)
    factor = float(w @ np.array([3.0, 4.0])) / 25

    assert_true(factor > 0, "w must keep its direction.", hint="Multiply w and b by one positive number.")
    hint = "w alone divided is another line: multiply w and b by the same number."
    assert_close(np.append(w, b), factor * np.array([3.0, 4.0, -5.0]), name="(w, b)", hint=hint)


def canonicalize_leaves_its_arguments_alone(student):
    """Weights, inputs and labels before and after."""
    hint = "w /= ... changes the array of the caller; w / ... is a new one."
    assert_unchanged(student.canonicalize, np.array([3.0, 4.0]), -5.0, *SLANTED, hint=hint)


# 4.2


def _primal(result, D):
    """Say that a result is (P, q, G, h) for D weights and a bias, and return the four."""
    P, q, G, h = assert_parts(result, "P", "q", "G", "h")
    P, q = assert_array(P, (D + 1, D + 1), name="P"), assert_array(q, (D + 1,), name="q")
    G = assert_array(G, (None, D + 1), name="G")
    h = assert_array(h, (len(G),), name="h")
    return P.astype(float), q.astype(float), G.astype(float), h.astype(float)


def _assert_half_of_w_w(P, q):
    """Say that the function is 1/2 w.w, by its values and by its form."""
    hint = "1/2 x'Px counts x_i x_j with P[i, j] / 2: ones for the weights on the diagonal, nothing for b."
    assert_close(P, np.diag([*[1.0] * (len(q) - 1), 0.0]), name="P", hint=hint)
    assert_close(q, np.zeros(len(q)), name="q", hint="1/2 w.w has no linear part.")


def _assert_inequalities(G, h, X, y):
    """Say that G x <= h are the inequalities y (w.x + b) >= 1 in any order and scale."""
    text = "Each inequality of G x <= h must ask for y (w . x + b) >= 1; written with <=, its right side is negative."
    assert_true(bool((h < 0).all()), text, hint="u >= 1 is the same as -u <= -1: turn the sign of both sides.")
    found = G / -h[:, None]
    right = -y[:, None] * np.column_stack([X, [1.0] * len(X)])
    wrong = np.abs(found[:, None] - right[None]).max(axis=2) > 1e-6 * (1 + np.abs(right).max())  # (found, right)
    lacking = np.flatnonzero(wrong.all(axis=0))
    if len(lacking):
        nearest = found[np.abs(found - right[lacking[0]]).sum(axis=1).argmin()] if len(found) else found
        text = f"G must ask for y (w . x + b) >= 1 for row {lacking[0]} of X; the nearest of yours does not."
        hint = "Its numbers stand before w_1, ..., w_D and b: for b it is the label with its sign turned."
        assert_true(False, text, hint=hint, observed=str(nearest))
    extra = np.flatnonzero(wrong.all(axis=1))
    assert_true(not len(extra), f"Inequality {extra[:1]} of G belongs to no row of X: there is one for each row.")


def nothing_but_the_weights_is_weighed(student):
    """Three points: P and q."""
    P, q, _, _ = _primal(student.primal_qp(THREE, LABELS), 2)

    _assert_half_of_w_w(P, q)


def every_row_stays_outside_of_the_street(student):
    """Three points: G and h."""
    _, _, G, h = _primal(student.primal_qp(THREE, LABELS), 2)

    _assert_inequalities(G, h, THREE, LABELS)


def the_street_between_three_points(student):
    """The solver is given; the shortest way between the classes is (2, -1), from (1, 2) to (3, 1)."""
    P, q, G, h = _primal(student.primal_qp(THREE, LABELS), 2)
    x = assert_array(student.solve_qp(P, q, G, h), (3,), name="solve_qp(P, q, G, h)")

    hint = "w is 2 / 5 of the way, which is w_1 = 0.8 and w_2 = -0.4; the border through (1, 2) has the score -1."
    assert_close(x, np.append(STREET_W, STREET_B), rtol=1e-4, atol=1e-4, name="(w, b)", hint=hint)


def primal_qp_leaves_its_arguments_alone(student):
    """Inputs and labels before and after."""
    assert_unchanged(student.primal_qp, THREE, LABELS)


# 4.3

GRAM = np.array([[10.0, 5.0, 19.0], [5.0, 5.0, 8.0], [19.0, 8.0, 37.0]])  # scalar products of the three points


def _dual(result, N):
    """Say that a result is (P, q, A, b, lb, ub) for N multipliers, and return the six; the equation as a row."""
    P, q, A, b, lb, ub = assert_parts(result, "P", "q", "A", "b", "lb", "ub")
    P = assert_array(P, (N, N), name="P").astype(float)
    q = assert_array(q, (N,), name="q").astype(float)
    flat = isinstance(A, np.ndarray) and A.ndim == 1
    A = assert_array(A, (N,) if flat else (1, N), name="A").astype(float).reshape(1, N)
    single = not (isinstance(b, np.ndarray) and b.ndim == 1)
    b = assert_array(b, () if single else (1,), name="b").astype(float).reshape(1)
    return P, q, A, b, _bound(lb, N, "lb", -np.inf), _bound(ub, N, "ub", np.inf)


def _bound(found, N, name, none):
    """Return a bound for each multiplier: a number stands for all, None for no bound; infinite entries are fine."""
    if found is None:
        return np.full(N, none)
    if isinstance(found, (list, tuple)):
        return np.concatenate(
            [np.zeros(0), *(_bound(each, 1, name, none) for each in assert_list(found, N, name=name))]
        )
    if isinstance(found, (int, float)) or (isinstance(found, np.ndarray) and found.dtype.kind in "iuf"):
        bound = np.array(found, dtype=float)
        if bound.shape in ((), (N,)) and not np.isnan(bound).any():
            return np.broadcast_to(bound, (N,))
    return assert_array(found, (N,), name=name).astype(float)


def labels_turn_the_signs_of_products(student):
    """Three points by hand: 10, 5 and 37 stay, 5 and 8 change their sign."""
    P, q, _, _, _, _ = _dual(student.dual_qp(GRAM, LABELS, 2.5), 3)
    right = np.array([[10.0, -5.0, 19.0], [-5.0, 5.0, -8.0], [19.0, -8.0, 37.0]])

    assert_close(P, right, name="P", hint="alpha_i alpha_j comes with y_i y_j gram_ij; the 1/2 is solve_qp's.")
    hint = "The dual is made as large as possible, solve_qp makes things small: turn the sign of all."
    assert_close(q, -np.array([1.0, 1.0, 1.0]), name="q", hint=hint)


def labels_balance(student):
    """Three points: alpha_1 - alpha_2 + alpha_3 = 0."""
    _, _, A, b, _, _ = _dual(student.dual_qp(GRAM, LABELS, 2.5), 3)
    scale = float(A[0, 0])

    hint = "One row, the labels: the sum of alpha_i y_i is 0."
    assert_true(abs(scale) > 1e-9, "A must hold the labels in one row.", hint=hint)
    assert_close(A / scale, LABELS[None].astype(float), name="A, divided by its first entry,", hint=hint)
    assert_close(b, [0.0], name="b", hint=hint)


def multipliers_stay_in_their_box(student):
    """C = 2.5, then C = 40."""
    for C in (2.5, 40.0):
        _, _, _, _, lb, ub = _dual(student.dual_qp(GRAM, LABELS, C), 3)

        assert_close(lb, [0.0, 0.0, 0.0], name="lb", hint="No multiplier is negative.")
        assert_true(bool(np.isfinite(ub).all()), f"ub must be C = {C:g}: nothing bounds your alpha from above.")
        assert_close(ub, [C, C, C], name="ub", hint="No multiplier is above C.")


def dual_qp_leaves_its_arguments_alone(student):
    """Gram matrix and labels before and after."""
    assert_unchanged(student.dual_qp, GRAM, LABELS, 2.5, hint="gram *= ... changes the array of the caller.")


# 4.4


def _trained(student, kernel, C, X, y):
    """Return a model of the student after fit."""
    model = student.SVC.keep(kernel, C)
    model.fit(X, y)
    return model


def _alpha(model, N):
    return assert_array(model.attribute("alpha"), (N,), name="alpha").astype(float)


def _indices(model, N):
    """Say that support holds different indices, and return them."""
    found = model.attribute("support")
    if isinstance(found, (list, tuple)):
        found = np.array([int(assert_whole(each, (), name=f"support[{k}]")) for k, each in enumerate(found)], dtype=int)
    found = assert_whole(found, (None,), name="support")
    fine = len(np.unique(found)) == len(found) and bool(((found >= 0) & (found < N)).all())
    hint = "Each row once, and only rows of this fit; np.flatnonzero makes indices of a mask."
    assert_true(fine, f"support must hold different indices of rows, 0 .. {N - 1}.", hint=hint)
    hint = "Count what is above a small share of C, or of the largest alpha where C is infinite."
    assert_true(len(found) > 0, "support must not be empty: some alpha are above 0.", hint=hint)
    return found


def _decision(model, X):
    return assert_array(model.decision_function(X), (len(X),), name="decision_function(X)").astype(float)


def _best_bias(gram, y, alpha):
    """Return the bias for which rows fall least short of the border, for given multipliers: the middle, if several."""
    g = gram @ (alpha * y)
    candidates = np.unique(y - g)  # the sum is piecewise linear, with its corners here
    short = np.maximum(0, 1 - y * (g + candidates[:, None])).sum(axis=1)
    good = candidates[short <= short.min() + 1e-9 * (1 + len(y))]
    return (good[0] + good[-1]) / 2


def _assert_optimal(alpha, gram, y, C, share):
    """Say that multipliers solve the dual: allowed, and their value as large as the price of the machine they make."""
    finite = C if np.isfinite(C) else max(1.0, float(np.abs(alpha).max()))
    low, high = float(alpha.min()), float(alpha.max())
    assert_true(low >= -share * finite, f"No alpha may be below 0; one of yours is {low:.4g}.")
    assert_true(high <= C + share * finite, f"No alpha may be above C = {C:g}; one of yours is {high:.4g}.")
    balance = abs(float(alpha @ y))
    text = f"The sum of alpha y must be 0; yours is {balance:.4g}."
    assert_true(balance <= share * max(1e-9, float(np.abs(alpha).sum())), text)
    f = gram @ (alpha * y)
    f = f + _best_bias(gram, y, alpha)
    # Each row should be at the border where its alpha is between the bounds, beyond it at 0, inside at C: what it
    # misses of that, weighed with how far alpha is from the bound, adds up to the gap between primal and dual.
    inside = np.maximum(0, 1 - y * f)
    room = C - alpha if np.isfinite(C) else np.where(inside > 1e-4, np.inf, 0.0)
    gap = float((alpha * np.maximum(0, y * f - 1)).sum() + (np.maximum(room, 0)[inside > 0] * inside[inside > 0]).sum())
    value = float(alpha.sum() - (alpha * y) @ gram @ (alpha * y) / 2)
    text = f"alpha must make the dual as large as it gets; yours gives {value:.6g}, and misses up to {gap:.3g}."
    hint = "Solve the program of dual_qp with solve_qp: all six parts, also the equation and both bounds."
    assert_true(gap <= share * max(abs(value), 1e-12), text, hint=hint)


def decision_of_three_points_by_hand(student):
    """The street of 4.2, without any bound on alpha: score 0.8 x1 - 0.4 x2 - 1."""
    model = _trained(student, LINEAR, np.inf, THREE, LABELS)
    X = np.array([[3.0, 1.0], [1.0, 2.0], [0.0, 0.0], [2.0, 1.5], [10.0, -5.0]])

    hint = "alpha is (0.4, 0.4, 0): 0.4 k(x_1, x) - 0.4 k(x_2, x) + b with b = -1."
    right = np.array([1.0, -1.0, -1.0, 0.0, 9.0])
    assert_close(_decision(model, X), right, rtol=1e-4, atol=1e-4, name="decision_function(X)", hint=hint)


def _blobs(rng, N, shift):
    """Draw two clouds of points, N / 2 each, their centres 2 shift apart."""
    y = np.where(np.arange(N) % 2, 1, -1)
    return rng.normal(size=(N, 2)) + shift * y[:, None] * np.array([0.8, 0.6]) + np.array([0.5, -1.0]), y


def multipliers_solve_the_dual(student):
    """Forty points of two clouds that overlap, C = 0.3; then ten that do not, without a bound."""
    rng = np.random.default_rng(seed())
    for N, shift, C in ((40, 1.0, 0.3), (10, 5.0, np.inf)):
        X, y = _blobs(rng, N, shift)
        _assert_optimal(_alpha(_trained(student, LINEAR, C, X, y), N), X @ np.transpose(X), y, C, 1e-4)


def support_vectors_alone_decide(student):
    """Forty points of two clouds, then of two that are far apart and C = inf: who is in support, what others add."""
    rng = np.random.default_rng(seed())
    y = np.repeat([-1, 1], 20)
    apart = 50 * (rng.uniform(-1, 1, size=(40, 2)) + 2 * y[:, None])
    for C, X, labels in ((1.0, *_blobs(rng, 40, 1.0)), (np.inf, apart, y)):
        model = _trained(student, LINEAR, C, X, labels)
        _assert_support(X @ np.transpose(X), labels, _alpha(model, 40), _indices(model, 40))


def _assert_support(gram, y, alpha, support):
    """Say that the rows of support stand where they may, and that the others add nothing."""
    g = gram @ (alpha * y)
    assert_true(float(np.abs(g).max()) > 1e-3, "Some alpha must be above 0: with zeros, every example looks the same.")
    reached = y[support] * (g + _best_bias(gram, y, alpha))[support]
    hint = "A solver leaves tiny numbers where 0 is meant: count as support what is above a small share of C."
    if abs(alpha[support[reached.argmax()]]) > 1e-2 * np.abs(alpha).max():
        hint = "The alpha of this row is not tiny, so it is alpha that does not solve the dual: mend that first."
    text = "Every row of support must lie at the border of the street or inside, y f(x) <= 1.001;"
    assert_true(reached.max() <= 1.001, f"{text} one has {reached.max():.4g}.", hint=hint)
    alone = gram[:, support] @ (alpha * y)[support]
    hint = "All rows with alpha above 0 are support vectors, those at C too."
    assert_close(alone, g, rtol=1e-3, atol=1e-3, name="The sum over the rows of support", hint=hint)


CHAIN = source("""
def go(make, *data):
    model = make(lambda X, Z: np.dot(X, Z.T), 1.0)
    return model.fit(*data) is model, bool(np.any(model.alpha))
""")


def fit_returns_the_model(student):
    """Three points."""
    answer = student.run(CHAIN, student.SVC, THREE, LABELS)
    same, learned = assert_parts(answer, "whether it is the model", "whether alpha changed")

    assert_true(same is True, "fit must return the model itself.", hint="End it with `return self`.")
    assert_true(learned is True, "fit must learn: all multipliers are zero.")


def fit_leaves_its_arguments_alone(student):
    """Inputs and labels before and after."""
    model = student.SVC.keep(LINEAR, 1.0)

    assert_unchanged(model.fit, THREE, LABELS)


# 4.5


def products_of_all_rows(student):
    """Two rows with three."""
    K = student.linear_kernel(np.array([[1.0, 2.0], [0.0, -1.0]]), np.array([[3.0, 4.0], [5.0, 0.0], [1.0, 1.0]]))

    hint = "Row i of X with row j of Z, at K[i, j]."
    assert_close(K, [[11.0, 5.0, 3.0], [-4.0, 0.0, -1.0]], name="linear_kernel(X, Z)", hint=hint)


def six_features_of_two_inputs(student):
    """Degree 2: 1, both inputs, both squares and the product, with their roots of two."""
    X, Z = np.array([[1.0, 2.0], [0.0, -1.0]]), np.array([[3.0, 4.0], [5.0, 0.0], [-1.0, 2.0]])
    one, two = (
        np.stack(
            [A[:, 0] ** 0, 2**0.5 * A[:, 0], 2**0.5 * A[:, 1], A[:, 0] ** 2, 2**0.5 * A[:, 0] * A[:, 1], A[:, 1] ** 2]
        )
        for A in (X, Z)
    )

    hint = "Write out (x . z + 1) squared, and see which features it multiplies."
    assert_close(student.poly_kernel(X, Z, 2), np.einsum("kn,km->nm", one, two), name="poly_kernel(X, Z, 2)", hint=hint)


def nearness_is_halved(student):
    """With gamma = ln 2 each unit of squared distance halves: distances 0, 1 and 2."""
    K = student.rbf_kernel(np.array([[1.0, 2.0]]), np.array([[1.0, 2.0], [1.0, 3.0], [3.0, 2.0]]), float(np.log(2)))

    hint = "Squared distances 0, 1 and 4, each times gamma: 1, 1/2 and 1/16."
    assert_close(K, [[1.0, 0.5, 0.0625]], name="rbf_kernel(X, Z, ln 2)", hint=hint)


def rbf_kernel_leaves_its_arguments_alone(student):
    """Both sets of rows before and after."""
    assert_unchanged(student.rbf_kernel, THREE, THREE + 1.0, 0.5)


# 4.6


def _loss(result, D):
    """Say that a result is (loss, dw, db), and return the three."""
    loss, dw, db = assert_parts(result, "loss", "dw", "db")
    dw = assert_array(dw, (D,), name="dw").astype(float)
    return assert_number(loss, name="loss"), dw, assert_number(db, name="db")


def a_price_for_three_rows(student):
    """w = (1, 0), b = -2: y f is 1.5, -1 and 0.25; with C = 10 they cost 0, 20 and 7.5."""
    X, y = np.array([[3.5, 1.0], [3.0, 2.0], [2.25, 0.0]]), np.array([1, -1, 1])
    loss, _, _ = _loss(student.hinge_loss(np.array([1.0, 0.0]), -2.0, X, y, 10.0), 2)

    assert_close(loss, 28.0, name="loss", hint="1/2 for w, and C times what each row lacks: 0, 2 and 0.75.")


def slope_of_the_hinge_loss(student):
    """Eight rows that mostly fall short and four that mostly do not, against central differences of your own loss."""
    rng = np.random.default_rng(seed())
    X, y = rng.normal(size=(12, 3)), np.where(np.arange(12) % 3, 1, -1)
    w, b = 0.4 * rng.normal(size=3), -1.2

    def hinge_loss_by_w(v):
        loss, dw, _ = _loss(student.hinge_loss(v, b, X, y, 0.7), 3)
        return loss, dw

    def hinge_loss_by_b(v):
        loss, _, db = _loss(student.hinge_loss(w, float(v[0]), X, y, 0.7), 3)
        return loss, np.array([db])

    assert_gradient(hinge_loss_by_w, None, w, names="dw")
    assert_gradient(hinge_loss_by_b, None, np.array([b]), names="db")


def hinge_loss_leaves_its_arguments_alone(student):
    """Weights, inputs and labels before and after."""
    assert_unchanged(student.hinge_loss, np.array([0.25, 0.0]), -0.5, THREE, LABELS, 10.0)


def _price(w, b, X, y, lam):
    """Return what pegasos_fit lowers."""
    return lam * float(w @ w) / 2 + float(np.maximum(0, 1 - y * (X @ w + b)).mean())


def two_steps_on_one_row(student):
    """x = (0.6, 0.8) with label -1, lam = 0.4: the first step has the rate 2.5, and after it the row is content.

    With lam = 1.6 it is content with w, and would not be with w already shrunk. Ten steps show what is averaged.
    """
    X, y = np.array([[0.6, 0.8]]), np.array([-1])
    first = np.append(*_line(student.pegasos_fit(X, y, 0.4, 1, generator(seed())), 2))
    hint = "w = 0 has the margin 0, so the row falls short: w and b both move by the rate 1 / (lam t) times y x and y."
    assert_close(first, [-1.5, -2.0, -2.5], name="(w, b) after one step", hint=hint)

    second = np.append(*_line(student.pegasos_fit(X, y, 0.4, 2, generator(seed())), 2))
    shrunk, mean = np.array([-0.75, -1.0, -2.5]), np.array([-1.125, -1.5, -2.5])
    hint = "The second step has the rate 1.25: times lam w it is subtracted, which halves w; b is not shrunk."
    either = {"the last": shrunk, "the mean": mean}
    assert_one_of(second, either, name="(w, b) after two steps", hint=hint)

    calm = np.append(*_line(student.pegasos_fit(X, y, 1.6, 2, generator(seed())), 2))
    hint = "After one step y (w . x + b) is 1.25, so the second only shrinks w: ask before w is shrunk."
    either = {"the last": np.array([-0.1875, -0.25, -0.625]), "the mean": np.array([-0.28125, -0.375, -0.625])}
    assert_one_of(calm, either, name="(w, b) after two steps with lam = 1.6", hint=hint)

    tenth = np.append(*_line(student.pegasos_fit(X, y, 0.4, 10, generator(seed())), 2))
    ends = {
        "the last": [10],
        "the mean of the later half": [6, 7, 8, 9, 10],
        "that from step 5 on": [5, 6, 7, 8, 9, 10],
    }
    either = {name: np.array([-1.5, -2.0, -2.5]) * [*[np.mean(1 / np.array(t))] * 2, 1.0] for name, t in ends.items()}
    hint = "After step t, w is 1 / t of the first w. Return the last w and b, or their mean over the later half."
    assert_one_of(tenth, either, name="(w, b) after ten steps", hint=hint)


def half_of_the_price_is_gone(student):
    """Two clouds, lam = 0.1, 2,000 steps: doing nothing costs 1."""
    X, y = _blobs(np.random.default_rng(seed()), 60, 2.0)
    X = X - np.array([0.5, -1.0])
    w, b = _line(student.pegasos_fit(X, y, 0.1, 2000, generator(seed(1))), 2)
    price = _price(w, b, X, y, 0.1)

    text = f"After 2,000 steps the function must be below 0.5; yours is {price:.3g}."
    assert_true(
        price < 0.5, text, hint="Each step: shrink w by the rate times lam, then add where the row falls short."
    )


# 4.7

# Calls one_vs_one_predict while machines of the check stand under the name SVC, so that what is wrong with
# the student's costs nothing here; where the function asks more of a machine than SVC promises, it gets the student's.
PREDICT = source("""
def go(predict, learn, decide, first, X, y, X_test, kernel, C):
    class SVC:
        def __init__(self, kernel, C):
            self.kernel, self.C = kernel, C

        def fit(self, X, y):
            self.X, self.y = np.array(X), np.array(y)
            self.alpha, self.b, self.support = learn(self.kernel(self.X, self.X), self.y, self.C)
            return self

        def decision_function(self, X):
            return decide(self.kernel(X, self.X), self.y, self.alpha, self.b)

    given = {"X": X[:first], "y": y[:first], "X_test": X_test}
    before = {name: np.array(value) for name, value in given.items()}
    names = getattr(getattr(predict, "__wrapped__", predict), "__globals__", {})
    theirs, problem = names.get("SVC"), None
    for machine in (SVC, theirs):
        names["SVC"] = machine
        try:
            labels = predict(*given.values(), kernel, C)
            break
        except Exception as error:
            problem = problem or error
        finally:
            names["SVC"] = theirs
    else:
        raise problem
    return labels, [name for name, value in given.items() if not np.array_equal(value, before[name])]
""")


def _means(gram, y, C):
    """Stand in for a machine: the middle between the means of two classes."""
    gram, y = _asked(gram, y)
    alpha = np.where(y > 0, 1 / (y > 0).sum(), 1 / (y < 0).sum())
    g = gram @ (alpha * y)
    return alpha, -float(g[y > 0].mean() + g[y < 0].mean()) / 2, np.arange(len(y))


def _asked(gram, y):
    """Say that SVC.fit was called with rows, and a label -1 or +1 for each."""
    y = assert_whole(y, (None,), name="y in a call of SVC.fit")
    both = set(y.tolist()) == {-1, 1} and len(y) <= 2000
    hint = "Take the rows of two labels that occur in y, and turn the one label into -1 and the other into +1."
    assert_true(both, "SVC.fit must get labels -1 and +1, both of them.", hint=hint)
    return assert_array(gram, (len(y), len(y)), name="the kernel values of the X in a call of SVC.fit").astype(float), y


def _decided(columns, y, alpha, b):
    """Return the scores of a machine that we trained."""
    y, alpha = assert_whole(y, (None,), name="y"), assert_array(alpha, (None,), name="alpha")
    columns = assert_array(columns, (None, len(y)), name="the kernel values in a call of decision_function")
    return np.einsum("mn,n,n->m", columns, alpha, y) + assert_number(b, name="b")


def _predicted(student, X, y, X_test, kernel, C, learn=_means, first=None):
    """Return labels that the student predicts with machines trained by `learn`, and which arguments were changed."""
    task = first, X, y, X_test, kernel, C
    found = student.run(PREDICT, student.one_vs_one_predict, callback(learn), callback(_decided), *task)
    labels, changed = assert_parts(found, "labels", "changed arguments")
    return labels, assert_list(changed, name="changed arguments")


def _labels(student, *task, **how):
    """Return whole labels, one for each new row."""
    return assert_whole(_predicted(student, *task, **how)[0], (len(task[2]),), name="labels")


def exclusive_or(student):
    """Two inputs, each -1 or +1, labels 0 and 1, with the product of the inputs as a feature."""
    X = np.array([[-1.0, -1.0], [-1.0, 1.0], [1.0, -1.0], [1.0, 1.0]])
    labels = _labels(student, X, np.array([0, 1, 1, 0]), X, LIFTED, 100.0)

    hint = "One machine: one label becomes -1, the other +1, and the sign of the score becomes a label again."
    assert_close(labels, [0, 1, 1, 0], name="labels", hint=hint)


def three_rings(student):
    """Rings of radius 1, 2 and 3, with the squared distance as a feature."""
    angles = np.arange(12) * np.pi / 6
    circle = np.column_stack([np.cos(angles), np.sin(angles)])
    X, y = np.concatenate([1.0 * circle, 2.0 * circle, 3.0 * circle]), np.repeat([0, 1, 2], 12)
    X_test = np.concatenate([radius * np.roll(circle[::4], 1, axis=1) for radius in (0.9, 2.05, 3.2)])
    labels = _labels(student, X, y, X_test, LIFTED, 10.0)

    hint = "Three labels make three machines; count the votes of all three."
    assert_close(labels, np.repeat([0, 1, 2], 3), name="labels", hint=hint)


def one_vs_one_predict_leaves_its_arguments_alone(student):
    """Labels 3, 7 and 8: inputs, labels and new inputs before and after."""
    X, y = np.array([[0.0, 0.0], [0.0, 1.0], [4.0, 0.0], [4.0, 1.0], [0.0, 6.0]]), np.array([3, 3, 7, 7, 8])

    _, changed = _predicted(student, X, y, X + 0.1, LIFTED, 1.0)
    assert_true(not changed, f"one_vs_one_predict must leave its arguments as they were; yours changed {changed[:1]}.")


# Below this line: made by `grader release` from the rubric; read by `grader.notebook`.

RUBRIC = {
    'assignment': 'a04_svm',
    'title': 'Margin and support vector machines',
    'wanted': ['SVC', 'canonicalize', 'dual_qp', 'geometric_margin', 'hinge_loss', 'linear_kernel', 'one_vs_one_predict', 'pegasos_fit', 'poly_kernel', 'primal_qp', 'rbf_kernel', 'solve_qp'],
    'exercises': [
        {
            'name': 'geometric_margin',
            'row': '4.1',
            'points': 6,
            'question': False,
            'promises': {
                'distance': 'where every row is on the side of its label, the margin is the distance of the nearest one.',
                'sign': 'where some row is on the wrong side, the margin is minus the distance of the one that is farthest on it.',
                'scale': 'multiplying w and b by the same positive number leaves the margin as it is.',
                'pure': 'w, X and y are left as they were.',
            },
            'checks': [
                {'function': 'three_points_beside_a_line', 'points': 2, 'promise': 'distance'},
                {'function': 'geometric_margin_leaves_its_arguments_alone', 'points': 1, 'promise': 'pure'},
            ],
        },
        {
            'name': 'canonicalize',
            'row': '4.1',
            'points': 6,
            'question': False,
            'promises': {
                'one': 'with the returned w and b, the smallest y (w . x + b) over the rows is 1.',
                'same': 'the returned w and b are the given ones, both multiplied by one positive number.',
                'pure': 'w, X and y are left as they were.',
            },
            'checks': [
                {
                    'function': 'the_smallest_score_becomes_one',
                    'points': 2,
                    'promise': 'one',
                    'uses': ['geometric_margin'],
                },
                {
                    'function': 'the_line_stays_where_it_is',
                    'points': 1,
                    'promise': 'same',
                    'uses': ['geometric_margin'],
                },
                {
                    'function': 'canonicalize_leaves_its_arguments_alone',
                    'points': 1,
                    'promise': 'pure',
                    'uses': ['geometric_margin'],
                },
            ],
        },
        {
            'name': 'primal_qp',
            'row': '4.2',
            'points': 16,
            'question': False,
            'promises': {
                'objective': 'the function is half of w . w, whatever b is.',
                'constraints': 'the inequalities say y (w . x + b) >= 1 for every row of X, and no more; their order is free, and each may be multiplied by any positive number.',
                'solution': 'for separable rows, solve_qp(P, q, G, h) gives the w and b of the widest street.',
                'single': 'one row, and rows that are longer than there are many, work like others.',
                'pure': 'X and y are left as they were.',
            },
            'checks': [
                {'function': 'nothing_but_the_weights_is_weighed', 'points': 3, 'promise': 'objective'},
                {'function': 'every_row_stays_outside_of_the_street', 'points': 3, 'promise': 'constraints'},
                {
                    'function': 'the_street_between_three_points',
                    'points': 2,
                    'promise': 'solution',
                    'uses': ['solve_qp'],
                },
                {'function': 'primal_qp_leaves_its_arguments_alone', 'points': 1, 'promise': 'pure'},
            ],
        },
        {
            'name': 'dual_qp',
            'row': '4.3',
            'points': 20,
            'question': False,
            'promises': {
                'objective': "the function is minus the dual's: half of the sum over i and j of alpha_i alpha_j y_i y_j gram_ij, minus the sum of all alpha_i.",
                'equation': 'the equation says that the sum of alpha_i y_i is 0.',
                'box': 'the bounds say 0 <= alpha_i <= C.',
                'hard': 'with C = inf nothing bounds alpha from above.',
                'convex': 'P has no eigenvalue below 0, as far as rounding allows, whatever the rows.',
                'solution': 'solve_qp finds alpha whose dual value meets the primal value of the machine made of it, to 1e-6 of it.',
                'single': 'one row of each label works like many.',
                'pure': 'gram and y are left as they were.',
            },
            'checks': [
                {'function': 'labels_turn_the_signs_of_products', 'points': 4, 'promise': 'objective'},
                {'function': 'labels_balance', 'points': 2, 'promise': 'equation'},
                {'function': 'multipliers_stay_in_their_box', 'points': 3, 'promise': 'box'},
                {'function': 'dual_qp_leaves_its_arguments_alone', 'points': 1, 'promise': 'pure'},
            ],
        },
        {
            'name': 'SVC',
            'row': '4.4',
            'points': 20,
            'question': False,
            'promises': {
                'decision': 'decision_function gives the sum over the rows i of fit of alpha_i y_i k(x_i, x), plus b, with the attributes alpha and b.',
                'optimal': 'alpha solves the dual: 0 <= alpha <= C, the sum of alpha y is 0, and the dual value is the largest, all to about 1e-4.',
                'free': 'where some multipliers lie strictly between 0 and C, b puts their rows at a score of -1 or +1.',
                'middle': 'where none does, b is the middle of the interval that the conditions of Karush, Kuhn and Tucker leave.',
                'support': 'the rows of support lie at the border of the street or inside of it, y f(x) <= 1.001; and the sum over them alone gives the same decision, to 1e-3.',
                'away': 'where some multiplier lies strictly between 0 and C, leaving out all rows that are not in support, or adding rows beyond the border, changes the decision by less than 1e-4; adding one inside does change it.',
                'twins': 'rows that occur several times, and kernels whose matrix is singular, work like others.',
                'again': 'a second fit forgets the first, and models share nothing.',
                'chain': 'fit returns the model itself.',
                'pure': 'fit leaves X and y as they were.',
            },
            'checks': [
                {
                    'function': 'decision_of_three_points_by_hand',
                    'points': 3,
                    'promise': 'decision',
                    'uses': ['dual_qp', 'solve_qp'],
                },
                {
                    'function': 'multipliers_solve_the_dual',
                    'points': 3,
                    'promise': 'optimal',
                    'uses': ['dual_qp', 'solve_qp'],
                },
                {
                    'function': 'support_vectors_alone_decide',
                    'points': 2,
                    'promise': 'support',
                    'uses': ['dual_qp', 'solve_qp'],
                },
                {
                    'function': 'fit_returns_the_model',
                    'points': 1,
                    'promise': 'chain',
                    'uses': ['dual_qp', 'solve_qp'],
                },
                {
                    'function': 'fit_leaves_its_arguments_alone',
                    'points': 1,
                    'promise': 'pure',
                    'uses': ['dual_qp', 'solve_qp'],
                },
            ],
        },
        {
            'name': 'linear_kernel',
            'row': '4.5',
            'points': 3,
            'question': False,
            'promises': {
                'product': 'K[i, j] is the scalar product of row i of X and row j of Z.',
                'shape': 'X and Z may have different numbers of rows, one among them.',
            },
            'checks': [
                {'function': 'products_of_all_rows', 'points': 2, 'promise': 'product'},
            ],
        },
        {
            'name': 'poly_kernel',
            'row': '4.5',
            'points': 4,
            'question': False,
            'promises': {
                'map': 'with degree 2 and coef0 1, K[i, j] is the scalar product of the two rows of features that the handout writes out.',
                'power': 'K[i, j] is the scalar product plus coef0, to the power of degree, for every degree and coef0.',
                'shape': 'X and Z may have different numbers of rows, one among them.',
            },
            'checks': [
                {
                    'function': 'six_features_of_two_inputs',
                    'points': 2,
                    'promise': 'map',
                    'uses': ['linear_kernel'],
                },
            ],
        },
        {
            'name': 'rbf_kernel',
            'row': '4.5',
            'points': 5,
            'question': False,
            'promises': {
                'value': 'K[i, j] is the exponential of minus gamma times the squared distance of row i of X and row j of Z.',
                'shape': 'X and Z may have different numbers of rows, one among them.',
                'range': 'no entry is above 1, also for rows that are long and close together: a squared distance is never negative.',
                'pure': 'X and Z are left as they were.',
            },
            'checks': [
                {
                    'function': 'nearness_is_halved',
                    'points': 2,
                    'promise': 'value',
                    'uses': ['linear_kernel'],
                },
                {
                    'function': 'rbf_kernel_leaves_its_arguments_alone',
                    'points': 1,
                    'promise': 'pure',
                    'uses': ['linear_kernel'],
                },
            ],
        },
        {
            'name': 'hinge_loss',
            'row': '4.6',
            'points': 6,
            'question': False,
            'promises': {
                'value': 'loss is half of w . w plus C times the sum over the rows of what each falls short of 1; b itself costs nothing.',
                'gradient': 'where no row has y (w . x + b) = 1, dw and db are the gradient of the loss.',
                'kink': 'a row with y (w . x + b) = 1 exactly may count for anything from 0 to C times its share, the same part in dw as in db.',
                'pure': 'w, X and y are left as they were.',
            },
            'checks': [
                {'function': 'a_price_for_three_rows', 'points': 1, 'promise': 'value'},
                {'function': 'slope_of_the_hinge_loss', 'points': 1, 'promise': 'gradient'},
                {'function': 'hinge_loss_leaves_its_arguments_alone', 'points': 1, 'promise': 'pure'},
            ],
        },
        {
            'name': 'pegasos_fit',
            'row': '4.6',
            'points': 4,
            'question': False,
            'promises': {
                'step': 'from w = 0 and b = 0, step t moves w and b against the slope of the drawn example with the rate of the notes, as a single row shows; what is returned are the last w and b, or their mean over the later half of the steps.',
                'falls': 'after 2,000 steps the function is below half of its value at w = 0, b = 0, where two clouds of inputs near 1 overlap little and lam is 0.1.',
                'value': 'after 10,000 steps the function is at most 3 % above its least value, for lam of 0.1 and inputs of a size near 1 with their middle near 0.',
                'generator': 'the same generator gives the same w and b; nothing else is random.',
            },
            'checks': [
                {
                    'function': 'two_steps_on_one_row',
                    'points': 1,
                    'promise': 'step',
                    'uses': ['hinge_loss'],
                },
                {
                    'function': 'half_of_the_price_is_gone',
                    'points': 1,
                    'promise': 'falls',
                    'uses': ['hinge_loss'],
                },
            ],
        },
        {
            'name': 'one_vs_one_predict',
            'row': '4.7',
            'points': 10,
            'question': False,
            'promises': {
                'two': 'with two labels, one machine decides between them.',
                'pairs': 'each machine learns from the rows of its two labels alone.',
                'votes': 'each machine votes for one label of its pair, and the label with the most votes is predicted.',
                'ties': 'of labels with equally many votes the smallest is predicted.',
                'labels': 'labels may be any integers; what is predicted are labels, not their numbers.',
                'digits': 'held-out digits are named as often as the table below asks, with the pixels in any fixed order.',
                'pure': 'X, y and X_test are left as they were.',
            },
            'checks': [
                {'function': 'exclusive_or', 'points': 2, 'promise': 'two'},
                {'function': 'three_rings', 'points': 2, 'promise': 'votes'},
                {'function': 'one_vs_one_predict_leaves_its_arguments_alone', 'points': 1, 'promise': 'pure'},
            ],
        },
    ],
}
