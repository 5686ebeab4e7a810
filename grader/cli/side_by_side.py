"""Independent pieces of work, each in a process of its own, and what they report meanwhile."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import active_children, get_context, parent_process
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, TypeVar

from grader.errors import HostError

if TYPE_CHECKING:
    from multiprocessing.queues import SimpleQueue

    Notes = SimpleQueue[str | None]

Report = Callable[[str], None]
Piece = TypeVar("Piece")
Result = TypeVar("Result")

THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


def side_by_side(
    work: Callable[[Piece, Report], Result], pieces: Sequence[Piece], jobs: int, report: Report
) -> Iterator[Result]:
    """Yield the result of each piece, in their order, while up to `jobs` of them are worked at.

    `work` is a function of a module and is given a piece and what hears of its progress. Piece and result are pickled.
    """
    jobs = min(jobs, len(pieces))
    if jobs <= 1:
        yield from (work(piece, report) for piece in pieces)
        return
    context = get_context("spawn")
    notes: Notes = context.SimpleQueue()
    reader = threading.Thread(target=_pass_on, args=(notes, report), daemon=True)
    pool = ProcessPoolExecutor(jobs, context, _begin, (notes,))
    reader.start()
    try:
        with _one_thread_each():
            waiting = [pool.submit(_worked, work, piece) for piece in pieces]
        yield from (future.result() for future in waiting)
    except BrokenProcessPool as error:
        raise HostError(
            "a process of `grader verify` was ended from outside, most likely because memory ran out; "
            "--jobs 1 needs the least"
        ) from error
    finally:
        _end(pool)
        notes.put(None)
        reader.join()


def _end(pool: ProcessPoolExecutor) -> None:
    """Stop what is still being worked at: its result is not wanted any more."""
    workers = [each for each in active_children() if each.pid in (pool._processes or {})]
    for worker in workers:
        worker.terminate()
    pool.shutdown(cancel_futures=True)


@contextmanager
def _one_thread_each() -> Iterator[None]:
    """Let processes that are started meanwhile compute with one thread: the processors are shared already."""
    before = {name: os.environ.get(name) for name in THREADS}
    os.environ.update(dict.fromkeys(THREADS, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})


_notes: Notes | None = None


def _begin(notes: Notes) -> None:
    """Make a process ready: Ctrl-C is the parent's affair, and without a parent there is nothing to work for."""
    global _notes
    _notes = notes
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process when its parent is gone, also by kill -9: a pool alone would wait for work for ever."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _worked(work: Callable[[Piece, Report], Result], piece: Piece) -> Result:
    return work(piece, _notes.put if _notes else lambda _: None)


def _pass_on(notes: Notes, report: Report) -> None:
    for note in iter(notes.get, None):
        report(note)
