"""Samples in plain lists."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from sidecar.audio.fingerprint import HEAD_BYTES
from sidecar.catalog.runs import StoredVersion
from sidecar.catalog.samples import (
    FoundWindows,
    FrameQuestion,
    Growth,
    Item,
    Look,
    Member,
    NewSample,
    Part,
    Said,
    Sample,
    SampledRecordings,
    unit_of,
)
from sidecar.errors import InvalidParams
from sidecar.values import Float64, Int64

if TYPE_CHECKING:
    from tests.catalog.memory import Annotation, Kept


@dataclass
class _Kept:
    sample: NewSample
    items: dict[int, tuple[Part, Item]]  # by itemId
    looks: list[Look] = field(default_factory=list)


class MemorySamples:
    def __init__(self, kept: Kept) -> None:
        self._kept = kept
        self._samples: dict[int, _Kept] = {}
        self._skipped = set[int]()
        self._ids = self._items = 0

    def models(self) -> list[StoredVersion]:
        return []

    def windows(self, question: FrameQuestion) -> FoundWindows:
        chosen = sorted(
            analysis
            for (_, model), analyses in self._kept.current.items()
            if model == question.model_id
            for analysis in analyses
        )
        heard = [self._kept.analyses[each] for each in chosen]
        found = [
            (place, each.start_s, each.confidence)
            for place, analysis in enumerate(heard)
            for each in analysis.found
            if each.species == question.species
        ]
        used = sorted({place for place, *_ in found})
        ids = sorted({heard[place].recording_id for place in used})
        return FoundWindows(
            self.recordings(ids),
            np.array([chosen[place] for place in used], np.int64),
            np.array([ids.index(heard[place].recording_id) for place in used], np.int64),
            np.zeros(len(used), np.int64),
            np.array([used.index(place) for place, *_ in found], np.int64),
            np.array([start for _, start, _ in found], np.float64),
            np.array([sure for *_, sure in found], np.float64),
        )

    def recordings(self, recording_ids: Sequence[int]) -> SampledRecordings:
        known = [self._kept.recordings[each] for each in sorted(recording_ids)]
        digests = [each.digest or b"" for each in known]
        return SampledRecordings(
            ids=[each.recording_id for each in known],
            digest=[each.hex() if len(each) > HEAD_BYTES else "" for each in digests],
            site=[""] * len(known),
            plain=[each.plain for each in known],
            starts_at=[None] * len(known),
        )

    def unjudged(self, model_id: int, recording_ids: Sequence[int]) -> tuple[int, int]:
        return 0, 0

    def ends(self, species: str, analysis: Int64, start_s: Float64, confidence: Float64) -> Float64:
        ends = {
            (number, each.start_s): each.end_s
            for number, heard in self._kept.analyses.items()
            for each in heard.found
            if each.species == species
        }
        pairs = zip(analysis.tolist(), start_s.tolist(), strict=True)
        return np.array([ends.get(pair, np.nan) for pair in pairs], np.float64)

    def known(self, digests: Collection[str]) -> set[str]:
        there = {(each.digest or b"").hex() for each in self._kept.recordings.values()}
        return there & {*digests}

    def add(self, sample: NewSample) -> int:
        if self.number(sample.head.name) is not None:
            raise InvalidParams("The name is taken.", field="name")
        self._ids += 1
        items: dict[int, tuple[Part, Item]] = {}
        for part in sample.parts:
            for item in part.items:
                self._items += 1
                items[self._items] = part, item
        self._samples[self._ids] = _Kept(sample, items, [*sample.looks])
        return self._ids

    def number(self, name: str) -> int | None:
        named = (key for key, each in self._samples.items() if each.sample.head.name == name)
        return next(named, None)

    def read(self, sample_id: int) -> Sample | None:
        kept = self._samples.get(sample_id)
        if kept is None:
            return None
        sample = kept.sample
        members = [
            self._member(sample, item_id, part, item)
            for item_id, (part, item) in kept.items.items()
            if item.rank is not None
        ]
        order = [part.species for part in sample.parts]
        return Sample(
            sample_id=sample_id,
            head=sample.head,
            parts=[replace(part, items=()) for part in sample.parts],
            members=sorted(members, key=lambda each: (order.index(each.species), each.rank)),
            looks=kept.looks,
        )

    def whole(self, sample_id: int) -> NewSample | None:
        kept = self._samples.get(sample_id)
        if kept is None:
            return None
        parts = [
            replace(part, items=[item for of, item in kept.items.values() if of is part])
            for part in kept.sample.parts
        ]
        return replace(kept.sample, parts=parts, looks=())

    def grow(self, sample_id: int, growths: Iterable[Growth]) -> int:
        kept = self._samples[sample_id]
        added = 0
        for growth in growths:
            for cell in growth.cells:
                mine = {
                    number: item
                    for number, (part, item) in kept.items.items()
                    if part.species == growth.species
                }
                rank = 1 + sum(item.rank is not None for item in mine.values())
                spare = [n for n, item in mine.items() if item.rank is None and item.cell == cell]
                for number in sorted(spare, key=lambda each: mine[each].place)[:1]:
                    member = replace(mine[number], rank=rank, batch=growth.batch)
                    kept.items[number] = kept.items[number][0], member
                    added += 1
        return added

    def skip(
        self,
        item_ids: Sequence[int],
        by: str,
        *,
        because: int | None = None,
        reason: str | None = None,
    ) -> int:
        new = {*item_ids} - self._skipped
        self._skipped |= new
        return len(new)

    def unskip(self, item_ids: Collection[int]) -> int:
        gone = {*item_ids} & self._skipped
        self._skipped -= gone
        return len(gone)

    def look(self, sample_id: int, shown: Look) -> None:
        self._samples[sample_id].looks.append(shown)

    def remove(self, sample_id: int) -> bool:
        return self._samples.pop(sample_id, None) is not None

    def _member(self, sample: NewSample, item_id: int, part: Part, item: Item) -> Member:
        copies = [
            each.recording_id
            for each in self._kept.recordings.values()
            if each.digest is not None and each.digest.hex() == item.digest
        ]
        assert item.rank is not None and item.batch is not None
        said = [
            each
            for each in self._kept.annotations.values()
            if each.counts
            and each.verified in ("YES", "NO")
            and each.species == part.species
            and each.recording_id in copies
            and 2 * _covered(each, item) >= item.end_ms - item.start_ms
        ]
        said.sort(key=lambda each: _first(each, item), reverse=True)
        recording = min(copies, default=None)
        return Member(
            item_id=item_id,
            species=part.species,
            item=item,
            rank=item.rank,
            batch=item.batch,
            band=part.cells[item.cell].band,
            recording_id=recording,
            site=None,
            unit=unit_of(sample.head.unit, recording, None, None),
            skipped=item_id in self._skipped,
            said=[Said(each.verified, each.person.name, "", not each.of_model) for each in said],
        )


def _covered(annotation: Annotation, item: Item) -> float:
    begin = max(annotation.start_s * 1000, item.start_ms)
    return min(annotation.end_s * 1000, item.end_ms) - begin


def _first(annotation: Annotation, item: Item) -> tuple[bool, bool, float, int]:
    exact = (annotation.start_s * 1000, annotation.end_s * 1000) == (item.start_ms, item.end_ms)
    covered = _covered(annotation, item)
    return not annotation.of_model, exact, covered, annotation.annotation_id
