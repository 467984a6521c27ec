"""The catalog's labels in SQLite."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from sidecar.catalog.sqlite.database import Database
from sidecar.catalog.sqlite.door import door
from sidecar.catalog.sqlite.labels.annotations import annotate
from sidecar.catalog.sqlite.labels.intake import take_over
from sidecar.catalog.sqlite.labels.labelers import labelers
from sidecar.catalog.sqlite.labels.standing import standing
from sidecar.catalog.sqlite.labels.undo import undo
from sidecar.catalog.values import Decision, Intake, LabelBatch, Person, Standing
from sidecar.errors import InvalidParams


@door
class SqliteLabels:
    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def path(self) -> Path:
        return self._database.path

    def decide(self, decisions: Sequence[Decision], person: Person) -> LabelBatch:
        batch_id, made = annotate(self._database, decisions, person)
        return LabelBatch(batch_id, made, added=sum(each.new for each in made))

    def take_over(
        self,
        decisions: Iterable[Decision],
        person: Person,
        intake: Intake,
        refuse: Callable[[int, InvalidParams], None],
    ) -> LabelBatch:
        return take_over(self._database, decisions, person, intake, refuse)

    def undo(self, batch_id: int | None = None) -> LabelBatch:
        number, count = undo(self._database, batch_id)
        return LabelBatch(number, added=count)

    def standing(self) -> list[Standing]:
        return standing(self._database.reader())

    def labelers(self) -> dict[str, bool]:
        return labelers(self._database.reader())
