"""A claimed gradient held against the function itself: the decision, and after a no the words for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from grader.assertions.derivatives.answers import Gradients
from grader.assertions.derivatives.causes import Case, say_factor
from grader.assertions.derivatives.leaves import Leaf
from grader.assertions.derivatives.localize import locate
from grader.assertions.derivatives.projections import Judgement, judge
from grader.assertions.derivatives.report import Fault, Report, fail_gradient
from grader.assertions.derivatives.steps import Objective, Value
from grader.assertions.failures import fail
from grader.assertions.results import Floats
from grader.messages import say

MOVE = 1e-3
"""How far a point is moved that lies on a kink itself: such as zero weights, or inputs that are whole numbers."""


def hold_against(
    objective: Objective, leaves: Sequence[Leaf], claims: Gradients, rng: np.random.Generator, report: Report
) -> list[Judgement]:
    """Raise where a claim is wrong; return what was found of each, which may be that it could not be judged."""
    judgements = judge(objective, leaves, claims, rng)
    wrong = [i for i, each in enumerate(judgements) if each.wrong]
    if not wrong:
        return judgements
    _demand_repeatable(objective, report)
    i = wrong[0]
    leaf, claim = leaves[i], claims[i]
    measured = locate(objective, leaf, claim, rng)
    scale = float(np.abs(claim).max(initial=0.0))
    precision = objective.precision
    atol = precision.atol + precision.rtol * scale
    case = Case(leaf.name, claim, measured.gradient, leaf.value, precision.rtol, atol, report.rows, sizes=report.sizes)
    if report.fault is None and not measured.whole and (said := _factor(judgements[i], case)):
        report = replace(report, fault=Fault(leaf.name, "", said))
    fail_gradient(case, report, measured.error)


def moved(leaves: Sequence[Leaf], arguments: tuple[object, ...], rng: np.random.Generator) -> tuple[object, ...]:
    """Return the point a little beside this one."""
    for leaf in leaves:
        arguments = leaf.put(arguments, leaf.value + MOVE * rng.normal(size=leaf.value.shape))
    return arguments


def summed(output: Floats, upstream: Floats) -> Value:
    """Return F = <u, f>, summed in float64."""
    terms = output.astype(np.float64) * upstream
    return Value(float(terms.sum()), float(np.abs(terms).sum()))


def _demand_repeatable(objective: Objective, report: Report) -> None:
    """Tell a function that draws anew at each call from a wrong gradient."""
    one, other = objective.evaluate([objective.arguments, objective.arguments])
    if one != other:
        fail(say("gradient.noisy", of=report.of), hint=report.hint, cause="gradient.noisy")


def _factor(judgement: Judgement, case: Case) -> str | None:
    """Notice one factor from the projections alone, where the gradient is too large to measure each entry."""
    ratios = [ray.claimed / ray.measured.slope for ray in judgement.wrong if ray.measured and ray.measured.slope]
    if len(ratios) < 2 or case.found.size < 3 or np.ptp(ratios) > 1e-5 * abs(ratios[0]) or not np.isfinite(ratios[0]):
        return None
    return say_factor(float(np.mean(ratios)), case)
