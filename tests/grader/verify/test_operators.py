"""The slips that make mutants."""

import ast
from textwrap import dedent

from grader.verify.operators import slips


def slips_of(body):
    source = dedent(body)
    return {(said, text) for _, said, text in slips(source, ast.parse(source).body[0])}


def test_every_operator_makes_its_slip():
    """Operators, comparisons, constants, signs, statements, axes, arguments, transposes and means are all touched."""
    found = slips_of(
        """
        def f(X, y):
            X = -X.T
            if X < 3:
                return np.subtract(X, y)
            return (X + y).mean(axis=0)
        """
    )

    assert {
        "a sign is lost",
        "a transpose is lost",
        "the statement `X = -X.T` is lost",
        "the statement `if X < 3:` is lost",
        "Lt becomes LtE",
        "Lt becomes Gt",
        "3 becomes 4",
        "3 becomes 2",
        "the first two arguments of np.subtract change places",
        "Add becomes Sub",
        "mean becomes sum",
        "an axis is lost",
        "0 becomes 1",
        "0 becomes -1",
    } == {said for said, _ in found}


def test_each_mutant_has_one_slip():
    """Every mutant differs from the source and from the others, and parses."""
    source = "def f(a, b):\n    c = a * b\n    return c - 1\n"

    texts = [text for _, _, text in slips(source, ast.parse(source).body[0])]

    assert len(texts) == len(set(texts))
    assert ast.unparse(ast.parse(source)) not in texts
    assert all(ast.parse(text) for text in texts)


def test_the_contract_is_left_alone():
    """Signature, docstring, decorators, annotations and the text of an error are not the answer."""
    assert set() == slips_of(
        '''
        @cache(maxsize=3)
        def f(a: Array = 1, *, flag=True) -> list[3]:
            """Return 1 + 1."""
            raise ValueError("1" + "2")
        '''
    )
