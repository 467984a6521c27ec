"""Messages of `spectrogram` and `waveform`: pictures of a stretch of a recording."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from sidecar.contract.base import Message, ReadPath, Request


class Stretch(Request):
    """What to draw: a recording, by its id or its path, from `start` to `end` in seconds."""

    recording_id: int | None = None
    path: ReadPath | None = None
    start: float = Field(ge=0)
    end: float = Field(gt=0)
    width: int = Field(ge=1, le=8192, description="Columns.")

    @model_validator(mode="after")
    def _one_stretch(self) -> Stretch:
        if (self.recording_id is None) == (self.path is None):
            raise ValueError("name a recording by its id or by its path")
        if self.end <= self.start:
            raise ValueError("end must come after start")
        return self


class SpectrogramRequest(Stretch):
    """`frontend`: draw what a model is given, in its bands, in place of plain frequencies."""

    height: int = Field(ge=1, le=4096, description="Rows.")
    frontend: str | None = None
    format: Literal["u8", "png"] = "u8"


class SpectrogramResult(Message):
    """`data` in base64: bytes by rows, the highest frequency first, or a grey PNG of the same.

    `minDb` and `maxDb` are the levels of 0 and 255; without a front end 0 dB is a sine of full
    scale, and they are the same for every tile.
    """

    data: str
    width: int
    height: int
    min_db: float
    max_db: float


class WaveformRequest(Stretch):
    pass


class WaveformResult(Message):
    """`peaks` in base64: an int8 pair for each column, lowest and highest, 127 for full scale."""

    peaks: str
    width: int
