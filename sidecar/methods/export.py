"""`export`: writes detections and labels to files for other tools."""

from __future__ import annotations

import time
from pathlib import Path

from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.app.method import Method
from sidecar.app.progress import ProgressReporter
from sidecar.audio.path import at_home, path_text, text_path
from sidecar.catalog.values import Question
from sidecar.contract.export import ExportedFile, ExportRequest, ExportResult, RowsProgress
from sidecar.errors import InvalidParams
from sidecar.export.columns import OF_ANALYSES
from sidecar.export.destination import Border, check_apart, check_folder, destined, is_folder
from sidecar.export.exporting import WrittenFile, export_apart, export_together
from sidecar.export.formats import FORMATS, check_name, format_of, is_export
from sidecar.export.reading import RowSource
from sidecar.export.writer import ExportJob
from sidecar.methods.spreadsheet import csv_style, note_unused
from sidecar.recordings.filters import filters
from sidecar.rpc.verb import Call

_MOST_LISTED = 1000


@destined
def export(engine: Engine, request: ExportRequest, call: Call) -> ExportResult:
    """Write the rows of a query; each file appears whole or not at all.

    Raises PathNotAllowed, StorageFull, and the errors of `query`.
    """
    began = time.monotonic()
    catalog = engine.catalog
    formats = _formats(request)
    ledger = Ledger()
    where = filters(engine, request, ledger)
    source = RowSource(catalog.questions, request.select, where, engine.drives())
    listed: list[ExportedFile] = []
    written = 0
    with catalog.questions.snapshot():
        style = csv_style(request, source)
        columns = tuple(dict.fromkeys(request.columns))
        border = Border(catalog, engine.settings.own_folders, request.overwrite)
        asked = ExportJob(source, columns, style, _EmptyColumns(ledger))
        tell = _Counting(call, source)
        folder = at_home(text_path(request.destination))
        check_apart(folder, border.own)
        if request.per_recording:
            _check_no_file(folder, "One file per recording")
            check_folder(folder, catalog)
            made = export_apart(asked, formats, folder, border, tell)
        else:
            files = _files(request, formats, border)
            made = iter(export_together(asked, files, border, tell))
        for each in made:
            written += 1
            if len(listed) < _MOST_LISTED:
                listed.append(_listed(each))
        tell.end()
    note_unused(request, formats, asked, ledger)
    return ExportResult(
        files=listed,
        written=written,
        rows=tell.done,
        notes=ledger.notes(),
        elapsed_seconds=round(time.monotonic() - began, 3),
    )


class _EmptyColumns:
    """Notes each recording for which a column has no value, once a column."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._last: dict[str, str] = {}  # a recording's rows come in a row

    def __call__(self, column: str, path: str) -> None:
        if self._last.get(column) != path:
            self._last[column] = path
            hint = "Only an analysis with a place fills it." if column in OF_ANALYSES else None
            self._ledger.add("emptyColumn", path, what=column, hint=hint)


class _Counting:
    """Counts written rows, reports them, and stops a cancelled export."""

    def __init__(self, call: Call, source: RowSource) -> None:
        self._call = call
        self._progress = ProgressReporter(call, RowsProgress, unit="rows")
        if self._progress.has_listener:
            asked = Question(source.select, source.where)
            self._progress.total = source.questions.page(asked, limit=1, exact=True).total
            self._progress.begin()

    @property
    def done(self) -> int:
        return self._progress.done

    def __call__(self, rows: int) -> None:
        self._call.check()
        self._progress.report(self.done + rows)

    def end(self) -> None:
        self._progress.end()


def _formats(request: ExportRequest) -> list[str]:
    formats = [request.format] if isinstance(request.format, str) else request.format
    if not formats:
        raise InvalidParams("Name at least one format.", field="format")
    if request.select == "annotations" and "table" in formats:
        raise InvalidParams(
            "The table format has only detections.",
            field="select",
            hint="Export annotations as csv, raven or another format.",
        )
    if request.per_recording and "table" in formats:
        raise InvalidParams(
            "The table format has one file for all recordings.",
            field="perRecording",
            hint="Ask for one file of all recordings, or leave out the format table.",
        )
    return list(dict.fromkeys(formats))


def _files(request: ExportRequest, formats: list[str], border: Border) -> dict[str, Path]:
    """Find each format's file: the named file, or its usual name in a folder."""
    catalog = border.catalog
    path = at_home(text_path(request.destination))
    as_folder = is_folder(request.destination, path)
    if len(formats) > 1 or as_folder:
        check_folder(path, catalog)
        if not as_folder:
            _check_no_file(path, "A file per format")
        files = {name: path / _usual_name(name, request) for name in formats}
    else:
        check_folder(path.parent, catalog)
        files = {formats[0]: path}
    for each in files.values():
        border.check_never(each)
    if not as_folder and len(formats) == 1:
        check_name(path.name, formats[0])
    # Before the work: a file is refused, but none is written.
    for each in files.values():
        border.check(each, is_export)
    return files


def _check_no_file(folder: Path, what: str) -> None:
    """Raise InvalidParams for a name of a file where only a folder can take the results."""
    if format_of(folder.name) and not folder.exists():
        raise InvalidParams(
            f'{what} needs a folder, but "{folder.name}" is the name of a file.',
            field="destination",
            hint="Choose the name of a folder.",
        )


def _usual_name(name: str, request: ExportRequest) -> str:
    return FORMATS[name].file_name.replace(".detections.", f".{request.select}.")


def _listed(written: WrittenFile) -> ExportedFile:
    return ExportedFile.model_validate(
        {
            "path": path_text(written.path),
            "format": written.format,
            "rows": written.rows,
            "bytes": written.bytes,
        }
    )


METHODS = (
    Method(
        "export",
        export,
        "files",
        "Write detections and labels to files for other tools.",
        RowsProgress,
    ),
)
