"""Hypothesis strategies for values, and what makes two of them the same."""

import math
import struct

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from grader.worker.values import DTYPES, Scalar

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
dtypes = st.sampled_from(sorted(DTYPES)).map(DTYPES.get)
arrays = dtypes.flatmap(
    lambda dtype: hnp.arrays(dtype, hnp.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4))
)
scalars = dtypes.flatmap(lambda dtype: hnp.arrays(dtype, ())).map(lambda array: array[()])
leaves = st.one_of(
    st.none(), st.booleans(), st.integers(), st.integers(-(2**4095), 2**4095), st.floats(), texts, arrays, scalars
)
values = st.recursive(
    leaves,
    lambda children: st.one_of(
        st.lists(children, max_size=4),
        st.lists(children, max_size=4).map(tuple),
        st.dictionaries(texts, children, max_size=4),
    ),
    max_leaves=12,
)

tags = st.sampled_from(["a", "s", "f", "l", "t", "h", "b", "n", "g", "x", "c", "d", "", "zz", *DTYPES])
json_trees = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-3, 3), st.integers(), st.floats(), tags, st.text(max_size=5)),
    lambda children: st.one_of(
        st.lists(children, max_size=4),
        st.tuples(tags, children).map(list),
        st.tuples(tags, tags, children).map(list),
        st.dictionaries(st.text(max_size=3), children, max_size=3),
    ),
    max_leaves=15,
)


def same(expected, actual) -> bool:
    """Say whether `actual` is what the grader should have got for `expected`: kinds, shapes and bits."""
    if isinstance(expected, (np.generic, np.ndarray)) and np.ndim(expected) == 0:
        exact = np.asarray(expected)
        both_nan = exact.dtype.kind == "f" and np.isnan(exact) and np.isnan(actual)
        return (
            type(actual) is Scalar and exact.dtype == actual.dtype and (both_nan or exact.tobytes() == actual.tobytes())
        )
    if type(expected) is not type(actual):
        return False
    if isinstance(expected, np.ndarray):
        return (expected.dtype, expected.shape, expected.tobytes()) == (actual.dtype, actual.shape, actual.tobytes())
    if isinstance(expected, float):
        return (math.isnan(expected) and math.isnan(actual)) or struct.pack("d", expected) == struct.pack("d", actual)
    if isinstance(expected, (list, tuple)):
        return len(expected) == len(actual) and all(map(same, expected, actual))
    if isinstance(expected, dict):
        return list(expected) == list(actual) and all(map(same, expected.values(), actual.values()))
    return expected == actual
