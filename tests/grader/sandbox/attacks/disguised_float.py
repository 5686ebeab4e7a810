"""Returns a subclass of float whose comparisons all hold.

Ends as: failed.
"""

import numpy as np


class Chameleon(np.float64):
    def __eq__(self, other):
        return True

    def __abs__(self):
        return 0.0

    def __sub__(self, other):
        return 0.0

    __rsub__ = __sub__
    __hash__ = None


def attack():
    return Chameleon(7.0)
