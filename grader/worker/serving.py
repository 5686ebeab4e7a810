"""Functions of the grader as student code sees them: callbacks that a check passes, and names that are served.

A served name (follow-through) is bound before the first statement of the file and again after each statement that binds
it, so that ``sm = softmax`` on a later line is the served function too. Arguments and results are plain values; a
generator crosses as its state and comes back with what the call drew from it, and an iterator as one over its values.
A function that is passed in stays where it is: the reference runs until it calls it, says with what, and goes on with
what it gave.
"""

from __future__ import annotations

import builtins
from collections.abc import Callable, Mapping
from typing import Any

from numpy.random import PCG64, Generator

from .values import Array, BadValue, Packer, Tree, Unpacker

CallBack = Callable[[int, Tree, list[Array]], tuple[Tree, list[Array]]]
"""Carries number, tree and arrays of a callback's arguments to the grader, and its reply back."""

REFERENCE_PROGRAM = """
def call(function, args, kwargs, states):
    args, rngs = list(args), {}
    for place, state in states.items():
        bits = np.random.PCG64()
        bits.state = {"bit_generator": "PCG64", **state}
        rngs[place] = np.random.Generator(bits)
        if place.isdigit():
            args[int(place)] = rngs[place]
        else:
            kwargs[place] = rngs[place]
    result = function(*args, **kwargs)
    iterates = hasattr(result, "__next__")
    result = list(result) if iterates else result
    after = {place: rng.bit_generator.state for place, rng in rngs.items()}
    return result, {place: {key: state[key] for key in states[place]} for place, state in after.items()}, iterates
"""
"""What the reference's child runs for one served call."""

STEPS_PROGRAM = """
import queue
import threading
class Steps:
    def __init__(self, call, function, args, kwargs, states, places):
        self.said, self.given = queue.SimpleQueue(), queue.SimpleQueue()
        args = [self.asking(str(i)) if str(i) in places else each for i, each in enumerate(args)]
        kwargs = {key: self.asking(key) if key in places else each for key, each in kwargs.items()}
        threading.Thread(target=self.run, args=(call, function, args, kwargs, states), daemon=True).start()
    def asking(self, place):
        def ask(*args, **kwargs):
            self.said.put(["ask", place, args, kwargs])
            return self.given.get()
        return ask
    def run(self, call, *given):
        try:
            self.said.put(["done", *call(*given)])
        except Exception as error:
            self.said.put(["raised", type(error).__name__, str(error)[:200]])
    def first(self):
        return self.said.get()
    def next(self, value):
        self.given.put(value)
        return self.said.get()
"""
"""What it runs for a served call to which functions are passed, one call of these to a step: `call` is as above."""


class CallbackError(Exception):
    """A function of the grader could not work with what student code gave it."""


def asking(call_back: CallBack, number: int) -> Callable[..., object]:
    """Return a function that asks the grader: the callback with this number."""

    def ask_grader(*args: object, **kwargs: object) -> object:
        packer = Packer()
        try:
            tree = packer.add([args, kwargs])
        except BadValue as error:
            raise CallbackError(f"this function takes plain values, not {error}") from None
        reply, arrays = call_back(number, tree, packer.arrays)
        if "error" in reply:
            raise _exception(reply.get("kind", ""), reply["error"])
        return Unpacker(arrays, numpy_scalars=True).take(reply["ok"])

    return ask_grader


def _exception(kind: str, message: str) -> Exception:
    """Return the exception that a reply names, where it is one of Python's own that a message alone can make."""
    found = getattr(builtins, kind, None)
    if isinstance(found, type) and issubclass(found, Exception) and not issubclass(found, UnicodeError):
        return found(message)
    return CallbackError(message)


def served(name: str, ask: Callable[..., Any]) -> Callable[..., Any]:
    """Return the function that stands under `name`: `ask` carries arguments and states of generators to the grader."""

    def function(*args: Any, **kwargs: Any) -> Any:
        given = {str(place): value for place, value in enumerate(args)} | kwargs
        rngs = {place: value for place, value in given.items() if _is_plain_generator(value)}
        functions = {place: value for place, value in given.items() if callable(value)}
        stay = rngs.keys() | functions.keys()
        plain = tuple(None if str(place) in stay else value for place, value in enumerate(args))
        named = {key: None if key in stay else value for key, value in kwargs.items()}
        sent = plain, named, {place: _state(rng) for place, rng in rngs.items()}
        result, states, iterates = _in_steps(ask, functions, *sent) if functions else ask(*sent)
        for place, rng in rngs.items():
            rng.bit_generator.state = {"bit_generator": "PCG64", **states[place]}
        return iter(result) if iterates else result

    function.__name__ = function.__qualname__ = name
    return function


def _in_steps(ask: Callable[..., Any], functions: Mapping[str, Callable[..., Any]], *sent: Any) -> Any:
    """Return what a call gives that needs these functions: each call of one is a step."""
    said = ask(*sent, list(functions))
    while said[0] == "ask":
        _, number, place, args, kwargs = said
        said = ask(number, functions[place](*args, **kwargs))
    return said[1:]


def bind(namespace: dict[str, object], functions: Mapping[str, object]) -> None:
    """Let each served name mean the served function, whatever a statement has made of it."""
    for name, function in functions.items():
        if namespace.get(name) is not function:
            namespace[name] = function


def _is_plain_generator(value: object) -> bool:
    return isinstance(value, Generator) and isinstance(value.bit_generator, PCG64)


def _state(rng: Generator) -> dict[str, Any]:
    return {key: value for key, value in rng.bit_generator.state.items() if key != "bit_generator"}
