"""Judges the stored windows of recordings again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from sidecar.run.detections import Detection
from sidecar.run.judging import Digests, Judge, Place
from sidecar.run.prepare import Dtype
from sidecar.run.scoring import Hits, find_hits, join_hits
from sidecar.run.stored import Sweep
from sidecar.run.windows import Stored, Windows, together
from sidecar.run.work import Rejudged, Work
from sidecar.values import Channel, Float32


@dataclass(frozen=True)
class Again:
    """A recording with stored windows, and how to judge them."""

    work: Work
    windows: Stored
    place: Place = field(default_factory=Place)
    dtype: Dtype = "float32"


# Below this confidence a model names nearly every class in every window.
_LOW = 0.01

# Hits of one group: some 20 MB of memory, and some seconds of one transaction.
_MOST_HITS = 300_000

# Keyed by window set id.
_Of = Mapping[int, Again]


def rejudge(
    again: Sequence[Again],
    judge: Judge,
    sweep: Sweep,
    digests: Callable[[Place, str, Channel], Digests],
) -> Iterator[list[Rejudged]]:
    """Judge recordings in order, a group at a time; heeds a stop.

    Raises CatalogUnavailable when the file of embeddings is damaged.
    """
    of = {each.windows.window_set_id: each for each in again}

    def heard(batch: Windows, logits: Float32) -> tuple[int, Hits]:
        hits = [
            (part.start, find_hits(logits[part], judge.scoring(place)))
            for place, part in _places(batch, of)
        ]
        return len(batch), join_hits(hits)

    windows = together(0, [each.windows for each in again])
    for group, batches in sweep.over(windows, heard, most=_group(judge)):
        firsts = np.cumsum([0, *(count for count, _ in batches)]).tolist()
        hits = join_hits([(first, some) for first, (_, some) in zip(firsts, batches, strict=False)])
        found = _named(group, hits, judge, of)
        dropped = [hits.dropped_in(part.start, part.stop) for _, part in _recordings(group, of)]
        yield [
            Rejudged(
                work=one.work,
                windows=one.windows,
                place=one.place,
                found=some,
                digests=digests(one.place, one.dtype, one.work.channel),
                dtype=one.dtype,
                dropped=lost,
            )
            for one, some, lost in zip(
                (of[each] for each in group.set_id.tolist()), found, dropped, strict=True
            )
        ]


def _group(judge: Judge) -> int:
    """Tell how many windows to judge and keep together: fewer where each names many species."""
    low = int((judge.judging.thresholds < _LOW).sum())
    named = low if judge.judging.top_k is None else min(low, judge.judging.top_k)
    return max(1, _MOST_HITS // max(named, 1))


def _places(windows: Windows, of: _Of) -> Iterator[tuple[Place, slice]]:
    """Split windows where the place changes: windows of one place are judged at once."""
    begun: tuple[Place, slice] | None = None
    for place, part in _recordings(windows, of):
        if begun is not None and begun[0] == place:
            begun = place, slice(begun[1].start, part.stop)
            continue
        if begun is not None:
            yield begun
        begun = place, part
    if begun is not None:
        yield begun


def _recordings(windows: Windows, of: _Of) -> Iterator[tuple[Place, slice]]:
    sets = windows.set_id.tolist()
    for set_id, (_, part) in zip(sets, windows.parts(), strict=True):
        yield of[set_id].place, part


def _named(group: Windows, hits: Hits, judge: Judge, of: _Of) -> list[Sequence[Detection]]:
    """Turn the hits of a group into detections, a list for each of its recordings."""
    assert group.offsets is not None
    found: list[Sequence[Detection]] = [()] * len(group.set_id)
    # Hits of one place are named at once, unless windows of one recording are merged.
    parts = _places(group, of) if judge.judging.merge == 1 else _recordings(group, of)
    for place, part in parts:
        some = hits.within(part.start, part.stop)
        numbers = group.number[some.window]
        named = judge.name(some, group.offsets, place, group.reached_s[numbers])
        if judge.judging.merge == 1:
            own, begins = np.unique(numbers, return_index=True)
            ends = np.append(begins, len(numbers))[1:]
            for number, begin, end in np.stack([own, begins, ends], axis=1).tolist():
                found[number] = named[begin:end]
        elif part.stop > part.start:
            found[int(group.number[part.start])] = named
    return found
