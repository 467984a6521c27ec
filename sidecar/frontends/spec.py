"""The descriptions of front ends: exactly the numbers that a model's training chose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, model_validator

from sidecar.frontends.interface import CacheForm, Description, Part

# Energies span ten powers of ten; their fourth roots span less than three.
_ENERGY_ROOT = 4

# Samples lie between -1 and 1, or have up to 32 bits; no training multiplies them by more.
LARGEST = 1e12


class Waveform(Description):
    """Samples as they are: [b, n].

    `level` "peak" divides each window by its largest absolute value, "centred-peak" subtracts its
    mean first; both then multiply by `gain`. Silence stays silence.
    """

    in_words = "waveform"
    callers_fed = 4  # decoding and resampling an hour takes a few seconds
    windows_at_once = 4  # BirdNET's last layer reads its 27 MB once a batch
    drawable = False

    kind: Literal["waveform"] = "waveform"
    level: Literal["as-recorded", "peak", "centred-peak"] = "as-recorded"
    gain: float = Field(default=1.0, gt=0, le=LARGEST, allow_inf_nan=False)

    @property
    def levels(self) -> bool:
        return self.level != "as-recorded"

    @property
    def kept(self) -> None:
        """Keep nothing: a recording is its own waveform."""

    def shape(self, samples: int | None = None) -> tuple[int, ...]:
        return (samples or self.window_samples,)


class MelBank(Part):
    """Triangular filters, evenly spaced in mels between `low` and `high` Hz.

    "slaney": mels and triangles of the Auditory Toolbox; "htk": mels 2595 log10(1 + f/700),
    triangles straight in Hz; "kaldi": mels 1127 ln(1 + f/700), triangles straight in mels. `norm`
    "slaney" gives every filter the same area.
    """

    scale: Literal["slaney", "htk", "kaldi"]
    bands: int = Field(gt=0, le=1024)
    low: float = Field(default=0.0, ge=0, le=500_000, allow_inf_nan=False)
    high: float = Field(gt=0, le=500_000, allow_inf_nan=False)
    norm: Literal["none", "slaney"] = "none"

    @model_validator(mode="after")
    def _upwards(self) -> MelBank:
        if self.low >= self.high:
            raise ValueError("low must be below high")
        return self


class Affine(Part):
    """(x + add) / divide."""

    kind: Literal["affine"]
    add: float = Field(default=0.0, ge=-LARGEST, le=LARGEST, allow_inf_nan=False)
    divide: float = Field(default=1.0, ge=-LARGEST, le=LARGEST, allow_inf_nan=False)

    @model_validator(mode="after")
    def _divides(self) -> Affine:
        if self.divide == 0:
            raise ValueError("divide must not be 0")
        return self


class Standardise(Part):
    """(x - mean) / (std + epsilon) over the window, std with n - 1; then a sigmoid if asked."""

    kind: Literal["standardise"]
    epsilon: float = Field(gt=0, le=LARGEST, allow_inf_nan=False)
    sigmoid: bool = False


class Unscaled(Part):
    kind: Literal["none"]


class MelSpectrogram(Description):
    """Short-time power or magnitude in mel bands, its logarithm, its scaling, and its layout.

    `pre_emphasis` c: y[n] = x[n+1] - c x[n]. Lengths in samples; `taper` is a Hann window of
    `window_length`, in the middle of `n_fft`, whose period is one sample longer when
    "hann-periodic". Frames are centred on multiples of `hop` and what lies outside is as `edge`
    says; "all" of them are 1 + n // hop, "whole" n // hop. `logarithm`: "ln" is ln(x + offset),
    "decibel" 10 log10(max(x, offset)). `channels` 0: no axis for channels.
    """

    in_words = "mel spectrogram"
    callers_fed = 2
    windows_at_once = 1  # what a network makes of several pictures leaves the processor's cache
    drawable = True
    over_hertz = True

    kind: Literal["mel-spectrogram"] = "mel-spectrogram"
    pre_emphasis: float | None = Field(default=None, ge=-1, le=1, allow_inf_nan=False)
    n_fft: int = Field(ge=2, le=65536)
    window_length: int = Field(ge=2, le=65536)
    taper: Literal["hann-periodic", "hann-symmetric"]
    hop: int = Field(gt=0, le=1_000_000)
    edge: Literal["zero", "reflect"]
    frames: Literal["all", "whole"] = "all"
    power: Literal[1, 2]
    mel: MelBank
    logarithm: Literal["none", "ln", "decibel"]
    offset: float = Field(default=0.0, ge=0, le=LARGEST, allow_inf_nan=False)
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
        if self.window_samples <= self.n_fft:
            raise ValueError("the window must be longer than nFft")
        return self

    @property
    def kept(self) -> CacheForm:
        """Keep energies by their roots; logarithms are even enough without."""
        return CacheForm(root=_ENERGY_ROOT if self.logarithm == "none" else 1)

    def shape(self, samples: int | None = None) -> tuple[int, ...]:
        plane = (self.mel.bands, self.frames_of(samples or self.window_samples))
        plane = plane if self.axes == "band-frame" else plane[::-1]
        return (self.channels, *plane) if self.channels else plane

    @property
    def band_hz(self) -> tuple[float, float]:
        return self.mel.low, self.mel.high

    @property
    def bins(self) -> int:
        return self.n_fft // 2 + 1

    def frames_of(self, samples: int) -> int:
        """Count the frames of `samples` samples."""
        if self.pre_emphasis is not None:
            samples -= 1
        return samples // self.hop + (1 if self.frames == "all" else 0)


@dataclass(frozen=True)
class Inside:
    """The numbers of a spectrogram that a model computes itself; no manifest writes them out.

    The taper is a periodic Hann window. A band is the square of the real parts that it adds up.
    """

    sample_rate: int
    n_fft: int
    hop: int
    mel: MelBank


# The kinds that a manifest or request may write out; `compute.front_end` makes the front end.
Spec = Annotated[Waveform | MelSpectrogram, Field(discriminator="kind")]
