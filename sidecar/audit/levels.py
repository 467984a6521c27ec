"""Microphones that went quiet, by the usual level of recordings over days."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from sidecar.audit.finding import MOST_NAMED, Finding, Fix, NotChecked
from sidecar.audit.fixes import set_dates
from sidecar.audit.season import Series, day_of
from sidecar.values import Float64, Int64

# Gives the usual level of recordings, by their ids, in dB; NaN where nobody measured it. Only
# differences between recordings of one recorder and gain count, so any reference will do.
Levels = Callable[[Sequence[int]], Float64]

# Recordings of a series whose levels are looked up, evenly over its days.
_LOOKED_AT = 60
# Days on each side of a drop.
_LEAST_BEFORE, _LEAST_AFTER = 3, 2
# Seasons, leaves and weather change a day's usual level by less.
_DROP_DB = 20.0


def check_levels(of: Series, levels: Levels) -> Iterator[Finding | NotChecked]:
    """Find the day from which all days of a recorder and gain are much quieter than before."""
    looked = _one_a_day(of)
    level = levels(of.ids[looked].tolist()) if len(looked) else np.zeros(0)
    known = ~np.isnan(level)
    if known.sum() < _LEAST_BEFORE + _LEAST_AFTER:
        yield NotChecked(
            "levels",
            "The levels of too few days are known: Linnet measures recordings of 10 minutes and "
            "more as it reads them.",
            len(of.rows),
        )
        return
    gain = of.season.gain[of.rows[looked]]
    for each in np.unique(gain[known]).tolist():
        some = looked[known & (gain == each)]
        if (drop := _drop(level[known & (gain == each)])) is not None:
            yield _finding(of, some, *drop)


def _one_a_day(of: Series) -> Int64:
    """Choose the longest recording of each day, of days that lie evenly over the series."""
    day = day_of(of.begin)
    order = np.lexsort((of.ids, -of.season.length[of.rows], day))
    _, first = np.unique(day[order], return_index=True)
    daily = order[first]
    chosen = np.unique(np.linspace(0, len(daily) - 1, min(len(daily), _LOOKED_AT)).astype(np.int64))
    return daily[chosen]


def _drop(level: Float64) -> tuple[int, float, float] | None:
    """Find the first place from which all levels are lower: the place, and both usual levels."""
    for place in range(_LEAST_BEFORE, len(level) - _LEAST_AFTER + 1):
        before, after = float(np.median(level[:place])), level[place:]
        if (after < before - _DROP_DB).all():
            return place, before, float(np.median(after))
    return None


def _finding(of: Series, some: Int64, place: int, before: float, after: float) -> Finding:
    first = int(some[place])
    quiet = np.arange(first, len(of.rows))
    fixes: tuple[Fix, ...] = ()
    if of.deployment is not None:
        fixes = (
            set_dates(
                of.deployment.deployment_id,
                "If the microphone is dead, this ends the deployment with its last good day.",
                endDate=of.day(int(some[place - 1])),
            ),
        )
    return Finding(
        kind="levelDrop",
        severity="fault",
        message=f"{of.name}: the sound is {before - after:.0f} dB quieter from {of.day(first)} on. "
        "The microphone may be dead or covered.",
        recordings=tuple(of.ids[quiet[:MOST_NAMED]].tolist()),
        count=len(quiet),
        deployment_ids=of.deployment_ids,
        sites=of.sites,
        serials=of.serials,
        fixes=fixes,
    )
