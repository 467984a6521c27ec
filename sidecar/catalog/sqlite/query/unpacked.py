"""The totals of recordings, unpacked for NumPy: rows of hours, or of species by hour."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from sidecar.catalog.sqlite.query.stretches import Stretches
from sidecar.catalog.sqlite.totalling import CELL, DAY_H, HEAD, HOUR, NO_HOUR
from sidecar.values import Int64

_HOUR_S = 3600
_KINDS = {"hours": HOUR, "cells": CELL}
# Hours that a table may have: 200 years.
_MOST_HOURS = 2_000_000


class Elsewhere(Exception):
    """The totals do not tell; the detections do."""


@dataclass(frozen=True)
class Unpacked:
    """Rows of recordings, all rows of one recording together.

    `codes` and `counts` are the deployment and the number of rows of each recording. `hours` are
    the places of the rows in a clock. Recordings of a day at most are `plain`.
    """

    rows: np.ndarray[Any, Any]
    codes: Int64
    counts: Int64
    plain: bool
    hours: Int64

    @cached_property
    def places(self) -> Int64:
        """The deployment of each row."""
        return np.repeat(self.codes, self.counts)

    @cached_property
    def recordings(self) -> Int64:
        """The place of each row's recording."""
        return np.repeat(np.arange(len(self.counts)), self.counts)

    def timed(self, clock: Clock) -> Unpacked:
        """Find the hours of the rows in a clock."""
        return replace(self, hours=clock.places(self.rows["hour"], known=self.plain))

    def take(self, chosen: Int64) -> Unpacked:
        """Take some rows, in order."""
        if len(chosen) == len(self.rows):
            return self
        counts = np.bincount(self.recordings[chosen], minlength=len(self.counts))
        return replace(
            self,
            rows=self.rows[chosen],
            counts=counts.astype(np.int64),
            hours=self.hours[chosen] if len(self.hours) else self.hours,
        )

    def once(self, cells: Int64, *, alone: bool) -> Int64:
        """Give the cell of each recording once, however many of its rows are in the cell.

        If `alone`, the rows of one cell follow each other.
        """
        if not len(cells):
            return cells
        owner = self.recordings
        new = np.append(True, (owner[1:] != owner[:-1]) | (cells[1:] != cells[:-1]))
        if alone:
            return np.asarray(cells[new], np.int64)
        pairs = np.unique(np.stack([owner[new], cells[new]]), axis=1)
        return np.asarray(pairs[1], np.int64)


def unpacked(
    packed: tuple[bytes, bytes], kind: str, deployments: Int64, *, plain: bool
) -> Unpacked:
    """Unpack the joined heads and rows of recordings; `kind` is "hours" or "cells".

    `deployments` are the known ones, rising. Raises Elsewhere for an unknown one.
    """
    heads = np.frombuffer(packed[0], HEAD)
    rows = np.frombuffer(packed[1], _KINDS[kind])
    counts = heads[kind].astype(np.int64)
    if counts.sum() != len(rows):
        raise ValueError("a total of a recording is cut off")
    wanted = heads["deployment"]
    codes = np.searchsorted(deployments, wanted).astype(np.int64)
    if (np.append(deployments, deployments[-1])[codes] != wanted).any():
        raise Elsewhere
    return Unpacked(rows, codes, counts, plain, np.zeros(0, np.int64))


class Clock:
    """The hours from `first` to `last`, in stretches of time; one more place is for no known time.

    Raises Elsewhere if a stretch is no whole number of hours.
    """

    def __init__(self, stretches: Stretches, first: int, last: int) -> None:
        if (stretches.edges % _HOUR_S).any() or last - first > _MOST_HOURS:
            raise Elsewhere
        self._first, self._count = first, last + 1 - first
        hours = np.clip((stretches.edges / _HOUR_S).astype(np.int64), first, last + 1)
        found = np.repeat(np.arange(len(hours) - 1), np.diff(hours))
        self.stretches = np.append(found, stretches.undated).astype(np.int64)

    def places(self, hours: np.ndarray[Any, Any], *, known: bool) -> Int64:
        """Find hours; `known` tells that each has a known time."""
        places = hours.astype(np.int64) - self._first
        if not known:
            places[hours == NO_HOUR] = self._count
        if len(places) and (places.min() < 0 or places.max() >= self._count + (not known)):
            raise Elsewhere
        return places

    def runs(self, passing: np.ndarray[Any, Any]) -> list[tuple[int, int]]:
        """Give the ranges of first hours of plain recordings that reach into hours that pass."""
        turns = np.diff(np.concatenate([[0], passing[:-1].astype(np.int64), [0]]))
        ends = zip(np.flatnonzero(turns > 0), np.flatnonzero(turns < 0), strict=True)
        ranges: list[tuple[int, int]] = []
        for first, end in ends:
            low = max(self._first + int(first) - DAY_H, NO_HOUR + 1)
            if ranges and low <= ranges[-1][1]:
                low = ranges.pop()[0]
            ranges.append((low, self._first + int(end)))
        return ranges
