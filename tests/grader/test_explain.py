"""A complaint is answered: the promise, what was found, a public input, the line; nothing hidden for the student."""

import argparse
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from grader.cli import main
from grader.cli.looking import recorded
from grader.documents import read_document, staff_document, student_document
from grader.explain import Example, drawn, explain
from grader.ledger import Folder, open_ledger, write_atomic
from tests.grader.documents.samples import RESULTS, facts, with_result

ROOT = Path(__file__).resolve().parents[2]
STUDENTS = ("slide_rule.ipynb", "last_weights.ipynb", "essay.ipynb", "perfect.ipynb", "hostile.ipynb")
LINE = "In your notebook: cell 6, line 1\n     def perceptron_fit("


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """DIR with five of the sample cohort."""
    folder = tmp_path_factory.mktemp("explain") / "out"
    paths = [str(ROOT / "examples" / "a03_perceptron" / name) for name in STUDENTS]
    words = ["grade", "a03_perceptron", *paths, "--out", str(folder), "--seed", "examples"]
    subprocess.run([sys.executable, "-m", "grader", *words], cwd=ROOT, check=False, capture_output=True)
    return folder


@pytest.fixture
def answer(graded, capsys):
    """Runs the command and returns its exit code and what it printed."""

    def run(*words):
        code = main(["explain", str(graded), *words])
        return code, capsys.readouterr().out

    return run


def nothing_found(names):
    """A search that finds nothing."""
    return {}, 3


def everything(exercise, label):
    """Ask about all."""
    return True


@pytest.mark.sandbox
def test_the_student_reads_promise_finding_input_and_line(answer):
    """All that a question about a public check needs."""
    code, text = answer("slide_rule", "every_update_corrects_a_mistake")

    assert code == 0
    assert text.startswith("The perceptron, slide_rule: 61 of 100 points\n")
    assert "Promised: each recorded update is on an example that the rule gets wrong" in text
    assert "Found: Zero weights do not separate AND: history must not be empty." in text
    assert 'run check("perceptron_fit"), its check every_update_corrects_a_mistake' in text
    assert "perceptron_fit(np.array([[0., 0.], [0., 1.], [1., 0.], [1., 1.]]), np.array([-1, -1, -1, 1]), 100)" in text
    assert LINE in text


@pytest.mark.sandbox
@pytest.mark.parametrize("student", [pytest.param("slide_rule", marks=pytest.mark.full), "last_weights", "hostile"])
def test_the_students_answer_holds_nothing_hidden(graded, answer, student):
    """No name, title, message or input of a hidden check, in text and in JSON."""
    document = read_document(Folder(graded).result(student).read_bytes())
    checks = [check for part in document.exercises for check in part.checks]
    public = " ".join(check.message.text for check in checks if check.visibility == "visible" and check.message)
    hidden = [check for check in checks if check.visibility == "hidden"]
    secrets = {text for check in hidden for text in (check.id, check.title)}
    secrets |= {check.message.text for check in hidden if check.status == "failed"}
    secrets |= {detail.text.text for check in hidden for detail in check.details if detail.name == "input"}

    for text in (answer(student)[1], answer(student, "--json")[1].replace("\\n", "\n").replace('\\"', '"')):
        assert [secret for secret in secrets if secret in text and secret not in public] == []


@pytest.mark.sandbox
def test_staff_read_the_hidden_input_and_how_to_run_it_again(graded, answer):
    """Input, expected, observed, tolerance, and a command that says the same verdict."""
    code, text = answer("slide_rule", "quantities_ignore_the_length_of_w_star", "--for", "staff")
    name = "quantities_ignore_the_length_of_w_star"

    assert code == 0
    assert f"[hidden] {name}:" in text
    for fact in ("input:\n       convergence_quantities(np.array(", "expected:", "observed:", "tolerance:"):
        assert fact in text
    assert f"grader replay {graded} slide_rule {name}\n" in text
    assert main(["replay", str(graded), "slide_rule", name]) == 0


@pytest.mark.sandbox
def test_a_fault_that_no_public_input_shows_is_said_honestly(answer):
    """No input is made up."""
    text = answer("last_weights", "history_keeps_each_moment")[1]

    assert "No input that you have shows it" in text
    assert "history_keeps_each_moment" not in text


@pytest.mark.sandbox
def test_an_exercise_is_asked_about_as_a_whole(answer):
    """All of its broken promises, and none of another exercise."""
    items = json.loads(answer("slide_rule", "convergence_quantities", "--json")[1])["items"]

    assert {item["exercise"] for item in items} == {"convergence_quantities"}
    assert [item["label"] for item in items] == ["bound", "length", "theorem", "single"]
    assert [item["staff"] for item in items] == [[], [], [], []]


@pytest.mark.sandbox
@pytest.mark.parametrize(
    ("student", "said"),
    [("essay", "This is a PDF document, not a notebook."), ("perfect", "no point was taken off")],
)
def test_where_nothing_can_be_explained_it_says_why(answer, student, said):
    """A file that cannot be read, and a submission without a fault."""
    code, text = answer(student)

    assert code == 0
    assert said in text


@pytest.mark.sandbox
def test_a_mistyped_check_is_wrong_usage(graded, capsys):
    """With the name that was meant."""
    assert main(["explain", str(graded), "slide_rule", "xor_end"]) == 2
    assert "did you mean xor_ends?" in capsys.readouterr().err


@pytest.mark.sandbox
def test_new_draws_of_public_checks_are_run(graded):
    """What fails on inputs drawn from another key is found with its input; a check that draws nothing is not run."""
    options = argparse.Namespace(student="last_weights", course=ROOT, data=None, seed=None, isolation=None)
    with open_ledger(graded, read_only=True) as ledger:
        code, _, terms = recorded(options, ledger, None)
    found, tried = drawn(code, terms)(["pocket_leaves_one_mistake_on_xor", "ones_are_the_first_column"])

    assert (list(found), tried) == (["pocket_leaves_one_mistake_on_xor"], 1)
    assert found["pocket_leaves_one_mistake_on_xor"].input.startswith("pocket_perceptron(np.array([[0.25, 0.5]")
    assert drawn(code, terms)(["ones_are_the_first_column", "xor_ends"]) == ({}, 0)


def test_an_input_found_by_a_search_is_named():
    """Where the public checks passed, what a new draw shows stands in the answer, with how many were tried."""
    results = with_result("rows_sum_to_one", outcome=RESULTS[2].outcome, earned=4, message=None)
    document = student_document(staff_document(facts(results=results)))
    example = Example("leaves_its_argument", "Leave it.", "softmax(Z)")
    items = explain(document, lambda exercise, label: label == "large", lambda names: ({example.check: example}, 2))

    assert [(item.example.check, item.example.promise, item.searched) for item in items] == [
        ("leaves_its_argument", "Z is left as it was.", 2)
    ]


def test_the_line_of_an_exception_is_the_students_own():
    """A hidden check names where it stopped, and the class of the exception, never its text."""
    items = explain(student_document(staff_document(facts())), everything, nothing_found)
    item = next(item for item in items if item.label == "large")

    assert (item.place, item.code) == ("In your notebook: cell 3, line 2", "E = np.exp(Z)")
    assert "The exception was FloatingPointError." in item.found[0]
    assert "overflow" not in item.found[0]


@pytest.mark.full
@pytest.mark.sandbox
def test_a_complaint_in_a_large_cohort_takes_two_commands(graded, tmp_path, capsys):
    """Six hundred students: `show` and `explain` answer for the last of them."""
    large = tmp_path / "large"
    with open_ledger(graded, read_only=True) as ledger, open_ledger(large) as copy:
        copy.claim("a03_perceptron")
        copy.set_meta(**ledger.meta)
        code, verdicts = ledger.submission("slide_rule"), ledger.verdicts("slide_rule")
        fill(copy, large, code, verdicts, Folder(graded).result("slide_rule").read_text())
    words = (["show", str(large), "student599"], ["explain", str(large), "student599", "xor_ends"])
    outputs = [(main(list(some)), capsys.readouterr().out) for some in words]

    assert [code for code, _ in outputs] == [0, 0]
    assert "61 of 100" in outputs[0][1]
    assert "it ends after max_epochs epochs" in outputs[1][1]


def fill(ledger, folder, submission, verdicts, document):
    """Give six hundred students the same submission, verdicts and result, each under their own id."""
    for number in range(600):
        student = f"student{number:03}"
        ledger.put_submission(replace(submission, student=student))
        write_atomic(Folder(folder).result(student), document.replace('"slide_rule"', f'"{student}"'))
        for verdict in verdicts:
            ledger.put_verdict(student, f"{verdict.cache_key}{number}", verdict.result)
