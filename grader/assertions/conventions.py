"""Where lectures or libraries use several conventions, each of them is right as a whole."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from grader.assertions.close import ATOL, RTOL, assert_close
from grader.assertions.equal import assert_equal
from grader.assertions.failures import CheckFailed, fail
from grader.assertions.kinds import assert_dict, assert_list
from grader.assertions.results import RESULT
from grader.data.seeds import current_draws
from grader.messages import say
from grader.model import Outcome


def assert_one_of(
    actual: object,
    expected: Mapping[str, object],
    hint: str | None = None,
    *,
    rtol: float = RTOL,
    atol: float = ATOL,
    name: str | None = None,
) -> str:
    """Say that a result fits one of several accepted conventions as a whole; the convention is recorded.

    Parameters
    ----------
    actual : object
        What student code returned, whatever it is. Put all that one convention decides into one call, as a tuple of
        results, so that a mixture of two conventions does not pass.
    expected : mapping of str to object
        For each convention, by its name, what it gives: a number or an array (compared as `assert_close` does), text
        or None (exactly), or a list, tuple or dict of these.
    hint : str, optional
        What a student should look at when it is wrong.
    rtol, atol, name : optional
        As in `assert_close`.

    Returns
    -------
    str
        The name of the convention that fits; where the numbers cannot tell several apart, their names joined by ``or``.

    Raises
    ------
    CheckFailed
        Where none fits; the message shows the one that comes closest.
    """
    name = name or RESULT
    failures = {convention: _failure(actual, value, rtol, atol, name) for convention, value in expected.items()}
    fitting = [convention for convention, failure in failures.items() if failure is None]
    if fitting:
        found = " or ".join(fitting)
        _record(found)
        return found
    # Of several ways to be wrong the closest is told: right kind and shape first, then the fewest wrong entries.
    closest, failure = min(
        ((key, value) for key, value in failures.items() if value), key=lambda pair: _distance(pair[1])
    )
    text = say("assert.conventions", name=name, conventions=", ".join(expected), closest=closest)
    if failure.outcome is not Outcome.FAILED:
        raise failure
    fail(text, failure.message.text, hint=hint, **{**failure.message.details, "convention": closest})


def _record(convention: str) -> None:
    draws = current_draws()
    earlier = draws.convention.split(", ") if draws.convention else []
    draws.convention = ", ".join(dict.fromkeys([*earlier, convention]))


def _failure(actual: object, expected: object, rtol: float, atol: float, name: str) -> CheckFailed | None:
    try:
        _compare(actual, expected, rtol, atol, name)
    except CheckFailed as failure:
        return failure
    return None


def _distance(failure: CheckFailed) -> tuple[bool, bool, float]:
    count, _, size = failure.message.details.get("wrong", "").partition(" of ")
    share = int(count) / max(int(size), 1) if size else 1.0
    return failure.outcome is not Outcome.FAILED, not size, share


def _compare(actual: object, expected: object, rtol: float, atol: float, name: str) -> None:
    if isinstance(expected, Mapping):
        found = assert_dict(actual, tuple(expected), name=name)
        for key, value in expected.items():
            _compare(found[key], value, rtol, atol, f"{name}[{key!r}]")
    elif isinstance(expected, (list, tuple)):
        for i, (one, value) in enumerate(zip(assert_list(actual, len(expected), name=name), expected, strict=True)):
            _compare(one, value, rtol, atol, f"{name}[{i}]")
    elif expected is None or isinstance(expected, (str, bool, np.bool_)):
        assert_equal(actual, expected, name=name)
    else:
        assert_close(actual, expected, rtol=rtol, atol=atol, name=name)
