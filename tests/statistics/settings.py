"""How others check gradients, re-implemented in NumPy: their steps, directions and tolerances, on our layers.

Each setting says whether it accepts one backward at one point, with the same random upstream gradient for all of them
(kinder to those that use ones in the original). Sources: `torch.autograd.gradcheck`, `jax.test_util.check_grads`, Theano's
`verify_grad`, minitorch, the CS231n notes, Ng's norm ratio.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

Setting = Callable[["Point", Callable], bool]


class Point:
    """A family at one point: differences are made once for all backwards, and the calls of forward counted."""

    def __init__(self, family, arguments, rng):
        self.family, self.arguments, self.rng = family, arguments, rng
        self.calls = 0
        out, self.cache = family.forward(*arguments)
        self.out = np.asarray(out, dtype=np.float64)
        self.upstream = rng.normal(size=self.out.shape)
        self.values = [arguments[i] for i in family.wrt]
        self._columns = {}
        self._directions = {}

    def forward(self, moves):
        """Return the output after moving each differentiable argument."""
        self.calls += 1
        arguments = list(self.arguments)
        for i, move in zip(self.family.wrt, moves, strict=True):
            arguments[i] = arguments[i] + move
        return np.asarray(self.family.forward(*arguments)[0], dtype=np.float64)

    def claim(self, backward, upstream=None):
        """Return what a backward claims, one array for each argument; None where it gave no such arrays."""
        given = backward(self.upstream if upstream is None else upstream, self.cache)
        found = [np.asarray(each, dtype=np.float64) for each in (given if isinstance(given, tuple) else (given,))]
        shapes = [value.shape for value in self.values]
        return found if [each.shape for each in found] == shapes else None

    def jacobian(self, step, one_sided=False):
        """Return d out / d entry for every entry: each entry's calls are shared by all backwards, and counted once."""
        key = (step, one_sided)
        if key not in self._columns:
            self._columns[key] = self._measure(step, one_sided)
        return self._columns[key]

    def _measure(self, step, one_sided):
        columns = []
        for which, value in enumerate(self.values):
            for entry in range(value.size):
                moves = [np.zeros(each.shape) for each in self.values]
                moves[which].flat[entry] = step
                plus = self.forward(moves)
                minus = self.out if one_sided else self.forward([-move for move in moves])
                columns.append((plus - minus).ravel() / (step if one_sided else 2 * step))
        return np.array(columns)  # (entries, outputs)

    def entries(self, step, one_sided=False):
        """Return the numeric gradient of <upstream, out>, flat."""
        return self.jacobian(step, one_sided) @ self.upstream.ravel()


def flat(claim):
    """Return all gradients as one vector."""
    return np.concatenate([each.ravel() for each in claim])


def _norm_ratio(point, backward):
    claim, numeric = flat(point.claim(backward)), point.entries(1e-4)
    return np.linalg.norm(claim - numeric) <= 1e-7 * (np.linalg.norm(claim) + np.linalg.norm(numeric))


def _relative(limit, step=1e-5, one_sided=False):
    def accepts(point, backward):
        claim, numeric = flat(point.claim(backward)), point.entries(step, one_sided)
        size = np.maximum(np.maximum(np.abs(claim), np.abs(numeric)), 1e-300)
        return bool((np.abs(claim - numeric) / size <= limit).all())

    return accepts


def _gradcheck(point, backward):
    numeric = point.jacobian(1e-6)
    for output in range(point.out.size):
        unit = np.zeros(point.out.size)
        unit[output] = 1.0
        claim = point.claim(backward, unit.reshape(point.out.shape))
        if not np.allclose(flat(claim), numeric[:, output], rtol=1e-3, atol=1e-5):
            return False
    return True


def _gradcheck_fast(point, backward):
    for which, value in enumerate(point.values):
        u = point.rng.random(value.shape)
        v = point.rng.random(point.out.shape)
        u, v = u / np.linalg.norm(u), v / np.linalg.norm(v)
        moves = [np.zeros(each.shape) for each in point.values]
        moves[which] = 1e-6 * u
        numeric = ((point.forward(moves) - point.forward([-move for move in moves])) / 2e-6 * v).sum()
        if not np.isclose((point.claim(backward, v)[which] * u).sum(), numeric, rtol=1e-3, atol=1e-5):
            return False
    return True


def _jax(point, backward):
    moves = [point.rng.normal(size=value.shape) for value in point.values]
    plus, minus = (point.forward([sign * 1e-4 * move for move in moves]) for sign in (1, -1))
    numeric = ((plus - minus) / 2e-4 * point.upstream).sum()
    claim = sum((each * move).sum() for each, move in zip(point.claim(backward), moves, strict=True))
    return bool(np.isclose(claim, numeric, rtol=1e-5, atol=1e-5))


def _verify_grad(point, backward):
    weights = point.rng.uniform(0.5, 1.5, point.out.shape)
    claim, numeric = flat(point.claim(backward, weights)), point.jacobian(1e-7) @ weights.ravel()
    error = np.abs(claim - numeric)
    return not ((error > 1e-4) & (error / np.maximum(np.abs(claim) + np.abs(numeric), 1e-8) > 1e-4)).any()


def _minitorch(point, backward):
    return bool(np.allclose(flat(point.claim(backward)), point.entries(1e-6), rtol=1e-2, atol=1e-2))


SETTINGS: dict[str, Setting] = {
    "element-wise norm ratio 1e-7 (Ng)": _norm_ratio,
    "element-wise max rel err 1e-7 (cs231n strict)": _relative(1e-7),
    "element-wise max rel err 1e-5": _relative(1e-5),
    "element-wise max rel err 1e-2": _relative(1e-2),
    "PyTorch gradcheck full": _gradcheck,
    "PyTorch gradcheck fast": _gradcheck_fast,
    "JAX check_grads, K=1 joint": _jax,
    "Theano verify_grad": _verify_grad,
    "minitorch": _minitorch,
    "one-sided 1e-4, rel 1e-2": _relative(1e-2, 1e-4, one_sided=True),
}
