"""When to stop: the loss no longer falls, or the weights no longer move."""

import numpy as np

from reference.types import Array


class EarlyStopping:
    r"""Watch a loss from epoch to epoch, keep the best parameters, and say when to stop.

    Parameters
    ----------
    patience : int
        After how many epochs in a row without a gain the criterion is met; at least 1.
    min_delta : float
        How far a loss must lie below the best one to be a gain.
    cooldown : int
        How many further epochs follow after the criterion is met.
    factor : float
        What the step size is multiplied by in these.

    Attributes
    ----------
    best_loss : float
        The loss of the latest gain; infinity before the first.
    best_params : dict of str to ndarray or None
        The parameters that were given together with it; None before the first.
    rate : float
        What to multiply the step size of the next epoch by.

    Promises
    --------
    patience : with cooldown 0, update returns True in the epoch that is the patience-th in a row without a gain, and
        False before.
    gain : a loss that lies more than min_delta below best_loss is a gain, and the count of epochs starts again at 0. A
        loss that lies exactly min_delta below it, or less, is none.
    best : best_loss and best_params belong to the latest gain; other losses leave them as they are. The first loss is
        a gain, however large it is.
    nan : a loss of NaN is no gain.
    copy : best_params is a copy: arrays that are changed after update was called do not change it.
    cooldown : rate is 1 up to the criterion and factor from the update that meets it. That update returns False if
        cooldown is above 0, and so do those that follow, but for the cooldown-th, which returns True.
    late : a gain in these further epochs is kept in best_loss and best_params, but does not call the stop off.

    References
    ----------
    .. [1] Prechelt, L. Early stopping - but when? In *Neural Networks: Tricks of the Trade*, Springer, 1998, 55-69.

    Examples
    --------
    >>> watch = EarlyStopping(2)
    >>> [watch.update(loss, {"W1": np.array([[loss]])}) for loss in (3.0, 1.0, 2.0, 1.5)]
    [False, False, False, True]
    >>> watch.best_loss, watch.best_params
    (1.0, {'W1': array([[1.]])})
    """

    def __init__(self, patience: int, min_delta: float = 0.0, cooldown: int = 0, factor: float = 0.1) -> None:
        """Start without any loss.

        Parameters
        ----------
        patience : int
            After how many epochs in a row without a gain the criterion is met; at least 1.
        min_delta : float
            How far a loss must lie below the best one to be a gain.
        cooldown : int
            How many further epochs follow after the criterion is met.
        factor : float
            What the step size is multiplied by in these.
        """
        self.patience, self.min_delta, self.cooldown, self.factor = patience, min_delta, cooldown, factor
        self.best_loss, self.rate = float("inf"), 1.0
        self.best_params: dict[str, Array] | None = None
        self._waited = 0  # epochs in a row without a gain
        self._left: int | None = None  # further epochs, once the criterion is met

    def update(self, loss: float, params: dict[str, Array]) -> bool:
        """Hear of one more epoch.

        Parameters
        ----------
        loss : float
            The loss after this epoch, best measured on examples that are not trained on.
        params : dict of str to ndarray
            The parameters after this epoch.

        Returns
        -------
        stop : bool
            Whether training ends here.
        """
        self._waited += 1
        if loss < self.best_loss - self.min_delta:  # NaN is never below
            self.best_loss, self._waited = loss, 0
            self.best_params = {name: array.copy() for name, array in params.items()}
        if self._left is not None:
            self._left -= 1
        elif self._waited >= self.patience:
            self._left, self.rate = self.cooldown, self.factor
        return self._left is not None and self._left <= 0


def weight_change_stop(old: Array, new: Array, rho: float, relative: bool = False) -> bool:
    r"""Say whether the weights of a layer have come to rest.

    Parameters
    ----------
    old : ndarray, shape (D, M)
        The weights of ten epochs ago, a column for each of the M units.
    new : ndarray, shape (D, M)
        The weights of now.
    rho : float
        What counts as rest.
    relative : bool
        Whether the change of a unit is divided by the length of its old weights, which is not 0 then.

    Returns
    -------
    stop : bool
        Whether all units are at rest.

    Promises
    --------
    units : the change of a unit is the length of the difference of its two columns; all of them must be below rho, so
        that a single restless unit is enough to go on, however many others are at rest.
    below : a change of exactly rho is not below rho.
    relative : with relative=True each change is first divided by the length of the old column of this unit.

    Examples
    --------
    >>> old, new = np.array([[0.0, 5.0], [0.0, 0.0]]), np.array([[0.3, 5.0], [0.4, 0.0]])
    >>> weight_change_stop(old, new, 0.6), weight_change_stop(old, new, 0.4)
    (True, False)
    """
    change = np.linalg.norm(new - old, axis=0)  # (M,)
    if relative:
        change = change / np.linalg.norm(old, axis=0)
    return bool(change.max() < rho)
