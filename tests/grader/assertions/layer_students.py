"""Students with one right layer and many ways to write it, or to get it wrong."""

import numpy as np

AFFINE = """
import numpy as np

def forward(X, W, b):
    return X @ W + b, (X, W)

def backward(dout, cache):
    X, W = cache
    return dout @ W.T, X.T @ dout, dout.sum(axis=0)
"""


def affine(X, W, b):
    """Return the right output and cache."""
    return X @ W + b, (X, W)


def affine_back(dout, cache):
    """Return the right gradients."""
    X, W = cache
    return dout @ W.T, X.T @ dout, dout.sum(axis=0)


REFERENCE = (affine, affine_back)


def point(seed=0):
    """Return a batch, weights and biases; all sizes differ."""
    rng = np.random.default_rng(seed)
    return rng.normal(size=(5, 4)), rng.normal(size=(4, 3)), rng.normal(size=3)


OPAQUE = {
    "dict": """
def forward(X, W, b):
    return X @ W + b, {"X": X, 3: W}
def backward(dout, cache):
    return dout @ cache[3].T, cache["X"].T @ dout, dout.sum(axis=0)
""",
    "closure": """
def forward(X, W, b):
    def back(dout):
        return dout @ W.T, X.T @ dout, dout.sum(axis=0)
    return X @ W + b, back
def backward(dout, cache):
    return cache(dout)
""",
    "object": """
class Cache:
    pass
def forward(X, W, b):
    cache = Cache()
    cache.X, cache.W = X, W
    return [X @ W + b, cache][0], cache
def backward(dout, cache):
    return [dout @ cache.W.T, cache.X.T @ dout, dout.sum(axis=0)]
""",
    "array of objects": """
import numpy as np
def forward(X, W, b):
    cache = np.empty(2, dtype=object)
    cache[0], cache[1] = X, W
    return X @ W + b, cache
def backward(dout, cache):
    return dout @ cache[1].T, cache[0].T @ dout, dout.sum(axis=0)
""",
    "complex": """
def forward(X, W, b):
    return X @ W + b, (X + 0j, W + 0j)
def backward(dout, cache):
    X, W = cache
    return (dout @ W.T).real, (X.T @ dout).real, dout.sum(axis=0)
""",
    "loops": """
import numpy as np
def forward(X, W, b):
    out = np.zeros((len(X), len(b)))
    for n in range(len(X)):
        for m in range(len(b)):
            out[n, m] = sum(X[n, d] * W[d, m] for d in range(len(W))) + b[m]
    return out, [X.tolist(), W.tolist()]
def backward(dout, cache):
    X, W = map(np.array, cache)
    return np.einsum("nm,dm->nd", dout, W), np.einsum("nd,nm->dm", X, dout), np.einsum("nm->m", dout)
""",
    "cache used up": """
def forward(X, W, b):
    return X @ W + b, [X, W]
def backward(dout, cache):
    W, X = cache.pop(), cache.pop()
    cache += [0 * X, 0 * W]
    return dout @ W.T, X.T @ dout, dout.sum(axis=0)
""",
    "changed in place": """
def forward(X, W, b):
    X += 0
    W = W.copy()
    out = X @ W
    out += b
    return out, (X, W)
def backward(dout, cache):
    X, W = cache
    dX, dW, db = dout @ W.T, X.T @ dout, dout.sum(axis=0)
    X *= 2
    dout *= 0
    return dX, dW, db
""",
    "float32 inside": """
import numpy as np
def forward(X, W, b):
    out = X.astype(np.float32) @ W.astype(np.float32) + b.astype(np.float32)
    return out.astype(float), (X, W)
def backward(dout, cache):
    X, W = cache
    return dout @ W.T, X.T @ dout, dout.sum(axis=0)
""",
    "float32": """
import numpy as np
def forward(X, W, b):
    X, W, b = (each.astype(np.float32) for each in (X, W, b))
    return X @ W + b, (X, W)
def backward(dout, cache):
    X, W = cache
    dout = dout.astype(np.float32)
    return dout @ W.T, X.T @ dout, dout.sum(axis=0)
""",
}
"""The same layer in other styles, each of them right: what is in a cache is the author's own affair."""
