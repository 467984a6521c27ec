"""`query` of similar sounds: the stored windows nearest to a detection, a region, or any sound."""

from __future__ import annotations

import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sidecar.audio.path import text_path
from sidecar.contract.query import QueryRequest, QueryResult
from sidecar.contract.similar import Like, SimilarRow
from sidecar.engine import Engine
from sidecar.errors import InvalidParams, RecordingNotFound
from sidecar.query.versions import versions
from sidecar.query.windows import Grid, Passing, Window, overlapping, window_of, windows
from sidecar.rpc.verb import Call
from sidecar.store.connection import catalog_errors
from sidecar.store.recordings import at_urls
from sidecar.store.vectorfile import sound
from sidecar.values import Float32, Int64

# The surest detection in a window, of any model that judged these very windows; what a person
# refused comes last.
_BEST = """SELECT d.detectionId FROM Analysis a JOIN Detection d USING (analysisId)
  WHERE a.recordingId = ? AND a.windowSetId = ? AND a.current = 1
    AND d.startTime < ? AND d.endTime > ?
  ORDER BY d.verified = 'NO', d.confidence DESC LIMIT 1"""


@dataclass(frozen=True)
class _Base:
    """Whose embeddings are compared."""

    model_id: int
    name: str
    grid: Grid


@dataclass(frozen=True)
class _Probe:
    """What is looked for [d], and its own windows (rows), which are no answer."""

    vector: Float32
    own: Int64


def similar(engine: Engine, request: QueryRequest, call: Call) -> QueryResult:
    """Find the k nearest of the windows that pass `where`, the nearest first.

    Raises InvalidParams where there is nothing to compare with, RecordingNotFound for a file that
    the catalog does not know, CatalogUnavailable when the file of embeddings is damaged.
    """
    assert request.like is not None
    dumped = request.model_dump(include={"where"}, exclude_unset=True, by_alias=True)
    db = engine.catalog.reader()
    with catalog_errors(engine.catalog.path):
        base, probe = _choose(engine, db, request)
        call.check()
        passing = None
        if dumped.get("where"):
            passing = windows(db, base.model_id, dumped["where"], base.grid)
        found = _find(engine, db, base, probe, passing, request.k)
        rows = [_row(db, window, similarity, passing) for window, similarity in found]
    return QueryResult(
        rows=[row for row in rows if row is not None],
        next_cursor=None,
        total=len(rows),
        total_exact=True,
    )


def _find(
    engine: Engine,
    db: sqlite3.Connection,
    base: _Base,
    probe: _Probe,
    passing: Passing | None,
    k: int,
) -> list[tuple[Window, float]]:
    """Search for more until k windows are left that are still stored and not the probe's own."""
    among = None
    if passing is not None:
        among = np.setdiff1d(passing.rows, probe.own, assume_unique=True)
    asked = k + len(probe.own)
    own = set(probe.own.tolist())
    while True:
        near = engine.indexes.search(base.model_id, probe.vector, asked, among)
        found = [
            (window, similarity)
            for row, similarity in zip(near.ids.tolist(), near.similarities.tolist(), strict=True)
            if row not in own and (window := window_of(db, base.model_id, row, base.grid))
        ]
        if len(found) >= k or len(near.ids) < asked:
            return found[:k]
        asked *= 2


def _row(
    db: sqlite3.Connection, window: Window, similarity: float, passing: Passing | None
) -> SimilarRow | None:
    recording = db.execute(
        "SELECT url, datetime FROM Recording WHERE recordingId = ?", (window.recording_id,)
    ).fetchone()
    if recording is None:  # taken out meanwhile
        return None
    detection_id: int | None
    if passing is not None and passing.detections is not None:
        detection_id = int(passing.detections[np.searchsorted(passing.rows, window.row)])
    else:
        span = (window.recording_id, window.window_set_id, window.end_s, window.start_s)
        best = db.execute(_BEST, span).fetchone()
        detection_id = best["detectionId"] if best else None
    detection = db.execute(
        """SELECT s.species, s.common, d.confidence, d.verified
           FROM Detection d JOIN Species s USING (speciesId) WHERE detectionId = ?""",
        (detection_id,),
    ).fetchone()
    named = dict(detection) if detection else dict.fromkeys(_NAMED)
    return SimilarRow(
        window_set_id=window.window_set_id,
        recording_id=window.recording_id,
        path=recording["url"],
        recorded_at=recording["datetime"],
        start=window.start_s,
        end=window.end_s,
        similarity=round(similarity, 4),
        detection_id=detection_id if detection else None,
        **named,
    )


_NAMED = ("species", "common", "confidence", "verified")


# Whose embeddings, and which.


def _choose(engine: Engine, db: sqlite3.Connection, request: QueryRequest) -> tuple[_Base, _Probe]:
    """Take the newest version of the model that is ready and has what is looked for."""
    assert request.like is not None
    manifest = engine.embedder(request.model)
    name = manifest.name
    grid = Grid(manifest.sample_rate, manifest.window)
    known = versions(db, name)
    if not known:
        raise InvalidParams(
            f"No embeddings by {name} are stored.",
            field="model",
            hint="Analyse some recordings with it first.",
        )
    for model_id in known:
        base = _Base(model_id, name, grid)
        probe = _probe(engine, db, base, request.like)
        if probe is not None:
            return base, probe
    raise InvalidParams(
        f"No embedding by {name} of this sound is stored, or it is silence.",
        field="like",
        hint="Analyse the recording with this model first.",
    )


def _probe(engine: Engine, db: sqlite3.Connection, base: _Base, like: Like) -> _Probe | None:
    """Find what to compare with; None where this version has no embedding of it."""
    if like.embedding is not None:
        return _given(engine, base, like.embedding)
    recording_id, span_s = _stretch(engine, db, like, base.grid)
    own = overlapping(db, base.model_id, recording_id, span_s, base.grid)
    if not len(own):
        return None
    rows = engine.vectors.mapped(base.model_id)[own]
    directed = sound(rows)
    if not directed.any():
        return None
    return _Probe(rows["unit"][directed].astype(np.float32).mean(0), own)


def _given(engine: Engine, base: _Base, embedding: list[float]) -> _Probe:
    dimension = engine.vectors.dimension(base.model_id)
    if len(embedding) != dimension:
        raise InvalidParams(
            f"An embedding by {base.name} has {dimension} numbers, not {len(embedding)}.",
            field="like.embedding",
        )
    vector = np.array(embedding, np.float64)
    length = np.linalg.norm(vector)
    if not np.isfinite(length) or length == 0:
        raise InvalidParams("This embedding has no direction.", field="like.embedding")
    return _Probe((vector / length).astype(np.float32), np.empty(0, np.int64))


def _stretch(
    engine: Engine, db: sqlite3.Connection, like: Like, grid: Grid
) -> tuple[int, tuple[float, float]]:
    """Tell which recording, and from when to when, in seconds."""
    if like.detection_id is not None:
        sql = """SELECT recordingId, startTime, endTime FROM Detection JOIN Analysis
                 USING (analysisId) WHERE detectionId = ?"""
        return _found(db, sql, like.detection_id, "detectionId", "detection")
    if like.region_id is not None:
        sql = "SELECT recordingId, starttime, endtime FROM RegionOfInterest WHERE regionId = ?"
        return _found(db, sql, like.region_id, "regionId", "region")
    recording_id, duration = _recording(engine, db, like)
    start = like.start or 0.0
    if duration is not None and start >= duration:
        raise InvalidParams(f"The recording ends at {duration:.1f} s.", field="like.start")
    return recording_id, (start, start + grid.window_s)


def _found(
    db: sqlite3.Connection, sql: str, number: int, field: str, what: str
) -> tuple[int, tuple[float, float]]:
    row = db.execute(sql, (number,)).fetchone()
    if row is None:
        raise InvalidParams(f"The catalog has no {what} {number}.", field=f"like.{field}")
    return row[0], (row[1], row[2])


def _recording(engine: Engine, db: sqlite3.Connection, like: Like) -> tuple[int, float | None]:
    if like.recording_id is not None:
        row = db.execute(
            "SELECT recordingId, duration FROM Recording WHERE recordingId = ?",
            (like.recording_id,),
        ).fetchone()
        if row is None:
            raise InvalidParams(
                f"The catalog has no recording {like.recording_id}.", field="like.recordingId"
            )
        return row["recordingId"], row["duration"]
    assert like.path is not None
    absolute = Path(os.path.abspath(text_path(like.path)))
    known = at_urls(db, [like.path, *engine.drives().urls(absolute)])
    if known is not None:
        return known.recording_id, known.duration_s
    raise RecordingNotFound(
        f"The catalog does not know the recording {like.path}.",
        hint="Analyse it first.",
        path=like.path,
    )
