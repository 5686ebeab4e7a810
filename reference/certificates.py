"""Proofs that a line separates two classes, or that none does; either kind is checked by a few products."""

import numpy as np

from reference.perceptron import augment
from reference.quadratic_program import solve_qp
from reference.types import Array, Labels


def verify_certificate(X: Array, y: Labels, cert: tuple[str, Array]) -> bool:
    r"""Say whether a certificate proves that a line separates the two classes, or that none does.

    Write :math:`\tilde x = (1, x_1, \dots, x_D)`. There are two kinds of certificates:

    - ``("w", w)`` with w of shape (D + 1,), the bias first, claims that w separates;
    - ``("farkas", lam)`` with lam of shape (N,), one number for each example, claims that nothing does.

    Parameters
    ----------
    X : ndarray, shape (N, D)
        Inputs, without the leading ones.
    y : ndarray of int, shape (N,)
        Labels, each -1 or +1.
    cert : (str, ndarray)
        The kind of the certificate, and its numbers.

    Returns
    -------
    valid : bool
        Whether the certificate proves what it claims.

    Promises
    --------
    line : ("w", w) is valid where y times (w . x~) is above 0 for every example, and only there.
    balance : ("farkas", lam) is valid only where the sum over all examples of lam y x~ is 0 in every coordinate, the
        leading one included.
    sign : it is valid only where no entry of lam is below 0.
    nonzero : it is valid only where some entry of lam is not 0.
    rounding : a sum counts as 0 up to 1e-9 times the largest single entry of any lam y x~, whatever the size of lam.
    pure : X, y and the certificate are left as they were.

    Notes
    -----
    The conditions ``balance``, ``sign`` and ``nonzero`` together are enough.

    References
    ----------
    .. [1] Boyd, Vandenberghe, *Convex Optimization*, Cambridge University Press, 2004, section 5.8 (theorems of
       alternatives).

    Examples
    --------
    >>> X, y = np.array([[0.0], [2.0]]), np.array([-1, 1])
    >>> verify_certificate(X, y, ("w", np.array([-1.0, 1.0])))
    True
    >>> verify_certificate(X, y, ("farkas", np.array([1.0, 1.0])))
    False
    """
    kind, numbers = cert
    signed = y[:, None] * augment(X)  # (N, D + 1), rows y x~
    if kind == "w":
        return bool((signed @ numbers > 0).all())
    if (numbers < 0).any() or not numbers.any():
        return False
    terms = numbers[:, None] * signed  # (N, D + 1)
    return bool(np.abs(terms.sum(axis=0)).max() <= 1e-9 * np.abs(terms).max())


def xor_certificate() -> tuple[str, Array]:
    r"""Give a certificate that no line computes exclusive or; find it by hand.

    The examples are (0, 0), (0, 1), (1, 0), (1, 1), in this order, with the labels -1, +1, +1, -1.

    Returns
    -------
    cert : (str, ndarray)
        The kind of the certificate, and its numbers, as in `verify_certificate`.

    Promises
    --------
    proof : the certificate is valid for these examples and labels.

    Examples
    --------
    >>> kind, numbers = xor_certificate()
    >>> kind
    'farkas'
    """
    return "farkas", np.ones(4)


def find_certificate(X: Array, y: Labels) -> tuple[str, Array]:
    r"""Find a certificate that a line separates two classes, or that none does.

    Parameters
    ----------
    X : ndarray, shape (N, D)
        Inputs, without the leading ones.
    y : ndarray of int, shape (N,)
        Labels, -1 or +1; both occur. The convex hulls of the two classes either have points in common or keep a
        distance.

    Returns
    -------
    cert : (str, ndarray)
        The kind of the certificate, and its numbers, as in `verify_certificate`.

    Promises
    --------
    line : where a line separates the classes, the certificate is a valid one of the kind "w".
    none : where no line does, the certificate is a valid one of the kind "farkas".
    pure : X and y are left as they were.

    Notes
    -----
    `solve_qp` is given. Any method that finds a valid certificate will do.

    Examples
    --------
    >>> X, y = np.array([[0.0], [2.0]]), np.array([-1, 1])
    >>> kind, w = find_certificate(X, y)
    >>> kind
    'w'
    """
    # The nearest points of the two hulls: lam mixes each class with weights that add up to 1, and the sum over
    # lam y x is the way from the point of the class -1 to that of the class +1.
    signed = y[:, None] * X  # (N, D)
    classes = np.vstack([y > 0, y < 0]).astype(float)  # (2, N)
    lam = solve_qp(signed @ signed.T, np.zeros(len(y)), A=classes, b=np.ones(2), lb=0.0)  # (N,)
    way = lam @ signed  # (D,)
    middle = lam @ X / 2  # (D,)

    line = "w", np.concatenate([[-way @ middle], way])
    if verify_certificate(X, y, line):
        return line
    return "farkas", lam
