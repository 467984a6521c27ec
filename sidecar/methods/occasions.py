"""`occasions/export`: writes what occasions say of species, for papers and for R."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from sidecar import __version__
from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.app.method import Method
from sidecar.app.progress import ProgressReporter
from sidecar.audio.path import at_home, path_text, text_path
from sidecar.catalog.values import Question
from sidecar.contract.base import FileError
from sidecar.contract.export import RowsProgress
from sidecar.contract.occasionexport import (
    ExportOccasionsRequest,
    ExportOccasionsResult,
    OccasionFile,
)
from sidecar.contract.occasions import OccasionOptions
from sidecar.errors import LinnetError
from sidecar.export.destination import Border, check_apart, check_folder, destined
from sidecar.export.occasions.form import Form, OccasionFacts
from sidecar.export.occasions.forms import FORMS, is_occasions
from sidecar.export.occasions.methods import Definition, OccasionAccount, methods
from sidecar.methods.occasionquestion import Surveyed, surveyed
from sidecar.recordings.files import file_error
from sidecar.recordings.filters import filters
from sidecar.rpc.verb import Call
from sidecar.wholefile import WholeFiles, sweep, whole_files

_METHODS = "occasions.txt"
_MOST_LISTED = 1000
# Species whose files are open at once; some systems allow 256 files.
_SPECIES_AT_ONCE = 100


@destined
def export_occasions(
    engine: Engine, request: ExportOccasionsRequest, call: Call
) -> ExportOccasionsResult:
    """Write occasions into a folder; all files appear whole, or none does.

    Rows are those of one moment. Raises PathNotAllowed, StorageFull, and the errors of `query`.
    """
    began = time.monotonic()
    ledger = Ledger()
    form = FORMS[request.form]
    folder = at_home(text_path(request.destination))
    where = filters(engine, request, ledger)
    tell = ProgressReporter(call, RowsProgress, unit="rows")
    tell.begin()
    with engine.catalog.questions.snapshot():
        asked = surveyed(
            engine, where, request.occasions or OccasionOptions(), request.threshold_set, ledger
        )
        target = _Target(engine, request, form, folder, asked.question.species)
        written: list[OccasionFile] = []
        if asked.frame.calendar is None:
            ledger.unfilled(
                "where",
                "No recording with a site and a start passes: there is no file to write.",
            )
        elif not request.dry_run:
            tell.total = asked.rows
            written = _write(asked, target, ledger, tell, call)
    tell.end()
    planned = request.dry_run and asked.frame.calendar is not None
    files = target.planned() if planned else written
    calendar = asked.frame.calendar
    return ExportOccasionsResult(
        files=files[:_MOST_LISTED],
        written=len(written),
        sites=len(asked.frame.sites),
        occasions=0 if calendar is None else calendar.count,
        species=len(asked.question.species),
        cells=asked.rows,
        refusals=target.refusals,
        notes=ledger.notes(),
        elapsed_seconds=round(time.monotonic() - began, 3),
    )


class _Target:
    """The files of an export, by name."""

    def __init__(
        self,
        engine: Engine,
        request: ExportOccasionsRequest,
        form: Form,
        folder: Path,
        species: Sequence[str],
    ) -> None:
        self.form, self.folder = form, folder
        self.border = Border(engine.catalog, engine.settings.own_folders, request.overwrite)
        self.refusals: list[FileError] = []
        check_apart(folder, self.border.own)
        check_folder(folder, engine.catalog)
        script = [form.script[0]] if form.script else []
        self.names = [*form.of_species(species).values(), *form.whole, *script, _METHODS]

    def check(self) -> None:
        """Raise PathNotAllowed for a file that must not be replaced, before any is written."""
        for name in self.names:
            self.border.check(self.folder / name, is_occasions)

    def planned(self) -> list[OccasionFile]:
        """Name the files, and note those that cannot be written."""
        for name in self.names:
            path = self.folder / name
            try:
                self.border.check(path, is_occasions)
            except LinnetError as error:
                self.refusals.append(file_error(path_text(path), error))
        return [self.file(name) for name in self.names]

    def file(self, name: str, rows: int | None = None, size: int | None = None) -> OccasionFile:
        path = self.folder / name
        there = os.path.lexists(path)
        return OccasionFile(path=path_text(path), rows=rows, bytes=size, replaces=there)


def _write(
    asked: Surveyed,
    target: _Target,
    ledger: Ledger,
    tell: ProgressReporter[RowsProgress],
    call: Call,
) -> list[OccasionFile]:
    target.check()
    writing = _Writing(asked, target, tell, call)
    with whole_files() as made:
        sweep(target.folder)
        writing.rows(made)
        writing.texts(made, [each.message for each in ledger.notes()])
        call.check()  # before the files appear
        listed = [target.file(name, *writing.written[name]) for name in target.names]
    return listed


@dataclass
class _Writing:
    """Writes the files of some species after those of others, so that few are open."""

    asked: Surveyed
    target: _Target
    tell: ProgressReporter[RowsProgress]
    call: Call

    def __post_init__(self) -> None:
        self.written: dict[str, tuple[int, int]] = {}  # rows and bytes
        self.account = OccasionAccount()
        question, kept = self.asked.question, self.asked.kept
        assert self.asked.frame.calendar is not None
        self._told = OccasionFacts(
            calendar=self.asked.frame.calendar,
            species=question.species,
            thresholds=question.thresholds,
            model=question.model,
            threshold_set=None if kept is None else kept.name,
            curves=self.asked.curves,
            sites=_names_of(self.asked.engine),
            files=self.target.form.of_species(question.species),
        )

    def rows(self, made: WholeFiles) -> None:
        """Write the tables; the files of all species together come with the first ones."""
        species = len(self._told.species)
        at_once = _SPECIES_AT_ONCE if self.target.form.by_species else species
        for first in range(0, species, at_once):
            self._some(made, first, min(first + at_once, species))

    def _some(self, made: WholeFiles, first: int, end: int) -> None:
        form, asked = self.target.form, self._part(first, end)
        own = self._told.files
        names = [own[each] for each in asked.question.species if each in own]
        names += [] if first else form.whole
        with ExitStack() as stack:
            files = {
                name: stack.enter_context(made.file(self.target.folder / name)) for name in names
            }
            writer = form.begin(files, self._told.some(first, end))
            sites = 0
            for table in asked.tables(asked.frame.sites.tolist()):
                self.call.check()
                writer.add(table)
                self.account.add(table)
                if not first:
                    self.account.add_hours(table)
                sites += len(table.block.sites)
                self.tell.report(self.tell.done + int(table.detected.size))
            for name, file in files.items():
                self.written[name] = sites, file.tell()

    def _part(self, first: int, end: int) -> Surveyed:
        """Ask of some of the species alone."""
        whole = self.asked
        question = replace(
            whole.question,
            species=whole.question.species[first:end],
            thresholds=whole.question.thresholds[first:end],
        )
        may = {basis: each[first:end] for basis, each in whole.reportable.items()}
        return replace(whole, question=question, reportable=may)

    def texts(self, made: WholeFiles, notes: Sequence[str]) -> None:
        """Write the script, and the text that tells what the files mean."""
        script = self.target.form.script
        texts = {} if script is None else {script[0]: script[1].encode()}
        texts[_METHODS] = methods(self._told, self.account, self._definition(notes))
        for name, content in texts.items():
            with made.file(self.target.folder / name) as file:
                file.write(content)
            self.written[name] = 0, len(content)

    def _definition(self, notes: Sequence[str]) -> Definition:
        asked = self.asked
        versions = asked.engine.catalog.models.versions(asked.question.model)
        return Definition(
            where=asked.question.where,
            versions=[f"version {v.version.version}, SHA-256 {v.version.sha256}" for v in versions],
            target=None if asked.kept is None else asked.kept.target,
            min_hours=asked.min_hours,
            notes=notes,
            program=f"Linnet {__version__}",
        )


def _names_of(engine: Engine) -> Callable[[int, str | None], str]:
    """Give each site a name that no other site has: its own, with its number where it must."""
    rows = engine.catalog.questions.rows(Question("sites", {}), ["site"])
    shared = {name for name, count in Counter(name for (name,) in rows).items() if count > 1}

    def name(site_id: int, site: str | None) -> str:
        if not site:
            return f"site {site_id}"
        return f"{site} ({site_id})" if site in shared else site

    return name


METHODS = (
    Method(
        "occasions/export",
        export_occasions,
        "files",
        "Write what days or nights of sites say of species, for papers and for R.",
        RowsProgress,
    ),
)
