"""Overviews of long recordings, kept by their sound: a moved or converted file has the same one.

Each is a pair: packed numbers (.npy), and their description (.json), which is written last.
"""

from __future__ import annotations

import io
import json
import logging
import os
import threading
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import numpy as np
import xxhash

from sidecar.audio.decode import Recording
from sidecar.audio.fingerprint import HEAD_BYTES, Identifier
from sidecar.cache.budget import Budget, remove_pair
from sidecar.durable import make_folder
from sidecar.errors import StorageFull
from sidecar.frontends.overview import ROWS, VERSION, Overview, Overviewing
from sidecar.frontends.picture import Bytes
from sidecar.regular import read_regular
from sidecar.scratch import mark
from sidecar.values import Float32

log = logging.getLogger(__name__)

# A shorter recording can be drawn at once, as one picture.
LEAST_S = 600.0

# About five years of sound.
MOST_BYTES = 2_000_000_000

# Counting thousands of files takes a tenth of a second.
_COUNTED_EVERY = 100

# Levels are kept in steps of 1.9 dB: finer ones are noise, and take twice the room.
_STEP = 4

# Bytes of the whole sound's digest in a name, besides those of the beginning's.
_WHOLE_BYTES = 8


class Overviews:
    """The folder of kept overviews; safe to use from several threads and processes."""

    def __init__(self, folder: Path, most_bytes: int = MOST_BYTES) -> None:
        self.folder = folder
        self._most = most_bytes
        self._lock = threading.Lock()
        self._budget: Budget | None = None
        self._uses = 0

    def find(self, digest: bytes | None) -> Overview | None:
        """Find the overview of a sound by its digest; a damaged one is removed."""
        path = self._path(digest)
        if path is None or not path.exists():
            return None
        try:
            found = _read(path)
        except (OSError, ValueError, KeyError, TypeError, zlib.error) as error:
            log.warning("The overview %s is damaged. Linnet makes it again. (%s)", path, error)
            remove_pair(path)
            return None
        with suppress(OSError):
            os.utime(path.with_suffix(".json"))  # the least recently used go first
        return found

    def keep(self, digest: bytes | None, overview: Overview) -> bool:
        """Keep an overview; False for a sound without a digest, and where there is no room."""
        path = self._path(digest)
        if path is None:
            return False
        packed, described = _packed(overview)
        try:
            self._room().reserve(len(packed) + len(described))
            make_folder(path.parent)
            for end, content in ((".npy", packed), (".json", described)):
                unfinished = path.with_name(f".{path.stem}{mark()}")
                unfinished.write_bytes(content)
                os.replace(unfinished, path.with_suffix(end))
        except (OSError, StorageFull) as error:
            log.warning("An overview is not kept: %s", error)
            return False
        return True

    def _room(self) -> Budget:
        """Give the room that is left; it is counted anew now and then, for others clear it."""
        with self._lock:
            if self._budget is None or self._uses % _COUNTED_EVERY == 0:
                self._budget = Budget(self.folder, self._most)
                self._budget.sweep()
            self._uses += 1
            return self._budget

    def attend(self, audio: Recording, identifier: Identifier) -> Callable[[], None] | None:
        """Make the overview of a long recording while it is read.

        Whoever reads calls the answer at the recording's end. None: nothing is to be made.
        """
        if audio.facts.duration_s < LEAST_S:
            return None
        return _Attending(self, audio, identifier).end

    def path_of(self, digest: bytes) -> Path:
        """Name the file of a whole digest, which has that of the beginning in front."""
        name = (digest[:HEAD_BYTES] + digest[HEAD_BYTES : HEAD_BYTES + _WHOLE_BYTES]).hex()
        return self.folder / name[:2] / f"{name}.npy"

    def _path(self, digest: bytes | None) -> Path | None:
        whole = digest is not None and len(digest) > HEAD_BYTES
        return self.path_of(digest) if digest is not None and whole else None


class _Attending:
    """Hears a recording as it is read, unless its overview is there by all that its begin tells."""

    def __init__(self, kept: Overviews, audio: Recording, identifier: Identifier) -> None:
        self._kept = kept
        self._audio = audio
        self._identifier = identifier
        self._making: Overviewing | None = None
        self._begun = False
        audio.listen(self._take)

    def _take(self, block: Float32, mono: Float32) -> None:
        if not self._begun:
            self._begun = True
            if not self._is_kept():
                self._making = Overviewing(self._audio.facts.rate_hz)
        if self._making is not None:
            self._making.take(mono)

    def _is_kept(self) -> bool:
        """Tell whether a sound with this beginning and length has an overview."""
        head = self._identifier.head()
        if head is None:
            return False
        folder = self._kept.folder / head.hex()[:2]
        for path in folder.glob(f"{head.hex()}*.json"):
            with suppress(OSError, ValueError, KeyError, TypeError):
                described = json.loads(read_regular(path))
                if (
                    described["version"] == VERSION
                    and described["frames"] == self._audio.facts.frames
                ):
                    return True
        return False

    def end(self) -> None:
        identity = self._identifier.identity()
        if self._making is not None and identity is not None and identity.whole:
            self._kept.keep(identity.digest, self._making.result())


def _packed(overview: Overview) -> tuple[bytes, bytes]:
    """Write an overview as bytes, and describe it."""
    steps = (overview.levels.T.astype(np.int16) + _STEP // 2) // _STEP
    grown = np.diff(steps, axis=1, prepend=0).astype(np.int8)
    numbers = zlib.compress(grown.tobytes() + overview.peaks.tobytes(), 6)
    packed = io.BytesIO()
    np.save(packed, np.frombuffer(numbers, np.uint8))
    described = {
        "version": VERSION,
        "rateHz": overview.rate_hz,
        "frames": overview.frames,
        "columns": len(overview.levels),
        "digest": xxhash.xxh3_128_hexdigest(packed.getvalue()),
    }
    return packed.getvalue(), json.dumps(described).encode()


def _read(path: Path) -> Overview:
    """Read a pair; raises OSError, ValueError and the like where it is damaged."""
    described = json.loads(read_regular(path.with_suffix(".json")))
    packed = read_regular(path)
    if described["version"] != VERSION or described["digest"] != xxhash.xxh3_128_hexdigest(packed):
        raise ValueError("The file is cut short, altered, or of another version.")
    columns = described["columns"]
    inside = np.load(io.BytesIO(packed), allow_pickle=False).tobytes()
    numbers = zlib.decompressobj().decompress(inside, (ROWS + 2) * columns)
    grown = np.frombuffer(numbers, np.int8, ROWS * columns).reshape(ROWS, columns)
    steps = np.cumsum(grown, axis=1, dtype=np.int16)
    levels: Bytes = np.minimum(steps * _STEP, 255).astype(np.uint8)
    peaks = np.frombuffer(numbers, np.int8, 2 * columns, ROWS * columns).reshape(columns, 2)
    return Overview(described["rateHz"], described["frames"], np.ascontiguousarray(levels.T), peaks)
