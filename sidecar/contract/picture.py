"""Messages of `spectrogram` and `waveform`: pictures of a stretch of a recording."""

from __future__ import annotations

from base64 import b64encode
from typing import Annotated, Literal

from pydantic import Field, PlainSerializer, SkipValidation, WithJsonSchema, model_validator

from sidecar.contract.base import Id, Message, ReadPath, Request, Seconds, Text

# A picture has up to 32 MB, so nobody copies it; it becomes text when the answer is written.
_Picture = Annotated[
    bytes,
    SkipValidation,
    PlainSerializer(lambda data: b64encode(data).decode()),
    WithJsonSchema({"type": "string"}),
]


class Stretch(Request):
    """The stretch to draw: a recording, by id or path, from `start` to `end` in seconds."""

    recording_id: Id | None = None
    path: ReadPath | None = None
    start: Seconds
    end: float = Field(gt=0, le=1e9, allow_inf_nan=False)
    width: int = Field(ge=1, le=8192, description="Columns of the picture.")

    @model_validator(mode="after")
    def _one_stretch(self) -> Stretch:
        if (self.recording_id is None) == (self.path is None):
            raise ValueError("name a recording by its id or by its path")
        if self.end <= self.start:
            raise ValueError("end must come after start")
        return self


class SpectrogramRequest(Stretch):
    """`frontend`: draw a model's input, in its bands, in place of plain frequencies."""

    height: int = Field(ge=1, le=4096, description="Rows of the picture.")
    frontend: Text | None = None
    format: Literal["u8", "png"] = "u8"


class SpectrogramResult(Message):
    """`data` in base64: bytes by rows, the highest frequency first, or the same as a grey PNG.

    `minDb` and `maxDb` are the levels of the bytes 0 and 255. Without a front end, 0 dB is a
    full-scale sine, and both levels are the same for every tile.
    """

    data: _Picture
    width: int
    height: int
    min_db: float
    max_db: float


class WaveformRequest(Stretch):
    pass


class WaveformResult(Message):
    """`peaks` in base64: an int8 pair for each column, lowest and highest; 127 is full scale."""

    peaks: _Picture
    width: int
