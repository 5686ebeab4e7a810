"""The backward of a layer: whether it is the gradient of its forward."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from grader.assertions.derivatives.answers import Gradients
from grader.assertions.derivatives.calling import Layer, ask, label
from grader.assertions.derivatives.degenerate import degenerate
from grader.assertions.derivatives.draws import draw
from grader.assertions.derivatives.point import LayerPoint, Terms, layer_leaves
from grader.assertions.derivatives.projections import Judgement
from grader.assertions.derivatives.reference import Right, compare, is_right
from grader.assertions.derivatives.report import Fault
from grader.assertions.derivatives.steps import DOUBLE, SINGLE, Objective, Value
from grader.assertions.derivatives.structure import collect, mixed_rows, nonlinear, same, unadded_rows
from grader.assertions.derivatives.verdict import hold_against, moved, summed
from grader.assertions.failures import fail
from grader.assertions.results import Floats
from grader.messages import say

LARGEST = 1_000_000
"""Entries of an output: no layer of a check has more, and upstream gradients of that shape are sent several times."""


def assert_backward(
    forward: Any,
    backward: Any,
    *arguments: Any,
    reference: tuple[Callable[..., Any], Callable[..., Any]] | None = None,
    wrt: Sequence[int] | None = None,
    names: Sequence[str] | None = None,
    cached: bool = True,
    batch: Sequence[int] = (),
    terms: Terms | None = None,
    hint: str | None = None,
) -> None:
    r"""Say that `backward` returns the gradients of `forward` at this point.

    ``forward(*arguments)`` returns ``(out, cache)``, and ``backward(dout, cache)`` the gradients of
    :math:`\langle dout, out \rangle` in the order of forward's arguments (one alone may come without a tuple).
    The cache is opaque: it stays where the student's code runs, and what is in it is nobody's business.

    Parameters
    ----------
    forward, backward : callable
        Methods of the student object, such as ``student.affine_forward``; or plain functions, such as an author's
        adapter around a class.
    *arguments : object
        The point: what forward is called with. Draw it from ``seed()``, away from kinks that have conventions (zeros
        into a ReLU, ties into a maximum), and check a second point where weights have been trained for some steps:
        at their start they hide errors. At least two rows, and sizes that all differ.
    reference : (callable, callable), optional
        The right forward and backward. If the student's forward agrees with it, their gradients are compared with
        the right ones: exact, and without a further call of forward. If not, their backward is judged by the numeric
        gradient of *their* forward, provided that it is not degenerate (zero, constant, without one of the arguments,
        linear where the right one is not). Without a reference the numeric gradient decides alone.
    wrt : sequence of int, optional
        Positions of the arguments that backward returns gradients for; by default all arrays of floats.
    names : sequence of str, optional
        What messages call the gradients; by default a d before the names of the reference's arguments.
    cached : bool, optional
        False where forward returns ``out`` alone and backward is called ``backward(dout, *arguments)``.
    batch : sequence of int, optional
        Positions of the arguments whose rows are examples that do not mix, for layers without batch statistics: then
        gradients by rows must not mix either, and gradients by parameters must add up over two halves of the batch.
    terms : callable, optional
        ``terms(dout, *arguments)`` gives, by the name of a gradient, what the right one is the sum of, as a dict from
        what a term is called to its array: so that a failure can say which term is missing.
    hint : str, optional
        What a student should look at when it is wrong.

    Raises
    ------
    CheckFailed
        The message names the gradient, the first wrong entry, both numbers, and the cause where the pattern of the
        error leaves no doubt; never the formula.

    Notes
    -----
    All upstream gradients are Gaussian and drawn from ``seed()``, so that no row and no output is left out. backward
    must be linear in them. It fails nobody for a cache that is used up by one call, for another slope at a kink, for
    float32 (compared with a tolerance to match): such manners are other checks.

    References
    ----------
    .. [1] Griewank, Walther, *Evaluating Derivatives*, 2nd ed., SIAM, 2008, chapter 3 (adjoints).
    .. [2] PyTorch, `torch.autograd.gradcheck`. https://docs.pytorch.org/docs/stable/generated/torch.autograd.gradcheck
    .. [3] Stanford CS231n, *Learning*: gradient checks. https://cs231n.github.io/neural-networks-3/#gradcheck
    """
    leaves = layer_leaves(arguments, wrt, names, reference[0] if reference else None)
    point = LayerPoint(Layer(forward, backward, arguments, cached, hint), leaves, tuple(batch), hint)
    right = Right.at(reference, point) if reference else None
    out = point.run()
    if out.size > LARGEST or (right and out.shape != right.output.shape):
        fail(say("degenerate.shape", of=point.of), hint=hint, cause="degenerate.shape")
    rng = draw()
    u, v = rng.normal(size=(2, *out.shape))
    u = u if out.ndim else np.ones(())  # of a loss the gradient itself is what a student knows
    backs = collect(point.layer, u, v, point.read, label(backward), hint)
    fault = nonlinear(backs, leaves, point.narrow, label(backward))
    if right and right.agrees(point, out):
        compare(point, right, (u, v), backs, fault, terms)
    else:
        if right:
            _refuse_degenerate(point, right, rng)
        if not (right and is_right(point, right, (u, v), backs)):  # one mistake costs once: forward has its own check
            judgements = _measure(point, u, backs.first, fault, rng, bool(right))
            if not right:
                _refuse_flat(point, judgements)
    if fault:
        fail(fault.sentence, hint=hint, gradient=fault.name, cause=fault.sentence)
    _compare_rows(point, u, backs.first)


def _refuse_degenerate(point: LayerPoint, right: Right, rng: np.random.Generator) -> None:
    """Raise for a wrong forward whose gradient would be no work."""
    found = degenerate(point.layer.outputs(), right.outputs(), point.layer.arguments, point.leaves, rng)
    if found:
        key, name = found
        fail(say(key, name=name, of=point.of), hint=point.hint, cause=key)


def _refuse_flat(point: LayerPoint, judgements: Sequence[Judgement]) -> None:
    """Raise for a forward that does not depend on one of its arguments, as far as was looked."""
    for each in judgements:
        if each.steepest <= DOUBLE.atol:
            key = "degenerate.independent"
            fail(say(key, name=each.leaf.name.removeprefix("d"), of=point.of), hint=point.hint, cause=key)


def _measure(
    point: LayerPoint, u: Floats, claims: Gradients, fault: Fault | None, rng: np.random.Generator, wrong: bool
) -> list[Judgement]:
    """Hold the gradients against differences of the student's own forward."""
    outputs = point.layer.outputs()
    precision = SINGLE if point.narrow else DOUBLE

    def evaluate(points: Sequence[tuple[Any, ...]]) -> list[Value]:
        return [summed(point.output(each, u.shape), u) for each in outputs(points)]

    def judged() -> list[Judgement]:
        objective = Objective(evaluate, point.layer.arguments, precision)
        report = point.report(fault, say("gradient.own_forward", of=point.of) if wrong else "")
        return hold_against(objective, point.leaves, claims, rng, report)

    judgements = judged()
    if not any(each.unclear for each in judgements):
        return judgements
    point.move(moved(point.leaves, point.layer.arguments, rng))  # this point lies on a kink
    claims = point.read(point.layer.back([u])[0])
    judgements = judged()
    if any(each.unclear for each in judgements):
        fail(say("gradient.kinks", of=point.of), hint=point.hint, cause="gradient.kinks")
    return judgements


def _compare_rows(point: LayerPoint, u: Floats, whole: Gradients) -> None:
    """Where the rows are examples that do not mix, say that the gradients do not mix them either."""
    if not point.batch or u.ndim == 0 or len(u) < 2:
        return
    mixed = mixed_rows(point.layer, u, point.read, point.leaves, point.batch)
    if mixed is not None:
        name = point.leaves[mixed].name
        fail(say("gradient.mixed_rows", name=name), hint=point.hint, gradient=name, cause="gradient.mixed_rows")
    unadded = unadded_rows(point, u, whole)
    if unadded is not None:
        name = point.leaves[unadded].name
        fail(say("gradient.unadded", name=name), hint=point.hint, gradient=name, cause="gradient.unadded")


def assert_repeatable(forward: Any, backward: Any, *arguments: Any, hint: str | None = None) -> None:
    """Say that a cache can be used twice, and that it does not change when forward is called again.

    Parameters
    ----------
    forward, backward : callable
        As in `assert_backward`.
    *arguments : object
        What forward is called with.
    hint : str, optional
        What a student should look at when it is wrong.

    Raises
    ------
    CheckFailed
        Where the second answer of backward differs from the first, or the answer after a forward on other numbers.

    Notes
    -----
    This is a check of manners: `assert_backward` gives the points of the gradient also to those who fail it.
    """
    point = LayerPoint(Layer(forward, backward, arguments, True, hint), layer_leaves(arguments), hint=hint)
    rng = draw()
    u = rng.normal(size=point.run().shape)
    first, again = map(point.read, point.layer.back([u, u]))
    if not same(first, again):
        fail(say("gradient.used_up", name=label(backward)), hint=hint, cause="gradient.used_up")
    ask(forward, [moved(point.leaves, arguments, rng)])
    if not same(first, point.read(point.layer.back([u])[0])):
        fail(say("gradient.shared", name=label(backward)), hint=hint, cause="gradient.shared")
