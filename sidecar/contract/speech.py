"""Messages of `speech/find` and `recordings/redact`."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from sidecar.contract.base import (
    MOST_ITEMS,
    FileError,
    Id,
    LongRequest,
    Message,
    Progress,
    WritePath,
)
from sidecar.contract.notes import Note
from sidecar.contract.query import Where


class _OfRecordings(LongRequest):
    """Recordings by their ids, or all that pass `where`."""

    recording_ids: list[Id] = Field(
        default=[], fail_fast=True, max_length=MOST_ITEMS, description="Recordings of the catalog."
    )
    where: Where | None = Field(
        default=None,
        description="Filters of `query` recordings; an empty object means all recordings.",
    )

    @model_validator(mode="after")
    def _one_way(self) -> _OfRecordings:
        if bool(self.recording_ids) == (self.where is not None):
            raise ValueError("give recordingIds or where")
        return self


class FindSpeechRequest(_OfRecordings):
    """Find where people speak in recordings of the catalog, without analysing them.

    Recordings in which the same detector looked for speech before are left out, unless `again`.
    """

    again: bool = Field(default=False, description="Listen to all recordings again.")


class SpeechProgress(Progress):
    total: int
    unit: Literal["recording"] = "recording"


class FindSpeechResult(Message):
    """`listened` recordings were read now; `known` ones were left out. Seconds are of the former.

    `withSpeech` counts the recordings with any. Trouble with a recording is a row in `errors`.
    """

    detector: str
    listened: int
    known: int
    with_speech: int
    seconds_heard: float
    speech_seconds: float
    errors: list[FileError]
    notes: list[Note]
    elapsed_seconds: float


class RedactRequest(_OfRecordings):
    """Write copies of recordings in which speech is silent; the recordings themselves stay.

    A copy has the format, the metadata and the name of its recording, in a folder of the site or of
    the recording's own folder. The catalog has it as a recording, linked to its original. Somebody
    must have looked for speech before (`speech/find`). Recordings without any are left out.
    """

    destination: WritePath
    padding: float = Field(
        default=0.5,
        ge=0,
        le=60,
        allow_inf_nan=False,
        description="Seconds silenced before and after each stretch of speech.",
    )


class MutedStretch(Message):
    start: float
    end: float


class RedactedRecording(Message):
    """A copy `recordingId` of the recording `originalId`. `muted` are seconds of both.

    `speechLeft` are seconds in which the detector still hears people in the copy.
    """

    recording_id: int
    original_id: int
    path: str
    muted: list[MutedStretch]
    muted_seconds: float
    speech_left: float


class RedactResult(Message):
    """`copies` lists at most 1,000; `written` counts all, and `kept` those from an earlier call."""

    written: int
    kept: int
    copies: list[RedactedRecording]
    errors: list[FileError]
    notes: list[Note]
    elapsed_seconds: float
