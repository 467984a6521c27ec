"""What a sample is drawn from: all windows of one species by one model that pass the filters."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sidecar.values import Float64, Int64


@dataclass(frozen=True, eq=False)
class Frame:
    """Windows as parallel arrays [n]; no two have the same recording and start.

    `digests` are those of the recordings, in lower-case hexadecimal, and `recording` their places.
    `logit` is on the grid of `scores`. `stratum` are places in `strata`, which rise: sites, hours
    or days, by which bands may be parted. Windows from the `floor` on are detections; those below
    it, down to `deepest`, were judged again. Bands begin at the floor.
    """

    digests: Sequence[str]
    recording: Int64
    start_ms: Int64
    logit: Float64
    floor: float
    deepest: float | None = None
    strata: Sequence[str] = ("",)
    stratum: Int64 | None = None

    def __len__(self) -> int:
        return len(self.logit)

    def order(self) -> Int64:
        """List the rows [n] by digest and start: ties are broken so on every machine."""
        rank = np.empty(len(self.digests), np.int64)
        rank[np.argsort(np.array(self.digests, np.str_), kind="stable")] = np.arange(len(rank))
        whose = rank[self.recording]
        begins, starts = np.diff(whose), np.diff(self.start_ms)
        if ((begins > 0) | ((begins == 0) & (starts > 0))).all():
            return np.arange(len(self), dtype=np.int64)  # sorting a million takes a while
        return np.lexsort((self.start_ms, whose)).astype(np.int64)

    def identity(self, species: str) -> str:
        """Give a digest of the species and of all windows' recordings and starts."""
        found = hashlib.sha256(f"{species}\n".encode())
        by = self.order()
        recording, starts = self.recording[by], self.start_ms[by].astype("<i8")
        begins = np.flatnonzero(np.diff(recording, prepend=-1))
        for begin, end in zip(begins, [*begins[1:], len(by)], strict=True):
            found.update(self.digests[recording[begin]].encode() + b"\n")
            found.update(starts[begin:end].tobytes())
        return found.hexdigest()


def identity_of(species: str, windows: Sequence[tuple[str, int]]) -> str:
    """Give the identity of a frame of a few windows: digests of recordings, and starts in ms."""
    digests = sorted({digest for digest, _ in windows})
    places = {digest: place for place, digest in enumerate(digests)}
    recording = np.array([places[digest] for digest, _ in windows], np.int64)
    starts = np.array([start for _, start in windows], np.int64)
    return Frame(digests, recording, starts, np.zeros(len(windows)), 0.0).identity(species)
