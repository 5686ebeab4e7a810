"""The numbers of the questions, and the answers of the reference to them."""

import numpy as np

from reference.activations import sigmoid
from reference.types import Array
from reference.variants import variant


def numbers_of_6_2(who: str) -> dict[str, float]:
    """Draw the numbers of the questions of 6.2 for one student.

    Parameters
    ----------
    who : str
        The name or student number.

    Returns
    -------
    numbers : dict
        How many ``decimals`` of each loss are printed, and the step ``h``.
    """
    rng = variant(who, "q_6_2")
    return {"decimals": int(rng.integers(4, 8)), "h": float(rng.choice([2, 4, 5, 8])) / 10_000}


def numbers_of_6_7(who: str) -> dict[str, Array]:
    """Draw the network of the questions of 6.7 for one student.

    Parameters
    ----------
    who : str
        The name or student number.

    Returns
    -------
    numbers : dict
        Input ``x`` (2,) without its leading 1, target ``y`` (2,), weights ``V`` (3, 3) and ``W`` (2, 4), biases first.
    """
    rng = variant(who, "q_6_7")
    x = rng.integers(1, 3, size=2) * np.array([1.0, -1.0])
    V = rng.integers(1, 4, size=(3, 3)) * rng.choice([-1, 1], size=(3, 3)) / 10
    W = rng.integers(1, 6, size=(2, 4)) * rng.choice([-1, 1], size=(2, 4)) / 10
    W[:, 1] = rng.integers(8, 13, size=2) * np.array([1, -1]) / 10
    return {"x": x, "y": np.array([0.0, 1.0]), "V": V, "W": W}


def answers_of_6_7(numbers: dict[str, Array]) -> dict[str, float]:
    """Answer the questions of 6.7 for one network.

    Parameters
    ----------
    numbers : dict
        As `numbers_of_6_7` gives them.

    Returns
    -------
    answers : dict
        By the letter of the question.
    """
    x, y, V, W = (numbers[name] for name in ("x", "y", "V", "W"))
    h = sigmoid(V[:, 0] + V[:, 1:] @ x)  # (3,)
    z = sigmoid(W[:, 0] + W[:, 1:] @ h)  # (2,)
    by_outputs = (z - y) * z * (1 - z)
    by_hidden = by_outputs @ W[:, 1:] * h * (1 - h)
    found = (h[0], z[0], by_outputs[0], by_outputs[0] * h[1], by_hidden[0] * x[0])
    return dict(zip("abcde", map(float, found), strict=True))


who = "Ada Lovelace"
q_6_2a = 10.0 ** -numbers_of_6_2(who)["decimals"] / numbers_of_6_2(who)["h"]
q_6_2b = q_6_2a / 2
q_6_7a = answers_of_6_7(numbers_of_6_7(who))["a"]
q_6_7b = answers_of_6_7(numbers_of_6_7(who))["b"]
q_6_7c = answers_of_6_7(numbers_of_6_7(who))["c"]
q_6_7d = answers_of_6_7(numbers_of_6_7(who))["d"]
q_6_7e = answers_of_6_7(numbers_of_6_7(who))["e"]
