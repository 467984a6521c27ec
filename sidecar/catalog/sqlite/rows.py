"""Writes rows of the catalog; every function here runs inside a transaction of Catalog's."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from operator import itemgetter
from pathlib import Path
from typing import TypeVar

from sidecar.catalog.runs import ModelVersion
from sidecar.catalog.sqlite.vectors import append
from sidecar.run.work import Read

Row = TypeVar("Row")

# A key of the table Linnet: triggers leave verdicts to `verdicts_at_end`.
_LATER = "verdictsLater"

VERDICT = "(SELECT v.verified FROM Verdict v WHERE v.detectionId = Detection.detectionId)"


def insert(db: sqlite3.Connection, table: str, **values: object) -> int:
    columns = ", ".join(values)
    marks = ", ".join(f":{name}" for name in values)
    cursor = db.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", values)
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def add_model(db: sqlite3.Connection, model: ModelVersion) -> int:
    url = f"linnet:{model.name}?sha256={model.sha256}&converter={model.converter}"
    model_id = insert(db, "Model", name=model.title, type="onnx", url=url)
    # (name, email) is unique in the app's table, and a model's name may have several versions.
    labeler_id = _labeler_of(db, model, model_id)
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


def _labeler_of(db: sqlite3.Connection, model: ModelVersion, model_id: int) -> int:
    """Add the labeler of a model, or find the one of a model that a damaged catalog lost."""
    email = f"{model.name}+{model.sha256[:12]}+{model.converter}"
    row = db.execute(
        "SELECT labelerId FROM Labeler WHERE name = ? AND email = ?", (model.title, email)
    ).fetchone()
    if row is None:
        return insert(db, "Labeler", name=model.title, email=email, isHuman=0, modelId=model_id)
    db.execute(
        "UPDATE Labeler SET isHuman = 0, modelId = ? WHERE labelerId = ?",
        (model_id, row["labelerId"]),
    )
    return int(row["labelerId"])


def start_was_set(row: sqlite3.Row) -> bool:
    """Tell whether a person or the app set `datetime`: it differs from the file's `start`."""
    if row["sizeBytes"] is None:  # never read: some programs write zeros for an unknown start
        return bool(str(row["datetime"] or "").strip("0-:T ."))
    return bool(row["datetime"] != row["start"])


def put_windows(
    db: sqlite3.Connection, catalog: Path, recording_id: int, model_id: int, analysis: Read
) -> int | None:
    """Store the windows' embeddings in place of older ones; None if there are none.

    Windows of an earlier state of the file are always removed. Other analyses of the same windows,
    by heads too, refer to the new ones.
    """
    windows, facts, digest = analysis.windows, analysis.facts, analysis.digests.windows
    db.execute(
        """DELETE FROM WindowSet WHERE recordingId = ? AND modelId = ?
           AND (sizeBytes <> ? OR modifiedNs <> ?)""",
        (recording_id, model_id, facts.size_bytes, facts.modified_ns),
    )
    if analysis.embeddings is None:
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
    spool, count = analysis.embeddings, len(windows.offsets)
    first = append(db, catalog, model_id, spool.dimension, spool.blocks(count))
    window_set_id = insert(
        db,
        "WindowSet",
        recordingId=recording_id,
        modelId=model_id,
        windowsDigest=digest,
        status=windows.status,
        trouble=windows.trouble,
        secondsReached=windows.reached_s,
        windows=count,
        quietWindows=windows.quiet,
        dimension=spool.dimension,
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


def apart(rows: Iterable[Row], key: Callable[[Row], object]) -> Iterator[list[Row]]:
    """Part rows in order, so that no key occurs twice in a part."""
    part: list[Row] = []
    keys = set[object]()
    for row in rows:
        own = key(row)
        if own in keys:
            yield part
            part, keys = [], set()
        part.append(row)
        keys.add(own)
    if part:
        yield part


def set_aside(db: sqlite3.Connection, analyses: Sequence[dict[str, object]]) -> list[int]:
    """Free the settings of earlier analyses for new ones; returns the ids of the earlier ones.

    The new analyses need the detections of the earlier ones until they take over. The caller then
    removes the earlier ones, in the same transaction.
    """
    keys = [
        [each[name] for name in ("recordingId", "modelId", "settingsDigest")] for each in analyses
    ]
    found = db.execute(
        """SELECT a.analysisId FROM json_each(?) u
           CROSS JOIN Analysis a ON a.recordingId = u.value ->> 0 AND a.modelId = u.value ->> 1
             AND a.settingsDigest = u.value ->> 2""",
        (json.dumps(keys),),
    ).fetchall()
    earlier = [analysis_id for (analysis_id,) in found]
    db.executemany(
        "UPDATE Analysis SET settingsDigest = ? WHERE analysisId = ?",
        ((f"set aside {analysis_id}", analysis_id) for analysis_id in earlier),
    )
    return earlier


def insert_analyses(
    db: sqlite3.Connection, analyses: Sequence[dict[str, object]]
) -> tuple[list[int], list[int]]:
    """Add analyses, all with the same columns; returns their ids, and those that they replace.

    The caller removes the replaced ones after the new ones have taken over.
    """
    ids, replaced = list[int](), list[int]()
    for some in apart(analyses, itemgetter("recordingId")):
        replaced += set_aside(db, some)
        (last,) = db.execute("SELECT coalesce(max(analysisId), 0) FROM Analysis").fetchone()
        new = range(last + 1, last + 1 + len(some))
        columns = ", ".join(some[0])
        marks = ", ".join("?" * len(some[0]))
        db.executemany(
            f"INSERT INTO Analysis (analysisId, current, {columns}) VALUES (?, 1, {marks})",
            ((number, *each.values()) for number, each in zip(new, some, strict=True)),
        )
        ids += new
    return ids, replaced


@contextmanager
def verdicts_at_end(db: sqlite3.Connection) -> Iterator[None]:
    """Set the verdicts on detections once, when the block ends, however many decisions it makes.

    Until then triggers only note the regions. An error in the block must end the transaction too.
    """
    db.execute("INSERT OR REPLACE INTO Linnet VALUES (?, '')", (_LATER,))
    yield
    db.execute("DELETE FROM Linnet WHERE key = ?", (_LATER,))
    db.execute(f"""UPDATE Detection SET verified = {VERDICT}
      WHERE detectionId IN (
        SELECT d.detectionId FROM VerdictsDue t CROSS JOIN Annotation n ON n.regionId = t.regionId
        CROSS JOIN Detection d ON d.annotationId = n.annotationId
        CROSS JOIN Verdict v ON v.detectionId = d.detectionId WHERE v.verified <> d.verified)""")
    db.execute("DELETE FROM VerdictsDue")


def species_id(db: sqlite3.Connection, species: str, common: str) -> int:
    """Find or add a species."""
    row = db.execute("SELECT speciesId FROM Species WHERE species = ?", (species,)).fetchone()
    return int(row["speciesId"]) if row else insert(db, "Species", species=species, common=common)


def moment(text: object) -> datetime | None:
    """Read a date and time; None if another program wrote it in its own way."""
    try:
        return datetime.fromisoformat(str(text))
    except ValueError:
        return None


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
