"""Data sets by name."""

import json
import subprocess
import sys

import numpy as np
import pytest

from grader.data.datasets import DataSource
from grader.errors import CourseError, HostError
from grader.messages import clean


@pytest.fixture(scope="module")
def data():
    return DataSource(b"a key of this test")


def rows(images):
    """Return the set of images, each as bytes."""
    return {image.tobytes() for image in images}


@pytest.mark.parametrize(
    ("name", "dtype", "shape", "range_"),
    [
        ("digits/train_images", np.uint8, (1352, 8, 8), (0, 16)),
        ("digits/train_inputs", np.float64, (1352, 64), (0, 1)),
        ("digits/train_labels", np.int64, (1352,), (0, 9)),
        ("digits/permuted_inputs", np.float64, (1352, 64), (0, 1)),
        ("iris/inputs", np.float64, (150, 4), (0.1, 7.9)),
        ("iris/labels", np.int64, (150,), (0, 2)),
    ],
)
def test_arrays_are_what_their_table_says(data, name, dtype, shape, range_):
    """Each name gives an array of the documented kind, shape and range."""
    array = data.dataset(name)

    assert (dtype, shape) == (array.dtype, array.shape)
    assert range_ == (array.min(), array.max())


def test_every_array_is_read_only_and_the_same_each_time(data):
    """What student code sees cannot be changed by anybody, and is made once."""
    for name in data.names:
        array = data.dataset(name)

        assert not array.flags.writeable
        assert array is data.dataset(name)
    assert not any(array.flags.writeable for array in data.held_out("digits"))


def test_digits_are_those_of_scikit_learn(data):
    """Training and held-out digits together are the 1797 images of the UCI test set, with their labels."""
    from sklearn.datasets import load_digits

    ours = load_digits()
    X, y = data.held_out("digits")
    inputs = np.concatenate([data.dataset("digits/train_inputs"), X])
    labels = np.concatenate([data.dataset("digits/train_labels"), y])

    both = np.column_stack([inputs * 16, labels])
    theirs = np.column_stack([ours.data, ours.target])
    assert sorted(map(tuple, theirs.tolist())) == sorted(map(tuple, both.tolist()))


def test_iris_is_that_of_scikit_learn(data):
    """The iris measurements are Fisher's."""
    from sklearn.datasets import load_iris

    assert np.array_equal(load_iris().data, data.dataset("iris/inputs"))
    assert np.array_equal(load_iris().target, data.dataset("iris/labels"))


def test_the_majority_of_the_loan_table_is_right_nine_times_of_fifteen(data):
    """The lecture's figure holds for our transcription."""
    labels = data.dataset("loan/labels")

    assert (15, 4) == data.dataset("loan/table").shape
    assert 9 == (labels == "Yes").sum()
    assert {"Yes", "No"} == set(labels.tolist())
    assert [{"young", "middle", "old"}, {"false", "true"}, {"false", "true"}, {"fair", "good", "excellent"}] == [
        set(column) for column in data.dataset("loan/table").T.tolist()
    ]


def test_held_out_digits_are_in_no_array(data):
    """No image that is held out appears among those that students may see."""
    X, y = data.held_out("digits")

    assert (445, 64) == X.shape
    assert (445,) == y.shape
    assert (np.float64, np.int64) == (X.dtype, y.dtype)
    assert not rows(X) & rows(data.dataset("digits/train_inputs"))


def test_the_held_out_part_derives_from_the_key(data):
    """The same key gives the same split, another key another one."""
    again, other = DataSource(b"a key of this test"), DataSource(b"another key")

    assert np.array_equal(data.held_out("digits")[0], again.held_out("digits")[0])
    assert not np.array_equal(data.held_out("digits")[0], other.held_out("digits")[0])


def test_another_process_gets_the_same_arrays(data):
    """Neither hash seeds nor the order of requests change what a name gives."""
    program = """
import hashlib, json
from grader.data.datasets import DataSource
data = DataSource(b"a key of this test")
names = sorted(data.names, reverse=True)
print(json.dumps({name: hashlib.sha256(data.dataset(name).tobytes()).hexdigest() for name in names}))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    import hashlib

    ours = {name: hashlib.sha256(data.dataset(name).tobytes()).hexdigest() for name in data.names}
    assert ours == json.loads(done.stdout)


def test_permuted_inputs_are_the_same_pixels_in_another_order(data):
    """The guard permutes training and held-out inputs alike, and changes nothing else."""
    plain, permuted = data.dataset("digits/train_inputs"), data.dataset("digits/permuted_inputs")
    order = [int(np.flatnonzero((plain == column[:, None]).all(axis=0))[0]) for column in permuted.T]
    X, y = data.held_out("digits")
    X_permuted, y_permuted = data.held_out("digits/permuted")

    assert not np.array_equal(plain, permuted)
    assert np.array_equal(np.sort(plain, axis=1), np.sort(permuted, axis=1))
    assert np.array_equal(plain[:, order], permuted)
    assert np.array_equal(np.sort(X, axis=1), np.sort(X_permuted, axis=1))
    assert np.array_equal(y, y_permuted)


def test_a_fingerprint_names_every_data_set(data):
    """Each data set of a run has the SHA-256 of its file, whatever the key."""
    assert data.available == frozenset(data.fingerprint) == {"digits", "iris", "loan"}
    assert all(64 == len(digest) for digest in data.fingerprint.values())
    assert data.fingerprint == DataSource(b"another key").fingerprint


def test_unknown_names_are_the_authors(data):
    """A name that does not exist is a fault of the course, and the message lists those that do."""
    with pytest.raises(CourseError, match="digits/train_inputs"):
        data.dataset("digits/inputs")
    with pytest.raises(CourseError, match="no held-out part"):
        data.held_out("iris")
    with pytest.raises(CourseError, match="no held-out part"):
        data.held_out("digits/train_labels")


def test_mnist_without_its_folder_is_the_hosts(data):
    """A check that needs MNIST where it was not given says how to give it, and blames nobody."""
    with pytest.raises(HostError, match="--data"):
        data.dataset("mnist/train_images")
    with pytest.raises(HostError, match="--data"):
        data.held_out("mnist")


def test_what_a_host_reads_is_plain_text(data):
    """The messages about data hold nothing that `clean` would change."""
    with pytest.raises(CourseError) as caught:
        data.dataset("\x1b[2Jnothing")

    assert clean(str(caught.value)) == str(caught.value)


def test_the_files_are_small_and_attributed():
    """The wheel stays small, and says where its data come from."""
    from importlib.resources import files

    folder = files("grader.data").joinpath("files")
    sizes = {file.name: len(file.read_bytes()) for file in folder.iterdir()}

    assert 45_000 >= sizes["digits.npz"]
    attribution = folder.joinpath("ATTRIBUTION.md").read_text(encoding="utf-8")
    assert all(name in attribution for name in sizes if name.endswith(".npz"))
    assert "CC BY 4.0" in attribution
