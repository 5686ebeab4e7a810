"""The two array types of the lessons; shapes stand in the docstrings."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
"""Inputs, weights, scores."""

Labels = NDArray[np.int_]
"""Classes ``0 .. K-1``, or the two labels -1 and +1 where a lesson says so."""
