"""The files of a run: written into a folder, beside a record of the run that they come from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sidecar.app.engine import Engine
from sidecar.audio.path import path_text, url_path
from sidecar.contract.base import ModelName
from sidecar.contract.export import ResultsRecord
from sidecar.contract.query import QueryRequest
from sidecar.contract.rows import RunRow
from sidecar.errors import PathNotAllowed, UnsupportedFormat
from sidecar.export.destination import Border, check_apart, check_folder, check_writable
from sidecar.export.exporting import WrittenFile, export_apart, export_together
from sidecar.export.formats import FORMATS, is_export
from sidecar.export.reading import RowSource
from sidecar.export.writer import ExportJob
from sidecar.methods.query import query
from sidecar.regular import read_regular
from sidecar.rpc.verb import Call
from sidecar.wholefile import whole_file, whole_files

RECORD = "linnet.run.json"


@dataclass(frozen=True)
class RunFiles:
    """The files of a run in a folder: one of each format, or one per recording.

    `inputs` are the files and folders that the run analyses.
    """

    folder: Path
    together: Mapping[str, Path]
    apart: list[str]
    inputs: list[str]
    border: Border


def run_files(
    engine: Engine,
    formats: Sequence[str],
    folder: Path,
    inputs: Sequence[str],
    *,
    replace: bool = False,
) -> RunFiles:
    """Name the files of a run, before the run begins.

    Raises PathNotAllowed or StorageFull for a wrong folder, and unless `replace`, PathNotAllowed
    for one with results of other inputs.
    """
    apart = [name for name in formats if FORMATS[name].apart]
    files = {name: folder / FORMATS[name].file_name for name in formats if name not in apart}
    named = sorted(path_text(url_path(each).absolute()) for each in inputs)
    border = Border(
        engine.catalog,
        engine.settings.own_folders,
        replace,
        [url_path(each) for each in inputs],
        "--replace",
    )
    if formats:
        check_folder(folder, engine.catalog)
        check_apart(folder, border.own)
        for path in (*files.values(), folder / RECORD):
            border.check_never(path)
        check_writable(folder)
        if not replace:
            _check_same(folder, list(files.values()), named)
        for path in files.values():
            border.check(path, is_export)
        border.check(folder / RECORD, _is_record)
    return RunFiles(folder, files, apart, named, border)


def _is_record(path: Path) -> bool:
    return _inputs_of(path) is not None


def _check_same(folder: Path, files: Sequence[Path], inputs: list[str]) -> None:
    """Raise PathNotAllowed if the folder has results of other inputs."""
    record = folder / RECORD
    there = [path for path in (record, *files) if path.exists()]
    if not there:
        return
    of = _inputs_of(record)
    if of == inputs:
        return
    others = f"results of {', '.join(of[:3])}" if of else "other results"
    raise PathNotAllowed(
        f"{folder} holds {others}{' and more' if of and len(of) > 3 else ''}.",
        hint="Give another folder with --out, or write --replace to replace these results.",
        path=folder,
    )


def _inputs_of(record: Path) -> list[str] | None:
    """Read which inputs the results in a folder come from; None where no record says so."""
    try:
        return ResultsRecord.model_validate_json(read_regular(record)).inputs
    except (OSError, UnsupportedFormat, ValueError):
        return None


def write_results(
    engine: Engine, run_ids: Sequence[int], model: ModelName, files: RunFiles
) -> list[Path]:
    """Write the detections of runs, also of reused analyses, in each format; returns the files.

    `run_ids` are several where versions of a model shared the recordings; `model` is the first's.
    """
    if not files.together and not files.apart:
        return []
    questions = engine.catalog.questions
    where = {"runId": [*run_ids]}
    asked = ExportJob(RowSource(questions, "detections", where, engine.drives()))
    written: list[WrittenFile] = []
    with questions.snapshot(), whole_files() as made:
        if files.together:
            written += export_together(asked, files.together, files.border, lambda rows: None, made)
        if files.apart:
            written += export_apart(
                asked, files.apart, files.folder, files.border, lambda rows: None, made
            )
    found = query(engine, QueryRequest(select="runs", where=where), Call()).rows
    runs = {run.run_id: run for run in found if isinstance(run, RunRow)}
    record = ResultsRecord(
        inputs=files.inputs,
        model=model,
        run=runs[run_ids[0]],
        others=[runs[each] for each in run_ids[1:]],
        catalog=path_text(engine.catalog_path),
    )
    with whole_file(files.folder / RECORD) as file:
        file.write(record.model_dump_json(by_alias=True, indent=2).encode())
    return [*(each.path for each in written), files.folder / RECORD]


def earlier_results(files: RunFiles, written: Sequence[Path]) -> list[Path]:
    """List the files of earlier runs that stay in the folder beside those of this one."""
    others = [files.folder / each.file_name for each in FORMATS.values()]
    return [path for path in others if written and path not in written and path.exists()]
