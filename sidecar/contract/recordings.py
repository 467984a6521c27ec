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
    PathText,
    Progress,
    ReadPath,
    Request,
    Text,
)
from sidecar.contract.notes import Note
from sidecar.contract.places import CENTURY_S, ClockFields, Name
from sidecar.contract.query import Where
from sidecar.contract.runprogress import InferProgress


class FolderChoice(Message):
    """What a person says of one folder before its import.

    Names count before those of the pattern, for the folder's own files. A shift and a time zone
    become the folder's rule, so they count for later files and for folders in it too.
    """

    folder: PathText
    site: Name | None = None
    survey: Name | None = None
    recorder: Name | None = None
    shift_seconds: float | None = Field(
        default=None, ge=-CENTURY_S, le=CENTURY_S, allow_inf_nan=False
    )
    timezone: str | None = Field(default=None, max_length=100)
    leave_out: bool = Field(default=False, description="Import none of the folder's own files.")

    @model_validator(mode="after")
    def _of_a_site(self) -> FolderChoice:
        if self.survey is not None and self.site is None:
            raise ValueError("a survey needs its site")
        return self


class ImportRecordingsRequest(LongRequest):
    """Import recordings into the catalog without analysing them.

    `pattern` says which folders name the deployment, counted from the end of the path, such as
    `{survey}/{site}/{recorder}/*`. With `dryRun`, nothing is written: the answer describes each
    folder, and proposes patterns. Choices for `folders` count in both.
    """

    inputs: list[ReadPath] = Field(
        min_length=1, fail_fast=True, max_length=MOST_ITEMS, description="Files and folders."
    )
    pattern: Text | None = None
    deployment_id: Id | None = None
    folders: list[FolderChoice] = Field(default=[], fail_fast=True, max_length=10_000)
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


Fix = Literal["site", "shift", "year", "timezone", "leaveOut"]


class FolderTrouble(Note):
    """What is odd about a folder, and what its FolderChoice can do about that.

    `site`: name another site. `shift` and `year`: shift the clock, by `shiftSeconds` if Linnet has
    a proposal. `timezone`: set the zone of the place.
    """

    fixes: list[Fix]
    shift_seconds: float | None = None


class FolderSummary(Message):
    """What a folder's files say, before an import; texts and numbers are those of most files.

    `path` has a folder's own files, without those of folders in it. Names are those of its choice,
    the pattern, or the best proposal. `timezones` are proposals from the files' coordinates.
    """

    path: str
    example: str | None = Field(description="A file to hear, with sound if one of those heard has.")
    left_out: bool
    files: int
    known: int = Field(description="Files that the catalog has already.")
    seconds: float
    sample_rate: int | None
    recorder: str | None
    serial: str | None
    first: str | None = Field(description="The earliest start.")
    last: str | None = Field(description="The latest start.")
    clock_first: str | None = Field(
        description="What the clock showed at the first recording, also if that cannot be true."
    )
    latitude: float | None
    longitude: float | None
    timezones: list[str]
    site: str | None
    survey: str | None
    named_recorder: str | None = Field(description="The recorder that the choice or pattern names.")
    rms_db: float | None = Field(description="Loudness, in dB below full scale.")
    clipped: float | None = Field(description="Share of the samples at full scale, 0 to 1.")
    trouble: list[FolderTrouble]


class PatternProposal(Message):
    """A pattern for an import; the best one comes first."""

    pattern: str
    explains: int = Field(description="Number of folders that fit the pattern.")
    sites: int = Field(description="Number of sites that it names in them.")


class ImportProgress(InferProgress):
    """`folders` of a dry run are those finished since the last report."""

    folders: list[FolderSummary] = Field(default=[])


class ImportedAt(Message):
    """Recordings of an import at one site; null where no site is known."""

    survey: str | None
    site: str | None
    recordings: int


class ImportRecordingsResult(Message):
    """`recordings` lists at most 1,000 recordings; `added` and `known` count all.

    `sites` counts them by the site where they are now. `leftOut` counts the files of folders that
    were left out. `places/undo` takes back the rules of folders by `batchId`. A dry run lists
    `folders` and `proposals`, and `added` counts what an import would add.
    """

    recordings: list[ImportedRecording]
    added: int
    known: int
    left_out: int
    deployments: int
    sites: list[ImportedAt]
    batch_id: int | None = None
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
    """Correct recordings one by one, or the clocks or deployment of all that pass `where`.

    The fields of a clock belong to `where`. They count before those of deployments, sites and
    folders. A start that a person set stays.
    """

    recordings: list[RecordingChange] = Field(default=[], fail_fast=True, max_length=10_000)
    where: Where | None = Field(default=None, description="Filters, as of `query` on recordings.")
    deployment_id: Id | None = Field(
        default=None, description="With where: the deployment of these recordings; null: none."
    )
    dry_run: bool = Field(
        default=False, description="With where: count the recordings, and change nothing."
    )

    @model_validator(mode="after")
    def _one_way(self) -> UpdateRecordingsRequest:
        said = self.model_fields_set & {*ClockFields.model_fields, "deployment_id"}
        if bool(self.recordings) == (self.where is not None):
            raise ValueError("give recordings or where")
        if self.where is None and (said or self.dry_run):
            raise ValueError("a clock, a deploymentId and dryRun belong to where")
        if self.where is not None and not (said or self.dry_run):
            raise ValueError(
                "where needs a deploymentId, timezone, shiftSeconds, source or pattern"
            )
        return self


class UpdateRecordingsResult(Message):
    """`starts` counts recordings with another start now; `places/undo` undoes the batch.

    A dry run counts in `updated` the recordings that would change.
    """

    updated: int
    starts: int = 0
    batch_id: int | None = None
    notes: list[Note] = Field(default=[])


class RelinkChoice(Message):
    """The file of a missing recording, as a person chose it."""

    recording_id: Id
    path: ReadPath


class RelinkRequest(LongRequest):
    """Search `folders` for missing recordings, and take a person's `choices` first.

    A chosen file must hold the recording's sound, or it is refused. `merge` joins a missing
    recording with the one that the catalog already has at the new place.
    """

    folders: list[ReadPath] = Field(default=[], fail_fast=True, max_length=MOST_ITEMS)
    choices: list[RelinkChoice] = Field(default=[], fail_fast=True, max_length=10_000)
    recording_ids: list[Id] | None = Field(default=None, fail_fast=True, max_length=MOST_ITEMS)
    dry_run: bool = False
    merge: bool = False

    @model_validator(mode="after")
    def _somewhere(self) -> RelinkRequest:
        if not (self.folders or self.choices):
            raise ValueError("give folders or choices")
        return self


class Relinked(Message):
    """`by`: equal samples, equal sound (converted with loss), or an equal file.

    `file` compares size, time of change and the recorder's notes, if the sound was never read.
    `chosen`: a person chose the file.
    """

    recording_id: int
    old_path: str
    path: str
    by: Literal["samples", "sound", "file"]
    merged: int | None = Field(description="Id of the recording that was joined to this one.")
    chosen: bool = False


class Ambiguous(Message):
    recording_id: int
    old_path: str
    candidates: list[str]
    reason: str


class RefusedChoice(Message):
    """A file that does not become its recording's, and why.

    `neverRead`: Linnet never heard the recording, and nothing else tells that the file is its own.
    """

    recording_id: int
    old_path: str
    path: str
    reason: Literal["otherSound", "neverRead", "unreadable"]
    message: str


class RelinkResult(Message):
    """`missing` are the ids of recordings that are neither found nor in doubt."""

    relinked: list[Relinked]
    ambiguous: list[Ambiguous]
    refused: list[RefusedChoice]
    missing: list[int]
    errors: list[FileError]
    notes: list[Note]


class RemoveRecordingsRequest(LongRequest):
    """Remove recordings by their ids, or all that pass `where`; their sound files stay.

    A dry run counts what would go. A removal by filter goes in steps, and lets other work between
    them.
    """

    recording_ids: list[Id] = Field(default=[], fail_fast=True, max_length=10_000)
    where: Where | None = Field(default=None, description="Filters, as of `query` on recordings.")
    including_labels: bool = False
    dry_run: bool = False

    @model_validator(mode="after")
    def _one_way(self) -> RemoveRecordingsRequest:
        if bool(self.recording_ids) == (self.where is not None):
            raise ValueError("give recordingIds or where")
        return self


class RemoveProgress(Progress):
    total: int
    unit: Literal["recording"] = "recording"


class RemoveRecordingsResult(Message):
    """`labelled` recordings have `labels` of people; `backup` is null where none was made.

    A dry run counts in `removed` the recordings that would go.
    """

    removed: int
    detections: int
    labelled: int
    labels: int
    backup: str | None
    notes: list[Note]


class MeasureRequest(LongRequest):
    """Measure each minute of recordings of the catalog; reads their sound from begin to end.

    Recordings that were measured already stay as they are, unless `again`.
    """

    where: Where | None = Field(default=None, description="Filters, as of `query` on recordings.")
    again: bool = Field(default=False, description="Measure also what was measured already.")


class MeasureProgress(Progress):
    total: int
    unit: Literal["recording"] = "recording"


class MeasureResult(Message):
    """`measured` counts recordings, and `minutes` theirs; `known` were measured already.

    The select `minutes` of `query` lists what was measured. A row of `errors` tells of a recording
    that could not be read, or only in part: then what was read of it is measured.
    """

    measured: int
    minutes: int
    known: int
    errors: list[FileError]
    notes: list[Note]
    elapsed_seconds: float


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


class LookRequest(LongRequest):
    """Look whether the files of recordings are there; reads no sound of files as they were.

    The catalog notes since when a file is missing, but never one whose drive is not connected.
    """

    where: Where | None = Field(default=None, description="Filters, as of `query` on recordings.")


Cause = Literal["driveAway", "folderGone", "fileGone", "replaced", "changed", "unreadable"]


class NotThere(Message):
    """Recordings of one folder that are not there as they were, by cause.

    `folder` is the topmost folder that is gone, or else the files' own folder. `drive` is the label
    of a drive. `replaced`: another sound lies at the recording's path, and it is set aside.
    `changed`: the file has another size or beginning. `unreadable`: the folder cannot be opened.
    """

    cause: Cause
    folder: str
    drive: str | None
    recordings: int
    since: str | None = Field(description="The first time at which Linnet missed one of them.")
    examples: list[int] = Field(description="Ids of at most 5 of them.")


class CauseCount(Message):
    cause: Cause
    recordings: int
    since: str | None


class LookProgress(Progress):
    total: int
    unit: Literal["recording"] = "recording"
    folder: str | None = None
    not_there: int


class LookResult(Message):
    """`looked` counts recordings, and `there` those whose file is there as it was.

    `missing` counts those newly marked as missing, `found` those whose mark went. `folders` lists
    at most 1,000 groups, the largest first; `causes` counts all.
    """

    looked: int
    there: int
    missing: int
    found: int
    causes: list[CauseCount]
    folders: list[NotThere]
    notes: list[Note]
