"""Ten perceptrons name a digit: one per class, each trained on its own, the largest score wins."""

import numpy as np

from reference.perceptron import augment
from reference.types import Array, Labels


class OneVsRestPerceptron:
    r"""K perceptrons side by side, one for each class.

    Parameters
    ----------
    K : int
        Number of classes.

    Attributes
    ----------
    W : ndarray, shape (D + 1, K)
        Column k holds the weights of perceptron k, its bias first. `fit` sets it; `scores` and `predict` use it.

    Promises
    --------
    scores : scores are the weighted sums plus bias, one column per class, computed from the attribute W.
    predict : the class with the largest score is predicted, however many perceptrons fire; of equal scores the
        smallest class wins.
    targets : perceptron k learns with target +1 for class k and -1 for every other class, from zero weights.
    independent : each column of W is what a two-class perceptron of its own would learn; with averaged=False it is the
        last weights.
    averaged : with averaged=True, W is the mean of the weights over all steps, a step being one visit of one example.
    chain : fit returns the model itself.
    digits : two epochs on the 8x8 digits are enough to name 85 % of new ones.
    accuracy : averaged weights name held-out digits, on the ladder below, with the pixels in any fixed order.
    pure : fit leaves X and y as they were.
    generator : rng draws an order for each epoch; the same generator gives the same W, also in a second fit of the same
        model; nothing else is random.

    Notes
    -----
    Any of the three rules of `perceptron_fit` will do. Each epoch visits every example exactly once, in an order drawn
    from rng; whether the perceptrons share that order or each draws its own is yours to choose. The mean may take the
    weights before or after each step.

    ====================================  ========  ========  ========
    held-out accuracy, better of 2 runs   6 points  4 points  2 points
    ====================================  ========  ========  ========
    digits: 10 epochs on 1352 images      92.5 %    90.5 %    87.5 %
    MNIST, where the grader was given     88 %      86 %      83 %
    it: 2 epochs on 10,000 images
    ====================================  ========  ========  ========

    References
    ----------
    .. [1] Freund, Y., Schapire, R. E. Large margin classification using the perceptron algorithm. *Machine Learning* 37
       (1999), 277-296.
    .. [2] Collins, M. Discriminative training methods for hidden Markov models. *EMNLP* 2002, 1-8: averaged weights in
       practice.

    Examples
    --------
    >>> X = np.array([[0.0, 0.0], [0.0, 9.0], [9.0, 0.0]])
    >>> model = OneVsRestPerceptron(3).fit(X, np.array([0, 1, 2]), 50, np.random.default_rng(0))
    >>> model.predict(X)
    array([0, 1, 2])
    """

    def __init__(self, K: int) -> None:
        """Remember the number of classes.

        Parameters
        ----------
        K : int
            Number of classes.
        """
        self.K = K

    def fit(
        self, X: Array, y: Labels, epochs: int, rng: np.random.Generator, averaged: bool = True
    ) -> "OneVsRestPerceptron":
        """Train all K perceptrons from zero weights.

        Parameters
        ----------
        X : ndarray, shape (N, D)
            Inputs, without the leading ones.
        y : ndarray of int, shape (N,)
            Classes, in ``0 .. K-1``.
        epochs : int
            How often all examples are visited; at least 1. There is no early stop.
        rng : numpy.random.Generator
            Draws the order of each epoch.
        averaged : bool
            Whether `W` is the mean of the weights over all steps, or the last weights.

        Returns
        -------
        self : OneVsRestPerceptron
            The model, so that calls can be chained.
        """
        X_aug = augment(X)  # (N, D + 1)
        T = 2 * np.eye(self.K)[y] - 1  # (N, K), +1 for the own class
        W = np.zeros((X_aug.shape[1], self.K))  # (D + 1, K)
        total = np.zeros_like(W)  # (D + 1, K)
        for _ in range(epochs):
            for i in rng.permutation(len(X)):
                wrong = T[i] * (X_aug[i] @ W) <= 0  # (K,)
                if wrong.any():
                    W += np.outer(X_aug[i], T[i] * wrong)
                total += W
        self.W = total / (epochs * len(X)) if averaged else W
        return self

    def scores(self, X: Array) -> Array:
        """Return the score of every class.

        Parameters
        ----------
        X : ndarray, shape (N, D)
            Inputs, without the leading ones.

        Returns
        -------
        S : ndarray, shape (N, K)
            Weighted sum plus bias of each perceptron.
        """
        return augment(X) @ self.W  # (N, K)

    def predict(self, X: Array) -> Labels:
        """Name the class of every example.

        Parameters
        ----------
        X : ndarray, shape (N, D)
            Inputs, without the leading ones.

        Returns
        -------
        classes : ndarray of int, shape (N,)
            The class with the largest score.
        """
        return self.scores(X).argmax(axis=1)  # argmax takes the first of equals
