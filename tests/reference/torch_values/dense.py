"""What torch says of losses, activations, dense networks, graphs of scalars, and slopes by inputs."""

from functools import partial

import numpy as np

from tests.reference.torch_values.tensors import dense_scores, drawn, layer, leaves, loss, network

SIZES = (5, 7, 4, 3)


def softmax(torch, rng):
    return layer(torch, rng, lambda Z: torch.softmax(Z, dim=1), Z=drawn(rng, 6, 4, scale=4.0))


def cross_entropy(torch, rng, extreme=False):
    Z, y = drawn(rng, 6, 4, scale=4.0), rng.integers(4, size=6)
    Z = 1e4 * np.sign(Z) if extreme else Z
    return loss(torch, lambda Z: torch.nn.functional.cross_entropy(Z, torch.tensor(y)), Z=Z) | {"y": y}


def soft_cross_entropy(torch, rng):
    Y = rng.multinomial(64, [0.25] * 4, size=6) / 64
    found = loss(torch, lambda Z: torch.nn.functional.cross_entropy(Z, torch.tensor(Y)), Z=drawn(rng, 6, 4))
    return found | {"Y": Y}


def squared_error(torch, rng, reduction):
    return loss(
        torch,
        partial(torch.nn.functional.mse_loss, reduction=reduction),
        input=drawn(rng, 5, 3),
        target=drawn(rng, 5, 3),
    )


def binary_cross_entropy(torch, rng):
    y, z = rng.integers(5, size=9) / 4, drawn(rng, 9, scale=8.0)
    z[:2] = 1000.0, -1000.0
    return loss(torch, lambda z: torch.nn.functional.binary_cross_entropy_with_logits(z, torch.tensor(y)), z=z) | {
        "y": y
    }


def hinge(torch, rng):
    X, y, C = drawn(rng, 12, 3), rng.choice([-1, 1], size=12), 2.5

    def value(w, b):
        return w @ w / 2 + C * torch.relu(1 - torch.tensor(y) * (torch.tensor(X) @ w + b)).sum()

    return loss(torch, value, w=drawn(rng, 3), b=drawn(rng)) | {"X": X, "y": y, "C": C}


def linear_unit(torch, rng):
    X, t, eta = drawn(rng, 8, 3), drawn(rng, 8), 0.25
    found = loss(
        torch, lambda w: torch.nn.functional.mse_loss(torch.tensor(X) @ w, torch.tensor(t)) / 2, w=drawn(rng, 3)
    )
    w = torch.nn.Parameter(torch.tensor(found["w"]))
    w.grad = found["dw"]
    torch.optim.SGD([w], lr=eta).step()
    return found | {"X": X, "t": t, "eta": eta, "after": w}


def activation(torch, rng, function):
    return layer(torch, rng, lambda x: function(torch, x), x=drawn(rng, 5, 4, scale=2.0))


def random_slopes(torch, rng):
    """Return a layer in training, and the draws between -1 and 1 that its slopes were made of."""
    found = activation(torch, rng, lambda torch, x: torch.nn.functional.rrelu(x, 0.25, 0.75, training=True))
    return found | {"plain": (found["out"].detach().numpy() / found["x"] - 0.5) / 0.25}


def maxout(torch, rng):
    def pieces(x, W, b):
        return torch.stack([torch.nn.functional.linear(x, W[k].T, b[k]) for k in range(3)]).amax(dim=0)

    return layer(torch, rng, pieces, x=drawn(rng, 6, 4), W=drawn(rng, 3, 4, 5), b=drawn(rng, 3, 5))


def perceptron(torch, rng, kind):
    """Return scores, loss and slopes of the network of assignment 7, in one of its two kinds."""
    params, X, y = network(rng, SIZES), drawn(rng, 9, SIZES[0]), rng.integers(SIZES[-1], size=9)
    kept = {}

    def value(**tensors):
        scores = dense_scores(torch, tensors, torch.tensor(X), "relu" if kind == "cross_entropy" else "sigmoid")
        kept["scores"] = scores if kind == "cross_entropy" else torch.sigmoid(scores)
        if kind == "cross_entropy":
            return torch.nn.functional.cross_entropy(scores, torch.tensor(y))
        rows = torch.nn.functional.one_hot(torch.tensor(y), SIZES[-1]).double()
        return torch.nn.functional.mse_loss(kept["scores"], rows, reduction="sum") / (2 * len(X))

    return loss(torch, value, **params) | kept | {"X": X, "y": y}


def nodes(torch, rng, name):
    """Return all that assignment 6 asks of a network: pre-activations, outputs, deltas, gradients."""
    squash = {"identity": lambda pre: pre + 0.0}.get(name) or getattr(torch, name)
    params, X, Y = network(rng, SIZES), drawn(rng, 6, SIZES[0]), drawn(rng, 6, SIZES[-1])
    tensors, outs, pres = leaves(torch, params), [torch.tensor(X)], []
    for k in range(1, len(SIZES)):
        pres.append(torch.nn.functional.linear(outs[-1], tensors[f"W{k}"].T, tensors[f"b{k}"]))
        outs.append(squash(pres[-1]))
    cost = torch.nn.functional.mse_loss(outs[-1], torch.tensor(Y), reduction="sum")
    deltas = torch.autograd.grad(cost, pres, retain_graph=True)
    slopes = torch.autograd.grad(cost / len(X), list(tensors.values()))
    found = params | {"X": X, "Y": Y} | {f"d{key}": slope for key, slope in zip(params, slopes, strict=True)}
    found |= {f"pre{k}": pre for k, pre in enumerate(pres)} | {f"out{k}": out for k, out in enumerate(outs)}
    return found | {f"delta{k}": delta for k, delta in enumerate(deltas)}


def review_notation(torch, rng):
    """Return the loss of S2, whose matrices (outputs, inputs) are laid out as torch's own."""
    X, Y = drawn(rng, 7, 4), drawn(rng, 7, 2)

    def value(W1, b1, W2, b2):
        hidden = torch.tanh(torch.nn.functional.linear(torch.tensor(X), W1, b1))
        outs = torch.tanh(torch.nn.functional.linear(hidden, W2, b2))
        return torch.nn.functional.mse_loss(outs, torch.tensor(Y), reduction="sum") / (2 * len(X))

    arrays = {"W1": drawn(rng, 5, 4), "b1": drawn(rng, 5), "W2": drawn(rng, 2, 5), "b2": drawn(rng, 2)}
    return loss(torch, value, **arrays) | {"X": X, "Y": Y}


def bias_notation(torch, rng):
    """Return the loss of S4, whose matrices hold the biases in their first column."""
    X, Y = drawn(rng, 7, 4), drawn(rng, 7, 2)

    def value(V, W):
        ones = torch.ones(len(X), 1)
        hidden = torch.sigmoid(torch.cat([ones, torch.tensor(X)], dim=1) @ V.T)
        outs = torch.sigmoid(torch.cat([ones, hidden], dim=1) @ W.T)
        return torch.nn.functional.mse_loss(outs, torch.tensor(Y), reduction="sum") / (2 * len(X))

    return loss(torch, value, V=drawn(rng, 5, 5), W=drawn(rng, 2, 6)) | {"X": X, "Y": Y}


def expressions(a, b, c):
    """Return what both graphs compute: torch's tensors and the scalars of assignment 6."""
    again = a * b + a / c - 2.0
    return [
        a * a * a + 3.0 * b - c / 2.0,
        (a - b) * (b - c) / (1.0 + a**2),
        (a * b).tanh() * (1.0 - c).exp() + (-a).relu() + b.relu(),
        again * again + again.tanh() / (2.0 - again) + (again**-3),
        (a * c).maximum(b * b) * a.maximum(c) - 1.0 / b**0.5,
    ]


def graph(torch, rng):
    places = np.abs(drawn(rng, 6, 3)) * [1, 1, -1] + [0.0, 0.25, 0.0]  # b stays above 0: it is the base of a power
    found = {"places": places, "data": [], "grads": []}
    for place in places:
        tensors = [torch.tensor(value, requires_grad=True) for value in place]
        outs = expressions(*tensors)
        found["data"].append([out.item() for out in outs])
        slopes = [torch.autograd.grad(out, tensors, retain_graph=True, allow_unused=True) for out in outs]
        found["grads"].append([[0.0 if slope is None else slope.item() for slope in row] for row in slopes])
    return found


def inputs(torch, rng):
    """Return slopes by inputs: of the loss, of a weighted sum of scores, of the largest score."""
    params, y = network(rng, SIZES), rng.integers(SIZES[-1], size=8)
    X, dscores = rng.integers(65, size=(8, SIZES[0])) / 64, drawn(rng, 8, SIZES[-1])
    tensors, x = leaves(torch, params), torch.tensor(X, requires_grad=True)
    scores = dense_scores(torch, tensors, x)
    summed = torch.nn.functional.cross_entropy(scores, torch.tensor(y), reduction="sum")
    found = {"dX": (scores * torch.tensor(dscores)).sum(), "dlargest": scores.amax(dim=1).sum(), "dloss": summed}
    found = {name: torch.autograd.grad(value, x, retain_graph=True)[0] for name, value in found.items()}
    attacked = (x + 0.125 * found["dloss"].sign()).clamp(0, 1)
    return params | found | {"X": X, "y": y, "dscores": dscores, "scores": scores, "attacked": attacked}


def loss_path(torch, rng):
    starts, ends, alphas = network(rng, SIZES), network(rng, SIZES), np.array([-0.5, 0.0, 0.25, 0.5, 1.0, 1.5])
    X, y = drawn(rng, 9, SIZES[0]), rng.integers(SIZES[-1], size=9)
    losses = []
    for alpha in alphas:
        between = {
            name: torch.lerp(torch.tensor(starts[name]), torch.tensor(ends[name]), float(alpha)) for name in starts
        }
        losses.append(torch.nn.functional.cross_entropy(dense_scores(torch, between, torch.tensor(X)), torch.tensor(y)))
    found = {f"start_{name}": value for name, value in starts.items()} | {
        f"end_{name}": value for name, value in ends.items()
    }
    return found | {"X": X, "y": y, "alphas": alphas, "losses": torch.stack(losses)}


def curvature(torch, rng):
    """Return value, gradient and Hessian of half of the squared length of A x, plus that of its hyperbolic tangent."""
    A, x = drawn(rng, 4, 3), drawn(rng, 3)

    def bowl(x):
        return ((torch.tensor(A) @ x) ** 2).sum() / 2

    def bent(x):
        return (torch.tanh(torch.tensor(A) @ x) ** 2).sum() / 2

    found = {"A": A, "x": x, "gradient": loss(torch, bowl, x=x)["dx"]}
    hessian = torch.autograd.functional.hessian
    return found | {"bowl": hessian(bowl, torch.tensor(x)), "bent": hessian(bent, torch.tensor(x))}


CASES = {
    "softmax": softmax,
    "cross_entropy": cross_entropy,
    "cross_entropy_extreme": partial(cross_entropy, extreme=True),
    "cross_entropy_soft": soft_cross_entropy,
    "squared_error_sum": partial(squared_error, reduction="sum"),
    "squared_error_mean": partial(squared_error, reduction="mean"),
    "binary_cross_entropy": binary_cross_entropy,
    "hinge": hinge,
    "linear_unit": linear_unit,
    "sigmoid": partial(activation, function=lambda torch, x: torch.sigmoid(x)),
    "tanh": partial(activation, function=lambda torch, x: torch.tanh(x)),
    "relu": partial(activation, function=lambda torch, x: torch.relu(x)),
    "leaky_0.25": partial(activation, function=lambda torch, x: torch.nn.functional.leaky_relu(x, 0.25)),
    "leaky_1.5": partial(activation, function=lambda torch, x: torch.nn.functional.leaky_relu(x, 1.5)),
    "elu_0.5": partial(activation, function=lambda torch, x: torch.nn.functional.elu(x, 0.5)),
    "elu_1.5": partial(activation, function=lambda torch, x: torch.nn.functional.elu(x, 1.5)),
    "rrelu_test": partial(activation, function=lambda torch, x: torch.nn.functional.rrelu(x, 0.25, 0.75)),
    "rrelu_train": random_slopes,
    "maxout": maxout,
    "perceptron_cross_entropy": partial(perceptron, kind="cross_entropy"),
    "perceptron_quadratic": partial(perceptron, kind="quadratic"),
    "nodes_sigmoid": partial(nodes, name="sigmoid"),
    "nodes_tanh": partial(nodes, name="tanh"),
    "nodes_relu": partial(nodes, name="relu"),
    "nodes_identity": partial(nodes, name="identity"),
    "review_notation": review_notation,
    "bias_notation": bias_notation,
    "graph": graph,
    "inputs": inputs,
    "loss_path": loss_path,
    "curvature": curvature,
}
