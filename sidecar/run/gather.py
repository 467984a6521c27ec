"""Gathers the outcomes of a recording's channels, which the catalog keeps together."""

from __future__ import annotations

from collections.abc import Sequence

from sidecar.run.work import Failed, Outcome, released


class Gathering:
    """Holds the outcomes of channels until those of their whole recording are there."""

    def __init__(self) -> None:
        self._held: dict[str, list[Outcome]] = {}

    def add(self, outcomes: Sequence[Outcome]) -> list[Outcome]:
        """Take outcomes; returns those of recordings that are complete, each one's together."""
        complete: list[Outcome] = []
        for each in outcomes:
            own = self._held.setdefault(each.work.url, [])
            own.append(each)
            if len(own) == len(each.work.channels):
                complete += _as_one(self._held.pop(each.work.url))
        return complete

    def close(self) -> None:
        """Release the outcomes of recordings that never became complete."""
        with released([each for own in self._held.values() for each in own]):
            self._held = {}


def _as_one(outcomes: list[Outcome]) -> list[Outcome]:
    """Let a recording fail as a whole if one of its channels does; else order its channels."""
    for each in outcomes:
        if isinstance(each, Failed):
            with released(outcomes):
                return [each]
    return sorted(outcomes, key=lambda each: each.work.channel or 0)
