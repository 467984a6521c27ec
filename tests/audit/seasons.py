"""Seasons of recordings, clean ones and ones with a fault."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import numpy as np

from sidecar.audit.check import Audit, Facts, audit
from sidecar.audit.chorus import Activity
from sidecar.audit.levels import Levels
from sidecar.audit.season import DAY_S, HOUR_S, NONE, Deployment, Season, day_of
from sidecar.sky.sun import solar_days
from sidecar.values import Float64

MAY = datetime(2024, 5, 1, tzinfo=UTC).timestamp()
BERLIN, BOGOTA, FIJI = (52.5, 13.4), (4.6, -74.1), (-16.8, 179.9)


@dataclass(frozen=True)
class Row:
    """A recording; moments are in seconds since 1970 by its clock."""

    recording_id: int
    begin: float | None
    deployment: int | None = 0
    serial: str | None = "A1"
    folder: str = "/cards/S1"
    shown: float | None = None
    offset: float | None = 0.0
    length: float = 60.0
    battery: float | None = 4.2
    celsius: float | None = None
    gain: str = "medium"
    number: int | None = None
    original: int | None = None


SITES = tuple(
    Deployment(
        place + 1, 10 * (place + 1), f"S{place + 1}", latitude=BERLIN[0], longitude=BERLIN[1]
    )
    for place in range(3)
)


def nightly(days: int = 12, *, every_s: float = 600.0, **fields: object) -> list[Row]:
    """Record from 20:00 to 08:00 on some days, from 1 May 2024 on, and warmest in the afternoon."""
    first = int(fields.pop("first", 1))  # type: ignore[call-overload]
    rows: list[Row] = []
    for day in range(days):
        for step in range(round(12 * HOUR_S / every_s)):
            begin = MAY + day * DAY_S + 20 * HOUR_S + step * every_s
            rows.append(Row(first + len(rows), begin, **fields))  # type: ignore[arg-type]
    return rows


def always(days: int = 8, *, every_s: float = HOUR_S, **fields: object) -> list[Row]:
    """Record all day."""
    first = int(fields.pop("first", 1))  # type: ignore[call-overload]
    count = round(days * DAY_S / every_s)
    return [
        Row(first + step, MAY + step * every_s, **fields)  # type: ignore[arg-type]
        for step in range(count)
    ]


def season(rows: Sequence[Row], deployments: Sequence[Deployment] = SITES) -> Season:
    """Put rows into columns; codes follow the order of the rows, as those of a catalog do."""

    def codes(values: Sequence[object]) -> tuple[list[int], list[str]]:
        known = list(dict.fromkeys(each for each in values if each is not None))
        return [NONE if each is None else known.index(each) for each in values], list(
            map(str, known)
        )

    def real(values: Sequence[float | None]) -> Float64:
        return np.array([np.nan if each is None else each for each in values], np.float64)

    def whole(values: Sequence[int | None]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        return np.array([NONE if each is None else each for each in values], np.int64)

    serial, serials = codes([each.serial for each in rows])
    folder, folders = codes([each.folder for each in rows])
    gain, _ = codes([each.gain for each in rows])
    return Season(
        recording=whole([each.recording_id for each in rows]),
        deployment=whole([each.deployment for each in rows]),
        serial=whole(serial),
        folder=whole(folder),
        begin=real([each.begin for each in rows]),
        shown=real([each.shown for each in rows]),
        offset=real([each.offset for each in rows]),
        length=real([each.length for each in rows]),
        battery=real([each.battery for each in rows]),
        temperature=real([each.celsius for each in rows]),
        gain=whole(gain),
        number=whole([each.number for each in rows]),
        numbering=np.where(whole([each.number for each in rows]) == NONE, NONE, whole(folder)),
        original=whole([each.original for each in rows]),
        deployments=deployments,
        serials=serials,
        folders=folders,
    )


def level(ids: Sequence[int]) -> Float64:
    """Give every recording the level of a quiet wood."""
    return np.full(len(ids), -60.0)


def checked(
    rows: Sequence[Row],
    deployments: Sequence[Deployment] = SITES,
    *,
    levels: Levels = level,
    activity: Mapping[int, Activity] | None = None,
    every_s: float | None = None,
) -> Audit:
    return audit(Facts(season(rows, deployments), levels, activity or {}, every_s=every_s))


def kinds(found: Audit) -> list[str]:
    return [each.kind for each in found.findings]


def changed(rows: Sequence[Row], chosen: Callable[[Row], bool], **fields: object) -> list[Row]:
    """Change those rows that are chosen."""
    return [replace(row, **fields) if chosen(row) else row for row in rows]  # type: ignore[arg-type]


def chorus(of: Deployment, days: int, *, late_h: float = 0.0, offset_s: float = 0.0) -> Activity:
    """Let birds sing at dawn and by day; `late_h` is how far the clock is ahead of the truth."""
    assert of.latitude is not None and of.longitude is not None
    first = day_of(np.array([MAY]))[0]
    day = np.repeat(first + np.arange(0, days, 7) + 3, 24)
    hour = np.tile(np.arange(24), len(day) // 24)
    utc = day * DAY_S + (hour + 0.5 - late_h) * HOUR_S - offset_s
    solar = np.floor((utc + of.longitude * 240) / DAY_S)
    sky = solar_days(of.latitude, of.longitude, solar)
    since = (utc - sky.sunrise) / HOUR_S
    light = (sky.sunset - sky.sunrise) / HOUR_S
    sung = np.where((since > -1) & (since < light), 15.0, 1.0)
    sung = np.where((since > -1) & (since < 2), 40.0, sung)
    return Activity(day, hour, np.where(np.isnan(since), 10.0, sung), np.full(len(day), 7.0))
