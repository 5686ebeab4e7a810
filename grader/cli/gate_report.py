"""What `grader verify` prints of one assignment, for a person and for a program."""

from __future__ import annotations

from collections.abc import Sequence

from grader.cli import terminal
from grader.course import CourseAssignment
from grader.course.sources import solution_source
from grader.verify import Calibration, GateReport, MistakeRow, Mutant, MutantReport
from grader.verify.places import written_at

SLOWEST = 5
Entry = dict[str, object]


def print_gate(
    loaded: CourseAssignment, gate: GateReport, mutants: MutantReport | None, thresholds: Sequence[Calibration]
) -> None:
    """Print verdict, matrix of mistakes, what mutants survive, how fair thresholds are, and what to mend."""
    caught = sum(row.caught for row in gate.mistakes)
    earned, stub = (sum(result.earned for result in results) for results in (gate.reference, gate.stub))
    terminal.say(f"\n{gate.assignment}: {'passed' if gate.passed else 'NOT PASSED'}")
    terminal.say(
        f"  reference {earned}/{loaded.assignment.points}, stub {stub}, mistakes caught {caught}/{len(gate.mistakes)}"
    )
    _print_matrix(gate.mistakes)
    for row in gate.conventions:
        terminal.say(f"  convention {row.convention}: {row.earned}/{row.possible}")
    slowest = sorted(gate.seconds.items(), key=lambda item: -item[1])[:SLOWEST]
    terminal.say("  slowest checks: " + ", ".join(f"{name} {seconds:.2f} s" for name, seconds in slowest))
    if mutants is not None:
        _print_mutants(loaded, mutants)
    for found in thresholds:
        _print_threshold(found)
    for problem in gate.problems:
        terminal.say(f"  mend: {problem}")
    terminal.flush()


def _print_matrix(rows: Sequence[MistakeRow]) -> None:
    """Print, for each mistake, whether its check catches it, and what else it loses."""
    terminal.table(
        ("", "mistake", "exercise", "", "loses", "hint"),
        [
            (
                row.catalog,
                row.mistake,
                row.exercise,
                "caught" if row.caught else "MISSED",
                _lost(row.claimed, row.lost),
                _named(row),
            )
            for row in rows
        ],
        ["" if row.caught else "bad" for row in rows],
    )


def _lost(claimed: tuple[str, ...], lost: tuple[str, ...]) -> str:
    """Name the check that claims a mistake first, then how many others it loses."""
    others = len(set(lost) - set(claimed))
    named = ", ".join(name for name in claimed if name in lost) or "nothing that claims it"
    return named + (f" and {others} more" if others else "")


def _named(row: MistakeRow) -> str:
    """Say at how many of the lost checks its student reads its own hint, and where that of another mistake."""
    own = len(row.named) - len(row.misnamed)
    others = f", another's at {', '.join(row.misnamed)}" if row.misnamed else ""
    return f"{own} of {len(row.lost)}{others}"


def _print_mutants(loaded: CourseAssignment, mutants: MutantReport) -> None:
    judged = len(mutants.killed) + len(mutants.survived)
    share = len(mutants.killed) / judged if judged else 1.0
    terminal.say(
        f"  mutants: {share:.1%} of {judged} small slips in the reference lose points; "
        f"{len(mutants.equivalent)} more change nothing"
    )
    for entry in _survivors(loaded, mutants.survived):
        terminal.say(f"    survives: {entry['at']}, {entry['slip']}: {entry['line']}")
    if mutants.survived:
        terminal.say("    each is a check that you may want to add, or a difference that does not matter")


def _survivors(loaded: CourseAssignment, survived: Sequence[Mutant]) -> list[Entry]:
    source = solution_source(loaded)
    found: list[Entry] = []
    for mutant in survived:
        at, line = written_at(loaded, source, mutant.line)
        found.append({"exercise": mutant.exercise, "at": at, "slip": mutant.slip, "line": line})
    return found


def _print_threshold(found: Calibration) -> None:
    terminal.say(
        f"  threshold {found.check}: the reference reaches {found.mean:.4g} (sd {found.deviation:.2g}, "
        f"worst {found.worst:.4g}) under {found.keys} keys"
    )
    terminal.say(
        f"    it misses the top rung under {found.missed} of {found.keys} keys (at most {found.bound:.1%} of all, "
        f"at 95 % confidence); margin {found.deviations:.1f} sd: {'fair' if found.fair else 'NOT FAIR'}"
    )
    terminal.say(f"    recommended: ladder={found.recommended!r}")


def record_gate(
    loaded: CourseAssignment, gate: GateReport, mutants: MutantReport | None, thresholds: Sequence[Calibration]
) -> Entry:
    """Return the same as plain values."""
    return {
        "assignment": gate.assignment,
        "passed": gate.passed,
        "problems": gate.problems,
        "mistakes": [
            {
                "mistake": row.mistake,
                "exercise": row.exercise,
                "caught": row.caught,
                "lost": row.lost,
                "named": dict(row.named),
            }
            for row in gate.mistakes
        ],
        "flaky": gate.flaky,
        "seconds": {name: round(seconds, 4) for name, seconds in gate.seconds.items()},
        "mutants": None
        if mutants is None
        else {
            "killed": len(mutants.killed),
            "equivalent": len(mutants.equivalent),
            "survived": _survivors(loaded, mutants.survived),
        },
        "thresholds": [_threshold(found) for found in thresholds],
    }


def _threshold(found: Calibration) -> Entry:
    return {
        "check": found.check,
        "keys": found.keys,
        "mean": found.mean,
        "deviation": found.deviation,
        "worst": found.worst,
        "missed": found.missed,
        "rate": found.rate,
        "bound": found.bound,
        "margin_sd": min(found.deviations, 1e9),
        "fair": found.fair,
        "recommended": found.recommended,
    }
