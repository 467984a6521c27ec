"""How long spans of time are together: in sum, and with what overlaps counted once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sidecar.occasions.calendar import OccasionCalendar
from sidecar.values import Bool, Float64, Int64

# Spans are compared as whole microseconds, so that no sum depends on their order.
_US = 1_000_000


@dataclass(frozen=True)
class Pieces:
    """Spans of sites within one occasion each: parallel arrays [n].

    `owner` is the span that a piece is cut from, and `key` its site * occasions + occasion.
    `begin` and `end` are microseconds from the begin of the site's first occasion.
    """

    owner: Int64
    key: Int64
    begin: Int64
    end: Int64

    def take(self, chosen: Bool | Int64) -> Pieces:
        return Pieces(self.owner[chosen], self.key[chosen], self.begin[chosen], self.end[chosen])


def cut(
    site: Int64,
    begin: Float64,
    end: Float64,
    calendar: OccasionCalendar,
    edges: Float64 | None = None,
) -> Pieces:
    """Cut spans [n] of sites at the borders of occasions, and at further `edges` (rising).

    Moments are seconds since 1970. What lies outside the calendar is left out.
    """
    low = np.round((np.maximum(begin, calendar.begin_s) - calendar.begin_s) * _US).astype(np.int64)
    high = np.round((np.minimum(end, calendar.end_s) - calendar.begin_s) * _US).astype(np.int64)
    borders = (calendar.borders - calendar.begin_s) * _US
    if edges is not None:
        more = np.round((edges - calendar.begin_s) * _US).astype(np.int64)
        borders = np.unique(np.concatenate([borders, more[(more > 0) & (more < borders[-1])]]))
    there = np.flatnonzero(high > low)
    low, high = low[there], high[there]
    first = np.searchsorted(borders, low, side="right") - 1
    count = np.searchsorted(borders, high, side="left") - first
    owner = np.repeat(np.arange(len(there)), count)
    place = np.arange(len(owner)) - np.repeat(np.cumsum(count) - count, count) + first[owner]
    from_, to = np.maximum(borders[place], low[owner]), np.minimum(borders[place + 1], high[owner])
    occasion = from_ // (calendar.length_s * _US)
    return Pieces(there[owner], site[there][owner] * calendar.count + occasion, from_, to)


def moments(pieces: Pieces, calendar: OccasionCalendar) -> Float64:
    """Give the begins of pieces as seconds since 1970."""
    return pieces.begin / _US + calendar.begin_s


def summed(pieces: Pieces, keys: int) -> Float64:
    """Add up the seconds of pieces by key [keys]; what overlaps counts as often as it is there."""
    return np.bincount(pieces.key, pieces.end - pieces.begin, keys) / _US


def united(pieces: Pieces, keys: int, calendar: OccasionCalendar) -> Float64:
    """Add up the seconds of pieces by key [keys]; what overlaps within a key counts once."""
    if not len(pieces.key):
        return np.zeros(keys)
    # Each site gets a stretch of its own on one line of time.
    site = pieces.key // calendar.count
    shift = site * (calendar.count * calendar.length_s * _US)
    begin, end = pieces.begin + shift, pieces.end + shift
    order = np.lexsort((end, begin))
    begin, end = begin[order], end[order]
    before = np.append(np.int64(-1), np.maximum.accumulate(end)[:-1])
    new = np.maximum(end - np.maximum(begin, before), 0)
    return np.bincount(pieces.key[order], new, keys) / _US


def most_sites(calendar: OccasionCalendar) -> int:
    """Tell how many sites fit on one line of time of 64 bits."""
    return max(1, (2**62) // max(1, calendar.count * calendar.length_s * _US))
