"""The gate that an assignment passes before students see it.

The reference earns all points, the untouched stub none, each mistake loses what claims to catch it, each accepted
convention earns full marks, and running it all again says the same. Where sessions are opened is the caller's affair,
so the same gate runs in this process and in the sandbox.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from grader.checks import CheckTerms, run_checks
from grader.checks.attempt import Place, attempt
from grader.checks.bank import Bank
from grader.checks.follow_through import beside, used
from grader.course import CourseAssignment
from grader.course.sources import solution_source
from grader.errors import CourseError
from grader.messages import say
from grader.model import CheckResult, Exercise, Mistake, Outcome, Question, Threshold
from grader.release import stub_source
from grader.scores import active
from grader.student import NOTHING_SERVED, OpenSession, Served, Session
from grader.verify.conventions import conventions
from grader.verify.sessions import OpenSolution

FEWEST_MISTAKES = 3  # for each exercise

ASK = "let it assert something about what a call returns"
CATCH = "let that check ask for more, or name in caught_by= one that catches it"
ADD = "add to mistakes.py what students get wrong"


@dataclass(frozen=True, slots=True)
class MistakeRow:
    """One row of the matrix: what a mistake lost, and what had to catch it."""

    mistake: str
    exercise: str
    claimed: tuple[str, ...]
    ran: tuple[str, ...]
    lost: tuple[str, ...]
    catalog: str = ""
    named: tuple[tuple[str, str], ...] = ()  # check that was lost, and the known mistake that its message names

    @property
    def caught(self) -> bool:
        """Whether every check that claims the mistake took points from it."""
        return set(self.claimed) <= set(self.lost)

    @property
    def misnamed(self) -> tuple[str, ...]:
        """Checks at which a student who made this mistake would read the hint of another one."""
        return tuple(check for check, mistake in self.named if mistake != self.mistake)


@dataclass(frozen=True, slots=True)
class ConventionRow:
    """What a right solution in another convention earned."""

    convention: str
    exercise: str
    earned: int
    possible: int


@dataclass(frozen=True, slots=True)
class GateReport:
    """What the gate found; `problems` says in sentences what the author must mend."""

    assignment: str
    reference: tuple[CheckResult, ...]
    stub: tuple[CheckResult, ...]
    mistakes: tuple[MistakeRow, ...]
    conventions: tuple[ConventionRow, ...]
    flaky: tuple[str, ...]
    problems: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether students may see the assignment."""
        return not self.problems

    @property
    def seconds(self) -> dict[str, float]:
        """Seconds of each check on the reference."""
        return {result.check: result.seconds for result in self.reference}


def verify_assignment(
    loaded: CourseAssignment,
    open_solution: OpenSolution,
    terms: CheckTerms,
    *,
    open_mistake: OpenSolution | None = None,
    runs: int = 2,
    full: bool = False,
    report: Callable[[str], None] = lambda _: None,
) -> GateReport:
    """Take an assignment through the gate; `report` hears of each step, `full` runs all training checks throughout.

    Known mistakes and conventions are the course's own code, and there are many: `open_mistake` may open them in a
    cheaper way than `open_solution` does.
    """
    open_own = open_mistake or open_solution
    own_terms, terms = (with_bank(loaded, opened, terms) for opened in (open_own, open_solution))
    report("reference")
    reference = run_solution(loaded, solution_source(loaded), open_solution, terms)
    report("stub")
    stub = run_solution(loaded, stub_source(loaded), open_solution, terms)
    rows = []
    for mistake in loaded.mistakes:
        report(mistake.name)
        rows.append(mistake_row(loaded, mistake, open_own, own_terms, full=full))
    accepted = [convention_row(loaded, each, open_own, own_terms) for each in conventions(loaded)]
    flaky: set[str] = set()
    for number in range(1, runs):
        report(f"again ({number + 1} of {runs})")
        again = run_solution(loaded, solution_source(loaded), open_solution, terms)
        flaky |= differing(reference, again)
    problems = (
        *_reference_problems(loaded, reference),
        *(
            f"the untouched stub earns {result.earned} points by {result.check}; {ASK}"
            for result in stub
            if result.earned
        ),
        *_faults(stub),
        *_mistake_problems(loaded, rows),
        *(
            f"{row.convention} earns {row.earned} of {row.possible} points, though its convention is accepted"
            for row in accepted
            if row.earned != row.possible
        ),
        *(f"{name} does not say the same twice; draw all of its numbers from seed()" for name in sorted(flaky)),
        *_follow_problems(loaded, open_solution, terms),
    )
    made = (tuple(reference), tuple(stub), tuple(rows), tuple(accepted), tuple(sorted(flaky)))
    return GateReport(loaded.id, *made, problems)


def with_bank(loaded: CourseAssignment, open_solution: OpenSolution, terms: CheckTerms) -> CheckTerms:
    """Return terms under which known mistakes are named and follow-through is served, as when students are graded."""

    @contextmanager
    def open_mistake(mistake: Mistake | None) -> Iterator[OpenSession]:
        with open_solution(solution_source(loaded, replace=mistake)) as open_session:
            yield open_session

    @contextmanager
    def reference_session(seed: int, cpu_seconds: float, served: Served = NOTHING_SERVED) -> Iterator[Session]:
        with open_mistake(None) as open_session, open_session(seed, cpu_seconds, served) as session:
            yield session

    return replace(terms, reference_worker=reference_session, bank=Bank(loaded.mistakes, open_mistake))


def run_solution(
    loaded: CourseAssignment,
    source: str,
    open_solution: OpenSolution,
    terms: CheckTerms,
    only: frozenset[str] | None = None,
) -> list[CheckResult]:
    """Run the checks of an assignment against the source of a solution."""
    with open_solution(source) as open_session:
        return run_checks(loaded.id, loaded.assignment, open_session, terms, {}, only, lambda _: None)


def mistake_row(
    loaded: CourseAssignment, mistake: Mistake, open_solution: OpenSolution, terms: CheckTerms, *, full: bool = False
) -> MistakeRow:
    """Return what a mistake loses; training checks are run only where they claim it, unless `full`."""
    exercise = exercise_of(loaded, mistake)
    claimed = claims(mistake)
    ordinary = {row.name for row in exercise.rows if full or not isinstance(row, Threshold)}
    source = solution_source(loaded, replace=mistake)
    results = run_solution(loaded, source, open_solution, terms, frozenset(ordinary | set(claimed)))
    ran = [result for result in results if result.check in ordinary or result.check in claimed]
    lost = tuple(result.check for result in ran if is_lost(result))
    same = {each.name for each in loaded.mistakes if each.hint == mistake.hint}  # whichever matches: one hint is read
    told = [(result.check, result.mistake) for result in ran if result.mistake]
    named = tuple((check, mistake.name if name in same else name) for check, name in told)
    judged = tuple(result.check for result in ran)
    return MistakeRow(mistake.name, exercise.name, claimed, judged, lost, mistake.catalog, named)


def is_lost(result: CheckResult) -> bool:
    """Whether a check took points, by the fault of what it was run on."""
    faults = (Outcome.CHECK_FAULT, Outcome.HOST_FAULT)
    return result.earned < result.possible and result.outcome not in faults


def claims(mistake: Mistake) -> tuple[str, ...]:
    """Return the names of the checks that must catch a mistake."""
    caught_by = mistake.caught_by if isinstance(mistake.caught_by, tuple) else (mistake.caught_by,)
    return tuple(function.__name__ for function in caught_by)


def exercise_of(loaded: CourseAssignment, mistake: Mistake) -> Exercise:
    """Return the exercise that a mistake gets wrong."""
    for exercise in loaded.assignment.exercises:
        if exercise.name == mistake.replaces.__name__:
            return exercise
    raise CourseError(f"{loaded.id}: the mistake {mistake.name} replaces {mistake.replaces.__name__}, no exercise")


def convention_row(
    loaded: CourseAssignment, convention: Mistake, open_solution: OpenSolution, terms: CheckTerms
) -> ConventionRow:
    """Return what a right solution in another convention earns for its exercise."""
    exercise = exercise_of(loaded, convention)
    names = frozenset(row.name for row in exercise.rows)
    results = run_solution(loaded, solution_source(loaded, replace=convention), open_solution, terms, names)
    earned = sum(result.earned for result in results if result.check in names)
    return ConventionRow(convention.name, exercise.name, earned, exercise.points)


def differing(first: Iterable[CheckResult], second: Iterable[CheckResult]) -> set[str]:
    """Return the checks that do not say the same in two runs; how long they took is not compared."""
    one, two = ({result.check: said(result) for result in results} for results in (first, second))
    return {name for name in one.keys() | two.keys() if one.get(name) != two.get(name)}


def said(result: CheckResult) -> tuple[object, ...]:
    """Return all that a result says, but for how long it took."""
    message = (result.message.text, tuple(sorted(result.message.details.items()))) if result.message else None
    seen = tuple((each.kind, each.title, repr(each.data)) for each in result.evidence)
    judged = (result.exercise, result.check, result.outcome, result.earned, result.possible)
    return (*judged, message, result.convention, result.metric, result.swapped, seen, result.frames, result.kinds)


def _reference_problems(loaded: CourseAssignment, results: list[CheckResult]) -> list[str]:
    judged = {result.check for result in results}
    parts: tuple[Exercise | Question, ...] = loaded.assignment.parts
    never = [
        f"{row.name} was not run on the reference" for part in parts for row in part.rows if row.name not in judged
    ]
    short = [
        f"the reference loses {result.possible - result.earned} points by {result.check}: "
        f"{result.message.text if result.message else result.outcome}"
        for result in results
        if result.earned != result.possible
    ]
    return [*never, *short]


def _follow_problems(loaded: CourseAssignment, open_solution: OpenSolution, terms: CheckTerms) -> Iterator[str]:
    """Yield the checks that the reference does not pass beside what is served: that must be enough."""
    for place in _followed(loaded, terms):
        with open_solution(solution_source(loaded)) as open_session:
            made = attempt(place, open_session, terms, terms.limits.cpu_total)
        if made.finding is not None:
            names = ", ".join((*place.swapped, *place.beside))
            yield say("follow.author", check=place.row.name, names=names, text=made.finding.message.text)


def _followed(loaded: CourseAssignment, terms: CheckTerms) -> Iterator[Place]:
    """Yield every check with all that may be served to it, and with all forwards beside which it may be run."""
    for part in loaded.assignment.parts:
        for row in part.rows:
            place = Place(loaded.id, part.name, row, active(row, terms.data.available))
            if used(row):
                yield replace(place, swapped=used(row))
            if beside(row):
                yield replace(place, beside=beside(row))


def _faults(results: list[CheckResult]) -> list[str]:
    return [
        f"{result.check} raises on the stub: {result.message.text if result.message else ''}"
        for result in results
        if result.outcome is Outcome.CHECK_FAULT
    ]


def _mistake_problems(loaded: CourseAssignment, rows: list[MistakeRow]) -> list[str]:
    problems = []
    for row in rows:
        missed = sorted(set(row.claimed) - set(row.lost))
        if missed:
            problems.append(f"{row.mistake} is not caught by {', '.join(missed)}; {CATCH}")
    for exercise in loaded.assignment.exercises:
        count = sum(row.exercise == exercise.name for row in rows)
        if count < FEWEST_MISTAKES:
            problems.append(f"{exercise.name} has {count} mistakes; it needs {FEWEST_MISTAKES}: {ADD}")
    return problems
