"""Clips: the stretches of recordings that they are cut from, and their sound files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from sidecar.audio.decode import Recording
from sidecar.audio.muting import FADE_S, Stretch, muted
from sidecar.audio.sound import ESTIMATED
from sidecar.audio.write import Container, write_samples
from sidecar.catalog.values import Recorded
from sidecar.errors import UnreadableAudio
from sidecar.export.cap import Cap
from sidecar.export.clip import Clip
from sidecar.export.rows import ExportedDetection, RecordingRows
from sidecar.wholefile import whole_file


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


def chosen(clips: Iterable[Clip], cap: Cap) -> list[Clip]:
    """Choose at most so many, in the order of their recordings."""
    found = cap.chosen(clips, lambda clip: (clip.species, clip.recording.site, clip.confidence))
    return sorted(found, key=lambda c: (c.recording.path, c.recording.recording_id, c.start))


def write_clip(
    path: Path, audio: Recording, first: int, last: int, silent: Sequence[Stretch] = ()
) -> int:
    """Write frames of a recording, at its own rate and channels; returns the file's size.

    `silent` are stretches of the recording that are muted.

    Raises UnreadableAudio when the frames are missing, StorageFull when the disk is full.
    """
    facts = audio.facts
    kind: Container = "flac" if path.suffix == ".flac" else "wav"
    with whole_file(path) as file:
        blocks = muted(audio.cut(first, last), silent, round(FADE_S * facts.rate_hz), first=first)
        frames = write_samples(file, blocks, facts, kind)
        if not frames or (frames < last - first and facts.container not in ESTIMATED):
            raise UnreadableAudio(
                f"The recording ends at {(first + frames) / facts.rate_hz:.1f} s, before the "
                "detection ends.",
                hint="The file may have been cut short or changed after the analysis.",
            )
    return path.stat().st_size


def _clip(recording: Recorded, row: ExportedDetection) -> Clip:
    return Clip(
        recording=recording,
        start=row.start,
        end=row.end,
        species=row.species,
        common=row.common,
        confidence=row.confidence,
        verified=row.verified,
        detection_id=row.detection_id,
        channel=row.channel,
    )


def _together(one: Clip, other: Clip) -> Clip:
    best = one if one.confidence >= other.confidence else other
    return best._replace(
        start=min(one.start, other.start),
        end=max(one.end, other.end),
        channel=one.channel if one.channel == other.channel else None,
    )
