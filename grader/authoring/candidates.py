"""What a draft may promise of a function: each candidate is a check as text, kept where it holds when it is run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from grader.authoring.calls import Inputs, Results
from grader.authoring.signatures import Sizes

GROWING = re.compile(r"np\.(exp|log|sqrt|cosh|sinh|power|expm1|log1p)\b|\*\*|/")
"""What in a body can overflow, or divide by nothing."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A promise, and the check that asks for it."""

    label: str
    sentence: str
    check: str  # the name of the function
    title: str
    lines: tuple[str, ...]
    hidden: bool = True
    manners: bool = False

    @property
    def source(self) -> str:
        """The check as text."""
        body = "".join(f"    {line}\n" if line else "\n" for line in self.lines)
        return f'def {self.check}(student):\n    """{self.title}"""\n{body}'


@dataclass(frozen=True, slots=True)
class Subject:
    """The function that is drafted for, and what is known of its results."""

    inputs: Inputs
    sizes: Sizes
    other_sizes: Sizes
    results: Results  # of a call at `sizes`
    shapes: tuple[tuple[str, ...] | None, ...]  # of each result, in letters
    source: str

    @property
    def name(self) -> str:
        """The name of the function."""
        return self.inputs.signature.name

    @property
    def values(self) -> str:
        """The arguments of a call."""
        return self.inputs.values()


def manners(subject: Subject) -> Iterator[Candidate]:
    """Yield what good behaviour asks for."""
    arrays = [each.name for each in subject.inputs.signature.arguments if each.is_array]
    drawn = subject.inputs.lines(subject.sizes)
    name = subject.name
    if arrays:
        verb = "are left as they were" if len(arrays) > 1 else "is left as it was"
        sentence = f"{_listed(arrays)} {verb}."
        line = f"assert_unchanged(student.{name}, {subject.values})"
        title = "Are the arguments left alone?"
        yield Candidate("pure", sentence, f"{name}_leaves_its_arguments_alone", title, (*drawn, "", line), False, True)
    if all(array.dtype.kind == "f" for array in subject.results.arrays):
        asked = _asked(subject, subject.values)
        lines = [f'assert_float64({each}, name="{each}")' for each in _names(subject)]
        yield Candidate(
            "float64",
            "the result holds float64.",
            f"{name}_keeps_float64",
            "Is float64 kept?",
            (*drawn, asked, "", *lines),
            False,
            True,
        )


def shapes(subject: Subject) -> Iterator[Candidate]:
    """Yield the promise of shapes, where letters explain them."""
    known = [
        (name, words) for name, words in zip(subject.results.names, subject.shapes, strict=True) if words is not None
    ]
    if len(known) < len(subject.shapes):
        return
    single = not subject.results.several
    said = [f"{'the result' if single else name} has shape ({_axes(words)})" for name, words in known if words]
    if not said:
        return
    drawn = subject.inputs.lines(subject.sizes)
    shown = [repr(array.shape) for array in subject.results.arrays]
    lines = [
        f'assert_array({each}, {shape}, name="{each}")' for each, shape in zip(_names(subject), shown, strict=True)
    ]
    asked = _asked(subject, subject.values)
    title = "Shapes of drawn inputs."
    yield Candidate(
        "shape", f"{', '.join(said)}.", f"{subject.name}_has_the_shape", title, (*drawn, asked, "", *lines), False
    )


def values(subject: Subject) -> Iterator[Candidate]:
    """Yield comparisons with the reference: other sizes, and one example."""
    name, sentence = subject.name, "the result is what the first line of this docstring says."
    drawn = subject.inputs.lines(subject.other_sizes)
    yield Candidate(
        "value",
        sentence,
        f"{name}_of_drawn_inputs",
        "Drawn inputs, other sizes.",
        _compared(subject, drawn, subject.values),
    )
    if subject.inputs.has_rows:
        drawn = subject.inputs.lines(subject.sizes)
        rows = subject.inputs.of_rows("{}[:1]")
        lines = _compared(subject, drawn, rows)
        yield Candidate(
            "single", "a single example (N = 1) works as well.", f"{name}_of_one_example", "One example.", lines
        )


def properties(subject: Subject) -> Iterator[Candidate]:
    """Yield what may hold of a single array: of its rows, under a shift, under a factor, of its sums and its range."""
    if subject.results.several:
        return
    name, inputs, main = subject.name, subject.inputs, subject.inputs.main
    array = subject.results.arrays[0]
    whole = f'whole = assert_array({_call(subject)}, {array.shape}, name="{_shown(subject)}")'
    drawn = (*inputs.lines(subject.sizes), whole, "")

    def compared(label: str, sentence: str, check: str, title: str, arguments: str, expected: str) -> Candidate:
        line = f"assert_close(student.{name}({arguments}), {expected})"
        return Candidate(label, sentence, f"{name}_{check}", title, (*drawn, line))

    rows = inputs.has_rows and not inputs.draws and array.ndim > 0 and array.shape[0] == subject.sizes.get("N")
    if rows:
        sentence = "each row of the result depends on its own example alone."
        yield compared(
            "rows",
            sentence,
            "works_row_by_row",
            "One row alone, and in company.",
            inputs.of_rows("{}[:1]"),
            "whole[:1]",
        )
    if inputs.has_rows and not inputs.draws:
        backwards = inputs.of_rows("{}[::-1]")
        if rows:
            sentence = "examples in another order give the rows of the result in that order."
            yield compared("order", sentence, "follows_the_order", "The examples backwards.", backwards, "whole[::-1]")
        else:
            sentence = "the order of the examples does not matter."
            yield compared("order", sentence, "ignores_the_order", "The examples backwards.", backwards, "whole")
    if main and array.dtype.kind == "f":
        moved, scaled = inputs.values(**{main: f"{main} + 2.5"}), inputs.values(**{main: f"4.0 * {main}"})
        sentence = f"a constant that is added to all of {main} changes nothing."
        yield compared("shift", sentence, "ignores_a_shift", "The same, shifted by 2.5.", moved, "whole")
        sentence = f"a factor above 0 on all of {main} changes nothing."
        yield compared("scale", sentence, "ignores_a_factor", "The same, four times as large.", scaled, "whole")
        sentence = f"twice {main} gives twice the result."
        doubled = inputs.values(**{main: f"2.0 * {main}"})
        yield compared("linear", sentence, "doubles_with_its_input", "Twice the input.", doubled, "2.0 * whole")
    if array.ndim == 2 and array.dtype.kind == "f":
        line = "assert_close(whole.sum(axis=1), np.ones(len(whole)))"
        yield Candidate(
            "sum", "each row of the result sums to 1.", f"{name}_sums_to_one", "Sums of rows.", (*drawn, line)
        )
    if array.ndim and array.dtype.kind == "f":
        sentence = "every number of the result lies in 0 .. 1."
        line = f'assert_true(bool(((whole >= 0) & (whole <= 1)).all()), "{sentence[0].upper()}{sentence[1:]}")'
        yield Candidate("range", sentence, f"{name}_stays_in_range", "The range of the result.", (*drawn, line))


def large(subject: Subject) -> Iterator[Candidate]:
    """Yield the promise that large inputs overflow nothing, where the body has something that could."""
    main = subject.inputs.main
    if main is None or subject.results.several or not GROWING.search(subject.source):
        return
    arguments = subject.inputs.values(**{main: f"1000.0 * {main}"})
    drawn = subject.inputs.lines(subject.sizes)
    line = f"assert_array(assert_no_warning(student.{subject.name}, {arguments}))"
    sentence = f"the result stays finite, without a warning, for {main} as large as 1000."
    yield Candidate(
        "large", sentence, f"{subject.name}_of_large_inputs", "Inputs in the thousands.", (*drawn, "", line)
    )


def _compared(subject: Subject, drawn: list[str], arguments: str) -> tuple[str, ...]:
    """Return the lines that compare a call with the reference's answer to it."""
    call = f"{subject.name}({arguments})"
    ours = call.replace("generator(", "np.random.default_rng(")
    if not subject.results.several:
        return (*drawn, "", f'assert_close(student.{call}, {ours}, name="{_shown(subject)}")')
    names = subject.results.names
    asked = _asked(subject, arguments)
    right = f"{', '.join(f'right_{name}' for name in names)} = {ours}"
    return (*drawn, asked, "", right, *(f'assert_close({name}, right_{name}, name="{name}")' for name in names))


def _asked(subject: Subject, arguments: str) -> str:
    call = f"student.{subject.name}({arguments})"
    if not subject.results.several:
        return f"result = {call}"
    parts = ", ".join(f'"{name}"' for name in subject.results.names)
    return f"{', '.join(subject.results.names)} = assert_parts({call}, {parts})"


def _names(subject: Subject) -> tuple[str, ...]:
    return subject.results.names if subject.results.several else ("result",)


def _call(subject: Subject) -> str:
    return f"student.{subject.name}({subject.values})"


def _shown(subject: Subject) -> str:
    text = f"{subject.name}({subject.values})"
    return text if len(text) <= 40 else f"{subject.name}(...)"


def _axes(words: tuple[str, ...]) -> str:
    return f"{words[0]}," if len(words) == 1 else ", ".join(words)


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
