"""Turns bytes from a microphone or a pipe into samples."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np

from sidecar.errors import UnreadableAudio
from sidecar.values import Float32

PcmFormat = Literal["s16le", "f32le"]

_TYPES: dict[PcmFormat, np.dtype[Any]] = {"s16le": np.dtype("<i2"), "f32le": np.dtype("<f4")}


class Pcm:
    """Decodes interleaved samples that arrive in pieces of any length, and mixes them to mono."""

    def __init__(self, form: PcmFormat, *, rate_hz: int, channels: int = 1) -> None:
        self.frames = 0
        self._type = _TYPES[form]
        self._rate_hz = rate_hz
        self._channels = channels
        self._rest = b""

    @property
    def position_s(self) -> float:
        return self.frames / self._rate_hz

    def take(self, data: bytes) -> Float32:
        """Decode [n] samples in -1..1; raises UnreadableAudio for a sample that is not a number."""
        data = self._rest + data
        whole = len(data) - len(data) % (self._type.itemsize * self._channels)
        values = np.frombuffer(data[:whole], self._type).reshape(-1, self._channels)
        if self._type.kind == "i":
            values = values / np.float32(32768)
        bad = ~np.isfinite(values).all(axis=1)
        if bad.any():
            at = (self.frames + int(bad.argmax())) / self._rate_hz
            raise UnreadableAudio(
                f"At {at:.3f} s the stream holds a sample that is not a number.",
                hint="Check the sample format: s16le is 16-bit integers, f32le 32-bit floats.",
            )
        self._rest = data[whole:]
        self.frames += len(values)
        mixed: Float32 = values[:, 0] if self._channels == 1 else values.mean(axis=1)
        return mixed.astype(np.float32, copy=False)

    def end(self) -> None:
        """End the stream; raises UnreadableAudio if the last sample was cut in two."""
        if self._rest:
            raise UnreadableAudio(
                f"The stream ended at {self.position_s:.3f} s in the middle of a sample.",
                hint="Check the sample format and the number of channels.",
            )
