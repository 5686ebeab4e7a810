"""Public checks of assignment 5: students receive this file.

Networks are judged by what they put out: the check reads the weights and computes the outputs itself, so any weights
that do what is promised are right. Lists of numbers are as good as arrays, and whole numbers as good as floats; where a
layer has one input or one unit, W may be flat or lie on its side.
"""

import numpy as np

from grader import callback, source
from grader.assertions import (
    assert_array,
    assert_close,
    assert_equal,
    assert_list,
    assert_number,
    assert_parts,
    assert_true,
    assert_unchanged,
)

CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
AND = np.array([-1, -1, -1, 1])
XOR = np.array([-1, 1, 1, -1])
FIRES = np.array([0, 1, 1, 0])  # XOR as outputs of a unit


# What a network is, and what it puts out


def _numbers(value, name):
    """Say that a result holds numbers, in an array or in lists, and return them as an array of floats."""
    if type(value) not in (list, tuple):
        return assert_array(value, name=name).astype(float)
    rows = [_numbers(entry, f"{name}[{i}]") for i, entry in enumerate(value)]
    assert_true(len({row.shape for row in rows}) <= 1, f"{name} must have rows of equal length.")
    return np.stack(rows) if rows else np.zeros(0)


def _layer(pair, inputs, name):
    """Say that a result is a layer (W, b) with this many inputs, and return it with the shapes (D, M) and (M,)."""
    W, b = assert_parts(pair, "W", "b")
    W, b = _numbers(W, f"W of {name}"), _numbers(b, f"b of {name}")
    single = b.ndim < 2 or b.shape == (1, b.size)
    text = f"b of {name} must be one list of biases, one for each unit; yours has shape {b.shape}."
    assert_true(single and b.size > 0, text)
    M = b.size
    if 1 in (inputs, M) and W.size == inputs * M == max(W.shape, default=1):
        W = W.reshape(inputs, M)  # one row or one column: its numbers say all
    hint = "W has one row for each input and one column for each unit, b one entry for each unit: Z = X @ W + b."
    text = f"W of {name} must have shape ({inputs}, {M}), for {inputs} inputs and the {M} units of b"
    assert_true(W.shape == (inputs, M), f"{text}; yours has shape {W.shape}.", hint=hint)
    return W, b.reshape(M)


def _layers(result, inputs, name, sizes=None):
    """Say that a result is a network: pairs (W, b) that fit each other, with one output; return them as arrays.

    With `sizes`, the layers must have these numbers of units.
    """
    layers = []
    for k, pair in enumerate(assert_list(result, name=name), start=1):
        layers.append(_layer(pair, inputs, f"layer {k}"))
        inputs = layers[-1][1].size
    text = f"{name} must have layers, of which the last has one unit."
    assert_true(bool(layers) and inputs == 1, text, hint="A list of pairs: [(W1, b1), (W2, b2)].")
    found = [b.size for _, b in layers]
    if sizes is not None:
        units = ", then ".join(map(str, sizes))
        assert_true(found == list(sizes), f"{name} must have layers of {units} units; yours have {found}.")
    return layers


def _fired(layers, X):
    """Return what the threshold units of each layer put out: 1 where the sum is at least 0."""
    outs = []
    for W, b in layers:
        X = np.where(X @ W + b >= 0, 1, 0)
        outs.append(X)
    return outs


def _soft(z):
    """Return the sigmoid, which is half a hyperbolic tangent."""
    return 0.5 + 0.5 * np.tanh(z / 2)


def _assert_depends(out):
    """Say that a network does not put out the same number everywhere."""
    text = "The output of the network must depend on its input; yours is the same everywhere."
    assert_true(float(np.ptp(out)) > 0, text, hint="Are its weights all 0?")


def _curve(layers, x):
    """Return the outputs of a network with one input: hidden sigmoid units and a linear output unit."""
    out = np.asarray(x, dtype=float)[:, None]
    for W, b in layers[:-1]:
        out = _soft(out @ W + b)
    W, b = layers[-1]
    return (out @ W)[:, 0] + b[0]


# 5.1

TWO_LAYERS = [
    (np.array([[1.0, 2.0, 0.0], [0.0, 1.0, -1.0]]), np.array([1.0, 0.0, 2.0])),
    (np.array([[1.0, 0.0], [2.0, 1.0], [0.0, 3.0]]), np.array([-2.0, 4.0])),
]


def _biases(result, name):
    """Say that a result is a layer (W, b), and return the biases."""
    b = _numbers(assert_parts(result, "W", "b")[1], name)
    return b[0] if b.ndim == 2 and len(b) == 1 else b


def weights_of_two_layers_become_one_matrix(student):
    """Two inputs, three units, two outputs."""
    W, _ = _layer(student.collapse_linear(TWO_LAYERS), 2, "the result")

    # Row 1 of W: (1, 2, 0) through the second layer is 1 (1, 0) + 2 (2, 1) = (5, 2); row 2: (2, 1) - (0, 3) = (2, -2).
    hint = "Linear units have no threshold: put X W1 + b1 in the place of the input of layer 2, and multiply out."
    assert_close(W, [[5, 2], [2, -2]], name="W", hint=hint)


def biases_pass_through_the_next_layer(student):
    """The same two layers."""
    b = _biases(student.collapse_linear(TWO_LAYERS), "b")

    # The biases (1, 0, 2) through the second layer: (1, 0) + 2 (0, 3) = (1, 6), which adds (-2, 4).
    assert_close(b, [-1, 10], name="b", hint="The biases of the first layer pass through the weights of the second.")


def collapse_leaves_the_layers_alone(student):
    """All weights and biases before and after; also of equally wide layers, whose products fit into the old arrays."""
    hint = "b = b @ ... makes a new array; b += ... does not."
    assert_unchanged(student.collapse_linear, TWO_LAYERS, hint=hint)
    assert_unchanged(student.collapse_linear, [(np.full((2, 2), 2.0), np.ones(2))] * 2, hint=hint)


# 5.2

AND_LINE = np.array([-3.0, 2.0, 2.0])  # scores -3, -1, -1, 1


def lines_are_tried_on_every_example(student):
    """AND: a line that separates, also in small numbers, one that misses an example, one that passes through one."""
    name = 'verify_certificate(X, y, ("w", w))'
    hint = "y times the score must be above 0 for every example, w[0] being the bias."

    for w in (AND_LINE, AND_LINE / 100):
        assert_equal(student.verify_certificate(CORNERS, AND, ("w", w)), True, name=name, hint=hint)
    misses = student.verify_certificate(CORNERS, AND, ("w", np.array([-1.0, 2.0, 2.0])))  # fires for three corners
    assert_equal(misses, False, name=name, hint=hint)
    touches = student.verify_certificate(CORNERS, AND, ("w", np.array([-4.0, 2.0, 2.0])))  # the score of (1, 1) is 0
    assert_equal(touches, False, name=name, hint="A score of 0 is on no side: above 0 is asked for.")


def sums_are_tried_in_every_coordinate(student):
    """XOR: numbers that cancel everything, and numbers that do not; then a sum of (1, -1), which is not (0, 0)."""
    name = 'verify_certificate(X, y, ("farkas", lam))'
    hint = "Add up lam[i] * y[i] * (1, x[i]): every coordinate of the sum must be 0."
    cancels = student.verify_certificate(CORNERS, XOR, ("farkas", np.full(4, 3.0)))
    one_more = student.verify_certificate(CORNERS, XOR, ("farkas", np.array([3.0, 3.0, 3.0, 4.0])))

    assert_equal(cancels, True, name=name, hint=hint)
    assert_equal(one_more, False, name=name, hint=hint)
    X, y = np.array([[-1.0], [-1.0]]), np.array([1, -1])
    one_by_one = student.verify_certificate(X, y, ("farkas", np.array([2.0, 1.0])))
    assert_equal(
        one_by_one, False, name=name, hint="Each coordinate by itself: 1 and -1 do not make up for each other."
    )


def verify_leaves_its_arguments_alone(student):
    """Inputs, labels and both kinds of certificates before and after."""
    assert_unchanged(student.verify_certificate, CORNERS, AND, ("w", AND_LINE))
    assert_unchanged(student.verify_certificate, CORNERS, XOR, ("farkas", np.full(4, 3.0)))


def _assert_no_line_makes_xor(cert, name):
    """Say that a certificate proves that no line computes XOR: all four examples with the same number, above 0."""
    kind, lam = assert_parts(cert, "kind", "numbers")
    text = f'No line computes XOR: the kind of {name} must be "farkas".'
    assert_true(isinstance(kind, str) and kind == "farkas", text, hint="A certificate is a pair of a word and numbers.")
    lam = assert_array(_numbers(lam, "lam"), (4,), name="lam")
    assert_true(lam[0] > 0, "lam must have no entry below 0, and not be all 0; yours begins with a number not above 0.")
    hint = "The sum of lam y x~ must be 0 in every coordinate: write the three equations down, and solve them."
    assert_close(lam / lam[0], np.ones(4), rtol=1e-8, name="lam / lam[0]", hint=hint)  # all others break an equation


def xor_has_no_line(student):
    """The certificate that was found by hand."""
    _assert_no_line_makes_xor(student.xor_certificate(), "xor_certificate()")


# 5.3

FORWARD = source("def go(cls, layers, X):\n    return cls(layers).forward(X)")
UNTOUCHED = source(
    "def go(cls, layers, X):\n"
    "    before = [array.copy() for pair in layers for array in pair] + [X.copy()]\n"
    "    cls(layers).forward(X)\n"
    "    after = [array for pair in layers for array in pair] + [X]\n"
    "    return all(np.array_equal(a, b) for a, b in zip(before, after))"
)
NET = [  # "at least one", "both" and "the first", of two inputs; fires for "at least one, and not the first"
    (np.array([[2.0, 1.0, 1.0], [2.0, 1.0, 0.0]]), np.array([-1.0, -1.5, -0.5])),
    (np.array([[1.0], [0.5], [-2.0]]), np.array([-0.75])),
]


def _forward(student, layers, X):
    return assert_parts(student.run(FORWARD, student.ThresholdMLP, layers, X), "codes", "y")


def units_fire_or_do_not(student):
    """Three hidden units on four corners."""
    _, y = _forward(student, NET, CORNERS)

    # The codes are 000, 100, 101, 111; the output unit has the sums -0.75, 0.25, -1.75, -1.25.
    hint = "Hidden units put out 0 or 1 too: compare their sums with 0 before they go on to the next layer."
    assert_equal(y, np.array([0, 1, 0, 0]), name="y", hint=hint)


def codes_show_the_hidden_units(student):
    """One array of 0 and 1 for the one hidden layer."""
    codes, _ = _forward(student, NET, CORNERS)
    found = assert_list(codes, 1, name="codes", hint="One array for each hidden layer; the output is y.")

    expected = np.array([[0, 0, 0], [1, 0, 0], [1, 0, 1], [1, 1, 1]])
    assert_equal(found[0], expected, name="codes[0]", hint="What the hidden units put out, 0 or 1, not their sums.")


def forward_leaves_its_arguments_alone(student):
    """Inputs, weights and biases before and after."""
    same = student.run(UNTOUCHED, student.ThresholdMLP, NET, CORNERS)

    assert_equal(
        same, True, name="X and the layers are as before", hint="X = X @ W makes a new array; X[...] = does not."
    )


def _assert_xor(result, n_hidden):
    """Say that a network of threshold units computes exclusive or."""
    layers = _layers(result, 2, f"xor_net({n_hidden})")
    outs = _fired(layers, CORNERS)
    codes = outs[0].tolist()
    for one, other in ((0, 1), (0, 2), (3, 1), (3, 2)):
        pair = " and ".join(str(tuple(map(int, CORNERS[k]))) for k in (one, other))
        text = f"{pair} must have different hidden codes, because XOR tells them apart; yours are both {codes[one]}."
        hint = "Behind the hidden layer nothing is left of the inputs but their codes."
        assert_true(codes[one] != codes[other], text, hint=hint)
    hint = "Evaluate it with your ThresholdMLP; a unit fires where its sum is at least 0, also where it is exactly 0."
    assert_equal(outs[-1][:, 0], FIRES, name=f"The output of xor_net({n_hidden})", hint=hint)
    return layers


def two_hidden_units_compute_xor(student):
    """The smallest network for XOR."""
    _assert_xor(student.xor_net(2), 2)


RING = np.array(
    [
        [0.0, 1.0, 1.0, 1.0, 1.0, 0.0],
        [1.0, 1.0, 0.0, 0.0, 1.0, 1.0],
        [1.0, 0.0, 0.0, 0.0, 0.0, 1.0],
        [1.0, 0.0, 0.0, 0.0, 0.0, 1.0],
        [1.0, 1.0, 0.0, 0.0, 1.0, 1.0],
        [0.0, 1.0, 1.0, 1.0, 1.0, 0.0],
    ]
)


def _parts(template):
    """Return the four images that hold one quadrant of the template each: top left, top right, bottom left, right."""
    rows, columns = np.indices(template.shape)
    below, right = rows >= template.shape[0] / 2, columns >= template.shape[1] / 2
    return np.array([template * (below == down) * (right == side) for down in (0, 1) for side in (0, 1)])


def _detector(student, template, share):
    """Return the detector of the student for a template, as layers of four units and one."""
    result = student.quadrant_detector(template, share)
    return _layers(result, template.size, "quadrant_detector(template, share)", sizes=(4, 1))


def a_zero_is_seen(student):
    """A zero of 6x6 pixels, of which six are lit in each quadrant; then none is lit."""
    layers = _detector(student, RING, 0.7)
    outs = _fired(layers, RING.reshape(1, 36))

    assert_equal(outs[0], np.ones((1, 4)), name="The hidden code of the template", hint="All of its pixels are lit.")
    assert_equal(outs[1], np.ones((1, 1)), name="The output for the template", hint="It fires when all four do.")
    dark = _fired(layers, np.zeros((1, 36)))
    assert_equal(dark[1], np.zeros((1, 1)), name="The output for a dark image", hint="Nothing is seen there.")


def each_unit_has_its_quadrant(student):
    """Four images: one quadrant of the zero each."""
    layers = _detector(student, RING, 0.7)
    outs = _fired(layers, _parts(RING).reshape(4, 36))

    hint = "Unit 0 looks at the top left, 1 at the top right, 2 at the bottom left, 3 at the bottom right."
    assert_equal(outs[0], np.eye(4), name="The hidden codes of the four quadrants", hint=hint)


def detector_leaves_the_template_alone(student):
    """The template before and after."""
    assert_unchanged(student.quadrant_detector, RING, 0.7)


# 5.4


def _bits(n):
    """Return all inputs of n bits, in the order of the table."""
    return np.array([[row // 2**place % 2 for place in reversed(range(n))] for row in range(2**n)], dtype=float)


def _memory(result, n, name):
    """Return the layers of a memorizing network of n inputs, one hidden layer and one output."""
    layers = _layers(result, n, name)
    assert_true(len(layers) == 2, f"{name} must have one hidden layer and one output unit: two pairs (W, b).")
    return layers


def a_table_of_two_inputs_is_learned_by_heart(student):
    """Fires for (0, 1) and (1, 1), then for (0, 0) only."""
    hint = "Row r is r as a binary number, the first input being the highest bit; give each row a hidden unit."
    for table in (np.array([0, 1, 0, 1]), np.array([1, 0, 0, 0])):
        layers = _memory(student.memorizing_net(table), 2, "memorizing_net(table)")

        assert_equal(_fired(layers, CORNERS)[-1][:, 0], table, name=f"The output for the table {table}", hint=hint)


def _assert_one_fires(code, name):
    """Say that every input has one hidden unit that fires, and no two the same."""
    most = int(code.sum(axis=1).max())
    hint = (
        "Weights of +1 where the row has a 1 and of -1 where it has a 0 make a unit that can tell its row from others."
    )
    assert_equal(code.sum(axis=1), np.ones(len(code)), name=f"How many units fire for each input of {name}", hint=hint)
    same = int(code.sum(axis=0).max())
    assert_true(most == same == 1, f"Each input of {name} must have a hidden unit of its own; yours share one.")


def one_unit_fires_for_one_row(student):
    """The hidden codes of four inputs."""
    layers = _memory(student.memorizing_net(np.array([0, 1, 1, 0])), 2, "memorizing_net(table)")

    _assert_one_fires(_fired(layers, CORNERS)[0], "a table of 4 rows")


def memorizing_leaves_the_table_alone(student):
    """The table before and after."""
    assert_unchanged(student.memorizing_net, np.array([0, 1, 1, 0]))


# 5.5


def sigmoid_of_known_numbers(student):
    """Logarithms of odds: ln 3 is three to one, a probability of 3/4."""
    z = np.log(np.array([1.0, 3.0, 1 / 3, 9.0, 99.0]))
    found = student.sigmoid(z)

    assert_close(found, [0.5, 0.75, 0.25, 0.9, 0.99], name="sigmoid(z)", hint="1 / (1 + exp(-z)), entry by entry.")


def sigmoid_leaves_its_argument_alone(student):
    """The sums before and after, large ones too."""
    assert_unchanged(student.sigmoid, np.array([-900.0, -2.0, 0.0, 3.0, 900.0]))


def _xor_error(result, name):
    """Return the largest error of a network of sigmoid units on the four corners."""
    layers = _layers(result, 2, name)
    assert_true(len(layers) == 2, f"{name} must have one hidden layer and one output unit: two pairs (W, b).")
    out = CORNERS
    for W, b in layers:
        out = _soft(out @ W + b)
    assert_array(out, (4, 1), name=f"The output of {name}")
    return float(np.abs(out[:, 0] - FIRES).max())


def a_soft_net_computes_xor(student):
    """Scale 20."""
    error = _xor_error(student.xor_sigmoid(20.0), "xor_sigmoid(20)")

    text = f"The outputs must be within 0.001 of 0, 1, 1, 0; yours are up to {error:.2g} away."
    hint = (
        "A sum of 0 gives 1/2: every unit must keep away from 0 at every corner, and the scale multiplies all weights."
    )
    assert_true(error <= 1e-3, text, hint=hint)


# 5.6


def a_step_rises_at_its_place(student):
    """Weight 100, three places."""
    places = (0.25, -3.0, 7.5)
    for s, result in zip(places, student.step_unit.each([(s, 100.0) for s in places]), strict=True):
        w, b = assert_parts(result, "w", "b")
        w, b = assert_number(w, name="w"), assert_number(b, name="b")

        found = _soft(w * (s + np.array([-0.03, 0.0, 0.03])) + b)
        hint = "The unit has the sum w x + b, which must be 0 at x = s."
        assert_close(found, _soft(np.array([-3.0, 0.0, 3.0])), name=f"The unit around s = {s:g}", hint=hint)


def _box(student, a, b, h, w):
    """Return a box of the student, as layers of arrays."""
    return _layers(student.box(a, b, h, w), 1, "box(a, b, h, w)")


def a_box_is_high_inside(student):
    """Height 2 on (0.25, 0.75)."""
    found = _curve(_box(student, 0.25, 0.75, 2.0, 200.0), [0.4, 0.5, 0.6])

    hint = "One step lifts the output to h at a, the other takes it down again at b."
    assert_close(found, [2, 2, 2], atol=1e-6, name="The output inside", hint=hint)


def a_box_is_flat_outside(student):
    """Height 2 on (0.25, 0.75)."""
    found = _curve(_box(student, 0.25, 0.75, 2.0, 200.0), [-5.0, 0.1, 0.9, 6.0, 0.5])

    hint = "Behind b both steps are up: their heights must cancel, so one of them is subtracted."
    assert_close(found[:4], [0, 0, 0, 0], atol=1e-6, name="The output outside", hint=hint)
    _assert_depends(found)


def a_box_has_two_hidden_units(student):
    """One step up, one step down."""
    layers = _layers(student.box(-1.0, 2.0, 0.5, 50.0), 1, "box(a, b, h, w)", sizes=(2, 1))
    _assert_depends(_curve(layers, [-3.0, 0.0, 4.0]))


# 5.7


def _positions(n):
    """Return points of [0, 1] that are at least a tenth of a box away from all sides, twelve in each of n boxes."""
    within = np.linspace(0.1001, 0.8999, 12)
    return ((np.arange(n)[:, None] + within) / n).ravel()


def _worst(layers, f, n):
    """Return the largest difference of a network from a function, away from the sides of n boxes."""
    x = _positions(n)
    out = assert_array(_curve(layers, x), x.shape, name="The output of the network")
    errors = np.abs(out - f(x))
    return float(errors.max()), float(x[errors.argmax()])


def _assert_follows(layers, f, slope, n, name):
    """Say that a network stays as near to a function as n boxes can."""
    worst, x = _worst(layers, f, n)
    most = slope / (2 * n) + 1e-3
    text = f"With {n} boxes the output must stay within {most:.3g} of {name}; yours is {worst:.3g} away at x = {x:.3f}."
    hint = "Take the height of a box from its middle, and make the sides so steep that they rest a tenth of a box away."
    assert_true(worst <= most, text, hint=hint)


def a_sine_is_followed(student):
    """One period of a sine, 10 boxes and 40."""
    f = source("lambda x: np.sin(2 * np.pi * x)")
    for n in (10, 40):
        layers = _layers(student.approximate(f, n), 1, f"approximate(f, {n})")

        _assert_follows(layers, lambda x: np.sin(2 * np.pi * x), 2 * np.pi, n, "sin(2 pi x)")


def two_units_make_a_box(student):
    """Seven boxes."""
    result = student.approximate(source("lambda x: 1 - x"), 7)

    layers = _layers(result, 1, "approximate(f, 7)", sizes=(14, 1))
    _assert_depends(_curve(layers, np.linspace(0.0, 1.0, 20)))


def f_is_asked_for_single_numbers(student):
    """Six boxes; every call of f is noted."""
    asked = []

    def f(x):
        asked.append(x)
        return 0.5

    student.approximate(callback(f), 6)
    assert_true(len(asked) > 0, "f must be called: the heights of the boxes are its values.")
    for x in asked:
        number = assert_number(x, name="The x that f was called with", hint="One x at a time: f knows no arrays.")
        assert_true(0 <= number <= 1, f"f must be called between 0 and 1; yours called it with {number:g}.")


# 5.8


def _who(student):
    """Say that a name was entered, and return it."""
    who = student.value("who")
    text = "who must be your name or your student number, as text: the numbers of the questions are drawn from it."
    assert_true(isinstance(who, str) and bool(who.strip()), text, hint='Write it in quotes, who = "Ada Lovelace".')
    return who


def _generator(who, question):
    """Return what `variant(who, question)` returns, which this file cannot import."""
    return np.random.default_rng([*f"{question} {who.strip().casefold()}".encode()])


def odds_lead_back_to_the_sums(student):
    """The difference of two outputs that lie as far above 1/2 as below."""
    rng = _generator(_who(student), "q_5_8a")
    rng.integers(2, 9)  # theta, which makes no difference
    distance = float(rng.integers(1, 6)) / 100 * float(rng.integers(20, 61))
    answer = assert_number(student.value("q_5_8a"), name="q_5_8a")

    # The upper output is (1 + answer) / 2. The logarithm of its odds is the sum from which it came.
    low, high = (np.log((1 + d) / (1 - d)) for d in np.clip([answer - 0.001, answer + 0.001], -0.999999, 0.999999))
    text = (
        "The two outputs of the sigmoid unit must differ by q_5_8a, to 0.001; they do not for the numbers of this who."
    )
    assert_true(
        bool(low <= distance <= high), text, hint="Compute both sums k (sum - theta) first, then sigmoid of each."
    )


# 5.9


def and_gets_a_line(student):
    """The four corners with the labels of AND."""
    kind, w = assert_parts(student.find_certificate(CORNERS, AND), "kind", "numbers")
    text = 'A line computes AND: the kind of its certificate must be "w".'
    assert_true(isinstance(kind, str) and kind == "w", text)
    w = assert_array(_numbers(w, "w"), (3,), name="w")

    sums = np.array([w[0], w[0] + w[2], w[0] + w[1], w[0] + w[1] + w[2]])
    hint = "Only the sum of the last corner may be above 0, the others must be below: mind the bias, w[0]."
    assert_equal(np.sign(sums), AND, name="The signs of the sums at the four corners", hint=hint)


def xor_gets_a_sum(student):
    """The four corners with the labels of XOR."""
    _assert_no_line_makes_xor(student.find_certificate(CORNERS, XOR), "find_certificate(X, y)")


def find_leaves_its_arguments_alone(student):
    """Inputs and labels before and after."""
    assert_unchanged(student.find_certificate, CORNERS, AND)


# Below this line: made by `grader release` from the rubric; read by `grader.notebook`.

RUBRIC = {
    'assignment': 'a05_threshold_networks',
    'title': 'Threshold networks and universality',
    'wanted': ['ThresholdMLP', 'approximate', 'box', 'collapse_linear', 'find_certificate', 'memorizing_net', 'numbers_of_5_8', 'q_5_8a', 'q_5_8b', 'q_5_8c', 'quadrant_detector', 'sigmoid', 'solve_qp', 'step_unit', 'variant', 'verify_certificate', 'who', 'xor_certificate', 'xor_net', 'xor_sigmoid'],
    'exercises': [
        {
            'name': 'collapse_linear',
            'row': '5.1',
            'points': 10,
            'question': False,
            'promises': {
                'same': 'for every X, X W + b is the output of the cascade.',
                'any': 'one layer, or many layers of any sizes, work like two.',
                'pure': 'the layers are left as they were.',
            },
            'checks': [
                {'function': 'weights_of_two_layers_become_one_matrix', 'points': 3, 'promise': 'same'},
                {'function': 'biases_pass_through_the_next_layer', 'points': 2, 'promise': 'same'},
                {'function': 'collapse_leaves_the_layers_alone', 'points': 1, 'promise': 'pure'},
            ],
        },
        {
            'name': 'verify_certificate',
            'row': '5.2',
            'points': 8,
            'question': False,
            'promises': {
                'line': '("w", w) is valid where y times (w . x~) is above 0 for every example, and only there.',
                'balance': '("farkas", lam) is valid only where the sum over all examples of lam y x~ is 0 in every coordinate, the leading one included.',
                'sign': 'it is valid only where no entry of lam is below 0.',
                'nonzero': 'it is valid only where some entry of lam is not 0.',
                'rounding': 'a sum counts as 0 up to 1e-9 times the largest single entry of any lam y x~, whatever the size of lam.',
                'pure': 'X, y and the certificate are left as they were.',
            },
            'checks': [
                {'function': 'lines_are_tried_on_every_example', 'points': 2, 'promise': 'line'},
                {'function': 'sums_are_tried_in_every_coordinate', 'points': 1, 'promise': 'balance'},
                {'function': 'verify_leaves_its_arguments_alone', 'points': 1, 'promise': 'pure'},
            ],
        },
        {
            'name': 'xor_certificate',
            'row': '5.2',
            'points': 2,
            'question': False,
            'promises': {'proof': 'the certificate is valid for these examples and labels.'},
            'checks': [
                {'function': 'xor_has_no_line', 'points': 2, 'promise': 'proof'},
            ],
        },
        {
            'name': 'ThresholdMLP',
            'row': '5.3',
            'points': 8,
            'question': False,
            'promises': {
                'fires': 'each unit puts out 1 or 0, computed from the 1s and 0s of the layer before it.',
                'codes': 'codes has one array (N, M) for each hidden layer, in order, and y the shape (N,).',
                'equality': 'a sum of exactly 0 fires.',
                'depth': 'any number of hidden layers works, also none: then codes is empty.',
                'pure': 'forward leaves X and the layers as they were.',
            },
            'checks': [
                {'function': 'units_fire_or_do_not', 'points': 3, 'promise': 'fires'},
                {'function': 'codes_show_the_hidden_units', 'points': 1, 'promise': 'codes'},
                {'function': 'forward_leaves_its_arguments_alone', 'points': 1, 'promise': 'pure'},
            ],
        },
        {
            'name': 'xor_net',
            'row': '5.3',
            'points': 6,
            'question': False,
            'promises': {
                'table': 'on (0, 0), (0, 1), (1, 0), (1, 1) the network of threshold units puts out 0, 1, 1, 0.',
                'size': 'there is one hidden layer, of exactly n_hidden units, and one output unit.',
            },
            'checks': [
                {'function': 'two_hidden_units_compute_xor', 'points': 3, 'promise': 'table'},
            ],
        },
        {
            'name': 'quadrant_detector',
            'row': '5.3',
            'points': 6,
            'question': False,
            'promises': {
                'sees': 'the network of threshold units fires on the template itself.',
                'quadrants': 'each hidden unit answers to one quadrant alone, in the order above.',
                'all': 'where one, two or three of the quadrants are dark, the output unit is silent.',
                'share': 'a hidden unit fires on more than `share` of the lit pixels of its quadrant, and not on fewer.',
                'ink': 'pixels that are dark in the template make no difference.',
                'pure': 'template is left as it was.',
            },
            'checks': [
                {'function': 'a_zero_is_seen', 'points': 1, 'promise': 'sees'},
                {'function': 'each_unit_has_its_quadrant', 'points': 1, 'promise': 'quadrants'},
                {'function': 'detector_leaves_the_template_alone', 'points': 1, 'promise': 'pure'},
            ],
        },
        {
            'name': 'memorizing_net',
            'row': '5.4',
            'points': 12,
            'question': False,
            'promises': {
                'table': 'the network of threshold units puts out what the table says, for every input.',
                'one': 'for every input exactly one hidden unit fires, and for every input another one.',
                'constants': 'tables of 0 only and of 1 only work like others.',
                'size': 'there are 2**n hidden units, whatever the table says, and one output unit.',
                'pure': 'table is left as it was.',
            },
            'checks': [
                {'function': 'a_table_of_two_inputs_is_learned_by_heart', 'points': 3, 'promise': 'table'},
                {'function': 'one_unit_fires_for_one_row', 'points': 2, 'promise': 'one'},
                {'function': 'memorizing_leaves_the_table_alone', 'points': 1, 'promise': 'pure'},
            ],
        },
        {
            'name': 'sigmoid',
            'row': '5.5',
            'points': 6,
            'question': False,
            'promises': {
                'value': 'each entry is the sigmoid of the entry of z at its place.',
                'shapes': 'a single number, and arrays with 0 to 3 axes, keep their shape.',
                'tails': 'at -1000 and at 1000 the result is 0 and 1 to 7 digits, without a warning.',
                'pure': 'z is left as it was.',
            },
            'checks': [
                {'function': 'sigmoid_of_known_numbers', 'points': 3, 'promise': 'value'},
                {'function': 'sigmoid_leaves_its_argument_alone', 'points': 1, 'promise': 'pure'},
            ],
        },
        {
            'name': 'xor_sigmoid',
            'row': '5.5',
            'points': 4,
            'question': False,
            'promises': {
                'close': 'at scale 20 the outputs on (0, 0), (0, 1), (1, 0), (1, 1) are within 1e-3 of 0, 1, 1, 0.',
                'falls': 'the largest of the four errors falls to a tenth or less from scale 10 to 20, and again from 20 to 40.',
            },
            'checks': [
                {
                    'function': 'a_soft_net_computes_xor',
                    'points': 2,
                    'promise': 'close',
                    'uses': ['xor_net'],
                },
            ],
        },
        {
            'name': 'step_unit',
            'row': '5.6',
            'points': 4,
            'question': False,
            'promises': {
                'place': 'the unit puts out 1/2 at x = s, less before it and more behind it.',
                'steep': 'the weight is w; weights up to 10,000 and any s, also below 0, work.',
            },
            'checks': [
                {'function': 'a_step_rises_at_its_place', 'points': 3, 'promise': 'place'},
            ],
        },
        {
            'name': 'box',
            'row': '5.6',
            'points': 6,
            'question': False,
            'promises': {
                'height': 'far inside, 20 / w from both sides or more, the output is h; h may be negative.',
                'outside': 'far outside, 20 / w from both sides or more, the output is 0.',
                'sides': 'at a and at b the output is h / 2, and at a distance d from there it is h times the sigmoid of w d, d counting from the side inwards, below 0 outside; this where the other side is far.',
                'size': 'there are two hidden units.',
            },
            'checks': [
                {
                    'function': 'a_box_is_high_inside',
                    'points': 1,
                    'promise': 'height',
                    'uses': ['step_unit'],
                },
                {
                    'function': 'a_box_is_flat_outside',
                    'points': 1,
                    'promise': 'outside',
                    'uses': ['step_unit'],
                },
                {
                    'function': 'a_box_has_two_hidden_units',
                    'points': 1,
                    'promise': 'size',
                    'uses': ['step_unit'],
                },
            ],
        },
        {
            'name': 'approximate',
            'row': '5.7',
            'points': 14,
            'question': False,
            'promises': {
                'error': 'if f changes by at most L per unit of x, the output differs from f(x) by at most L / (2 * n_boxes) + 1e-3 wherever x is a tenth of a box or more from all sides of boxes. Here abs(f) is at most 3, and n_boxes at most 64.',
                'halves': 'with twice as many boxes the largest such difference is 0.6 times as large or less, but for 2e-3.',
                'size': 'there are two hidden units for each box.',
                'calls': 'f is called with single numbers between 0 and 1.',
            },
            'checks': [
                {
                    'function': 'a_sine_is_followed',
                    'points': 5,
                    'promise': 'error',
                    'uses': ['box', 'step_unit'],
                },
                {
                    'function': 'two_units_make_a_box',
                    'points': 1,
                    'promise': 'size',
                    'uses': ['box', 'step_unit'],
                },
                {
                    'function': 'f_is_asked_for_single_numbers',
                    'points': 2,
                    'promise': 'calls',
                    'uses': ['box', 'step_unit'],
                },
            ],
        },
        {
            'name': 'find_certificate',
            'row': '5.9',
            'points': 10,
            'question': False,
            'promises': {
                'line': 'where a line separates the classes, the certificate is a valid one of the kind "w".',
                'none': 'where no line does, the certificate is a valid one of the kind "farkas".',
                'pure': 'X and y are left as they were.',
            },
            'checks': [
                {
                    'function': 'and_gets_a_line',
                    'points': 2,
                    'promise': 'line',
                    'uses': ['verify_certificate'],
                },
                {
                    'function': 'xor_gets_a_sum',
                    'points': 2,
                    'promise': 'none',
                    'uses': ['verify_certificate'],
                },
                {
                    'function': 'find_leaves_its_arguments_alone',
                    'points': 1,
                    'promise': 'pure',
                    'uses': ['verify_certificate'],
                },
            ],
        },
        {
            'name': 'q_5_8a',
            'row': '5.8',
            'points': 2,
            'question': True,
            'promises': {
                'answer': 'A threshold unit fires where its weighted sum reaches `theta`. Two inputs give it the sums `theta - delta` and `theta + delta`: it puts out 0 and 1. A sigmoid unit takes its place; its pre-activation is `k` times (sum minus `theta`). By how much do its two outputs differ? (A number, to 0.001.)',
            },
            'checks': [
                {'function': 'odds_lead_back_to_the_sums', 'points': 2, 'promise': 'answer'},
            ],
        },
        {
            'name': 'q_5_8b',
            'row': '5.8',
            'points': 1,
            'question': True,
            'promises': {
                'answer': 'The units of a network are drawn in layers 0, 1, 2, ..., but the printed `edges` (from a unit in this layer, to a unit in that one) do not all lead to the next layer. To make it layered, each edge that skips layers is replaced by a chain of relay units of its own, one in each layer that it skips. How many relay units are inserted?',
            },
            'checks': [],
        },
        {
            'name': 'q_5_8c',
            'row': '5.8',
            'points': 1,
            'question': True,
            'promises': {
                'answer': 'Keep the hidden layer of 5.7 as it is and let only the output weights change. The output is then a weighted sum of fixed functions of x, a *basis*. Which one? (The letter of one of the printed `choices`, in quotes.)',
            },
            'checks': [],
        },
    ],
}
