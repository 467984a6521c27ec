"""Permanent random numbers: each window of sound has one, whatever draws it and wherever.

A window's number follows from the seed, the digest of its recording's samples and its start. So a
sample is the same on every machine, and new recordings take no member's number away. Permanent
numbers: Brewer, Early and Joyce 1972; Ohlsson 1995.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt

from sidecar.values import Float64, Int64

# One number must not serve two purposes: "draw" orders windows, "cap" thins, "unit" orders units.
Salt = Literal["draw", "cap", "unit"]

_VERSION = "linnet-sample/1"

# The constants of splitmix64 (Steele, Lea and Flood 2014).
_GAMMA, _FIRST, _SECOND = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB


def numbers(
    seed: int, salt: Salt, digests: Sequence[str], recording: Int64, start_ms: Int64
) -> Float64:
    """Give the random numbers (0, 1) of windows [n].

    `recording` [n] are places in `digests`, which are lower-case hexadecimal. `start_ms` [n] are
    whole milliseconds.
    """
    keys = np.array([_key(seed, salt, digest) for digest in digests], np.uint64)
    z = keys[recording] + start_ms.astype(np.uint64) * np.array(_GAMMA, np.uint64)
    return _uniform(z)


def _key(seed: int, salt: Salt, digest: str) -> int:
    text = f"{_VERSION}|{seed}|{salt}|{digest}"
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")


def _uniform(z: npt.NDArray[np.uint64]) -> Float64:
    """Mix the bits as splitmix64 does, and take the first 53: the middle of each step of 2^-53."""
    z = (z ^ (z >> np.uint64(30))) * np.array(_FIRST, np.uint64)
    z = (z ^ (z >> np.uint64(27))) * np.array(_SECOND, np.uint64)
    z = z ^ (z >> np.uint64(31))
    return ((z >> np.uint64(11)).astype(np.float64) + 0.5) / 2.0**53
