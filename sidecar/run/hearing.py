"""The door to what else is heard in a recording while it is read, such as speech or rain."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from sidecar import stop
from sidecar.audio.decode import Recording, open_recording
from sidecar.values import AudioFacts, Float32


class Heard(Protocol):
    """What a listener heard in a whole recording: a plain value, which can be sent anywhere."""

    @property
    def kind(self) -> str:
        """Name the listener, as requests do."""
        ...


class Listener(Protocol):
    """Hears one recording, block by block. One thread at a time calls it."""

    def hear(self, block: Float32, mean: Float32) -> None:
        """Take the next samples [n, channels] at the recording's own rate, and their mean [n].

        Values of `block` may be no numbers; those of `mean` are. Neither may be changed or kept.
        """
        ...

    def heard(self) -> Heard:
        """Tell what was heard, after the last block; `hear` may not have been called at all."""
        ...


Listening = Callable[[AudioFacts], Listener]
"""Begins to listen to a recording. Several threads may call it at once."""


class Hearing:
    """The listeners of one open recording."""

    def __init__(self, audio: Recording, listening: Sequence[Listening]) -> None:
        self._listeners = [begin(audio.facts) for begin in listening]
        for each in self._listeners:
            audio.listen(each.hear)

    def heard(self) -> tuple[Heard, ...]:
        """Tell what each listener heard, once the recording was read to its end."""
        return tuple(each.heard() for each in self._listeners)


def hear(path: Path, listening: Sequence[Listening]) -> tuple[Recording, tuple[Heard, ...]]:
    """Read a recording only to listen to it; gives it closed, with its settled facts and trouble.

    Heeds a stop. Raises RecordingNotFound, UnreadableAudio or UnsupportedFormat.
    """
    with open_recording(path) as audio:
        hearing = Hearing(audio, listening)
        for _ in audio.mono(audio.facts.rate_hz):
            stop.check()
        return audio, hearing.heard()
