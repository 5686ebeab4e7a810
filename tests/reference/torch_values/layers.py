"""What torch says of initialization, dropout, batch normalization, convolution, pooling, and networks made of them."""

from functools import partial

import numpy as np

from tests.reference.torch_values.tensors import drawn, layer, loss

CONVOLUTIONS = {  # shape of x, shape of w, stride, padding
    "plain": ((2, 3, 7, 6), (4, 3, 3, 2), 1, 0),
    "padded": ((2, 2, 5, 6), (3, 2, 3, 3), 1, 1),
    "strided": ((2, 2, 8, 7), (3, 2, 3, 3), 2, 0),
    "strided_and_padded": ((1, 3, 8, 9), (2, 3, 4, 3), 3, 2),
    "one_pixel": ((3, 4, 5, 5), (2, 4, 1, 1), 1, 0),
    "whole_image": ((2, 1, 4, 5), (3, 1, 4, 5), 1, 0),
}
POOLS = {  # window, stride
    "halved": (2, 2),
    "overlapping": (3, 1),
    "overlapping_by_one": (3, 2),
    "gaps": (2, 3),
}


def initial(torch, rng, name, **options):
    """Return torch's initial weights, and the plain draws that they were made of: the same seed serves for both."""
    seed, W, plain = int(rng.integers(1 << 30)), torch.empty(7, 12), torch.empty(7, 12)  # torch's are (fan_out, fan_in)
    torch.manual_seed(seed)
    getattr(torch.nn.init, name)(W, **options)
    torch.manual_seed(seed)
    plain = plain.normal_(0, 1) if "normal" in name else plain.uniform_(-1, 1)
    return {"W": W, "plain": plain}


def fans(torch, rng):
    shapes = np.array([(6, 1, 5, 5), (16, 6, 5, 5), (4, 3, 3, 2), (20, 10, 1, 1)])
    found = [torch.nn.init._calculate_fan_in_and_fan_out(torch.empty(*shape)) for shape in shapes]
    return {"shapes": shapes, "fans": found}


def dropout(torch, rng):
    found = layer(torch, rng, lambda x: torch.nn.functional.dropout(x, 0.375), x=drawn(rng, 6, 8))
    tested = torch.nn.functional.dropout(torch.tensor(found["x"]), 0.375, training=False)
    return found | {"p": 0.375, "kept": found["out"] != 0, "tested": tested}


def batch_norm(torch, rng, momentum, eps):
    """Return a batch in training, the running values after it, and another one in test mode."""
    mean, variance = drawn(rng, 4), np.abs(drawn(rng, 4))
    running = {"old_mean": mean, "old_var": variance, "momentum": momentum, "eps": eps}
    new_mean, new_var = torch.tensor(mean), torch.tensor(variance)

    def normalize(x, gamma, beta):
        return torch.nn.functional.batch_norm(x, new_mean, new_var, gamma, beta, True, 1 - momentum, eps)

    arrays = {"x": drawn(rng, 9, 4, scale=2.0), "gamma": drawn(rng, 4), "beta": drawn(rng, 4)}
    found = layer(torch, rng, normalize, **arrays) | running
    other = drawn(rng, 3, 4)
    tested = torch.nn.functional.batch_norm(
        torch.tensor(other),
        new_mean,
        new_var,
        torch.tensor(arrays["gamma"]),
        torch.tensor(arrays["beta"]),
        False,
        eps=eps,
    )
    return found | {"new_mean": new_mean, "new_var": new_var, "other": other, "tested": tested}


def convolution(torch, rng, x, w, stride, pad):
    arrays = {"x": drawn(rng, *x), "w": drawn(rng, *w), "b": drawn(rng, w[0])}

    def filtered(x, w, b):
        return torch.nn.functional.conv2d(x, w, b, stride, pad)

    return layer(torch, rng, filtered, **arrays) | {"stride": stride, "pad": pad}


def kernels(torch, rng):
    """Return the sliding sum of products, and the middle of the transposed convolution, which turns the kernel."""
    image, kernel = drawn(rng, 6, 7), drawn(rng, 3, 2)
    one, other = torch.tensor(image)[None, None], torch.tensor(kernel)[None, None]
    turned = torch.nn.functional.conv_transpose2d(one, other)[0, 0, 2:-2, 1:-1]
    return {"image": image, "kernel": kernel, "slid": torch.nn.functional.conv2d(one, other)[0, 0], "turned": turned}


def pool(torch, rng, kind, window, stride, ties=False):
    x = rng.integers(3, size=(2, 3, 7, 8)).astype(np.float64) if ties else drawn(rng, 2, 3, 7, 8)
    pooled = getattr(torch.nn.functional, kind)
    return layer(torch, rng, lambda x: pooled(x, window, stride), x=x) | {"window": window, "stride": stride}


def channels(torch, rng):
    """Return maxima over groups of two channels, and a mix of all channels."""
    x, w, b = drawn(rng, 2, 6, 4, 3), drawn(rng, 5, 6), drawn(rng, 5)
    largest = torch.nn.functional.max_pool3d(torch.tensor(x)[:, None], (2, 1, 1))[:, 0]
    mixed = torch.nn.functional.conv2d(torch.tensor(x), torch.tensor(w)[..., None, None], torch.tensor(b))
    return {"x": x, "w": w, "b": b, "largest": largest, "mixed": mixed}


def residual(torch, rng):
    def block(x, w1, b1, w2, b2):
        hidden = torch.relu(torch.nn.functional.conv2d(x, w1, b1, padding=1))
        return x + torch.nn.functional.conv2d(hidden, w2, b2, padding=1)

    arrays = {"x": drawn(rng, 2, 3, 5, 4), "w1": drawn(rng, 4, 3, 3, 3), "b1": drawn(rng, 4)}
    return layer(torch, rng, block, **arrays, w2=drawn(rng, 3, 4, 3, 3), b2=drawn(rng, 3))


def lenet(torch, rng):
    """Return scores, loss and gradients of LeNet-5 on three images; of large gradients every seventh entry."""
    shapes = {"W1": (6, 1, 5, 5), "W2": (16, 6, 5, 5), "W3": (256, 120), "W4": (120, 84), "W5": (84, 10)}
    X, y = np.maximum(drawn(rng, 3, 1, 28, 28), 0.0), rng.integers(10, size=3)
    params, kept = {}, {}
    for k in range(1, 6):
        shape = shapes[f"W{k}"]
        params |= {f"W{k}": drawn(rng, *shape, scale=0.125), f"b{k}": drawn(rng, shape[0] if k < 3 else shape[1])}

    def value(**p):
        nn, out = torch.nn.functional, torch.tensor(X)
        for k in "12":
            out = nn.max_pool2d(torch.relu(nn.conv2d(out, p["W" + k], p["b" + k])), 2)
        out = torch.flatten(out, 1)
        for k in "34":
            out = torch.relu(nn.linear(out, p["W" + k].T, p["b" + k]))
        kept["scores"] = nn.linear(out, p["W5"].T, p["b5"])
        return nn.cross_entropy(kept["scores"], torch.tensor(y))

    found = loss(torch, value, **params) | kept | {"X": X, "y": y, "every": 7}
    return found | {f"dW{k}": found[f"dW{k}"].ravel()[::7] for k in (3, 4)}


def counts(torch, rng):
    """Return how many parameters torch gives to a dense layer and to two convolutions."""
    layers = [torch.nn.Linear(256, 120), torch.nn.Conv2d(6, 16, (5, 5)), torch.nn.Conv2d(3, 8, (2, 4))]
    return {"counts": [sum(value.numel() for value in one.parameters()) for one in layers]}


def images(torch, rng):
    """Return images moved, turned, mirrored and blurred."""
    image = torch.tensor(drawn(rng, 3, 5, 4))
    found = {"image": image, "moved": torch.nn.functional.pad(image, (-1, 1, 2, -2)), "mirrored": image.flip(-1)}
    blurred = torch.nn.functional.avg_pool2d(image, 3, 1, 1, count_include_pad=False)
    return found | {"turned": torch.rot90(image, 3, (-2, -1)), "blurred": blurred}


CASES = {
    "xavier_uniform": partial(initial, name="xavier_uniform_"),
    "xavier_normal": partial(initial, name="xavier_normal_"),
    "he_uniform": partial(initial, name="kaiming_uniform_", nonlinearity="relu"),
    "he_normal": partial(initial, name="kaiming_normal_", nonlinearity="relu"),
    "fans": fans,
    "dropout": dropout,
    "batch_norm": partial(batch_norm, momentum=0.9, eps=1e-5),
    "batch_norm_quick": partial(batch_norm, momentum=0.25, eps=0.5),
    **{
        f"convolution_{name}": partial(convolution, x=x, w=w, stride=stride, pad=pad)
        for name, (x, w, stride, pad) in CONVOLUTIONS.items()
    },
    "kernels": kernels,
    **{f"max_pool_{name}": partial(pool, kind="max_pool2d", window=w, stride=s) for name, (w, s) in POOLS.items()},
    "max_pool_ties": partial(pool, kind="max_pool2d", window=3, stride=2, ties=True),
    **{f"mean_pool_{name}": partial(pool, kind="avg_pool2d", window=w, stride=s) for name, (w, s) in POOLS.items()},
    "channels": channels,
    "residual": residual,
    "lenet": lenet,
    "counts": counts,
    "images": images,
}
