"""Catalogs with detections and labels in real files, without a model."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from sidecar.app.engine import Engine
from sidecar.audio.decode import open_recording
from sidecar.audio.fingerprint import identify
from sidecar.audio.metadata import read_provenance
from sidecar.audio.path import path_text
from sidecar.catalog.runs import ModelVersion
from sidecar.catalog.sqlite.totalling import wrong
from sidecar.contract.query import QueryRequest
from sidecar.methods.query import query
from sidecar.rpc.verb import Call
from sidecar.run.detections import Detection
from sidecar.run.judging import Digests
from tests.keeping import heard, keep_run

MODEL = ModelVersion("m", "Model", "1", "a" * 64, "1", "free")


def hear(engine: Engine, path: Path, *species: str, settings: str = "s", at: str = "") -> int:
    """Keep an analysis that found `species` in the first window; returns the recordingId."""
    with open_recording(path) as audio:
        facts = audio.facts
    outcome = heard(
        at or path_text(path),
        *(Detection(each, each, 0.0, 3.0, 0.5) for each in species),
        seconds=facts.duration_s,
        offsets=np.array([0]),
        digests=Digests("w", settings),
        facts=facts,
        metadata=read_provenance(path),
        identity=identify(path),
    )
    _, (kept,) = keep_run(engine.catalog, MODEL, outcome)
    assert kept.recording_id is not None
    return kept.recording_id


def verify(engine: Engine, recording_id: int, species: str, verified: str = "YES") -> None:
    """Let a person decide on a species in the first window."""
    with engine.catalog.transaction() as db:
        db.execute(
            "INSERT OR IGNORE INTO Labeler (labelerId, name, email, isHuman)"
            " VALUES (900, 'Ana', 'ana@example.org', 1)"
        )
        db.execute(
            """INSERT INTO Annotation
                 (verified, regionId, labelerId, annotationDate, speciesId, mostRecent)
               SELECT ?, g.regionId, 900, strftime('%Y-%m-%dT%H:%M:%f', 'now'), s.speciesId, 1
               FROM RegionOfInterest g, Species s
               WHERE g.recordingId = ? AND g.starttime = 0 AND s.species = ?""",
            (verified, recording_id, species),
        )


def rows(engine: Engine, select: str, **where: Any) -> list[dict[str, Any]]:
    """Ask the catalog."""
    request = QueryRequest.model_validate({"select": select, "where": where, "limit": 1000})
    return [row.model_dump() for row in query(engine, request, Call()).rows]


def count(engine: Engine, table: str) -> int:
    """Count the rows of a table."""
    return int(engine.catalog.reader().execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def totals_are_true(engine: Engine) -> bool:
    """Compare the kept totals of species and recordings with counting."""
    db = engine.catalog.reader()
    if db.execute("SELECT 1 FROM TotalsDue").fetchone() or [*wrong(db)]:
        return False
    of_recordings = db.execute(
        """SELECT 1 FROM Recording r LEFT JOIN RecordingTotal t USING (recordingId)
           WHERE t.detections IS NOT (SELECT count(*) FROM Analysis a JOIN Detection d
             USING (analysisId) WHERE a.recordingId = r.recordingId AND a.current = 1)"""
    )
    if of_recordings.fetchone():
        return False
    kept = db.execute(
        "SELECT speciesId, detections, recordings FROM SpeciesTotal WHERE detections > 0"
        " ORDER BY speciesId"
    )
    counted = db.execute(
        """SELECT d.speciesId, count(*), count(DISTINCT a.recordingId)
           FROM Detection d JOIN Analysis a USING (analysisId) WHERE a.current = 1
           GROUP BY d.speciesId ORDER BY d.speciesId"""
    )
    return [tuple(row) for row in kept] == [tuple(row) for row in counted]
