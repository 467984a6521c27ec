"""A catalog with detections of two models, and what counts in it, worked out anew."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from typing import Any

import numpy as np

from sidecar.catalog.runs import ModelVersion
from sidecar.catalog.sqlite.catalog import SqliteCatalog
from sidecar.run.detections import Detection
from sidecar.run.judging import Digests
from tests.keeping import heard, keep_run

MODELS = [ModelVersion(name, name, "1", name * 64, "1", "free") for name in "ab"]
SPECIES = {"Strix aluco": "Tawny Owl", "Parus major": "Great Tit", "Bubo bubo": "Eagle-Owl"}
DURATION_S = 12.0


def run(
    catalog: SqliteCatalog,
    model: ModelVersion,
    found: Iterable[tuple[str, float]],
    settings: str = "s",
) -> None:
    """Let a model find species at seconds of the recording `/a.wav`."""
    outcome = heard(
        "/a.wav",
        *(Detection(name, SPECIES[name], at, at + 3.0, 0.5) for name, at in found),
        seconds=DURATION_S,
        offsets=np.array([0, 144_000]),
        digests=Digests("w", settings),
    )
    keep_run(catalog, model, outcome)


def app(catalog: SqliteCatalog, sql: str, *values: Any) -> None:
    """Write as the desktop app does: another program with a connection of its own."""
    with closing(sqlite3.connect(catalog.path)) as db, db:
        db.execute("PRAGMA foreign_keys = 1")
        db.execute("PRAGMA synchronous = 0")
        db.execute(sql, values)


def rows(catalog: SqliteCatalog, sql: str, *values: Any) -> list[dict[str, Any]]:
    return [dict(row) for row in catalog.reader().execute(sql, values)]


def state(catalog: SqliteCatalog) -> list[dict[str, Any]]:
    """Tell of every annotation whether it counts, and of every detection how it was judged."""
    return [
        *rows(
            catalog,
            "SELECT annotationId, verified, speciesId, mostRecent FROM Annotation ORDER BY 1",
        ),
        *rows(catalog, "SELECT detectionId, verified, current FROM Detection ORDER BY 1"),
    ]


def judged(catalog: SqliteCatalog) -> dict[int, str]:
    """Work out how every detection was judged last, from the annotations alone."""
    annotations = rows(
        catalog,
        """SELECT n.*, coalesce(p.isHuman, 0) AS isHuman, f.unsure FROM Annotation n
           LEFT JOIN AnnotationFacts f USING (annotationId)
           LEFT JOIN Labeler p USING (labelerId) ORDER BY annotationId""",
    )
    by_id = {row["annotationId"]: row for row in annotations}
    verdicts = {}
    for detection in rows(catalog, "SELECT * FROM Detection"):
        own = by_id[detection["annotationId"]]
        people = [
            row
            for row in annotations
            if row["regionId"] == own["regionId"] and row["isHuman"] and row["mostRecent"] == 1
        ]
        on_it = [row for row in people if row["speciesId"] == detection["speciesId"]]
        if on_it:
            verdict = on_it[-1]["verified"]
            if verdict == "UNVERIFIED" and on_it[-1]["unsure"]:
                verdict = "UNSURE"
        elif own["speciesId"] != detection["speciesId"]:
            verdict = "NO"
        elif own["verified"] != "UNVERIFIED":
            verdict = own["verified"]
        elif own["mostRecent"] == 0 and detection["current"] and people:
            verdict = "NO"
        else:
            verdict = "UNVERIFIED"
        verdicts[detection["detectionId"]] = verdict
    return verdicts
