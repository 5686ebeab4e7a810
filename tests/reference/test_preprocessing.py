"""Reading files that we write ourselves, and scaling as scikit-learn does."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from sklearn.preprocessing import StandardScaler

from reference.preprocessing import Scaler, load_idx


def written(array):
    """Return the content of an IDX file: NumPy writes the lengths as big-endian integers."""
    return bytes([0, 0, 8, array.ndim]) + np.array(array.shape, dtype=">u4").tobytes() + array.tobytes()


@given(arrays(np.uint8, array_shapes(min_dims=1, max_dims=3, min_side=0, max_side=6)))
def test_what_was_written_is_read(array):
    """One to three axes, also empty ones."""
    found = load_idx(written(array))

    assert array.shape == found.shape
    assert array.tolist() == found.tolist()


@given(st.binary(max_size=30))
def test_any_bytes_are_read_or_refused(data):
    """Whatever comes, the answer is an array of the promised length or ValueError."""
    try:
        found = load_idx(data)
    except ValueError:
        return

    assert data == written(found)


@pytest.mark.parametrize("cut", [0, 3, 7, 11, 16])
def test_a_file_cut_short_is_refused(cut):
    """In its header or in its data."""
    with pytest.raises(ValueError, match="IDX file|header"):
        load_idx(written(np.zeros((2, 3), dtype=np.uint8))[:cut])


@given(arrays(float, st.tuples(st.integers(2, 8), st.integers(1, 4)), elements=st.integers(-40, 40).map(float)))
def test_scaling_agrees_with_scikit_learn(X):
    """Constant columns included; new rows are treated alike."""
    ours, theirs = Scaler().fit(X), StandardScaler().fit(X)

    assert theirs.transform(X) == pytest.approx(ours.transform(X), abs=1e-9)
    assert theirs.transform(X[:1] + 3) == pytest.approx(ours.transform(X[:1] + 3), abs=1e-9)


@given(st.floats(-1e6, 1e6), st.integers(1, 60))
def test_a_constant_column_becomes_zero(value, rows):
    """Also where the mean of equal numbers is not quite that number, as for three times 0.1."""
    X = np.full((rows, 1), value)

    assert np.zeros(rows) == pytest.approx(Scaler().fit(X).transform(X)[:, 0], abs=1e-9)


def test_bytes_do_not_wrap():
    """10 - 200 is below 0, also for pixels."""
    scaler = Scaler().fit(np.array([[100], [200]], dtype=np.uint8))

    assert [[-2.8]] == scaler.transform(np.array([[10]], dtype=np.uint8)).tolist()
