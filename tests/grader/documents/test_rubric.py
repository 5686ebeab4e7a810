"""What a document says of an assignment."""

from grader.documents import rubric
from grader.documents.rubric import Part, Row
from grader.model import Assignment, Check, Exercise, Question, Threshold


def softmax(Z):
    """Probabilities.

    Promises
    --------
    rows : each row sums to one,
        for any logits.
    accuracy : at least nine of ten.

    Examples
    --------
    """


def in_module(module, name, doc="A title for staff.\n\nMore."):
    """A check function that seems to stand in that module."""

    def check(student):
        """Replaced."""

    check.__name__, check.__doc__, check.__module__ = name, doc, f"assignments.a01.{module}"
    return check


LARGER = Threshold(in_module("checks_hidden", "on_mnist"), ((0.95, 6), (0.9, 3)), "accuracy", data="mnist")
ASSIGNMENT = Assignment(
    "Losses",
    exercises=(
        Exercise(
            softmax,
            checks=(
                Check(in_module("checks_public", "rows_sum"), 4, "rows"),
                Threshold(in_module("checks_hidden", "on_digits", None), ((0.9, 6),), "accuracy", larger=LARGER),
            ),
            manners=(Check(in_module("checks_public", "pure"), 1, "rows"),),
            row="7.1",
        ),
    ),
    questions=(
        Question("q_1", "How many?", (Check(in_module("checks_hidden", "how_many"), 2, "answer"),), "Because of that."),
    ),
)


def test_an_assignment_as_plain_values():
    """Names, titles, promises and points of every row, in order; questions promise what they ask."""
    found = rubric("a01", ASSIGNMENT, "0" * 64)
    sentence = "each row sums to one, for any logits."
    title = "A title for staff."

    assert found.parts == (
        Part(
            "softmax",
            "exercise",
            "7.1",
            "",
            (
                Row("rows_sum", title, "check", False, 4, "rows", sentence),
                Row(
                    "on_digits",
                    "on_digits",
                    "threshold",
                    True,
                    6,
                    "accuracy",
                    "at least nine of ten.",
                    ((0.9, 6),),
                    data="digits",
                ),
                Row("pure", title, "manners", False, 1, "rows", sentence),
            ),
        ),
        Part(
            "q_1",
            "question",
            "",
            "How many?",
            (Row("how_many", title, "question", True, 2, "answer", "How many?"),),
            "Because of that.",
        ),
    )


def test_the_larger_threshold_counts_where_its_data_is():
    """It stands under the name of the one that it replaces, as results do."""
    row = rubric("a01", ASSIGNMENT, "0" * 64, available={"digits", "mnist"}).parts[0].rows[1]

    assert (row.name, row.title, row.ladder) == ("on_digits", "A title for staff.", LARGER.ladder)
