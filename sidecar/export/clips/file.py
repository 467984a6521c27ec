"""A clip as a sound file: the recording's own rate, channels and samples."""

from __future__ import annotations

from pathlib import Path

from sidecar.audio.decode import Recording
from sidecar.audio.sound import ESTIMATED
from sidecar.audio.write import Container, container, holds, write_samples
from sidecar.errors import UnreadableAudio
from sidecar.export.wholefile import whole_file

__all__ = ["Container", "container", "holds", "write_clip"]


def write_clip(path: Path, audio: Recording, first: int, last: int) -> int:
    """Write frames of a recording and return the file's size.

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
