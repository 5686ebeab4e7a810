"""The statements of the questions, and the answers of the reference to them."""

from reference.variants import variant


def numbers_of_12(who: str) -> dict[str, dict[str, str]]:
    """Draw five statements for each of the three questions of 12.8.

    Parameters
    ----------
    who : str
        The name or student number.

    Returns
    -------
    drawn : dict of str to dict
        For each question its statements by letter, A to E.
    """
    pools = {
        "q_12_8a": (
            "a decision tree that asks three questions",
            "a sum of five measurements, each with its printed weight",
            "a checklist that adds up points, with a limit",
            "the rule: ill if at least two of these three signs are there",
            "a deep network, and a saliency map for each of its answers",
            "a large network, and a small tree that imitates its answers",
            "a network, and the training images that are most like the input",
            "a network, and the smallest change of the input that would change its answer",
        ),
        "q_12_8b": (
            "the hidden units can change places, with their weights, and every answer stays the same",
            "a relu unit's incoming weights can be doubled without changing any answer",
            "another training may spread what one unit has learned over several",
            "one unit may respond to several patterns that have nothing in common",
            "unit 7 of one training and unit 7 of the next look for the same pattern",
            "every hidden unit stands for one thing that people have a word for",
            "of two units the one with larger incoming weights matters more",
            "a network that names ten digits has one hidden unit for each of them",
        ),
        "q_12_8c": (
            "the same network may fit random labels, and name new digits after training on true ones",
            "training accuracy alone cannot tell a rule from learning by heart",
            "the number of weights alone does not say how well a network does on new examples",
            "that a network could learn by heart does not mean that it does so where there is a rule to find",
            "a network that is able to fit random labels must fail on new examples of any task",
            "with random labels a network that is large enough is better than chance on new examples",
            "a training accuracy of 100 % proves that the network has found a rule",
            "a network can fit random labels only where it has fewer weights than examples",
        ),
    }
    drawn = {}
    for name, pool in pools.items():
        rng = variant(who, name)
        right = int(rng.integers(2, 4))  # two or three of the first four, the others from the last four
        chosen = [*rng.permutation(4)[:right], *(4 + rng.permutation(4)[: 5 - right])]
        drawn[name] = {"ABCDE"[place]: pool[chosen[number]] for place, number in enumerate(rng.permutation(5))}
    return drawn


RIGHT = (
    "a decision tree",
    "a sum of five",
    "a checklist",
    "the rule:",
    "the hidden units can",
    "a relu unit's",
    "another training",
    "one unit may",
    "the same network",
    "training accuracy alone",
    "the number of weights alone",
    "that a network could",
)  # how the first four statements of each question begin


def right_letters(who: str, question: str) -> str:
    """Return the letters of the right statements, in alphabetical order.

    Parameters
    ----------
    who : str
        The name or student number.
    question : str
        Such as ``q_12_8a``.

    Returns
    -------
    letters : str
        Two or three of A to E.
    """
    return "".join(letter for letter, text in numbers_of_12(who)[question].items() if text.startswith(RIGHT))


who = "Ada Lovelace"
q_12_8a = right_letters(who, "q_12_8a")
q_12_8b = right_letters(who, "q_12_8b")
q_12_8c = right_letters(who, "q_12_8c")
