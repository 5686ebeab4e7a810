"""Public checks of assignment 6: students receive this file.

A derivative is judged by what it is for: the slope that a small step measures. Networks have whole numbers for weights,
so that every expected number can be verified by hand. What your three functions of 6.4 hand to each other may have any
form: `node_deltas` and `node_gradients` are asked twice, with the lists that the docstring names and with what your own
functions gave, and one right answer is enough.
"""

from itertools import pairwise

import numpy as np

from grader import callback, seed, source
from grader.assertions import (
    assert_array,
    assert_close,
    assert_equal,
    assert_gradient,
    assert_list,
    assert_number,
    assert_one_of,
    assert_parts,
    assert_true,
    assert_unchanged,
)


def _slope(f, z, h=1e-5):
    """Measure the slope of a function of one number at each entry; right to 9 digits or so."""
    return (f(z + h) - f(z - h)) / (2 * h)


def _logistic(z):
    return 0.5 + 0.5 * np.tanh(z / 2)


# 6.1


def sigmoid_has_this_slope(student):
    """Nine numbers from -4 to 4."""
    z = np.linspace(-4.0, 4.0, 9)
    hint = "z is what goes into the sigmoid. The slope is largest in the middle, at z = 0."

    assert_close(student.dsigmoid(z), _slope(_logistic, z), rtol=1e-7, name="dsigmoid(z)", hint=hint)


def tanh_of_known_numbers(student):
    """0, and half the logarithm of 3 and of 9."""
    z = np.array([0.0, np.log(3.0) / 2, -np.log(9.0) / 2])

    # e^z / e^-z is 1, 3 and 1/9
    assert_close(student.tanh(z), [0.0, 0.5, -0.8], name="tanh(z)")


def tanh_has_this_slope(student):
    """Nine numbers from -3 to 3."""
    z = np.linspace(-3.0, 3.0, 9)
    hint = "z is what goes into tanh. The slope is 1 in the middle, at z = 0, and nowhere negative."

    assert_close(student.dtanh(z), _slope(np.tanh, z), rtol=1e-7, name="dtanh(z)", hint=hint)


# 6.2

POINT = np.array([0.34, -1.11, 0.78])
PRINTED = {(0, 0, 0): 1.25347, (1, 0, 0): 1.25322, (0, 1, 0): 1.25353, (0, 0, 1): 1.25347}


def losses_of_the_lecture(student):
    """The losses that S1 prints, looked up."""

    def printed(x):
        moved = np.round((np.asarray(x, dtype=float) - POINT) / 1e-4)
        return PRINTED.get(tuple(int(step) for step in np.clip(np.nan_to_num(moved), -9, 9).ravel()), 0.0)

    found = student.numeric_gradient(callback(printed), POINT, 1e-4, scheme="one-sided")
    hint = "One entry at a time: f at x with h added to this entry, minus f at x, divided by h."
    assert_close(found, [-2.5, 0.6, 0.0], rtol=1e-6, atol=1e-6, name="the one-sided gradient", hint=hint)


def both_sides_are_compared(student):
    """Cubes, with steps so large that the schemes differ."""
    x = np.array([[1.0, -2.0], [0.5, 3.0]])
    found = student.numeric_gradient(source("lambda x: float((x ** 3).sum())"), x, 0.5)

    # from x - h to x + h the cube rises by 6 x^2 h + 2 h^3, over a run of 2 h
    hint = "The default scheme goes from x - h to x + h: a run of 2 h."
    assert_close(found, 3 * x**2 + 0.25, name="the centred gradient", hint=hint)


COUNTED = source("""
def go(numeric_gradient, n, scheme):
    calls = []
    def f(x):
        calls.append(1)
        return float(np.sum(x))
    numeric_gradient(f, np.arange(n) + 0.5, 0.25, scheme=scheme)
    return len(calls)
""")


def calls_are_counted(student):
    """Five entries, both schemes."""
    for scheme, most in (("one-sided", 6), ("centred", 10)):
        calls = assert_number(student.run(COUNTED, student.numeric_gradient, 5, scheme), name="the number of calls")
        text = f"For 5 entries the scheme {scheme!r} must call f at most {most} times; yours calls it {calls:g} times."

        assert_true(1 <= calls <= most, text, hint="f(x) itself is the same for all entries: ask for it once.")


def x_has_its_bits_back(student):
    """Thirds and tenths, both schemes."""
    x = np.array([1 / 3, 0.1, -7.7, 1e8 / 3])
    hint = "Work on a copy of x, or put the saved entry back: adding h and subtracting it again loses the last bits."

    for scheme in ("one-sided", "centred"):
        assert_unchanged(student.numeric_gradient, source("lambda x: float(x.sum())"), x, 0.1, scheme=scheme, hint=hint)


# 6.3


def _program(body):
    """Return our text that computes with Values: `V` makes one, and the numbers come back as a list."""
    lines = "\n".join(f"    {line}" for line in body.strip().split("\n"))
    return source(f"def go(V, *numbers):\n{lines}\n")


def _found(student, program, *numbers, count):
    """Run such a text and return its numbers."""
    found = assert_list(student.run(program, student.Value, *numbers), count, name="the numbers of the graph")
    return np.array([assert_number(each, name="data or grad") for each in found])


EXAMPLE = _program("""
a, b, c = V(-1.0), V(3.0), V(4.0)
d = a + b
out = d * c
out.backward()
return [out.data, d.data, out.grad, d.grad, a.grad, b.grad, c.grad]
""")


def a_sum_times_a_number(student):
    """(a + b) * c, forward and backward."""
    found = _found(student, EXAMPLE, count=7)

    assert_close(found[:2], [8.0, 2.0], name="the data of (a + b) * c and of a + b")
    assert_close(found[2], 1.0, name="out.grad", hint="Start at the end: the derivative of out by itself is 1.")
    assert_close(found[6], 2.0, name="c.grad", hint="The slope of a product by one factor is the other factor.")
    hint = "A sum passes the derivative that arrives at it on to both of its parts."
    assert_close(found[3:6], [4.0, 4.0, 4.0], name="the gradients of a + b, a and b", hint=hint)


USES = _program("""
x = V(3.0)
y = x + x
z = x * x * x + y
z.backward()
return [z.data, y.grad, x.grad]
""")


def every_use_counts(student):
    """x * x * x + (x + x): five uses of one number."""
    data, of_y, of_x = _found(student, USES, count=3)

    assert_close(data, 33.0, name="(x * x * x + (x + x)).data")
    assert_close(of_y, 1.0, name="(x + x).grad")
    hint = "Each use adds its share to grad: += and not =, and both factors of x * x are uses."
    assert_close(of_x, 29.0, name="x.grad", hint=hint)  # 3 * 9 + 2


DIAMOND = _program("""
x1, x2 = V(2.0), V(-1.0)
s = x1 * x2
z1, z2 = s * 3.0 + x2 * -1.0, s + x1 * 0.5
loss = z1 * z2
loss.backward()
return [loss.data, z1.grad, z2.grad, s.grad, x1.grad, x2.grad]
""")


def paths_add_up(student):
    """A number that reaches the loss along two paths, and one in the middle that does."""
    found = _found(student, DIAMOND, count=6)

    assert_close(found[0], 5.0, name="loss.data")  # s = -2, z1 = -5, z2 = -1
    assert_close(found[1:3], [-1.0, -5.0], name="z1.grad and z2.grad")
    hint = "A Value may pass its grad on only when all that uses it has added its share: sort the graph first."
    assert_close(found[3], -8.0, name="s.grad", hint=hint)  # 3 * (-1) + 1 * (-5)
    assert_close(found[4:], [5.5, -15.0], name="x1.grad and x2.grad", hint=hint)  # 8 - 5 / 2, -16 + 1


ARITHMETIC = _program("""
results = []
for make in (lambda a, b: a - b, lambda a, b: a / b):
    a, b = V(6.0), V(2.0)
    out = make(a, b)
    out.backward()
    results += [out.data, a.grad, b.grad]
for make in (lambda a: -a, lambda a: a ** 3):
    a = V(6.0)
    out = make(a)
    out.backward()
    results += [out.data, a.grad]
return results
""")


def differences_quotients_and_powers(student):
    """6 - 2, 6 / 2, -6 and the cube of 6."""
    found = _found(student, ARITHMETIC, count=10)

    assert_close(found[:3], [4.0, 1.0, -1.0], name="a - b, and the gradients of a and b")
    assert_close(found[3:6], [3.0, 0.5, -1.5], name="a / b, and the gradients of a and b")
    assert_close(found[6:8], [-6.0, -1.0], name="-a, and the gradient of a")
    hint = "The exponent comes down as a factor, and the new exponent is one less."
    assert_close(found[8:], [216.0, 108.0], name="a ** 3, and the gradient of a", hint=hint)


FUNCTIONS = _program("""
results = []
for number in numbers:
    for apply in (lambda x: x.exp(), lambda x: x.tanh(), lambda x: x.relu(), lambda x: x.maximum(V(0.3))):
        x = V(number)
        out = apply(x)
        out.backward()
        results += [out.data, x.grad]
return results
""")


def _assert_functions(student, numbers):
    found = np.reshape(_found(student, FUNCTIONS, *numbers, count=8 * len(numbers)), (len(numbers), 4, 2))
    x = np.array(numbers)
    pieces = {
        "exp": np.exp,
        "tanh": np.tanh,
        "relu": lambda z: np.where(z > 0, z, 0.0),
        "maximum": lambda z: np.where(z > 0.3, z, 0.3),
    }
    for k, (name, f) in enumerate(pieces.items()):
        assert_close(found[:, k, 0], f(x), name=f"the data of {name}")
        assert_close(found[:, k, 1], _slope(f, x), rtol=1e-7, atol=1e-9, name=f"the gradient of {name}")


def functions_have_their_slopes(student):
    """exp, tanh, relu and maximum at four numbers."""
    _assert_functions(student, (-1.5, -0.25, 0.5, 2.0))


NUMBERS = _program("""
results = []
for make in (lambda a: 3 + a, lambda a: 3 * a, lambda a: a + 3, lambda a: a * 3, lambda a: a - 3, lambda a: a / 2):
    a = V(4.0)
    out = make(a)
    out.backward()
    results += [out.data, a.grad]
return results
""")


def plain_numbers_may_stand_beside(student):
    """3 + a, 3 * a, a + 3, a * 3, a - 3 and a / 2."""
    found = np.reshape(_found(student, NUMBERS, count=12), (6, 2))

    hint = "Python calls a.__radd__(3) for 3 + a, and a.__add__(3) for a + 3."
    expected = [[7, 1], [12, 3], [7, 1], [12, 3], [1, 1], [2, 0.5]]
    assert_close(found, expected, name="data and gradients, one row each", hint=hint)


LONG = _program("""
x = V(1.0)
out = x
for _ in range(5000):
    out = out + 0.5
out.backward()
return [out.data, x.grad]
""")


def a_long_chain(student):
    """5,000 sums, one after the other."""
    data, of_x = _found(student, LONG, count=2)

    assert_close(data, 2501.0, name="the data at the end")
    hint = "Python stops a function that calls itself a thousand times: keep a list of what is still to be visited."
    assert_close(of_x, 1.0, name="the gradient at the beginning", hint=hint)


# 6.4

WEIGHTS = [np.array([[1.0, -2.0, 0.0], [2.0, 1.0, -1.0]]), np.array([[1.0], [2.0], [-3.0]])]
BIASES = [np.array([1.0, -1.0, 3.0]), np.array([12.0])]
X = np.array([[1.0, 2.0], [3.0, -1.0]])
Y = np.array([[13.0], [5.0]])
PRES = [np.array([[6.0, -1.0, 1.0], [2.0, -8.0, 4.0]]), np.array([[15.0], [2.0]])]
OUTS = [X, np.array([[6.0, 0.0, 1.0], [2.0, 0.0, 4.0]]), np.array([[15.0], [2.0]])]
DELTAS = [np.array([[4.0, 0.0, -12.0], [-6.0, 0.0, 18.0]]), np.array([[4.0], [-6.0]])]

OWN_DELTAS = source("""
def go():
    def own(node_forward, node_deltas, weights, biases, X, Y, activation):
        pres, outs = node_forward(weights, biases, X, activation)
        return node_deltas(weights, pres, outs, Y, activation)
    return own
""")
OWN_UNCHANGED = source("""
def go(node_forward, node_deltas, weights, biases, X, Y, activation):
    pres, outs = node_forward(weights, biases, X, activation)
    given = {"weights": weights, "outs": outs, "Y": [Y]}
    before = {name: [np.array(each) for each in arrays] for name, arrays in given.items()}
    node_deltas(weights, pres, outs, Y, activation)
    same = {name: all(map(np.array_equal, arrays, before[name])) for name, arrays in given.items()}
    return [name for name, each in same.items() if not each]
""")
OWN_GRADIENTS = source("""
def go():
    def own(node_forward, node_deltas, node_gradients, weights, biases, X, Y, activation):
        pres, outs = node_forward(weights, biases, X, activation)
        return node_gradients(outs, node_deltas(weights, pres, outs, Y, activation))
    return own
""")


def _is_layers(found, expected):
    """Say whether a result is a list of arrays of these shapes."""
    shapes = [np.shape(each) for each in expected]
    is_list = type(found) in (list, tuple) and len(found) == len(shapes)
    return is_list and all(
        type(each) is np.ndarray and each.dtype.kind in "biuf" and each.shape == shape
        for each, shape in zip(found, shapes, strict=True)
    )


def _is_right(found, expected):
    """Say whether a result is these arrays."""
    if not _is_layers(found, expected):
        return False
    return all(np.allclose(each, right, rtol=1e-7, atol=1e-9) for each, right in zip(found, expected, strict=True))


def _assert_layers(found, expected, name, hint=None, rows=None):
    """Say that a result is a list of these arrays."""
    for k, (each, right) in enumerate(zip(assert_list(found, len(expected), name=name), expected, strict=True)):
        assert_close(each, right, name=f"{name}[{k}]", hint=hint, rows=rows)


def _deltas(student, weights, biases, inputs, targets, activation, pres, outs):
    """Ask node_deltas with the lists of the docstring, and with what their node_forward gave."""
    given = student.node_deltas.each([(weights, pres, outs, targets, activation)])
    functions = (student.node_forward, student.node_deltas)
    own = student.run(OWN_DELTAS).each([(*functions, weights, biases, inputs, targets, activation)])
    return [*given, *own]


def _gradients(student, weights, biases, inputs, targets, activation, outs, deltas):
    """Ask node_gradients with the lists of the docstring, and with what their own functions gave."""
    given = student.node_gradients.each([(outs, deltas)])
    functions = (student.node_forward, student.node_deltas, student.node_gradients)
    own = student.run(OWN_GRADIENTS).each([(*functions, weights, biases, inputs, targets, activation)])
    return [*given, *own]


def _assert_gradients(answers, dWs, dbs, hint=None, rows=None):
    """Say that one of two answers is right."""
    if not any(type(each) in (list, tuple) and len(each) == 2 and _is_right(each[0], dWs) and _is_right(each[1], dbs)
               for each in answers):  # fmt: skip
        told = next((each for each in answers if type(each) in (list, tuple)), answers[0])
        found = assert_parts(told, "dWs", "dbs")
        _assert_layers(found[0], dWs, "dWs", hint, rows)
        _assert_layers(found[1], dbs, "dbs", hint, rows)


def _assert_forward(student, weights, biases, inputs, activation, pres, outs):
    """Say that pres and outs are right; pres may also have a form of the student's own."""
    parts = assert_parts(student.node_forward(weights, biases, inputs, activation), "pres", "outs")
    hint = "Weighted sums of the outputs before, plus the bias; then the activation. The first outputs are X."
    _assert_layers(parts[1], outs, "outs", hint)
    if _is_layers(parts[0], pres):
        _assert_layers(parts[0], pres, "pres", "Before the activation, with the bias.")


def two_layers_by_hand(student):
    """Two examples, two inputs, three hidden units, one output, all rectifiers."""
    _assert_forward(student, WEIGHTS, BIASES, X, "relu", PRES, OUTS)


def _assert_deltas(answers, expected, hint=None):
    """Say that one of two answers is right."""
    if not any(_is_right(each, expected) for each in answers):
        told = next((each for each in answers if type(each) in (list, tuple)), answers[0])
        _assert_layers(told, expected, "deltas", hint, len(expected[0]))


def _assert_follow(answers, shapes_of, back, hint):
    """Say that in one of two answers each layer follows from the one after it; the last is another check's."""
    told = next((each for each in answers if type(each) in (list, tuple)), answers[0])
    for each in [*(each for each in answers if _is_layers(each, shapes_of)), told]:
        layers = assert_list(each, len(shapes_of), name="deltas")
        last = assert_array(layers[-1], np.shape(shapes_of[-1]), name=f"deltas[{len(layers) - 1}]")
        expected = back(last.astype(float))
        if bool(np.any(last != 0)) and _is_right(layers, expected):
            return
    assert_true(bool(np.any(last != 0)), "The last deltas must not all be 0 here: outputs and targets differ.")
    _assert_layers(layers, expected, "deltas", hint)


def output_deltas_by_hand(student):
    """Three examples, one input, two sigmoid units."""
    log3 = np.log(3.0)
    weights, biases = [np.array([[1.0, -1.0]])], [np.array([-1.0, 1.0 + log3])]
    inputs, targets = np.array([[1.0], [1.0 - log3], [1.0 + log3]]), np.array([[1.0, 1.0], [0.0, 0.5], [0.0, 0.5]])
    pres = [np.array([[0.0, log3], [-log3, 2 * log3], [log3, 0.0]])]
    outs = [inputs, np.array([[0.5, 0.75], [0.25, 0.9], [0.75, 0.5]])]
    answers = _deltas(student, weights, biases, inputs, targets, "sigmoid", pres, outs)

    # slopes 1/4 3/16, 3/16 9/100, 3/16 1/4; errors -1/2 -1/4, 1/4 2/5, 3/4 0
    hint = "Differentiate the square and mind its 2; then the slope of the activation. The mean is taken later."
    _assert_deltas(answers, [np.array([[-0.25, -0.09375], [0.09375, 0.072], [0.28125, 0.0]])], hint)


def deltas_travel_back(student):
    """The hidden deltas of the network above."""
    answers = _deltas(student, WEIGHTS, BIASES, X, Y, "relu", PRES, OUTS)

    def back(last):  # the rectifiers of units 0 and 2 are open
        return [last * np.array([1.0, 0.0, -3.0]), last]

    hint = (
        "From the deltas of the layer after it, through the weights to it, times the slope at its own pre-activation."
    )
    _assert_follow(answers, DELTAS, back, hint)


def node_forward_leaves_its_arguments_alone(student):
    """Weights, biases and examples before and after."""
    assert_unchanged(student.node_forward, WEIGHTS, BIASES, X, "relu", hint="W @ x + b makes a new array; += does not.")


def node_deltas_leaves_its_arguments_alone(student):
    """Weights, pres, outs and targets before and after."""
    hint = "Do not work in place on outs or pres."
    if _is_layers(student.node_deltas.each([(WEIGHTS, PRES, OUTS, Y, "relu")])[0], DELTAS):
        assert_unchanged(student.node_deltas, WEIGHTS, PRES, OUTS, Y, "relu", hint=hint)
    else:  # they have another form of pres
        functions = (student.node_forward, student.node_deltas)
        changed = student.run(OWN_UNCHANGED, *functions, WEIGHTS, BIASES, X, Y, "relu")
        assert_equal(changed, [], name="What node_deltas changed", hint=hint)


def gradients_by_hand(student):
    """The same network, from outputs and deltas to gradients."""
    dWs = [np.array([[-7.0, 0.0, 21.0], [7.0, 0.0, -21.0]]), np.array([[6.0], [0.0], [-10.0]])]
    dbs = [np.array([-1.0, 0.0, 3.0]), np.array([-1.0])]
    answers = _gradients(student, WEIGHTS, BIASES, X, Y, "relu", OUTS, DELTAS)

    hint = "For each example: the output where a connection begins, times the delta where it ends; then the mean."
    _assert_gradients(answers, dWs, dbs, hint, rows=2)


def node_gradients_leaves_its_arguments_alone(student):
    """Outputs and deltas before and after."""
    assert_unchanged(student.node_gradients, OUTS, DELTAS, hint="delta / N makes a new array; delta /= N does not.")


# 6.5


def _s2(Ws, bs, inputs, targets):
    """Compute the loss of S2 for sigmoid units."""
    columns = inputs.T
    for W, b in zip(Ws, bs, strict=True):
        columns = _logistic(W @ columns + b[:, None])
    return float(((columns.T - targets) ** 2).sum()) / (2 * len(inputs))


def weights_of_s2_are_turned(student):
    """Three inputs, two hidden units, one output."""
    Ws = [np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]), np.array([[7.0, 8.0]])]
    bs = [np.array([-1.0, -2.0]), np.array([-3.0])]
    weights, biases = assert_parts(student.from_s2(Ws, bs), "weights", "biases")

    hint = "S2 writes W[to, from], node_forward reads weights[from, to]."
    expected = [np.array([[1.0, 4.0], [2.0, 5.0], [3.0, 6.0]]), np.array([[7.0], [8.0]])]
    _assert_layers(weights, expected, "weights", hint)
    _assert_layers(biases, bs, "biases")


def gradients_of_s2_are_slopes(student):
    """Five drawn examples, three layers of sigmoid units, against measured slopes."""
    rng = np.random.default_rng(seed())
    sizes = (3, 4, 2, 3)
    Ws = [rng.normal(size=(to, start)) for start, to in pairwise(sizes)]
    bs = [rng.normal(size=size) for size in sizes[1:]]
    inputs, targets = rng.normal(size=(5, 3)), rng.uniform(size=(5, 3))

    def loss(Ws, bs, inputs, targets, activation):
        return _s2(Ws, bs, inputs, targets)

    hint = "The loss of S2 is half of ours; its matrices are turned, so its gradients are too."
    arguments = (Ws, bs, inputs, targets, "sigmoid")
    assert_gradient(loss, student.gradients_s2, *arguments, wrt=(0, 1), names=("gWs", "gbs"), rows=5, hint=hint)


# 6.6


def biases_of_s4_are_in_column_0(student):
    """Two inputs, three hidden units, one output."""
    V, W = np.array([[9.0, 1.0, 2.0], [8.0, 3.0, 4.0], [7.0, 5.0, 6.0]]), np.array([[6.0, -1.0, -2.0, -3.0]])
    weights, biases = assert_parts(student.from_s4(V, W), "weights", "biases")

    hint = "Column 0 belongs to x_0 = 1 and h_0 = 1: it is the bias. The rest is turned, as in 6.5."
    _assert_layers(weights, [np.array([[1.0, 3.0, 5.0], [2.0, 4.0, 6.0]]), np.array([[-1.0], [-2.0], [-3.0]])],
                   "weights", hint)  # fmt: skip
    _assert_layers(biases, [np.array([9.0, 8.0, 7.0]), np.array([6.0])], "biases", hint)


def gradients_of_s4_are_slopes(student):
    """Five drawn examples, four inputs, three hidden units, two outputs, against measured slopes."""
    rng = np.random.default_rng(seed())
    V, W = rng.normal(size=(3, 5)), rng.normal(size=(2, 4))
    inputs, targets = rng.normal(size=(5, 4)), rng.uniform(size=(5, 2))

    def loss(V, W, inputs, targets):
        return _s2([V[:, 1:], W[:, 1:]], [V[:, 0], W[:, 0]], inputs, targets)

    hint = "Column 0 holds the gradients by the biases; nothing flows into h_0."
    assert_gradient(
        loss, student.gradients_s4, V, W, inputs, targets, wrt=(0, 1), names=("gV", "gW"), rows=5, hint=hint
    )


# 6.7


def _who(student):
    """Say that a name was entered, and return it."""
    who = student.value("who")
    text = "who must be your name or your student number, as text: the numbers of the questions are drawn from it."
    assert_true(isinstance(who, str) and bool(who.strip()), text, hint='Write it in quotes, who = "Ada Lovelace".')
    return who


def _network(who):
    """Return x, V and W of `numbers_of_6_7(who)`, which this file cannot import."""
    rng = np.random.default_rng([*f"q_6_7 {who.strip().casefold()}".encode()])
    x = rng.integers(1, 3, size=2) * np.array([1.0, -1.0])
    V, W = (rng.integers(1, most, size) * rng.choice([-1, 1], size) / 10 for most, size in ((4, (3, 3)), (6, (2, 4))))
    W[:, 1] = rng.integers(8, 13, size=2) * np.array([1, -1]) / 10
    return np.array([1.0, *x]), V, W


def _assert_answer(student, name, expected, hint):
    answer = assert_number(student.value(name), name=name)
    text = f"{name} must be right to 0.001 for the numbers of this who; yours is not."
    assert_true(bool(abs(answer - expected) <= 1e-3), text, hint=hint)


def hidden_output_by_hand(student):
    """The output of the first hidden unit."""
    x, V, _ = _network(_who(student))

    _assert_answer(student, "q_6_7a", _logistic(V[0] @ x), "Weighted sum with the bias v_10, then the sigmoid.")


def output_by_hand(student):
    """The first output."""
    x, V, W = _network(_who(student))
    hidden = np.array([1.0, *_logistic(V @ x)])

    _assert_answer(student, "q_6_7b", _logistic(W[0] @ hidden), "All three hidden outputs first, then w_10 counts too.")


# 6.8

COUNTS = {
    "passes": lambda n: {"one_sided": n + 1, "centred": 2 * n, "backprop": 2},
    "passes and the loss itself": lambda n: {"one_sided": n + 1, "centred": 2 * n + 1, "backprop": 2},
    "forward passes": lambda n: {"one_sided": n + 1, "centred": 2 * n, "backprop": 1},
    "forward passes and the loss itself": lambda n: {"one_sided": n + 1, "centred": 2 * n + 1, "backprop": 1},
}


def three_weights_are_counted(student):
    """Three parameters."""
    hint = "How often does numeric_gradient call f for three entries? And how often is a network walked in 6.4?"

    assert_one_of(student.count_ops(3), {name: count(3) for name, count in COUNTS.items()}, hint, name="count_ops(3)")


# Below this line: made by `grader release` from the rubric; read by `grader.notebook`.

RUBRIC = {
    'assignment': 'a06_backpropagation',
    'title': 'Gradients and backpropagation',
    'wanted': ['Value', 'count_ops', 'dsigmoid', 'dtanh', 'from_s2', 'from_s4', 'gradients_s2', 'gradients_s4', 'node_deltas', 'node_forward', 'node_gradients', 'numbers_of_6_2', 'numbers_of_6_7', 'numeric_gradient', 'q_6_2a', 'q_6_2b', 'q_6_7a', 'q_6_7b', 'q_6_7c', 'q_6_7d', 'q_6_7e', 'sigmoid', 'tanh', 'variant', 'who'],
    'exercises': [
        {
            'name': 'dsigmoid',
            'row': '6.1',
            'points': 4,
            'question': False,
            'promises': {
                'slope': 'each entry is the derivative of the sigmoid at the entry of z at its place.',
                'shapes': 'a single number, and arrays with 0 to 3 axes, keep their shape.',
                'tails': 'at -1000 and at 1000 the result is 0 to 7 digits, without a warning.',
            },
            'checks': [
                {'function': 'sigmoid_has_this_slope', 'points': 2, 'promise': 'slope'},
            ],
        },
        {
            'name': 'tanh',
            'row': '6.1',
            'points': 2,
            'question': False,
            'promises': {
                'value': 'each entry is the hyperbolic tangent of the entry of z at its place.',
                'tails': 'at -1000 and at 1000 the result is -1 and 1 to 7 digits, without a warning.',
            },
            'checks': [
                {'function': 'tanh_of_known_numbers', 'points': 1, 'promise': 'value'},
            ],
        },
        {
            'name': 'dtanh',
            'row': '6.1',
            'points': 4,
            'question': False,
            'promises': {
                'slope': 'each entry is the derivative of tanh at the entry of z at its place.',
                'tails': 'at -1000 and at 1000 the result is 0 to 7 digits, without a warning.',
            },
            'checks': [
                {
                    'function': 'tanh_has_this_slope',
                    'points': 3,
                    'promise': 'slope',
                    'uses': ['tanh', 'dsigmoid'],
                },
            ],
        },
        {
            'name': 'numeric_gradient',
            'row': '6.2',
            'points': 12,
            'question': False,
            'promises': {
                'one_sided': 'the scheme "one-sided" gives the rise from x to x + h e_i, per unit of run.',
                'centred': 'the scheme "centred", the default, gives the rise from x - h e_i to x + h e_i, per unit of run.',
                'order': 'a tenth of h leaves a tenth of the error of the one-sided scheme, a hundredth of that of the centred one.',
                'calls': 'for n entries f is called at most n + 1 times by "one-sided", at most 2 n times by "centred".',
                'whole': 'an x of whole numbers gives what the same x of float64 gives.',
                'views': 'x may be a single number in an array without axes, or a view whose entries do not lie side by side.',
                'restored': 'x has its very bits back when the function returns.',
            },
            'checks': [
                {'function': 'losses_of_the_lecture', 'points': 3, 'promise': 'one_sided'},
                {'function': 'both_sides_are_compared', 'points': 3, 'promise': 'centred'},
                {'function': 'calls_are_counted', 'points': 1, 'promise': 'calls'},
                {'function': 'x_has_its_bits_back', 'points': 1, 'promise': 'restored'},
            ],
        },
        {
            'name': 'Value',
            'row': '6.3',
            'points': 30,
            'question': False,
            'promises': {
                'data': 'sums and products of Values are Values with the right data.',
                'grad': 'after ``out.backward()``, every Value that out was computed from has in grad the derivative of out by it; out itself has 1.',
                'uses': 'a Value that is used several times, directly or along several paths, gets the sum over all of them.',
                'arithmetic': 'differences, quotients, the negative, and powers with a fixed number as exponent work the same way.',
                'functions': 'exp, tanh, relu and maximum work the same way; where relu or maximum has a kink, nothing is asked.',
                'numbers': 'a plain number may stand on either side of + - * /, and in maximum.',
                'again': 'backward first sets the grad of every Value of its graph to 0, so that calling it twice is like calling it once, and calling it on another Value of the same graph gives the derivatives of that one.',
                'deep': 'a chain of 5,000 operations works.',
            },
            'checks': [
                {'function': 'a_sum_times_a_number', 'points': 3, 'promise': 'data'},
                {'function': 'every_use_counts', 'points': 3, 'promise': 'uses'},
                {'function': 'paths_add_up', 'points': 3, 'promise': 'uses'},
                {'function': 'differences_quotients_and_powers', 'points': 2, 'promise': 'arithmetic'},
                {'function': 'functions_have_their_slopes', 'points': 2, 'promise': 'functions'},
                {'function': 'plain_numbers_may_stand_beside', 'points': 1, 'promise': 'numbers'},
                {'function': 'a_long_chain', 'points': 2, 'promise': 'deep'},
            ],
        },
        {
            'name': 'node_forward',
            'row': '6.4',
            'points': 6,
            'question': False,
            'promises': {
                'layers': "each layer's pre-activations are the weighted sums of the outputs of the layer before, plus the biases; its outputs are the activation of these; the first outputs are X.",
                'depth': 'networks of 1, 2, 3 and 4 layers of any widths work.',
                'activation': 'the four names give the sigmoid, tanh, the rectifier max(0, pre) and the pre-activation itself.',
                'pure': 'weights, biases and X are left as they were.',
            },
            'checks': [
                {'function': 'two_layers_by_hand', 'points': 2, 'promise': 'layers'},
                {'function': 'node_forward_leaves_its_arguments_alone', 'points': 1, 'promise': 'pure'},
            ],
        },
        {
            'name': 'node_deltas',
            'row': '6.4',
            'points': 10,
            'question': False,
            'promises': {
                'output': "the last deltas are the derivatives of each example's own cost by its last pre-activations: with the factor 2 of the square, without a 1/N.",
                'back': 'the deltas of a layer follow from those of the layer after it, through the weights between the two.',
                'depth': 'networks of 1, 2, 3 and 4 layers of any widths work, for each of the four activations; at 0 the rectifier may have any slope from 0 to 1.',
                'padding': 'units whose weights and biases are all 0, added so that all layers have equally many, change nothing for the others.',
                'pure': 'weights, pres, outs and Y are left as they were.',
            },
            'checks': [
                {
                    'function': 'output_deltas_by_hand',
                    'points': 2,
                    'promise': 'output',
                    'uses': ['dsigmoid', 'node_forward'],
                },
                {
                    'function': 'deltas_travel_back',
                    'points': 3,
                    'promise': 'back',
                    'uses': ['node_forward'],
                },
                {'function': 'node_deltas_leaves_its_arguments_alone', 'points': 1, 'promise': 'pure'},
            ],
        },
        {
            'name': 'node_gradients',
            'row': '6.4',
            'points': 6,
            'question': False,
            'promises': {
                'product': 'the gradient by a weight joins the output where the connection begins and the delta where it ends; both gradients are means over the examples.',
                'together': 'with what node_forward and node_deltas gave, the result is the gradient of the mean cost.',
                'depth': 'networks of 1, 2, 3 and 4 layers of any widths work.',
                'single': 'one example works like many, and two equal examples give what one of them gives.',
                'pure': 'outs and deltas are left as they were.',
            },
            'checks': [
                {
                    'function': 'gradients_by_hand',
                    'points': 2,
                    'promise': 'product',
                    'uses': ['node_forward', 'node_deltas'],
                },
                {'function': 'node_gradients_leaves_its_arguments_alone', 'points': 1, 'promise': 'pure'},
            ],
        },
        {
            'name': 'from_s2',
            'row': '6.5',
            'points': 2,
            'question': False,
            'promises': {
                'same': 'node_forward with the result computes what the formulas of S2 compute.',
                'order': 'the lists keep their order and length.',
            },
            'checks': [
                {'function': 'weights_of_s2_are_turned', 'points': 1, 'promise': 'same'},
            ],
        },
        {
            'name': 'gradients_s2',
            'row': '6.5',
            'points': 3,
            'question': False,
            'promises': {
                'gradient': 'the results are the gradients of the loss of S2 by the matrices and vectors of S2.',
                'agrees': 'up to the constant of the loss they agree with those of node_gradients to 12 digits, for 1 example and for 7.',
            },
            'checks': [
                {
                    'function': 'gradients_of_s2_are_slopes',
                    'points': 2,
                    'promise': 'gradient',
                    'uses': ['dsigmoid', 'from_s2', 'node_forward', 'node_deltas', 'node_gradients'],
                },
            ],
        },
        {
            'name': 'from_s4',
            'row': '6.6',
            'points': 2,
            'question': False,
            'promises': {
                'same': 'node_forward with the result and the sigmoid computes what the formulas of S4 compute.',
                'bias': 'column 0 of V and of W become the biases, the other columns the weights, in their order.',
            },
            'checks': [
                {'function': 'biases_of_s4_are_in_column_0', 'points': 1, 'promise': 'bias'},
            ],
        },
        {
            'name': 'gradients_s4',
            'row': '6.6',
            'points': 3,
            'question': False,
            'promises': {
                'gradient': 'the results are the gradients of the loss of S4 by V and W, their bias columns included.',
                'agrees': 'up to the constant of the loss they agree with those of node_gradients to 12 digits, for 1 example and for 7; nothing flows into h_0, which is a constant.',
            },
            'checks': [
                {
                    'function': 'gradients_of_s4_are_slopes',
                    'points': 2,
                    'promise': 'gradient',
                    'uses': ['dsigmoid', 'from_s4', 'node_forward', 'node_deltas', 'node_gradients'],
                },
            ],
        },
        {
            'name': 'count_ops',
            'row': '6.8',
            'points': 5,
            'question': False,
            'promises': {
                'counts': 'each entry is the number of passes that the method makes for the gradient by all parameters.',
                'large': 'the counts hold for every n_params, from a single one to the 79,510 of a network for MNIST.',
            },
            'checks': [
                {'function': 'three_weights_are_counted', 'points': 3, 'promise': 'counts'},
            ],
        },
        {
            'name': 'q_6_2a',
            'row': '6.2',
            'points': 2,
            'question': True,
            'promises': {
                'answer': 'The slide prints losses with 5 decimals and divides their differences by h = 0.0001. Suppose that losses are rounded to `decimals` decimals, and that h is the printed one. By how much may the one-sided slope be off, at worst, through the rounding alone? (A number, to 1 %.)',
            },
            'checks': [],
        },
        {
            'name': 'q_6_2b',
            'row': '6.2',
            'points': 1,
            'question': True,
            'promises': {
                'answer': 'The same for the centred slope with the same `decimals` and the same h. (A number, to 1 %.)',
            },
            'checks': [],
        },
        {
            'name': 'q_6_7a',
            'row': '6.7',
            'points': 2,
            'question': True,
            'promises': {
                'answer': 'By hand (a calculator will do): what is the output $h_1$ of the first hidden unit? (To 0.001.)',
            },
            'checks': [
                {'function': 'hidden_output_by_hand', 'points': 2, 'promise': 'answer'},
            ],
        },
        {
            'name': 'q_6_7b',
            'row': '6.7',
            'points': 2,
            'question': True,
            'promises': {'answer': 'What is the first output $z_1$? (To 0.001.)'},
            'checks': [
                {'function': 'output_by_hand', 'points': 2, 'promise': 'answer'},
            ],
        },
        {
            'name': 'q_6_7c',
            'row': '6.7',
            'points': 1,
            'question': True,
            'promises': {
                'answer': 'With $L = \\frac12 \\|z - y\\|^2$: what is the derivative of L by the pre-activation of the first output? (To 0.001.)',
            },
            'checks': [],
        },
        {
            'name': 'q_6_7d',
            'row': '6.7',
            'points': 1,
            'question': True,
            'promises': {'answer': 'What is the derivative of L by $w_{12}$, the weight from $h_2$ to $z_1$? (To 0.001.)'},
            'checks': [],
        },
        {
            'name': 'q_6_7e',
            'row': '6.7',
            'points': 2,
            'question': True,
            'promises': {'answer': 'What is the derivative of L by $v_{11}$, the weight from $x_1$ to $h_1$? (To 0.001.)'},
            'checks': [],
        },
    ],
}
