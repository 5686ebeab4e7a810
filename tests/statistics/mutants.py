"""Backwards with one or two slips, made from the trees of the right ones, and an oracle for those that change nothing."""

from __future__ import annotations

import ast
import copy
import inspect
import warnings
from collections.abc import Callable, Iterator
from itertools import islice

import numpy as np

from grader.verify.operators import slips
from tests.statistics import layers
from tests.statistics.families import Family

SOURCE = inspect.getsource(layers)


def mutants(family: Family) -> dict[str, str]:
    """Return, by what was changed, the whole text of `layers` with one slip in the family's backward."""
    found: dict[str, str] = {}
    for name, text in _single(SOURCE, family.backward.__name__):
        if text not in found.values():
            found[f"{name} #{len(found)}"] = text
    return found


def pairs(family: Family, count: int, rng: np.random.Generator) -> dict[str, str]:
    """Return so many texts with two slips, drawn from all of them."""
    first = list(mutants(family).items())
    found: dict[str, str] = {}
    for _ in range(count):
        name, text = first[rng.integers(len(first))]
        second = list(_single(text, family.backward.__name__))
        other, both = second[rng.integers(len(second))]
        found[f"{name} and {other} #{len(found)}"] = both
    return found


def _single(source: str, name: str) -> Iterator[tuple[str, str]]:
    node = next(each for each in ast.parse(source).body if getattr(each, "name", "") == name)
    for _, said, text in slips(source, node):
        yield said, text
    yield from _lost_operands(source, name)


def _lost_operands(source: str, name: str) -> Iterator[tuple[str, str]]:
    """Yield texts in which a sum or a product has lost one of its two sides: what is forgotten most often."""
    count = sum(isinstance(each, ast.BinOp) for each in ast.walk(_body(ast.parse(source), name)))
    for number in range(count):
        for side in ("left", "right"):
            tree = ast.parse(source)
            body = _body(tree, name)
            lost = next(islice((each for each in ast.walk(body) if isinstance(each, ast.BinOp)), number, None))
            said = f"`{ast.unparse(getattr(lost, side))}` is lost"
            kept = copy.deepcopy(lost.right if side == "left" else lost.left)
            _Swap(lost, kept).visit(body)
            yield said, ast.unparse(ast.fix_missing_locations(tree))


def _body(tree: ast.Module, name: str) -> ast.AST:
    return next(each for each in tree.body if getattr(each, "name", "") == name)


class _Swap(ast.NodeTransformer):
    def __init__(self, old, new):
        self.old, self.new = old, new

    def visit(self, node):
        return self.new if node is self.old else self.generic_visit(node)


def load(text: str, family: Family) -> Callable:
    """Return the backward of a mutated text; it may raise, but not warn."""
    namespace: dict[str, object] = {"__name__": "mutant"}
    exec(compile(text, "<mutant>", "exec"), namespace)
    backward = namespace[family.backward.__name__]

    def quiet(*args):
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            return backward(*args)

    return quiet


def gradients(backward: Callable, upstream: np.ndarray, cache: object) -> list[np.ndarray] | None:
    """Return what a backward gives as a list of arrays; None where it raises or gives something else."""
    try:
        given = backward(upstream.copy(), copy.deepcopy(cache))
        return [np.asarray(each, dtype=np.float64) for each in (given if isinstance(given, tuple) else (given,))]
    except Exception:
        return None


def equivalent(backward: Callable, family: Family, seed: int, points: int = 10) -> bool:
    """Say whether a mutant gives the right gradients at so many points of three sizes."""
    for number in range(points):
        rng = np.random.default_rng([seed, 99, number])
        out, cache = family.forward(*family.draw(rng, 3 + number % 3 * 2))
        upstream = rng.normal(size=np.shape(out))
        found, right = gradients(backward, upstream, cache), gradients(family.backward, upstream, cache)
        if found is None or len(found) != len(right):
            return False
        for one, other in zip(found, right, strict=True):
            if one.shape != other.shape or not np.abs(one - other).max() <= 1e-9 * max(1e-3, np.abs(other).max()):
                return False
    return True
