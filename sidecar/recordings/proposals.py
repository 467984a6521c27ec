"""Notes that propose time zones: a person sets one, Linnet never does."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sidecar.app.ledger import Ledger
from sidecar.app.reasons import REASONS
from sidecar.audio.clock import hours_apart
from sidecar.characters import as_word
from sidecar.contract.rows import SiteRow

# In the west of China, clocks are 3.4 hours ahead of the sun; nowhere are they further off.
_MOST_HOURS = 4.0


def note_site(ledger: Ledger, site: SiteRow) -> None:
    """Note what is odd about the zone of a site, and propose another."""
    if site.longitude is None or site.latitude is None:
        return
    if site.timezone is None:
        zones: Sequence[str] = site.proposed_timezones or ()
        if zones:
            ledger.add(
                "withoutZone", site.site or "", what=_either(zones), hint=_to_set(site, zones)
            )
        return
    hours = hours_apart(site.timezone, site.longitude)
    if hours > _MOST_HOURS:
        zones = _at(site.latitude, site.longitude)
        hint = REASONS["zoneFar"].hint
        ledger.add(
            "zoneFar",
            f"{site.site}: {site.timezone} is {hours:.0f} h from {site.longitude}°",
            hint=f"{hint} {_to_set(site, zones)}" if zones else None,
        )


def note_start(
    ledger: Ledger, url: str, start: datetime, latitude: float | None, longitude: float | None
) -> None:
    """Note a start whose offset from UTC is of no zone at its recording's place."""
    offset = start.utcoffset()
    if offset is None or latitude is None or longitude is None:
        return
    zones = _at(latitude, longitude)
    there = {start.astimezone(zone).utcoffset() for zone in _known(zones)}
    if there and offset not in there:
        ledger.add(
            "otherZone",
            f"{url}: {start.isoformat()}",
            what=_either(zones),
            hint="To give such starts in local time, set the zone of their site or folder: "
            f"`linnet sites set --folder FOLDER --timezone {zones[0]}`.",
        )


def _at(latitude: float, longitude: float) -> Sequence[str]:
    from sidecar.audio.timezones import proposed  # few requests read this table

    return proposed(latitude, longitude)


def _known(zones: Sequence[str]) -> list[ZoneInfo]:
    """Open the zones; a system's own list of zones may be older than our table."""
    found = []
    for name in zones:
        try:
            found.append(ZoneInfo(name))
        except ZoneInfoNotFoundError:
            continue
    return found


def _either(zones: Sequence[str]) -> str:
    """Write names as a choice: "A", "A or B", "A, B or C"."""
    *others, last = zones
    return f"{', '.join(others)} or {last}" if others else last


def _to_set(site: SiteRow, zones: Sequence[str]) -> str:
    survey = f" --survey {as_word(site.survey)}" if site.survey else ""
    command = f"linnet sites set {as_word(site.site or 'SITE')}{survey} --timezone {zones[0]}"
    return f"`{command}` sets {'the first one' if len(zones) > 1 else 'it'}."
