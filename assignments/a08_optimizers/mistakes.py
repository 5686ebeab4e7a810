"""Typical wrong solutions of assignment 8: what each check must catch, and what a student who made it should read."""

import bisect
import math
from itertools import pairwise

import numpy as np

from grader import Mistake
from reference.adaptive import AdaGrad, Adam, RMSProp
from reference.curvature import (
    classify_critical_point,
    critical_rate,
    hessian_numeric,
    steepest_direction,
    taylor_decrease,
)
from reference.landscapes import deep_linear_witness, escape_time, ravine, steps_to
from reference.line_search import RATES, compare
from reference.momentum import Momentum, Nesterov, momentum_schedule
from reference.rates import (
    exp_decay,
    geometric_decay,
    inv_t_decay,
    piecewise_decay,
    plateau_decay,
    power_decay,
    step_decay,
)

from . import checks_hidden as hidden
from . import checks_public as public

# 8.1


class _Velocity:
    """What most constructors of 8.1 and 8.2 do: a velocity for each array, at first none."""

    def __init__(self, eta, mu):
        """Start."""
        self.eta, self.mu, self.v = eta, mu, {}


class MomentumOfOneVelocity:
    """Keeps one velocity for all arrays."""

    def __init__(self, eta, mu):
        """Start."""
        self.eta, self.mu, self.v = eta, mu, 0.0

    def step(self, params, grads):
        """Move."""
        after = {}
        for n in params:
            self.v = self.mu * self.v - self.eta * grads[n]
            after[n] = params[n] + self.v
        return after


class MomentumThatForgets(_Velocity):
    """Begins every step at rest."""

    def step(self, params, grads):
        """Move."""
        self.v = {}
        self.v = {n: self.mu * self.v.get(n, 0.0) - self.eta * grads[n] for n in params}
        return {n: params[n] + self.v[n] for n in params}


class MomentumOfAverages(_Velocity):
    """Averages the gradients, so that nothing gathers speed."""

    def step(self, params, grads):
        """Move."""
        self.v = {n: self.mu * self.v.get(n, 0.0) - (1 - self.mu) * self.eta * grads[n] for n in params}
        return {n: params[n] + self.v[n] for n in params}


class MomentumUphill(_Velocity):
    """Adds the gradient."""

    def step(self, params, grads):
        """Move."""
        self.v = {n: self.mu * self.v.get(n, 0.0) + self.eta * grads[n] for n in params}
        return {n: params[n] + self.v[n] for n in params}


class MomentumOneStepLate(_Velocity):
    """Moves by the velocity of the step before."""

    def step(self, params, grads):
        """Move."""
        after = {n: params[n] + self.v.get(n, 0.0) for n in params}
        self.v = {n: self.mu * self.v.get(n, 0.0) - self.eta * grads[n] for n in params}
        return after


class MomentumWithFrictionOnAll(_Velocity):
    """Takes mu of the new gradient too."""

    def step(self, params, grads):
        """Move."""
        self.v = {n: self.mu * (self.v.get(n, 0.0) - self.eta * grads[n]) for n in params}
        return {n: params[n] + self.v[n] for n in params}


class MomentumThatKeepsTheRest(_Velocity):
    """Takes mu for the friction."""

    def step(self, params, grads):
        """Move."""
        self.v = {n: (1 - self.mu) * self.v.get(n, 0.0) - self.eta * grads[n] for n in params}
        return {n: params[n] + self.v[n] for n in params}


class MomentumOfTheLastTwo(_Velocity):
    """Remembers one gradient only."""

    def step(self, params, grads):
        """Move."""
        before = self.v
        self.v = {n: grads[n].copy() for n in params}
        return {n: params[n] - self.eta * (grads[n] + self.mu * before.get(n, 0.0)) for n in params}


class MomentumWithAFixedRate:
    """Remembers the rate that it was made with."""

    def __init__(self, eta, mu):
        """Start."""
        self.eta, self.mu, self.v = eta, mu, {}
        self.first = eta

    def step(self, params, grads):
        """Move."""
        self.v = {n: self.mu * self.v.get(n, 0.0) - self.first * grads[n] for n in params}
        return {n: params[n] + self.v[n] for n in params}


class MomentumOfTheClass:
    """Keeps the velocities in the class, where all objects share them."""

    v = {}  # noqa: RUF012, on purpose: all objects share it

    def __init__(self, eta, mu):
        """Start."""
        self.eta, self.mu = eta, mu
        self.v.clear()

    def step(self, params, grads):
        """Move."""
        for n in params:
            self.v[n] = self.mu * self.v.get(n, 0.0) - self.eta * grads[n]
        return {n: params[n] + self.v[n] for n in params}


class MomentumByPlace(_Velocity):
    """Counts the arrays, and trusts that they always come in the same order."""

    def step(self, params, grads):
        """Move."""
        before = [self.v.get(i, 0.0) for i in range(len(params))]
        self.v = {i: self.mu * v - self.eta * grads[n] for i, (v, n) in enumerate(zip(before, params, strict=True))}
        return {n: params[n] + self.v[i] for i, n in enumerate(params)}


class MomentumThatRests(_Velocity):
    """Leaves an array where it is while it has no slope."""

    def step(self, params, grads):
        """Move."""
        for n in params:
            self.v[n] = self.mu * self.v.get(n, 0.0) - self.eta * grads[n]
        return {n: params[n] + (self.v[n] if grads[n].any() else 0.0) for n in params}


class MomentumInPlace(_Velocity):
    """Moves the caller's arrays."""

    def step(self, params, grads):
        """Move."""
        for n in params:
            self.v[n] = self.mu * self.v.get(n, 0.0) - self.eta * grads[n]
            params[n] += self.v[n]
        return params


class MomentumThatHoldsTheGradients(_Velocity):
    """Takes the caller's first gradients for its own velocity, and changes them later."""

    def step(self, params, grads):
        """Move."""
        for n in params:
            if n in self.v:
                self.v[n] *= self.mu
                self.v[n] += grads[n]
            else:
                self.v[n] = grads[n]
        return {n: params[n] - self.eta * self.v[n] for n in params}


class MomentumInSingles(_Velocity):
    """Stores its velocity and its result in half the digits."""

    def step(self, params, grads):
        """Move."""
        self.v = {n: (self.mu * self.v.get(n, 0.0) - self.eta * grads[n]).astype(np.float32) for n in params}
        return {n: (params[n] + self.v[n]).astype(np.float32) for n in params}


def switched_one_late(t, switch, low=0.5, high=0.9):
    """Is still low at the switch."""
    return low if t <= switch else high


def high_before_low(t, switch, low=0.5, high=0.9):
    """The other way round."""
    return high if t < switch else low


def the_same_two_always(t, switch, low=0.5, high=0.9):
    """Does not look at low and high."""
    return 0.5 if t < switch else 0.9


# 8.2


class NesterovThatDoesNotLook(_Velocity):
    """Takes the gradient where it stands: plain momentum."""

    def step(self, params, grad):
        """Move."""
        grads = grad(dict(params))
        self.v = {n: self.mu * self.v.get(n, 0.0) - self.eta * grads[n] for n in params}
        return {n: params[n] + self.v[n] for n in params}


class NesterovThatLooksBack(_Velocity):
    """Looks in the direction that it comes from."""

    def step(self, params, grad):
        """Move."""
        grads = grad({n: params[n] - self.mu * self.v.get(n, np.zeros_like(params[n])) for n in params})
        self.v = {n: self.mu * self.v.get(n, 0.0) - self.eta * grads[n] for n in params}
        return {n: params[n] + self.v[n] for n in params}


class NesterovThatAsksTwice(_Velocity):
    """Asks where it stands as well, and does not use it."""

    def step(self, params, grad):
        """Move."""
        slopes = grad(dict(params))
        grads = grad({n: params[n] + self.mu * self.v.get(n, np.zeros_like(slopes[n])) for n in params})
        self.v = {n: self.mu * self.v.get(n, 0.0) - self.eta * grads[n] for n in params}
        return {n: params[n] + self.v[n] for n in params}


class NesterovFromThePointAhead(_Velocity):
    """Makes the whole step from the point ahead, so that the momentum counts twice."""

    def step(self, params, grad):
        """Move."""
        ahead = {n: params[n] + self.mu * self.v.get(n, np.zeros_like(params[n])) for n in params}
        grads = grad(ahead)
        self.v = {n: self.mu * self.v.get(n, 0.0) - self.eta * grads[n] for n in params}
        return {n: ahead[n] + self.v[n] for n in params}


class NesterovAWholeStepAhead(_Velocity):
    """Looks ahead by the whole last step."""

    def step(self, params, grad):
        """Move."""
        grads = grad({n: params[n] + self.v.get(n, np.zeros_like(params[n])) for n in params})
        self.v = {n: self.mu * self.v.get(n, 0.0) - self.eta * grads[n] for n in params}
        return {n: params[n] + self.v[n] for n in params}


class NesterovWithoutKeepingTheStep(_Velocity):
    """Remembers the gradient step only."""

    def step(self, params, grad):
        """Move."""
        ahead = {n: params[n] + self.mu * self.v.get(n, np.zeros_like(params[n])) for n in params}
        grads = grad(ahead)
        self.v = {n: -self.eta * grads[n] for n in params}
        return {n: ahead[n] + self.v[n] for n in params}


class NesterovOneArrayAtATime(_Velocity):
    """Lets only one array look ahead at a time."""

    def step(self, params, grad):
        """Move."""
        after = {}
        for n in params:
            v = self.v.get(n, np.zeros_like(params[n]))
            slope = grad({**params, n: params[n] + self.mu * v})[n]
            self.v[n] = self.mu * v - self.eta * slope
            after[n] = params[n] + self.v[n]
        return after


class NesterovOfOneVelocity:
    """Keeps one velocity for all arrays."""

    def __init__(self, eta, mu):
        """Start."""
        self.eta, self.mu, self.v = eta, mu, 0.0

    def step(self, params, grad):
        """Move."""
        ahead = {n: params[n] + self.mu * self.v for n in params}
        grads = grad(ahead)
        for n in params:
            self.v = self.mu * self.v - self.eta * grads[n]
        return {n: params[n] + self.v for n in params}


class NesterovInPlace(_Velocity):
    """Walks ahead with the caller's arrays, and back again."""

    def step(self, params, grad):
        """Move."""
        for n in params:
            self.v[n] = self.mu * self.v.get(n, np.zeros_like(params[n]))
            params[n] += self.v[n]
        grads = grad(params)
        for n in params:
            self.v[n] = self.v[n] - self.eta * grads[n]
            params[n] -= self.eta * grads[n]
        return params


# 8.3


class _AdaGrad:
    """What the constructor of most mistakes does."""

    def __init__(self, eta, delta=1e-7):
        """Start."""
        self.eta, self.delta, self.r = eta, delta, {}


class AdaGradUphill(_AdaGrad):
    """Adds the step, as a slide prints it."""

    def step(self, params, grads):
        """Move."""
        after = {}
        for n in params:
            self.r[n] = self.r.get(n, 0.0) + grads[n] ** 2
            after[n] = params[n] + self.eta * grads[n] / (self.delta + np.sqrt(self.r[n]))
        return after


class AdaGradOfSlopes(_AdaGrad):
    """Adds up the gradients, not their squares."""

    def step(self, params, grads):
        """Move."""
        after = {}
        for n in params:
            self.r[n] = self.r.get(n, 0.0) + grads[n]
            after[n] = params[n] - self.eta * grads[n] / (self.delta + np.sqrt(np.abs(self.r[n])))
        return after


class AdaGradOfTheNorm(_AdaGrad):
    """Keeps one number for all coordinates of an array."""

    def step(self, params, grads):
        """Move."""
        after = {}
        for n in params:
            self.r[n] = self.r.get(n, 0.0) + np.sum(grads[n] ** 2)
            after[n] = params[n] - self.eta * grads[n] / (self.delta + np.sqrt(self.r[n]))
        return after


class AdaGradWithoutTheRoot(_AdaGrad):
    """Divides by the sum of squares."""

    def step(self, params, grads):
        """Move."""
        after = {}
        for n in params:
            self.r[n] = self.r.get(n, 0.0) + grads[n] ** 2
            after[n] = params[n] - self.eta * grads[n] / (self.delta + self.r[n])
        return after


class AdaGradWithoutAPast(_AdaGrad):
    """Scales by this gradient only."""

    def step(self, params, grads):
        """Move."""
        after = {}
        for n in params:
            self.r[n] = grads[n] ** 2
            after[n] = params[n] - self.eta * grads[n] / (self.delta + np.sqrt(self.r[n]))
        return after


class AdaGradOfThePast(_AdaGrad):
    """Divides by what was added up before this step."""

    def step(self, params, grads):
        """Move."""
        after = {}
        for n in params:
            past = self.r.get(n, np.zeros_like(grads[n]))
            self.r[n] = past + grads[n] ** 2
            after[n] = params[n] - self.eta * grads[n] / (self.delta + np.sqrt(past))
        return after


class AdaGradWithDeltaTwice(_AdaGrad):
    """Adds delta inside of the root and to it."""

    def step(self, params, grads):
        """Move."""
        after = {}
        for n in params:
            self.r[n] = self.r.get(n, 0.0) + grads[n] ** 2
            after[n] = params[n] - self.eta * grads[n] / (self.delta + np.sqrt(self.r[n] + self.delta))
        return after


class AdaGradWithoutDelta(_AdaGrad):
    """Divides 0 by 0 where there was no slope yet."""

    def step(self, params, grads):
        """Move."""
        after = {}
        for n in params:
            self.r[n] = self.r.get(n, 0.0) + grads[n] ** 2
            after[n] = params[n] - self.eta * grads[n] / np.sqrt(self.r[n])
        return after


class AdaGradOfOneSum:
    """Keeps one sum for all arrays."""

    def __init__(self, eta, delta=1e-7):
        """Start."""
        self.eta, self.delta, self.r = eta, delta, 0.0

    def step(self, params, grads):
        """Move."""
        after = {}
        for n in params:
            self.r = self.r + grads[n] ** 2
            after[n] = params[n] - self.eta * grads[n] / (self.delta + np.sqrt(self.r))
        return after


class AdaGradInPlace(_AdaGrad):
    """Moves the caller's arrays."""

    def step(self, params, grads):
        """Move."""
        after = {}
        for n in params:
            self.r[n] = self.r.get(n, 0.0) + grads[n] ** 2
            params[n] -= self.eta * grads[n] / (self.delta + np.sqrt(self.r[n]))
            after[n] = params[n]
        return after


# 8.4


class _RMSProp:
    """What the constructor of most mistakes does."""

    def __init__(self, eta, rho=0.9, delta=1e-6):
        """Start."""
        self.eta, self.rho, self.delta, self.r = eta, rho, delta, {}


class RMSPropThatSkipsZeros(_RMSProp):
    """Lets the average stand still where there is no slope."""

    def step(self, params, grads):
        """Move."""
        after = {}
        for n in params:
            r, g = self.r.get(n, np.zeros_like(grads[n])), grads[n]
            self.r[n] = np.where(g == 0, r, self.rho * r + (1 - self.rho) * g**2)
            after[n] = params[n] - self.eta * g / (self.delta + np.sqrt(self.r[n]))
        return after


class RMSPropUphill(_RMSProp):
    """Adds the step, as a slide prints it."""

    def step(self, params, grads):
        """Move."""
        after = {}
        for n in params:
            self.r[n] = self.rho * self.r.get(n, 0.0) + (1 - self.rho) * grads[n] ** 2
            after[n] = params[n] + self.eta * grads[n] / (self.delta + np.sqrt(self.r[n]))
        return after


class RMSPropSwapped(_RMSProp):
    """Weighs the new square by rho."""

    def step(self, params, grads):
        """Move."""
        after = {}
        for n in params:
            self.r[n] = (1 - self.rho) * self.r.get(n, 0.0) + self.rho * grads[n] ** 2
            after[n] = params[n] - self.eta * grads[n] / (self.delta + np.sqrt(self.r[n]))
        return after


class RMSPropWithDeltaTwice(_RMSProp):
    """Adds delta inside of the root and to it."""

    def step(self, params, grads):
        """Move."""
        after = {}
        for n in params:
            self.r[n] = self.rho * self.r.get(n, 0.0) + (1 - self.rho) * grads[n] ** 2
            after[n] = params[n] - self.eta * grads[n] / (self.delta + np.sqrt(self.r[n] + self.delta))
        return after


class RMSPropThatNeverForgets(_RMSProp):
    """Adds up all squares."""

    def step(self, params, grads):
        """Move."""
        after = {}
        for n in params:
            self.r[n] = self.r.get(n, 0.0) + (1 - self.rho) * grads[n] ** 2
            after[n] = params[n] - self.eta * grads[n] / (self.delta + np.sqrt(self.r[n]))
        return after


class RMSPropWithAHeadStart(_RMSProp):
    """Begins with the first square in full."""

    def step(self, params, grads):
        """Move."""
        after = {}
        for n in params:
            self.r[n] = self.rho * self.r.get(n, grads[n] ** 2) + (1 - self.rho) * grads[n] ** 2
            after[n] = params[n] - self.eta * grads[n] / (self.delta + np.sqrt(self.r[n]))
        return after


class RMSPropWithoutTheRoot(_RMSProp):
    """Divides by the average square."""

    def step(self, params, grads):
        """Move."""
        after = {}
        for n in params:
            self.r[n] = self.rho * self.r.get(n, 0.0) + (1 - self.rho) * grads[n] ** 2
            after[n] = params[n] - self.eta * grads[n] / (self.delta + self.r[n])
        return after


class RMSPropCorrected:
    """Divides the average by 1 - rho^t, as Adam does."""

    def __init__(self, eta, rho=0.9, delta=1e-6):
        """Start."""
        self.eta, self.rho, self.delta, self.r = eta, rho, delta, {}
        self.t = {}

    def step(self, params, grads):
        """Move."""
        after = {}
        for n in params:
            self.t[n] = self.t.get(n, 0) + 1
            self.r[n] = self.rho * self.r.get(n, 0.0) + (1 - self.rho) * grads[n] ** 2
            after[n] = params[n] - self.eta * grads[n] / (self.delta + np.sqrt(self.r[n] / (1 - self.rho ** self.t[n])))
        return after


class RMSPropWithItsOwnRho(_RMSProp):
    """Always uses 0.9."""

    def step(self, params, grads):
        """Move."""
        after = {}
        for n in params:
            self.r[n] = 0.9 * self.r.get(n, 0.0) + 0.1 * grads[n] ** 2
            after[n] = params[n] - self.eta * grads[n] / (self.delta + np.sqrt(self.r[n]))
        return after


class RMSPropOfTheMean(_RMSProp):
    """Averages over the array as well."""

    def step(self, params, grads):
        """Move."""
        after = {}
        for n in params:
            self.r[n] = self.rho * self.r.get(n, 0.0) + (1 - self.rho) * np.mean(grads[n] ** 2)
            after[n] = params[n] - self.eta * grads[n] / (self.delta + np.sqrt(self.r[n]))
        return after


class RMSPropOfOneAverage:
    """Keeps one average for all arrays."""

    def __init__(self, eta, rho=0.9, delta=1e-6):
        """Start."""
        self.eta, self.rho, self.delta, self.r = eta, rho, delta, 0.0

    def step(self, params, grads):
        """Move."""
        after = {}
        for n in params:
            self.r = self.rho * self.r + (1 - self.rho) * grads[n] ** 2
            after[n] = params[n] - self.eta * grads[n] / (self.delta + np.sqrt(self.r))
        return after


# 8.5


class _Adam:
    """What the constructor of most mistakes does."""

    def __init__(self, eta, beta1=0.9, beta2=0.999, delta=1e-8):
        """Start."""
        self.eta, self.beta1, self.beta2, self.delta = eta, beta1, beta2, delta
        self.t, self.s, self.r = 0, {}, {}


class AdamThatSkipsZeros(_Adam):
    """Leaves a coordinate where it is while it has no slope."""

    def step(self, params, grads):
        """Move."""
        self.t += 1
        after = {}
        for n in params:
            g = grads[n]
            self.s[n] = self.beta1 * self.s.get(n, 0.0) + (1 - self.beta1) * g
            self.r[n] = self.beta2 * self.r.get(n, 0.0) + (1 - self.beta2) * g**2
            s, r = self.s[n] / (1 - self.beta1**self.t), self.r[n] / (1 - self.beta2**self.t)
            after[n] = params[n] - self.eta * s * (g != 0) / (self.delta + np.sqrt(r))
        return after


class AdamOfTheSecondMoment(_Adam):
    """Lets the average gradient decay from the average square, as a slide prints it."""

    def step(self, params, grads):
        """Move."""
        self.t += 1
        after = {}
        for n in params:
            g = grads[n]
            self.s[n] = self.beta1 * self.r.get(n, 0.0) + (1 - self.beta1) * g
            self.r[n] = self.beta2 * self.r.get(n, 0.0) + (1 - self.beta2) * g**2
            s, r = self.s[n] / (1 - self.beta1**self.t), self.r[n] / (1 - self.beta2**self.t)
            after[n] = params[n] - self.eta * s / (self.delta + np.sqrt(r))
        return after


class AdamCorrectedOnce(_Adam):
    """Divides by 1 - beta in every step."""

    def step(self, params, grads):
        """Move."""
        self.t += 1
        after = {}
        for n in params:
            g = grads[n]
            self.s[n] = self.beta1 * self.s.get(n, 0.0) + (1 - self.beta1) * g
            self.r[n] = self.beta2 * self.r.get(n, 0.0) + (1 - self.beta2) * g**2
            s, r = self.s[n] / (1 - self.beta1), self.r[n] / (1 - self.beta2)
            after[n] = params[n] - self.eta * s / (self.delta + np.sqrt(r))
        return after


class AdamCorrectedBySquares(_Adam):
    """Divides by 1 - beta^2 in every step."""

    def step(self, params, grads):
        """Move."""
        self.t += 1
        after = {}
        for n in params:
            g = grads[n]
            self.s[n] = self.beta1 * self.s.get(n, 0.0) + (1 - self.beta1) * g
            self.r[n] = self.beta2 * self.r.get(n, 0.0) + (1 - self.beta2) * g**2
            s, r = self.s[n] / (1 - self.beta1**2), self.r[n] / (1 - self.beta2**2)
            after[n] = params[n] - self.eta * s / (self.delta + np.sqrt(r))
        return after


class AdamThatCountsArrays(_Adam):
    """Counts every array."""

    def step(self, params, grads):
        """Move."""
        after = {}
        for n in params:
            self.t += 1
            g = grads[n]
            self.s[n] = self.beta1 * self.s.get(n, 0.0) + (1 - self.beta1) * g
            self.r[n] = self.beta2 * self.r.get(n, 0.0) + (1 - self.beta2) * g**2
            s, r = self.s[n] / (1 - self.beta1**self.t), self.r[n] / (1 - self.beta2**self.t)
            after[n] = params[n] - self.eta * s / (self.delta + np.sqrt(r))
        return after


class AdamFromStepZero(_Adam):
    """Counts after the step, so that the first one divides by 0."""

    def step(self, params, grads):
        """Move."""
        after = {}
        for n in params:
            g = grads[n]
            self.s[n] = self.beta1 * self.s.get(n, 0.0) + (1 - self.beta1) * g
            self.r[n] = self.beta2 * self.r.get(n, 0.0) + (1 - self.beta2) * g**2
            s, r = self.s[n] / np.float64(1 - self.beta1**self.t), self.r[n] / np.float64(1 - self.beta2**self.t)
            after[n] = params[n] - self.eta * s / (self.delta + np.sqrt(r))
        self.t += 1
        return after


class AdamUncorrected(_Adam):
    """Uses the averages as they are."""

    def step(self, params, grads):
        """Move."""
        after = {}
        for n in params:
            g = grads[n]
            self.s[n] = self.beta1 * self.s.get(n, 0.0) + (1 - self.beta1) * g
            self.r[n] = self.beta2 * self.r.get(n, 0.0) + (1 - self.beta2) * g**2
            s, r = self.s[n], self.r[n]
            after[n] = params[n] - self.eta * s / (self.delta + np.sqrt(r))
        return after


class AdamWithoutTheRoot(_Adam):
    """Divides by the average square."""

    def step(self, params, grads):
        """Move."""
        self.t += 1
        after = {}
        for n in params:
            g = grads[n]
            self.s[n] = self.beta1 * self.s.get(n, 0.0) + (1 - self.beta1) * g
            self.r[n] = self.beta2 * self.r.get(n, 0.0) + (1 - self.beta2) * g**2
            s, r = self.s[n] / (1 - self.beta1**self.t), self.r[n] / (1 - self.beta2**self.t)
            after[n] = params[n] - self.eta * s / (self.delta + r)
        return after


class AdamWithALargeDelta(_Adam):
    """Always uses a delta of 0.01."""

    def step(self, params, grads):
        """Move."""
        self.t += 1
        after = {}
        for n in params:
            g = grads[n]
            self.s[n] = self.beta1 * self.s.get(n, 0.0) + (1 - self.beta1) * g
            self.r[n] = self.beta2 * self.r.get(n, 0.0) + (1 - self.beta2) * g**2
            s, r = self.s[n] / (1 - self.beta1**self.t), self.r[n] / (1 - self.beta2**self.t)
            after[n] = params[n] - self.eta * s / (1e-2 + np.sqrt(r))
        return after


class AdamWithDeltaTwice(_Adam):
    """Adds delta inside of the root and to it."""

    def step(self, params, grads):
        """Move."""
        self.t += 1
        after = {}
        for n in params:
            g = grads[n]
            self.s[n] = self.beta1 * self.s.get(n, 0.0) + (1 - self.beta1) * g
            self.r[n] = self.beta2 * self.r.get(n, 0.0) + (1 - self.beta2) * g**2
            s, r = self.s[n] / (1 - self.beta1**self.t), self.r[n] / (1 - self.beta2**self.t)
            after[n] = params[n] - self.eta * s / (self.delta + np.sqrt(r + self.delta))
        return after


class AdamThatKeepsCorrections(_Adam):
    """Puts the corrected averages back."""

    def step(self, params, grads):
        """Move."""
        self.t += 1
        after = {}
        for n in params:
            g = grads[n]
            self.s[n] = self.beta1 * self.s.get(n, 0.0) + (1 - self.beta1) * g
            self.r[n] = self.beta2 * self.r.get(n, 0.0) + (1 - self.beta2) * g**2
            s, r = (
                self.s.__setitem__(n, self.s[n] / (1 - self.beta1**self.t)) or self.s[n],
                self.r.__setitem__(n, self.r[n] / (1 - self.beta2**self.t)) or self.r[n],
            )
            after[n] = params[n] - self.eta * s / (self.delta + np.sqrt(r))
        return after


class AdamHalfCorrected(_Adam):
    """Corrects the average gradient only."""

    def step(self, params, grads):
        """Move."""
        self.t += 1
        after = {}
        for n in params:
            g = grads[n]
            self.s[n] = self.beta1 * self.s.get(n, 0.0) + (1 - self.beta1) * g
            self.r[n] = self.beta2 * self.r.get(n, 0.0) + (1 - self.beta2) * g**2
            s, r = self.s[n] / (1 - self.beta1**self.t), self.r[n]
            after[n] = params[n] - self.eta * s / (self.delta + np.sqrt(r))
        return after


class AdamWithBetasSwapped(_Adam):
    """Takes beta2 for the gradients."""

    def step(self, params, grads):
        """Move."""
        self.t += 1
        after = {}
        for n in params:
            g = grads[n]
            self.s[n] = self.beta2 * self.s.get(n, 0.0) + (1 - self.beta2) * g
            self.r[n] = self.beta1 * self.r.get(n, 0.0) + (1 - self.beta1) * g**2
            s, r = self.s[n] / (1 - self.beta2**self.t), self.r[n] / (1 - self.beta1**self.t)
            after[n] = params[n] - self.eta * s / (self.delta + np.sqrt(r))
        return after


class AdamUphill(_Adam):
    """Adds the step."""

    def step(self, params, grads):
        """Move."""
        self.t += 1
        after = {}
        for n in params:
            g = grads[n]
            self.s[n] = self.beta1 * self.s.get(n, 0.0) + (1 - self.beta1) * g
            self.r[n] = self.beta2 * self.r.get(n, 0.0) + (1 - self.beta2) * g**2
            s, r = self.s[n] / (1 - self.beta1**self.t), self.r[n] / (1 - self.beta2**self.t)
            after[n] = params[n] + self.eta * s / (self.delta + np.sqrt(r))
        return after


class AdamOfTheAverage(_Adam):
    """Moves by the gradient, not by its average: RMSProp with a correction."""

    def step(self, params, grads):
        """Move."""
        self.t += 1
        after = {}
        for n in params:
            g = grads[n]
            self.s[n] = self.beta1 * self.s.get(n, 0.0) + (1 - self.beta1) * g
            self.r[n] = self.beta2 * self.r.get(n, 0.0) + (1 - self.beta2) * g**2
            s, r = g, self.r[n] / (1 - self.beta2**self.t)
            after[n] = params[n] - self.eta * s / (self.delta + np.sqrt(r))
        return after


class AdamOfOneAverage(_Adam):
    """Keeps one pair of averages for all arrays."""

    def step(self, params, grads):
        """Move."""
        self.t += 1
        after = {}
        for n in params:
            g = grads[n]
            self.s["all"] = self.beta1 * self.s.get("all", 0.0) + (1 - self.beta1) * g
            self.r["all"] = self.beta2 * self.r.get("all", 0.0) + (1 - self.beta2) * g**2
            s, r = self.s["all"] / (1 - self.beta1**self.t), self.r["all"] / (1 - self.beta2**self.t)
            after[n] = params[n] - self.eta * s / (self.delta + np.sqrt(r))
        return after


class AdamOfTheClass:
    """Counts in the class, for all objects."""

    t = 0

    def __init__(self, eta, beta1=0.9, beta2=0.999, delta=1e-8):
        """Start."""
        self.eta, self.beta1, self.beta2, self.delta = eta, beta1, beta2, delta
        self.s, self.r = {}, {}
        type(self).t = 0

    def step(self, params, grads):
        """Move."""
        type(self).t += 1
        after = {}
        for n in params:
            g = grads[n]
            self.s[n] = self.beta1 * self.s.get(n, 0.0) + (1 - self.beta1) * g
            self.r[n] = self.beta2 * self.r.get(n, 0.0) + (1 - self.beta2) * g**2
            s, r = self.s[n] / (1 - self.beta1**self.t), self.r[n] / (1 - self.beta2**self.t)
            after[n] = params[n] - self.eta * s / (self.delta + np.sqrt(r))
        return after


class AdamThatStopsCorrecting(_Adam):
    """Corrects for the first ten steps only."""

    def step(self, params, grads):
        """Move."""
        self.t += 1
        after = {}
        for n in params:
            g = grads[n]
            self.s[n] = self.beta1 * self.s.get(n, 0.0) + (1 - self.beta1) * g
            self.r[n] = self.beta2 * self.r.get(n, 0.0) + (1 - self.beta2) * g**2
            s, r = (
                self.s[n] / (1 - self.beta1**self.t if self.t <= 10 else 1),
                self.r[n] / (1 - self.beta2**self.t if self.t <= 10 else 1),
            )
            after[n] = params[n] - self.eta * s / (self.delta + np.sqrt(r))
        return after


class AdamInPlace(_Adam):
    """Moves the caller's arrays."""

    def step(self, params, grads):
        """Move."""
        self.t += 1
        for n in params:
            g = grads[n]
            self.s[n] = self.beta1 * self.s.get(n, 0.0) + (1 - self.beta1) * g
            self.r[n] = self.beta2 * self.r.get(n, 0.0) + (1 - self.beta2) * g**2
            s, r = self.s[n] / (1 - self.beta1**self.t), self.r[n] / (1 - self.beta2**self.t)
            params[n] -= self.eta * s / (self.delta + np.sqrt(r))
        return params


# 8.6


def stairs_one_late(t, eta0, factor, every):
    """Is still high at the edge."""
    return eta0 * factor ** max(math.ceil(t / every) - 1, 0)


def stairs_without_steps(t, eta0, factor, every):
    """Falls smoothly."""
    return eta0 * factor ** (t / every)


def stairs_by_multiples(t, eta0, factor, every):
    """Multiplies by the number of spans."""
    return eta0 * factor * (t // every)


def one_stair_only(t, eta0, factor, every):
    """Lowers the rate once."""
    return eta0 * factor if t >= every else eta0


def power_of_the_rate(t, eta0, k):
    """Takes the rate to the power -k t, as a slide prints it."""
    return eta0 ** (-k * t)


def exponential_growth(t, eta0, k):
    """Forgets the minus."""
    return eta0 * math.exp(k * t)


def straight_line(t, eta0, k):
    """Takes the tangent for the curve."""
    return eta0 * (1 - k * t)


def whole_powers_only(t, eta0, r, s):
    """Counts whole spans."""
    return eta0 * r ** (t // s)


def power_of_the_time(t, eta0, r, s):
    """Forgets s."""
    return eta0 * r**t


def time_times_s(t, eta0, r, s):
    """Multiplies by s."""
    return eta0 * r ** (t * s)


def line_to_r(t, eta0, r, s):
    """Goes down in a straight line."""
    return eta0 * (1 - (1 - r) * t / s)


def without_the_one(t, eta0, k):
    """Divides by k t."""
    return eta0 / (k * t) if t else eta0


def time_over_k(t, eta0, k):
    """Divides by k where it should multiply."""
    return eta0 / (1 + t / k)


def compound_interest(t, eta0, k):
    """Divides by 1 + k once for every unit of time."""
    return eta0 / (1 + k) ** t


def power_of_the_time_only(t, eta0, s, c):
    """Takes the power before it adds 1."""
    return eta0 / (1 + (t / s) ** c)


def c_times(t, eta0, s, c):
    """Multiplies by c."""
    return eta0 / (1 + c * t / s)


def growing_power(t, eta0, s, c):
    """Multiplies where it should divide."""
    return eta0 * (1 + t / s) ** c


def boundary_to_the_earlier(t, boundaries, values):
    """Gives the boundary to the piece before it."""
    return values[bisect.bisect_left(boundaries, t)]


def last_value_never(t, boundaries, values):
    """Stops one before the last."""
    return values[min(bisect.bisect_right(boundaries, t), len(values) - 2)] if boundaries else values[0]


def straight_between(t, boundaries, values):
    """Interpolates."""
    return float(np.interp(t, [0, *boundaries], values))


def against_the_best(errors, eta0, factor):
    """Compares with the lowest error so far."""
    rates, best = [], math.inf
    for error in errors:
        rates.append(eta0)
        if error > best:
            eta0 *= factor
        best = min(best, error)
    return rates


def lower_at_once(errors, eta0, factor):
    """Lowers the rate of the epoch whose error rose."""
    rates, last = [], math.inf
    for error in errors:
        if error > last:
            eta0 *= factor
        rates.append(eta0)
        last = error
    return rates


def lower_when_equal(errors, eta0, factor):
    """Takes an equal error for a rise."""
    rates, last = [], math.inf
    for error in errors:
        rates.append(eta0)
        if error >= last:
            eta0 *= factor
        last = error
    return rates


def lower_while_falling(errors, eta0, factor):
    """Lowers the rate where the error falls."""
    rates, last = [], 0.0
    for error in errors:
        rates.append(eta0)
        if error < last:
            eta0 *= factor
        last = error
    return rates


def lowered_and_restored(errors, eta0, factor):
    """Goes back to eta0 after one epoch."""
    rates = [eta0]
    for last, error in pairwise(errors[:-1]):
        rates.append(eta0 * factor if error > last else eta0)
    return [eta0, *rates][: len(errors)]


# 8.7


def _end_of_walk(optimizer, steps):
    """Return the loss after some steps on the ravine, infinite where it is no number."""
    params = {"w": np.ones(2)}
    for _ in range(steps):
        params = optimizer.step(params, ravine(params)[1])
    loss, _ = ravine(params)
    return math.inf if math.isnan(loss) else loss


def one_optimizer_for_all_rates(makers, steps):
    """Makes an optimizer once, and changes its rate."""
    best = {}
    for name, maker in makers.items():
        optimizer = maker(RATES[0])
        ends = []
        for eta in RATES:
            optimizer.eta = eta
            ends.append((_end_of_walk(optimizer, steps), eta))
        loss, eta = min(ends)
        best[name] = eta, loss
    return best


def no_number_wins(makers, steps):
    """Lets np.argmin decide, for which nan is the least of all."""
    best = {}
    for name, maker in makers.items():
        ends = []
        for eta in RATES:
            params, optimizer = {"w": np.ones(2)}, maker(eta)
            for _ in range(steps):
                params = optimizer.step(params, ravine(params)[1])
            ends.append(ravine(params)[0])
        first = int(np.argmin(ends))
        best[name] = RATES[first], ends[first]
    return best


def largest_rate_that_comes_down(makers, steps):
    """Takes the largest rate whose loss falls at all."""
    best = {}
    for name, maker in makers.items():
        ends = [(_end_of_walk(maker(eta), steps), eta) for eta in RATES]
        loss, eta = [end for end in ends if end[0] < 50.5][-1] if ends[0][0] < 50.5 else ends[0]
        best[name] = eta, loss
    return best


def larger_of_equal_rates(makers, steps):
    """Lets the later one win a tie."""
    best = {}
    for name, maker in makers.items():
        ends = [(_end_of_walk(maker(eta), steps), -eta) for eta in RATES]
        loss, eta = min(ends)
        best[name] = -eta, loss
    return best


def never_above_the_start(makers, steps):
    """Begins the search with the loss at the start, which no walk that climbs can beat."""
    best = {}
    for name, maker in makers.items():
        best[name] = RATES[0], 50.5
        for eta in RATES:
            loss = _end_of_walk(maker(eta), steps)
            if loss < best[name][1]:
                best[name] = eta, loss
    return best


def lowest_on_the_way(makers, steps):
    """Takes the lowest loss of the whole walk."""
    best = {}
    for name, maker in makers.items():
        ends = []
        for eta in RATES:
            params, optimizer, lowest = {"w": np.ones(2)}, maker(eta), math.inf
            for _ in range(steps):
                params = optimizer.step(params, ravine(params)[1])
                loss = ravine(params)[0]
                lowest = min(lowest, math.inf if math.isnan(loss) else loss)
            ends.append((lowest, eta))
        loss, eta = min(ends)
        best[name] = eta, loss
    return best


def loss_before_the_last_step(makers, steps):
    """Looks at the loss before the last step."""
    best = {}
    for name, maker in makers.items():
        ends = [(_end_of_walk(maker(eta), steps - 1), eta) for eta in RATES]
        loss, eta = min(ends)
        best[name] = eta, loss
    return best


def loss_first(makers, steps):
    """Returns the pair the other way round."""
    return {name: (loss, eta) for name, (eta, loss) in compare(makers, steps).items()}


# 8.8


def one_sided_of_central(f, x, h):
    """Takes one-sided differences of central slopes, so that the axes are not treated alike."""
    steps = h * np.eye(len(x))

    def slope(point):
        return np.array([(f(point + e) - f(point - e)) / (2 * h) for e in steps])

    return np.array([(slope(x + e) - slope(x)) / h for e in steps])


def divided_by_h_once(f, x, h):
    """Divides by 4 h."""
    return hessian_numeric(f, x, h) * h


def half_a_hessian(f, x, h):
    """Takes h for the distance of two points that are 2 h apart."""
    return hessian_numeric(f, x, h) * 4


def upper_triangle(f, x, h):
    """Forgets the lower half."""
    return np.triu(hessian_numeric(f, x, h))


def curvatures_of_the_axes(f, x, h):
    """Only the diagonal."""
    return np.diag(np.diag(hessian_numeric(f, x, h)))


def product_of_slopes(f, x, h):
    """Multiplies first derivatives."""
    g = np.array([(f(x + e) - f(x - e)) / (2 * h) for e in h * np.eye(len(x))])
    return np.outer(g, g)


def curvature_without_the_square(g, H, eta):
    """Takes eta once in both terms."""
    return float(eta * (g @ g) - eta * (g @ H @ g) / 2)


def as_printed_without_eta(g, H, eta):
    """Leaves eta out, as a slide does."""
    return float(g @ g - (g @ H @ g) / 2)


def increase_instead(g, H, eta):
    """Returns by how much the loss rises."""
    return -taylor_decrease(g, H, eta)


def first_order_only(g, H, eta):
    """Believes the slope."""
    return float(eta * (g @ g))


def curvature_without_the_half(g, H, eta):
    """Forgets the 1/2."""
    return float(eta * (g @ g) - eta**2 * (g @ H @ g))


def diagonal_curvature(g, H, eta):
    """Looks at the diagonal of H only."""
    return float(eta * (g @ g) - eta**2 * (g**2 @ np.diag(H)) / 2)


def uphill_direction(g):
    """Goes up."""
    return g / np.linalg.norm(g)


def direction_of_any_length(g):
    """Returns the negative gradient."""
    return -g


def divided_by_the_sum(g):
    """Divides by the sum of absolute values."""
    return -g / np.abs(g).sum()


def divided_by_the_largest(g):
    """Divides by the largest entry."""
    return -g / np.abs(g).max()


def one_over_the_largest(H):
    """Takes 1 for 2."""
    return float(1 / np.linalg.eigvalsh(H)[-1])


def two_over_the_smallest(H):
    """Looks along the flattest axis."""
    return float(2 / np.linalg.eigvalsh(H)[0])


def two_over_the_diagonal(H):
    """Takes the largest entry of the diagonal."""
    return float(2 / np.diag(H).max())


def two_over_the_length(H):
    """Takes the Frobenius norm."""
    return float(2 / np.linalg.norm(H))


def one_step_at_least(optimizer, kappa, tol, limit):
    """Looks only after a step."""
    params = {"w": np.ones(2)}
    for number in range(1, limit + 1):
        params = optimizer.step(params, ravine(params, kappa)[1])
        if ravine(params, kappa)[0] <= tol:
            return number
    return limit


def one_step_too_many(optimizer, kappa, tol, limit):
    """Counts the look as a step."""
    found = steps_to(optimizer, kappa, tol, limit)
    return found + 1


def strictly_below(optimizer, kappa, tol, limit):
    """Wants the loss below tol."""
    params = {"w": np.ones(2)}
    for number in range(limit):
        loss, grads = ravine(params, kappa)
        if loss < tol:
            return number
        params = optimizer.step(params, grads)
    return limit


def always_kappa_100(optimizer, kappa, tol, limit):
    """Forgets kappa."""
    return steps_to(optimizer, 100.0, tol, limit)


def minus_one_for_never(optimizer, kappa, tol, limit):
    """Returns -1 where the limit is reached."""
    params = {"w": np.ones(2)}
    for number in range(limit + 1):
        loss, grads = ravine(params, kappa)
        if loss <= tol:
            return number
        params = optimizer.step(params, grads)
    return -1


def until_the_slope_is_small(optimizer, kappa, tol, limit):
    """Compares the length of the gradient."""
    params = {"w": np.ones(2)}
    for number in range(limit):
        _, grads = ravine(params, kappa)
        if np.linalg.norm(grads["w"]) <= tol:
            return number
        params = optimizer.step(params, grads)
    return limit


# 8.9


def zero_counts_as_up(H, tol):
    """Calls a flat axis part of a minimum."""
    values = np.linalg.eigvalsh(H)
    if (values >= -tol).all():
        return "min"
    return "max" if (values <= tol).all() else "saddle"


def by_the_determinant(H, tol):
    """Looks at the sign of the determinant, as for two variables."""
    if np.abs(np.linalg.eigvalsh(H)).min() <= tol:
        return "degenerate"
    if np.linalg.det(H) < 0:
        return "saddle"
    return "min" if H[0, 0] > 0 else "max"


def exactly_zero_only(H, tol):
    """Does not use tol."""
    values = np.linalg.eigvalsh(H)
    if (values == 0).any():
        return "degenerate"
    return "min" if (values > 0).all() else "max" if (values < 0).all() else "saddle"


def by_the_diagonal(H, tol):
    """Reads the diagonal for the eigenvalues."""
    return classify_critical_point(np.diag(np.diag(H)), tol)


def upside_down(H, tol):
    """Confuses the two."""
    kind = classify_critical_point(H, tol)
    return {"min": "max", "max": "min"}.get(kind, kind)


def tolerance_of_the_determinant(H, tol):
    """Compares the product of the curvatures with tol."""
    values = np.linalg.eigvalsh(H)
    if abs(np.linalg.det(H)) <= tol:
        return "degenerate"
    return "min" if (values > 0).all() else "max" if (values < 0).all() else "saddle"


def signed_tolerance(H, tol):
    """Compares without absolute values, so that all that goes down is flat."""
    values = np.linalg.eigvalsh(H)
    if (values <= tol).any():
        return "degenerate"
    return "min"


def one_point_twice():
    """Names the same minimum twice."""
    return np.array([1.0, 1.0]), np.array([1.0, 1.0])


def neighbours():
    """Takes two minima close to each other."""
    return np.array([1.0, 1.0]), np.array([1.1, 1 / 1.1])


def opposite_signs():
    """Takes a point whose product is -1."""
    return np.array([1.0, 1.0]), np.array([1.0, -1.0])


def the_saddle():
    """Names the critical point at 0."""
    return np.array([0.0, 0.0]), np.array([1.0, 1.0])


def drifting_without_a_slope(sd, steps, rng):
    """Adds noise, and forgets the gradient."""
    y = 0.0
    for taken in range(1, steps + 1):
        y -= 0.1 * sd * rng.normal()
        if abs(y) > 1:
            return taken
    return steps


def noise_on_the_place(sd, steps, rng):
    """Adds the noise to the place instead of the gradient."""
    y = 0.0
    for taken in range(1, steps + 1):
        y += 0.1 * y + sd * rng.normal()
        if abs(y) > 1:
            return taken
    return steps


def uphill_from_the_saddle(sd, steps, rng):
    """Climbs along y."""
    y = 0.0
    for taken in range(1, steps + 1):
        y -= 0.1 * (y + sd * rng.normal())
        if abs(y) > 1:
            return taken
    return steps


def noise_of_the_variance(sd, steps, rng):
    """Takes sd for the variance."""
    return escape_time(math.sqrt(sd), steps, rng)


def counted_from_zero(sd, steps, rng):
    """Counts the steps before the last."""
    y = 0.0
    for taken in range(steps):
        y += 0.1 * (y + sd * rng.normal())
        if abs(y) > 1:
            return taken
    return steps


def noise_of_everybody(sd, steps, rng):
    """Draws from the generator that NumPy keeps for everybody."""
    y = 0.0
    for taken in range(1, steps + 1):
        y = 1.1 * y - 0.1 * np.random.normal(0.0, sd)
        if abs(y) > 1:
            return taken
    return steps


def noise_drawn_once(sd, steps, rng):
    """Uses the same noise in every step."""
    y, noise = 0.0, sd * rng.normal()
    for taken in range(1, steps + 1):
        y += 0.1 * (y + noise)
        if abs(y) > 1:
            return taken
    return steps


def gone_in_any_direction(sd, steps, rng):
    """Looks at the distance from the saddle."""
    x = y = 0.0
    for taken in range(1, steps + 1):
        x -= 0.1 * (x + sd * rng.normal())
        y += 0.1 * (y + sd * rng.normal())
        if math.hypot(x, y) > 1:
            return taken
    return steps


MISTAKES = (
    Mistake(
        MomentumOfOneVelocity,
        replaces=Momentum,
        hint="Every array needs a velocity of its own: keep a dict with the names of the arrays.",
        caught_by=hidden.velocities_of_three_arrays,
        catalog="M101",
    ),
    Mistake(
        MomentumByPlace,
        replaces=Momentum,
        hint="Keep each velocity under the name of its array: the names may come in another order next time.",
        caught_by=hidden.velocities_of_three_arrays,
    ),
    Mistake(
        MomentumThatRests,
        replaces=Momentum,
        hint="A ball rolls on where there is no slope: what is left of the velocity moves it.",
        caught_by=public.three_steps_gather_speed,
    ),
    Mistake(
        MomentumThatForgets,
        replaces=Momentum,
        hint="The velocity must outlive the step: set it to 0 in __init__, not in step.",
        caught_by=public.three_steps_gather_speed,
        catalog="M102",
    ),
    Mistake(
        MomentumOfAverages,
        replaces=Momentum,
        hint="Add the gradient in full: with 1 - mu in front the velocity is an average, and steps get no longer.",
        caught_by=(public.three_steps_gather_speed, public.a_steady_slope_has_a_limit),
        catalog="M321",
    ),
    Mistake(
        MomentumUphill,
        replaces=Momentum,
        hint="Downhill: where the velocity adds the gradient, the parameters must subtract the velocity.",
        caught_by=public.three_steps_gather_speed,
    ),
    Mistake(
        MomentumOneStepLate,
        replaces=Momentum,
        hint="First bring the velocity up to date, then move by it: the first step is plain descent.",
        caught_by=public.three_steps_gather_speed,
    ),
    Mistake(
        MomentumWithFrictionOnAll,
        replaces=Momentum,
        hint="mu shortens the old velocity only, not the new gradient.",
        caught_by=public.three_steps_gather_speed,
    ),
    Mistake(
        MomentumThatKeepsTheRest,
        replaces=Momentum,
        hint="mu is the share of the velocity that is kept, not the share that is lost.",
        caught_by=public.a_steady_slope_has_a_limit,
    ),
    Mistake(
        MomentumOfTheLastTwo,
        replaces=Momentum,
        hint="The velocity holds all past gradients: multiply the last velocity by mu, not the last gradient.",
        caught_by=public.three_steps_gather_speed,
    ),
    Mistake(
        MomentumWithAFixedRate,
        replaces=Momentum,
        hint="Read self.eta in each step: it may have been changed since __init__.",
        caught_by=hidden.a_new_rate_counts_from_the_next_step,
    ),
    Mistake(
        MomentumOfTheClass,
        replaces=Momentum,
        hint="A dict made in the body of the class belongs to all objects together: make it in __init__.",
        caught_by=hidden.two_balls_roll_apart,
    ),
    Mistake(
        MomentumInPlace,
        replaces=Momentum,
        hint="params[name] += ... changes the array of the caller: put value + velocity into a new dict.",
        caught_by=public.momentum_leaves_everything_alone,
    ),
    Mistake(
        MomentumThatHoldsTheGradients,
        replaces=Momentum,
        hint="self.v[name] = grads[name] is the caller's array, and *= changes it there: copy it.",
        caught_by=public.momentum_leaves_everything_alone,
    ),
    Mistake(
        MomentumInSingles,
        replaces=Momentum,
        hint="float32 loses small steps: leave out astype, and arrays stay float64.",
        caught_by=public.momentum_leaves_everything_alone,
        catalog="M201",
    ),
    Mistake(
        switched_one_late,
        replaces=momentum_schedule,
        hint="At t = switch it is high already.",
        caught_by=public.half_and_then_most,
    ),
    Mistake(
        high_before_low,
        replaces=momentum_schedule,
        hint="It begins low, while learning settles, and is high later.",
        caught_by=public.half_and_then_most,
    ),
    Mistake(
        the_same_two_always,
        replaces=momentum_schedule,
        hint="Use the arguments low and high; 0.5 and 0.9 are only what they are when nobody says otherwise.",
        caught_by=hidden.other_momenta,
    ),
    Mistake(
        NesterovThatDoesNotLook,
        replaces=Nesterov,
        hint="Ask for the gradient at the point ahead, params + mu v, not at params.",
        caught_by=(public.two_steps_on_a_parabola, hidden.asked_once_and_ahead),
        catalog="M103",
    ),
    Mistake(
        NesterovThatLooksBack,
        replaces=Nesterov,
        hint="Ahead is where the last step would lead again: with a v that is added to params, that is plus mu v.",
        caught_by=(public.two_steps_on_a_parabola, hidden.asked_once_and_ahead),
        catalog="M104",
    ),
    Mistake(
        NesterovThatAsksTwice,
        replaces=Nesterov,
        hint="A gradient costs a pass over the data: ask once per step, at the point ahead.",
        caught_by=hidden.asked_once_and_ahead,
        catalog="M402",
    ),
    Mistake(
        NesterovFromThePointAhead,
        replaces=Nesterov,
        hint="The point ahead is only looked at: step from params, or the momentum counts twice.",
        caught_by=public.two_steps_on_a_parabola,
    ),
    Mistake(
        NesterovAWholeStepAhead,
        replaces=Nesterov,
        hint="Only mu times the velocity is kept, so the point ahead is mu v away, not v.",
        caught_by=(public.two_steps_on_a_parabola, hidden.asked_once_and_ahead),
    ),
    Mistake(
        NesterovWithoutKeepingTheStep,
        replaces=Nesterov,
        hint="The new velocity is the whole step: mu v and the gradient step together.",
        caught_by=(public.two_steps_on_a_parabola, hidden.asked_once_and_ahead),
    ),
    Mistake(
        NesterovOneArrayAtATime,
        replaces=Nesterov,
        hint="All arrays look ahead together: make one dict of points ahead, and ask once.",
        caught_by=hidden.asked_once_and_ahead,
    ),
    Mistake(
        NesterovOfOneVelocity,
        replaces=Nesterov,
        hint="Every array needs a velocity of its own: keep a dict with the names of the arrays.",
        caught_by=hidden.arrays_look_ahead_by_themselves,
    ),
    Mistake(
        NesterovInPlace,
        replaces=Nesterov,
        hint="params[name] += ... moves the arrays of the caller: make new ones for the point ahead.",
        caught_by=public.nesterov_leaves_everything_alone,
    ),
    Mistake(
        AdaGradUphill,
        replaces=AdaGrad,
        hint="Go against the gradient: the step that a slide calls Delta theta needs a minus.",
        caught_by=public.two_slopes_of_three_and_four,
        catalog="M106",
    ),
    Mistake(
        AdaGradOfSlopes,
        replaces=AdaGrad,
        hint="Add up squares: slopes of both signs would cancel.",
        caught_by=public.two_slopes_of_three_and_four,
        catalog="M107",
    ),
    Mistake(
        AdaGradOfTheNorm,
        replaces=AdaGrad,
        hint="Every coordinate has its own sum: added up over the array, rare features are slowed down with the rest.",
        caught_by=public.rare_features_go_as_far,
        catalog="M108",
    ),
    Mistake(
        AdaGradWithoutTheRoot,
        replaces=AdaGrad,
        hint="Divide by the root of the sum: else a ten times larger slope makes a ten times shorter step.",
        caught_by=public.two_slopes_of_three_and_four,
    ),
    Mistake(
        AdaGradWithoutAPast,
        replaces=AdaGrad,
        hint="Add this square to those of all steps before.",
        caught_by=public.two_slopes_of_three_and_four,
    ),
    Mistake(
        AdaGradOfThePast,
        replaces=AdaGrad,
        hint="Add this step's square first, then divide: else the first step divides by delta.",
        caught_by=public.two_slopes_of_three_and_four,
    ),
    Mistake(
        AdaGradWithDeltaTwice,
        replaces=AdaGrad,
        hint="delta stands in one place: beside the root or inside of it.",
        caught_by=hidden.small_slopes_under_adagrad,
    ),
    Mistake(
        AdaGradWithoutDelta,
        replaces=AdaGrad,
        hint="A coordinate that never had a slope is divided by 0: add delta.",
        caught_by=hidden.no_slope_no_step,
    ),
    Mistake(
        AdaGradOfOneSum,
        replaces=AdaGrad,
        hint="Every array needs sums of its own: keep them in a dict, by name.",
        caught_by=hidden.sums_of_three_arrays,
    ),
    Mistake(
        AdaGradInPlace,
        replaces=AdaGrad,
        hint="params[name] -= ... changes the array of the caller: put the new value into a new dict.",
        caught_by=public.adagrad_leaves_everything_alone,
    ),
    Mistake(
        RMSPropThatSkipsZeros,
        replaces=RMSProp,
        hint="A slope of 0 is a slope: the average forgets in that step as in any other.",
        caught_by=hidden.the_old_average_weighs_rho,
    ),
    Mistake(
        RMSPropUphill,
        replaces=RMSProp,
        hint="Go against the gradient: subtract the step.",
        caught_by=public.three_steps_that_forget,
        catalog="M303",
    ),
    Mistake(
        RMSPropSwapped,
        replaces=RMSProp,
        hint="rho weighs the old average, and 1 - rho the new square; you have them the other way round.",
        caught_by=(public.three_steps_that_forget, hidden.the_old_average_weighs_rho),
        catalog="M109",
    ),
    Mistake(
        RMSPropWithDeltaTwice,
        replaces=RMSProp,
        hint="delta stands in one place: beside the root or inside of it.",
        caught_by=hidden.small_slopes_under_rmsprop,
        catalog="M322",
    ),
    Mistake(
        RMSPropThatNeverForgets,
        replaces=RMSProp,
        hint="Multiply the old average by rho: that is how the past is forgotten.",
        caught_by=public.three_steps_that_forget,
    ),
    Mistake(
        RMSPropWithAHeadStart,
        replaces=RMSProp,
        hint="The average begins at 0, not at the first square.",
        caught_by=public.three_steps_that_forget,
    ),
    Mistake(
        RMSPropWithoutTheRoot,
        replaces=RMSProp,
        hint="Divide by the root of the average.",
        caught_by=public.three_steps_that_forget,
    ),
    Mistake(
        RMSPropCorrected,
        replaces=RMSProp,
        hint="RMSProp does not correct its average for the start at 0: that is Adam's idea.",
        caught_by=public.three_steps_that_forget,
    ),
    Mistake(
        RMSPropWithItsOwnRho,
        replaces=RMSProp,
        hint="Use the rho that the object was made with.",
        caught_by=public.three_steps_that_forget,
    ),
    Mistake(
        RMSPropOfTheMean,
        replaces=RMSProp,
        hint="Every coordinate has an average of its own, over time; not over the array.",
        caught_by=public.three_steps_that_forget,
    ),
    Mistake(
        RMSPropOfOneAverage,
        replaces=RMSProp,
        hint="Every array needs averages of its own: keep them in a dict, by name.",
        caught_by=hidden.averages_of_three_arrays,
    ),
    Mistake(
        AdamThatSkipsZeros,
        replaces=Adam,
        hint="Where the slope is 0, the average of the slopes before is not: the step follows the average.",
        caught_by=(public.three_corrected_steps, hidden.a_thousandth_step),
    ),
    Mistake(
        AdamOfTheSecondMoment,
        replaces=Adam,
        hint="The average gradient goes on from itself: s from s, r from r.",
        caught_by=public.three_corrected_steps,
        catalog="M304",
    ),
    Mistake(
        AdamCorrectedOnce,
        replaces=Adam,
        hint="The correction fades: divide by 1 - beta^t, where t grows with every step.",
        caught_by=public.three_corrected_steps,
        catalog="M111",
    ),
    Mistake(
        AdamCorrectedBySquares,
        replaces=Adam,
        hint="The exponent is the number of the step, not 2.",
        caught_by=(public.the_first_step_is_eta, public.three_corrected_steps),
        catalog="M112",
    ),
    Mistake(
        AdamThatCountsArrays,
        replaces=Adam,
        hint="t grows by 1 in each call of step: count outside of the loop over the arrays.",
        caught_by=hidden.one_count_for_all_arrays,
        catalog="M113",
    ),
    Mistake(
        AdamFromStepZero,
        replaces=Adam,
        hint="Count before you correct: t is 1 in the first step, for 1 - beta^0 is 0.",
        caught_by=public.the_first_step_is_eta,
        catalog="M114",
    ),
    Mistake(
        AdamUncorrected,
        replaces=Adam,
        hint="Averages that begin at 0 are too small at first: divide them by 1 - beta^t.",
        caught_by=public.the_first_step_is_eta,
    ),
    Mistake(
        AdamWithoutTheRoot,
        replaces=Adam,
        hint="Divide by the root of the average square.",
        caught_by=public.the_first_step_is_eta,
        catalog="M116",
    ),
    Mistake(
        AdamWithALargeDelta,
        replaces=Adam,
        hint="Use the delta that the object was made with: 0.01 is far too much where slopes are small.",
        caught_by=hidden.small_slopes_under_adam,
        catalog="M117",
    ),
    Mistake(
        AdamWithDeltaTwice,
        replaces=Adam,
        hint="delta stands in one place: beside the root or inside of it.",
        caught_by=hidden.small_slopes_under_adam,
    ),
    Mistake(
        AdamThatKeepsCorrections,
        replaces=Adam,
        hint="Keep the averages as they are, and correct a copy: else each step corrects the corrections too.",
        caught_by=public.three_corrected_steps,
    ),
    Mistake(
        AdamHalfCorrected,
        replaces=Adam,
        hint="Both averages begin at 0: correct both.",
        caught_by=public.the_first_step_is_eta,
    ),
    Mistake(
        AdamWithBetasSwapped,
        replaces=Adam,
        hint="beta1 belongs to the average gradient, beta2 to the average square.",
        caught_by=public.three_corrected_steps,
    ),
    Mistake(
        AdamUphill,
        replaces=Adam,
        hint="Go against the gradient: subtract.",
        caught_by=public.the_first_step_is_eta,
    ),
    Mistake(
        AdamOfTheAverage,
        replaces=Adam,
        hint="Move by the corrected average of the gradients, not by the last one.",
        caught_by=public.three_corrected_steps,
    ),
    Mistake(
        AdamOfOneAverage,
        replaces=Adam,
        hint="Every array needs averages of its own: keep them in dicts, by name.",
        caught_by=hidden.one_count_for_all_arrays,
    ),
    Mistake(
        AdamOfTheClass,
        replaces=Adam,
        hint="The count belongs to the object: self.t = 0 in __init__, self.t += 1 in step.",
        caught_by=hidden.moments_of_two_objects,
    ),
    Mistake(
        AdamThatStopsCorrecting,
        replaces=Adam,
        hint="After ten steps 0.999^t is still near 1: correct in every step.",
        caught_by=hidden.a_thousandth_step,
    ),
    Mistake(
        AdamInPlace,
        replaces=Adam,
        hint="params[name] -= ... changes the array of the caller: put the new value into a new dict.",
        caught_by=public.adam_leaves_everything_alone,
    ),
    Mistake(
        stairs_one_late,
        replaces=step_decay,
        hint="At t = every the first span is full, and the rate is lower already.",
        caught_by=hidden.the_edge_of_a_stair,
        catalog="M119",
    ),
    Mistake(
        stairs_without_steps,
        replaces=step_decay,
        hint="Between the edges the rate stays: count whole spans, t // every.",
        caught_by=public.a_staircase,
    ),
    Mistake(
        stairs_by_multiples,
        replaces=step_decay,
        hint="Each span multiplies by factor once more: that is a power, and before the first one it is 1.",
        caught_by=public.a_staircase,
    ),
    Mistake(
        one_stair_only,
        replaces=step_decay,
        hint="After 2 every it is lowered a second time, and so on.",
        caught_by=public.a_staircase,
    ),
    Mistake(
        power_of_the_rate,
        replaces=exp_decay,
        hint="eta0 stands in front of the power of e: at time 0 the rate is eta0, not 1.",
        caught_by=public.halved_in_equal_times,
        catalog="M118",
    ),
    Mistake(
        exponential_growth,
        replaces=exp_decay,
        hint="The rate falls: the exponent is negative.",
        caught_by=public.halved_in_equal_times,
    ),
    Mistake(
        straight_line,
        replaces=exp_decay,
        hint="Equal shares in equal times make an exponential, not a straight line.",
        caught_by=public.halved_in_equal_times,
    ),
    Mistake(
        whole_powers_only,
        replaces=geometric_decay,
        hint="The rate falls smoothly: t / s need not be whole.",
        caught_by=public.a_quarter_in_any_time_s,
    ),
    Mistake(
        power_of_the_time,
        replaces=geometric_decay,
        hint="It takes a time s to multiply by r: the exponent is t / s.",
        caught_by=public.a_quarter_in_any_time_s,
    ),
    Mistake(
        time_times_s,
        replaces=geometric_decay,
        hint="The exponent counts how often s fits into t: divide.",
        caught_by=public.a_quarter_in_any_time_s,
    ),
    Mistake(
        line_to_r,
        replaces=geometric_decay,
        hint="Halfway to s the rate is multiplied by the root of r: a power, not a line.",
        caught_by=public.a_quarter_in_any_time_s,
    ),
    Mistake(
        without_the_one,
        replaces=inv_t_decay,
        hint="The denominator is 1 at time 0, and grows by k in each unit of time.",
        caught_by=public.halves_thirds_and_quarters,
    ),
    Mistake(
        time_over_k,
        replaces=inv_t_decay,
        hint="k multiplies the time: the larger k, the faster the rate falls.",
        caught_by=public.halves_thirds_and_quarters,
    ),
    Mistake(
        compound_interest,
        replaces=inv_t_decay,
        hint="1/t decay is slower than any power of a number: t stands inside of the sum.",
        caught_by=public.halves_thirds_and_quarters,
    ),
    Mistake(
        power_of_the_time_only,
        replaces=power_decay,
        hint="The power is that of the whole sum 1 + t / s.",
        caught_by=public.powers_of_two_and_three,
    ),
    Mistake(
        c_times,
        replaces=power_decay,
        hint="c is an exponent, not a factor.",
        caught_by=public.powers_of_two_and_three,
    ),
    Mistake(
        growing_power,
        replaces=power_decay,
        hint="The rate falls: divide by the power.",
        caught_by=public.powers_of_two_and_three,
    ),
    Mistake(
        boundary_to_the_earlier,
        replaces=piecewise_decay,
        hint="At a boundary the later value counts already.",
        caught_by=public.a_table_of_rates,
    ),
    Mistake(
        last_value_never,
        replaces=piecewise_decay,
        hint="After the last boundary the last value counts: there is one value more than boundaries.",
        caught_by=public.a_table_of_rates,
    ),
    Mistake(
        straight_between,
        replaces=piecewise_decay,
        hint="Between two boundaries the rate stays the same.",
        caught_by=public.a_table_of_rates,
    ),
    Mistake(
        against_the_best,
        replaces=plateau_decay,
        hint="Compare with the error of the epoch before, not with the lowest so far.",
        caught_by=hidden.the_last_error_counts,
        catalog="M403",
    ),
    Mistake(
        lower_at_once,
        replaces=plateau_decay,
        hint="An epoch is over when its error is known: the next one is the first with the lower rate.",
        caught_by=public.lower_after_a_rise,
    ),
    Mistake(
        lower_when_equal,
        replaces=plateau_decay,
        hint="Only an error above the last one lowers the rate; an equal one does not.",
        caught_by=hidden.the_last_error_counts,
    ),
    Mistake(
        lower_while_falling,
        replaces=plateau_decay,
        hint="Lower the rate where the error has risen: while it falls, all is well.",
        caught_by=public.lower_after_a_rise,
    ),
    Mistake(
        lowered_and_restored,
        replaces=plateau_decay,
        hint="The rate stays lowered: multiply the last rate, not eta0.",
        caught_by=public.lower_after_a_rise,
    ),
    Mistake(
        one_optimizer_for_all_rates,
        replaces=compare,
        hint="What one walk leaves in the velocity falsifies the next: call the maker for every rate.",
        caught_by=hidden.every_walk_starts_afresh,
        catalog="M404",
    ),
    Mistake(
        no_number_wins,
        replaces=compare,
        hint="np.argmin takes nan for the least: make it infinite first.",
        caught_by=hidden.who_runs_away_does_not_win,
        catalog="M405",
    ),
    Mistake(
        largest_rate_that_comes_down,
        replaces=compare,
        hint="Not the largest rate that converges, but the one whose last loss is the lowest.",
        caught_by=public.the_best_rate_of_plain_descent,
        catalog="M406",
    ),
    Mistake(
        larger_of_equal_rates,
        replaces=compare,
        hint="Of rates that end equally low, the smaller one wins: replace the best only by what is lower.",
        caught_by=public.the_smaller_of_equal_rates,
    ),
    Mistake(
        never_above_the_start,
        replaces=compare,
        hint="Begin the search with an infinite loss: the lowest of the last losses may be above the first.",
        caught_by=hidden.who_runs_away_does_not_win,
    ),
    Mistake(
        lowest_on_the_way,
        replaces=compare,
        hint="It is the loss after the last step that counts, not the lowest on the way.",
        caught_by=hidden.every_walk_starts_afresh,
    ),
    Mistake(
        loss_before_the_last_step,
        replaces=compare,
        hint="After the last step the loss has to be asked for once more.",
        caught_by=public.the_best_rate_of_plain_descent,
    ),
    Mistake(
        loss_first,
        replaces=compare,
        hint="First the rate, then the loss.",
        caught_by=public.the_best_rate_of_plain_descent,
    ),
    Mistake(
        one_sided_of_central,
        replaces=hessian_numeric,
        hint="Both differences must be made alike, or H is not symmetric: both central, or both one-sided.",
        caught_by=hidden.both_orders_are_equal,
        catalog="M407",
    ),
    Mistake(
        divided_by_h_once,
        replaces=hessian_numeric,
        hint="Two differences, two divisions: by the length of the step along each axis.",
        caught_by=public.hessians_of_bowls,
    ),
    Mistake(
        half_a_hessian,
        replaces=hessian_numeric,
        hint="Points h before and h behind x are 2 h apart, along both axes: divide by 4 h^2.",
        caught_by=public.hessians_of_bowls,
    ),
    Mistake(
        upper_triangle,
        replaces=hessian_numeric,
        hint="H is symmetric: put every entry in both places.",
        caught_by=(public.hessians_of_bowls, hidden.both_orders_are_equal),
    ),
    Mistake(
        curvatures_of_the_axes,
        replaces=hessian_numeric,
        hint="The mixed derivatives are missing: step along two axes at once.",
        caught_by=public.hessians_of_bowls,
    ),
    Mistake(
        product_of_slopes,
        replaces=hessian_numeric,
        hint="A second derivative is a difference of slopes, not a product of slopes.",
        caught_by=public.hessians_of_bowls,
    ),
    Mistake(
        curvature_without_the_square,
        replaces=taylor_decrease,
        hint="The second term has the step twice, so eta squared.",
        caught_by=(public.short_and_long_steps, hidden.true_decrease_of_a_bowl),
        catalog="M121",
    ),
    Mistake(
        as_printed_without_eta,
        replaces=taylor_decrease,
        hint="The step is -eta g, not g: eta in the first term, eta squared in the second.",
        caught_by=public.short_and_long_steps,
        catalog="M121",
    ),
    Mistake(
        increase_instead,
        replaces=taylor_decrease,
        hint="It is the loss before minus the loss after: positive where it falls.",
        caught_by=public.short_and_long_steps,
    ),
    Mistake(
        first_order_only,
        replaces=taylor_decrease,
        hint="The slope changes on the way: subtract what the curvature takes back.",
        caught_by=public.short_and_long_steps,
    ),
    Mistake(
        curvature_without_the_half,
        replaces=taylor_decrease,
        hint="The second-order term of a Taylor expansion has 1/2 in front.",
        caught_by=public.short_and_long_steps,
    ),
    Mistake(
        diagonal_curvature,
        replaces=taylor_decrease,
        hint="The mixed derivatives count as well: g @ H @ g.",
        caught_by=hidden.true_decrease_of_a_bowl,
    ),
    Mistake(
        uphill_direction,
        replaces=steepest_direction,
        hint="The loss falls against the gradient.",
        caught_by=public.three_four_five,
        catalog="M409",
    ),
    Mistake(
        direction_of_any_length,
        replaces=steepest_direction,
        hint="A direction has length 1: divide by the length of g.",
        caught_by=public.three_four_five,
        catalog="M409",
    ),
    Mistake(
        divided_by_the_sum,
        replaces=steepest_direction,
        hint="The length is the root of the sum of squares.",
        caught_by=public.three_four_five,
    ),
    Mistake(
        divided_by_the_largest,
        replaces=steepest_direction,
        hint="The length of a vector is not its largest entry.",
        caught_by=public.three_four_five,
    ),
    Mistake(
        one_over_the_largest,
        replaces=critical_rate,
        hint="At 1 / lambda the step lands on the floor; it diverges where it overshoots by as much as it was away.",
        caught_by=public.just_below_and_just_above,
        catalog="M408",
    ),
    Mistake(
        two_over_the_smallest,
        replaces=critical_rate,
        hint="The steepest axis diverges first.",
        caught_by=public.just_below_and_just_above,
    ),
    Mistake(
        two_over_the_diagonal,
        replaces=critical_rate,
        hint="The steepest axis need not be a coordinate axis: take the largest eigenvalue, not the largest entry.",
        caught_by=hidden.critical_rates_of_turned_bowls,
    ),
    Mistake(
        two_over_the_length,
        replaces=critical_rate,
        hint="np.linalg.norm(H) is the root of the sum of all squares; the largest eigenvalue is wanted.",
        caught_by=hidden.critical_rates_of_turned_bowls,
    ),
    Mistake(
        one_step_at_least,
        replaces=steps_to,
        hint="Look before the first step too: the start may be low enough.",
        caught_by=public.steps_of_plain_descent,
    ),
    Mistake(
        one_step_too_many,
        replaces=steps_to,
        hint="Count the steps that were made, not the points that were looked at.",
        caught_by=public.steps_of_plain_descent,
    ),
    Mistake(
        strictly_below,
        replaces=steps_to,
        hint="A loss of exactly tol is low enough.",
        caught_by=public.steps_of_plain_descent,
    ),
    Mistake(
        always_kappa_100,
        replaces=steps_to,
        hint="Pass kappa on to ravine.",
        caught_by=public.steps_of_plain_descent,
    ),
    Mistake(
        minus_one_for_never,
        replaces=steps_to,
        hint="Where limit steps do not lead there, limit is the answer.",
        caught_by=hidden.too_few_steps,
    ),
    Mistake(
        until_the_slope_is_small,
        replaces=steps_to,
        hint="The loss must come down to tol, not the gradient.",
        caught_by=public.steps_of_plain_descent,
    ),
    Mistake(
        zero_counts_as_up,
        replaces=classify_critical_point,
        hint="Where an eigenvalue is 0 the Hessian cannot tell: that is degenerate.",
        caught_by=public.four_kinds_of_points,
        catalog="M122",
    ),
    Mistake(
        by_the_determinant,
        replaces=classify_critical_point,
        hint="Two negative eigenvalues of four make a positive determinant: look at the signs of all eigenvalues.",
        caught_by=hidden.turned_landscapes,
        catalog="M410",
    ),
    Mistake(
        exactly_zero_only,
        replaces=classify_critical_point,
        hint="Eigenvalues are computed with rounding: compare their size with tol, not with 0.",
        caught_by=hidden.nearly_flat_is_flat,
        catalog="M411",
    ),
    Mistake(
        by_the_diagonal,
        replaces=classify_critical_point,
        hint="The diagonal shows the coordinate axes only: the surface may bend otherwise between them.",
        caught_by=public.four_kinds_of_points,
    ),
    Mistake(
        upside_down,
        replaces=classify_critical_point,
        hint="Positive curvature bends up: that is a minimum.",
        caught_by=public.four_kinds_of_points,
    ),
    Mistake(
        tolerance_of_the_determinant,
        replaces=classify_critical_point,
        hint="tol is for each eigenvalue by itself: a product of small ones is smaller than any of them.",
        caught_by=hidden.nearly_flat_is_flat,
    ),
    Mistake(
        signed_tolerance,
        replaces=classify_critical_point,
        hint="An eigenvalue of -2 is not near 0: compare its absolute value with tol.",
        caught_by=public.four_kinds_of_points,
    ),
    Mistake(
        one_point_twice,
        replaces=deep_linear_witness,
        hint="Two different minima are needed, far enough apart that something lies between them.",
        caught_by=public.higher_in_the_middle,
    ),
    Mistake(
        neighbours,
        replaces=deep_linear_witness,
        hint="Between neighbours the loss hardly rises: take minima that are far apart.",
        caught_by=public.higher_in_the_middle,
    ),
    Mistake(
        opposite_signs,
        replaces=deep_linear_witness,
        hint="At a minimum u v is 1: u and v have the same sign.",
        caught_by=public.both_are_minima,
    ),
    Mistake(
        the_saddle,
        replaces=deep_linear_witness,
        hint="At (0, 0) the slope is 0, but the loss is 1: that is a saddle.",
        caught_by=public.both_are_minima,
    ),
    Mistake(
        drifting_without_a_slope,
        replaces=escape_time,
        hint="The noise comes on top of the gradient: near the saddle the slope drives y away faster and faster.",
        caught_by=hidden.mean_time_on_the_saddle,
        catalog="M412",
    ),
    Mistake(
        noise_on_the_place,
        replaces=escape_time,
        hint="The noise is in the gradient, so it is multiplied by eta too.",
        caught_by=hidden.mean_time_on_the_saddle,
    ),
    Mistake(
        uphill_from_the_saddle,
        replaces=escape_time,
        hint="The slope of -y^2 / 2 by y is -y: descent moves away from 0.",
        caught_by=hidden.mean_time_on_the_saddle,
    ),
    Mistake(
        noise_of_the_variance,
        replaces=escape_time,
        hint="sd is the standard deviation: multiply normal numbers by it.",
        caught_by=hidden.mean_time_on_the_saddle,
    ),
    Mistake(
        counted_from_zero,
        replaces=escape_time,
        hint="The step that leads out counts as well.",
        caught_by=public.a_ball_on_a_saddle,
    ),
    Mistake(
        noise_of_everybody,
        replaces=escape_time,
        hint="Draw from rng, the generator that is handed over: then equal generators give equal times.",
        caught_by=hidden.noise_shortens_the_stay,
    ),
    Mistake(
        noise_drawn_once,
        replaces=escape_time,
        hint="Draw new noise in every step.",
        caught_by=hidden.mean_time_on_the_saddle,
    ),
    Mistake(
        gone_in_any_direction,
        replaces=escape_time,
        hint="Only y counts: x always returns to the saddle.",
        caught_by=hidden.mean_time_on_the_saddle,
    ),
)


# Right solutions in the other conventions that lectures and libraries use: each must earn full marks.


class MomentumSubtracted:
    """S2: the velocity points uphill, and is subtracted; new names are met with zeros."""

    def __init__(self, eta, mu):
        """Start at rest."""
        self.eta, self.mu, self.velocity = eta, mu, None

    def step(self, params, grads):
        """Move."""
        if self.velocity is None:
            self.velocity = {name: np.zeros_like(value) for name, value in params.items()}
        moved = {}
        for name, value in params.items():
            self.velocity[name] = self.mu * self.velocity[name] + self.eta * grads[name]
            moved[name] = value - self.velocity[name]
        return moved


class MomentumOfPyTorch:
    """PyTorch: the velocity adds up gradients, and the rate stands outside of it."""

    def __init__(self, eta, mu):
        """Start at rest."""
        self.eta, self.mu, self.buffers = eta, mu, {}

    def step(self, params, grads):
        """Move."""
        moved = {}
        for name, gradient in grads.items():
            buffer = self.buffers.get(name)
            self.buffers[name] = gradient.copy() if buffer is None else self.mu * buffer + gradient
            moved[name] = params[name] - self.eta * self.buffers[name]
        return moved


class NesterovSubtracted:
    """S2: the velocity points uphill, so that ahead is minus mu v."""

    def __init__(self, eta, mu):
        """Start at rest."""
        self.eta, self.mu, self.v = eta, mu, {}

    def step(self, params, grad):
        """Move."""
        for name, value in params.items():
            self.v.setdefault(name, np.zeros(value.shape))
        slopes = grad({name: value - self.mu * self.v[name] for name, value in params.items()})
        for name, slope in slopes.items():
            self.v[name] = self.mu * self.v[name] + self.eta * slope
        return {name: value - self.v[name] for name, value in params.items()}


class AdaGradInside:
    """Keras: delta inside of the root."""

    def __init__(self, eta, delta=1e-7):
        """Start without a past."""
        self.eta, self.delta, self.sums = eta, delta, {}

    def step(self, params, grads):
        """Move."""
        for name, g in grads.items():
            self.sums[name] = self.sums.get(name, np.zeros_like(g)) + np.square(g)
        return {
            name: value - self.eta * grads[name] / np.sqrt(self.sums[name] + self.delta)
            for name, value in params.items()
        }


class RMSPropInside:
    """S0 and the Deep Learning book: delta inside of the root."""

    def __init__(self, eta, rho=0.9, delta=1e-6):
        """Start without a past."""
        self.eta, self.rho, self.delta, self.mean = eta, rho, delta, {}

    def step(self, params, grads):
        """Move."""
        moved = {}
        for name, g in grads.items():
            old = self.mean.get(name, 0.0)
            self.mean[name] = old + (1 - self.rho) * (g * g - old)
            moved[name] = params[name] - self.eta / np.sqrt(self.delta + self.mean[name]) * g
        return moved


class AdamInside:
    """S0: delta inside of the root of the corrected average."""

    def __init__(self, eta, beta1=0.9, beta2=0.999, delta=1e-8):
        """Start without a past."""
        self.eta, self.betas, self.delta, self.t, self.memory = eta, (beta1, beta2), delta, 0, {}

    def step(self, params, grads):
        """Move."""
        self.t += 1
        (b, c), moved = self.betas, {}
        for name, g in grads.items():
            s, r = self.memory.get(name, (0.0, 0.0))
            s, r = b * s + (1 - b) * g, c * r + (1 - c) * g * g
            self.memory[name] = s, r
            moved[name] = params[name] - self.eta * s / (1 - b**self.t) / np.sqrt(r / (1 - c**self.t) + self.delta)
        return moved


class AdamOfTensorFlow:
    """TensorFlow, and the end of section 2 of the paper: both corrections in the rate, delta beside the plain root."""

    def __init__(self, eta, beta1=0.9, beta2=0.999, delta=1e-8):
        """Start without a past."""
        self.eta, self.beta1, self.beta2, self.delta = eta, beta1, beta2, delta
        self.power1, self.power2, self.m, self.v = 1.0, 1.0, {}, {}

    def step(self, params, grads):
        """Move."""
        self.power1, self.power2, moved = self.power1 * self.beta1, self.power2 * self.beta2, {}
        rate = self.eta * math.sqrt(1 - self.power2) / (1 - self.power1)
        for name, g in grads.items():
            self.m[name] = self.beta1 * self.m.get(name, 0.0) + (1 - self.beta1) * g
            self.v[name] = self.beta2 * self.v.get(name, 0.0) + (1 - self.beta2) * g * g
            moved[name] = params[name] - rate * self.m[name] / (np.sqrt(self.v[name]) + self.delta)
        return moved


def hessian_numeric_one_sided(f, x, h):
    """Steps forward along both axes: less exact, and as symmetric."""
    D, e = len(x), h * np.eye(len(x))
    here, single = f(x), [f(x + e[i]) for i in range(D)]
    return np.array([[(f(x + e[i] + e[j]) - single[i] - single[j] + here) / h**2 for j in range(D)] for i in range(D)])


def hessian_numeric_of_slopes(f, x, h):
    """Central differences of a gradient of central differences."""

    def slope(point):
        return np.array([(f(point + e) - f(point - e)) / (2 * h) for e in h * np.eye(len(x))])

    rows = np.array([(slope(x + e) - slope(x - e)) / (2 * h) for e in h * np.eye(len(x))])
    return (rows + rows.T) / 2


def escape_time_drawn_before(sd, steps, rng):
    """Draws all noise at once; along x nothing ever happens that counts."""
    y = 0.0
    for number, noise in enumerate(rng.normal(0.0, sd, size=steps) if sd else np.zeros(steps)):
        y = 1.1 * y - 0.1 * noise
        if not -1 <= y <= 1:
            return number + 1
    return steps


def plateau_decay_in_an_array(errors, eta0, factor):
    """Counts the rises, and returns an array."""
    rises = np.concatenate([[0], np.diff(errors) > 0])[: len(errors)]
    before = np.concatenate([[0], np.cumsum(rises)])[: len(errors)]
    return eta0 * factor ** before.astype(float)


CONVENTIONS = (
    MomentumSubtracted,
    MomentumOfPyTorch,
    NesterovSubtracted,
    AdaGradInside,
    RMSPropInside,
    AdamInside,
    AdamOfTensorFlow,
    hessian_numeric_one_sided,
    hessian_numeric_of_slopes,
    escape_time_drawn_before,
    plateau_decay_in_an_array,
)
