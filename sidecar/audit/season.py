"""The recordings of a season in columns, and the series that each recorder made of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np

from sidecar.values import Bool, Float64, Int64

# A value that is unknown, in columns of whole numbers.
NONE = -1

DAY_S = 86_400.0
HOUR_S = 3_600.0

# Recorders begin a little late, and write whole seconds.
SAME_S = 5.0

_FIRST = datetime(1970, 1, 1)


@dataclass(frozen=True)
class Deployment:
    """A deployment as the catalog has it.

    `first_day` and `last_day` are stated by people, as 2024-05-01. `timezone` is the zone of a
    rule, or the likeliest one at the place. `shift_s` is what a rule adds to its clock already.
    """

    deployment_id: int
    site_id: int | None = None
    site: str | None = None
    survey: str | None = None
    recorder: str | None = None
    first_day: str | None = None
    last_day: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    timezone: str | None = None
    shift_s: float = 0.0

    @property
    def name(self) -> str:
        if self.site is None:
            return self.recorder or f"Deployment {self.deployment_id}"
        return f"{self.site} ({self.recorder})" if self.recorder else self.site


@dataclass(frozen=True, eq=False)
class Season:
    """Columns [n] of recordings; codes are places in the lists below, or NONE.

    `begin` is in seconds since 1970 by the recorder's own clock, NaN where it is unknown; `shown`
    is what a clock showed that cannot be true. `offset` is how far the clock is ahead of UTC, in
    seconds, or NaN. `original` is the id of an earlier recording with the same sound. `number` is
    the running number in a file's name, and `numbering` what stands around it in its folder.
    """

    recording: Int64
    deployment: Int64
    serial: Int64
    folder: Int64
    begin: Float64
    shown: Float64
    offset: Float64
    length: Float64
    battery: Float64
    temperature: Float64
    gain: Int64
    number: Int64
    numbering: Int64
    original: Int64
    deployments: Sequence[Deployment]
    serials: Sequence[str]
    folders: Sequence[str]

    def site(self, rows: Int64) -> Int64:
        """Give the site of rows as a code: NONE, or the first deployment at the same site."""
        first: dict[int, int] = {}
        of = [
            NONE if each.site_id is None else first.setdefault(each.site_id, place)
            for place, each in enumerate(self.deployments)
        ]
        # The last entry is that of NONE.
        return np.array([*of, NONE], np.int64)[self.deployment[rows]]


@dataclass(frozen=True, eq=False)
class Series:
    """What one recorder recorded in one deployment: rows of a season by time.

    `begin` [n] is in UTC if `in_utc`, else by the recorder's own clock. `undated` are the rows
    without a start.
    """

    season: Season
    rows: Int64
    undated: Int64
    begin: Float64
    in_utc: bool
    deployment: Deployment | None
    serial: str | None
    folder: str

    @property
    def end(self) -> Float64:
        return self.begin + self.season.length[self.rows]

    @property
    def ids(self) -> Int64:
        return self.season.recording[self.rows]

    @property
    def is_copy(self) -> Bool:
        """Tell which rows have the sound of an earlier recording."""
        return np.asarray(self.season.original[self.rows] != NONE)

    @property
    def name(self) -> str:
        """Name the series as a person knows it."""
        return self.deployment.name if self.deployment else f"The folder {self.folder}"

    @property
    def deployment_ids(self) -> tuple[int, ...]:
        return (self.deployment.deployment_id,) if self.deployment else ()

    @property
    def sites(self) -> tuple[str, ...]:
        return (self.deployment.site,) if self.deployment and self.deployment.site else ()

    @property
    def serials(self) -> tuple[str, ...]:
        return (self.serial,) if self.serial else ()

    def clock(self, place: int) -> str:
        """Write the start at a place of the series, by the recorder's own clock."""
        return moment(float(self.season.begin[self.rows[place]]))

    def day(self, place: int) -> str:
        return self.clock(place)[:10]


def series(season: Season) -> Iterator[Series]:
    """Part a season into series; recordings without deployment and serial go by their folder."""
    alone = (season.deployment == NONE) & (season.serial == NONE)
    folder = np.where(alone, season.folder, NONE)
    order = np.lexsort((season.recording, folder, season.serial, season.deployment))
    keys = np.stack([season.deployment, season.serial, folder])[:, order]
    changes = np.flatnonzero((keys[:, 1:] != keys[:, :-1]).any(axis=0)) + 1
    for rows in np.split(order, changes):
        if len(rows):
            yield _series(season, rows)


def _series(season: Season, rows: Int64) -> Series:
    dated = ~np.isnan(season.begin[rows])
    begun, undated = rows[dated], rows[~dated]
    begin, in_utc = together(season, begun)
    order = np.lexsort((season.recording[begun], begin))
    deployment, serial = int(season.deployment[rows[0]]), int(season.serial[rows[0]])
    return Series(
        season=season,
        rows=begun[order],
        undated=undated,
        begin=begin[order],
        in_utc=in_utc,
        deployment=None if deployment == NONE else season.deployments[deployment],
        serial=None if serial == NONE else season.serials[serial],
        folder=min(season.folders[each] for each in set(season.folder[rows].tolist())),
    )


def together(season: Season, rows: Int64) -> tuple[Float64, bool]:
    """Give starts that can be compared: in UTC if all offsets are known, else by the clocks."""
    begin, offset = season.begin[rows], season.offset[rows]
    in_utc = bool(len(rows)) and not np.isnan(offset).any()
    return (begin - offset if in_utc else begin), in_utc


def moment(seconds: float) -> str:
    """Write a moment of a clock for people: 2024-05-01 05:30."""
    return (_FIRST + timedelta(seconds=seconds)).isoformat(" ", "minutes")


def day_of(seconds: Float64) -> Int64:
    """Count days from 1970."""
    return np.floor(seconds / DAY_S).astype(np.int64)


def seconds_of(text: str) -> tuple[float, float]:
    """Read a start of the catalog: seconds by its clock, and its offset from UTC (NaN: unknown)."""
    start = datetime.fromisoformat(text)
    offset = start.utcoffset()
    clock = start.replace(tzinfo=UTC).timestamp()
    return clock, np.nan if offset is None else offset.total_seconds()


def first_of(season: Season, rows: Int64, most: int) -> tuple[int, ...]:
    """Name the first recordings by time; those without a start come last."""
    order = np.lexsort((season.recording[rows], season.begin[rows]))
    return tuple(season.recording[rows[order[:most]]].tolist())


def runs(flags: Bool) -> Iterator[tuple[int, int]]:
    """List the runs of true values as begins and ends."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], flags, [False])).astype(np.int8)))
    yield from zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
