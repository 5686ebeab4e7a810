"""MNIST from IDX files: small ones made here, and the true ones where GRADER_DATA names their folder."""

import gzip
import hashlib
import os
import struct
from pathlib import Path

import numpy as np
import pytest

from grader.data.datasets import DataSource
from grader.data.mnist import DIGESTS, TRAIN_IMAGES, TRAIN_LABELS, read_idx
from grader.errors import HostError
from grader.model import Outcome

ROWS = 120
RNG = np.random.default_rng(3)
IMAGES = RNG.integers(0, 256, size=(ROWS, 28, 28), dtype=np.uint8)
LABELS = np.repeat(np.arange(10, dtype=np.uint8), ROWS // 10)


def idx(array):
    return bytes([0, 0, 8, array.ndim]) + struct.pack(f">{array.ndim}I", *array.shape) + array.tobytes()


RAW = {TRAIN_IMAGES: idx(IMAGES), TRAIN_LABELS: idx(LABELS)}
SMALL = {name: hashlib.sha256(raw).hexdigest() for name, raw in RAW.items()}


@pytest.fixture(params=["packed", "raw"])
def folder(request, tmp_path):
    for name, raw in RAW.items():
        if request.param == "packed":
            (tmp_path / f"{name}.gz").write_bytes(gzip.compress(raw))
        else:
            (tmp_path / name).write_bytes(raw)
    return tmp_path


def test_packed_and_raw_files_are_the_same(folder):
    """A file is read whether it is packed or not."""
    assert np.array_equal(IMAGES, read_idx(folder, TRAIN_IMAGES, SMALL))
    assert np.array_equal(LABELS, read_idx(folder, TRAIN_LABELS, SMALL))


def test_mnist_is_a_data_set_where_its_folder_is_given(folder):
    """The training file gives what students see and what is held out, disjoint, under one fingerprint."""
    data = DataSource(b"key", folder, SMALL)
    X, y = data.held_out("mnist")
    seen = data.dataset("mnist/train_images").reshape(-1, 784) / 255

    assert "mnist" in data.available
    assert {"digits", "iris", "loan", "mnist"} == set(data.fingerprint)
    assert ROWS == len(X) + len(seen)
    assert not {row.tobytes() for row in X} & {row.tobytes() for row in seen}
    assert np.bincount(LABELS).tolist() == (np.bincount(y) + np.bincount(data.dataset("mnist/train_labels"))).tolist()
    assert np.array_equal(seen, data.dataset("mnist/train_inputs_10k"))


def test_nothing_is_read_before_it_is_asked_for(tmp_path):
    """A source of data opens no MNIST file until a check needs it."""
    data = DataSource(b"key", tmp_path / "nowhere")

    assert (1352,) == data.dataset("digits/train_labels").shape


def test_a_missing_file_is_the_hosts(tmp_path):
    """What is not there is named, with what to do."""
    with pytest.raises(HostError, match=f"Put {TRAIN_IMAGES}.*\n.*--data"):
        DataSource(b"key", tmp_path).dataset("mnist/train_images")


def _truncated(raw):
    return raw[:-1]


def _changed(raw):
    return raw[:-1] + bytes([raw[-1] ^ 1])


@pytest.mark.parametrize("damage", [_truncated, _changed, lambda raw: b"", lambda raw: b"<html>not found</html>"])
def test_a_damaged_file_is_the_hosts(tmp_path, damage):
    """A file with other content is refused by its SHA-256, and the message names it."""
    (tmp_path / TRAIN_LABELS).write_bytes(damage(RAW[TRAIN_LABELS]))

    with pytest.raises(HostError, match=f"Get {TRAIN_LABELS} again: its content has the SHA-256"):
        read_idx(tmp_path, TRAIN_LABELS, SMALL)


@pytest.mark.parametrize("packed", [b"not packed", gzip.compress(RAW[TRAIN_LABELS], mtime=0)[:-9], b""])
def test_a_file_that_cannot_be_unpacked_is_the_hosts(tmp_path, packed):
    """A broken gzip file is a sentence, not a traceback."""
    (tmp_path / f"{TRAIN_LABELS}.gz").write_bytes(packed)

    with pytest.raises(HostError, match=f"Get {TRAIN_LABELS} again"):
        read_idx(tmp_path, TRAIN_LABELS, SMALL)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00\x00\x08",
        b"\x00\x00\x08\x00",
        b"\x00\x00\x08\x01\x00",
        b"\x00\x00\x0d\x01\x00\x00\x00\x01\x00\x00\x00\x00",
        b"\x00\x00\x08\x04" + struct.pack(">4I", 1, 1, 1, 1) + b"\x00",
        b"\x00\x00\x08\x03" + struct.pack(">3I", 2**32 - 1, 2**32 - 1, 2**32 - 1),
    ],
)
def test_what_is_no_idx_file_is_the_hosts(tmp_path, raw):
    """A file that a course declares true, but that is no IDX file of bytes, is refused without allocating anything."""
    (tmp_path / TRAIN_LABELS).write_bytes(raw)

    with pytest.raises(HostError, match="no IDX file"):
        read_idx(tmp_path, TRAIN_LABELS, {TRAIN_LABELS: hashlib.sha256(raw).hexdigest()})


def test_a_bomb_is_refused(tmp_path, monkeypatch):
    """A packed file that grows beyond the largest true one is not unpacked any further."""
    monkeypatch.setattr("grader.data.mnist.LARGEST", 1000)
    (tmp_path / f"{TRAIN_LABELS}.gz").write_bytes(gzip.compress(bytes(10_000)))

    with pytest.raises(HostError, match="more than 1000 bytes"):
        read_idx(tmp_path, TRAIN_LABELS)


def test_the_fault_is_ours():
    """Data that is missing costs no student a point."""
    assert "us" == Outcome.HOST_FAULT.party


def test_the_true_files_are_known():
    """The true files are read, where GRADER_DATA names their folder; everywhere, four files have a digest."""
    assert 4 == len(DIGESTS)
    folder = Path(os.environ.get("GRADER_DATA", ""))
    if not os.environ.get("GRADER_DATA"):
        return
    data = DataSource(b"key", folder)

    assert (55_000, 28, 28) == data.dataset("mnist/train_images").shape
    assert (5_000, 784) == data.held_out("mnist")[0].shape
