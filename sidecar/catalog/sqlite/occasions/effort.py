"""The hours of some sites: recorded, analysed, and under masks, cut at the ends of occasions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sidecar.catalog.sqlite.occasions.passing import PassingMoments
from sidecar.catalog.sqlite.occasions.recorded import SiteRecordings
from sidecar.occasions.calendar import OccasionCalendar
from sidecar.occasions.masks import Masks, masked
from sidecar.occasions.union import Pieces, cut, moments, summed, united
from sidecar.values import Bool, Float64, Int64


@dataclass(frozen=True, eq=False)
class SiteHours:
    """Seconds [groups, keys], and what was recorded at all, by key: site * occasions + occasion."""

    analysed: Float64
    recorder: Float64
    masked: Float64 | None
    recorded: Bool
    recordings: Int64


def effort(
    known: SiteRecordings,
    named: Bool,
    masks: Masks | None,
    calendar: OccasionCalendar,
    passing: PassingMoments,
    keys: int,
) -> SiteHours:
    """Add up the hours of recordings; `named` [bases, groups] tells which analyses count for each.

    Sound counts as far as an analysis reached, whatever its file declares. Windows that were left
    out as silent count: nothing could be heard in them.
    """
    has_basis = known.basis >= 0
    analysed, recorder, under = [], [], []
    for group in named.T:
        counted = has_basis & np.append(group, False)[known.basis]
        pieces = _pieces(known, known.furthest(counted), calendar, passing)
        analysed.append(united(pieces, keys, calendar))
        recorder.append(summed(pieces, keys))
        under.append(masked(masks, pieces, keys, calendar))
    every = _pieces(known, known.furthest(has_basis), calendar, passing)
    sound = _pieces(known, known.length[known.firsts], calendar, passing)
    pairs = np.unique(every.owner * keys + every.key)
    return SiteHours(
        analysed=np.array(analysed).reshape(-1, keys),
        recorder=np.array(recorder).reshape(-1, keys),
        masked=None if masks is None else np.array(under).reshape(-1, keys),
        recorded=np.bincount(sound.key, minlength=keys) > 0,
        recordings=np.bincount(pairs % keys, minlength=keys).astype(np.int64),
    )


def _pieces(
    known: SiteRecordings, length_s: Float64, calendar: OccasionCalendar, passing: PassingMoments
) -> Pieces:
    """Cut the first seconds of each recording, and leave out what the filters on times do."""
    firsts = known.firsts
    begin = known.begin[firsts]
    pieces = cut(known.site[firsts], begin, begin + length_s, calendar, passing.edges)
    if passing.edges is None:
        return pieces
    south = known.south[firsts][pieces.owner]
    return pieces.take(passing.begins(moments(pieces, calendar), south))
