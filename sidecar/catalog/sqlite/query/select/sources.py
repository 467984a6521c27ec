"""What each source says of each recording."""

from __future__ import annotations

from sidecar.catalog.sqlite.query.expression import Expression
from sidecar.catalog.sqlite.query.field import Field, Select, number, text
from sidecar.catalog.sqlite.query.filters import PLACE_JOINS, PLACES

_KEY = "printf('%012d %03d', o.recordingId, o.place)"

SOURCES = Select(
    source=" ".join(
        (
            "RecordingSource o JOIN Recording r ON r.recordingId = o.recordingId",
            *(join.sql for join in PLACE_JOINS),
        )
    ),
    fields={
        "key": Field(Expression(_KEY, frozenset("o")), required=True),
        "recordingId": number("o", "recordingId", required=True),
        "path": text("r", "url", required=True),
        "place": number("o", "place", required=True),
        "source": text("o", "source", required=True),
        "start": text("o", "start"),
        "latitude": number("o", "latitude"),
        "longitude": number("o", "longitude"),
        "recorder": text("o", "recorder"),
        "serial": text("o", "serial"),
        "deploymentCode": text("o", "deploymentCode"),
        "gain": text("o", "gain"),
        "batteryVolts": number("o", "batteryVolts"),
        "temperatureCelsius": number("o", "temperatureCelsius"),
        "impossible": text("o", "impossible"),
        "givesStart": number("o", "givesStart", required=True),
        "givesPlace": number("o", "givesPlace", required=True),
        "disagrees": number("o", "disagrees", required=True),
        "why": text("o", "why"),
    },
    filters={name: field for name, field in PLACES.items() if name != "recorder"},
    key="key",
)
