"""Every sentence that a person reads, by id, so that wording is tested and nothing else holds prose.

An id is ``room.what``; the ids of a room stand together. A template has at most 12 lines, and its first line says what
to change or what must hold. Sentences that never stand alone (an advice, a diagnosis) follow the same rule.
"""

from __future__ import annotations

import re

LINES = 12
"""How many lines of a message a person is asked to read."""

_WIDTH = 600
_ADDRESS = re.compile(r"0x[0-9a-fA-F]{4,}")

MESSAGES: dict[str, str] = {
    # assertions: what an assertion found
    "assert.changed": "Leave the arguments of {name} as they were: yours changed {changed} in place.\n"
    "Work on a copy (X = X.copy()), and avoid +=, *= and X[...] = on an argument.",
    "assert.conventions": "{name} must follow one of the accepted conventions: {conventions}.\n"
    "Yours fits none of them as a whole; the closest is {closest}:",
    "assert.entries": "{name} must hold the promised values: {count} of {size} entries are wrong.\n"
    "The first wrong one is at {index}: yours is {actual}, expected is {expected}.",
    "assert.finite": "{name} must hold finite numbers only: {count} of {size} are not.\n"
    "The first one is {actual} at {index}. "
    "Look for a division by zero, the logarithm of zero, or np.exp of a large number.",
    "assert.float64": "Keep float64: {name} must hold 64-bit floats; yours holds {dtype}.\n"
    "Do not convert with astype, and make new arrays with np.zeros(shape) or dtype=float.",
    "assert.hint": "Hint: {hint}",
    "assert.keys": "{name} must be a dict with the keys {expected}; yours {found}.",
    "assert.kind": "{name} must be {promised}; yours is {found}.",
    "assert.length": "{name} must have length {expected}; yours has {actual}.",
    "assert.number": "{name} must be {expected}; yours is {actual}.",
    "assert.parts": "Return {count} values, ({names}); yours is {found}.",
    "assert.raised_nothing": "{name} must raise {kind} here; yours raised nothing and returned {found}.",
    "assert.raised_other": "{name} must raise {kind} here; yours raised {raised}{text}",
    "assert.shape": "{name} must have shape {expected}; yours has shape {actual}.",
    "assert.warning": "Avoid the warning: {name} must work here without one; yours caused {warnings}.",
    "assert.whole": "{name} must hold whole numbers; yours has {actual}.",
    # assertions: what follows "yours is ..." when the remedy is known
    "advice.array": "Return a NumPy array: np.array(...) makes one of a list.",
    "advice.list": "Return a list; array.tolist() makes one of an array.",
    "advice.return": "Did you forget the return statement?",
    "advice.text": "Return the number itself, not text.",
    # assertions: what a wrong shape tells
    "shape.broadcast": "Keep the axes apart: (n,) combined with (n, 1) broadcasts to (n, n). Reshape one of them.",
    "shape.extra_axis": "Drop the axis of length 1: result[:, 0], np.ravel(result), or no keepdims=True.",
    "shape.keepdims": "Keep the axis of length 1: keepdims=True in the sum, mean or max, or reshape.",
    "shape.not_reduced": "Return one number: sum or average what you have.",
    "shape.one_less": "Check the range: there is one too few along axis {axis}.",
    "shape.one_more": "Check the range: there is one too many along axis {axis}.",
    "shape.scalar": "Return an array: a sum, mean or max without axis= gives one number for everything.",
    "shape.transposed": "Swap the axes: the result is transposed.",
    # assertions: what the pattern of the error tells
    "diagnosis.average": "Average over the {rows} rows: {name} is exactly {rows} times too large.",
    "diagnosis.constant": "Compute {name} from the arguments: every number of yours is {actual}.",
    "diagnosis.factor": "Look for a constant factor: {name} is {factor} times what it must be, everywhere.",
    "diagnosis.large": "Divide by {factor}: {name} is exactly {factor} times too large.",
    "diagnosis.offset": "Look for a constant term: {name} is {offset} above what it must be, everywhere.",
    "diagnosis.reversed": "Reverse the order: {name} has the right numbers from last to first.",
    "diagnosis.rows": "Keep the order of the rows: {name} has the right rows in another order.",
    "diagnosis.sign": "Change the sign: {name} is minus what it must be, everywhere.",
    "diagnosis.small": "Multiply by {factor}: {name} is exactly {factor} times too small.",
    "diagnosis.sum": "Sum over the {rows} rows, do not average: {name} is exactly {rows} times too small.",
    "diagnosis.transposed": "Swap the axes: {name} is the transpose of what it must be.",
    # assertions: gradients
    "gradient.additive": "Keep {of} linear in the upstream gradient: {name} for a sum of two is not the sum of both.\n"
    "A mask must come from the cache, not from dout; and nothing may be added that does not depend on dout.",
    "gradient.columns": "Look for a factor that belongs to the columns: "
    "each column of {name} is a multiple of its own of what it must be.",
    "gradient.double": "Keep {of} linear in the upstream gradient: {name} must double when dout doubles.",
    "gradient.elsewhere": "Look for axes that are swapped, or filters that are turned: "
    "{name} has the right numbers in other places.",
    "gradient.entries": "{name} must be the gradient of what {of} computes: {count} of {size} entries are wrong.\n"
    "The first wrong one is at {index}: yours is {actual}, expected is {expected}.",
    "gradient.entry": "{name} must be the gradient of what {of} computes.\n"
    "One wrong entry is at {index}: yours is {actual}, expected is {expected}; there may be more.",
    "gradient.number": "{name} must be the gradient of what {of} computes: yours is {actual}, expected is {expected}.",
    "gradient.float32": "Keep float64: yours is float32 and was compared with a tolerance to match.",
    "gradient.ignores": "Use the upstream gradient: {name} of {of} is the same whatever dout is.",
    "gradient.kinks": "{of} must be smooth near almost every point; yours jumps or bends wherever it was looked at.\n"
    "Look for rounding, integer arrays, comparisons, or random numbers.",
    "gradient.mask": "Look for a mask that is missing: {name} must be zero in {count} entries where yours is not.\n"
    "All others are right.",
    "gradient.missing": "Look for a contribution that is missing: {name} is zero in {count} entries\n"
    "where it must not be. All others are right.",
    "gradient.mixed_rows": "Keep the examples apart: {name} of one row must not depend on dout of another.",
    "gradient.noisy": "Return the same result for the same arguments: {of} gives another one at each call.\n"
    "Draw random numbers only from the generator that you are given.",
    "gradient.one_row": "Sum over all rows: {name} is what the {row} row alone contributes.",
    "gradient.order": "Return the gradients in the order of the arguments: {names}; yours come as {yours}.",
    "gradient.own_forward": "Your {of} differs from what is promised (its own check says how); "
    "this gradient was judged by your own {of}.",
    "gradient.pair": "{name} must return two values, the output and a cache, and the same each time.",
    "gradient.penalty": "Look at the penalty: {name} has {share} times the parameter itself {more} than it must have.",
    "gradient.random": "Return the same gradients for the same arguments: {name} gives others at each call.\n"
    "Random numbers belong into forward; keep in the cache what backward needs of them.",
    "gradient.rows": "Look for a factor that belongs to the rows: "
    "each row of {name} is a multiple of its own of what it must be.",
    "gradient.shared": "Keep what backward needs in the cache alone: {name} gives another answer for the same cache\n"
    "after forward was called with other numbers. Look for globals and for views of arrays that are used again.",
    "gradient.somewhere": "{name} must be the gradient of what {of} computes; "
    "along several random directions yours is not.",
    "gradient.swapped": "Check the order of what you return: {name} holds the right numbers of {other}.",
    "gradient.term": "Look at the term {term}: in {name} it has the coefficient {coefficient}.\n"
    "The other terms are right.",
    "gradient.unadded": "Add up what the examples contribute: {name} of a batch must be the sum over its two halves.",
    "gradient.unsummed": "Sum over the {rows} rows: each example contributes to the same parameters.",
    "gradient.used_up": "Leave the cache as it was: {name} gives another answer when it is called again with it.",
    "gradient.zero": "Add nothing that does not depend on dout: {name} must be zero when dout is zero.",
    "degenerate.constant": "Mend {of} first: its result is always the same, so that there is no gradient to judge.",
    "degenerate.independent": "Mend {of} first: its result does not depend on {name}, "
    "so that there is no gradient to judge.",
    "degenerate.linear": "Mend {of} first: its result is linear, and the right one is not, "
    "so that its gradient is another task.",
    "degenerate.shape": "Mend {of} first: its result has the wrong shape, or is not finite nearby, "
    "so that there is no gradient to judge.",
    # checks: what the runner says
    "check.assertion": "This must hold: {text}",
    "check.bad_metric": "The author must mend this check: a threshold returns a finite number, not {found}.",
    "check.failed": "What this check asks for must hold, and does not.",
    "check.fault": "The author must mend this check: it raised {kind}: {text}\nNo point is lost by that.",
    "check.hint": "Your results are those of a known mistake. {hint}",
    "check.host_fault": "The grader's host must be mended: {text}\nNo point is lost by that.",
    "check.killed": "{name} must stay within the limits: its process was ended. {text}",
    "check.load_error": "While the file was loading, a statement raised {kind}: {text}\n"
    "If it should have defined {name}, mend it first.",
    "check.manners": "Mend {name} first: this check counts once another one of the exercise earns points.",
    "check.reference": "The author must mend this check: the reference itself does not get through it ({text}).",
    "check.skipped": "Mend {name} first: this check was not run, because an earlier one could not be judged.",
    "check.swapped": "Graded with our {names} in place of yours, so that a mistake there costs nothing here.",
    "check.too_slow": "Make it faster: it used {used} s of CPU time; allowed are {allowed} s.\n"
    "Look for Python loops over rows or pixels that one array operation could do.",
    # thresholds: where on the ladder
    "ladder.below": "Reach {next} for {points} of {possible} points: yours is {metric}.",
    "ladder.below_low": "Get down to {next} for {points} of {possible} points: yours is {metric}.",
    "ladder.partial": "Reach {next} for {points} of {possible} points: yours is {metric}, "
    "which passes {rung} and earns {earned}.",
    "ladder.partial_low": "Get down to {next} for {points} of {possible} points: yours is {metric}, "
    "which passes {rung} and earns {earned}.",
    # known mistakes
    "mistake.evidence": "Answers compared: {count}, all equal to those of {mistake} to {tolerance:g}; "
    "the first that differs from the reference's is answer {first}.",
    # follow-through
    "follow.always": "The grader would run this with its own {names}, whatever yours are.",
    "follow.author": "The author must mend uses= or beside= of {check}: with our {names} in place of the reference's, "
    "it does not pass ({text}).",
    "follow.beside": "Beside our {names}, not beside yours",
    "follow.home": "The grader would run this with its own {names}, because yours does not pass its own checks.",
    "follow.limits": "Look at what you pass to {name}: ours, which stands in for yours, was stopped at its limits.",
    # data
    "data.damaged": "Get {file} again: {wrong}.\n"
    "The MNIST files are known by the SHA-256 of their content; nothing else is used.",
    "data.missing": "Put {file} (or {file}.gz) into the data folder: it is not there.\n"
    "The folder is the one that --data or GRADER_DATA names; it holds the MNIST files in IDX format.",
    "data.needs_folder": "Give the folder with the MNIST files (--data DIR or GRADER_DATA): {name} needs it.",
    "data.no_split": "Ask for another data set: {name} has no held-out part; those that have one are {names}.",
    "data.unknown": "Use a name that exists: there is no data set array {name}; there are {names}.",
    # explain: a ready answer to a complaint
    "explain.again": "The input under {number} may show the cause of this too.",
    "explain.example": 'You can see it with an input that you have: run check("{name}"), its check {check}.',
    "explain.found": "Found: {text}",
    "explain.near": "An input that you have shows another fault of the same exercise (check {check}), which may be "
    "the cause. Its promise: {text}",
    "explain.fixed": "No input that you have shows it: your own checks of it hold, and their inputs are fixed.\n"
    "Read the promise word by word, and try it on inputs of your own.",
    "explain.no_example": "No input that you have shows it (new draws of the public checks that were tried: {count}).\n"
    "Read the promise word by word, and try it on inputs of your own.",
    "explain.no_search": "No further public inputs could be tried here: {text}",
    "explain.nothing": "Every promise that was asked about holds: no point was taken off.",
    "explain.place": "In your notebook: cell {cell}, line {line}",
    "explain.promise": "Promised: {text}",
    "explain.unpublished": "This result is not public yet; the answer shows what the student will be able to see.",
    # batch
    "batch.check_died": "The author must mend the check {check}: the grading process ended at it (exit code {code}).\n"
    "No point is lost by that.",
    "batch.reader_died": "Look at {file} by hand: it could not be read, the process that read it ended.",
    # notebook: what a student reads in the notebook
    "notebook.and_more": "  And {count} more.",
    "notebook.answered": "{title}: your answer is {answer}.",
    "notebook.counts": "{passed} of {count} public checks hold: {earned} of {points} points.",
    "notebook.differs": "Run all cells and save, then run check.all() again: "
    "the kernel holds another {names} than the saved file.",
    "notebook.entry": "  {text}",
    "notebook.entry_at": "  Cell {cell}, line {line}: {text}",
    "notebook.file": "This is what will be graded of {path}, as it was last saved:",
    "notebook.hash": "  Content hash {sha256} (your feedback shows the same)",
    "notebook.interrupted": "Stopped by you: {title} was being checked. {where}",
    "notebook.known": "There are: {names}.",
    "notebook.left_out": "Left out when grading:",
    "notebook.line": "  {title:<{width}}  {earned:>2} of {public:>2} points  {state}",
    "notebook.line_nothing": "  {title:<{width}}  {state}",
    "notebook.mend": "Mend before you hand in:",
    "notebook.no_checks": "Run the last cell of this notebook once, then this one again: it brings the checks.\n"
    "If there is no such cell, put {file} beside the notebook.",
    "notebook.no_checks_near": "Put {file} beside the file: there are no checks here, and none in it.",
    "notebook.no_file": 'Save the notebook here, then give its name: check.all("NAME.ipynb"); this folder holds none.',
    "notebook.no_table": "Get {file} again, or the newer version of nngrader: it cannot be read ({kind}: {text}).",
    "notebook.not_answered": "{title}: not answered yet. It is worth {points} points: "
    "replace `...` by your answer and run the cell.",
    "notebook.not_defined": "{title}: run the cell that defines {name} first.",
    "notebook.not_offered": "Do without {name}: the grader offers NumPy and the standard library",
    "notebook.not_started": "{title}: not started. It is worth {points} points; {public} of them you can check here.",
    "notebook.nothing_to_run": "{title}: it has no check that you could run.",
    "notebook.others": "Checks that you do not have decide {points} of its {all} points: reread the promises.",
    "notebook.passed": "{title}: all public checks hold ({count}): {earned} of {points} points.",
    "notebook.picture_check": 'Run check("{name}") to see what to change.',
    "notebook.picture_failed": "The picture {picture} cannot be drawn: {kind}: {text}\n{advice}",
    "notebook.picture_waits": "The picture {picture} waits for {title}.",
    "notebook.place_live": "In {function}, at line {line}: {text}",
    "notebook.place_saved": "In cell {cell}, line {line}: {text}",
    "notebook.promise": "Promise: {text}",
    "notebook.slow": "{title} has been running for {delay} s, which may be right or a loop without end. {stop}",
    "notebook.state_answer": "Your answer: {answer}",
    "notebook.state_missing": "Not defined",
    "notebook.state_not_answered": "Not answered",
    "notebook.state_not_started": "Not started",
    "notebook.state_nothing": "No check that you could run",
    "notebook.state_passed": "All public checks hold",
    "notebook.state_wrong": "{passed} of {count} public checks hold",
    "notebook.stop_kernel": "To stop it: the menu Kernel > Interrupt, or the stop button.",
    "notebook.stop_terminal": "To stop it: Ctrl-C.",
    "notebook.stopped": "Stopped by you: nothing of yours was being checked just then.",
    "notebook.total": "You have {earned} of the {public} points that can be checked here.",
    "notebook.total_others": "Checks that you do not have decide {points} more.",
    "notebook.two_releases": "Get the notebook and {file} from one release: these two differ, and {file} counts.\n"
    "If the notebook is the newer one, delete {file}, then the notebook's own checks count.",
    "notebook.ungradable": "Mend {path} before you hand it in: it could not be graded. {text}",
    "notebook.unknown": "Use a name that exists: there is no exercise {name}.",
    "notebook.unknown_close": "Use a name that exists: there is no exercise {name}; did you mean {close}?",
    "notebook.unreadable": "Save the notebook, or give its name: {path} cannot be read ({text}).",
    "notebook.which_file": 'Give the name of the saved notebook, as in check.all("NAME.ipynb"); here are: {names}.',
    "notebook.wrong": "{subject} {text}",
}


def clean(text: str) -> str:
    """Return text of foreign origin without control characters and memory addresses, and not too long."""
    printable = "".join(c if c.isprintable() or c == "\n" else " " for c in text[: 2 * _WIDTH])
    printable = _ADDRESS.sub("0x...", printable).strip()
    return printable if len(printable) <= _WIDTH else printable[: _WIDTH - 3] + "..."


def lines(*parts: str) -> str:
    """Join what is not empty, one below the other, cut to what a person is asked to read."""
    kept = "\n".join(part for part in parts if part).split("\n")
    return "\n".join(kept if len(kept) <= LINES else [*kept[: LINES - 1], "..."])


def say(key: str, /, **values: object) -> str:
    """Return the sentence with the id `key`, its blanks filled in.

    Parameters
    ----------
    key : str
        An id of `MESSAGES`.
    **values : object
        One value for each blank; text is cleaned of control characters and addresses.

    Returns
    -------
    str
        At most 12 lines.
    """
    filled = {blank: clean(value) if isinstance(value, str) else value for blank, value in values.items()}
    return lines(MESSAGES[key].format(**filled))
