"""Fields of what was measured of minutes: of a minute itself, and of a detection's minute."""

from __future__ import annotations

from sidecar.catalog.sqlite.query.expression import Expression
from sidecar.catalog.sqlite.query.field import Field
from sidecar.indices.columns import VERSION
from sidecar.indices.masks import MASKS

# Values that are shares or scores, from 0 to 1.
_SHARES = ("clipping", "silence", "rain", "wind", "hf", "ht")


def of_minute(minutes: str, number: str, needs: frozenset[str]) -> dict[str, Field]:
    """List all values of the minute with a number, of a value of `RecordingMinutes.minutes`."""
    names = ("clipping", "silence", "offset", "level", "peak", "alike", "rain", "wind")
    more = ("aci", "ndsi", "bi", "hf", "ht", "adi", "aei")
    values = {name: _value(minutes, number, name, needs) for name in (*names, *more)}
    both = " * ".join(values[name].value.sql for name in ("hf", "ht"))
    return values | {"h": Field(Expression(f"({both})", needs), "number", within=(0, 1))}


def _value(minutes: str, number: str, name: str, needs: frozenset[str]) -> Field:
    within = (0, 1) if name in _SHARES else None
    sql = f"minute_value({minutes}, {number}, '{name}')"
    return Field(Expression(sql, needs), "number", within=within)


def masks(minutes: str, number: str, needs: frozenset[str]) -> dict[str, Field]:
    """List for each mask whether it masks a minute: 1, 0, or null if that is not known."""
    return {
        f"in{name.title()}": Field(
            Expression(f"(minute_value({minutes}, {number}, '{name}') >= {least})", needs),
            "number",
            within=(0, 1),
        )
        for name, least in MASKS.items()
    }


def at_moment(recording: str, seconds: str, needs: frozenset[str]) -> dict[str, Field]:
    """List filters on the minute of a recording in which a moment lies; null if not measured."""
    minutes = (
        "(SELECT q.minutes FROM RecordingMinutes q"
        f" WHERE q.recordingId = {recording} AND q.version = {VERSION})"
    )
    number = f"CAST({seconds} / 60 AS INTEGER)"
    values = of_minute(minutes, number, needs)
    return {
        **{name: values[name] for name in MASKS},
        **masks(minutes, number, needs),
    }
