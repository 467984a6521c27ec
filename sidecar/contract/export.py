"""Messages of `export` and `clips`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from sidecar.contract.base import (
    Count,
    FileError,
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
    "date",
    "time",
    "utcOffset",
    "site",
    "survey",
    "recorder",
    "latitude",
    "longitude",
    "verified",
    "labeler",
    "channel",
]


Overwrite = Annotated[
    bool,
    Field(
        description="Replace files that are no earlier export. Recordings, catalogs and Linnet's "
        "own files are never replaced."
    ),
]


class ExportRequest(LongRequest):
    """`where` has the fields of `query` for `select`; `destination` is a file or a folder.

    `perRecording` writes one file per recording, in folders that follow the recordings' own.
    `columns`, `bom` and what follows apply to the formats csv and table, which spreadsheets open.
    `lat` and `lon` are those of the range filter, `latitude` and `longitude` the recording's own.
    CSV has the column `channel` without being asked if a channel was analysed by itself.
    """

    format: Format | Annotated[list[Format], Field(max_length=100)]
    destination: WritePath
    overwrite: Overwrite = False
    select: Literal["detections", "annotations"] = "detections"
    where: Where = Field(default={})
    per_recording: bool = False
    columns: list[CsvColumn] = Field(default=[], max_length=100, description="Further CSV columns.")
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


class RowsProgress(Progress):
    """The progress of an export, of clips, or of an import of labels, which reads its files first.

    `total` is null if it is unknown.
    """

    total: int | None
    unit: Literal["rows", "clips", "files"]
    elapsed_seconds: float


class ExportedFile(Message):
    path: str
    format: Format
    rows: int
    bytes: int


class ExportResult(Message):
    """`files` lists at most 1,000 files; `written` counts all."""

    files: list[ExportedFile]
    written: int
    rows: int
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


class ClipsRequest(LongRequest):
    """Cut detections out of their recordings, into one folder per species."""

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
    most: Count | None = Field(default=None, description="Most clips per species.")
    pick: Literal["best", "random"] = "best"
    seed: Seed = 0
    merge: bool = Field(default=False, description="Join neighbours of one species into one clip.")


class ClipsResult(Message):
    written: int
    kept: int = Field(description="Clips that already existed.")
    species: int
    bytes: int
    list_path: str
    errors: list[FileError]
    notes: list[Note]
    elapsed_seconds: float
