"""Metrics, and the numbers from which pictures are drawn."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from grader.assertions.kinds import assert_array
from grader.data.seeds import current_draws
from grader.model import Evidence

CLASSES = 30
"""A confusion matrix with more classes than this cannot be read."""

POINTS = 500
"""A curve with more points than this looks the same."""


def accuracy(predicted: object, labels: NDArray[np.int64], *, name: str | None = None) -> float:
    """Return the share of right predictions, and record the confusion matrix.

    Parameters
    ----------
    predicted : object
        What student code returned: an array of labels is promised.
    labels : ndarray of int, shape (N,)
        What is right; never sent to student code.
    name : str, optional
        What the message calls the predictions.

    Returns
    -------
    float
        In 0 .. 1.

    Raises
    ------
    CheckFailed
        Where the predictions are no array of N finite numbers.
    """
    found = assert_array(predicted, labels.shape, name=name or "The predictions")
    right = int((found == labels).sum())
    _record_confusion(found, labels)
    return right / max(labels.size, 1)


def _record_confusion(predicted: NDArray[np.generic], labels: NDArray[np.int64]) -> None:
    classes = np.unique(labels)
    if len(classes) > CLASSES:
        return
    matrix = [[int(((labels == row) & (predicted == column)).sum()) for column in classes] for row in classes]
    data = {"matrix": matrix, "labels": [int(one) for one in classes]}
    current_draws().evidence.append(Evidence("confusion", "Rows: true class; columns: predicted class", data))


def record_curve(title: str, series: Mapping[str, Iterable[object]]) -> None:
    """Record curves for the feedback page; never fails, whatever the numbers are.

    Parameters
    ----------
    title : str
        What the picture shows.
    series : mapping of str to iterable of (x, y)
        One curve for each label. What is not a pair of finite numbers is left out; of many points some are kept.
    """
    curves = {
        str(label): _thin([pair for point in points if (pair := _pair(point))]) for label, points in series.items()
    }
    current_draws().evidence.append(Evidence("curve", title, {"series": curves}))


def _pair(point: object) -> list[float] | None:
    try:
        # Six digits are more than a picture shows, and the same however many threads a matrix product used.
        x, y = (float(f"{float(number):.6g}") for number in point)  # type: ignore[attr-defined]
    except (TypeError, ValueError, OverflowError):
        return None
    return [x, y] if math.isfinite(x) and math.isfinite(y) else None


def _thin(points: list[list[float]]) -> list[list[float]]:
    step = -(-len(points) // POINTS)
    return points if step <= 1 else points[::step]


def record_images(title: str, images: NDArray[np.floating]) -> None:
    """Record small pictures, such as the weights of each class, for the feedback page.

    Parameters
    ----------
    title : str
        What the pictures show.
    images : ndarray, shape (K, height, width)
        Finite numbers, of which an assertion has said what they are; at most 30 pictures are kept.
    """
    if images.ndim != 3:
        raise ValueError(f"record_images needs an array of shape (K, height, width), not {images.shape}")
    rows = [[float(f"{value:.4g}") for value in image.ravel()] for image in images[:CLASSES]]
    data = {"images": rows, "shape": [int(images.shape[1]), int(images.shape[2])]}
    current_draws().evidence.append(Evidence("images", title, data))


def unless_memorized(plain: float, permuted: float, gap: float) -> float:
    """Return the metric of a threshold, lowered to that on permuted pixels where the gap between the two is suspicious.

    Parameters
    ----------
    plain : float
        The metric on ``held_out("digits")`` after training on ``dataset("digits/train_inputs")``.
    permuted : float
        The same on ``held_out("digits/permuted")`` after training on ``dataset("digits/permuted_inputs")``: the same
        numbers in another order of the pixels, which a model without locality learns as well, and to which remembered
        answers or shipped weights do not fit.
    gap : float
        The largest difference that runs of the reference show.

    Returns
    -------
    float
        `plain`, or `permuted` where it falls short of `plain` by more than `gap`.
    """
    return permuted if plain - permuted > gap else plain
