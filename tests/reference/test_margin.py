"""Margins against the distance that walking to the line gives."""

import numpy as np
import pytest

from reference.margin import canonicalize, geometric_margin


def lines(count):
    """Draw lines with rows on both sides of them, labelled by chance or by the side."""
    rng = np.random.default_rng(0)
    for k in range(count):
        D = 1 + k % 4
        w, b, X = rng.normal(size=D), float(rng.normal()), rng.normal(size=(1 + k % 7, D))
        y = rng.choice([-1, 1], size=len(X)) if k % 2 else np.where(X @ w + b > 0, 1, -1)
        yield w, b, X, y


def test_margin_is_the_length_of_the_walk_to_the_line():
    """The foot of each row on the line is found by projection; its distance carries the sign of the side."""
    for w, b, X, y in lines(50):
        feet = X - np.outer(X @ w + b, w) / (w @ w)
        lengths = np.linalg.norm(X - feet, axis=1)
        sides = np.sign(y * (X @ w + b))

        assert np.allclose(feet @ w + b, 0)
        assert geometric_margin(w, b, X, y) == pytest.approx((sides * lengths).min(), rel=1e-12)


def test_canonical_margin_is_one_over_the_length_of_w():
    """After canonicalize the smallest score is 1, so the margin is 1 / |w|; doing it twice changes nothing."""
    for w, b, X, y in list(lines(50))[::2]:
        w_one, b_one = canonicalize(w, b, X, y)
        again = canonicalize(w_one, b_one, X, y)

        assert (y * (X @ w_one + b_one)).min() == pytest.approx(1)
        assert 1 / np.linalg.norm(w_one) == pytest.approx(geometric_margin(w, b, X, y))
        assert np.allclose(np.append(*again), np.append(w_one, b_one))
