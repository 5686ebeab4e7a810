"""Typical wrong solutions of assignment 12, and the check that must catch each."""

import numpy as np

from grader import Mistake
from reference.adaptive import Adam
from reference.adversarial import fgsm, fooling_image
from reference.influence import nearest_same_class, remove_and_retrain
from reference.loss_path import interpolate_loss
from reference.losses import cross_entropy, softmax
from reference.memorization import memorize
from reference.mlp_functions import initial_params, input_gradient, loss_and_grads, scores, train
from reference.saliency import saliency
from reference.symmetries import permute_hidden, rescale_relu
from reference.training import minibatches
from reference.transfer import finetune, freeze

from . import checks_hidden as hidden
from . import checks_public as public

# 12.1


def names_of_the_frozen(params, layers):
    """Returns what must not change."""
    return [name for name in params if int(name[1:]) in layers]


def layers_from_zero(params, layers):
    """Counts layers from 0."""
    return [name for name in params if int(name[1:]) - 1 not in layers]


def biases_stay_trainable(params, layers):
    """Freezes weights only."""
    return [name for name in params if name[0] == "b" or int(name[1:]) not in layers]


def first_digit_only(params, layers):
    """Looks at one character, so that layer 10 counts as layer 1."""
    return [name for name in params if int(name[1]) not in layers]


def up_to_the_highest(params, layers):
    """Freezes all layers below the highest frozen one."""
    return [name for name in params if int(name[1:]) > max(layers, default=0)]


def _by_hand(params, X, y, stages, eta, epochs, rng, **slip):
    """Fine-tune with one of the slips below."""
    adam, losses = Adam(eta), []
    size, start = slip.get("size", 10), params
    dealt = rng.permutation(len(X)) if slip.get("dealt_once") else None
    for stage in stages[:1] * len(stages) if slip.get("first_stage") else stages:
        names = list(params) if slip.get("nothing_frozen") else freeze(params, stage)
        if slip.get("blocked"):
            names = [name for name in names if int(name[1:]) > max(stage, default=0)]
        adam = adam if slip.get("one_adam") else Adam(eta)
        params = start if slip.get("from_the_start") else params
        for _ in range(epochs):
            seen = []
            order = np.arange(len(X)) if slip.get("in_order") else rng.permutation(len(X)) if dealt is None else dealt
            for at in range(0, len(X), size):
                batch = order[at : at + size]
                if slip.get("short_dropped") and len(batch) < size and at:
                    continue
                loss, grads = loss_and_grads(params, X[batch], y[batch])
                if slip.get("zeroed"):
                    moving = {name: grads[name] * (name in names) for name in params}
                else:
                    moving = {name: grads[name] for name in names}
                if slip.get("plain"):
                    params = {name: value - eta * moving.get(name, 0.0) for name, value in params.items()}
                else:
                    params = adam.step(params, moving)
                if slip.get("after"):
                    loss, _ = loss_and_grads(params, X[batch], y[batch])
                seen.append((loss, len(batch)))
            sizes = None if slip.get("batch_mean") else [n for _, n in seen]
            losses.append(float(np.average([loss for loss, _ in seen], weights=sizes)))
    return params, losses


def nothing_stays_frozen(params, X, y, stages, eta, epochs, rng):
    """Trains all layers in every stage."""
    return _by_hand(params, X, y, stages, eta, epochs, rng, nothing_frozen=True)


def frozen_layers_drift(params, X, y, stages, eta, epochs, rng):
    """Sets gradients to 0 and keeps one Adam: what it remembers goes on moving the frozen layers."""
    return _by_hand(params, X, y, stages, eta, epochs, rng, zeroed=True, one_adam=True)


def one_adam_for_all_stages(params, X, y, stages, eta, epochs, rng):
    """Does not begin anew."""
    return _by_hand(params, X, y, stages, eta, epochs, rng, one_adam=True)


def frozen_layer_blocks_those_below(params, X, y, stages, eta, epochs, rng):
    """Trains only what lies above the frozen layers."""
    return _by_hand(params, X, y, stages, eta, epochs, rng, blocked=True)


def first_stage_again_and_again(params, X, y, stages, eta, epochs, rng):
    """Freezes alike in all stages."""
    return _by_hand(params, X, y, stages, eta, epochs, rng, first_stage=True)


def every_stage_from_the_start(params, X, y, stages, eta, epochs, rng):
    """Forgets what the stage before has learned."""
    return _by_hand(params, X, y, stages, eta, epochs, rng, from_the_start=True)


def plain_descent(params, X, y, stages, eta, epochs, rng):
    """Steps without Adam."""
    return _by_hand(params, X, y, stages, eta, epochs, rng, plain=True)


def all_examples_at_once(params, X, y, stages, eta, epochs, rng):
    """One batch of everything."""
    return _by_hand(params, X, y, stages, eta, epochs, rng, size=len(X))


def short_batches_left_out(params, X, y, stages, eta, epochs, rng):
    """Drops the last batch."""
    return _by_hand(params, X, y, stages, eta, epochs, rng, short_dropped=True)


def mean_of_batch_losses(params, X, y, stages, eta, epochs, rng):
    """Does not weigh a short batch."""
    return _by_hand(params, X, y, stages, eta, epochs, rng, batch_mean=True)


def losses_after_the_step(params, X, y, stages, eta, epochs, rng):
    """Asks for the loss once more when the parameters have moved."""
    return _by_hand(params, X, y, stages, eta, epochs, rng, after=True)


def batches_in_one_order(params, X, y, stages, eta, epochs, rng):
    """Does not shuffle."""
    return _by_hand(params, X, y, stages, eta, epochs, rng, in_order=True)


def shuffled_once_for_all(params, X, y, stages, eta, epochs, rng):
    """Draws one order before the first epoch and keeps it."""
    return _by_hand(params, X, y, stages, eta, epochs, rng, dealt_once=True)


def trains_the_arguments(params, X, y, stages, eta, epochs, rng):
    """Writes the result into the caller's dict."""
    found, losses = finetune(params, X, y, stages, eta, epochs, rng)
    params.update(found)
    return params, losses


# 12.2


def _loss_slope(params, X, y):
    return input_gradient(params, X, cross_entropy(scores(params, X), y)[1])


def downhill(params, X, y, eps):
    """Makes the loss smaller."""
    return np.clip(X - eps * np.sign(_loss_slope(params, X, y)), 0, 1)


def label_of_the_network(params, X, y, eps):
    """Leads away from what the network names."""
    return np.clip(X + eps * np.sign(_loss_slope(params, X, scores(params, X).argmax(axis=1))), 0, 1)


def unclipped(params, X, y, eps):
    """Leaves 0 .. 1."""
    return X + eps * np.sign(_loss_slope(params, X, y))


def gradient_without_its_sign(params, X, y, eps):
    """Moves in proportion to the slope."""
    return np.clip(X + eps * _loss_slope(params, X, y), 0, 1)


def gradient_of_length_one(params, X, y, eps):
    """Moves every image by the length eps."""
    slope = _loss_slope(params, X, y)
    return np.clip(X + eps * slope / np.linalg.norm(slope, axis=1, keepdims=True), 0, 1)


def divided_by_its_size(params, X, y, eps):
    """Makes the sign by a division that fails at 0."""
    slope = _loss_slope(params, X, y)
    with np.errstate(all="ignore"):
        return np.clip(X + eps * slope / np.abs(slope), 0, 1)


def score_of_the_label_raised(params, X, y, eps):
    """Raises the score of the label instead of the loss."""
    up = np.eye(scores(params, X).shape[1])[y]
    return np.clip(X + eps * np.sign(input_gradient(params, X, up)), 0, 1)


def image_changed_in_place(params, X, y, eps):
    """Adds to X itself."""
    X += eps * np.sign(_loss_slope(params, X, y))
    return np.clip(X, 0, 1)


def _pushed(params, x, slope_by_scores, steps, sure):
    """Follow a slope from noise until the network is sure enough."""
    for _ in range(steps):
        P = softmax(scores(params, x))
        if sure(P):
            break
        x = np.clip(x + 0.02 * np.sign(input_gradient(params, x, slope_by_scores(P))), 0, 1)
    return x[0]


def _toward(target):
    """Return the slope of the logarithm of the target's probability by the scores."""
    return lambda P: np.eye(P.shape[1])[[target]] - P


def _noise(params, rng):
    return rng.random((1, len(params["W1"])))


def noise_as_it_is(params, target, rng):
    """Does nothing with the noise."""
    return _noise(params, rng)[0]


def noise_against_what_is_seen(params, target, rng):
    """Leads away from the class that is seen at first, and stops when another one is sure."""
    x = _noise(params, rng)
    first = scores(params, x).argmax()
    return _pushed(params, x, lambda P: P - np.eye(P.shape[1])[[first]], 300, lambda P: P.max() > 0.99)


def noise_that_wins_narrowly(params, target, rng):
    """Stops as soon as the target leads."""
    return _pushed(params, _noise(params, rng), _toward(target), 300, lambda P: P.argmax() == target)


def noise_without_bounds(params, target, rng):
    """Never cuts off."""
    x = _noise(params, rng)
    while (P := softmax(scores(params, x)))[0, target] < 0.99:
        x = x + input_gradient(params, x, np.eye(P.shape[1])[[target]] - P)
    return x[0]


def noise_of_one_class_only(params, target, rng):
    """Reaches class 3 whatever the target is: what was tried first stayed in the code."""
    return fooling_image(params, 3, rng)


def noise_of_64_pixels(params, target, rng):
    """Takes the size of the digits for that of every image."""
    return _pushed(params, rng.random((1, 64)), _toward(target), 3000, lambda P: P[0, target] >= 0.99)


def noise_of_its_own(params, target, rng):
    """Draws from a generator that is always the same."""
    return fooling_image(params, target, np.random.default_rng(0))


# 12.3


def _fitted(X, y, hidden, rng, stop=None, start=None, relabel=False, steps=120):
    """Memorize with one of the slips below."""
    params = initial_params((X.shape[1], hidden, int(y.max()) + 1), rng) if start is None else start
    adam = Adam(0.01)
    for _ in range(steps):
        loss, grads = loss_and_grads(params, X, y)
        if stop is not None and loss < stop:
            break
        params = adam.step(params, grads)
        if relabel:
            y = rng.permutation(y)
    return params


def stops_at_a_small_loss(X, y, hidden, rng):
    """Stops at a mean loss of 1, where many labels are still wrong."""
    return _fitted(X, y, hidden, rng, stop=1.0)


def starts_from_zero(X, y, hidden, rng):
    """All hidden units stay alike."""
    zeros = initial_params((X.shape[1], hidden, int(y.max()) + 1), rng)
    return _fitted(X, y, hidden, rng, start={name: np.zeros_like(value) for name, value in zeros.items()})


def labels_dealt_again(X, y, hidden, rng):
    """Shuffles the labels in every epoch: nothing stays to be learned."""
    return _fitted(X, y, hidden, rng, relabel=True)


def five_steps(X, y, hidden, rng):
    """Gives up early."""
    return _fitted(X, y, hidden, rng, steps=5)


def size_of_its_own(X, y, hidden, rng):
    """Always takes 100 hidden units."""
    return _fitted(X, y, 100, rng)


def always_ten_classes(X, y, hidden, rng):
    """Takes ten classes for granted."""
    return _fitted(X, y, hidden, rng, start=initial_params((X.shape[1], hidden, 10), rng))


def labels_counted(X, y, hidden, rng):
    """Takes as many classes as there are different labels."""
    return _fitted(X, y, hidden, rng, start=initial_params((X.shape[1], hidden, len(np.unique(y))), rng))


def generator_made_inside(X, y, hidden, rng):
    """Draws the same start every time."""
    return memorize(X, y, hidden, np.random.default_rng(0))


def labels_shuffled_in_place(X, y, hidden, rng):
    """Shuffles y itself, without X."""
    rng.shuffle(y)
    return memorize(X, y, hidden, rng)


# 12.4


def line_backwards(params0, params1, X, y, alphas):
    """Begins at params1."""
    return interpolate_loss(params1, params0, X, y, alphas)


def losses_mixed(params0, params1, X, y, alphas):
    """Draws a straight line between the two losses."""
    first, last = loss_and_grads(params0, X, y)[0], loss_and_grads(params1, X, y)[0]
    return (1 - alphas) * first + alphas * last


def kept_within_the_ends(params0, params1, X, y, alphas):
    """Cuts alpha off at 0 and 1."""
    return interpolate_loss(params0, params1, X, y, np.clip(alphas, 0, 1))


def biases_not_mixed(params0, params1, X, y, alphas):
    """Moves weights only."""
    biases = {name: value for name, value in params0.items() if name[0] == "b"}
    return interpolate_loss(params0, params1 | biases, X, y, alphas)


def first_layer_only(params0, params1, X, y, alphas):
    """Moves the first layer only."""
    return interpolate_loss(params0, params0 | {"W1": params1["W1"], "b1": params1["b1"]}, X, y, alphas)


def added_without_the_rest(params0, params1, X, y, alphas):
    """Adds alpha times params1 to all of params0."""
    return interpolate_loss(params0, {name: params0[name] + params1[name] for name in params0}, X, y, alphas)


def evenly_spaced(params0, params1, X, y, alphas):
    """Takes as many places as there are alphas, at equal distances."""
    return interpolate_loss(params0, params1, X, y, np.linspace(0, 1, len(alphas)))


def walks_in_place(params0, params1, X, y, alphas):
    """Leaves the last mixture in params0."""
    losses = interpolate_loss(params0, params1, X, y, alphas)
    for name in params0:
        params0[name] *= 1 - alphas[-1]
        params0[name] += alphas[-1] * params1[name]
    return losses


# 12.5


def next_layer_not_permuted(params, perm):
    """Moves what goes in only."""
    return params | {"W1": params["W1"][:, perm], "b1": params["b1"][perm]}


def bias_not_permuted(params, perm):
    """Leaves the biases at their places."""
    return params | {"W1": params["W1"][:, perm], "W2": params["W2"][perm]}


def inverse_on_the_way_out(params, perm):
    """Old unit i goes to place perm[i] in the second layer."""
    return permute_hidden(params, perm) | {"W2": params["W2"][np.argsort(perm)]}


def inverse_everywhere(params, perm):
    """Old unit i becomes new unit perm[i]."""
    return permute_hidden(params, np.argsort(perm))


def rows_for_columns(params, perm):
    """Permutes the inputs."""
    rows = np.resize(perm, len(params["W1"])) % len(params["W1"])
    return params | {"W1": params["W1"][rows], "b1": params["b1"][perm], "W2": params["W2"][perm]}


def second_bias_permuted_too(params, perm):
    """Takes the next layer's biases for those of the units."""
    turned = np.resize(perm, len(params["b2"])) % len(params["b2"])
    return permute_hidden(params, perm) | {"b2": params["b2"][turned]}


def nothing_permuted(params, perm):
    """Returns the network as it is."""
    return dict(params)


def permuted_in_place(params, perm):
    """Writes into the caller's dict."""
    params.update(permute_hidden(params, perm))
    return params


def bias_not_scaled(params, k):
    """Forgets that the bias goes into the unit too."""
    return rescale_relu(params, k) | {"b1": params["b1"]}


def negative_factors_welcome(params, k):
    """Does not look at the sign."""
    factors = np.where(np.broadcast_to(k, params["b1"].shape) == 0, 1, k)
    louder = {"W1": params["W1"] * factors, "b1": params["b1"] * factors}
    return params | louder | {"W2": params["W2"] / factors[:, None]}


def zero_let_through(params, k):
    """Refuses negative factors, not 0."""
    if np.any(np.asarray(k) < 0):
        raise ValueError("negative")
    with np.errstate(all="ignore"):
        factors = np.broadcast_to(k, params["b1"].shape)
        louder = {"W1": params["W1"] * factors, "b1": params["b1"] * factors}
        return params | louder | {"W2": params["W2"] / factors[:, None]}


def not_divided(params, k):
    """Does not make up for it in the next layer."""
    return rescale_relu(params, k) | {"W2": params["W2"]}


def multiplied_twice(params, k):
    """Multiplies in the next layer as well."""
    return rescale_relu(params, k) | {"W2": params["W2"] * np.broadcast_to(k, params["b1"].shape)[:, None]}


def second_bias_divided_too(params, k):
    """Divides the next layer's biases."""
    return rescale_relu(params, k) | {"b2": params["b2"] / np.mean(k)}


def divided_along_the_columns(params, k):
    """Divides each column of W2, not each row."""
    return rescale_relu(params, k) | {"W2": params["W2"] / k}


def one_factor_for_all(params, k):
    """Takes the first factor for every unit."""
    if np.any(np.asarray(k) <= 0):
        raise ValueError("not above 0")
    return rescale_relu(params, float(np.ravel(k)[0]))


def scaled_in_place(params, k):
    """Multiplies the caller's arrays."""
    found = rescale_relu(params, k)
    for name, value in params.items():
        value[...] = found[name]
    return params


# 12.6


def nearest_of_any_class(X, y, x_test, y_test, k):
    """Does not look at y."""
    return np.argsort(((X - x_test) ** 2).sum(axis=1))[:k]


def farthest(X, y, x_test, y_test, k):
    """Sorts the wrong way round."""
    members = np.flatnonzero(y == y_test)
    return members[np.argsort(-((X[members] - x_test) ** 2).sum(axis=1))[:k]]


def places_within_the_class(X, y, x_test, y_test, k):
    """Forgets to look up the rows of X."""
    return np.argsort(((X[y == y_test] - x_test) ** 2).sum(axis=1))[:k]


def nearest_by_largest_difference(X, y, x_test, y_test, k):
    """Compares the largest difference of a pixel."""
    members = np.flatnonzero(y == y_test)
    return members[np.argsort(np.abs(X[members] - x_test).max(axis=1))[:k]]


def nearest_by_sum_of_differences(X, y, x_test, y_test, k):
    """Adds up the differences without their squares."""
    members = np.flatnonzero(y == y_test)
    return members[np.argsort(np.abs(X[members] - x_test).sum(axis=1))[:k]]


def nearest_by_product(X, y, x_test, y_test, k):
    """Takes the largest inner product for the smallest distance."""
    members = np.flatnonzero(y == y_test)
    return members[np.argsort(-(X[members] @ x_test))[:k]]


def nearest_then_class(X, y, x_test, y_test, k):
    """Takes the k nearest of all, and keeps those of the class; fills up with the first."""
    near = [i for i in nearest_of_any_class(X, y, x_test, y_test, k) if y[i] == y_test]
    rest = [i for i in np.flatnonzero(y == y_test) if i not in near]
    return np.array([*near, *rest])[:k]


def last_k_of_the_reversed(X, y, x_test, y_test, k):
    """Sorts downwards and takes the last k: rows[-0:] are all rows."""
    members = np.flatnonzero(y == y_test)
    return members[np.argsort(-((X[members] - x_test) ** 2).sum(axis=1))[-k:]]


def the_same_place_left_out(X, y, x_test, y_test, k):
    """Takes an example at distance 0 for x_test itself."""
    distances = ((X - x_test) ** 2).sum(axis=1)
    return np.argsort(np.where((y == y_test) & (distances > 0), distances, np.inf))[:k]


def _three_trainings(X, y, x_test, y_test, k, rng, nearest, picked, first=None, starts=None):
    """Retrain with one of the slips below."""
    start = initial_params((X.shape[1], 30, int(y.max()) + 1), rng)
    found = []
    for number, gone in enumerate((np.zeros(0, dtype=int), nearest, picked(rng))):
        params = train(starts(start, number, X, y) if starts else start, np.delete(X, gone, axis=0), np.delete(y, gone))
        P = softmax(scores(params, x_test[None]))[0]
        found.append(float(P[y_test] if first is None else first(P)))
    return tuple(found)


def _any(X, k):
    return lambda rng: rng.choice(len(X), size=k, replace=False)


def starts_from_the_trained_network(X, y, x_test, y_test, k, rng):
    """Goes on from the weights that have seen everything."""
    near = nearest_same_class(X, y, x_test, y_test, k)
    return _three_trainings(
        X, y, x_test, y_test, k, rng, near, _any(X, k), starts=lambda s, n, A, b: train(s, A, b) if n else s
    )


def a_new_start_each_time(X, y, x_test, y_test, k, rng):
    """Draws new weights for each training."""
    near = nearest_same_class(X, y, x_test, y_test, k)
    sizes = (X.shape[1], 30, int(y.max()) + 1)
    return _three_trainings(
        X, y, x_test, y_test, k, rng, near, _any(X, k), starts=lambda s, n, A, b: initial_params(sizes, rng) if n else s
    )


def random_are_the_same(X, y, x_test, y_test, k, rng):
    """Removes the nearest ones twice."""
    near = nearest_same_class(X, y, x_test, y_test, k)
    return _three_trainings(X, y, x_test, y_test, k, rng, near, lambda rng: near)


def random_within_the_class(X, y, x_test, y_test, k, rng):
    """Draws from the class of x_test only."""
    near = nearest_same_class(X, y, x_test, y_test, k)
    members = np.flatnonzero(y == y_test)
    return _three_trainings(X, y, x_test, y_test, k, rng, near, lambda rng: rng.choice(members, size=k, replace=False))


def random_are_the_first(X, y, x_test, y_test, k, rng):
    """Removes the first k examples."""
    near = nearest_same_class(X, y, x_test, y_test, k)
    return _three_trainings(X, y, x_test, y_test, k, rng, near, lambda rng: np.arange(k))


def the_last_one_spared(X, y, x_test, y_test, k, rng):
    """Draws from all but the last example."""
    near = nearest_same_class(X, y, x_test, y_test, k)
    return _three_trainings(X, y, x_test, y_test, k, rng, near, _any(X[:-1], k))


def nearest_are_kept(X, y, x_test, y_test, k, rng):
    """Forgets to remove the nearest."""
    return _three_trainings(X, y, x_test, y_test, k, rng, np.zeros(0, dtype=int), _any(X, k))


def sure_of_something(X, y, x_test, y_test, k, rng):
    """Takes the largest probability, whatever its class."""
    near = nearest_same_class(X, y, x_test, y_test, k)
    return _three_trainings(X, y, x_test, y_test, k, rng, near, _any(X, k), first=np.max)


def random_before_removed(X, y, x_test, y_test, k, rng):
    """Returns the numbers in another order."""
    before, removed, random = remove_and_retrain(X, y, x_test, y_test, k, rng)
    return before, random, removed


# 12.7


def _score_slope(params, x, dscores):
    return input_gradient(params, x[None], dscores)[0]


def signs_lost(params, x):
    """Takes absolute values."""
    return np.abs(saliency(params, x))


def slope_of_the_loss(params, x):
    """Takes the gradient of the loss of the predicted class."""
    logits = scores(params, x[None])
    return _score_slope(params, x, cross_entropy(logits, logits.argmax(axis=1))[1])


def slope_of_the_probability(params, x):
    """Takes the gradient after the softmax."""
    P = softmax(scores(params, x[None]))
    top = P.argmax()
    return _score_slope(params, x, P[0, top] * (np.eye(P.shape[1])[[top]] - P))


def slope_of_all_scores(params, x):
    """Adds up over the classes."""
    return _score_slope(params, x, np.ones_like(scores(params, x[None])))


def slope_of_the_first_class(params, x):
    """Always asks for class 0."""
    dscores = np.zeros_like(scores(params, x[None]))
    dscores[0, 0] = 1
    return _score_slope(params, x, dscores)


def slope_of_the_largest_size(params, x):
    """Takes the score that is largest without its sign."""
    dscores = np.zeros_like(scores(params, x[None]))
    dscores[0, np.abs(scores(params, x[None])).argmax()] = 1
    return _score_slope(params, x, dscores)


def slope_of_the_smallest_score(params, x):
    """Takes the class that loses."""
    logits = scores(params, x[None])
    return _score_slope(params, x, np.eye(logits.shape[1])[[int(logits.argmin())]])


def slope_from_the_score(params, x):
    """Begins the way back with the score, where a 1 belongs."""
    logits = scores(params, x[None])
    return _score_slope(params, x, logits.max() * np.eye(logits.shape[1])[[int(logits.argmax())]])


def slope_times_input(params, x):
    """Multiplies by the input."""
    return saliency(params, x) * x


def slope_without_the_kinks(params, x):
    """Multiplies the weights and forgets which units are off."""
    product = np.eye(len(x))
    for k in range(1, len(params) // 2 + 1):
        product = product @ params[f"W{k}"]
    return product[:, scores(params, x[None])[0].argmax()]


MISTAKES = (
    Mistake(
        names_of_the_frozen,
        replaces=freeze,
        hint="Return what may still change, not what is frozen.",
        caught_by=public.what_is_not_frozen,
    ),
    Mistake(
        layers_from_zero,
        replaces=freeze,
        hint="Layers are counted from 1, as in W1.",
        caught_by=public.what_is_not_frozen,
    ),
    Mistake(
        biases_stay_trainable,
        replaces=freeze,
        hint="A frozen layer keeps its biases as well.",
        caught_by=public.what_is_not_frozen,
    ),
    Mistake(
        first_digit_only,
        replaces=freeze,
        hint="The number of a layer may have two digits: W10.",
        caught_by=hidden.layer_ten_is_not_layer_one,
    ),
    Mistake(
        up_to_the_highest,
        replaces=freeze,
        hint="Only the layers that are named are frozen: those below train too, by the gradient that passes through.",
        caught_by=public.what_is_not_frozen,
        catalog="M192",
    ),
    Mistake(
        nothing_stays_frozen,
        replaces=finetune,
        hint="Give Adam the gradients of the trainable names only.",
        caught_by=public.frozen_layers_keep_every_bit,
        catalog="M191",
    ),
    Mistake(
        frozen_layers_drift,
        replaces=finetune,
        hint="A gradient of 0 is not frozen: Adam goes on by what it remembers. Leave frozen names out.",
        caught_by=hidden.stages_follow_each_other,
        catalog="M191",
    ),
    Mistake(
        one_adam_for_all_stages,
        replaces=finetune,
        hint="Each stage begins with a new Adam.",
        caught_by=hidden.stages_follow_each_other,
    ),
    Mistake(
        frozen_layer_blocks_those_below,
        replaces=finetune,
        hint="Only the layers that are named are frozen: those below train too, by the gradient that passes through.",
        caught_by=public.frozen_layers_keep_every_bit,
        catalog="M192",
    ),
    Mistake(
        first_stage_again_and_again,
        replaces=finetune,
        hint="Freeze anew in each stage: stages[0] is the first one only.",
        caught_by=hidden.stages_follow_each_other,
        catalog="M442",
    ),
    Mistake(
        every_stage_from_the_start,
        replaces=finetune,
        hint="A stage goes on from where the last one ended.",
        caught_by=hidden.stages_follow_each_other,
    ),
    Mistake(
        plain_descent,
        replaces=finetune,
        hint="Take the steps of the given Adam, not -eta times the gradient.",
        caught_by=public.one_batch_has_one_path,
    ),
    Mistake(
        all_examples_at_once,
        replaces=finetune,
        hint="An epoch is cut into batches of 10, with one step each.",
        caught_by=hidden.copies_of_one_example,
    ),
    Mistake(
        short_batches_left_out,
        replaces=finetune,
        hint="The last, shorter batch is a step as well.",
        caught_by=hidden.copies_of_one_example,
        catalog="M091",
    ),
    Mistake(
        mean_of_batch_losses,
        replaces=finetune,
        hint="A short batch holds fewer examples: weigh each loss by the size of its batch.",
        caught_by=hidden.a_short_batch_counts_for_less,
    ),
    Mistake(
        losses_after_the_step,
        replaces=finetune,
        hint="Keep the loss that came with the gradients, before the step.",
        caught_by=hidden.a_short_batch_counts_for_less,
    ),
    Mistake(
        batches_in_one_order,
        replaces=finetune,
        hint="Shuffle in each epoch, by rng.",
        caught_by=hidden.finetune_draws_from_its_generator,
    ),
    Mistake(
        shuffled_once_for_all,
        replaces=finetune,
        hint="Draw a new order in each epoch.",
        caught_by=hidden.copies_of_one_example,
    ),
    Mistake(
        trains_the_arguments,
        replaces=finetune,
        hint="Start from a copy: the caller wants to keep the old network.",
        caught_by=public.finetune_leaves_its_arguments_alone,
        catalog="M191",
    ),
    Mistake(
        downhill,
        replaces=fgsm,
        hint="This makes the loss smaller: go along the gradient of the loss, not against it.",
        caught_by=public.every_pixel_takes_one_step,
        catalog="M193",
    ),
    Mistake(
        label_of_the_network,
        replaces=fgsm,
        hint="Take the loss of the true label y, not that of the class that the network names.",
        caught_by=public.the_true_label_counts,
        catalog="M194",
    ),
    Mistake(
        unclipped,
        replaces=fgsm,
        hint="Cut off at 0 and 1: there is nothing blacker than black.",
        caught_by=public.pixels_end_at_black_and_white,
        catalog="M194",
    ),
    Mistake(
        gradient_without_its_sign,
        replaces=fgsm,
        hint="Only the sign of the slope counts: every pixel moves by eps.",
        caught_by=public.every_pixel_takes_one_step,
    ),
    Mistake(
        gradient_of_length_one,
        replaces=fgsm,
        hint="eps is the step of each pixel, not the length of the whole change.",
        caught_by=public.every_pixel_takes_one_step,
    ),
    Mistake(
        divided_by_its_size,
        replaces=fgsm,
        hint="0 divided by 0 is no number; np.sign(0) is 0.",
        caught_by=hidden.a_pixel_that_nobody_looks_at,
    ),
    Mistake(
        score_of_the_label_raised,
        replaces=fgsm,
        hint="This makes the loss smaller: go along the gradient of the loss, not against it.",
        caught_by=public.every_pixel_takes_one_step,
    ),
    Mistake(
        image_changed_in_place,
        replaces=fgsm,
        hint="X += ... changes the images of the caller; X + ... makes new ones.",
        caught_by=public.fgsm_leaves_its_arguments_alone,
    ),
    Mistake(
        noise_as_it_is,
        replaces=fooling_image,
        hint="Noise is where it begins: change it until the network is sure.",
        caught_by=public.a_network_is_sure_of_noise,
    ),
    Mistake(
        noise_against_what_is_seen,
        replaces=fooling_image,
        hint="Leading away from one class leads anywhere: go towards the target.",
        caught_by=hidden.every_target_is_reached,
        catalog="M443",
    ),
    Mistake(
        noise_that_wins_narrowly,
        replaces=fooling_image,
        hint="To be the largest is not enough: go on until the probability is 0.99.",
        caught_by=public.a_network_is_sure_of_noise,
    ),
    Mistake(
        noise_without_bounds,
        replaces=fooling_image,
        hint="An image has pixels in 0 .. 1: cut off after every step.",
        caught_by=public.noise_stays_between_black_and_white,
    ),
    Mistake(
        noise_of_one_class_only,
        replaces=fooling_image,
        hint="Use the argument target.",
        caught_by=hidden.every_target_is_reached,
    ),
    Mistake(
        noise_of_64_pixels,
        replaces=fooling_image,
        hint="The image has as many pixels as the network has inputs: len(params['W1']).",
        caught_by=hidden.deeper_networks_are_fooled,
    ),
    Mistake(
        noise_of_its_own,
        replaces=fooling_image,
        hint="Draw the noise from the rng that you are given.",
        caught_by=public.noise_comes_from_the_generator,
        catalog="M006",
    ),
    Mistake(
        stops_at_a_small_loss,
        replaces=memorize,
        hint="The mean loss may be small while labels are still wrong: stop on the training accuracy.",
        caught_by=public.digits_with_random_labels,
        catalog="M444",
    ),
    Mistake(
        starts_from_zero,
        replaces=memorize,
        hint="From zero all hidden units stay alike: draw the weights, initial_params does.",
        caught_by=public.twelve_points_by_heart,
        catalog="M445",
    ),
    Mistake(
        labels_dealt_again,
        replaces=memorize,
        hint="The labels are random, but they stay: do not shuffle them without their examples.",
        caught_by=public.twelve_points_by_heart,
        catalog="M446",
    ),
    Mistake(
        five_steps,
        replaces=memorize,
        hint="Learning by heart takes many steps: go on until all labels are fitted.",
        caught_by=public.twelve_points_by_heart,
    ),
    Mistake(
        size_of_its_own,
        replaces=memorize,
        hint="Use the argument hidden.",
        caught_by=public.memory_has_the_size_that_was_asked_for,
    ),
    Mistake(
        always_ten_classes,
        replaces=memorize,
        hint="There are as many classes as the largest label plus one.",
        caught_by=public.memory_has_the_size_that_was_asked_for,
    ),
    Mistake(
        labels_counted,
        replaces=memorize,
        hint="K is the largest label plus 1: some labels may be missing.",
        caught_by=public.twelve_points_by_heart,
    ),
    Mistake(
        generator_made_inside,
        replaces=memorize,
        hint="Draw from the rng that you are given.",
        caught_by=public.memory_draws_from_its_generator,
        catalog="M006",
    ),
    Mistake(
        labels_shuffled_in_place,
        replaces=memorize,
        hint="rng.shuffle(y) changes the labels of the caller; where you shuffle, index X and y alike.",
        caught_by=hidden.memorize_leaves_its_arguments_alone,
    ),
    Mistake(
        line_backwards,
        replaces=interpolate_loss,
        hint="Alpha 0 is params0.",
        caught_by=public.the_line_ends_at_the_two_networks,
        catalog="M197",
    ),
    Mistake(
        losses_mixed,
        replaces=interpolate_loss,
        hint="Mix the parameters, then ask that network for its loss.",
        caught_by=public.halfway_and_a_quarter,
    ),
    Mistake(
        kept_within_the_ends,
        replaces=interpolate_loss,
        hint="The line goes on below 0 and above 1.",
        caught_by=hidden.the_line_goes_on,
        catalog="M447",
    ),
    Mistake(
        biases_not_mixed,
        replaces=interpolate_loss,
        hint="Biases are parameters too: go through all names.",
        caught_by=public.the_line_ends_at_the_two_networks,
    ),
    Mistake(
        first_layer_only,
        replaces=interpolate_loss,
        hint="All layers go along the line, not the first alone.",
        caught_by=hidden.drawn_networks_on_a_line,
    ),
    Mistake(
        added_without_the_rest,
        replaces=interpolate_loss,
        hint="What is added at one end goes away at the other: (1 - alpha) of the first.",
        caught_by=hidden.drawn_networks_on_a_line,
    ),
    Mistake(
        evenly_spaced,
        replaces=interpolate_loss,
        hint="Look at the alphas that were asked for.",
        caught_by=public.halfway_and_a_quarter,
    ),
    Mistake(
        walks_in_place,
        replaces=interpolate_loss,
        hint="*= changes the network of the caller: build a new dict for each alpha.",
        caught_by=public.interpolate_loss_leaves_its_arguments_alone,
        catalog="M196",
    ),
    Mistake(
        next_layer_not_permuted,
        replaces=permute_hidden,
        hint="The next layer listens to units by their place: its rows must move along.",
        caught_by=public.the_order_of_units_means_nothing,
        catalog="M198",
    ),
    Mistake(
        bias_not_permuted,
        replaces=permute_hidden,
        hint="A unit takes its bias with it.",
        caught_by=public.units_change_places,
    ),
    Mistake(
        inverse_on_the_way_out,
        replaces=permute_hidden,
        hint="Index the rows of W2 by perm as well; argsort(perm) is the way back.",
        caught_by=public.the_order_of_units_means_nothing,
        catalog="M448",
    ),
    Mistake(
        inverse_everywhere,
        replaces=permute_hidden,
        hint="New unit i is old unit perm[i], not the other way round.",
        caught_by=public.units_change_places,
    ),
    Mistake(
        rows_for_columns,
        replaces=permute_hidden,
        hint="Hidden units are the columns of W1; its rows are inputs.",
        caught_by=public.units_change_places,
    ),
    Mistake(
        second_bias_permuted_too,
        replaces=permute_hidden,
        hint="b2 belongs to the next layer's units, which stay.",
        caught_by=public.units_change_places,
    ),
    Mistake(
        nothing_permuted,
        replaces=permute_hidden,
        hint="The function stays, the parameters move.",
        caught_by=public.the_order_of_units_means_nothing,
    ),
    Mistake(
        permuted_in_place,
        replaces=permute_hidden,
        hint="params[...] = ... changes the network of the caller: make a new dict.",
        caught_by=public.permute_hidden_leaves_its_arguments_alone,
    ),
    Mistake(
        bias_not_scaled,
        replaces=rescale_relu,
        hint="k (w x + b) is k w x + k b: the bias is scaled too.",
        caught_by=public.twice_as_loud,
        catalog="M199",
    ),
    Mistake(
        negative_factors_welcome,
        replaces=rescale_relu,
        hint="For k < 0 the relu cuts off the other side: raise ValueError.",
        caught_by=hidden.factors_must_be_above_zero,
        catalog="M311",
    ),
    Mistake(
        zero_let_through,
        replaces=rescale_relu,
        hint="0 is not above 0: what is silenced cannot be made up for.",
        caught_by=hidden.factors_must_be_above_zero,
        catalog="M311",
    ),
    Mistake(
        not_divided,
        replaces=rescale_relu,
        hint="What speaks louder must be listened to less: divide the rows of W2.",
        caught_by=public.loudness_means_nothing,
    ),
    Mistake(
        multiplied_twice,
        replaces=rescale_relu,
        hint="W2 as it was is right for neither: it is divided by k.",
        caught_by=public.loudness_means_nothing,
    ),
    Mistake(
        second_bias_divided_too,
        replaces=rescale_relu,
        hint="b2 does not come from the hidden units: it stays.",
        caught_by=public.twice_as_loud,
    ),
    Mistake(
        divided_along_the_columns,
        replaces=rescale_relu,
        hint="Unit i speaks by row i of W2, so divide each row by its factor: W2 / k[:, np.newaxis].",
        caught_by=hidden.each_unit_has_its_factor,
    ),
    Mistake(
        one_factor_for_all,
        replaces=rescale_relu,
        hint="k may hold one factor for each unit.",
        caught_by=hidden.each_unit_has_its_factor,
    ),
    Mistake(
        scaled_in_place,
        replaces=rescale_relu,
        hint="*= changes the arrays of the caller; W * k makes a new one.",
        caught_by=public.rescale_relu_leaves_its_arguments_alone,
    ),
    Mistake(
        nearest_of_any_class,
        replaces=nearest_same_class,
        hint="Only examples of class y_test count.",
        caught_by=(public.the_class_comes_first, hidden.another_class_is_nearer),
        catalog="M449",
    ),
    Mistake(
        farthest,
        replaces=nearest_same_class,
        hint="The nearest come first when distances are sorted as they are.",
        caught_by=public.the_nearest_on_paper,
        catalog="M450",
    ),
    Mistake(
        places_within_the_class,
        replaces=nearest_same_class,
        hint="Places among the members of the class are not rows of X: look them up.",
        caught_by=hidden.another_class_is_nearer,
    ),
    Mistake(
        nearest_by_largest_difference,
        replaces=nearest_same_class,
        hint="Euclidean distance adds up the squares of all differences.",
        caught_by=public.the_nearest_on_paper,
    ),
    Mistake(
        nearest_by_sum_of_differences,
        replaces=nearest_same_class,
        hint="Square the differences before you add them up: np.abs gives another distance.",
        caught_by=public.the_nearest_on_paper,
    ),
    Mistake(
        nearest_by_product,
        replaces=nearest_same_class,
        hint="A large inner product is not a small distance: subtract, square, add up.",
        caught_by=public.the_nearest_on_paper,
    ),
    Mistake(
        nearest_then_class,
        replaces=nearest_same_class,
        hint="First the class, then the k nearest of it.",
        caught_by=hidden.another_class_is_nearer,
    ),
    Mistake(
        last_k_of_the_reversed,
        replaces=nearest_same_class,
        hint="With k = 0, rows[-k:] are all rows: sort upwards and take rows[:k].",
        caught_by=hidden.another_class_is_nearer,
    ),
    Mistake(
        the_same_place_left_out,
        replaces=nearest_same_class,
        hint="An example at distance 0 is the nearest of all: x_test is not one of them.",
        caught_by=hidden.equal_distances_are_taken_either_way,
    ),
    Mistake(
        starts_from_the_trained_network,
        replaces=remove_and_retrain,
        hint="What was trained on everything has seen the removed ones: begin again from the start.",
        caught_by=public.the_nearest_are_gone,
        catalog="M451",
    ),
    Mistake(
        a_new_start_each_time,
        replaces=remove_and_retrain,
        hint="Draw the start once: otherwise you measure luck.",
        caught_by=public.nothing_removed_changes_nothing,
    ),
    Mistake(
        random_are_the_same,
        replaces=remove_and_retrain,
        hint="Draw the random ones by rng from all N examples: neither the nearest again, nor one class only.",
        caught_by=hidden.random_ones_are_drawn_from_all,
        catalog="M452",
    ),
    Mistake(
        random_within_the_class,
        replaces=remove_and_retrain,
        hint="Draw the random ones by rng from all N examples: neither the nearest again, nor one class only.",
        caught_by=hidden.random_ones_are_drawn_from_all,
    ),
    Mistake(
        random_are_the_first,
        replaces=remove_and_retrain,
        hint="Draw the random ones from rng.",
        caught_by=hidden.random_ones_are_drawn_from_all,
    ),
    Mistake(
        the_last_one_spared,
        replaces=remove_and_retrain,
        hint="Each of the N examples may be drawn, the last one too.",
        caught_by=hidden.random_ones_are_drawn_from_all,
    ),
    Mistake(
        nearest_are_kept,
        replaces=remove_and_retrain,
        hint="Take the nearest away from X and from y before the second training.",
        caught_by=public.the_nearest_are_gone,
    ),
    Mistake(
        sure_of_something,
        replaces=remove_and_retrain,
        hint="Ask for the probability of y_test, not for the largest one.",
        caught_by=hidden.the_start_is_drawn_first,
    ),
    Mistake(
        random_before_removed,
        replaces=remove_and_retrain,
        hint="The order is before, removed, random.",
        caught_by=public.the_nearest_are_gone,
    ),
    Mistake(
        signs_lost,
        replaces=saliency,
        hint="Keep the signs: a pixel may speak against the class.",
        caught_by=public.slope_of_a_small_network,
        catalog="M453",
    ),
    Mistake(
        slope_of_the_loss,
        replaces=saliency,
        hint="Differentiate the score of the last layer itself: no softmax behind it, and no loss.",
        caught_by=public.slope_of_a_small_network,
        catalog="M454",
    ),
    Mistake(
        slope_of_the_probability,
        replaces=saliency,
        hint="Differentiate the score of the last layer itself: no softmax behind it, and no loss.",
        caught_by=public.a_sure_network_has_a_slope_too,
        catalog="M455",
    ),
    Mistake(
        slope_of_all_scores,
        replaces=saliency,
        hint="One score alone: a 1 for the largest, 0 for the others.",
        caught_by=public.the_leading_class_is_asked,
    ),
    Mistake(
        slope_of_the_first_class,
        replaces=saliency,
        hint="The class is the one with the largest score.",
        caught_by=public.the_leading_class_is_asked,
    ),
    Mistake(
        slope_of_the_largest_size,
        replaces=saliency,
        hint="The largest score, signs included: -1 is larger than -5.",
        caught_by=public.the_leading_class_is_asked,
    ),
    Mistake(
        slope_of_the_smallest_score,
        replaces=saliency,
        hint="The class is the one with the largest score.",
        caught_by=public.the_leading_class_is_asked,
    ),
    Mistake(
        slope_from_the_score,
        replaces=saliency,
        hint="Begin the way back with a 1 for the class: that is the slope of its score by itself.",
        caught_by=public.a_sure_network_has_a_slope_too,
    ),
    Mistake(
        slope_times_input,
        replaces=saliency,
        hint="The gradient alone, not multiplied by the input.",
        caught_by=public.slope_of_a_small_network,
    ),
    Mistake(
        slope_without_the_kinks,
        replaces=saliency,
        hint="A unit that is off passes nothing on, forwards or backwards.",
        caught_by=public.slope_of_a_small_network,
    ),
)


# Right solutions in other ways that lectures and libraries know: each must earn full marks.


def freeze_in_a_set(params, layers):
    """A set of names is as good as a list."""
    return {f"{letter}{k}" for letter in "Wb" for k in range(1, len(params) // 2 + 1) if k not in set(layers)}


def fgsm_that_moves_flat_pixels(params, X, y, eps):
    """Takes 0 for positive."""
    return np.clip(X + np.where(_loss_slope(params, X, y) >= 0, eps, -eps), 0, 1)


def memorize_by_batches(X, y, hidden, rng):
    """Trains by mini-batches."""
    params, adam = initial_params((X.shape[1], hidden, int(y.max()) + 1), rng), Adam(0.01)
    for _ in range(400):
        for batch in minibatches(len(X), 50, rng):
            params = adam.step(params, loss_and_grads(params, X[batch], y[batch])[1])
        if (scores(params, X).argmax(axis=1) == y).all():
            break
    return params


def interpolate_loss_in_a_list(params0, params1, X, y, alphas):
    """From params0 by a share of the difference; a list of floats."""
    way = {name: params1[name] - params0[name] for name in params0}
    return [loss_and_grads({n: params0[n] + a * way[n] for n in way}, X, y)[0] for a in alphas.tolist()]


CONVENTIONS = (freeze_in_a_set, fgsm_that_moves_flat_pixels, memorize_by_batches, interpolate_loss_in_a_list)
