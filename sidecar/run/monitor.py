"""Watches whether a model's embeddings stay as they usually are, while runs and streams go."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from sidecar.models.distribution import Usual, angles, steps, usual
from sidecar.models.quality import NO_NORM, norms
from sidecar.values import Bool, Channel, Float32, Float64, Int64

Reason = Literal["norm", "distance", "numbers"]

# Windows that the history holds.
HISTORY = 10_000

# Robust standard deviations from the median beyond which a window is an anomaly.
DEVIATIONS = 6.0

# After so many new numbers, what is usual is worked out again.
_AGAIN = 250

# The latest anomalies that are kept to be listened to.
_KEPT = 1_000


@dataclass(frozen=True)
class Place:
    """Where a window begins: in a recording by its path, or in a stream by its id."""

    path: str | None
    stream: str | None
    channel: Channel
    start_s: float
    end_s: float


@dataclass(frozen=True)
class Anomaly:
    """A window that differs; `deviations` is None for an embedding without numbers."""

    place: Place
    norm: float | None
    distance: float | None
    reasons: Sequence[Reason]
    deviations: float | None


class _History:
    """The latest numbers, and what is usual among them."""

    def __init__(self) -> None:
        self._ring = np.full(HISTORY, np.nan)
        self._next = 0
        self._known: Usual | None = None
        self._fresh = _AGAIN
        self.count = 0

    @property
    def values(self) -> Float64:
        return self._ring[: min(self.count, HISTORY)]

    def usual(self) -> Usual | None:
        """Give what was usual a few numbers ago at most; None with too few."""
        if self._fresh >= _AGAIN or self._known is None:
            self._known, self._fresh = usual(self.values), 0
        return self._known

    def add(self, values: Float64) -> None:
        finite = values[np.isfinite(values)][-HISTORY:]
        at = (self._next + np.arange(len(finite))) % HISTORY
        self._ring[at] = finite
        self._next = (self._next + len(finite)) % HISTORY
        self.count += len(finite)
        self._fresh += len(finite)


@dataclass(frozen=True)
class Watched:
    """What a monitor has seen so far."""

    windows: int
    recordings: int
    without_numbers: int
    without_direction: int
    norms: Float64  # [up to HISTORY]
    distances: Float64
    judged: int
    anomalous: int
    anomalies: Sequence[Anomaly]  # the latest, the first of them first


@dataclass
class _Edge:
    """The first or last window of a group whose neighbour another thread may have."""

    unit: Float32 | None  # [d]; None without a direction
    place: Place
    norm: float


class Monitor:
    """Watches one exact model; any thread may tell it of windows."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._norms, self._distances, self._angles = _History(), _History(), _History()
        self._windows = self._tracks = self._judged = self._anomalous = 0
        self._numberless = self._directionless = 0
        self._anomalies: OrderedDict[Place, Anomaly] = OrderedDict()

    def track(
        self,
        *,
        rate_hz: int,
        window_s: float,
        path: str | None = None,
        stream: str | None = None,
        channel: Channel = None,
    ) -> Track:
        """Begin a recording or a stream, whose windows begin at samples of a rate."""
        with self._lock:
            self._tracks += 1
        return Track(self, rate_hz, Place(path, stream, channel, 0.0, window_s))

    @property
    def anomalous(self) -> int:
        return self._anomalous

    def watched(self) -> Watched:
        """Copy what was seen so far."""
        with self._lock:
            return Watched(
                windows=self._windows,
                recordings=self._tracks,
                without_numbers=self._numberless,
                without_direction=self._directionless,
                norms=self._norms.values.copy(),
                distances=self._distances.values.copy(),
                judged=self._judged,
                anomalous=self._anomalous,
                anomalies=[*self._anomalies.values()],
            )

    def _heard(self, track: Track, first: int, offsets: Int64, embeddings: Float32) -> None:
        lengths = norms(embeddings)
        numbers = np.isfinite(lengths)
        directed = numbers & (lengths > NO_NORM)
        units = np.zeros_like(embeddings)
        np.divide(embeddings, lengths[:, np.newaxis], where=directed[:, np.newaxis], out=units)
        distances = np.full(len(offsets), np.nan)
        distances[1:] = np.where(directed[1:] & directed[:-1], steps(units), np.nan)
        with self._lock:
            self._windows += len(offsets)
            self._numberless += int((~numbers).sum())
            self._directionless += int((numbers & ~directed).sum())
            late = track.join(first, offsets, lengths, units, directed, distances)
            # Silence has no norm to compare, and is counted by itself.
            lengths[~directed] = np.nan
            self._judge(track, offsets, ~numbers, lengths, distances)
            if late is not None:
                self._judge_late(*late)

    def _judge(
        self,
        track: Track,
        offsets: Int64,
        numberless: Bool,
        lengths: Float64,
        distances: Float64,
    ) -> None:
        """Compare windows with those before them, then count them too."""
        known = self._norms.usual()
        off = _off(known, lengths)
        apart = _off(self._angles.usual(), angles(distances))
        self._judged += len(offsets) if known is not None else int(numberless.sum())
        for row in np.flatnonzero(numberless | (off > DEVIATIONS) | (apart > DEVIATIONS)).tolist():
            self._note(
                track.place(int(offsets[row])),
                bool(numberless[row]),
                float(lengths[row]),
                float(distances[row]),
                float(off[row]),
                float(apart[row]),
            )
        self._norms.add(lengths)
        self._distances.add(distances)
        self._angles.add(angles(distances))

    def _judge_late(self, edge: _Edge, distance: float) -> None:
        """Judge the distance of a window whose neighbour came after it."""
        value = np.array([distance])
        apart = float(_off(self._angles.usual(), angles(value))[0])
        self._distances.add(value)
        self._angles.add(angles(value))
        if apart > DEVIATIONS:
            self._note(edge.place, False, edge.norm, distance, 0.0, apart)

    def _note(
        self,
        place: Place,
        numberless: bool,
        norm: float,
        distance: float,
        off: float,
        apart: float,
    ) -> None:
        reasons: list[Reason] = []
        if numberless:
            reasons.append("numbers")
        if off > DEVIATIONS:
            reasons.append("norm")
        if apart > DEVIATIONS:
            reasons.append("distance")
        largest = None if numberless else float(np.nanmax([0.0, off, apart]))
        found = Anomaly(place, _number(norm), _number(distance), reasons, largest)
        before = self._anomalies.pop(place, None)
        if before is None:
            self._anomalous += 1
        else:
            more = [each for each in reasons if each not in before.reasons]
            most = max(before.deviations or 0.0, largest or 0.0)
            found = replace(found, reasons=[*before.reasons, *more], deviations=most)
        self._anomalies[place] = found
        if len(self._anomalies) > _KEPT:
            self._anomalies.popitem(last=False)


class Track:
    """The windows of one recording or stream, in groups that may come out of order."""

    def __init__(self, monitor: Monitor, rate_hz: int, about: Place) -> None:
        self._monitor = monitor
        self._rate_hz = rate_hz
        self._about = about
        self._firsts: dict[int, _Edge] = {}  # by the index of the window
        self._lasts: dict[int, _Edge] = {}

    def heard(self, first: int, offsets: Int64, embeddings: Float32) -> None:
        """Tell of windows in a row, the first of which has this index; they begin at `offsets`."""
        self._monitor._heard(self, first, offsets, embeddings)

    def place(self, offset: int) -> Place:
        start_s = offset / self._rate_hz
        return replace(self._about, start_s=start_s, end_s=start_s + self._about.end_s)

    def join(
        self,
        first: int,
        offsets: Int64,
        lengths: Float64,
        units: Float32,
        directed: Bool,
        distances: Float64,
    ) -> tuple[_Edge, float] | None:
        """Compare the edges of a group with their neighbours, if these came before.

        Sets the distance of the first window. Returns the window after the group with its distance,
        if it came before the group.
        """
        begin, end = (
            _Edge(
                units[row].copy() if directed[row] else None,
                self.place(int(offsets[row])),
                float(lengths[row]),
            )
            for row in (0, -1)
        )
        after = first + len(offsets)
        before, beyond = self._lasts.pop(first - 1, None), self._firsts.pop(after, None)
        if before is not None:
            distances[0] = _apart(before, begin)
        elif first:
            self._firsts[first] = begin
        if beyond is None:
            self._lasts[after - 1] = end
            return None
        return beyond, _apart(end, beyond)


def _apart(one: _Edge, other: _Edge) -> float:
    if one.unit is None or other.unit is None:
        return float("nan")
    return float(steps(np.stack([one.unit, other.unit]))[0])


def _off(known: Usual | None, values: Float64) -> Float64:
    return np.zeros(len(values)) if known is None else known.deviations(values)


def _number(value: float) -> float | None:
    return value if np.isfinite(value) else None
