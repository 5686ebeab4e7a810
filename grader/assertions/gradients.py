"""The gradient of a loss: whether it is the gradient of that loss."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from grader.assertions.derivatives.answers import Gradients, flatten, read_each, read_like
from grader.assertions.derivatives.calling import ask, authors, firsts, label, ours
from grader.assertions.derivatives.causes import Case
from grader.assertions.derivatives.degenerate import degenerate
from grader.assertions.derivatives.draws import draw
from grader.assertions.derivatives.leaves import leaves_of
from grader.assertions.derivatives.reference import SAME_GRADIENT, differs, near
from grader.assertions.derivatives.report import Report, fail_gradient
from grader.assertions.derivatives.steps import DOUBLE, SINGLE, Objective, Value
from grader.assertions.derivatives.verdict import hold_against, moved
from grader.assertions.failures import fail
from grader.assertions.kinds import assert_number, assert_parts
from grader.errors import CourseError, StudentError
from grader.messages import say


def assert_gradient(
    function: Any,
    gradient: Any | None,
    *arguments: Any,
    wrt: int | Sequence[int] = 0,
    names: str | Sequence[str] | None = None,
    reference: tuple[Callable[..., Any], Callable[..., Any] | None] | None = None,
    rows: int | None = None,
    hint: str | None = None,
) -> None:
    r"""Say that `gradient` gives the gradient of the loss that `function` gives, at this point.

    Parameters
    ----------
    function : callable
        ``function(*arguments)`` gives one number. Where `gradient` is None it gives a pair of the number and the
        gradient, as a function of a loss often does.
    gradient : callable or None
        ``gradient(*arguments)`` gives the gradient in the structure of what it is taken by: an array for an array, a
        dict for a dict of parameters, a list or tuple for these; for several arguments a tuple in the order of `wrt`.
        Either function may be ours, to check the other alone.
    *arguments : object
        The point. What is differentiated by must be float64; all else (labels, rates, ``generator(seed())``) is passed
        as it is, the same at each call. Check a second point where the parameters have been trained for some steps.
    wrt : int or sequence of int, optional
        The positions of the arguments that the gradient is taken by; by default the first.
    names : str or sequence of str, optional
        What messages call the gradient by each of them, such as ``dW``; entries of a dict follow in brackets.
    reference : (callable, callable or None), optional
        The right pair, called like the student's. Where their loss agrees, the gradients are compared with its;
        where it does not, their gradient is judged by their own loss, provided that this is not degenerate.
    rows : int, optional
        The number of examples, so that a gradient that is this many times too large can be told to average.
    hint : str, optional
        What a student should look at when it is wrong.

    Raises
    ------
    CheckFailed
        The message names the array, the first wrong entry, both numbers with the error bar of the measured one, and
        the cause where the pattern of the error leaves no doubt; never the formula.

    Notes
    -----
    Without a reference the decision takes 6 calls for each array, whatever its size: along 3 Gaussian directions the
    claim is held against a central difference [1]_ with h = 6e-6. A mismatch that a kink explains is drawn anew, so
    that right code with thousands of ReLU units passes; nothing is accepted because it could not be judged.

    References
    ----------
    .. [1] Nocedal, Wright, *Numerical Optimization*, 2nd ed., Springer, 2006, section 8.1.
    .. [2] Bengio, *Practical Recommendations for Gradient-Based Training of Deep Architectures*, 2012, section 4.1.
       https://arxiv.org/abs/1206.5533
    """
    point = _Point(function, gradient, arguments, wrt, names, rows, hint)
    loss, claims, coarse = point.ask(function, gradient)
    rng = draw()
    of = label(function)
    report = Report(of, hint, rows, point.sizes, remarks=(say("gradient.float32"),) if coarse else ())
    right = _right(reference, point) if reference else None
    if right and near(np.array(loss), np.array(right[0]), coarse):
        _compare(point, claims, right[1], coarse, report)
        return
    if right and reference:
        found = degenerate(point.losses(function, gradient), _losses(reference), arguments, point.leaves, rng)
        if found:
            fail(say(found[0], name=found[1], of=of), hint=hint, cause=found[0])
        if differs(claims, right[1], coarse) is None:
            return  # the gradient is right, though the loss is not: that is another check's
        report = replace(report, remarks=(say("gradient.own_forward", of=of), *report.remarks))
    _measure(point, claims, coarse, rng, report)


class _Point:
    """A loss at one point, and how its gradient is asked for and read."""

    def __init__(
        self,
        function: Any,
        gradient: Any | None,
        arguments: tuple[Any, ...],
        wrt: int | Sequence[int],
        names: str | Sequence[str] | None,
        rows: int | None,
        hint: str | None,
    ) -> None:
        self.function, self.gradient = function, gradient
        self.arguments, self.wrt, self.rows, self.hint = arguments, wrt, rows, hint
        positions = (wrt,) if isinstance(wrt, int) else tuple(wrt)
        self.name = label(gradient) if gradient is not None else "the gradient"
        self.names = _names(names, positions, self.name)
        self.leaves = [
            leaf
            for i, name in zip(positions, self.names, strict=True)
            for leaf in leaves_of(arguments[i], (i,), name)
        ]  # fmt: skip
        shapes = [each.shape for each in arguments if isinstance(each, np.ndarray)]
        shapes += [leaf.value.shape for leaf in self.leaves]
        self.sizes = tuple({size for shape in shapes for size in shape} - {rows})
        if not self.leaves:
            raise CourseError("assert_gradient needs an array of floats to differentiate by")

    def ask(self, function: Any, gradient: Any | None) -> tuple[float, Gradients, bool]:
        """Return loss and gradients of a pair at this point, and whether something of them is no float64."""
        if gradient is None:
            pair = _raised(ask(function, [self.arguments])[0])
            loss, answer = assert_parts(pair, "loss", "gradient", hint=self.hint)
        else:
            loss, answer = ask(function, [self.arguments])[0], ask(gradient, [self.arguments])[0]
        number = assert_number(loss, name=f"the result of {label(function)}", hint=self.hint)
        coarse = getattr(loss, "dtype", None) == np.float32
        claims, narrow = self.read(_raised(answer))
        return number, claims, coarse or narrow

    def read(self, answer: object) -> tuple[Gradients, bool]:
        """Return the gradients in the order of the leaves."""
        if isinstance(self.wrt, int):
            return read_like(answer, self.arguments[self.wrt], self.leaves, self.rows, self.hint, self.names[0])
        parts = assert_parts(answer, *self.names, hint=self.hint)
        flat: list[object] = []
        for i, name, part in zip(self.wrt, self.names, parts, strict=True):
            flat += flatten(part, self.arguments[i], name, self.hint)
        return read_each(flat, self.leaves, self.rows, self.hint)

    def losses(self, function: Any, gradient: Any | None) -> Callable[[Sequence[tuple[Any, ...]]], list[Any]]:
        """Return what gives the losses of many calls."""
        return firsts(function) if gradient is None else lambda calls: ask(function, calls)


def _names(names: str | Sequence[str] | None, positions: Sequence[int], of: str) -> list[str]:
    given = [names] if isinstance(names, str) else list(names or ())
    if given and len(given) != len(positions):
        raise CourseError(f"assert_gradient needs one name for each of {len(positions)} arguments, not {given}")
    return given or ([of] if len(positions) == 1 else [f"{of}[{i}]" for i in range(len(positions))])


def _raised(answer: object) -> object:
    if isinstance(answer, StudentError):
        raise answer
    return answer


def _right(reference: tuple[Callable[..., Any], Callable[..., Any] | None], point: _Point) -> tuple[float, Gradients]:
    function, gradient = reference
    with authors():
        loss, gradients, _ = point.ask(ours(function)[0], None if gradient is None else ours(gradient)[0])
    return loss, gradients


def _losses(reference: tuple[Callable[..., Any], Callable[..., Any] | None]) -> Callable[[Any], list[Any]]:
    function, gradient = reference
    losses = firsts(*ours(function)) if gradient is None else lambda calls: ask(ours(function)[0], calls)

    def asked(calls: Any) -> list[Any]:
        with authors():
            return [assert_number(each) for each in losses(calls)]

    return asked


def _compare(point: _Point, claims: Gradients, right: Gradients, coarse: bool, report: Report) -> None:
    """Hold the gradients against the reference's."""
    i = differs(claims, right, coarse)
    if i is None:
        return
    leaf = point.leaves[i]
    others = {each.name: value for j, (each, value) in enumerate(zip(point.leaves, right, strict=True)) if j != i}
    case = Case(
        leaf.name,
        claims[i],
        right[i],
        leaf.value,
        *SAME_GRADIENT[coarse],
        rows=point.rows,
        others=others,
        sizes=point.sizes,
    )
    fail_gradient(case, report)


def _measure(point: _Point, claims: Gradients, coarse: bool, rng: np.random.Generator, report: Report) -> None:
    """Hold the gradients against differences of the student's own loss."""
    losses = point.losses(point.function, point.gradient)

    def evaluate(points: Sequence[tuple[Any, ...]]) -> list[Value]:
        numbers = [assert_number(each, name=f"the result of {report.of}", hint=point.hint) for each in losses(points)]
        return [Value(number, abs(number)) for number in numbers]

    for last in (False, True):
        objective = Objective(evaluate, point.arguments, SINGLE if coarse else DOUBLE)
        found = hold_against(objective, point.leaves, claims, rng, report)
        if not any(each.unclear for each in found):
            break
        if last:
            fail(say("gradient.kinks", of=report.of), hint=point.hint, cause="gradient.kinks")
        point.arguments = moved(point.leaves, point.arguments, rng)
        point.leaves = [leaf.at(point.arguments) for leaf in point.leaves]
        _, claims, _ = point.ask(point.function, point.gradient)
    if all(each.steepest <= DOUBLE.atol for each in found):
        fail(say("degenerate.constant", of=report.of), hint=point.hint, cause="degenerate.constant")
