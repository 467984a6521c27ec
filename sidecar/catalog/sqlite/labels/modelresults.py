"""Results of models that other programs wrote into tables."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from sidecar.catalog.sqlite import rows
from sidecar.catalog.sqlite.labels.decision import Target, check_frequencies, find_target
from sidecar.catalog.sqlite.labels.undo import undone
from sidecar.catalog.sqlite.species import SpeciesNames
from sidecar.catalog.values import Decision


class ModelResults:
    """Keeps results under the names of their models: UNVERIFIED, and beside people's decisions."""

    def __init__(
        self,
        db: sqlite3.Connection,
        now: str,
        species: SpeciesNames,
        batch_id: Callable[[], int],
    ) -> None:
        self._db = db
        self._batch_id = batch_id
        self._now = now
        self._species = species
        self._labelers: dict[str, int] = {}

    def known(self, decision: Decision) -> list[int]:
        """Find the annotations that hold this result already; raises InvalidParams."""
        assert decision.model is not None and decision.species is not None
        target = find_target(self._db, decision)
        found = self._db.execute(
            f"""SELECT annotationId FROM Annotation n JOIN Labeler p USING (labelerId)
                WHERE n.regionId = ? AND n.speciesId = ? AND p.name = ? AND p.isHuman = 0
                  AND NOT {undone("n.annotationId")}""",
            (
                target.region_id,
                self._species.id(decision.species, decision.common),
                decision.model,
            ),
        )
        return [row[0] for row in found]

    def add(self, decision: Decision) -> int:
        """Keep a new result; gives its annotationId. Raises InvalidParams."""
        assert decision.model is not None and decision.species is not None
        target = find_target(self._db, decision)
        check_frequencies(self._db, decision, target.recording_id)
        species_id = self._species.id(decision.species, decision.common)
        people = self._decisions(target, species_id)
        annotation_id = rows.insert(
            self._db,
            "Annotation",
            verified="UNVERIFIED",
            regionId=target.region_id,
            labelerId=self._labeler_id(decision.model),
            annotationDate=self._now,
            speciesId=species_id,
            speciesProbability=decision.probability,
            mostRecent=int(not people),
        )
        rows.insert(
            self._db,
            "AnnotationFacts",
            annotationId=annotation_id,
            batchId=self._batch_id(),
            comment=decision.comment or None,
            lowHz=decision.low_hz,
            highHz=decision.high_hz,
        )
        # Undoing the person's decision lets the result count.
        self._db.executemany(
            "INSERT INTO AnnotationReplaced VALUES (?, ?)",
            ((number, annotation_id) for number in people),
        )
        return annotation_id

    def _decisions(self, target: Target, species_id: int) -> list[int]:
        """List people's decisions that count on a species in a region."""
        found = self._db.execute(
            """SELECT annotationId FROM Annotation JOIN Labeler USING (labelerId)
               WHERE regionId = ? AND speciesId = ? AND mostRecent = 1 AND isHuman = 1""",
            (target.region_id, species_id),
        )
        return [row[0] for row in found]

    def _labeler_id(self, name: str) -> int:
        if name not in self._labelers:
            row = self._db.execute(
                "SELECT labelerId FROM Labeler WHERE name = ? AND isHuman = 0 ORDER BY labelerId",
                (name,),
            ).fetchone()
            self._labelers[name] = row["labelerId"] if row else self._add_labeler(name)
        return self._labelers[name]

    def _add_labeler(self, name: str) -> int:
        model_id = rows.insert(self._db, "Model", name=name)
        # A person may have this name without an email; the pair is unique in the app's table.
        email = f"model:{name}"
        return rows.insert(self._db, "Labeler", name=name, email=email, isHuman=0, modelId=model_id)
