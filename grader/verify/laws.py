"""The laws that every assignment keeps, whoever wrote it; each is a function that returns what breaks it, in sentences.

`grader verify` enforces them on any course, and the tests of this repository on its own.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import combinations

from grader.checks import CheckTerms, run_checks
from grader.course import CourseAssignment
from grader.course.sources import solution_source
from grader.errors import CourseError, HostError
from grader.model import Mistake, Party, Threshold
from grader.release import student_notebook
from grader.release.rubric_table import public_checks
from grader.release.stubs import definition
from grader.verify.alone import each_alone, ordinary_checks
from grader.verify.gate import differing, exercise_of, run_solution
from grader.verify.hostile import blame_students
from grader.verify.probes import Answers, Call, Recorder, answers_to, same_answers, variations
from grader.verify.sessions import OpenSolution

QUICK = 0.3  # CPU seconds: what never ends is the same whenever it is stopped


def broken_laws(
    loaded: CourseAssignment,
    open_solution: OpenSolution,
    terms: CheckTerms,
    report: Callable[[str], None] = lambda _: None,
) -> list[str]:
    """Return a sentence for each law that an assignment breaks, beside those of its rubric and of the gate."""
    report("laws")
    found = [*unlisted_checks(loaded), *handed_out(loaded)]
    report("each check alone")
    found += leaning_checks(loaded, open_solution, terms)
    report("mistakes that are alike")
    found += alike_mistakes(loaded, open_solution, terms)
    report("students who answer nonsense")
    return [*found, *blaming_checks(loaded, terms)]


def unlisted_checks(loaded: CourseAssignment) -> list[str]:
    """Law 4: a function of `checks_*.py` that no row names would never run; helpers begin with an underscore."""
    rows = [row for part in loaded.assignment.parts for row in part.rows]
    rows += [row.larger for row in rows if isinstance(row, Threshold) and row.larger]
    listed = {row.name for row in rows}
    return [
        f"assignments/{loaded.id}/{file}, line {line}: {name} is a check, but no row of assignment.py names it; "
        "list it there, or begin its name with _ if it is a helper"
        for file in ("checks_public.py", "checks_hidden.py")
        for name, line in _checks_in(loaded, file)
        if name not in listed
    ]


def _checks_in(loaded: CourseAssignment, file: str) -> Iterator[tuple[str, int]]:
    path = loaded.folder / file
    for node in ast.parse(path.read_text(encoding="utf-8")).body if path.is_file() else ():
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            arguments = node.args
            names = [each.arg for each in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)]
            if names == ["student"]:
                yield node.name, node.lineno


def handed_out(loaded: CourseAssignment) -> list[str]:
    """Laws 7 and 8: what students receive can be built, imports what they have, and gives no solution away."""
    try:
        codes = {"checks_public.py": public_checks(loaded)}
        cells = json.loads(student_notebook(loaded))["cells"]
        codes["handout.py"] = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    except CourseError as error:
        return [str(error)]
    except HostError:
        pass  # the libraries that read a handout are not installed; `grader doctor` says so
    assignment = loaded.assignment
    given = {text for function in assignment.given for text in telling(definition(function)[1])}
    solved = {text: part.name for part in assignment.exercises for text in telling(definition(part.target)[1])}
    return [
        f"assignments/{loaded.id}/{file}: students would read `{text}`, a statement of the solution of {solved[text]}; "
        "write it differently there"
        for file, code in codes.items()
        for text in dict.fromkeys(telling(ast.parse(code)))
        if text in solved and text not in given
    ]


def telling(tree: ast.AST) -> Iterator[str]:
    """Yield the statements of a tree that compute something, in one spelling."""
    for node in ast.walk(tree):
        simple = (
            isinstance(node, ast.stmt) and not hasattr(node, "body") and not isinstance(node, (ast.Raise, ast.Import))
        )
        if simple and any(isinstance(inner, (ast.Call, ast.BinOp, ast.Compare)) for inner in ast.walk(node)):
            yield ast.unparse(node)


def leaning_checks(loaded: CourseAssignment, open_solution: OpenSolution, terms: CheckTerms) -> list[str]:
    """Law 9: a check that says something else alone than in company leans on one that ran before it."""
    rows = [row for each in loaded.assignment.exercises for row in each.rows]
    names = [row.name for row in rows if not isinstance(row, Threshold)]
    source = solution_source(loaded)
    company = run_solution(loaded, source, open_solution, terms, frozenset(names))
    with open_solution(source) as session:
        alone = [
            result
            for name in reversed(names)
            for result in run_checks(loaded.id, loaded.assignment, session, terms, {}, frozenset([name]), _nobody)
        ]
    together = [result for result in company if result.check in names]
    return [
        f"{name} says something else when it runs alone: a check must not lean on one that ran before it"
        for name in sorted(differing(together, alone))
    ]


def alike_mistakes(loaded: CourseAssignment, open_solution: OpenSolution, terms: CheckTerms) -> list[str]:
    """Law 3: two mistakes that answer everything alike are one.

    Only those that are alike so far are asked on: by each check in turn, then by variations of all that checks ask.
    """
    quick = replace(terms, limits=replace(terms.limits, cpu_seconds=min(QUICK, terms.limits.cpu_seconds)))
    recorder = Recorder()
    groups: list[list[Mistake]] = []
    for exercise in loaded.assignment.exercises:
        alike = [[each for each in loaded.mistakes if exercise_of(loaded, each) == exercise]]
        for name in sorted(ordinary_checks(loaded, exercise.name)):
            only = frozenset([name])
            with open_solution(solution_source(loaded)) as session:
                list(each_alone(loaded, recorder.listen(session), quick, only))
            alike = _told_apart(alike, partial(_replies, loaded, open_solution, quick, only))
        groups += alike
    groups = _told_apart(groups, partial(_varied, loaded, open_solution, recorder.calls))
    return [
        f"the mistakes {one.name} and {two.name} answer everything alike: keep one, or mend what makes them the same"
        for group in groups
        for one, two in combinations(group, 2)
    ]


def _told_apart(groups: list[list[Mistake]], ask: Callable[[Mistake], Answers]) -> list[list[Mistake]]:
    """Split groups by the answers to one more question; who is alone is not asked any more."""
    found = []
    for group in groups:
        answered: list[tuple[Answers, list[Mistake]]] = []
        for mistake in group if len(group) > 1 else ():
            answers = ask(mistake)
            same = next((members for known, members in answered if same_answers(known, answers)), None)
            if same is None:
                answered.append((answers, [mistake]))
            else:
                same.append(mistake)
        found += [members for _, members in answered if len(members) > 1]
    return found


def _replies(
    loaded: CourseAssignment, open_solution: OpenSolution, terms: CheckTerms, only: frozenset[str], mistake: Mistake
) -> Answers:
    """Return what a mistake answers while one check runs."""
    heard = Recorder()
    with open_solution(solution_source(loaded, replace=mistake)) as session:
        list(each_alone(loaded, heard.listen(session), terms, only))
    return heard.answers


def _varied(loaded: CourseAssignment, open_solution: OpenSolution, calls: list[Call], mistake: Mistake) -> Answers:
    """Return what a mistake answers to what checks ask of its exercise, and to what is near that."""
    name = exercise_of(loaded, mistake).name
    with open_solution(solution_source(loaded, replace=mistake)) as opened, opened(0, QUICK) as session:
        return answers_to(session.student, variations(calls, name))


def blaming_checks(loaded: CourseAssignment, terms: CheckTerms, only: frozenset[str] | None = None) -> list[str]:
    """Law 11: whatever the functions of a student return, it is the student's fault, never the author's."""
    names = [part.name for part in loaded.assignment.parts]
    found: dict[str, str] = {}
    for label, session in blame_students(names).items():
        for result in each_alone(loaded, session, terms, only):
            if result.outcome.party is not Party.STUDENT and result.check not in found:
                text = result.message.text.split("\n")[0] if result.message else result.outcome
                found[result.check] = (
                    f"{result.check} blames its author where a student's function {label}: {text} "
                    + ("Ask an assertion what a result is before you use it")
                )
    return list(found.values())


def _nobody(_result: object) -> None:
    """Hear of a result, and do nothing."""
