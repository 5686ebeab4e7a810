"""Write verdicts into a ledger without end, and say the number of each once it is written; to be killed."""

import itertools
import sys
from pathlib import Path

from grader.ledger import open_ledger
from grader.model import CheckResult, Outcome


def main(folder):
    """Write until killed."""
    ledger = open_ledger(folder)
    for number in itertools.count():
        ledger.put_verdict("ann", f"key-{number}", CheckResult("softmax", f"check_{number}", Outcome.PASSED, 1, 1))
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
