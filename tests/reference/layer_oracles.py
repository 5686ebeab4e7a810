"""Layers as slow, obvious loops, and their gradients by centred differences: an independent second opinion."""

import math

import numpy as np


def differences(function, x, h=1e-5):
    """Return the centred difference quotient of a number by every entry of an array."""
    found = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        up, down = x.copy(), x.copy()
        up[place] += h
        down[place] -= h
        found[place] = (function(up) - function(down)) / (2 * h)
    return found


def batch_normalized(x, gamma, beta, eps):
    """Normalize each column of a list of rows."""
    columns = []
    for column, scale, shift in zip(zip(*x, strict=True), gamma, beta, strict=True):
        mean = math.fsum(column) / len(column)
        variance = math.fsum((value - mean) ** 2 for value in column) / len(column)
        columns.append([scale * (value - mean) / math.sqrt(variance + eps) + shift for value in column])
    return [list(row) for row in zip(*columns, strict=True)]


def running(old, new, momentum):
    """Return the running values after one batch."""
    return [momentum * o + (1 - momentum) * n for o, n in zip(old, new, strict=True)]
