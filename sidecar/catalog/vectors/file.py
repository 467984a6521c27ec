"""A model's embeddings in one file: rows of one length, appended, and mapped to be read.

A row is an embedding's norm (float32) and the embedding divided by it (float16 [d]). The catalog
has the number of rows. Rows beyond it were never committed; the next ones overwrite them.
"""

from __future__ import annotations

import hashlib
import os
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from sidecar.durable import make_folder, sync_folder
from sidecar.errors import CatalogUnavailable, writing
from sidecar.values import Float32

# A structured array [n] with the fields "norm" and "unit" [d].
Rows = npt.NDArray[Any]

_HEAD = struct.Struct("<8sII32s16x")  # magic, format, dimension, digest of the model
_MOST_NUMBERS = 2**32 - 1
_MAGIC = b"LINNETV\n"
_FORMAT = 1

# Below this norm an embedding has no direction (ADR-007, 3.1). It is usually silence.
_NO_NORM = 1e-12

# The bits of a float32 that take a float16's: the sign, and 5 + 10 others.
_SIGN_AND_HALF = np.int32(-0x70000001)

# Makes up for the exponent of a float16's bits in a float32.
_SCALE = np.float32(2.0**112)


def row_type(dimension: int) -> np.dtype[Any]:
    """Describe a row: `norm` is 0 for an embedding without direction, NaN for a non-finite one."""
    return np.dtype([("norm", "<f4"), ("unit", "<f2", (dimension,))])


def pack(embeddings: Float32) -> Rows:
    """Make rows [n] of embeddings [n, d] as the model gave them.

    An embedding without direction becomes the first unit vector, and its norm marks it. So it is
    no neighbour of any other (`sound`), and `unpack` gives it back as zeros or NaN.
    """
    rows = np.zeros(len(embeddings), row_type(embeddings.shape[1]))
    with np.errstate(over="ignore", invalid="ignore"):
        norms = np.sqrt(np.einsum("nd,nd->n", embeddings, embeddings, dtype=np.float64))
        norms = norms.astype(np.float32)
    directed = np.isfinite(norms) & (norms > _NO_NORM)
    units = np.divide(embeddings, norms[:, None], where=directed[:, None], out=None)
    units[~directed] = 0.0
    units[~directed, 0] = 1.0
    rows["unit"] = units
    rows["norm"] = np.where(directed, norms, np.where(np.isfinite(norms), 0.0, np.nan))
    return rows


def unpack(rows: Rows) -> Float32:
    """Turn rows [n] into embeddings [n, d]: silence is zeros, a non-finite one is NaN."""
    embeddings = _scaled(rows)
    embeddings *= _SCALE
    embeddings *= rows["norm"][:, None]
    return embeddings


def sound(rows: Rows) -> npt.NDArray[np.bool_]:
    """Tell which rows [n] have a direction, and so may be neighbours."""
    return np.asarray(rows["norm"] > 0)


def dots(rows: Rows, vector: Float32) -> Float32:
    """Multiply the unit vectors of rows [n] with `vector` [d], of length 1 or so: [n]."""
    return np.asarray(_scaled(rows) @ (vector * _SCALE), np.float32)


def _scaled(rows: Rows) -> Float32:
    """Give the unit vectors [n, d] of rows, times 2^-112: exactly, and 10 times as fast as NumPy.

    A float16's bits, moved up into a float32's, are this number. Units are never infinite or NaN.
    """
    bits = rows["unit"].view(np.int16).astype(np.int32)
    bits <<= 13
    bits &= _SIGN_AND_HALF
    return np.asarray(bits.view(np.float32), np.float32)


@dataclass(frozen=True)
class VectorFile:
    """The file at `path` for embeddings of one `dimension` by the model that `model` identifies."""

    path: Path
    dimension: int
    model: str

    def offset(self, row: int) -> int:
        """Give the byte at which a row begins."""
        return _HEAD.size + row * row_type(self.dimension).itemsize

    def append(self, at: int, blocks: Iterable[Float32]) -> int:
        """Write embeddings to the disk as rows, from row `at` on; returns how many.

        Raises StorageFull, and CatalogUnavailable when the file has fewer than `at` rows.
        """
        with writing(self.path):
            if at == 0:
                self._begin()
            self.check(at)
            count = 0
            with self.path.open("r+b") as file:
                file.seek(self.offset(at))
                for embeddings in blocks:
                    file.write(pack(embeddings).data)
                    count += len(embeddings)
                file.flush()
                os.fsync(file.fileno())
        return count

    def _begin(self) -> None:
        make_folder(self.path.parent)
        with self.path.open("wb") as file:
            file.write(self._head)
        sync_folder(self.path.parent)

    @property
    def _head(self) -> bytes:
        digest = hashlib.sha256(self.model.encode()).digest()
        return _HEAD.pack(_MAGIC, _FORMAT, self.dimension, digest)

    def check(self, rows: int) -> None:
        """Raise CatalogUnavailable unless the file is this model's and has that many rows."""
        try:
            with self.path.open("rb") as file:
                head = file.read(_HEAD.size)
            size = self.path.stat().st_size
        except FileNotFoundError as error:
            raise self._damaged("is missing") from error
        # A damaged catalog may name a dimension that no file can have.
        if not 0 < self.dimension <= _MOST_NUMBERS or head != self._head:
            raise self._damaged("is damaged or belongs to another model")
        if size < self.offset(rows):
            raise self._damaged("is cut short")

    def whole_rows(self) -> int:
        """Count the readable rows; 0 when the file is missing or another model's."""
        try:
            self.check(0)
        except CatalogUnavailable:
            return 0
        size = self.path.stat().st_size - _HEAD.size
        return size // row_type(self.dimension).itemsize

    def map(self, rows: int) -> Rows:
        """Map the first `rows` rows [rows]; raises CatalogUnavailable when some are missing."""
        self.check(rows)
        if rows == 0:
            return np.empty(0, row_type(self.dimension))
        return np.memmap(self.path, row_type(self.dimension), "r", _HEAD.size, (rows,))

    def _damaged(self, what: str) -> CatalogUnavailable:
        return CatalogUnavailable(
            f"The file of stored embeddings {self.path} {what}.",
            hint="Run `linnet catalog repair`. Linnet reads the audio again for lost embeddings.",
            path=self.path,
        )
