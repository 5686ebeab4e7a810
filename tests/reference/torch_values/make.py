"""Asks torch for all values and writes `values.npz`; run by hand, where torch is installed: see README.md."""

import platform
import zlib

import numpy as np

from tests.reference.torch_values import dense, layers, steps
from tests.reference.torch_values.recorded import FILE

SEED = 5
CASES = dense.CASES | steps.CASES | layers.CASES


def plain(torch, value):
    """Return a tensor, an array, a number or a list of numbers as an array."""
    return value.detach().numpy() if isinstance(value, torch.Tensor) else np.asarray(value)


def values(torch):
    """Return all arrays, named case/array; each case has seeds of its own, so that a new one changes no other."""
    found = {}
    for name, case in CASES.items():
        own = zlib.crc32(name.encode())
        rng = np.random.default_rng([SEED, own])
        torch.manual_seed(SEED + own)
        found |= {f"{name}/{key}": plain(torch, value) for key, value in case(torch, rng).items()}
    return found


def main():
    """Write the file."""
    import torch  # no dependency of the project: only this command needs it

    torch.set_default_dtype(torch.float64)
    torch.set_num_threads(1)
    provenance = {"torch": torch.__version__, "numpy": np.__version__, "python": platform.python_version()}
    provenance |= {"dtype": "float64", "seed": SEED}
    found = {f"provenance/{key}": np.asarray(value) for key, value in provenance.items()}
    np.savez_compressed(FILE, **found, **values(torch))


if __name__ == "__main__":
    main()
