"""The author's gate: whether the checks of an assignment are fair, complete and quiet."""

from grader.verify.calibration import Calibration, calibrate, measure, upper_bound
from grader.verify.gate import GateReport, MistakeRow, verify_assignment
from grader.verify.laws import broken_laws
from grader.verify.mutants import Mutant, MutantReport, make_mutants, mutants_of, run_mutants
from grader.verify.sessions import OpenSolution, open_locally

__all__ = [
    "Calibration",
    "GateReport",
    "MistakeRow",
    "Mutant",
    "MutantReport",
    "OpenSolution",
    "broken_laws",
    "calibrate",
    "make_mutants",
    "measure",
    "mutants_of",
    "open_locally",
    "run_mutants",
    "upper_bound",
    "verify_assignment",
]
