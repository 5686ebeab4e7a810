"""The network that dropout is tried in, the numbers of the questions, and the answers of the reference to them."""

from typing import Any

import numpy as np

from reference.activations import relu
from reference.initialization import he_normal
from reference.losses import cross_entropy
from reference.types import Array, Labels
from reference.variants import variant


def train_with_dropout(
    layer: Any, X: Array, y: Labels, X_new: Array, epochs: int, rng: np.random.Generator
) -> tuple[Labels, Array]:
    """Train a network of 100 hidden relu units, with a dropout layer behind them, and let it name new examples.

    Parameters
    ----------
    layer : Dropout
        What the outputs of the hidden units pass through.
    X, y : ndarray, shape (N, D), and ndarray of int, shape (N,)
        Training examples, and their classes ``0 .. K-1``.
    X_new : ndarray, shape (M, D)
        New examples.
    epochs : int
        How often all training examples are visited, in batches of 20, with steps of 0.1.
    rng : numpy.random.Generator
        Draws the weights and the order of each epoch.

    Returns
    -------
    classes : ndarray of int, shape (M,)
        What the network says of the new examples.
    losses : ndarray, shape (epochs,)
        The mean loss of each epoch, with units dropped.
    """
    K = int(y.max()) + 1
    W1, b1, W2, b2 = he_normal(X.shape[1], 100, rng), np.zeros(100), he_normal(100, K, rng), np.zeros(K)
    losses = np.zeros(epochs)
    for epoch in range(epochs):
        order = rng.permutation(len(X))
        for batch in np.split(order, range(20, len(X), 20)):
            hidden = relu(X[batch] @ W1 + b1)  # (n, 100)
            dropped = layer.forward(hidden, True)
            loss, dZ = cross_entropy(dropped @ W2 + b2, y[batch])
            losses[epoch] += loss * len(batch) / len(X)
            dhidden = layer.backward(dZ @ W2.T) * (hidden > 0)
            W2, b2 = W2 - 0.1 * dropped.T @ dZ, b2 - 0.1 * dZ.sum(axis=0)
            W1, b1 = W1 - 0.1 * X[batch].T @ dhidden, b1 - 0.1 * dhidden.sum(axis=0)
    scores = layer.forward(relu(X_new @ W1 + b1), False) @ W2 + b2
    return scores.argmax(axis=1), losses


def numbers_of_9_0(who: str) -> dict[str, Any]:
    """Draw the numbers of the rule puzzle for one student.

    Parameters
    ----------
    who : str
        The name or student number.

    Returns
    -------
    numbers : dict
        ``examples``, pairs of a triple and whether it satisfies the rule; ``rules``, by their letters; ``two``, the
        letters of two of them.
    """
    rng = variant(who, "q_9_0")
    s, less, most = int(rng.integers(1, 6)), int(rng.integers(2)), int(rng.integers(2))
    examples = [((s + i, s + i + 1, s + i + 2), True) for i in (0, 3, 6)] + [((s + 8, s + 1, s + 30), False)]
    texts = [
        "three whole numbers in a row, each one more than the one before",
        "three numbers, each larger than the one before",
        f"three numbers whose sum is less than {3 * s + 20 + 4 * less}",
        f"three numbers that are less than {s + 8 + 2 * most}",
        f"a triple that begins with {s}, {s + 3} or {s + 6}",
        "one of the three triples above, and no other",
        "the last number is two more than the first",
        "the number in the middle is even",
    ]
    rules = {letter: texts[i] for letter, i in zip("ABCDEFGH", rng.permutation(8), strict=True)}
    forms = (texts[1], texts[int(rng.choice([0, 6]))])
    return {"examples": examples, "rules": rules, "two": sorted(key for key, text in rules.items() if text in forms)}


def numbers_of_9_4(who: str) -> dict[str, str]:
    """Draw the copies of the question of 9.4 for one student.

    Parameters
    ----------
    who : str
        The name or student number.

    Returns
    -------
    copies : dict
        Five copies of digits, by their letters.
    """
    rng = variant(who, "q_9_4")
    false = ["a 3, mirrored", "a 5, mirrored", "a 6, by half a turn", "a 9, by half a turn", "a 7, by half a turn"]
    false += ["a 1, by a quarter turn", "a 3, by a quarter turn"]
    true = ["an 8, mirrored", "a 0, mirrored", "a 1, by half a turn", "a 3, moved by a pixel", "a 5, moved by a pixel"]
    true += ["a 2, moved by a pixel", "a 7, moved by a pixel"]
    count = int(rng.integers(2, 4))
    drawn = [*rng.permutation(false)[:count].tolist(), *rng.permutation(true)[: 5 - count].tolist()]
    return {letter: drawn[i] for letter, i in zip("ABCDE", rng.permutation(5), strict=True)}


def rules_that_fit(numbers: dict[str, Any]) -> str:
    """Return the letters of the rules that fit all examples of `numbers_of_9_0`.

    Parameters
    ----------
    numbers : dict
        As `numbers_of_9_0` gives them.

    Returns
    -------
    letters : str
        In alphabetical order.
    """
    (first, *_), examples = numbers["examples"][0][0], numbers["examples"]
    shown = [triple for triple, holds in examples if holds]
    obeys = {
        "three whole": lambda x, y, z: x + 1 == y == z - 1,
        "three numbers, each": lambda x, y, z: x < y < z,
        "three numbers whose": lambda x, y, z, most: x + y + z < most,
        "three numbers that": lambda x, y, z, most: max(x, y, z) < most,
        "a triple": lambda x, *_: x in (first, first + 3, first + 6),
        "one of": lambda *triple: triple in shown,
        "the last": lambda x, y, z: z == x + 2,
        "the number": lambda x, y, z: y % 2 == 0,
    }

    def fits(text: str) -> bool:
        rule = next(rule for start, rule in obeys.items() if text.startswith(start))
        limit = [int(text.rsplit(" ", 1)[1])] if "less than" in text else []
        return all(rule(*triple, *limit) == holds for triple, holds in examples)

    return "".join(letter for letter, text in sorted(numbers["rules"].items()) if fits(text))


def false_copies(copies: dict[str, str]) -> str:
    """Return the letters of the copies of `numbers_of_9_4` that no longer show their digit.

    Parameters
    ----------
    copies : dict
        As `numbers_of_9_4` gives them.

    Returns
    -------
    letters : str
        In alphabetical order.
    """
    kept = ("an 8, mirrored", "a 0, mirrored", "a 1, by half a turn")
    return "".join(letter for letter, text in sorted(copies.items()) if text not in kept and "pixel" not in text)


who = "Ada Lovelace"
q_9_0a = rules_that_fit(numbers_of_9_0(who))
q_9_0b = (1, 3, 4)
q_9_4 = false_copies(numbers_of_9_4(who))
