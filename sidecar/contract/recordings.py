"""Messages about recordings: import, change, find again, remove."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from sidecar.contract.base import FileError, LongRequest, Message, ReadPath, Request


class ImportRecordingsRequest(LongRequest):
    """Take recordings into the catalog without analysing them.

    `pattern` tells where folders name a deployment, from the end of the path, such as
    `{survey}/{site}/{recorder}/*`.
    """

    inputs: list[ReadPath] = Field(min_length=1, description="Files and folders.")
    pattern: str | None = None
    deployment_id: int | None = None
    fingerprint: bool = Field(default=True, description="Compute what a file is known again by.")


class ImportedRecording(Message):
    recording_id: int
    path: str
    duration: float
    sample_rate: int
    channels: int
    start: str | None
    recorder: str | None
    latitude: float | None
    longitude: float | None
    deployment_id: int | None
    known: bool


class ImportRecordingsResult(Message):
    """At most 1,000 `recordings`; `added` and `known` count all."""

    recordings: list[ImportedRecording]
    added: int
    known: int
    deployments: int
    errors: list[FileError]
    elapsed_seconds: float


class RecordingChange(Message):
    """What is left out stays; null empties a field."""

    recording_id: int
    deployment_id: int | None = None
    start: str | None = Field(default=None, description="ISO 8601.")
    path: ReadPath | None = None


class UpdateRecordingsRequest(Request):
    recordings: list[RecordingChange] = Field(min_length=1, max_length=10_000)


class UpdateRecordingsResult(Message):
    updated: int


class RelinkRequest(LongRequest):
    """Look below `folders` for recordings that are not where they were.

    `merge` joins a missing recording with one that the catalog holds at its new place.
    """

    folders: list[ReadPath] = Field(min_length=1)
    recording_ids: list[int] | None = None
    dry_run: bool = False
    merge: bool = False


class Relinked(Message):
    """`by`: the same samples, the same sound (converted with loss), or the same file.

    `file` is by size, time of change and what the recorder wrote, where the sound was never read.
    """

    recording_id: int
    old_path: str
    path: str
    by: Literal["samples", "sound", "file"]
    merged: int | None = Field(description="The recording that was joined to this one.")


class Ambiguous(Message):
    recording_id: int
    old_path: str
    candidates: list[str]
    reason: str


class RelinkResult(Message):
    relinked: list[Relinked]
    ambiguous: list[Ambiguous]
    missing: list[int]
    errors: list[FileError]


class RemoveRecordingsRequest(Request):
    """The sound itself is never touched."""

    recording_ids: list[int] = Field(min_length=1, max_length=10_000)
    including_labels: bool = False


class RemoveRecordingsResult(Message):
    removed: int
    backup: str
