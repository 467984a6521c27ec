"""JSON and NDJSON: rows with the names and values that `query` gives."""

from __future__ import annotations

import re
from typing import Any, BinaryIO

from pydantic.alias_generators import to_camel
from pydantic_core import to_json

from sidecar.catalog.values import Recorded
from sidecar.export.clock import heard_at, heard_at_utc
from sidecar.export.rows import ExportedDetection, ExportedLabel, RecordingRows, Row
from sidecar.export.writer import ExportJob, Format

_DETECTION = [to_camel(name) for name in ExportedDetection._fields]
_LABEL = [to_camel(name) for name in ExportedLabel._fields]


class _Rows:
    """Values one after another: between brackets and commas, or a line each."""

    def __init__(self, file: BinaryIO, asked: ExportJob, *, array: bool) -> None:
        self._file = file
        self._analyses = asked.source.analyses()
        self._array = array
        self._before = b"[\n" if array else b""

    def write(self, part: RecordingRows) -> None:
        for row in part.rows:
            self._file.write(self._before + to_json(self._value(row, part.recording)))
            self._before = b",\n" if self._array else b"\n"

    def _value(self, row: Row, recording: Recorded) -> dict[str, Any]:
        if isinstance(row, ExportedLabel):
            return {"path": recording.path, **dict(zip(_LABEL, row, strict=True))}
        analysis = self._analyses(row.analysis_id)
        return {
            "path": recording.path,
            "recordedAt": recording.recorded_at,
            "heardAt": heard_at(recording, row.start),
            "heardAtUtc": heard_at_utc(recording, row.start),
            **dict(zip(_DETECTION, row, strict=True)),
            "runId": analysis.run_id,
            "model": analysis.model,
        }

    def finish(self) -> None:
        if self._array:
            self._file.write(b"[]\n" if self._before == b"[\n" else b"\n]\n")
        elif self._before:
            self._file.write(b"\n")


def _json(file: BinaryIO, asked: ExportJob) -> _Rows:
    return _Rows(file, asked, array=True)


def _ndjson(file: BinaryIO, asked: ExportJob) -> _Rows:
    return _Rows(file, asked, array=False)


_OF_ROWS = rb'{"path":"(?:[^"\\]|\\.)*","(recordedAt|recordingId)":'
_ARRAY, _LINES = re.compile(rb"\[\]\n\Z|\[\n" + _OF_ROWS), re.compile(_OF_ROWS)

JSON = Format(
    "linnet.detections.json",
    ".json",
    _json,
    (".json", ".txt"),
    lambda found: found.matches(_ARRAY),
)
NDJSON = Format(
    "linnet.detections.ndjson",
    ".ndjson",
    _ndjson,
    (".ndjson", ".jsonl", ".txt"),
    lambda found: found.matches(_LINES),
)
