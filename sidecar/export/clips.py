"""Clips: the stretches of recordings that they are cut from, and their sound files."""

from __future__ import annotations

import heapq
import random
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Literal, NamedTuple

from sidecar.audio.decode import Recording
from sidecar.audio.sound import ESTIMATED
from sidecar.audio.write import Container, write_samples
from sidecar.catalog.values import Recorded
from sidecar.errors import UnreadableAudio
from sidecar.export.clock import moment, utc_offset
from sidecar.export.names import safe_name
from sidecar.export.rows import ExportedDetection, RecordingRows
from sidecar.wholefile import whole_file


class Clip(NamedTuple):
    """A detection, or joined neighbours of one species with the best one's confidence and id.

    Its sound has all channels of the recording, so one clip holds neighbours of several channels.
    """

    recording: Recorded
    start: float
    end: float
    species: str
    common: str | None
    confidence: float
    detection_id: int
    channel: int | None  # None: the mean of all, or several of a joined clip

    @property
    def folder(self) -> str:
        """The species' folder, named as BirdNET-Analyzer's training expects."""
        named = self.common and self.common != self.species
        return safe_name(f"{self.species}_{self.common}" if named else self.species)

    def name(self) -> str:
        """Name the clip, without suffix; the name is always the same for the same sound.

        The time at which it was heard comes before the recording's name. That name may hold the
        recording's own start, and whoever reads a start from a name takes the first.
        """
        stem = self.recording.path.replace("\\", "/").rpartition("/")[2].rpartition(".")[0]
        span = f"{self.start:.3f}-{self.end:.3f}s"
        number = str(self.recording.recording_id)
        channel = "" if self.channel is None else f"channel{self.channel}"
        parts = (f"{self.confidence:.3f}", self._heard(), stem[:80], channel, span, number)
        return safe_name("_".join(filter(None, parts)))

    def _heard(self) -> str:
        """Write the clip's time as recorders do, such as 20240501_043000+0200."""
        heard = moment(self.recording, self.start)
        if heard is None:
            return ""
        offset = (utc_offset(self.recording) or "").removeprefix("UTC").replace(":", "")
        return f"{heard:%Y%m%d_%H%M%S}{offset}"


def single(parts: Iterable[RecordingRows]) -> Iterator[Clip]:
    """Make a clip of each detection."""
    for part in parts:
        for row in part.rows:
            assert isinstance(row, ExportedDetection)
            yield _clip(part.recording, row)


def merged(parts: Iterable[RecordingRows], padding_s: float) -> Iterator[Clip]:
    """Make one clip of neighbours of a species whose padded stretches touch."""
    for _, own in groupby(parts, lambda part: part.recording):
        growing: dict[str, Clip] = {}
        for clip in single(own):
            before = growing.get(clip.species)
            if before is not None and clip.start - padding_s <= before.end + padding_s:
                clip = _together(before, clip)
            elif before is not None:
                yield before
            growing[clip.species] = clip
        yield from growing.values()


def chosen(
    clips: Iterable[Clip], most: int, pick: Literal["best", "random"], seed: int
) -> list[Clip]:
    """Choose at most `most` of each species: the surest, or at random by `seed`."""
    chance = random.Random(seed)
    kept: dict[str, list[tuple[float, int, Clip]]] = {}
    for number, clip in enumerate(clips):
        worth = clip.confidence if pick == "best" else chance.random()
        heap = kept.setdefault(clip.species, [])
        if len(heap) < most:
            heapq.heappush(heap, (worth, -number, clip))
        else:
            heapq.heappushpop(heap, (worth, -number, clip))
    found = [clip for heap in kept.values() for _, _, clip in heap]
    return sorted(found, key=lambda c: (c.recording.path, c.recording.recording_id, c.start))


def write_clip(path: Path, audio: Recording, first: int, last: int) -> int:
    """Write frames of a recording, at its own rate and channels; returns the file's size.

    Raises UnreadableAudio when the frames are missing, StorageFull when the disk is full.
    """
    facts = audio.facts
    kind: Container = "flac" if path.suffix == ".flac" else "wav"
    with whole_file(path) as file:
        frames = write_samples(file, audio.cut(first, last), facts, kind)
        if not frames or (frames < last - first and facts.container not in ESTIMATED):
            raise UnreadableAudio(
                f"The recording ends at {(first + frames) / facts.rate_hz:.1f} s, before the "
                "detection ends.",
                hint="The file may have been cut short or changed after the analysis.",
            )
    return path.stat().st_size


def _clip(recording: Recorded, row: ExportedDetection) -> Clip:
    names = (row.species, row.common)
    found = (row.confidence, row.detection_id)
    return Clip(recording, row.start, row.end, *names, *found, row.channel)


def _together(one: Clip, other: Clip) -> Clip:
    best = one if one.confidence >= other.confidence else other
    return best._replace(
        start=min(one.start, other.start),
        end=max(one.end, other.end),
        channel=one.channel if one.channel == other.channel else None,
    )
