"""Right solutions of assignment 12 in other styles earn everything; wrong ones lose the points of what is wrong."""

import json

import numpy as np
import pytest

from assignments.a12_understanding.checks_public import _answers, _drawn
from assignments.a12_understanding.solution import RIGHT, numbers_of_12, right_letters
from grader.course.sources import solution_source
from grader.submission import read_submission
from grader.verify.gate import run_solution
from reference.mlp_functions import initial_params, scores
from tests import courses

PLACE = ("course", "a12_understanding")
EXAMPLES = courses.ROOT / "examples" / "a12_understanding"
EXPECTED = json.loads((courses.ROOT / "examples" / "expected" / "a12_understanding.json").read_text())
STYLES = sorted(name for name, entry in EXPECTED.items() if entry["score"] == 100)
FAST = {"loops.py"}
QUESTIONS = ("q_12_8a", "q_12_8b", "q_12_8c")

WRONG = {  # what each loses: the points of what is wrong, and no others
    "freeze that leaves biases trainable": (
        "def freeze(params, layers):\n    return [n for n in params if n[0] == 'b' or int(n[1:]) not in layers]",
        {"what_is_not_frozen", "no_layer_or_all_of_them", "layer_ten_is_not_layer_one"},
    ),
    "freeze that knows nine layers": (
        "def freeze(params, layers):\n    return [n for n in params if int(n[1]) not in layers]",
        {"layer_ten_is_not_layer_one"},
    ),
    "finetune that reports the last batch": (
        """
def finetune(params, X, y, stages, eta, epochs, rng):
    losses = []
    for stage in stages:
        adam = Adam(eta)
        for _ in range(epochs):
            for batch in minibatches(len(X), 10, rng):
                loss, grads = loss_and_grads(params, X[batch], y[batch])
                params = adam.step(params, {n: grads[n] for n in freeze(params, stage)})
            losses.append(loss)
    return params, losses
""",
        {"a_short_batch_counts_for_less"},
    ),
    "finetune with one Adam": (
        """
def finetune(params, X, y, stages, eta, epochs, rng):
    losses, adam = [], Adam(eta)
    for stage in stages:
        for _ in range(epochs):
            seen = 0
            for batch in minibatches(len(X), 10, rng):
                loss, grads = loss_and_grads(params, X[batch], y[batch])
                params = adam.step(params, {n: grads[n] for n in freeze(params, stage)})
                seen += loss * len(batch)
            losses.append(seen / len(X))
    return params, losses
""",
        {"stages_follow_each_other"},
    ),
    "fgsm that takes three small steps": (
        """
def fgsm(params, X, y, eps):
    adv = X.copy()
    for _ in range(3):
        slope = input_gradient(params, adv, cross_entropy(scores(params, adv), y)[1])
        adv = np.clip(adv + eps / 3 * np.sign(slope), 0, 1)
    return adv
""",
        {"networks_of_every_depth"},
    ),
    "fgsm that does not cut off": (
        """
def fgsm(params, X, y, eps):
    return X + eps * np.sign(input_gradient(params, X, cross_entropy(scores(params, X), y)[1]))
""",
        {
            "pixels_end_at_black_and_white",
            "networks_of_every_depth",
            "a_pixel_that_nobody_looks_at",
            "digits_are_misread",
        },
    ),
    "fooling_image that is content with half": (
        """
def fooling_image(params, target, rng):
    x = rng.random((1, 64))
    while (P := softmax(scores(params, x)))[0, target] < 0.6:
        P[0, target] -= 1
        x = np.clip(x - 0.02 * np.sign(input_gradient(params, x, P)), 0, 1)
    return x[0]
""",
        {"a_network_is_sure_of_noise", "every_target_is_reached", "deeper_networks_are_fooled"},
    ),
    "fooling_image that begins with grey": (
        """
def fooling_image(params, target, rng):
    x = np.full((1, len(params["W1"])), 0.5)
    while (P := softmax(scores(params, x)))[0, target] < 0.99:
        P[0, target] -= 1
        x = np.clip(x - 0.02 * np.sign(input_gradient(params, x, P)), 0, 1)
    return x[0]
""",
        {"noise_comes_from_the_generator"},
    ),
    "memorize with ten classes always": (
        """
def memorize(X, y, hidden, rng):
    return train(initial_params((X.shape[1], hidden, 10), rng), X, y, steps=400)
""",
        {
            "memory_has_the_size_that_was_asked_for",
            "twelve_points_by_heart",
            "memory_draws_from_its_generator",
        },
    ),
    "interpolate_loss that stays inside": (
        """
def interpolate_loss(params0, params1, X, y, alphas):
    mixed = [{n: params0[n] + min(max(a, 0), 1) * (params1[n] - params0[n]) for n in params0} for a in alphas]
    return np.array([loss_and_grads(params, X, y)[0] for params in mixed])
""",
        {"the_line_goes_on"},
    ),
    "permute_hidden the other way round": (
        """
def permute_hidden(params, perm):
    back = np.argsort(perm)
    return params | {"W1": params["W1"][:, back], "b1": params["b1"][back], "W2": params["W2"][back]}
""",
        {"units_change_places", "units_of_a_deep_network_change_places"},
    ),
    "rescale_relu that accepts everything": (
        """
def rescale_relu(params, k):
    k = np.where(np.broadcast_to(k, params["b1"].shape) == 0, 1e-3, k)
    return params | {"W1": params["W1"] * k, "b1": params["b1"] * k, "W2": params["W2"] / k[:, None]}
""",
        {"factors_must_be_above_zero"},
    ),
    "nearest_same_class of any class": (
        "def nearest_same_class(X, y, x_test, y_test, k):\n    return ((X - x_test) ** 2).sum(axis=1).argsort()[:k]",
        {"the_class_comes_first", "another_class_is_nearer"},
    ),
    "remove_and_retrain that draws with replacement": (
        """
def remove_and_retrain(X, y, x_test, y_test, k, rng):
    start = initial_params((X.shape[1], 30, int(y.max()) + 1), rng)
    found = []
    for gone in ([], nearest_same_class(X, y, x_test, y_test, k), rng.integers(len(X), size=k)):
        keep = np.setdiff1d(np.arange(len(X)), gone)
        found.append(softmax(scores(train(start, X[keep], y[keep]), x_test[None]))[0, y_test])
    return tuple(found)
""",
        {"random_ones_are_drawn_from_all"},
    ),
    "saliency of the probability": (
        """
def saliency(params, x):
    P = softmax(scores(params, x[None]))
    k = P.argmax()
    return input_gradient(params, x[None], P[0, k] * (np.eye(P.shape[1])[k] - P))[0]
""",
        {
            "slope_of_a_small_network",
            "the_leading_class_is_asked",
            "a_sure_network_has_a_slope_too",
            "slopes_of_drawn_networks",
            "slopes_through_several_layers",
            "saliency_leaves_its_arguments_alone",
        },
    ),
}


def part_named(name):
    return next(part for part in courses.loaded(*PLACE).assignment.parts if part.name == name)


def handed_in(name):
    """Run all checks against an example, cut as a submission is."""
    loaded = courses.loaded(*PLACE)
    source = read_submission(name, (EXAMPLES / name).read_bytes(), loaded.assignment.wanted).slice.source
    return run_solution(loaded, source, courses.LOCAL, courses.terms(*PLACE))


def replaced(name, source):
    """Run the checks of one exercise against the reference, in which it is replaced."""
    loaded = courses.loaded(*PLACE)
    names = frozenset(row.name for row in part_named(name).rows)
    results = run_solution(loaded, f"{solution_source(loaded)}\n{source}", courses.LOCAL, courses.terms(*PLACE), names)
    return [result for result in results if result.check in names]


def test_there_are_ten_styles():
    """Loops, own backpropagation, sets, copies, recursion, matrices, differences, restarts, batches."""
    assert len(STYLES) >= 10


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=() if name in FAST else pytest.mark.full) for name in STYLES]
)
def test_a_right_solution_in_another_style_earns_everything(name):
    """What keeps the promises is right, however it is written."""
    assert [] == [(each.check, each.message) for each in handed_in(name) if each.earned != each.possible]


def test_what_is_no_work_earns_nothing():
    """Zeros, noise, and what came in."""
    assert [] == [each.check for each in handed_in("zeros.py") if each.earned]


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.full if name.startswith("remove_and") else ()) for name in WRONG]
)
def test_a_wrong_solution_loses_what_is_wrong(name):
    """No more and no less, and the message says something."""
    source, lost = WRONG[name]
    failed = [each for each in replaced(name.split()[0], source) if each.earned != each.possible]

    assert lost == {each.check for each in failed}
    assert [] == [each.check for each in failed if not each.message or not each.message.text.strip()]


def test_a_network_is_judged_by_what_it_answers():
    """The public checks cannot import the given network, and compute the same."""
    rng = np.random.default_rng(0)
    for sizes in ((3, 2), (4, 6, 3), (4, 6, 5, 3)):
        params, X = _drawn(rng, *sizes), rng.normal(size=(5, sizes[0]))

        np.testing.assert_allclose(_answers(params, X), scores(params, X), rtol=1e-12)
        assert set(initial_params(sizes, rng)) == set(params)


@pytest.mark.parametrize("question", QUESTIONS)
def test_statements_differ_from_name_to_name(question):
    """Over a thousand names: two or three are right, no letter is favoured, and guessing one answer is worth little."""
    answers = [right_letters(f"student {k}", question) for k in range(1000)]
    shares = [sum(letter in answer for answer in answers) / 1000 for letter in "ABCDE"]

    assert {2, 3} == {len(answer) for answer in answers}
    assert 20 == len(set(answers))
    assert 0.42 < min(shares)
    assert max(shares) < 0.58


def test_every_pool_has_four_right_statements():
    """Over many names all statements of a question come up, and the right ones are the first four."""
    for question in QUESTIONS:
        met = {text for k in range(200) for text in numbers_of_12(f"student {k}")[question].values()}

        assert 8 == len(met)
        assert 4 == sum(text.startswith(RIGHT) for text in met)


@pytest.mark.parametrize(
    ("answer", "earned"), [("'{}'", 6), ("' {} '.lower()", 6), ("list('{}')", 6), ("'F'", 0), ("7", 0)]
)
def test_answers_are_letters_in_any_form(answer, earned):
    """Case, spaces and a list of letters make no difference; other letters and numbers are wrong."""
    loaded = courses.loaded(*PLACE)
    written = [f"{name} = {answer.format(right_letters('Ada Lovelace', name)[::-1])}" for name in QUESTIONS]
    names = frozenset(row.name for name in QUESTIONS for row in part_named(name).rows)
    source = "\n".join([solution_source(loaded), *written])
    results = run_solution(loaded, source, courses.LOCAL, courses.terms(*PLACE), names)

    assert earned == sum(each.earned for each in results if each.check in names)
