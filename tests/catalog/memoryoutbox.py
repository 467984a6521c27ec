"""The outbox of the catalog in plain dictionaries."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from sidecar.catalog.outbox import Body, LastTry, OutboxState, OutboxStream, Queued, Refusal
from sidecar.catalog.sqlite.rows import now
from sidecar.run.detections import Detection

Analyses = Callable[[str], list[tuple[int, Sequence[Detection]]]]
"""Gives the current analyses of runs that began at a moment or later, with what they found."""


class MemoryOutbox:
    def __init__(self, analyses: Analyses) -> None:
        self._analyses = analyses
        self._waiting: dict[str, Queued] = {}  # by id, in order
        self._refused: dict[str, tuple[Queued, Refusal]] = {}
        self._rows = 0
        self._last = LastTry()

    def add(self, stream: OutboxStream, first: int, bodies: Sequence[Body]) -> None:
        for place, body in enumerate(bodies, first):
            self._put(Queued(0, stream.stream_id, place, now(), stream.head, json.dumps(body)))

    def add_runs(self, since: str) -> int:
        return sum(self.add_analysis(*each) for each in self._analyses(since))

    def add_analysis(self, number: int, found: Sequence[Detection]) -> int:
        before = len(self._waiting)
        in_order = sorted(found, key=lambda each: (each.start_s, each.end_s, each.species))
        bodies: list[Body] = [{"kind": "recording", "detections": len(found)}]
        bodies += [{"kind": "detection", "species": each.species} for each in in_order]
        self.add(OutboxStream(f"analysis{number}", "{}"), 0, bodies)
        return len(self._waiting) - before

    def waiting(self, most: int) -> list[Queued]:
        return [*self._waiting.values()][:most]

    def sent(self, results: Sequence[Queued]) -> None:
        gone = [each for each in results if self._waiting.pop(each.id, None)]
        self._last = LastTry(self._last.sent + len(gone), now())

    def refuse(self, result: Queued, status: int, reason: str) -> None:
        if self._waiting.pop(result.id, None):
            told = (result.stream_id, result.sequence, result.head, status, reason, now())
            self._refused[result.id] = result, Refusal(*told)

    def add_refused(self) -> int:
        again, self._refused = self._refused, {}
        for result, _ in again.values():
            self._put(result._replace(queued_at=now()))
        return len(again)

    def refusals(self, most: int) -> list[Refusal]:
        return [told for _, told in reversed(self._refused.values())][:most]

    def note_trouble(self, trouble: str, next_try: str) -> None:
        since = self._last.trouble_since or now()
        self._last = self._last._replace(trouble=trouble, trouble_since=since, next_try=next_try)

    def state(self) -> OutboxState:
        first = next(iter(self._waiting.values()), None)
        return OutboxState(
            waiting=len(self._waiting),
            oldest=None if first is None else first.queued_at,
            refused=len(self._refused),
            last=self._last,
        )

    def _put(self, result: Queued) -> None:
        if result.id not in self._waiting:
            self._rows += 1
            self._waiting[result.id] = result._replace(row=self._rows)
