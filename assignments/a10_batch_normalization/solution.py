"""The numbers of the questions, and the answers of the reference to them."""

import numpy as np

from reference.variants import variant


def numbers_of_10(who: str) -> dict[str, object]:
    """Draw the numbers of the three questions for one student.

    Parameters
    ----------
    who : str
        The name or student number.

    Returns
    -------
    numbers : dict
        The ``wish`` and the ``activations`` of question a, ``inputs`` and ``deltas`` of question b, and the
        ``statements`` of question c.
    """
    wishes = ["has outputs of both signs, so that their mean can be 0"]
    wishes += ["has a slope that goes to 0 for large positive inputs"]
    wishes += ["has a slope that goes to 0 (or is 0) for large negative inputs"]
    wishes += ["has the same slope everywhere on each side of 0, which costs no exponential"]
    rng = variant(who, "q_10_10a")
    wish = wishes[rng.integers(4)]
    names = ["sigmoid", "tanh", "ReLU", "leaky ReLU with a = 0.1", "ELU with a = 1"]
    activations = {"ABCDE"[place]: names[number] for place, number in enumerate(rng.permutation(5))}

    rng = variant(who, "q_10_10b")
    larger = rng.permutation(4) < rng.integers(1, 4)  # where the first example has the larger input
    large, small = rng.integers(6, 10, size=4), rng.integers(1, 3, size=4)
    inputs = np.array([np.where(larger, large, small), np.where(larger, small, large)])
    deltas = np.array([rng.integers(2, 6), -rng.integers(2, 6)])

    statements = ["Standardized columns may still be correlated; whitened ones are not"]
    statements += ["After batch normalization a skewed column is as skewed as before"]
    statements += ["Better initial weights took the place of unsupervised pretraining, layer by layer"]
    statements += ["In training, what batch normalization makes of an example depends on the others in its batch"]
    statements += ["Batch normalization makes the inputs of a layer normally distributed"]
    statements += ["The noise of batch means and variances can only harm new examples"]
    statements += ["Covariate shift means that the labels of the training examples are noisy"]
    rng = variant(who, "q_10_10c")
    right = rng.integers(2, 4)
    chosen = rng.permutation([*rng.permutation(4)[:right], *(4 + rng.permutation(3)[: 5 - right])])
    lettered = {"ABCDE"[place]: statements[number] for place, number in enumerate(chosen)}
    return {"wish": wish, "activations": activations, "inputs": inputs, "deltas": deltas, "statements": lettered}


TRUE = ("Standardized", "After", "Better", "In training")
MEETING = {
    "both signs": ("tanh", "leaky", "ELU"),
    "large positive": ("sigmoid", "tanh"),
    "large negative": ("sigmoid", "tanh", "ReLU", "ELU"),
    "no exponential": ("ReLU", "leaky"),
}


def letters(choices: dict[str, str], beginnings: tuple[str, ...]) -> str:
    """Return the letters of the choices that begin with one of some words."""
    return "".join(sorted(letter for letter, text in choices.items() if text.startswith(beginnings)))


def meeting(who: str) -> str:
    """Return the letters of the activations that meet the wish."""
    drawn = numbers_of_10(who)
    words = next(names for part, names in MEETING.items() if part in drawn["wish"])
    return letters(drawn["activations"], words)


def true_statements(who: str) -> str:
    """Return the letters of the statements that hold."""
    return letters(numbers_of_10(who)["statements"], TRUE)


def negative_entries(who: str) -> int:
    """Return how many weights of the neuron have a negative gradient over the two examples."""
    drawn = numbers_of_10(who)
    return int((drawn["deltas"] @ drawn["inputs"] < 0).sum())


who = "Ada Lovelace"
q_10_10a = meeting(who)
q_10_10b = negative_entries(who)
q_10_10c = true_statements(who)
