"""The numbers of the questions, and the answers of the reference to them."""

from reference.variants import variant


def numbers_of_1_9(who: str) -> dict[str, object]:
    """Draw the numbers of the two questions for one student.

    Parameters
    ----------
    who : str
        The name or student number.

    Returns
    -------
    numbers : dict
        ``examples``, ``largest`` and ``right`` of question a, and the ``choices`` of question b.
    """
    rng = variant(who, "q_1_9a")
    examples, percent, better = 100 * int(rng.integers(2, 11)), int(rng.integers(60, 91)), int(rng.integers(2, 8))
    largest = examples * percent // 100
    right = largest + (examples - largest) * better // 10
    choices = ["the accuracy on all transactions of May, with which the classifier was also trained"]
    choices += ["the accuracy on transactions of last December, when people paid for other things"]
    choices += ["the accuracy on transactions of May, drawn at random and set aside before anything was tried"]
    choices += ["the highest accuracy of fifty classifiers on one test set of May, of which that one is then used"]
    order = variant(who, "q_1_9b").permutation(4)
    lettered = {"ABCD"[place]: choices[number] for place, number in enumerate(order)}
    return {"examples": examples, "largest": largest, "right": right, "choices": lettered}


who = "Ada Lovelace"
q_1_9a = (numbers_of_1_9(who)["right"] - numbers_of_1_9(who)["largest"]) / (
    numbers_of_1_9(who)["examples"] - numbers_of_1_9(who)["largest"]
)
q_1_9b = next(letter for letter, text in numbers_of_1_9(who)["choices"].items() if "set aside" in text)
