"""What people say of sounds, taken to another catalog and merged there by content.

A merge is a union: everything that anybody said is kept. What counts follows from moments and
words alone, so merges in any order give the same.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

from sidecar.audio.fingerprint import HEAD_BYTES
from sidecar.catalog.sqlite import rows
from sidecar.catalog.sqlite.database import Database
from sidecar.catalog.sqlite.door import made
from sidecar.catalog.sqlite.labels.annotations import DecisionBatch
from sidecar.catalog.sqlite.labels.decision import Target, check_frequencies, find_target
from sidecar.catalog.sqlite.labels.labelers import labeler_id
from sidecar.catalog.sqlite.labels.undo import undone
from sidecar.catalog.sqlite.species import SpeciesNames
from sidecar.catalog.sqlite.unsure import said_verdict, stored_verdict
from sidecar.catalog.values import Decision, LabelBatch, Person, Said
from sidecar.errors import InvalidParams

Refuse = Callable[[int, InvalidParams], None]

_Key = tuple[int, int]  # regionId and speciesId

# Sounds that tell recordings apart: read whole, and of more than one value.
_SOUNDS = f"""SELECT i.recordingId, i.sampleDigest FROM RecordingIdentity i
  WHERE length(i.sampleDigest) > {HEAD_BYTES}
    AND NOT EXISTS (SELECT 1 FROM PlainSound q WHERE q.recordingId = i.recordingId)"""

_SAID = f"""SELECT o.annotationId, u.sampleDigest, g.starttime, g.endtime, s.species, s.common,
    o.verified, p.name, p.email, n.annotationDate, f.comment, f.lowHz, f.highHz, o.settles,
    (SELECT c.species FROM Annotation e JOIN Species c USING (speciesId)
     WHERE e.annotationId = f.replaced AND e.regionId = n.regionId
       AND e.speciesId <> n.speciesId) AS corrects
  FROM Opinion o JOIN Annotation n USING (annotationId)
  JOIN RegionOfInterest g ON g.regionId = n.regionId
  JOIN Species s ON s.speciesId = n.speciesId JOIN Labeler p ON p.labelerId = n.labelerId
  LEFT JOIN AnnotationFacts f USING (annotationId)
  LEFT JOIN ({_SOUNDS}) u ON u.recordingId = g.recordingId
  ORDER BY o.annotationId"""

# All that people ever said of a species in a region, the last word last.
_EVER_SAID = f"""SELECT n.annotationId, {undone("n.annotationId")} AS undone
  FROM Annotation n JOIN Labeler p ON p.labelerId = n.labelerId AND p.isHuman = 1
  LEFT JOIN AnnotationFacts f ON f.annotationId = n.annotationId
  WHERE n.regionId = ? AND n.speciesId = ?
  ORDER BY coalesce(f.settles, 0), julianday(n.annotationDate), p.name, p.email,
    {said_verdict("n", "f")}, f.comment, f.lowHz, f.highHz, n.annotationId"""


def said(db: sqlite3.Connection) -> Iterator[Said]:
    """List the last word of each person; the digest is empty where the sound is not known."""
    for row in db.execute(_SAID):
        values = dict(row)
        start, end = (round(values.pop(name) * 1000) for name in ("starttime", "endtime"))
        yield made(
            Said,
            (
                values["sampleDigest"] or b"",
                start,
                end,
                values["species"],
                values["common"],
                values["verified"],
                Person(values["name"], values["email"]),
                values["annotationDate"],
                values["comment"],
                values["lowHz"],
                values["highHz"],
                bool(values["settles"]),
                values["corrects"],
                values["annotationId"],
            ),
        )


def merge(
    catalog: Database, said: Sequence[Said], person: Person, what: str, refuse: Refuse
) -> LabelBatch:
    """Keep as one batch what the catalog does not hold; `refuse` takes the number of each other.

    `person` is who merges.
    """
    with catalog.transaction() as db, rows.verdicts_at_end(db):
        merging = _Merging(db, person, what)
        # A correction comes after what it corrects.
        for number in sorted(range(len(said)), key=lambda each: said[each].corrects is not None):
            try:
                merging.take(number, said[number])
            except InvalidParams as error:
                refuse(number, error)
        merging.let_count()
        return LabelBatch(
            merging.batch.made_id,
            added=len(merging.added),
            known=merging.known,
            numbers=merging.added,
        )


class _Merging:
    def __init__(self, db: sqlite3.Connection, person: Person, what: str) -> None:
        self.batch = DecisionBatch(db, person, what)
        self.known = 0
        self.added: list[int] = []
        self._new: dict[_Key, set[int]] = {}
        self._db = db
        self._species = SpeciesNames(db)
        self._labeler = cache(lambda person: labeler_id(db, person))
        self._recordings: dict[bytes, int] = {}
        for recording_id, digest in db.execute(f"{_SOUNDS} ORDER BY i.recordingId"):
            self._recordings.setdefault(digest, recording_id)

    def take(self, number: int, said: Said) -> None:
        """Keep one word, unless it is known; raises InvalidParams."""
        recording_id = self._recordings.get(said.digest)
        if recording_id is None:
            raise InvalidParams("The catalog has no recording with this sound.", field="sound")
        decision = Decision(
            recording_id=recording_id,
            start_s=said.start_ms / 1000,
            end_s=said.end_ms / 1000,
            low_hz=said.low_hz,
            high_hz=said.high_hz,
        )
        target = find_target(self._db, decision)
        check_frequencies(self._db, decision, recording_id)
        key = (target.region_id, self._species.id(said.species, said.common))
        if self._is_known(key, said):
            self.known += 1
            return
        self._new.setdefault(key, set()).add(self._keep(target, key, said))
        self.added.append(number)

    def _is_known(self, key: _Key, said: Said) -> bool:
        found = self._db.execute(
            f"""SELECT 1 FROM Annotation n LEFT JOIN AnnotationFacts f USING (annotationId)
                WHERE n.regionId = ? AND n.speciesId = ? AND +n.labelerId = ?
                  AND {said_verdict("n", "f")} = ? AND f.comment IS ? AND f.lowHz IS ?
                  AND f.highHz IS ? AND coalesce(f.settles, 0) = ?
                  AND (?9 IS NULL OR julianday(n.annotationDate) IS julianday(?9))
                  AND NOT {undone("n.annotationId")}""",
            (
                *key,
                self._labeler(said.person),
                said.verified,
                said.comment or None,
                said.low_hz,
                said.high_hz,
                int(said.settles),
                said.said_at,
            ),
        )
        return found.fetchone() is not None

    def _keep(self, target: Target, key: _Key, said: Said) -> int:
        verified, unsure = stored_verdict(said.verified)
        (percent,) = self._db.execute(
            """SELECT max(speciesProbability) FROM Annotation
               WHERE regionId = ? AND speciesId = ? AND typeof(speciesProbability) = 'integer'""",
            key,
        ).fetchone()
        annotation_id = rows.insert(
            self._db,
            "Annotation",
            verified=verified,
            regionId=target.region_id,
            labelerId=self._labeler(said.person),
            annotationDate=said.said_at or self.batch.now,
            speciesId=key[1],
            speciesProbability=percent,
            mostRecent=0,
        )
        rows.insert(
            self._db,
            "AnnotationFacts",
            annotationId=annotation_id,
            batchId=self.batch.batch_id,
            replaced=self._corrected(target, said),
            comment=said.comment or None,
            lowHz=said.low_hz,
            highHz=said.high_hz,
            unsure=unsure,
            settles=int(said.settles),
        )
        return annotation_id

    def _corrected(self, target: Target, said: Said) -> int | None:
        if said.corrects is None:
            return None
        found = self._db.execute(
            """SELECT max(annotationId) FROM Annotation JOIN Species USING (speciesId)
               WHERE regionId = ? AND species = ?""",
            (target.region_id, said.corrects),
        ).fetchone()
        return None if found is None else found[0]

    def let_count(self) -> None:
        """Let the last word on each species in each region count, and note what it sets aside."""
        for key, new in self._new.items():
            words = self._db.execute(_EVER_SAID, key).fetchall()
            ids = [row["annotationId"] for row in words]
            self._set_aside(
                (later, earlier)
                for place, later in enumerate(ids)
                for earlier in ids[:place]
                if later in new or earlier in new
            )
            models = self._db.execute(
                """SELECT annotationId FROM Annotation LEFT JOIN Labeler USING (labelerId)
                   WHERE regionId = ? AND speciesId = ? AND isHuman IS NOT 1""",
                key,
            ).fetchall()
            self._set_aside((each, model[0]) for each in new for model in models)
            top = [row["annotationId"] for row in words if not row["undone"]][-1]
            self._db.execute(
                """UPDATE Annotation SET mostRecent = 0
                   WHERE regionId = ? AND speciesId = ? AND mostRecent = 1 AND annotationId <> ?""",
                (*key, top),
            )
            self._db.execute(
                "UPDATE Annotation SET mostRecent = 1 WHERE annotationId = ? AND mostRecent = 0",
                (top,),
            )

    def _set_aside(self, pairs: Iterable[tuple[int, int]]) -> None:
        self._db.executemany("INSERT OR IGNORE INTO AnnotationReplaced VALUES (?, ?)", pairs)
