"""The numbers of the questions, and the answers of the reference to them."""

import numpy as np

from reference.variants import variant


def numbers_of_7(who: str) -> dict[str, object]:
    """Draw the numbers of the two questions for one student.

    Parameters
    ----------
    who : str
        The name or student number.

    Returns
    -------
    numbers : dict
        The pre-activation ``z`` and the ``target`` of the question of 7.2, and the ``choices`` of that of 7.6.
    """
    rng = variant(who, "q_7_2")
    z, target = int(rng.integers(30, 61)) / 10, int(rng.integers(2))
    choices = ["With enough hidden units a network comes close to any continuous function on a box"]
    choices += ["More hidden units always make a network more accurate on new examples"]
    choices += ["Gradient descent finds the best weights, wherever it starts"]
    choices += ["The weights of a trained network say in plain words how it decides"]
    order = variant(who, "q_7_6").permutation(4)
    lettered = {"ABCD"[place]: choices[number] for place, number in enumerate(order)}
    return {"z": z if target == 0 else -z, "target": target, "choices": lettered}


who = "Ada Lovelace"
q_7_2 = float(2 + 2 * np.cosh(numbers_of_7(who)["z"]))
q_7_6 = next(letter for letter, text in numbers_of_7(who)["choices"].items() if text.startswith("With enough"))
