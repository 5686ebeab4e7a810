"""The backward of a layer: whether it is the gradient of its forward."""

import contextlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader import generator
from grader.assertions import CheckFailed, assert_backward, assert_repeatable
from grader.data.seeds import Draws, drawing
from grader.errors import CourseError, StudentError
from grader.model import Outcome
from grader.student import LocalTransport, Student, local_student
from grader.student.local import no_datasets
from grader.verify.hostile import RETURNS
from tests.grader.assertions.layer_students import AFFINE, OPAQUE, REFERENCE, affine, affine_back, point
from tests.students import namespace_from, student_from, wired_student

BOTH = pytest.mark.parametrize("reference", [REFERENCE, None], ids=["reference", "numbers"])


def judge(source, reference=REFERENCE, arguments=None, **options):
    student = student_from(source)
    options.setdefault("names", ("dX", "dW", "db"))
    assert_backward(student.forward, student.backward, *(arguments or point()), reference=reference, **options)


def failure(source, reference=REFERENCE, arguments=None, **options):
    with pytest.raises(CheckFailed) as caught:
        judge(source, reference, arguments, **options)
    return caught.value


def message(*args, **options):
    return failure(*args, **options).message.text


def broken(there, instead):
    assert there in AFFINE
    return AFFINE.replace(there, instead)


# What passes


@BOTH
@pytest.mark.parametrize("style", OPAQUE)
def test_every_style_of_right_code_passes(style, reference):
    """A cache may be anything, may be used up, and float32 is a matter of manners."""
    if reference or style != "float32 inside":  # its rounding hides in float64: differences cannot know
        judge(OPAQUE[style], reference)


@given(st.integers(0, 10**6))
@settings(max_examples=25, deadline=None)
def test_right_code_passes_whatever_the_seed(number):
    """No seed of a check rejects right code, neither by the reference nor by numbers."""
    with drawing(Draws(check=str(number))):
        for reference in (REFERENCE, None):
            judge(AFFINE, reference, point(number))


@BOTH
def test_the_three_students_are_told_the_same(reference):
    """Notebook, wire and reference give the same verdict, to the letter."""
    source = AFFINE.replace("X.T @ dout", "X.T @ dout / len(X)")
    texts = []
    with wired_student(source) as wired:
        namespace = {"forward": affine, "backward": lambda dout, cache: _averaged(dout, cache)}
        for student in (student_from(source), wired, local_student(namespace)):
            with pytest.raises(CheckFailed) as caught:
                assert_backward(student.forward, student.backward, *point(), reference=reference)
            texts.append(caught.value.message)

    assert texts[0] == texts[1] == texts[2]


def _averaged(dout, cache):
    dX, dW, db = affine_back(dout, cache)
    return dX, dW / len(cache[0]), db


def test_plain_functions_are_judged_like_students():
    """An author's adapter may stand between the check and the student."""
    assert_backward(affine, affine_back, *point())
    with pytest.raises(CheckFailed):
        assert_backward(affine, lambda dout, cache: (*affine_back(dout, cache)[:2], 0 * cache[1][0]), *point())


@BOTH
def test_a_forward_without_a_cache(reference):
    """Where forward returns its output alone, backward gets the arguments."""
    source = "import numpy as np\ndef forward(Z): return np.tanh(Z)\ndef backward(dout, Z): return dout * (1 - np.tanh(Z) ** 2)"
    pair = (np.tanh, lambda dout, Z: dout * (1 - np.tanh(Z) ** 2)) if reference else None
    judge(source, pair, (point()[0],), cached=False, names=["dZ"])
    assert "dZ" in message(source.replace("** 2", ""), pair, (point()[0],), cached=False, names=["dZ"])


def test_a_mask_that_is_drawn_from_the_same_generator_is_fixed():
    """`generator(seed)` starts anew for each call, of the student and of the reference."""
    source = """
import numpy as np
def forward(X, rng):
    mask = (rng.random(X.shape) < 0.7) / 0.7
    return X * mask, mask
def backward(dout, mask):
    return dout * mask
"""
    namespace = {}
    exec(source, namespace)
    pair = (namespace["forward"], namespace["backward"])
    for reference in (pair, None):
        judge(source, reference, (point()[0], generator(7)), names=["dX"])


def test_points_on_a_kink_are_moved():
    """Any slope of ReLU at zero is right: weights of zero put every unit there."""
    source = """
import numpy as np
def forward(X, W):
    return np.maximum(X @ W, 0), (X, W)
def backward(dout, cache):
    X, W = cache
    dZ = dout * (X @ W >= 0)
    return dZ @ W.T, X.T @ dZ
"""
    judge(source, None, (point()[0], np.zeros((4, 3))), names=("dX", "dW"))
    judge(source, None, point()[:2], names=("dX", "dW"))


# What fails, and what is said


@BOTH
@pytest.mark.parametrize(
    ("there", "instead", "sentence"),
    [
        ("X.T @ dout", "X.T @ dout / len(X)", "Sum over the 5 rows, do not average: dW is exactly 5 times too small."),
        ("X.T @ dout", "5 * X.T @ dout", "Average over the 5 rows: dW is exactly 5 times too large."),
        ("dout @ W.T", "-dout @ W.T", "Change the sign: dX is minus"),
        ("X.T @ dout", "1.7 * X.T @ dout", "dW is 1.7 times"),
        ("dout @ W.T", "4 / 5 * dout @ W.T", "dX must be the gradient"),  # a length over another: it may be anything
        ("X.T @ dout", "X.T @ dout + 0.1 * W", "dW has 0.1 times the parameter itself more"),
        ("X.T @ dout", "X.T @ np.ones_like(dout)", "Use the upstream gradient: dW"),
        ("X.T @ dout", "np.outer(X[-1], dout[-1])", "dW is what the last row alone contributes"),
        ("X.T @ dout", "dout.T @ X", "Swap the axes"),
        ("X.T @ dout", "np.zeros(W.shape)", "every number of yours is 0"),
        ("dout.sum(axis=0)", "dout", "Sum over the 5 rows: each example"),
        ("dout.sum(axis=0)", "dout.sum()", "a sum, mean or max without axis="),
        ("dout @ W.T", "dout @ W.T * (X > 0)", "dX is zero in"),
        ("dout @ W.T", "dout @ W.T * np.arange(1.0, 5.0)", "each column of dX is a multiple of its own"),
        ("dout @ W.T", "(dout.T * np.arange(1.0, 6.0)).T @ W.T", "each row of dX is a multiple of its own"),
        ("X.T @ dout", "(X.T @ dout)[::-1, ::-1]", "dW has the right numbers in other places"),
        ("dout @ W.T", "np.maximum(dout, 0) @ W.T", "linear in the upstream gradient"),
        ("dout @ W.T", "dout ** 2 @ W.T", "dX must double when dout doubles"),
        ("dout @ W.T", "dout @ W.T + 1", "dX must be zero when dout is zero"),
        ("dout @ W.T", "dout @ W.T + np.random.normal(size=X.shape)", "gives others at each call"),
        ("dout @ W.T, X.T @ dout, dout.sum(axis=0)", "X.T @ dout, dout @ W.T, dout.sum(axis=0)", "yours come as dW, dX, db"),
        ("dout @ W.T, X.T @ dout, dout.sum(axis=0)", "dout @ W.T, X.T @ dout", "Return 3 values, (dX, dW, db)"),
        ("dout @ W.T, X.T @ dout, dout.sum(axis=0)", "None", "forget the return"),
        ("X.T @ dout", "None", "dW must be an array of numbers; yours is None"),
        ("X.T @ dout", "X.T @ dout / 0", "dW must hold finite numbers only"),
    ],
)  # fmt: skip
def test_a_cause_is_named(there, instead, sentence, reference):
    """Each pattern of an error leads to one sentence that says what to do, with and without a reference."""
    if reference is None and "last row" in sentence:
        sentence = "dW must be the gradient of what forward computes"  # needs the right backward

    with np.errstate(all="ignore"):
        assert sentence in message(broken(there, instead), reference)


def test_gradients_of_one_shape_in_the_wrong_order_are_noticed():
    """Where shapes cannot tell, the numbers do."""
    source = """
def forward(gamma, beta, X):
    return gamma * X + beta, X
def backward(dout, X):
    return dout.sum(axis=0), (dout * X).sum(axis=0)
"""

    def forward(gamma, beta, X):
        return gamma * X + beta, X

    def backward(dout, X):
        return (dout * X).sum(axis=0), dout.sum(axis=0)

    rng = np.random.default_rng(1)
    arguments = (rng.normal(size=4), rng.normal(size=4), rng.normal(size=(5, 4)))
    said = message(source, (forward, backward), arguments, wrt=(0, 1), names=("dgamma", "dbeta"))

    assert "Check the order of what you return: dgamma holds the right numbers of dbeta." in said


def test_a_missing_term_is_named_where_the_author_gives_the_terms():
    """Least squares on named terms says which of them has another coefficient."""
    source = """
def forward(X):
    return X - X.mean(axis=0), len(X)
def backward(dout, N):
    return dout
"""

    def forward(X):
        return X - X.mean(axis=0), len(X)

    def backward(dout, N):
        return dout - dout.mean(axis=0)

    def terms(dout, X):
        return {"dX": {"direct": dout, "through the mean": -np.broadcast_to(dout.mean(axis=0), dout.shape)}}

    said = message(source, (forward, backward), (point()[0],), names=["dX"], terms=terms)

    assert "Look at the term through the mean: in dX it has the coefficient 0." in said


@BOTH
def test_the_entry_is_told_with_its_error_bar(reference):
    """The first wrong entry, both numbers, how many are wrong; and how well a measured one is known."""
    found = failure(
        broken(
            "    return dout @ W.T, X.T @ dout", "    dW = X.T @ dout\n    dW[1, 2] += 1\n    return dout @ W.T, dW"
        ),
        reference,
    )
    text = found.message.text

    assert "1 of 12 entries are wrong" in text
    assert "at [1, 2]" in text
    assert ("±" in text) is (reference is None)
    assert "X.T" not in text  # never the formula
    assert "dW" == found.message.details["gradient"]


def test_a_large_gradient_is_searched_by_halves():
    """Among thousands of entries one wrong entry is found with few calls."""
    rng = np.random.default_rng(0)
    arguments = (rng.normal(size=(3, 60)), rng.normal(size=(60, 50)), rng.normal(size=50))
    source = broken(
        "    return dout @ W.T, X.T @ dout", "    dW = X.T @ dout\n    dW[17, 23] += 0.01\n    return dout @ W.T, dW"
    )

    assert "One wrong entry is at [17, 23]" in message(source, None, arguments)
    assert "Divide by 7: dW is exactly 7 times too large" in message(
        broken("X.T @ dout", "7 * X.T @ dout"), None, arguments
    )


def test_float32_is_said_and_compared_loosely():
    """Narrow floats cost nothing here, and a wrong gradient in them is found."""
    said = message(OPAQUE["float32"].replace("X.T @ dout", "X.T @ dout * 1.1"), REFERENCE)

    assert "Keep float64" in said
    assert "1.1 times" in said


# Forwards that are wrong


@pytest.mark.parametrize("slip", ["2 * X @ W + b", "X @ W + b ** 3", "X @ W - b"])
def test_a_wrong_forward_is_followed_through(slip):
    """backward may fit the promised forward, or one's own: a mistake of forward costs nothing here."""
    judge(broken("X @ W + b", slip))
    own = {
        "2 * X @ W + b": "2 * dout @ W.T, 2 * X.T @ dout, dout.sum(axis=0)",
        "X @ W + b ** 3": "dout @ W.T, X.T @ dout, 3 * b ** 2 * dout.sum(axis=0)",
        "X @ W - b": "dout @ W.T, X.T @ dout, -dout.sum(axis=0)",
    }[slip]
    source = broken("X @ W + b", slip).replace("dout @ W.T, X.T @ dout, dout.sum(axis=0)", own)
    judge(source.replace("(X, W)", "(X, W, b)").replace("X, W = cache", "X, W, b = cache"))


def test_a_wrong_forward_with_a_wrong_backward_is_told_by_what_it_was_judged():
    """The remark says that one's own forward was the measure."""
    source = broken("X @ W + b", "2 * X @ W + b").replace("X.T @ dout", "X.T @ dout / 7")

    assert "judged by your own forward" in message(source)


@pytest.mark.parametrize(
    ("forward", "backward", "sentence"),
    [
        ("0 * (X @ W + b)", "0 * X, 0 * W, 0 * dout[0]", "always the same"),
        ("X @ W", "dout @ W.T, X.T @ dout, 0 * dout[0]", "does not depend on b"),
        ("np.broadcast_to(b, (5, 3))", "0 * X, 0 * W, dout.sum(axis=0)", "does not depend on X"),
        ("X", "dout, 0 * W, 0 * W[0]", "wrong shape"),
        ("X[:, :3] + W.sum() + b", "0 * X, 0 * W, dout.sum(axis=0)", "linear"),
        ("np.full((5, 3), np.nan)", "0 * X, 0 * W, 0 * W[0]", "finite"),
    ],
)
def test_a_degenerate_forward_earns_nothing(forward, backward, sentence):
    """Zeros, a constant, the input itself, an argument left out: their gradients would be no work."""
    source = "import numpy as np\n" + AFFINE.replace("X @ W + b", forward)
    source = source.replace("dout @ W.T, X.T @ dout, dout.sum(axis=0)", backward)

    assert sentence in message(source)


def test_without_a_reference_every_argument_must_matter():
    """A forward that ignores its bias has nothing to be right about."""
    source = AFFINE.replace("X @ W + b", "X @ W").replace("dout.sum(axis=0)", "0 * dout[0]")

    assert "does not depend on b" in message(source, None)


@BOTH
def test_a_forward_that_draws_at_random_is_told_so(reference):
    """Noise is not taken for a wrong gradient."""
    source = "import numpy as np\n" + AFFINE.replace("X @ W + b", "X @ W + b + np.random.normal(size=(5, 3))")
    source = source.replace("X.T @ dout", "2 * X.T @ dout")

    assert "forward" in message(source, reference)


# Batches


def test_rows_must_not_mix_where_they_are_told_apart():
    """Gradients by rows stay in their rows; gradients by parameters add up over the halves of a batch."""
    judge(AFFINE, batch=(0,))
    judge(AFFINE, None, batch=(0,))
    centred = """
def forward(X, W, b):
    return (X - X.mean(axis=0)) @ W + b, (X - X.mean(axis=0), W)
def backward(dout, cache):
    X, W = cache
    dX = dout @ W.T
    return dX - dX.mean(axis=0), X.T @ dout, dout.sum(axis=0)
"""
    judge(centred, None)

    assert "Keep the examples apart: dX" in message(centred, None, batch=(0,))
    averaging = AFFINE.replace("X @ W + b", "X @ W / len(X) + b").replace(
        ", X.T @ dout", " / len(X), X.T @ dout / len(X)"
    )
    judge(averaging, None)

    assert "dW of a batch must be the sum over its two halves" in message(averaging, None, batch=(0,))


# Manners


def test_a_cache_can_be_used_twice():
    """What costs nothing in the gradient is what the check of manners asks for."""
    student = student_from(AFFINE)
    assert_repeatable(student.forward, student.backward, *point())

    for style, sentence in (("cache used up", "Leave the cache as it was"), ("changed in place", "Leave the cache")):
        student = student_from(OPAQUE[style])
        with pytest.raises(CheckFailed) as caught:
            assert_repeatable(student.forward, student.backward, *point())

        assert sentence in caught.value.message.text


def test_a_cache_must_not_be_shared_between_calls():
    """A forward on another batch in between changes nothing."""
    source = """
kept = {}
def forward(X, W, b):
    kept.update(X=X, W=W)
    return X @ W + b, None
def backward(dout, cache):
    return dout @ kept["W"].T, kept["X"].T @ dout, dout.sum(axis=0)
"""
    student = student_from(source)
    with pytest.raises(CheckFailed) as caught:
        assert_repeatable(student.forward, student.backward, *point())

    assert "after forward was called with other numbers" in caught.value.message.text


# Whose fault


@BOTH
@pytest.mark.parametrize("label", RETURNS)
@pytest.mark.parametrize("who", ["forward", "backward", "output", "gradient"])
def test_whatever_comes_back_is_the_students(label, who, reference):
    """No result of student code makes anything but a failed check."""
    make = RETURNS[label]
    namespace = {"forward": affine, "backward": affine_back}
    if who in namespace:
        namespace[who] = lambda *args: make()
    elif who == "output":
        namespace["forward"] = lambda X, W, b: (make(), (X, W))
    else:
        namespace["backward"] = lambda dout, cache: (dout @ cache[1].T, make(), dout.sum(axis=0))
    student = local_student(namespace)
    with pytest.raises((CheckFailed, StudentError)):
        assert_backward(student.forward, student.backward, *point(), reference=reference)


@BOTH
def test_what_raises_is_the_students_outcome(reference):
    """A stub and an exception keep their own outcome."""
    for body, outcome in (("raise NotImplementedError", Outcome.MISSING), ("1 / 0", Outcome.RAISED)):
        with pytest.raises(StudentError) as caught:
            judge(AFFINE.replace("X, W = cache", body), reference)

        assert outcome is caught.value.outcome


def test_an_author_is_told_what_cannot_be_differentiated():
    """float32 and whole numbers as points, a reference that raises: the author's, not the student's."""
    X, W, b = point()
    for arguments, reference in (
        ((X.astype(np.float32), W, b), REFERENCE),
        (point(), (affine, lambda dout, cache: 1 / 0)),
        (point(), (lambda X, W, b: (X @ W * np.nan, None), affine_back)),
    ):
        with pytest.raises(CourseError):
            judge(AFFINE, reference, arguments)
    with pytest.raises(CourseError):
        assert_backward(affine, affine_back, np.arange(3))


def test_whole_numbers_among_the_arguments_are_passed_on():
    """Labels and strides are no parameters."""
    source = "def forward(X, k, y):\n    return k * X[y], (len(X), k, y)\ndef backward(dout, cache):\n    import numpy as np\n    N, k, y = cache\n    dX = np.zeros((N, dout.shape[1]))\n    np.add.at(dX, y, k * dout)\n    return dX\n"
    judge(source, None, (point()[0], 3, np.array([0, 2, 2, 4])), names=["dX"])


def test_one_number_in_and_one_number_out():
    """A layer of one parameter and a loss of one number are judged like others."""
    source = "def forward(w):\n    return w ** 3, w\ndef backward(dout, w):\n    return 3 * w ** 2 * dout\n"
    judge(source, None, (np.array(0.7),), names=["dw"])

    assert "dw" in message(source.replace("3 * w", "2 * w"), None, (np.array(0.7),), names=["dw"])


class Recorded:
    """A transport that remembers what it was asked, but for the number of each request."""

    def __init__(self, namespace):
        self.inner, self.asked = LocalTransport(namespace, no_datasets), []

    def exchange(self, header, arrays, callbacks):
        kept = {key: value for key, value in header.items() if key != "id"}
        self.asked.append((repr(kept), [array.tobytes() for array in arrays]))
        return self.inner.exchange(header, arrays, callbacks)


@BOTH
@pytest.mark.parametrize("slip", ["X.T @ dout", "X.T @ dout / 3"])
def test_equal_behaviour_is_asked_equally(slip, reference):
    """Two codes that behave alike are asked the same, so that a known mistake can be recognized by its answers."""
    transcripts = []
    for source in (broken("X.T @ dout", slip), "# the same in other words\n" + broken("X.T @ dout", slip)):
        transport = Recorded(namespace_from(source))
        student = Student(transport)
        with contextlib.suppress(CheckFailed):
            assert_backward(student.forward, student.backward, *point(), reference=reference)
        transcripts.append(transport.asked)

    assert transcripts[0] == transcripts[1]
