"""What must hold of a rubric; a list of what does not, each with the file, what must hold, and what was found."""

from __future__ import annotations

import builtins
import inspect
import keyword
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import Any

from grader.course.lines import where
from grader.course.promises import promises
from grader.errors import CourseError
from grader.model import Assignment, Check, Exercise, Mistake, Question, Threshold

ANSWER = "answer"  # the promise of every question
_MANNERS_SHARE = 5  # manners carry at most a fifth of an exercise
_RUBRIC, _MISTAKES = "assignment.py: ", "mistakes.py: "


def broken_rules(assignment: Assignment, mistakes: tuple[Mistake, ...]) -> list[str]:
    """Return a sentence for each rule that the assignment breaks."""
    return [
        *(_RUBRIC + text for text in _names(assignment)),
        *(_RUBRIC + text for text in _points(assignment)),
        *(_RUBRIC + text for exercise in assignment.exercises for text in _exercise(exercise, assignment)),
        *(_RUBRIC + text for text in _circles(assignment)),
        *(_RUBRIC + text for question in assignment.questions for text in _question(question)),
        *(_MISTAKES + text for text in _mistakes(assignment, mistakes)),
    ]


def _names(assignment: Assignment) -> Iterator[str]:
    names = [part.name for part in assignment.parts]
    names += [_name(function) for function in (*assignment.given, *assignment.needs)]
    for name in _twice(names):
        yield f"the names of exercises, questions and given functions must differ; {name} stands twice"
    for name in names:
        if keyword.iskeyword(name) or keyword.issoftkeyword(name) or hasattr(builtins, name):
            yield f"an exercise must not be called like a word of Python; found {name}"
    for name in _twice(check.name for part in assignment.parts for check in part.rows):
        yield f"each check must stand in the rubric once; {name} stands there twice"


def _points(assignment: Assignment) -> Iterator[str]:
    rows = [check for part in assignment.parts for check in part.rows]
    for check in rows:
        yield from _row(check)
    if not rows:
        yield "an assignment must have at least one check"
    graded = [check for exercise in assignment.exercises for check in exercise.rows]
    if any(not _whole(check) for check in graded):
        return
    total, public = _sum(graded), _sum(check for check in graded if not check.hidden)
    if 2 * public < total:
        yield f"public checks must carry at least half of the points of the exercises; found {public} of {total}"


def _row(check: Check | Threshold) -> Iterator[str]:
    if isinstance(check, Threshold):
        yield from _ladder(check)
    elif not _is_points(check.points):
        yield f"points must be a whole number above 0; {check.name} has {check.points!r}"
    module = check.function.__module__.rpartition(".")[2]
    if not module.startswith(("checks_public", "checks_hidden")):
        yield f"a check must be defined in checks_public.py or checks_hidden.py; {check.name} is in {module}.py"


def _ladder(threshold: Threshold) -> Iterator[str]:
    name, ladder = threshold.name, threshold.ladder
    if not ladder or not all(_is_points(points) for _, points in ladder):
        yield f"the ladder of {name} must have rungs (metric, points), whole points above 0; found {ladder!r}"
        return
    metrics = [-metric if threshold.lower_is_better else metric for metric, _ in ladder]
    earned = [points for _, points in ladder]
    if any(not lower < upper for upper, lower in pairwise(metrics)):
        yield f"the ladder of {name} must have its best rung first, each metric easier than the last; found {ladder!r}"
    if any(lower >= upper for upper, lower in pairwise(earned)):
        yield f"the ladder of {name} must have strictly falling points; found {ladder!r}"
    if threshold.larger:
        yield from _larger(threshold, threshold.larger)


def _larger(threshold: Threshold, larger: Threshold) -> Iterator[str]:
    yield from _ladder(larger)
    if larger.ladder and threshold.points != larger.points:
        yield (
            f"the same threshold on larger data must be worth the same; {threshold.name} is worth {threshold.points} "
            f"points on {threshold.data} and {larger.points} on {larger.data}"
        )
    if larger.promise != threshold.promise or larger.larger:
        yield f"what stands in larger= of {threshold.name} must enforce the same promise and have no larger= itself"


def _exercise(exercise: Exercise, assignment: Assignment) -> Iterator[str]:
    if not exercise.rows:
        yield f"{exercise.name} must have at least one check"
    if not inspect.getdoc(exercise.target) or not exercise.target.__doc__:
        place = where(exercise.target)
        yield f"{exercise.name} must have a docstring, for that is what its stub tells a student; write it ({place})"
    yield from _methods(exercise.target)
    try:
        stated = promises(exercise.target)
    except CourseError as error:
        yield str(error)
        return
    yield from _promises(exercise, stated)
    yield from _manners(exercise)
    for check in exercise.rows:
        yield from _uses(check, exercise, assignment)


_MOST_USED = 6  # a verdict is kept for each set of functions that may be served


def _uses(check: Check | Threshold, exercise: Exercise, assignment: Assignment) -> Iterator[str]:
    """Follow-through serves results: of functions, of other exercises or given, and of few enough."""
    known = [*(other.target for other in assignment.exercises), *assignment.given, *assignment.needs]
    beside = check.beside if isinstance(check, Check) else ()
    for word, function in [*(("uses", each) for each in check.uses), *(("beside", each) for each in beside)]:
        name = _name(function)
        if inspect.isclass(function):
            yield (
                f"{word}= of {check.name} must name functions; {name} is a class, whose objects cannot be served: "
                "let the check pass a model of ours instead"
            )
        elif function not in known:
            yield f"{word}= of {check.name} must name exercises or given functions of this assignment; found {name}"
        elif name == exercise.name:
            yield f"{word}= of {check.name} must name other exercises than its own; found {name}"
    if len(check.uses) > _MOST_USED:
        yield f"uses= of {check.name} must name at most {_MOST_USED} functions; found {len(check.uses)}"


def _circles(assignment: Assignment) -> Iterator[str]:
    """Find exercises that would wait for each other: one runs after those that its checks use."""
    uses = {each.name: {_name(target) for row in each.rows for target in row.uses} for each in assignment.exercises}
    for name in uses:
        reached: set[str] = set()
        pending = set(uses[name])
        while pending - reached:
            reached |= pending
            pending = set().union(*(uses.get(other, set()) for other in pending))
        if name in reached and name not in uses[name]:
            yield f"uses= must not lead back to where it began; the checks of {name} use what uses {name}"


def _methods(target: Callable[..., Any]) -> Iterator[str]:
    members = vars(target).items() if inspect.isclass(target) else ()
    for name, member in members:
        function = getattr(member, "__func__", getattr(member, "fget", member))
        if inspect.isfunction(function) and not name.startswith("_") and not function.__doc__:
            yield f"a public method of an exercise must have a docstring; {_name(target)}.{name} has none"


def _promises(exercise: Exercise, stated: dict[str, str]) -> Iterator[str]:
    used = {check.promise for check in exercise.rows}
    for check in exercise.rows:
        if check.promise not in stated:
            found = ", ".join(stated) or "no section called Promises"
            yield (
                f"the promise of {check.name} must stand in the docstring of {exercise.name}; "
                f"{check.promise!r} is not among: {found}. Name one of these, or add it ({where(exercise.target)})"
            )
    for label in stated:
        if label not in used:
            yield f"every promise must have a check; {label!r} of {exercise.name} has none ({where(exercise.target)})"


def _manners(exercise: Exercise) -> Iterator[str]:
    if any(not _whole(check) for check in exercise.rows):
        return
    share, total = _sum(exercise.manners), exercise.points
    if _MANNERS_SHARE * share > total:
        yield f"manners must carry at most a fifth of an exercise; in {exercise.name} they carry {share} of {total}"
    public = _sum(check for check in exercise.manners if not check.hidden)
    if 2 * public < share:
        yield f"manners must be public for at least half of their points; in {exercise.name}, {public} of {share} are"


def _question(question: Question) -> Iterator[str]:
    if not question.name.isidentifier() or not question.name.startswith("q_"):
        yield f"a question must be called q_ and its row, such as q_1_9a; found {question.name!r}"
    if not question.checks:
        yield f"{question.name} must have at least one check"
    for check in question.checks:
        if check.promise != ANSWER:
            yield f"the promise of {check.name}, a check of a question, must be {ANSWER!r}; found {check.promise!r}"


def _mistakes(assignment: Assignment, mistakes: tuple[Mistake, ...]) -> Iterator[str]:
    targets = {exercise.target: exercise for exercise in assignment.exercises}
    for name in _twice(mistake.name for mistake in mistakes):
        yield f"the names of mistakes must differ; {name} stands twice"
    functions = {check.function for part in assignment.parts for check in part.rows}
    functions |= {row.larger.function for row in _thresholds(assignment) if row.larger}
    for mistake in mistakes:
        if mistake.replaces not in targets:
            yield f"{mistake.name} must replace an exercise of this assignment; found {_name(mistake.replaces)}"
        elif mistake.name in {exercise.name for exercise in assignment.exercises}:
            yield f"a mistake must have a name of its own; {mistake.name} is that of an exercise"
        caught = mistake.caught_by if isinstance(mistake.caught_by, tuple) else (mistake.caught_by,)
        for function in caught:
            if function not in functions:
                yield f"caught_by of {mistake.name} must be a check of the rubric; found {_name(function)}"
        if not caught:
            yield f"{mistake.name} must be caught by a check"
        if not mistake.hint.strip():
            yield f"{mistake.name} must have a hint, for that is what the student reads"


def _thresholds(assignment: Assignment) -> Iterator[Threshold]:
    for part in assignment.parts:
        yield from (row for row in part.rows if isinstance(row, Threshold))


def _whole(check: Check | Threshold) -> bool:
    if isinstance(check, Threshold):
        return bool(check.ladder) and all(_is_points(points) for _, points in check.ladder)
    return _is_points(check.points)


def _is_points(points: object) -> bool:
    return isinstance(points, int) and not isinstance(points, bool) and points > 0


def _sum(rows: Iterable[Check | Threshold]) -> int:
    return sum(row.points for row in rows)


def _name(function: Callable[..., Any]) -> str:
    return getattr(function, "__name__", repr(function))


def _twice(names: Iterable[str]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]
