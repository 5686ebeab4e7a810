"""Typical wrong solutions: what students get wrong, and the check that must catch each."""

import numpy as np
from reference.scaling import standardize

from grader import Mistake

from . import checks_hidden as hidden
from . import checks_public as public


def one_mean_for_everything(X):
    """Forget axis=0."""
    return (X - X.mean()) / X.std()


def division_by_n_minus_one(X):
    """Use the deviation of a sample."""
    return (X - X.mean(axis=0)) / np.maximum(X.std(axis=0, ddof=1), 1e-300)


def constant_column_divides_by_zero(X):
    """Divide by a deviation of 0."""
    return (X - X.mean(axis=0)) / X.std(axis=0)


def works_in_place(X):
    """Return the right values, but change the argument."""
    X[:] = standardize(X)
    return X


MISTAKES = (
    Mistake(
        one_mean_for_everything,
        replaces=standardize,
        hint="Each column has its own mean and deviation: pass axis=0 to mean and std.",
        caught_by=public.two_examples_by_hand,
    ),
    Mistake(
        division_by_n_minus_one,
        replaces=standardize,
        hint="The promised deviation divides by N: leave ddof alone.",
        caught_by=hidden.columns_have_deviation_one,
    ),
    Mistake(
        constant_column_divides_by_zero,
        replaces=standardize,
        hint="A constant column has deviation 0: divide by 1 there.",
        caught_by=(hidden.a_constant_column_becomes_zero, hidden.a_constant_column_causes_no_warning),
    ),
    Mistake(
        works_in_place,
        replaces=standardize,
        hint="X[:] = ... changes the caller's array: make a new one.",
        caught_by=public.standardize_leaves_its_argument_alone,
    ),
)
