"""`export`: writes detections and labels to files for other tools."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.app.method import Method
from sidecar.app.progress import ProgressReporter
from sidecar.audio.path import at_home, path_text, text_path
from sidecar.catalog.values import Where
from sidecar.contract.export import (
    ExportedFile,
    ExportPlan,
    ExportPreview,
    ExportRequest,
    ExportResult,
    RowsProgress,
)
from sidecar.errors import CatalogUnavailable, InvalidParams
from sidecar.export.account import Account
from sidecar.export.besides import besides, is_beside, places_beside
from sidecar.export.cap import Cap
from sidecar.export.columns import OF_ANALYSES, PROBABILITY, SPEECH
from sidecar.export.curves import Curves, curves_of
from sidecar.export.destination import Border, check_apart, check_folder, destined, is_folder
from sidecar.export.exporting import WrittenFile, export_apart, export_together
from sidecar.export.formats import FORMATS, check_name, format_of, is_export
from sidecar.export.methodstext import Verified
from sidecar.export.minutes import MinuteSource
from sidecar.export.preview import preview
from sidecar.export.reading import RowSource
from sidecar.export.writer import ExportJob
from sidecar.methods.exportminutes import check_minutes, write_minutes
from sidecar.methods.exportplan import MOST_LISTED, Planner, apart, beside, together
from sidecar.methods.spreadsheet import csv_style, note_unused
from sidecar.methods.thresholdset import named_set
from sidecar.methods.told import told
from sidecar.methods.verified import check_samples, verified
from sidecar.recordings.filters import filters
from sidecar.rpc.verb import Call
from sidecar.wholefile import WholeFiles, whole_files


@destined
def export(engine: Engine, request: ExportRequest, call: Call) -> ExportResult:
    """Write the rows of a query; all files appear whole, or none does.

    Rows are those of one moment, though a run may write meanwhile. Raises PathNotAllowed,
    StorageFull, and the errors of `query`.
    """
    began = time.monotonic()
    formats, cap = _formats(request), cap_of(request)
    ledger = Ledger()
    _note_idle(ledger, request)
    where = filters(engine, request, ledger)
    questions = engine.catalog.questions
    if request.select == "minutes":
        return _export_minutes(engine, request, formats, where, ledger, call)
    check_samples(engine, request)
    writes = request.preview is None and not request.dry_run
    # Before the snapshot, because a look at an estimate is kept.
    judged = verified(engine, request, call) if request.methods and writes else []
    with questions.snapshot():
        source = RowSource(
            questions, request.select, where, engine.drives(), curves=_curves(engine, request)
        ).capped(cap)
        columns = tuple(dict.fromkeys(request.columns))
        asked = ExportJob(source, columns, csv_style(request, source), _EmptyColumns(ledger))
        if writes:
            done = _write(engine, request, asked, formats, judged, call)
        else:
            done = _Done([], 0, 0, 0)
        previews = _previews(request, asked, formats)
        plan = _plan(engine, request, asked, formats, call) if request.dry_run else None
    note_unused(request, formats, asked, ledger)
    return ExportResult(
        files=done.files,
        written=done.written,
        rows=done.rows,
        asked=done.asked if plan is None else plan.rows,
        previews=previews,
        plan=plan,
        notes=ledger.notes(),
        elapsed_seconds=round(time.monotonic() - began, 3),
    )


def _export_minutes(
    engine: Engine,
    request: ExportRequest,
    formats: Sequence[str],
    where: Where,
    ledger: Ledger,
    call: Call,
) -> ExportResult:
    """Write minutes, all of one moment."""
    began = time.monotonic()
    check_minutes(request, formats)
    questions = engine.catalog.questions
    style = csv_style(request, RowSource(questions, "detections", {}, engine.drives()))
    target = _target(engine, request, formats)
    with questions.snapshot():
        source = MinuteSource(questions, where, engine.settings.recorder.db_full_scale)
        tell = _Counting(call, source.count())
        listed = _Listing(tell)
        listed.take(write_minutes(source, style, target.files(), target.border, tell))
    tell.end()
    return ExportResult(
        files=listed.files,
        written=listed.count,
        rows=tell.done,
        asked=tell.done,
        notes=ledger.notes(),
        elapsed_seconds=round(time.monotonic() - began, 3),
    )


def _curves(engine: Engine, request: ExportRequest) -> Curves | None:
    if request.threshold_set is None:
        return None
    return curves_of(named_set(engine, request.threshold_set, "thresholdSet"))


def cap_of(request: ExportRequest) -> Cap | None:
    if request.most is None:
        return None
    return Cap(request.most, request.per, request.pick, request.seed)


def _note_idle(ledger: Ledger, request: ExportRequest) -> None:
    """Note the given options that can have no effect."""
    if request.most is None:
        for name in ("per", "pick"):
            why = "There is no choice of rows without a limit, so all are written."
            ledger.idle(request, name, why, changes_results=True)
    if request.most is None or request.pick == "best":
        ledger.idle(request, "seed", "The seed has no effect: no row is chosen at random.")
    if not request.methods:
        ledger.idle(request, "samples", "Only the methods text tells of samples.")
    if "probability" not in request.columns and not request.methods:
        why = "The set has no effect without the column probability or the methods text."
        ledger.idle(request, "thresholdSet", why)
    if request.preview is not None and not request.dry_run:
        for name in ("overwrite", "methods"):
            ledger.idle(request, name, "A preview writes no file.")


@dataclass(frozen=True)
class _Done:
    files: list[ExportedFile]
    written: int
    rows: int
    asked: int


@dataclass(frozen=True)
class _Target:
    """Where an export goes: a file, or a folder for its files."""

    request: ExportRequest
    formats: Sequence[str]
    border: Border

    @cached_property
    def path(self) -> Path:
        return at_home(text_path(self._text))

    @property
    def _text(self) -> str:
        assert self.request.destination is not None
        return self.request.destination

    @cached_property
    def is_folder(self) -> bool:
        apart = self.request.per_recording
        return apart or len(self.formats) > 1 or is_folder(self._text, self.path)

    @property
    def folder(self) -> Path:
        return self.path if self.is_folder else self.path.parent

    @cached_property
    def besides(self) -> dict[str, Path]:
        return places_beside(self.path, folder=self.is_folder) if self.request.methods else {}

    def files(self) -> dict[str, Path]:
        """Find each format's file: the named file, or its usual name in the folder."""
        if not self.is_folder:
            return {self.formats[0]: self.path}
        return {name: self.path / _usual_name(name, self.request) for name in self.formats}

    def check(self) -> None:
        """Raise PathNotAllowed or InvalidParams for a place that cannot take the results."""
        check_apart(self.path, self.border.own)
        as_folder = is_folder(self._text, self.path)
        if self.request.per_recording:
            _check_no_file(self.path, "One file per recording")
        elif len(self.formats) > 1 and not as_folder:
            check_folder(self.path, self.border.catalog)
            _check_no_file(self.path, "A file per format")
        check_folder(self.folder, self.border.catalog)
        if not self.is_folder:
            self.border.check_never(self.path)
            check_name(self.path.name, self.formats[0])


def _target(engine: Engine, request: ExportRequest, formats: Sequence[str]) -> _Target:
    border = Border(engine.catalog, engine.settings.own_folders, request.overwrite)
    target = _Target(request, formats, border)
    target.check()
    return target


def _write(
    engine: Engine,
    request: ExportRequest,
    asked: ExportJob,
    formats: Sequence[str],
    judged: Sequence[Verified],
    call: Call,
) -> _Done:
    target = _target(engine, request, formats)
    border, account = target.border, Account()
    for each in target.besides.values():
        border.check(each, is_beside)
    if request.methods:
        asked = replace(asked, heard=account.add)
    rows = asked.source.count()
    tell = _Counting(call, rows)
    with whole_files() as made:
        if request.per_recording:
            written = export_apart(asked, formats, target.path, border, tell, made)
        else:
            files = target.files()
            for each in files.values():  # before the work: a file is refused, but none is written
                border.check(each, is_export)
            written = iter(export_together(asked, files, border, tell, made))
        listed = _Listing(tell)
        listed.take(written)
        if target.besides:
            contents = besides(told(engine, asked.source, account, cap_of(request), judged))
            listed.take(_write_besides(target.besides, contents, made))
        _check_all(engine, tell.done, rows)
        call.check()  # before the files appear
    tell.end()
    return _Done(listed.files, listed.count, tell.done, rows)


def _check_all(engine: Engine, written: int, asked: int) -> None:
    """Raise CatalogUnavailable if rows were lost or doubled; then no file appears."""
    if written != asked:
        raise CatalogUnavailable(
            f"The export has {written:,} rows, but the catalog counts {asked:,}.",
            hint="`linnet catalog check` lists the problems. `linnet catalog repair` mends them.",
            path=engine.catalog_path,
        )


def _write_besides(
    places: dict[str, Path], contents: dict[str, bytes], made: WholeFiles
) -> Iterator[WrittenFile]:
    for kind, path in places.items():
        with made.file(path) as file:
            file.write(contents[kind])
        yield WrittenFile(path, kind, 0, len(contents[kind]))


class _Listing:
    """Counts written files, and lists the first of them."""

    def __init__(self, tell: _Counting) -> None:
        self.files: list[ExportedFile] = []
        self.count = 0
        self._tell = tell

    def take(self, written: Iterable[WrittenFile]) -> None:
        for each in written:
            self.count += 1
            self._tell.files = self.count
            if len(self.files) < MOST_LISTED:
                self.files.append(_listed(each))


def _previews(
    request: ExportRequest, asked: ExportJob, formats: Sequence[str]
) -> list[ExportPreview]:
    """Show the first rows as each format writes them."""
    if request.preview is None:
        return []
    return [
        ExportPreview.model_validate(
            {"format": name, **preview(FORMATS[name], asked, request.preview)._asdict()}
        )
        for name in formats
    ]


def _plan(
    engine: Engine, request: ExportRequest, asked: ExportJob, formats: Sequence[str], call: Call
) -> ExportPlan:
    target = _target(engine, request, formats)
    planner = Planner(target.border, target.folder, call)
    rows = asked.source.count()
    if request.per_recording:
        places = apart(asked, formats, target.path)
    else:
        places = together(asked, target.files(), rows)
    for place in (*places, *beside(target.besides)):
        planner.add(place)
    return planner.plan(rows)


# Why a column may be empty, where it is not for want of a start, a place or a deployment.
_OFFSET = "A recording needs an offset from UTC: set its time zone with `linnet sites set`."
_PLACED = (
    "A recording needs a place and an offset from UTC: set both with `linnet sites set`. "
    "Where the sun does not rise or set, there are no hours from it."
)
_EMPTY = {name: "Only an analysis with a place fills it." for name in OF_ANALYSES} | {
    "heardAtUtc": _OFFSET,
    "moonIlluminated": _OFFSET,
    **dict.fromkeys(("hoursFromSunrise", "hoursFromSunset", "sun"), _PLACED),
    SPEECH: "`linnet speech find` looks for speech in recordings.",
    PROBABILITY: "The set has no curve for the species or for such scores, or is of another model.",
}


class _EmptyColumns:
    """Notes each recording for which a column has no value, once a column."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._last: dict[str, str] = {}  # a recording's rows come in a row

    def __call__(self, column: str, path: str) -> None:
        if self._last.get(column) != path:
            self._last[column] = path
            hint = _EMPTY.get(column)
            self._ledger.add("emptyColumn", path, what=column, hint=hint)


class _Counting:
    """Counts written rows and files, reports them, and stops a cancelled export."""

    def __init__(self, call: Call, rows: int) -> None:
        self.files = 0
        self._call = call
        self._progress = ProgressReporter(
            call, RowsProgress, unit="rows", total=rows, more=lambda: {"files": self.files}
        )
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
