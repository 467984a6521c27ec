"""The target of a decision: a detection, an annotation, a region, or a stretch of a recording."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from sidecar.catalog.sqlite import rows
from sidecar.catalog.sqlite.door import made
from sidecar.catalog.values import Decision
from sidecar.errors import InvalidParams

# Times closer than this are the same moment, because label files round them.
_SAME_S = 0.001


@dataclass(frozen=True)
class Target:
    """The target of a decision: a region and, where known, the species and its annotation."""

    recording_id: int
    region_id: int
    species_id: int | None = None
    annotation_id: int | None = None


_SAID = ("species", "verified", "probability", "comment", "low_hz", "high_hz")


def says_something(decision: Decision) -> bool:
    """Tell whether a decision says anything but where its label is."""
    return any(getattr(decision, name) is not None for name in _SAID)


def moves(decision: Decision) -> bool:
    """Tell whether a decision is on a label, and names another stretch for it."""
    timed = decision.start_s is not None or decision.end_s is not None
    return decision.annotation_id is not None and timed


def check_says_something(decision: Decision) -> None:
    if not says_something(decision) and not moves(decision):
        raise InvalidParams(
            "The decision is empty.",
            field="verified",
            hint="Give YES, NO, UNSURE, UNVERIFIED or a species.",
        )


def find_target(db: sqlite3.Connection, decision: Decision) -> Target:
    """Find the target of a decision; adds the region if the catalog lacks it.

    Raises InvalidParams with the name of the wrong field.
    """
    if decision.detection_id is not None:
        target = _row(
            db,
            """SELECT g.recordingId, n.regionId, d.speciesId, n.annotationId
               FROM Detection d JOIN Annotation n USING (annotationId)
               JOIN RegionOfInterest g USING (regionId) WHERE d.detectionId = ?""",
            decision.detection_id,
        )
        return _found(target, "detection", decision.detection_id)
    if decision.annotation_id is not None:
        target = _row(
            db,
            """SELECT g.recordingId, n.regionId, n.speciesId, n.annotationId
               FROM Annotation n JOIN RegionOfInterest g USING (regionId)
               WHERE n.annotationId = ?""",
            decision.annotation_id,
        )
        return _found(target, "annotation", decision.annotation_id)
    if decision.region_id is not None:
        target = _row(
            db,
            """SELECT recordingId, regionId, NULL, NULL FROM RegionOfInterest
               WHERE regionId = ?""",
            decision.region_id,
        )
        return _found(target, "region", decision.region_id)
    return find_stretch(db, decision)


def _row(db: sqlite3.Connection, sql: str, key: int) -> Target | None:
    row = db.execute(sql, (key,)).fetchone()
    return made(Target, row) if row else None


def find_stretch(db: sqlite3.Connection, decision: Decision) -> Target:
    """Find or add the region between two times of a recording; raises InvalidParams."""
    recording = db.execute(
        "SELECT duration FROM Recording WHERE recordingId = ?", (decision.recording_id,)
    ).fetchone()
    if recording is None:
        raise InvalidParams(
            f"The catalog has no recording {decision.recording_id}.", field="recordingId"
        )
    assert decision.recording_id is not None
    start, end = decision.start_s, decision.end_s
    if start is None or end is None:
        missing = "start" if start is None else "end"
        raise InvalidParams(f"Give the {missing} of the region, in seconds.", field=missing)
    if start >= end:
        raise InvalidParams("The end of the region must come after its start.", field="end")
    region_id = _region(db, decision.recording_id, start, end)
    if region_id is None:
        _check_inside(start, end, recording["duration"])
        check_frequencies(db, decision, decision.recording_id)
        region_id = rows.insert(
            db,
            "RegionOfInterest",
            recordingId=decision.recording_id,
            starttime=start,
            endtime=end,
        )
    return Target(decision.recording_id, region_id)


def _region(db: sqlite3.Connection, recording_id: int, start: float, end: float) -> int | None:
    row = db.execute(
        """SELECT regionId FROM RegionOfInterest
           WHERE recordingId = :recording
             AND starttime BETWEEN :start - :same AND :start + :same
             AND endtime BETWEEN :end - :same AND :end + :same
           ORDER BY abs(starttime - :start) + abs(endtime - :end) LIMIT 1""",
        {"recording": recording_id, "start": start, "end": end, "same": _SAME_S},
    ).fetchone()
    return int(row["regionId"]) if row else None


def check_frequencies(db: sqlite3.Connection, decision: Decision, recording_id: int) -> None:
    low, high = decision.low_hz, decision.high_hz
    if low is None and high is None:
        return
    if low is not None and high is not None and low >= high:
        raise InvalidParams("The upper frequency must be above the lower.", field="highHz")
    row = db.execute(
        "SELECT samplerate FROM Recording WHERE recordingId = ?", (recording_id,)
    ).fetchone()
    for field, value in (("lowHz", low), ("highHz", high)):
        if value is not None and row["samplerate"] and value > row["samplerate"] / 2:
            raise InvalidParams(
                f"The frequency {value:g} Hz is too high for a recording with "
                f"{row['samplerate']} samples per second.",
                field=field,
                hint=f"The highest frequency is {row['samplerate'] / 2:g} Hz.",
            )


def _found(target: Target | None, noun: str, key: int) -> Target:
    if target is None:
        raise InvalidParams(f"The catalog has no {noun} {key}.", field=f"{noun}Id")
    return target


def _check_inside(start: float, end: float, duration: float | None) -> None:
    if duration and end > duration + _SAME_S:
        raise InvalidParams(
            f"The region must lie within the recording, which ends at {duration:g} s.",
            field="start" if start >= duration else "end",
        )
