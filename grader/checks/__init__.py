"""(assignment, student for each check) -> list[CheckResult]."""

from grader.checks.bands import reference_bands as reference_bands
from grader.checks.run import run_checks as run_checks
from grader.checks.terms import CheckTerms as CheckTerms
