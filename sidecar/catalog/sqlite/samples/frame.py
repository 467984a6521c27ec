"""Reads what a sample can be drawn from: a million detections in about a second."""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Iterable

import numpy as np

from sidecar.audio.fingerprint import HEAD_BYTES
from sidecar.catalog.samples import FoundWindows, FrameQuestion, SampledRecordings
from sidecar.catalog.sqlite.door import from_rows
from sidecar.catalog.sqlite.query.answer import answer
from sidecar.catalog.sqlite.query.search import ask
from sidecar.catalog.sqlite.query.tallied import passing
from sidecar.catalog.sqlite.samples.sound import PLACED, SITE
from sidecar.values import Float64, Int64

_ROW = np.dtype([("analysis", "<i8"), ("start", "<f8"), ("confidence", "<f8")])

_SELECT = "detections"

# An analysis may hold many detections of a species, and an index leads to those of one confidence.
_BY_CONFIDENCE = """SELECT endTime FROM Detection INDEXED BY DetectionBySpecies
  WHERE current = 1 AND speciesId IN (SELECT value FROM json_each(?)) AND confidence = ?
    AND analysisId = ? AND startTime = ?"""
# Detections of a filter on runs may not be current.
_BY_ANALYSIS = """SELECT endTime FROM Detection INDEXED BY DetectionByAnalysis
  WHERE analysisId = ? AND speciesId IN (SELECT value FROM json_each(?)) AND startTime = ?"""

# The digest under which a recording was first drawn stays, so that its random numbers do. A
# recording whose beginning alone was read has no digest yet.
_DIGEST = f"""coalesce(
  (SELECT hex(s.digest) FROM RecordingAlias s WHERE s.recordingId = r.recordingId AND s.own = 1
   ORDER BY s.aliasId LIMIT 1),
  (SELECT hex(i.sampleDigest) FROM RecordingIdentity i
   WHERE i.recordingId = r.recordingId AND length(i.sampleDigest) > {HEAD_BYTES}), '')"""


def windows(db: sqlite3.Connection, question: FrameQuestion) -> FoundWindows:
    """Read the detections of a frame."""
    where = {**question.where, "species": question.species, "modelId": question.model_id}
    asked = ask(db, _SELECT, where, [])
    found = passing(db, asked.where, asked.outer)
    if found is None:
        known = {**asked.select.filters, **asked.select.fields}
        fields = {name: known[name] for name in ("analysisId", "start", "confidence")}
        cursor = answer(db, asked, wholly=True).all(fields)
        cursor.row_factory = None
        with from_rows():
            rows = np.fromiter(cursor, _ROW)
        found = rows["analysis"], rows["start"], rows["confidence"]
    ids, place = _numbered(found[0])
    analyses = db.execute(
        """SELECT a.analysisId, a.recordingId, a.runId FROM json_each(?) u
           CROSS JOIN Analysis a ON a.analysisId = u.value ORDER BY a.analysisId""",
        (json.dumps(ids.tolist()),),
    ).fetchall()
    with from_rows():
        whole = np.array([tuple(row) for row in analyses], np.int64).reshape(-1, 3)
        numbers, recording = np.unique(whole[:, 1], return_inverse=True)
        return FoundWindows(
            recordings(db, numbers.tolist()),
            whole[:, 0],
            recording.astype(np.int64),
            whole[:, 2],
            _rank(whole[:, 0], ids)[place],
            np.asarray(found[1], np.float64),
            np.asarray(found[2], np.float64),
        )


def _numbered(analyses: Int64) -> tuple[Int64, Int64]:
    """List the analyses, and give the place of each detection's; its detections lie together."""
    begins = np.flatnonzero(np.diff(analyses, prepend=-1))
    runs = np.repeat(np.arange(len(begins)), np.diff(begins, append=len(analyses)))
    ids, place = np.unique(analyses[begins], return_inverse=True)
    return ids, place.astype(np.int64)[runs]


def _rank(there: Int64, asked: Int64) -> Int64:
    """Find the places of analyses; raises ValueError if one that has detections is gone."""
    if len(there) != len(asked):
        raise ValueError("a detection names an analysis that is not there")
    return np.arange(len(there), dtype=np.int64)


def recordings(db: sqlite3.Connection, recording_ids: Iterable[int]) -> SampledRecordings:
    """Read what a sample needs of recordings, in the order of their ids."""
    rows = db.execute(
        f"""SELECT r.recordingId, lower({_DIGEST}), {SITE},
              EXISTS (SELECT 1 FROM PlainSound s WHERE s.recordingId = r.recordingId), k.startsAt
            FROM json_each(?) u CROSS JOIN Recording r ON r.recordingId = u.value
            JOIN RecordingClock k ON k.recordingId = r.recordingId {PLACED}
            ORDER BY r.recordingId""",
        (json.dumps([*recording_ids]),),
    ).fetchall()
    with from_rows():
        return SampledRecordings(
            ids=[int(row[0]) for row in rows],
            digest=[str(row[1]) for row in rows],
            site=[str(row[2]) for row in rows],
            plain=[bool(row[3]) for row in rows],
            starts_at=[None if row[4] is None else float(row[4]) for row in rows],
        )


def ends(
    db: sqlite3.Connection,
    species: str,
    analysis: Int64,
    start_s: Float64,
    confidence: Float64,
) -> Float64:
    """Read the ends [n] in seconds of detections; one that is gone has the end NaN."""
    of = json.dumps(
        [id for (id,) in db.execute("SELECT speciesId FROM Species WHERE species = ?", (species,))]
    )
    asked = zip(analysis.tolist(), start_s.tolist(), confidence.tolist(), strict=True)
    found = [
        db.execute(_BY_CONFIDENCE, (of, sure, number, start)).fetchone()
        or db.execute(_BY_ANALYSIS, (number, of, start)).fetchone()
        or (math.nan,)
        for number, start, sure in asked
    ]
    with from_rows():
        return np.array([float(row[0]) for row in found], np.float64)
