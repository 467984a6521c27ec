"""One recording's prepared windows in two files: numbers (.npy) and their description (.json).

The .json is written last and completes the pair. It holds a digest of both, so a file that is cut
short or altered is never used.
"""

from __future__ import annotations

import io
import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import numpy as np
import numpy.typing as npt
import xxhash

from sidecar.cache.precision import ByteScale
from sidecar.durable import make_folder
from sidecar.errors import writing
from sidecar.run.prepare import Dtype, Inputs, Reached
from sidecar.scratch import mark
from sidecar.values import AudioFacts, Float32

FORMAT = 1

# Windows read or converted together.
_AT_ONCE = 16
_CHUNK = 1 << 22

# The types of kept numbers, the same on every machine.
_STORED: dict[Dtype, str] = {"float32": "<f4", "float16": "<f2", "int8": "|i1"}


@dataclass(frozen=True)
class Cost:
    """Rounding errors of a smaller dtype, compared with float32: largest and root mean square."""

    largest: float = 0.0
    rms: float = 0.0


@dataclass(frozen=True)
class FeatureFile:
    """A complete, checked pair; `values` [w, *shape] are mapped, not read."""

    path: Path
    values: npt.NDArray[Any]
    offsets: list[int]
    dtype: Dtype
    affine: ByteScale | None
    cost: Cost
    audio: dict[str, Any]
    reached: Reached

    def facts(self, path: Path) -> AudioFacts:
        """Give the facts of the recording at `path`, which has the same content."""
        status = path.stat()
        return AudioFacts(
            path=path, size_bytes=status.st_size, modified_ns=status.st_mtime_ns, **self.audio
        )

    def suits(self, shape: tuple[int, ...], dtype: Dtype) -> bool:
        """Tell whether the entry holds windows of this shape and type, each with its offset."""
        stored = np.dtype(_STORED[dtype])
        return (
            (self.dtype, self.values.dtype) == (dtype, stored)
            and self.values.shape == (len(self.offsets), *shape)
            and (self.affine is not None) == (dtype == "int8")
        )

    def windows(self) -> Iterator[Inputs]:
        offsets = np.array(self.offsets, np.int64)
        for first in range(0, len(offsets), _AT_ONCE):
            part = slice(first, first + _AT_ONCE)
            yield Inputs(_decode(self.values[part], self.affine), offsets[part])


def _decode(kept: npt.NDArray[Any], affine: ByteScale | None) -> Float32:
    if affine is not None:
        return affine.decode(kept)
    return kept.astype(np.float32, copy=False)


def read_feature_file(path: Path) -> FeatureFile | None:
    """Open `path` (.npy) with its .json; None if either is missing, cut short or altered.

    None also for another entry under this name. (Entries of earlier versions hold no name.)
    """
    try:
        described = json.loads(path.with_suffix(".json").read_bytes())
        digest = described.pop("digest")
        values = np.load(path, mmap_mode="r", allow_pickle=False)
        if digest != _digest(described, values.shape, _data_digest(values)):
            return None
        if described.get("name", path.stem) != path.stem:
            return None
        if path.stat().st_size != values.offset + values.nbytes:
            return None
        affine = described["affine"]
        return FeatureFile(
            path=path,
            values=values,
            offsets=described["offsets"],
            dtype=described["dtype"],
            affine=ByteScale(**affine) if affine else None,
            cost=Cost(**described["cost"]),
            audio=described["audio"],
            reached=Reached(**described["reached"]),
        )
    except Exception:  # NumPy's reader raises errors of many kinds for damaged headers
        return None


def _digest(described: dict[str, Any], shape: tuple[int, ...], data: str) -> str:
    return xxhash.xxh3_128_hexdigest(json.dumps([described, shape, data]).encode())


def _data_digest(values: npt.NDArray[Any]) -> str:
    digest = xxhash.xxh3_128(values.dtype.str.encode())
    data = values.reshape(-1).view(np.uint8)
    for first in range(0, len(data), _CHUNK):
        digest.update(data[first : first + _CHUNK].data)
    return digest.hexdigest()


class FeatureWriter:
    """Writes a pair as windows come; the pair exists only after `finish`, never after `abandon`.

    `root` is that of `ByteScale`. Raises StorageFull.
    """

    def __init__(self, path: Path, dtype: Dtype, root: int) -> None:
        self.path = path
        self._dtype: Dtype = dtype
        self._root = root
        self._offsets: list[int] = []
        self._shape: tuple[int, ...] = ()
        self._lowest, self._highest = np.inf, -np.inf
        self._largest = self._squares = 0.0
        self._digest = xxhash.xxh3_128(self._stored_dtype.str.encode())  # of the numbers written
        self._count = 0
        with writing(path.parent):
            make_folder(path.parent)
            self._scratch = path.with_name(f".{path.stem}.{uuid4().hex}{mark()}")
            self._file = self._scratch.open("w+b")

    def add(self, inputs: Inputs, kept: Inputs) -> None:
        """Keep a few windows: `inputs` as computed, `kept` as they will be read back."""
        if self._dtype == "float16":
            self._note_cost(inputs.values, kept.values)
        elif self._dtype == "int8" and inputs.values.size:
            self._lowest = min(self._lowest, float(inputs.values.min()))
            self._highest = max(self._highest, float(inputs.values.max()))
        with writing(self.path):
            if not self._offsets:
                self._shape = inputs.values.shape[1:]
                self._file.write(_header(self._stored_dtype, 0, self._shape))
            written = kept.values.astype(self._stored_dtype, order="C", copy=False)
            self._file.write(written.data)
            self._digest.update(written.data)
        self._offsets += inputs.offsets.tolist()

    def finish(self, facts: AudioFacts, reached: Reached) -> None:
        """Complete the pair; a recording without a window leaves no files."""
        if not self._offsets:
            self.abandon()
            return
        try:
            with writing(self.path):
                self._file.seek(0)
                self._file.write(_header(self._stored_dtype, len(self._offsets), self._shape))
                self._file.close()
                if self._dtype == "int8":
                    affine = self._to_int8()
                    kept = np.load(self._scratch, mmap_mode="r", allow_pickle=False)
                    self._describe(facts, reached, affine, _data_digest(kept))
                else:
                    self._describe(facts, reached, None, self._digest.hexdigest())
                self._scratch.replace(self.path)
                self._scratch_json.replace(self.path.with_suffix(".json"))
        except BaseException:
            self.abandon()
            raise

    def abandon(self) -> None:
        self._file.close()
        for scratch in (self._scratch, self._scratch_json):
            with suppress(OSError):
                scratch.unlink(missing_ok=True)

    @property
    def _scratch_json(self) -> Path:
        return self._scratch.with_suffix(".json.partial")

    @property
    def _stored_dtype(self) -> np.dtype[Any]:
        # The range of an int8 file is known at its end; until then its numbers are float32.
        return np.dtype(_STORED["float32" if self._dtype == "int8" else self._dtype])

    def _note_cost(self, before: Float32, after: Float32) -> None:
        difference = (after - before).astype(np.float64)
        if difference.size:
            self._largest = max(self._largest, float(np.abs(difference).max()))
            self._squares += float(np.square(difference).sum())
            self._count += difference.size

    def _to_int8(self) -> ByteScale:
        """Convert the float32 values to int8, now that their range is known."""
        affine = ByteScale.spanning(self._lowest, self._highest, self._root)
        stored = np.load(self._scratch, mmap_mode="r", allow_pickle=False)
        smaller = self._scratch.with_suffix(".int8.partial")
        try:
            kept = np.lib.format.open_memmap(smaller, "w+", np.int8, stored.shape)
            for first in range(0, len(stored), _AT_ONCE):
                part = slice(first, first + _AT_ONCE)
                kept[part] = affine.encode(stored[part])
                self._note_cost(stored[part], affine.decode(kept[part]))
            kept.flush()
            del stored, kept  # a mapped file cannot be replaced on Windows
            smaller.replace(self._scratch)
        finally:
            smaller.unlink(missing_ok=True)
        return affine

    def _describe(
        self, facts: AudioFacts, reached: Reached, affine: ByteScale | None, data_digest: str
    ) -> None:
        described: dict[str, Any] = {
            "format": FORMAT,
            "name": self.path.stem,
            "dtype": self._dtype,
            "affine": affine and vars(affine),
            "cost": {
                "largest": self._largest,
                "rms": (self._squares / max(1, self._count)) ** 0.5,
            },
            "offsets": self._offsets,
            "audio": {
                name: getattr(facts, name)
                for name in ("rate_hz", "channels", "frames", "container", "encoding")
            },
            "reached": vars(reached),
        }
        shape = (len(self._offsets), *self._shape)
        described["digest"] = _digest(described, shape, data_digest)
        with self._scratch_json.open("w", encoding="utf-8") as file:
            json.dump(described, file, allow_nan=False)
            file.flush()
            os.fsync(file.fileno())


def _header(dtype: np.dtype[Any], windows: int, shape: tuple[int, ...]) -> bytes:
    """Make the .npy header; its length does not depend on the number of windows."""
    header = io.BytesIO()
    np.lib.format.write_array_header_1_0(
        header,
        {
            "descr": np.lib.format.dtype_to_descr(dtype),
            "fortran_order": False,
            "shape": (windows, *shape),
        },
    )
    return header.getvalue()
