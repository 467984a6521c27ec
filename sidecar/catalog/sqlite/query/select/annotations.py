"""Decisions of people and models, one by one."""

from __future__ import annotations

from sidecar.catalog.sqlite.query.chain import Chain, Join
from sidecar.catalog.sqlite.query.condition import Condition
from sidecar.catalog.sqlite.query.expression import Expression, column
from sidecar.catalog.sqlite.query.field import (
    VERIFIED,
    Field,
    KeyLookup,
    NameLookup,
    Plain,
    Select,
    accepted,
    number,
    species,
    text,
)
from sidecar.catalog.sqlite.query.filters import PLACE_JOINS, PLACES, START_S, sky, times
from sidecar.catalog.sqlite.query.planner import DrivingIndex, Routes, Walk
from sidecar.catalog.sqlite.unsure import said_verdict

_SPECIES_ID = column("n", "speciesId")

_G = Join("g", "n", "CROSS JOIN RegionOfInterest g ON g.regionId = n.regionId")
_R = Join("r", "g", "CROSS JOIN Recording r ON r.recordingId = g.recordingId")
_L = Join("l", "n", "LEFT JOIN Labeler l ON l.labelerId = n.labelerId")
_X = Join("x", "n", "LEFT JOIN AnnotationFacts x ON x.annotationId = n.annotationId")
_NAMED = (
    Join("m", "l", "LEFT JOIN Model m ON m.modelId = l.modelId"),
    Join("w", "l", "LEFT JOIN ModelVersion w ON w.labelerId = l.labelerId"),
    Join("s", "n", "LEFT JOIN Species s ON s.speciesId = n.speciesId"),
)


def _annotations(to: str, join: str) -> Join:
    """Join annotations to an earlier table."""
    return Join("n", to, f"CROSS JOIN Annotation n {join}")


_CHAINS = (
    Chain("n", "Annotation n", (_G, _R, _L, *PLACE_JOINS, *_NAMED, _X)),
    Chain(
        "r",
        "Recording r",
        (
            *PLACE_JOINS,
            Join("g", "r", "CROSS JOIN RegionOfInterest g ON g.recordingId = r.recordingId"),
            _annotations("g", "INDEXED BY AnnotationByRegion ON n.regionId = g.regionId"),
            _L,
            *_NAMED,
            _X,
        ),
    ),
    Chain(
        "l",
        "Labeler l",
        (
            _annotations("l", "INDEXED BY AnnotationByLabeler ON n.labelerId = l.labelerId"),
            _G,
            _R,
            *PLACE_JOINS,
            *_NAMED,
            _X,
        ),
    ),
    Chain(
        "x",
        "AnnotationFacts x",
        (
            _annotations("x", "ON n.annotationId = x.annotationId"),
            _G,
            _R,
            _L,
            *PLACE_JOINS,
            *_NAMED,
        ),
    ),
)

# In whole percent; other programs may write a fraction of 1 into the app's column.
PERCENT = """CASE typeof(n.speciesProbability) WHEN 'integer' THEN n.speciesProbability
  WHEN 'real' THEN CAST(round(n.speciesProbability * iif(n.speciesProbability <= 1, 100, 1))
    AS INTEGER) END"""

_MARKED = """(SELECT annotationId, verified FROM Annotation WHERE verified <> 'UNVERIFIED'
  UNION ALL SELECT annotationId, 'UNSURE' FROM Unsure)"""

VERDICT = Field(
    Expression(said_verdict("n", "x"), frozenset("nx")),
    required=True,
    among=VERIFIED,
    keys=KeyLookup(
        column("n", "annotationId"),
        f"SELECT k.annotationId FROM {_MARKED} k WHERE k.verified {{}}",
        frozenset(("YES", "NO", "UNSURE")),
    ),
    plain=Plain(column("n", "verified"), frozenset(("YES", "NO"))),
)

_FIELDS = {
    "annotationId": number("n", "annotationId", required=True),
    "regionId": number("n", "regionId", required=True),
    "recordingId": number("r", "recordingId", required=True),
    "path": text("r", "url", required=True),
    "start": number("g", "starttime"),
    "end": number("g", "endtime"),
    "species": species("s", names=NameLookup("Species", "species", "speciesId", _SPECIES_ID)),
    "accepted": accepted("s", _SPECIES_ID),
    "common": Field(
        column("s", "common"), names=NameLookup("Species", "common", "speciesId", _SPECIES_ID)
    ),
    "probability": Field(Expression(f"({PERCENT})", frozenset("n")), "number"),
    "verified": VERDICT,
    "labeler": text("l", "name"),
    "isHuman": number("l", "isHuman"),
    "model": Field(Expression("coalesce(w.name, m.name)", frozenset("wm"))),
    "annotatedAt": text("n", "annotationDate"),
    "mostRecent": number("n", "mostRecent"),
    "comment": text("x", "comment"),
    "lowHz": number("x", "lowHz"),
    "highHz": number("x", "highHz"),
    "batchId": number("x", "batchId"),
    "replaced": number("x", "replaced"),
}

# The begin of an annotation's region, in seconds since 1970 by the recorder's own clock.
HEARD_S = Expression(f"({START_S.sql} + g.starttime)", START_S.needs | {"g"})

_ROUTES = Routes(
    root="n",
    chains={each.first: each for each in _CHAINS},
    usual=("recordingId",),
    ties=("annotationId",),
    keys={},
    walks=(
        Walk("annotationId", "n", "NOT INDEXED"),
        Walk("path", "r", "INDEXED BY RecordingByUrl"),
        Walk("recordingId", "r", "NOT INDEXED"),
    ),
    drives=(
        DrivingIndex("n", column=column("n", "annotationId")),
        DrivingIndex("n", "INDEXED BY AnnotationByRegion", column("n", "regionId")),
        DrivingIndex("n", "INDEXED BY AnnotationBySpecies", _SPECIES_ID),
        DrivingIndex(
            "n",
            "INDEXED BY AnnotationByDecision",
            column("n", "verified"),
            values=frozenset(("YES", "NO")),
            when=Condition("n.verified <> 'UNVERIFIED'", besides=frozenset("n")),
        ),
        DrivingIndex("x", tables=frozenset("x"), optional=True),
        DrivingIndex("l", tables=frozenset("lmw"), optional=True),
        DrivingIndex("r", tables=frozenset("rptvcf")),
    ),
)

ANNOTATIONS = Select(
    source=_ROUTES.chains["n"].source("", "ngrlmwsx"),
    fields=_FIELDS,
    filters={**PLACES, **times(HEARD_S), **sky(HEARD_S), "speciesId": Field(_SPECIES_ID, "number")},
    key="annotationId",
    routes=_ROUTES,
)
