"""Hears whether people speak in a recording, while it is read."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from sidecar.audio.resample import resampler
from sidecar.models.runtime import onnxruntime
from sidecar.resampling import Resampling
from sidecar.speech.graph import CONTEXT, FRAME, STATE, as_products
from sidecar.speech.intervals import HeardSpeech, Spotter
from sidecar.speech.weights import DETECTOR, weights
from sidecar.values import AudioFacts, Float32

RATE_HZ = 16_000

# Voices need no faithful treble: this recipe passes 6 kHz whole, at a third of the usual cost.
_RESAMPLING: Resampling = "low"

# Frames that the model hears at once: 4 s. More are no faster.
_AT_ONCE = 128

# The model was trained on voices near a microphone, and misses those of quiet recordings. So these
# frames are brought to one level (RMS), by at most 40 dB: of real voices 6 dB below the sound of a
# forest, it then hears 88 % and not 60 % (docs/speech.md).
_LEVEL, _MOST_GAIN = 0.056, 100.0


@dataclass
class _State:
    """What the model remembers from frame to frame: [1, 1, 128] each."""

    hidden: Float32 = field(default_factory=lambda: np.zeros((1, 1, STATE), np.float32))
    cell: Float32 = field(default_factory=lambda: np.zeros((1, 1, STATE), np.float32))


class Detector:
    """Silero's model; each call computes on its own thread, and several threads may call.

    Raises ModelNotInstalled or ModelInvalid.
    """

    def __init__(self) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            as_products(weights()), options, providers=["CPUExecutionProvider"]
        )

    def probabilities(self, frames: Float32, state: _State) -> Float32:
        """Give the probabilities [n] of frames with their context [n, 576], one after the other."""
        found, state.hidden, state.cell = self._session.run(
            ["speech_probs", "hn", "cn"], {"input": frames, "h": state.hidden, "c": state.cell}
        )
        return np.asarray(found, np.float32)

    def listen(self, facts: AudioFacts) -> SpeechListener:
        """Begin to listen to a recording."""
        return SpeechListener(self, facts.rate_hz)


class SpeechListener:
    """Hears one recording, block by block; the result is the same for blocks of any length.

    Memory does not grow, but for the stretches of speech.
    """

    def __init__(self, detector: Detector, rate_hz: int) -> None:
        self._detector = detector
        self._rate_hz = rate_hz
        self._stream = (
            None if rate_hz == RATE_HZ else resampler(rate_hz, RATE_HZ, resampling=_RESAMPLING)
        )
        self._state = _State()
        self._spotter = Spotter()
        self._heard = 0
        self._context = np.zeros(CONTEXT, np.float32)
        self._waiting = np.empty((_AT_ONCE, FRAME), np.float32)
        self._filled = 0  # samples of these

    def hear(self, block: Float32, mean: Float32) -> None:
        """Hear the next samples of the recording at its own rate: the mean of its channels [n]."""
        self._heard += len(mean)
        samples = mean
        if self._stream is not None:
            samples = self._stream.resample_chunk(samples)
        self._add(samples)

    def heard(self) -> HeardSpeech:
        """Tell what was heard, after the last sample."""
        if self._stream is not None and self._heard:
            self._add(self._stream.resample_chunk(np.empty(0, np.float32), last=True))
        frames = -(-self._filled // FRAME)
        if frames:
            self._waiting.reshape(-1)[self._filled : frames * FRAME] = 0
            self._run(self._waiting[:frames])
        seconds = self._heard / self._rate_hz
        found = self._spotter.intervals(round(seconds * 1000))
        return HeardSpeech(DETECTOR, seconds, tuple(found))

    def _add(self, samples: Float32) -> None:
        flat = self._waiting.reshape(-1)
        while len(samples):
            part = samples[: len(flat) - self._filled]
            flat[self._filled : self._filled + len(part)] = part
            self._filled += len(part)
            samples = samples[len(part) :]
            if self._filled == len(flat):
                self._run(self._waiting)
                self._filled = 0

    def _run(self, frames: Float32) -> None:
        contexts = np.vstack([self._context, frames[:-1, -CONTEXT:]])
        self._context = frames[-1, -CONTEXT:].copy()
        heard = np.concatenate([contexts, frames], axis=1)
        level = float(np.sqrt(np.mean(frames * frames)))
        heard *= np.float32(min(_MOST_GAIN, _LEVEL / level) if level > 0 else 1.0)
        self._spotter.take(self._detector.probabilities(heard, self._state))
