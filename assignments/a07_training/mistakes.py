"""Typical wrong solutions of assignment 7: what each check must catch, and what a student who made it should read."""

import math
from itertools import pairwise

import numpy as np

from grader import Mistake
from reference.activations import relu, sigmoid
from reference.initialization import he_normal
from reference.losses import bce_with_logits, cross_entropy, mse_loss, softmax
from reference.network import MLP
from reference.preprocessing import Scaler, load_idx
from reference.training import gradient_descent, gradient_variance, minibatches, train_sgd

from . import checks_hidden as hidden
from . import checks_public as public

# 7.1


def softmax_without_a_shift(Z):
    """Takes the powers as they are."""
    powers = np.exp(Z)
    return powers / powers.sum(axis=1, keepdims=True)


def softmax_of_columns(Z):
    """Normalizes over the examples instead of the classes."""
    powers = np.exp(Z - Z.max(axis=0))
    return powers / powers.sum(axis=0)


def softmax_of_everything(Z):
    """Divides by the sum of the whole matrix."""
    powers = np.exp(Z - Z.max())
    return powers / powers.sum()


def softmax_shifted_by_one_number(Z):
    """Subtracts the largest logit of all rows, so that the powers of a low row all vanish."""
    powers = np.exp(Z - Z.max())
    return powers / powers.sum(axis=1, keepdims=True)


def softmax_in_place(Z):
    """Shifts the caller's logits."""
    Z -= Z.max(axis=1, keepdims=True)
    powers = np.exp(Z)
    return powers / powers.sum(axis=1, keepdims=True)


def scores_divided_by_their_sum(Z):
    """Leaves the exponential out."""
    return Z / Z.sum(axis=1, keepdims=True)


def slope_without_the_label(Z, Y):
    """Forgets to subtract the target."""
    loss, _ = cross_entropy(Z, Y)
    return loss, softmax(Z) / len(Z)


def slope_divided_by_classes(Z, Y):
    """Divides the gradient by the number of classes."""
    loss, dZ = cross_entropy(Z, Y)
    return loss, dZ * len(Z) / Z.shape[1]


def slope_of_the_sum(Z, Y):
    """Averages the loss, but not its gradient."""
    loss, dZ = cross_entropy(Z, Y)
    return loss, dZ * len(Z)


def slope_of_each_probability_alone(Z, Y):
    """Takes p (1 - p) for the derivative of softmax, as if its outputs did not share a sum."""
    loss, _ = cross_entropy(Z, Y)
    P, targets = softmax(Z), np.eye(Z.shape[1])[Y] if Y.ndim == 1 else Y
    return loss, -targets / np.maximum(P, 1e-300) * P * (1 - P) / len(Z)


def softmax_twice(Z, Y):
    """Gives probabilities to a loss that takes logits."""
    return cross_entropy(softmax(Z), Y)


def surprise_summed(Z, Y):
    """Adds up over the examples."""
    loss, dZ = cross_entropy(Z, Y)
    return loss * len(Z), dZ * len(Z)


def soft_rows_made_hard(Z, Y):
    """Takes the largest entry of a soft row for its class."""
    return cross_entropy(Z, Y if Y.ndim == 1 else Y.argmax(axis=1))


def logarithm_of_a_rounded_probability(Z, Y):
    """Clips the probabilities away from 0, so that a hopeless label costs 34.5 instead of 10,000."""
    P, targets = softmax(Z), np.eye(Z.shape[1])[Y] if Y.ndim == 1 else Y
    return float(-(targets * np.log(np.clip(P, 1e-15, 1.0))).sum() / len(Z)), (P - targets) / len(Z)


# 7.2


def mean_over_all_entries(A, Y, half=False, reduction="mean"):
    """Divides by the outputs as well, as np.mean does."""
    errors, front = A - Y, 0.5 if half else 1.0
    count = errors.size if reduction == "mean" else 1
    return float(front * (errors**2).sum() / count), 2 * front * errors / count


def half_in_the_loss_only(A, Y, half=False, reduction="mean"):
    """Forgets the 1/2 in the gradient."""
    loss, dA = mse_loss(A, Y, half, reduction)
    return loss, dA * (2 if half else 1)


def reduction_ignored(A, Y, half=False, reduction="mean"):
    """Always averages."""
    return mse_loss(A, Y, half)


def root_of_the_squares(A, Y, half=False, reduction="mean"):
    """Takes the root, and so the distance itself."""
    loss, dA = mse_loss(A, Y, half, reduction)
    return math.sqrt(loss), dA / (2 * math.sqrt(loss)) if loss else dA


def errors_the_other_way_round(A, Y, half=False, reduction="mean"):
    """Takes the gradient by Y."""
    loss, dA = mse_loss(A, Y, half, reduction)
    return loss, -dA


def bce_by_the_logarithm_of_the_sigmoid(z, y):
    """Follows the formula, whose logarithm of 0 is -inf."""
    out = sigmoid(z)
    return float(-np.mean(y * np.log(out) + (1 - y) * np.log(1 - out))), (out - y) / len(z)


def bce_with_clipping(z, y):
    """Clips the probabilities away from 0 and 1."""
    out = np.clip(sigmoid(z), 1e-12, 1 - 1e-12)
    return float(-np.mean(y * np.log(out) + (1 - y) * np.log(1 - out))), (out - y) / len(z)


def bce_of_rounded_targets(z, y):
    """Takes the loss of the class that the target is nearer to."""
    _, dz = bce_with_logits(z, y)
    return float(np.mean(np.logaddexp(0, np.where(y > 0.5, -z, z)))), dz


def bce_with_another_slope(z, y):
    """Multiplies by the slope of the sigmoid once more, as the squared error does."""
    loss, dz = bce_with_logits(z, y)
    return loss, dz * sigmoid(z) * (1 - sigmoid(z))


def bce_of_the_ones_only(z, y):
    """Forgets the term of the targets 0."""
    out = sigmoid(z)
    return float(np.mean(y * np.logaddexp(0, -z))), y * (out - 1) / len(z)


# 7.3


def uphill(grad, params, eta, steps, tol=0.0):
    """Adds the gradient."""
    return gradient_descent(grad, params, -eta, steps, tol)


def bias_replaced_by_its_step(grad, params, eta, steps, tol=0.0):
    """Gives the vector only its step, as a slide prints: b := -eta db."""
    for taken in range(steps):
        gradients = grad(params)
        if max(np.abs(gradient).max() for gradient in gradients.values()) <= tol:
            return params, taken
        params = {name: (0 if name == "b" else value) - eta * gradients[name] for name, value in params.items()}
    return params, steps


def stops_on_the_length(grad, params, eta, steps, tol=0.0):
    """Compares the length of the whole gradient with tol."""
    for taken in range(steps):
        gradients = grad(params)
        if np.linalg.norm(np.concatenate([gradient.ravel() for gradient in gradients.values()])) <= tol:
            return params, taken
        params = {name: value - eta * gradients[name] for name, value in params.items()}
    return params, steps


def stops_on_the_mean(grad, params, eta, steps, tol=0.0):
    """Compares the mean size of all entries with tol."""
    for taken in range(steps):
        gradients = grad(params)
        if np.mean(np.abs(np.concatenate([gradient.ravel() for gradient in gradients.values()]))) <= tol:
            return params, taken
        params = {name: value - eta * gradients[name] for name, value in params.items()}
    return params, steps


def stops_without_absolute_values(grad, params, eta, steps, tol=0.0):
    """Takes a steep negative slope for a flat one."""
    for taken in range(steps):
        gradients = grad(params)
        if max(gradient.max() for gradient in gradients.values()) <= tol:
            return params, taken
        params = {name: value - eta * gradients[name] for name, value in params.items()}
    return params, steps


def one_array_after_the_other(grad, params, eta, steps, tol=0.0):
    """Asks for the gradient again after each array, so that they are not taken at the same point."""
    for taken in range(steps):
        gradients = grad(params)
        if max(np.abs(gradient).max() for gradient in gradients.values()) <= tol:
            return params, taken
        for name in params:
            params = params | {name: params[name] - eta * grad(params)[name]}
    return params, steps


def never_looks_at_tol(grad, params, eta, steps, tol=0.0):
    """Makes all steps."""
    for _ in range(steps):
        gradients = grad(params)
        params = {name: value - eta * gradients[name] for name, value in params.items()}
    return params, steps


def looks_after_the_step(grad, params, eta, steps, tol=0.0):
    """Makes a step first and then finds that it was flat."""
    for taken in range(steps):
        gradients = grad(params)
        params = {name: value - eta * gradients[name] for name, value in params.items()}
        if max(np.abs(gradient).max() for gradient in gradients.values()) <= tol:
            return params, taken + 1
    return params, steps


def start_walked_on(grad, params, eta, steps, tol=0.0):
    """Changes the arrays of the caller."""
    for taken in range(steps):
        gradients = grad(params)
        if max(np.abs(gradient).max() for gradient in gradients.values()) <= tol:
            return params, taken
        for name in params:
            params[name] -= eta * gradients[name]
    return params, steps


# 7.4


def last_batch_always_dropped(n, batch_size, rng, drop_last=False):
    """Loses what does not fill a batch."""
    order = rng.permutation(n)
    for start in range(0, n - batch_size + 1, batch_size):
        yield order[start : start + batch_size]


def last_batch_always_kept(n, batch_size, rng, drop_last=False):
    """Ignores drop_last."""
    return minibatches(n, batch_size, rng)


def batches_in_order(n, batch_size, rng, drop_last=False):
    """Does not shuffle."""
    for start in range(0, n, batch_size):
        if start + batch_size <= n or not drop_last:
            yield np.arange(start, min(start + batch_size, n))


def batches_of_a_fixed_order(n, batch_size, rng, drop_last=False):
    """Makes a generator of its own, so that every epoch has the same order."""
    return minibatches(n, batch_size, np.random.default_rng(0), drop_last)


def batches_with_replacement(n, batch_size, rng, drop_last=False):
    """Draws each batch afresh from all examples: some are met twice, others not at all."""
    for start in range(0, n, batch_size):
        size = min(batch_size, n - start)
        if size == batch_size or not drop_last:
            yield rng.integers(n, size=size)


def one_batch_only(n, batch_size, rng, drop_last=False):
    """Deals a single batch, as the box on the slide."""
    if n >= batch_size or not drop_last:
        yield rng.permutation(n)[:batch_size]


def gradients_summed(loss_and_grads, params, X, y, eta, epochs, batch_size, rng):
    """Multiplies the mean gradient by the size of the batch."""
    losses = []
    for _ in range(epochs):
        total = 0.0
        for batch in minibatches(len(X), batch_size, rng):
            loss, grads = loss_and_grads(params, X[batch], y[batch])
            params = {name: value - eta * len(batch) * grads[name] for name, value in params.items()}
            total += loss * len(batch)
        losses.append(total / len(X))
    return params, losses


def gradient_of_the_last_example(loss_and_grads, params, X, y, eta, epochs, batch_size, rng):
    """Uses one example of each batch, as the box on the slide prints L[i]."""
    losses = []
    for _ in range(epochs):
        total = 0.0
        for batch in minibatches(len(X), batch_size, rng):
            loss, grads = loss_and_grads(params, X[batch[-1:]], y[batch[-1:]])
            params = {name: value - eta * grads[name] for name, value in params.items()}
            total += loss * len(batch)
        losses.append(total / len(X))
    return params, losses


def labels_left_behind(loss_and_grads, params, X, y, eta, epochs, batch_size, rng):
    """Shuffles X and leaves y in its order."""
    return train_sgd(loss_and_grads, params, X[rng.permutation(len(X))], y, eta, epochs, batch_size, rng)


def same_order_in_every_epoch(loss_and_grads, params, X, y, eta, epochs, batch_size, rng):
    """Deals once and goes through the same batches in every epoch."""
    losses, batches = [], list(minibatches(len(X), batch_size, rng))
    for _ in range(epochs):
        total = 0.0
        for batch in batches:
            loss, grads = loss_and_grads(params, X[batch], y[batch])
            params = {name: value - eta * grads[name] for name, value in params.items()}
            total += loss * len(batch)
        losses.append(total / len(X))
    return params, losses


def short_batch_forgotten(loss_and_grads, params, X, y, eta, epochs, batch_size, rng):
    """Trains on full batches only."""
    losses = []
    for _ in range(epochs):
        total, count = 0.0, 0
        for batch in minibatches(len(X), batch_size, rng, drop_last=True):
            loss, grads = loss_and_grads(params, X[batch], y[batch])
            params = {name: value - eta * grads[name] for name, value in params.items()}
            total, count = total + loss * len(batch), count + len(batch)
        losses.append(total / max(count, 1))
    return params, losses


def one_batch_per_epoch(loss_and_grads, params, X, y, eta, epochs, batch_size, rng):
    """Takes one batch and calls that an epoch, as the box on the slide."""
    losses = []
    for _ in range(epochs):
        batch = next(iter(minibatches(len(X), batch_size, rng)))
        loss, grads = loss_and_grads(params, X[batch], y[batch])
        params = {name: value - eta * grads[name] for name, value in params.items()}
        losses.append(float(loss))
    return params, losses


def single_last_example_left_out(n, batch_size, rng, drop_last=False):
    """Ends one index too early, so that a last batch of one example never comes."""
    order = rng.permutation(n)
    for start in range(0, max(n - 1, 1), batch_size) if batch_size > 1 else range(n):
        if start + batch_size <= n or not drop_last:
            yield order[start : start + batch_size]


def mean_of_the_batch_losses(loss_and_grads, params, X, y, eta, epochs, batch_size, rng):
    """Averages over the batches, so that a short batch counts as much as a full one."""
    losses = []
    for _ in range(epochs):
        found = []
        for batch in minibatches(len(X), batch_size, rng):
            loss, grads = loss_and_grads(params, X[batch], y[batch])
            params = {name: value - eta * grads[name] for name, value in params.items()}
            found.append(loss)
        losses.append(float(np.mean(found)))
    return params, losses


def short_step_for_a_short_batch(loss_and_grads, params, X, y, eta, epochs, batch_size, rng):
    """Divides the gradients of a batch by the size that it should have."""

    def shortened(params, X, y):
        loss, grads = loss_and_grads(params, X, y)
        return loss, {name: value * (len(X) / batch_size) for name, value in grads.items()}

    return train_sgd(shortened, params, X, y, eta, epochs, batch_size, rng)


def trained_uphill(loss_and_grads, params, X, y, eta, epochs, batch_size, rng):
    """Adds the gradient."""
    return train_sgd(loss_and_grads, params, X, y, -eta, epochs, batch_size, rng)


def start_trained_on(loss_and_grads, params, X, y, eta, epochs, batch_size, rng):
    """Changes the arrays of the caller."""
    losses = []
    for _ in range(epochs):
        total = 0.0
        for batch in minibatches(len(X), batch_size, rng):
            loss, grads = loss_and_grads({name: value.copy() for name, value in params.items()}, X[batch], y[batch])
            for name in params:
                params[name] -= eta * grads[name]
            total += loss * len(batch)
        losses.append(total / len(X))
    return params, losses


# 7.5


def lengths_read_backwards(data):
    """Reads the lengths with the least significant byte first."""
    if len(data) < 4 or data[:3] != bytes([0, 0, 8]):
        raise ValueError("no IDX file of bytes")
    start = 4 + 4 * data[3]
    shape = tuple(int.from_bytes(data[i : i + 4], "little") for i in range(4, start, 4))
    return np.frombuffer(data, dtype=np.uint8, offset=start)[: math.prod(shape)].reshape(shape)


def header_of_three_axes(data):
    """Expects 16 bytes of header, as images have, whatever the file says."""
    if len(data) < 4 or data[:3] != bytes([0, 0, 8]):
        raise ValueError("no IDX file of bytes")
    shape = tuple(int.from_bytes(data[i : i + 4], "big") for i in range(4, 4 + 4 * data[3], 4))
    return np.frombuffer(data, dtype=np.uint8, offset=16).reshape(shape)


def beginning_not_checked(data):
    """Reads whatever comes."""
    start = 4 + 4 * data[3] if len(data) > 3 else 0
    shape = tuple(int.from_bytes(data[i : i + 4], "big") for i in range(4, start, 4))
    return np.frombuffer(data, dtype=np.uint8, offset=min(start, len(data))).reshape(shape)


def rest_cut_off(data):
    """Takes as many bytes as it needs and does not mind what follows."""
    if len(data) < 4 or data[:3] != bytes([0, 0, 8]):
        raise ValueError("no IDX file of bytes")
    start = 4 + 4 * data[3]
    shape = tuple(int.from_bytes(data[i : i + 4], "big") for i in range(4, start, 4))
    return np.frombuffer(data, dtype=np.uint8, offset=start)[: math.prod(shape)].reshape(shape)


def last_axis_first(data):
    """Lets the first axis run fastest."""
    array = load_idx(data)
    return array.reshape(-1).reshape(array.shape, order="F")


class ScalerOfNewData(Scaler):
    """Takes mean and deviation of whatever it transforms."""

    def transform(self, X):
        """Fit again."""
        deviation = X.std(axis=0)
        return (X - X.mean(axis=0)) / np.where(deviation > 0, deviation, 1.0)


class ScalerThatDividesByZero(Scaler):
    """Divides by a deviation of 0."""

    def fit(self, X):
        """Keep zeros."""
        self.mean, self.deviation = X.mean(axis=0), X.std(axis=0)
        return self


class ScalerByVariance(Scaler):
    """Forgets the root."""

    def fit(self, X):
        """Keep the variance."""
        self.mean, variance = X.mean(axis=0), X.var(axis=0)
        self.deviation = np.where(variance > 0, variance, 1.0)
        return self


class ScalerOfTheWholeMatrix(Scaler):
    """Has one mean and one deviation for all columns."""

    def fit(self, X):
        """Forget the axis."""
        self.mean, self.deviation = X.mean(), X.std() or 1.0
        return self


class ScalerInBytes(Scaler):
    """Rounds the mean to the type of the data, where 8-bit differences wrap around."""

    def fit(self, X):
        """Keep the type."""
        super().fit(X)
        self.mean = self.mean.astype(X.dtype)
        return self


# 7.6


class NetworkThatRemembersItsLosses(MLP):
    """Returns the losses of all fits so far."""

    def fit(self, X, y, eta, epochs, batch_size, rng):
        """Keep the losses, and add to them."""
        self.losses = [*getattr(self, "losses", []), *super().fit(X, y, eta, epochs, batch_size, rng)]
        return self.losses


class NetworkOfZeros(MLP):
    """Starts with all weights 0: the hidden units never learn to differ."""

    def __init__(self, sizes, activation, loss, rng):
        """Draw nothing."""
        super().__init__(sizes, activation, loss, rng)
        self.params = {name: np.zeros_like(value) for name, value in self.params.items()}


class NetworkOfUnscaledWeights(MLP):
    """Draws weights with variance 1, however many inputs there are."""

    def __init__(self, sizes, activation, loss, rng):
        """Leave the scale out."""
        super().__init__(sizes, activation, loss, rng)
        self.params = {
            name: rng.normal(size=value.shape) if name[0] == "W" else value for name, value in self.params.items()
        }


class NetworkThatActivatesItsLogits(MLP):
    """Uses the activation after the last layer as well."""

    def _outputs(self, params, X):
        outs = super()._outputs(params, X)
        if self.loss == "cross_entropy":
            outs[-1] = sigmoid(outs[-1]) if self.activation == "sigmoid" else relu(outs[-1])
        return outs


class NetworkWithoutBiases(MLP):
    """Leaves the biases out of the sums."""

    def _outputs(self, params, X):
        return super()._outputs(
            {name: value if name[0] == "W" else np.zeros_like(value) for name, value in params.items()}, X
        )


class NetworkOfOneLabelOff(MLP):
    """Puts the 1 of a one-hot row one place too far."""

    def _loss_and_grads(self, params, X, y):
        return super()._loss_and_grads(params, X, (y + 1) % len(params[f"b{len(params) // 2}"]))


class NetworkWithAWholeSquare(MLP):
    """Has the quadratic loss without its half."""

    def _loss_and_grads(self, params, X, y):
        loss, grads = super()._loss_and_grads(params, X, y)
        factor = 2 if self.loss == "quadratic" else 1
        return factor * loss, {name: factor * grad for name, grad in grads.items()}


class NetworkWithoutTheSlopeOfItsHiddenLayer(MLP):
    """Passes the error back through the weights and forgets the slope of the activation."""

    def _loss_and_grads(self, params, X, y):
        outs = self._outputs(params, X)
        if self.loss == "quadratic":
            loss, slope = mse_loss(outs[-1], np.eye(outs[-1].shape[1])[y], half=True)
            delta = slope * outs[-1] * (1 - outs[-1])
        else:
            loss, delta = cross_entropy(outs[-1], y)
        grads = {}
        for k in range(len(params) // 2, 0, -1):
            grads[f"W{k}"], grads[f"b{k}"] = outs[k - 1].T @ delta, delta.sum(axis=0)
            delta = delta @ params[f"W{k}"].T
        return loss, grads


class NetworkThatLeavesSquareWeightsUnturned(MLP):
    """Passes the error back through W as it is wherever the shapes allow that: between two layers of one size."""

    def _loss_and_grads(self, params, X, y):
        outs = self._outputs(params, X)
        if self.loss == "quadratic":
            loss, slope = mse_loss(outs[-1], np.eye(outs[-1].shape[1])[y], half=True)
            delta = slope * outs[-1] * (1 - outs[-1])
        else:
            loss, delta = cross_entropy(outs[-1], y)
        grads = {}
        for k in range(len(params) // 2, 0, -1):
            W, out = params[f"W{k}"], outs[k - 1]
            grads[f"W{k}"], grads[f"b{k}"] = out.T @ delta, delta.sum(axis=0)
            delta = delta @ (W if W.shape[0] == W.shape[1] else W.T)
            delta *= out * (1 - out) if self.activation == "sigmoid" else out > 0
        return loss, grads


class NetworkThatPredictsOverRows(MLP):
    """Names for each class the example with the largest score."""

    def predict(self, X):
        """Take the wrong axis."""
        return self.scores(X).argmax(axis=0)


class NetworkThatStartsAgain(MLP):
    """Draws new weights whenever fit is called."""

    def fit(self, X, y, eta, epochs, batch_size, rng):
        """Forget what was learned."""
        depth = len(self.params) // 2
        sizes = [*(self.params[f"W{k}"].shape[0] for k in range(1, depth + 1)), len(self.params[f"b{depth}"])]
        for k, (fan_in, fan_out) in enumerate(pairwise(sizes), start=1):
            self.params[f"W{k}"], self.params[f"b{k}"] = he_normal(fan_in, fan_out, rng), np.zeros(fan_out)
        return super().fit(X, y, eta, epochs, batch_size, rng)


class NetworkThatForgetsWhatItLearned(MLP):
    """Trains and does not keep the result."""

    def fit(self, X, y, eta, epochs, batch_size, rng):
        """Leave params as they were."""
        return train_sgd(self._loss_and_grads, self.params, X, y, eta, epochs, batch_size, rng)[1]


class NetworkWithBatchesOfTen(MLP):
    """Trains with the size of batches that the table of the exercise names."""

    def fit(self, X, y, eta, epochs, batch_size, rng):
        """Write 10 where batch_size should stand."""
        return super().fit(X, y, eta, epochs, 10, rng)


class NetworkThatKnowsItsOwnParamsOnly(MLP):
    """Keeps a second copy of its parameters, so that those put in from outside change nothing."""

    def __init__(self, sizes, activation, loss, rng):
        """Copy."""
        super().__init__(sizes, activation, loss, rng)
        self._own = dict(self.params)

    def scores(self, X):
        """Use the copy."""
        return self._outputs(self._own, X)[-1]


# 7.7


def variance_within_one_batch(per_sample, batch_size, draws, rng):
    """Measures the rows of one batch, not the means of many."""
    return float(per_sample[rng.integers(len(per_sample), size=draws)].var(axis=0).sum())


def same_batch_each_time(per_sample, batch_size, draws, rng):
    """Draws once and repeats it."""
    batch = rng.integers(len(per_sample), size=batch_size)
    return float(np.var([per_sample[batch].mean(axis=0) for _ in range(draws)], axis=0).sum())


def deviation_instead_of_variance(per_sample, batch_size, draws, rng):
    """Adds up standard deviations."""
    means = [per_sample[rng.integers(len(per_sample), size=batch_size)].mean(axis=0) for _ in range(draws)]
    return float(np.std(means, axis=0).sum())


def drawn_without_replacement(per_sample, batch_size, draws, rng):
    """Meets no example twice in a batch, which scatters less; large batches scatter not at all."""
    N = len(per_sample)
    means = [per_sample[rng.permutation(N)[:batch_size]].mean(axis=0) for _ in range(draws)]
    return float(np.var(means, axis=0).sum())


def sums_instead_of_means(per_sample, batch_size, draws, rng):
    """Adds up the gradients of a batch."""
    return gradient_variance(per_sample, batch_size, draws, rng) * batch_size**2


def averaged_over_the_entries(per_sample, batch_size, draws, rng):
    """Averages over the entries of the gradient instead of adding up."""
    return gradient_variance(per_sample, batch_size, draws, rng) / per_sample.shape[1]


MISTAKES = (
    Mistake(
        softmax_without_a_shift,
        replaces=softmax,
        hint="np.exp overflows above 709: subtract the largest logit of each row first; the quotient stays the same.",
        caught_by=(public.a_shifted_row_stays_the_same, hidden.extreme_logits_give_probabilities),
        catalog="M081",
    ),
    Mistake(
        softmax_of_columns,
        replaces=softmax,
        hint="Each row is an example and adds up to 1: sum along axis=1, with keepdims=True.",
        caught_by=public.rows_are_exponentials_by_their_sum,
        catalog="M082",
    ),
    Mistake(
        softmax_of_everything,
        replaces=softmax,
        hint="Each row adds up to 1 by itself: sum along axis=1, with keepdims=True.",
        caught_by=public.rows_are_exponentials_by_their_sum,
    ),
    Mistake(
        softmax_shifted_by_one_number,
        replaces=softmax,
        hint="Each row has a largest logit of its own: Z.max(axis=1, keepdims=True), not one number for all.",
        caught_by=public.a_shifted_row_stays_the_same,
    ),
    Mistake(
        softmax_in_place,
        replaces=softmax,
        hint="Z -= ... changes the logits of the caller; write Z - ... instead.",
        caught_by=public.softmax_leaves_its_argument_alone,
    ),
    Mistake(
        scores_divided_by_their_sum,
        replaces=softmax,
        hint="Take the exponentials first: scores may be negative, probabilities may not.",
        caught_by=public.rows_are_exponentials_by_their_sum,
    ),
    Mistake(
        slope_without_the_label,
        replaces=cross_entropy,
        hint="The target is missing in the gradient: where it is positive everywhere, all logits are pushed down.",
        caught_by=public.slope_of_the_cross_entropy,
        catalog="M083",
    ),
    Mistake(
        slope_divided_by_classes,
        replaces=cross_entropy,
        hint="The mean is over the examples: the gradient is divided by N, not by K.",
        caught_by=public.slope_of_the_cross_entropy,
        catalog="M084",
    ),
    Mistake(
        slope_of_the_sum,
        replaces=cross_entropy,
        hint="The loss is a mean over N examples, so its gradient is divided by N as well.",
        caught_by=public.slope_of_the_cross_entropy,
    ),
    Mistake(
        slope_of_each_probability_alone,
        replaces=cross_entropy,
        hint="Every logit changes every probability of its row, through the sum: p (1 - p) is one part only.",
        caught_by=public.slope_of_the_cross_entropy,
        catalog="M086",
    ),
    Mistake(
        softmax_twice,
        replaces=cross_entropy,
        hint="Z holds logits: softmax is taken once, inside the loss.",
        caught_by=(public.surprise_of_two_labels, hidden.two_classes_and_one_example),
        catalog="M087",
    ),
    Mistake(
        surprise_summed,
        replaces=cross_entropy,
        hint="Average over the examples: divide loss and gradient by N.",
        caught_by=public.surprise_of_two_labels,
    ),
    Mistake(
        soft_rows_made_hard,
        replaces=cross_entropy,
        hint="A row of probabilities counts with all its entries; leave argmax out.",
        caught_by=hidden.soft_rows_weigh_all_classes,
    ),
    Mistake(
        logarithm_of_a_rounded_probability,
        replaces=cross_entropy,
        hint="Clipping hides how wrong a hopeless answer is: compute ln P from the logits.",
        caught_by=hidden.a_hopeless_label_has_a_finite_loss,
    ),
    Mistake(
        mean_over_all_entries,
        replaces=mse_loss,
        hint="Divide by the number of rows N, not by the number of entries: within a row the squares are added up.",
        caught_by=public.four_constants,
        catalog="M394",
    ),
    Mistake(
        half_in_the_loss_only,
        replaces=mse_loss,
        hint="The 1/2 stands before the gradient too.",
        caught_by=hidden.slopes_have_the_constants_too,
        catalog="M395",
    ),
    Mistake(
        reduction_ignored,
        replaces=mse_loss,
        hint='reduction="sum" does not divide by N.',
        caught_by=public.four_constants,
    ),
    Mistake(
        root_of_the_squares,
        replaces=mse_loss,
        hint="Leave the root out: it is the squares that are added up.",
        caught_by=public.four_constants,
    ),
    Mistake(
        errors_the_other_way_round,
        replaces=mse_loss,
        hint="The gradient is by A: where an output is too large, it is positive.",
        caught_by=public.slope_of_the_squared_error,
    ),
    Mistake(
        bce_by_the_logarithm_of_the_sigmoid,
        replaces=bce_with_logits,
        hint="The sigmoid of -1000 is rounded to 0: write -ln(sigmoid(z)) as ln(1 + exp(-z)).",
        caught_by=hidden.pre_activations_of_a_thousand,
        catalog="M396",
    ),
    Mistake(
        bce_with_clipping,
        replaces=bce_with_logits,
        hint="Clipping makes a hopeless answer cost 28 instead of 1000: write the loss without the sigmoid.",
        caught_by=hidden.pre_activations_of_a_thousand,
        catalog="M396",
    ),
    Mistake(
        bce_of_rounded_targets,
        replaces=bce_with_logits,
        hint="A target may lie between 0 and 1: it weighs the two logarithms by y and 1 - y, and picks none.",
        caught_by=public.slope_of_the_binary_cross_entropy,
    ),
    Mistake(
        bce_with_another_slope,
        replaces=bce_with_logits,
        hint="The slope of the sigmoid cancels against that of the logarithm: do not multiply by it again.",
        caught_by=public.slope_of_the_binary_cross_entropy,
        catalog="M397",
    ),
    Mistake(
        bce_of_the_ones_only,
        replaces=bce_with_logits,
        hint="A target of 0 counts as well, by the logarithm of 1 - out.",
        caught_by=public.odds_of_three_to_one,
    ),
    Mistake(
        uphill,
        replaces=gradient_descent,
        hint="Go against the gradient: minus eta times it.",
        caught_by=public.halves_on_a_parabola,
        catalog="M088",
    ),
    Mistake(
        bias_replaced_by_its_step,
        replaces=gradient_descent,
        hint="The new b is the old one plus its step: b - eta * gradient, as for W.",
        caught_by=hidden.two_arrays_walk_together,
        catalog="M302",
    ),
    Mistake(
        stops_on_the_length,
        replaces=gradient_descent,
        hint="Compare the largest absolute value with tol: a length grows with the number of entries.",
        caught_by=hidden.the_largest_entry_decides,
    ),
    Mistake(
        stops_on_the_mean,
        replaces=gradient_descent,
        hint="All entries must be flat: compare the largest absolute value with tol, not the mean.",
        caught_by=hidden.the_largest_entry_decides,
        catalog="M398",
    ),
    Mistake(
        stops_without_absolute_values,
        replaces=gradient_descent,
        hint="A slope of -64 is steep: take absolute values before you compare with tol.",
        caught_by=hidden.the_largest_entry_decides,
    ),
    Mistake(
        one_array_after_the_other,
        replaces=gradient_descent,
        hint="Ask for the gradients once per step: all arrays move from the same point.",
        caught_by=hidden.two_arrays_walk_together,
    ),
    Mistake(
        never_looks_at_tol,
        replaces=gradient_descent,
        hint="Stop before a step where every entry of the gradient is at most tol.",
        caught_by=public.stops_where_it_is_flat,
    ),
    Mistake(
        looks_after_the_step,
        replaces=gradient_descent,
        hint="Look at the gradient before the step, so that a flat place is not left.",
        caught_by=public.stops_where_it_is_flat,
    ),
    Mistake(
        start_walked_on,
        replaces=gradient_descent,
        hint="-= changes the arrays of the caller: write value - eta * gradient into a new dict.",
        caught_by=public.gradient_descent_leaves_its_arguments_alone,
    ),
    Mistake(
        last_batch_always_dropped,
        replaces=minibatches,
        hint="The last, shorter batch stays unless drop_last is True.",
        caught_by=public.ten_in_batches_of_four,
        catalog="M091",
    ),
    Mistake(
        single_last_example_left_out,
        replaces=minibatches,
        hint="range(0, n, batch_size) begins every batch, also one that holds the last example alone.",
        caught_by=hidden.single_examples_and_one_large_batch,
    ),
    Mistake(
        last_batch_always_kept,
        replaces=minibatches,
        hint="With drop_last a shorter batch is left out.",
        caught_by=public.a_short_batch_is_dropped_on_demand,
    ),
    Mistake(
        batches_in_order,
        replaces=minibatches,
        hint="Shuffle first: rng.permutation(n).",
        caught_by=(hidden.every_call_deals_anew, public.minibatches_draw_from_their_generator),
    ),
    Mistake(
        batches_of_a_fixed_order,
        replaces=minibatches,
        hint="Draw from the rng that you are given: a generator made inside gives every epoch the same order.",
        caught_by=(hidden.every_call_deals_anew, public.minibatches_draw_from_their_generator),
        catalog="M092",
    ),
    Mistake(
        batches_with_replacement,
        replaces=minibatches,
        hint="Each example comes once: cut one permutation into pieces instead of drawing each batch afresh.",
        caught_by=public.ten_in_batches_of_four,
    ),
    Mistake(
        one_batch_only,
        replaces=minibatches,
        hint="Deal all n examples, batch after batch; one batch is only a part of an epoch.",
        caught_by=public.ten_in_batches_of_four,
        catalog="M317",
    ),
    Mistake(
        gradients_summed,
        replaces=train_sgd,
        hint="loss_and_grads gives the gradient of a mean already: do not multiply by the size of the batch.",
        caught_by=public.every_batch_is_one_step,
        catalog="M307",
    ),
    Mistake(
        gradient_of_the_last_example,
        replaces=train_sgd,
        hint="Call loss_and_grads with the whole batch: the gradient is the mean over it, not that of one example.",
        caught_by=public.every_example_once_per_epoch,
        catalog="M301",
    ),
    Mistake(
        labels_left_behind,
        replaces=train_sgd,
        hint="X and y must be shuffled alike: index both with the same batch.",
        caught_by=hidden.rows_keep_their_labels,
        catalog="M089",
    ),
    Mistake(
        same_order_in_every_epoch,
        replaces=train_sgd,
        hint="Deal new batches in each epoch.",
        caught_by=hidden.epochs_differ_and_batches_may_be_large,
        catalog="M092",
    ),
    Mistake(
        short_batch_forgotten,
        replaces=train_sgd,
        hint="The last, shorter batch is trained on as well.",
        caught_by=public.every_example_once_per_epoch,
        catalog="M091",
    ),
    Mistake(
        one_batch_per_epoch,
        replaces=train_sgd,
        hint="An epoch visits every example: go through all batches, not one.",
        caught_by=public.every_example_once_per_epoch,
        catalog="M317",
    ),
    Mistake(
        mean_of_the_batch_losses,
        replaces=train_sgd,
        hint="A short batch holds fewer examples: weigh each loss by the size of its batch, and divide by N.",
        caught_by=hidden.a_short_batch_counts_for_less,
    ),
    Mistake(
        short_step_for_a_short_batch,
        replaces=train_sgd,
        hint="loss_and_grads gives a mean over the examples that are there: no factor for a short batch.",
        caught_by=public.every_batch_is_one_step,
    ),
    Mistake(
        trained_uphill,
        replaces=train_sgd,
        hint="Go against the gradient: minus eta times it.",
        caught_by=public.every_batch_is_one_step,
        catalog="M088",
    ),
    Mistake(
        start_trained_on,
        replaces=train_sgd,
        hint="-= changes the arrays of the caller: make new arrays, or start from copies.",
        caught_by=public.train_sgd_leaves_its_arguments_alone,
    ),
    Mistake(
        lengths_read_backwards,
        replaces=load_idx,
        hint='The most significant byte comes first: int.from_bytes(..., "big").',
        caught_by=public.a_tiny_file,
        catalog="M098",
    ),
    Mistake(
        header_of_three_axes,
        replaces=load_idx,
        hint="The header has 4 bytes and 4 more for each axis; 16 fits images only.",
        caught_by=public.a_tiny_file,
        catalog="M098",
    ),
    Mistake(
        beginning_not_checked,
        replaces=load_idx,
        hint="Compare the first three bytes with 0, 0, 8, and raise ValueError where they differ.",
        caught_by=hidden.damaged_files_are_refused,
    ),
    Mistake(
        rest_cut_off,
        replaces=load_idx,
        hint="A file longer than its header says is damaged: raise ValueError.",
        caught_by=hidden.damaged_files_are_refused,
    ),
    Mistake(
        last_axis_first,
        replaces=load_idx,
        hint="The last axis runs fastest: reshape without any order.",
        caught_by=public.a_tiny_file,
    ),
    Mistake(
        ScalerOfNewData,
        replaces=Scaler,
        hint="transform uses what fit remembered; new data have no say in it.",
        caught_by=hidden.new_data_use_the_fitted_numbers,
        catalog="M093",
    ),
    Mistake(
        ScalerThatDividesByZero,
        replaces=Scaler,
        hint="A constant column has deviation 0: divide by 1 there.",
        caught_by=hidden.dark_corners_become_zero,
        catalog="M094",
    ),
    Mistake(
        ScalerByVariance,
        replaces=Scaler,
        hint="Divide by the standard deviation, the root of the variance.",
        caught_by=public.columns_get_mean_0_and_variance_1,
    ),
    Mistake(
        ScalerOfTheWholeMatrix,
        replaces=Scaler,
        hint="Every column has a mean and a deviation of its own: axis=0.",
        caught_by=public.columns_get_mean_0_and_variance_1,
    ),
    Mistake(
        ScalerInBytes,
        replaces=Scaler,
        hint="Bytes hold whole numbers from 0 to 255 only: let the mean be a float.",
        caught_by=hidden.new_data_use_the_fitted_numbers,
    ),
    Mistake(
        NetworkThatRemembersItsLosses,
        replaces=MLP,
        hint="fit returns the losses of its own epochs, not those of an earlier fit.",
        caught_by=hidden.full_batches_have_one_path,
    ),
    Mistake(
        NetworkOfZeros,
        replaces=MLP,
        hint="With all weights 0 the hidden units are the same, and stay so: draw them by he_normal.",
        caught_by=(hidden.weights_start_as_he_says, public.digits_are_told_apart),
        catalog="M096",
    ),
    Mistake(
        NetworkOfUnscaledWeights,
        replaces=MLP,
        hint="Weights of variance 1 make sums too large: draw them by he_normal(fan_in, fan_out, rng).",
        caught_by=hidden.weights_start_as_he_says,
    ),
    Mistake(
        NetworkThatActivatesItsLogits,
        replaces=MLP,
        hint="Under cross_entropy the last layer has no activation: its sums are the logits.",
        caught_by=public.scores_of_a_small_network,
    ),
    Mistake(
        NetworkWithoutBiases,
        replaces=MLP,
        hint="Every layer adds its biases.",
        caught_by=public.scores_of_a_small_network,
    ),
    Mistake(
        NetworkOfOneLabelOff,
        replaces=MLP,
        hint="Class k has its 1 in column k, counted from 0.",
        caught_by=hidden.losses_of_every_kind,
        catalog="M099",
    ),
    Mistake(
        NetworkWithAWholeSquare,
        replaces=MLP,
        hint="The quadratic loss here has 1/2 in front, and so has its gradient.",
        caught_by=hidden.losses_of_every_kind,
    ),
    Mistake(
        NetworkWithoutTheSlopeOfItsHiddenLayer,
        replaces=MLP,
        hint="On its way back through a hidden layer the error is multiplied by the slope of the activation there.",
        caught_by=public.slope_of_the_whole_network,
    ),
    Mistake(
        NetworkThatLeavesSquareWeightsUnturned,
        replaces=MLP,
        hint="The error goes back through W.T, also between two layers of one size, where W fits as well.",
        caught_by=(public.slope_of_the_whole_network, hidden.losses_of_every_kind),
    ),
    Mistake(
        NetworkThatPredictsOverRows,
        replaces=MLP,
        hint="One class for each row: argmax along axis 1.",
        caught_by=public.the_largest_score_is_predicted,
        catalog="M097",
    ),
    Mistake(
        NetworkThatStartsAgain,
        replaces=MLP,
        hint="fit goes on from the present params; weights are drawn once, in __init__.",
        caught_by=hidden.full_batches_have_one_path,
    ),
    Mistake(
        NetworkWithBatchesOfTen,
        replaces=MLP,
        hint="Hand the arguments of fit on as they come: eta, epochs and batch_size are not the same in every call.",
        caught_by=hidden.full_batches_have_one_path,
    ),
    Mistake(
        NetworkThatForgetsWhatItLearned,
        replaces=MLP,
        hint="Keep what training returns: self.params must hold it after fit.",
        caught_by=(hidden.full_batches_have_one_path, public.digits_are_told_apart),
    ),
    Mistake(
        NetworkThatKnowsItsOwnParamsOnly,
        replaces=MLP,
        hint="Compute from self.params each time: it may have been replaced from outside.",
        caught_by=public.scores_of_a_small_network,
    ),
    Mistake(
        variance_within_one_batch,
        replaces=gradient_variance,
        hint="The scatter of the means is asked for: one mean for each draw, then the variance of these.",
        caught_by=hidden.batches_scatter_by_one_over_m,
        catalog="M399",
    ),
    Mistake(
        same_batch_each_time,
        replaces=gradient_variance,
        hint="Draw new indices for every batch.",
        caught_by=public.single_examples_scatter_by_v,
        catalog="M400",
    ),
    Mistake(
        deviation_instead_of_variance,
        replaces=gradient_variance,
        hint="Add up variances, not standard deviations.",
        caught_by=public.single_examples_scatter_by_v,
        catalog="M401",
    ),
    Mistake(
        drawn_without_replacement,
        replaces=gradient_variance,
        hint="Draw with replacement, rng.integers(N, size=batch_size): the same example may come twice.",
        caught_by=hidden.batches_scatter_by_one_over_m,
    ),
    Mistake(
        sums_instead_of_means,
        replaces=gradient_variance,
        hint="The gradient of a batch is the mean over its examples.",
        caught_by=hidden.batches_scatter_by_one_over_m,
    ),
    Mistake(
        averaged_over_the_entries,
        replaces=gradient_variance,
        hint="The total variance adds up over the entries of the gradient.",
        caught_by=public.single_examples_scatter_by_v,
    ),
)


# Right solutions in the other conventions that lectures and libraries use: each must earn full marks.


def train_sgd_on_copies(loss_and_grads, params, X, y, eta, epochs, batch_size, rng):
    """Copies the start and changes the copies in place; the losses come as an array."""
    params, losses = {name: np.array(value, dtype=float) for name, value in params.items()}, np.zeros(epochs)
    for epoch in range(epochs):
        for batch in minibatches(len(X), batch_size, rng):
            loss, grads = loss_and_grads(params, X[batch], y[batch])
            for name in params:
                params[name] -= eta * grads[name]
            losses[epoch] += loss * len(batch) / len(X)
    return params, losses


def minibatches_in_a_list(n, batch_size, rng, drop_last=False):
    """Deals all batches at once, as lists of numbers that were shuffled in place."""
    order = list(range(n))
    rng.shuffle(order)
    batches = [order[start : start + batch_size] for start in range(0, n, batch_size)]
    return batches[:-1] if drop_last and len(batches[-1]) < batch_size else batches


def gradient_variance_of_a_sample(per_sample, batch_size, draws, rng):
    """Divides by the number of draws minus 1, as statistics does with a sample."""
    indices = rng.choice(len(per_sample), size=(draws, batch_size), replace=True)
    return float(per_sample[indices].mean(axis=1).var(axis=0, ddof=1).sum())


class ScalerWithASmallNumber:
    """Adds a tiny number to the deviation, as libraries do."""

    def fit(self, X):
        """Remember the columns."""
        self.mean, self.deviation = X.mean(axis=0), X.std(axis=0) + 1e-12
        return self

    def transform(self, X):
        """Scale."""
        return (X - self.mean) / self.deviation


CONVENTIONS = (train_sgd_on_copies, minibatches_in_a_list, gradient_variance_of_a_sample, ScalerWithASmallNumber)
