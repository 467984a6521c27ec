"""The table of decoders, and which one a file is read with."""

from __future__ import annotations

from pathlib import Path

from sidecar.audio.decoders.libsndfile import Libsndfile
from sidecar.audio.decoders.triggered import TriggeredWav
from sidecar.audio.decoders.unfinished import UnfinishedWav
from sidecar.audio.sound import Decoder, Sound
from sidecar.errors import LinnetError, UnreadableAudio

# The first that finds sound in a file reads it.
DECODERS: tuple[Decoder, ...] = (Libsndfile(), TriggeredWav(), UnfinishedWav())


def formats(decoders: tuple[Decoder, ...] = DECODERS) -> dict[str, str]:
    """Name the format of every suffix that folders are searched for."""
    return {suffix: name for decoder in decoders for suffix, name in decoder.formats.items()}


def open_sound(path: Path, decoders: tuple[Decoder, ...] = DECODERS) -> Sound:
    """Open a file with the first decoder that finds sound in it, else with the first that can.

    Raises what the first decoder said of a file that none can open.
    """
    silent: Sound | None = None
    refused: LinnetError | None = None
    for decoder in decoders:
        try:
            sound = decoder.open(path)
        except UnreadableAudio as error:
            refused = refused or error
            continue
        except OSError:
            continue  # the file is gone by now, or another decoder opened it already
        if sound is None:
            continue
        if sound.frames:
            if silent is not None:
                silent.close()
            return sound
        if silent is None:
            silent = sound
        else:
            sound.close()
    if silent is None:
        try:
            raise refused or UnreadableAudio(
                "This is not a sound file that Linnet can read; it may be damaged.", path=path
            )
        finally:
            del refused  # else the error and this call would keep each other in memory
    return silent
