"""Typical wrong solutions of assignment 10: what each check must catch, and what a student who made it should read."""

import numpy as np

from grader import Mistake
from reference.batch_norm_network import BatchNormMLP
from reference.batch_normalization import batchnorm_backward, batchnorm_forward, batchnorm_test, update_running
from reference.initialization import conv_fans, he_normal, he_uniform, xavier_normal, xavier_uniform
from reference.propagation import (
    dead_by_rate,
    dead_fraction,
    relu_network,
    signal_propagation,
    symmetry_spread,
    train_network,
)
from reference.rectifiers import ELU, LeakyReLU, Maxout, ReLU, RReLU

from . import checks_hidden as hidden
from . import checks_public as public

# 10.1


class ReLUOfSizes(ReLU):
    """Takes absolute values."""

    def forward(self, x, train=True):
        """Forward."""
        self._slope = np.sign(x)
        return np.abs(x)


class ReLUThatPassesAllSlopes(ReLU):
    """Lets the whole gradient through."""

    def backward(self, dout):
        """Back."""
        return dout


class ReLUWithTheSignOfTheUpstream(ReLU):
    """Rectifies the gradient itself."""

    def backward(self, dout):
        """Back."""
        return np.maximum(dout, 0.0)


class ReLUOfTheFirstForward(ReLU):
    """Remembers the x of the first forward for good."""

    def forward(self, x, train=True):
        """Keep what is there."""
        self._first = getattr(self, "_first", x)
        return super().forward(x, train)

    def backward(self, dout):
        """Go back through the first forward."""
        return dout * (self._first > 0)


class ReLUInPlace(ReLU):
    """Cuts the caller's array."""

    def forward(self, x, train=True):
        """Forward."""
        self._slope = np.where(x > 0, 1.0, 0.0)
        x[x < 0] = 0
        return x


class ReLUOfTheClass(ReLU):
    """Remembers for all layers what one of them saw."""

    def forward(self, x, train=True):
        """Keep it in the class."""
        ReLUOfTheClass.seen = x > 0
        return np.maximum(x, 0.0)

    def backward(self, dout):
        """Go back through whichever layer came last."""
        return dout * ReLUOfTheClass.seen


class LeakyReLUOnThePositiveSide(LeakyReLU):
    """Shrinks what should stay."""

    def forward(self, x, train=True):
        """Forward."""
        self._slope = np.where(x > 0, self.a, 1.0)
        return self._slope * x


class LeakyReLUByTheLarger(LeakyReLU):
    """Uses max(a x, x), as the slides do."""

    def forward(self, x, train=True):
        """Forward."""
        self._slope = np.where(self.a * x > x, self.a, 1.0)
        return np.maximum(self.a * x, x)


class LeakyReLUWithTheSlopeOfReLU(LeakyReLU):
    """Leaks on the way forward only."""

    def backward(self, dout):
        """Back."""
        return np.where(self._slope == 1.0, dout, 0.0)


class LeakyReLUThatLeaksInTrainingOnly(LeakyReLU):
    """Is a plain rectifier in test mode."""

    def forward(self, x, train=True):
        """Forward."""
        self._slope = np.where(x > 0, 1.0, self.a if train else 0.0)
        return self._slope * x


class RReLUWithNewSlopesOnTheWayBack(RReLU):
    """Draws again in backward."""

    def backward(self, dout):
        """Back."""
        negative = self.rng.uniform(self.lo, self.hi, size=dout.shape)
        return dout * np.where(self._slope == 1.0, 1.0, negative)


class RReLUWithOneSlope(RReLU):
    """Draws one number for the whole layer."""

    def forward(self, x, train=True):
        """Forward."""
        negative = self.rng.uniform(self.lo, self.hi) if train else (self.lo + self.hi) / 2
        self._slope = np.where(x > 0, 1.0, negative)
        return self._slope * x


class RReLUThatDrawsInTests(RReLU):
    """Ignores the mode."""

    def forward(self, x, train=True):
        """Forward."""
        return RReLU.forward(self, x, True)


class RReLUWithHalfTheRange(RReLU):
    """Takes half the difference for the middle."""

    def forward(self, x, train=True):
        """Forward."""
        if train:
            return RReLU.forward(self, x)
        self._slope = np.where(x > 0, 1.0, (self.hi - self.lo) / 2)
        return self._slope * x


class RReLUByTheLarger(RReLU):
    """Uses max(slope x, x)."""

    def forward(self, x, train=True):
        """Forward."""
        slope = self.rng.uniform(self.lo, self.hi, size=x.shape) if train else (self.lo + self.hi) / 2
        self._slope = np.where(slope * x > x, slope, 1.0)
        return np.maximum(slope * x, x)


class RReLUWithItsOwnGenerator(RReLU):
    """Makes a generator in every forward."""

    def forward(self, x, train=True):
        """Forward."""
        self.rng = np.random.default_rng(0)
        return RReLU.forward(self, x, train)


class RReLUInPlace(RReLU):
    """Multiplies the caller's array."""

    def forward(self, x, train=True):
        """Forward."""
        out = RReLU.forward(self, x, train)
        x *= self._slope
        return out


class RReLUThatRemembersItsTraining(RReLU):
    """Does not remember a forward in test mode."""

    def forward(self, x, train=True):
        """Forward."""
        if train:
            return RReLU.forward(self, x)
        return np.where(x > 0, x, x * (self.lo + self.hi) / 2)


class ELUByTheLarger(ELU):
    """Uses max(a (exp(x) - 1), x), as one slide prints."""

    def forward(self, x, train=True):
        """Forward."""
        bent = self.a * (np.exp(x) - 1.0)
        self._slope = np.where(bent > x, self.a * np.exp(x), 1.0)
        return np.maximum(bent, x)


class ELUSlopeWithoutA(ELU):
    """Forgets a on the way back."""

    def forward(self, x, train=True):
        """Forward."""
        out = ELU.forward(self, x)
        self._slope = np.where(x > 0, 1.0, self._slope / self.a)
        return out


class ELUThatOverflows(ELU):
    """Takes the exponential of everything."""

    def forward(self, x, train=True):
        """Forward."""
        self._slope = np.where(x > 0, 1.0, self.a * np.exp(x))
        return np.where(x > 0, x, self.a * (np.exp(x) - 1.0))


class ELUWithoutTheMinusOne(ELU):
    """Forgets to subtract 1."""

    def forward(self, x, train=True):
        """Forward."""
        return ELU.forward(self, x) + np.where(x > 0, 0.0, self.a)


class ELUWithItsOutputForASlope(ELU):
    """Multiplies by the output."""

    def forward(self, x, train=True):
        """Forward."""
        out = ELU.forward(self, x)
        self._slope = np.where(x > 0, 1.0, out)
        return out


class MaxoutThatTellsAllPieces(Maxout):
    """Sends the gradient to every piece."""

    def forward(self, x, train=True):
        """Forward."""
        out = Maxout.forward(self, x)
        self._wins = np.ones_like(self._wins)
        return out


class MaxoutWithoutBiases(Maxout):
    """Leaves b out."""

    def forward(self, x, train=True):
        """Forward."""
        b, self.b = self.b, 0 * self.b
        out = Maxout.forward(self, x)
        self.b = b
        return out


class MaxoutThatAverages(Maxout):
    """Takes the mean of the pieces."""

    def forward(self, x, train=True):
        """Forward."""
        Maxout.forward(self, x)
        self._wins = np.full(self._wins.shape, 1 / len(self.W))
        return (x @ self.W + self.b[:, np.newaxis, :]).mean(axis=0)


class MaxoutThatAveragesOverRows(Maxout):
    """Divides the gradients of the parameters by the number of rows."""

    def backward(self, dout):
        """Back."""
        dx, dW, db = Maxout.backward(self, dout)
        return dx, dW / len(dout), db / len(dout)


class MaxoutWhereAllLargestWin(Maxout):
    """Finds the winners by comparing with the largest value."""

    def forward(self, x, train=True):
        """Forward."""
        Maxout.forward(self, x)
        pieces = x @ self.W + self.b[:, np.newaxis, :]
        self._wins = pieces == pieces.max(axis=0)
        return pieces.max(axis=0)


class MaxoutOfTwoPieces(Maxout):
    """Knows of the first two pieces only."""

    def forward(self, x, train=True):
        """Forward."""
        Maxout.forward(self, x)
        first, second = x @ self.W[0] + self.b[0], x @ self.W[1] + self.b[1]
        self._wins = np.zeros_like(self._wins)
        self._wins[0], self._wins[1] = first >= second, first < second
        return np.maximum(first, second)


class MaxoutThatAddsUp(Maxout):
    """Adds the gradients of all calls."""

    def backward(self, dout):
        """Back."""
        dx, dW, db = Maxout.backward(self, dout)
        self._sums = [dW, db] if not hasattr(self, "_sums") else [self._sums[0] + dW, self._sums[1] + db]
        return dx, *self._sums


# 10.2


def share_of_silent_entries(pres):
    """Counts activations of 0."""
    return float((pres <= 0).mean())


def silent_for_any_example(pres):
    """Counts units that are off for some example."""
    return float((pres <= 0).any(axis=0).mean())


def dead_by_their_outputs(pres):
    """Waits for negative outputs."""
    return float((np.maximum(pres, 0) < 0).all(axis=0).mean())


def examples_that_silence_all(pres):
    """Looks along the rows."""
    return float((pres <= 0).all(axis=1).mean())


def zero_counts_as_alive(pres):
    """Asks for less than 0."""
    return float((pres < 0).all(axis=0).mean())


def number_of_dead_units(pres):
    """Does not divide."""
    return float((pres <= 0).all(axis=0).sum())


def silent_on_average(pres):
    """Judges the mean pre-activation."""
    return float((pres.mean(axis=0) <= 0).mean())


def spread_of_rows(W):
    """Compares inputs instead of units."""
    return symmetry_spread(W.T)


def smallest_spread(W):
    """Takes the two units that are nearest."""
    M = W.shape[1]
    return float(min((np.linalg.norm(W[:, i] - W[:, j]) for i in range(M) for j in range(i)), default=0.0))


def squared_spread(W):
    """Leaves the root out."""
    return symmetry_spread(W) ** 2


def spread_of_one_entry(W):
    """Takes the largest difference of two entries."""
    return float(np.ptp(W, axis=1).max())


def spread_from_the_first_unit(W):
    """Compares each unit with the first one alone."""
    return float(np.linalg.norm(W - W[:, :1], axis=0).max())


def spread_of_neighbours(W):
    """Compares each unit with the next one."""
    return float(np.linalg.norm(np.diff(W, axis=1), axis=0).max(initial=0.0))


def mean_spread(W):
    """Averages the distances."""
    return float(np.mean([np.linalg.norm(W[:, i] - W[:, j]) for i in range(W.shape[1]) for j in range(W.shape[1])]))


# 10.3


def xavier_limit_for_a_deviation(fan_in, fan_out, rng):
    """Takes the deviation for the end of the interval."""
    limit = np.sqrt(2.0 / (fan_in + fan_out))
    return rng.uniform(-limit, limit, size=(fan_in, fan_out))


def xavier_from_zero_up(fan_in, fan_out, rng):
    """Draws positive weights only."""
    return rng.uniform(0.0, np.sqrt(6.0 / (fan_in + fan_out)), size=(fan_in, fan_out))


def xavier_uniform_of_its_own(fan_in, fan_out, rng):
    """Makes a generator."""
    return xavier_uniform(fan_in, fan_out, np.random.default_rng(0))


def he_limit_for_a_deviation(fan_in, fan_out, rng):
    """Takes the deviation for the end of the interval."""
    limit = np.sqrt(2.0 / (fan_in))
    return rng.uniform(-limit, limit, size=(fan_in, fan_out))


def he_from_zero_up(fan_in, fan_out, rng):
    """Draws positive weights only."""
    return rng.uniform(0.0, np.sqrt(6.0 / (fan_in)), size=(fan_in, fan_out))


def he_uniform_of_its_own(fan_in, fan_out, rng):
    """Makes a generator."""
    return he_uniform(fan_in, fan_out, np.random.default_rng(0))


def xavier_without_the_root(fan_in, fan_out, rng):
    """Takes the root of the 6 only."""
    limit = np.sqrt(6.0) / (fan_in + fan_out)
    return rng.uniform(-limit, limit, size=(fan_in, fan_out))


def xavier_transposed(fan_in, fan_out, rng):
    """Exchanges the fans in the shape."""
    return xavier_uniform(fan_out, fan_in, rng)


def xavier_with_roots_in_its_variance(fan_in, fan_out, rng):
    """Uses the variance that a slide prints, 2 / sqrt(fan_in + fan_out)."""
    return rng.normal(scale=np.sqrt(2.0 / np.sqrt(fan_in + fan_out)), size=(fan_in, fan_out))


def xavier_variance_for_a_deviation(fan_in, fan_out, rng):
    """Passes the variance as scale."""
    return rng.normal(scale=2.0 / (fan_in + fan_out), size=(fan_in, fan_out))


def xavier_of_inputs_only(fan_in, fan_out, rng):
    """Uses 1 / fan_in."""
    return rng.normal(scale=np.sqrt(1.0 / fan_in), size=(fan_in, fan_out))


def xavier_normal_that_is_uniform(fan_in, fan_out, rng):
    """Draws from an interval."""
    return xavier_uniform(fan_in, fan_out, rng)


def he_variance_for_a_deviation(fan_in, fan_out, rng):
    """Passes the variance as scale."""
    return rng.normal(scale=2.0 / fan_in, size=(fan_in, fan_out))


def he_transposed(fan_in, fan_out, rng):
    """Exchanges the fans in the shape."""
    return he_normal(fan_out, fan_in, rng)


def he_with_equal_units(fan_in, fan_out, rng):
    """Draws one unit and copies it."""
    return np.repeat(rng.normal(scale=np.sqrt(2.0 / fan_in), size=(fan_in, 1)), fan_out, axis=1)


def he_without_its_two(fan_in, fan_out, rng):
    """Uses 1 / fan_in."""
    return rng.normal(scale=np.sqrt(1.0 / fan_in), size=(fan_in, fan_out))


def he_with_the_printed_limit(fan_in, fan_out, rng):
    """Uses the limit that a slide prints."""
    limit = 4.0 / (fan_in + fan_out)
    return rng.uniform(-limit, limit, size=(fan_in, fan_out))


def he_of_the_larger_fan(fan_in, fan_out, rng):
    """Takes whichever fan is larger."""
    limit = np.sqrt(6.0 / max(fan_in, fan_out))
    return rng.uniform(-limit, limit, size=(fan_in, fan_out))


def fans_exchanged(F, C, kh, kw):
    """Returns them the other way round."""
    return F * kh * kw, C * kh * kw


def fans_without_a_window(F, C, kh, kw):
    """Counts channels only."""
    return C, F


def fans_of_square_windows(F, C, kh, kw):
    """Uses the height twice."""
    return C * kh * kh, F * kh * kh


def fan_out_without_a_window(F, C, kh, kw):
    """Counts filters only for fan_out."""
    return C * kh * kw, F


# 10.4


def strength_before_the_activation(depth, width, init, activation, rng):
    """Measures pre-activations."""
    out, rms = rng.normal(size=(200, width)), np.zeros(depth)
    for k in range(depth):
        pre = out @ init(width, width, rng)
        rms[k] = np.sqrt((pre**2).mean())
        out = activation(pre)
    return rms


def one_matrix_for_all_layers(depth, width, init, activation, rng):
    """Draws weights once."""
    out, rms = rng.normal(size=(200, width)), np.zeros(depth)
    W = init(width, width, rng)
    for k in range(depth):
        out = activation(out @ W)
        rms[k] = np.sqrt((out**2).mean())
    return rms


def deviation_for_strength(depth, width, init, activation, rng):
    """Takes the standard deviation."""
    out, rms = rng.normal(size=(200, width)), np.zeros(depth)
    for k in range(depth):
        out = activation(out @ init(width, width, rng))
        rms[k] = out.std()
    return rms


def layers_side_by_side(depth, width, init, activation, rng):
    """Gives every layer the input."""
    X, rms = rng.normal(size=(200, width)), np.zeros(depth)
    for k in range(depth):
        rms[k] = np.sqrt((activation(X @ init(width, width, rng)) ** 2).mean())
    return rms


def uniform_noise(depth, width, init, activation, rng):
    """Sends numbers from 0 to 1."""
    out, rms = rng.random((200, width)), np.zeros(depth)
    for k in range(depth):
        out = activation(out @ init(width, width, rng))
        rms[k] = np.sqrt((out**2).mean())
    return rms


def mean_square_for_strength(depth, width, init, activation, rng):
    """Leaves the root out."""
    return signal_propagation(depth, width, init, activation, rng) ** 2


def layers_with_transposed_weights(depth, width, init, activation, rng):
    """Multiplies by W.T, as for weights with one row for each unit."""
    return signal_propagation(depth, width, lambda *args: init(*args).T, activation, rng)


def strength_of_one_example(depth, width, init, activation, rng):
    """Measures the first row alone."""
    out, rms = rng.normal(size=(200, width)), np.zeros(depth)
    for k in range(depth):
        out = activation(out @ init(width, width, rng))
        rms[k] = np.sqrt((out[0] ** 2).mean())
    return rms


def noise_of_its_own(depth, width, init, activation, rng):
    """Makes a generator."""
    return signal_propagation(depth, width, init, activation, np.random.default_rng(0))


# 10.5


def rows_normalized(x, gamma, beta, state, train):
    """Normalizes each example."""
    if not train:
        return batchnorm_forward(x, gamma, beta, state, train)
    deviation = np.sqrt(x.var(axis=1, keepdims=True) + state["eps"] + 1e-300)
    x_hat = (x - x.mean(axis=1, keepdims=True)) / deviation
    return gamma * x_hat + beta, (x_hat, gamma, deviation), update_running(state, x)


def variance_by_the_flag(x, gamma, beta, state, train):
    """Lets the flag of the running variance decide how the batch itself is normalized."""
    _, cache, new_state = batchnorm_forward(x, gamma, beta, state, train)
    if not train:
        return batchnorm_test(x, gamma, beta, state), cache, new_state
    variance = x.var(axis=0, ddof=int(state["unbiased"]))
    return gamma * (x - x.mean(axis=0)) / np.sqrt(variance + state["eps"]) + beta, cache, new_state


def sample_variance(x, gamma, beta, state, train):
    """Divides by N - 1."""
    if not train:
        return batchnorm_forward(x, gamma, beta, state, train)
    deviation = np.sqrt(x.var(axis=0, ddof=1) + state["eps"])
    x_hat = (x - x.mean(axis=0)) / deviation
    return gamma * x_hat + beta, (x_hat, gamma, deviation), update_running(state, x)


def eps_beside_the_root(x, gamma, beta, state, train):
    """Adds eps to the deviation."""
    if not train:
        return batchnorm_forward(x, gamma, beta, state, train)
    deviation = np.sqrt(x.var(axis=0)) + state["eps"]
    x_hat = (x - x.mean(axis=0)) / deviation
    return gamma * x_hat + beta, (x_hat, gamma, deviation), update_running(state, x)


def divided_by_the_variance(x, gamma, beta, state, train):
    """Forgets the root."""
    if not train:
        return batchnorm_forward(x, gamma, beta, state, train)
    deviation = x.var(axis=0) + state["eps"]
    x_hat = (x - x.mean(axis=0)) / deviation
    return gamma * x_hat + beta, (x_hat, gamma, deviation), update_running(state, x)


def gamma_left_out(x, gamma, beta, state, train):
    """Only shifts."""
    if not train:
        return batchnorm_forward(x, gamma, beta, state, train)
    _, cache, new_state = batchnorm_forward(x, gamma, beta, state, train)
    return cache[0] + beta, cache, new_state


def beta_before_gamma(x, gamma, beta, state, train):
    """Shifts first."""
    if not train:
        return batchnorm_forward(x, gamma, beta, state, train)
    _, cache, new_state = batchnorm_forward(x, gamma, beta, state, train)
    return gamma * (cache[0] + beta), cache, new_state


def tests_by_the_batch(x, gamma, beta, state, train):
    """Ignores the mode."""
    return batchnorm_forward(x, gamma, beta, state, True)


def tests_that_teach(x, gamma, beta, state, train):
    """Moves the running values in test mode too."""
    out, cache, _ = batchnorm_forward(x, gamma, beta, state, train)
    return out, cache, update_running(state, x)


def running_values_that_stand(x, gamma, beta, state, train):
    """Returns the state as it came."""
    out, cache, _ = batchnorm_forward(x, gamma, beta, state, train)
    return out, cache, state


def state_written_into(x, gamma, beta, state, train):
    """Edits the caller's state."""
    out, cache, new_state = batchnorm_forward(x, gamma, beta, state, train)
    state["running_mean"], state["running_var"] = new_state["running_mean"], new_state["running_var"]
    return out, cache, state


def eps_forgotten(x, gamma, beta, state, train):
    """Leaves eps out."""
    if not train:
        return batchnorm_forward(x, gamma, beta, state, train)
    deviation = np.sqrt(x.var(axis=0))
    x_hat = (x - x.mean(axis=0)) / deviation
    return gamma * x_hat + beta, (x_hat, gamma, deviation), update_running(state, x)


# 10.6


def mean_and_variance_held_fixed(dout, cache):
    """Takes mean and variance for constants."""
    x_hat, gamma, deviation = cache
    return dout * gamma / deviation, (dout * x_hat).sum(axis=0), dout.sum(axis=0)


def no_way_through_the_variance(dout, cache):
    """Leaves out the last of three terms."""
    x_hat, gamma, deviation = cache
    inner = dout * gamma
    return (inner - inner.mean(axis=0)) / deviation, (dout * x_hat).sum(axis=0), dout.sum(axis=0)


def no_way_through_the_mean(dout, cache):
    """Leaves out the second of three terms."""
    x_hat, gamma, deviation = cache
    inner = dout * gamma
    dx = (inner - x_hat * (inner * x_hat).mean(axis=0)) / deviation
    return dx, (dout * x_hat).sum(axis=0), dout.sum(axis=0)


def dx_without_gamma(dout, cache):
    """Forgets gamma in dx."""
    _, dgamma, dbeta = batchnorm_backward(dout, cache)
    return batchnorm_backward(dout, (cache[0], np.ones_like(cache[1]), cache[2]))[0], dgamma, dbeta


def dgamma_from_unscaled_x(dout, cache):
    """Multiplies by x minus its mean, not divided by the deviation."""
    dx, _, dbeta = batchnorm_backward(dout, cache)
    return dx, (dout * cache[0] * cache[2]).sum(axis=0), dbeta


def dbeta_averaged(dout, cache):
    """Takes the mean over the rows."""
    dx, dgamma, dbeta = batchnorm_backward(dout, cache)
    return dx, dgamma, dbeta / len(dout)


def dx_without_the_deviation(dout, cache):
    """Does not divide."""
    dx, dgamma, dbeta = batchnorm_backward(dout, cache)
    return dx * cache[2], dgamma, dbeta


def upstream_written_into(dout, cache):
    """Multiplies the caller's array."""
    found = batchnorm_backward(dout, cache)
    dout *= cache[1]
    return found


def cache_used_up(dout, cache):
    """Multiplies an array of the cache in place."""
    found = batchnorm_backward(dout, cache)
    np.multiply(cache[0], cache[1], out=cache[0])
    return found


# 10.7


def momentum_of_the_new(state, x):
    """Weighs the batch with momentum."""
    return update_running(state | {"momentum": 1 - state["momentum"]}, x) | {"momentum": state["momentum"]}


def variance_not_stored(state, x):
    """Moves the mean only."""
    return update_running(state, x) | {"running_var": state["running_var"]}


def always_unbiased(state, x):
    """Divides by N - 1 whatever the flag says."""
    return update_running(state | {"unbiased": True}, x) | {"unbiased": state["unbiased"]}


def never_unbiased(state, x):
    """Divides by N whatever the flag says."""
    return update_running(state | {"unbiased": False}, x) | {"unbiased": state["unbiased"]}


def values_of_the_last_batch(state, x):
    """Forgets the old values."""
    return update_running(state | {"momentum": 0.0}, x) | {"momentum": state["momentum"]}


def deviation_for_variance(state, x):
    """Mixes the deviation in."""
    keep = state["momentum"]
    return update_running(state, x) | {"running_var": keep * state["running_var"] + (1 - keep) * x.std(axis=0)}


def running_values_in_place(state, x):
    """Edits the caller's state."""
    new = update_running(state, x)
    state["running_mean"][...], state["running_var"][...] = new["running_mean"], new["running_var"]
    return state


def test_by_its_batch(x, gamma, beta, state):
    """Normalizes with the batch."""
    return gamma * (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + state["eps"]) + beta


def test_without_the_root(x, gamma, beta, state):
    """Divides by the variance."""
    return gamma * (x - state["running_mean"]) / (state["running_var"] + state["eps"]) + beta


def test_with_eps_beside_the_root(x, gamma, beta, state):
    """Adds eps to the deviation."""
    return gamma * (x - state["running_mean"]) / (np.sqrt(state["running_var"]) + state["eps"]) + beta


def test_without_gamma_and_beta(x, gamma, beta, state):
    """Only normalizes."""
    return (x - state["running_mean"]) / np.sqrt(state["running_var"] + state["eps"])


def test_by_the_flag(x, gamma, beta, state):
    """Corrects running_var once more where the flag is set."""
    N = len(x)
    factor = N / (N - 1) if state["unbiased"] and N > 1 else 1.0
    return batchnorm_test(x, gamma, beta, state | {"running_var": state["running_var"] * factor})


# 10.8


class NetworkOfBatchesInTests(BatchNormMLP):
    """Normalizes with the batch in predict."""

    def predict(self, X):
        """Name classes."""
        states = dict(self._states)
        outs, _ = self._forward(X, train=True)
        self._states = states
        return outs[-1].argmax(axis=1)


class NetworkThatNormalizesLate(BatchNormMLP):
    """Rectifies first."""

    def _forward(self, X, train):
        """Go forward."""
        outs, caches, self.rectified = [X], {}, {}
        for k in range(1, self._depth + 1):
            pre = outs[-1] @ self.params[f"W{k}"]
            if k in self._states:
                self.rectified[k] = np.maximum(pre, 0.0)
                gamma, beta = self.params[f"gamma{k}"], self.params[f"beta{k}"]
                found = batchnorm_forward(self.rectified[k], gamma, beta, self._states[k], train)
                pre, caches[k], self._states[k] = found
            else:
                pre = pre + self.params[f"b{k}"]
                pre = pre if k == self._depth else np.maximum(pre, 0.0)
            outs.append(pre)
        return outs, caches


class NetworkWithFixedGammas(BatchNormMLP):
    """Trains the weights only."""

    def _gradients(self, X, y):
        """Return gradients."""
        grads = BatchNormMLP._gradients(self, X, y)
        return {name: 0 * grad if name.startswith(("gamma", "beta")) else grad for name, grad in grads.items()}


class NetworkWithoutAChoice(BatchNormMLP):
    """Always normalizes."""

    def __init__(self, sizes, rng, batchnorm=True, scale=None):
        """Make it."""
        BatchNormMLP.__init__(self, sizes, rng, True, scale)


class NetworkOfHeAlways(BatchNormMLP):
    """Ignores scale."""

    def __init__(self, sizes, rng, batchnorm=True, scale=None):
        """Make it."""
        BatchNormMLP.__init__(self, sizes, rng, batchnorm)


class NetworkWithoutShortBatches(BatchNormMLP):
    """Leaves a last batch out that is shorter."""

    def fit(self, X, y, eta, epochs, batch_size, rng):
        """Train."""
        for _ in range(epochs):
            order = rng.permutation(len(X))
            whole = order[: len(X) // batch_size * batch_size]
            for batch in whole.reshape(-1, batch_size):
                BatchNormMLP.fit(self, X[batch], y[batch], eta, 1, batch_size, rng)


class NetworkWithATinyEps(BatchNormMLP):
    """Uses 1e-8."""

    def __init__(self, sizes, rng, batchnorm=True, scale=None):
        """Make it."""
        BatchNormMLP.__init__(self, sizes, rng, batchnorm, scale)
        self._states = {k: state | {"eps": 1e-8} for k, state in self._states.items()}


class NetworkOfXavier(BatchNormMLP):
    """Starts without the 2 of the rectifiers."""

    def __init__(self, sizes, rng, batchnorm=True, scale=None):
        """Make it."""
        BatchNormMLP.__init__(self, sizes, rng, batchnorm, scale)
        if scale is None:
            self.params |= {name: W / np.sqrt(2) for name, W in self.params.items() if name.startswith("W")}


class NetworkThatClimbs(BatchNormMLP):
    """Adds the gradient."""

    def fit(self, X, y, eta, epochs, batch_size, rng):
        """Train."""
        BatchNormMLP.fit(self, X, y, -eta, epochs, batch_size, rng)


# 10.9


def share_of_zero_activations(rates, X, y, rng):
    """Counts activations."""
    start = relu_network(X.shape[1], int(y.max()) + 1, rng)
    trained = [train_network(start, X, y, rate, 3, 32, rng) for rate in rates]
    return np.array([(X @ params["W1"] + params["b1"] <= 0).mean() for params in trained])


def new_start_for_each_rate(rates, X, y, rng):
    """Draws inside the loop."""
    return np.array([dead_by_rate([rate], X, y, rng)[0] for rate in rates])


def start_where_the_last_rate_ended(rates, X, y, rng):
    """Trains on from rate to rate."""
    params, fractions = relu_network(X.shape[1], int(y.max()) + 1, rng), []
    for rate in rates:
        params = train_network(params, X, y, rate, 3, 32, rng)
        fractions.append(dead_fraction(X @ params["W1"] + params["b1"]))
    return np.array(fractions)


def dead_without_their_biases(rates, X, y, rng):
    """Forgets b1 in the pre-activations."""
    start, fractions = relu_network(X.shape[1], int(y.max()) + 1, rng), []
    for rate in rates:
        fractions.append(dead_fraction(X @ train_network(start, X, y, rate, 3, 32, rng)["W1"]))
    return np.array(fractions)


def dead_on_the_last_batch(rates, X, y, rng):
    """Judges on one batch."""
    start = relu_network(X.shape[1], int(y.max()) + 1, rng)
    fractions = []
    for rate in rates:
        params = train_network(start, X, y, rate, 3, 32, rng)
        last = rng.permutation(len(X))[-(len(X) % 32 or 32) :]
        fractions.append(dead_fraction(X[last] @ params["W1"] + params["b1"]))
    return np.array(fractions)


def dead_before_training(rates, X, y, rng):
    """Looks at the start."""
    start = relu_network(X.shape[1], int(y.max()) + 1, rng)
    for rate in rates:
        train_network(start, X, y, rate, 3, 32, rng)
    return np.array([dead_fraction(X @ start["W1"] + start["b1"]) for _ in rates])


def alive_for_dead(rates, X, y, rng):
    """Counts the living."""
    return 1 - dead_by_rate(rates, X, y, rng)


MISTAKES = (
    Mistake(
        ReLUOfSizes,
        replaces=ReLU,
        hint="Negative entries become 0, not positive.",
        caught_by=public.positive_numbers_pass_a_relu,
    ),
    Mistake(
        ReLUThatPassesAllSlopes,
        replaces=ReLU,
        hint="Where forward cut an entry off, its gradient is cut off too.",
        caught_by=public.slope_of_a_relu,
    ),
    Mistake(
        ReLUWithTheSignOfTheUpstream,
        replaces=ReLU,
        hint="The sign of x decides which slopes pass, not the sign of dout: remember x in forward.",
        caught_by=public.slope_of_a_relu,
    ),
    Mistake(
        ReLUOfTheFirstForward,
        replaces=ReLU,
        hint="Remember x anew in each forward: backward belongs to the last one.",
        caught_by=public.slope_of_a_relu,
    ),
    Mistake(
        ReLUInPlace,
        replaces=ReLU,
        hint="x[x < 0] = 0 changes the array of the caller; np.where makes a new one.",
        caught_by=hidden.relu_leaves_its_input_alone,
        catalog="M151",
    ),
    Mistake(
        ReLUOfTheClass,
        replaces=ReLU,
        hint="What a layer remembers belongs to self, not to the class: another ReLU must not change it.",
        caught_by=public.slope_of_a_relu,
    ),
    Mistake(
        LeakyReLUOnThePositiveSide,
        replaces=LeakyReLU,
        hint="a belongs to the negative entries; positive ones stay as they are.",
        caught_by=public.negative_numbers_leak,
        catalog="M149",
    ),
    Mistake(
        LeakyReLUByTheLarger,
        replaces=LeakyReLU,
        hint="The larger of a x and x is right for a < 1 only: let the sign of x decide.",
        caught_by=hidden.leaks_of_every_size,
        catalog="M324",
    ),
    Mistake(
        LeakyReLUWithTheSlopeOfReLU,
        replaces=LeakyReLU,
        hint="Back through a negative entry the gradient is multiplied by a, not by 0.",
        caught_by=public.slope_of_a_leak,
    ),
    Mistake(
        LeakyReLUThatLeaksInTrainingOnly,
        replaces=LeakyReLU,
        hint="train makes no difference to this layer: it leaks in both modes.",
        caught_by=public.negative_numbers_leak,
    ),
    Mistake(
        RReLUWithNewSlopesOnTheWayBack,
        replaces=RReLU,
        hint="Keep the slopes of forward and multiply by the same ones in backward.",
        caught_by=public.slopes_are_kept_for_the_way_back,
        catalog="M154",
    ),
    Mistake(
        RReLUWithOneSlope,
        replaces=RReLU,
        hint="Every entry has a slope of its own: draw as many as x has entries.",
        caught_by=hidden.every_entry_has_a_slope_of_its_own,
    ),
    Mistake(
        RReLUThatDrawsInTests,
        replaces=RReLU,
        hint="In test mode nothing is drawn: the slope is the middle of the range.",
        caught_by=public.tests_use_the_middle_slope,
    ),
    Mistake(
        RReLUWithHalfTheRange,
        replaces=RReLU,
        hint="The middle of a range is half the sum of its ends.",
        caught_by=public.tests_use_the_middle_slope,
    ),
    Mistake(
        RReLUByTheLarger,
        replaces=RReLU,
        hint="The larger of x and slope times x is right for slopes below 1 only.",
        caught_by=hidden.slopes_above_one,
    ),
    Mistake(
        RReLUWithItsOwnGenerator,
        replaces=RReLU,
        hint="Draw from the generator that the layer was made with; a new one gives the same slopes every time.",
        caught_by=hidden.every_entry_has_a_slope_of_its_own,
    ),
    Mistake(
        RReLUInPlace,
        replaces=RReLU,
        hint="x[x < 0] *= ... changes the array of the caller; compute a new one.",
        caught_by=public.rrelu_leaves_its_input_alone,
        catalog="M151",
    ),
    Mistake(
        RReLUThatRemembersItsTraining,
        replaces=RReLU,
        hint="backward belongs to the last forward: a forward in test mode is remembered too.",
        caught_by=public.slopes_are_kept_for_the_way_back,
    ),
    Mistake(
        ELUByTheLarger,
        replaces=ELU,
        hint="For positive x the exponential is the larger one: let the sign of x decide.",
        caught_by=public.exponentials_bend_below_zero,
        catalog="M152",
    ),
    Mistake(
        ELUSlopeWithoutA,
        replaces=ELU,
        hint="The a before the exponential stays when you differentiate.",
        caught_by=hidden.exponentials_of_every_size,
        catalog="M153",
    ),
    Mistake(
        ELUThatOverflows,
        replaces=ELU,
        hint="np.where computes both branches, and exp(1000) overflows: take the exponential of what is at most 0.",
        caught_by=hidden.an_elu_far_out,
    ),
    Mistake(
        ELUWithoutTheMinusOne,
        replaces=ELU,
        hint="At 0 both branches must meet: a (exp(0) - 1) is 0.",
        caught_by=public.exponentials_bend_below_zero,
    ),
    Mistake(
        ELUWithItsOutputForASlope,
        replaces=ELU,
        hint="The derivative of a (exp(x) - 1) is a exp(x): that is the output plus a.",
        caught_by=public.slope_of_an_elu,
    ),
    Mistake(
        MaxoutThatTellsAllPieces,
        replaces=Maxout,
        hint="Only the piece that won changed the output: the others get no gradient.",
        caught_by=public.slopes_of_two_pieces,
        catalog="M156",
    ),
    Mistake(
        MaxoutWithoutBiases,
        replaces=Maxout,
        hint="A piece is x @ W[j] + b[j]: the bias takes part in the contest.",
        caught_by=public.largest_of_two_pieces,
    ),
    Mistake(
        MaxoutThatAverages,
        replaces=Maxout,
        hint="Take the largest piece, not the mean of all.",
        caught_by=public.largest_of_two_pieces,
    ),
    Mistake(
        MaxoutThatAveragesOverRows,
        replaces=Maxout,
        hint="Gradients of parameters add up over the examples.",
        caught_by=public.slopes_of_two_pieces,
    ),
    Mistake(
        MaxoutWhereAllLargestWin,
        replaces=Maxout,
        hint="Of equal pieces one wins, the first: compare the index of the winner, not its value.",
        caught_by=hidden.the_first_of_equal_pieces,
    ),
    Mistake(
        MaxoutOfTwoPieces,
        replaces=Maxout,
        hint="W and b hold k pieces, as many as len(W): two only in the worked example.",
        caught_by=public.largest_of_two_pieces,
    ),
    Mistake(
        MaxoutThatAddsUp,
        replaces=Maxout,
        hint="Return the gradients of the last forward alone: nothing is added up over calls.",
        caught_by=hidden.the_first_of_equal_pieces,
    ),
    Mistake(
        share_of_silent_entries,
        replaces=dead_fraction,
        hint="A unit that is silent for some examples is not dead: count units that are silent for all.",
        caught_by=(public.two_units_of_five_are_dead, hidden.one_live_example_is_enough),
        catalog="M327",
    ),
    Mistake(
        silent_for_any_example,
        replaces=dead_fraction,
        hint="One silent example kills no unit: all of them must be silent.",
        caught_by=public.two_units_of_five_are_dead,
        catalog="M327",
    ),
    Mistake(
        dead_by_their_outputs,
        replaces=dead_fraction,
        hint="What leaves a rectifier is never negative: look at what goes in, where 0 or less means silent.",
        caught_by=public.two_units_of_five_are_dead,
        catalog="M421",
    ),
    Mistake(
        examples_that_silence_all,
        replaces=dead_fraction,
        hint="Columns are units: look along axis 0.",
        caught_by=public.two_units_of_five_are_dead,
    ),
    Mistake(
        zero_counts_as_alive,
        replaces=dead_fraction,
        hint="At exactly 0 the unit is silent as well: 0 or less.",
        caught_by=hidden.one_live_example_is_enough,
    ),
    Mistake(
        number_of_dead_units,
        replaces=dead_fraction,
        hint="Divide by the number of units.",
        caught_by=public.two_units_of_five_are_dead,
    ),
    Mistake(
        silent_on_average,
        replaces=dead_fraction,
        hint="A negative mean is no silence: a single positive example keeps the unit alive.",
        caught_by=(public.two_units_of_five_are_dead, hidden.one_live_example_is_enough),
        catalog="M327",
    ),
    Mistake(
        spread_of_rows,
        replaces=symmetry_spread,
        hint="Units are columns of W: compare W[:, i] with W[:, j].",
        caught_by=public.three_four_five,
    ),
    Mistake(
        smallest_spread,
        replaces=symmetry_spread,
        hint="The largest distance is asked for.",
        caught_by=public.three_four_five,
    ),
    Mistake(
        squared_spread,
        replaces=symmetry_spread,
        hint="A distance is the root of the sum of squares.",
        caught_by=public.three_four_five,
    ),
    Mistake(
        spread_of_one_entry,
        replaces=symmetry_spread,
        hint="All inputs count: add up the squared differences over the column.",
        caught_by=public.three_four_five,
    ),
    Mistake(
        spread_from_the_first_unit,
        replaces=symmetry_spread,
        hint="Compare every two units, not each with the first alone.",
        caught_by=hidden.the_largest_distance,
    ),
    Mistake(
        spread_of_neighbours,
        replaces=symmetry_spread,
        hint="Compare every two units, not neighbours alone.",
        caught_by=hidden.the_largest_distance,
    ),
    Mistake(
        mean_spread,
        replaces=symmetry_spread,
        hint="The largest distance is asked for, not the mean.",
        caught_by=public.three_four_five,
    ),
    Mistake(
        xavier_limit_for_a_deviation,
        replaces=xavier_uniform,
        hint="The deviation of an interval from -r to r is r / sqrt(3): r must be larger than the deviation.",
        caught_by=public.xavier_uniform_has_its_variance,
    ),
    Mistake(
        xavier_from_zero_up,
        replaces=xavier_uniform,
        hint="The middle of the interval is 0: from -r to r.",
        caught_by=hidden.xavier_uniform_draws_each_weight,
    ),
    Mistake(
        xavier_uniform_of_its_own,
        replaces=xavier_uniform,
        hint="Draw from rng: a generator made inside gives every layer the same weights.",
        caught_by=hidden.xavier_uniform_draws_each_weight,
    ),
    Mistake(
        he_limit_for_a_deviation,
        replaces=he_uniform,
        hint="The deviation of an interval from -r to r is r / sqrt(3): r must be larger than the deviation.",
        caught_by=public.he_uniform_has_its_variance,
    ),
    Mistake(
        he_from_zero_up,
        replaces=he_uniform,
        hint="The middle of the interval is 0: from -r to r.",
        caught_by=hidden.he_uniform_draws_each_weight,
    ),
    Mistake(
        he_uniform_of_its_own,
        replaces=he_uniform,
        hint="Draw from rng: a generator made inside gives every layer the same weights.",
        caught_by=hidden.he_uniform_draws_each_weight,
    ),
    Mistake(
        xavier_without_the_root,
        replaces=xavier_uniform,
        hint="The whole fraction stands under the root: sqrt(6 / (fan_in + fan_out)).",
        caught_by=public.xavier_uniform_has_its_variance,
    ),
    Mistake(
        xavier_transposed,
        replaces=xavier_uniform,
        hint="One row for each input, one column for each unit: (fan_in, fan_out).",
        caught_by=public.xavier_uniform_has_its_variance,
        catalog="M158",
    ),
    Mistake(
        xavier_with_roots_in_its_variance,
        replaces=xavier_normal,
        hint="The variance is 2 / (fan_in + fan_out): the root is taken once, for the deviation.",
        caught_by=public.xavier_normal_has_its_variance,
        catalog="M305",
    ),
    Mistake(
        xavier_variance_for_a_deviation,
        replaces=xavier_normal,
        hint="rng.normal takes the deviation, the root of the variance.",
        caught_by=public.xavier_normal_has_its_variance,
        catalog="M157",
    ),
    Mistake(
        xavier_of_inputs_only,
        replaces=xavier_normal,
        hint="Both fans count: 2 divided by their sum.",
        caught_by=public.xavier_normal_has_its_variance,
    ),
    Mistake(
        xavier_normal_that_is_uniform,
        replaces=xavier_normal,
        hint="rng.normal, not rng.uniform: the variance alone makes no normal distribution.",
        caught_by=hidden.xavier_normal_draws_each_weight,
    ),
    Mistake(
        he_variance_for_a_deviation,
        replaces=he_normal,
        hint="rng.normal takes the deviation, the root of the variance.",
        caught_by=public.he_normal_has_its_variance,
        catalog="M157",
    ),
    Mistake(
        he_transposed,
        replaces=he_normal,
        hint="One row for each input, one column for each unit: (fan_in, fan_out).",
        caught_by=public.he_normal_has_its_variance,
        catalog="M158",
    ),
    Mistake(
        he_with_equal_units,
        replaces=he_normal,
        hint="Draw fan_in times fan_out numbers: equal units would stay equal for ever.",
        caught_by=hidden.he_normal_draws_each_weight,
    ),
    Mistake(
        he_without_its_two,
        replaces=he_normal,
        hint="A rectifier throws half of the signal away: the variance has a 2 to make up for it.",
        caught_by=public.he_normal_has_its_variance,
    ),
    Mistake(
        he_with_the_printed_limit,
        replaces=he_uniform,
        hint="4 / (fan_in + fan_out) is a variance, not the end of an interval: from -r to r it is r**2 / 3.",
        caught_by=public.he_uniform_has_its_variance,
        catalog="M159",
    ),
    Mistake(
        he_of_the_larger_fan,
        replaces=he_uniform,
        hint="Use one fan throughout: fan_in, or fan_out, or their mean, for every shape.",
        caught_by=public.he_uniform_has_its_variance,
        catalog="M158",
    ),
    Mistake(
        fans_exchanged,
        replaces=conv_fans,
        hint="fan_in counts what an output reads: C channels, not F filters.",
        caught_by=public.fans_of_six_filters,
        catalog="M158",
    ),
    Mistake(
        fans_without_a_window,
        replaces=conv_fans,
        hint="An output reads a window of kh times kw pixels in each channel.",
        caught_by=public.fans_of_six_filters,
    ),
    Mistake(
        fans_of_square_windows,
        replaces=conv_fans,
        hint="A window has kh rows and kw columns, which may differ.",
        caught_by=hidden.fans_of_every_layer,
    ),
    Mistake(
        fan_out_without_a_window,
        replaces=conv_fans,
        hint="An input is read by kh times kw places of every filter.",
        caught_by=public.fans_of_six_filters,
    ),
    Mistake(
        strength_before_the_activation,
        replaces=signal_propagation,
        hint="Measure after the activation: that is what the next layer gets.",
        caught_by=hidden.strength_is_taken_after_the_activation,
        catalog="M422",
    ),
    Mistake(
        one_matrix_for_all_layers,
        replaces=signal_propagation,
        hint="Call init once for each layer, inside the loop.",
        caught_by=hidden.every_layer_calls_init,
        catalog="M423",
    ),
    Mistake(
        deviation_for_strength,
        replaces=signal_propagation,
        hint="The mean is not subtracted: the root of the mean of the squares.",
        caught_by=hidden.strength_is_taken_after_the_activation,
    ),
    Mistake(
        layers_side_by_side,
        replaces=signal_propagation,
        hint="Each layer works on what the one before put out: assign the result and go on from there.",
        caught_by=public.every_layer_halves,
    ),
    Mistake(
        uniform_noise,
        replaces=signal_propagation,
        hint="The input is normally distributed, with variance 1: rng.normal.",
        caught_by=public.every_layer_halves,
    ),
    Mistake(
        mean_square_for_strength,
        replaces=signal_propagation,
        hint="rms is the root of the mean square.",
        caught_by=public.every_layer_halves,
    ),
    Mistake(
        noise_of_its_own,
        replaces=signal_propagation,
        hint="Draw the input from rng: a generator made inside gives the same noise every time.",
        caught_by=public.signals_draw_from_their_generator,
    ),
    Mistake(
        layers_with_transposed_weights,
        replaces=signal_propagation,
        hint="W has a row for each input and a column for each unit: out @ W, not its transpose.",
        caught_by=hidden.every_layer_calls_init,
    ),
    Mistake(
        strength_of_one_example,
        replaces=signal_propagation,
        hint="The mean is taken over all examples and all units.",
        caught_by=public.every_layer_halves,
    ),
    Mistake(
        rows_normalized,
        replaces=batchnorm_forward,
        hint="Normalize each column, over the examples: axis 0.",
        caught_by=public.columns_are_normalized,
        catalog="M161",
    ),
    Mistake(
        variance_by_the_flag,
        replaces=batchnorm_forward,
        hint="unbiased speaks of the running variance: the batch itself is always divided by N.",
        caught_by=hidden.drawn_batches_are_normalized,
    ),
    Mistake(
        sample_variance,
        replaces=batchnorm_forward,
        hint="Divide the squared distances by N here, not by N - 1: ddof=0.",
        caught_by=public.columns_are_normalized,
        catalog="M162",
    ),
    Mistake(
        eps_beside_the_root,
        replaces=batchnorm_forward,
        hint="eps is added to the variance, before the root.",
        caught_by=public.columns_are_normalized,
        catalog="M163",
    ),
    Mistake(
        divided_by_the_variance,
        replaces=batchnorm_forward,
        hint="Divide by the deviation, the root of the variance.",
        caught_by=public.columns_are_normalized,
    ),
    Mistake(
        gamma_left_out,
        replaces=batchnorm_forward,
        hint="Multiply the normalized batch by gamma before you add beta.",
        caught_by=public.columns_are_normalized,
    ),
    Mistake(
        beta_before_gamma,
        replaces=batchnorm_forward,
        hint="Scale first, then shift: beta is not multiplied.",
        caught_by=(public.columns_are_normalized, public.gamma_and_beta_can_undo_it),
    ),
    Mistake(
        tests_by_the_batch,
        replaces=batchnorm_forward,
        hint="With train=False use running_mean and running_var, and hand the state back as it is.",
        caught_by=public.tests_use_running_values,
        catalog="M171",
    ),
    Mistake(
        tests_that_teach,
        replaces=batchnorm_forward,
        hint="A test batch must not move the running values.",
        caught_by=public.tests_use_running_values,
    ),
    Mistake(
        running_values_that_stand,
        replaces=batchnorm_forward,
        hint="In training the third result is the state after this batch, not the one before.",
        caught_by=hidden.training_moves_the_running_values,
        catalog="M173",
    ),
    Mistake(
        state_written_into,
        replaces=batchnorm_forward,
        hint="Return a new dict; state[...] = ... changes that of the caller.",
        caught_by=public.batchnorm_forward_leaves_its_arguments_alone,
    ),
    Mistake(
        eps_forgotten,
        replaces=batchnorm_forward,
        hint="A constant column has variance 0: without eps it is divided by 0.",
        caught_by=(public.columns_are_normalized, hidden.a_constant_column_becomes_beta),
    ),
    Mistake(
        mean_and_variance_held_fixed,
        replaces=batchnorm_backward,
        hint="Mean and variance depend on x: the gradient has a way through each of them, besides the direct one.",
        caught_by=(public.slopes_of_the_layer, public.a_common_shift_changes_nothing),
        catalog="M164",
    ),
    Mistake(
        no_way_through_the_variance,
        replaces=batchnorm_backward,
        hint="The way through the variance is missing: every row changes the deviation that all are divided by.",
        caught_by=(public.slopes_of_the_layer, hidden.a_common_scale_changes_nothing),
        catalog="M166",
    ),
    Mistake(
        no_way_through_the_mean,
        replaces=batchnorm_backward,
        hint="The way through the mean is missing: every row of x moves the mean that is subtracted from all rows.",
        caught_by=(public.slopes_of_the_layer, public.a_common_shift_changes_nothing),
        catalog="M164",
    ),
    Mistake(
        dx_without_gamma,
        replaces=batchnorm_backward,
        hint="gamma multiplies on the way forward, and so it does on the way back to x.",
        caught_by=(public.slopes_of_the_layer, hidden.slopes_with_a_drawn_gamma),
        catalog="M167",
    ),
    Mistake(
        dgamma_from_unscaled_x,
        replaces=batchnorm_backward,
        hint="gamma is multiplied by the normalized x: that is what its gradient contains.",
        caught_by=public.slopes_of_gamma_and_beta_by_hand,
        catalog="M168",
    ),
    Mistake(
        dbeta_averaged,
        replaces=batchnorm_backward,
        hint="beta is added to every row, so the rows of dout add up.",
        caught_by=public.slopes_of_gamma_and_beta_by_hand,
        catalog="M169",
    ),
    Mistake(
        dx_without_the_deviation,
        replaces=batchnorm_backward,
        hint="On the way forward you divided by the deviation: divide here as well.",
        caught_by=(public.slopes_of_the_layer, hidden.shifted_and_stretched_inputs),
    ),
    Mistake(
        upstream_written_into,
        replaces=batchnorm_backward,
        hint="dout *= gamma changes the array of the caller; dout * gamma makes a new one.",
        caught_by=public.batchnorm_backward_leaves_its_arguments_alone,
    ),
    Mistake(
        cache_used_up,
        replaces=batchnorm_backward,
        hint="Change nothing of the cache: a second call must find it as the first one did.",
        caught_by=hidden.caches_serve_twice,
    ),
    Mistake(
        momentum_of_the_new,
        replaces=update_running,
        hint="momentum weighs the old value here; PyTorch's momentum weighs the new one.",
        caught_by=public.one_update_by_hand,
        catalog="M172",
    ),
    Mistake(
        variance_not_stored,
        replaces=update_running,
        hint="Both running values move: put the variance into the new state too.",
        caught_by=public.one_update_by_hand,
        catalog="M173",
    ),
    Mistake(
        always_unbiased,
        replaces=update_running,
        hint="Divide by N - 1 only where state['unbiased'] is true.",
        caught_by=(public.one_update_by_hand, hidden.the_flag_chooses_the_divisor),
        catalog="M319",
    ),
    Mistake(
        never_unbiased,
        replaces=update_running,
        hint="Where state['unbiased'] is true, divide by N - 1.",
        caught_by=hidden.the_flag_chooses_the_divisor,
    ),
    Mistake(
        values_of_the_last_batch,
        replaces=update_running,
        hint="Keep momentum times the old value: the new one only adds a little.",
        caught_by=public.one_update_by_hand,
    ),
    Mistake(
        deviation_for_variance,
        replaces=update_running,
        hint="running_var is a variance: no root.",
        caught_by=public.one_update_by_hand,
    ),
    Mistake(
        running_values_in_place,
        replaces=update_running,
        hint="Return a new dict with new arrays: *= and state[...] = ... change those of the caller.",
        caught_by=public.update_running_leaves_its_arguments_alone,
    ),
    Mistake(
        test_by_its_batch,
        replaces=batchnorm_test,
        hint="Use running_mean and running_var: a single row has no mean and variance of its own.",
        caught_by=(public.one_test_by_hand, hidden.a_row_is_not_touched_by_others),
        catalog="M171",
    ),
    Mistake(
        test_without_the_root,
        replaces=batchnorm_test,
        hint="Divide by the root of (running_var + eps).",
        caught_by=public.one_test_by_hand,
    ),
    Mistake(
        test_with_eps_beside_the_root,
        replaces=batchnorm_test,
        hint="eps is added to running_var, before the root.",
        caught_by=public.one_test_by_hand,
        catalog="M163",
    ),
    Mistake(
        test_without_gamma_and_beta,
        replaces=batchnorm_test,
        hint="Scale and shift are part of the layer in test mode as well.",
        caught_by=public.one_test_by_hand,
    ),
    Mistake(
        test_by_the_flag,
        replaces=batchnorm_test,
        hint="unbiased speaks of updates: running_var is used as it stands.",
        caught_by=hidden.drawn_rows_are_tested,
    ),
    Mistake(
        NetworkOfBatchesInTests,
        replaces=BatchNormMLP,
        hint="predict uses the running values: train=False.",
        caught_by=public.digits_are_named_one_by_one,
        catalog="M425",
    ),
    Mistake(
        NetworkThatNormalizesLate,
        replaces=BatchNormMLP,
        hint="Normalize the pre-activations, then rectify.",
        caught_by=public.normalized_before_it_is_rectified,
        catalog="M426",
    ),
    Mistake(
        NetworkWithFixedGammas,
        replaces=BatchNormMLP,
        hint="gamma and beta are parameters like the weights: fit moves them too.",
        caught_by=public.every_layer_has_its_own_gamma,
        catalog="M427",
    ),
    Mistake(
        NetworkWithoutAChoice,
        replaces=BatchNormMLP,
        hint="With batchnorm=False nothing is normalized.",
        caught_by=hidden.normalized_networks_stand_bad_starts,
    ),
    Mistake(
        NetworkOfHeAlways,
        replaces=BatchNormMLP,
        hint="Where scale is given, it is the deviation of all weights.",
        caught_by=hidden.normalized_networks_stand_bad_starts,
    ),
    Mistake(
        NetworkWithoutShortBatches,
        replaces=BatchNormMLP,
        hint="Every example counts in every epoch: a last batch that is shorter is a batch as well.",
        caught_by=public.normalized_before_it_is_rectified,
    ),
    Mistake(
        NetworkWithATinyEps,
        replaces=BatchNormMLP,
        hint="eps is 1e-5 here.",
        caught_by=public.normalized_before_it_is_rectified,
    ),
    Mistake(
        NetworkOfXavier,
        replaces=BatchNormMLP,
        hint="The layers are followed by rectifiers: start with he_normal, which has the 2.",
        caught_by=public.every_layer_has_its_own_gamma,
    ),
    Mistake(
        NetworkThatClimbs,
        replaces=BatchNormMLP,
        hint="Step against the gradient: subtract it.",
        caught_by=public.digits_are_named_one_by_one,
    ),
    Mistake(
        share_of_zero_activations,
        replaces=dead_by_rate,
        hint="A unit that is silent for some examples is not dead: count units that are silent for all.",
        caught_by=public.one_row_keeps_a_unit_alive,
        catalog="M428",
    ),
    Mistake(
        new_start_for_each_rate,
        replaces=dead_by_rate,
        hint="Draw the start once, before the loop: rates are compared from the same parameters.",
        caught_by=public.all_rates_start_alike,
        catalog="M429",
    ),
    Mistake(
        start_where_the_last_rate_ended,
        replaces=dead_by_rate,
        hint="Each rate begins at the same start: keep it, and give the result of training another name.",
        caught_by=public.all_rates_start_alike,
    ),
    Mistake(
        dead_without_their_biases,
        replaces=dead_by_rate,
        hint="A pre-activation is X @ W1 + b1: the biases have moved too.",
        caught_by=public.one_row_keeps_a_unit_alive,
    ),
    Mistake(
        dead_on_the_last_batch,
        replaces=dead_by_rate,
        hint="Judge on all of X: a batch is silent sooner.",
        caught_by=public.one_row_keeps_a_unit_alive,
        catalog="M430",
    ),
    Mistake(
        dead_before_training,
        replaces=dead_by_rate,
        hint="Judge the parameters that train_network returns, not the start.",
        caught_by=hidden.high_rates_kill,
    ),
    Mistake(
        alive_for_dead,
        replaces=dead_by_rate,
        hint="The share of dead units is asked for, not that of the living.",
        caught_by=public.one_row_keeps_a_unit_alive,
    ),
)


# Right solutions in the other conventions that lectures and libraries use: each must earn full marks.


class ReLUWithSlopeOneAtZero(ReLU):
    """Gives the kink the slope of the right side."""

    def forward(self, x, train=True):
        """Forward."""
        self._slope = (x >= 0).astype(float)
        return x * self._slope


def he_normal_by_outputs(fan_in, fan_out, rng):
    """Keeps the gradient's variance on the way back."""
    return rng.standard_normal((fan_in, fan_out)) * np.sqrt(2 / fan_out)


def he_uniform_by_the_mean(fan_in, fan_out, rng):
    """Takes the mean of both fans, as one lecture does for Xavier."""
    limit = np.sqrt(12 / (fan_in + fan_out))
    return (2 * rng.random((fan_in, fan_out)) - 1) * limit


def batchnorm_backward_in_steps(dout, cache):
    """Goes back through each node of the graph, as a well-known blog post does."""
    x_hat, gamma, deviation = cache
    N = len(dout)
    centred = x_hat * deviation
    dx_hat = dout * gamma
    dvariance = (dx_hat * centred).sum(axis=0) * -0.5 / deviation**3
    dmean = -(dx_hat / deviation).sum(axis=0) + dvariance * (-2 * centred).mean(axis=0)
    return dx_hat / deviation + dvariance * 2 * centred / N + dmean / N, (dout * x_hat).sum(axis=0), dout.sum(axis=0)


def dead_by_rate_in_a_list(rates, X, y, rng):
    """Returns a list of floats."""
    return [float(each) for each in dead_by_rate(rates, X, y, rng)]


CONVENTIONS = (
    ReLUWithSlopeOneAtZero,
    he_normal_by_outputs,
    he_uniform_by_the_mean,
    batchnorm_backward_in_steps,
    dead_by_rate_in_a_list,
)
