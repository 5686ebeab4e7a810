"""Hidden checks of assignment 6: the promises of the public ones, with other numbers."""

from itertools import pairwise

import numpy as np

from grader import seed, source
from grader.assertions import (
    assert_array,
    assert_close,
    assert_gradient,
    assert_list,
    assert_no_warning,
    assert_number,
    assert_one_of,
    assert_parts,
    assert_true,
)
from reference import backpropagation
from reference.autodiff import Value

from .checks_public import (
    COUNTS,
    _assert_answer,
    _assert_deltas,
    _assert_follow,
    _assert_forward,
    _assert_functions,
    _assert_gradients,
    _assert_layers,
    _deltas,
    _found,
    _gradients,
    _is_layers,
    _logistic,
    _program,
    _slope,
    _who,
)
from .solution import answers_of_6_7, numbers_of_6_2, numbers_of_6_7

ACTIVATIONS = ("sigmoid", "tanh", "relu", "identity")


def _network(rng, sizes, N, activation):
    """Draw a network, examples and targets; no bias is near 0, and no rectifier near its kink."""
    while True:
        weights = [rng.normal(size=(D, M)) for D, M in pairwise(sizes)]
        biases = [rng.uniform(0.3, 1.2, size=M) * rng.choice([-1, 1], size=M) for M in sizes[1:]]
        X, Y = rng.normal(size=(N, sizes[0])), rng.normal(size=(N, sizes[-1]))
        pres, outs = backpropagation.node_forward(weights, biases, X, activation)
        clear = min(np.abs(pre).min() for pre in pres) > 1e-3
        alive = all((out != 0).any(axis=0).any() for out in outs) and (pres[-1] > 0).any()
        if activation != "relu" or (clear and alive):
            return (weights, biases, X, Y, activation), pres, outs


# 6.1


def sigmoid_slope_keeps_the_shape(student):
    """A float, arrays of no, one, two and three axes."""
    rng = np.random.default_rng(seed())
    arguments = [0.75, np.array(-1.25), *(rng.normal(size=(2, 3, 4)[:axes]) for axes in (1, 2, 3))]
    for z, found in zip(arguments, student.dsigmoid.each([(z,) for z in arguments]), strict=True):
        assert_close(found, _slope(_logistic, np.asarray(z)), rtol=1e-7, name="dsigmoid(z)")


TAILS = np.array([-1000.0, -710.0, -40.0, -9.0, -4.0, 4.0, 9.0, 40.0, 710.0, 1000.0])


def sigmoid_slope_is_calm_in_its_tails(student):
    """From -1000 to 1000."""
    hint = "np.exp overflows beyond 709: use the given sigmoid, which never asks for that."
    found = assert_no_warning(student.dsigmoid, TAILS, hint=hint)

    assert_close(found, _slope(_logistic, TAILS), rtol=1e-7, atol=1e-7, name="dsigmoid(z)", hint=hint)


def tanh_is_calm_in_its_tails(student):
    """From -1000 to 1000."""
    hint = "np.exp overflows beyond 709, and infinity divided by infinity is no number."
    found = assert_no_warning(student.tanh, TAILS, hint=hint)

    assert_close(found, np.tanh(TAILS), rtol=1e-7, name="tanh(z)", hint=hint)


def tanh_slope_is_calm_in_its_tails(student):
    """From -1000 to 1000."""
    hint = "np.exp and np.cosh overflow beyond 709: express the slope by tanh itself."
    found = assert_no_warning(student.dtanh, TAILS, hint=hint)

    assert_close(found, _slope(np.tanh, TAILS), rtol=1e-7, atol=1e-7, name="dtanh(z)", hint=hint)


# 6.2

SMOOTH = source("lambda x: float(np.sin(x).sum() + np.exp(x).sum() + x[0] * x[-1])")


def error_falls_with_the_step(student):
    """A smooth function of three numbers, with two steps."""
    x = np.random.default_rng(seed()).uniform(0.2, 1.0, size=3)
    slope = np.cos(x) + np.exp(x) + np.array([x[2], 0.0, x[0]])
    for scheme, least, most in (("one-sided", 7.0, 14.0), ("centred", 70.0, 140.0)):
        calls = [(SMOOTH, x, h, scheme) for h in (0.1, 0.01)]
        found = [assert_array(each, (3,), name="gradient") for each in student.numeric_gradient.each(calls)]
        coarse, fine = (float(np.abs(each - slope).max()) for each in found)

        text = f"A tenth of h must divide the error of the scheme {scheme!r} by about {10 if most < 20 else 100}."
        told = f"{coarse:.3g}, then {fine:.3g}"
        assert_true(coarse < 1.0, f"With h = 0.1 the scheme {scheme!r} must be near the slope.", observed=told)
        assert_true(least * fine <= coarse <= most * fine, text, observed=told)


def _assert_points_upward(found, slope):
    """Say that what a promise is held against is a gradient at all, whatever its scheme or factor."""
    with np.errstate(all="ignore"):
        cosine = float((found * slope).sum() / np.sqrt((found**2).sum() * (slope**2).sum()))
    assert_true(cosine > 0.99, "The gradient at an ordinary array of floats must point upward first; yours does not.")


def whole_numbers_are_moved_by_less_than_one(student):
    """An x of integers, and the same x of floats."""
    x = np.random.default_rng(seed()).integers(3, 9, size=(2, 3))
    f = source("lambda x: float(np.cos(x).sum())")
    hint = "An array of integers cannot hold 3.25: convert x to float64 first."
    for scheme in ("one-sided", "centred"):
        whole, real = student.numeric_gradient.each([(f, x, 1 / 16, scheme), (f, x.astype(float), 1 / 16, scheme)])
        expected = assert_array(real, (2, 3), name="the gradient at floats").astype(float)

        _assert_points_upward(expected, -np.sin(x))
        assert_close(whole, expected, name=f"the {scheme} gradient at integers", hint=hint)


VIEWS = source("""
def go(g, table):
    f = lambda x: float(np.cos(x).sum())
    views = (table[::2, 1:], table.T, table[:, 2])
    pairs = [[g(f, view.copy(), 1 / 16), g(f, view, 1 / 16)] for view in views]
    return pairs + [[g(f, table[0, :1].copy(), 1 / 16), g(f, np.array(table[0, 0]), 1 / 16)]]
""")


def views_and_single_numbers(student):
    """Every other row, the transpose, a column, and a number without axes: each beside its copy."""
    table = np.random.default_rng(seed()).normal(size=(3, 4)) + 3.0
    found = assert_list(student.run(VIEWS, student.numeric_gradient, table), 4, name="the gradients")

    hint = "ravel() of a view is a copy: what is moved in it does not move x. Walk over np.ndindex(x.shape)."
    for pair, view in zip(found, (table[::2, 1:], table.T, table[:, 2], table[0, 0]), strict=True):
        copied, viewed = assert_list(pair, 2, name="a pair of gradients")
        expected = assert_array(copied, np.shape(view) or (1,), name="the gradient at a copy").astype(float)

        _assert_points_upward(expected, -np.sin(np.reshape(view, expected.shape)))
        assert_close(viewed, expected.reshape(np.shape(view)), name="the gradient at a view", hint=hint)


def rounding_moves_the_slope(student):
    """How far a slope of rounded losses may be off."""
    numbers = numbers_of_6_2(_who(student))
    answer = assert_number(student.value("q_6_2a"), name="q_6_2a")
    right = 10.0 ** -numbers["decimals"] / numbers["h"]

    text = "q_6_2a must be the largest error of the slope, to 1 %, for the numbers of this who; yours is not."
    hint = "Each of the two losses may be off by half a unit of its last decimal; their difference is divided by h."
    assert_true(bool(abs(answer - right) <= 0.01 * right), text, hint=hint)


def centred_differences_halve_it(student):
    """The same for a run of 2 h."""
    numbers = numbers_of_6_2(_who(student))
    answer = assert_number(student.value("q_6_2b"), name="q_6_2b")
    right = 10.0 ** -numbers["decimals"] / (2 * numbers["h"])

    text = "q_6_2b must be the largest error of the centred slope, to 1 %, for the numbers of this who; yours is not."
    assert_true(bool(abs(answer - right) <= 0.01 * right), text, hint="The same rise, over a run of 2 h.")


# 6.3

GRAPHS = """
results = []
for leaves, steps in numbers[0]:
    nodes = [V(number) for number in leaves]
    for operation, i, j in steps:
        nodes.append(nodes[i] + nodes[j] if operation == "+" else nodes[i] * nodes[j])
    nodes[-1].backward()
    results.append([nodes[-1].data] + [node.grad for node in nodes])
return results
"""


def forty_random_graphs(student):
    """Sums and products of three numbers in graphs of twelve operations, each Value used again and again."""
    rng = np.random.default_rng(seed())
    graphs = []
    while len(graphs) < 40:
        steps = [[str(rng.choice(["+", "*"])), int(rng.integers(k)), k - int(rng.integers(1, 4))] for k in range(3, 15)]
        steps = [[operation, i, max(j, 0)] for operation, i, j in steps]
        leaves = rng.uniform(0.3, 1.1, size=3) * rng.choice([-1, 1], size=3)
        if _largest(leaves, steps) < 1e4:
            graphs.append([leaves.tolist(), steps])
    results = assert_list(student.run(_program(GRAPHS), student.Value, graphs), 40, name="the graphs")
    for (leaves, steps), found in zip(graphs, results, strict=True):
        nodes = _graph(leaves, steps)
        used = _needed(steps)
        numbers = np.array(
            [assert_number(each, name="data or grad") for each in assert_list(found, 16, name="a graph")]
        )

        assert_close(numbers[0], nodes[-1].data, name="the data of a graph of sums and products")
        hint = "Add up over all uses, and pass on only what is complete: in reverse order of a sorted graph."
        ours = [nodes[k].grad for k in used]
        theirs = numbers[1 + np.array(used)]
        assert_close(theirs, ours, name="the gradients of a graph of sums and products", hint=hint)


def _graph(leaves, steps):
    nodes = [Value(number) for number in leaves]
    for operation, i, j in steps:
        nodes.append(nodes[i] + nodes[j] if operation == "+" else nodes[i] * nodes[j])
    nodes[-1].backward()
    return nodes


def _largest(leaves, steps):
    return max(max(abs(node.data), abs(node.grad)) for node in _graph(leaves, steps))


def _needed(steps):
    """Return which nodes the last one was computed from: what else there is, nobody promised anything about."""
    needed = {len(steps) + 2}
    for k in range(len(steps) + 2, 2, -1):
        if k in needed:
            needed |= set(steps[k - 3][1:])
    return sorted(needed)


TWICE = _program("""
x, y = V(numbers[0]), V(numbers[1])
inner = x * y
out = inner * V(3.0)
out.backward()
out.backward()
return [x.grad, y.grad, inner.grad, out.grad]
""")


def backward_twice_is_once(student):
    """Two calls on one result."""
    x, y = np.random.default_rng(seed()).uniform(1.0, 3.0, size=2)
    found = _found(student, TWICE, x, y, count=4)

    hint = "The grads of the first call are still there: set all of the graph to 0 first."
    assert_close(found, [3 * y, 3 * x, 3.0, 1.0], name="the gradients after the second backward", hint=hint)


ROOTS = _program("""
x, y = V(numbers[0]), V(numbers[1])
shared = x * y
first, second = shared + V(2.0), shared * V(3.0)
first.backward()
second.backward()
return [shared.grad, x.grad, y.grad]
""")


def the_last_root_counts(student):
    """Two results of one graph, one after the other."""
    x, y = np.random.default_rng(seed()).uniform(1.0, 3.0, size=2)
    found = _found(student, ROOTS, x, y, count=3)

    hint = "backward belongs to the Value that it is called on: what another one left in grad is set to 0 first."
    assert_close(found, [3.0, 3 * y, 3 * x], name="the gradients of the second result", hint=hint)


POWERS = _program("""
results = []
for base, exponents in (numbers[0], (2, 3, -1, -2, 0.5, 1.5, 1, 0)), (0.0, (2, 3)):
    for exponent in exponents:
        x = V(base)
        out = x ** exponent
        out.backward()
        results += [out.data, x.grad]
return results
""")


def all_powers(student):
    """Exponents 2, 3, -1, -2, 1/2, 3/2, 1 and 0; then the square and the cube of 0."""
    x = float(np.random.default_rng(seed()).uniform(1.2, 2.5))
    found = np.reshape(_found(student, POWERS, x, count=20), (10, 2))
    found, at_0 = found[:8], found[8:]
    exponents = np.array([2, 3, -1, -2, 0.5, 1.5, 1, 0])

    assert_close(found[:, 0], x**exponents, name="the data of x ** exponent")
    hint = "The exponent comes down as a factor, and the new exponent is one less, also where it is negative."
    assert_close(found[:, 1], exponents * x ** (exponents - 1), name="the gradients of x ** exponent", hint=hint)
    hint = "The slope of x ** n is n * x ** (n - 1): do not divide by x."
    assert_close(at_0, np.zeros((2, 2)), name="data and gradient of x ** 2 and x ** 3 at 0", hint=hint)


def functions_at_drawn_numbers(student):
    """exp, tanh, relu and maximum at eight numbers."""
    numbers = np.random.default_rng(seed()).uniform(0.05, 0.25, size=8) * np.array([-9, -5, -2, -1, 1, 2, 5, 9])
    numbers = np.where(np.abs(numbers - 0.3) < 0.01, 0.35, numbers)  # maximum has its kink at 0.3
    _assert_functions(student, numbers.tolist())


REFLECTED = _program("""
results = []
for make in (lambda x: 5 - x, lambda x: 5 / x, lambda x: 2.5 - x * 2, lambda x: x.maximum(1), lambda x: x.maximum(9)):
    x = V(numbers[0])
    out = make(x)
    out.backward()
    results += [out.data, x.grad]
return results
""")


def numbers_on_the_left(student):
    """5 - x, 5 / x, 2.5 - 2 x, and maximum with 1 and with 9."""
    x = float(np.random.default_rng(seed()).uniform(2.0, 4.0))
    found = np.reshape(_found(student, REFLECTED, x, count=10), (5, 2))

    hint = "5 - x is not x - 5, and 5 / x is not x / 5: Python calls x.__rsub__(5) and x.__rtruediv__(5)."
    right = [[5 - x, -1], [5 / x, -5 / x**2], [2.5 - 2 * x, -2], [x, 1], [9, 0]]
    assert_close(found, right, name="data and gradients, one row each", hint=hint)


# 6.4

SIZES = ((3, 2), (2, 4, 3), (4, 3, 3, 2), (3, 5, 2, 4, 3))  # one matrix is square: it must be the right way round too


def networks_of_all_depths(student):
    """One to four layers of various widths, sigmoid units, drawn biases."""
    rng = np.random.default_rng(seed())
    for sizes in SIZES:
        (weights, biases, X, _, activation), pres, outs = _network(rng, sizes, 6, "sigmoid")
        _assert_forward(student, weights, biases, X, activation, pres, outs)


def four_activations(student):
    """The hidden layer of a network without biases, pre-activations of both signs."""
    rng = np.random.default_rng(seed())
    weights, biases, X = [rng.normal(size=(3, 5)), rng.normal(size=(5, 4))], [np.zeros(5), np.zeros(4)], np.eye(3)
    for activation in ACTIVATIONS:
        _, outs = assert_parts(student.node_forward(weights, biases, X, activation), "pres", "outs")
        found = assert_list(outs, 3, name="outs")[1]
        expected = backpropagation.activate(weights[0], activation)

        assert_close(found, expected, name=f"outs[1] of {activation} units", hint="The name decides; see the stub.")


def last_deltas_of_four_activations(student):
    """One layer with each of the four, five examples."""
    rng = np.random.default_rng(seed())
    for activation in ACTIVATIONS:
        net, pres, outs = _network(rng, (3, 4), 5, activation)
        expected = backpropagation.node_deltas(net[0], pres, outs, net[3], activation)

        hint = "Differentiate the square and mind its 2; no 1/N, for each example has a cost of its own."
        _assert_deltas(_deltas(student, *net, pres, outs), expected, hint)


def deltas_of_deep_networks(student):
    """Two to four layers, each of the four activations."""
    rng = np.random.default_rng(seed())
    for sizes in SIZES[1:]:
        for activation in ACTIVATIONS:
            net, pres, outs = _network(rng, sizes, 5, activation)
            slopes = [backpropagation.slope(pre, activation) for pre in pres]

            def back(last, weights=net[0], slopes=slopes):
                layers = [last]
                for W, slope in zip(weights[:0:-1], slopes[-2::-1], strict=True):
                    layers.insert(0, np.einsum("nk,jk,nj->nj", layers[0], W, slope))
                return layers

            hint = "Through the weights between the two layers, from the later to the earlier, with the slope there."
            _assert_follow(_deltas(student, *net, pres, outs), pres, back, hint)


def _padded(net, pres, outs, extra):
    """Add units without weights to each hidden layer, as S0 and S3 do to make all layers equally wide."""
    weights, biases, X, Y, activation = net
    last = len(weights) - 1
    wide, more = [], []
    for k, (W, b) in enumerate(zip(weights, biases, strict=True)):
        rows, columns = extra * (k > 0), extra * (k < last)
        wide.append(np.pad(W, ((0, rows), (0, columns))))
        more.append(np.pad(b, (0, columns)))
    return (wide, more, X, Y, activation), *backpropagation.node_forward(wide, more, X, activation)


def padding_leaves_the_other_deltas_alone(student):
    """A network of three layers with and without two padded units in each hidden layer."""
    net, pres, outs = _network(np.random.default_rng(seed()), (3, 4, 2, 3), 5, "sigmoid")
    plain = _deltas(student, *net, pres, outs)
    net, wide_pres, wide_outs = _padded(net, pres, outs, 2)
    padded = _deltas(student, *net, wide_pres, wide_outs)
    pairs = [pair for pair in zip(plain, padded, strict=True) if _is_layers(pair[0], pres)]
    hint = "Padded units have outgoing weights of 0, so their deltas are 0 by themselves: nothing needs a mask."
    for k, (one, other) in enumerate(pairs or [(plain[0], padded[0])]):
        found = [assert_array(layer, (5, None), name="deltas") for layer in assert_list(other, 3, name="deltas")]
        real = [layer[:, : pre.shape[1]] for layer, pre in zip(found, pres, strict=True)]
        text = "No deltas may be 0 throughout here: outputs and targets differ."
        assert_true(all(bool(layer.any()) for layer in real), text)
        if k == len(pairs) - 1 or _agree(real, one):
            _assert_layers(
                real, assert_list(one, 3, name="deltas"), "the deltas of the units that are not padded", hint
            )
            return
    assert_list(plain[0], 3, name="deltas")


def _agree(real, one):
    return all(a.shape == b.shape and np.allclose(a, b, rtol=1e-9, atol=1e-12) for a, b in zip(real, one, strict=True))


def gradients_of_all_depths(student):
    """One to four layers, five examples, padded units in one of them."""
    rng = np.random.default_rng(seed())
    drawn = [_network(rng, sizes, 5, "tanh") for sizes in SIZES]
    for net, pres, outs in [*drawn, _padded(*drawn[-1], 2)]:
        deltas = backpropagation.node_deltas(net[0], pres, outs, net[3], "tanh")
        dWs, dbs = backpropagation.node_gradients(outs, deltas)

        hint = "Layer l: outs[l], where its connections begin, with deltas[l], where they end; the mean over examples."
        _assert_gradients(_gradients(student, *net, outs, deltas), dWs, dbs, hint, 5)


def the_three_together(student):
    """The gradient of the cost that their own node_forward gives, by every weight and every bias."""
    rng = np.random.default_rng(seed())
    (weights, biases, X, Y, activation), _, _ = _network(rng, (4, 5, 3, 2), 7, "tanh")

    def loss(weights, biases):
        _, outs = assert_parts(
            student.run(OUTPUT, student.node_forward, weights, biases, X, activation), "pres", "outs"
        )
        out = assert_array(outs, Y.shape, name="the last of outs")
        return float(((out - Y) ** 2).sum()) / len(X)

    def gradient(weights, biases):
        functions = (student.node_forward, student.node_deltas, student.node_gradients)
        return student.run(TOGETHER, *functions, weights, biases, X, Y, activation)

    def our_loss(weights, biases):
        return float(((backpropagation.node_forward(weights, biases, X, activation)[1][-1] - Y) ** 2).sum()) / len(X)

    def our_gradient(weights, biases):
        pres, outs = backpropagation.node_forward(weights, biases, X, activation)
        return backpropagation.node_gradients(outs, backpropagation.node_deltas(weights, pres, outs, Y, activation))

    hint = "Call the three one after the other, as the docstrings say: what one returns, the next takes."
    assert_gradient(loss, gradient, weights, biases, wrt=(0, 1), names=("dWs", "dbs"),
                    reference=(our_loss, our_gradient), rows=7, hint=hint)  # fmt: skip


OUTPUT = source("""
def go(node_forward, weights, biases, X, activation):
    pres, outs = node_forward(weights, biases, X, activation)
    return None, outs[-1]
""")
TOGETHER = source("""
def go(node_forward, node_deltas, node_gradients, weights, biases, X, Y, activation):
    pres, outs = node_forward(weights, biases, X, activation)
    return node_gradients(outs, node_deltas(weights, pres, outs, Y, activation))
""")


def one_example_and_its_double(student):
    """One example, then the same example three times."""
    net, pres, outs = _network(np.random.default_rng(seed()), (3, 4, 2), 1, "sigmoid")
    deltas = backpropagation.node_deltas(net[0], pres, outs, net[3], "sigmoid")
    dWs, dbs = backpropagation.node_gradients(outs, deltas)

    hint = "The gradients are means: they do not grow with the number of examples."
    for N in (1, 3):
        weights, biases, X, Y, activation = net
        repeated = (weights, biases, np.repeat(X, N, axis=0), np.repeat(Y, N, axis=0), activation)
        more = ([np.repeat(out, N, axis=0) for out in outs], [np.repeat(delta, N, axis=0) for delta in deltas])
        _assert_gradients(_gradients(student, *repeated, *more), dWs, dbs, hint, N)


# 6.5


def _network_of_s2(rng, sizes):
    Ws = [rng.normal(size=(to, start)) for start, to in pairwise(sizes)]
    return Ws, [rng.normal(size=size) for size in sizes[1:]]


def networks_of_s2_keep_their_order(student):
    """One to four layers."""
    rng = np.random.default_rng(seed())
    for sizes in SIZES:
        Ws, bs = _network_of_s2(rng, sizes)
        weights, biases = assert_parts(student.from_s2(Ws, bs), "weights", "biases")

        hint = "Entry 0 leads out of the inputs, in S2 as here: turn each matrix, and leave the lists in order."
        _assert_layers(weights, [W.T for W in Ws], "weights", hint)
        _assert_layers(biases, bs, "biases", hint)


def both_notations_agree(student):
    """One example and seven, sigmoid units and rectifiers, against ours."""
    rng = np.random.default_rng(seed())
    for N, activation in ((1, "sigmoid"), (7, "sigmoid"), (7, "relu")):
        (weights, biases, X, Y, _), pres, outs = _network(rng, (3, 5, 2), N, activation)
        deltas = backpropagation.node_deltas(weights, pres, outs, Y, activation)
        dWs, dbs = backpropagation.node_gradients(outs, deltas)
        found = student.gradients_s2([W.T.copy() for W in weights], biases, X, Y, activation)
        for_weights, for_biases = assert_parts(found, "gWs", "gbs")

        hint = "The loss of S2 is ours divided by 2, whatever N is."
        for name, theirs, ours in (("gWs", for_weights, [dW.T for dW in dWs]), ("gbs", for_biases, dbs)):
            for each, right in zip(assert_list(theirs, 2, name=name), ours, strict=True):
                assert_close(each, right / 2, rtol=1e-12, atol=1e-12, name=name, hint=hint, rows=N)


# 6.6


def networks_of_s4_are_split(student):
    """Drawn weights, five inputs, four hidden units, two outputs."""
    rng = np.random.default_rng(seed())
    V, W = rng.normal(size=(4, 6)), rng.normal(size=(2, 5))
    weights, biases = assert_parts(student.from_s4(V, W), "weights", "biases")

    hint = "Column 0 holds the biases; what remains leads from the units of the layer before, in their order."
    _assert_layers(weights, [V[:, 1:].T, W[:, 1:].T], "weights", hint)
    _assert_layers(biases, [V[:, 0], W[:, 0]], "biases", hint)


def notation_of_s4_agrees(student):
    """One example and seven, against ours."""
    rng = np.random.default_rng(seed())
    for N in (1, 7):
        (weights, biases, X, Y, _), pres, outs = _network(rng, (4, 3, 2), N, "sigmoid")
        deltas = backpropagation.node_deltas(weights, pres, outs, Y, "sigmoid")
        dWs, dbs = backpropagation.node_gradients(outs, deltas)
        V, W = (np.column_stack([b, M.T]) for b, M in zip(biases, weights, strict=True))
        parts = assert_parts(student.gradients_s4(V, W, X, Y), "gV", "gW")

        hint = "Column 0 holds the gradients by the biases. The loss of S4 is ours divided by 2, whatever N is."
        for name, each, dW, db in zip(("gV", "gW"), parts, dWs, dbs, strict=True):
            assert_close(each, np.column_stack([db, dW.T]) / 2, rtol=1e-12, atol=1e-12, name=name, hint=hint, rows=N)


# 6.7


def _assert_by_hand(student, letter, hint):
    _assert_answer(student, f"q_6_7{letter}", answers_of_6_7(numbers_of_6_7(_who(student)))[letter], hint)


def delta_by_hand(student):
    """The derivative by the first output's pre-activation."""
    _assert_by_hand(
        student, "c", "How L depends on z_1, times how z_1 depends on its weighted sum. The half cancels a 2."
    )


def output_weight_by_hand(student):
    """The derivative by the weight from the second hidden unit to the first output."""
    _assert_by_hand(student, "d", "The delta where the connection ends, times the output h_2 where it begins.")


def hidden_weight_by_hand(student):
    """The derivative by the weight from the first input to the first hidden unit."""
    _assert_by_hand(
        student, "e", "h_1 reaches L along both outputs: add both paths before you go on to the slope of h_1 itself."
    )


# 6.8


def small_and_large_networks_are_counted(student):
    """1, 12 and 79,510 parameters."""
    sizes = (1, 12, 79_510)
    found = tuple(student.count_ops.each([(n,) for n in sizes]))

    hint = "Each parameter is moved once (or once each way); backpropagation does not move any."
    expected = {name: tuple(count(n) for n in sizes) for name, count in COUNTS.items()}
    assert_one_of(found, expected, hint, name="count_ops for 1, 12 and 79,510 parameters")
