"""Numbers kept in fewer bytes, and the rounding errors."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sidecar.run.prepare import Dtype
from sidecar.values import Float32

# The most precise first.
DTYPES: tuple[Dtype, ...] = ("float32", "float16", "int8")

BYTES: dict[Dtype, int] = {"float32": 4, "float16": 2, "int8": 1}

_HALF_MOST = float(np.finfo(np.float16).max)
_LEVELS = 255


@dataclass(frozen=True)
class ByteScale:
    """An int8 value q means (zero + scale (q + 128)) to the power of `root`.

    A root above 1 spaces the 256 levels evenly over the roots of values. It suits values that span
    many powers of ten, such as energies without a logarithm.
    """

    zero: float
    scale: float
    root: int

    @classmethod
    def spanning(cls, lowest: float, highest: float, root: int) -> ByteScale:
        """Choose `zero` and `scale` from the smallest and the largest value of a file."""
        low, high = (float(_root(np.float64(value), root)) for value in (lowest, highest))
        return cls(zero=low, scale=(high - low) / _LEVELS or 1.0, root=root)

    def encode(self, values: Float32) -> npt.NDArray[np.int8]:
        steps = np.rint((_root(values, self.root) - self.zero) / self.scale)
        kept: npt.NDArray[np.int8] = (np.clip(steps, 0, _LEVELS) - 128).astype(np.int8)
        return kept

    def decode(self, kept: npt.NDArray[np.int8]) -> Float32:
        lines = self.zero + self.scale * np.arange(_LEVELS + 1)
        table = np.sign(lines) * np.abs(lines) ** self.root
        found: Float32 = table.astype(np.float32)[kept.view(np.uint8) ^ 0x80]
        return found


def _root(values: npt.NDArray[np.floating] | np.float64, root: int) -> npt.NDArray[np.floating]:
    return np.asarray(np.sign(values) * np.abs(values) ** (1.0 / root))


def rounded(values: Float32, dtype: Dtype) -> Float32:
    """Round values as `dtype` does; int8 values stay, since int8 needs the range of the file.

    A value too large for half precision becomes the largest half-precision value.
    """
    if dtype != "float16":
        return values
    return np.clip(values, -_HALF_MOST, _HALF_MOST).astype(np.float16).astype(np.float32)
