"""Scores a stream of sound as it arrives: window, front end, model."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from sidecar.audio.pcm import Pcm, PcmFormat
from sidecar.audio.resample import resampler
from sidecar.audio.sound import most_frames
from sidecar.audio.windows import Cutter
from sidecar.errors import LinnetError
from sidecar.frontends.compute import front_end
from sidecar.models.guard import as_ours
from sidecar.models.halt import Halt
from sidecar.models.interface import Scorer
from sidecar.run.monitor import Track
from sidecar.run.prepare import Cutting
from sidecar.values import CutSamples, Float32, Int64

log = logging.getLogger(__name__)

# How many windows the model gets at once when it has fallen behind.
_BATCH = 4


@dataclass(frozen=True)
class Heard:
    """A few windows scored: `offsets` [b] in samples at the model's rate, `logits` [b, classes]."""

    offsets: Int64
    logits: Float32


class Stream:
    """One source of sound; keeps less than two windows of it in memory.

    `track` hears of the embeddings.
    The caller waits in `push` while the model works, so a fast source cannot fill the memory.
    """

    def __init__(
        self,
        model: Scorer,
        cutting: Cutting,
        *,
        rate_hz: int,
        form: PcmFormat,
        channels: int = 1,
        track: Track | None = None,
    ) -> None:
        self.windows = 0
        self._track = track
        self.numberless = 0  # windows for which the model gave no numbers
        self.pcm = Pcm(form, rate_hz=rate_hz, channels=channels)
        self._model = model
        self._cutting = cutting
        self._rate_hz = rate_hz
        self._compute = front_end(cutting.spec)
        self._cutter = Cutter(
            length=cutting.length,
            hop=cutting.hop,
            padding=cutting.padding,
            quietest=cutting.quietest,
        )
        self._resampler = None
        if rate_hz != cutting.rate_hz:
            self._resampler = resampler(rate_hz, cutting.rate_hz, resampling=cutting.resampling)

    def push(self, data: bytes, halt: Halt | None = None) -> Iterator[Heard]:
        """Take the next bytes; yields the windows that they complete.

        Raises UnreadableAudio with the position of the fault; then no byte of `data` is taken.
        """
        samples = self.pcm.take(data)
        # A push may hold hours of a low rate, which are far longer at the model's.
        at_once = most_frames(-(-self._cutting.rate_hz // self._rate_hz))
        for first in range(0, len(samples), at_once):
            part = samples[first : first + at_once]
            if self._resampler is not None:
                part = self._resampler.resample_chunk(part)
            yield from self._score(self._cutter.push(part), halt)

    def finish(self, halt: Halt | None = None) -> Iterator[Heard]:
        """End the stream; yields its last window, filled up as the model's padding says.

        Raises UnreadableAudio after the last window if the last sample was cut in two.
        """
        if self._resampler is not None and self.pcm.frames:
            rest = self._resampler.resample_chunk(np.empty(0, np.float32), last=True)
            yield from self._score(self._cutter.push(rest), halt)
        yield from self._score(self._cutter.finish(), halt)
        self.pcm.end()

    def _score(self, windows: Iterator[CutSamples], halt: Halt | None) -> Iterator[Heard]:
        for cut in windows:
            for first in range(0, len(cut.offsets), _BATCH):
                part = slice(first, first + _BATCH)
                inputs = self._compute(self._cutting.level(cut.samples[part]))
                try:
                    scores = self._model.run(inputs, halt)
                except LinnetError:
                    raise
                except Exception as error:
                    raise as_ours(error) from error
                if self._track is not None and scores.embeddings is not None:
                    self._track.heard(self.windows, cut.offsets[part], scores.embeddings)
                self.windows += len(scores.logits)
                self._note_numberless(scores.logits)
                yield Heard(cut.offsets[part], scores.logits)

    def _note_numberless(self, logits: Float32) -> None:
        numberless = int(np.isnan(logits).any(axis=1).sum())
        if numberless and not self.numberless:
            log.warning("the model gives no numbers from %.1f s on", self.pcm.position_s)
        self.numberless += numberless
