"""The laws that every assignment keeps, whoever wrote it; there is no code for any one of them here."""

import ast
import functools
import json

import pytest

from grader.course import promises
from grader.course.sources import solution_source
from grader.model import Outcome, Question, Threshold
from grader.release import cut_stub, render_template, stale_files, stub_source
from grader.release.stubs import definition
from grader.verify.gate import (
    FEWEST_MISTAKES,
    claims,
    convention_row,
    conventions,
    differing,
    exercise_of,
    mistake_row,
    run_solution,
)
from grader.verify.laws import alike_mistakes, blaming_checks, leaning_checks, telling, unlisted_checks
from tests import courses

ASSIGNMENTS = courses.names()
MISTAKES = [(*place, mistake.name) for place in ASSIGNMENTS for mistake in courses.loaded(*place).mistakes]
EXERCISES = [(*place, each.name) for place in ASSIGNMENTS for each in courses.loaded(*place).assignment.exercises]
CHECKS = [
    (*place, row.name) for place in ASSIGNMENTS for part in courses.loaded(*place).assignment.parts for row in part.rows
]

every_assignment = pytest.mark.parametrize("place", ASSIGNMENTS, ids="/".join)
a_sample_of_assignments = pytest.mark.parametrize("place", courses.sampled(ASSIGNMENTS))


@functools.cache
def reference_results(place):
    loaded = courses.loaded(*place)
    return run_solution(loaded, solution_source(loaded), courses.LOCAL, courses.terms(*place))


def part_of(place, name):
    return next(part for part in courses.loaded(*place).assignment.parts if part.name == name)


def mistake_named(place, name):
    return next(mistake for mistake in courses.loaded(*place).mistakes if mistake.name == name)


@every_assignment
def test_the_reference_earns_all_points(place):
    """Law 1: nobody is asked for what we cannot do ourselves."""
    results = reference_results(place)

    assert [] == [(each.check, each.outcome, each.message) for each in results if each.earned != each.possible]
    assert courses.loaded(*place).assignment.points == sum(each.earned for each in results)


@every_assignment
def test_the_untouched_template_earns_nothing(place):
    """Law 2: a stub loads, is worth 0, and is called missing."""
    loaded = courses.loaded(*place)
    results = run_solution(loaded, stub_source(loaded), courses.LOCAL, courses.terms(*place))

    assert [] == [(each.check, each.outcome) for each in results if each.earned]
    assert {Outcome.MISSING, Outcome.SKIPPED} >= {
        each.outcome for each in results if each.exercise not in questions(place)
    }


def questions(place):
    return {question.name for question in courses.loaded(*place).assignment.questions}


@pytest.mark.parametrize("mistake", courses.sampled(MISTAKES))
def test_each_mistake_loses_the_check_that_claims_it(mistake):
    """Law 3: what students get wrong costs what the author says, by the check that the author names."""
    *place, name = mistake
    row = mistake_row(courses.loaded(*place), mistake_named(place, name), courses.LOCAL, courses.terms(*place))

    assert row.claimed
    assert [] == [check for check in row.claimed if check not in row.lost]


@pytest.mark.parametrize(("course", "id", "name"), EXERCISES)
def test_every_exercise_knows_three_mistakes(course, id, name):
    """Law 3: at least three for each coded exercise."""
    loaded = courses.loaded(course, id)
    mine = [mistake for mistake in loaded.mistakes if exercise_of(loaded, mistake).name == name]

    assert len(mine) >= FEWEST_MISTAKES


@a_sample_of_assignments
def test_no_two_mistakes_do_the_same(place):
    """Law 3: whatever the checks ask, and what is near it, two mistakes of an exercise answer differently somewhere."""
    assert [] == alike_mistakes(courses.loaded(*place), courses.LOCAL, courses.terms(*place))


@every_assignment
def test_every_check_is_in_the_rubric_once(place):
    """Law 4: a function of `checks_*.py` that no row names would never run; helpers begin with an underscore."""
    names = [row.name for part in courses.loaded(*place).assignment.parts for row in part.rows]

    assert len(names) == len(set(names))
    assert [] == unlisted_checks(courses.loaded(*place))


@pytest.mark.parametrize(("course", "id", "name"), EXERCISES)
def test_no_demand_is_secret(course, id, name):
    """Law 5: every check enforces a promise, every promise has its check, and the stub prints them all."""
    exercise = part_of((course, id), name)
    promised = promises(exercise.target)
    known = {each.name for each in courses.loaded(course, id).assignment.exercises}
    known |= {each.__name__ for each in (*courses.loaded(course, id).assignment.given,)}
    stub = " ".join(cut_stub(exercise.target, known).split())

    assert set(promised) == {row.promise for row in exercise.rows}
    assert [] == [sentence for sentence in promised.values() if " ".join(sentence.split()) not in stub]


@every_assignment
def test_every_question_is_asked(place):
    """Law 5: the promise of a question is its text."""
    asked = [part for part in courses.loaded(*place).assignment.parts if isinstance(part, Question)]

    assert [] == [part.name for part in asked if not part.text or any(row.promise != "answer" for row in part.rows)]


@every_assignment
def test_students_can_check_half_of_the_points(place):
    """Law 6: public checks carry at least half of the points of an assignment."""
    assignment = courses.loaded(*place).assignment
    public = sum(row.points for part in assignment.parts for row in part.rows if not row.hidden)

    assert 2 * public >= assignment.points


@pytest.mark.parametrize(("course", "id", "name"), EXERCISES)
def test_manners_cost_little(course, id, name):
    """Law 6: manners are at most a fifth of an exercise, and at least half of that is public."""
    exercise = part_of((course, id), name)
    manners = sum(row.points for row in exercise.manners)

    assert 5 * manners <= exercise.points
    assert manners <= 2 * sum(row.points for row in exercise.manners if not row.hidden)


@every_assignment
def test_points_are_whole_and_positive(place):
    """Every row is worth something, and a ladder climbs."""
    rows = [row for part in courses.loaded(*place).assignment.parts for row in part.rows]
    ladders = [row.ladder for row in rows if isinstance(row, Threshold)]

    assert [] == [row.name for row in rows if type(row.points) is not int or row.points < 1]
    assert [] == [
        ladder for ladder in ladders if sorted({points for _, points in ladder}, reverse=True) != [p for _, p in ladder]
    ]


@functools.cache
def template(course):
    return render_template(courses.course(course))


@every_assignment
def test_the_template_gives_no_solution_away(place):
    """Law 7: no statement of a solution that says anything stands in any file that students receive."""
    course, id = place
    assignment = courses.loaded(*place).assignment
    given = {text for function in assignment.given for text in telling(definition(function)[1])}
    solved = {text for each in assignment.exercises for text in telling(definition(each.target)[1])} - given
    handed_out = [
        code for path, data in template(course).items() if path.startswith(f"{id}/") for code in codes(path, data)
    ]

    assert [] == sorted({text for code in handed_out for text in telling(ast.parse(code)) if text in solved})


def codes(path, data):
    if path.endswith(".py"):
        return [data.decode()]
    if path.endswith(".ipynb"):
        return ["".join(cell["source"]) for cell in json.loads(data)["cells"] if cell["cell_type"] == "code"]
    return []


def test_the_committed_template_is_fresh():
    """Law 7: `student_template/` is what the course says today."""
    stale = stale_files(courses.course("course"), courses.ROOT / "student_template")

    assert () == stale, "run make template"


@every_assignment
def test_public_checks_import_what_students_have(place):
    """Law 8: neither the reference nor a hidden check."""
    text = (courses.loaded(*place).folder / "checks_public.py").read_text(encoding="utf-8")
    imports = [node for node in ast.walk(ast.parse(text)) if isinstance(node, (ast.Import, ast.ImportFrom))]
    strange = [
        ast.unparse(node)
        for node in imports
        if getattr(node, "level", 0)
        or any(word in ast.unparse(node) for word in ("reference", "checks_hidden", "solution"))
    ]

    assert [] == strange


@a_sample_of_assignments
def test_every_check_says_the_same_twice(place):
    """Law 9: nothing is left to chance."""
    loaded = courses.loaded(*place)
    again = run_solution(loaded, solution_source(loaded), courses.LOCAL, courses.terms(*place))

    assert set() == differing(reference_results(place), again)


@a_sample_of_assignments
def test_every_check_says_the_same_alone(place):
    """Law 9: no check leans on one that ran before it."""
    assert [] == leaning_checks(courses.loaded(*place), courses.LOCAL, courses.terms(*place))


@every_assignment
def test_every_accepted_convention_earns_full_marks(place):
    """Law 10: who follows another lecture or library loses nothing."""
    loaded = courses.loaded(*place)
    rows = [convention_row(loaded, each, courses.LOCAL, courses.terms(*place)) for each in conventions(loaded)]

    assert [] == [row for row in rows if row.earned != row.possible]


@pytest.mark.parametrize("check", courses.sampled(CHECKS))
def test_no_check_blames_the_author(check):
    """Law 11: whatever the student's functions do, it is the student's, and it earns nothing by accident."""
    *place, name = check

    assert [] == blaming_checks(courses.loaded(*place), courses.terms(*place), frozenset([name]))


@every_assignment
def test_every_claim_names_a_check_of_the_rubric(place):
    """A mistake is claimed by checks that exist."""
    loaded = courses.loaded(*place)
    known = {row.name for part in loaded.assignment.parts for row in part.rows}

    assert [] == [(each.name, claim) for each in loaded.mistakes for claim in claims(each) if claim not in known]
