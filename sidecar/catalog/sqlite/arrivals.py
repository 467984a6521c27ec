"""Files that were read: each is new, a recording of the catalog, or another sound at its path.

Every function here runs inside a transaction of Catalog's.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from itertools import chain

from sidecar.audio.clock import Start, follows_the_file
from sidecar.audio.provenance import Provenance
from sidecar.audio.source import Source
from sidecar.catalog.sameness import (
    Arrival,
    Likeness,
    aside,
    at_its_path,
    by_sound,
    of_one_sound,
)
from sidecar.catalog.sqlite import identity as recordings
from sidecar.catalog.sqlite.clocks import (
    BY_HAND,
    add_sources,
    folder_rules,
    put_sources,
    settle,
    start_of,
)
from sidecar.catalog.sqlite.deployments import goes_on
from sidecar.catalog.sqlite.named import deployment_by_name
from sidecar.catalog.sqlite.rows import insert, moment, start_was_set
from sidecar.catalog.values import StoredRecording
from sidecar.values import AudioFacts, Identity, Metadata


@dataclass(frozen=True)
class Arrived:
    """Where a file is kept; `replaced` is the recording at its path before, of another sound.

    `new` tells whether the file got a new row.
    """

    recording_id: int
    replaced: int | None = None
    new: bool = False


def put_recording(
    db: sqlite3.Connection,
    url: str,
    facts: AudioFacts,
    provenance: Provenance,
    identity: Identity | None,
    *,
    places: bool = True,
) -> Arrived:
    """Keep a file that was read.

    A recording whose path now holds another sound is set aside with all that people decided on it,
    and becomes missing. Its archived copy can be relinked. `places` finds a deployment for a new
    recording; without it, the caller gives one.
    """
    reading = _Reading(db, url, facts, provenance, identity)
    before = recordings.at_urls(db, [url])
    if before is None:
        found = _named(reading) if places else None
        return Arrived(_add(db, reading, found), new=True)
    number = before.recording_id
    file = reading.of(number).file
    likeness = at_its_path(before, file, lambda: bool(recordings.labelled(db, [number])))
    if likeness != "other":
        _update(db, before, likeness, reading)
        return Arrived(number)
    recordings.set_aside(db, before, aside(url, number))
    returned = _returned(db, url, reading.of(None).file, number)
    if returned is None:
        found = (_still_there(reading, number) or _named(reading)) if places else None
        return Arrived(_add(db, reading, found), number, new=True)
    known, likeness = returned
    recordings.change_url(db, known, url)
    _update(db, known, likeness, reading)
    return Arrived(known.recording_id, number)


@dataclass(frozen=True)
class _Told:
    """A file with its start by the rules, and what each source says."""

    file: Arrival
    sources: tuple[Source, ...]
    start: Start


@dataclass(frozen=True)
class _Reading:
    """What was read of a file."""

    db: sqlite3.Connection
    url: str
    facts: AudioFacts
    provenance: Provenance
    identity: Identity | None

    def of(self, recording_id: int | None) -> _Told:
        """Apply the rules of a recording's clock; None: those of a new one."""
        sources, told = start_of(self.db, recording_id, self.url, self.provenance)
        start = told.at.isoformat() if told.at else None
        return _Told(Arrival(self.facts, start, self.identity), sources, told)


def _still_there(reading: _Reading, before: int) -> int | None:
    """Find the deployment that goes on from the earlier recording at a path, of another sound.

    A card that is used again is often at another site. So the new recording's folders or its day
    must tell that the recorder still stands there.
    """
    deployment_id = recordings.deployment_of(reading.db, before)
    start = reading.of(None).start.at
    day = start.date().isoformat() if start else None
    if deployment_id is None or not goes_on(reading.db, deployment_id, reading.url, day):
        return None
    return deployment_id


def _named(reading: _Reading) -> int | None:
    """Find or add the deployment at the site that a recording's name tells by a rule."""
    pattern = folder_rules(reading.db, reading.url).pattern
    return deployment_by_name(reading.db, pattern, reading.url)


def _add(db: sqlite3.Connection, reading: _Reading, deployment_id: int | None) -> int:
    told = reading.of(None)
    values = {"url": reading.url, "deploymentId": deployment_id, **_columns(told.file)}
    recording_id = insert(db, "Recording", **values)
    _add_facts(db, recording_id, reading.facts, reading.provenance.metadata, told.file.start)
    add_sources(db, recording_id, told.sources, told.start)
    recordings.put_identity(db, recording_id, reading.identity)
    if deployment_id is not None:
        settle(db, [recording_id])
    return recording_id


def _returned(
    db: sqlite3.Connection, url: str, file: Arrival, leaving: int
) -> tuple[StoredRecording, Likeness] | None:
    """Find a missing recording whose sound came back to this path."""
    identity = file.identity
    if identity is None:
        return None
    here = recordings.set_aside_from(db, url)
    copies = recordings.missing_copies(db, identity) if not identity.plain else []
    found = {each.recording_id: each for each in chain(here, copies)}
    found.pop(leaving, None)
    likely = [(each, by_sound(each, file)) for each in found.values()]
    for wanted in ("same", "edited"):
        for known, likeness in likely:
            if likeness == wanted:
                return known, likeness
    return None


def _columns(file: Arrival) -> dict[str, object]:
    facts = file.facts
    bits = facts.size_bytes * 8
    return {
        "directory": str(facts.path.parent).encode(errors="replace").decode(),
        "datetime": file.start,
        "duration": facts.duration_s,
        "samplerate": facts.rate_hz,
        "bitrate": round(bits / facts.duration_s) if facts.frames else 0,
    }


def _update(
    db: sqlite3.Connection,
    known: StoredRecording,
    likeness: Likeness,
    reading: _Reading,
) -> None:
    """Give a recording the facts of its file, which is read anew."""
    number, facts = known.recording_id, reading.facts
    told = reading.of(number)
    file, start = told.file, told.start
    before = db.execute(
        """SELECT r.datetime, f.sizeBytes, f.start FROM Recording r
           LEFT JOIN RecordingFacts f USING (recordingId) WHERE r.recordingId = ?""",
        (number,),
    ).fetchone()
    values = _columns(file)
    if start_was_set(before) and not _imported(before, told):
        values["datetime"] = before["datetime"]
        start = BY_HAND
    db.execute(
        """UPDATE Recording SET duration = :duration, samplerate = :samplerate,
           bitrate = :bitrate, datetime = coalesce(:datetime, datetime)
           WHERE recordingId = :id""",
        {**values, "id": number},
    )
    metadata = reading.provenance.metadata
    db.execute("DELETE FROM RecordingFacts WHERE recordingId = ?", (number,))
    _add_facts(db, number, facts, metadata, file.start or before["start"])
    put_sources(db, number, told.sources, start)
    if not known.is_file(facts.size_bytes, facts.modified_ns):
        if likeness == "same":  # a file that was only touched or retagged is not analysed again
            recordings.carry_over(db, known, facts)
        elif file.identity is None:
            recordings.forget_identity(db, number)
    less = file.identity is not None and not file.identity.whole and known.digest is not None
    kept = likeness == "same" and less
    if not kept and file.identity is not None and of_one_sound(known, file.identity, likeness):
        recordings.keep_alias(db, number)
    recordings.put_identity(db, number, None if kept else file.identity)


def _imported(before: sqlite3.Row, told: _Told) -> bool:
    """Tell whether an app dated a recording with its import, and the file knows better."""
    unread = before["sizeBytes"] is None
    known = told.start.at is not None
    return unread and known and follows_the_file(moment(before["datetime"]), told.sources)


def _add_facts(
    db: sqlite3.Connection,
    recording_id: int,
    facts: AudioFacts,
    metadata: Metadata,
    start: object,
) -> None:
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
