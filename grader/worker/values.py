"""Which values may cross between grader and worker, and their normal form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Generator:
    """Stands for `numpy.random.default_rng(seed)`, made where it is used."""

    seed: int


@dataclass(frozen=True, slots=True)
class Source:
    """Stands for what our own expression or function text evaluates to, in a NumPy namespace."""

    text: str


@dataclass(frozen=True, slots=True)
class Callback:
    """Stands for a function of the grader that student code may call; a leaf: it may not use the student."""

    function: Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Dataset:
    """Stands for one read-only array of the run's data, such as ``digits/train_inputs``."""

    name: str


def generator(seed: int) -> Generator:
    """Pass a fresh `numpy.random.Generator` with this seed to student code."""
    return Generator(seed)


def source(text: str) -> Source:
    """Pass, or run, our own text: a lambda expression or one function definition."""
    return Source(text)


def callback(function: Callable[..., Any]) -> Callback:
    """Pass a function of ours; what student code calls it with comes back as plain values."""
    return Callback(function)


def dataset(name: str) -> Dataset:
    """Pass one read-only array of the run's data by name."""
    return Dataset(name)
