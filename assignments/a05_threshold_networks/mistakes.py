"""Typical wrong solutions of assignment 5: what each check must catch, and what a student who made it should read."""

from itertools import pairwise

import numpy as np

from grader import Mistake
from reference.activations import sigmoid
from reference.certificates import find_certificate, verify_certificate, xor_certificate
from reference.perceptron import augment
from reference.quadratic_program import solve_qp
from reference.threshold_networks import ThresholdMLP, collapse_linear, memorizing_net, quadrant_detector, xor_net
from reference.universality import approximate, box, step_unit, xor_sigmoid

from . import checks_hidden as hidden
from . import checks_public as public

# 5.1


def matrices_in_reverse(layers):
    """Multiplies in the order in which one writes functions: the last layer first."""
    W, b = layers[0]
    for W_next, b_next in layers[1:]:
        W, b = W_next @ W, b @ W_next + b_next
    return W, b


def inner_biases_lost(layers):
    """Keeps the bias of the last layer only."""
    W, b = layers[0]
    for W_next, b_next in layers[1:]:
        W, b = W @ W_next, b_next
    return W, b


def middle_biases_lost(layers):
    """Sends the first bias through the whole cascade and adds the last, as for two layers."""
    W, b = layers[0]
    for W_next, _ in layers[1:]:
        W, b = W @ W_next, b @ W_next
    return (W, b + layers[-1][1]) if len(layers) > 1 else (W, b)


def fires_between_the_layers(layers):
    """Puts thresholds between the layers, and reads weights off the outputs for unit inputs."""

    def cascade(X):
        for W, b in layers[:-1]:
            X = (X @ W + b >= 0).astype(float)
        return X @ layers[-1][0] + layers[-1][1]

    D = len(layers[0][0])
    b = cascade(np.zeros((1, D)))[0]
    return cascade(np.eye(D)) - b, b


def collapses_in_place(layers):
    """Goes from the last layer to the first, and adds to the bias that it was given."""
    W, b = layers[-1]
    for W_before, b_before in reversed(layers[:-1]):
        b += b_before @ W
        W = W_before @ W
    return W, b


# 5.2


def numbers_below_zero_accepted(X, y, cert):
    """Asks for a sum of 0 only, as for any linear dependence."""
    kind, numbers = cert
    signed = y[:, None] * augment(X)
    if kind == "w":
        return bool((signed @ numbers > 0).all())
    terms = numbers[:, None] * signed
    return bool(numbers.any() and np.abs(terms.sum(axis=0)).max() <= 1e-9 * np.abs(terms).max())


def zeros_accepted(X, y, cert):
    """Lets lam = 0 pass, for which every sum is 0."""
    kind, numbers = cert
    signed = y[:, None] * augment(X)
    if kind == "w":
        return bool((signed @ numbers > 0).all())
    terms = numbers[:, None] * signed
    return bool((numbers >= 0).all() and np.abs(terms.sum(axis=0)).max() <= 1e-9 * np.abs(terms).max())


def leading_one_forgotten(X, y, cert):
    """Adds up lam y x without the leading 1."""
    kind, numbers = cert
    if kind == "w":
        return bool((y * (augment(X) @ numbers) > 0).all())
    if (numbers < 0).any() or not numbers.any():
        return False
    terms = (numbers * y)[:, None] * X
    return bool(np.abs(terms.sum(axis=0)).max() <= 1e-9 * np.abs(terms).max())


def one_tolerance_for_all(X, y, cert):
    """Compares the sum with a fixed small number, whatever the size of lam."""
    kind, numbers = cert
    signed = y[:, None] * augment(X)
    if kind == "w":
        return bool((signed @ numbers > 0).all())
    if (numbers < 0).any() or not numbers.any():
        return False
    return bool(np.allclose(numbers @ signed, 0))


def margin_of_one_asked(X, y, cert):
    """Asks for scores of at least 1, as the constraints of the support vector machine do."""
    kind, numbers = cert
    signed = y[:, None] * augment(X)
    if kind == "w":
        return bool((signed @ numbers >= 1).all())
    if (numbers < 0).any() or not numbers.any():
        return False
    terms = numbers[:, None] * signed
    return bool(np.abs(terms.sum(axis=0)).max() <= 1e-9 * np.abs(terms).max())


def coordinates_added_up(X, y, cert):
    """Adds up the whole table of lam y x~ to one number."""
    kind, numbers = cert
    signed = y[:, None] * augment(X)
    if kind == "w":
        return bool((signed @ numbers > 0).all())
    if (numbers < 0).any() or not numbers.any():
        return False
    terms = numbers[:, None] * signed
    return bool(abs(terms.sum()) <= 1e-9 * np.abs(terms).max())


def touching_accepted(X, y, cert):
    """Lets a score of 0 pass, as the unit that fires at equality does."""
    kind, numbers = cert
    signed = y[:, None] * augment(X)
    if kind == "w":
        return bool((signed @ numbers >= 0).all())
    if (numbers < 0).any() or not numbers.any():
        return False
    terms = numbers[:, None] * signed
    return bool(np.abs(terms.sum(axis=0)).max() <= 1e-9 * np.abs(terms).max())


def sums_without_labels(X, y, cert):
    """Adds up lam x~ and forgets the labels."""
    kind, numbers = cert
    if kind == "w":
        return bool((y * (augment(X) @ numbers) > 0).all())
    if (numbers < 0).any() or not numbers.any():
        return False
    terms = numbers[:, None] * augment(X)
    return bool(np.abs(terms.sum(axis=0)).max() <= 1e-9 * np.abs(terms).max())


def certificate_of_a_line():
    """Gives the line of OR, which gets three of four right."""
    return "w", np.array([-0.5, 1.0, 1.0])


def certificate_with_the_labels_inside():
    """Puts the labels into the numbers, where they are multiplied in once more."""
    return "farkas", np.array([-1.0, 1.0, 1.0, -1.0])


def certificate_of_zeros():
    """Gives the numbers for which every sum is 0."""
    return "farkas", np.zeros(4)


def certificate_without_the_first_corner():
    """Leaves out (0, 0), which adds nothing to the sums of the inputs."""
    return "farkas", np.array([0.0, 1.0, 1.0, 1.0])


# 5.3


class StrictUnits:
    """Fires above 0 only, as S1 prints."""

    def __init__(self, layers):
        """Remember the layers."""
        self.layers = layers

    def forward(self, X):
        """Compare with 0 strictly."""
        codes = []
        for W, b in self.layers:
            X = (X @ W + b > 0).astype(int)
            codes.append(X)
        return codes[:-1], codes[-1][:, 0]


class SumsGoOn:
    """Sends the sums of the hidden units on, so that the layers collapse."""

    def __init__(self, layers):
        """Remember the layers."""
        self.layers = layers

    def forward(self, X):
        """Fire for the codes only."""
        codes = []
        for W, b in self.layers:
            X = X @ W + b
            codes.append((X >= 0).astype(int))
        return codes[:-1], codes[-1][:, 0]


class PlusAndMinusOne:
    """Puts out -1 where a unit does not fire, as the perceptron's labels are."""

    def __init__(self, layers):
        """Remember the layers."""
        self.layers = layers

    def forward(self, X):
        """Fire with a sign."""
        codes = []
        for W, b in self.layers:
            X = np.where(X @ W + b >= 0, 1, -1)
            codes.append(X)
        return codes[:-1], codes[-1][:, 0]


class OutputAmongTheCodes:
    """Lists the output layer as a code."""

    def __init__(self, layers):
        """Remember the layers."""
        self.layers = layers

    def forward(self, X):
        """Return all layers."""
        codes = []
        for W, b in self.layers:
            X = (X @ W + b >= 0).astype(int)
            codes.append(X)
        return codes, codes[-1][:, 0]


class SumsAsCodes:
    """Shows the sums of the hidden units instead of what they put out."""

    def __init__(self, layers):
        """Remember the layers."""
        self.layers = layers

    def forward(self, X):
        """Note the sums."""
        codes = []
        for W, b in self.layers:
            pre = X @ W + b
            codes.append(pre)
            X = (pre >= 0).astype(int)
        return codes[:-1], X[:, 0]


class CodesPileUp:
    """Keeps the codes in the object, where the next call finds them."""

    def __init__(self, layers):
        """Begin the list that all calls share."""
        self.layers, self.codes = layers, []

    def forward(self, X):
        """Add the codes of these inputs to what is there."""
        for W, b in self.layers:
            X = (X @ W + b >= 0).astype(int)
            self.codes.append(X)
        y = self.codes.pop()
        return self.codes, y[:, 0]


class WholeInputs:
    """Takes the inputs for 1s and 0s, and cuts off what stands behind the point."""

    def __init__(self, layers):
        """Remember the layers."""
        self.layers = layers

    def forward(self, X):
        """Begin with whole numbers."""
        codes, X = [], X.astype(int)
        for W, b in self.layers:
            X = (X @ W + b >= 0).astype(int)
            codes.append(X)
        return codes[:-1], codes[-1][:, 0]


class OneHiddenLayerOnly:
    """Knows networks of two layers."""

    def __init__(self, layers):
        """Remember the first and the last layer."""
        self.layers = [layers[0], layers[-1]]

    def forward(self, X):
        """Use both."""
        (W1, b1), (W2, b2) = self.layers
        code = (X @ W1 + b1 >= 0).astype(int)
        return [code], (code @ W2 + b2 >= 0).astype(int)[:, 0]


def hidden_code_of_the_slide(n_hidden):
    """Gives (0, 1) the hidden code (0, 0), as a table of S2 prints."""
    W1, b1 = np.zeros((2, n_hidden)), np.full(n_hidden, -0.5)
    W1[:, 0] = [1.0, -1.0]
    W2 = np.zeros((n_hidden, 1))
    W2[0, 0] = 1.0
    return [(W1, b1), (W2, np.array([-0.5]))]


def always_two_hidden_units(n_hidden):
    """Does not look at n_hidden."""
    return [(np.ones((2, 2)), np.array([-0.5, -1.5])), (np.array([[1.0], [-1.0]]), np.array([-0.5]))]


def output_forgets_both(n_hidden):
    """Fires for OR: nothing takes (1, 1) away."""
    W1, b1 = np.ones((2, n_hidden)), np.full(n_hidden, -1.5)
    b1[0] = -0.5
    W2 = np.zeros((n_hidden, 1))
    W2[0, 0] = 1.0
    return [(W1, b1), (W2, np.array([-0.5]))]


def net_of_strict_units(n_hidden):
    """Counts on units that are silent at 0, as those of S1."""
    W1, b1 = np.ones((2, n_hidden)), np.full(n_hidden, -2.0)
    b1[:2] = [0.0, -1.0]
    W2 = np.zeros((n_hidden, 1))
    W2[:2, 0] = [1.0, -1.0]
    return [(W1, b1), (W2, np.array([0.0]))]


def three_quadrants_are_enough(template, share):
    """Sets the output's threshold one too low."""
    (W1, b1), _ = quadrant_detector(template, share)
    return [(W1, b1), (np.ones((4, 1)), np.array([-2.5]))]


def share_of_all_pixels(template, share):
    """Asks for a share of all pixels of the quadrant, lit or dark in the template."""
    (W1, _), output = quadrant_detector(template, share)
    return [(W1, np.full(4, -share * template.size / 4)), output]


def one_threshold_for_all(template, share):
    """Takes a quarter of all lit pixels for those of each quadrant."""
    rows, columns = np.indices(template.shape)
    below, right = rows >= template.shape[0] // 2, columns >= template.shape[1] // 2
    parts = [template * (below == down) * (right == side) for down in (0, 1) for side in (0, 1)]
    W1 = np.stack([part.ravel() for part in parts], axis=1)
    return [(W1, np.full(4, -share * template.sum() / 4)), (np.ones((4, 1)), np.array([-3.5]))]


def every_pixel_counts(template, share):
    """Gives all pixels of a quadrant the weight 1."""
    (W1, _), output = quadrant_detector(np.ones_like(template), share)
    (_, b1), _ = quadrant_detector(template, share)
    return [(W1, b1), output]


def strips_instead_of_quadrants(template, share):
    """Cuts the flattened image into four equal runs, which are strips."""
    strips = np.eye(4)[np.arange(template.size) * 4 // template.size]
    W1 = template.ravel()[:, None] * strips
    return [(W1, -share * W1.sum(axis=0)), (np.ones((4, 1)), np.array([-3.5]))]


def columns_before_rows(template, share):
    """Puts the bottom left quadrant before the top right one."""
    (W1, b1), output = quadrant_detector(template, share)
    return [(W1[:, [0, 2, 1, 3]], b1[[0, 2, 1, 3]]), output]


# 5.4


def neighbours_fire_too(table):
    """Sets the thresholds of the hidden units one too low, so that rows that differ in one bit fire."""
    (W1, b1), output = memorizing_net(table)
    return [(W1, b1 + 1.0), output]


def bits_in_reverse(table):
    """Takes the first input for the lowest bit."""
    (W1, b1), output = memorizing_net(table)
    return [(W1[::-1], b1), output]


def threshold_from_the_largest_weight(table):
    """Puts the output's threshold at half of the largest weight, which is 0 for a table of 0 only."""
    hidden_layer, (W2, _) = memorizing_net(table)
    return [hidden_layer, (W2, np.array([-table.max() / 2]))]


def units_for_ones_only(table):
    """Saves the units of rows with a 0."""
    (W1, b1), (W2, b2) = memorizing_net(table)
    rows = np.flatnonzero(table) if table.any() else np.array([0])
    return [(W1[:, rows], b1[rows]), (W2[rows], b2)]


def zeros_do_not_inhibit(table):
    """Gives the bits that are 0 no weight: a unit then fires for every row that has its ones."""
    n = len(table).bit_length() - 1
    bits = np.arange(len(table)) >> np.arange(n)[::-1, None] & 1
    return [(bits * 1.0, 0.5 - bits.sum(axis=0)), (table[:, None] * 1.0, np.array([-0.5]))]


# 5.5


def sigmoid_by_the_formula(z):
    """Writes the formula down; np.exp overflows in one tail."""
    return 1 / (1 + np.exp(-z))


def tanh_without_the_half(z):
    """Takes (1 + tanh z) / 2, which is twice as steep."""
    return 0.5 * (1 + np.tanh(z))


def sign_of_the_exponent(z):
    """Forgets the minus: falls where it should rise."""
    return 0.5 * (1 - np.tanh(z / 2))


def one_axis_only(z):
    """Goes through a list of numbers."""
    return np.array([0.5 * (1 + np.tanh(float(v) / 2)) for v in z])


def hidden_layer_scaled_only(scale):
    """Multiplies the first layer only; the output's weights stay as they are at scale 20."""
    (W1, b1), _ = xor_sigmoid(scale)
    _, output = xor_sigmoid(20.0)
    return [(W1, b1), output]


def biases_not_scaled(scale):
    """Multiplies the weights and not the biases."""
    layers = xor_sigmoid(1.0)
    return [(scale * W, b) for W, b in layers]


def sums_of_zero(scale):
    """Scales a net whose sums are 0 at some corners: right with thresholds, 1/2 with sigmoids."""
    layers = [(np.ones((2, 2)), np.array([-1.0, -2.0])), (np.array([[1.0], [-1.0]]), np.array([-1.0]))]
    return [(scale * W, scale * b) for W, b in layers]


# 5.6


def step_at_the_mirror(s, w):
    """Takes b = w s."""
    return w, w * s


def bias_without_the_weight(s, w):
    """Takes b = -s."""
    return w, -s


def bias_divided(s, w):
    """Solves s = -b / w the wrong way."""
    return w, -s / w


def weight_always_a_hundred(s, w):
    """Is steep enough for the drawn example only."""
    return 100.0, -100.0 * s


def both_steps_added(a, b, h, w):
    """Adds the second step."""
    hidden_layer, _ = box(a, b, h, w)
    return [hidden_layer, (np.array([[h], [h]]), np.zeros(1))]


def height_on_the_hidden_units(a, b, h, w):
    """Multiplies the weights of the hidden units by h."""
    (W1, b1), _ = box(a, b, h, w)
    return [(h * W1, h * b1), (np.array([[1.0], [-1.0]]), np.zeros(1))]


def falling_step_without_offset(a, b, h, w):
    """Adds a step that falls at b, and forgets that both are up in the middle."""
    rising, falling = step_unit(a, w), step_unit(b, -w)
    layer = np.array([[rising[0], falling[0]]]), np.array([rising[1], falling[1]])
    return [layer, (np.array([[h], [h]]), np.zeros(1))]


def height_without_sign(a, b, h, w):
    """Builds upwards only."""
    return box(a, b, abs(h), w)


def sides_as_steep_as_possible(a, b, h, w):
    """Makes all boxes as steep as it can."""
    return box(a, b, h, 10_000.0)


# 5.7


def _side_by_side(boxes):
    W1, b1 = np.hstack([hidden[0] for hidden, _ in boxes]), np.concatenate([hidden[1] for hidden, _ in boxes])
    return [(W1, b1), (np.vstack([output[0] for _, output in boxes]), np.zeros(1))]


def steps_not_differenced(f, n_boxes):
    """Lifts every step to the value of f, on top of the steps before it."""
    hidden_layer, (W2, b2) = approximate(f, n_boxes)
    return [hidden_layer, (W2 * np.tile([[1.0], [0.0]], (n_boxes, 1)), b2)]


def heights_from_the_left_edge(f, n_boxes):
    """Takes f where a box begins."""
    width = 1.0 / n_boxes
    boxes = [box(k * width, (k + 1) * width, f(k * width), 1000.0 * n_boxes) for k in range(n_boxes)]
    return _side_by_side(boxes)


def boxes_moved_by_one(f, n_boxes):
    """Puts the value of each box into the next one."""
    width = 1.0 / n_boxes
    heights = [f((max(k - 1, 0) + 0.5) * width) for k in range(n_boxes)]
    boxes = [box(k * width, (k + 1) * width, h, 1000.0 * n_boxes) for k, h in enumerate(heights)]
    return _side_by_side(boxes)


def one_box_short(f, n_boxes):
    """Takes n points for n boxes: between them are n - 1."""
    edges = np.linspace(0, 1, max(n_boxes, 2))
    boxes = [box(a, b, f(float(a + b) / 2), 1000.0 * n_boxes) for a, b in pairwise(edges)]
    return _side_by_side(boxes)


def sides_too_soft(f, n_boxes):
    """Uses one steepness for any number of boxes."""
    width = 1.0 / n_boxes
    boxes = [box(k * width, (k + 1) * width, f((k + 0.5) * width), 500.0) for k in range(n_boxes)]
    return _side_by_side(boxes)


def f_called_with_an_array(f, n_boxes):
    """Asks f for all heights at once."""
    edges = np.arange(n_boxes + 1) / n_boxes
    heights = f((edges[:-1] + edges[1:]) / 2) * np.ones(n_boxes)
    W1 = np.full((1, 2 * n_boxes), 1000.0 * n_boxes)
    b1 = -1000.0 * n_boxes * np.column_stack([edges[:-1], edges[1:]]).ravel()
    return [(W1, b1), (np.column_stack([heights, -heights]).reshape(-1, 1), np.zeros(1))]


def n_units_instead_of_2n(f, n_boxes):
    """Needs one step per box: right as a curve, but not two units per box."""
    heights = np.array([float(f((k + 0.5) / n_boxes)) for k in range(n_boxes)])
    w = 1000.0 * n_boxes
    rises = np.diff(heights, prepend=0.0)
    W1, b1 = np.full((1, n_boxes), w), -w * np.arange(n_boxes) / n_boxes
    return [(W1, b1), (rises[:, None], np.zeros(1))]


# 5.9


def line_without_a_bias(X, y):
    """Gives the way between the hulls, and lets the line pass through the origin."""
    kind, numbers = find_certificate(X, y)
    return (kind, np.append(0.0, numbers[1:])) if kind == "w" else (kind, numbers)


def always_a_line(X, y):
    """Never looks whether the line separates."""
    signed = y[:, None] * X
    classes = np.vstack([y > 0, y < 0]).astype(float)
    lam = solve_qp(signed @ signed.T, np.zeros(len(y)), A=classes, b=np.ones(2), lb=0.0)
    way = lam @ signed
    return "w", np.append(-way @ (lam @ X) / 2, way)


def numbers_with_the_labels(X, y):
    """Returns y lam, where the labels stand twice."""
    kind, numbers = find_certificate(X, y)
    return kind, numbers if kind == "w" else y * numbers


def bias_of_the_wrong_sign(X, y):
    """Adds the middle instead of subtracting it."""
    kind, numbers = find_certificate(X, y)
    return (kind, np.append(-numbers[0], numbers[1:])) if kind == "w" else (kind, numbers)


def all_mixed_alike(X, y):
    """Takes the means of the classes for their nearest points, as for XOR, where they are."""
    counts = np.where(y > 0, (y > 0).sum(), (y < 0).sum())
    lam = 1 / counts
    way, middle = (lam * y) @ X, lam @ X / 2
    if np.abs(way).max() < 1e-9:
        return "farkas", lam
    return "w", np.append(-way @ middle, way)


MISTAKES = (
    Mistake(
        matrices_in_reverse,
        replaces=collapse_linear,
        hint="With examples in rows the first layer stands on the left: X @ W1 @ W2. The order cannot be changed.",
        caught_by=public.weights_of_two_layers_become_one_matrix,
        catalog="M048",
    ),
    Mistake(
        inner_biases_lost,
        replaces=collapse_linear,
        hint="A bias of an inner layer is part of the next layer's input: it passes through that layer's weights.",
        caught_by=public.biases_pass_through_the_next_layer,
        catalog="M049",
    ),
    Mistake(
        middle_biases_lost,
        replaces=collapse_linear,
        hint="Add the bias of every layer before you go through the next one, not that of the last layer only.",
        caught_by=hidden.biases_of_long_cascades_add_up,
    ),
    Mistake(
        fires_between_the_layers,
        replaces=collapse_linear,
        hint="The units of this exercise put out their sums. With thresholds no single layer would do.",
        caught_by=public.weights_of_two_layers_become_one_matrix,
        catalog="M316",
    ),
    Mistake(
        collapses_in_place,
        replaces=collapse_linear,
        hint="`b += ...` writes into the array that you were given; `b = b + ...` makes a new one.",
        caught_by=public.collapse_leaves_the_layers_alone,
    ),
    Mistake(
        numbers_below_zero_accepted,
        replaces=verify_certificate,
        hint="A number below 0 would turn y (w . x~) > 0 into < 0, and nothing follows from the sum: ask for lam >= 0.",
        caught_by=hidden.negative_numbers_prove_nothing,
        catalog="M335",
    ),
    Mistake(
        zeros_accepted,
        replaces=verify_certificate,
        hint="With lam = 0 the sum is 0 for any examples, also for those that a line separates: refuse it.",
        caught_by=hidden.zeros_prove_nothing,
        catalog="M377",
    ),
    Mistake(
        leading_one_forgotten,
        replaces=verify_certificate,
        hint="x~ has a leading 1: without it you prove only that no line through the origin separates.",
        caught_by=hidden.the_leading_one_counts,
        catalog="M378",
    ),
    Mistake(
        one_tolerance_for_all,
        replaces=verify_certificate,
        hint="lam may have any size, and what is small depends on it: compare the sum with the largest entry.",
        caught_by=hidden.rounding_is_forgiven_in_proportion,
    ),
    Mistake(
        margin_of_one_asked,
        replaces=verify_certificate,
        hint="A line may have weights of any size, so its scores may be small: above 0 is asked for, not at least 1.",
        caught_by=public.lines_are_tried_on_every_example,
    ),
    Mistake(
        coordinates_added_up,
        replaces=verify_certificate,
        hint="Add up over the examples alone, axis=0: each coordinate has a sum, and each of them must be 0.",
        caught_by=public.sums_are_tried_in_every_coordinate,
    ),
    Mistake(
        touching_accepted,
        replaces=verify_certificate,
        hint="An example on the line is on no side: y times the score must be above 0, not at least 0.",
        caught_by=public.lines_are_tried_on_every_example,
    ),
    Mistake(
        sums_without_labels,
        replaces=verify_certificate,
        hint="Every example stands in the sum with its label: lam y x~.",
        caught_by=public.sums_are_tried_in_every_coordinate,
    ),
    Mistake(
        certificate_of_a_line,
        replaces=xor_certificate,
        hint="This line gets (1, 1) wrong. You are asked for the proof that every line gets something wrong.",
        caught_by=public.xor_has_no_line,
    ),
    Mistake(
        certificate_with_the_labels_inside,
        replaces=xor_certificate,
        hint="The labels are in the sum already, lam y x~: lam itself has no entry below 0.",
        caught_by=public.xor_has_no_line,
    ),
    Mistake(
        certificate_of_zeros,
        replaces=xor_certificate,
        hint="Zeros make every sum 0 and prove nothing: some entry of lam must be above 0.",
        caught_by=public.xor_has_no_line,
    ),
    Mistake(
        certificate_without_the_first_corner,
        replaces=xor_certificate,
        hint="The leading 1 makes a third equation: the entries of both classes must have the same sum.",
        caught_by=public.xor_has_no_line,
    ),
    Mistake(
        StrictUnits,
        replaces=ThresholdMLP,
        hint="Here a unit fires at a sum of exactly 0: use >=. (The digits lecture prints >.)",
        caught_by=hidden.sums_of_zero_fire,
        catalog="M320",
    ),
    Mistake(
        SumsGoOn,
        replaces=ThresholdMLP,
        hint="What goes on to the next layer are the 1s and 0s: with the sums, all layers collapse into one (5.1).",
        caught_by=public.units_fire_or_do_not,
    ),
    Mistake(
        PlusAndMinusOne,
        replaces=ThresholdMLP,
        hint="A unit that does not fire puts out 0, not -1.",
        caught_by=public.units_fire_or_do_not,
    ),
    Mistake(
        OutputAmongTheCodes,
        replaces=ThresholdMLP,
        hint="codes holds the hidden layers only; what the last layer puts out is y.",
        caught_by=public.codes_show_the_hidden_units,
    ),
    Mistake(
        SumsAsCodes,
        replaces=ThresholdMLP,
        hint="A code is what the hidden units put out, 0 or 1; their sums are something else.",
        caught_by=public.codes_show_the_hidden_units,
    ),
    Mistake(
        CodesPileUp,
        replaces=ThresholdMLP,
        hint="Begin the list of codes anew in each call of forward: a second call must not return those of the first.",
        caught_by=hidden.every_hidden_layer_has_its_code,
    ),
    Mistake(
        WholeInputs,
        replaces=ThresholdMLP,
        hint="Inputs are any numbers; only what units put out is 0 or 1. astype(int) makes 0 of 0.75.",
        caught_by=hidden.deep_nets_and_single_units_fire,
    ),
    Mistake(
        OneHiddenLayerOnly,
        replaces=ThresholdMLP,
        hint="There may be any number of layers: go through the list, the output of one being the input of the next.",
        caught_by=hidden.deep_nets_and_single_units_fire,
    ),
    Mistake(
        hidden_code_of_the_slide,
        replaces=xor_net,
        hint="With the code (0, 0) for (0, 1), as a slide prints, the output cannot tell it from (0, 0).",
        caught_by=public.two_hidden_units_compute_xor,
        catalog="M308",
    ),
    Mistake(
        always_two_hidden_units,
        replaces=xor_net,
        hint="The hidden layer must have n_hidden units; those that you do not need may have weights of 0.",
        caught_by=hidden.hidden_units_are_counted,
        catalog="M333",
    ),
    Mistake(
        output_forgets_both,
        replaces=xor_net,
        hint="This fires for (1, 1) too: give the unit that fires when both are on a weight below 0.",
        caught_by=public.two_hidden_units_compute_xor,
    ),
    Mistake(
        net_of_strict_units,
        replaces=xor_net,
        hint="Some sums of your net are exactly 0, and here 0 fires: put thresholds between the sums, such as 0.5.",
        caught_by=public.two_hidden_units_compute_xor,
    ),
    Mistake(
        three_quadrants_are_enough,
        replaces=quadrant_detector,
        hint="With weights of 1 the output reaches 3 with three quadrants: its threshold must be above that.",
        caught_by=hidden.a_quadrant_in_the_dark_silences_the_output,
        catalog="M379",
    ),
    Mistake(
        share_of_all_pixels,
        replaces=quadrant_detector,
        hint="The share is one of the pixels that are lit in the template, not of all pixels of the quadrant.",
        caught_by=hidden.the_share_decides,
    ),
    Mistake(
        one_threshold_for_all,
        replaces=quadrant_detector,
        hint="Each quadrant has a threshold of its own: share times the pixels that are lit in this quadrant.",
        caught_by=hidden.the_share_decides,
    ),
    Mistake(
        every_pixel_counts,
        replaces=quadrant_detector,
        hint="Only pixels that are lit in the template may have a weight: ink elsewhere must not help.",
        caught_by=hidden.ink_elsewhere_makes_no_difference,
    ),
    Mistake(
        strips_instead_of_quadrants,
        replaces=quadrant_detector,
        hint="ravel() goes row by row: its first quarter is a strip. Cut the image before you flatten it.",
        caught_by=public.each_unit_has_its_quadrant,
    ),
    Mistake(
        columns_before_rows,
        replaces=quadrant_detector,
        hint="The order is top left, top right, bottom left, bottom right.",
        caught_by=public.each_unit_has_its_quadrant,
    ),
    Mistake(
        neighbours_fire_too,
        replaces=memorizing_net,
        hint="On its own row a unit reaches the number of ones, on a neighbour one less: the threshold lies between.",
        caught_by=hidden.each_row_has_a_unit_of_its_own,
        catalog="M380",
    ),
    Mistake(
        bits_in_reverse,
        replaces=memorizing_net,
        hint="The first input is the highest bit: row 1 of a table of two inputs is (0, 1).",
        caught_by=hidden.larger_tables_are_learned_by_heart,
        catalog="M381",
    ),
    Mistake(
        threshold_from_the_largest_weight,
        replaces=memorizing_net,
        hint="For a table of 0 only this threshold is 0, and a sum of 0 fires: keep it at 0.5.",
        caught_by=hidden.constant_tables_are_tables_too,
        catalog="M382",
    ),
    Mistake(
        units_for_ones_only,
        replaces=memorizing_net,
        hint="The theorem gives every row a unit, also where the table says 0: there the output weight is 0.",
        caught_by=public.one_unit_fires_for_one_row,
    ),
    Mistake(
        zeros_do_not_inhibit,
        replaces=memorizing_net,
        hint="Where its row has a 0 the unit needs a weight below 0, or it fires for rows with more ones too.",
        caught_by=public.one_unit_fires_for_one_row,
    ),
    Mistake(
        sigmoid_by_the_formula,
        replaces=sigmoid,
        hint="For z below -709 exp(-z) overflows. exp(-|z|) never does: write both halves with it.",
        caught_by=hidden.sigmoid_is_calm_in_its_tails,
        catalog="M053",
    ),
    Mistake(
        tanh_without_the_half,
        replaces=sigmoid,
        hint="sigmoid(z) = (1 + tanh(z / 2)) / 2: the argument is halved, too.",
        caught_by=public.sigmoid_of_known_numbers,
        catalog="M383",
    ),
    Mistake(
        sign_of_the_exponent,
        replaces=sigmoid,
        hint="The sigmoid rises: the exponent is -z.",
        caught_by=public.sigmoid_of_known_numbers,
    ),
    Mistake(
        one_axis_only,
        replaces=sigmoid,
        hint="NumPy's functions take a number or an array of any shape at once: no loop over entries is needed.",
        caught_by=hidden.sigmoid_keeps_the_shape,
    ),
    Mistake(
        hidden_layer_scaled_only,
        replaces=xor_sigmoid,
        hint="The output unit is a sigmoid unit too: as long as its weights stay, its error does.",
        caught_by=hidden.the_error_falls_with_the_scale,
        catalog="M384",
    ),
    Mistake(
        biases_not_scaled,
        replaces=xor_sigmoid,
        hint="A step is at -b / w: scale the biases with the weights, or the steps move.",
        caught_by=public.a_soft_net_computes_xor,
    ),
    Mistake(
        sums_of_zero,
        replaces=xor_sigmoid,
        hint="Where a sum is 0 a sigmoid puts out 1/2 at any scale: put the thresholds between the sums.",
        caught_by=public.a_soft_net_computes_xor,
    ),
    Mistake(
        step_at_the_mirror,
        replaces=step_unit,
        hint="w s + b must be 0: b has the sign opposite to that of w s.",
        caught_by=public.a_step_rises_at_its_place,
        catalog="M052",
    ),
    Mistake(
        bias_without_the_weight,
        replaces=step_unit,
        hint="The step is where w x + b = 0, so the weight is a factor of the bias.",
        caught_by=public.a_step_rises_at_its_place,
    ),
    Mistake(
        bias_divided,
        replaces=step_unit,
        hint="From s = -b / w follows b = -w s, a product.",
        caught_by=public.a_step_rises_at_its_place,
    ),
    Mistake(
        weight_always_a_hundred,
        replaces=step_unit,
        hint="The weight is an argument: return the w that you were given.",
        caught_by=hidden.steps_may_be_steep,
    ),
    Mistake(
        both_steps_added,
        replaces=box,
        hint="Behind b both steps are up: subtract the second, with the output weight -h.",
        caught_by=public.a_box_is_flat_outside,
        catalog="M385",
    ),
    Mistake(
        height_on_the_hidden_units,
        replaces=box,
        hint="Hidden units put out at most 1, however large their weights are: the height is an output weight.",
        caught_by=public.a_box_is_high_inside,
    ),
    Mistake(
        falling_step_without_offset,
        replaces=box,
        hint="A rising and a falling step add up to 1 outside and 2 inside: the output's bias must take the 1 away.",
        caught_by=public.a_box_is_flat_outside,
    ),
    Mistake(
        height_without_sign,
        replaces=box,
        hint="h may be negative: the output weights are h and -h.",
        caught_by=hidden.boxes_of_both_signs,
    ),
    Mistake(
        sides_as_steep_as_possible,
        replaces=box,
        hint="The steepness is an argument: use the w that you were given.",
        caught_by=hidden.the_sides_are_as_steep_as_asked,
    ),
    Mistake(
        steps_not_differenced,
        replaces=approximate,
        hint="Every box must end: its second step takes its whole height away again.",
        caught_by=public.a_sine_is_followed,
        catalog="M051",
    ),
    Mistake(
        heights_from_the_left_edge,
        replaces=approximate,
        hint="At its right edge a box is a whole width away from where its height was taken: take it in the middle.",
        caught_by=public.a_sine_is_followed,
        catalog="M386",
    ),
    Mistake(
        boxes_moved_by_one,
        replaces=approximate,
        hint="Box k reaches from k / n to (k + 1) / n: its height belongs to its own middle.",
        caught_by=public.a_sine_is_followed,
        catalog="M386",
    ),
    Mistake(
        one_box_short,
        replaces=approximate,
        hint="n boxes have n + 1 edges: np.linspace(0, 1, n + 1).",
        caught_by=public.two_units_make_a_box,
        catalog="M387",
    ),
    Mistake(
        sides_too_soft,
        replaces=approximate,
        hint="The more boxes, the steeper their sides must be: let the steepness grow with n_boxes.",
        caught_by=hidden.other_functions_are_followed,
    ),
    Mistake(
        f_called_with_an_array,
        replaces=approximate,
        hint="f takes one number: call it once for each box.",
        caught_by=public.f_is_asked_for_single_numbers,
    ),
    Mistake(
        n_units_instead_of_2n,
        replaces=approximate,
        hint="Well seen, neighbouring boxes can share a step. Here every box keeps its two units.",
        caught_by=public.two_units_make_a_box,
    ),
    Mistake(
        line_without_a_bias,
        replaces=find_certificate,
        hint="The line passes through the middle between the nearest points: w[0] is minus its product with the way.",
        caught_by=public.and_gets_a_line,
        catalog="M388",
    ),
    Mistake(
        always_a_line,
        replaces=find_certificate,
        hint="Where the hulls meet no line separates: verify your line before you return it.",
        caught_by=public.xor_gets_a_sum,
        catalog="M389",
    ),
    Mistake(
        numbers_with_the_labels,
        replaces=find_certificate,
        hint="lam has no entry below 0: the labels are multiplied in when the certificate is verified.",
        caught_by=public.xor_gets_a_sum,
        catalog="M390",
    ),
    Mistake(
        bias_of_the_wrong_sign,
        replaces=find_certificate,
        hint="w . x~ must be 0 in the middle: w[0] = -(way . middle).",
        caught_by=public.and_gets_a_line,
    ),
    Mistake(
        all_mixed_alike,
        replaces=find_certificate,
        hint="The means of two classes are not their nearest points: solve_qp finds the mixture that is.",
        caught_by=hidden.lines_are_found_where_they_exist,
    ),
)


# Right solutions that look quite different: each must earn full marks.


def collapse_linear_by_probing(layers):
    """Sends 0 and the unit vectors through the cascade, and returns lists."""

    def cascade(x):
        for W, b in layers:
            x = [sum(x[i] * W[i][j] for i in range(len(x))) + b[j] for j in range(len(b))]
        return x

    D = len(layers[0][0])
    b = cascade([0.0] * D)
    return [[out - at_0 for out, at_0 in zip(cascade(row), b, strict=True)] for row in np.eye(D).tolist()], b


def verify_certificate_in_loops(X, y, cert):
    """Adds up one example after the other."""
    kind, numbers = cert
    rows = [[1.0, *x] for x in X.tolist()]
    if kind == "w":
        return all(
            int(t) * sum(a * b for a, b in zip(numbers, row, strict=True)) > 0 for t, row in zip(y, rows, strict=True)
        )
    total, largest = [0.0] * len(rows[0]), 0.0
    for lam, t, row in zip(numbers, y, rows, strict=True):
        if lam < 0:
            return False
        for j, value in enumerate(row):
            total[j] += lam * t * value
            largest = max(largest, abs(lam * value))
    return largest > 0 and max(map(abs, total)) <= 1e-9 * largest


def xor_certificate_as_a_list():
    """The same numbers, three times as large, in lists."""
    return ["farkas", [3, 3, 3, 3]]


class ThresholdMLPInLoops:
    """One unit after the other; truth values for 0 and 1, and a tuple of codes."""

    def __init__(self, layers):
        """Keep copies."""
        self.layers = [(W.copy(), b.copy()) for W, b in layers]

    def forward(self, X):
        """Fire unit by unit."""
        out, codes = np.array(X), []
        for W, b in self.layers:
            out = np.stack([out @ W[:, j] + b[j] >= 0 for j in range(len(b))], axis=1)
            codes.append(out)
        return tuple(codes[:-1]), codes[-1].reshape(-1)


def xor_net_from_whole_numbers(n_hidden):
    """Units for "not both" and "at least one" with sums of exactly 0, weights as nested lists of whole numbers."""
    idle = n_hidden - 2
    W1 = [[-1, 1] + [0] * idle, [-1, 1] + [0] * idle]
    return ((W1, [1, -1] + [5] * idle), ([1, 1] + [0] * idle, -2))


def xor_net_of_one_sided_units(n_hidden):
    """Units for "the first alone" and "the second alone"; further units repeat them."""
    W1 = np.array([[1.0, -1.0], [-1.0, 1.0]])[:, np.arange(n_hidden) % 2]
    return [(W1, np.full((1, n_hidden), -0.5)), (np.ones((n_hidden, 1)), np.array([-0.5]))]


def quadrant_detector_of_shares(template, share):
    """Weights that add up to 1 in each quadrant, and an output with other weights."""
    half, side = template.shape[0] // 2, template.shape[1] // 2
    columns = []
    for down in (0, half):
        for right in (0, side):
            image = np.zeros(template.shape)
            image[down : down + half, right : right + side] = template[down : down + half, right : right + side]
            columns.append(image.ravel() / image.sum())
    return [(np.transpose(columns), [-share] * 4), ([[2], [2], [2], [2]], [-7])]


def memorizing_net_with_output_signs(table):
    """Rows as tuples; output weights of +1 and -1, so that a sum is never near 0."""
    from itertools import product

    n = int(np.log2(len(table)) + 0.5)
    rows = list(product((0, 1), repeat=n))
    W1 = [[3 if row[i] else -3 for row in rows] for i in range(n)]
    return [(W1, [1 - 3 * sum(row) for row in rows]), ([2 * int(t) - 1 for t in table], 0)]


def sigmoid_by_tanh(z):
    """Half a hyperbolic tangent."""
    return 0.5 + 0.5 * np.tanh(0.5 * np.asarray(z))


def sigmoid_by_logaddexp(z):
    """The logarithm first."""
    return np.exp(-np.logaddexp(0, -z))


def xor_sigmoid_of_the_corners(scale):
    """One hidden unit for each corner, as in 5.4."""
    W1 = scale * np.array([[-1, -1, 1, 1], [-1, 1, -1, 1]])
    return [(W1, scale * np.array([0.5, -0.5, -0.5, -1.5])), (scale * np.array([0, 1, 1, 0]), [-scale / 2])]


def step_unit_in_numpy(s, w):
    """Numbers of NumPy."""
    return np.float64(w), np.multiply(-s, w)


def box_from_two_falls(a, b, h, w):
    """Steps that fall: the one at b lifts, the one at a takes down."""
    return [([[-w, -w]], [w * a, w * b]), ([-h, h], 0)]


def box_with_an_offset(a, b, h, w):
    """A rise and a fall, and an output bias that takes the ground away."""
    return [(np.array([w, -w]), np.array([-w * a, w * b])), (np.array([[h], [h]]), np.array([-h]))]


def approximate_in_differences(f, n_boxes):
    """All rises, then all falls; heights half-way between the smallest and the largest of nine values."""
    edges = np.linspace(0, 1, n_boxes + 1)
    w = 400.0 * n_boxes
    heights = []
    for a, b in pairwise(edges):
        values = [float(f(min(1.0, float(x)))) for x in np.linspace(a, b, 9)]
        heights.append((min(values) + max(values)) / 2)
    b1 = np.concatenate([-w * edges[:-1], w * edges[1:]])
    W1 = np.repeat([w, -w], n_boxes)[None]
    return [(W1, b1), (heights + heights, -sum(heights))]


def find_certificate_by_two_programs(X, y):
    """The widest street; where there is none, the smallest numbers that cancel."""
    signed = y[:, None] * np.column_stack([np.ones(len(X)), X])
    D, N = X.shape[1], len(X)
    try:
        return "w", solve_qp(np.diag([0.0] + [1.0] * D), np.zeros(D + 1), G=-signed, h=-np.ones(N))
    except ValueError:
        A, b = np.vstack([signed.T, np.ones(N)]), np.append(np.zeros(D + 1), 1.0)
        return "farkas", solve_qp(np.eye(N), np.zeros(N), A=A, b=b, lb=0.0)


CONVENTIONS = (
    collapse_linear_by_probing,
    verify_certificate_in_loops,
    xor_certificate_as_a_list,
    ThresholdMLPInLoops,
    xor_net_from_whole_numbers,
    xor_net_of_one_sided_units,
    quadrant_detector_of_shares,
    memorizing_net_with_output_signs,
    sigmoid_by_tanh,
    sigmoid_by_logaddexp,
    xor_sigmoid_of_the_corners,
    step_unit_in_numpy,
    box_from_two_falls,
    box_with_an_offset,
    approximate_in_differences,
    find_certificate_by_two_programs,
)
