"""Returns an array larger than the cap of a reply.

Ends as: bad_return raised killed.
"""

import numpy as np


def attack():
    return np.broadcast_to(np.float64(7.0), (10**5, 10**5))
