"""Recorders that were at two sites at once, and places with two recorders at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from sidecar.audit.finding import MOST_NAMED, Finding, Fix, NotChecked, Severity
from sidecar.audit.fixes import move
from sidecar.audit.season import (
    DAY_S,
    NONE,
    SAME_S,
    Deployment,
    Season,
    first_of,
    moment,
    together,
)
from sidecar.values import Float64, Int64

# Somebody who carries a recorder away and back needs longer than this.
_AWAY_S = DAY_S


@dataclass(frozen=True, eq=False)
class _Mix:
    """Two values of a group that are there at once: rows of each, the fewer first."""

    group: int
    fewer: Int64
    more: Int64


def check_serials(season: Season) -> Iterator[Finding | NotChecked]:
    """Find serials at two sites at once, and deployments with two serials at once."""
    everything = np.arange(len(season.recording))
    known = (season.serial != NONE) & ~np.isnan(season.begin)
    if lacking := int((season.serial == NONE).sum()):
        yield NotChecked(
            "serials",
            "These recordings tell no serial number of their recorder.",
            lacking,
        )
    site = season.site(everything)
    if placeless := int((known & (site == NONE)).sum()):
        yield NotChecked("serials", "These recordings are at no site.", placeless)
    rows = np.flatnonzero(known & (season.original == NONE))
    at_sites = rows[site[rows] != NONE]
    told = set()
    for mix in _mixes(season, at_sites, season.serial, site):
        told.add((mix.group, int(site[mix.fewer[0]])))
        yield _at_two_sites(season, mix)
    for mix in _mixes(season, at_sites, site, season.serial):
        # A card at the wrong site is one fault, not two.
        if (int(season.serial[mix.fewer[0]]), mix.group) not in told:
            yield _two_serials(season, mix)


def _mixes(season: Season, rows: Int64, group: Int64, value: Int64) -> Iterator[_Mix]:
    """Find values that alternate or overlap within a group; copies are none of the rows."""
    order = rows[np.argsort(group[rows], kind="stable")]
    changes = np.flatnonzero(np.diff(group[order])) + 1
    for some in np.split(order, changes):
        if len(some) < 2 or len(np.unique(value[some])) < 2:
            continue
        begin, _ = together(season, some)
        by_time = np.lexsort((season.recording[some], begin))
        some, begin = some[by_time], begin[by_time]
        for pair in _at_once(value[some], begin, begin + season.length[some]):
            yield _mix(season, int(group[some[0]]), some, value[some], pair)


def _at_once(value: Int64, begin: Float64, end: Float64) -> set[tuple[int, int]]:
    """Find pairs of values of which one recorded while the other did, or came back within a day."""
    found = set()
    turns = np.flatnonzero(value[1:] != value[:-1])
    for place, turn in enumerate(turns.tolist()):
        pair = sorted((int(value[turn]), int(value[turn + 1])))
        overlap = begin[turn + 1] < end[turn] - SAME_S
        back = False
        if place:
            before = turns[place - 1]
            back = value[before] == value[turn + 1] and begin[turn + 1] - begin[before] <= _AWAY_S
        if overlap or back:
            found.add((pair[0], pair[1]))
    return found


def _mix(season: Season, group: int, rows: Int64, value: Int64, pair: tuple[int, int]) -> _Mix:
    """Take the rows of two values in the time that both share."""
    one, other = (rows[value == each] for each in pair)
    begin = season.begin
    low = max(begin[one].min(), begin[other].min()) - DAY_S
    high = min(begin[one].max(), begin[other].max()) + DAY_S
    parts = [each[(begin[each] >= low) & (begin[each] <= high)] for each in (one, other)]
    parts.sort(key=lambda each: (len(each), int(season.recording[each].min())))
    return _Mix(group, parts[0], parts[1])


def _at_two_sites(season: Season, mix: _Mix) -> Finding:
    serial = season.serials[mix.group]
    wrong, right = (
        season.deployments[int(season.deployment[rows[0]])] for rows in (mix.fewer, mix.more)
    )
    fix = move(
        serial,
        wrong.deployment_id,
        right.deployment_id,
        f"If the recorder was at {right.site}, this moves its recordings there.",
    )
    return Finding(
        kind="serialAtTwoSites",
        severity="fault",
        message=f"The recorder {serial} recorded at {right.site} and at {wrong.site} at once, "
        f"{_time(season, mix)}: {len(mix.more):,} and {len(mix.fewer):,} recordings.",
        recordings=first_of(season, mix.fewer, MOST_NAMED),
        count=len(mix.fewer),
        deployment_ids=(wrong.deployment_id, right.deployment_id),
        sites=(wrong.site or "", right.site or ""),
        serials=(serial,),
        fixes=(fix,),
    )


def _two_serials(season: Season, mix: _Mix) -> Finding:
    fewer, more = (season.serials[int(season.serial[rows[0]])] for rows in (mix.fewer, mix.more))
    of = season.deployments[int(season.deployment[mix.fewer[0]])]
    apart = not set(season.deployment[mix.fewer].tolist()) & set(
        season.deployment[mix.more].tolist()
    )
    # Two recorders with deployments of their own are a design.
    severity: Severity = "remark" if apart else "doubt"
    return Finding(
        kind="siteWithTwoSerials",
        severity=severity,
        message=f"The site {of.site} had two recorders at once, {more} and {fewer}, "
        f"{_time(season, mix)}.",
        recordings=first_of(season, mix.fewer, MOST_NAMED),
        count=len(mix.fewer),
        deployment_ids=tuple(
            sorted(
                season.deployments[each].deployment_id
                for each in set(season.deployment[np.append(mix.fewer, mix.more)].tolist())
            )
        ),
        sites=(of.site or "",),
        serials=(more, fewer),
        fixes=() if apart else (*_home(season, mix, fewer), _own_deployment(of, fewer)),
    )


def _home(season: Season, mix: _Mix, serial: str) -> Iterator[Fix]:
    """Propose the other deployment of a serial, if it has one at another site."""
    here = int(season.deployment[mix.fewer[0]])
    rows = season.serial == season.serial[mix.fewer[0]]
    for place in sorted(set(season.deployment[rows].tolist()) - {here, NONE}):
        there, of = season.deployments[place], season.deployments[here]
        if there.site_id not in (None, of.site_id):
            yield move(
                serial,
                of.deployment_id,
                there.deployment_id,
                f"If the card is of {there.name}, this moves its recordings there.",
            )
            return


def _own_deployment(of: Deployment, serial: str) -> Fix:
    names = {"survey": of.survey} if of.survey else {}
    return Fix(
        f"If both recorders stood there, this gives {serial} a deployment of its own. Then "
        "`linnet recordings update --deployment ID` moves its recordings.",
        "places/set",
        {"deployments": [{"site": of.site, "recorder": serial, **names}]},
    )


def _time(season: Season, mix: _Mix) -> str:
    begin = season.begin[np.append(mix.fewer, mix.more)]
    return f"from {moment(float(begin.min()))} to {moment(float(begin.max()))}"
