"""The words in which a rubric is written: `assignment.py` is a table of these records."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

CheckFunction = Callable[[Any], Any]
Ladder = tuple[tuple[float, int], ...]


@dataclass(frozen=True, slots=True)
class Check:
    """A function `check(student)` that enforces one promise of its exercise.

    Parameters
    ----------
    function : callable
        Takes a student and asserts. Its module decides who sees it: `checks_public` or `checks_hidden`.
    points : int
        What it is worth.
    promise : str
        The label of the promise, in the docstring of the exercise, that it enforces.
    uses : tuple of callable
        Functions that follow-through may serve from the reference where they failed their own checks.
    always : bool
        Whether all of `uses` are served in any case: for functions that hand a cache to each other, which must be of
        one hand, and for those that may be right and slow.
    beside : tuple of callable
        Forwards ``(out, cache, ...)`` of other exercises, whose backward the check judges. A backward that fits neither
        the student's own forward nor what the check compares it with is held once more against our output, with the
        cache that the student's forward keeps: so it need not pay for a forward that is wrong.
    """

    function: CheckFunction
    points: int
    promise: str
    uses: tuple[Callable[..., Any], ...] = ()
    always: bool = False
    beside: tuple[Callable[..., Any], ...] = ()

    @property
    def name(self) -> str:
        """The function's name: unique in its assignment."""
        return self.function.__name__

    @property
    def hidden(self) -> bool:
        """Whether students do not receive it; a check is public only where its module says so."""
        return not self.function.__module__.rpartition(".")[2].startswith("checks_public")


@dataclass(frozen=True, slots=True)
class Threshold:
    """A check that returns a metric, and the ladder from metric to points.

    Parameters
    ----------
    function : callable
        Takes a student and returns a float. It is run with two seeds; the better run counts.
    ladder : tuple of (float, int)
        Metric and points of each rung, best rung first; printed in the stub.
    promise : str
        The label of the promise that it enforces.
    uses, always : tuple of callable, bool
        As in `Check`.
    lower_is_better : bool
        Whether a rung is reached from above.
    budget : float
        CPU seconds allowed, as a multiple of the reference's own time for the same call (at least 10 s).
    larger : Threshold or None
        The same threshold on a larger data set, used in its place where that data set was given to the run.
    data : str
        The data set that it draws from.
    """

    function: CheckFunction
    ladder: Ladder
    promise: str
    uses: tuple[Callable[..., Any], ...] = ()
    always: bool = False
    lower_is_better: bool = False
    budget: float = 5.0
    larger: Threshold | None = None
    data: str = "digits"

    @property
    def name(self) -> str:
        """The function's name: unique in its assignment."""
        return self.function.__name__

    @property
    def points(self) -> int:
        """What its top rung is worth."""
        return max(points for _, points in self.ladder)

    @property
    def hidden(self) -> bool:
        """Whether students do not receive it."""
        return not self.function.__module__.rpartition(".")[2].startswith("checks_public")


@dataclass(frozen=True, slots=True)
class Exercise:
    """One function or class that the student writes, with its checks.

    Parameters
    ----------
    target : function or class
        The reference. Its signature and docstring become the stub.
    checks : tuple of Check or Threshold
        In the order in which they run: the first one asks for the smallest thing.
    manners : tuple of Check
        Checks of good behaviour: at most a fifth of the exercise, at least half of them public. They are skipped where
        none of `checks` earned a point: what does nothing behaves well.
    minutes : int
        For a student who has read the handout.
    tier : str
        core, more or stretch.
    row : str
        Its number in the syllabus, such as ``3.2``.
    """

    target: Callable[..., Any]
    checks: tuple[Check | Threshold, ...]
    manners: tuple[Check, ...] = ()
    minutes: int = 30
    tier: str = "core"
    row: str = ""

    @property
    def name(self) -> str:
        """The name that the student's function or class must have."""
        return self.target.__name__

    @property
    def rows(self) -> tuple[Check | Threshold, ...]:
        """All checks in the order in which they run."""
        return (*self.checks, *self.manners)

    @property
    def points(self) -> int:
        """What the exercise is worth."""
        return sum(check.points for check in self.rows)


@dataclass(frozen=True, slots=True)
class Question:
    """A short answer in a variable `name`; expected values live in the hidden checks.

    Parameters
    ----------
    name : str
        The variable, such as ``q_1_9a``.
    text : str
        What is asked; printed in the notebook.
    checks : tuple of Check
        They read the answer by `student.value(name)`; their promise is ``answer``.
    explanation : str
        Shown after the due date.
    minutes, tier, row
        As in `Exercise`.
    reads : tuple of str
        Further variables that its checks read, such as the name from which the numbers of the question are drawn.
    """

    name: str
    text: str
    checks: tuple[Check, ...]
    explanation: str
    minutes: int = 5
    tier: str = "core"
    row: str = ""
    reads: tuple[str, ...] = ()

    @property
    def rows(self) -> tuple[Check, ...]:
        """All checks in the order in which they run."""
        return self.checks

    @property
    def points(self) -> int:
        """What the question is worth."""
        return sum(check.points for check in self.checks)


@dataclass(frozen=True, slots=True)
class Mistake:
    """A typical wrong solution, as a function or class that replaces one of the reference.

    Parameters
    ----------
    function : function or class
        Wrong on purpose. Its source travels into a sandbox as a submission would.
    replaces : function or class
        The exercise that it gets wrong.
    hint : str
        What a student who made it should read.
    caught_by : callable or tuple of callable
        The check function, or functions, that must catch it.
    catalog : str
        Its number in the course's catalogue of mistakes, such as ``M021``.
    """

    function: Callable[..., Any]
    replaces: Callable[..., Any]
    hint: str
    caught_by: CheckFunction | tuple[CheckFunction, ...]
    catalog: str = ""

    @property
    def name(self) -> str:
        """The name of the wrong function: a few words that say what is wrong."""
        return self.function.__name__


@dataclass(frozen=True, slots=True)
class Assignment:
    """The rubric of one assignment, read from top to bottom.

    Parameters
    ----------
    title : str
        As students read it.
    exercises : tuple of Exercise
        In the order of the handout.
    questions : tuple of Question
        Short answers.
    given : tuple of callable
        Functions that students receive with their bodies.
    needs : tuple of callable
        Exercises of earlier assignments whose solutions are given here.
    """

    title: str
    exercises: tuple[Exercise, ...]
    questions: tuple[Question, ...] = ()
    given: tuple[Callable[..., Any], ...] = ()
    needs: tuple[Callable[..., Any], ...] = ()

    @property
    def parts(self) -> tuple[Exercise | Question, ...]:
        """Exercises, then questions."""
        return (*self.exercises, *self.questions)

    @property
    def wanted(self) -> frozenset[str]:
        """Names that a submission may define and that checks may ask for: only what these need is executed."""
        functions = {function.__name__ for function in (*self.given, *self.needs)}
        read = {name for question in self.questions for name in question.reads}
        return frozenset({part.name for part in self.parts} | functions | read)

    @property
    def points(self) -> int:
        """What the assignment is worth."""
        return sum(part.points for part in self.parts)
