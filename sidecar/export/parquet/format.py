"""Parquet: the columns of CSV, typed, with our ids, the run and the exact model beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, BinaryIO, Protocol, cast

import numpy as np

from sidecar import __version__
from sidecar.catalog.values import Basis, Recorded
from sidecar.export.clock import heard_s
from sidecar.export.columns import species_list
from sidecar.export.earlier import Sample
from sidecar.export.parquet.column import Chosen, Column, Values
from sidecar.export.parquet.file import MAGIC, ParquetFile
from sidecar.export.parquet.shown import ShownColumns
from sidecar.export.rows import ExportedDetection, RecordingRows, Row
from sidecar.export.writer import ExportJob, Format

# The program that a file names as its writer.
_WRITER = "Linnet version"

# Rows turned into columns at once.
_BLOCK = 8192

# Columns that take their values from a row's field.
_OF_ROWS = {
    "start": Column("Start (s)", "float", required=True),
    "end": Column("End (s)", "float", required=True),
}
_OF_DETECTIONS = {
    **_OF_ROWS,
    "species": Column("Scientific name", "text", required=True),
    "common": Column("Common name", "text"),
    "confidence": Column("Confidence", "float", required=True, many=True),
    "verified": Column("verified", "text", required=True),
    "occurrence": Column("occurrence", "float"),
    "windows": Column("windows", "int", required=True),
    "channel": Column("channel", "int"),
    "speech": Column("speech", "float"),
    "detection_id": Column("detectionId", "int", required=True, many=True),
    "annotation_id": Column("annotationId", "int", required=True, many=True),
    "region_id": Column("regionId", "int", required=True, many=True),
}
_OF_LABELS = {
    **_OF_ROWS,
    "species": Column("Scientific name", "text"),
    "common": Column("Common name", "text"),
    "confidence": Column("Confidence", "float"),
    "verified": Column("verified", "text", required=True),
    "labeler": Column("labeler", "text"),
    "is_human": Column("isHuman", "int"),
    "model": Column("model", "text"),
    "annotated_at": Column("annotatedAt", "text"),
    "most_recent": Column("mostRecent", "int"),
    "comment": Column("comment", "text"),
    "low_hz": Column("lowHz", "float"),
    "high_hz": Column("highHz", "float"),
    "annotation_id": Column("annotationId", "int", required=True, many=True),
    "region_id": Column("regionId", "int", required=True, many=True),
}
_OF_RECORDINGS: dict[str, tuple[Column, Callable[[Recorded], Any]]] = {
    "recording_id": (Column("recordingId", "int", required=True), lambda each: each.recording_id),
    "path": (Column("File", "text", required=True), lambda recording: recording.path),
    "recorded_at": (Column("recordedAt", "text"), lambda recording: recording.recorded_at),
}
_HEARD_AT = Column("heardAt", "time", many=True)
_HEARD_AT_UTC = Column("heardAtUtc", "utc", many=True)
_OF_ANALYSES: dict[str, tuple[Column, Callable[[Basis], Any]]] = {
    "lat": (Column("lat", "float"), lambda analysis: analysis.latitude),
    "lon": (Column("lon", "float"), lambda analysis: analysis.longitude),
    "week": (Column("week", "int"), lambda analysis: analysis.week),
    "overlap": (Column("overlap", "float"), lambda each: each.settings.get("overlap")),
    "sensitivity": (Column("sensitivity", "float"), lambda e: e.settings.get("sensitivity")),
    "min_conf": (Column("min_conf", "float"), lambda e: e.settings.get("minConfidence")),
    "species_list": (Column("species_list", "text"), species_list),
    "run_id": (Column("runId", "int", required=True), lambda analysis: analysis.run_id),
    "model": (Column("model", "text", required=True), lambda analysis: analysis.model),
    "version": (Column("modelVersion", "text"), lambda analysis: analysis.model_version),
    "sha256": (Column("modelSha256", "text"), lambda analysis: analysis.model_sha256),
}


class _Sink(Protocol):
    """Takes columns: a file, or what shows them."""

    def add(self, values: Sequence[Values], rows: int) -> None: ...

    def finish(self) -> None: ...


class _ParquetColumns:
    """Turns rows into columns, some thousands at a time."""

    def __init__(self, asked: ExportJob, begin: Callable[[list[Column]], _Sink]) -> None:
        self._own = _OF_LABELS if asked.labels else _OF_DETECTIONS
        self._analyses = None if asked.labels else asked.source.analyses()
        columns = [*self._own.values(), *(column for column, _ in _OF_RECORDINGS.values())]
        columns += [_HEARD_AT, _HEARD_AT_UTC]
        if self._analyses:
            columns += [column for column, _ in _OF_ANALYSES.values()]
        self._file = begin(columns)
        self._rows: list[Row] = []
        self._recordings: list[Recorded] = []
        self._counts: list[int] = []

    def write(self, part: RecordingRows) -> None:
        self._rows += part.rows
        self._recordings.append(part.recording)
        self._counts.append(len(part.rows))
        if len(self._rows) >= _BLOCK:
            self._add()

    def finish(self) -> None:
        if self._rows:
            self._add()
        self._file.finish()

    def _add(self) -> None:
        fields = dict(zip(self._rows[0]._fields, zip(*self._rows, strict=True), strict=True))
        if "confidence" not in fields:
            fields["confidence"] = tuple(row.confidence for row in self._rows)
        values: list[Values] = [fields[name] for name in self._own]
        which = np.repeat(np.arange(len(self._counts)), self._counts)
        values += [
            Chosen([of(each) for each in self._recordings], which)
            for _, of in _OF_RECORDINGS.values()
        ]
        starts = np.array(fields["start"])
        for begins in (
            [each.starts_at for each in self._recordings],
            [heard_s(each, 0.0) for each in self._recordings],
        ):
            values.append(1000 * (np.array(begins, np.float64)[which] + starts))  # None: NaN
        if self._analyses:
            values += self._of_analyses(cast(list[ExportedDetection], self._rows))
        self._file.add(values, len(self._rows))
        self._rows, self._recordings, self._counts = [], [], []

    def _of_analyses(self, rows: list[ExportedDetection]) -> list[Values]:
        assert self._analyses is not None
        ids, which = np.unique([row.analysis_id for row in rows], return_inverse=True)
        analyses = [self._analyses(each) for each in ids.tolist()]
        return [Chosen([of(each) for each in analyses], which) for _, of in _OF_ANALYSES.values()]


def _begin(file: BinaryIO, asked: ExportJob) -> _ParquetColumns:
    return _ParquetColumns(
        asked, lambda columns: ParquetFile(file, columns, f"{_WRITER} {__version__}")
    )


def _shown(asked: ExportJob, parts: Sequence[RecordingRows]) -> list[list[str]]:
    """Give the titles and the cells of rows, as text."""
    shown: list[ShownColumns] = []

    def begin(columns: list[Column]) -> ShownColumns:
        shown.append(ShownColumns(columns))
        return shown[0]

    writer = _ParquetColumns(asked, begin)
    for part in parts:
        writer.write(part)
    writer.finish()
    return shown[0].lines


def _wrote(found: Sample) -> bool:
    return found.head.startswith(MAGIC) and f"{_WRITER} ".encode() in found.tail


PARQUET = Format(
    "linnet.detections.parquet", ".parquet", _begin, (".parquet", ".pq"), _wrote, shown=_shown
)
