"""Messages of `export` and `clips`."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from sidecar.contract.base import FileError, LongRequest, Message, Progress, WritePath
from sidecar.contract.query import Where

Format = Literal["raven", "audacity", "csv", "kaleidoscope", "parquet", "json", "ndjson", "table"]
CsvColumn = Literal[
    "lat", "lon", "week", "overlap", "sensitivity", "min_conf", "species_list", "model"
]


class ExportRequest(LongRequest):
    """`where` is `query`'s for `select`; `destination` a file, or a folder.

    `perRecording` writes a file per recording below the folder, in folders as the recordings' own.
    """

    format: Format | list[Format]
    destination: WritePath
    select: Literal["detections", "annotations"] = "detections"
    where: Where = Field(default={})
    per_recording: bool = False
    columns: list[CsvColumn] = Field(default=[], description="More columns of CSV.")


class RowsProgress(Progress):
    """How far an export, the cutting of clips, or an import of labels is (which reads its files
    first); `total` is null where it is not known.
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
    """At most 1,000 `files` are listed; `written` counts all."""

    files: list[ExportedFile]
    written: int
    rows: int
    elapsed_seconds: float


class ClipsRequest(LongRequest):
    """Cut detections out of their recordings, a folder per species."""

    destination: WritePath
    where: Where = Field(default={}, description="Of `query`'s detections.")
    format: Literal["flac", "wav"] = "flac"
    padding: float = Field(default=0.0, ge=0, le=60, description="Seconds before and behind.")
    most: int | None = Field(default=None, ge=1, description="Clips of a species.")
    pick: Literal["best", "random"] = "best"
    seed: int = 0
    merge: bool = Field(default=False, description="Neighbours of one species become one clip.")


class ClipsResult(Message):
    written: int
    kept: int = Field(description="There already.")
    species: int
    bytes: int
    list_path: str
    errors: list[FileError]
    elapsed_seconds: float
