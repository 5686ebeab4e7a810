"""The checks of an assignment against one submission."""

from contextlib import contextmanager
from dataclasses import replace

import numpy as np
import pytest

from grader import Assignment, Check, Exercise
from grader.data.seeds import Draws, drawing, held_out, seed
from grader.errors import CourseError, HostError, StudentError
from grader.model import CheckResult, Message, Outcome
from grader.student import LoadError, local_session
from grader.worker.values import WireError
from tests.grader.checks.sample import ASSIGNMENT, DATA, Clocked, double, outcomes, run, sessions_of


def one_check(function):
    """Return an assignment that has this check alone."""
    return Assignment("One", exercises=(Exercise(double, checks=(Check(function, 1, "double"),)),))


def result_of(function, open_session=None, **options):
    """Return the result of one check."""
    return run(open_session or sessions_of(), one_check(function), **options)[function.__name__]


def raising(error):
    """Return a check that raises."""

    def check(student):
        raise error

    return check


def test_a_right_submission_earns_everything():
    """Every check passes, in the order of the rubric, without a message."""
    results = run(sessions_of())

    assert [row.name for part in ASSIGNMENT.parts for row in part.rows] == list(results)
    assert {"passed"} == set(outcomes(results).values())
    assert [2, 3, 1, 6, 1] == [result.earned for result in results.values()]
    assert [2, 3, 1, 6, 1] == [result.possible for result in results.values()]
    assert not any(result.message for result in results.values())
    assert "plain" == results["keeps_a_convention"].convention
    assert 1.0 == results["accuracy_on_digits"].metric
    assert ["confusion"] == [evidence.kind for evidence in results["accuracy_on_digits"].evidence]


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (AssertionError("rows must sum to 1"), Outcome.FAILED),
        (AssertionError(), Outcome.FAILED),
        (StudentError(Outcome.RAISED, "no", kinds=("ValueError",)), Outcome.RAISED),
        (StudentError(Outcome.KILLED, "no"), Outcome.KILLED),
        (StudentError(Outcome.TIMED_OUT, "no"), Outcome.TIMED_OUT),
        (WireError("nonsense"), Outcome.KILLED),
        (HostError("no space left"), Outcome.HOST_FAULT),
        (CourseError("no such name"), Outcome.CHECK_FAULT),
        (ZeroDivisionError("division by zero"), Outcome.CHECK_FAULT),
        (MemoryError(), Outcome.CHECK_FAULT),
        (RecursionError(), Outcome.CHECK_FAULT),
        (SystemExit(1), Outcome.CHECK_FAULT),
        (NotImplementedError(), Outcome.CHECK_FAULT),
    ],
)
def test_each_exception_is_somebodys(error, outcome):
    """What leaves a check becomes an outcome, and with it somebody's fault; nothing earns a point."""
    result = result_of(raising(error))

    assert (outcome, 0, 1) == (result.outcome, result.earned, result.possible)
    assert result.message.text


def test_ctrl_c_is_a_persons():
    """A person who stops the run stops the run."""
    with pytest.raises(KeyboardInterrupt):
        result_of(raising(KeyboardInterrupt()))


def test_a_fault_of_the_author_is_explained_to_staff():
    """The traceback names files without their folders, and no address."""
    result = result_of(raising(TypeError(f"unhashable {object()!r}")))

    assert "The author must mend this check: it raised TypeError" in result.message.text
    trace = result.message.details["traceback"]
    assert "sample.py" not in result.message.text
    assert "test_run.py, line" in trace
    assert "/" not in trace
    assert "0x..." in trace


def test_an_exception_whose_text_raises_is_still_a_fault():
    """Even an exception that cannot be printed becomes a result."""

    class SilentError(Exception):
        def __str__(self):
            raise ValueError

    assert Outcome.CHECK_FAULT is result_of(raising(SilentError())).outcome


def test_trouble_with_the_session_is_the_hosts():
    """What fails before or after the check, outside of student code, costs nobody a point."""

    @contextmanager
    def broken(session_seed, cpu_seconds):
        raise OSError("too many open files")
        yield

    @contextmanager
    def breaking(session_seed, cpu_seconds):
        with sessions_of()(session_seed, cpu_seconds) as session:
            yield session
        raise HostError("the sandbox could not be removed")

    def passes(student):
        pass

    assert Outcome.HOST_FAULT is result_of(passes, broken).outcome
    assert Outcome.HOST_FAULT is result_of(passes, breaking).outcome
    assert Outcome.FAILED is result_of(raising(AssertionError()), breaking).outcome


def test_a_child_that_dies_while_loading_is_the_students():
    """A session that cannot be opened because student code hung or died is their outcome."""

    @contextmanager
    def dead(session_seed, cpu_seconds):
        raise StudentError(Outcome.TIMED_OUT, "Your file must finish loading.")
        yield

    results = run(dead)
    assert {"timed_out", "skipped"} == set(outcomes(results).values())
    assert "Your file must finish loading." == results["accuracy_on_digits"].message.text


@pytest.mark.parametrize(
    ("changes", "first"),
    [
        ("del double", "missing"),
        ("def double(X): raise NotImplementedError", "missing"),
        ("def double(X): raise ValueError('no')", "raised"),
        ("def double(X): return 'two'", "bad_return"),
        ("def double(X): return X", "failed"),
    ],
)
def test_what_cannot_be_judged_stops_its_exercise(changes, first):
    """After a first check that could not be judged, the exercise's others are skipped; a wrong answer stops nothing."""
    results = run(sessions_of(changes))
    stopped = first != "failed"

    assert first == outcomes(results)["doubles_one"]
    assert stopped is (outcomes(results)["doubles_random_numbers"] == "skipped")
    assert "passed" == outcomes(results)["accuracy_on_digits"]
    if stopped:
        message = results["doubles_random_numbers"].message
        assert "Mend double first" in message.text
        assert {"cause": "doubles_one"} == dict(message.details)
        assert 0 == results["doubles_random_numbers"].earned


@pytest.mark.parametrize(
    ("changes", "outcome"),
    [
        ("def double(X): return 2 * X if len(X) < 3 else X", "passed"),
        ("def double(X): return 2 * X if len(X) > 1 else X", "passed"),
        ("def double(X): return 2 * X if len(X) == 2 else X", "skipped"),
    ],
    ids=["the first", "the second", "none"],
)
def test_manners_count_once_something_is_right(changes, outcome):
    """What does nothing behaves well, so manners are judged where another check of the exercise earned points."""
    results = run(sessions_of(changes))

    assert outcome == outcomes(results)["keeps_a_convention"]
    assert (outcome == "passed") is (1 == results["keeps_a_convention"].earned)


def test_manners_wait_for_what_a_student_can_mend():
    """A fault of ours in the other checks, or a check that was left out, takes no points for manners."""
    broken = replace(ASSIGNMENT.exercises[0], checks=(Check(raising(TypeError()), 5, "double"),))
    assignment = replace(ASSIGNMENT, exercises=(broken,), questions=())
    alone = run(
        sessions_of("def double(X): return 2 * X if len(X) == 2 else X"),
        only=frozenset({"keeps_a_convention", "doubles_one"}),
    )

    assert "passed" == outcomes(run(sessions_of(), assignment))["keeps_a_convention"]
    assert "passed" == outcomes(alone)["keeps_a_convention"]


def test_known_manners_are_skipped_too():
    """A regrade in which nothing else is right any more takes back the points for manners."""
    healed = run(sessions_of())
    known = {"keeps_a_convention": healed["keeps_a_convention"]}
    wrong = run(sessions_of("def double(X): return 0 * X"), known=known)

    assert "skipped" == outcomes(wrong)["keeps_a_convention"]
    assert "Mend double first" in wrong["keeps_a_convention"].message.text


def test_a_later_check_that_cannot_be_judged_stops_nothing():
    """Only the first check of an exercise stops it, unless the exercise turns out to be missing."""
    results = run(sessions_of("def double(X):\n    if len(X) == 5: raise ValueError\n    return 2 * X"))
    stub = run(sessions_of("def double(X):\n    if len(X) == 5: raise NotImplementedError\n    return 2 * X"))

    assert ["passed", "raised", "passed"] == list(outcomes(results).values())[:3]
    assert ["passed", "missing", "skipped"] == list(outcomes(stub).values())[:3]


def test_a_question_without_an_answer_is_missing():
    """A variable that is not there is missing, like a function."""
    assert "missing" == outcomes(run(sessions_of("del q_1")))["answer_is_right"]


def test_a_statement_that_raised_explains_what_is_missing():
    """Where loading went wrong, the message about a missing name says so, and points to the line."""
    errors = (LoadError(7, ("NameError", "Exception"), "name 'nump' is not defined"),)

    @contextmanager
    def open_session(session_seed, cpu_seconds):
        with sessions_of("del double")(session_seed, cpu_seconds) as session:
            clocked = Clocked(session, 0.0)
            clocked.load_errors = errors
            yield clocked

    result = run(open_session)["doubles_one"]

    assert "a statement raised NameError: name 'nump' is not defined" in result.message.text
    assert ((7, "<module>"),) == result.frames


def test_an_explanation_is_not_given_twice():
    """Where the message says already why a name is missing, the statement that raised is not told again."""
    errors = (LoadError(7, ("NameError",), "is not defined in your file"), LoadError(9, (), ""))

    @contextmanager
    def open_session(session_seed, cpu_seconds):
        with sessions_of("del double")(session_seed, cpu_seconds) as session:
            clocked = Clocked(session, 0.0)
            clocked.load_errors = errors
            yield clocked

    text = run(open_session)["doubles_one"].message.text

    assert 1 == text.count("is not defined in your file")
    assert 1 == text.count("While the file was loading, a statement raised an exception")


def test_student_frames_and_kinds_reach_the_result():
    """What student code raised, and where, is kept for the pages."""
    result = run(sessions_of("def double(X):\n    return X['a']"))["doubles_one"]

    assert "IndexError" == result.kinds[0]
    assert "double" == result.frames[-1][1]


def test_each_check_has_a_session_of_its_own():
    """Nothing that a check makes student code remember is there in the next one."""
    changes = "calls = []\ndef double(X):\n    calls.append(1)\n    return 2 * X if len(calls) == 1 else None"

    assert {"passed"} == set(outcomes(run(sessions_of(changes))).values())


def test_checks_draw_from_the_key():
    """Seeds and session seeds are the same for the same key, and others for another; runs differ."""
    drawn = []

    def draws(student):
        drawn.append((seed(), seed(1), float(held_out("digits")[0].sum())))

    seeds = []

    @contextmanager
    def open_session(session_seed, cpu_seconds):
        seeds.append(session_seed)
        with sessions_of()(session_seed, cpu_seconds) as session:
            yield session

    for key in (b"key", b"key", b"other"):
        result_of(draws, open_session, key=key)

    assert drawn[0] == drawn[1]
    assert drawn[0][:2] != drawn[2][:2]
    assert seeds[0] == seeds[1] != seeds[2]
    with drawing(Draws(b"key", "a00_sample", "draws")):
        assert (seed(), seed(1)) == drawn[0][:2]


def test_a_checks_own_arithmetic_is_left_in_peace():
    """A check that computes with strange numbers neither warns nor raises, whatever the settings around it are."""

    def divides(student):
        assert np.isinf(np.ones(1) / np.zeros(1)).all()

    assert Outcome.PASSED is result_of(divides).outcome


def test_what_is_known_is_not_run_again():
    """Known results are taken over; only what is new is reported."""
    full = run(sessions_of())
    known = {name: full[name] for name in ("doubles_one", "accuracy_on_digits")}
    reported = []
    results = run(sessions_of("del predict"), known=known, report=reported.append)

    assert results["accuracy_on_digits"] == full["accuracy_on_digits"]
    assert ["doubles_random_numbers", "keeps_a_convention", "answer_is_right"] == [r.check for r in reported]


def test_what_is_known_counts_at_todays_points():
    """Points and rungs are no part of a verdict: they may change without a new run."""
    known = run(sessions_of())
    known["doubles_one"] = replace(known["doubles_one"], earned=1, possible=1)
    known["accuracy_on_digits"] = replace(known["accuracy_on_digits"], metric=0.7, earned=1, outcome=Outcome.FAILED)
    reported = []
    results = run(sessions_of(), known=known, report=reported.append)

    assert (2, 2) == (results["doubles_one"].earned, results["doubles_one"].possible)
    assert (Outcome.PARTIAL, 2) == (results["accuracy_on_digits"].outcome, results["accuracy_on_digits"].earned)
    assert ["doubles_one", "accuracy_on_digits"] == [result.check for result in reported]


def test_a_top_rung_that_was_raised_is_run_again():
    """A threshold whose first seed sufficed was never run with its second, which may reach the new rung."""
    known = run(sessions_of())
    known["accuracy_on_digits"] = replace(known["accuracy_on_digits"], metric=0.7)

    assert 1.0 == run(sessions_of(), known=known)["accuracy_on_digits"].metric


def test_a_known_threshold_without_a_metric_stays_as_it_is():
    """A threshold that gave no number has nothing to put on another ladder."""
    known = run(sessions_of("def predict(X): raise ValueError"))

    assert known["accuracy_on_digits"] == run(sessions_of(), known=known)["accuracy_on_digits"]
    assert Outcome.RAISED is known["accuracy_on_digits"].outcome


def test_a_known_skip_is_decided_anew():
    """A skip follows from another check: it is neither kept when that passes, nor avoided when that fails."""
    skip = CheckResult("double", "keeps_a_convention", Outcome.SKIPPED, 0, 1, Message("Mend the first one."))
    healed = run(sessions_of(), known={"keeps_a_convention": skip})
    known = {"keeps_a_convention": healed["keeps_a_convention"]}

    assert "passed" == outcomes(healed)["keeps_a_convention"]
    assert "skipped" == outcomes(run(sessions_of("del double"), known=known))["keeps_a_convention"]


def test_only_some_checks_can_be_run():
    """With `only`, what is neither named nor known has no result."""
    only = frozenset({"keeps_a_convention", "answer_is_right"})

    assert ["keeps_a_convention", "answer_is_right"] == list(run(sessions_of(), only=only))


def test_every_result_is_reported_at_once():
    """A result is reported before the next check starts, so that nothing decided is lost."""
    reported = []

    def second(student):
        assert ["first"] == [result.check for result in reported]

    def first(student):
        assert [] == reported

    checks = (Check(first, 1, "double"), Check(second, 1, "double"))
    assignment = Assignment("Two", exercises=(Exercise(double, checks=checks),))
    results = run(sessions_of(), assignment, report=reported.append)

    assert ["passed", "passed"] == list(outcomes(results).values())


def test_a_live_namespace_is_judged_too():
    """The runner does not care where the student answers."""
    assert "passed" == outcomes(run(local_session({"double": double}, DATA.dataset)))["doubles_one"]
