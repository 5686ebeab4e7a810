"""How an assertion says no."""

from __future__ import annotations

from typing import NoReturn

from grader.messages import clean, lines, say
from grader.model import Message, Outcome


class CheckFailed(AssertionError):  # noqa: N818 - it is the student's failure, not an error of ours
    """What a check found wrong with a submission.

    Parameters
    ----------
    message : Message
        What a person reads, and the facts for staff.
    outcome : Outcome
        FAILED, or BAD_RETURN for a value of a kind that cannot be judged.
    """

    def __init__(self, message: Message, outcome: Outcome = Outcome.FAILED) -> None:
        super().__init__(message.text)
        self.message = message
        self.outcome = outcome


def fail(*parts: str, hint: str | None = None, **details: str) -> NoReturn:
    """Raise `CheckFailed` with the given lines, the hint below them, and facts for staff."""
    raise CheckFailed(_message(parts, hint, details))


def wrong_kind(*parts: str, hint: str | None = None, **details: str) -> NoReturn:
    """Raise `CheckFailed` for a value of a kind that cannot be judged."""
    raise CheckFailed(_message(parts, hint, details), Outcome.BAD_RETURN)


def _message(parts: tuple[str, ...], hint: str | None, details: dict[str, str]) -> Message:
    facts = {**details, "hint": hint} if hint else details
    text = lines(*parts, say("assert.hint", hint=hint) if hint else "")
    return Message(text, {key: clean(value) for key, value in facts.items()})
