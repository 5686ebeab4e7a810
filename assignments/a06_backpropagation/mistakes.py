"""Typical wrong solutions of assignment 6: what each check must catch, and what a student who made it should read."""

import numpy as np

from grader import Mistake
from reference.activations import dsigmoid, dtanh, sigmoid, tanh
from reference.autodiff import Value
from reference.backpropagation import node_deltas, node_forward, node_gradients, slope
from reference.gradients import count_ops, numeric_gradient
from reference.notations import from_s2, from_s4, gradients_s2, gradients_s4

from . import checks_hidden as hidden
from . import checks_public as public

# 6.1


def argument_taken_for_the_output(z):
    """Computes a (1 - a) of what goes into the sigmoid."""
    return z * (1 - z)


def slope_of_tanh_for_the_sigmoid(z):
    """Uses the formula of tanh, 1 - a squared."""
    return 1 - sigmoid(z) ** 2


def quotient_of_exponentials(z):
    """Differentiates 1 / (1 + exp(-z)) as it stands: infinity over infinity in the left tail."""
    return np.exp(-z) / (1 + np.exp(-z)) ** 2


def sigmoid_stretched_once(z):
    """Stretches the sigmoid in height only."""
    return 2 * sigmoid(z) - 1


def exponentials_as_defined(z):
    """Computes the definition as it stands: infinity over infinity in the tails."""
    return (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))


def tanh_upside_down(z):
    """Swaps the two exponentials of the numerator."""
    return -tanh(z)


def tanh_not_squared(z):
    """Forgets the square."""
    return 1 - tanh(z)


def argument_taken_for_the_output_of_tanh(z):
    """Computes 1 - a squared of what goes into tanh."""
    return 1 - np.asarray(z) ** 2


def hyperbolic_cosine(z):
    """Divides by the square of cosh, which overflows."""
    return 1 / np.cosh(z) ** 2


# 6.2


def one_sided_whatever_is_asked(f, x, h, scheme="centred"):
    """Knows the one-sided scheme only."""
    return numeric_gradient(f, x, h, "one-sided")


def run_of_h_instead_of_two(f, x, h, scheme="centred"):
    """Divides the centred rise by h."""
    gradient = numeric_gradient(f, x, h, scheme)
    return 2 * gradient if scheme == "centred" else gradient


def integers_kept(f, x, h, scheme="centred"):
    """Copies x with its dtype, so that integers swallow h."""
    point, gradient = np.array(x), np.zeros(np.shape(x))
    here = f(point.copy()) if scheme == "one-sided" else 0.0
    for i in np.ndindex(point.shape):
        middle = point[i]
        point[i] = middle + h
        above = f(point.copy())
        if scheme == "one-sided":
            gradient[i] = (above - here) / h
        else:
            point[i] = middle - h
            gradient[i] = (above - f(point.copy())) / (2 * h)
        point[i] = middle
    return gradient


def moved_back_instead_of_put_back(f, x, h, scheme="centred"):
    """Moves x itself, and back by subtracting: the last bits are lost."""
    if x.dtype != np.float64:
        x = x.astype(np.float64)
    gradient = np.zeros(x.shape)
    here = f(x) if scheme == "one-sided" else 0.0
    for i in np.ndindex(x.shape):
        x[i] += h
        above = f(x)
        if scheme == "one-sided":
            gradient[i] = (above - here) / h
            x[i] -= h
        else:
            x[i] -= 2 * h
            gradient[i] = (above - f(x)) / (2 * h)
            x[i] += h
    return gradient


def copy_of_a_view_moved(f, x, h, scheme="centred"):
    """Moves the entries of a raveled array, which for a view is a copy."""
    point = np.asarray(x, dtype=np.float64)
    flat = point.ravel()
    gradient = np.zeros(flat.shape)
    here = f(point) if scheme == "one-sided" else 0.0
    for i in range(flat.size):
        middle = flat[i]
        flat[i] = middle + h
        above = f(point)
        if scheme == "one-sided":
            gradient[i] = (above - here) / h
        else:
            flat[i] = middle - h
            gradient[i] = (above - f(point)) / (2 * h)
        flat[i] = middle
    return gradient.reshape(point.shape)


def all_entries_at_once(f, x, h, scheme="centred"):
    """Moves every entry at the same time: one slope for all."""
    x = np.asarray(x, dtype=np.float64)
    low = x if scheme == "one-sided" else x - h
    return np.full(x.shape, (f(x + h) - f(low)) / (h if scheme == "one-sided" else 2 * h))


def start_asked_for_every_entry(f, x, h, scheme="centred"):
    """Evaluates f(x) anew for each entry."""
    if scheme == "centred":
        return numeric_gradient(f, x, h)
    x = np.asarray(x, dtype=np.float64)
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        moved = x.copy()
        moved[i] += h
        gradient[i] = (f(moved) - f(x.copy())) / h
    return gradient


# 6.3


class GradAssigned(Value):
    """A Value whose last use alone counts."""

    def backward(self):
        """Overwrite instead of adding."""
        for node in self._in_order():
            node.grad = 0.0
        self.grad = 1.0
        for node in reversed(self._in_order()):
            for source, by in node._inputs:
                source.grad = by * node.grad


class PassedOnTooEarly(Value):
    """A Value that passes its grad on each time that something arrives, all of it again."""

    def backward(self):
        """Walk down from the end without an order."""
        for node in self._in_order():
            node.grad = 0.0
        self.grad = 1.0
        waiting = [self]
        while waiting:
            node = waiting.pop()
            for source, by in node._inputs:
                source.grad += by * node.grad
                if source._inputs:
                    waiting.append(source)


class SquareCountedOnce(Value):
    """A Value that takes both factors of x * x for one use."""

    def __mul__(self, other):
        """Multiply."""
        if other is self:
            return self._made(self.data**2, (self, self.data))
        return super().__mul__(other)


class PowerByItsBase(Value):
    """A Value whose slope of a power divides the result by the base, which may be 0."""

    def __pow__(self, exponent):
        """Take x ** n times n / x for the slope."""
        data = self.data**exponent
        slope_by_base = exponent * data / self.data if self.data else np.nan
        return self._made(data, (self, slope_by_base))


class Recursive(Value):
    """A Value that sorts its graph by a function that calls itself."""

    def _in_order(self):
        """Visit inputs first."""
        order, seen = [], set()

        def visit(node):
            if id(node) not in seen:
                seen.add(id(node))
                for source, _ in node._inputs:
                    visit(source)
                order.append(node)

        visit(self)
        return order


class NeverZeroed(Value):
    """A Value whose grads pile up from call to call."""

    def backward(self):
        """Add to what is there."""
        order = self._in_order()
        self.grad = 1.0
        for node in reversed(order):
            for source, by in node._inputs:
                source.grad += by * node.grad


class OnlyLeavesZeroed(Value):
    """A Value that remembers to set the grads of the numbers at the beginning to 0, not those in between."""

    def backward(self):
        """Zero what was computed from nothing."""
        order = self._in_order()
        for node in order:
            if not node._inputs:
                node.grad = 0.0
        self.grad = 1.0
        for node in reversed(order):
            for source, by in node._inputs:
                source.grad += by * node.grad


class ExponentLeftUp(Value):
    """A Value whose powers forget the factor that comes down."""

    def __pow__(self, exponent):
        """Raise to a power."""
        return self._made(self.data**exponent, (self, self.data ** (exponent - 1)))


class MinusBothWays(Value):
    """A Value that takes 5 - x for x - 5."""

    def __rsub__(self, other):
        """Subtract the wrong way round."""
        return self - other


class TanhNotSquared(Value):
    """A Value whose tanh has the slope 1 - tanh."""

    def tanh(self):
        """Return the hyperbolic tangent."""
        out = super().tanh()
        return self._made(out.data, (self, 1.0 - out.data))


class NegativeStaysOn(Value):
    """A Value whose relu lets gradients through where it is off."""

    def relu(self):
        """Return the rectified number."""
        return self._made(max(self.data, 0.0), (self, 1.0))


# 6.4


def bias_forgotten(weights, biases, X, activation):
    """Computes W a without b, as one line of the slides prints it."""
    return node_forward(weights, [np.zeros_like(b) for b in biases], X, activation)


def bias_counted_twice(weights, biases, X, activation):
    """Starts a sum at i = 0 and adds w_0 besides."""
    return node_forward(weights, [2 * b for b in biases], X, activation)


def output_left_linear(weights, biases, X, activation):
    """Applies the activation in the hidden layers only."""
    pres, outs = node_forward(weights, biases, X, activation)
    return pres, [*outs[:-1], pres[-1]]


def inputs_left_out(weights, biases, X, activation):
    """Returns the outputs of the computing layers alone."""
    pres, outs = node_forward(weights, biases, X, activation)
    return pres, outs[1:]


def always_a_sigmoid(weights, biases, X, activation):
    """Does not look at the name of the activation, except for the rectifier."""
    return node_forward(weights, biases, X, "relu" if activation == "relu" else "sigmoid")


def hidden_slope_forgotten(weights, pres, outs, Y, activation):
    """Multiplies by the slope at the output only."""
    deltas = [2 * (outs[-1] - Y) * slope(pres[-1], activation)]
    for W in weights[:0:-1]:
        deltas.insert(0, deltas[0] @ W.T)
    return deltas


def output_slope_forgotten(weights, pres, outs, Y, activation):
    """Takes the derivative by the output for the delta."""
    deltas = [2 * (outs[-1] - Y)]
    for W, pre in zip(weights[:0:-1], pres[-2::-1], strict=True):
        deltas.insert(0, deltas[0] @ W.T * slope(pre, activation))
    return deltas


def weights_not_turned(weights, pres, outs, Y, activation):
    """Multiplies by W instead of its transpose on the way back."""
    deltas = [2 * (outs[-1] - Y) * slope(pres[-1], activation)]
    for W, pre in zip(weights[:0:-1], pres[-2::-1], strict=True):
        deltas.insert(0, deltas[0] @ W * slope(pre, activation))
    return deltas


def mean_taken_too_early(weights, pres, outs, Y, activation):
    """Divides the deltas by N, as the cost on the slide suggests."""
    return [delta / len(Y) for delta in node_deltas(weights, pres, outs, Y, activation)]


def half_of_another_lecture(weights, pres, outs, Y, activation):
    """Differentiates half of the square, as S2 and S4 do."""
    return [delta / 2 for delta in node_deltas(weights, pres, outs, Y, activation)]


def slope_at_the_output(weights, pres, outs, Y, activation):
    """Puts the outputs into the derivative, where the pre-activations belong."""
    return node_deltas(weights, outs[1:], outs, Y, activation)


def real_units_masked(weights, pres, outs, Y, activation):
    """Takes a unit for padding as soon as one of the weights that lead to it is 0."""
    deltas = node_deltas(weights, pres, outs, Y, activation)
    masks = [(W != 0).all(axis=0) for W in weights]
    return [delta * mask if k else delta for k, (delta, mask) in enumerate(zip(deltas, masks, strict=True))]


def output_of_the_wrong_end(outs, deltas):
    """Multiplies the deltas of a layer by the outputs of the same layer."""
    dWs = [out.T @ delta / len(delta) for out, delta in zip(outs[1:], deltas, strict=True)]
    return dWs, [delta.mean(axis=0) for delta in deltas]


def bias_of_the_last_example(outs, deltas):
    """Takes the delta of one example for the gradient by the bias."""
    return node_gradients(outs, deltas)[0], [delta[-1].copy() for delta in deltas]


def summed_not_averaged(outs, deltas):
    """Adds up the examples and leaves it at that."""
    N = len(deltas[0])
    dWs, dbs = node_gradients(outs, deltas)
    return [N * dW for dW in dWs], [N * db for db in dbs]


def averaged_twice(outs, deltas):
    """Divides by N, though it has taken the mean."""
    N = len(deltas[0])
    dWs, dbs = node_gradients(outs, deltas)
    return [dW / N for dW in dWs], [db / N for db in dbs]


def bias_as_a_row(outs, deltas):
    """Keeps the axis of the examples, with length 1."""
    return node_gradients(outs, deltas)[0], [delta.mean(axis=0, keepdims=True) for delta in deltas]


# 6.5


def left_as_they_are(Ws, bs):
    """Passes the matrices on unturned."""
    return list(Ws), list(bs)


def lists_turned_round(Ws, bs):
    """Turns the lists as well as the matrices."""
    weights, biases = from_s2(Ws, bs)
    return weights[::-1], biases[::-1]


def counted_from_the_first_hidden_layer(Ws, bs):
    """Takes layer 1 of S2 for the first hidden layer, as S0 and S3 count, and skips what leads into it."""
    weights, biases = from_s2(Ws, bs)
    return weights[1:], biases[1:]


def biases_as_columns(Ws, bs):
    """Hands the biases on as columns, as S2 draws them."""
    return from_s2(Ws, bs)[0], [b[:, None] for b in bs]


def whole_square_kept(Ws, bs, X, Y, activation):
    """Leaves the factor 2 of the other lecture in."""
    dWs, dbs = gradients_s2(Ws, bs, X, Y, activation)
    return [2 * dW for dW in dWs], [2 * db for db in dbs]


def number_of_examples_twice(Ws, bs, X, Y, activation):
    """Divides by N, though node_gradients has taken the mean."""
    dWs, dbs = gradients_s2(Ws, bs, X, Y, activation)
    return [dW / len(X) for dW in dWs], [db / len(X) for db in dbs]


def gradients_not_turned_back(Ws, bs, X, Y, activation):
    """Returns gradients with the shapes of the other notation."""
    dWs, dbs = gradients_s2(Ws, bs, X, Y, activation)
    return [dW.T for dW in dWs], dbs


def half_for_the_weights_only(Ws, bs, X, Y, activation):
    """Halves the gradients by the weights and forgets the biases."""
    dWs, dbs = gradients_s2(Ws, bs, X, Y, activation)
    return dWs, [2 * db for db in dbs]


# 6.6


def bias_expected_last(V, W):
    """Takes the last column for the bias."""
    return [V[:, :-1].T, W[:, :-1].T], [V[:, -1], W[:, -1]]


def columns_left_unturned(V, W):
    """Cuts the bias off and forgets to turn the rest."""
    return [V[:, 1:], W[:, 1:]], [V[:, 0], W[:, 0]]


def bias_kept_among_the_weights(V, W):
    """Turns the matrices whole, and adds biases of 0."""
    return [V.T, W.T], [np.zeros(len(V)), np.zeros(len(W))]


def gradient_into_h_0(V, W, X, Y):
    """Takes the first M columns of the deltas behind W, h_0 included, instead of the last M."""
    ones = np.ones((len(X), 1))
    inputs = np.hstack([ones, X])
    hidden_units = sigmoid(inputs @ V.T)
    units = np.hstack([ones, hidden_units])
    out = sigmoid(units @ W.T)
    delta = (out - Y) * out * (1 - out) / len(X)
    back = (delta @ W)[:, :-1] * hidden_units * (1 - hidden_units)
    return back.T @ inputs, delta.T @ units


def first_inputs_forgotten(V, W, X, Y):
    """Follows h_j (1 - h_j) on the slide, without the x behind it."""
    bias = gradients_s4(V, W, X, Y)[0][:, :1]
    return np.repeat(bias, V.shape[1], axis=1), gradients_s4(V, W, X, Y)[1]


def hidden_units_without_sigmoid(V, W, X, Y):
    """Takes the weighted sums themselves for the hidden features."""
    ones = np.ones((len(X), 1))
    inputs = np.hstack([ones, X])
    units = np.hstack([ones, inputs @ V.T])
    out = sigmoid(units @ W.T)
    delta = (out - Y) * out * (1 - out) / len(X)
    return (delta @ W)[:, 1:].T @ inputs, delta.T @ units


def bias_put_last(V, W, X, Y):
    """Appends the gradients by the biases as the last columns."""
    dV, dW = gradients_s4(V, W, X, Y)
    return np.roll(dV, -1, axis=1), np.roll(dW, -1, axis=1)


def whole_square_of_s4(V, W, X, Y):
    """Leaves the factor 2 of the other lecture in."""
    dV, dW = gradients_s4(V, W, X, Y)
    return 2 * dV, 2 * dW


# 6.8


def square_as_the_slide_prints(n_params):
    """Squares the number, as the slide does with the nodes."""
    return {"one_sided": n_params**2, "centred": 2 * n_params**2, "backprop": n_params}


def centred_counted_once(n_params):
    """Counts one call for each parameter in the centred scheme."""
    return {"one_sided": n_params + 1, "centred": n_params, "backprop": 2}


def one_pass_for_each_weight(n_params):
    """Runs backpropagation once for each parameter."""
    return {"one_sided": n_params + 1, "centred": 2 * n_params, "backprop": 2 * n_params}


def start_not_counted(n_params):
    """Forgets the loss at the point itself."""
    return {"one_sided": n_params, "centred": 2 * n_params, "backprop": 2}


MISTAKES = (
    Mistake(
        argument_taken_for_the_output,
        replaces=dsigmoid,
        hint="a (1 - a) is meant for the output a = sigmoid(z); z itself is what goes in.",
        caught_by=public.sigmoid_has_this_slope,
        catalog="M056",
    ),
    Mistake(
        slope_of_tanh_for_the_sigmoid,
        replaces=dsigmoid,
        hint="1 - a squared belongs to tanh. At z = 0 the sigmoid rises by 1/4 per unit.",
        caught_by=public.sigmoid_has_this_slope,
    ),
    Mistake(
        quotient_of_exponentials,
        replaces=dsigmoid,
        hint="np.exp(1000) is infinite, and infinity over infinity is no number. Build on the given sigmoid instead.",
        caught_by=hidden.sigmoid_slope_is_calm_in_its_tails,
        catalog="M053",
    ),
    Mistake(
        sigmoid_stretched_once,
        replaces=tanh,
        hint="tanh is a sigmoid stretched in height and squeezed in width: its slope at 0 is 1, not 1/2.",
        caught_by=public.tanh_of_known_numbers,
    ),
    Mistake(
        exponentials_as_defined,
        replaces=tanh,
        hint="np.exp(1000) is infinite, and infinity over infinity is no number. NumPy has a function that avoids it.",
        caught_by=hidden.tanh_is_calm_in_its_tails,
        catalog="M053",
    ),
    Mistake(
        tanh_upside_down,
        replaces=tanh,
        hint="The first exponential of the numerator is that of +z: tanh rises.",
        caught_by=public.tanh_of_known_numbers,
    ),
    Mistake(
        tanh_not_squared,
        replaces=dtanh,
        hint="At z = 1 and z = -1 the slopes are equal, since tanh is odd: something is squared.",
        caught_by=public.tanh_has_this_slope,
        catalog="M057",
    ),
    Mistake(
        argument_taken_for_the_output_of_tanh,
        replaces=dtanh,
        hint="1 - a squared is meant for the output a = tanh(z); z itself is what goes in.",
        caught_by=public.tanh_has_this_slope,
    ),
    Mistake(
        hyperbolic_cosine,
        replaces=dtanh,
        hint="np.cosh(1000) overflows with a warning. The same slope can be had from tanh(z), which never does.",
        caught_by=hidden.tanh_slope_is_calm_in_its_tails,
    ),
    Mistake(
        one_sided_whatever_is_asked,
        replaces=numeric_gradient,
        hint="The argument scheme decides; by default both f(x + h e_i) and f(x - h e_i) are asked for.",
        caught_by=(public.both_sides_are_compared, hidden.error_falls_with_the_step),
        catalog="M058",
    ),
    Mistake(
        run_of_h_instead_of_two,
        replaces=numeric_gradient,
        hint="From x - h to x + h is a run of 2 h.",
        caught_by=public.both_sides_are_compared,
        catalog="M059",
    ),
    Mistake(
        integers_kept,
        replaces=numeric_gradient,
        hint="In an array of integers 3 + 0.25 is stored as 3. Make a float64 copy of x first.",
        caught_by=hidden.whole_numbers_are_moved_by_less_than_one,
        catalog="M061",
    ),
    Mistake(
        moved_back_instead_of_put_back,
        replaces=numeric_gradient,
        hint="Adding h and subtracting it again loses the last bits. Put the saved entry back, or use a copy.",
        caught_by=public.x_has_its_bits_back,
    ),
    Mistake(
        copy_of_a_view_moved,
        replaces=numeric_gradient,
        hint="ravel() of a view is a copy, so f never sees what is moved in it. Use np.ndindex(x.shape), or x.flat.",
        caught_by=hidden.views_and_single_numbers,
    ),
    Mistake(
        all_entries_at_once,
        replaces=numeric_gradient,
        hint="x + h moves every entry. Entry i of the gradient asks what happens when entry i alone is moved.",
        caught_by=public.losses_of_the_lecture,
    ),
    Mistake(
        start_asked_for_every_entry,
        replaces=numeric_gradient,
        hint="f(x) is the same for all entries: compute it once, before the loop.",
        caught_by=public.calls_are_counted,
    ),
    Mistake(
        GradAssigned,
        replaces=Value,
        hint="Each use of a Value adds its share: grad += ..., not grad = ...",
        caught_by=public.every_use_counts,
        catalog="M062",
    ),
    Mistake(
        PassedOnTooEarly,
        replaces=Value,
        hint="A Value that is used twice passes its grad on once, when both shares have arrived: sort the graph first.",
        caught_by=public.paths_add_up,
        catalog="M063",
    ),
    Mistake(
        SquareCountedOnce,
        replaces=Value,
        hint="In x * x both factors are uses of x: two shares are added.",
        caught_by=public.every_use_counts,
        catalog="M064",
    ),
    Mistake(
        PowerByItsBase,
        replaces=Value,
        hint="n * x ** (n - 1) is the slope of x ** n, also at 0: do not divide by x.",
        caught_by=hidden.all_powers,
    ),
    Mistake(
        Recursive,
        replaces=Value,
        hint="A function that calls itself stops after a thousand levels. Keep a list of what is still to be visited.",
        caught_by=public.a_long_chain,
        catalog="M066",
    ),
    Mistake(
        NeverZeroed,
        replaces=Value,
        hint="Set the grad of every Value of the graph to 0 before you start, so that a second call changes nothing.",
        caught_by=(hidden.backward_twice_is_once, hidden.the_last_root_counts),
        catalog="M067",
    ),
    Mistake(
        OnlyLeavesZeroed,
        replaces=Value,
        hint="The Values in between have grads too: all of the graph is set to 0, not only its beginning.",
        caught_by=hidden.backward_twice_is_once,
    ),
    Mistake(
        ExponentLeftUp,
        replaces=Value,
        hint="The derivative of x ** n is n x ** (n - 1): the exponent comes down as a factor.",
        caught_by=public.differences_quotients_and_powers,
        catalog="M068",
    ),
    Mistake(
        MinusBothWays,
        replaces=Value,
        hint="Python calls x.__rsub__(5) for 5 - x: the other one stands on the left.",
        caught_by=hidden.numbers_on_the_left,
    ),
    Mistake(
        TanhNotSquared,
        replaces=Value,
        hint="The slope of tanh is that of 6.1: something is squared.",
        caught_by=public.functions_have_their_slopes,
        catalog="M057",
    ),
    Mistake(
        NegativeStaysOn,
        replaces=Value,
        hint="Where relu gives 0, a small step of its input changes nothing: the slope there is 0.",
        caught_by=public.functions_have_their_slopes,
    ),
    Mistake(
        bias_forgotten,
        replaces=node_forward,
        hint="The slide leaves + b out of its matrix form; the sums of every layer have it.",
        caught_by=(public.two_layers_by_hand, hidden.networks_of_all_depths),
        catalog="M309",
    ),
    Mistake(
        bias_counted_twice,
        replaces=node_forward,
        hint="The bias is added once: either as w_0 times x_0 = 1, or by itself.",
        caught_by=(public.two_layers_by_hand, hidden.networks_of_all_depths),
        catalog="M054",
    ),
    Mistake(
        output_left_linear,
        replaces=node_forward,
        hint="The output layer has the same activation as the others.",
        caught_by=hidden.networks_of_all_depths,
    ),
    Mistake(
        inputs_left_out,
        replaces=node_forward,
        hint="outs has one entry more than pres: outs[0] is X.",
        caught_by=public.two_layers_by_hand,
        catalog="M330",
    ),
    Mistake(
        always_a_sigmoid,
        replaces=node_forward,
        hint='The argument activation decides, also for "tanh" and "identity".',
        caught_by=hidden.four_activations,
    ),
    Mistake(
        hidden_slope_forgotten,
        replaces=node_deltas,
        hint="Each layer multiplies by the slope of its own activation: a rectifier that is off passes nothing back.",
        caught_by=(public.deltas_travel_back, hidden.deltas_of_deep_networks),
        catalog="M069",
    ),
    Mistake(
        output_slope_forgotten,
        replaces=node_deltas,
        hint="delta is the derivative by the *pre*-activation: the output layer has a slope too.",
        caught_by=public.output_deltas_by_hand,
        catalog="M069",
    ),
    Mistake(
        weights_not_turned,
        replaces=node_deltas,
        hint="On the way back W leads from its columns to its rows: delta @ W.T.",
        caught_by=(public.deltas_travel_back, hidden.deltas_of_deep_networks),
        catalog="M071",
    ),
    Mistake(
        mean_taken_too_early,
        replaces=node_deltas,
        hint="Each example has a cost of its own; the mean over the examples is taken once, in node_gradients.",
        caught_by=public.output_deltas_by_hand,
        catalog="M310",
    ),
    Mistake(
        half_of_another_lecture,
        replaces=node_deltas,
        hint="This is the delta of S2 and S4, whose cost has a factor 1/2; the cost here has none, so a 2 remains.",
        caught_by=public.output_deltas_by_hand,
        catalog="M077",
    ),
    Mistake(
        slope_at_the_output,
        replaces=node_deltas,
        hint="dsigmoid and dtanh take the pre-activation: pres, not outs.",
        caught_by=public.output_deltas_by_hand,
    ),
    Mistake(
        real_units_masked,
        replaces=node_deltas,
        hint="A padded unit has *only* weights of 0; a real unit behind it has one weight of 0. Nothing needs a mask.",
        caught_by=hidden.padding_leaves_the_other_deltas_alone,
        catalog="M326",
    ),
    Mistake(
        output_of_the_wrong_end,
        replaces=node_gradients,
        hint="deltas[l] belong to where the connections of layer l end; these begin at outs[l], not at outs[l + 1].",
        caught_by=public.gradients_by_hand,
        catalog="M073",
    ),
    Mistake(
        bias_of_the_last_example,
        replaces=node_gradients,
        hint="The gradient by a bias is the mean of the deltas over all examples.",
        caught_by=public.gradients_by_hand,
        catalog="M074",
    ),
    Mistake(
        summed_not_averaged,
        replaces=node_gradients,
        hint="The cost is the mean over the examples, so its gradient is divided by N.",
        caught_by=public.gradients_by_hand,
    ),
    Mistake(
        averaged_twice,
        replaces=node_gradients,
        hint="The mean has been taken: do not divide by N again.",
        caught_by=public.gradients_by_hand,
        catalog="M310",
    ),
    Mistake(
        bias_as_a_row,
        replaces=node_gradients,
        hint="A bias has the shape (M,): take the mean over the examples without keepdims.",
        caught_by=public.gradients_by_hand,
    ),
    Mistake(
        left_as_they_are,
        replaces=from_s2,
        hint="S2 writes W[to, from]; node_forward reads weights[from, to]: turn each matrix.",
        caught_by=public.weights_of_s2_are_turned,
        catalog="M071",
    ),
    Mistake(
        lists_turned_round,
        replaces=from_s2,
        hint="Each matrix is turned, the list is not: its entry 0 leads out of the inputs in both notations.",
        caught_by=hidden.networks_of_s2_keep_their_order,
    ),
    Mistake(
        counted_from_the_first_hidden_layer,
        replaces=from_s2,
        hint="S2 counts the inputs as layer 1, so its W(1) leads out of the inputs: nothing is skipped.",
        caught_by=hidden.networks_of_s2_keep_their_order,
        catalog="M330",
    ),
    Mistake(
        biases_as_columns,
        replaces=from_s2,
        hint="Biases keep their shape (M,): a column would be added to the wrong axis.",
        caught_by=public.weights_of_s2_are_turned,
    ),
    Mistake(
        whole_square_kept,
        replaces=gradients_s2,
        hint="The loss of S2 is half of ours, so its gradients are.",
        caught_by=(public.gradients_of_s2_are_slopes, hidden.both_notations_agree),
        catalog="M391",
    ),
    Mistake(
        number_of_examples_twice,
        replaces=gradients_s2,
        hint="The mean has been taken: do not divide by N again.",
        caught_by=public.gradients_of_s2_are_slopes,
        catalog="M076",
    ),
    Mistake(
        gradients_not_turned_back,
        replaces=gradients_s2,
        hint="Gradients have the shapes of what they are taken by: turn them back, as from_s2 turned the weights.",
        caught_by=public.gradients_of_s2_are_slopes,
    ),
    Mistake(
        half_for_the_weights_only,
        replaces=gradients_s2,
        hint="The factor 1/2 of the loss is in the gradients by the biases too.",
        caught_by=public.gradients_of_s2_are_slopes,
    ),
    Mistake(
        bias_expected_last,
        replaces=from_s4,
        hint="S4 puts x_0 = 1 and h_0 = 1 first: the bias is column 0.",
        caught_by=public.biases_of_s4_are_in_column_0,
        catalog="M078",
    ),
    Mistake(
        columns_left_unturned,
        replaces=from_s4,
        hint="V has a row for each hidden unit; node_forward wants a column for each: turn what remains.",
        caught_by=public.biases_of_s4_are_in_column_0,
    ),
    Mistake(
        bias_kept_among_the_weights,
        replaces=from_s4,
        hint="X has no leading 1 here, so column 0 cannot stay among the weights: it becomes the biases.",
        caught_by=public.biases_of_s4_are_in_column_0,
    ),
    Mistake(
        gradient_into_h_0,
        replaces=gradients_s4,
        hint="Column 0 of W belongs to h_0, which no weight of V leads to: leave out this column, not the last one.",
        caught_by=public.gradients_of_s4_are_slopes,
        catalog="M079",
    ),
    Mistake(
        first_inputs_forgotten,
        replaces=gradients_s4,
        hint="The gradient by v_j is a vector: h_j (1 - h_j) times x. A slide leaves the x out of the middle term.",
        caught_by=public.gradients_of_s4_are_slopes,
        catalog="M312",
    ),
    Mistake(
        hidden_units_without_sigmoid,
        replaces=gradients_s4,
        hint="h is the sigmoid of V x; a slide about features prints the weighted sum alone.",
        caught_by=public.gradients_of_s4_are_slopes,
        catalog="M313",
    ),
    Mistake(
        bias_put_last,
        replaces=gradients_s4,
        hint="Gradients are arranged like V and W: the biases are column 0.",
        caught_by=public.gradients_of_s4_are_slopes,
        catalog="M078",
    ),
    Mistake(
        whole_square_of_s4,
        replaces=gradients_s4,
        hint="The loss of S4 is half of ours, so its gradients are.",
        caught_by=(public.gradients_of_s4_are_slopes, hidden.notation_of_s4_agrees),
        catalog="M391",
    ),
    Mistake(
        square_as_the_slide_prints,
        replaces=count_ops,
        hint="Passes are counted here, not operations: each parameter is moved once or twice, whatever their number.",
        caught_by=public.three_weights_are_counted,
        catalog="M314",
    ),
    Mistake(
        centred_counted_once,
        replaces=count_ops,
        hint="The centred scheme asks for the loss on both sides of each parameter.",
        caught_by=public.three_weights_are_counted,
        catalog="M392",
    ),
    Mistake(
        one_pass_for_each_weight,
        replaces=count_ops,
        hint="One way back gives the derivatives by all parameters at once: that is the point of it.",
        caught_by=(public.three_weights_are_counted, hidden.small_and_large_networks_are_counted),
        catalog="M393",
    ),
    Mistake(
        start_not_counted,
        replaces=count_ops,
        hint="One-sided differences need the loss at the point itself, once.",
        caught_by=public.three_weights_are_counted,
    ),
)


def count_ops_with_the_loss_itself(n_params):
    """Also evaluates the loss at the point in the centred scheme, for the record."""
    return {"one_sided": n_params + 1, "centred": 2 * n_params + 1, "backprop": 2}


def count_ops_of_forward_passes(n_params):
    """Counts calls of forward alone."""
    return {"one_sided": n_params + 1, "centred": 2 * n_params, "backprop": 1}


def count_ops_of_forward_passes_with_the_loss_itself(n_params):
    """Counts calls of forward alone, that of the loss itself included."""
    return {"one_sided": n_params + 1, "centred": 2 * n_params + 1, "backprop": 1}


CONVENTIONS = (
    count_ops_with_the_loss_itself,
    count_ops_of_forward_passes,
    count_ops_of_forward_passes_with_the_loss_itself,
)
