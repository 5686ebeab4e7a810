"""The gradient of a loss: whether it is the gradient of that loss."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.assertions import CheckFailed, assert_gradient
from grader.data.seeds import Draws, drawing
from grader.errors import CourseError, StudentError
from grader.student import local_student
from grader.verify.hostile import RETURNS
from tests.students import student_from, wired_student

SOURCE = """
import numpy as np

def loss(params, X, y):
    out = np.tanh(X @ params["W"] + params["b"])
    return ((out - y) ** 2).sum() / (2 * len(X))

def gradient(params, X, y):
    out = np.tanh(X @ params["W"] + params["b"])
    dZ = (out - y) * (1 - out ** 2) / len(X)
    return {"W": X.T @ dZ, "b": dZ.sum(axis=0)}

def both(params, X, y):
    return loss(params, X, y), gradient(params, X, y)
"""
NAMESPACE = {}
exec(SOURCE, NAMESPACE)
RIGHT = (NAMESPACE["loss"], NAMESPACE["gradient"])
BOTH = pytest.mark.parametrize("reference", [RIGHT, None], ids=["reference", "numbers"])


def point(seed=0):
    rng = np.random.default_rng(seed)
    return {"W": rng.normal(size=(4, 3)), "b": rng.normal(size=3)}, rng.normal(size=(7, 4)), rng.normal(size=(7, 3))


def judge(source, reference=None, arguments=None, **options):
    student = student_from(source)
    assert_gradient(student.loss, student.gradient, *(arguments or point()), reference=reference, **options)


def message(source, reference=None, arguments=None, **options):
    with pytest.raises(CheckFailed) as caught:
        judge(source, reference, arguments, **options)
    return caught.value.message.text


@BOTH
def test_a_dict_of_parameters_and_a_pair_in_one_function(reference):
    """Gradients come in the structure of the parameters, alone or together with the loss."""
    judge(SOURCE, reference)
    pair = (NAMESPACE["both"], None) if reference else None
    with wired_student(SOURCE) as wired:
        for student in (wired, student_from(SOURCE)):
            assert_gradient(student.both, None, *point(), reference=pair)


@given(st.integers(0, 10**6))
@settings(max_examples=25, deadline=None)
def test_right_code_passes_whatever_the_seed(number):
    """No seed of a check rejects right code."""
    with drawing(Draws(check=str(number))):
        judge(SOURCE, None, point(number))


def test_arrays_lists_numbers_and_several_arguments():
    """One array, a list of arrays, one number, two arguments: each has its own answer."""
    array = "def loss(w, x): return (w * x).sum() ** 2\ndef gradient(w, x): return 2 * (w * x).sum() * x\n"
    w, x = np.random.default_rng(2).normal(size=(2, 5))
    judge(array, None, (w, x), names="dw")
    assert "2 of 5 entries are wrong" in message(
        array + "    \ndef gradient(w, x): return 2 * (w * x).sum() * x * (x > 0)", None, (w, x), names="dw"
    )

    several = "def loss(w, x): return (w * x).sum() ** 2\ndef gradient(w, x):\n    s = 2 * (w * x).sum()\n    return s * x, s * w\n"
    judge(several, None, (w, x), wrt=(0, 1), names=("dw", "dx"))
    namespace = {}
    exec(several, namespace)
    swapped = several.replace("s * x, s * w", "s * w, s * x")
    right = (namespace["loss"], namespace["gradient"])
    assert "holds the right numbers of dx" in message(swapped, right, (w, x), wrt=(0, 1), names=("dw", "dx"))

    layers = "def loss(ws): return sum((w ** 2).sum() for w in ws)\ndef gradient(ws): return [2 * w for w in ws]\n"
    judge(layers, None, ([w, x[:3]],))
    assert "gradient[1]" in message(layers.replace("2 * w for w in ws", "2 * ws[0], 3 * ws[1]"), None, ([w, x[:3]],))

    judge("def loss(w): return w ** 4\ndef gradient(w): return 4 * w ** 3\n", None, (0.7,))


@BOTH
@pytest.mark.parametrize(
    ("there", "instead", "sentence"),
    [
        (" / len(X)\n    return {", "\n    return {", "Average over the 7 rows: gradient['W'] is exactly 7 times too large."),
        ("X.T @ dZ", "-X.T @ dZ", "Change the sign: gradient['W']"),
        ("dZ.sum(axis=0)}", "dZ}", "Sum over the 7 rows"),
        ("dZ.sum(axis=0)}", "dZ.sum(axis=0), 'c': 1}", "must be a dict with the keys W, b"),
        ("X.T @ dZ", "X.T @ dZ + 0.3 * params['W']", "0.3 times the parameter itself more"),
        ("X.T @ dZ", "np.nan * X.T @ dZ", "finite"),
        ("(1 - out ** 2)", "(1 - out)", "must be the gradient of what loss computes"),
        ("{\"W\": X.T @ dZ, \"b\": dZ.sum(axis=0)}", "X.T @ dZ", "must be a dict"),
    ],
)  # fmt: skip
def test_a_cause_is_named(there, instead, sentence, reference):
    """Each pattern of an error leads to one sentence, with and without a reference."""
    assert there in SOURCE

    assert sentence in message(SOURCE.replace(there, instead), reference, rows=7)


def test_a_wrong_loss_is_followed_through():
    """The gradient may fit the promised loss or one's own; a loss that is constant or linear is no task."""
    own = SOURCE.replace("(2 * len(X))", "len(X)")
    judge(own, RIGHT)
    judge(own.replace("* (1 - out ** 2) / len(X)", "* 2 * (1 - out ** 2) / len(X)"), RIGHT)

    assert "judged by your own loss" in message(own.replace("X.T @ dZ", "3 * X.T @ dZ"), RIGHT)
    constant = SOURCE.replace("return ((out", "return 0 * ((out").replace("/ len(X)\n", "* 0\n")
    assert "always the same" in message(constant, RIGHT)
    assert "always the same" in message(constant)
    linear = "def loss(params, X, y): return params['W'].sum() + params['b'].sum()\ndef gradient(params, X, y): return {k: 0 * v + 1 for k, v in params.items()}"
    assert "linear" in message(linear, RIGHT)
    ignoring = SOURCE.replace('+ params["b"]', "").replace("dZ.sum(axis=0)", "0 * dZ[0]")
    assert "does not depend on" in message(ignoring, RIGHT)


def test_a_loss_full_of_kinks_is_judged():
    """Thousands of ReLU units reject no right code, and hide no error."""
    source = """
import numpy as np
def loss(W, X, v):
    return (np.maximum(X @ W, 0) @ v).sum()
def gradient(W, X, v):
    return X.T @ ((X @ W > 0) * v)
"""
    rng = np.random.default_rng(3)
    arguments = rng.normal(size=(10, 800)), rng.normal(size=(50, 10)), rng.normal(size=800)
    judge(source, None, arguments)

    assert "gradient" in message(source.replace("* v)", "* (v + 0.01 * (v == v.max())))"), None, arguments)


def test_what_cannot_be_judged_is_never_accepted():
    """A loss that jumps everywhere, and one that draws at random, fail with a sentence of their own."""
    jumps = "import numpy as np\ndef loss(w): return float((w ** 2).sum() + 1e-3 * np.round(w * 2e5) @ np.sqrt(np.arange(len(w))))\ndef gradient(w): return 2 * w\n"
    noisy = "import numpy as np\ndef loss(w): return float((w ** 2).sum() + np.random.normal())\ndef gradient(w): return 2 * w\n"
    w = np.random.default_rng(4).normal(size=400)

    assert "jumps or bends" in message(jumps, None, (w,))
    said = message(noisy, None, (w,))  # which of the two is found first depends on what is drawn
    assert "same result" in said or "must be smooth" in said


@pytest.mark.parametrize("label", RETURNS)
@pytest.mark.parametrize("who", ["loss", "gradient", "both"])
def test_whatever_comes_back_is_the_students(label, who):
    """No result of student code makes anything but a failed check."""
    namespace = {"loss": RIGHT[0], "gradient": RIGHT[1], who: lambda *args: RETURNS[label]()}
    student = local_student(namespace)
    pair = (student.both, None) if who == "both" else (student.loss, student.gradient)
    with pytest.raises((CheckFailed, StudentError)):
        assert_gradient(*pair, *point())


def test_an_author_is_told_what_cannot_be_differentiated():
    """Whole numbers and text are no parameters, and a name is needed for each argument."""
    for arguments, options in (((np.arange(3),), {}), (("w",), {}), (point(), {"names": ("a", "b")}), (({},), {})):
        with pytest.raises(CourseError):
            judge(SOURCE, None, arguments, **options)
