"""Writing rows of the catalog; every function here runs inside a transaction of Catalog's."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from sidecar.store.entries import Found, ModelRow, NewAnalysis, WindowSet
from sidecar.store.vectors import append
from sidecar.values import AudioFacts, Float32, Metadata

# Embeddings that are converted at once: 4 MB at 1,024 dimensions.
_BLOCK = 1024

_VERDICT = "(SELECT v.verified FROM Verdict v WHERE v.detectionId = Detection.detectionId)"


def insert(db: sqlite3.Connection, table: str, **values: object) -> int:
    columns = ", ".join(values)
    marks = ", ".join(f":{name}" for name in values)
    cursor = db.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", values)
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def add_model(db: sqlite3.Connection, model: ModelRow) -> int:
    url = f"linnet:{model.name}?sha256={model.sha256}&converter={model.converter}"
    model_id = insert(db, "Model", name=model.title, type="onnx", url=url)
    # (name, email) is unique in the app's table, and one name may come with several weights.
    labeler_id = insert(
        db,
        "Labeler",
        name=model.title,
        email=f"{model.name}+{model.sha256[:12]}+{model.converter}",
        isHuman=0,
        modelId=model_id,
    )
    insert(
        db,
        "ModelVersion",
        modelId=model_id,
        labelerId=labeler_id,
        name=model.name,
        version=model.version,
        sha256=model.sha256,
        converter=model.converter,
        licence=model.licence,
    )
    return model_id


def put_recording(db: sqlite3.Connection, url: str, facts: AudioFacts, metadata: Metadata) -> int:
    bits = facts.size_bytes * 8
    values = {
        "url": url,
        "directory": str(facts.path.parent).encode(errors="replace").decode(),
        "datetime": metadata.start.isoformat() if metadata.start else None,
        "duration": facts.duration_s,
        "samplerate": facts.rate_hz,
        "bitrate": round(bits / facts.duration_s) if facts.frames else 0,
    }
    header_start = values["datetime"]
    before = db.execute(
        """SELECT r.recordingId, r.datetime, f.sizeBytes, f.modifiedNs, f.start FROM Recording r
           LEFT JOIN RecordingFacts f USING (recordingId) WHERE r.url = :url""",
        values,
    ).fetchone()
    if before:
        recording_id = int(before["recordingId"])
        version = (before["sizeBytes"], before["modifiedNs"])
        same = version == (facts.size_bytes, facts.modified_ns)
        if not same:
            db.execute("DELETE FROM RecordingIdentity WHERE recordingId = ?", (recording_id,))
        if same or start_was_set(before):
            values["datetime"] = before["datetime"]
        header_start = header_start or before["start"]
        db.execute(
            """UPDATE Recording SET duration = :duration, samplerate = :samplerate,
               bitrate = :bitrate, datetime = coalesce(:datetime, datetime)
               WHERE recordingId = :id""",
            {**values, "id": recording_id},
        )
    else:
        recording_id = insert(db, "Recording", **values)
    _put_facts(db, recording_id, facts, metadata, header_start)
    return recording_id


def _put_facts(
    db: sqlite3.Connection,
    recording_id: int,
    facts: AudioFacts,
    metadata: Metadata,
    start: object,
) -> None:
    db.execute("DELETE FROM RecordingFacts WHERE recordingId = ?", (recording_id,))
    insert(
        db,
        "RecordingFacts",
        recordingId=recording_id,
        sizeBytes=facts.size_bytes,
        modifiedNs=facts.modified_ns,
        frames=facts.frames,
        channels=facts.channels,
        container=facts.container,
        encoding=facts.encoding,
        start=start,
        recorder=metadata.recorder,
        serial=metadata.serial,
        gain=metadata.gain,
        batteryVolts=metadata.battery_v,
        temperatureCelsius=metadata.temperature_c,
        latitude=metadata.latitude,
        longitude=metadata.longitude,
        comment=metadata.comment,
    )


def start_was_set(row: sqlite3.Row) -> bool:
    """Tell whether a person or the app set `datetime`: it is not the `start` read from the file."""
    if row["sizeBytes"] is None:  # never read: some programs write zeros for what is not known
        return bool(str(row["datetime"] or "").strip("0-:T ."))
    return bool(row["datetime"] != row["start"])


def put_windows(
    db: sqlite3.Connection, catalog: Path, recording_id: int, model_id: int, analysis: NewAnalysis
) -> int | None:
    """Keep the windows' embeddings, in place of older ones; None where there are none.

    What was kept of another state of the file goes in any case. Other analyses of the very same
    windows, by heads too, are from now on of these.
    """
    windows, facts, digest = analysis.windows, analysis.facts, analysis.digests.windows
    db.execute(
        """DELETE FROM WindowSet WHERE recordingId = ? AND modelId = ?
           AND (sizeBytes <> ? OR modifiedNs <> ?)""",
        (recording_id, model_id, facts.size_bytes, facts.modified_ns),
    )
    if windows.embeddings is None:
        return None
    offsets = windows.offsets.astype("<i8").tobytes()
    same = (recording_id, model_id, digest)
    heirs = db.execute(
        """SELECT analysisId FROM Analysis JOIN WindowSet w USING (windowSetId)
           WHERE w.recordingId = ? AND w.modelId = ? AND w.windowsDigest = ? AND w.offsets = ?""",
        (*same, offsets),
    ).fetchall()
    db.execute(
        "DELETE FROM WindowSet WHERE recordingId = ? AND modelId = ? AND windowsDigest = ?", same
    )
    first = append(db, catalog, model_id, windows.dimension, _embeddings(windows))
    window_set_id = insert(
        db,
        "WindowSet",
        recordingId=recording_id,
        modelId=model_id,
        windowsDigest=digest,
        status=windows.status,
        trouble=windows.trouble,
        secondsReached=windows.reached_s,
        windows=len(windows.offsets),
        quietWindows=windows.quiet,
        dimension=windows.dimension,
        sizeBytes=facts.size_bytes,
        modifiedNs=facts.modified_ns,
        firstVector=first,
        offsets=offsets,
    )
    db.executemany(
        "UPDATE Analysis SET windowSetId = ? WHERE analysisId = ?",
        ((window_set_id, analysis_id) for (analysis_id,) in heirs),
    )
    return window_set_id


def _embeddings(windows: WindowSet) -> Iterator[Float32]:
    assert windows.embeddings is not None
    windows.embeddings.seek(0)
    for first in range(0, len(windows.offsets), _BLOCK):
        count = min(_BLOCK, len(windows.offsets) - first)
        block = windows.embeddings.read(count * windows.dimension * 4)
        yield np.frombuffer(block, np.float32).reshape(count, windows.dimension)


def put_analysis(
    db: sqlite3.Connection,
    run_id: int,
    model_id: int,
    recording_id: int,
    window_set_id: int | None,
    analysis: NewAnalysis,
) -> int:
    facts, windows, place = analysis.facts, analysis.windows, analysis.place
    return insert_analysis(
        db,
        recordingId=recording_id,
        modelId=model_id,
        runId=run_id,
        windowSetId=window_set_id,
        settingsDigest=analysis.digests.settings,
        status=windows.status,
        trouble=windows.trouble,
        secondsReached=windows.reached_s,
        windows=len(windows.offsets),
        quietWindows=windows.quiet,
        latitude=place.latitude,
        longitude=place.longitude,
        week=place.week,
        sizeBytes=facts.size_bytes,
        modifiedNs=facts.modified_ns,
    )


def insert_analysis(db: sqlite3.Connection, **values: object) -> int:
    """Add an analysis; `make_current` then lets it take over, from one of the same settings too."""
    db.execute(
        """UPDATE Analysis SET settingsDigest = settingsDigest || ' before ' || analysisId
           WHERE recordingId = :recordingId AND modelId = :modelId
             AND settingsDigest = :settingsDigest""",
        values,
    )
    return insert(db, "Analysis", current=1, **values)


def put_detections(
    db: sqlite3.Connection,
    recording_id: int,
    model_id: int,
    analysis_id: int,
    found: Sequence[Found],
) -> None:
    labeler_id = db.execute(
        "SELECT labelerId FROM ModelVersion WHERE modelId = ?", (model_id,)
    ).fetchone()["labelerId"]
    species = {
        name: species_id(db, name, common)
        for name, common in {row.species: row.common for row in found}.items()
    }
    regions = _region_ids(db, recording_id, found)
    annotations = _annotation_ids(db, recording_id, labeler_id)
    (starts_at,) = db.execute(
        "SELECT startsAt FROM RecordingClock WHERE recordingId = ?", (recording_id,)
    ).fetchone()
    today = now()
    for row in found:
        key = regions[row.start_s, row.end_s], species[row.species]
        if key not in annotations:
            annotations[key] = insert(
                db,
                "Annotation",
                verified="UNVERIFIED",
                regionId=key[0],
                labelerId=labeler_id,
                annotationDate=today,
                speciesId=key[1],
                speciesProbability=round(100 * row.confidence),
                mostRecent=1,
            )
        insert(
            db,
            "Detection",
            analysisId=analysis_id,
            annotationId=annotations[key],
            speciesId=key[1],
            startTime=row.start_s,
            endTime=row.end_s,
            confidence=row.confidence,
            occurrence=row.occurrence,
            windows=row.windows,
            current=1,
            heardAt=None if starts_at is None else starts_at + row.start_s,
        )
    set_verdicts(db, analysis_id)


def set_verdicts(db: sqlite3.Connection, analysis_id: int) -> None:
    """Fill in what was decided already on the detections of a new analysis."""
    db.execute(
        f"""UPDATE Detection SET verified = {_VERDICT}
            WHERE analysisId = ? AND {_VERDICT} <> 'UNVERIFIED'""",
        (analysis_id,),
    )


def _annotation_ids(
    db: sqlite3.Connection, recording_id: int, labeler_id: int
) -> dict[tuple[int, int], int]:
    """Find a model's annotations of a recording, by regionId and the speciesId it detected."""
    rows = db.execute(
        """SELECT n.annotationId, g.regionId, n.speciesId, d.speciesId AS detected
           FROM RegionOfInterest g
           CROSS JOIN Annotation n ON n.regionId = g.regionId AND +n.labelerId = :labeler
           LEFT JOIN Detection d ON d.annotationId = n.annotationId
           WHERE g.recordingId = :recording ORDER BY d.speciesId IS NOT NULL""",
        {"recording": recording_id, "labeler": labeler_id},
    )
    # One that the app gave another species is still the one of what was detected.
    return {
        (row["regionId"], row["speciesId"] if row["detected"] is None else row["detected"]): int(
            row["annotationId"]
        )
        for row in rows
    }


def species_id(db: sqlite3.Connection, species: str, common: str) -> int:
    """Find or add a species."""
    row = db.execute("SELECT speciesId FROM Species WHERE species = ?", (species,)).fetchone()
    return int(row["speciesId"]) if row else insert(db, "Species", species=species, common=common)


def _region_ids(
    db: sqlite3.Connection, recording_id: int, found: Sequence[Found]
) -> dict[tuple[float, float], int]:
    db.executemany(
        "INSERT OR IGNORE INTO RegionOfInterest (recordingId, starttime, endtime) VALUES (?, ?, ?)",
        ((recording_id, *times) for times in sorted({(row.start_s, row.end_s) for row in found})),
    )
    rows = db.execute(
        "SELECT regionId, starttime, endtime FROM RegionOfInterest WHERE recordingId = ?",
        (recording_id,),
    )
    return {(row["starttime"], row["endtime"]): row["regionId"] for row in rows}


def end_file(
    db: sqlite3.Connection,
    run_id: int,
    url: str,
    status: str,
    analysis_id: int | None = None,
    code: int | None = None,
    message: str | None = None,
) -> None:
    db.execute(
        """UPDATE RunFile SET status = ?, analysisId = ?, code = ?, message = ?
           WHERE runId = ? AND url = ?""",
        (status, analysis_id, code, message, run_id, url),
    )


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
