"""Sites: the desktop app's own table."""

from __future__ import annotations

from sidecar.catalog.sqlite.query.expression import Expression
from sidecar.catalog.sqlite.query.field import Field, Select, number, text

# A zone that a person set needs no proposal.
_PROPOSED = "iif(k.timezone IS NULL, proposed_timezones(t.latitude, t.longitude), NULL)"

SITES = Select(
    source="Site t LEFT JOIN Survey v ON v.surveyId = t.surveyId "
    "LEFT JOIN ClockRule k ON k.siteId = t.siteId",
    fields={
        "siteId": number("t", "siteId"),
        "surveyId": number("t", "surveyId"),
        "survey": text("v", "surveyname"),
        "site": text("t", "site_code"),
        "latitude": number("t", "latitude"),
        "longitude": number("t", "longitude"),
        "elevation": number("t", "elevation"),
        "timezone": text("k", "timezone"),
        "proposedTimezones": Field(Expression(_PROPOSED, frozenset("tk"))),
    },
    key="siteId",
)
