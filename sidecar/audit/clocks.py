"""Clocks that were reset, that went back, or that leave the stated days of a deployment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from sidecar.audit.finding import MOST_NAMED, Finding, NotChecked
from sidecar.audit.fixes import set_clock, set_dates, shift_some
from sidecar.audit.season import (
    DAY_S,
    NONE,
    SAME_S,
    Deployment,
    Series,
    day_of,
    first_of,
    moment,
)
from sidecar.values import Float64, Int64

_FIRST_DAY = date(1970, 1, 1).toordinal()

# A recorder that stood in one deployment for so long was set anew in between.
APART_S = 5 * 365 * DAY_S
# An impossible start before this day is of a reset clock, and a later one of a clock ahead.
_RESET_BEFORE_S = 978_307_200.0  # 2001-01-01

# With fewer files, a running number tells no order.
_LEAST_NUMBERED = 5
# Where the clock goes back at more of the files than this, their numbers do not follow time.
_MOST_BACK = 0.2


def check_clocks(of: Series) -> Iterator[Finding | NotChecked]:
    """Find starts of a clock that was reset or runs ahead."""
    shown = of.season.shown[of.undated]
    if unknown := int(np.isnan(shown).sum()):
        yield NotChecked(
            "clocks",
            "These recordings have no start, so no check of times includes them.",
            unknown,
        )
    reset = of.undated[shown < _RESET_BEFORE_S]
    ahead = of.undated[shown >= _RESET_BEFORE_S]
    if len(reset):
        yield _reset(of, reset, of.season.shown[reset], of.rows)
    if len(ahead):
        yield _ahead(of, ahead)
    breaks = np.flatnonzero(np.diff(of.begin) > APART_S)
    if len(breaks):
        old, late = of.rows[: breaks[-1] + 1], of.rows[breaks[-1] + 1 :]
        yield _reset(of, old, of.season.begin[old], late)


def _reset(of: Series, rows: Int64, shown: Float64, right: Int64) -> Finding:
    """Word a reset; if the recorder went on at once, its last right start tells the shift."""
    first, last = float(shown.min()), float(shown.max())
    begin = of.season.begin[right]
    shift = None
    if len(right):
        latest = int(np.argmax(begin))
        shift = float(begin[latest] + of.season.length[right[latest]]) - first
    ids = tuple(sorted(of.season.recording[rows].tolist()))
    return Finding(
        kind="clockReset",
        severity="fault",
        message=f"{of.name}: the clock was reset. {_counted(len(rows))} from "
        f"{moment(first)} to {moment(last)}.",
        recordings=tuple(
            of.season.recording[rows[np.argsort(shown, kind="stable")]][:MOST_NAMED].tolist()
        ),
        count=len(rows),
        deployment_ids=of.deployment_ids,
        sites=of.sites,
        serials=of.serials,
        fixes=(
            shift_some(
                ids,
                shift,
                "This lets them follow the last recording with a right start. Change the shift if "
                "you know when the recorder was set up."
                if shift is not None
                else "This shifts them to the time at which the recorder was set up.",
            ),
        ),
    )


def _ahead(of: Series, rows: Int64) -> Finding:
    shown = of.season.shown[rows]
    return Finding(
        kind="clockAhead",
        severity="fault",
        message=f"{of.name}: the clock runs ahead. {_counted(len(rows))} in the future, from "
        f"{moment(float(shown.min()))} to {moment(float(shown.max()))}.",
        recordings=first_of(of.season, rows, MOST_NAMED),
        count=len(rows),
        deployment_ids=of.deployment_ids,
        sites=of.sites,
        serials=of.serials,
        fixes=(
            shift_some(
                tuple(sorted(of.season.recording[rows].tolist())),
                None,
                "This shifts them to the time at which the recorder was set up.",
            ),
        ),
    )


def _counted(number: int) -> str:
    return "1 recording starts" if number == 1 else f"{number:,} recordings start"


def check_order(of: Series) -> Iterator[Finding | NotChecked]:
    """Compare the running numbers in files' names with the starts."""
    numbered = of.season.number[of.rows] != NONE
    places = np.flatnonzero(numbered & ~of.is_copy)
    compared = 0
    for some in _groups(of, places):
        compared += len(some)
        steps = of.begin[some[1:]] - of.begin[some[:-1]]
        back = np.flatnonzero(steps < -SAME_S)
        if len(back) > max(1, _MOST_BACK * len(some)):
            compared -= len(some)
        elif len(back):
            yield _back(of, some, back)
    if lacking := len(of.rows) - compared:
        yield NotChecked(
            "order",
            "These file names hold no running number that could be compared with the starts.",
            lacking,
        )


def _groups(of: Series, places: Int64) -> Iterator[Int64]:
    """Part places by their folder and the text around the number, in the order of numbers."""
    numbering, number = (each[of.rows[places]] for each in (of.season.numbering, of.season.number))
    order = np.lexsort((number, numbering))
    changes = np.flatnonzero(np.diff(numbering[order])) + 1
    for some in np.split(places[order], changes):
        if len(some) >= _LEAST_NUMBERED:
            yield some


def _back(of: Series, some: Int64, back: Int64) -> Finding:
    """Word a clock that went back; the files after the last such step are shifted."""
    last = int(back[-1])
    before, after = some[last], some[last + 1 :]
    steps = np.diff(of.begin[some])
    usual = float(np.median(steps[steps > 0])) if (steps > 0).any() else 0.0
    shift = float(of.begin[before] - of.begin[after[0]]) + usual
    times = "" if len(back) == 1 else f" {len(back)} times"
    return Finding(
        kind="clockBack",
        severity="fault",
        message=f"{of.name}: the clock went back{times} though the files' numbers go on. The last "
        f"step is from {of.clock(before)} to {of.clock(after[0])}.",
        recordings=tuple(of.ids[after[:MOST_NAMED]].tolist()),
        count=len(after),
        deployment_ids=of.deployment_ids,
        sites=of.sites,
        serials=of.serials,
        fixes=(
            shift_some(
                tuple(sorted(of.ids[after].tolist())),
                float(round(shift)),
                "This lets the later files follow the earlier ones without a pause.",
            ),
        ),
    )


def check_dates(of: Series) -> Iterator[Finding | NotChecked]:
    """Compare starts with the days that people stated for a deployment."""
    stated = of.deployment
    if stated is None or not (stated.first_day or stated.last_day):
        yield NotChecked("dates", "Nobody stated the days of these deployments.", len(of.rows))
        return
    if not len(of.rows):
        return
    days = _days(of)
    first, last = _stated(stated.first_day), _stated(stated.last_day)
    outside = np.zeros(len(days), bool)
    if first is not None:
        outside |= days < first
    if last is not None:
        outside |= days > last
    if outside.any():
        yield _outside(of, stated, np.flatnonzero(outside))
    elif last is not None and last - days[-1] > 1:
        yield _ends_early(of, stated, of.day(-1))


def _days(of: Series) -> Int64:
    """Give the days of starts by the recorder's own clock, counted from 1970."""
    return day_of(of.season.begin[of.rows])


def _stated(day: str | None) -> int | None:
    """Count a stated day from 1970; the app keeps whatever was typed."""
    try:
        return None if not day else date.fromisoformat(day[:10]).toordinal() - _FIRST_DAY
    except ValueError:
        return None


def _outside(of: Series, stated: Deployment, places: Int64) -> Finding:
    days = _days(of)[places]
    low, high = (of.day(int(places[place(days)])) for place in (np.argmin, np.argmax))
    first, last = _stated(stated.first_day), _stated(stated.last_day)
    wider = {}
    if first is not None and days.min() < first:
        wider["startDate"] = low
    if last is not None and days.max() > last:
        wider["endDate"] = high
    said = " to ".join(each for each in (stated.first_day, stated.last_day) if each)
    fixes = [
        set_dates(stated.deployment_id, "If the clock is right, this corrects the days.", **wider)
    ]
    if first is not None and len(places) == len(of.rows):
        does = "If the days are right, this moves all starts to them."
        fixes.append(set_clock(stated, float(first - days.min()) * DAY_S, does))
    return Finding(
        kind="outsideDates",
        severity="fault",
        message=f"{of.name}: {_counted(len(places))} outside the days of the deployment ({said}), "
        f"from {low} to {high}.",
        recordings=tuple(of.ids[places[:MOST_NAMED]].tolist()),
        count=len(places),
        deployment_ids=of.deployment_ids,
        sites=of.sites,
        serials=of.serials,
        fixes=tuple(fixes),
    )


def _ends_early(of: Series, stated: Deployment, last: str) -> Finding:
    return Finding(
        kind="endsEarly",
        severity="doubt",
        message=f"{of.name}: the recorder stopped on {last}, though the deployment goes on until "
        f"{stated.last_day}.",
        recordings=(int(of.ids[-1]),),
        count=1,
        deployment_ids=of.deployment_ids,
        sites=of.sites,
        serials=of.serials,
        fixes=(
            set_dates(
                stated.deployment_id,
                "If no card is missing, this ends the deployment with its last recording.",
                endDate=last,
            ),
        ),
    )
