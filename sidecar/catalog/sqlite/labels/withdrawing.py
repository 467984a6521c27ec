"""Labels that are taken back or moved: whole, with all that was said on the way to them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace

from sidecar.catalog.sqlite.labels.decision import Target, find_stretch, find_target
from sidecar.catalog.sqlite.labels.saying import COLUMNS, FIRST, JOINS
from sidecar.catalog.sqlite.labels.undo import undone, withdraw
from sidecar.catalog.values import Decision, Made
from sidecar.errors import InvalidParams

# All annotations that led to a label or followed from it. (A condition on Annotation alone would
# lead SQLite to read all of it first, for a Bloom filter.)
_LINKED = """
WITH RECURSIVE Linked (annotationId) AS (
  SELECT :annotation
  UNION SELECT x.replaced FROM Linked k
    JOIN AnnotationReplaced x ON x.annotationId = k.annotationId
  UNION SELECT x.annotationId FROM Linked k
    JOIN AnnotationReplaced x ON x.replaced = k.annotationId
  UNION SELECT f.replaced FROM Linked k JOIN AnnotationFacts f ON f.annotationId = k.annotationId
    WHERE (SELECT n.regionId FROM Annotation n WHERE n.annotationId = f.replaced) = :region
  UNION SELECT f.annotationId FROM Linked k JOIN AnnotationFacts f ON f.replaced = k.annotationId
    WHERE (SELECT n.regionId FROM Annotation n WHERE n.annotationId = f.annotationId) = :region)"""


def withdrawn(db: sqlite3.Connection, decision: Decision, batch_id: Callable[[], int]) -> Made:
    """Take a label back; raises InvalidParams with the name of the wrong field.

    A label that a person drew is taken back whole, whoever changed it. A verdict on what a model
    heard is taken back for its person alone: an earlier one of another person counts again.
    """
    label = _Label(db, decision)
    withdraw(db, label.own if label.of_model else label.people, batch_id())
    target = label.target
    assert target.annotation_id is not None
    return Made(target.annotation_id, target.region_id, target.recording_id, None, new=True)


class _Label:
    """A label of a person that stands, with all annotations `people` made on the way to it.

    `own` are those of the label's own person. One `of_model` is a verdict on what a model heard.
    """

    def __init__(self, db: sqlite3.Connection, decision: Decision) -> None:
        self.target = find_target(db, decision)
        named = db.execute(
            f"""SELECT n.labelerId, p.isHuman, {undone("n.annotationId")} AS undone
                FROM Annotation n LEFT JOIN Labeler p USING (labelerId)
                WHERE n.annotationId = ?""",
            (decision.annotation_id,),
        ).fetchone()
        _check_stands(decision, named)
        linked = db.execute(
            f"""{_LINKED} SELECT {COLUMNS} FROM Linked k JOIN Annotation n USING (annotationId)
                {JOINS} WHERE NOT {undone("k.annotationId")}
                ORDER BY {FIRST}""",
            {"annotation": decision.annotation_id, "region": self.target.region_id},
        ).fetchall()
        self.of_model = any(not row["isHuman"] for row in linked)
        self.counting = [row for row in linked if row["isHuman"] and row["mostRecent"]]
        self.people = [row["annotationId"] for row in linked if row["isHuman"]]
        self.own = [
            row["annotationId"]
            for row in linked
            if row["isHuman"] and row["labelerId"] == named["labelerId"]
        ]


def _check_stands(decision: Decision, named: sqlite3.Row) -> None:
    number = decision.annotation_id
    if not named["isHuman"]:
        raise InvalidParams(
            f"Annotation {number} is a model's, so nobody can take it back or move it.",
            field="annotationId",
            hint="Judge it: say NO, or name another species.",
        )
    if named["undone"]:
        raise InvalidParams(f"Annotation {number} is already taken back.", field="annotationId")


class Moving:
    """A label on its way to another stretch; raises InvalidParams with the name of the field.

    `rows` are the annotations that count for it, `target` is the new region. It `stays` if the
    stretch is the one that it has.
    """

    def __init__(self, db: sqlite3.Connection, decision: Decision) -> None:
        self._db = db
        self._label = label = _Label(db, decision)
        self.rows = label.counting
        if decision.annotation_id not in {row["annotationId"] for row in self.rows}:
            raise InvalidParams(
                f"Annotation {decision.annotation_id} no longer counts, so it cannot move.",
                field="annotationId",
                hint="Move the one that counts now.",
            )
        self.target = self._new_place(decision, label.target)
        self.stays = self.target.region_id == label.target.region_id
        if label.of_model and not self.stays:
            raise InvalidParams(
                "This label is a verdict on what a model heard, and stays at its window.",
                field="start" if decision.start_s is not None else "end",
                hint="Draw a label of its own.",
            )

    def _new_place(self, decision: Decision, at: Target) -> Target:
        start, end = self._db.execute(
            "SELECT starttime, endtime FROM RegionOfInterest WHERE regionId = ?", (at.region_id,)
        ).fetchone()
        new = Decision(
            recording_id=at.recording_id,
            start_s=start if decision.start_s is None else decision.start_s,
            end_s=end if decision.end_s is None else decision.end_s,
        )
        return replace(find_stretch(self._db, new), annotation_id=decision.annotation_id)

    def withdraw(self, batch_id: int) -> None:
        """Take the label back from where it was."""
        withdraw(self._db, self._label.people, batch_id)
