"""Gaps against the schedule that a series itself shows, and recordings that overlap."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from sidecar.audit.finding import MOST_NAMED, Finding, NotChecked, Severity
from sidecar.audit.fixes import bring, shift_some
from sidecar.audit.season import DAY_S, HOUR_S, SAME_S, Series, day_of, moment
from sidecar.values import Bool, Float64, Int64

# A series of fewer recordings shows no schedule.
_LEAST = 12
# Starts keep to a schedule if so many are one spacing apart, within 2 % of it.
_REGULAR, _TOLERANCE = 0.6, 0.02
# A longer pause is between two seasons.
_SEASON_S = 60 * DAY_S
# A time of day belongs to the schedule if 2 of the 3 nearest recorded days have it, on each side.
# Windows that follow the sun move by less between such days.
_NEAR_DAYS = 3
# Times that are looked at together.
_AT_ONCE = 500_000
# Fewer lost recordings are a remark: cards fail now and then.
_FEW_LOST = 5


@dataclass(frozen=True, eq=False)
class _Missed:
    """Times at which recordings are missing, and the places in the series that they follow."""

    times: Float64
    after: Int64


def check_schedule(of: Series, every_s: float | None) -> Iterator[Finding | NotChecked]:
    """Find recordings that are missing between others; `every_s` is a stated spacing of starts."""
    spacing = every_s if every_s is not None else _spacing(of)
    if spacing is None:
        yield NotChecked(
            "schedule",
            "The starts of these recordings are too few or keep to no schedule.",
            len(of.rows),
        )
        return
    missed = _missed(of.begin, spacing)
    if len(missed.times):
        yield _gap(of, spacing, missed)


def _spacing(of: Series) -> float | None:
    """Learn the spacing of starts; None if they keep to no schedule."""
    if len(of.begin) < _LEAST:
        return None
    steps = np.diff(of.begin)
    steps = steps[steps > SAME_S]
    if not len(steps):
        return None
    usual = float(np.median(steps))
    near = np.abs(steps - usual) <= max(SAME_S, _TOLERANCE * usual)
    return usual if near.mean() >= _REGULAR else None


def _missed(begin: Float64, spacing: float) -> _Missed:
    steps = np.diff(begin)
    breaks = np.flatnonzero((steps > 1.5 * spacing) & (steps <= _SEASON_S))
    counts = np.rint(steps[breaks] / spacing).astype(np.int64) - 1
    counts = np.minimum(counts, _AT_ONCE)
    days = np.unique(day_of(begin))
    found: list[tuple[Float64, Int64]] = []
    for some in np.split(np.arange(len(breaks)), _pieces(counts)):
        after = np.repeat(breaks[some], counts[some])
        number = np.arange(len(after)) - np.repeat(
            np.cumsum(counts[some]) - counts[some], counts[some]
        )
        times = begin[after] + (number + 1) * spacing
        due = _due(begin, days, times, spacing)
        found.append((times[due], after[due]))
    return _Missed(
        np.concatenate([each for each, _ in found]), np.concatenate([each for _, each in found])
    )


def _pieces(counts: Int64) -> Int64:
    """Cut breaks into pieces that together have a bounded number of times."""
    piece = np.cumsum(counts) // _AT_ONCE
    return np.flatnonzero(np.diff(piece)) + 1


def _due(begin: Float64, days: Int64, times: Float64, spacing: float) -> Bool:
    """Tell which times belong to the schedule, as the days around them show."""
    day = day_of(times)
    low, high = np.searchsorted(days, day, "left"), np.searchsorted(days, day, "right")
    due = np.ones(len(times), bool)
    for places in (
        [low - 1 - each for each in range(_NEAR_DAYS)],
        [high + each for each in range(_NEAR_DAYS)],
    ):
        there, hits = np.zeros(len(times), np.int64), np.zeros(len(times), np.int64)
        for place in places:
            known = (place >= 0) & (place < len(days))
            there += known
            other = days[np.clip(place, 0, len(days) - 1)]
            hits += known & _is_near(begin, times + (other - day) * DAY_S, spacing / 2)
        due &= (there > 0) & (3 * hits >= 2 * there)
    return due


def _is_near(begin: Float64, times: Float64, within_s: float) -> Bool:
    """Tell at which times a recording starts; one just in between counts for the later time."""
    place = np.searchsorted(begin, times)
    before = times - begin[np.maximum(place - 1, 0)]
    after = begin[np.minimum(place, len(begin) - 1)] - times
    return ((before >= 0) & (before < within_s)) | ((after >= 0) & (after <= within_s))


def _gap(of: Series, spacing: float, missed: _Missed) -> Finding:
    each, counts = np.unique(missed.after, return_counts=True)
    longest = int(each[np.argmax(counts)])
    severity: Severity = "remark" if len(missed.times) < _FEW_LOST else "doubt"
    number = len(missed.times)
    gaps = "1 gap" if len(each) == 1 else f"{len(each):,} gaps; the longest is"
    recordings = "1 recording is" if number == 1 else f"{number:,} recordings are"
    return Finding(
        kind="gap",
        severity=severity,
        message=f"{of.name}: {recordings} missing from a schedule of one every {_every(spacing)}, "
        f"in {gaps} from {_ended(of, longest)} to {of.clock(longest + 1)}.",
        recordings=tuple(of.ids[each[:MOST_NAMED]].tolist()),
        count=len(each),
        deployment_ids=of.deployment_ids,
        sites=of.sites,
        serials=of.serials,
        fixes=(bring(of, "If another card has these recordings, this brings them."),),
    )


def _ended(of: Series, place: int) -> str:
    row = of.rows[place]
    return moment(float(of.season.begin[row] + of.season.length[row]))


def _every(spacing: float) -> str:
    if spacing >= HOUR_S:
        return f"{spacing / HOUR_S:.3g} h"
    return f"{spacing / 60:.3g} min" if spacing >= 60 else f"{spacing:.3g} s"


def check_overlaps(of: Series) -> Iterator[Finding | NotChecked]:
    """Find recordings that start before an earlier one of the same recorder ends."""
    own = np.flatnonzero(~of.is_copy)
    if len(own) < 2:
        return
    begin = of.begin[own]
    ends = np.maximum.accumulate(begin + of.season.length[of.rows[own]])
    inside = np.flatnonzero(begin[1:] < ends[:-1] - SAME_S) + 1
    if not len(inside):
        return
    places = own[inside]
    first = int(places[0])
    ids = tuple(sorted(of.ids[places].tolist()))
    number = "1 recording starts" if len(places) == 1 else f"{len(places):,} recordings start"
    yield Finding(
        kind="overlap",
        severity="doubt",
        message=f"{of.name}: {number} while another one of the same deployment runs, the first at "
        f"{of.clock(first)}. Either a clock was set back, or two recorders stood there.",
        recordings=tuple(of.ids[places[:MOST_NAMED]].tolist()),
        count=len(places),
        deployment_ids=of.deployment_ids,
        sites=of.sites,
        serials=of.serials,
        fixes=(shift_some(ids, None, "If the clock was set back, this shifts the later ones."),),
    )
