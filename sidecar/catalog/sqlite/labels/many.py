"""One decision on many detections: a batch that is kept step by step.

Each step is a transaction, so a run and other people's decisions come between two. What a step
keeps is what as many single decisions keep (`annotations.py`), with few statements for all.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace

from sidecar import stop
from sidecar.catalog.sqlite import rows
from sidecar.catalog.sqlite.database import Database
from sidecar.catalog.sqlite.labels.annotations import DecisionBatch
from sidecar.catalog.sqlite.labels.saying import COLUMNS, FIRST, JOINS, Saying, moment_after, said
from sidecar.catalog.sqlite.labels.steps import STEP, pause
from sidecar.catalog.sqlite.unsure import stored_verdict
from sidecar.catalog.values import DecidedStep, Decision, Person
from sidecar.errors import RequestCancelled

_Species = tuple[int, int]  # regionId and speciesId

# The annotations of a step, in JSON: annotationId, regionId, speciesId, verified, probability,
# the annotation that was decided on, the mark of an unsure one, and the moment.
_ANNOTATE = """INSERT INTO Annotation (annotationId, regionId, speciesId, verified, labelerId,
    annotationDate, speciesProbability, mostRecent)
  SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, :labeler, value ->> 7,
    value ->> 4, 1
  FROM json_each(:said)"""
_ADD_FACTS = """INSERT INTO AnnotationFacts
    (annotationId, batchId, replaced, comment, lowHz, highHz, unsure)
  SELECT value ->> 0, :batch, value ->> 5, nullif(coalesce(:comment, f.comment), ''), f.lowHz,
    f.highHz, value ->> 6
  FROM json_each(:said) LEFT JOIN AnnotationFacts f ON f.annotationId = value ->> 5"""

# New annotations and those that they set aside, in JSON.
_SET_ASIDE = """INSERT INTO AnnotationReplaced
  SELECT value ->> 0, value ->> 1 FROM json_each(?)"""
_NO_LONGER_COUNT = """UPDATE Annotation SET mostRecent = 0
  WHERE annotationId IN (SELECT value ->> 1 FROM json_each(?))"""


def decide_all(
    catalog: Database,
    detection_ids: Sequence[int],
    decision: Decision,
    person: Person,
    *,
    since: int,
    kept: Callable[[DecidedStep], None],
) -> None:
    """Decide the same on all detections; `kept` hears of each kept step.

    Raises RequestCancelled between two steps, also if somebody undid the batch meanwhile.
    """
    batch_id: int | None = None
    for first in range(0, len(detection_ids), STEP):
        stop.check()
        began = time.perf_counter()
        with catalog.transaction() as db, rows.verdicts_at_end(db):
            _require_standing(db, batch_id)
            some = detection_ids[first : first + STEP]
            step = _Step(db, decision, person, batch_id).decide(some, since)
        batch_id = step.batch_id
        kept(step)
        pause(catalog, began)


def _require_standing(db: sqlite3.Connection, batch_id: int | None) -> None:
    undone = db.execute(
        "SELECT 1 FROM AnnotationBatch WHERE batchId = ? AND undoneAt IS NOT NULL", (batch_id,)
    ).fetchone()
    if undone:
        raise RequestCancelled(f"Stopped, because somebody undid batch {batch_id} meanwhile.")


class _Step:
    """Decides on some detections, within a transaction."""

    def __init__(
        self, db: sqlite3.Connection, decision: Decision, person: Person, batch_id: int | None
    ) -> None:
        self._db = db
        self._decision = decision
        self._batch = DecisionBatch(db, person, "annotate", batch_id)

    def decide(self, detection_ids: Sequence[int], since: int) -> DecidedStep:
        targets = self._targets(detection_ids)
        judged = set[_Species]()
        new: dict[_Species, tuple[Saying, list[sqlite3.Row]]] = {}
        standing = self._standing(detection_ids)
        for species in dict.fromkeys(targets):
            before = standing[species]
            if any(self._is_later(row, since) for row in before):
                judged.add(species)
            elif (saying := self._saying(before)) is not None:
                new[species] = saying, before
        self._keep(new)
        left = sum(species in judged for species in targets)
        return DecidedStep(
            batch_id=self._batch.made_id,
            decided=len(targets) - left,
            gone=len(detection_ids) - len(targets),
            judged=left,
        )

    def _targets(self, detection_ids: Sequence[int]) -> list[_Species]:
        """Find the region and species of each detection that is still there."""
        found = self._db.execute(
            """SELECT n.regionId, d.speciesId FROM json_each(?) j
               CROSS JOIN Detection d ON d.detectionId = j.value
               CROSS JOIN Annotation n ON n.annotationId = d.annotationId""",
            (json.dumps(detection_ids),),
        )
        return [(row[0], row[1]) for row in found]

    def _standing(self, detection_ids: Sequence[int]) -> dict[_Species, list[sqlite3.Row]]:
        """List the annotations that count, people's and the latest first."""
        found = self._db.execute(
            f"""WITH Target AS MATERIALIZED (
                  SELECT DISTINCT m.regionId, d.speciesId FROM json_each(?) j
                  CROSS JOIN Detection d ON d.detectionId = j.value
                  CROSS JOIN Annotation m ON m.annotationId = d.annotationId)
                SELECT {COLUMNS} FROM Target t CROSS JOIN Annotation n
                  ON n.regionId = t.regionId AND n.speciesId = t.speciesId AND n.mostRecent = 1
                {JOINS} ORDER BY {FIRST}""",
            (json.dumps(detection_ids),),
        )
        standing = defaultdict[_Species, list[sqlite3.Row]](list)
        for row in found:
            standing[row["regionId"], row["speciesId"]].append(row)
        return standing

    def _is_later(self, row: sqlite3.Row, since: int) -> bool:
        """Tell whether a person decided after this batch was asked for, in another batch."""
        batch_id = row["batchId"]
        if not row["isHuman"] or batch_id is None or batch_id == self._batch.made_id:
            return False
        return int(batch_id) > since

    def _saying(self, before: Sequence[sqlite3.Row]) -> Saying | None:
        """Give what the new annotation says; None if this person said the same already."""
        earlier, comment = said(before), self._decision.comment
        saying = replace(
            earlier,
            verified=self._decision.verified or earlier.verified,
            comment=(earlier.comment if comment is None else comment) or None,
            settles=False,
        )
        same = before and before[0]["labelerId"] == self._batch.labeler_id and earlier == saying
        return None if same else saying

    def _keep(self, new: dict[_Species, tuple[Saying, list[sqlite3.Row]]]) -> None:
        """Keep annotations with one statement a table: Python would hold queries up row by row."""
        if not new:
            return
        (last,) = self._db.execute(
            "SELECT coalesce(max(annotationId), 0) FROM Annotation"
        ).fetchone()
        said = [
            [
                number,
                *at,
                stored_verdict(says.verified)[0],
                says.probability,
                before[0]["annotationId"] if before else None,
                stored_verdict(says.verified)[1],
                moment_after(self._batch.now, before),
            ]
            for number, (at, (says, before)) in enumerate(new.items(), last + 1)
        ]
        names = {
            "said": json.dumps(said),
            "labeler": self._batch.labeler_id,
            "batch": self._batch.batch_id,
            "comment": self._decision.comment,
        }
        self._db.execute(_ANNOTATE, names)
        self._db.execute(_ADD_FACTS, names)
        aside = [
            [number, row["annotationId"]]
            for number, (_, before) in enumerate(new.values(), last + 1)
            for row in before
        ]
        listed = (json.dumps(aside),)
        self._db.execute(_SET_ASIDE, listed)
        self._db.execute(_NO_LONGER_COUNT, listed)
