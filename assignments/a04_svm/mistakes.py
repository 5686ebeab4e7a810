"""Typical wrong solutions of assignment 4: what each check must catch, and what a student who made it should read."""

import numpy as np

from grader import Mistake
from reference.hinge import hinge_loss, pegasos_fit
from reference.kernels import linear_kernel, poly_kernel, rbf_kernel
from reference.margin import canonicalize, geometric_margin
from reference.quadratic_program import solve_qp
from reference.street_programs import dual_qp, primal_qp
from reference.support_vectors import SVC, one_vs_one_predict

from . import checks_hidden as hidden
from . import checks_public as public

# 4.1


def score_for_a_distance(w, b, X, y):
    """Does not divide by the length of w."""
    return float((y * (X @ w + b)).min())


def distance_without_a_side(w, b, X, y):
    """Takes absolute values, so that rows on the wrong side look good."""
    return float(np.abs(X @ w + b).min() / np.linalg.norm(w))


def whole_street(w, b, X, y):
    """Measures from border to border."""
    return 2 * geometric_margin(w, b, X, y)


def mean_distance(w, b, X, y):
    """Averages over the rows."""
    return float((y * (X @ w + b)).mean() / np.linalg.norm(w))


def length_of_weights_and_bias(w, b, X, y):
    """Counts b as one of the weights when it measures their length."""
    return float((y * (X @ w + b)).min() / np.sqrt(w @ w + b * b))


def length_squared(w, b, X, y):
    """Divides by w . w, without the root."""
    return float((y * (X @ w + b)).min() / (w @ w))


def bias_left_behind(w, b, X, y):
    """Divides w alone."""
    return w / (y * (X @ w + b)).min(), b


def unit_weights(w, b, X, y):
    """Makes w of length 1, as the geometric margin wants it."""
    return w / np.linalg.norm(w), b / np.linalg.norm(w)


def margin_of_one(w, b, X, y):
    """Divides by the distance of the nearest row instead of its score."""
    distance = geometric_margin(w, b, X, y)
    return w / distance, b / distance


def farthest_at_one(w, b, X, y):
    """Takes the largest score."""
    largest = (y * (X @ w + b)).max()
    return w / largest, b / largest


def multiplied_instead(w, b, X, y):
    """Multiplies by the smallest score."""
    smallest = (y * (X @ w + b)).min()
    return w * smallest, b * smallest


def weights_divided_in_place(w, b, X, y):
    """Changes the weights of the caller."""
    smallest = float((y * (X @ w + b)).min())
    w /= smallest
    return w, b / smallest


# 4.2


def bias_weighed_too(X, y):
    """Takes the length of all variables, b among them."""
    _, q, G, h = primal_qp(X, y)
    return np.eye(len(q)), q, G, h


def inequality_turned_round(X, y):
    """Asks for y f <= 1."""
    P, q, G, h = primal_qp(X, y)
    return P, q, -G, -h


def right_side_positive(X, y):
    """Turns the sign of the rows, but not that of the 1."""
    P, q, G, h = primal_qp(X, y)
    return P, q, G, -h


def bias_without_its_label(X, y):
    """Puts -1 into the column of b, whatever the label."""
    P, q, G, h = primal_qp(X, y)
    G = G.copy()
    G[:, -1] = -1.0
    return P, q, G, h


def bias_first(X, y):
    """Puts b in front of the weights."""
    P, q, G, h = primal_qp(X, y)
    return np.roll(P, 1, axis=(0, 1)), q, np.roll(G, 1, axis=1), h


def half_in_the_matrix(X, y):
    """Writes the 1/2 into P, although solve_qp has it already."""
    P, q, G, h = primal_qp(X, y)
    return P / 2, q, G, h


def bias_forgotten(X, y):
    """Has no column for b, so the street runs around the origin."""
    P, q, G, h = primal_qp(X, y)
    G = G.copy()
    G[:, -1] = 0.0
    return P, q, G, h


def rows_only_on_their_side(X, y):
    """Asks for y f >= 0, which w = 0 and b = 0 meet."""
    P, q, G, h = primal_qp(X, y)
    return P, q, G, 0 * h


def labels_forgotten(X, y):
    """Asks every row for f >= 1."""
    return primal_qp(X, np.ones(len(X)))


# 4.3


def gram_without_labels(gram, y, C):
    """Takes the kernel values for P."""
    _, q, A, b, lb, ub = dual_qp(gram, y, C)
    return gram.copy(), q, A, b, lb, ub


def labels_of_the_rows_only(gram, y, C):
    """Multiplies by y_i, and not by y_j."""
    P, q, A, b, lb, ub = dual_qp(gram, y, C)
    return P * y, q, A, b, lb, ub


def maximum_taken_for_a_minimum(gram, y, C):
    """Keeps the sign of the sum of alpha."""
    P, q, A, b, lb, ub = dual_qp(gram, y, C)
    return P, -q, A, b, lb, ub


def no_upper_bound(gram, y, C):
    """Always states the hard margin."""
    return dual_qp(gram, y, np.inf)


def no_lower_bound(gram, y, C):
    """Lets multipliers be negative."""
    P, q, A, b, lb, ub = dual_qp(gram, y, C)
    return P, q, A, b, lb - np.inf, ub


def sum_of_all_is_zero(gram, y, C):
    """Leaves the labels out of the equation."""
    P, q, A, b, lb, ub = dual_qp(gram, y, C)
    return P, q, np.ones_like(A), b, lb, ub


def multipliers_add_up_to_one(gram, y, C):
    """Puts 1 on the right of the equation."""
    P, q, A, b, lb, ub = dual_qp(gram, y, C)
    return P, q, A, b + 1, lb, ub


def dual_with_two_halves(gram, y, C):
    """Writes the 1/2 into P, although solve_qp has it already."""
    P, q, A, b, lb, ub = dual_qp(gram, y, C)
    return P / 2, q, A, b, lb, ub


def whole_dual_turned(gram, y, C):
    """Turns the sign of P as well, and leaves that of q."""
    P, q, A, b, lb, ub = dual_qp(gram, y, C)
    return -P, -q, A, b, lb, ub


def penalty_shared_by_the_rows(gram, y, C):
    """Bounds each multiplier by C / N."""
    return dual_qp(gram, y, C / len(y))


def a_large_number_for_infinity(gram, y, C):
    """Replaces an infinite C by 1000."""
    return dual_qp(gram, y, min(C, 1000.0))


def gram_signed_in_place(gram, y, C):
    """Changes the kernel values of the caller."""
    gram *= np.outer(y, y)
    _, q, A, b, lb, ub = dual_qp(gram, y, C)
    return gram, q, A, b, lb, ub


# 4.4


class BiasOfTheFirst(SVC):
    """Finds b from the first support vector, though its alpha may be C."""

    def fit(self, X, y):
        """See the reference."""
        super().fit(X, y)
        i = self.support[0]
        self.b = float(y[i] - self.kernel(X[i : i + 1], self.X)[0] @ self.weights)
        return self


class BiasOfAll(SVC):
    """Averages b over all support vectors, those at C too."""

    def fit(self, X, y):
        """See the reference."""
        super().fit(X, y)
        self.b = float(np.mean(y[self.support] - self.kernel(self.X, self.X) @ self.weights))
        return self


class BiasOfAlmostZeros(SVC):
    """Calls every row with alpha > 0 a support vector, and finds b from all of them that are below C."""

    def fit(self, X, y):
        """See the reference."""
        super().fit(X, y)
        self.support = np.flatnonzero(self.alpha > 0)
        self.b = float(np.mean((y - self.kernel(X, self.X) @ self.weights)[self.support]))
        return self


class SupportOnTheBorderOnly(SVC):
    """Leaves out the support vectors inside of the street."""

    def fit(self, X, y):
        """See the reference."""
        super().fit(X, y)
        self.support = np.flatnonzero((self.alpha > 1e-6) & (self.alpha < self.C * (1 - 1e-6)))
        return self


class SupportOfEverybody(SVC):
    """Lists all rows that have an alpha above 0, however small."""

    def fit(self, X, y):
        """See the reference."""
        super().fit(X, y)
        self.support = np.flatnonzero(self.alpha > 0)
        return self


class SupportAboveAThousandth(SVC):
    """Counts as support what is above 0.001, however small all multipliers are."""

    def fit(self, X, y):
        """See the reference."""
        super().fit(X, y)
        self.support = np.flatnonzero(self.alpha > 1e-3)
        return self


class SumWithoutLabels(SVC):
    """Adds up alpha k(x_i, x), without y_i."""

    def fit(self, X, y):
        """See the reference."""
        super().fit(X, y)
        self.weights = np.abs(self.weights)
        return self


class SumWithoutBias(SVC):
    """Forgets b in the decision."""

    def decision_function(self, X):
        """See the reference."""
        return super().decision_function(X) - self.b


class SignsForScores(SVC):
    """Returns labels where scores are promised."""

    def decision_function(self, X):
        """See the reference."""
        return np.sign(super().decision_function(X))


class BiasWithTheOtherSign(SVC):
    """Finds b from w . x - b = y, and adds it."""

    def fit(self, X, y):
        """See the reference."""
        super().fit(X, y)
        self.b = -self.b
        return self


class PenaltyOfOne(SVC):
    """Ignores C, and always takes 1."""

    def fit(self, X, y):
        """See the reference."""
        C, self.C = self.C, 1.0
        super().fit(X, y)
        self.C = C
        return self


class WithoutEquation(SVC):
    """Hands the program to the solver without its equation."""

    def fit(self, X, y):
        """See the reference."""
        super().fit(X, y)
        P, q, _, _, lb, ub = dual_qp(self.kernel(X, X), y, self.C)
        self.alpha = solve_qp(P, q, lb=lb, ub=ub)
        self.support = np.flatnonzero(self.alpha > 1e-6)
        self.X, self.weights = X[self.support], (self.alpha * y)[self.support]
        return self


class ScalarProductsOnly(SVC):
    """Computes w, and so a straight line, whatever the kernel."""

    def decision_function(self, X):
        """See the reference."""
        return X @ (self.weights @ self.X) + self.b


class NothingReturned(SVC):
    """fit returns None."""

    def fit(self, X, y):
        """See the reference."""
        super().fit(X, y)


class LowerEndOfTheInterval(SVC):
    """Where no row is free, takes the largest lower bound of b."""

    def fit(self, X, y):
        """See the reference."""
        super().fit(X, y)
        free = (self.alpha > 1e-6 * min(self.C, self.alpha.max())) & (self.alpha < self.C * (1 - 1e-6))
        if not free.any():
            bias = y - self.kernel(X, self.X) @ self.weights
            self.b = float(bias[(y > 0) == (self.alpha < self.C / 2)].max())
        return self


class ZeroWhereNoneIsFree(SVC):
    """Where no row is free, leaves b at 0."""

    def fit(self, X, y):
        """See the reference."""
        super().fit(X, y)
        free = (self.alpha > 1e-6 * min(self.C, self.alpha.max())) & (self.alpha < self.C * (1 - 1e-6))
        self.b = self.b if free.any() else 0.0
        return self


class LearnsOnce(SVC):
    """Keeps what the first fit found."""

    def fit(self, X, y):
        """See the reference."""
        return self if hasattr(self, "alpha") else super().fit(X, y)


class LearnsOnTop(SVC):
    """Adds the rows of a second fit to those of the first."""

    def fit(self, X, y):
        """See the reference."""
        before = (self.X, self.y) if hasattr(self, "alpha") else (X[:0], y[:0])
        super().fit(np.vstack([before[0], X]), np.append(before[1], y))
        self.y = np.append(before[1], y)
        return self


class SharedByAllModels(SVC):
    """Keeps what fit finds at the class, where every model writes."""

    def __setattr__(self, name, value):
        """Set an attribute of the class."""
        setattr(SharedByAllModels, name, staticmethod(value) if name == "kernel" else value)


class BiasOfPositiveRows(SVC):
    """Takes b from free rows with label +1, and 0 where there is none."""

    def fit(self, X, y):
        """See the reference."""
        super().fit(X, y)
        tiny = 1e-6 * self.alpha.max()
        free = (self.alpha > tiny) & (self.alpha < self.C - tiny)
        if free.any():
            edges = (y - self.kernel(X, X) @ (self.alpha * y))[free & (y > 0)]
            self.b = float(edges.mean()) if len(edges) else 0.0
        return self


class LabelsShifted(SVC):
    """Changes the labels of the caller."""

    def fit(self, X, y):
        """See the reference."""
        y *= 2
        y -= np.sign(y)
        super().fit(X, y)
        y *= -1
        return self


# 4.5


def products_of_pairs_only(X, Z):
    """Compares row i with row i."""
    return np.sum(X[: len(Z)] * Z[: len(X)], axis=1)


def products_of_columns(X, Z):
    """Multiplies the other way round."""
    return X.T @ Z if len(X) == len(Z) else Z @ X.T


def products_of_unit_rows(X, Z):
    """Divides by the lengths of the rows: cosines."""
    return X @ Z.T / np.outer(np.linalg.norm(X, axis=1), np.linalg.norm(Z, axis=1))


def power_without_constant(X, Z, degree, coef0=1.0):
    """Forgets coef0."""
    return (X @ Z.T) ** degree


def constant_after_the_power(X, Z, degree, coef0=1.0):
    """Adds coef0 to the power."""
    return (X @ Z.T) ** degree + coef0


def always_one(X, Z, degree, coef0=1.0):
    """Adds 1, whatever coef0 is."""
    return (X @ Z.T + 1) ** degree


def always_squared(X, Z, degree, coef0=1.0):
    """Squares, whatever the degree."""
    return (X @ Z.T + coef0) ** 2


def powers_of_the_inputs(X, Z, degree, coef0=1.0):
    """Takes the power of each input before the product."""
    return X**degree @ (Z**degree).T + coef0


def distance_not_squared(X, Z, gamma):
    """Takes the root of the squared distance."""
    return np.exp(-gamma * np.linalg.norm(X[:, None] - Z[None], axis=2))


def gamma_as_a_width(X, Z, gamma):
    """Takes gamma for the width of the bell: divides by 2 gamma^2."""
    return np.exp(-((X[:, None] - Z[None]) ** 2).sum(axis=2) / (2 * gamma**2))


def half_of_gamma(X, Z, gamma):
    """Has the 1/2 of the bell curve in front of gamma."""
    return np.exp(-gamma / 2 * ((X[:, None] - Z[None]) ** 2).sum(axis=2))


def mean_of_squared_differences(X, Z, gamma):
    """Averages over the inputs where a sum is meant."""
    return np.exp(-gamma * ((X[:, None] - Z[None]) ** 2).mean(axis=2))


def squares_below_zero(X, Z, gamma):
    """Expands the square, and lets rounding make it negative."""
    squared = (X**2).sum(axis=1)[:, None] + (Z**2).sum(axis=1) - 2 * X @ Z.T
    return np.exp(-gamma * squared)


def root_of_squares_below_zero(X, Z, gamma):
    """Takes the root and squares again: NaN where rounding went below 0."""
    squared = (X**2).sum(axis=1)[:, None] + (Z**2).sum(axis=1) - 2 * X @ Z.T
    return np.exp(-gamma * np.sqrt(squared) ** 2)


def bell_upside_down(X, Z, gamma):
    """Forgets the minus sign."""
    return np.exp(gamma * ((X[:, None] - Z[None]) ** 2).sum(axis=2))


def rows_moved_to_their_mean(X, Z, gamma):
    """Subtracts means in place, against rounding."""
    mean = X.mean(axis=0)
    X -= mean
    Z -= mean
    return rbf_kernel(X, Z, gamma)


# 4.6


def bias_penalized(w, b, X, y, C):
    """Adds half of b squared."""
    loss, dw, db = hinge_loss(w, b, X, y, C)
    return loss + b * b / 2, dw, db + b


def penalty_on_the_weights(w, b, X, y, C):
    """Multiplies the wrong part by C."""
    loss, dw, db = hinge_loss(w, b, X, y, 1.0)
    return loss + (C - 1) * float(w @ w) / 2, dw + (C - 1) * w, db


def mean_of_the_hinges(w, b, X, y, C):
    """Averages over the rows."""
    return hinge_loss(w, b, X, y, C / len(X))


def whole_square_of_w(w, b, X, y, C):
    """Forgets the 1/2 in the loss alone."""
    loss, dw, db = hinge_loss(w, b, X, y, C)
    return loss + float(w @ w) / 2, dw, db


def perceptron_hinge(w, b, X, y, C):
    """Is content where a row is on its side: max(0, -y f)."""
    short = -y * (X @ w + b)
    wrong = np.where(short > 0, y, 0)
    return float(w @ w / 2 + C * np.maximum(0, short).sum()), w - C * wrong @ X, -C * float(wrong.sum())


def rows_weighed_without_bias(w, b, X, y, C):
    """Leaves b out of the scores."""
    short = 1 - y * (X @ w)
    pull = np.where(short > 0, y, 0)
    return float(w @ w / 2 + C * np.maximum(0, short).sum()), w - C * pull @ X, -C * float(pull.sum())


def slope_without_labels(w, b, X, y, C):
    """Adds up the rows that fall short, without their labels."""
    loss, _, _ = hinge_loss(w, b, X, y, C)
    short = y * (X @ w + b) < 1
    return loss, w - C * X[short].sum(axis=0), -C * float(short.sum())


def slope_of_b_by_every_row(w, b, X, y, C):
    """Lets every row pull at b, also those beyond the border."""
    loss, dw, _ = hinge_loss(w, b, X, y, C)
    return loss, dw, -C * float(y.sum())


def kink_in_w_alone(w, b, X, y, C):
    """Counts a row at the kink in dw, but not in db."""
    loss, _, db = hinge_loss(w, b, X, y, C)
    return loss, w - C * np.where(y * (X @ w + b) <= 1, y, 0) @ X, db


def no_slope_without_violations(w, b, X, y, C):
    """Returns zeros early where no row falls short, and forgets the slope of w . w."""
    loss, dw, db = hinge_loss(w, b, X, y, C)
    return (loss, dw, db) if (y * (X @ w + b) < 1).any() else (loss, np.zeros(len(w)), 0.0)


def weights_shrunk_in_place(w, b, X, y, C):
    """Uses the array of the caller for the slope."""
    loss, dw, db = hinge_loss(w, b, X, y, C)
    w[:] = dw
    return loss, w, db


def rate_without_lam(X, y, lam, steps, rng):
    """Takes the rate 1 / t."""
    w, b = np.zeros(X.shape[1]), 0.0
    for t in range(1, steps + 1):
        i = rng.integers(len(X))
        short = y[i] * (X[i] @ w + b) < 1
        w = (1 - lam / t) * w
        if short:
            w, b = w + y[i] * X[i] / t, b + y[i] / t
    return w, b


def never_shrinks(X, y, lam, steps, rng):
    """Forgets lam w in the slope."""
    w, b = np.zeros(X.shape[1]), 0.0
    for t in range(1, steps + 1):
        i = rng.integers(len(X))
        if y[i] * (X[i] @ w + b) < 1:
            w, b = w + y[i] * X[i] / (lam * t), b + y[i] / (lam * t)
    return w, b


def bias_asks_the_new_weights(X, y, lam, steps, rng):
    """Moves w first, and lets b look at the new w."""
    w, b = np.zeros(X.shape[1]), 0.0
    for t in range(1, steps + 1):
        i = rng.integers(len(X))
        short = y[i] * (X[i] @ w + b) < 1
        w = (1 - 1 / t) * w + short * y[i] * X[i] / (lam * t)
        if y[i] * (X[i] @ w + b) < 1:
            b += y[i] / (lam * t)
    return w, b


def pegasos_without_bias(X, y, lam, steps, rng):
    """Leaves b at 0."""
    w = np.zeros(X.shape[1])
    for t in range(1, steps + 1):
        i = rng.integers(len(X))
        short = y[i] * (X[i] @ w) < 1
        w = (1 - 1 / t) * w
        if short:
            w = w + y[i] * X[i] / (lam * t)
    return w, 0.0


def bias_shrunk_too(X, y, lam, steps, rng):
    """Treats b as a weight of a constant input."""
    ones = np.column_stack([X, np.ones(len(X))])
    w = np.zeros(ones.shape[1])
    for t in range(1, steps + 1):
        i = rng.integers(len(X))
        short = y[i] * (ones[i] @ w) < 1
        w = (1 - 1 / t) * w
        if short:
            w = w + y[i] * ones[i] / (lam * t)
    return w[:-1], float(w[-1])


def perceptron_with_a_rate(X, y, lam, steps, rng):
    """Corrects only where the sign is wrong."""
    w, b = np.zeros(X.shape[1]), 0.0
    for t in range(1, steps + 1):
        i = rng.integers(len(X))
        short = y[i] * (X[i] @ w + b) <= 0
        w = (1 - 1 / t) * w
        if short:
            w, b = w + y[i] * X[i] / (lam * t), b + y[i] / (lam * t)
    return w, b


def content_with_shrunk_weights(X, y, lam, steps, rng):
    """Shrinks w first, and then asks whether the row falls short."""
    w, b = np.zeros(X.shape[1]), 0.0
    for t in range(1, steps + 1):
        i = rng.integers(len(X))
        w = (1 - 1 / t) * w
        if y[i] * (X[i] @ w + b) < 1:
            w, b = w + y[i] * X[i] / (lam * t), b + y[i] / (lam * t)
    return w, b


def mean_of_all_steps(X, y, lam, steps, rng):
    """Averages over all steps, the wild first ones too."""
    w, b = np.zeros(X.shape[1]), 0.0
    all_w, all_b = np.zeros(X.shape[1]), 0.0
    for t in range(1, steps + 1):
        i = rng.integers(len(X))
        short = y[i] * (X[i] @ w + b) < 1
        w = (1 - 1 / t) * w
        if short:
            w, b = w + y[i] * X[i] / (lam * t), b + y[i] / (lam * t)
        all_w, all_b = all_w + w / steps, all_b + b / steps
    return all_w, all_b


def last_row_never_drawn(X, y, lam, steps, rng):
    """Takes N - 1 for the last number that the generator may draw, which it leaves out."""
    several = len(X) > 1
    return pegasos_fit(X[:-1] if several else X, y[:-1] if several else y, lam, steps, rng)


def rows_from_a_generator_of_its_own(X, y, lam, steps, rng):
    """Does not use rng."""
    return pegasos_fit(X, y, lam, steps, np.random.default_rng(0))


# 4.7


def one_against_the_rest(X, y, X_test, kernel, C):
    """Trains a machine for each label against all others; the largest score wins."""
    labels = np.unique(y)
    scores = [SVC(kernel, C).fit(X, np.where(y == label, 1, -1)).decision_function(X_test) for label in labels]
    return labels[np.argmax(scores, axis=0)]


def place_for_a_label(X, y, X_test, kernel, C):
    """Returns the place of the winner among the labels."""
    return np.searchsorted(np.unique(y), one_vs_one_predict(X, y, X_test, kernel, C))


def votes_by_label(X, y, X_test, kernel, C):
    """Counts the votes in columns 0 .. K-1 of which the labels are the numbers: fails for others."""
    labels = np.unique(y)
    votes = np.zeros((len(X_test), len(labels)), dtype=int)
    for high in labels:
        for low in labels[labels < high]:
            rows = (y == low) | (y == high)
            f = SVC(kernel, C).fit(X[rows], np.where(y[rows] == high, 1, -1)).decision_function(X_test)
            votes[np.arange(len(X_test)), np.where(f > 0, high, low)] += 1
    return votes.argmax(axis=1)


def pairs_trained_on_all_rows(X, y, X_test, kernel, C):
    """Trains each pair on all rows, the other labels counted as -1."""
    labels = np.unique(y)
    votes = np.zeros((len(X_test), len(labels)), dtype=int)
    for high in range(len(labels)):
        for low in range(high):
            f = SVC(kernel, C).fit(X, np.where(y == labels[high], 1, -1)).decision_function(X_test)
            votes[np.arange(len(X_test)), np.where(f > 0, high, low)] += 1
    return labels[votes.argmax(axis=1)]


def tie_to_the_largest(X, y, X_test, kernel, C):
    """Gives equal votes to the largest label."""
    return -one_vs_one_predict(X, -y, X_test, kernel, C)


def scores_added_up(X, y, X_test, kernel, C):
    """Adds up scores instead of votes."""
    labels = np.unique(y)
    total = np.zeros((len(X_test), len(labels)))
    for high in range(len(labels)):
        for low in range(high):
            rows = (y == labels[low]) | (y == labels[high])
            signs = np.where(y[rows] == labels[high], 1, -1)
            f = SVC(kernel, C).fit(X[rows], signs).decision_function(X_test)
            total[:, high] += f
            total[:, low] -= f
    return labels[total.argmax(axis=1)]


def votes_the_wrong_way(X, y, X_test, kernel, C):
    """Gives the vote to the loser of each pair."""
    labels = np.unique(y)
    votes = np.zeros((len(X_test), len(labels)), dtype=int)
    for high in range(len(labels)):
        for low in range(high):
            rows = (y == labels[low]) | (y == labels[high])
            signs = np.where(y[rows] == labels[high], 1, -1)
            f = SVC(kernel, C).fit(X[rows], signs).decision_function(X_test)
            votes[np.arange(len(X_test)), np.where(f > 0, low, high)] += 1
    return labels[votes.argmax(axis=1)]


def neighbouring_labels_only(X, y, X_test, kernel, C):
    """Trains K - 1 machines, for labels that follow each other."""
    labels = np.unique(y)
    votes = np.zeros((len(X_test), len(labels)), dtype=int)
    for low in range(len(labels) - 1):
        rows = (y == labels[low]) | (y == labels[low + 1])
        signs = np.where(y[rows] == labels[low + 1], 1, -1)
        f = SVC(kernel, C).fit(X[rows], signs).decision_function(X_test)
        votes[np.arange(len(X_test)), np.where(f > 0, low + 1, low)] += 1
    return labels[votes.argmax(axis=1)]


MISTAKES = (
    Mistake(
        score_for_a_distance,
        replaces=geometric_margin,
        hint="A score grows with w; divide by the length of w to get a distance.",
        caught_by=hidden.longer_weights_same_street,
        catalog="M033",
    ),
    Mistake(
        distance_without_a_side,
        replaces=geometric_margin,
        hint="Keep the sign: y times the score is negative for a row on the wrong side.",
        caught_by=hidden.rows_on_the_wrong_side,
        catalog="M368",
    ),
    Mistake(
        whole_street,
        replaces=geometric_margin,
        hint="The margin asked for is the distance from the line to one border, half of the street.",
        caught_by=public.three_points_beside_a_line,
    ),
    Mistake(
        mean_distance,
        replaces=geometric_margin,
        hint="The worst row decides: take the smallest, not the mean.",
        caught_by=public.three_points_beside_a_line,
    ),
    Mistake(
        length_of_weights_and_bias,
        replaces=geometric_margin,
        hint="The distance is the score divided by the length of w alone; b is no part of w here.",
        caught_by=public.three_points_beside_a_line,
    ),
    Mistake(
        length_squared,
        replaces=geometric_margin,
        hint="Divide by |w|, the root of w . w.",
        caught_by=hidden.longer_weights_same_street,
    ),
    Mistake(
        bias_left_behind,
        replaces=canonicalize,
        hint="Divide b by the same number as w, or the line moves.",
        caught_by=public.the_line_stays_where_it_is,
        catalog="M369",
    ),
    Mistake(
        unit_weights,
        replaces=canonicalize,
        hint="The smallest y (w . x + b) must become 1, not the length of w.",
        caught_by=public.the_smallest_score_becomes_one,
    ),
    Mistake(
        margin_of_one,
        replaces=canonicalize,
        hint="Divide by the smallest score, not by the distance.",
        caught_by=public.the_smallest_score_becomes_one,
    ),
    Mistake(
        farthest_at_one,
        replaces=canonicalize,
        hint="The nearest row gets the score 1: take the minimum.",
        caught_by=public.the_smallest_score_becomes_one,
    ),
    Mistake(
        multiplied_instead,
        replaces=canonicalize,
        hint="Divide by the smallest score.",
        caught_by=public.the_smallest_score_becomes_one,
    ),
    Mistake(
        weights_divided_in_place,
        replaces=canonicalize,
        hint="w /= ... changes the array of the caller; w / ... is a new one.",
        caught_by=public.canonicalize_leaves_its_arguments_alone,
    ),
    Mistake(
        bias_weighed_too,
        replaces=primal_qp,
        hint="The length of w decides how wide the street is; b costs nothing, so its entry of P is 0.",
        caught_by=public.nothing_but_the_weights_is_weighed,
        catalog="M315",
    ),
    Mistake(
        inequality_turned_round,
        replaces=primal_qp,
        hint="solve_qp wants G x <= h, and you have >=: multiply both sides by -1.",
        caught_by=hidden.drawn_points_get_the_widest_street,
        catalog="M370",
    ),
    Mistake(
        right_side_positive,
        replaces=primal_qp,
        hint="Multiplying an inequality by -1 turns the sign of its right side as well.",
        caught_by=public.every_row_stays_outside_of_the_street,
    ),
    Mistake(
        bias_without_its_label,
        replaces=primal_qp,
        hint="y multiplies all of w . x + b, so b's column holds the labels too.",
        caught_by=hidden.drawn_points_get_the_widest_street,
        catalog="M371",
    ),
    Mistake(
        bias_first,
        replaces=primal_qp,
        hint="The variables are (w, b), with b last.",
        caught_by=public.nothing_but_the_weights_is_weighed,
    ),
    Mistake(
        half_in_the_matrix,
        replaces=primal_qp,
        hint="solve_qp minimizes 1/2 x'Px: the 1/2 is there already.",
        caught_by=public.nothing_but_the_weights_is_weighed,
    ),
    Mistake(
        bias_forgotten,
        replaces=primal_qp,
        hint="G needs a last column, for b.",
        caught_by=public.every_row_stays_outside_of_the_street,
    ),
    Mistake(
        rows_only_on_their_side,
        replaces=primal_qp,
        hint="Each row must reach 1, not only 0, or w = 0 is the shortest.",
        caught_by=public.the_street_between_three_points,
    ),
    Mistake(
        labels_forgotten,
        replaces=primal_qp,
        hint="Each inequality comes with the label of its row.",
        caught_by=public.every_row_stays_outside_of_the_street,
    ),
    Mistake(
        gram_without_labels,
        replaces=dual_qp,
        hint="P holds y_i y_j gram_ij: pairs with different labels have a minus sign.",
        caught_by=hidden.drawn_products_and_labels,
        catalog="M034",
    ),
    Mistake(
        labels_of_the_rows_only,
        replaces=dual_qp,
        hint="Both labels belong to a product: rows and columns of gram change their signs.",
        caught_by=public.labels_turn_the_signs_of_products,
    ),
    Mistake(
        maximum_taken_for_a_minimum,
        replaces=dual_qp,
        hint="The dual is maximized and solve_qp minimizes: the sum of alpha gets a minus sign.",
        caught_by=public.labels_turn_the_signs_of_products,
        catalog="M372",
    ),
    Mistake(
        no_upper_bound,
        replaces=dual_qp,
        hint="No alpha may exceed C: ub is C, and infinite only where C is.",
        caught_by=hidden.multipliers_of_noisy_rows,
        catalog="M036",
    ),
    Mistake(
        no_lower_bound,
        replaces=dual_qp,
        hint="No alpha may be negative: lb is 0.",
        caught_by=public.multipliers_stay_in_their_box,
    ),
    Mistake(
        sum_of_all_is_zero,
        replaces=dual_qp,
        hint="It is the sum of alpha_i y_i that is 0: A holds the labels.",
        caught_by=public.labels_balance,
    ),
    Mistake(
        multipliers_add_up_to_one,
        replaces=dual_qp,
        hint="The right side of the equation is 0.",
        caught_by=public.labels_balance,
    ),
    Mistake(
        dual_with_two_halves,
        replaces=dual_qp,
        hint="solve_qp minimizes 1/2 x'Px: the 1/2 is there already.",
        caught_by=hidden.drawn_products_and_labels,
    ),
    Mistake(
        whole_dual_turned,
        replaces=dual_qp,
        hint="To make a maximum a minimum, turn the sign of the whole function: P comes out positive, q negative.",
        caught_by=hidden.no_direction_falls_for_ever,
    ),
    Mistake(
        penalty_shared_by_the_rows,
        replaces=dual_qp,
        hint="The penalty here stands before a sum, not a mean: the bound is C, without N.",
        caught_by=public.multipliers_stay_in_their_box,
    ),
    Mistake(
        a_large_number_for_infinity,
        replaces=dual_qp,
        hint="Pass C on as the bound, whatever it is: solve_qp understands np.inf.",
        caught_by=hidden.nothing_bounds_the_hard_margin,
    ),
    Mistake(
        gram_signed_in_place,
        replaces=dual_qp,
        hint="gram *= ... changes the array of the caller.",
        caught_by=public.dual_qp_leaves_its_arguments_alone,
    ),
    Mistake(
        BiasOfTheFirst,
        replaces=SVC,
        hint="A row with alpha = C may stand anywhere inside of the street: b comes from rows with 0 < alpha < C.",
        caught_by=hidden.free_rows_find_the_bias,
        catalog="M037",
    ),
    Mistake(
        BiasOfAll,
        replaces=SVC,
        hint="Leave the rows at C out of the mean: they are not at the border.",
        caught_by=hidden.free_rows_find_the_bias,
        catalog="M038",
    ),
    Mistake(
        BiasOfAlmostZeros,
        replaces=SVC,
        hint="The solver never returns exactly 0: what is below a millionth of C counts as 0, for support and for b.",
        caught_by=(public.support_vectors_alone_decide, hidden.free_rows_find_the_bias),
        catalog="M331",
    ),
    Mistake(
        SupportOnTheBorderOnly,
        replaces=SVC,
        hint="Rows with alpha = C are support vectors as well.",
        caught_by=public.support_vectors_alone_decide,
    ),
    Mistake(
        SupportOfEverybody,
        replaces=SVC,
        hint="The solver never returns exactly 0: what is below a millionth of C counts as 0, for support and for b.",
        caught_by=public.support_vectors_alone_decide,
    ),
    Mistake(
        SupportAboveAThousandth,
        replaces=SVC,
        hint="Rows far apart have small alpha: compare with a share of C, or of the largest alpha where C is infinite.",
        caught_by=public.support_vectors_alone_decide,
    ),
    Mistake(
        SumWithoutLabels,
        replaces=SVC,
        hint="Each row counts with its label: alpha_i y_i k(x_i, x).",
        caught_by=public.decision_of_three_points_by_hand,
        catalog="M039",
    ),
    Mistake(
        SumWithoutBias,
        replaces=SVC,
        hint="Add b to the sum.",
        caught_by=public.decision_of_three_points_by_hand,
    ),
    Mistake(
        SignsForScores,
        replaces=SVC,
        hint="decision_function returns scores; their signs are taken by whoever wants labels.",
        caught_by=public.decision_of_three_points_by_hand,
    ),
    Mistake(
        BiasWithTheOtherSign,
        replaces=SVC,
        hint="At the border f = sum + b = y, so b = y - sum.",
        caught_by=public.decision_of_three_points_by_hand,
    ),
    Mistake(
        PenaltyOfOne,
        replaces=SVC,
        hint="Pass self.C to dual_qp.",
        caught_by=public.multipliers_solve_the_dual,
    ),
    Mistake(
        WithoutEquation,
        replaces=SVC,
        hint="Pass A and b to the solver: without the equation b would be fixed at 0.",
        caught_by=public.multipliers_solve_the_dual,
    ),
    Mistake(
        ScalarProductsOnly,
        replaces=SVC,
        hint="There is no w for most kernels: the decision is a sum of kernel values.",
        caught_by=hidden.decision_comes_from_alpha_and_b,
    ),
    Mistake(
        NothingReturned,
        replaces=SVC,
        hint="End fit with `return self`.",
        caught_by=public.fit_returns_the_model,
    ),
    Mistake(
        LowerEndOfTheInterval,
        replaces=SVC,
        hint="Where no row is free, b may lie between two numbers: take their middle.",
        caught_by=hidden.no_row_is_free,
    ),
    Mistake(
        ZeroWhereNoneIsFree,
        replaces=SVC,
        hint="Where no row is free, the rows at 0 and at C still say where b lies.",
        caught_by=hidden.no_row_is_free,
    ),
    Mistake(
        LearnsOnce,
        replaces=SVC,
        hint="fit starts anew each time that it is called.",
        caught_by=hidden.the_second_fit_counts,
    ),
    Mistake(
        LearnsOnTop,
        replaces=SVC,
        hint="A second fit learns from its own rows alone: keep none of the first.",
        caught_by=hidden.the_second_fit_counts,
    ),
    Mistake(
        SharedByAllModels,
        replaces=SVC,
        hint="What fit finds belongs to one model: write self.alpha, not SVC.alpha, and nothing below `class`.",
        caught_by=hidden.the_second_fit_counts,
    ),
    Mistake(
        BiasOfPositiveRows,
        replaces=SVC,
        hint="Rows of both labels stand at the border: all with 0 < alpha < C say what b is.",
        caught_by=hidden.free_rows_find_the_bias,
    ),
    Mistake(
        LabelsShifted,
        replaces=SVC,
        hint="y *= ... changes the array of the caller.",
        caught_by=public.fit_leaves_its_arguments_alone,
    ),
    Mistake(
        products_of_pairs_only,
        replaces=linear_kernel,
        hint="Every row of X is compared with every row of Z: the result has shape (N, M).",
        caught_by=public.products_of_all_rows,
    ),
    Mistake(
        products_of_columns,
        replaces=linear_kernel,
        hint="K[i, j] belongs to row i of X and row j of Z; look at the shapes of your product.",
        caught_by=(public.products_of_all_rows, hidden.linear_kernel_of_every_shape),
    ),
    Mistake(
        products_of_unit_rows,
        replaces=linear_kernel,
        hint="The scalar product as it is: rows are not scaled.",
        caught_by=public.products_of_all_rows,
    ),
    Mistake(
        power_without_constant,
        replaces=poly_kernel,
        hint="Add coef0 before the power: without it there are no features of lower degree.",
        caught_by=hidden.powers_and_constants,
        catalog="M044",
    ),
    Mistake(
        constant_after_the_power,
        replaces=poly_kernel,
        hint="Add coef0 to the scalar product first, then take the power.",
        caught_by=public.six_features_of_two_inputs,
    ),
    Mistake(
        always_one,
        replaces=poly_kernel,
        hint="Use the argument coef0; 1 is only its default.",
        caught_by=hidden.powers_and_constants,
    ),
    Mistake(
        always_squared,
        replaces=poly_kernel,
        hint="Use the argument degree.",
        caught_by=hidden.powers_and_constants,
    ),
    Mistake(
        powers_of_the_inputs,
        replaces=poly_kernel,
        hint="The power is taken of the scalar product, not of the inputs.",
        caught_by=public.six_features_of_two_inputs,
    ),
    Mistake(
        distance_not_squared,
        replaces=rbf_kernel,
        hint="The squared distance stands in the exponent: np.linalg.norm has taken its root.",
        caught_by=(public.nearness_is_halved, hidden.rbf_kernel_of_every_shape),
        catalog="M041",
    ),
    Mistake(
        gamma_as_a_width,
        replaces=rbf_kernel,
        hint="gamma multiplies the squared distance; it is 1 / (2 s^2) of a bell of width s, not s.",
        caught_by=public.nearness_is_halved,
        catalog="M042",
    ),
    Mistake(
        half_of_gamma,
        replaces=rbf_kernel,
        hint="gamma multiplies the squared distance as it is, without 1/2.",
        caught_by=public.nearness_is_halved,
    ),
    Mistake(
        mean_of_squared_differences,
        replaces=rbf_kernel,
        hint="A squared distance is the sum of the squared differences, not their mean.",
        caught_by=(public.nearness_is_halved, hidden.rbf_kernel_of_every_shape),
    ),
    Mistake(
        squares_below_zero,
        replaces=rbf_kernel,
        hint="|x|^2 + |z|^2 - 2 x.z may be rounded to less than 0: cut it off there with np.maximum.",
        caught_by=hidden.long_rows_that_are_close,
        catalog="M043",
    ),
    Mistake(
        root_of_squares_below_zero,
        replaces=rbf_kernel,
        hint="No root is needed, and that of a number just below 0 is NaN.",
        caught_by=hidden.long_rows_that_are_close,
    ),
    Mistake(
        bell_upside_down,
        replaces=rbf_kernel,
        hint="Far rows must be compared as nearly 0: the exponent is negative.",
        caught_by=public.nearness_is_halved,
    ),
    Mistake(
        rows_moved_to_their_mean,
        replaces=rbf_kernel,
        hint="X -= ... changes the array of the caller; X - ... is a new one.",
        caught_by=public.rbf_kernel_leaves_its_arguments_alone,
    ),
    Mistake(
        bias_penalized,
        replaces=hinge_loss,
        hint="b costs nothing: only w . w is halved and added.",
        caught_by=hidden.prices_of_drawn_rows,
        catalog="M046",
    ),
    Mistake(
        penalty_on_the_weights,
        replaces=hinge_loss,
        hint="C multiplies the sum over the rows, not w . w.",
        caught_by=hidden.prices_of_drawn_rows,
        catalog="M047",
    ),
    Mistake(
        mean_of_the_hinges,
        replaces=hinge_loss,
        hint="Add up over the rows; this loss has no mean.",
        caught_by=public.a_price_for_three_rows,
    ),
    Mistake(
        whole_square_of_w,
        replaces=hinge_loss,
        hint="Half of w . w.",
        caught_by=public.slope_of_the_hinge_loss,
    ),
    Mistake(
        perceptron_hinge,
        replaces=hinge_loss,
        hint="A row on its side still costs while its score is below 1: max(0, 1 - y f).",
        caught_by=public.a_price_for_three_rows,
    ),
    Mistake(
        rows_weighed_without_bias,
        replaces=hinge_loss,
        hint="The score is w . x + b: what a row falls short of 1 depends on b as well.",
        caught_by=(public.a_price_for_three_rows, hidden.prices_of_drawn_rows),
    ),
    Mistake(
        slope_without_labels,
        replaces=hinge_loss,
        hint="The slope of -y (w . x + b) by w is -y x, and by b it is -y.",
        caught_by=public.slope_of_the_hinge_loss,
    ),
    Mistake(
        slope_of_b_by_every_row,
        replaces=hinge_loss,
        hint="A row beyond the border costs nothing, so it pulls at nothing: leave it out of db as well.",
        caught_by=hidden.slopes_of_drawn_rows,
    ),
    Mistake(
        kink_in_w_alone,
        replaces=hinge_loss,
        hint="Decide once which rows fall short, and use that for dw and db.",
        caught_by=hidden.a_row_at_the_kink,
    ),
    Mistake(
        no_slope_without_violations,
        replaces=hinge_loss,
        hint="Where no row falls short, the slope by w is still that of half of w . w.",
        caught_by=hidden.slopes_of_drawn_rows,
    ),
    Mistake(
        weights_shrunk_in_place,
        replaces=hinge_loss,
        hint="Make a new array for dw; w belongs to the caller.",
        caught_by=public.hinge_loss_leaves_its_arguments_alone,
    ),
    Mistake(
        rate_without_lam,
        replaces=pegasos_fit,
        hint="The rate of step t is 1 / (lam t).",
        caught_by=public.two_steps_on_one_row,
        catalog="M373",
    ),
    Mistake(
        never_shrinks,
        replaces=pegasos_fit,
        hint="The slope of the first part is lam w: each step shrinks w, whether the row falls short or not.",
        caught_by=public.two_steps_on_one_row,
    ),
    Mistake(
        bias_asks_the_new_weights,
        replaces=pegasos_fit,
        hint="Ask once whether the row falls short, before w moves; b moves where w does.",
        caught_by=public.two_steps_on_one_row,
    ),
    Mistake(
        pegasos_without_bias,
        replaces=pegasos_fit,
        hint="b moves as well, by the rate times the label.",
        caught_by=public.two_steps_on_one_row,
    ),
    Mistake(
        bias_shrunk_too,
        replaces=pegasos_fit,
        hint="b is not part of w . w, so it does not shrink.",
        caught_by=public.two_steps_on_one_row,
    ),
    Mistake(
        perceptron_with_a_rate,
        replaces=pegasos_fit,
        hint="A row pulls while its y (w . x + b) is below 1, not only while it is on the wrong side.",
        caught_by=hidden.near_the_best_price,
    ),
    Mistake(
        content_with_shrunk_weights,
        replaces=pegasos_fit,
        hint="Ask whether the row falls short before anything moves: the slope is that at the w you come with.",
        caught_by=public.two_steps_on_one_row,
    ),
    Mistake(
        mean_of_all_steps,
        replaces=pegasos_fit,
        hint="Leave out the first half of the steps from the mean, or return the last w and b.",
        caught_by=public.two_steps_on_one_row,
    ),
    Mistake(
        last_row_never_drawn,
        replaces=pegasos_fit,
        hint="rng.integers(N) draws from 0 .. N-1; the upper end is never drawn.",
        caught_by=hidden.near_the_best_price,
    ),
    Mistake(
        rows_from_a_generator_of_its_own,
        replaces=pegasos_fit,
        hint="Draw the rows from the rng that you are given.",
        caught_by=hidden.pegasos_draws_from_its_generator,
    ),
    Mistake(
        one_against_the_rest,
        replaces=one_vs_one_predict,
        hint="One machine for each pair of labels, and votes; not one for each label against the rest.",
        caught_by=hidden.equal_votes_go_to_the_smallest,
        catalog="M374",
    ),
    Mistake(
        place_for_a_label,
        replaces=one_vs_one_predict,
        hint="Return labels: look up the label at the place of the winner.",
        caught_by=hidden.labels_are_any_numbers,
        catalog="M375",
    ),
    Mistake(
        votes_by_label,
        replaces=one_vs_one_predict,
        hint="Labels need not be 0 .. K-1: count votes by the place of a label in np.unique(y).",
        caught_by=hidden.labels_are_any_numbers,
    ),
    Mistake(
        pairs_trained_on_all_rows,
        replaces=one_vs_one_predict,
        hint="The machine of a pair learns from the rows of these two labels alone.",
        caught_by=hidden.machines_see_their_pair_alone,
        catalog="M376",
    ),
    Mistake(
        tie_to_the_largest,
        replaces=one_vs_one_predict,
        hint="Of labels with equally many votes the smallest is predicted; argmax finds the first.",
        caught_by=hidden.equal_votes_go_to_the_smallest,
    ),
    Mistake(
        scores_added_up,
        replaces=one_vs_one_predict,
        hint="Each machine has one vote, however large its score.",
        caught_by=hidden.equal_votes_go_to_the_smallest,
    ),
    Mistake(
        votes_the_wrong_way,
        replaces=one_vs_one_predict,
        hint="A positive score is a vote for the label that was +1 in training.",
        caught_by=public.exclusive_or,
    ),
    Mistake(
        neighbouring_labels_only,
        replaces=one_vs_one_predict,
        hint="Every pair of labels needs a machine, K (K - 1) / 2 in all.",
        caught_by=(hidden.machines_see_their_pair_alone, hidden.straight_lines_between_digits),
    ),
)
