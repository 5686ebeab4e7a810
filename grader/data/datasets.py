"""Data sets by name: what student code may see, and what is held out from it.

========================== ============= ==========================================================
name                       dtype         what it is
========================== ============= ==========================================================
digits/train_images        uint8         (1352, 8, 8), 0 .. 16
digits/train_inputs        float64       (1352, 64), 0 .. 1
digits/train_labels        int64         (1352,)
digits/permuted_inputs     float64       train_inputs with its pixels in another order: `grader.data.splits`
iris/inputs                float64       (150, 4), centimetres
iris/labels                int64         (150,): setosa, versicolor, virginica
loan/table                 text          (15, 4): age, has a job, owns a house, credit rating
loan/labels                text          (15,): Yes or No
mnist/train_images         uint8         (55000, 28, 28), 0 .. 255
mnist/train_labels         int64         (55000,)
mnist/train_inputs_10k     float64       (10000, 784), 0 .. 1: the first of them
mnist/train_labels_10k     int64         (10000,)
mnist/permuted_inputs_10k  float64       train_inputs_10k with its pixels in another order
========================== ============= ==========================================================

Held out are 445 of the 1797 digits and 5000 of MNIST's training file, by the course key: ``digits``, ``mnist``, and
with permuted pixels ``digits/permuted``, ``mnist/permuted``. Pixels stay uint8 until they are asked for as inputs.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Mapping
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grader.data.mnist import DIGESTS, TRAIN_IMAGES, TRAIN_LABELS, read_idx
from grader.data.seeds import derive
from grader.data.splits import Rows, permute_pixels, stratified_split
from grader.errors import CourseError, HostError
from grader.messages import say

Array = NDArray[Any]
Floats = NDArray[np.float64]
Labels = NDArray[np.int64]

DIGITS_HELD_OUT = 445
MNIST_HELD_OUT = 5000
MNIST_SUBSET = 10_000


class _Images:
    """Images with labels, of which a part is held out; nothing is computed before it is asked for."""

    def __init__(
        self, read: Callable[[], tuple[Array, Array]], brightest: int, held_out: int, seeds: tuple[int, int]
    ) -> None:
        self._read, self._brightest, self._count, self._seeds = read, brightest, held_out, seeds

    @cached_property
    def _all(self) -> tuple[Array, Array]:
        return self._read()

    @cached_property
    def _rows(self) -> tuple[Rows, Rows]:
        labels = self._all[1]
        return stratified_split(labels, min(self._count, labels.size // 2), self._seeds[0])

    def images(self) -> Array:
        return self._all[0][self._rows[0]]

    def labels(self, first: int | None = None) -> Array:
        return self._all[1][self._rows[0][:first]].astype(np.int64)

    def inputs(self, first: int | None = None, permuted: bool = False) -> Array:
        return self._flat(self._rows[0][:first], permuted)

    def held_out(self, permuted: bool) -> tuple[Floats, Labels]:
        return self._flat(self._rows[1], permuted), self._all[1][self._rows[1]].astype(np.int64)

    def _flat(self, rows: Rows, permuted: bool) -> Floats:
        inputs = self._all[0][rows].reshape(len(rows), -1) / self._brightest
        return np.ascontiguousarray(permute_pixels(inputs, self._seeds[1]) if permuted else inputs)


class DataSource:
    """The data of one run, by name.

    Parameters
    ----------
    key : bytes
        The course key, from which the held-out parts derive.
    mnist : Path or None
        The folder with the MNIST files, where they were given.
    digests : mapping of str to str
        SHA-256 of the raw content of each MNIST file.
    """

    def __init__(self, key: bytes, mnist: Path | None = None, digests: Mapping[str, str] = DIGESTS) -> None:
        self._folder, self._digests = mnist, digests
        self._images = {"digits": _Images(_digits, 16, DIGITS_HELD_OUT, _seeds(key, "digits"))}
        if mnist is not None:
            self._images["mnist"] = _Images(self._mnist, 255, MNIST_HELD_OUT, _seeds(key, "mnist"))
        self._makers = self._catalog()
        self._made: dict[str, Array] = {}
        self._held_out: dict[str, tuple[Floats, Labels]] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """Every array that `dataset` gives."""
        return tuple(self._makers)

    @property
    def available(self) -> frozenset[str]:
        """The data sets of this run."""
        return frozenset(name.partition("/")[0] for name in self._makers)

    @cached_property
    def fingerprint(self) -> dict[str, str]:
        """SHA-256 of each data set of this run: its file, or the raw content of its files."""
        found = {name: hashlib.sha256(_bytes(name)).hexdigest() for name in ("digits", "iris", "loan")}
        if "mnist" in self._images:
            self.dataset("mnist/train_labels")  # what is named has been verified
            both = self._digests[TRAIN_IMAGES] + self._digests[TRAIN_LABELS]
            found["mnist"] = hashlib.sha256(both.encode()).hexdigest()
        return found

    def dataset(self, name: str) -> Array:
        """Return one read-only array, the same each time; held-out rows are in none of them."""
        if name not in self._made:
            if name not in self._makers:
                raise self._unknown(name)
            made = self._makers[name]()
            made.setflags(write=False)
            self._made[name] = made
        return self._made[name]

    def held_out(self, name: str) -> tuple[Floats, Labels]:
        """Return the inputs (N, D) in 0 .. 1 and the labels (N,) that no array of `dataset` holds; both read-only."""
        if name not in self._held_out:
            stem, _, which = name.partition("/")
            if stem not in self._images or which not in ("", "permuted"):
                raise self._unknown(name, held_out=True)
            X, y = self._images[stem].held_out(which == "permuted")
            X.setflags(write=False)
            y.setflags(write=False)
            self._held_out[name] = X, y
        return self._held_out[name]

    def _unknown(self, name: str, held_out: bool = False) -> CourseError | HostError:
        if name.partition("/")[0] == "mnist" and self._folder is None:
            return HostError(say("data.needs_folder", name=name))
        if held_out:
            splits = [split for stem in self._images for split in (stem, f"{stem}/permuted")]
            return CourseError(say("data.no_split", name=name, names=", ".join(splits)))
        return CourseError(say("data.unknown", name=name, names=", ".join(self._makers)))

    def _mnist(self) -> tuple[Array, Array]:
        assert self._folder is not None
        images = read_idx(self._folder, TRAIN_IMAGES, self._digests)
        return images, read_idx(self._folder, TRAIN_LABELS, self._digests)

    def _catalog(self) -> dict[str, Callable[[], Array]]:
        digits = self._images["digits"]
        catalog: dict[str, Callable[[], Array]] = {
            "digits/train_images": digits.images,
            "digits/train_inputs": digits.inputs,
            "digits/train_labels": digits.labels,
            "digits/permuted_inputs": lambda: digits.inputs(permuted=True),
            "iris/inputs": lambda: _load("iris")["inputs"],
            "iris/labels": lambda: _load("iris")["labels"].astype(np.int64),
            "loan/table": lambda: _load("loan")["table"],
            "loan/labels": lambda: _load("loan")["labels"],
        }
        if "mnist" in self._images:
            mnist = self._images["mnist"]
            catalog |= {
                "mnist/train_images": mnist.images,
                "mnist/train_labels": mnist.labels,
                "mnist/train_inputs_10k": lambda: mnist.inputs(MNIST_SUBSET),
                "mnist/train_labels_10k": lambda: mnist.labels(MNIST_SUBSET),
                "mnist/permuted_inputs_10k": lambda: mnist.inputs(MNIST_SUBSET, permuted=True),
            }
        return catalog


def _seeds(key: bytes, name: str) -> tuple[int, int]:
    return derive(key, "split", name), derive(key, "pixels", name)


def _bytes(name: str) -> bytes:
    return files("grader.data").joinpath("files", f"{name}.npz").read_bytes()


def _load(name: str) -> Mapping[str, Array]:
    with np.load(io.BytesIO(_bytes(name)), allow_pickle=False) as archive:
        return {key: archive[key] for key in archive.files}


def _digits() -> tuple[Array, Array]:
    data = _load("digits")
    return data["images"], data["labels"]
