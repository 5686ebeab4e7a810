"""What a student reads about their own checks: at most 12 lines, the first says where they are."""

from __future__ import annotations

from grader.messages import LINES, lines, say
from grader.model import CheckResult, Outcome
from grader.notebook.table import Part, PublicChecks

_MESSAGE_LINES = 8


def report(part: Part, results: list[CheckResult]) -> str:
    """Say how one exercise stands: what holds, the first thing that does not, and what others will decide."""
    if not_started(results):
        return say("notebook.not_started", title=part.title, points=part.points, public=part.public)
    rest = part.points - part.public
    others = say("notebook.others", points=rest) if rest else ""
    if not results:
        return lines(say("notebook.nothing_to_run", title=part.title), others)
    passed = sum(result.outcome is Outcome.PASSED for result in results)
    earned = sum(result.earned for result in results)
    counts = {"title": part.title, "count": len(results), "earned": earned, "points": part.points}
    if passed == len(results):
        return lines(say("notebook.passed", **counts), others)
    wrong = [result for result in results if result.outcome is not Outcome.PASSED]
    first = wrong[0].message.text.split("\n")[:_MESSAGE_LINES] if wrong[0].message else []
    more = say("notebook.more_wrong", count=len(wrong) - 1) if len(wrong) > 1 else ""
    return lines(say("notebook.wrong", passed=passed, **counts), *first, more, others)


def table(checks: PublicChecks, results: list[CheckResult]) -> str:
    """Say in one line for each exercise where the student is; what is done gives way where there is no room."""
    public = sum(part.public for part in checks.parts.values())
    points = sum(part.points for part in checks.parts.values())
    earned = sum(result.earned for result in results)
    head = say("notebook.total", earned=earned, public=public, points=points)
    entries = [(part, [each for each in results if each.exercise == name]) for name, part in checks.parts.items()]
    if len(entries) >= LINES:
        entries = [entry for entry in entries if sum(each.earned for each in entry[1]) < entry[0].public]
    return lines(head, *(_line(*entry) for entry in entries))


def not_started(results: list[CheckResult]) -> bool:
    """Return whether the exercise is still the stub, or not there."""
    return bool(results) and results[0].outcome is Outcome.MISSING


def _line(part: Part, results: list[CheckResult]) -> str:
    if not_started(results):
        return say("notebook.line_not_started", title=part.title)
    passed = sum(result.outcome is Outcome.PASSED for result in results)
    earned = sum(result.earned for result in results)
    if not results:
        return say("notebook.line_nothing", title=part.title)
    return say("notebook.line", title=part.title, passed=passed, count=len(results), earned=earned, public=part.public)
