"""The values that travel between the stages: plain, frozen, free of behaviour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import numpy as np
import numpy.typing as npt

Float32 = npt.NDArray[np.float32]
Float64 = npt.NDArray[np.float64]
Int64 = npt.NDArray[np.int64]
Bool = npt.NDArray[np.bool_]

Channel = int | None
"""A channel of a recording, counted from 1; None stands for the mean of all."""


@dataclass(frozen=True)
class AudioFacts:
    """What the header of an audio file says; no sample is read."""

    path: Path
    rate_hz: int
    channels: int
    frames: int  # as declared; fewer may be readable
    container: str  # libsndfile's major format: WAV, WAVEX, RF64, FLAC, OGG, MPEG, AIFF ...
    encoding: str  # libsndfile's subtype: PCM_16, FLOAT, VORBIS ...
    size_bytes: int
    modified_ns: int

    @property
    def duration_s(self) -> float:
        return self.frames / self.rate_hz


@dataclass(frozen=True)
class Metadata:
    """What a file says of its recording beside the samples; None where a value is missing."""

    start: datetime | None = None  # aware where the offset from UTC is known, else naive local time
    recorder: str | None = None  # make and model, such as "AudioMoth"
    serial: str | None = None
    deployment_code: str | None = None  # the text that people gave the recorder for its deployment
    gain: str | None = None  # as written: "medium", "2", "18 dB"
    battery_v: float | None = None
    temperature_c: float | None = None
    latitude: float | None = None
    longitude: float | None = None
    comment: str | None = None


@dataclass(frozen=True)
class CutSamples:
    """A few consecutive windows of one recording."""

    samples: Float32  # [b, length], mono, at the model's rate
    offsets: Int64  # [b], first sample of each window, counted from the recording's start


@dataclass(frozen=True)
class Identity:
    """The digest and fingerprint that identify a recording; see `audio/fingerprint.py`.

    Where only the beginning was read, the digest has 8 bytes, and the fingerprint is empty.
    """

    digest: bytes  # 8 bytes of the first samples, 16 of all samples
    fingerprint: bytes
    version: int  # of the fingerprint; 0 where there is none
    plain: bool = False  # all samples read have one value, such as digital silence
    begins_plain: bool = False  # the first samples do

    @property
    def whole(self) -> bool:
        """Whether all samples were read."""
        return self.version > 0
