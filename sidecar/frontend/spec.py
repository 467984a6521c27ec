"""The description of a front end: every number that a model's training chose, and nothing else."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic.alias_generators import to_camel


class _Part(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=to_camel, populate_by_name=True
    )


class Waveform(_Part):
    """Samples as they are: [b, n].

    `level` "peak" divides each window by its largest absolute value, "centred-peak" subtracts its
    mean first; both then multiply by `gain`. Silence stays silence.
    """

    kind: Literal["waveform"] = "waveform"
    sample_rate: int = Field(gt=0, le=1_000_000)
    window: float = Field(gt=0, le=600)
    level: Literal["as-recorded", "peak", "centred-peak"] = "as-recorded"
    gain: float = Field(default=1.0, gt=0)


class MelBank(_Part):
    """Triangular filters, evenly spaced in mels between `low` and `high` Hz.

    "slaney": mels and triangles of the Auditory Toolbox; "htk": mels 2595 log10(1 + f/700),
    triangles straight in Hz; "kaldi": mels 1127 ln(1 + f/700), triangles straight in mels. `norm`
    "slaney" gives every filter the same area.
    """

    scale: Literal["slaney", "htk", "kaldi"]
    bands: int = Field(gt=0, le=1024)
    low: float = Field(default=0.0, ge=0)
    high: float = Field(gt=0)
    norm: Literal["none", "slaney"] = "none"

    @model_validator(mode="after")
    def _upwards(self) -> MelBank:
        if self.low >= self.high:
            raise ValueError("low must be below high")
        return self


class Affine(_Part):
    """(x + add) / divide."""

    kind: Literal["affine"]
    add: float = 0.0
    divide: float = 1.0

    @model_validator(mode="after")
    def _divides(self) -> Affine:
        if self.divide == 0:
            raise ValueError("divide must not be 0")
        return self


class Standardise(_Part):
    """(x - mean) / (std + epsilon) over the window, std with n - 1; then a sigmoid if asked."""

    kind: Literal["standardise"]
    epsilon: float = Field(gt=0)
    sigmoid: bool = False


class Unscaled(_Part):
    kind: Literal["none"]


class MelSpectrogram(_Part):
    """Short-time power or magnitude in mel bands, its logarithm, its scaling, and its layout.

    `pre_emphasis` c: y[n] = x[n+1] - c x[n]. Lengths in samples; `taper` is a Hann window of
    `window_length`, in the middle of `n_fft`, whose period is one sample longer when
    "hann-periodic". Frames are centred on multiples of `hop` and what lies outside is as `edge`
    says; "all" of them are 1 + n // hop, "whole" n // hop. `logarithm`: "ln" is ln(x + offset),
    "decibel" 10 log10(max(x, offset)). `channels` 0: no axis for channels.
    """

    kind: Literal["mel-spectrogram"] = "mel-spectrogram"
    sample_rate: int = Field(gt=0, le=1_000_000)
    window: float = Field(gt=0, le=600)
    pre_emphasis: float | None = None
    n_fft: int = Field(ge=2, le=65536)
    window_length: int = Field(ge=2, le=65536)
    taper: Literal["hann-periodic", "hann-symmetric"]
    hop: int = Field(gt=0)
    edge: Literal["zero", "reflect"]
    frames: Literal["all", "whole"] = "all"
    power: Literal[1, 2]
    mel: MelBank
    logarithm: Literal["none", "ln", "decibel"]
    offset: float = Field(default=0.0, ge=0)
    scaling: Annotated[Affine | Standardise | Unscaled, Field(discriminator="kind")]
    axes: Literal["band-frame", "frame-band"]
    channels: Literal[0, 1, 3]

    @model_validator(mode="after")
    def _fits(self) -> MelSpectrogram:
        if self.window_length > self.n_fft:
            raise ValueError("windowLength must not be longer than nFft")
        if self.mel.high > self.sample_rate / 2:
            raise ValueError("mel.high must not lie above half the sample rate")
        if self.logarithm != "none" and self.offset == 0:
            raise ValueError("a logarithm needs an offset above 0")
        if round(self.window * self.sample_rate) <= self.n_fft:
            raise ValueError("the window must be longer than nFft")
        return self

    @property
    def bins(self) -> int:
        return self.n_fft // 2 + 1

    def frames_of(self, samples: int) -> int:
        """Count the frames of `samples` samples."""
        if self.pre_emphasis is not None:
            samples -= 1
        return samples // self.hop + (1 if self.frames == "all" else 0)


Spec = Annotated[Waveform | MelSpectrogram, Field(discriminator="kind")]


def window_samples(spec: Waveform | MelSpectrogram) -> int:
    return round(spec.window * spec.sample_rate)


def input_shape(spec: Waveform | MelSpectrogram, samples: int | None = None) -> tuple[int, ...]:
    """Give the shape of one window as the model takes it, without the batch axis."""
    samples = samples or window_samples(spec)
    if isinstance(spec, Waveform):
        return (samples,)
    plane = (spec.mel.bands, spec.frames_of(samples))
    plane = plane if spec.axes == "band-frame" else plane[::-1]
    return (spec.channels, *plane) if spec.channels else plane
