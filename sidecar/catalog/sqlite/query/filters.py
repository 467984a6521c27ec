"""Filters that recordings and detections share: place, recorder and time."""

from __future__ import annotations

from sidecar.catalog.sqlite.query.calendar import days, months, seasons
from sidecar.catalog.sqlite.query.chain import Join
from sidecar.catalog.sqlite.query.expression import Expression, column
from sidecar.catalog.sqlite.query.field import Field, Select, number, text

# What is known of a recording `r`: its deployment, site, survey, recorder, and its file's header.
PLACE_JOINS = (
    Join("p", "r", "LEFT JOIN Deployment p ON p.deploymentId = r.deploymentId"),
    Join("t", "p", "LEFT JOIN Site t ON t.siteId = p.siteId"),
    Join("v", "t", "LEFT JOIN Survey v ON v.surveyId = t.surveyId"),
    Join("c", "p", "LEFT JOIN Recorder c ON c.recorderId = p.recorderId"),
    Join("f", "r", "LEFT JOIN RecordingFacts f ON f.recordingId = r.recordingId"),
)

PLACES = {
    "deploymentId": number("r", "deploymentId"),
    "siteId": number("p", "siteId"),
    "site": text("t", "site_code"),
    "surveyId": number("t", "surveyId"),
    "survey": text("v", "surveyname"),
    "recorderId": number("p", "recorderId"),
    # The code of the deployment's recorder; else the recorder in the file's header.
    "recorder": Field(Expression("coalesce(c.code, f.recorder)", frozenset("cf"))),
}


# A recording's start, in seconds since 1970 by the recorder's own clock.
START_S = Expression("CAST(strftime('%s', substr(r.datetime, 1, 19)) AS INTEGER)", frozenset("r"))


def times(seconds: Expression) -> dict[str, Field]:
    """List the filters on a moment; `seconds` counts from 1970.

    Seconds follow the recorder's own clock. `timeOfDay` is in hours, 5.5 for half past five.
    `season` is that of the hemisphere of the site `t`, in whole months.
    """
    month = f"CAST(strftime('%m', {seconds.sql}, 'unixepoch') AS INTEGER)"
    day = f"CAST(strftime('%j', {seconds.sql}, 'unixepoch') AS INTEGER)"
    quarter = f"(({month} / 3 + (coalesce(t.latitude, 0) < 0) * 2) % 4)"
    season = (
        f"CASE {quarter} WHEN 0 THEN 'winter' WHEN 1 THEN 'spring' WHEN 2 THEN 'summer'"
        " WHEN 3 THEN 'autumn' END"
    )
    return {
        "date": Field(seconds, "time"),
        "timeOfDay": Field(
            Expression(f"(({seconds.sql}) % 86400) / 3600.0", seconds.needs),
            "number",
            cyclic=True,
            within=(0, 24),
        ),
        "dayOfYear": Field(
            Expression(day, seconds.needs), "number", cyclic=True, calendar=days, within=(1, 366)
        ),
        "month": Field(
            Expression(month, seconds.needs), "number", cyclic=True, calendar=months, within=(1, 12)
        ),
        "season": Field(
            Expression(season, seconds.needs | {"t"}),
            calendar=seasons,
            among=("winter", "spring", "summer", "autumn"),
        ),
    }


# Recording.datetime ends with the offset from UTC, as ISO 8601 has it, where it is known.
_HAS_OFFSET = "r.datetime GLOB '*T*[-+][0-9][0-9]:[0-9][0-9]'"
UTC_OFFSET = Expression(
    f"CASE WHEN {_HAS_OFFSET} THEN substr(r.datetime, -6)"
    " WHEN r.datetime GLOB '*T*Z' THEN '+00:00' END",
    frozenset("r"),
)
# The same in seconds, by which the recorder's own clock is ahead.
_OFFSET_S = (
    f"CASE WHEN {_HAS_OFFSET} THEN iif(substr(r.datetime, -6, 1) = '-', -60, 60)"
    " * (substr(r.datetime, -5, 2) * 60 + substr(r.datetime, -2))"
    " WHEN r.datetime GLOB '*T*Z' THEN 0 END"
)
# Of the site, else of the recording itself, as the range filter takes them.
_PLACE = "coalesce(t.latitude, f.latitude), coalesce(t.longitude, f.longitude)"
# The same, and how far the recorder's clock is ahead of UTC.
PLACE_AND_CLOCK = Expression(f"{_PLACE}, {_OFFSET_S}", frozenset("rtf"))


def in_utc(seconds: Expression) -> Expression:
    """Give a moment by the recorder's own clock in UTC; null where its offset is unknown."""
    return Expression(f"({seconds.sql} - {_OFFSET_S})", seconds.needs | {"r"})


def sky(seconds: Expression) -> dict[str, Field]:
    """List what the sun and the moon did at a moment by the recorder's own clock."""
    utc = in_utc(seconds)
    hours = {
        f"hoursFrom{event.title()}": Field(
            _of_sun(f"hours_from_{event}", utc), "number", cyclic=True, within=(-13, 13)
        )
        for event in ("sunrise", "sunset")
    }
    lit = Expression(f"moon_lit({utc.sql})", utc.needs)
    return {
        **hours,
        "sun": Field(_of_sun("sun", utc), among=("day", "twilight", "night")),
        "moonIlluminated": Field(lit, "number", within=(0, 1)),
    }


def sky_keys(seconds: Expression) -> dict[str, Expression]:
    """List the keys of counts that follow the sun at a moment by the recorder's own clock."""
    utc = in_utc(seconds)
    return {
        "hourFromSunrise": _of_sun("hour_from_sunrise", utc),
        "hourFromSunset": _of_sun("hour_from_sunset", utc),
        "sun": _of_sun("sun", utc),
    }


def _of_sun(function: str, utc: Expression) -> Expression:
    return Expression(f"{function}({_PLACE}, {utc.sql})", utc.needs | {"t", "f"})


# Moments by the recorder's own clock: `x` holds seconds since 1970, `t` the site.
MOMENTS = Select(
    source="json_each(?) x, (SELECT ? AS latitude) t",
    fields=times(column("x", "value")),
    key="date",
)
