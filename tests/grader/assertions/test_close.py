"""Numbers that must be close."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from grader.assertions import CheckFailed, assert_close, assert_float64
from grader.errors import StudentError
from grader.model import Outcome
from grader.worker.values import Scalar
from tests.students import student_from

EXPECTED = np.array([[0.1, 0.7, -0.2], [1.3, -0.4, 0.55]])


def failure(actual, expected=EXPECTED, **options):
    """Return the failure of an assertion that must fail."""
    with pytest.raises(CheckFailed) as caught:
        assert_close(actual, expected, **options)
    return caught.value


def first_line(actual, expected=EXPECTED, **options):
    return failure(actual, expected, **options).message.text.partition("\n")[0]


class Liar(np.ndarray):
    """Claims to equal everything."""

    def __le__(self, other):
        return np.ones(self.shape, bool)


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        (EXPECTED.copy(), EXPECTED),
        (EXPECTED.astype(np.float32), EXPECTED),
        (np.array([1, 0, 2]), [1.0, 0.0, 2.0]),
        (np.array([True, False]), [1.0, 0.0]),
        (EXPECTED + 1e-8, EXPECTED),
        (np.asfortranarray(EXPECTED), EXPECTED),
        (np.empty((0, 3)), np.empty((0, 3))),
        (0.25, 0.25),
        (1, 1.0),
        (np.array(0.25).view(Scalar), 0.25),
        (0.25, np.array(0.25)),
        (2**70, 2.0**70),
    ],
)
def test_close_numbers_pass(actual, expected):
    """The tolerance decides, not the dtype, the memory layout or the kind of number."""
    assert_close(actual, expected)


@pytest.mark.parametrize(
    "actual",
    [None, "text", [0.1, 0.7], (1.0,), {}, {"a": 1.0}, object(), len, b"", 1j, 10**400, Liar((2, 3)),
     np.array(["a"]), np.array([1j]), np.array([None]), np.array([b"a"]), np.array(["2020"], dtype="M8[Y]")],
)  # fmt: skip
def test_what_is_no_array_of_numbers_is_a_bad_return(actual):
    """A value of the wrong kind is not judged, is named, and never raises anything else."""
    found = failure(actual)

    assert Outcome.BAD_RETURN is found.outcome
    assert "The result must be an array of numbers; yours is" in found.message.text


def test_a_list_is_told_how_to_become_an_array():
    """A list where an array is promised gets the one line that mends it."""
    assert "np.array(...)" in first_line([[0.1]])
    assert "return statement" in first_line(None)


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_what_is_not_finite_never_passes(bad):
    """NaN equals nothing, not even an expected NaN, and infinity nothing."""
    actual = EXPECTED.copy()
    actual[1, 2] = bad

    assert "must hold finite numbers only: 1 of 6 are not." in first_line(actual)
    assert "[1, 2]" in failure(actual).message.text
    assert Outcome.FAILED is failure(actual, actual).outcome
    assert Outcome.FAILED is failure(bad, 1.0).outcome
    assert Outcome.FAILED is failure(1.0, bad).outcome


@pytest.mark.parametrize(
    ("shape", "promised", "advice"),
    [
        ((3, 2), (2, 3), "transposed"),
        ((2,), (2, 1), "keepdims=True"),
        ((2, 1), (2,), "Drop the axis"),
        ((1, 2, 3), (2, 3), "Drop the axis"),
        ((), (3,), "without axis="),
        ((3,), (), "Return one number"),
        ((1,), (), "Drop the axis"),
        ((4, 4), (4,), "broadcasts"),
        ((2, 4), (2, 3), "one too many along axis 1"),
        ((2, 2), (2, 3), "one too few along axis 1"),
        ((5, 7), (2, 3), ""),
        ((0,), (2, 3), ""),
    ],
)
def test_shapes_must_be_exact(shape, promised, advice):
    """Nothing is broadcast; a wrong shape is shown beside the promised one, with its cause where that is certain."""
    found = failure(np.ones(shape), np.ones(promised))

    assert Outcome.FAILED is found.outcome
    assert "The result must have shape" in found.message.text.partition("\n")[0]
    assert advice in found.message.text
    assert ("\n" in found.message.text) is bool(advice)


def test_the_first_wrong_entry_is_told():
    """The message names the index, both numbers and how many are wrong; staff find them as facts."""
    actual = EXPECTED.copy()
    actual[0, 2] = 0.25
    actual[1, 1] = 0.5
    found = failure(actual, name="softmax(Z)", hint="Look at the sign.", rtol=1e-3, atol=0.0)

    assert [
        "softmax(Z) must hold the promised values: 2 of 6 entries are wrong.",
        "The first wrong one is at [0, 2]: yours is 0.25, expected is -0.2.",
        "Hint: Look at the sign.",
    ] == found.message.text.split("\n")
    assert {
        "expected": "-0.2",
        "observed": "0.25",
        "tolerance": "rtol=0.001, atol=0",
        "index": "[0, 2]",
        "wrong": "2 of 6",
        "hint": "Look at the sign.",
    } == dict(found.message.details)


def test_numbers_that_look_alike_are_told_apart():
    """Where six digits show no difference, all are shown."""
    text = failure(0.1 + 1e-9, 0.1, rtol=0.0, atol=0.0).message.text

    assert "0.1000000010" in text
    assert "0.10000000000000001" in text


def test_one_number_has_no_index():
    """A number is shown as one."""
    assert "The loss must be 0.25; yours is 0.3." == first_line(0.3, 0.25, name="The loss")


def test_an_error_that_each_returned_is_raised_as_itself():
    """What failed in a batch keeps its own outcome."""
    with pytest.raises(StudentError):
        assert_close(StudentError(Outcome.RAISED, "no"), 1.0)


@given(
    expected=hnp.arrays(np.float64, hnp.array_shapes(max_dims=3, max_side=4), elements=st.floats(-1e6, 1e6)),
    scale=st.floats(0.0, 0.9),
)
def test_within_the_tolerance_passes(expected, scale):
    """Whatever differs by less than the tolerance is right."""
    assert_close(expected + scale * (1e-7 + 1e-5 * np.abs(expected)), expected)


@given(
    actual=hnp.arrays(np.float64, (3, 2), elements=st.floats(allow_nan=True, allow_infinity=True)),
    expected=hnp.arrays(np.float64, (3, 2), elements=st.floats(-1e300, 1e300)),
)
def test_no_number_breaks_the_comparison(actual, expected):
    """Whatever the numbers are, the assertion holds or fails as itself, in a message of at most 12 lines."""
    with np.errstate(all="ignore"):
        right = bool(np.isfinite(actual).all() and np.allclose(actual, expected, rtol=1e-5, atol=1e-7))
    if right:
        assert_close(actual, expected)
    else:
        assert 12 >= failure(actual, expected).message.text.count("\n") + 1


@pytest.mark.parametrize("actual", [EXPECTED, 0.5, np.array(0.5).view(Scalar)])
def test_float64_is_float64(actual):
    """Arrays, NumPy scalars and Python floats of 64 bits keep the promise."""
    assert_float64(actual)


@pytest.mark.parametrize(
    ("actual", "outcome"),
    [
        (np.float32([1.0]), Outcome.FAILED),
        (np.array(1.0, np.float16).view(Scalar), Outcome.FAILED),
        (np.array([1, 2]), Outcome.FAILED),
        (3, Outcome.FAILED),
        (None, Outcome.BAD_RETURN),
        ([1.0], Outcome.BAD_RETURN),
    ],
)
def test_what_is_not_float64_fails(actual, outcome):
    """Other numbers fail, what is no number is a bad return."""
    with pytest.raises(CheckFailed) as caught:
        assert_float64(actual)

    assert outcome is caught.value.outcome


def test_results_of_a_student_are_compared_as_they_come():
    """Arrays, NumPy scalars and floats of student code pass as they are; an object of theirs does not."""
    student = student_from(
        """
        import numpy as np
        def double(X): return 2 * X
        def total(X): return X.sum()
        class Model: pass
        """
    )

    assert_close(student.double(EXPECTED), 2 * EXPECTED)
    assert_close(student.total(EXPECTED), EXPECTED.sum())
    assert Outcome.BAD_RETURN is failure(student.Model(), 1.0).outcome
