"""Layers on which gradient checks are measured: right forwards and backwards of fourteen families.

Each forward returns (out, cache), each backward the gradients in the order of forward's float arguments. They are plain
text-book code, written to be broken: `faults` replaces a piece of their text, the diagnosis statistics mutate their trees.
"""

# ruff: noqa: RUF059 - a cache also holds what only faulty code reads

import numpy as np

EPS = 1e-5  # of batch normalization
RATE = 0.1  # of the L2 penalty


def affine_forward(X, W, b):
    return X @ W + b, (X, W)


def affine_backward(dout, cache):
    X, W = cache
    dX = dout @ W.T
    dW = X.T @ dout
    db = dout.sum(axis=0)
    return dX, dW, db


def sigmoid_forward(Z):
    A = 1 / (1 + np.exp(-Z))
    return A, (Z, A)


def sigmoid_backward(dout, cache):
    Z, A = cache
    return dout * A * (1 - A)


def tanh_forward(Z):
    A = np.tanh(Z)
    return A, (Z, A)


def tanh_backward(dout, cache):
    Z, A = cache
    return dout * (1 - A**2)


def relu_forward(Z):
    return np.maximum(Z, 0), (Z,)


def relu_backward(dout, cache):
    (Z,) = cache
    return dout * (Z > 0)


def leaky_relu_forward(Z):
    return np.where(Z > 0, Z, 0.1 * Z), (Z,)


def leaky_relu_backward(dout, cache):
    (Z,) = cache
    return dout * np.where(Z > 0, 1.0, 0.1)


def elu_forward(Z):
    alpha = 1.5
    return np.where(Z > 0, Z, alpha * (np.exp(np.minimum(Z, 0)) - 1)), (Z, alpha)


def elu_backward(dout, cache):
    Z, alpha = cache
    return dout * np.where(Z > 0, 1.0, alpha * np.exp(np.minimum(Z, 0)))


def softmax_loss_forward(Z, y):
    shifted = Z - Z.max(axis=1, keepdims=True)
    P = np.exp(shifted) / np.exp(shifted).sum(axis=1, keepdims=True)
    rows = np.arange(len(Z))
    return -np.log(P[rows, y]).mean(), (P, y, rows)


def softmax_loss_backward(dout, cache):
    P, y, rows = cache
    Y = np.zeros(P.shape)
    Y[rows, y] = 1
    return dout * (P - Y) / len(P)


def batch_norm_forward(X, gamma, beta):
    mean = X.mean(axis=0)
    centred = X - mean
    variance = (centred**2).mean(axis=0)
    spread = np.sqrt(variance + EPS)
    X_hat = centred / spread
    return gamma * X_hat + beta, (X, X_hat, spread, gamma)


def batch_norm_backward(dout, cache):
    X, X_hat, spread, gamma = cache
    dX_hat = dout * gamma
    direct = dX_hat
    through_mean = dX_hat.mean(axis=0)
    through_variance = X_hat * (dX_hat * X_hat).mean(axis=0)
    dX = (direct - through_mean - through_variance) / spread
    dgamma = (dout * X_hat).sum(axis=0)
    dbeta = dout.sum(axis=0)
    return dX, dgamma, dbeta


def conv_forward(X, W, b):
    height, width = W.shape[2:]
    windows = np.lib.stride_tricks.sliding_window_view(X, (height, width), axis=(2, 3))
    out = np.einsum("nchwij,fcij->nfhw", windows, W) + b[:, None, None]
    return out, (X, W, windows)


def conv_backward(dout, cache):
    X, W, windows = cache
    height, width = W.shape[2:]
    dW = np.einsum("nfhw,nchwij->fcij", dout, windows)
    db = dout.sum(axis=(0, 2, 3))
    dX = np.zeros(X.shape)
    for i in range(height):
        for j in range(width):
            dX[:, :, i : i + dout.shape[2], j : j + dout.shape[3]] += np.einsum("nfhw,fc->nchw", dout, W[:, :, i, j])
    return dX, dW, db


def max_pool_forward(X):
    N, C, H, W = X.shape
    blocks = X.reshape(N, C, H // 2, 2, W // 2, 2)
    out = blocks.max(axis=(3, 5))
    return out, (blocks, out)


def max_pool_backward(dout, cache):
    blocks, out = cache
    winners = blocks == out[:, :, :, None, :, None]
    dX = winners * dout[:, :, :, None, :, None]
    return dX.reshape(len(dX), dX.shape[1], 2 * dX.shape[2], 2 * dX.shape[4])


def average_pool_forward(X):
    N, C, H, W = X.shape
    return X.reshape(N, C, H // 2, 2, W // 2, 2).mean(axis=(3, 5)), X.shape


def average_pool_backward(dout, cache):
    dX = np.zeros(cache)
    for i in range(2):
        for j in range(2):
            dX[:, :, i::2, j::2] = dout / 4
    return dX


def mlp_loss_forward(W1, b1, W2, b2, X, Y):
    pre = X @ W1 + b1
    hidden = np.tanh(pre)
    out = hidden @ W2 + b2
    loss = ((out - Y) ** 2).sum() / (2 * len(X)) + RATE / 2 * ((W1**2).sum() + (W2**2).sum())
    return loss, (W1, W2, X, Y, hidden, out)


def mlp_loss_backward(dout, cache):
    W1, W2, X, Y, hidden, out = cache
    dZ2 = (out - Y) / len(X)
    dW2 = hidden.T @ dZ2 + RATE * W2
    db2 = dZ2.sum(axis=0)
    dZ1 = dZ2 @ W2.T * (1 - hidden**2)
    dW1 = X.T @ dZ1 + RATE * W1
    db1 = dZ1.sum(axis=0)
    return dout * dW1, dout * db1, dout * dW2, dout * db2


def dropout_forward(X, mask):
    keep = 0.8
    return X * mask / keep, (mask, keep)


def dropout_backward(dout, cache):
    mask, keep = cache
    return dout * mask / keep


def residual_forward(X, W1, W2):
    pre = X @ W1
    hidden = np.maximum(pre, 0)
    return hidden @ W2 + X, (X, W1, W2, pre, hidden)


def residual_backward(dout, cache):
    X, W1, W2, pre, hidden = cache
    dW2 = hidden.T @ dout
    dhidden = dout @ W2.T
    dpre = dhidden * (pre > 0)
    dW1 = X.T @ dpre
    dX = dpre @ W1.T + dout
    return dX, dW1, dW2
