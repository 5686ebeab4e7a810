"""`make bench`: run all benchmarks, or those named, and print the table against the budgets."""

import importlib
import multiprocessing
import sys
from concurrent.futures import ProcessPoolExecutor

from benchmarks.measure import Figure, print_table

FILES = ("calls", "gradients", "self_check", "submission", "lessons")


def main() -> int:
    """Print the table; ends with 1 where a budget is not kept."""
    # A process each: none pays for what another imported, pinned or left on the heap, nor sees its course.
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=fresh, max_tasks_per_child=1) as processes:
        figures = [figure for measured in processes.map(measure, sys.argv[1:] or FILES) for figure in measured]
    print_table(figures)
    return int(any(figure.value > figure.budget for figure in figures))


def measure(name: str) -> list[Figure]:
    """Return the figures of one file of this folder."""
    figures: list[Figure] = importlib.import_module(f"benchmarks.{name}").measure()
    return figures


if __name__ == "__main__":
    sys.exit(main())
