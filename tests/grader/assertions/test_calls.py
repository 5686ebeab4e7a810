"""How calls of student code go."""

import numpy as np
import pytest

from grader.assertions import CheckFailed, assert_no_warning, assert_raises, assert_unchanged
from grader.errors import StudentError
from grader.model import Outcome
from tests.students import student_from

STUDENT = student_from(
    """
    import numpy as np
    class TooFar(ValueError): pass
    def refuses(x): raise TooFar("x is too far")
    def answers(x, y=None): return x
    def stub(x): raise NotImplementedError
    def doubles_in_place(X, y=None):
        X *= 2
        if y is not None: y.append(1)
        return X
    def divides(X): return 1 / X
    class Model:
        def fit(self, X):
            X[0] = 7
            return 3
    def any_of_them(*all): all[1][0] = 7
    """
)


def test_the_promised_exception_passes():
    """An exception of the kind, or of a class derived from it, keeps the promise."""
    assert_raises(ValueError, STUDENT.refuses, 3)
    assert_raises(Exception, STUDENT.refuses, 3)


def test_another_exception_fails():
    """What was raised instead is told."""
    with pytest.raises(CheckFailed, match=r"refuses must raise KeyError here; yours raised TooFar: .*too far"):
        assert_raises(KeyError, STUDENT.refuses, 3)


def test_no_exception_fails():
    """What was returned instead is told, whatever it is."""
    with pytest.raises(CheckFailed, match=r"yours raised nothing and returned an array of shape \(2,\)"):
        assert_raises(ValueError, STUDENT.answers, np.ones(2))


@pytest.mark.parametrize("name", ["stub", "absent"])
def test_a_stub_does_not_raise_what_was_promised(name):
    """A stub raises NotImplementedError, which is no answer, whatever kind is promised."""
    with pytest.raises(StudentError) as caught:
        assert_raises(Exception, STUDENT.function(name), 3)

    assert Outcome.MISSING is caught.value.outcome


def test_arguments_that_stay_as_they_were_pass():
    """The result is returned for further assertions."""
    assert [1.0, 1.0] == assert_unchanged(STUDENT.answers, np.ones(2), y=[1]).tolist()


def test_arguments_changed_in_place_are_named():
    """Arguments have the names that the student gave them; where there is none, positions count from 1."""
    with pytest.raises(
        CheckFailed, match="doubles_in_place as they were: yours changed the argument X, the argument y"
    ):
        assert_unchanged(STUDENT.doubles_in_place, np.ones(2), y=[])
    with pytest.raises(CheckFailed, match=r"fit as they were: yours changed the argument X in place"):
        assert_unchanged(STUDENT.Model.keep().fit, np.ones(2))
    with pytest.raises(CheckFailed, match=r"any_of_them as they were: yours changed argument 2 in place"):
        assert_unchanged(STUDENT.any_of_them, np.ones(2), np.ones(2))


def test_warnings_are_named():
    """A warning fails by its class; without one the result is returned."""
    assert [0.5] == assert_no_warning(STUDENT.divides, np.array([2.0])).tolist()
    with pytest.raises(CheckFailed, match="divides must work here without one; yours caused RuntimeWarning"):
        assert_no_warning(STUDENT.divides, np.array([0.0]))
