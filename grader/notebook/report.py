"""What a student reads about their own checks: at most 12 lines, the first says what to change, or that nothing is."""

from __future__ import annotations

import re
import reprlib

from grader.messages import LINES, clean, lines, say
from grader.model import CheckResult, Outcome
from grader.notebook.table import Part, PublicChecks
from grader.notebook.work import Work

_MESSAGE_LINES = 7


def report(part: Part, results: list[CheckResult], work: Work) -> str:
    """Say how one exercise stands: the first thing to change, what holds, and what others will decide."""
    if not part.rows:
        return _without_checks(part, work)
    if _not_started(part, results) and work.value(part.name) is not ...:
        return say("notebook.not_started", title=part.title, points=part.points, public=part.public)
    passed = sum(result.outcome is Outcome.PASSED for result in results)
    earned = sum(result.earned for result in results)
    counts = {"count": len(results), "earned": earned, "points": part.points}
    wrong = [result for result in results if result.outcome is not Outcome.PASSED]
    if not wrong:
        return lines(say("notebook.passed", title=part.title, **counts), _others(part))
    return lines(*_wrong(part, wrong[0], work), say("notebook.counts", passed=passed, **counts), _others(part))


def table(checks: PublicChecks, results: list[CheckResult], work: Work) -> str:
    """Say in one line for each exercise where the student is; what is done gives way where there is no room."""
    public = sum(part.public for part in checks.parts.values())
    rest = sum(part.points for part in checks.parts.values()) - public
    head = say("notebook.total", earned=sum(result.earned for result in results), public=public)
    others = say("notebook.total_others", points=rest) if rest else ""
    entries = [(part, [each for each in results if each.exercise == name]) for name, part in checks.parts.items()]
    if len(entries) > LINES - 2:
        entries = [entry for entry in entries if sum(each.earned for each in entry[1]) < entry[0].public]
    width = max((len(part.title) for part, _ in entries), default=0)
    return lines(head, others, *(_line(part, mine, work, width) for part, mine in entries))


def _answer(name: str, work: Work) -> str:
    """Return the answer to a question as a person reads it; nothing where there is none."""
    value = work.value(name)
    return "" if value is ... else clean(reprlib.repr(value))


def printable(text: str, encoding: str | None) -> str:
    """Return the text with a question mark for what a terminal cannot show, as where Windows pipes to a file."""
    encoding = encoding or "utf-8"
    return text.encode(encoding, "replace").decode(encoding)


def _not_started(part: Part, results: list[CheckResult]) -> bool:
    """Return whether an exercise is itself still the stub, or not there; it may wait for another one."""
    first = results[0]
    name = first.message.details.get("name", "") if first.message else ""
    return first.outcome is Outcome.MISSING and name.partition(".")[0] == part.name


def _wrong(part: Part, result: CheckResult, work: Work) -> list[str]:
    """Return what to change, where it happened, and which promise that breaks."""
    said = result.message.text.split("\n")[:_MESSAGE_LINES] if result.message else []
    text = said[0] if said else say("check.failed")
    named = re.match(rf"{re.escape(part.name)}\b", text)  # so that no name stands there twice
    subject = part.title.removesuffix(part.name) if named else f"{part.title}:"
    first = say("notebook.wrong", subject=subject, text=text).strip()
    where = work.place(*result.frames[-1]) if result.frames else ""
    label = next((row.promise for row in part.rows if row.name == result.check), "")
    promise = say("notebook.promise", text=part.promises[label]) if part.promises.get(label) else ""
    return [first, *said[1:], where, promise]


def _without_checks(part: Part, work: Work) -> str:
    if not part.is_question:
        return lines(say("notebook.nothing_to_run", title=part.title), _others(part))
    given = _answer(part.name, work)
    if not given:
        return say("notebook.not_answered", title=part.title, points=part.points)
    return lines(say("notebook.answered", title=part.title, answer=given), _others(part))


def _others(part: Part) -> str:
    rest = part.points - part.public
    return say("notebook.others", points=rest, all=part.points) if rest else ""


def _line(part: Part, results: list[CheckResult], work: Work, width: int) -> str:
    if not results:
        given = _answer(part.name, work) if part.is_question else ""
        state = say("notebook.state_answer", answer=given) if given else say("notebook.state_nothing")
        if part.is_question and not given:
            state = say("notebook.state_not_answered")
        return say("notebook.line_nothing", title=part.title, width=width, state=state)
    earned = sum(result.earned for result in results)
    state = _state(part, results, work)
    return say("notebook.line", title=part.title, width=width, earned=earned, public=part.public, state=state)


def _state(part: Part, results: list[CheckResult], work: Work) -> str:
    if _not_started(part, results):
        return say("notebook.state_missing" if work.value(part.name) is ... else "notebook.state_not_started")
    passed = sum(result.outcome is Outcome.PASSED for result in results)
    if passed == len(results):
        return say("notebook.state_passed")
    return say("notebook.state_wrong", passed=passed, count=len(results))
