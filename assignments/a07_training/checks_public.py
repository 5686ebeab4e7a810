"""Public checks of assignment 7: students receive this file.

What a network learns depends on the order of its batches, and every order is right. So these checks let a function of
their own stand in for the network: it writes down what it is called with, and answers what was decided before.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from grader import callback, dataset, generator, held_out, seed, source
from grader.assertions import (
    accuracy,
    assert_array,
    assert_close,
    assert_dict,
    assert_equal,
    assert_gradient,
    assert_list,
    assert_number,
    assert_parts,
    assert_true,
    assert_unchanged,
    assert_whole,
)

SMALL = np.log(np.array([[1.0, 2.0, 5.0], [3.0, 3.0, 2.0]]))  # softmax gives eighths


def _loss_and(result, name, shape):
    """Say that a result is (loss, gradient), and return both."""
    loss, gradient = assert_parts(result, "loss", name)
    return assert_number(loss, name="loss"), assert_array(gradient, shape, name=name)


# 7.1


def rows_are_exponentials_by_their_sum(student):
    """Powers 1, 2, 5 and 3, 3, 2: both rows add up to 8."""
    P = student.softmax(SMALL)
    right = np.array([[1, 2, 5], [3, 3, 2]]) / 8

    assert_close(P, right, name="softmax(Z)", hint="Each row is divided by the sum of that row: axis=1, keepdims=True.")


def a_shifted_row_stays_the_same(student):
    """One row 1000 higher, the other 1000 lower."""
    P = student.softmax(SMALL + np.array([[1000.0], [-1000.0]]))
    right = np.array([[1, 2, 5], [3, 3, 2]]) / 8

    hint = "np.exp(1000) overflows. A shift changes nothing, so shift each row yourself before you take powers."
    assert_close(P, right, name="softmax(Z + 1000)", hint=hint)


def softmax_leaves_its_argument_alone(student):
    """Logits before and after."""
    assert_unchanged(student.softmax, SMALL.copy(), hint="Z -= ... changes Z itself; Z - ... makes a new array.")


def surprise_of_two_labels(student):
    """The right classes have the probabilities 5/8 and 3/8."""
    result = student.cross_entropy(SMALL, np.array([2, 0]))
    loss, _ = _loss_and(result, "dZ", (2, 3))

    # ln 8/5 = 0.4700 and ln 8/3 = 0.9808
    hint = "Minus the logarithm of the probability of the right class, averaged over the rows."
    assert_close(loss, (np.log(1.6) + np.log(8 / 3)) / 2, name="loss", rows=2, hint=hint)


def slope_of_the_cross_entropy(student):
    """Five rows of four logits, against central differences of your own loss."""
    rng = np.random.default_rng(seed())
    Z, y = rng.normal(size=(5, 4)), rng.integers(4, size=5)

    assert_gradient(student.cross_entropy, None, Z, y, names="dZ", rows=5)


def cross_entropy_leaves_its_arguments_alone(student):
    """Logits and labels before and after."""
    assert_unchanged(student.cross_entropy, SMALL.copy(), np.array([2, 0]))


# 7.2


def four_constants(student):
    """Squared errors 1, 4, 0, 9, 4, 0 in three rows of two: 18 together."""
    A, Y = np.array([[1.0, 2.0], [4.0, 0.0], [2.0, 7.0]]), np.array([[0.0, 0.0], [4.0, 3.0], [0.0, 7.0]])
    for half, reduction, right in ((False, "mean", 6.0), (True, "mean", 3.0), (False, "sum", 18.0), (True, "sum", 9.0)):
        loss, _ = _loss_and(student.mse_loss(A, Y, half=half, reduction=reduction), "dA", (3, 2))
        what = f"the loss with half={half} and reduction={reduction!r}"
        assert_close(loss, right, name=what, hint="Add up over the outputs of a row; divide by the number of rows.")


def slope_of_the_squared_error(student):
    """Four rows of three outputs, against central differences of your own loss."""
    rng = np.random.default_rng(seed())
    A, Y = rng.normal(size=(4, 3)), rng.normal(size=(4, 3))

    assert_gradient(student.mse_loss, None, A, Y, names="dA", rows=4)


def odds_of_three_to_one(student):
    """Probabilities of the targets: 1/2, 3/4 and 1/4."""
    z, y = np.array([0.0, np.log(3.0), np.log(3.0)]), np.array([1.0, 1.0, 0.0])
    loss, _ = _loss_and(student.bce_with_logits(z, y), "dz", (3,))

    # minus the logarithm of 1/2 * 3/4 * 1/4, divided by 3
    assert_close(loss, np.log(32 / 3) / 3, name="loss", rows=3, hint="sigmoid(ln 3) is 3/4: odds of three to one.")


def slope_of_the_binary_cross_entropy(student):
    """Six pre-activations, two with a target between 0 and 1, against central differences of your own loss."""
    rng = np.random.default_rng(seed())
    z, y = rng.normal(size=6), np.append(rng.integers(2, size=4), [0.2, 0.7])

    assert_gradient(student.bce_with_logits, None, z, y, names="dz", rows=6)


# 7.3

PARABOLA = source("def go(params):\n    return {'x': 2 * params['x']}")  # the slope of x^2


def _walked(result, keys):
    """Say that a result is (params, taken), and return both."""
    found, taken = assert_parts(result, "params", "taken")
    return assert_dict(found, keys, name="params"), int(assert_whole(taken, (), name="taken"))


def halves_on_a_parabola(student):
    """x^2 from 2 with eta 1/4: every step halves x."""
    end, taken = _walked(student.gradient_descent(PARABOLA, {"x": np.array([2.0])}, 0.25, 3), ("x",))

    assert_close(end["x"], [0.25], name="params['x']", hint="2, then 2 - 0.25 * 4 = 1, then 0.5, then 0.25.")
    assert_equal(taken, 3, name="taken")


def stops_where_it_is_flat(student):
    """x^2 with steps to spare: flat at 0, and flat enough at x = 1."""
    end, taken = _walked(student.gradient_descent(PARABOLA, {"x": np.array([2.0])}, 0.5, 10), ("x",))
    assert_close(end["x"], [0.0], name="params['x']")
    assert_equal(taken, 1, name="taken", hint="One step with eta 1/2 leads to 0, where the slope is 0: stop there.")

    end, taken = _walked(student.gradient_descent(PARABOLA, {"x": np.array([8.0])}, 0.25, 10, tol=2.0), ("x",))
    hint = "8, 4, 2, 1: at 1 the slope is 2, which is at most tol. Look before each step."
    assert_close(end["x"], [1.0], name="params['x'] with tol=2", hint=hint)
    assert_equal(taken, 3, name="taken with tol=2", hint=hint)


def gradient_descent_leaves_its_arguments_alone(student):
    """The start before and after."""
    hint = "params['x'] -= ... changes the array of the caller: make a new one, or start from copies."
    assert_unchanged(student.gradient_descent, PARABOLA, {"x": np.array([2.0])}, 0.25, 3, hint=hint)


# 7.4

DEAL = source("def go(deal, *args):\n    return [batch for batch in deal(*args)]")


def _listed(found):
    """Return a list of indices or classes as an array, for rows are picked with either; and anything else as it is."""
    plain = isinstance(found, list) and all(isinstance(entry, (int, np.integer, np.ndarray)) for entry in found)
    return np.array(found) if plain and {np.ndim(entry) for entry in found} == {0} else found


def _dealt(batches, sizes, name="the batches"):
    """Say that batches are arrays of indices of these sizes, and return all indices."""
    found = [_listed(batch) for batch in assert_list(batches, name=name)]
    indices = [assert_whole(batch, (None,), name=f"batch {i}") for i, batch in enumerate(found)]
    text = f"{name.capitalize()} must hold {', '.join(map(str, sizes)) or 'nothing'} indices."
    yours = ", ".join(str(len(one)) for one in indices) or "none"
    assert_true([len(one) for one in indices] == list(sizes), f"{text[:-1]}; yours hold {yours}.")
    return np.concatenate([np.zeros(0, dtype=int), *indices])


def ten_in_batches_of_four(student):
    """4 + 4 + 2 examples."""
    indices = _dealt(student.run(DEAL, student.minibatches, 10, 4, generator(seed())), (4, 4, 2))

    hint = "Shuffle 0 .. n-1 once, then cut the row into pieces; the last piece may be short."
    assert_equal(np.sort(indices), np.arange(10), name="all indices, sorted", hint=hint)


def a_short_batch_is_dropped_on_demand(student):
    """Ten by four, then twelve by four, with drop_last."""
    indices = _dealt(student.run(DEAL, student.minibatches, 10, 4, generator(seed()), True), (4, 4))
    different = len(np.unique(indices)) == 8 and indices.min() >= 0 and indices.max() < 10
    assert_true(different, "Eight different examples of ten must be left.")

    indices = _dealt(student.run(DEAL, student.minibatches, 12, 4, generator(seed()), True), (4, 4, 4))
    assert_equal(np.sort(indices), np.arange(12), name="all indices, sorted", hint="Nothing is short here.")


def minibatches_draw_from_their_generator(student):
    """The same generator twice, then another."""
    first, again, other = (
        _dealt(student.run(DEAL, student.minibatches, 30, 30, generator(seed(i))), (30,)) for i in (1, 1, 2)
    )

    assert_true(np.array_equal(first, again), "The same generator must give the same batches.", hint="Use rng alone.")
    assert_true(not np.array_equal(first, other), "Another generator must give other batches.", hint="Use rng alone.")


@dataclass
class _Met:
    """One call of the function that stands in for a network."""

    w: np.ndarray  # the parameters that it was called with
    b: np.ndarray
    rows: list[int]  # the examples
    labels: np.ndarray


class _Recorder:
    """Stands in for a network: writes down its calls, and answers with losses and slopes that hardly depend on them."""

    def __init__(self, calls):
        rng = np.random.default_rng(seed(7))
        self.losses = rng.integers(1, 64, size=calls + 1) / 8.0
        self.slopes = rng.integers(-16, 17, size=(calls + 1, 3)) / 8.0  # two for w, one for b
        self.seen = []
        self.answered = []

    def __call__(self, params, X, y):
        """Answer, whatever the arguments are; `calls` looks at them later."""
        self.seen.append((params, X, y))
        k = min(len(self.seen), len(self.losses)) - 1
        mark = _mark(X, y)
        self.answered.append((self.losses[k] + mark, self.slopes[k] + mark))
        loss, slope = self.answered[-1]
        return float(loss), {"w": slope[:2].copy(), "b": slope[2:].copy()}

    def calls(self, X, y):
        """Say what each call was, now that nothing can go wrong in the middle of one."""
        found = []
        for i, (params, inputs, labels) in enumerate(self.seen):
            given = assert_dict(params, ("w", "b"), name=f"params in call {i + 1} of loss_and_grads")
            w = assert_array(given["w"], (2,), name=f"params['w'] in call {i + 1}").astype(float)
            b = assert_array(given["b"], (1,), name=f"params['b'] in call {i + 1}").astype(float)
            inputs = assert_array(inputs, (None, X.shape[1]), name=f"X in call {i + 1}")
            labels = assert_array(labels, (len(inputs),), name=f"y in call {i + 1}")
            rows = [int(np.abs(X - row).sum(axis=1).argmin()) for row in inputs]
            text = f"Every row that loss_and_grads gets must be a row of X; in call {i + 1} one is not."
            assert_true(np.array_equal(X[rows], inputs), text)
            found.append(_Met(w, b, rows, labels))
        return found

    def after(self, k, eta):
        """Return the parameters (w, b) after k steps from the start."""
        moved = np.array([1.0, -1.0, 0.5]) - eta * sum(slope for _, slope in self.answered[:k])
        return moved[:2], moved[2:]


def _mark(X, y):
    """Return a small number that differs from batch to batch; 0 for what is no batch."""
    if not isinstance(X, np.ndarray) or not isinstance(y, np.ndarray) or X.ndim != 2 or y.shape != X.shape[:1]:
        return 0.0
    return float((X[:, 0] * y).sum() % 7) / 8 if X.dtype.kind in "fiu" and y.dtype.kind in "fiu" else 0.0


def _numbered(N):
    """Return N examples that can be told apart, and labels that belong to them."""
    X = np.column_stack([np.arange(N), np.arange(N) ** 2]).astype(float)
    return X, 10 * np.arange(N) + 3


def _start():
    return {"w": np.array([1.0, -1.0]), "b": np.array([0.5])}


def _trained(student, N, eta, epochs, batch_size, number=0):
    """Train with a recorder; return it, the calls that it met, and the result."""
    X, y = _numbered(N)
    recorder = _Recorder(epochs * (-(-N // batch_size)))
    result = student.train_sgd(callback(recorder), _start(), X, y, eta, epochs, batch_size, generator(seed(number)))
    return recorder, recorder.calls(X, y), assert_parts(result, "params", "losses")


def _losses(losses, epochs):
    """Say that there is one loss for each epoch, as a list or an array."""
    if isinstance(losses, np.ndarray):
        return assert_array(losses, (epochs,), name="losses")
    found = assert_list(losses, epochs, name="losses")
    return np.array([assert_number(loss, name=f"losses[{e}]") for e, loss in enumerate(found)])


def every_batch_is_one_step(student):
    """Six examples in batches of three, two epochs: four steps; then four examples, of which the last is alone."""
    recorder, calls, (end, _) = _trained(student, 6, 0.5, 2, 3)

    assert_true(len(calls) == 4, f"Four batches need four calls of loss_and_grads; yours made {len(calls)}.")
    hint = (
        "After each batch every parameter moves by -eta times the gradient that loss_and_grads gave: no other factor."
    )
    for k, met in enumerate(calls):
        w, b = recorder.after(k, 0.5)
        assert_close(met.w, w, name=f"params['w'] after {k} steps", hint=hint)
        assert_close(met.b, b, name=f"params['b'] after {k} steps", hint=hint)
    end = assert_dict(end, ("w", "b"), name="params")
    w, b = recorder.after(4, 0.5)
    assert_close(end["w"], w, name="params['w'] at the end", hint=hint)
    assert_close(end["b"], b, name="params['b'] at the end", hint=hint)
    recorder, calls, (end, _) = _trained(student, 4, 0.5, 1, 3)
    if [len(met.rows) for met in calls] == [3, 1]:  # that it comes at all has a check of its own
        end = assert_dict(end, ("w", "b"), name="params")
        assert_close(end["w"], recorder.after(2, 0.5)[0], name="params['w'] after a batch of one example", hint=hint)


def every_example_once_per_epoch(student):
    """Seven examples in batches of three, two epochs: 3 + 3 + 1, twice."""
    _, calls, _ = _trained(student, 7, 0.5, 2, 3)
    sizes = [len(met.rows) for met in calls]

    text = f"loss_and_grads must get 3, 3, 1, 3, 3, 1 examples; yours gets {', '.join(map(str, sizes[:20])) or 'none'}."
    assert_true(sizes == [3, 3, 1] * 2, text, hint="An epoch goes through all batches, also the short one.")
    for epoch in (0, 1):
        met = sorted(row for one in calls[3 * epoch : 3 * epoch + 3] for row in one.rows)
        assert_equal(np.array(met), np.arange(7), name=f"the examples of epoch {epoch}, sorted")


def train_sgd_leaves_its_arguments_alone(student):
    """Start, inputs and labels before and after."""
    X, y = _numbered(6)
    hint = "params[name] -= ... changes the array of the caller: make a new one, or start from copies."
    recorder, rng = callback(_Recorder(4)), generator(seed())
    assert_unchanged(student.train_sgd, recorder, _start(), X, y, 0.5, 2, 3, rng, hint=hint)


# 7.5


def a_tiny_file(student):
    """Two rows of three bytes."""
    data = bytes([0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 7, 0, 255, 1, 2, 3])

    hint = "Two axes, so the data begin at byte 4 + 2 * 4 = 12."
    assert_equal(student.load_idx(data), np.array([[7, 0, 255], [1, 2, 3]]), name="load_idx(data)", hint=hint)


SCALE = source(
    "def go(cls, X, new):\n    model = cls()\n    same = model.fit(X)\n    return same is model, same.transform(new)"
)


def columns_get_mean_0_and_variance_1(student):
    """Columns 1, 3 and 2, 10: deviations 1 and 4."""
    X = np.array([[1.0, 2.0], [3.0, 10.0]])
    same, scaled = assert_parts(student.run(SCALE, student.Scaler, X, X), "whether fit returns self", "transform(X)")

    assert_close(scaled, [[-1, -1], [1, 1]], name="transform(X)", hint="Column by column: minus mean, by deviation.")
    assert_equal(same, True, name="fit(X) is the model", hint="End fit with `return self`.")


# 7.6

MADE = source(
    "def go(cls, sizes, activation, loss, rng, params):\n"
    "    model = cls(sizes, activation, loss, rng)\n"
    "    model.params = params\n"
    "    return model"
)
LOSS = source(
    "def go(model):\n"
    "    def loss_and_grads(params, X, y):\n"
    "        model.params = params\n"
    "        return model.loss_and_grads(X, y)\n"
    "    return loss_and_grads"
)


def _shapes(sizes):
    """Return name -> shape of the parameters of a network."""
    layers = list(enumerate(pairwise(sizes), start=1))
    return {f"W{k}": shape for k, shape in layers} | {f"b{k}": (units,) for k, (_, units) in layers}


def _drawn(rng, sizes):
    """Draw parameters of a network, biases included."""
    return {name: rng.normal(size=shape) for name, shape in _shapes(sizes).items()}


def _with(student, sizes, activation, loss, params):
    """Return a model of the student whose parameters were replaced."""
    return student.run(MADE, student.MLP, sizes, activation, loss, generator(seed()), params)


def parameters_have_their_shapes(student):
    """Five inputs, four hidden units, three classes; then no hidden layer."""
    for sizes in ((5, 4, 3), (5, 3)):
        shapes = _shapes(sizes)
        model = student.MLP.keep(sizes, "relu", "cross_entropy", generator(seed()))
        found = assert_dict(model.params, tuple(shapes), name="params")
        for name, shape in shapes.items():
            array = assert_array(found[name], shape, name=f"params[{name!r}]")
            assert_true(name[0] == "W" or not array.any(), f"params[{name!r}] must be zero: biases start there.")


def scores_of_a_small_network(student):
    """Two inputs, two hidden units, two classes, by hand; the parameters are put in from outside."""
    params = {"W1": np.array([[1.0, -1.0], [2.0, 0.0]]), "b1": np.array([-1.0, 0.5])}
    params |= {"W2": np.array([[1.0, 2.0], [3.0, -1.0]]), "b2": np.array([0.5, 0.0])}
    X = np.array([[1.0, 1.0], [0.0, 0.0]])
    # hidden pre-activations (2, -0.5) and (-1, 0.5); after relu (2, 0) and (0, 0.5)
    right = np.array([[2.5, 4.0], [2.0, -0.5]])

    logits = _with(student, (2, 2, 2), "relu", "cross_entropy", params).scores(X)
    hint = (
        "Hidden layers have the activation; under cross_entropy the last layer has none: softmax is part of the loss."
    )
    assert_close(logits, right, name='scores(X) with "relu" and "cross_entropy"', hint=hint)
    outs = _with(student, (2, 2, 2), "relu", "quadratic", params).scores(X)
    hint = "Under quadratic the last layer ends with a sigmoid, whatever the hidden layers have."
    assert_close(outs, 1 / (1 + np.exp(-right)), name='scores(X) with "relu" and "quadratic"', hint=hint)


def slope_of_the_whole_network(student):
    """Two networks with drawn parameters, every entry of every gradient, against differences of your own loss."""
    rng = np.random.default_rng(seed())
    for sizes, activation, loss in (((4, 5, 3), "relu", "cross_entropy"), ((4, 3, 3, 2), "sigmoid", "quadratic")):
        X, y = rng.normal(size=(6, 4)), np.arange(6) % sizes[-1]
        params = _drawn(rng, sizes)
        function = student.run(LOSS, _with(student, sizes, activation, loss, params))
        assert_gradient(function, None, params, X, y, names="grads", rows=6)


def the_largest_score_is_predicted(student):
    """Three classes, four examples, scores by hand."""
    params = {"W1": np.array([[1.0, 0.0, -1.0]]), "b1": np.array([0.0, 1.0, 0.0])}
    # scores (2, 1, -2), (0, 1, 0), (-3, 1, 3), (1.5, 1, -1.5)
    X = np.array([[2.0], [0.0], [-3.0], [1.5]])
    for loss in ("cross_entropy", "quadratic"):
        classes = _listed(_with(student, (1, 3), "sigmoid", loss, params).predict(X))
        hint = "One class for each row: the largest score along axis 1."
        assert_equal(classes, np.array([0, 1, 2, 0]), name="predict(X)", hint=hint)


def digits_are_told_apart(student):
    """Ten epochs of a network with 30 hidden units on the 8x8 digits."""
    X, y = held_out("digits")
    model = student.MLP.keep((64, 30, 10), "relu", "cross_entropy", generator(seed()))
    train = dataset("digits/train_inputs"), dataset("digits/train_labels")
    losses = _losses(model.fit(*train, 0.03, 10, 10, generator(seed(1))), 10)
    found = accuracy(_listed(model.predict(X)), y)

    assert_true(losses[-1] < losses[0], "The loss of the tenth epoch must be below that of the first.")
    text = f"After ten epochs at least 85 % of new digits must be named; yours names {100 * found:.1f} %."
    assert_true(found >= 0.85, text)


def fit_leaves_its_arguments_alone(student):
    """Inputs and classes before and after."""
    rng = np.random.default_rng(seed())
    model = student.MLP.keep((3, 4, 2), "relu", "cross_entropy", generator(seed()))

    assert_unchanged(model.fit, rng.normal(size=(8, 3)), np.arange(8) % 2, 0.1, 2, 3, generator(seed(1)))


# 7.7

GRADIENTS = np.array([[3.0, 0.0], [-3.0, 0.0], [0.0, 1.0], [0.0, -1.0]])  # mean 0; squared lengths 9, 9, 1, 1: V = 5


def single_examples_scatter_by_v(student):
    """Four gradients with V = 5, 4,000 draws of one each."""
    found = assert_number(student.gradient_variance(GRADIENTS, 1, 4000, generator(seed())), name="the variance")

    # a draw's squared length is 9 or 1, so the mean of 4,000 has the standard error 4 / sqrt(4000) = 0.063
    text = f"Batches of one example must give 5 within 0.32, five standard errors; yours gives {found:.4g}."
    assert_true(abs(found - 5) <= 0.32, text, hint="Variance of each entry over the draws, added up over the entries.")


def gradient_variance_draws_from_its_generator(student):
    """The same generator twice, then others."""
    calls = [(GRADIENTS, 2, 50, generator(seed(i))) for i in (1, 1, 2, 3)]
    first, again, *others = (assert_number(one) for one in student.gradient_variance.each(calls))

    assert_true(first == again, "The same generator must give the same number.", hint="Draw from rng alone.")
    assert_true(any(first != other for other in others), "Another generator must draw other batches.", hint="Use rng.")
