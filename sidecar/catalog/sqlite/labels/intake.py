"""Labels of files, on their way into the catalog."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from sidecar.catalog.sqlite.database import Database
from sidecar.catalog.sqlite.labels.annotations import DecisionBatch
from sidecar.catalog.sqlite.labels.origins import Origins
from sidecar.catalog.sqlite.labels.undo import withdraw
from sidecar.catalog.sqlite.rows import verdicts_at_end
from sidecar.catalog.values import Decision, Intake, LabelBatch, Person
from sidecar.errors import InvalidParams

Refuse = Callable[[int, InvalidParams], None]


def take_over(
    catalog: Database, decisions: Iterable[Decision], person: Person, intake: Intake, refuse: Refuse
) -> LabelBatch:
    """Keep all valid new decisions as one batch.

    `refuse` takes the number of each invalid decision, and its error.
    """
    with catalog.transaction() as db, verdicts_at_end(db):
        taking = _Taking(db, person, intake, refuse)
        fresh = list(taking.new(decisions))
        stale = taking.stale() if intake.replace else []
        replaced = taking.withdraw(stale)
        added = [number for number, decision in fresh if taking.add(number, decision)]
        return LabelBatch(
            taking.batch.batch_id if added or stale else None,
            added=len(added),
            known=taking.known,
            numbers=added,
            replaced=replaced,
            earlier=taking.earlier(),
        )


class _Taking:
    def __init__(
        self, db: sqlite3.Connection, person: Person, intake: Intake, refuse: Refuse
    ) -> None:
        self.batch = DecisionBatch(db, person, intake.what)
        self.known = 0
        self._db = db
        self._origins = Origins(db, intake.files, results=intake.results)
        self._replace = intake.replace
        self._refuse = refuse
        self._same: set[int] = set()  # earlier labels that the files still have

    def new(self, decisions: Iterable[Decision]) -> Iterator[tuple[int, Decision]]:
        """Pass on the decisions that the catalog does not know, with their numbers."""
        for number, decision in enumerate(decisions):
            try:
                same = self._find(decision)
            except InvalidParams as error:
                self._refuse(number, error)
                continue
            if same is None:
                yield number, decision
                continue
            self.known += 1
            self._same.update(same)
            if decision.file is not None:
                self._origins.share(decision.file, same)

    def _find(self, decision: Decision) -> list[int] | None:
        """Find the annotations that make a decision known; None if it is new.

        A label without a verdict adds nothing to a person's YES or NO.
        """
        if decision.model is not None:
            return self.batch.results.known(decision) or None
        if same := self.batch.known(decision):
            return same
        if decision.verified is None:
            decided = self.batch.decided(decision)
            if self._replace:
                decided = [each for each in decided if each not in self._origins.standing]
            if decided:
                return decided
        return None

    def stale(self) -> list[int]:
        """List the earlier labels that the files no longer have."""
        return [each for each in self._origins.standing if each not in self._same]

    def withdraw(self, stale: list[int]) -> int:
        """Set earlier labels aside; tell how many counted."""
        counted = sum(self._origins.counting(stale).values())
        if stale:
            withdraw(self._db, stale, self.batch.batch_id)
        return counted

    def add(self, number: int, decision: Decision) -> bool:
        """Keep a decision; tells whether it was new."""
        try:
            if decision.model is not None:
                new = not self.batch.results.known(decision)
                if new:
                    self._note(decision, self.batch.results.add(decision))
            else:
                made = self.batch.add(replace(decision, verified=decision.verified or "UNVERIFIED"))
                new = made.new
                if new:
                    self._note(decision, made.annotation_id)
        except InvalidParams as error:
            self._refuse(number, error)
            return False
        self.known += not new
        return new

    def _note(self, decision: Decision, annotation_id: int) -> None:
        if decision.file is not None:
            self._origins.note(decision.file, annotation_id)

    def earlier(self) -> dict[str, int]:
        """Count by file the earlier labels that still count, though the file lacks them now."""
        if self._replace:
            return {}
        return self._origins.counting(self.stale())
