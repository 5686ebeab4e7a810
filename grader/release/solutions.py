"""The text that fills a handout's marks: stubs for the student, the reference's bodies for the instructor."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass

from grader.course import CourseAssignment
from grader.course.sources import given_source, solution_source
from grader.release.stubs import HEADER, cut_stub, signature_imports

OWN_INSTEAD = "# Given here: {name}, an exercise of an earlier assignment. You may put your own solution in its place."


@dataclass(frozen=True, slots=True)
class Pieces:
    """What stands in the cells that a handout only marks."""

    header: str
    given: tuple[tuple[str, str], ...]  # the exercise of an earlier assignment that it solves, or nothing; the text
    exercises: Mapping[str, str]
    answers: Mapping[str, str]


def student_pieces(loaded: CourseAssignment) -> Pieces:
    """Return the header, what is given with its body, and a stub for every exercise."""
    assignment = loaded.assignment
    given = given_source(loaded)
    targets = [exercise.target for exercise in assignment.exercises]
    known = {name for node in ast.parse(given).body for name in bound(node)}
    stubs = {}
    for target in targets:
        stubs[target.__name__] = cut_stub(target, known)
        known.add(target.__name__)
    parts = chunks(_without_header(given))
    imports = {text for _, text in parts if _is_import(text)} | set(signature_imports(targets))
    header = _future(solution_source(loaded)) + "".join(f"{line}\n" for line in sorted(imports)) + HEADER
    return Pieces(header, _given(loaded, [part for part in parts if not _is_import(part[1])]), stubs, {})


def solution_pieces(loaded: CourseAssignment) -> Pieces:
    """Return the same with the reference's bodies; helpers that belong to no exercise join the header."""
    assignment = loaded.assignment
    exercises = {exercise.name for exercise in assignment.exercises}
    questions = {name for question in assignment.questions for name in (question.name, *question.reads)}
    # Imports join the header, also those that what is given needs: the helpers above it may need them too.
    statements = ast.parse(given_source(loaded)).body
    given_names = {
        name for node in statements if not isinstance(node, ast.Import | ast.ImportFrom) for name in bound(node)
    }

    bodies: dict[str, str] = {}
    answers: dict[str, str] = {}
    given: list[tuple[set[str], str]] = []
    rest: list[str] = []
    source = solution_source(loaded)
    for names, text in chunks(_without_header(source)):
        if names & exercises:
            bodies[min(names)] = text
        elif names & questions:
            answers[min(names & questions)] = text
        elif names & given_names:
            given.append((names, text))
        else:
            rest.append(text)
    header = _future(source) + "\n\n".join([HEADER.rstrip(), *rest]) + "\n"
    return Pieces(header, _given(loaded, given), bodies, answers)


def stub_source(loaded: CourseAssignment) -> str:
    """Return the untouched template as one file: header, what is given, and all stubs."""
    pieces = student_pieces(loaded)
    return "\n\n".join([pieces.header, *(text for _, text in pieces.given), *pieces.exercises.values()])


def chunks(source: str) -> list[tuple[set[str], str]]:
    """Cut a module into its top-level statements, each with the names it binds and the comments above it."""
    lines = source.splitlines(keepends=True)
    found, end = [], 0
    for node in ast.parse(source).body:
        last = node.end_lineno or node.lineno
        text = "".join(lines[end:last]).strip("\n")
        end = last
        found.append((bound(node), text))
    return found


def bound(node: ast.stmt) -> set[str]:
    """Return the names that a top-level statement binds; a statement of another kind binds none that we look for."""
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return {node.name}
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return {alias.asname or alias.name.partition(".")[0] for alias in node.names}
    if isinstance(node, (ast.Assign, ast.AnnAssign)):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        return {inner.id for target in targets for inner in ast.walk(target) if isinstance(inner, ast.Name)}
    return set()


def _given(loaded: CourseAssignment, parts: list[tuple[set[str], str]]) -> tuple[tuple[str, str], ...]:
    """Cut what is given into cells: one for each solution of an earlier assignment, and what stands between them."""
    needs = {need.__name__ for need in loaded.assignment.needs}
    cells: list[tuple[str, str]] = []
    for names, text in parts:
        solved = min(names & needs, default="")
        if solved:
            cells.append((solved, f"{OWN_INSTEAD.format(name=solved)}\n{text}"))
        elif cells and not cells[-1][0]:
            cells[-1] = ("", f"{cells[-1][1]}\n\n\n{text}")
        else:
            cells.append(("", text))
    return tuple(cells)


def _is_import(text: str) -> bool:
    return isinstance(ast.parse(text).body[0], ast.Import | ast.ImportFrom)


def _future(source: str) -> str:
    """Return the line that keeps annotations from being evaluated, where the reference is written with it."""
    line = "from __future__ import annotations"
    return f"{line}\n\n" if line in source.splitlines() else ""


def _without_header(source: str) -> str:
    """Drop the statements that the header holds already."""
    have = {ast.unparse(node) for node in ast.parse(HEADER).body}
    kept = []
    for _, text in chunks(source):
        node = ast.parse(text).body[0]
        future = isinstance(node, ast.ImportFrom) and node.module == "__future__"
        if ast.unparse(node) not in have and not future:
            kept.append(text)
    return "\n\n\n".join(kept)
