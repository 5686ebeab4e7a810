"""The numbers of the questions, and the answers of the reference to them."""

import numpy as np

from reference.variants import variant


def numbers_of_5_8(who: str) -> dict[str, object]:
    """Draw the numbers of the three questions for one student.

    Parameters
    ----------
    who : str
        The name or student number.

    Returns
    -------
    numbers : dict
        ``theta``, ``delta`` and ``k`` of question a, the ``edges`` of question b, and the ``choices`` of question c.
    """
    rng = variant(who, "q_5_8a")
    theta, delta, k = int(rng.integers(2, 9)) / 10, int(rng.integers(1, 6)) / 100, int(rng.integers(20, 61))
    rng = variant(who, "q_5_8b")
    starts = [int(start) for start in rng.integers(0, 4, size=5)]
    edges = [(start, start + int(rng.integers(1, 5))) for start in starts]
    choices = ["powers of x: 1, x, x^2, ...", "sines and cosines of multiples of x"]
    choices += ["sigmoids, each with its place and its steepness", "bells around the training examples"]
    order = variant(who, "q_5_8c").permutation(4)
    lettered = {"ABCD"[place]: choices[number] for place, number in enumerate(order)}
    return {"theta": theta, "delta": delta, "k": k, "edges": edges, "choices": lettered}


who = "Ada Lovelace"
q_5_8a = float(np.tanh(numbers_of_5_8(who)["k"] * numbers_of_5_8(who)["delta"] / 2))
q_5_8b = sum(end - start - 1 for start, end in numbers_of_5_8(who)["edges"])
q_5_8c = next(letter for letter, text in numbers_of_5_8(who)["choices"].items() if text.startswith("sigmoids"))
