"""Which examples are set aside for testing."""

import numpy as np

from reference.types import Labels


def stratified_split(
    y: Labels | list[int] | list[str],
    test_frac: float,
    rng: np.random.Generator,
    groups: Labels | list[int] | list[str] | None = None,
) -> tuple[Labels, Labels]:
    """Set examples aside for testing, the same share of each stratum, drawn at random.

    A stratum is the set of all examples with the same value of `groups`, or, where that is None, with the same label.

    Parameters
    ----------
    y : array or list of int or str, length N
        Labels.
    test_frac : float
        The share of the examples to set aside, between 0 and 1.
    rng : numpy.random.Generator
        Draws which examples of a stratum are set aside.
    groups : array or list of int or str, length N, optional
        What to stratify by in the place of the labels, such as the age of the applicants.

    Returns
    -------
    train_idx, test_idx : array or list of int
        The numbers of the examples, 0 .. N-1, of the training set and of the test set, each in any order.

    Promises
    --------
    parts : each of the numbers 0 .. N-1 stands in exactly one of the two parts, once.
    share : of a stratum of n examples, the number of those in the test set differs from test_frac * n by less than 1.
    groups : where groups is given, the strata are its values, whatever the labels are.
    single : a stratum of one example stays in the training set.
    random : which examples of a larger stratum are set aside is drawn by rng; each of them can be, and any together,
        whatever is drawn from the other strata.
    kinds : y and groups may be arrays or lists, of int or of str.
    pure : y and groups are left as they were.
    generator : the same generator gives the same split; nothing else is random.

    References
    ----------
    .. [1] Kohavi, R. A study of cross-validation and bootstrap for accuracy estimation and model selection. *IJCAI*
       (1995), 1137-1143.

    Examples
    --------
    >>> train_idx, test_idx = stratified_split([7, 7, 7, 7, 3, 3], 0.5, np.random.default_rng(0))
    >>> sorted(i < 4 for i in test_idx) == [False, True, True]
    True
    """
    strata = np.asarray(y if groups is None else groups)  # (N,)
    tested = np.zeros(len(strata), dtype=bool)
    for value in np.unique(strata):
        rows = np.flatnonzero(strata == value)
        if len(rows) > 1:
            count = round(test_frac * len(rows))
            tested[rng.permutation(rows)[:count]] = True
    return np.flatnonzero(~tested), np.flatnonzero(tested)
