"""Students to run checks against: from a text, or from the reference of an assignment."""

import contextlib
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from textwrap import dedent

from grader.model import Assignment, Exercise
from grader.student import Student, answer_callback, local_student
from grader.student.local import Datasets, no_datasets
from grader.worker.answer import Answerer
from grader.worker.wire import Channel


def namespace_from(source: str) -> dict[str, object]:
    """Return the globals after executing `source` as a submission's slice is executed."""
    namespace: dict[str, object] = {"__name__": "__main__"}
    exec(compile(dedent(source), "<submission>", "exec"), namespace)
    return namespace


def student_from(source: str) -> Student:
    """Return a student whose file is `source`, answering in this process."""
    return local_student(namespace_from(source))


def reference_namespace(assignment: Assignment) -> Mapping[str, object]:
    """Return the reference's functions and classes by the names of their exercises."""
    exercises = [part.target for part in assignment.parts if isinstance(part, Exercise)]
    return {target.__name__: target for target in (*assignment.needs, *assignment.given, *exercises)}


def reference_student(assignment: Assignment) -> Student:
    """Return the student who hands in the reference."""
    return local_student(reference_namespace(assignment))


class WiredTransport:
    """Sends each request over a socket to an `Answerer` in another thread: a sandbox without confinement."""

    def __init__(self, namespace: Mapping[str, object], datasets: Datasets = no_datasets) -> None:
        ours, theirs = socket.socketpair()
        self._channel, self._other = Channel(ours), Channel(theirs)
        self._thread = threading.Thread(target=self._answer, args=(namespace, datasets))
        self._thread.start()

    def exchange(self, header, arrays, callbacks):
        """Send the request, serve its callbacks, return the reply."""
        self._channel.send(header, arrays, time.monotonic() + 60)
        while True:
            reply, made = self._channel.receive(time.monotonic() + 60)
            if "callback" not in reply:
                return reply, made
            self._channel.send(*answer_callback(reply, made, callbacks), time.monotonic() + 60)

    def close(self) -> None:
        """End the other thread."""
        self._channel.close()
        self._thread.join()
        self._other.close()

    def _answer(self, namespace, datasets):
        def call_back(number, tree, arrays):
            self._other.send({"callback": number, "value": tree}, arrays)
            return self._other.receive()

        answerer = Answerer(namespace, datasets, call_back)
        with contextlib.suppress(EOFError):
            while True:
                self._other.send(*answerer.answer(*self._other.receive()))


@contextlib.contextmanager
def wired_student(source: str) -> Iterator[Student]:
    """Lend a student whose file is `source`, answering from behind a socket."""
    transport = WiredTransport(namespace_from(source))
    try:
        yield Student(transport)
    finally:
        transport.close()
