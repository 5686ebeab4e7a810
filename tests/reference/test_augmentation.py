"""Transformations against SciPy's filters and plain loops over pixels; mixtures against what they are made of."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import ndimage, stats

from reference.augmentation import (
    blur3,
    channel_gain,
    cutout,
    gaussian_noise,
    jitter,
    mirror,
    mixup,
    rotate,
    shift,
)

SHAPES = st.sampled_from([(1, 1), (3, 5), (4, 2), (3, 4, 6), (2, 5, 1)])
SEEDS = st.integers(0, 10_000)


def drawn(shape, seed):
    return np.random.default_rng(seed).normal(size=shape)


@given(SHAPES, st.integers(-7, 7), st.integers(-7, 7), SEEDS)
def test_shift_pixel_by_pixel(shape, dy, dx, seed):
    """Each pixel goes where it should, if that is in the image."""
    image = drawn(shape, seed)
    right = np.zeros(shape)
    for r in range(shape[-2]):
        for c in range(shape[-1]):
            if 0 <= r + dy < shape[-2] and 0 <= c + dx < shape[-1]:
                right[..., r + dy, c + dx] = image[..., r, c]

    assert np.array_equal(right, shift(image, dy, dx))


@given(SHAPES, st.integers(-6, 6), SEEDS)
def test_quarter_turns_of_single_pixels(shape, turns, seed):
    """A turn moves (r, c) to (width - 1 - c, r), again and again."""
    image = drawn(shape, seed)
    right = image
    for _ in range(turns % 4):
        turned = np.zeros((*right.shape[:-2], right.shape[-1], right.shape[-2]))
        for r in range(right.shape[-2]):
            for c in range(right.shape[-1]):
                turned[..., right.shape[-1] - 1 - c, r] = right[..., r, c]
        right = turned

    assert np.array_equal(right, rotate(image, turns))


@given(SHAPES, SEEDS)
def test_mirror_and_sums(shape, seed):
    """Columns in reverse, twice is nothing, and the sum stays under mirror and rotate."""
    image = drawn(shape, seed)

    assert [image[..., -1 - c].tolist() for c in range(shape[-1])] == [
        mirror(image)[..., c].tolist() for c in range(shape[-1])
    ]
    assert np.array_equal(image, mirror(mirror(image)))
    assert image.sum() == pytest.approx(rotate(image, 1).sum(), abs=1e-9)


@given(SHAPES, SEEDS)
def test_blur_agrees_with_scipy(shape, seed):
    """A uniform filter over what is there, by one over a mask of ones."""
    image = drawn(shape, seed)
    size = (*[1] * (len(shape) - 2), 3, 3)
    sums, counts = (ndimage.uniform_filter(each, size, mode="constant") for each in (image, np.ones(shape)))

    assert sums / counts == pytest.approx(blur3(image), abs=1e-10)


def test_gains_channel_by_channel():
    """As a loop."""
    image, gains = drawn((3, 4, 5), 0), np.array([0.5, 2.0, -1.0])

    assert [(gain * one).tolist() for gain, one in zip(gains, image, strict=True)] == channel_gain(
        image, gains
    ).tolist()


def test_jitter_uses_every_move_alike():
    """A bright pixel in the middle of 20,000 images: 25 places, by Pearson's chi-squared test."""
    images = np.zeros((20_000, 5, 5))
    images[:, 2, 2] = 1
    counts = jitter(images, 2, np.random.default_rng(0)).sum(axis=0)

    assert counts.sum() == len(images)
    assert stats.chisquare(counts.ravel()).pvalue > 1e-3


def test_grain_is_normal():
    """By the test of Kolmogorov and Smirnov."""
    noise = gaussian_noise(np.full((20, 30, 30), 0.5), 0.2, np.random.default_rng(0)) - 0.5

    assert stats.kstest(noise.ravel() / 0.2, "norm").pvalue > 1e-3


@pytest.mark.parametrize("alpha", [0.4, 1.0, 3.0])
def test_mixtures_tell_what_they_are_made_of(alpha):
    """Labels that are the numbers of the rows: the mixture is that of the inputs, and its weights are Beta."""
    rng = np.random.default_rng(1)
    X, Y = rng.normal(size=(2000, 3)), np.eye(2000)
    X_mixed, weights = mixup(X, Y, alpha, rng)
    own = weights.diagonal()[weights.diagonal() < 1]

    assert X_mixed == pytest.approx(weights @ X, abs=1e-10)
    assert np.ones(2000) == pytest.approx(weights.sum(axis=1), abs=1e-12)
    assert stats.kstest(own, stats.beta(alpha, alpha).cdf).pvalue > 1e-3


@given(st.integers(1, 4), SEEDS)
def test_cutout_is_a_clipped_square(size, seed):
    """Some place explains all zeros of an image, in all channels, and all other pixels are as they were."""
    X = 2 + np.abs(drawn((6, 2, 5, 7), seed))
    cut = cutout(X, size, np.random.default_rng(seed))
    for before, after in zip(X, cut, strict=True):
        fits = 0
        for top in range(-size + 1, 5):
            for left in range(-size + 1, 7):
                right = before.copy()
                right[:, max(top, 0) : top + size, max(left, 0) : left + size] = 0
                fits += np.array_equal(right, after)

        assert fits >= 1


def test_cutout_hits_every_pixel():
    """The first and the last row and column too."""
    cut = cutout(np.ones((2000, 1, 3, 4)), 2, np.random.default_rng(0))

    assert (cut == 0).any(axis=0).all()
