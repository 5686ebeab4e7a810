"""Evaluation as slow, obvious loops: an independent second opinion where no library has the function."""

from itertools import pairwise


def stump_mistakes(X, y, feature, threshold):
    """Return how many examples a stump gets wrong, counted one by one."""
    wrong = 0
    for side in (True, False):
        labels = [int(label) for x, label in zip(X, y, strict=True) if bool(x[feature] <= threshold) is side]
        answer = max(labels, key=labels.count, default=None)
        wrong += sum(label != answer for label in labels)
    return wrong


def fewest_stump_mistakes(X, y):
    """Return the least that any stump gets wrong: every feature, every threshold between values and beyond them."""
    found = []
    for feature in range(X.shape[1]):
        values = sorted(set(X[:, feature].tolist()))
        between = [(low + high) / 2 for low, high in pairwise(values)]
        for threshold in (values[0] - 1, *between, values[-1] + 1):
            found.append(stump_mistakes(X, y, feature, threshold))
    return min(found)


def chance_of_a_hit(y, guesses):
    """Return how often a guess drawn from a list is right, over all pairs of an example and a guess."""
    return sum(label == guess for label in y for guess in guesses) / (len(y) * len(guesses))
