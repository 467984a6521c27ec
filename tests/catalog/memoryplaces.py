"""Places in memory: the sites and clocks of the catalog's twin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import Any

from sidecar.audio.clock import NO_RULES, ClockRules, effective_start
from sidecar.audio.source import Source, latest_start
from sidecar.catalog.values import PlaceChange, PlacesChanged, StoredRecording
from sidecar.errors import InvalidParams


@dataclass
class _Said:
    """What people said; a batch replaces it as a whole."""

    sites: dict[int, str | None] = field(default_factory=dict)
    folders: dict[str, ClockRules] = field(default_factory=dict)
    recordings: dict[int, ClockRules] = field(default_factory=dict)


class MemoryPlaces:
    """Sites, and the clocks of folders and recordings; the twin has no deployments."""

    def __init__(
        self,
        recordings: dict[int, StoredRecording],
        sources: Mapping[int, Sequence[Source]],
    ) -> None:
        self._recordings = recordings
        self._sources = sources
        self._said = _Said()
        self._before: list[_Said] = []  # before each batch

    def change(
        self, changes: Sequence[PlaceChange], what: str, *, dry_run: bool = False
    ) -> PlacesChanged:
        earlier = self._said
        self._said = deepcopy(earlier)
        try:
            ids = [self._apply(each) for each in changes]
        except InvalidParams:
            self._said = earlier
            raise
        self._before.append(earlier)
        changed = self._settled(len(self._before), ids)
        if not dry_run:
            return changed
        self.undo()
        return replace(changed, batch_id=None, ids=[])

    def undo(self, batch_id: int | None = None) -> PlacesChanged:
        latest = len(self._before)
        if not latest or batch_id not in (None, latest):
            raise InvalidParams("It is not the latest batch.", field="batchId")
        self._said = self._before.pop()
        return self._settled(latest, [])

    def _apply(self, change: PlaceChange) -> int | None:
        if change.of == "site":
            return self._site(change)
        rules: dict[Any, ClockRules] = self._said.recordings
        if change.of == "folder":
            rules = self._said.folders
        assert change.key is not None
        rules[change.key] = replace(rules.get(change.key, NO_RULES), **change.clock)
        return None

    def _site(self, change: PlaceChange) -> int:
        sites, code = self._said.sites, change.names.get("site")
        if change.key is None:
            number = next((key for key, each in sites.items() if each == code), len(sites) + 1)
            sites[number] = code
            return number
        if change.key not in sites:
            raise InvalidParams("There is no such site.", field=f"{change.about}.siteId")
        number = int(change.key)
        if change.removes:
            del sites[number]
        elif code is not None:
            if any(each == code and key != number for key, each in sites.items()):
                raise InvalidParams("Another site has this name.", field=f"{change.about}.site")
            sites[number] = code
        return number

    def _settled(self, batch_id: int, ids: Sequence[int | None]) -> PlacesChanged:
        changed = 0
        kept = []
        for number, each in self._recordings.items():
            start = effective_start(
                self._sources[number], self._rules(each), each.url, latest_start()
            ).at
            now = start.isoformat() if start else None
            by_hand = each.recorded_at != each.file_start
            if by_hand:
                kept.append(each.url)
            elif now != each.recorded_at:
                changed += 1
                self._recordings[number] = replace(each, recorded_at=now, file_start=now)
        return PlacesChanged(batch_id, ids, len(self._recordings), changed, kept)

    def _rules(self, recording: StoredRecording) -> ClockRules:
        rules = self._said.recordings.get(recording.recording_id, NO_RULES)
        for folder in sorted(self._said.folders, key=len, reverse=True):
            if recording.url.startswith(f"{folder}/"):
                rules = rules.before(self._said.folders[folder])
        return rules
