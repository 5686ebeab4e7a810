"""The search for the widest street as quadratic programs: the primal problem, and its dual."""

import numpy as np

from reference.quadratic_program import solve_qp  # noqa: F401  # what the examples solve their programs by
from reference.types import Array, Labels


def primal_qp(X: Array, y: Labels) -> tuple[Array, Array, Array, Array]:
    r"""State the search for the widest street as a quadratic program.

    The variables are :math:`x = (w_1, \dots, w_D, b)`, the bias last. `solve_qp` minimizes
    :math:`\tfrac12 x^T P x + q^T x` where :math:`G x \le h`.

    Parameters
    ----------
    X : ndarray, shape (N, D)
        Inputs, one row per example.
    y : ndarray of int, shape (N,)
        Labels, -1 and +1.

    Returns
    -------
    P : ndarray, shape (D + 1, D + 1)
        Symmetric.
    q : ndarray, shape (D + 1,)
        The linear part.
    G, h : ndarray, shapes (N, D + 1) and (N,)
        The inequalities.

    Promises
    --------
    objective : the function is half of w . w, whatever b is.
    constraints : the inequalities say y (w . x + b) >= 1 for every row of X, and no more; their order is free, and each
        may be multiplied by any positive number.
    solution : for separable rows, solve_qp(P, q, G, h) gives the w and b of the widest street.
    single : one row, and rows that are longer than there are many, work like others.
    pure : X and y are left as they were.

    References
    ----------
    .. [1] Hastie, T., Tibshirani, R., Friedman, J. *The Elements of Statistical Learning*, 2nd edition, Springer, 2009,
       section 4.5.2.

    Examples
    --------
    >>> P, q, G, h = primal_qp(np.array([[0.0], [4.0]]), np.array([-1, 1]))
    >>> x = solve_qp(P, q, G, h)
    >>> print(x.round(6))
    [ 0.5 -1. ]
    """
    N, D = X.shape
    P = np.diag(np.append(np.ones(D), 0.0))  # (D + 1, D + 1)
    rows = np.column_stack([X, np.ones(N)])  # (N, D + 1)
    return P, np.zeros(D + 1), rows * -y[:, None], -np.ones(N)


def dual_qp(gram: Array, y: Labels, C: float) -> tuple[Array, Array, Array, Array, Array, Array]:
    r"""State the dual problem as a quadratic program that can be handed to `solve_qp`.

    The variables are the multipliers :math:`\alpha_1, \dots, \alpha_N` of the rows. What the dual wants as large as
    possible, `solve_qp` wants as small as possible: :math:`\tfrac12 \alpha^T P \alpha + q^T \alpha` where
    :math:`A \alpha = b` and :math:`lb \le \alpha \le ub`.

    Parameters
    ----------
    gram : ndarray, shape (N, N)
        Kernel values :math:`k(x_i, x_j)` of the rows.
    y : ndarray of int, shape (N,)
        Labels, -1 and +1.
    C : float
        The penalty; ``np.inf`` for the hard margin, which lets no row into the street.

    Returns
    -------
    P : ndarray, shape (N, N)
        Symmetric.
    q : ndarray, shape (N,)
        The linear part.
    A : ndarray, shape (1, N)
        The equation.
    b : ndarray, shape (1,)
        Its right side.
    lb, ub : ndarray, shape (N,), or float
        Bounds; infinite where there is none.

    Promises
    --------
    objective : the function is minus the dual's: half of the sum over i and j of alpha_i alpha_j y_i y_j gram_ij, minus
        the sum of all alpha_i.
    equation : the equation says that the sum of alpha_i y_i is 0.
    box : the bounds say 0 <= alpha_i <= C.
    hard : with C = inf nothing bounds alpha from above.
    convex : P has no eigenvalue below 0, as far as rounding allows, whatever the rows.
    solution : solve_qp finds alpha whose dual value meets the primal value of the machine made of it, to 1e-6 of it.
    single : one row of each label works like many.
    pure : gram and y are left as they were.

    References
    ----------
    .. [1] Cortes, C., Vapnik, V. Support-vector networks. *Machine Learning* 20 (1995), 273-297, appendix A.

    Examples
    --------
    >>> X, y = np.array([[0.0], [4.0]]), np.array([-1, 1])
    >>> P, q, A, b, lb, ub = dual_qp(X @ X.T, y, np.inf)
    >>> alpha = solve_qp(P, q, A=A, b=b, lb=lb, ub=ub)
    >>> print(alpha.round(6))
    [0.125 0.125]
    """
    N = len(y)
    P = np.outer(y, y) * gram  # (N, N)
    return P, -np.ones(N), y[None, :].astype(float), np.zeros(1), np.zeros(N), np.full(N, float(C))
