"""Where recordings are, and what identifies them.

Functions that write run inside a transaction of Catalog's.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from operator import attrgetter

from sidecar.audio.drives import split_url
from sidecar.audio.fingerprint import HEAD_BYTES
from sidecar.audio.path import path_text
from sidecar.catalog.sameness import aside, is_aside
from sidecar.catalog.sqlite.clocks import follow, settle
from sidecar.catalog.sqlite.door import made
from sidecar.catalog.sqlite.rows import now
from sidecar.catalog.values import AddedRecording, Holdings, StoredRecording, Whereabouts
from sidecar.values import AudioFacts, Identity

# Every version of SQLite allows this many variables in one statement.
_AT_ONCE = 900


_KNOWN = """
SELECT r.recordingId, r.url, r.duration, f.sizeBytes, f.modifiedNs, f.frames, f.comment,
  i.sampleDigest, i.fingerprint, i.fingerprintVersion, i.missingSince, r.samplerate, r.datetime,
  f.channels, f.start, EXISTS (SELECT 1 FROM PlainSound p WHERE p.recordingId = r.recordingId)
FROM Recording r
LEFT JOIN RecordingFacts f ON f.recordingId = r.recordingId
LEFT JOIN RecordingIdentity i ON i.recordingId = r.recordingId
"""


def _stored(row: sqlite3.Row) -> StoredRecording:
    *cells, plain = row
    return made(StoredRecording, (*cells, bool(plain)))


def whereabouts(db: sqlite3.Connection) -> list[Whereabouts]:
    """List where all recordings should be."""
    found = db.execute(
        """SELECT r.recordingId, r.url, i.missingSince FROM Recording r
           LEFT JOIN RecordingIdentity i USING (recordingId) ORDER BY r.recordingId"""
    )
    return [made(Whereabouts, row) for row in found]


def by_ids(db: sqlite3.Connection, recording_ids: Sequence[int]) -> list[StoredRecording]:
    """List recordings by their ids; leaves out unknown ids."""
    found: list[StoredRecording] = []
    for first in range(0, len(recording_ids), _AT_ONCE):
        some = recording_ids[first : first + _AT_ONCE]
        marks = ", ".join("?" * len(some))
        found += [
            _stored(row) for row in db.execute(f"{_KNOWN} WHERE r.recordingId IN ({marks})", some)
        ]
    return found


def at_urls(db: sqlite3.Connection, urls: Sequence[str]) -> StoredRecording | None:
    """Find the recording that is at one of a file's urls."""
    marks = ", ".join("?" * len(urls))
    row = db.execute(
        f"{_KNOWN} WHERE r.url IN ({marks}) ORDER BY r.recordingId LIMIT 1", urls
    ).fetchone()
    return _stored(row) if row else None


def taken(db: sqlite3.Connection, urls: Sequence[str]) -> dict[str, int]:
    """Tell which recordings are at many urls; of two at one url, the first."""
    found = db.execute(
        """SELECT r.url, min(r.recordingId) FROM json_each(?) u
           CROSS JOIN Recording r ON r.url = u.value GROUP BY r.url""",
        (json.dumps(list(urls)),),
    )
    return {url: recording_id for url, recording_id in found}


def beginning_with(db: sqlite3.Connection, heads: Collection[bytes]) -> list[StoredRecording]:
    """List the recordings whose samples begin with one of `heads`."""
    assert all(len(head) == HEAD_BYTES for head in heads)
    wanted = sorted(set(heads))
    found: list[StoredRecording] = []
    for first in range(0, len(wanted), _AT_ONCE // 2):
        some = wanted[first : first + _AT_ONCE // 2]
        ranges = ", ".join(["(?, ?)"] * len(some))
        bounds = [bound for head in some for bound in (head, head + b"\xff" * 16)]
        rows = db.execute(
            f"""{_KNOWN} WHERE r.recordingId IN (
                  SELECT b.recordingId FROM (VALUES {ranges}) h CROSS JOIN RecordingIdentity b
                  ON b.sampleDigest BETWEEN h.column1 AND h.column2)""",
            bounds,
        )
        found += [_stored(row) for row in rows]
    return sorted(found, key=attrgetter("recording_id"))


def any_identity(db: sqlite3.Connection) -> list[StoredRecording]:
    """Give one recording with a digest, if there is one."""
    found = db.execute(f"{_KNOWN} WHERE i.sampleDigest IS NOT NULL LIMIT 1")
    return [_stored(row) for row in found]


def copies(db: sqlite3.Connection) -> dict[int, int]:
    """Find copies: recordings with the samples of an earlier one, and that earlier one.

    Equal silence is no copy.
    """
    found = db.execute(
        """SELECT recordingId, first FROM (
             SELECT recordingId, min(recordingId) OVER (PARTITION BY sampleDigest) AS first
             FROM RecordingIdentity WHERE length(sampleDigest) <> ?
               AND recordingId NOT IN (SELECT recordingId FROM PlainSound))
           WHERE recordingId <> first""",
        (HEAD_BYTES,),
    )
    return {row["recordingId"]: row["first"] for row in found}


def deployment_of(db: sqlite3.Connection, recording_id: int) -> int | None:
    """Give the deployment of a recording."""
    row = db.execute(
        "SELECT deploymentId FROM Recording WHERE recordingId = ?", (recording_id,)
    ).fetchone()
    deployment: int | None = row["deploymentId"]
    return deployment


def added_recording(
    db: sqlite3.Connection,
    recording_id: int,
    *,
    new_deployment: bool,
    misnamed: bool,
    replaced: int | None,
) -> AddedRecording:
    """Read a recording after it was added or updated."""
    row = db.execute(
        """SELECT r.recordingId, r.url, r.duration, r.samplerate, f.channels, r.datetime,
             f.recorder, coalesce(t.latitude, f.latitude), coalesce(t.longitude, f.longitude),
             r.deploymentId, EXISTS (SELECT 1 FROM RecordingSource o
               WHERE o.recordingId = r.recordingId AND o.disagrees = 1)
           FROM Recording r JOIN RecordingFacts f USING (recordingId)
           LEFT JOIN Deployment d USING (deploymentId) LEFT JOIN Site t USING (siteId)
           WHERE r.recordingId = ?""",
        (recording_id,),
    ).fetchone()
    *known, disagrees = row
    timezone = None  # costs a question, and few need it
    return made(
        AddedRecording, (*known, new_deployment, misnamed, replaced, bool(disagrees), timezone)
    )


def put_identity(db: sqlite3.Connection, recording_id: int, identity: Identity | None) -> None:
    """Keep a recording's digest and fingerprint, and mark its file as found."""
    if identity is None:
        mark_found(db, [recording_id])
        return
    db.execute(
        """INSERT INTO RecordingIdentity
             (recordingId, sampleDigest, fingerprint, fingerprintVersion, missingSince)
           VALUES (?, ?, ?, ?, NULL)
           ON CONFLICT (recordingId) DO UPDATE SET sampleDigest = excluded.sampleDigest,
             fingerprint = excluded.fingerprint, fingerprintVersion = excluded.fingerprintVersion,
             missingSince = NULL""",
        (
            recording_id,
            identity.digest,
            identity.fingerprint if identity.whole else None,
            identity.version if identity.whole else None,
        ),
    )
    plain = identity.whole and identity.plain
    db.execute(
        "INSERT OR IGNORE INTO PlainSound VALUES (?)"
        if plain
        else "DELETE FROM PlainSound WHERE recordingId = ?",
        (recording_id,),
    )


def keep_alias(db: sqlite3.Connection, recording_id: int, *, of: int | None = None) -> None:
    """Keep the digest of a recording before it changes, or of another one that is joined with it.

    Members of samples are found by every digest that a sound had.
    """
    db.execute(
        f"""INSERT OR IGNORE INTO RecordingAlias (recordingId, digest, own)
            SELECT ?, sampleDigest, ? FROM RecordingIdentity
            WHERE recordingId = ? AND length(sampleDigest) > {HEAD_BYTES}""",
        (recording_id, int(of is None), recording_id if of is None else of),
    )


def put_cancelling(db: sqlite3.Connection, recording_id: int, *, cancels: bool) -> None:
    """Note whether the channels of a recording are opposites."""
    db.execute(
        "INSERT OR IGNORE INTO CancellingSound VALUES (?)"
        if cancels
        else "DELETE FROM CancellingSound WHERE recordingId = ?",
        (recording_id,),
    )


def forget_identity(db: sqlite3.Connection, recording_id: int) -> None:
    """Forget the sound of a file that is no longer there."""
    db.execute("DELETE FROM RecordingIdentity WHERE recordingId = ?", (recording_id,))
    db.execute("DELETE FROM PlainSound WHERE recordingId = ?", (recording_id,))


def set_aside(db: sqlite3.Connection, known: StoredRecording, url: str) -> None:
    """Give a recording whose file was replaced a url without a file, and mark it as missing.

    Earlier runs keep the path with which they began.
    """
    db.execute("UPDATE Recording SET url = ? WHERE recordingId = ?", (url, known.recording_id))
    mark_missing(db, [known.recording_id])


def set_aside_from(db: sqlite3.Connection, url: str) -> list[StoredRecording]:
    """List the recordings that were set aside from a path."""
    found = db.execute(
        f"""{_KNOWN} WHERE r.url BETWEEN ?1 || ' (replaced, recording 0'
              AND ?1 || ' (replaced, recording :' AND i.sampleDigest IS NOT NULL
            ORDER BY r.recordingId""",
        (url,),
    )
    known = [_stored(row) for row in found]
    return [each for each in known if each.url == aside(url, each.recording_id)]


def missing_copies(db: sqlite3.Connection, identity: Identity) -> list[StoredRecording]:
    """List the missing recordings with these samples; one on a drive by label is elsewhere."""
    found = db.execute(
        f"""{_KNOWN} WHERE i.sampleDigest = ? AND i.missingSince IS NOT NULL
            ORDER BY r.recordingId""",
        (identity.digest,),
    )
    known = [_stored(row) for row in found if identity.whole]
    return [each for each in known if is_aside(each.url) or split_url(each.url) is None]


def mark_missing(
    db: sqlite3.Connection, recording_ids: Iterable[int], since: str | None = None
) -> None:
    """Mark recordings as missing since then, or now; keeps the time of those marked before."""
    noticed = since or now()
    db.executemany(
        """INSERT INTO RecordingIdentity (recordingId, missingSince) VALUES (?, ?)
           ON CONFLICT (recordingId) DO UPDATE
           SET missingSince = coalesce(missingSince, excluded.missingSince)""",
        ((recording_id, noticed) for recording_id in recording_ids),
    )


def mark_found(db: sqlite3.Connection, recording_ids: Iterable[int]) -> None:
    """Mark recordings as found."""
    db.executemany(
        "UPDATE RecordingIdentity SET missingSince = NULL"
        " WHERE recordingId = ? AND missingSince IS NOT NULL",
        ((recording_id,) for recording_id in recording_ids),
    )


def relocate(
    db: sqlite3.Connection,
    known: StoredRecording,
    facts: AudioFacts,
    identity: Identity | None,
    *,
    url: str | None = None,
) -> None:
    """Give a recording another file of the same sound at another path.

    The recorder's header stays, since conversions lose it. Analyses and embeddings of the old file
    count for the new one, so Linnet need not make them again.
    """
    directory = str(facts.path.parent).encode(errors="replace").decode()
    _move(db, known, url or path_text(facts.path), directory)
    names = {
        "id": known.recording_id,
        "size": facts.size_bytes,
        "modified": facts.modified_ns,
        "frames": facts.frames,
        "channels": facts.channels,
        "container": facts.container,
        "encoding": facts.encoding,
        "duration": facts.duration_s,
        "rate": facts.rate_hz,
        "bitrate": round(facts.size_bytes * 8 / facts.duration_s) if facts.frames else 0,
    }
    db.execute(
        """UPDATE Recording SET duration = :duration, samplerate = :rate, bitrate = :bitrate
           WHERE recordingId = :id""",
        names,
    )
    db.execute(
        """UPDATE RecordingFacts SET sizeBytes = :size, modifiedNs = :modified, frames = :frames,
             channels = :channels, container = :container, encoding = :encoding
           WHERE recordingId = :id""",
        names,
    )
    carry_over(db, known, facts)
    if identity is not None and identity.digest != known.digest:
        keep_alias(db, known.recording_id)
    put_identity(db, known.recording_id, identity)


def carry_over(db: sqlite3.Connection, known: StoredRecording, facts: AudioFacts) -> None:
    """Let analyses and windows of a recording's old file count for the new one."""
    for table in ("Analysis", "WindowSet"):
        db.execute(
            f"""UPDATE {table} SET sizeBytes = ?, modifiedNs = ?
                WHERE recordingId = ? AND sizeBytes = ? AND modifiedNs = ?""",
            (
                facts.size_bytes,
                facts.modified_ns,
                known.recording_id,
                known.size_bytes,
                known.modified_ns,
            ),
        )


def _move(db: sqlite3.Connection, known: StoredRecording, url: str, directory: str | None) -> None:
    db.execute(
        "UPDATE Recording SET url = ?, directory = coalesce(?, directory) WHERE recordingId = ?",
        (url, directory, known.recording_id),
    )
    # Runs name files by urls. A stopped run goes on with the file at its new place. A running one
    # keeps the urls with which it began.
    db.execute(
        """UPDATE OR IGNORE RunFile SET url = ?
           WHERE url = ? AND runId IN (SELECT runId FROM Run WHERE status <> 'running')""",
        (url, known.url),
    )
    follow(db, known.recording_id, known.url, url)


def change_url(db: sqlite3.Connection, known: StoredRecording, url: str) -> None:
    """Give a recording the path that a person named, whatever lies there."""
    _move(db, known, url, None)


def change_start(db: sqlite3.Connection, recording_id: int, start: str | None) -> None:
    """Correct a recording's start; RecordingFacts keeps the start from the file."""
    db.execute("UPDATE Recording SET datetime = ? WHERE recordingId = ?", (start, recording_id))
    settle(db, [recording_id])


def change_deployment(db: sqlite3.Connection, recording_id: int, deployment_id: int | None) -> None:
    """Set the deployment of a recording."""
    db.execute(
        "UPDATE Recording SET deploymentId = ? WHERE recordingId = ?", (deployment_id, recording_id)
    )
    settle(db, [recording_id])


def labelled(db: sqlite3.Connection, recording_ids: Iterable[int]) -> list[int]:
    """List those of the recordings that a person labelled, here or in the app."""
    return [
        recording_id
        for recording_id in recording_ids
        if db.execute(
            """SELECT 1 FROM RegionOfInterest g JOIN Annotation n USING (regionId)
               LEFT JOIN Labeler l USING (labelerId)
               WHERE g.recordingId = ? AND (l.isHuman = 1 OR n.verified <> 'UNVERIFIED') LIMIT 1""",
            (recording_id,),
        ).fetchone()
    ]


_HELD = """
SELECT count(*), count(DISTINCT g.recordingId) FROM json_each(?) u
CROSS JOIN RegionOfInterest g ON g.recordingId = u.value
CROSS JOIN Annotation n ON n.regionId = g.regionId
LEFT JOIN Labeler l ON l.labelerId = n.labelerId
WHERE l.isHuman = 1 OR n.verified <> 'UNVERIFIED'"""
_HEARD = """
SELECT count(*) FROM json_each(?) u
CROSS JOIN Analysis a ON a.recordingId = u.value AND a.current = 1
CROSS JOIN Detection d ON d.analysisId = a.analysisId"""


def holdings(db: sqlite3.Connection, recording_ids: Sequence[int]) -> Holdings:
    """Count what would go with recordings."""
    ids = json.dumps(list(recording_ids))
    labels, labelled = db.execute(_HELD, (ids,)).fetchone()
    (detections,) = db.execute(_HEARD, (ids,)).fetchone()
    return Holdings(detections, labelled, labels)


def remove(db: sqlite3.Connection, recording_ids: Iterable[int]) -> int:
    """Remove recordings from the catalog, with all their detections; returns how many."""
    removed = 0
    for recording_id in recording_ids:
        removed += db.execute(
            "DELETE FROM Recording WHERE recordingId = ?", (recording_id,)
        ).rowcount
    return removed
