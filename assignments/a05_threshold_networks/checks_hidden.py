"""Hidden checks of assignment 5: other inputs for the same promises. These never leave the instructor's machine."""

import itertools
from itertools import pairwise

import numpy as np

from grader import seed, source
from grader.assertions import (
    assert_array,
    assert_close,
    assert_equal,
    assert_list,
    assert_no_warning,
    assert_number,
    assert_parts,
    assert_true,
)
from reference import certificates, threshold_networks

from .checks_public import (
    AND,
    CORNERS,
    XOR,
    _assert_depends,
    _assert_follows,
    _assert_one_fires,
    _assert_xor,
    _biases,
    _bits,
    _box,
    _curve,
    _detector,
    _fired,
    _forward,
    _layer,
    _layers,
    _memory,
    _numbers,
    _parts,
    _soft,
    _who,
    _worst,
    _xor_error,
)
from .solution import numbers_of_5_8


def _cascade(rng, sizes):
    """Draw the layers of a network with these numbers of inputs and units; no weight or bias is 0."""
    pairs = pairwise(sizes)
    return [(rng.uniform(0.5, 1.5, (D, M)) * rng.choice([-1, 1], (D, M)), rng.normal(size=M) + 2) for D, M in pairs]


# 5.1


def _cascades(rng):
    """Draw cascades of two to five layers, no two neighbours alike, and one of three layers that are all alike."""
    sizes = [rng.permutation(np.arange(1, 8))[: depth + 1].tolist() for depth in (2, 3, 4, 5)]
    return [_cascade(rng, each) for each in [*sizes, [3, 3, 3, 3]]]


def weights_of_long_cascades_become_one_matrix(student):
    """Two to five layers of drawn sizes; three layers of one size."""
    for layers in _cascades(np.random.default_rng(seed())):
        expected, _ = threshold_networks.collapse_linear(layers)
        W, _ = _layer(student.collapse_linear(layers), len(layers[0][0]), "the result")

        hint = "X comes from the left: W is W1 @ W2 @ ..."
        assert_close(W, expected, name=f"W of {len(layers)} layers", hint=hint)


def biases_of_long_cascades_add_up(student):
    """Two to five layers of drawn sizes; three layers of one size."""
    for layers in _cascades(np.random.default_rng(seed())):
        _, expected = threshold_networks.collapse_linear(layers)
        b = _biases(student.collapse_linear(layers), "b")

        hint = "The bias of every layer passes through the weights of all that follow."
        assert_close(b, expected, name=f"b of {len(layers)} layers", hint=hint)


def one_layer_stays_what_it_is(student):
    """One layer of four inputs and three units."""
    layers = _cascade(np.random.default_rng(seed()), (4, 3))
    W, b = _layer(student.collapse_linear(layers), 4, "the result")

    assert_close(W, layers[0][0], name="W of one layer", hint="One layer is its own cascade.")
    assert_close(b, layers[0][1], name="b of one layer", hint="One layer is its own cascade.")


# 5.2


def _certified(student, X, y, lam, expected, hint):
    found = student.verify_certificate(X, y, ("farkas", np.asarray(lam, dtype=float)))
    assert_equal(found, expected, name='verify_certificate(X, y, ("farkas", lam))', hint=hint)


def negative_numbers_prove_nothing(student):
    """AND, and examples that come twice: the sum is 0 everywhere with numbers below 0, also small; then with none."""
    hint = "A number below 0 turns an example to the other side: every entry of lam must be at least 0."

    _certified(student, CORNERS, AND, [-1.0, 1.0, 1.0, 1.0], False, hint)
    _certified(student, np.array([[1.0], [1.0]]), np.array([1, 1]), [-2.0, 2.0], False, hint)
    _certified(student, np.array([[1.0], [1.0]]), np.array([1, -1]), [2.0, 2.0], True, "No line tells equal examples.")
    twice = np.vstack([CORNERS, CORNERS])
    _certified(student, twice, np.append(XOR, XOR), np.repeat([1.0, -1e-4], 4), False, hint)


def zeros_prove_nothing(student):
    """All numbers 0, for examples that a line separates; then some of them 0, for examples that none does."""
    hint = "With lam = 0 every sum is 0, whatever the examples: at least one entry must be above 0."
    X = np.vstack([CORNERS, [[3.0, -2.0]]])

    _certified(student, CORNERS, AND, np.zeros(4), False, hint)
    _certified(student, X, np.append(XOR, 1), [1.0, 1.0, 1.0, 1.0, 0.0], True, "Entries of 0 among others are allowed.")


def the_leading_one_counts(student):
    """Inputs that cancel while the labels do not, and the other way round."""
    hint = "x~ begins with a 1, so the sum of lam y must be 0 too."
    X = np.array([[1.0], [2.0]])

    _certified(student, X, np.array([-1, 1]), [2.0, 1.0], False, hint)
    _certified(student, X, np.array([-1, 1]), [1.0, 1.0], False, "The inputs must cancel, too.")
    _certified(student, np.array([[1.0], [1.0]]), np.array([-1, 1]), [1.0, 1.0], True, hint)


def rounding_is_forgiven_in_proportion(student):
    """Large numbers that cancel up to rounding, and tiny ones that do not cancel."""
    rng = np.random.default_rng(seed())
    X = np.vstack([CORNERS, CORNERS[::-1]]) * 0.3 + rng.normal(size=2)
    y = np.append(XOR, XOR)
    lam = 1e7 * np.full(8, rng.uniform(1, 2))
    hint = (
        "Compare the sum with 1e-9 times the largest single entry of lam y x~: no fixed number fits all sizes of lam."
    )

    _certified(student, X, y, lam * (1 + 1e-13 * rng.normal(size=8)), True, hint)
    _certified(student, CORNERS, XOR, lam[:4] * (1 + 1e-13 * rng.normal(size=4)), True, hint)
    _certified(student, X, y, 1e-12 * np.ones(8), True, hint)
    _certified(student, CORNERS, XOR, 1e-12 * np.array([1.0, 1.0, 1.0, 2.0]), False, hint)
    _certified(student, 1000 * CORNERS, XOR, [1.0, 1.0, 1.0, 1 + 1e-10], True, hint)
    _certified(student, X, y, lam * np.append(np.ones(7), 1 + 1e-4), False, hint)


# 5.3


def sums_of_zero_fire(student):
    """A net whose sums are exactly 0 at three corners."""
    net = [(np.array([[1.0, -1.0], [1.0, -1.0]]), np.array([-1.0, 1.0])), (np.ones((2, 1)), np.array([-2.0]))]
    _, y = _forward(student, net, CORNERS)

    assert_equal(y, np.array([0, 1, 1, 0]), name="y", hint="A unit fires where its sum is at least 0: >= and not >.")


def _drawn_nets(rng):
    """Draw nets with three, two and no hidden layers, and inputs; sums are odd multiples of 1/8, so that none is 0."""
    for sizes in ((3, 5, 4, 2, 1), (4, 3, 6, 1), (3, 1)):
        while True:
            layers = [(rng.integers(-3, 4, (D, M)) * 1.0, rng.integers(-2, 2, M) + 0.625) for D, M in pairwise(sizes)]
            X = rng.integers(-8, 9, size=(9, sizes[0])) / 4
            if all(0 < out.mean() < 1 for out in _fired(layers, X)):  # each layer says something
                break
        yield layers, X


def deep_nets_and_single_units_fire(student):
    """The outputs of drawn nets with three, two and no hidden layers, for nine examples and for one."""
    for layers, X in _drawn_nets(np.random.default_rng(seed())):
        _, expected = threshold_networks.ThresholdMLP(layers).forward(X)
        _, y = _forward(student, layers, X)
        _, one = _forward(student, layers, X[:1])

        hint = "Go through all layers in a loop: the 1s and 0s of one are the inputs of the next."
        assert_equal(y, expected, name="y", hint=hint)
        hint = "y has one entry for each example, so for one example its shape is (1,)."
        assert_equal(one, expected[:1], name="y of one example", hint=hint)


FORWARD_AGAIN = source(
    "def go(cls, layers, X):\n    net = cls(layers)\n    net.forward(X[:1])\n    return net.forward(X)"
)


def every_hidden_layer_has_its_code(student):
    """The codes of drawn nets with three, two and no hidden layers, each of which was asked before."""
    for layers, X in _drawn_nets(np.random.default_rng(seed())):
        expected, _ = threshold_networks.ThresholdMLP(layers).forward(X)
        codes = assert_parts(student.run(FORWARD_AGAIN, student.ThresholdMLP, layers, X), "codes", "y")[0]

        hint = "One array for each hidden layer, in order, and none that is left from another call of forward."
        found = assert_list(codes, len(expected), name="codes", hint=hint)
        for k, (one, code) in enumerate(zip(found, expected, strict=True)):
            assert_equal(one, code, name=f"codes[{k}]", hint=hint)


def more_hidden_units_compute_xor(student):
    """Three and four hidden units, or as many as are given."""
    for n_hidden in (3, 4):
        _assert_xor(student.xor_net(n_hidden), n_hidden)


def hidden_units_are_counted(student):
    """Two, three and four hidden units, and one output unit."""
    for n_hidden in (2, 3, 4):
        layers = _layers(student.xor_net(n_hidden), 2, f"xor_net({n_hidden})", sizes=(n_hidden, 1))
        _assert_depends(_fired(layers, CORNERS)[-1])


LIT = np.array([3, 7, 5, 7])  # pixels of the four quadrants, of twelve


def _template(rng):
    """Draw an image of 8 x 6 pixels, of which LIT are lit in the four quadrants."""
    image = np.zeros((8, 6))
    places = [(rows, columns) for rows in (slice(0, 4), slice(4, 8)) for columns in (slice(0, 3), slice(3, 6))]
    for place, lit in zip(places, LIT, strict=True):
        image[place] = rng.permutation(np.repeat([1.0, 0.0], [lit, 12 - lit])).reshape(4, 3)
    return image


def a_quadrant_in_the_dark_silences_the_output(student):
    """All sixteen subsets of the quadrants of a drawn shape."""
    template = _template(np.random.default_rng(seed()))
    layers = _detector(student, template, 0.6)
    lit = _bits(4)
    images = (lit @ _parts(template).reshape(4, -1)).reshape(16, -1)

    hint = "The output unit needs all four: its bias must be lower than minus the weights of any three."
    expected = (lit.sum(axis=1) == 4).astype(int)
    assert_equal(_fired(layers, images)[-1][:, 0], expected, name="The output for subsets of the quadrants", hint=hint)


def the_share_decides(student):
    """Templates of 3, 7, 5 and 7 lit pixels per quadrant, with more and more of them lit, for three shares."""
    rng = np.random.default_rng(seed())
    for share in (0.25, 0.5, 0.9):
        template = _template(rng)
        layers = _detector(student, template, share)
        parts = _parts(template).reshape(4, -1)
        places = [rng.permutation(np.flatnonzero(part)) for part in parts]
        images = np.zeros((8, template.size))
        for count in range(8):
            images[count, np.concatenate([place[:count] for place in places])] = 1.0

        fires = np.minimum(np.arange(8)[:, None], LIT) > share * LIT  # share * LIT are no whole numbers
        hint = "The threshold of a hidden unit is share times the lit pixels of its own quadrant of the template."
        name = f"The hidden codes for 0 .. 7 lit pixels per quadrant, share {share:g}"
        assert_equal(_fired(layers, images)[0], fires.astype(int), name=name, hint=hint)


def ink_elsewhere_makes_no_difference(student):
    """Pixels that are dark in the template, all of them lit."""
    template = _template(np.random.default_rng(seed()))
    layers = _detector(student, template, 0.6)
    images = np.stack([np.ones(template.size), 1 - template.ravel()])

    hint = "Pixels that are dark in the template have the weight 0."
    assert_equal(_fired(layers, images)[-1][:, 0], np.array([1, 0]), name="The output", hint=hint)


# 5.4


def larger_tables_are_learned_by_heart(student):
    """Drawn tables of 1 to 8 inputs."""
    rng = np.random.default_rng(seed())
    tables = [rng.permutation(np.arange(2**n) % 3 % 2) for n in range(1, 9)]
    hint = "Row r is r as a binary number, the first input being the highest bit."
    for n, (table, result) in enumerate(
        zip(tables, student.memorizing_net.each([(t,) for t in tables]), strict=True), 1
    ):
        layers = _memory(result, n, f"memorizing_net for {n} inputs")

        out = _fired(layers, _bits(n))[-1][:, 0]
        assert_equal(out, table, name=f"The output for a table of {n} inputs", hint=hint)


def each_row_has_a_unit_of_its_own(student):
    """Drawn tables of 1, 3 and 6 inputs."""
    rng = np.random.default_rng(seed())
    for n in (1, 3, 6):
        table = rng.integers(0, 2, size=2**n)
        layers = _memory(student.memorizing_net(table), n, f"memorizing_net for {n} inputs")

        _assert_one_fires(_fired(layers, _bits(n))[0], f"a table of {2**n} rows")


def constant_tables_are_tables_too(student):
    """All 0, then all 1, of 1, 2 and 4 inputs."""
    hint = "A sum of 0 fires: the threshold of the output unit must be above 0, and below one weight."
    for n in (1, 2, 4):
        for constant in (0, 1):
            table = np.full(2**n, constant)
            layers = _memory(student.memorizing_net(table), n, "memorizing_net of a constant table")

            assert_equal(_fired(layers, _bits(n))[-1][:, 0], table, name=f"The output for {constant} only", hint=hint)


def units_are_counted(student):
    """Tables of 2, 3 and 5 inputs with few, half and nearly all ones."""
    for table in (np.array([0, 0, 0, 1]), np.arange(8) % 2, np.array([0] + 31 * [1])):
        n = len(table).bit_length() - 1
        layers = _layers(student.memorizing_net(table), n, "memorizing_net(table)", sizes=(len(table), 1))
        _assert_depends(_fired(layers, np.array(list(itertools.product((0, 1), repeat=n))))[-1])


# 5.5


def sigmoid_keeps_the_shape(student):
    """One number, and arrays with 0 to 3 axes."""
    rng = np.random.default_rng(seed())
    arguments = [0.75, np.array(-1.25), *(rng.normal(size=(2, 3, 4)[:axes]) * 3 for axes in (1, 2, 3))]
    for z, found in zip(arguments, student.sigmoid.each([(z,) for z in arguments]), strict=True):
        assert_close(found, _soft(np.asarray(z)), name="sigmoid(z)", hint="Compute with the whole array at once.")


def sigmoid_is_calm_in_its_tails(student):
    """From -1000 to 1000."""
    z = np.array([-1000.0, -710.0, -40.0, 40.0, 710.0, 1000.0])
    hint = "np.exp overflows beyond 709: only take it of numbers that are not above 0."
    found = assert_no_warning(student.sigmoid, z, hint=hint)

    assert_close(found, [0, 0, 0, 1, 1, 1], name="sigmoid(z)", hint=hint)


def the_error_falls_with_the_scale(student):
    """Scales 10, 20, 40."""
    errors = [_xor_error(student.xor_sigmoid(scale), f"xor_sigmoid({scale:g})") for scale in (10.0, 20.0, 40.0)]

    text = "The error must fall to a tenth or less when the scale doubles, from 10 to 20 and from 20 to 40."
    hint = "The scale multiplies the weights and the biases of both layers."
    for before, after in pairwise(errors):
        assert_true(after <= max(before / 10, 1e-12), text, hint=hint, observed=f"{before:.3g}, then {after:.3g}")


# 5.6


def steps_may_be_steep(student):
    """Ten drawn places and weights from 1 to 10,000."""
    rng = np.random.default_rng(seed())
    calls = [
        (float(s), float(w)) for s, w in zip(rng.normal(size=10) * 4, 10 ** rng.uniform(0, 4, size=10), strict=True)
    ]
    calls.append((-0.5, 10_000.0))
    for (s, w), result in zip(calls, student.step_unit.each(calls), strict=True):
        found, b = assert_parts(result, "w", "b")

        assert_close(found, w, name="w", hint="The weight is the one that was given.")
        # An error of 1e-7 in the place would show in the output where w is 10,000: b is compared in units of w.
        assert_close(assert_number(b, name="b") / w, -s, name="b / w", hint="The step is at x = -b / w.")


def boxes_of_both_signs(student):
    """The insides of twelve drawn boxes."""
    rng = np.random.default_rng(seed())
    for h in rng.uniform(0.5, 4, size=12) * np.tile([-1, 1], 6):
        a, width, w = rng.normal() * 3, rng.uniform(0.1, 2), 10 ** rng.uniform(3, 4)
        b = a + width
        x = np.array([a + 25 / w, (a + b) / 2, b - 25 / w])

        found = _curve(_box(student, float(a), float(b), float(h), float(w)), x)
        assert_close(found, np.full(3, h), atol=1e-6, name="The output inside", hint="h may be negative.")


def the_sides_are_as_steep_as_asked(student):
    """Both sides of six drawn boxes, with weights from 30 to 3000."""
    rng = np.random.default_rng(seed())
    d = np.array([-3.0, -1.0, 0.0, 1.0, 3.0])  # in units of 1 / w
    for w in 10 ** rng.uniform(1.5, 3.5, size=6):
        a, h = rng.normal(), rng.uniform(1, 3)
        b = a + 60 / w
        layers = _box(student, float(a), float(b), float(h), float(w))

        hint = "Both sides have the steepness w, and are half way up at a and at b."
        assert_close(_curve(layers, a + d / w), h * _soft(d), atol=1e-6, name="The output around a", hint=hint)
        assert_close(_curve(layers, b - d / w), h * _soft(d), atol=1e-6, name="The output around b", hint=hint)


# 5.7

FUNCTIONS = {  # text: (the function, how much it changes at most per unit of x)
    "x * x": (lambda x: x * x, 2.0),
    "np.abs(x - 0.3)": (lambda x: np.abs(x - 0.3), 1.0),
    "np.exp(x)": (lambda x: np.exp(x), 2.72),
    "np.cos(5 * x)": (lambda x: np.cos(5 * x), 5.0),
    "2.5 + 0 * x": (lambda x: 2.5 + 0 * x, 0.0),
}


def other_functions_are_followed(student):
    """Five functions, with 1 to 64 boxes."""
    rng = np.random.default_rng(seed())
    for text, (f, slope) in FUNCTIONS.items():
        for n in (1, int(rng.integers(3, 30)), 64):
            result = student.approximate(source(f"lambda x: {text}"), n)
            layers = _layers(result, 1, f"approximate(f, {n})")

            _assert_follows(layers, f, slope, n, "f(x)")


def twice_the_boxes_halve_the_error(student):
    """Two functions, 8, 16 and 32 boxes."""
    for text, f in (("np.sin(6 * x)", lambda x: np.sin(6 * x)), ("2 - 3 * x * x", lambda x: 2 - 3 * x * x)):
        errors = []
        for n in (8, 16, 32):
            layers = _layers(student.approximate(source(f"lambda x: {text}"), n), 1, f"approximate(f, {n})")
            errors.append(_worst(layers, f, n)[0])
        for before, after in pairwise(errors):
            message = "With twice as many boxes the largest error must fall to 0.6 times or less."
            seen = f"{before:.3g}, then {after:.3g}"
            assert_true(
                after <= 0.6 * before + 2e-3, message, observed=seen, hint="n_boxes boxes fill the whole of [0, 1]."
            )


# 5.8


def relay_units_are_counted(student):
    """One relay unit for each layer that an edge skips."""
    edges = numbers_of_5_8(_who(student))["edges"]
    answer = assert_number(student.value("q_5_8b"), name="q_5_8b")
    expected = sum(end - start - 1 for start, end in edges)

    hint = "An edge from layer 1 to layer 4 skips the layers 2 and 3, and needs two relay units."
    assert_equal(answer, expected, name="q_5_8b", hint=hint)


def sigmoids_are_the_basis(student):
    """The letter of the right choice."""
    choices = numbers_of_5_8(_who(student))["choices"]
    answer = student.value("q_5_8c")
    letter = answer.strip().upper() if isinstance(answer, str) else ""

    assert_true(letter in choices, "q_5_8c must be one of the letters A, B, C, D, in quotes.")
    right = choices[letter].startswith("sigmoids")
    assert_true(right, "q_5_8c must name what one hidden unit puts out as a function of x.")


# 5.9


def _sets(rng, count, kind):
    """Draw sets of 8 to 30 examples with 1 to 4 inputs, of which a certificate of this kind is true."""
    found = []
    while len(found) < count:
        N, D = int(rng.integers(8, 31)), int(rng.integers(1, 5))
        X, w = rng.normal(size=(N, D)) + 3 * rng.normal(size=D), rng.normal(size=D)
        y = np.where((X - X.mean(axis=0)) @ w > 0, 1, -1)
        if kind == "w":
            X = X + 0.3 * y[:, None] * w / np.linalg.norm(w)  # a gap of at least 0.6
        else:
            y = rng.permutation(y)
        if certificates.find_certificate(X, y)[0] == kind:
            found.append((X, y))
    return found


def _assert_certified(student, sets, kind, what):
    for (X, y), result in zip(sets, student.find_certificate.each(sets), strict=True):
        found, numbers = assert_parts(result, "kind", "numbers")
        text = f'{what}: the kind of the certificate must be "{kind}".'
        assert_true(isinstance(found, str) and found == kind, text)
        size = X.shape[1] + 1 if kind == "w" else len(y)
        numbers = assert_array(_numbers(numbers, "the certificate"), (size,), name="The numbers of the certificate")
        valid = certificates.verify_certificate(X, y, (kind, numbers))
        assert_true(
            valid, "The certificate must be one that verify_certificate accepts.", hint="Verify what you return."
        )


def lines_are_found_where_they_exist(student):
    """Ten sets that a line separates, most of them far from the origin, and one with a narrow gap."""
    narrow = (6 + np.arange(8.0)[:, None] / 4, np.repeat([-1, 1], 4))
    sets = [*_sets(np.random.default_rng(seed()), 10, "w"), narrow]
    _assert_certified(student, sets, "w", "A line separates these classes")


def sums_are_found_where_no_line_exists(student):
    """Ten sets that no line separates."""
    sets = _sets(np.random.default_rng(seed()), 10, "farkas")
    _assert_certified(student, sets, "farkas", "No line separates these classes")
