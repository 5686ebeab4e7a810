"""The reference beside scikit-learn, PyTorch where it is installed, and the bare matrix product: ratios in one run."""

from __future__ import annotations

import importlib
import os
import warnings
from collections.abc import Callable

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier
from sklearn.svm import SVC

from benchmarks.measure import Figure, interleave, median
from grader.batch.process import keep_to
from reference.convolution import conv_backward, conv_forward
from reference.kernels import rbf_kernel
from reference.network import MLP
from reference.quadratic_program import solve_qp
from reference.street_programs import dual_qp

ROUNDS = 7
BATCH, ETA, HIDDEN = 128, 0.1, 100
Works = dict[str, Callable[[], object]]


def measure() -> list[Figure]:
    """Return how many times as long as others our epoch, convolution and support vector machine take, on one core."""
    everywhere = os.sched_getaffinity(0)
    keep_to(min(everywhere))
    try:
        torch = _torch()
        return [*_epoch(torch), *_convolution(torch), *_machine()]
    finally:
        os.sched_setaffinity(0, everywhere)


def _torch():
    try:
        torch = importlib.import_module("torch")
    except ImportError:
        return None
    torch.set_num_threads(1)
    return torch


def _ratios(works: Works, ours: str, budgets: dict[str, float], remark: str) -> list[Figure]:
    costs = interleave(works, ROUNDS)
    taken = {name: median([cost.wall for cost in rounds]) for name, rounds in costs.items()}
    return [
        Figure(f"{ours} / {other}", taken[ours] / taken[other], budget, "x", remark)
        for other, budget in budgets.items()
        if other in taken
    ]


def _epoch(torch) -> list[Figure]:
    rng = np.random.default_rng(0)
    X, y = rng.random((10_000, 784)), rng.integers(0, 10, 10_000)
    ours = MLP((784, HIDDEN, 10), "relu", "cross_entropy", rng)
    theirs = MLPClassifier(
        (HIDDEN,), solver="sgd", alpha=0, batch_size=BATCH, learning_rate_init=ETA, max_iter=1, momentum=0
    )

    def fit_theirs():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)  # one epoch is what is asked for
            theirs.fit(X, y)

    works: Works = {"MLP epoch": lambda: ours.fit(X, y, ETA, 1, BATCH, rng), "scikit-learn": fit_theirs}
    if torch:
        works["PyTorch"] = _torch_epoch(torch, X, y)
    return _ratios(works, "MLP epoch", {"scikit-learn": 1.5, "PyTorch": 2.0}, "784-100-10, 10,000 rows, float64")


def _torch_epoch(torch, X, y):
    inputs, labels = torch.tensor(X), torch.tensor(y)
    model = torch.nn.Sequential(torch.nn.Linear(784, HIDDEN), torch.nn.ReLU(), torch.nn.Linear(HIDDEN, 10)).double()
    optimizer = torch.optim.SGD(model.parameters(), ETA)

    def epoch():
        for chosen in torch.randperm(len(inputs)).split(BATCH):
            optimizer.zero_grad()
            torch.nn.functional.cross_entropy(model(inputs[chosen]), labels[chosen]).backward()
            optimizer.step()

    return epoch


def _convolution(torch) -> list[Figure]:
    rng = np.random.default_rng(0)
    x, w, b = rng.normal(size=(64, 8, 28, 28)), rng.normal(size=(16, 8, 3, 3)), rng.normal(size=16)
    out, cache = conv_forward(x, w, b, 1, 1)
    dout, columns = rng.normal(size=out.shape), rng.normal(size=(64, 72, 28 * 28))
    rows, flat = w.reshape(16, -1), dout.reshape(64, 16, -1)
    turned = np.ascontiguousarray(columns.transpose(0, 2, 1))
    products = np.empty((64, 16, 28 * 28))
    forward: Works = {
        "convolution": lambda: conv_forward(x, w, b, 1, 1),
        "bare product": lambda: np.matmul(rows, columns, out=products),
    }
    backward: Works = {
        "its backward": lambda: conv_backward(dout, cache),
        "bare products": lambda: (np.matmul(flat, turned), np.matmul(rows.T, flat)),
    }
    if torch:
        forward["PyTorch"], backward["PyTorch"] = _torch_convolution(torch, x, w, b, dout)
    remark = "64 x 8 x 28 x 28, 16 filters 3 x 3, float64"
    return [
        *_ratios(forward, "convolution", {"bare product": 6.0, "PyTorch": 2.5}, remark),
        *_ratios(backward, "its backward", {"bare products": 6.0, "PyTorch": 2.5}, remark),
    ]


def _torch_convolution(torch, *arrays):
    *inputs, dout = (torch.tensor(array) for array in arrays)
    for tensor in inputs:
        tensor.requires_grad_()
    out = torch.nn.functional.conv2d(*inputs, padding=1)
    return (
        lambda: torch.nn.functional.conv2d(*inputs, padding=1),
        lambda: torch.autograd.grad(out, inputs, dout, retain_graph=True),
    )


def _machine() -> list[Figure]:
    rng = np.random.default_rng(0)
    X = rng.normal(size=(500, 5))
    y = np.where(X.sum(axis=1) + rng.normal(size=500) > 0, 1, -1)
    P, q, A, b, lb, ub = dual_qp(rbf_kernel(X, X, 0.2), y, 1.0)
    works: Works = {
        "SVM solve": lambda: solve_qp(P, q, A=A, b=b, lb=lb, ub=ub),
        "scikit-learn": lambda: SVC(C=1.0, gamma=0.2, tol=1e-10).fit(X, y),
    }
    return _ratios(works, "SVM solve", {"scikit-learn": 30.0}, "500 rows; ours is an interior point for any QP")
