"""The family of the rectifier: what each member does with negative inputs, and with the slopes on the way back.

The file is long because each of the five says for itself what forward and backward take and give.
"""

import numpy as np

from reference.types import Array


class ReLU:
    """Keep what is positive, cut off the rest: the default of today's networks.

    Promises
    --------
    value : forward gives the larger of 0 and each entry, in training and in test mode, for arrays of any shape.
    gradient : backward gives the gradient by the x of this layer's last forward. At exactly 0 every slope from 0 to 1
        is right.
    pure : x is left as it was: another layer may read the same array.

    References
    ----------
    .. [1] Nair, V., Hinton, G. E. Rectified linear units improve restricted Boltzmann machines. *ICML* 2010, 807-814.

    Examples
    --------
    >>> layer = ReLU()
    >>> layer.forward(np.array([[-2.0, 3.0]]))
    array([[0., 3.]])
    >>> layer.backward(np.array([[5.0, 5.0]]))
    array([[0., 5.]])
    """

    def forward(self, x: Array, train: bool = True) -> Array:
        """Rectify, and remember what the way back needs.

        Parameters
        ----------
        x : ndarray of any shape
            Pre-activations.
        train : bool
            Makes no difference to this layer.

        Returns
        -------
        out : ndarray, shape of x
            Activations.
        """
        self._slope = np.where(x > 0, 1.0, 0.0)
        return np.maximum(x, 0.0)

    def backward(self, dout: Array) -> Array:
        """Go back through the last forward.

        Parameters
        ----------
        dout : ndarray, shape of x
            Gradient of some loss by out.

        Returns
        -------
        dx : ndarray, shape of x
            Its gradient by x.
        """
        return dout * self._slope


class LeakyReLU:
    """Keep what is positive, shrink the rest: no unit is ever quite silent.

    Parameters
    ----------
    a : float
        The slope for negative inputs; any positive number, also above 1.

    Promises
    --------
    value : forward gives x where x is positive and a times x where it is negative, in training and in test mode.
    gradient : backward gives the gradient by the x of this layer's last forward. At exactly 0 every slope from 0 to 1
        is right.
    slopes : both hold for every a > 0.

    References
    ----------
    .. [1] Maas, A. L., Hannun, A. Y., Ng, A. Y. Rectifier nonlinearities improve neural network acoustic models. *ICML
       Workshop on Deep Learning for Audio, Speech, and Language Processing*, 2013.

    Examples
    --------
    >>> layer = LeakyReLU(0.25)
    >>> layer.forward(np.array([[-2.0, 3.0]]))
    array([[-0.5,  3. ]])
    >>> layer.backward(np.array([[4.0, 4.0]]))
    array([[1., 4.]])
    """

    def __init__(self, a: float) -> None:
        """Set the slope.

        Parameters
        ----------
        a : float
            The slope for negative inputs.
        """
        self.a = a

    def forward(self, x: Array, train: bool = True) -> Array:
        """Rectify, and remember what the way back needs.

        Parameters
        ----------
        x : ndarray of any shape
            Pre-activations.
        train : bool
            Makes no difference to this layer.

        Returns
        -------
        out : ndarray, shape of x
            Activations.
        """
        self._slope = np.where(x > 0, 1.0, self.a)  # max(a x, x) is the same for a < 1 only
        return self._slope * x

    def backward(self, dout: Array) -> Array:
        """Go back through the last forward.

        Parameters
        ----------
        dout : ndarray, shape of x
            Gradient of some loss by out.

        Returns
        -------
        dx : ndarray, shape of x
            Its gradient by x.
        """
        return dout * self._slope


class RReLU:
    """A leaky rectifier whose slopes are drawn at random in training, and fixed in test mode.

    Parameters
    ----------
    lo, hi : float
        The range of the slopes for negative inputs; 0 < lo < hi.
    rng : numpy.random.Generator
        Draws the slopes.

    Promises
    --------
    test : with train=False a negative x is multiplied by (lo + hi) / 2; a positive one is kept in both modes.
    gradient : with train=True each negative entry of x is multiplied by a slope between lo and hi, and backward
        multiplies by the slopes of the last forward, whatever its mode.
    draws : every entry has a slope of its own, uniform between lo and hi, drawn from rng at every forward in training;
        nothing else is random.
    slopes : all this holds for slopes above 1 as well.
    pure : x is left as it was.

    References
    ----------
    .. [1] Xu, B., Wang, N., Chen, T., Li, M. Empirical evaluation of rectified activations in convolutional network.
       arXiv:1505.00853, 2015. (They divide by what they draw.)

    Examples
    --------
    >>> layer = RReLU(0.25, 0.75, np.random.default_rng(0))
    >>> layer.forward(np.array([[-2.0, 3.0]]), train=False)
    array([[-1.,  3.]])
    """

    def __init__(self, lo: float, hi: float, rng: np.random.Generator) -> None:
        """Set the range.

        Parameters
        ----------
        lo, hi : float
            The range of the slopes for negative inputs.
        rng : numpy.random.Generator
            Draws the slopes.
        """
        self.lo, self.hi, self.rng = lo, hi, rng

    def forward(self, x: Array, train: bool = True) -> Array:
        """Rectify with drawn slopes or with the middle one, and remember which.

        Parameters
        ----------
        x : ndarray of any shape
            Pre-activations.
        train : bool
            Whether slopes are drawn.

        Returns
        -------
        out : ndarray, shape of x
            Activations.
        """
        negative = self.rng.uniform(self.lo, self.hi, size=x.shape) if train else (self.lo + self.hi) / 2
        self._slope = np.where(x > 0, 1.0, negative)
        return self._slope * x

    def backward(self, dout: Array) -> Array:
        """Go back through the last forward.

        Parameters
        ----------
        dout : ndarray, shape of x
            Gradient of some loss by out.

        Returns
        -------
        dx : ndarray, shape of x
            Its gradient by x.
        """
        return dout * self._slope


class ELU:
    r"""Keep what is positive, bend the rest towards -a: an exponential linear unit.

    .. math:: f(x) = x \text{ for } x \ge 0, \quad a (e^x - 1) \text{ for } x < 0

    Parameters
    ----------
    a : float
        What large negative inputs come close to, without its sign; any positive number.

    Promises
    --------
    value : forward gives f of each entry, in training and in test mode.
    gradient : backward gives the gradient by the x of this layer's last forward. At exactly 0 every slope from 0 to 1
        is right.
    slopes : both hold for every a > 0, below 1 and above.
    large : inputs as far out as 1000 give finite results, there and back, without a warning.

    References
    ----------
    .. [1] Clevert, D.-A., Unterthiner, T., Hochreiter, S. Fast and accurate deep network learning by exponential linear
       units (ELUs). *ICLR* 2016.

    Examples
    --------
    >>> layer = ELU(2.0)
    >>> layer.forward(np.array([[-np.log(2.0), 3.0]]))
    array([[-1.,  3.]])
    >>> layer.backward(np.array([[1.0, 1.0]]))
    array([[1., 1.]])
    """

    def __init__(self, a: float) -> None:
        """Set the level.

        Parameters
        ----------
        a : float
            What large negative inputs come close to, without its sign.
        """
        self.a = a

    def forward(self, x: Array, train: bool = True) -> Array:
        """Bend, and remember what the way back needs.

        Parameters
        ----------
        x : ndarray of any shape
            Pre-activations.
        train : bool
            Makes no difference to this layer.

        Returns
        -------
        out : ndarray, shape of x
            Activations.
        """
        power = np.exp(np.minimum(x, 0.0))  # of the negative ones alone: exp(1000) overflows
        self._slope = np.where(x > 0, 1.0, self.a * power)
        return np.where(x > 0, x, self.a * (power - 1.0))

    def backward(self, dout: Array) -> Array:
        """Go back through the last forward.

        Parameters
        ----------
        dout : ndarray, shape of x
            Gradient of some loss by out.

        Returns
        -------
        dx : ndarray, shape of x
            Its gradient by x.
        """
        return dout * self._slope


class Maxout:
    """Compute k linear pieces and keep the largest: a layer that learns the shape of its activation.

    Parameters
    ----------
    W : ndarray, shape (k, D, M)
        The weights of the k pieces.
    b : ndarray, shape (k, M)
        Their biases.

    Promises
    --------
    value : each unit puts out the largest of its k pieces, for every example.
    gradient : backward gives the gradients of the last forward by x, W and b, in this order, each of the shape of what
        it belongs to.
    ties : where the largest pieces are equal, the first of them takes the slope.

    References
    ----------
    .. [1] Goodfellow, I., Warde-Farley, D., Mirza, M., Courville, A., Bengio, Y. Maxout networks. *ICML* 2013,
       1319-1327.

    Examples
    --------
    >>> layer = Maxout(np.array([[[1.0]], [[-1.0]]]), np.zeros((2, 1)))  # the larger of x and -x
    >>> layer.forward(np.array([[-2.0], [3.0]]))
    array([[2.],
           [3.]])
    >>> dx, dW, db = layer.backward(np.array([[1.0], [1.0]]))
    >>> dx
    array([[-1.],
           [ 1.]])
    """

    def __init__(self, W: Array, b: Array) -> None:
        """Take the parameters.

        Parameters
        ----------
        W : ndarray, shape (k, D, M)
            The weights of the k pieces.
        b : ndarray, shape (k, M)
            Their biases.
        """
        self.W, self.b = W, b

    def forward(self, x: Array, train: bool = True) -> Array:
        """Keep the largest piece, and remember which it was.

        Parameters
        ----------
        x : ndarray, shape (N, D)
            Inputs.
        train : bool
            Makes no difference to this layer.

        Returns
        -------
        out : ndarray, shape (N, M)
            Activations.
        """
        pieces = x @ self.W + self.b[:, np.newaxis, :]  # (k, N, M)
        winner = pieces.argmax(axis=0)  # (N, M), the first where several are largest
        self._x, self._wins = x, winner == np.arange(len(self.W))[:, np.newaxis, np.newaxis]  # (k, N, M)
        return pieces.max(axis=0)

    def backward(self, dout: Array) -> tuple[Array, Array, Array]:
        """Go back through the last forward.

        Parameters
        ----------
        dout : ndarray, shape (N, M)
            Gradient of some loss by out.

        Returns
        -------
        dx : ndarray, shape (N, D)
            Its gradient by x.
        dW : ndarray, shape (k, D, M)
            Its gradient by W.
        db : ndarray, shape (k, M)
            Its gradient by b.
        """
        dpieces = self._wins * dout  # (k, N, M): only the winner gets something
        dx = (dpieces @ self.W.swapaxes(1, 2)).sum(axis=0)  # (N, D)
        return dx, self._x.T @ dpieces, dpieces.sum(axis=1)
