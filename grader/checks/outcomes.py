"""The one place where an exception out of a check becomes an outcome, and so somebody's fault."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from traceback import extract_tb

from grader.assertions import CheckFailed
from grader.errors import HostError, StudentError
from grader.messages import clean, lines, say
from grader.model import Message, Outcome
from grader.student import LoadError
from grader.worker.values import WireError


@dataclass(frozen=True, slots=True)
class Finding:
    """What an exception means: an outcome, and what a person should read."""

    outcome: Outcome
    message: Message
    frames: tuple[tuple[int, str], ...] = ()
    kinds: tuple[str, ...] = ()
    final: bool = True


def judge_exception(error: BaseException, name: str, load_errors: Sequence[LoadError] = ()) -> Finding:
    """Return what an exception that left a check about the exercise `name` means."""
    if isinstance(error, CheckFailed):
        return Finding(error.outcome, error.message)
    if isinstance(error, StudentError):
        return _student(error, load_errors)
    if isinstance(error, AssertionError):
        text = str(error)
        return Finding(Outcome.FAILED, Message(say("check.assertion", text=text) if text else say("check.failed")))
    if isinstance(error, WireError):
        return Finding(Outcome.KILLED, Message(say("check.killed", name=name, text=str(error))))
    if isinstance(error, HostError):
        return host_fault(error)
    return check_fault(error)


def host_fault(error: BaseException) -> Finding:
    """Return the finding for what the machine, or our own code, did wrong."""
    text = str(error) if isinstance(error, HostError) else f"{type(error).__name__}: {_text(error)}"
    return Finding(Outcome.HOST_FAULT, Message(say("check.host_fault", text=text), _details(error)), final=False)


def check_fault(error: BaseException) -> Finding:
    """Return the finding for what the check itself did wrong: points are withheld, not lost."""
    text = say("check.fault", kind=type(error).__name__, text=_text(error))
    return Finding(Outcome.CHECK_FAULT, Message(text, _details(error)), final=False)


def _student(error: StudentError, load_errors: Sequence[LoadError]) -> Finding:
    details = {"name": error.name}
    parts, frames = [clean(error.message)], error.frames
    if error.outcome is Outcome.MISSING and not error.kinds:
        for load_error in load_errors[:2]:  # what was bound by a statement that raised is not there
            if clean(load_error.message) in error.message and load_error.message:
                continue
            kind = load_error.kinds[0] if load_error.kinds else "an exception"
            parts.append(say("check.load_error", kind=kind, text=load_error.message, name=error.name))
        frames = frames or tuple((load_error.line, "<module>") for load_error in load_errors[:1])
    return Finding(error.outcome, Message(lines(*parts), details), frames, error.kinds, error.final)


def _details(error: BaseException) -> dict[str, str]:
    """Return the traceback for staff: names of files without their folders, so that it is the same on every host."""
    frames = extract_tb(error.__traceback__)[-6:]
    trace = [f"{PurePath(frame.filename).name}, line {frame.lineno}, in {frame.name}" for frame in frames]
    return {"traceback": clean("\n".join([*trace, f"{type(error).__name__}: {_text(error)}"]))}


def _text(error: BaseException) -> str:
    try:
        return str(error)
    except Exception:  # a check may have put a value of the student's into it
        return "(its message cannot be read)"
