"""Reads what a sample can be drawn from: a million detections in about a second."""

from __future__ import annotations

import json
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
_ENDS = np.dtype([("analysis", "<i8"), ("start", "<f8"), ("end", "<f8")])

_SELECT = "detections"

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
    ids, place = np.unique(found[0], return_inverse=True)
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


def ends(db: sqlite3.Connection, species: str, analysis: Int64, start_s: Float64) -> Float64:
    """Read the ends [n] in seconds of detections, given by analysisId and start.

    One that is gone meanwhile has the end NaN.
    """
    wanted = np.unique(analysis)
    rows = db.execute(
        """SELECT d.analysisId, d.startTime, d.endTime FROM json_each(?) u
           CROSS JOIN Detection d INDEXED BY DetectionByAnalysis ON d.analysisId = u.value
             AND d.speciesId IN (SELECT speciesId FROM Species WHERE species = ?)""",
        (json.dumps(wanted.tolist()), species),
    )
    rows.row_factory = None
    with from_rows():
        found = np.fromiter(rows, _ENDS)
    by = np.lexsort((found["start"], found["analysis"]))
    found = found[by]
    keys = _keys(found["analysis"], found["start"])
    asked = _keys(analysis, start_s)
    place = np.searchsorted(keys, asked)
    there = place < len(keys)
    there[there] = keys[place[there]] == asked[there]
    end = np.full(len(asked), np.nan)
    end[there] = found["end"][place[there]]
    return end


def _keys(analysis: Int64, start_s: Float64) -> np.ndarray[tuple[int], np.dtype[np.complex128]]:
    # NumPy orders complex numbers by their real part, then by the other.
    return analysis.astype(np.float64) + 1j * start_s
