"""One made-up assignment and submissions of it, as the facts from which a document is built."""

import hashlib
import math
from dataclasses import replace
from datetime import UTC, datetime

from grader.documents import ResultFacts, RunFacts, Versions
from grader.documents.rubric import Part, Row, Rubric
from grader.model import (
    CheckResult,
    Confinement,
    Evidence,
    ExerciseScore,
    Level,
    Message,
    Note,
    Outcome,
    Score,
    Slice,
    Submission,
)

SOURCE = "import numpy as np\n\n\ndef softmax(Z):\n    E = np.exp(Z)\n    return E / E.sum()\n"
LADDER = ((0.93, 8), (0.91, 5), (0.88, 2))

RUBRIC = Rubric(
    "a07_training",
    "Losses and training",
    hashlib.sha256(b"rubric").hexdigest(),
    (
        Part(
            "softmax",
            "exercise",
            "7.1",
            "",
            (
                Row(
                    "rows_sum_to_one",
                    "Three rows of four logits.",
                    "check",
                    False,
                    4,
                    "rows",
                    "each row of the result sums to one.",
                ),
                Row(
                    "large_logits",
                    "Two logits 1000 apart.",
                    "check",
                    True,
                    3,
                    "large",
                    "the result stays finite for logits as large as 1000.",
                ),
                Row(
                    "huge_logits",
                    "Logits of ten to the twelfth.",
                    "check",
                    True,
                    1,
                    "large",
                    "the result stays finite for logits as large as 1000.",
                ),
                Row(
                    "leaves_its_argument",
                    "The argument afterwards.",
                    "manners",
                    False,
                    1,
                    "pure",
                    "Z is left as it was.",
                ),
            ),
        ),
        Part(
            "train_sgd",
            "exercise",
            "7.4",
            "",
            (
                Row(
                    "one_step",
                    "One step from a known start.",
                    "check",
                    False,
                    12,
                    "step",
                    "one step moves against the gradient of the mean loss.",
                ),
                Row(
                    "accuracy_on_digits",
                    "Share of held-out digits.",
                    "threshold",
                    True,
                    8,
                    "accuracy",
                    "the trained network names 93 % of digits that it has never seen (8 points; 91 %: 5; 88 %: 2).",
                    LADDER,
                ),
            ),
        ),
        Part(
            "q_7_5",
            "question",
            "7.5",
            "How many parameters has a layer from 64 inputs to 10 outputs, with biases?",
            (
                Row(
                    "counts_parameters",
                    "650.",
                    "question",
                    True,
                    2,
                    "answer",
                    "How many parameters has a layer from 64 inputs to 10 outputs, with biases?",
                ),
            ),
        ),
    ),
)


def confusion(K=10):
    """A matrix of counts with most of them on the diagonal."""
    return [[40 + i if i == j else (3 * i + 5 * j) % 4 for j in range(K)] for i in range(K)]


CURVE = Evidence(
    "curve",
    "Learning curve",
    {
        "series": {
            "training loss": [[i, 2.3 * math.exp(-i / 8)] for i in range(40)],
            "validation loss": [[i, 0.2 + 2.1 * math.exp(-i / 7)] for i in range(40)],
        }
    },
)
CONFUSION = Evidence("confusion", "Held-out digits", {"matrix": confusion()})
IMAGES = Evidence(
    "images", "Weights", {"images": [[math.sin(k + i / 5) for i in range(64)] for k in range(10)], "shape": [8, 8]}
)

RESULTS = (
    CheckResult(
        "softmax",
        "rows_sum_to_one",
        Outcome.FAILED,
        0,
        4,
        Message(
            "Sum over each row: softmax must hold rows that sum to 1; yours sum to 0.33.\n"
            "Did you forget axis=1, keepdims=True?",
            {"expected": "[1. 1. 1.]", "observed": "[0.33 0.33 0.33]"},
        ),
        mistake="sums_over_everything",
        hint="Each row has a sum of its own.",
        seconds=0.01,
    ),
    CheckResult(
        "softmax",
        "large_logits",
        Outcome.RAISED,
        0,
        3,
        Message("softmax raised FloatingPointError: overflow", {"input": "[[1000. 0.]]"}),
        frames=((4, "softmax"), (5, "softmax")),
        kinds=("FloatingPointError", "ArithmeticError", "Exception"),
    ),
    CheckResult("softmax", "huge_logits", Outcome.PASSED, 1, 1),
    CheckResult("softmax", "leaves_its_argument", Outcome.PASSED, 1, 1),
    CheckResult("train_sgd", "one_step", Outcome.PASSED, 12, 12, convention="mean over the batch", evidence=(IMAGES,)),
    CheckResult(
        "train_sgd",
        "accuracy_on_digits",
        Outcome.PARTIAL,
        5,
        8,
        metric=0.9167,
        swapped=("softmax",),
        evidence=(CURVE, CONFUSION),
    ),
    CheckResult(
        "q_7_5", "counts_parameters", Outcome.FAILED, 0, 2, Message("640 is not the number.", {"expected": "650"})
    ),
)

CODE = Slice(
    SOURCE,
    hashlib.sha256(SOURCE.encode()).hexdigest(),
    ("np", "softmax"),
    ((1, 1), (2, 1), (2, 2), (3, 1), (3, 2), (3, 3), (3, 4)),
)
SUBMISSION = Submission(
    "ann",
    "ann.ipynb",
    hashlib.sha256(b"ann").hexdigest(),
    1234,
    CODE,
    (
        Note("not_needed", "plt.plot(history)", 5, 1),
        Note("not_needed", "print(softmax(Z))", 6, 1),
        Note("magic", "%matplotlib inline", 1, 1),
        Note("duplicate", "softmax is defined in cells 2 and 3", 3, 1),
        Note("undefined", "helper"),
    ),
)

RUN = RunFacts(
    course="ml1",
    term="2026 winter",
    rubric=RUBRIC,
    versions=Versions("0.1.0", "3.11.7", {"numpy": "2.2.0"}, "linux", "x86_64"),
    confinement=Confinement(Level.FULL, ("bubblewrap", "seccomp"), (), True, "passed"),
    data={"digits": "a3f1c0de9a3f1c0de9"},
    seed_policy="course_key",
    seed="5f2a",
    isolation_versions={"bubblewrap": "0.8.0"},
)
STARTED = datetime(2026, 11, 20, 14, 0, 0, tzinfo=UTC)


def score_of(results, rubric=RUBRIC):
    """The score that belongs to these results, by the rubric."""
    found = {result.check: result for result in results}
    faults = any(result.outcome.value.endswith("_fault") for result in results)
    parts = tuple(
        ExerciseScore(
            part.name,
            sum(found[row.name].earned for row in part.rows if row.name in found),
            sum(row.points for row in part.rows),
        )
        for part in rubric.parts
    )
    return Score(None if faults else sum(part.earned for part in parts), sum(part.possible for part in parts), parts)


def facts(**changes):
    """The facts of Ann's submission, with changes."""
    results = changes.get("results", RESULTS)
    rubric = changes.get("run", RUN).rubric
    given = {"run": RUN, "submission": SUBMISSION, "results": results, "score": score_of(results, rubric)}
    times = {"started_at": STARTED, "finished_at": STARTED}
    return ResultFacts(**{**given, **times, **changes})


def perfect():
    """All results passed."""
    return tuple(
        CheckResult(part.name, row.name, Outcome.PASSED, row.points, row.points, metric=0.95 if row.ladder else None)
        for part in RUBRIC.parts
        for row in part.rows
    )


def with_result(check, **changes):
    """Ann's results, one of them changed."""
    return tuple(replace(result, **changes) if result.check == check else result for result in RESULTS)
