"""Which module-level names a statement binds and reads, as Python itself sees it."""

import ast

import pytest

from grader.scopes import global_names, names_of

CASES = {  # statement: binds, reads now, reads later, changes, sets when called
    "x = a": ("x", "a", "", "", ""),
    "x, (y, *z) = a": ("x y z", "a", "", "", ""),
    "x += a": ("x", "x a", "", "", ""),
    "x: T = a": ("x", "T a", "", "", ""),
    "x: T": ("", "T", "", "", ""),
    "x[i].y = a": ("", "x i a", "", "x", ""),
    "del x[i], y.z": ("", "x i y", "", "x y", ""),
    "del x": ("", "", "", "", ""),
    "import a.b, c as d": ("a d", "", "", "", ""),
    "from a import b, c as d": ("b d", "", "", "", ""),
    "print(x := a)": ("x", "print a", "", "", ""),
    "[y for y in a if (x := y)]": ("x", "a", "", "", ""),
    "{y: z for y in a for z in y}": ("", "a", "", "", ""),
    "[x for x in x]": ("", "x", "", "", ""),
    "f = lambda y, z=a: y + b": ("f", "a", "b", "", ""),
    "for x in a:\n    y = b\nelse:\n    z = c": ("x y z", "a b c", "", "", ""),
    "with a as x, b: c": ("x", "a b c", "", "", ""),
    "try:\n    x = a\nexcept E as y:\n    z = b": ("x y z", "a E b", "", "", ""),
    "match a:\n    case [x, *y] if b:\n        pass\n    case {'k': z, **w}:\n        pass": ("x y z w", "a b", "", "", ""),
    "def f(x: T, *y, z=a) -> R:\n    w = x\n    return w, y, z, b": ("f", "T a R", "b", "", ""),
    "@d\ndef f():\n    global g\n    g = a\n    del h.i": ("f", "d", "a h", "", "g"),
    "def f():\n    def g():\n        nonlocal x\n        x = a\n    x = b\n    return g": ("f", "", "a b", "", ""),
    "def f():\n    [x for y in a if (x := b)]\n    return x": (
        "f", "", "a b", "", "",
    ),
    "def f():\n    import a\n    for b in a: pass\n    return a, b": ("f", "", "", "", ""),
    "def f():\n    try: pass\n    except E as e: return e": ("f", "", "E", "", ""),
    "class C(B, k=a):\n    x = b\n    y = x\n    def f(self, z=y): return x, C": ("C", "B a b", "x C", "", ""),
    "class C:\n    x = x\n    T = [T for q in T]": ("C", "x T", "", "", ""),
    "class C:\n    def f(self): return f": ("C", "", "f", "", ""),
    "async def f():\n    async with a as b: return await b": ("f", "", "a", "", ""),
    "if a:\n    def f(): return b\nelse:\n    class C: x = c": ("f C", "a c", "b", "", ""),
}  # fmt: skip


@pytest.mark.parametrize("text", CASES)
def test_names_are_told_apart(text):
    """Scopes of functions, classes and comprehensions are kept apart, and now from later."""
    (statement,) = ast.parse(text).body

    found = names_of(statement)

    assert [set(words.split()) for words in CASES[text]] == [
        set(found.binds), set(found.reads_now), set(found.reads_later), set(found.mutates), set(found.sets_later),
    ]  # fmt: skip


def test_global_names_are_nodes_of_the_module_scope_only():
    """A rename touches what means the module's name, and not a local of the same name."""
    (statement,) = ast.parse("def f(a):\n    return a, b, [b for b in a], (lambda b: b), (lambda: b)").body

    assert [(2, 14), (2, 57)] == [(node.lineno, node.col_offset) for node in global_names(statement) if node.id == "b"]
