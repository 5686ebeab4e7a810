"""The families of `layers` with random inputs, and 70 faulty backwards: what students write, as a change of text.

A fault is a pair (what stands there, what stands there instead); a comment says nothing that the pair does not.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from tests.statistics import layers

FAULTS: dict[str, dict[str, tuple[str, str]]] = {
    "affine": {
        "dW averaged over the batch": ("X.T @ dout", "X.T @ dout / len(X)"),
        "db averaged over the batch": ("dout.sum(axis=0)", "dout.mean(axis=0)"),
        "db summed to one number": ("dout.sum(axis=0)", "np.full(dout.shape[1], dout.sum())"),
        "db from the last row": ("dout.sum(axis=0)", "dout[-1]"),
        "dX with the wrong sign": ("dout @ W.T", "-dout @ W.T"),
        "dW ignores the upstream gradient": ("X.T @ dout", "X.T @ np.ones_like(dout)"),
        "one entry 2 % wrong": ("    return", "    dW[0, 0] *= 1.02\n    return"),
        "one entry of dX missing": ("    return", "    dX[0, 0] = 0\n    return"),
        "mask taken from the upstream gradient": ("dout @ W.T", "np.maximum(dout, 0) @ W.T"),
        "penalty that is not in the forward": ("X.T @ dout", "X.T @ dout + 0.1 * W"),
        "dW of the first half of the batch": ("X.T @ dout", "X[:2].T @ dout[:2]"),
        "doubled": ("dout @ W.T", "2 * dout @ W.T"),
    },
    "sigmoid": {
        "derivative in Z": ("A * (1 - A)", "Z * (1 - Z)"),
        "factor A forgotten": ("A * (1 - A)", "(1 - A)"),
        "sigmoid applied twice": ("A * (1 - A)", "(1 / (1 + np.exp(-A))) * (1 - 1 / (1 + np.exp(-A)))"),
        "upstream forgotten": ("dout * A", "A"),
        "sign": ("1 - A", "A - 1"),
    },
    "tanh": {
        "square forgotten": ("A**2", "A"),
        "square of Z": ("A**2", "Z**2"),
        "derivative of the sigmoid": ("1 - A**2", "A * (1 - A)"),
        "upstream squared": ("dout * (", "dout**2 * ("),
    },
    "relu": {
        "mask from the upstream gradient": ("Z > 0", "dout > 0"),
        "mask forgotten": ("dout * (Z > 0)", "dout * np.ones(Z.shape)"),
        "mask reversed": ("Z > 0", "Z < 0"),
        "value instead of mask": ("(Z > 0)", "np.maximum(Z, 0)"),
        "threshold 0.5": ("Z > 0", "Z > 0.5"),
    },
    "leaky relu": {
        "slope forgotten": ("1.0, 0.1", "1.0, 0.0"),
        "slope 0.01": ("1.0, 0.1", "1.0, 0.01"),
        "slopes exchanged": ("1.0, 0.1", "0.1, 1.0"),
    },
    "elu": {
        "alpha forgotten": ("alpha * np.exp", "np.exp"),
        "value instead of derivative": ("alpha * np.exp(np.minimum(Z, 0))", "alpha * (np.exp(np.minimum(Z, 0)) - 1)"),
        "zero below": ("alpha * np.exp(np.minimum(Z, 0))", "0.0"),
    },
    "softmax loss": {
        "sum instead of mean": (" / len(P)", ""),
        "label forgotten": ("(P - Y)", "P"),
        "sign": ("(P - Y)", "(Y - P)"),
        "mean over all entries": ("len(P)", "P.size"),
        "extra softmax derivative": ("(P - Y)", "(P - Y) * P * (1 - P)"),
        "upstream forgotten": ("dout * (P", "1.0 * (P"),
    },
    "batch norm": {
        "mean as a constant": ("- through_mean ", ""),
        "variance as a constant": ("- through_variance", ""),
        "neither mean nor variance": ("direct - through_mean - through_variance", "direct"),
        "eps forgotten": ("    dX_hat =", "    spread = np.sqrt(spread**2 - 1e-5)\n    dX_hat ="),
        "dgamma from X": ("(dout * X_hat).sum", "(dout * X).sum"),
        "gamma forgotten": ("dX_hat = dout * gamma", "dX_hat = dout"),
        "dgamma averaged": ("(dout * X_hat).sum", "(dout * X_hat).mean"),
        "dbeta averaged": ("dout.sum", "dout.mean"),
        "divided by the variance": ("/ spread", "/ spread**2"),
        "sum instead of mean": ("dX_hat.mean", "dX_hat.sum"),
    },
    "conv": {
        "filter not flipped back": ("W[:, :, i, j]", "W[:, :, -1 - i, -1 - j]"),
        "last image only": ("dout, windows)", "dout[-1:], windows[-1:])"),
        "db per position summed wrongly": ("axis=(0, 2, 3))", "axis=(0, 2, 3)) / dout.shape[0]"),
        "overwritten instead of added": ("] += np", "] = np"),
        "filter transposed": ("W[:, :, i, j]", "W[:, :, j, i]"),
        "dW averaged over positions": ("dout, windows)", "dout, windows) / dout[0, 0].size"),
    },
    "max pool": {
        "to all entries": ("blocks == out[:, :, :, None, :, None]", "np.ones(blocks.shape)"),
        "smallest entry": ("== out[:, :, :, None, :, None]", "== blocks.min(axis=(3, 5), keepdims=True)"),
        "shared out": ("winners * dout", "winners / 4 * dout"),
        "times the value": ("winners * dout", "winners * blocks * dout"),
    },
    "average pool": {
        "not divided": ("dout / 4", "dout"),
        "divided by two": ("dout / 4", "dout / 2"),
        "first entry of a window only": ("range(2)", "range(1)"),
    },
    "mlp loss": {
        "penalty forgotten": (" + RATE * W1", ""),
        "penalty doubled": ("RATE * W2", "2 * RATE * W2"),
        "bias penalized": ("dZ1.sum(axis=0)", "dZ1.sum(axis=0) + RATE * dZ1.sum(axis=0)"),
        "mean forgotten": ("(out - Y) / len(X)", "(out - Y)"),
        "activation's derivative forgotten": (" * (1 - hidden**2)", ""),
        "stale W2": ("dZ2 @ W2.T", "dZ2 @ (W2 - 0.01 * dW2).T"),
        "upstream forgotten": ("dout * dW1", "dW1"),
        "one hidden unit 1 % wrong": ("    return", "    dW1[:, 0] *= 1.01\n    return"),
    },
    "dropout": {
        "not scaled": ("mask / keep", "mask"),
        "mask forgotten": ("dout * mask", "dout"),
        "scaled by the rate": ("/ keep", "/ (1 - keep)"),
    },
    "residual": {
        "skip forgotten": (" + dout\n", "\n"),
        "skip doubled": (" + dout\n", " + 2 * dout\n"),
        "mask forgotten": (" * (pre > 0)", ""),
        "mask from the gradient": ("(pre > 0)", "(dhidden > 0)"),
    },
}


@dataclass(frozen=True, slots=True)
class Family:
    """One kind of layer: its right pair, and how to draw a point for it."""

    name: str
    forward: Callable
    backward: Callable
    draw: Callable[..., tuple]  # (generator, number of rows)
    wrt: tuple[int, ...]

    def faulty(self) -> Iterator[tuple[str, Callable]]:
        """Yield every faulty backward by what is wrong with it."""
        source = inspect.getsource(self.backward)
        for fault, (there, instead) in FAULTS[self.name].items():
            assert there in source, (self.name, fault)
            yield fault, compiled(source.replace(there, instead), self.backward.__name__)


def compiled(source: str, name: str) -> Callable:
    """Return a function from its text, with the names of `layers` around it."""
    namespace = dict(vars(layers))
    exec(compile(source, f"<{name}>", "exec"), namespace)
    return namespace[name]


def _normal(*shapes):
    """Return what draws arrays of these shapes, in which None stands for the number of rows."""

    def draw(rng, rows=5):
        return tuple(rng.normal(size=[rows if size is None else size for size in shape]) for shape in shapes)

    return draw


def _scaled(rng, rows=6):
    """Draw a batch of columns of different spread; gamma is not 1 and beta not 0, as after some training."""
    X = rng.normal(size=(rows, 3)) * rng.uniform(0.3, 2, 3) + rng.normal(size=3)
    return X, 1 + 0.3 * rng.normal(size=3), rng.normal(size=3)


def _labelled(rng, rows=5):
    return rng.normal(size=(rows, 4)), rng.integers(0, 4, rows)


def _masked(rng, rows=4):
    mask = (rng.random((rows, 6)) < 0.8).astype(np.float64)
    mask[0, 0], mask[-1, -1] = 0.0, 1.0
    return rng.normal(size=mask.shape), mask


def _family(name, draw, wrt):
    stem = name.replace(" ", "_")
    return Family(name, getattr(layers, f"{stem}_forward"), getattr(layers, f"{stem}_backward"), draw, wrt)


FAMILIES = (
    _family("affine", _normal((None, 4), (4, 3), (3,)), (0, 1, 2)),
    _family("sigmoid", _normal((None, 4)), (0,)),
    _family("tanh", _normal((None, 4)), (0,)),
    _family("relu", _normal((None, 6)), (0,)),
    _family("leaky relu", _normal((None, 6)), (0,)),
    _family("elu", _normal((None, 6)), (0,)),
    _family("softmax loss", _labelled, (0,)),
    _family("batch norm", _scaled, (0, 1, 2)),
    _family("conv", _normal((None, 2, 5, 4), (4, 2, 3, 3), (4,)), (0, 1, 2)),
    _family("max pool", _normal((None, 2, 4, 6)), (0,)),
    _family("average pool", _normal((None, 2, 4, 6)), (0,)),
    _family("mlp loss", _normal((4, 6), (6,), (6, 3), (3,), (None, 4), (None, 3)), (0, 1, 2, 3)),
    _family("dropout", _masked, (0,)),
    _family("residual", _normal((None, 4), (4, 6), (6, 4)), (0, 1, 2)),
)
