"""More examples than were collected: images moved, turned, blurred and mixed, as far as their labels allow."""

import numpy as np

from reference.types import Array


def shift(image: Array, dy: int, dx: int) -> Array:
    """Move an image.

    Parameters
    ----------
    image : ndarray, shape (height, width) or (C, height, width)
        Rows from top to bottom, columns from left to right; C colour channels in front.
    dy : int
        By how many rows it moves down; up where negative.
    dx : int
        By how many columns it moves to the right; to the left where negative.

    Returns
    -------
    moved : ndarray of the shape of image
        A new array.

    Promises
    --------
    moved : the image moves by any dy and dx; what leaves it is lost, zeros come in, and image is left as it was.

    Examples
    --------
    >>> shift(np.array([[1, 2], [3, 4]]), 1, 0)
    array([[0, 0],
           [1, 2]])
    """
    height, width = image.shape[-2:]
    rows, columns = np.arange(height) - dy, np.arange(width) - dx  # where each pixel comes from
    inside = np.outer((rows >= 0) & (rows < height), (columns >= 0) & (columns < width))
    return image[..., rows[:, None] % height, columns % width] * inside


def rotate(image: Array, quarter_turns: int) -> Array:
    """Turn an image counter-clockwise.

    Parameters
    ----------
    image : ndarray, shape (height, width) or (C, height, width)
        Rows from top to bottom; C colour channels in front.
    quarter_turns : int
        How often it is turned by 90 degrees; clockwise where negative.

    Returns
    -------
    turned : ndarray, shape (width, height) or (C, width, height); for an even number of turns, the shape of image
        The turned image; its pixels have the same sum.

    Promises
    --------
    turned : any whole number of quarter turns, counter-clockwise; the array given is left as it was.

    Examples
    --------
    >>> rotate(np.array([[1, 2], [3, 4]]), 1)
    array([[2, 4],
           [1, 3]])
    """
    return np.rot90(image, quarter_turns, axes=(-2, -1))


def mirror(image: Array) -> Array:
    """Swap left and right.

    Parameters
    ----------
    image : ndarray, shape (height, width) or (C, height, width)
        Rows from top to bottom; C colour channels in front.

    Returns
    -------
    mirrored : ndarray of the shape of image
        The mirrored image; its pixels have the same sum.

    Promises
    --------
    mirrored : left and right are swapped, as in a mirror beside the image; the array given is left as it was.

    Examples
    --------
    >>> mirror(np.array([[1, 2], [3, 4]]))
    array([[2, 1],
           [4, 3]])
    """
    return image[..., ::-1]


def blur3(image: Array) -> Array:
    """Blur an image: each pixel becomes the mean of those around it.

    Parameters
    ----------
    image : ndarray, shape (height, width) or (C, height, width)
        Rows from top to bottom; C colour channels in front.

    Returns
    -------
    blurred : ndarray of float, of the shape of image
        A new array.

    Promises
    --------
    mean : each pixel becomes the mean of the pixels of the window of 3 x 3 around it, of those that lie in the image:
        nine in the middle, six at an edge, four in a corner; of whole numbers too. The array given is left as it was.

    Examples
    --------
    >>> blur3(np.array([[0.0, 9.0, 0.0], [0.0, 0.0, 0.0], [0.0, 0.0, 0.0]])).round(2)
    array([[2.25, 1.5 , 2.25],
           [1.5 , 1.  , 1.5 ],
           [0.  , 0.  , 0.  ]])
    """
    moves = [(dy, dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1)]
    counts = np.sum([shift(np.ones(image.shape[-2:]), dy, dx) for dy, dx in moves], axis=0)  # 4, 6 or 9
    return np.sum([shift(image, dy, dx) for dy, dx in moves], axis=0) / counts


def channel_gain(image: Array, gains: Array) -> Array:
    """Change the colours of an image.

    Parameters
    ----------
    image : ndarray, shape (C, height, width)
        An image of C colour channels.
    gains : ndarray, shape (C,)
        What each channel is multiplied by.

    Returns
    -------
    coloured : ndarray, shape (C, height, width)
        A new array.

    Promises
    --------
    gains : each channel is multiplied by its own gain; the array given is left as it was.

    Examples
    --------
    >>> channel_gain(np.ones((2, 1, 3)), np.array([0.5, 2.0]))
    array([[[0.5, 0.5, 0.5]],
    <BLANKLINE>
           [[2. , 2. , 2. ]]])
    """
    return image * gains[:, None, None]


def jitter(images: Array, size: int, rng: np.random.Generator) -> Array:
    """Shift every image a little, each by its own draw.

    Parameters
    ----------
    images : ndarray, shape (N, height, width)
        Images.
    size : int
        The largest shift, in each direction.
    rng : numpy.random.Generator
        Draws the shifts.

    Returns
    -------
    moved : ndarray of the shape of images
        A new array.

    Promises
    --------
    each : every image is shifted, as by `shift`, by whole numbers dy and dx of its own, each drawn uniformly from -size
        to size, both included; every call draws anew, from rng alone, and leaves images as they were.

    Examples
    --------
    >>> jitter(np.ones((2, 3, 3)), 0, np.random.default_rng(0)).sum()
    np.float64(18.0)
    """
    moves = rng.integers(-size, size + 1, size=(len(images), 2))
    return np.stack([shift(image, int(dy), int(dx)) for image, (dy, dx) in zip(images, moves, strict=True)])


def gaussian_noise(images: Array, sd: float, rng: np.random.Generator) -> Array:
    """Add grain: normal noise on every pixel.

    Parameters
    ----------
    images : ndarray, shape (N, height, width)
        Images.
    sd : float
        Standard deviation of the noise, at least 0.
    rng : numpy.random.Generator
        Draws the noise.

    Returns
    -------
    noisy : ndarray of the shape of images
        A new array; pixels may leave 0 .. 1.

    Promises
    --------
    each : every pixel of every image has noise of its own, with mean 0 and standard deviation sd, drawn anew at each
        call; nothing is cut off, and images are left as they were.

    Examples
    --------
    >>> gaussian_noise(np.ones((1, 1, 2)), 0.0, np.random.default_rng(0))
    array([[[1., 1.]]])
    """
    return images + rng.normal(scale=sd, size=images.shape)


def mixup(X: Array, Y: Array, alpha: float, rng: np.random.Generator) -> tuple[Array, Array]:
    r"""Mix examples by pairs, their labels too.

    .. math:: \tilde x = \lambda x_i + (1 - \lambda) x_j, \qquad \tilde y = \lambda y_i + (1 - \lambda) y_j

    Parameters
    ----------
    X : ndarray, shape (N, D)
        Inputs.
    Y : ndarray, shape (N, K)
        One-hot rows, or rows of probabilities.
    alpha : float
        The weights are drawn from the distribution Beta(alpha, alpha).
    rng : numpy.random.Generator
        Draws weights and partners.

    Returns
    -------
    X_mixed : ndarray, shape (N, D)
        Row i mixes row i of X and another row (or itself, if the draw says so).
    Y_mixed : ndarray, shape (N, K)
        The same mixture of the same rows of Y.

    Promises
    --------
    segments : row i of X_mixed lies between row i of X and a row j, and row i of Y_mixed at the same share of the way
        from row i of Y to row j.
    partners : the partners are drawn at random, from rng alone: a permutation of the rows, or a row for each by itself.
    beta : the weight is drawn from Beta(alpha, alpha), anew at each call: one for the batch, or one for each row.
    pure : X and Y are left as they were.

    References
    ----------
    .. [1] Zhang, H., Cisse, M., Dauphin, Y., Lopez-Paz, D. mixup: beyond empirical risk minimization. *ICLR* 2018.

    Examples
    --------
    >>> X_mixed, Y_mixed = mixup(np.array([[0.0], [4.0]]), np.eye(2), 1.0, np.random.default_rng(0))
    >>> np.allclose(X_mixed[:, 0], 4 * Y_mixed[:, 1])
    True
    """
    weight, partner = rng.beta(alpha, alpha, size=(len(X), 1)), rng.permutation(len(X))
    return weight * X + (1 - weight) * X[partner], weight * Y + (1 - weight) * Y[partner]


def cutout(X: Array, size: int, rng: np.random.Generator) -> Array:
    """Cut a square out of every image.

    Parameters
    ----------
    X : ndarray, shape (N, C, height, width)
        Images of C channels.
    size : int
        The side of the square, in pixels; at least 1.
    rng : numpy.random.Generator
        Draws where the squares lie.

    Returns
    -------
    cut : ndarray of the shape of X
        A new array.

    Promises
    --------
    square : in each image the pixels of one square of size x size are 0, and all others are as they were. The square
        may reach over the border; then it is the part of it inside.
    channels : it lies at the same place in all channels of an image.
    position : the place of each image is drawn by itself, from rng alone, and every pixel can be hit.
    pure : X is left as it was.

    References
    ----------
    .. [1] DeVries, T., Taylor, G. W. Improved regularization of convolutional neural networks with cutout.
       arXiv:1708.04552 (2017).

    Examples
    --------
    >>> (cutout(np.ones((1, 3, 8, 8)), 1, np.random.default_rng(0)) == 0).sum()
    np.int64(3)
    """
    N, _, height, width = X.shape
    rows = np.arange(height) - rng.integers(height, size=(N, 1)) + size // 2  # (N, height), from the square's top
    columns = np.arange(width) - rng.integers(width, size=(N, 1)) + size // 2  # (N, width), from its left
    hit = ((rows >= 0) & (rows < size))[:, :, None] & ((columns >= 0) & (columns < size))[:, None, :]
    return np.where(hit[:, None], 0.0, X)
