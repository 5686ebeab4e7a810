"""Convolution and pooling as slow obvious loops: one number after the other, straight from the formulas."""

import itertools

import numpy as np


def framed(x, pad):
    """Put zeros around each image."""
    N, C, H, W = x.shape
    found = np.zeros((N, C, H + 2 * pad, W + 2 * pad))
    for n, c, i, j in np.ndindex(*x.shape):
        found[n, c, i + pad, j + pad] = x[n, c, i, j]
    return found


def conv(x, w, b, stride, pad):
    """Return the feature maps, by seven loops."""
    x, (F, _, kh, kw) = framed(x, pad), w.shape
    height, width = (x.shape[2] - kh) // stride + 1, (x.shape[3] - kw) // stride + 1
    out = np.zeros((len(x), F, height, width))
    for n, f, p, q in np.ndindex(*out.shape):
        window = x[n, :, p * stride : p * stride + kh, q * stride : q * stride + kw]
        out[n, f, p, q] = b[f] + sum(float(a) * float(v) for a, v in zip(window.ravel(), w[f].ravel(), strict=True))
    return out


def conv_back(dout, x, w, stride, pad):
    """Return dx, dw, db, by sending each number of dout back alone."""
    big, (_, _, kh, kw) = framed(x, pad), w.shape
    dbig, dw, db = np.zeros(big.shape), np.zeros(w.shape), np.zeros(len(w))
    for n, f, p, q in np.ndindex(*dout.shape):
        db[f] += dout[n, f, p, q]
        for c, i, j in itertools.product(range(x.shape[1]), range(kh), range(kw)):
            dw[f, c, i, j] += dout[n, f, p, q] * big[n, c, p * stride + i, q * stride + j]
            dbig[n, c, p * stride + i, q * stride + j] += dout[n, f, p, q] * w[f, c, i, j]
    return dbig[:, :, pad : pad + x.shape[2], pad : pad + x.shape[3]], dw, db


def pooled(x, window, stride, of):
    """Return what `of` makes of each window."""
    height, width = (x.shape[2] - window) // stride + 1, (x.shape[3] - window) // stride + 1
    out = np.zeros((*x.shape[:2], height, width))
    for n, c, p, q in np.ndindex(*out.shape):
        out[n, c, p, q] = of(x[n, c, p * stride : p * stride + window, q * stride : q * stride + window])
    return out


def slope(function, x, dout, h=1e-6):
    """Return the gradient of the sum of function(x) * dout, entry by entry, by central differences."""
    found = np.zeros(x.shape)
    for place in np.ndindex(*x.shape):
        step = np.zeros(x.shape)
        step[place] = h
        found[place] = ((function(x + step) - function(x - step)) * dout).sum() / (2 * h)
    return found
