"""Recordings whose stored windows are judged anew, to what becomes of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from sidecar.postprocess.detections import Found
from sidecar.postprocess.scoring import Hits, find_hits, join_hits
from sidecar.prepare import Dtype
from sidecar.run.judging import Digests, Judge, Place
from sidecar.run.stored import Group, Sweep
from sidecar.run.windows import Stored
from sidecar.run.work import Rejudged, Work
from sidecar.values import Float32


@dataclass(frozen=True)
class Again:
    """A recording whose windows are stored, with how they are to be judged."""

    work: Work
    windows: Stored
    place: Place = field(default_factory=Place)
    dtype: Dtype = "float32"


def rejudge(
    again: Sequence[Again],
    judge: Judge,
    sweep: Sweep,
    check: Callable[[], None],
    digests: Callable[[Place, str], Digests],
) -> Iterator[list[Rejudged]]:
    """Judge recordings in order, a group at a time; `check` may raise to stop.

    Raises CatalogUnavailable when the file of embeddings is damaged.
    """
    # By the windows themselves: `sweep` gives the very same back.
    of = {id(each.windows): each for each in again}

    def heard(batch: Group, logits: Float32) -> Hits:
        return join_hits(
            [
                (part.start, find_hits(logits[part], judge.scoring(place)))
                for place, part in _places(batch, of)
            ]
        )

    for group, parts in sweep.over([each.windows for each in again], heard, check):
        firsts = np.cumsum([0, *(len(each.rows) for each in group.batches())]).tolist()
        hits = join_hits(list(zip(firsts[:-1], parts, strict=True)))
        found = _named(group, hits, judge, of)
        yield [
            Rejudged(
                work=one.work,
                windows=windows,
                place=one.place,
                found=found[number],
                digests=digests(one.place, one.dtype),
                dtype=one.dtype,
            )
            for number, windows in enumerate(group.sets)
            if (one := of[id(windows)])
        ]


def _places(group: Group, of: Mapping[int, Again]) -> Iterator[tuple[Place, slice]]:
    """Part a group's windows where the place changes: those of one place are judged at once."""
    begun: tuple[Place, slice] | None = None
    for number, part in group.parts():
        place = of[id(group.sets[number])].place
        if begun is not None and begun[0] == place:
            begun = place, slice(begun[1].start, part.stop)
            continue
        if begun is not None:
            yield begun
        begun = place, part
    if begun is not None:
        yield begun


def _named(group: Group, hits: Hits, judge: Judge, of: Mapping[int, Again]) -> list[list[Found]]:
    """Turn the hits of a group into detections, a list for each of its recordings."""
    reached_s = np.array([each.reached_s for each in group.sets])
    found: list[list[Found]] = [[] for _ in group.sets]
    # What lies in one place is named at once, unless windows of one recording are to be merged.
    parts = _places(group, of) if judge.judging.merge == 1 else _recordings(group, of)
    for place, part in parts:
        some = hits.within(part.start, part.stop)
        numbers = group.number[some.window]
        named = judge.name(some, group.offsets, place, reached_s[numbers])
        if judge.judging.merge == 1:
            for number, each in zip(numbers.tolist(), named, strict=True):
                found[number].append(each)
        else:
            found[int(group.number[part.start])] = named
    return found


def _recordings(group: Group, of: Mapping[int, Again]) -> Iterator[tuple[Place, slice]]:
    for number, part in group.parts():
        yield of[id(group.sets[number])].place, part
