"""Makes all checks of a season: findings in a fixed order, and what could not be checked."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from sidecar.audit.chorus import Activity, check_chorus
from sidecar.audit.clocks import APART_S, check_clocks, check_dates, check_order
from sidecar.audit.copies import check_copies
from sidecar.audit.finding import CHECKS, CheckName, Finding, NotChecked
from sidecar.audit.levels import Levels, check_levels
from sidecar.audit.power import check_battery, check_temperature
from sidecar.audit.recorders import check_serials
from sidecar.audit.schedule import check_overlaps, check_schedule
from sidecar.audit.season import Season, Series, series


@dataclass(frozen=True, eq=False)
class Facts:
    """What checks need beside the season: levels of recordings, and detections by deployment.

    `every_s` is the stated spacing of starts. `unidentified` counts recordings without a digest of
    all their sound.
    """

    season: Season
    levels: Levels
    activity: Mapping[int, Activity]
    unidentified: int = 0
    every_s: float | None = None


@dataclass(frozen=True)
class Audit:
    """All findings, the worst first, and what was not checked, by check and reason."""

    findings: Sequence[Finding]
    not_checked: Sequence[NotChecked]


def audit(facts: Facts, checks: Collection[CheckName] = CHECKS) -> Audit:
    """Make checks; the order of recordings changes neither findings nor their order."""
    findings: list[Finding] = []
    lacking: dict[tuple[CheckName, str], NotChecked] = {}
    for each in _all(facts, checks):
        if isinstance(each, Finding):
            findings.append(each)
            continue
        key = each.check, each.message
        before = lacking.get(key)
        lacking[key] = each if before is None else replace(each, count=each.count + before.count)
    return Audit(
        sorted(findings, key=lambda each: each.order),
        sorted(lacking.values(), key=lambda each: (CHECKS.index(each.check), each.message)),
    )


def _all(facts: Facts, checks: Collection[CheckName]) -> Iterator[Finding | NotChecked]:
    if "serials" in checks:
        yield from check_serials(facts.season)
    if "copies" in checks:
        yield from check_copies(facts.season)
        if facts.unidentified:
            yield NotChecked(
                "copies",
                "Linnet never read all the sound of these recordings.",
                facts.unidentified,
            )
    if "channels" in checks and len(facts.season.recording):
        yield NotChecked(
            "channels",
            "Linnet keeps no levels by channel, so equal channels are unknown.",
            len(facts.season.recording),
        )
    for of in series(facts.season):
        yield from _of_series(of, facts, checks)
    if "chorus" in checks:
        yield from _choruses(facts)


def _choruses(facts: Facts) -> Iterator[Finding | NotChecked]:
    """Check each series; of several recorders in one deployment, the one with most recordings says.

    Detections are counted by deployment, whichever recorder heard them.
    """
    shifted: dict[Sequence[int], Finding] = {}
    for of in series(facts.season):
        for each in check_chorus(_since_reset(of), facts.activity) if len(of.rows) else ():
            if isinstance(each, NotChecked):
                yield each
                continue
            other = shifted.setdefault(each.deployment_ids, each)
            if (-each.count, each.serials) < (-other.count, other.serials):
                shifted[each.deployment_ids] = each
    yield from shifted.values()


def _of_series(
    of: Series, facts: Facts, checks: Collection[CheckName]
) -> Iterator[Finding | NotChecked]:
    if "clocks" in checks:
        yield from check_clocks(of)
    if not len(of.rows):
        return
    current = _since_reset(of)
    order = list(check_order(current))
    if "order" in checks:
        yield from order
    if "dates" in checks:
        yield from check_dates(current)
    if any(isinstance(each, Finding) for each in order):
        both: tuple[CheckName, ...] = ("schedule", "overlaps")
        for name in both:
            if name in checks:
                yield NotChecked(name, "The clock of these recordings went back.", len(of.rows))
    else:
        if "schedule" in checks:
            yield from check_schedule(current, facts.every_s)
        if "overlaps" in checks:
            yield from check_overlaps(current)
    if "levels" in checks:
        yield from check_levels(current, facts.levels)
    if "battery" in checks:
        yield from check_battery(current)
    if "temperature" in checks:
        yield from check_temperature(current)


def _since_reset(of: Series) -> Series:
    """Leave out the starts of a clock that was reset, of which `clocks` tells."""
    breaks = np.flatnonzero(np.diff(of.begin) > APART_S)
    if not len(breaks):
        return of
    first = int(breaks[-1]) + 1
    return replace(of, rows=of.rows[first:], begin=of.begin[first:])
