"""From files to numbers that a network can learn from."""

import math

import numpy as np
from numpy.typing import NDArray

from reference.types import Array


def load_idx(data: bytes) -> NDArray[np.uint8]:
    """Read an array from the content of an IDX file, the format in which MNIST comes.

    ======  ==========================================================================================
    bytes   hold
    ======  ==========================================================================================
    0, 1    0
    2       8: the data are unsigned bytes
    3       d, the number of axes
    4 ...   d lengths of 4 bytes each, the most significant byte first (big-endian)
    rest    the data, one byte for each entry, the last axis running fastest
    ======  ==========================================================================================

    Parameters
    ----------
    data : bytes
        The whole file.

    Returns
    -------
    array : ndarray of uint8
        With d axes of these lengths.

    Raises
    ------
    ValueError
        If the first three bytes are others, or if the file is shorter or longer than its header says.

    Promises
    --------
    array : the array has the shape of the header, for one axis and for several, and the data of the rest.
    damaged : another beginning, or another length than the header says, raises ValueError.

    References
    ----------
    .. [1] LeCun, Y., Cortes, C., Burges, C. *The MNIST database of handwritten digits*. The format stands at its end.

    Examples
    --------
    >>> load_idx(bytes([0, 0, 8, 1, 0, 0, 0, 3, 5, 0, 4]))
    array([5, 0, 4], dtype=uint8)
    """
    if len(data) < 4 or data[:3] != bytes([0, 0, 8]):
        raise ValueError("an IDX file of unsigned bytes begins with the bytes 0, 0, 8")
    start = 4 + 4 * data[3]
    shape = tuple(int.from_bytes(data[i : i + 4], "big") for i in range(4, start, 4))
    if len(data) != start + math.prod(shape):
        raise ValueError(f"the header promises the shape {shape}, but {len(data) - start} bytes follow it")
    return np.frombuffer(data, dtype=np.uint8, offset=start).reshape(shape)


class Scaler:
    """Bring every column to mean 0 and variance 1, with the numbers of the training data.

    Attributes
    ----------
    mean : ndarray, shape (D,)
        The means of the columns. `fit` sets it; only `transform` uses it.
    deviation : ndarray, shape (D,)
        Their standard deviations. `fit` sets it; only `transform` uses it.

    Promises
    --------
    standard : the columns of the X that was fitted have mean 0 and variance 1 after transform, where the variance is
        the mean squared distance from the mean; fit returns the model itself.
    fitted : other data are transformed with the means and variances of the X that was fitted; 8-bit integers are no
        exception.
    constant : a column that is constant in the X that was fitted becomes 0 there, without a warning.

    Examples
    --------
    >>> scaler = Scaler().fit(np.array([[1.0, 7.0], [3.0, 7.0]]))
    >>> scaler.transform(np.array([[1.0, 7.0], [4.0, 7.0]]))
    array([[-1.,  0.],
           [ 2.,  0.]])
    """

    def fit(self, X: Array) -> "Scaler":
        """Remember mean and standard deviation of each column.

        Parameters
        ----------
        X : ndarray, shape (N, D)
            Training inputs.

        Returns
        -------
        self : Scaler
            The model, so that calls can be chained.
        """
        self.mean = X.mean(axis=0)  # (D,)
        # What is constant has nothing to divide by; its deviation is 0 but for rounding, so that is not asked.
        varies = X.max(axis=0) > X.min(axis=0)
        self.deviation = np.where(varies, X.std(axis=0), 1.0)  # (D,)
        return self

    def transform(self, X: Array) -> Array:
        """Shift and scale inputs, of training or new.

        Parameters
        ----------
        X : ndarray, shape (N, D)
            Inputs.

        Returns
        -------
        scaled : ndarray, shape (N, D)
            The inputs in standard deviations from the mean.
        """
        return (X - self.mean) / self.deviation
