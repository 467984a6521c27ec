"""Detections of models, with people's decisions."""

from __future__ import annotations

from dataclasses import replace

from sidecar.catalog.sqlite.query.chain import Chain, Join
from sidecar.catalog.sqlite.query.condition import Condition
from sidecar.catalog.sqlite.query.expression import Expression, column
from sidecar.catalog.sqlite.query.field import (
    VERIFIED,
    Field,
    KeyLookup,
    NameLookup,
    Select,
    accepted,
    number,
    species,
    text,
)
from sidecar.catalog.sqlite.query.filters import (
    PLACE_JOINS,
    PLACES,
    UTC_OFFSET,
    in_utc,
    sky,
    times,
)
from sidecar.catalog.sqlite.query.measured import at_moment
from sidecar.catalog.sqlite.query.partnered import partnered
from sidecar.catalog.sqlite.query.planner import DrivingIndex, Grouping, Routes, Walk
from sidecar.catalog.sqlite.query.select.speech import OVERLAP
from sidecar.catalog.sqlite.query.select.verdicts import DECIDED, VERDICTS, said

_SPECIES_ID = column("d", "speciesId")
_HEARD_AT = column("d", "heardAt")

_A = Join("a", "d", "CROSS JOIN Analysis a ON a.analysisId = d.analysisId")
_R = Join("r", "a", "CROSS JOIN Recording r ON r.recordingId = a.recordingId")
_M = Join("m", "a", "CROSS JOIN ModelVersion m ON m.modelId = a.modelId")
_N = Join("n", "d", "CROSS JOIN Annotation n ON n.annotationId = d.annotationId")
_S = Join("s", "d", "CROSS JOIN Species s ON s.speciesId = d.speciesId")
_I = Join("i", "r", "LEFT JOIN RecordingIdentity i ON i.recordingId = r.recordingId")
_PLACED = (_R, *PLACE_JOINS, _I, _M)


def _detections(to: str, key: str, index: str) -> Join:
    """Join detections to an earlier table."""
    sql = f"CROSS JOIN Detection d INDEXED BY {index} ON d.{key} = {to}.{key}"
    return Join("d", to, sql)


_D = _detections("a", "analysisId", "DetectionByAnalysis")
_CURRENT = Condition("d.current = 1", besides=frozenset("d"))
_CURRENT_ANALYSIS = Condition("a.current = 1", besides=frozenset("a"))

_CHAINS = (
    Chain("d", "Detection d", (_A, *_PLACED, _N, _S, *said("n")), _CURRENT),
    Chain(
        "r",
        "Recording r",
        (
            *PLACE_JOINS,
            _I,
            Join("a", "r", "CROSS JOIN Analysis a ON a.recordingId = r.recordingId"),
            _M,
            _D,
            _N,
            _S,
            *said("n"),
        ),
        _CURRENT_ANALYSIS,
    ),
    Chain("a", "Analysis a", (*_PLACED, _D, _N, _S, *said("n")), _CURRENT_ANALYSIS),
    Chain(
        "s",
        "Species s",
        (_detections("s", "speciesId", "DetectionBySpecies"), _A, *_PLACED, _N, *said("n")),
        _CURRENT,
        equal={_SPECIES_ID: column("s", "speciesId")},
    ),
    Chain(
        "n",
        "Annotation n",
        (_detections("n", "annotationId", "DetectionByAnnotation"), _A, *_PLACED, _S, *said("d")),
        _CURRENT,
    ),
    Chain("y", "Labeler y", (*DECIDED, _A, *_PLACED, _S), _CURRENT),
)

_OF_RUN = Expression(
    "EXISTS (SELECT 1 FROM RunAnalysis u WHERE u.analysisId = a.analysisId AND u.runId {})",
    frozenset("a"),
)
_ANALYSES_OF_RUN = Expression(
    "a.analysisId IN (SELECT analysisId FROM RunAnalysis WHERE runId {})", frozenset("a")
)
# Null: the mean of all channels.
_CHANNEL = Expression(
    "(SELECT k.channel FROM AnalysisChannel k WHERE k.analysisId = a.analysisId)", frozenset("a")
)
_OF_CHANNEL = KeyLookup(
    column("a", "analysisId"), "SELECT k.analysisId FROM AnalysisChannel k WHERE k.channel {}"
)

_FIELDS = {
    "detectionId": number("d", "detectionId", required=True),
    "annotationId": number("d", "annotationId", required=True),
    "regionId": number("n", "regionId", required=True),
    "recordingId": number("r", "recordingId", required=True),
    "path": text("r", "url", required=True),
    "recordedAt": text("r", "datetime"),
    "heardAt": Field(_HEARD_AT, "time"),
    "heardAtUtc": Field(in_utc(_HEARD_AT), "time", utc=True),
    "start": number("d", "startTime", required=True),
    "end": number("d", "endTime", required=True),
    "species": species(
        "s", required=True, names=NameLookup("Species", "species", "speciesId", _SPECIES_ID)
    ),
    "accepted": accepted("s", _SPECIES_ID),
    "common": Field(
        column("s", "common"), names=NameLookup("Species", "common", "speciesId", _SPECIES_ID)
    ),
    "confidence": number("d", "confidence", required=True),
    "occurrence": number("d", "occurrence"),
    "windows": number("d", "windows", required=True),
    "channel": Field(_CHANNEL, "number", keys=_OF_CHANNEL),
    "speech": Field(OVERLAP, "number"),
    "verified": Field(column("d", "verified"), required=True, among=VERIFIED),
    "runId": Field(column("a", "runId"), "number", (_OF_RUN,), drive=_ANALYSES_OF_RUN),
    "model": text("m", "name", required=True),
    **{name: PLACES[name] for name in ("deploymentId", "siteId", "site", "survey", "recorder")},
    "sampleRate": number("r", "samplerate"),
    "recordingSeconds": number("r", "duration"),
    "utcOffset": Field(UTC_OFFSET),
    **sky(_HEARD_AT),
    "missingSince": text("i", "missingSince"),
    **VERDICTS,
}

_FILTERS = {
    **PLACES,
    **times(_HEARD_AT),
    **at_moment("a.recordingId", "d.startTime", frozenset("ad")),
    "speciesId": Field(_SPECIES_ID, "number", required=True),
    "analysisId": number("d", "analysisId", required=True),
    "windowSetId": number("a", "windowSetId"),
    "modelId": number("a", "modelId"),
    "alsoBy": partnered(1),
    "notBy": partnered(0),
}


# Recordings need no deployment. The aliases are those of PLACE_JOINS.
_OF_DEPLOYMENTS = Grouping(
    "(SELECT deploymentId FROM Deployment UNION ALL SELECT NULL) r"
    " LEFT JOIN Deployment p ON p.deploymentId = r.deploymentId"
    " LEFT JOIN Site t ON t.siteId = p.siteId LEFT JOIN Survey v ON v.surveyId = t.surveyId",
    column("r", "deploymentId"),
)


def _by(index: str) -> str:
    return f"INDEXED BY {index}"


_ROUTES = Routes(
    root="d",
    chains={each.first: each for each in _CHAINS},
    usual=("recordingId",),
    # Equal rows follow each other as in the indexes.
    ties=("analysisId", "detectionId"),
    keys={"species": "speciesId"},
    walks=(
        Walk("detectionId", "d", "NOT INDEXED"),
        Walk("confidence", "d", _by("DetectionByConfidence")),
        Walk("confidence", "d", _by("DetectionBySpecies"), given=_SPECIES_ID),
        Walk("heardAt", "d", _by("DetectionByTime")),
        Walk("heardAt", "d", _by("DetectionBySpeciesTime"), given=_SPECIES_ID),
        Walk("species", "s", _by("SpeciesByName")),
        Walk("path", "r", _by("RecordingByUrl")),
        Walk("recordingId", "r", "NOT INDEXED"),
        Walk("recordingId", "r", _by("RecordingByDeployment"), given=column("r", "deploymentId")),
        Walk("recordedAt", "r", _by("RecordingByTime")),
    ),
    drives=(
        DrivingIndex("d", column=column("d", "detectionId")),
        DrivingIndex("d", _by("DetectionByAnnotation"), column("d", "annotationId")),
        DrivingIndex("d", _by("DetectionByAnalysis"), column("d", "analysisId")),
        DrivingIndex("d", _by("DetectionBySpecies"), _SPECIES_ID),
        DrivingIndex("d", _by("DetectionByConfidence"), column("d", "confidence")),
        DrivingIndex("d", _by("DetectionByTime"), _HEARD_AT),
        DrivingIndex(
            "d",
            _by("DetectionByDecision"),
            column("d", "verified"),
            values=frozenset(("YES", "NO", "UNSURE")),
            when=Condition("d.verified <> 'UNVERIFIED'", besides=frozenset("d")),
        ),
        DrivingIndex("n", column=column("n", "regionId")),
        DrivingIndex("y", tables=frozenset("yhx"), optional=True),
        DrivingIndex("r", tables=frozenset("rptvcfiam")),
        DrivingIndex("a", tables=frozenset("am")),
    ),
    besides=_SPECIES_ID,
    groups={name: _OF_DEPLOYMENTS for name in ("site", "siteId", "survey")},
    rare=frozenset(("verdictBy", "verdictAt", "comment", "lowHz", "highHz")),
)

DETECTIONS = Select(
    source=_ROUTES.chains["d"].source("", "darmnsptvcfihyxz"),
    fields=_FIELDS,
    filters=_FILTERS,
    key="detectionId",
    usual=replace(_CURRENT, usual=True),
    lifted_by="runId",
    routes=_ROUTES,
)
