"""Minutes of recordings, with what was measured of them."""

from __future__ import annotations

from sidecar.catalog.sqlite.query.expression import Expression
from sidecar.catalog.sqlite.query.field import Field, Select, number, text
from sidecar.catalog.sqlite.query.filters import (
    PLACE_JOINS,
    PLACES,
    START_S,
    UTC_OFFSET,
    in_utc,
    sky,
    times,
)
from sidecar.catalog.sqlite.query.measured import masks, of_minute
from sidecar.indices.columns import MINUTE_S, VERSION

_NUMBER = "k.value"
_NEEDS = frozenset("qk")
_VALUES = of_minute("q.minutes", _NUMBER, _NEEDS)

# No recording has so many minutes, so the ids of minutes follow those of recordings.
_MOST = 1_000_000
_ID = Expression(f"(q.recordingId * {_MOST} + {_NUMBER})", _NEEDS)
_SECONDS = Expression(f"min({MINUTE_S}, q.seconds - {MINUTE_S} * {_NUMBER})", _NEEDS)
_STARTS_AT = Expression(f"({START_S.sql} + {MINUTE_S} * {_NUMBER})", START_S.needs | {"k"})


def _sql(name: str) -> str:
    return _VALUES[name].value.sql


# Why some values of a minute are null. NDSI needs 11 kHz, and no other index needs more.
_LACKS = f"""CASE WHEN {_sql("silence")} = 1 THEN 'silent'
    WHEN {_sql("level")} IS NULL OR {_sql("hf")} IS NULL
      THEN iif({_sql("silence")} IS NULL OR {_SECONDS.sql} < 1, 'short', 'overflow')
    WHEN r.samplerate < 22000 THEN 'sampleRate'
    WHEN {_sql("adi")} IS NULL THEN 'quiet' END"""

_K = "CROSS JOIN json_each(minute_numbers(q.minutes)) k"
_Q = f"CROSS JOIN RecordingMinutes q ON q.recordingId = r.recordingId AND q.version = {VERSION}"

MINUTES = Select(
    source=" ".join(
        (
            f"Recording r {_Q}",
            *(join.sql for join in PLACE_JOINS),
            _K,
        )
    ),
    fields={
        "minuteId": Field(_ID, "number", required=True),
        "recordingId": number("r", "recordingId", required=True),
        "path": text("r", "url", required=True),
        "recordedAt": text("r", "datetime"),
        "minute": Field(Expression(_NUMBER, frozenset("k")), "number", required=True),
        "seconds": Field(_SECONDS, "number", required=True),
        "startsAt": Field(_STARTS_AT, "time"),
        "startsAtUtc": Field(in_utc(_STARTS_AT), "time", utc=True),
        "utcOffset": Field(UTC_OFFSET),
        **{name: PLACES[name] for name in ("deploymentId", "siteId", "site", "survey", "recorder")},
        "sampleRate": number("r", "samplerate"),
        **_VALUES,
        "lacks": Field(
            Expression(_LACKS, _NEEDS | {"r"}),
            among=("silent", "short", "overflow", "sampleRate", "quiet"),
        ),
        **sky(_STARTS_AT),
    },
    filters={
        **PLACES,
        **times(_STARTS_AT),
        **masks("q.minutes", _NUMBER, _NEEDS),
    },
    key="minuteId",
)
