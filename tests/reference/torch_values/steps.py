"""What torch says of learning: optimizers, weight decay, schedules, and whole trainings on one batch."""

from functools import partial

from tests.reference.torch_values.tensors import dense_scores, drawn, leaves, network

OPTIMIZERS = {
    "sgd": ("SGD", {"lr": 0.5}),
    "momentum": ("SGD", {"lr": 0.25, "momentum": 0.75}),
    "nesterov": ("SGD", {"lr": 0.25, "momentum": 0.75, "nesterov": True}),
    "adagrad": ("Adagrad", {"lr": 0.5, "eps": 1e-7}),
    "rmsprop": ("RMSprop", {"lr": 0.0625, "alpha": 0.9, "eps": 1e-6}),
    "adam": ("Adam", {"lr": 0.125, "betas": (0.9, 0.999), "eps": 1e-8}),
}


def task(rng):
    """Draw a softmax regression in which one input is always 0, so that its weights never have a slope."""
    X, y = drawn(rng, 12, 4), rng.integers(3, size=12)
    X[:, 2] = 0.0
    return {"X": X, "y": y, "W1": drawn(rng, 4, 3), "b1": drawn(rng, 3)}


def parameters(torch, arrays):
    return {name: value for name, value in leaves(torch, arrays).items() if name[0] in "Wbg"}


def epochs(torch, scores, params, optimizer, X, y, steps):
    """Train on all examples at once; return each loss before its step, and each parameter after it."""
    losses, paths = [], {name: [] for name in params}
    for _ in range(steps):
        optimizer.zero_grad()
        loss = torch.nn.functional.cross_entropy(scores(params, torch.tensor(X)), torch.tensor(y))
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
        for name, value in params.items():
            paths[name].append(value.detach().numpy().copy())
    return losses, paths


def ends(losses, paths):
    """Return all losses, and where the parameters ended."""
    return {"losses": losses} | {f"after_{name}": path[-1] for name, path in paths.items()}


def ways(losses, paths):
    """Return all losses, and every step of the parameters."""
    return {"losses": losses} | {f"path_{name}": path for name, path in paths.items()}


def walk(torch, rng, name):
    """Walk forty steps down a softmax regression."""
    arrays, (kind, settings) = task(rng), OPTIMIZERS[name]
    params = parameters(torch, {key: arrays[key] for key in ("W1", "b1")})
    optimizer = getattr(torch.optim, kind)(params.values(), **settings)
    return arrays | ways(*epochs(torch, partial(dense_scores, torch), params, optimizer, arrays["X"], arrays["y"], 40))


def weight_decay(torch, rng):
    """Walk with a price of 0.25 on weights and none on biases."""
    arrays = task(rng)
    params = parameters(torch, {key: arrays[key] for key in ("W1", "b1")})
    groups = [{"params": [params["W1"]], "weight_decay": 0.25}, {"params": [params["b1"]]}]
    optimizer = torch.optim.SGD(groups, lr=0.5)
    return arrays | ways(*epochs(torch, partial(dense_scores, torch), params, optimizer, arrays["X"], arrays["y"], 20))


def penalties(torch, rng):
    """Return both penalties on a dense and a convolutional weight."""
    arrays = {"W1": drawn(rng, 4, 3), "b1": drawn(rng, 3), "W2": drawn(rng, 2, 3, 2, 2)}
    arrays["W1"][0, 0] = 0.0
    found = dict(arrays)
    for name, power in (("l1", 1), ("l2", 2)):
        tensors = leaves(torch, arrays)
        value = sum((tensors[key].abs() ** power).sum() for key in ("W1", "W2")) * 0.75 / power
        value.backward()
        found |= {name: value} | {f"{name}_{key}": tensors[key].grad for key in ("W1", "W2")}
    return found


def schedules(torch, rng):
    """Return the rates of thirty epochs."""
    makers = {
        "step": lambda optimizer: torch.optim.lr_scheduler.StepLR(optimizer, 7, 0.5),
        "exponential": lambda optimizer: torch.optim.lr_scheduler.ExponentialLR(optimizer, 0.875),
        "pieces": lambda optimizer: torch.optim.lr_scheduler.MultiStepLR(optimizer, [5, 11, 20], 0.25),
    }
    found = {}
    for name, maker in makers.items():
        optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=0.75)
        schedule, found[name] = maker(optimizer), []
        for _ in range(30):
            found[name].append(optimizer.param_groups[0]["lr"])
            optimizer.step()
            schedule.step()
    return found


def perceptron(torch, rng, kind, lr):
    """Train a perceptron with two hidden layers, twenty steps on one batch of ten examples."""
    arrays = network(rng, (5, 8, 6, 3)) | {"X": drawn(rng, 10, 5), "y": rng.integers(3, size=10)}
    params = parameters(torch, {name: value for name, value in arrays.items() if name not in "Xy"})
    optimizer = getattr(torch.optim, kind)(params.values(), lr=lr)
    return arrays | ends(*epochs(torch, partial(dense_scores, torch), params, optimizer, arrays["X"], arrays["y"], 20))


def stages(torch, rng):
    """Train with the first layer frozen, then with none, each time with a new Adam."""
    arrays = network(rng, (5, 8, 3)) | {"X": drawn(rng, 10, 5), "y": rng.integers(3, size=10)}
    params = parameters(torch, {name: value for name, value in arrays.items() if name not in "Xy"})
    losses = []
    for frozen in (("W1", "b1"), ()):
        for name, value in params.items():
            value.requires_grad_(name not in frozen)
        optimizer = torch.optim.Adam([value for value in params.values() if value.requires_grad], lr=0.0625)
        found, paths = epochs(torch, partial(dense_scores, torch), params, optimizer, arrays["X"], arrays["y"], 6)
        losses += found
    return arrays | ends(losses, paths)


def normalized_network(torch, rng):
    """Train a network whose hidden layers are normalized, five steps on one batch."""
    sizes, params = (4, 6, 5, 3), {}
    for k in (1, 2):
        params |= {f"W{k}": drawn(rng, sizes[k - 1], sizes[k])}
        params |= {f"gamma{k}": drawn(rng, sizes[k]), f"beta{k}": drawn(rng, sizes[k])}
    params |= {"W3": drawn(rng, 5, 3), "b3": drawn(rng, 3)}
    arrays = params | {"X": drawn(rng, 12, 4), "y": rng.integers(3, size=12)}
    tensors = parameters(torch, params)

    def scores(params, X):
        for k in (1, 2):
            pre = X @ params[f"W{k}"]
            normal = torch.nn.functional.batch_norm(pre, None, None, params[f"gamma{k}"], params[f"beta{k}"], True)
            X = torch.relu(normal)
        return torch.nn.functional.linear(X, params["W3"].T, params["b3"])

    optimizer = torch.optim.SGD(tensors.values(), lr=0.125)
    return arrays | ends(*epochs(torch, scores, tensors, optimizer, arrays["X"], arrays["y"], 5))


CASES = {
    **{f"walk_{name}": partial(walk, name=name) for name in OPTIMIZERS},
    "weight_decay": weight_decay,
    "penalties": penalties,
    "schedules": schedules,
    "fit": partial(perceptron, kind="SGD", lr=0.25),
    "train": partial(perceptron, kind="Adam", lr=0.0625),
    "stages": stages,
    "normalized_network": normalized_network,
}
