"""The committed values, and how tests read them."""

from pathlib import Path

import numpy as np

FILE = Path(__file__).with_name("values.npz")


def recorded(case):
    """Return the arrays of one case by name; `recorded("provenance")` says what made all of them."""
    with np.load(FILE) as file:
        return {key.split("/")[1]: file[key] for key in file.files if key.split("/")[0] == case}


def agree(expected, actual):
    """Assert that torch and the reference say the same: shape by shape, to 1e-8 of each value; near 0 to 1e-10."""
    assert np.shape(expected) == np.shape(actual)
    np.testing.assert_allclose(actual, expected, rtol=1e-8, atol=1e-10)


class Given:
    """A generator whose draws are known: those of torch, between -1 and 1, or between 0 and 1, or normal."""

    def __init__(self, draws):
        self.draws = draws

    def normal(self, scale, size):
        """Scale normal draws."""
        return scale * self.draws.reshape(size)

    def uniform(self, low, high, size):
        """Stretch draws between -1 and 1."""
        return low + (high - low) * (self.draws.reshape(size) + 1) / 2

    def random(self, size):
        """Return draws between 0 and 1."""
        return self.draws.reshape(size)
