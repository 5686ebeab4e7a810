"""A public check with a worked number: from the docstring's own example, else from a small round input."""

from __future__ import annotations

import ast
import doctest
import inspect
from collections.abc import Callable
from typing import Any

import numpy as np

from grader.authoring.calls import Inputs, Results, shape_of

_PRINTED = {"array": np.array, "nan": np.nan, "inf": np.inf, "np": np, "True": True, "False": False}


def from_docstring(target: Callable[..., Any]) -> list[str] | None:
    """Return the lines of a check that asks for the first example of the docstring; None where there is none to use.

    Statements before it come along, calls of the function go to the student, and a printed result becomes an array.
    """
    name = target.__name__
    lines: list[str] = []
    for example in doctest.DocTestParser().get_examples(inspect.cleandoc(target.__doc__ or "")):
        try:
            node = ast.parse(example.source).body[0]
        except SyntaxError:
            return None
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            continue
        if not example.want:
            lines.append(_asked(node, name))
            continue
        wanted = _printed(example.want)
        if wanted is None or not isinstance(node, ast.Expr):
            return None
        if isinstance(node.value, ast.Call) and ast.unparse(node.value.func) == name:
            return [*lines, f"assert_close(student.{ast.unparse(node.value)}, {_array(wanted)}, name={_named(node)})"]
        if isinstance(node.value, ast.Name) and any("student." in line for line in lines):
            return [*lines, f'assert_close({node.value.id}, {_array(wanted)}, name="{node.value.id}")']
        return None
    return None


def _asked(node: ast.stmt, name: str) -> str:
    """Return a statement of an example with calls of the function turned to the student."""

    class Turn(ast.NodeTransformer):
        def visit_Call(self, call: ast.Call) -> ast.AST:
            self.generic_visit(call)
            if isinstance(call.func, ast.Name) and call.func.id == name:
                call.func = ast.Attribute(ast.Name("student", ast.Load()), name, ast.Load())
            return call

    turned = Turn().visit(node)
    if (
        isinstance(turned, ast.Assign)
        and isinstance(turned.targets[0], ast.Tuple)
        and "student." in ast.unparse(turned)
    ):
        names = [ast.unparse(each) for each in turned.targets[0].elts]
        parts = ", ".join(f'"{each}"' for each in names)
        return f"{', '.join(names)} = assert_parts({ast.unparse(turned.value)}, {parts})"
    return ast.unparse(ast.fix_missing_locations(turned))


def _printed(text: str) -> np.ndarray[Any, Any] | None:
    """Return the numbers that an example prints."""
    try:
        value = np.asarray(eval(text, {"__builtins__": {}}, _PRINTED))  # the author's own docstring
    except Exception:  # prints no literal: text, an ellipsis, an error
        return None
    return value if value.dtype.kind in "bifu" else None


def _named(node: ast.Expr) -> str:
    text = ast.unparse(node.value)
    assert isinstance(node.value, ast.Call)
    shown = text if len(text) <= 40 and '"' not in text else f"{ast.unparse(node.value.func)}(...)"
    return f'"{shown}"'


def _array(value: np.ndarray[Any, Any]) -> str:
    numbers = value.round(6).tolist()
    return f"np.array({numbers})" if value.ndim else repr(numbers)


def from_numbers(inputs: Inputs, answer: Callable[[str, str], Results]) -> list[str]:
    """Return the lines of a check on round numbers, whose result the reference computed: to be worked by hand.

    `answer` runs the lines that make the inputs, then a call, and returns what the reference answers.
    """
    signature, sizes = inputs.signature, {letter: 2 for letter in inputs.signature.letters}
    lines = []
    for argument in (each for each in signature.arguments if each.is_array):
        shape = shape_of(argument.shape, sizes) or (2,)
        count = int(np.prod(shape))
        numbers = {
            "floats": np.resize([1.0, 2.0, 0.5, -1.0] if inputs.floats == "normal" else [0.5, 0.25, 0.75, 1.0], count),
            "signs": np.resize([1, -1], count),
        }.get(argument.kind, np.resize([1, 0], count))
        lines.append(f"{argument.name} = np.array({numbers.reshape(shape).tolist()})")
    call = f"{signature.name}({inputs.values()})".replace("generator(seed(1))", "generator(1)")
    results = answer("\n".join(lines), call)
    if not results.several:
        return [*lines, f'assert_close(student.{call}, {_array(results.arrays[0])}, name="{call}")']
    names = ", ".join(results.names)
    parts = ", ".join(f'"{each}"' for each in results.names)
    asked = f"{names} = assert_parts(student.{call}, {parts})"
    pairs = zip(results.names, results.arrays, strict=True)
    return [*lines, asked, *(f'assert_close({each}, {_array(array)}, name="{each}")' for each, array in pairs)]
