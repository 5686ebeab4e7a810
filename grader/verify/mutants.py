"""Automatic mutants of the reference: small slips that no author thought of, and which of them no check notices.

A survivor is either a hole in the checks or the same function in other words. The second kind is taken out by probes:
where a survivor answers like the reference whatever it is asked, it is counted as equivalent. Probes are the calls that
the checks make, under several keys, and variations of these calls (whole numbers, which make ties; zeros; one row).
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from grader.checks import CheckTerms
from grader.course import CourseAssignment
from grader.course.sources import solution_source
from grader.verify.alone import each_alone, ordinary_checks
from grader.verify.gate import is_lost
from grader.verify.operators import slips
from grader.verify.probes import Answers, Call, Recorder, answers_to, same_answers, variations
from grader.verify.sessions import OpenSolution

SECONDS = 2.0  # CPU seconds of one check on a mutant, unless the terms allow less
PROBE_KEYS = (b"probe 1", b"probe 2")


@dataclass(frozen=True, slots=True)
class Mutant:
    """The whole source of a solution with one slip in one exercise."""

    exercise: str
    line: int  # of the solution's source
    slip: str  # what was changed, in words
    source: str


@dataclass(frozen=True, slots=True)
class MutantReport:
    """What became of all mutants; `survived` is what an author should look at."""

    killed: tuple[Mutant, ...]
    survived: tuple[Mutant, ...]
    equivalent: tuple[Mutant, ...]


def make_mutants(source: str, exercises: Sequence[str], given: Sequence[str] = ()) -> list[Mutant]:
    """Return every mutant of the named functions and classes of a source, each with one slip; none of what is given."""
    found: list[Mutant] = []
    seen = {ast.unparse(ast.parse(source))}
    for exercise, node in _definitions(ast.parse(source), exercises, given):
        for line, slip, text in slips(source, node):
            if text not in seen:
                seen.add(text)
                found.append(Mutant(exercise, line, slip, text))
    return found


def mutants_of(loaded: CourseAssignment) -> list[Mutant]:
    """Return every mutant of the solution of an assignment."""
    names = [exercise.name for exercise in loaded.assignment.exercises]
    given = [function.__name__ for function in (*loaded.assignment.given, *loaded.assignment.needs)]
    return make_mutants(solution_source(loaded), names, given)


def run_mutants(
    loaded: CourseAssignment,
    open_solution: OpenSolution,
    terms: CheckTerms,
    *,
    mutants: Sequence[Mutant] | None = None,
    report: Callable[[Mutant, str], None] = lambda _mutant, _fate: None,
) -> MutantReport:
    """Run the ordinary checks of each mutant's exercise against it, and sort out what lets it through.

    Training checks are left out: they are slow, and a slip that only they notice deserves a check of its own.
    """
    limits = replace(terms.limits, cpu_seconds=min(SECONDS, terms.limits.cpu_seconds))
    quick = replace(terms, limits=limits)
    probes = _Probes(loaded, open_solution, quick, solution_source(loaded))
    sorted_out: dict[str, list[Mutant]] = {"killed": [], "survived": [], "equivalent": []}
    for mutant in mutants_of(loaded) if mutants is None else mutants:
        fate = _fate(loaded, mutant, open_solution, quick, probes)
        sorted_out[fate].append(mutant)
        report(mutant, fate)
    return MutantReport(*(tuple(sorted_out[fate]) for fate in ("killed", "survived", "equivalent")))


def _fate(
    loaded: CourseAssignment, mutant: Mutant, open_solution: OpenSolution, terms: CheckTerms, probes: _Probes
) -> str:
    only = ordinary_checks(loaded, mutant.exercise)
    with open_solution(mutant.source) as open_session:
        if any(is_lost(result) for result in each_alone(loaded, open_session, terms, only)):
            return "killed"
    return "equivalent" if probes.cannot_tell(mutant) else "survived"


class _Probes:
    """What the reference answers to the calls of the checks, and to variations of them."""

    def __init__(self, loaded: CourseAssignment, open_solution: OpenSolution, terms: CheckTerms, source: str) -> None:
        self._loaded, self._open, self._terms, self._source = loaded, open_solution, terms, source
        self._known: dict[str, tuple[list[Call], Answers, Answers]] = {}

    def cannot_tell(self, mutant: Mutant) -> bool:
        """Return whether a mutant answers all probes as the reference does."""
        if mutant.exercise not in self._known:
            recorder = Recorder()
            replies = self._replies(self._source, mutant.exercise, recorder)
            calls = variations(recorder.calls, mutant.exercise)
            self._known[mutant.exercise] = (calls, replies, self._answers(self._source, calls))
        calls, replies, answers = self._known[mutant.exercise]
        return same_answers(replies, self._replies(mutant.source, mutant.exercise, Recorder())) and same_answers(
            answers, self._answers(mutant.source, calls)
        )

    def _replies(self, source: str, exercise: str, recorder: Recorder) -> Answers:
        """Return all that student code answered while the checks of an exercise ran under other keys."""
        only = ordinary_checks(self._loaded, exercise)
        with self._open(source) as open_session:
            for key in PROBE_KEYS:
                terms = replace(self._terms, key=key)
                list(each_alone(self._loaded, recorder.listen(open_session), terms, only))
        return recorder.answers

    def _answers(self, source: str, calls: list[Call]) -> Answers:
        with self._open(source) as open_session, open_session(0, self._terms.limits.cpu_seconds * 5) as session:
            return answers_to(session.student, calls)


def _definitions(tree: ast.Module, exercises: Sequence[str], given: Sequence[str]) -> Iterator[tuple[str, ast.stmt]]:
    """Yield each exercise, and each helper under the first exercise that reads it; what is given is no helper."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    nodes = {node.name: node for node in tree.body if isinstance(node, kinds) and node.name not in given}
    owner: dict[str, str] = {}
    for exercise in exercises:
        waiting = [exercise] if exercise in nodes else []
        while waiting:
            name = waiting.pop()
            owner.setdefault(name, exercise)
            reads = {inner.id for inner in ast.walk(nodes[name]) if isinstance(inner, ast.Name)}
            waiting += sorted(reads & nodes.keys() - owner.keys() - set(exercises))
    yield from ((exercise, copy.deepcopy(nodes[name])) for name, exercise in owner.items())
