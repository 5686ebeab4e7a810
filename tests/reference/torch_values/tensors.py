"""What the cases share: how inputs are drawn, and what is kept of a computation.

torch is handed in by `make`, so that no module here needs it to be imported.
"""

import numpy as np


def drawn(rng, *shape, scale=1.0):
    """Return odd multiples of scale / 128: exact, short to store, and never 0, where a rectifier has no slope."""
    return scale * (np.floor(64 * rng.normal(size=shape)) + 0.5) / 64


def leaves(torch, arrays):
    """Return tensors of float64 that torch differentiates by."""
    return {name: torch.tensor(array, requires_grad=True) for name, array in arrays.items()}


def layer(torch, rng, function, **arrays):
    """Send arrays through a function and a drawn slope back; keep all of it, the slope by x as dx, and so on."""
    tensors = leaves(torch, arrays)
    out = function(**tensors)
    dout = drawn(rng, *out.shape)
    slopes = torch.autograd.grad(out, list(tensors.values()), torch.tensor(dout))
    return arrays | {"out": out, "dout": dout} | {f"d{name}": slope for name, slope in zip(arrays, slopes, strict=True)}


def loss(torch, function, **arrays):
    """Compute a number from arrays; keep all of it, and the slope by each array."""
    tensors = leaves(torch, arrays)
    value = function(**tensors)
    slopes = torch.autograd.grad(value, list(tensors.values()))
    return arrays | {"loss": value} | {f"d{name}": slope for name, slope in zip(arrays, slopes, strict=True)}


def network(rng, sizes):
    """Draw weights (inputs, units) and biases (units,) of a dense network: W1, b1, W2, ..."""
    params = {}
    for k in range(1, len(sizes)):
        params[f"W{k}"] = drawn(rng, sizes[k - 1], sizes[k], scale=0.5)
        params[f"b{k}"] = drawn(rng, sizes[k], scale=0.25)
    return params


def dense_scores(torch, params, X, activation="relu"):
    """Send examples through such a network: the activation in hidden layers, none in the last."""
    depth = len(params) // 2
    for k in range(1, depth + 1):
        X = torch.nn.functional.linear(X, params[f"W{k}"].T, params[f"b{k}"])
        X = getattr(torch, activation)(X) if k < depth else X
    return X
