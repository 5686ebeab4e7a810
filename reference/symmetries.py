"""Different parameters, the same function: why weights alone say little."""

import numpy as np

from reference.types import Array, Labels


def permute_hidden(params: dict[str, Array], perm: Labels) -> dict[str, Array]:
    """Put the units of the first hidden layer into another order, so that the network computes what it did.

    Parameters
    ----------
    params : dict of str to ndarray
        A network with at least one hidden layer of M units.
    perm : ndarray of int, shape (M,)
        A permutation of ``0 .. M-1``: new unit i is the old unit ``perm[i]``.

    Returns
    -------
    params : dict of str to ndarray
        The new network, all of its parameters.

    Promises
    --------
    order : new unit i of the first hidden layer has the weights and the bias of the old unit perm[i].
    function : the scores are the same for every input, to 10 digits.
    deep : further layers stay as they are.
    pure : params and perm are left as they were.

    Examples
    --------
    >>> params = {"W1": np.array([[1.0, 2.0, 3.0]]), "b1": np.array([4.0, 5.0, 6.0])}
    >>> params |= {"W2": np.array([[7.0], [8.0], [9.0]]), "b2": np.array([0.0])}
    >>> permute_hidden(params, np.array([2, 0, 1]))["b1"]
    array([6., 4., 5.])
    """
    # the units are the columns of W1 and the rows of W2
    return params | {"W1": params["W1"][:, perm], "b1": params["b1"][perm], "W2": params["W2"][perm]}


def rescale_relu(params: dict[str, Array], k: float | Array) -> dict[str, Array]:
    """Make the first hidden layer speak k times as loud and the next one listen k times less.

    Parameters
    ----------
    params : dict of str to ndarray
        A network of relu units with at least one hidden layer of M units.
    k : float, or ndarray, shape (M,)
        One factor for all units of the first hidden layer, or one for each; above 0.

    Returns
    -------
    params : dict of str to ndarray
        The new network, all of its parameters.

    Promises
    --------
    scale : every unit of the first hidden layer puts out k times what it did, whatever the input is.
    function : the scores are the same for every input, to 10 digits.
    units : k may hold a factor for each unit; further layers stay as they are.
    positive : a factor of 0 or below raises ValueError, also where it is one of many.
    pure : params and k are left as they were.

    Raises
    ------
    ValueError
        If a factor is not above 0: relu(k z) is k relu(z) for k > 0 only.

    Examples
    --------
    >>> params = {"W1": np.array([[1.0, 2.0]]), "b1": np.array([4.0, 5.0])}
    >>> params |= {"W2": np.array([[8.0], [6.0]]), "b2": np.array([1.0])}
    >>> rescale_relu(params, 2.0)["W1"]
    array([[2., 4.]])
    """
    factors = np.broadcast_to(k, params["b1"].shape)  # (M,)
    if not (factors > 0).all():
        raise ValueError(f"every factor must be above 0, not {k}")
    louder = {"W1": params["W1"] * factors, "b1": params["b1"] * factors}
    return params | louder | {"W2": params["W2"] / factors[:, np.newaxis]}
