"""The ledger of one request: counts what was asked and not done, by reason."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field

from sidecar.app.reasons import REASONS
from sidecar.contract.base import Request, gives
from sidecar.contract.notes import Note, NoteKind

_MOST_EXAMPLES = 5


@dataclass
class _Line:
    hint: str
    changes_results: bool
    count: int = 0
    examples: list[str] = field(default_factory=list)


class Ledger:
    """Collects the notes of a request; one thread writes.

    A line of the ledger is a kind with its `what`: the suffix, list or option that the sentence
    names.
    """

    def __init__(self) -> None:
        self._lines: dict[tuple[NoteKind, str], _Line] = {}

    def add(
        self,
        kind: NoteKind,
        example: str = "",
        *,
        what: str = "",
        count: int = 1,
        hint: str | None = None,
        changes_results: bool | None = None,
    ) -> None:
        """Count things; the first of a line may replace the hint and weight of its reason."""
        line = self._lines.get((kind, what))
        if line is None:
            reason = REASONS[kind]
            line = self._lines[kind, what] = _Line(
                hint=reason.hint if hint is None else hint,
                changes_results=(
                    reason.changes_results if changes_results is None else changes_results
                ),
            )
        line.count += count
        if example and len(line.examples) < _MOST_EXAMPLES and example not in line.examples:
            line.examples.append(example)

    def idle(
        self, request: Request, field: str, why: str, *, changes_results: bool = False
    ) -> None:
        """Note an option that can have no effect, if the request itself gives it."""
        if gives(request, field):
            self.add("noEffect", field, what=why, changes_results=changes_results)

    def unfilled(self, setting: str, why: str) -> None:
        """Note a setting that could not be followed, though the results depend on it."""
        self.add("noEffect", setting, what=why, changes_results=True)

    def notes(self) -> list[Note]:
        """Give one note per line, in the order in which they began."""
        return [
            Note(
                kind=kind,
                count=line.count,
                message=REASONS[kind].message(line.count, what),
                what=what,
                examples=line.examples,
                hint=line.hint,
                changes_results=line.changes_results,
            )
            for (kind, what), line in self._lines.items()
        ]


def joined(notes: Sequence[Note]) -> list[Note]:
    """Join the notes of several runs by line; equal notes tell of the request, and stand once."""
    ledger, told = Ledger(), list[Note]()
    for note in notes:
        if note not in told:
            told.append(note)
            ledger.add(
                note.kind,
                what=note.what,
                count=note.count,
                hint=note.hint,
                changes_results=note.changes_results,
            )
            for example in note.examples:
                ledger.add(note.kind, example, what=note.what, count=0)
    return ledger.notes()


def as_json(notes: Sequence[Note]) -> str:
    """Write notes as the record of a run holds them: an earlier Linnet knows no `what`."""
    return json.dumps(
        [
            note.model_dump(mode="json", by_alias=True, exclude=None if note.what else {"what"})
            for note in notes
        ]
    )
