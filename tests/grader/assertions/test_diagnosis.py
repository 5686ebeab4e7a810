"""Causes that the pattern of an error leaves no doubt about, and silence elsewhere."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from grader.assertions.diagnosis import diagnose

E = np.array([[0.11, 0.73, -0.24], [1.31, -0.42, 0.55], [0.2, 0.9, -2.0]])
VECTOR = np.array([0.3, -1.2, 2.5, 0.7])


def say(actual, expected=E, rows=None):
    return diagnose(np.asarray(actual, float), np.asarray(expected, float), 1e-5, 1e-7, "dW", rows)


@pytest.mark.parametrize(
    ("actual", "expected", "sentence"),
    [
        (-E, E, "Change the sign: dW is minus"),
        (2 * E, E, "Divide by 2: dW is exactly 2 times too large"),
        (E / 2, E, "Multiply by 2: dW is exactly 2 times too small"),
        (7 * E, E, "Divide by 7"),
        (E / 784, E, "Multiply by 784"),
        (-3 * E, E, "dW is -3 times what it must be"),
        (1.5 * E, E, "dW is 1.5 times what it must be"),
        (E + 0.5, E, "dW is 0.5 above what it must be"),
        (E - 2, E, "dW is -2 above what it must be"),
        (E.T, E, "dW is the transpose"),
        (VECTOR[::-1], VECTOR, "from last to first"),
        (E[[2, 0, 1]], E, "right rows in another order"),
        (np.zeros_like(E), E, "every number of yours is 0"),
        (np.full(4, 0.25), VECTOR, "every number of yours is 0.25"),
        (2 * 0.6931471805599453, 0.6931471805599453, "exactly 2 times too large"),
        ([[10, 2], [5, 3]], [[10, 5], [2, 3]], "the transpose"),
    ],
)
def test_a_cause_that_explains_every_entry_is_named(actual, expected, sentence):
    """A factor, a sign, an offset, another order: said when it fits all numbers."""
    assert sentence in say(actual, expected)


def test_the_number_of_rows_is_recognized():
    """Where the check tells how many examples there are, a factor of that size is the missing average."""
    assert "Average over the 8 rows: dW is exactly 8 times too large." == say(8 * E, rows=8)
    assert "Sum over the 8 rows, do not average: dW is exactly 8 times too small." == say(E / 8, rows=8)
    assert "Divide by 8" in say(8 * E, rows=5)
    assert "Average over the 50 rows" in say(50 * 0.6931471805599453, 0.6931471805599453, rows=50)


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        (E + np.eye(3), E),  # no pattern
        (np.where(np.eye(3), 2 * E, E), E),  # one factor, but not everywhere
        ([0.5, 0.5], [0.25, 0.25]),  # a factor or an offset?
        ([2.0, 0.0, 2.0], [1.0, 0.0, 1.0]),  # one magnitude: a factor, or other classes?
        (2.0, 1.0),  # one simple number: anything
        (1.0, -1.0),
        (3.0, 0.1234567),  # one number, no usual factor
        ([1, 0, 0, 1], [0, 1, 1, 0]),  # labels: many orders give these
        ([[1, 2], [1, 2]], [[1, 1.001], [2, 2]]),  # the transpose, but not of all
        (1e-9 * E, np.zeros((3, 3))),  # nothing is expected
        (np.array([[5.0]]), np.array([[0.0]])),
        (np.ones((0, 2)), np.ones((0, 2))),
    ],
)
def test_nothing_is_guessed(actual, expected):
    """Where no cause fits everything, or several do, nothing is said."""
    assert say(actual, expected) is None


def test_a_share_of_few_rows_has_no_factor_of_two():
    """One of six wrong where two are meant is another mistake; the number itself in the place of its share is told."""
    assert say(1 / 6, 2 / 6, rows=6) is None
    assert "Average over the 6 rows" in say(2.0, 2 / 6, rows=6)


def test_a_diagnosis_survives_float32():
    """The cause is found within the tolerance of the comparison, not to the last digit."""
    assert "Divide by 3" in say((3 * E).astype(np.float32))


finite = hnp.arrays(np.float64, st.sampled_from([(), (1,), (4,), (2, 2), (3, 2)]), elements=st.floats(-1e308, 1e308))


@given(expected=finite, scale=st.sampled_from([0.0, 1e-300, 1.0, 1e300]), shift=st.floats(-1e308, 1e308))
def test_no_number_breaks_the_diagnosis(expected, scale, shift):
    """Whatever the numbers are, there is a sentence or silence."""
    with np.errstate(all="ignore"):
        actual = np.nan_to_num(expected[..., ::-1] if expected.ndim else expected) * scale + shift
    found = say(actual, expected)

    assert found is None or "dW" in found


@given(
    expected=hnp.arrays(np.float64, (4, 3), elements=st.floats(-10, 10)),
    noise=hnp.arrays(np.float64, (4, 3), elements=st.floats(0.1, 1.0)),
)
def test_noise_has_no_cause(expected, noise):
    """Errors without a pattern are given none, but for numbers that are all alike."""
    right = np.abs(expected) > 0.1
    varied = np.ptp(expected) > 0.5 and np.ptp(expected + noise) > 0 and right.sum() > 1
    if varied and np.ptp(noise) > 0.05 and np.ptp(noise[right] / expected[right]) > 0.05:
        assert say(expected + noise, expected) is None
