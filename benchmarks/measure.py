"""Interleaved rounds, medians, and a table of figures against their budgets."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Figure:
    """One budget and what was measured."""

    name: str
    value: float
    budget: float
    unit: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one round of a piece of work took."""

    wall: float
    cpu: float


def interleave(works: Mapping[str, Callable[[], None]], rounds: int) -> dict[str, list[Cost]]:
    """Run every work in turn, `rounds` times after one warm-up, so that a machine's moods hit all alike."""
    costs: dict[str, list[Cost]] = {name: [] for name in works}
    for number in range(rounds + 1):
        for name, work in works.items():
            cost = _cost(work)
            if number:
                costs[name].append(cost)
    return costs


def _cost(work: Callable[[], None]) -> Cost:
    cpu, wall = _cpu(), time.perf_counter()
    work()
    return Cost(time.perf_counter() - wall, _cpu() - cpu)


def _cpu() -> float:
    """Return the CPU seconds that this machine has spent on everything.

    A sandbox's processes end in a namespace of their own, and what they used is nobody's who could be asked; so the
    machine must be quiet while this is measured.
    """
    user, nice, system, _, _, irq, softirq, *_ = map(int, Path("/proc/stat").read_text().split("\n")[0].split()[1:])
    return (user + nice + system + irq + softirq) / os.sysconf("SC_CLK_TCK")


def median(values: list[float]) -> float:
    """Return the median."""
    return statistics.median(values)


def print_table(figures: list[Figure]) -> None:
    """Print each figure beside its budget."""
    width = max(len(figure.name) for figure in figures)
    for figure in figures:
        kept = "kept" if figure.value <= figure.budget else "OVER"
        value = f"{figure.value:.3g} {figure.unit}".rstrip()
        budget = f"{figure.budget:g} {figure.unit}".rstrip()
        print(f"{figure.name:<{width}}  {value:>10}  budget {budget:<8}  {kept}  {figure.remark}".rstrip())
