"""Speech in the recordings of clips, and how much of a clip it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sidecar.audio.muting import Stretch, around
from sidecar.catalog.interface import Speech
from sidecar.speech.intervals import HeardSpeech

# Silenced around speech in a clip: the ends of words are quieter than the detector hears.
PADDING_S = 0.5


@dataclass(frozen=True)
class Spoken:
    """Speech in one recording; None where nobody looked for any."""

    heard: HeardSpeech | None

    def within(self, first: int, last: int, rate_hz: int) -> list[Stretch]:
        """List the stretches of speech, padded, that reach into frames of the recording."""
        if self.heard is None:
            return []
        begin_s, end_s = first / rate_hz - PADDING_S, last / rate_hz + PADDING_S
        near = [
            (each.start_ms / 1000, each.end_ms / 1000)
            for each in self.heard.intervals
            if each.start_ms / 1000 < end_s and each.end_ms / 1000 > begin_s
        ]
        found = around(near, PADDING_S, rate_hz, last)
        return [each for each in found if each[1] > first]

    @staticmethod
    def share(stretches: Sequence[Stretch], first: int, last: int) -> float:
        """Give the part of a clip's frames that lies in stretches."""
        inside = sum(min(end, last) - max(begin, first) for begin, end in stretches)
        return inside / max(1, last - first)


def spoken_in(speech: Speech, recording_id: int) -> Spoken:
    """Read the speech of a recording."""
    return Spoken(speech.heard([recording_id]).get(recording_id))
