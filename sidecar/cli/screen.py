"""Prints tables, and progress bars on standard error if that is a terminal."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table

from sidecar.cli.console import Console, named
from sidecar.contract.analyze import InferResult
from sidecar.contract.audit import CheckDeploymentsProgress
from sidecar.contract.base import FileError
from sidecar.contract.export import ClipsResult, ExportResult, RowsProgress
from sidecar.contract.heads import HeadProgress
from sidecar.contract.labels import DecisionsProgress, ImportAnnotationsResult, RowError
from sidecar.contract.models import (
    AddModelResult,
    InstallModelResult,
    InstallProgress,
    ListModelsResult,
    RangeModelRow,
    VerifyModelResult,
)
from sidecar.contract.notes import Note
from sidecar.contract.preprocess import PreprocessResult
from sidecar.contract.quality import CheckModelResult, QualityLine, QualityName, QualityProgress
from sidecar.contract.recordings import LookProgress, MeasureProgress, RemoveProgress
from sidecar.contract.runprogress import InferProgress
from sidecar.contract.samples import SampleProgress
from sidecar.contract.speech import SpeechProgress
from sidecar.contract.versions import VariantProgress
from sidecar.errors import InvalidParams, LinnetError
from sidecar.models.manifest import Publication
from sidecar.rpc.verb import Call

_out = Console(soft_wrap=True)
if not _out.is_terminal:
    _out.width = 1_000_000  # files and pipes have no edge to wrap at
_MOST_SHOWN = 20
_err = Console(stderr=True)
_err.soft_wrap = not _err.is_terminal


@contextmanager
def infer_progress(call: Call, *, quiet: bool) -> Iterator[None]:
    """Show a bar over recordings during a run."""
    with _bar(MofNCompleteColumn(), quiet=quiet) as bar:
        task = bar.add_task("Analysing", total=None)

        def send(value: BaseModel, last: bool) -> bool:
            assert isinstance(value, InferProgress)
            speed = f"{value.realtime_factor:.0f}x real time"
            bar.update(task, completed=value.done, total=value.total, description=speed)
            return True

        call.listen(send)
        yield


@contextmanager
def files_progress(call: Call, doing: str, *, quiet: bool) -> Iterator[None]:
    """Show a bar over files while Linnet goes through them."""
    with _bar(MofNCompleteColumn(), quiet=quiet) as bar:
        task = bar.add_task(doing, total=None)

        def send(value: BaseModel, last: bool) -> bool:
            assert isinstance(value, InferProgress)
            bar.update(task, completed=value.done, total=value.total)
            return True

        call.listen(send)
        yield


@contextmanager
def install_progress(call: Call, *, quiet: bool) -> Iterator[None]:
    """Show a bar over bytes during a model's download."""
    with _bar(DownloadColumn(), quiet=quiet) as bar:
        task = bar.add_task("Downloading", total=None)

        def send(value: BaseModel, last: bool) -> bool:
            assert isinstance(value, InstallProgress)
            if value.step == "download":
                bar.update(task, completed=value.done, total=value.total or None)
            else:
                bar.update(task, description="Converting")
            return True

        call.listen(send)
        yield


_COUNTING = (
    RowsProgress,
    HeadProgress,
    DecisionsProgress,
    QualityProgress,
    VariantProgress,
    LookProgress,
    MeasureProgress,
    RemoveProgress,
    SampleProgress,
    SpeechProgress,
    CheckDeploymentsProgress,
)


@contextmanager
def counting(call: Call, what: str, *, quiet: bool) -> Iterator[None]:
    """Show a bar over the things that a verb counts."""
    with _bar(MofNCompleteColumn(), quiet=quiet) as bar:
        task = bar.add_task(what, total=None)

        def send(value: BaseModel, last: bool) -> bool:
            assert isinstance(value, _COUNTING)
            bar.update(task, completed=value.done, total=value.total)
            return True

        call.listen(send)
        yield


def _bar(amount: ProgressColumn, *, quiet: bool) -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        amount,
        TimeRemainingColumn(),
        console=_err,
        transient=True,
        disable=quiet or not _err.is_terminal,
    )


def counted(number: int, noun: str) -> str:
    """Write a number with its noun."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def say(what: str | Table) -> None:
    """Print a table, or a line in Rich's markup; names in it are `named`."""
    _out.print(what)


def show_species(rows: list[dict[str, Any]], total: int) -> None:
    """Print species of a run, the most frequent first, and count the others."""
    if not rows:
        _out.print("No species reached the threshold.")
        return
    table = Table("Common name", "Species", box=None, pad_edge=False)
    for name in ("Detections", "Recordings", "Best"):
        table.add_column(name, justify="right")
    for row in rows:
        table.add_row(
            named(row["common"] or ""),
            f"[italic]{named(row['species'])}[/italic]",
            str(row["detections"]),
            str(row["recordings"]),
            f"{row['max_confidence']:.2f}",
        )
    _out.print(table)
    if total > len(rows):
        _out.print(f"and {total - len(rows):,} more species.")


def show_run(result: InferResult, written: list[Path], catalog: Path) -> None:
    """Print the counts of a run, and the places of its results."""
    stats = result.stats
    ends = ("done", "empty", "partial", "failed", "skipped")
    counts = [f"{getattr(stats, name)} {name}" for name in ends if getattr(stats, name)]
    _out.print()
    _out.print(f"{counted(stats.files, 'file')}: {', '.join(counts) or 'nothing to do'}.")
    if stats.windows:
        _out.print(
            f"{stats.audio_seconds / 60:.1f} minutes of sound in {stats.elapsed_seconds:.1f} s, "
            f"{stats.realtime_factor:.0f}x real time."
        )
    if stats.skipped:
        _out.print("Skipped files were done before with the same settings; their results stay.")
    _show_some([f"{each.path}: {each.reason}" for each in result.skipped if each.moved_from])
    _show_some([f"Wrote {path}" for path in written])
    for arm in result.arms:
        version = named(arm.model.version_id or "")
        _out.print(f"Version {version}: run {arm.run_id}, {counted(arm.files, 'file')}")
    runs = ", ".join(str(each) for each in result.runs)
    _out.print(f"Catalog {named(str(catalog))}, {'runs' if len(result.runs) > 1 else 'run'} {runs}")


def show_prepared(result: PreprocessResult) -> None:
    """Print how many recordings were kept or computed, their size, and the rounding error."""
    stats = result.stats
    _out.print(f"{counted(stats.files, 'file')}, {counted(stats.windows, 'window')}: ", end="")
    _out.print(f"{stats.hits} from the cache, {stats.misses} computed.")
    kept = [recording for recording in result.recordings if recording.cache_path]
    if kept:
        shape = " x ".join(str(size) for size in kept[0].shape[1:])
        _out.print(f"Each window is {shape} in {kept[0].dtype}; {stats.bytes / 1e6:.1f} MB in all.")
        worst = max(recording.cost.largest for recording in kept if recording.cost)
        if worst:
            _out.print(f"Largest rounding error: {worst:.2g}.")
    elif result.recordings:
        _out.print("The model takes the plain sound, so Linnet computed and kept nothing.")
    if stats.evicted:
        _out.print(f"The cache removed {counted(stats.evicted, 'recording')} unused for long.")


def show_exported(result: ExportResult) -> None:
    """Print the names of the written files."""
    _show_some([f"Wrote {file.path}" for file in result.files], result.written)
    _out.print(f"{counted(result.rows, 'row')} in {result.elapsed_seconds:.1f} s.")


def _show_some(lines: Sequence[str], count: int | None = None) -> None:
    """Print the first lines, and count the others of `count`."""
    for line in lines[:_MOST_SHOWN]:
        _out.print(named(line))
    more = (len(lines) if count is None else count) - _MOST_SHOWN
    if more > 0:
        _out.print(f"and {more:,} more.")


def show_clips(result: ClipsResult) -> None:
    """Print the numbers of clips, and the place of their list."""
    kept = f"; {result.kept} already existed" if result.kept else ""
    kept += f"; {result.refused} refused, with speech" if result.refused else ""
    _out.print(f"{counted(result.written, 'clip')} of {result.species} species written{kept}.")
    _out.print(f"List {named(result.list_path)}")


def show_errors(errors: list[FileError]) -> None:
    """Print each file that failed, why, and what may help."""
    for error in errors:
        _err.print(" ".join(filter(None, [_about(error.path, error.message), named(error.hint)])))


def show_notes(notes: list[Note], typed: Callable[[str], str] = str) -> None:
    """Print what was asked and not done: each reason, some of what it concerns, and what helps.

    `typed` says how a person types a field that had no effect.
    """
    for note in notes:
        _err.print(f"[bold]{'Note' if not note.changes_results else 'Warning'}:[/bold] ", end="")
        _err.print(" ".join(filter(None, [named(note.message), named(note.hint)])))
        examples = map(typed, note.examples) if note.kind == "noEffect" else note.examples
        for example in filter(None, examples):
            _err.print(f"  {named(example)}")
        if note.count > len(note.examples) > 0:
            _err.print(f"  and {note.count - len(note.examples):,} more")


def show_models(result: ListModelsResult) -> None:
    """Print all known models."""
    table = Table("Name", "Model", "Installed", "Licence", "About", box=None, pad_edge=False)
    for model in result.models:
        installed = "yes" if model.installed else "damaged" if model.trouble else "no"
        table.add_row(
            named(model.name),
            named(model.title),
            installed,
            named(model.licence),
            named(model.about),
        )
    _out.print(table)
    _show_range_models(result.range_models)
    every = [(each.name, each.trouble) for each in result.models]
    for name, trouble in [*every, *((each.name, each.trouble) for each in result.range_models)]:
        if trouble:
            _err.print(_about(name, trouble))


def _show_range_models(rows: Sequence[RangeModelRow]) -> None:
    """Print the range models for all models."""
    table = Table("Name", "Range model", "Installed", "Licence", "About", box=None, pad_edge=False)
    for row in rows:
        installed = "in use" if row.active else "yes" if row.installed else "no"
        installed = "damaged" if row.trouble else installed
        cells = (row.name, row.title, installed, row.licence, row.about)
        table.add_row(*map(named, cells))
    if rows:
        _out.print()
        _out.print(table)


def show_licence(manifest: Publication) -> None:
    """Print a model's licence before its download, and what other sources say of its files."""
    licence = manifest.licence
    about = named(f"has the licence {licence.name} ({licence.url}).")
    _out.print(f"[bold]{named(manifest.title)}[/bold] {about}")
    for line in licence.summary.splitlines():
        _out.print(named(line))
    for role, file in manifest.files.items():
        for each in file.licences:
            _out.print(named(f"{role}: {each.name} ({each.url}), {each.read}."))
    _out.print()


def show_installed(result: InstallModelResult) -> None:
    installed = result.model or result.range_model
    assert installed is not None
    _out.print(named(f"Installed {installed.title} from {installed.source}."))
    _out.print(f"Folder {named(result.path)}")


def show_added(result: AddModelResult) -> None:
    """Print the guessed family of a model, the reason, and its settings."""
    model = result.model
    if result.family:
        _out.print(f"The model looks like {named(result.family)}: {named(result.why or '')}.")
    _out.print(
        f"Added {named(model.name)}: {model.classes} classes, windows of {model.window:g} s at "
        f"{model.sample_rate} Hz, front end {named(str(model.frontend))}."
    )
    _out.print(f"Folder {named(result.path)}")
    _out.print(f"To use it: linnet analyze --model {named(model.name)} RECORDINGS")


def show_verified(result: VerifyModelResult) -> None:
    """Print each check and its outcome."""
    for check in result.checks:
        mark = "[green]ok[/green]" if check.passed else "[red]WRONG[/red]"
        _out.print(f"{mark:>5}  {named(check.name)}: {named(check.message)}")


_QUALITY_MARKS = {"passed": "[green]pass[/green]", "failed": "[red]FAIL[/red]", "notMeasured": "-"}
_QUALITY_TITLES: dict[QualityName, str] = {
    "norms": "Norms after L2",
    "numbers": "NaN and infinity",
    "sameSound": "Same sound twice",
    "silence": "Digital silence",
    "isotropy": "Isotropy",
    "batches": "Batches",
    "version": "Version recorded",
    "agreement": "Agreement with BirdNET",
}


def show_quality(result: CheckModelResult) -> None:
    """Print each line of the checklist: its outcome, figure and limit, and what it says."""
    table = Table("", "Line", "Figure", "Limit", "", box=None, pad_edge=False)
    for line in result.lines:
        table.add_row(
            _QUALITY_MARKS[line.outcome],
            _QUALITY_TITLES[line.name],
            "-" if line.figure is None else f"{line.figure:.3g}",
            _limit(line),
            named(line.message),
        )
    _out.print(table)
    _out.print(
        f"{named(result.model.name)} on {counted(result.windows, 'window')} of "
        f"{counted(result.recordings, 'recording')}."
    )


def _limit(line: QualityLine) -> str:
    words = {"atMost": "at most", "above": "above"}
    return f"{words[line.bound]} {line.limit:g}"


def show_imported_labels(result: ImportAnnotationsResult) -> None:
    """Print the number of imported labels, and each line that failed."""
    show_wrong_lines(result.errors)
    _out.print(
        f"{counted(result.added, 'label')} added, {result.known} known before, "
        f"from {counted(result.files, 'file')}."
    )
    if result.replaced:
        _out.print(f"{counted(result.replaced, 'earlier label')} set aside.")
    if result.batch_id is not None:
        _out.print(f"To undo: linnet labels undo {result.batch_id}")


def show_wrong_lines(errors: Sequence[RowError]) -> None:
    """Print each line that failed; equal errors of a file are one."""
    for (path, message), alike in groupby(errors, lambda each: (each.path, each.message)):
        lines = [each.line for each in alike]
        place = path if not lines[0] else f"{path}, line {lines[0]}"
        if len(lines) > 1:
            place += f" and {len(lines) - 1} more up to line {lines[-1]}"
        _err.print(_about(place, message))


def show_table(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table of texts."""
    table = Table(*titles, box=None, pad_edge=False)
    for row in rows:
        table.add_row(*map(named, row))
    _out.print(table)


def show_line(text: str) -> None:
    """Print one line of text."""
    _out.print(named(text))


def show_error(error: LinnetError) -> None:
    """Print an error and its hint."""
    if isinstance(error, InvalidParams):
        message = named(": ".join(filter(None, [error.field, error.message])))
    else:
        message = _about(str(error.path or ""), error.message)
    _err.print(f"[bold red]linnet:[/bold red] {message}")
    if error.hint:
        _err.print(named(error.hint))


def _about(place: str, message: str) -> str:
    """Put the file's name before a message, unless the message contains it."""
    if not place or re.search(rf'(^|[\s"]){re.escape(place)}([\s".,:;]|$)', message):
        return named(message)
    return f"[bold]{named(place)}[/bold]: {named(message)}"
