"""What people say of sounds, as every catalog keeps it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

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


class Labels(Protocol):
    """Decisions of people. None is ever deleted or changed; a new one sets earlier ones aside."""

    def decide(self, decisions: Sequence[Decision], person: Person) -> LabelBatch:
        """Keep all decisions; raises InvalidParams with a field such as `annotations.3.end`."""

    def latest_batch(self) -> int:
        """Give the batchId of the newest batch; 0 before any."""

    def decide_all(
        self,
        detection_ids: Sequence[int],
        decision: Decision,
        person: Person,
        *,
        since: int,
        kept: Callable[[DecidedStep], None],
    ) -> None:
        """Decide the same on many detections, in steps; `kept` hears of each kept step.

        Detections that a person judged in a batch after `since` are left out. A repeated decision
        adds nothing. Raises RequestCancelled between two steps, also if the batch is undone.
        """

    def take_over(
        self,
        decisions: Iterable[Decision],
        person: Person,
        intake: Intake,
        refuse: Callable[[int, InvalidParams], None],
    ) -> LabelBatch:
        """Keep the valid new decisions; `refuse` takes the number of each invalid one.

        A known decision was made before by the same person and not undone. A decision without a
        verdict is UNVERIFIED, and known where a person's YES, NO or UNSURE counts already. The
        result of a model is UNVERIFIED and by that model; it sets nothing aside.
        """

    def labelers(self) -> dict[str, bool]:
        """List the names of those who made annotations, and whether each is a person's."""

    def undo(
        self, batch_id: int | None = None, kept: Callable[[UndoneStep], None] = lambda step: None
    ) -> LabelBatch:
        """Undo a batch, else the latest; raises InvalidParams when there is nothing to undo.

        A large batch is undone in steps, and `kept` hears of each but the last. After a stop
        between two, another undo does the rest. A later decision on the same annotation stays.
        When it is undone too, the annotation before both counts again.
        """

    def redo(
        self, batch_id: int | None = None, kept: Callable[[UndoneStep], None] = lambda step: None
    ) -> LabelBatch:
        """Redo a batch, else the one undone last, as `undo` undoes one.

        Once somebody decided after the last undo, only a named batch is redone. A later decision
        on the same annotation stays. Raises InvalidParams when there is nothing to redo.
        """

    def said(self) -> list[Said]:
        """List the last word of each person on each species in each region."""

    def merge(
        self,
        said: Sequence[Said],
        person: Person,
        what: str,
        refuse: Callable[[int, InvalidParams], None],
    ) -> LabelBatch:
        """Keep as one batch of `person` what others said; `refuse` takes each that cannot be kept.

        Everything stays that anybody said. The last word counts, by its moment and what it says;
        so merges in any order give the same. A known word adds nothing.
        """

    def standing(self) -> list[Standing]:
        """List the current YES and NO on every species in every region."""
