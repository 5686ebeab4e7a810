"""Support vector machines: what follows from the dual, for two classes and for many."""

from collections.abc import Callable

import numpy as np

from reference.quadratic_program import solve_qp
from reference.street_programs import dual_qp
from reference.types import Array, Labels


class SVC:
    r"""A support vector machine for two classes, with any kernel.

    Parameters
    ----------
    kernel : callable
        ``kernel(X, Z)`` gives the kernel values of all rows of X with all rows of Z, of shape (N, M).
    C : float
        The penalty of the dual; ``np.inf`` for the hard margin.

    Attributes
    ----------
    alpha : ndarray, shape (N,)
        The multipliers of the N rows that `fit` got.
    b : float
        The bias.
    support : array or list of int
        Indices of the support vectors among those rows.

    Promises
    --------
    decision : decision_function gives the sum over the rows i of fit of alpha_i y_i k(x_i, x), plus b, with the
        attributes alpha and b.
    optimal : alpha solves the dual: 0 <= alpha <= C, the sum of alpha y is 0, and the dual value is the largest, all to
        about 1e-4.
    free : where some multipliers lie strictly between 0 and C, b puts their rows at a score of -1 or +1.
    middle : where none does, b is the middle of the interval that the conditions of Karush, Kuhn and Tucker leave.
    support : the rows of support lie at the border of the street or inside of it, y f(x) <= 1.001; and the sum over
        them alone gives the same decision, to 1e-3.
    away : where some multiplier lies strictly between 0 and C, leaving out all rows that are not in support, or adding
        rows beyond the border, changes the decision by less than 1e-4; adding one inside does change it.
    twins : rows that occur several times, and kernels whose matrix is singular, work like others.
    again : a second fit forgets the first, and models share nothing.
    chain : fit returns the model itself.
    pure : fit leaves X and y as they were.

    Notes
    -----
    Multipliers need not be unique: any that give the same decision are right. A solver leaves numbers like 1e-11 where
    0 is meant. The interval of the promise ``middle``: a row with alpha = 0 must have y f(x) >= 1, a row with
    alpha = C must have y f(x) <= 1; each says that b is at least, or at most, some number.

    References
    ----------
    .. [1] Cortes, C., Vapnik, V. Support-vector networks. *Machine Learning* 20 (1995), 273-297.
    .. [2] Chang, C.-C., Lin, C.-J. LIBSVM: a library for support vector machines. *ACM TIST* 2 (2011), section 4.1.5:
       how b is found.

    Examples
    --------
    >>> def product(X, Z):
    ...     return np.dot(X, np.transpose(Z))
    >>> X, y = np.array([[0.0], [4.0], [7.0]]), np.array([-1, 1, 1])
    >>> model = SVC(product, np.inf).fit(X, y)
    >>> print(model.decision_function(np.array([[2.0], [6.0]])).round(6) + 0.0)
    [0. 2.]
    >>> print(model.support)
    [0 1]
    """

    def __init__(self, kernel: Callable[[Array, Array], Array], C: float) -> None:
        """Remember kernel and penalty.

        Parameters
        ----------
        kernel : callable
            As above.
        C : float
            As above.
        """
        self.kernel = kernel
        self.C = C

    def fit(self, X: Array, y: Labels) -> "SVC":
        """Find multipliers and bias.

        Parameters
        ----------
        X : ndarray, shape (N, D)
            Inputs, one row per example.
        y : ndarray of int, shape (N,)
            Labels, -1 and +1; both occur.

        Returns
        -------
        self : SVC
            The model, so that calls can be chained.
        """
        gram = self.kernel(X, X)  # (N, N)
        P, q, A, b, lb, ub = dual_qp(gram, y, self.C)
        self.alpha = solve_qp(P, q, A=A, b=b, lb=lb, ub=ub)  # (N,)

        # What is within a millionth of a bound is at the bound.
        above = self.alpha > 1e-6 * min(self.C, self.alpha.max())  # (N,)
        below = self.alpha < self.C * (1 - 1e-6)  # (N,)
        self.support = np.flatnonzero(above)
        self.X, self.weights = X[above].copy(), y[above] * self.alpha[above]

        bias = y - gram[:, above] @ self.weights  # (N,), what would put each row at the border
        if (above & below).any():
            self.b = float(bias[above & below].mean())
        else:
            # At 0, y f >= 1: b is at least the bias of a row +1, at most that of a row -1. At C it is reversed.
            at_least = np.where(y == 1, ~above, ~below)  # (N,)
            at_most = np.where(y == 1, ~below, ~above)  # (N,)
            self.b = float(bias[at_least].max() + bias[at_most].min()) / 2
        return self

    def decision_function(self, X: Array) -> Array:
        """Return the score of every row; its sign is the predicted label.

        Parameters
        ----------
        X : ndarray, shape (M, D)
            Inputs.

        Returns
        -------
        f : ndarray, shape (M,)
            Scores.
        """
        return self.kernel(X, self.X) @ self.weights + self.b


def one_vs_one_predict(X: Array, y: Labels, X_test: Array, kernel: Callable[[Array, Array], Array], C: float) -> Labels:
    r"""Tell K classes apart by K (K - 1) / 2 machines, one for each pair of classes.

    Parameters
    ----------
    X : ndarray, shape (N, D)
        Inputs of the training set.
    y : ndarray of int, shape (N,)
        Their labels: any integers, at least two different ones.
    X_test : ndarray, shape (M, D)
        New inputs.
    kernel : callable
        ``kernel(X, Z)``, as in `SVC`.
    C : float
        The penalty of every machine.

    Returns
    -------
    labels : ndarray of int, shape (M,)
        Predicted labels.

    Promises
    --------
    two : with two labels, one machine decides between them.
    pairs : each machine learns from the rows of its two labels alone.
    votes : each machine votes for one label of its pair, and the label with the most votes is predicted.
    ties : of labels with equally many votes the smallest is predicted.
    labels : labels may be any integers; what is predicted are labels, not their numbers.
    digits : held-out digits are named as often as the table below asks, with the pixels in any fixed order.
    pure : X, y and X_test are left as they were.

    Notes
    -----
    Train the machines with `SVC(kernel, C)`. When this function is graded, a machine of ours stands under that name, so
    that what is wrong with yours costs nothing here. No check has a score of exactly 0.

    =================================================  ========  =======
    held-out accuracy (nothing is drawn)               at least
    =================================================  ========  =======
    digits, 1352 images, linear kernel with C = 1      95 %      1 point
    digits, rbf with gamma 0.1, C = 5                  97 %      1 point
    MNIST, where the grader was given it: 1000 images  85.5 %    1 point
    MNIST, rbf with gamma 0.02, C = 5                  90 %      1 point
    =================================================  ========  =======

    References
    ----------
    .. [1] Hsu, C.-W., Lin, C.-J. A comparison of methods for multiclass support vector machines. *IEEE Transactions on
       Neural Networks* 13 (2002), 415-425.

    Examples
    --------
    >>> def product(X, Z):
    ...     return np.dot(X, np.transpose(Z))
    >>> X, y = np.array([[0.0], [1.0], [4.0], [5.0], [9.0]]), np.array([3, 3, 7, 7, 8])
    >>> one_vs_one_predict(X, y, np.array([[0.5], [4.5], [8.0]]), product, 10.0)
    array([3, 7, 8])
    """
    classes = np.unique(y)  # (K,), ascending
    votes = np.zeros((len(X_test), len(classes)), dtype=int)  # (M, K)
    for high in range(len(classes)):
        for low in range(high):
            rows = (y == classes[low]) | (y == classes[high])  # (N,)
            signs = np.where(y[rows] == classes[high], 1, -1)
            f = SVC(kernel, C).fit(X[rows], signs).decision_function(X_test)  # (M,)
            votes[np.arange(len(X_test)), np.where(f > 0, high, low)] += 1
    return classes[votes.argmax(axis=1)]  # argmax takes the first of equals
