"""The assignment's known mistakes, and what each answers to a check: asked once, then remembered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from grader.model import Mistake
from grader.student import OpenSession

if TYPE_CHECKING:
    from grader.checks.attempt import Attempt

OpenMistake = Callable[[Mistake | None], AbstractContextManager[OpenSession]]
"""From a known mistake to sessions on the reference with that mistake in it; from None to the reference itself."""


@dataclass(slots=True)
class Bank:
    """What the gate must catch is what students are told about: one list of mistakes serves both.

    What a mistake answers depends on the assignment, the check, the course key and the data, not on a submission: a
    grading process asks it once.
    """

    mistakes: Sequence[Mistake]
    open_mistake: OpenMistake
    _made: dict[tuple[object, ...], Attempt] = field(default_factory=dict)

    def answers(
        self, mistake: Mistake | None, question: tuple[object, ...], ask: Callable[[OpenSession], Attempt]
    ) -> Attempt:
        """Return what came of asking a mistake, or the reference, this question."""
        key = (mistake.name if mistake else None, *question)
        if key not in self._made:
            with self.open_mistake(mistake) as open_session:
                self._made[key] = ask(open_session)
        return self._made[key]
