"""Messages of `export` and `clips`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from sidecar.contract.base import (
    Count,
    FileError,
    KeptName,
    LongRequest,
    Message,
    ModelName,
    Progress,
    Seed,
    Text,
    WritePath,
)
from sidecar.contract.notes import Note
from sidecar.contract.query import Where
from sidecar.contract.rows import RunRow
from sidecar.errors import InvalidParams

Format = Literal["raven", "audacity", "csv", "kaleidoscope", "parquet", "json", "ndjson", "table"]
CsvColumn = Literal[
    "lat",
    "lon",
    "week",
    "overlap",
    "sensitivity",
    "min_conf",
    "species_list",
    "model",
    "heardAt",
    "heardAtUtc",
    "date",
    "time",
    "utcOffset",
    "site",
    "survey",
    "recorder",
    "latitude",
    "longitude",
    "hoursFromSunrise",
    "hoursFromSunset",
    "sun",
    "moonIlluminated",
    "verified",
    "labeler",
    "channel",
    "speech",
    "probability",
]


Overwrite = Annotated[
    bool,
    Field(
        description="Replace files that are no earlier export. Recordings, catalogs and Linnet's "
        "own files are never replaced."
    ),
]


Per = Literal["species", "site", "speciesAndSite"]
Pick = Literal["best", "random"]

# The files beside the rows, which tell where these come from.
Beside = Literal["methods", "settings", "citations"]


class ExportRequest(LongRequest):
    """`where` has the fields of `query` for `select`; `destination` is a file or a folder.

    With `preview` or `dryRun`, nothing is written: the answer shows the first rows, or names the
    files. Only a preview alone needs no destination.

    `perRecording` writes one file per recording, in folders that follow the recordings' own.
    `columns`, `bom` and what follows apply to the formats csv and table, which spreadsheets open.
    `lat` and `lon` are those of the range filter, `latitude` and `longitude` the recording's own.
    CSV has the column `channel` without being asked if a channel was analysed by itself.

    Minutes have the formats csv, parquet, json and ndjson, with the fields of `query`. Of the
    options, they take those of the destination, `bom`, `decimalComma`, `separator` and `paths`.
    """

    format: Format | Annotated[list[Format], Field(max_length=100)]
    destination: WritePath | None = None
    overwrite: Overwrite = False
    select: Literal["detections", "annotations", "minutes"] = "detections"
    where: Where = Field(default={})
    per_recording: bool = False
    columns: list[CsvColumn] = Field(default=[], max_length=100, description="Further CSV columns.")
    threshold_set: KeptName | None = Field(
        default=None,
        description="A set of `thresholds/save`: its curves give the column `probability`.",
    )
    samples: list[KeptName] = Field(
        default=[],
        max_length=20,
        description="Judged samples whose estimates the methods text tells, beside that of "
        "`thresholdSet`.",
    )
    bom: bool = Field(
        default=False,
        description="Begin CSV with a byte-order mark, so that Excel reads accents rightly.",
    )
    decimal_comma: bool = Field(
        default=False, description="Write 0,95 in CSV, as spreadsheets of many countries expect."
    )
    separator: Literal["comma", "semicolon", "tab"] | None = Field(
        default=None,
        description="Between the cells of CSV. Default: comma; semicolon with `decimalComma`.",
    )
    paths: Literal["full", "relative", "name"] = Field(
        default="full", description="Form of the recordings' paths in CSV."
    )
    root: Text | None = Field(
        default=None,
        description="Folder from which relative paths count. Default: the folder that all "
        "recordings share.",
    )
    most: Count | None = Field(
        default=None, description="Most rows per species, site, or both; see `per`."
    )
    per: Per = "species"
    pick: Pick = "best"
    seed: Seed = 0
    methods: bool = Field(
        default=False,
        description="Write beside the files how their rows came about, in words for a paper, with "
        "the settings as JSON and the citations.",
    )
    preview: int | None = Field(
        default=None, ge=1, le=100, description="Only show this many rows as they would be written."
    )
    dry_run: bool = Field(
        default=False, description="Only name the files that would be written or replaced."
    )

    @model_validator(mode="after")
    def _somewhere(self) -> ExportRequest:
        if self.destination is None and (self.dry_run or self.preview is None):
            raise InvalidParams(
                "An export needs a destination.",
                field="destination",
                hint="Name a file or a folder. Only a preview needs none.",
            )
        if "probability" in self.columns and self.threshold_set is None:
            raise InvalidParams(
                "Probabilities need the curves of a judged sample.",
                field="thresholdSet",
                hint="Name a set of `linnet thresholds save`.",
            )
        return self


class RowsProgress(Progress):
    """The progress of an export, of clips, or of an import of labels, which reads its files first.

    `total` is null if it is unknown. `files` counts those that an export has finished.
    """

    total: int | None
    unit: Literal["rows", "clips", "files"]
    elapsed_seconds: float
    files: int | None = None


class ExportedFile(Message):
    path: str
    format: Format | Beside
    rows: int
    bytes: int


class ExportPreview(Message):
    """The first rows as a format writes them: its `text`, and the cells of a table.

    A table of recordings shows as many recordings. `columns` is empty where the file has no titles.
    """

    format: Format
    text: str | None = Field(description="Null for Parquet, which is no text.")
    columns: list[str]
    rows: list[list[str]]
    more: bool = Field(description="Whether rows follow.")


class PlannedFile(Message):
    """A file that would be written; `replacedBytes` is null if no file has its name yet."""

    path: str
    format: Format | Beside
    rows: int
    bytes: int = Field(description="An estimate from the first rows.")
    replaced_bytes: int | None
    refused: bool = Field(description="Whether another file has its name, or cannot be replaced.")


class ExportPlan(Message):
    """What an export would do. `files` lists at most 1,000, and `refusals` at most 100.

    With a refusal, the export would write nothing. `replaced` counts earlier exports, and files
    that `overwrite` lets it replace.
    """

    files: list[PlannedFile]
    file_count: int
    rows: int
    bytes: int
    replaced: int
    replaced_bytes: int
    refused: int
    refusals: list[FileError]
    free_bytes: int | None = Field(description="Free space where the files go; null is unknown.")


class ExportResult(Message):
    """`files` lists at most 1,000 files; `written` counts all.

    `rows` were written, of those `asked` for: the export fails if they differ. `previews` and
    `plan` come where the request asked for them, and then nothing was written.
    """

    files: list[ExportedFile]
    written: int
    rows: int
    asked: int
    previews: list[ExportPreview] = Field(default=[])
    plan: ExportPlan | None = None
    notes: list[Note]
    elapsed_seconds: float


class ResultsRecord(Message):
    """What the result files beside it come from: `linnet.run.json`, which `analyze` writes."""

    inputs: list[str] = Field(description="Files and folders that were analysed.")
    model: ModelName
    run: RunRow
    others: list[RunRow] = Field(
        default=[], description="Runs of other versions of the model, which shared the inputs."
    )
    catalog: str


ClipSpeech = Literal["refuse", "mute", "keep"]


class ClipsRequest(LongRequest):
    """Cut detections out of their recordings, into one folder per species.

    With `dryRun`, nothing is written: the answer counts the clips.
    """

    destination: WritePath
    overwrite: Overwrite = False
    where: Where = Field(default={}, description="Fields of `query`'s detections.")
    format: Literal["flac", "wav"] = "flac"
    padding: float = Field(
        default=0.0,
        ge=0,
        le=60,
        allow_inf_nan=False,
        description="Seconds added before and after.",
    )
    most: Count | None = Field(
        default=None, description="Most clips per species, site, or both; see `per`."
    )
    per: Per = "species"
    pick: Pick = "best"
    seed: Seed = 0
    merge: bool = Field(default=False, description="Join neighbours of one species into one clip.")
    names: Annotated[str, Field(max_length=200)] | None = Field(
        default=None,
        description="What a clip's name begins with, such as {species}_{score}_{verdict}_{time}. "
        "Fields: species, common, score, verdict, time, site, recorder, recording. Default: "
        "score, time and recording.",
    )
    speech: ClipSpeech = Field(
        default="refuse",
        description="Clips in which people speak, as far as somebody looked for speech: `refuse` "
        "writes none, `mute` writes silence where they speak, `keep` writes them as they are.",
    )
    dry_run: bool = Field(default=False, description="Only count the clips.")


class PlannedClips(Message):
    """The clips of a species; those `there` are whole already, and stay."""

    species: str
    common: str | None
    clips: int
    there: int
    seconds: float
    bytes: int


class ClipsPlan(Message):
    """What clips would be cut. `seconds` and `bytes` are of new clips, and bytes an estimate.

    `missing` counts recordings that are not found; their clips cannot be cut, and count nowhere
    else. `species` lists at most 1,000.
    """

    species: list[PlannedClips]
    clips: int
    there: int
    seconds: float
    bytes: int
    missing: int
    refused: int
    refusals: list[FileError]
    free_bytes: int | None


class ClipsResult(Message):
    """Of the clips `asked` for, each is written, kept, refused, or without sound.

    `errors` say why a clip has no sound. `refused` clips have speech.
    """

    asked: int
    written: int
    kept: int = Field(description="Clips that already existed.")
    refused: int = 0
    species: int
    bytes: int
    list_path: str
    plan: ClipsPlan | None = None
    errors: list[FileError]
    notes: list[Note]
    elapsed_seconds: float
