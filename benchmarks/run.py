"""`make bench`: run all benchmarks, or those named, and print the table against the budgets."""

import importlib
import sys

from benchmarks.measure import print_table

# calls first: its ancestor is to start on the processor that it keeps to
FILES = ("calls", "gradients", "self_check", "submission", "lessons")


def main() -> int:
    """Print the table; ends with 1 where a budget is not kept."""
    figures = [
        figure for name in sys.argv[1:] or FILES for figure in importlib.import_module(f"benchmarks.{name}").measure()
    ]
    print_table(figures)
    return int(any(figure.value > figure.budget for figure in figures))


if __name__ == "__main__":
    sys.exit(main())
