"""How a call of student code must go: what it raises, warns about, and leaves alone."""

from __future__ import annotations

from typing import Any

from grader.assertions.failures import fail
from grader.assertions.results import describe
from grader.errors import StudentError
from grader.messages import say
from grader.model import Outcome


def assert_raises(
    kind: type[Exception], function: Any, *args: object, hint: str | None = None, **kwargs: object
) -> None:
    """Say that a call of student code raises an exception of this kind.

    Parameters
    ----------
    kind : exception class
        A builtin one, such as ``ValueError``; a class derived from it is as good.
    function : callable
        A function or method of the student.
    *args : object
        What it is called with.
    hint : str, optional
        What a student should look at when it is wrong.
    **kwargs : object
        Keyword arguments of the call.
    """
    try:
        returned = function(*args, **kwargs)
    except StudentError as error:
        if error.outcome is not Outcome.RAISED:
            raise  # a stub, a crash or a time-out is not the exception that was promised
        if kind.__name__ in error.kinds:
            return
        raised = error.kinds[0] if error.kinds else "something else"
        said = error.message.partition(f"raised {raised}")[2]  # the exception's own words, and where it was raised
        sentence = say(
            "assert.raised_other", name=_called(function), kind=kind.__name__, raised=raised, text=said or "."
        )
        fail(sentence, hint=hint, expected=kind.__name__, observed=raised)
    found = describe(returned)
    sentence = say("assert.raised_nothing", name=_called(function), kind=kind.__name__, found=found)
    fail(sentence, hint=hint, expected=kind.__name__, observed=found)


def assert_unchanged(function: Any, *args: object, hint: str | None = None, **kwargs: object) -> Any:
    """Say that a call of student code leaves its arguments as they were, and return its result.

    Parameters
    ----------
    function : callable
        A function or method of the student.
    *args : object
        What it is called with; arrays and lists are compared before and after.
    hint : str, optional
        What a student should look at when it is wrong.
    **kwargs : object
        Keyword arguments of the call.

    Returns
    -------
    object
        What the call returned, whatever it is.
    """
    seen = function.observe(*args, **kwargs)
    if seen.changed:
        changed = ", ".join(_argument(str(which)) for which in seen.changed[:5])
        fail(say("assert.changed", name=_called(function), changed=changed), hint=hint, observed=f"changed {changed}")
    return seen.value


def assert_no_warning(function: Any, *args: object, hint: str | None = None, **kwargs: object) -> Any:
    """Say that a call of student code works without a warning, and return its result.

    Parameters
    ----------
    function : callable
        A function or method of the student.
    *args : object
        What it is called with.
    hint : str, optional
        What a student should look at when it is wrong.
    **kwargs : object
        Keyword arguments of the call.

    Returns
    -------
    object
        What the call returned, whatever it is.
    """
    seen = function.observe(*args, **kwargs)
    if seen.warnings:
        warnings = ", ".join(dict.fromkeys(str(kind) for kind in seen.warnings[:20]))
        fail(say("assert.warning", name=_called(function), warnings=warnings), hint=hint, observed=warnings)
    return seen.value


def _argument(which: str) -> str:
    """Return the name of an argument, or its position counted from 1 where it has none."""
    place, _, name = which.partition(" ")
    return f"argument {int(place) + 1}" if place.isdecimal() and not name else f"the argument {name or place}"


def _called(function: Any) -> str:
    """Return what a message calls a function of the student."""
    name = getattr(function, "_label", "")
    return name if isinstance(name, str) and name else "your function"
