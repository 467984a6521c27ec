"""The catalog's labels in SQLite."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from sidecar.catalog.sqlite.database import Database
from sidecar.catalog.sqlite.door import door
from sidecar.catalog.sqlite.labels.annotations import annotate
from sidecar.catalog.sqlite.labels.intake import take_over
from sidecar.catalog.sqlite.labels.labelers import labelers
from sidecar.catalog.sqlite.labels.many import decide_all
from sidecar.catalog.sqlite.labels.redo import redo
from sidecar.catalog.sqlite.labels.sharing import merge, said
from sidecar.catalog.sqlite.labels.standing import standing
from sidecar.catalog.sqlite.labels.undo import latest_batch, undo
from sidecar.catalog.values import (
    DecidedStep,
    Decision,
    Intake,
    LabelBatch,
    Person,
    Said,
    Standing,
    UndoneStep,
)
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

    def latest_batch(self) -> int:
        return latest_batch(self._database.reader())

    def decide_all(
        self,
        detection_ids: Sequence[int],
        decision: Decision,
        person: Person,
        *,
        since: int,
        kept: Callable[[DecidedStep], None],
    ) -> None:
        decide_all(self._database, detection_ids, decision, person, since=since, kept=kept)

    def take_over(
        self,
        decisions: Iterable[Decision],
        person: Person,
        intake: Intake,
        refuse: Callable[[int, InvalidParams], None],
    ) -> LabelBatch:
        return take_over(self._database, decisions, person, intake, refuse)

    def undo(
        self, batch_id: int | None = None, kept: Callable[[UndoneStep], None] = lambda step: None
    ) -> LabelBatch:
        number, count = undo(self._database, batch_id, kept)
        return LabelBatch(number, added=count)

    def redo(
        self, batch_id: int | None = None, kept: Callable[[UndoneStep], None] = lambda step: None
    ) -> LabelBatch:
        number, count = redo(self._database, batch_id, kept)
        return LabelBatch(number, added=count)

    def said(self) -> list[Said]:
        return list(said(self._database.reader()))

    def merge(
        self,
        said: Sequence[Said],
        person: Person,
        what: str,
        refuse: Callable[[int, InvalidParams], None],
    ) -> LabelBatch:
        return merge(self._database, said, person, what, refuse)

    def standing(self) -> list[Standing]:
        return standing(self._database.reader())

    def labelers(self) -> dict[str, bool]:
        return labelers(self._database.reader())
