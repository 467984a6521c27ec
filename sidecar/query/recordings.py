"""Questions about recordings."""

from __future__ import annotations

from sidecar.query.field import Field, Select, number
from sidecar.query.filters import PLACE_JOINS, PLACES, times

_SECONDS = "CAST(strftime('%s', substr(r.datetime, 1, 19)) AS INTEGER)"

# As they stand: of each species in each region what was decided last.
_STANDING = (
    "(SELECT {} FROM RegionOfInterest g JOIN Annotation n USING (regionId)"
    " JOIN Labeler l USING (labelerId) LEFT JOIN Species s USING (speciesId)"
    " LEFT JOIN ModelVersion m USING (labelerId)"
    " WHERE g.recordingId = r.recordingId AND n.mostRecent = 1 AND {})"
)


def _standing(test: str) -> str:
    return "EXISTS " + _STANDING.format("1", test)


RECORDINGS = Select(
    source=" ".join(
        (
            "Recording r",
            *PLACE_JOINS.values(),
            "LEFT JOIN RecordingIdentity i ON i.recordingId = r.recordingId",
        )
    ),
    fields={
        "recordingId": number("r.recordingId", required=True),
        "deploymentId": number("r.deploymentId"),
        "path": Field("r.url", required=True),
        "start": Field("coalesce(f.start, r.datetime)"),
        "duration": number("r.duration"),
        "sampleRate": number("r.samplerate"),
        "channels": number("f.channels"),
        "container": Field("f.container"),
        "encoding": Field("f.encoding"),
        "recorder": Field("coalesce(c.code, f.recorder)"),
        "serial": Field("f.serial"),
        "gain": Field("f.gain"),
        "batteryVolts": number("f.batteryVolts"),
        "temperatureCelsius": number("f.temperatureCelsius"),
        "latitude": number("f.latitude"),
        "longitude": number("f.longitude"),
        "site": Field("t.site_code"),
        "survey": Field("v.surveyname"),
        "missingSince": Field("i.missingSince"),
        "detections": number(
            "(SELECT count(*) FROM Analysis a JOIN Detection d USING (analysisId)"
            " WHERE a.recordingId = r.recordingId AND a.current = 1)"
        ),
        "annotations": number(_STANDING.format("count(*)", "l.isHuman = 1")),
    },
    filters={
        **PLACES,
        **times(_SECONDS),
        # 1 where anybody, person or model, named something in it.
        "labelled": number(_standing("1")),
        "labeler": Field("", test=_standing("l.name {}")),
        "model": Field("", test=_standing("m.name {}")),
        "species": Field("", test=_standing("s.species {}")),
        "verified": Field("", test=_standing("n.verified {}")),
        "runId": Field(
            "",
            "number",
            "EXISTS (SELECT 1 FROM RunFile u JOIN Analysis a USING (analysisId)"
            " WHERE a.recordingId = r.recordingId AND u.runId {})",
        ),
    },
    key="recordingId",
)
