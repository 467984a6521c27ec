"""Messages of `spectrogram` and `waveform`: pictures of a stretch of a recording."""

from __future__ import annotations

from base64 import b64encode
from typing import Annotated, Literal

from pydantic import Field, PlainSerializer, SkipValidation, WithJsonSchema, model_validator

from sidecar.contract.base import (
    Id,
    LongRequest,
    Message,
    OneChannel,
    Progress,
    ReadPath,
    Request,
    Seconds,
    Text,
)

# A picture has up to 32 MB and a sound 12 MB, so nobody copies them; they become text when the
# answer is written.
_Encoded = Annotated[
    bytes,
    SkipValidation,
    PlainSerializer(lambda data: b64encode(data).decode()),
    WithJsonSchema({"type": "string"}),
]


class Stretch(Request):
    """A recording, by id or path, from `start` to `end` in seconds."""

    recording_id: Id | None = None
    path: ReadPath | None = None
    start: Seconds
    end: float = Field(gt=0, le=1e9, allow_inf_nan=False)

    @model_validator(mode="after")
    def _one_stretch(self) -> Stretch:
        if (self.recording_id is None) == (self.path is None):
            raise ValueError("name a recording by its id or by its path")
        if self.end <= self.start:
            raise ValueError("end must come after start")
        return self


class Drawn(Stretch):
    """The stretch to draw."""

    width: int = Field(ge=1, le=8192, description="Columns of the picture.")
    channel: OneChannel | None = Field(
        default=None, description="Counted from 1; null draws the mean of all channels."
    )


class SpectrogramRequest(Drawn):
    """`frontend`: draw a model's input, in its bands, in place of plain frequencies.

    `model`: draw what a model hears over plain frequencies, so that each row shows the model's own
    band there, and what it does not hear is dark. `drawn` of `models/list` says of which models.

    `lowHz` and `highHz` belong to plain frequencies, `fft` and `looks` do without a model. A band
    above half the recording's sample rate is empty. A stretch of more than 600 s is drawn from the
    overview of a recording of the catalog, which has columns of 2 s in 64 bands.
    """

    height: int = Field(ge=1, le=4096, description="Rows of the picture.")
    frontend: Text | None = None
    model: Text | None = None
    format: Literal["u8", "png"] = "u8"
    low_hz: float | None = Field(default=None, ge=0, le=1e6, allow_inf_nan=False)
    high_hz: float | None = Field(default=None, gt=0, le=1e6, allow_inf_nan=False)
    fft: Literal[256, 512, 1024, 2048, 4096, 8192] | None = Field(
        default=None, description="Samples of a window; null chooses by height."
    )
    looks: int | None = Field(
        default=None,
        ge=1,
        le=64,
        description="Windows that a column shows at most; null shows all of its time.",
    )

    @model_validator(mode="after")
    def _one_band(self) -> SpectrogramRequest:
        if self.low_hz is not None and self.high_hz is not None and self.high_hz <= self.low_hz:
            raise ValueError("highHz must be above lowHz")
        if self.frontend is not None and any(
            each is not None for each in (self.low_hz, self.high_hz, self.fft, self.looks)
        ):
            raise ValueError("a front end has a band and windows of its own")
        own = (self.frontend, self.fft, self.looks)
        if self.model is not None and any(each is not None for each in own):
            raise ValueError("a model has a front end and windows of its own")
        return self


class SpectrogramResult(Message):
    """`data` in base64: bytes by rows, the highest frequency first, or the same as a grey PNG.

    `minDb` and `maxDb` are the levels of the bytes 0 and 255. Without a front end, 0 dB is a
    full-scale sine, and both levels are the same for every tile. `ofOverview`: the picture is
    drawn from the overview.
    """

    data: _Encoded
    width: int
    height: int
    min_db: float
    max_db: float
    of_overview: bool = False


class OverviewRequest(LongRequest):
    """Draw a whole recording of the catalog, as a picture that Linnet keeps.

    Imports and runs make it of recordings of 10 minutes or more. If none is kept, the recording is
    read once. The overview has the mean of all channels, in columns of 2 s and 64 bands.
    """

    recording_id: Id
    width: int = Field(ge=1, le=65_536, description="Columns of the picture.")
    height: int = Field(default=64, ge=1, le=512, description="Rows of the picture.")


class OverviewResult(Message):
    """`data` and `peaks` are as those of `spectrogram` and `waveform`, for the whole recording.

    `kept`: the overview is there for the next request. `trouble` says why a part of the recording
    could not be read.
    """

    data: _Encoded
    peaks: _Encoded
    width: int
    height: int
    min_db: float
    max_db: float
    high_hz: float
    seconds: float
    silent_seconds: float = Field(description="How much of it is digital silence, in steps of 2 s.")
    column_seconds: float
    kept: bool
    trouble: str | None


class OverviewProgress(Progress):
    total: int
    unit: Literal["second"] = "second"


class WaveformRequest(Drawn):
    """`format` "i16" also shows what is quiet: a step of "i8" is 42 dB below full scale.

    More than 600 s of a recording of the catalog are drawn from its overview, if one is kept and no
    single channel is asked for. The overview has columns of 2 s in steps of "i8".
    """

    format: Literal["i8", "i16"] = "i8"


class WaveformResult(Message):
    """`peaks` in base64: a pair for each column, lowest and highest.

    Full scale is 127, or 32,767 in little-endian "i16". `ofOverview`: they are the overview's.
    """

    peaks: _Encoded
    width: int
    of_overview: bool = False


class SoundRequest(Stretch):
    """Cut a stretch of at most 60 s as sound to play.

    Without `channel`, all channels are kept, or the mean of more than two. `slower` divides the
    sample rate in the header and changes no sample. `rate` resamples first.
    """

    rate: int | None = Field(default=None, ge=1_000, le=1_000_000, description="Samples a second.")
    channel: OneChannel | None = None
    slower: int = Field(default=1, ge=1, le=32)
    format: Literal["wav16"] = "wav16"

    @model_validator(mode="after")
    def _short(self) -> SoundRequest:
        if self.end - self.start > 60.0:
            raise ValueError("a stretch of sound has at most 60 s")
        return self


class SoundResult(Message):
    """`data` is a WAV file of 16 bits in base64. `sampleRate` is that of its header.

    `seconds` is the length in the recording, shorter than asked for at the recording's end.
    `clipped` counts samples beyond full scale, which were cut off there.
    """

    data: _Encoded
    sample_rate: int
    channels: int
    frames: int
    seconds: float
    clipped: int
