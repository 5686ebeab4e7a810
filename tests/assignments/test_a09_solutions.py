"""Right solutions of assignment 9 in other styles earn everything; wrong ones lose the points of what is wrong.

The styles are those of the sample cohort: what students would hand in, read from its files.
"""

import ast
import functools
import json
import math
from dataclasses import replace

import pytest
from scipy import stats

from grader.course.sources import solution_source
from grader.submission import read_submission
from grader.verify.gate import run_solution
from tests import courses

PLACE = ("course", "a09_regularization")
COHORT = courses.ROOT / "examples" / "a09_regularization"
EXPECTED = json.loads((COHORT.parent / "expected" / "a09_regularization.json").read_text())
RIGHT = sorted(name for name, entry in EXPECTED.items() if entry["score"] == 100)
EXERCISES = [exercise.name for exercise in courses.loaded(*PLACE).assignment.exercises]
KEYS = [f"key {i}".encode() for i in range(10)]

DEGENERATE = {
    "zeros": """
def shift(image, dy, dx): return np.zeros_like(image)
def rotate(image, quarter_turns): return np.zeros_like(image)
def mirror(image): return np.zeros_like(image)
def blur3(image): return np.zeros(image.shape)
def channel_gain(image, gains): return np.zeros(image.shape)
def jitter(images, size, rng): return np.zeros(images.shape)
def gaussian_noise(images, sd, rng): return np.zeros(images.shape)
def mixup(X, Y, alpha, rng): return np.zeros(X.shape), np.zeros(Y.shape)
def cutout(X, size, rng): return np.zeros(X.shape)
def input_noise(X, sd, rng): return np.zeros(X.shape)
def disturb_label(y, alpha, K, rng): return np.zeros(len(y), dtype=int)
def gradient_noise(g, t, eta, gamma, rng): return np.zeros(g.shape)
def noisy_loss(w, X, y, sd): return 0.0
def bootstrap(n, rng): return np.zeros(n, dtype=int)
def bagging_mse(V, C, k): return 0.0
def ensemble_predict(probs): return np.zeros(probs.shape[1], dtype=int)
def mask_outputs(w, b, x): return np.zeros(2 ** len(w))
def ngm(probs): return 0.0
def shrink(c, a, p): return np.zeros(len(c))
def l1_penalty(params, a): return 0.0, {k: 0 * v for k, v in params.items()}
def l2_penalty(params, a): return 0.0, {k: 0 * v for k, v in params.items()}
def l2_step(params, grads, a, eta): return {k: 0 * v for k, v in params.items()}
def l2_solution(H, w_star, a): return np.zeros(len(w_star))
def effective_parameters(H, a): return 0.0
def weight_change_stop(old, new, rho, relative=False): return False
class EarlyStopping:
    def __init__(self, patience, min_delta=0.0, cooldown=0, factor=0.1):
        self.best_loss, self.best_params, self.rate = 0.0, {}, 0.0
    def update(self, loss, params): return False
class Dropout:
    def __init__(self, p, rng, inverted=True): pass
    def forward(self, x, train): return np.zeros(x.shape)
    def backward(self, dout): return np.zeros(dout.shape)
""",
    "what came in": """
def shift(image, dy, dx): return image
def rotate(image, quarter_turns): return image
def mirror(image): return image
def blur3(image): return image
def channel_gain(image, gains): return image
def jitter(images, size, rng): return images
def gaussian_noise(images, sd, rng): return images
def mixup(X, Y, alpha, rng): return X, Y
def cutout(X, size, rng): return X
def input_noise(X, sd, rng): return X
def disturb_label(y, alpha, K, rng): return y
def gradient_noise(g, t, eta, gamma, rng): return g
def noisy_loss(w, X, y, sd): return float(sd)
def bootstrap(n, rng): return np.arange(n)
def bagging_mse(V, C, k): return V
def ensemble_predict(probs): return probs[0]
def mask_outputs(w, b, x): return w
def ngm(probs): return probs[0]
def shrink(c, a, p): return c
def l1_penalty(params, a): return a, params
def l2_penalty(params, a): return a, params
def l2_step(params, grads, a, eta): return params
def l2_solution(H, w_star, a): return w_star
def effective_parameters(H, a): return float(len(H))
def weight_change_stop(old, new, rho, relative=False): return True
class EarlyStopping:
    def __init__(self, patience, min_delta=0.0, cooldown=0, factor=0.1): self.rate = 1.0
    def update(self, loss, params):
        self.best_loss, self.best_params = loss, params
        return True
class Dropout:
    def __init__(self, p, rng, inverted=True): pass
    def forward(self, x, train): return x
    def backward(self, dout): return dout
""",
}


@functools.cache
def program(name):
    """Return what of a file of the cohort is executed."""
    return read_submission(name, (COHORT / name).read_bytes(), courses.loaded(*PLACE).assignment.wanted).slice.source


def results_of(source, names=None):
    """Run checks against the reference, with the definitions of a source in their place."""
    loaded = courses.loaded(*PLACE)
    return run_solution(loaded, f"{solution_source(loaded)}\n{source}", courses.LOCAL, courses.terms(*PLACE), names)


@pytest.mark.parametrize("name", RIGHT)
def test_a_right_solution_in_another_style_earns_everything(name):
    """Loops, copies, one-liners, other draws: what keeps the promises is right."""
    results = results_of(program(name))

    assert [] == [(each.check, each.message) for each in results if each.earned != each.possible]


@pytest.mark.parametrize("exercise", EXERCISES)
def test_five_styles_of_each_exercise_differ(exercise):
    """No two of the right files solve an exercise by the same statements."""
    found = [node for name in RIGHT for node in ast.parse(program(name)).body if getattr(node, "name", "") == exercise]

    assert len(RIGHT) == len({ast.dump(node) for node in found})


@pytest.mark.parametrize("kind", DEGENERATE)
def test_doing_nothing_earns_next_to_nothing(kind):
    """Zeros, constants and identities: a point here and there, and none for dropout."""
    results = results_of(DEGENERATE[kind])
    coded = [each for each in results if each.exercise in EXERCISES]
    earned = {each.check: each.earned for each in coded if each.earned}

    assert sum(earned.values()) <= 12, earned
    assert 1 >= sum(each.earned for each in coded if each.exercise == "Dropout")


@pytest.mark.full
@pytest.mark.parametrize("name", RIGHT)
@pytest.mark.parametrize("key", KEYS, ids=[key.decode() for key in KEYS])
def test_chance_refuses_nobody(name, key):
    """The five right files with ten course keys each: 0 of 50 fail, so with 95 % confidence fewer than 6 % do."""
    loaded = courses.loaded(*PLACE)
    terms = replace(courses.terms(*PLACE), key=key)
    results = run_solution(loaded, f"{solution_source(loaded)}\n{program(name)}", courses.LOCAL, terms)

    assert [] == [(each.check, each.message) for each in results if each.earned != each.possible]


def binomial(n, p):
    """Return how often a share of n draws is five standard errors away, exactly."""
    distance = 5 * math.sqrt(n * p * (1 - p))
    return stats.binom.cdf(math.ceil(n * p - distance) - 1, n, p) + stats.binom.sf(math.floor(n * p + distance), n, p)


def variance(n):
    """Return how often the mean square of n normal numbers is five standard errors away, exactly."""
    distance = 5 * math.sqrt(2 * n)
    return stats.chi2.cdf(n - distance, n) + stats.chi2.sf(n + distance, n)


def test_a_right_solution_fails_by_chance_less_than_once_in_ten_thousand():
    """The exact tails of every question that checks put to chance, added up: an upper bound for one course key."""
    normal = 2 * stats.norm.sf(5)
    noise = 3 * (2 * normal + variance(4000) + binomial(4000, math.erf(math.sqrt(0.5)))) + 3 * normal + variance(4000)
    annealed = 2 * (normal + variance(4000) + binomial(4000, math.erf(math.sqrt(0.5))))
    shares = 10 * binomial(1000, 0.2) + 5 * binomial(4000, 0.2) + binomial(8000, 0.775) + 12 * binomial(2000, 0.075)
    dropped = 2 * binomial(2000, 0.5) + binomial(4000, 0.2) + binomial(4000, 0.8)
    # rows and columns of masks: 1 + 7.5 standard errors of a mean of squares
    masks = sum(stats.chi2.sf(n * (1 + 7.5 * math.sqrt(2 / n)), n) for n in (50, 40, 80, 50, 80, 50))
    beta, monte_carlo, bootstraps = 4 * normal, 3 * normal, 4 * normal
    partners = 10 * 0.5**60  # fewer than three of five other rows met in sixty calls
    total = noise + annealed + shares + dropped + masks + beta + monte_carlo + bootstraps + partners

    assert total < 1e-4
