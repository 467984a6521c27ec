"""Messages about recordings: importing, changing, relinking and removing them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from sidecar.contract.base import (
    MOST_ITEMS,
    FileError,
    Id,
    LongRequest,
    Message,
    ReadPath,
    Request,
    Text,
)
from sidecar.contract.notes import Note
from sidecar.contract.places import ClockFields
from sidecar.contract.query import Where
from sidecar.contract.runprogress import InferProgress


class ImportRecordingsRequest(LongRequest):
    """Import recordings into the catalog without analysing them.

    `pattern` says which folders name the deployment, counted from the end of the path, such as
    `{survey}/{site}/{recorder}/*`. With `dryRun`, nothing is written: the answer describes each
    folder, and proposes patterns.
    """

    inputs: list[ReadPath] = Field(
        min_length=1, fail_fast=True, max_length=MOST_ITEMS, description="Files and folders."
    )
    pattern: Text | None = None
    deployment_id: Id | None = None
    fingerprint: bool = Field(
        default=True, description="Compute fingerprints, which identify moved files."
    )
    dry_run: bool = False
    levels: bool = Field(
        default=False,
        description="With dryRun: measure how loud each folder is, from a few seconds of a few "
        "files.",
    )


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


class FolderSummary(Message):
    """What a folder's files say, before an import; texts and numbers are those of most files.

    `path` has a folder's own files, without those of folders in it. `site` and `survey` are those
    of the pattern, or of the best proposal. `timezones` are proposals from the files' coordinates.
    """

    path: str
    files: int
    known: int = Field(description="Files that the catalog has already.")
    seconds: float
    sample_rate: int | None
    recorder: str | None
    serial: str | None
    first: str | None = Field(description="The earliest start.")
    last: str | None = Field(description="The latest start.")
    latitude: float | None
    longitude: float | None
    timezones: list[str]
    site: str | None
    survey: str | None
    rms_db: float | None = Field(description="Loudness, in dB below full scale.")
    clipped: float | None = Field(description="Share of the samples at full scale, 0 to 1.")
    trouble: list[Note]


class PatternProposal(Message):
    """A pattern for an import; the best one comes first."""

    pattern: str
    explains: int = Field(description="Number of folders that fit the pattern.")
    sites: int = Field(description="Number of sites that it names in them.")


class ImportProgress(InferProgress):
    """`folders` of a dry run are those finished since the last report."""

    folders: list[FolderSummary] = Field(default=[])


class ImportRecordingsResult(Message):
    """`recordings` lists at most 1,000 recordings; `added` and `known` count all.

    A dry run lists `folders` and `proposals`, and `added` counts what an import would add.
    """

    recordings: list[ImportedRecording]
    added: int
    known: int
    deployments: int
    folders: list[FolderSummary]
    proposals: list[PatternProposal]
    errors: list[FileError]
    notes: list[Note]
    elapsed_seconds: float


class RecordingChange(Message):
    """A missing field stays unchanged; null empties a field."""

    recording_id: Id
    deployment_id: Id | None = None
    start: Text | None = Field(default=None, description="ISO 8601.")
    path: ReadPath | None = None


class UpdateRecordingsRequest(ClockFields, Request):
    """Correct recordings one by one, or the clocks of all that pass the filters in `where`.

    The fields of a clock belong to `where`. They count before those of deployments, sites and
    folders. A start that a person set stays.
    """

    recordings: list[RecordingChange] = Field(default=[], fail_fast=True, max_length=10_000)
    where: Where | None = Field(default=None, description="Filters, as of `query` on recordings.")

    @model_validator(mode="after")
    def _one_way(self) -> UpdateRecordingsRequest:
        clock = self.model_fields_set & set(ClockFields.model_fields)
        if bool(self.recordings) == (self.where is not None):
            raise ValueError("give recordings or where")
        if bool(clock) != (self.where is not None):
            raise ValueError("where needs a timezone, shiftSeconds, source or pattern")
        return self


class UpdateRecordingsResult(Message):
    """`starts` counts recordings with another start now; `places/undo` undoes the batch."""

    updated: int
    starts: int = 0
    batch_id: int | None = None
    notes: list[Note] = Field(default=[])


class RelinkRequest(LongRequest):
    """Search `folders` for missing recordings.

    `merge` joins a missing recording with the one that the catalog already has at the new place.
    """

    folders: list[ReadPath] = Field(min_length=1, fail_fast=True, max_length=MOST_ITEMS)
    recording_ids: list[Id] | None = Field(default=None, fail_fast=True, max_length=MOST_ITEMS)
    dry_run: bool = False
    merge: bool = False


class Relinked(Message):
    """`by`: equal samples, equal sound (converted with loss), or an equal file.

    `file` compares size, time of change and the recorder's notes, if the sound was never read.
    """

    recording_id: int
    old_path: str
    path: str
    by: Literal["samples", "sound", "file"]
    merged: int | None = Field(description="Id of the recording that was joined to this one.")


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
    notes: list[Note]


class RemoveRecordingsRequest(Request):
    """Removing never touches the sound files."""

    recording_ids: list[Id] = Field(min_length=1, fail_fast=True, max_length=10_000)
    including_labels: bool = False


class RemoveRecordingsResult(Message):
    removed: int
    backup: str


class LocateRequest(Request):
    """Find where recordings of the catalog are now, by their ids."""

    recording_ids: list[Id] = Field(min_length=1, fail_fast=True, max_length=1_000)


class Located(Message):
    """Where a recording is: its path on this computer, or its url if its drive is away.

    `changed`: the file has another size or another beginning than the catalog knows. `gone`: no
    regular file is at the path. `playable`: Chromium's audio element plays such files. Seconds,
    rate and channels are those of the catalog, null where no file was read yet.
    """

    recording_id: int
    path: str
    state: Literal["there", "driveAway", "gone", "changed"]
    drive: str | None = Field(description="The label of the recording's drive, if it has one.")
    container: str | None = Field(description="As the file's first bytes tell: WAV, FLAC, OGG ...")
    playable: bool
    seconds: float | None
    sample_rate: int | None
    channels: int | None


class LocateResult(Message):
    """`recordings` in the order of the request; `unknown` are ids that the catalog lacks."""

    recordings: list[Located]
    unknown: list[int]
