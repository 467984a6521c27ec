"""The size limit of the cache, and which files leave when the cache is full."""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from pathlib import Path

from sidecar.errors import StorageFull
from sidecar.scratch import sweep


class Budget:
    """Room in a folder of pairs (.npy, .json), for one run; safe to use from several threads.

    It never evicts a pair used since the run began. So a run over more than the budget fills the
    cache once and does not evict its own pairs.
    """

    def __init__(self, folder: Path, most_bytes: int) -> None:
        self.evicted = 0
        self._folder = folder
        self._most = most_bytes
        self._began = time.time()
        self._lock = threading.Lock()
        self._held: int | None = None  # bytes, reserved ones included; None: not counted yet
        self._all_new = False  # no pair is left that may be evicted

    def reserve(self, size: int) -> None:
        """Make room for `size` bytes, evicting the least recently used; raises StorageFull."""
        with self._lock:
            if self._held is None:
                self._held = sum(each for _, each, _ in self._pairs())
            if self._held + size > self._most and not self._all_new:
                self._evict(size)
            if self._held + size > self._most:
                raise StorageFull(
                    f"The cache is full. Its limit is {self._most / 1e9:g} GB.",
                    hint="Raise the limit with LINNET_CACHE_GB, or choose a smaller dtype.",
                    path=self._folder,
                )
            self._held += size

    def release(self, size: int) -> None:
        """Give back `size` bytes that were reserved and not used."""
        with self._lock:
            if self._held is not None:
                self._held -= size

    def sweep(self) -> None:
        """Remove the unfinished files that killed programs left."""
        sweep(self._folder, "*/.*")

    def _evict(self, size: int) -> None:
        assert self._held is not None
        for used, held, path in sorted(self._pairs()):
            if used >= self._began:
                self._all_new = True
                return
            if remove_pair(path):
                self._held -= held
                self.evicted += 1
            if self._held + size <= self._most:
                return
        self._all_new = True

    def _pairs(self) -> list[tuple[float, int, Path]]:
        """List whole pairs as (last used, bytes, .npy)."""
        pairs = []
        for path in self._folder.glob("*/*"):
            with suppress(OSError):
                status = path.stat()
                if path.suffix == ".npy":
                    described = path.with_suffix(".json").stat()
                    pairs.append((described.st_mtime, status.st_size + described.st_size, path))
        return pairs


def remove_pair(path: Path) -> bool:
    """Remove a pair by its .npy; False where another process holds it open."""
    try:
        path.with_suffix(".json").unlink(missing_ok=True)
        path.unlink(missing_ok=True)
    except OSError:
        return False
    return True
