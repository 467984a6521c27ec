"""Decisions of people: annotations, kept in batches.

A decision deletes and changes nothing. It sets the earlier annotations aside (`mostRecent` 0), and
AnnotationReplaced remembers them. A label that moves is another annotation, of another region.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from sidecar.catalog.sqlite import rows
from sidecar.catalog.sqlite.database import Database
from sidecar.catalog.sqlite.labels.decision import (
    Target,
    check_frequencies,
    check_says_something,
    find_target,
    moves,
    says_something,
)
from sidecar.catalog.sqlite.labels.labelers import labeler_id
from sidecar.catalog.sqlite.labels.modelresults import ModelResults
from sidecar.catalog.sqlite.labels.saying import COLUMNS, FIRST, JOINS, Saying, moment_after, said
from sidecar.catalog.sqlite.labels.undo import undone
from sidecar.catalog.sqlite.labels.withdrawing import Moving, withdrawn
from sidecar.catalog.sqlite.species import SpeciesNames
from sidecar.catalog.sqlite.unsure import said_verdict, stored_verdict
from sidecar.catalog.values import Decision, Made, Person
from sidecar.errors import InvalidParams

_T = TypeVar("_T")


def annotate(
    catalog: Database, decisions: Sequence[Decision], person: Person
) -> tuple[int, list[Made]]:
    """Keep all decisions as one batch, or none; returns its batchId and the annotations.

    Raises InvalidParams with the name of the field, such as `annotations.3.end`.
    """
    made = []
    with catalog.transaction() as db, rows.verdicts_at_end(db):
        batch = DecisionBatch(db, person, "annotate")
        batch_id = batch.batch_id
        for number, decision in enumerate(decisions):
            try:
                made.append(batch.add(decision))
            except InvalidParams as error:
                error.field = f"annotations.{number}.{error.field}"
                raise
        return batch_id, made


class DecisionBatch:
    """Decisions of one person on their way into the catalog, within one transaction.

    `made_id` is the batchId, also of an earlier transaction; None until the batch has a row.
    """

    def __init__(
        self, db: sqlite3.Connection, person: Person, what: str, made_id: int | None = None
    ) -> None:
        self.made_id = made_id
        self.now = rows.now()
        self._db = db
        self._what = what
        self._species = SpeciesNames(db)
        self.results = ModelResults(db, self.now, self._species, lambda: self.batch_id)
        self.labeler_id = labeler_id(db, person)

    @property
    def batch_id(self) -> int:
        """Add the batch at first use, so a batch that adds nothing has no row."""
        if self.made_id is None:
            self.made_id = rows.insert(
                self._db,
                "AnnotationBatch",
                labelerId=self.labeler_id,
                what=self._what,
                madeAt=self.now,
            )
        return self.made_id

    def add(self, decision: Decision) -> Made:
        """Keep one decision; raises InvalidParams with the name of its field.

        Another species than that of the detection or annotation is a correction: the old species
        becomes NO. A NO given with it is for the old species. A repeated decision adds nothing.
        """
        if decision.withdraw:
            return withdrawn(self._db, decision, lambda: self.batch_id)
        check_says_something(decision)
        if moves(decision):
            return self._move(decision)
        target = find_target(self._db, decision)
        check_frequencies(self._db, decision, target.recording_id)
        if decision.species is None:
            species_id = target.species_id or self._only_species(target.region_id)
            return self._put(target, species_id, self._saying(decision, target, species_id))
        species_id = self._species.id(decision.species, decision.common)
        self._correct(target, species_id)
        if decision.verified == "NO" and target.species_id not in (None, species_id):
            decision = replace(decision, verified="YES")
        corrected = None if species_id == target.species_id else target.annotation_id
        saying = self._saying(decision, target, species_id)
        return self._put(target, species_id, saying, corrected)

    def _move(self, decision: Decision) -> Made:
        """Let a label count at another stretch, and say of it there what else is decided."""
        moving = Moving(self._db, decision)
        if moving.stays:
            return self.add(replace(decision, start_s=None, end_s=None))
        made = None
        for row in moving.rows:
            saying, target = said([row]), replace(moving.target, species_id=row["speciesId"])
            copy = self._put(target, row["speciesId"], saying, row["annotationId"])
            if row["annotationId"] == decision.annotation_id:
                made = copy
        assert made is not None
        moving.withdraw(self.batch_id)
        more = replace(
            decision, annotation_id=made.annotation_id, region_id=None, start_s=None, end_s=None
        )
        if says_something(more):
            return replace(self.add(more), replaced=decision.annotation_id, new=True)
        return replace(made, replaced=decision.annotation_id)

    def known(self, decision: Decision) -> list[int]:
        """Find the annotations with which this person or the named labeler said the same.

        A label without a verdict says UNVERIFIED. Raises InvalidParams.
        """
        assert decision.species is not None
        target = find_target(self._db, decision)
        found = self._db.execute(
            f"""SELECT n.annotationId FROM Annotation n LEFT JOIN AnnotationFacts f
                  USING (annotationId)
                WHERE n.regionId = :region AND n.speciesId = :species
                  AND (+n.labelerId = :labeler
                    OR n.labelerId IN (SELECT labelerId FROM Labeler WHERE name = :named))
                  AND {said_verdict("n", "f")} = :verified
                  AND coalesce(f.comment = :comment, :comment IS NULL)
                  AND coalesce(f.lowHz = :low, :low IS NULL)
                  AND coalesce(f.highHz = :high, :high IS NULL)
                  AND NOT {undone("n.annotationId")}""",
            {
                "region": target.region_id,
                "species": self._species.id(decision.species, decision.common),
                "labeler": self.labeler_id,
                "named": decision.labeler,
                "verified": decision.verified or "UNVERIFIED",
                "comment": decision.comment or None,
                "low": decision.low_hz,
                "high": decision.high_hz,
            },
        )
        return [row[0] for row in found]

    def decided(self, decision: Decision) -> list[int]:
        """Find the YES, NO or UNSURE of a person that counts on a decision's species and region."""
        assert decision.species is not None
        target = find_target(self._db, decision)
        species_id = self._species.id(decision.species, decision.common)
        standing = self._standing(target.region_id, species_id)
        return [
            row["annotationId"]
            for row in standing
            if row["isHuman"] and row["verdict"] != "UNVERIFIED"
        ]

    def _only_species(self, region_id: int) -> int:
        found = self._db.execute(
            """SELECT DISTINCT speciesId FROM Annotation
               WHERE regionId = ? AND mostRecent = 1 AND speciesId IS NOT NULL LIMIT 2""",
            (region_id,),
        ).fetchall()
        if len(found) != 1:
            raise InvalidParams("Give the species of this region.", field="species")
        return int(found[0][0])

    def _correct(self, target: Target, species_id: int) -> None:
        """Set to NO every species that counted, except `species_id`."""
        if target.species_id is None:
            return
        for other in (target.species_id, *self._corrections(target)):
            if other != species_id:
                now = said(self._standing(target.region_id, other))
                self._put(target, other, replace(now, verified="NO"))

    def _corrections(self, target: Target) -> list[int]:
        """List the species in a region that now count as corrections of the target's."""
        found = self._db.execute(
            """WITH RECURSIVE Chain (annotationId) AS (
                 SELECT annotationId FROM Annotation
                 WHERE regionId = :region AND speciesId = :species
                 UNION
                 SELECT f.annotationId FROM AnnotationFacts f
                 JOIN Chain c ON f.replaced = c.annotationId)
               SELECT DISTINCT n.speciesId FROM Chain JOIN Annotation n USING (annotationId)
               JOIN Labeler p USING (labelerId)
               WHERE p.isHuman = 1 AND n.mostRecent = 1 AND n.verified <> 'NO'
                 AND n.speciesId <> :species""",
            {"region": target.region_id, "species": target.species_id},
        )
        return [row[0] for row in found]

    def _standing(self, region_id: int, species_id: int) -> list[sqlite3.Row]:
        """List the annotations of a species in a region that count, people's and latest first."""
        return self._db.execute(
            f"""SELECT {COLUMNS} FROM Annotation n {JOINS}
                WHERE n.regionId = ? AND n.speciesId = ? AND n.mostRecent = 1 ORDER BY {FIRST}""",
            (region_id, species_id),
        ).fetchall()

    def _saying(self, decision: Decision, target: Target, species_id: int) -> Saying:
        """Complete a decision from the earlier annotation, or from the one that it corrects."""
        standing = self._standing(target.region_id, species_id)
        before = said(standing)
        if not standing and target.species_id is not None:
            earlier = said(self._standing(target.region_id, target.species_id))
            before = replace(earlier, verified="UNVERIFIED", probability=None)
        boxed = decision.low_hz is not None or decision.high_hz is not None
        return Saying(
            verified=decision.verified or ("YES" if decision.species else before.verified),
            probability=_first(decision.probability, before.probability),
            comment=_first(decision.comment, before.comment) or None,
            low_hz=decision.low_hz if boxed else before.low_hz,
            high_hz=decision.high_hz if boxed else before.high_hz,
            settles=decision.settles
            or (before.settles and decision.species is None and decision.verified is None),
        )

    def _put(
        self, target: Target, species_id: int, saying: Saying, corrected: int | None = None
    ) -> Made:
        """Let an annotation replace all that count, unless it says the same."""
        standing = self._standing(target.region_id, species_id)
        first = standing[0] if standing else None
        place = (target.region_id, target.recording_id)
        if first and first["labelerId"] == self.labeler_id and said(standing) == saying:
            return Made(first["annotationId"], *place, None, new=False)
        verified, unsure = stored_verdict(saying.verified)
        annotation_id = rows.insert(
            self._db,
            "Annotation",
            verified=verified,
            regionId=target.region_id,
            labelerId=self.labeler_id,
            annotationDate=moment_after(self.now, standing),
            speciesId=species_id,
            speciesProbability=saying.probability,
            mostRecent=1,
        )
        replaced = corrected or (first["annotationId"] if first else None)
        rows.insert(
            self._db,
            "AnnotationFacts",
            annotationId=annotation_id,
            batchId=self.batch_id,
            replaced=replaced,
            comment=saying.comment,
            lowHz=saying.low_hz,
            highHz=saying.high_hz,
            unsure=unsure,
            settles=int(saying.settles),
        )
        for row in standing:
            old = row["annotationId"]
            self._db.execute("INSERT INTO AnnotationReplaced VALUES (?, ?)", (annotation_id, old))
            self._db.execute("UPDATE Annotation SET mostRecent = 0 WHERE annotationId = ?", (old,))
        return Made(annotation_id, *place, replaced, new=True)


def _first(*values: _T | None) -> _T | None:
    return next((value for value in values if value is not None), None)
