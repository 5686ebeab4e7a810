"""The words of the pages: what each outcome, status and note means to a person, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Word:
    """How an outcome is said: a mark and a label that need no colour, what it means, what to do next."""

    mark: str
    label: str
    tone: str  # good, part, bad, quiet or fault: which colour goes with it
    meaning: str = ""
    advice: str = ""


_OPENERS = (
    "adding after all along an another any at before below both each every far few five for four from further halfway "
    "held-out if in it many more multiplying nine no of on one other slid so ten the there these they this three to "
    "twelve two up what whatever where which with without"
)
OPENERS = frozenset(_OPENERS.split())
"""First words of a promise that are never a name of the code."""

VERBS = frozenset(("and", "are", "has", "holds", "is", "may", "="))
"""What follows `a` where it is a name."""

OUTCOMES = {
    "passed": Word("✓", "holds", "good"),
    "partial": Word(
        "◐", "holds in part", "part", "Some of the points were reached.", "See below what is still missing."
    ),
    "failed": Word(
        "✗",
        "does not hold",
        "bad",
        "The code ran, but what it gave is not what is promised.",
        "Read the promise word by word, try it on the smallest input that you can work out by hand, and compare.",
    ),
    "missing": Word(
        "○",
        "not there",
        "bad",
        "It was not found, or it is still the stub.",
        "Write it under exactly the name that the stub has, run all cells, and hand in the saved file.",
    ),
    "raised": Word(
        "✗",
        "raised an exception",
        "bad",
        "Your code stopped with an exception.",
        "Call the function yourself with small inputs of several shapes (one row, many rows) until you see it too.",
    ),
    "timed_out": Word(
        "✗",
        "took too long",
        "bad",
        "Your code used up its time before it gave an answer.",
        "Look for a loop that does not end, and replace loops over numbers by array operations.",
    ),
    "killed": Word(
        "✗",
        "was stopped",
        "bad",
        "Your code needed too much memory, crashed, or tried something that is not allowed here.",
        "Look for arrays that grow with the square of their input, and for code that opens files or starts programs.",
    ),
    "bad_return": Word(
        "✗",
        "cannot be judged",
        "bad",
        "What came back is not of the kind that is promised, so there was nothing to compare.",
        "Return the kind of value that the stub names: an array where it says array, a number where it says number.",
    ),
    "skipped": Word(
        "–",
        "was not run",
        "quiet",
        "Something before it in this exercise could not be judged, or nothing else in it earned a point.",
        "Mend that first; this is then judged as well.",
    ),
    "check_fault": Word("!", "is being looked at", "fault", "The check itself failed. That is not your mistake."),
    "host_fault": Word("!", "is being looked at", "fault", "The grader failed. That is not your mistake."),
    "not_run": Word("–", "was not run yet", "quiet", "No result yet."),
}

EXERCISES = {
    "passed": replace(OUTCOMES["passed"], label="complete"),
    "partial": replace(OUTCOMES["partial"], label="partly"),
}
"""How the outcome of a whole exercise is said, where it is said differently."""

ANSWER = "This is not the expected answer."

SEVERAL = "Some of the checks of this promise hold, others do not."

ABOVE = "The same promise fails above on an input that you have: mend that, and this is likely to hold too."

FIRST = (
    "You have no check of this promise. Mend what fails above on inputs that you have; then read this promise again."
)

ALONE = (
    "You have no check of this promise. Read it word by word, and try it on the smallest input that you can work out "
    "by hand."
)

BEYOND = (
    "It holds for the inputs that you have, and not for others. Read the promise word by word, and try inputs at its "
    "edges: a single row, a single column, zeros, negative numbers, equal values."
)

ALL_DONE = "Every promise holds. There is nothing left to mend."

LISTED = 24
"""Lines of the student's own code that are shown unasked."""

STATUS = {
    "graded": "",
    "ungradable": "This file could not be read as a submission, so there is no score. It is not a zero.",
    "pending_manual": "Some of it has not been judged yet, so there is no score.",
    "fault": "Something on our side failed, so the score is withheld. It will not cost you a point.",
}

ROUNDING = {"half_up_0.01": "Scores are rounded to a hundredth of a point; half a hundredth is rounded up."}

LEVELS = {
    "full": "your code ran in a sandbox of its own, with nothing else in reach",
    "restricted": "your code ran with no right to read, write or start anything else",
    "none": "your code ran without confinement",
}

NOTES = {
    "not_needed": ("Left out, because no exercise needs it", "This cost nothing."),
    "magic": (
        "Notebook commands that were left out",
        "Lines that begin with % or ! are for the notebook only. This cost nothing.",
    ),
    "duplicate": ("Defined more than once", "The last definition counts. This cost nothing."),
    "undefined": (
        "Names that are used but never defined",
        "In your notebook they may still be known from a cell that was deleted. Restart it and run all cells.",
    ),
    "syntax": (
        "Cells that are not valid Python",
        "They could not be used. Run them in your notebook to see the error.",
    ),
    "raised": ("Statements that stopped with an exception", "Everything else was used all the same."),
    "converted": ("Read from an older format", "This cost nothing."),
    "empty": ("Nothing found", "No code was found in the file. Did you save it before you handed it in?"),
}

DATA_POLICY = {
    "course_key": "inputs drawn anew for this course, the same for everybody",
    "given": "inputs drawn for this run, the same for everybody",
    "published_default": "inputs drawn from the published default, known to everybody",
}


def python_note(graded: str, used: str | None) -> str:
    """Say whether the student's Python and the grader's could behave differently."""
    if used is None:
        return ""
    said = f"Your notebook was last run with Python {used}."
    if used.split(".")[:2] == graded.split(".")[:2]:
        return said
    return f"{said} Where something works there and not here, look at this difference first."


def fraction(earned: float | None, possible: int) -> str:
    """Say how many points where a heading says that it is points, such as ``2.5 of 4``."""
    return f"- of {possible}" if earned is None else f"{plain(earned)} of {possible}"


def points(earned: float | None, possible: int) -> str:
    """Say how many points, such as ``2.5 of 4 points``."""
    return f"{amount(possible)} possible" if earned is None else f"{plain(earned)} of {amount(possible)}"


def amount(possible: int) -> str:
    """Say a number of points, such as ``1 point``."""
    return f"{possible} {'point' if possible == 1 else 'points'}"


def plain(number: float) -> str:
    """Write a number without digits that say nothing."""
    return f"{number:.2f}".rstrip("0").rstrip(".")


def duration(seconds: int) -> str:
    """Say a length of time in its two largest units."""
    parts = []
    for size, unit in ((86_400, "day"), (3600, "hour"), (60, "minute"), (1, "second")):
        count, seconds = divmod(seconds, size)
        if count:
            parts.append(f"{count} {unit}{'' if count == 1 else 's'}")
    return " and ".join(parts[:2]) or "no time"
