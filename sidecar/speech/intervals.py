"""Turns probabilities of frames into stretches of speech, by the rules and defaults of Silero.

The rules are those of `get_speech_timestamps` (silero-vad 6.2.3, `utils_vad.py`), as a stream.
"""

from __future__ import annotations

from dataclasses import dataclass

from sidecar.values import Float32

FRAME_MS = 32

# Speech begins at the first probability, and ends once it stays below the second for 100 ms.
_BEGINS, _ENDS = 0.5, 0.35
_PAUSE_MS = 100

# A shorter stretch is no speech.
_SHORTEST_MS = 250

# Added before and after each stretch. Pauses are longer than twice this, so none touch.
_PADDING_MS = 30


@dataclass(frozen=True)
class Interval:
    """A stretch of speech, in milliseconds, with the mean probability of its frames."""

    start_ms: int
    end_ms: int
    probability: float


@dataclass(frozen=True)
class HeardSpeech:
    """What a detector heard of a recording: how many seconds, and where people speak."""

    detector: str
    seconds: float
    intervals: tuple[Interval, ...] = ()
    kind: str = "speech"

    @property
    def speech_seconds(self) -> float:
        return sum(each.end_ms - each.start_ms for each in self.intervals) / 1000


class Spotter:
    """Hears the probabilities of one recording's frames in order."""

    def __init__(self) -> None:
        self._found: list[Interval] = []
        self._frame = 0
        self._start: int | None = None
        self._pause: int | None = None
        self._total = self._before_pause = 0.0

    def take(self, probabilities: Float32) -> None:
        """Hear the next frames [n]."""
        if self._start is None and not (probabilities >= _BEGINS).any():
            self._frame += len(probabilities)
            return
        for value in probabilities.tolist():
            self._hear(value)
            self._frame += 1

    def intervals(self, length_ms: int) -> list[Interval]:
        """List the stretches of a recording of this length, after its last frame."""
        if self._start is not None:
            self._close(length_ms, self._total, self._frame)
        return [
            Interval(
                max(0, each.start_ms - _PADDING_MS),
                min(length_ms, each.end_ms + _PADDING_MS),
                each.probability,
            )
            for each in self._found
        ]

    def _hear(self, value: float) -> None:
        if value >= _BEGINS:
            if self._start is None:
                self._start, self._total = self._frame, 0.0
            self._pause = None
        elif self._start is None:
            return
        elif value < _ENDS:
            if self._pause is None:
                self._pause, self._before_pause = self._frame, self._total
            if (self._frame - self._pause) * FRAME_MS >= _PAUSE_MS:
                self._close(self._pause * FRAME_MS, self._before_pause, self._pause)
                return
        self._total += value

    def _close(self, end_ms: int, total: float, end: int) -> None:
        """End a stretch before the frame `end`; `total` sums the probabilities of its frames."""
        assert self._start is not None
        start_ms = self._start * FRAME_MS
        if end_ms - start_ms > _SHORTEST_MS:
            self._found.append(Interval(start_ms, end_ms, total / (end - self._start)))
        self._start = self._pause = None
