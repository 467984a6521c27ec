"""Filters that recordings and detections share: place, recorder and time."""

from __future__ import annotations

from sidecar.catalog.sqlite.query.calendar import days, months, seasons
from sidecar.catalog.sqlite.query.field import Field, number

# The letter of the Recording table is `r`; these are the letters of its neighbours.
PLACE_JOINS = {
    "p": "LEFT JOIN Deployment p ON p.deploymentId = r.deploymentId",
    "t": "LEFT JOIN Site t ON t.siteId = p.siteId",
    "v": "LEFT JOIN Survey v ON v.surveyId = t.surveyId",
    "c": "LEFT JOIN Recorder c ON c.recorderId = p.recorderId",
    "f": "LEFT JOIN RecordingFacts f ON f.recordingId = r.recordingId",
}

PLACES = {
    "deploymentId": number("r.deploymentId"),
    "siteId": number("p.siteId"),
    "site": Field("t.site_code"),
    "surveyId": number("t.surveyId"),
    "survey": Field("v.surveyname"),
    "recorderId": number("p.recorderId"),
    # The code of the deployment's recorder; else the recorder in the file's header.
    "recorder": Field("coalesce(c.code, f.recorder)"),
}


# A recording's start, in seconds since 1970 by the recorder's own clock.
START_S = "CAST(strftime('%s', substr(r.datetime, 1, 19)) AS INTEGER)"


def times(seconds: str) -> dict[str, Field]:
    """List the filters on a moment; `seconds` is SQL for seconds since 1970.

    Seconds follow the recorder's own clock. `timeOfDay` is in hours, 5.5 for half past five.
    `season` is that of the site's hemisphere, in whole months.
    """
    month = f"CAST(strftime('%m', {seconds}, 'unixepoch') AS INTEGER)"
    quarter = f"(({month} / 3 + (coalesce(t.latitude, 0) < 0) * 2) % 4)"
    return {
        "date": Field(seconds, "time"),
        "timeOfDay": Field(
            f"(({seconds}) % 86400) / 3600.0", "number", cyclic=True, within=(0, 24)
        ),
        "dayOfYear": Field(
            f"CAST(strftime('%j', {seconds}, 'unixepoch') AS INTEGER)",
            "number",
            cyclic=True,
            calendar=days,
            within=(1, 366),
        ),
        "month": Field(month, "number", cyclic=True, calendar=months, within=(1, 12)),
        "season": Field(
            f"CASE {quarter} WHEN 0 THEN 'winter' WHEN 1 THEN 'spring' WHEN 2 THEN 'summer'"
            " WHEN 3 THEN 'autumn' END",
            calendar=seasons,
            among=("winter", "spring", "summer", "autumn"),
        ),
    }
