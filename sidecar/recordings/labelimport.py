"""Imports labels of other programs: files become decisions, and a wrong line is skipped alone."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.app.progress import ProgressReporter
from sidecar.audio.path import path_text, text_path
from sidecar.catalog.values import Decision, Intake, LabelBatch
from sidecar.contract.export import RowsProgress
from sidecar.contract.labels import (
    ImportAnnotationsRequest,
    ImportAnnotationsResult,
    RowError,
)
from sidecar.errors import InvalidParams, LinnetError, RequestCancelled, UnsupportedFormat
from sidecar.export.raven import undrawn
from sidecar.labels.files import LabelFiles, find_label_files
from sidecar.labels.label import UNKNOWN_MODEL, Label, names_nothing
from sidecar.labels.read import read_labels
from sidecar.recordings.labeler import person
from sidecar.recordings.labelled import Places
from sidecar.recordings.replaced import noting_replaced
from sidecar.recordings.speciesnames import Names
from sidecar.rpc.verb import Call

# A table of the wrong kind can have a million wrong lines; the first ones are enough.
_MOST_ERRORS = 1000


@dataclass(frozen=True)
class _LabelLine:
    """A label, with its file and line."""

    path: Path
    number: int
    decision: Decision


def import_annotations(
    engine: Engine, request: ImportAnnotationsRequest, call: Call
) -> ImportAnnotationsResult:
    """Import labels of other programs; a wrong line is skipped alone."""
    progress = ProgressReporter(call, RowsProgress, unit="files")
    reading = _Reading(engine, request)
    found = find_label_files([Path(os.path.abspath(text_path(each))) for each in request.inputs])
    progress.total = len(found.tables)
    progress.begin()
    for place, (path, folder) in enumerate(found.tables.items()):
        call.check()
        progress.report(place)
        reading.table(path, folder)
    reading.left_out(found)
    lines = reading.lines
    progress.unit, progress.total = "rows", len(lines)

    def decisions() -> Iterator[Decision]:
        for place, line in enumerate(lines):
            call.check()
            progress.report(place)
            yield line.decision

    results = request.model_results == "keep"
    intake = Intake(_what(lines), reading.usable(), request.replace, results)
    batch = engine.catalog.labels.take_over(
        decisions(), person(request.labeler), intake, reading.refuse
    )
    reading.note(batch)
    progress.done = len(lines)
    progress.end()
    return ImportAnnotationsResult(
        batch_id=batch.batch_id,
        files=reading.files,
        added=batch.added,
        known=batch.known,
        replaced=batch.replaced,
        errors=_limited(reading.errors),
        notes=reading.ledger.notes(),
    )


# Why an option has no effect, if no file gave it one.
_IDLE = {
    "column": "The column has no effect, because no file has names of columns.",
    "verified": "The verdict has no effect, because no label of a person lacks one.",
    "modelResults": "The choice has no effect, because no row is a model's result.",
}


class _Reading:
    """Reads label files into decisions, lists the wrong lines, and counts what is left out."""

    def __init__(self, engine: Engine, request: ImportAnnotationsRequest) -> None:
        self.files = 0
        self.lines: list[_LabelLine] = []
        self.errors: list[RowError] = []
        self.ledger = Ledger()
        self._usable: list[str] = []
        self._used: set[str] = set()  # fields of the request that a file gave an effect
        self._folders = set[Path | None]()  # folders of the request that hold tables
        self._undecided: set[int] = set()  # numbers of lines whose table has no verdicts
        self._engine = engine
        self._request = request
        self._places = Places(
            engine, request.recordings, noting_replaced(self.ledger, engine.catalog)
        )
        self._names = Names(engine)
        self._labelers = engine.catalog.labels.labelers()  # whether each name is a person's

    def usable(self) -> list[str]:
        """List the files that were read, without those of which no line can be used.

        Such a file replaces nothing: its recordings may be on a drive that is not there.
        """
        return self._usable

    def table(self, path: Path, folder: Path | None) -> None:
        """Read a file; a folder may hold other texts, but no table of selections without any."""
        try:
            found = read_labels(path, self._request.column)
        except LinnetError as error:
            other = isinstance(error, UnsupportedFormat) and "selection" not in path.name.lower()
            if folder and other:
                self.ledger.add(
                    "passedOver", path_text(path), what=error.message, changes_results=False
                )
            else:
                self.errors.append(_row_error(path, 0, error.message))
            return
        self.files += 1
        if found.named:
            self._used.add("column")
        self._folders.add(folder)
        wrong = len(self.errors)
        self.errors += (_row_error(path, each.line, each.message) for each in found.bad)
        used = [self._label(path, label, found.has_verdicts) for label in found.labels]
        if any(used) or len(self.errors) == wrong:
            self._usable.append(path_text(path))

    def left_out(self, found: LabelFiles) -> None:
        """Note what was found beside tables, and folders without any."""
        for path in found.workbooks:
            self.ledger.add(
                "passedOver",
                path_text(path),
                what="Linnet cannot read workbooks of spreadsheet programs.",
                hint="Save the table as text or CSV.",
            )
        self.errors += (
            _row_error(Path(each.path or ""), 0, each.message) for each in found.unreadable
        )
        self.errors += (
            _row_error(folder, 0, "There are no tables of labels in this folder.")
            for folder in found.folders
            if folder not in self._folders
        )

    def _label(self, path: Path, label: Label, has_verdicts: bool) -> bool:
        """Turn a label into a decision; tells whether its line can be used."""
        model = self._model(label)
        if model is not None:
            self._used.add("modelResults")
        elif label.verified is None:
            self._used.add("verified")
        if names_nothing(label.species):
            self.ledger.add("noSpecies", _line(path, label.line), what=label.species)
            return True
        if model and self._request.model_results == "skip":
            who = "a model" if model == UNKNOWN_MODEL else model
            self.ledger.add("modelResults", _line(path, label.line), what=who)
            return True
        try:
            recording_id = self._places.find(path, label.recording)
            decision = _labelled(self._engine, self._names, recording_id, label)
        except RequestCancelled:
            raise
        except LinnetError as error:
            self.errors.append(_row_error(path, label.line, error.message))
            return False
        if model is None and label.verified is None:
            if self._request.verified != "UNVERIFIED":
                decision = replace(decision, verified=self._request.verified)
            elif not has_verdicts and "verified" not in self._request.model_fields_set:
                self._undecided.add(len(self.lines))
        decision = replace(decision, file=path_text(path), model=model)
        self.lines.append(_LabelLine(path, label.line, decision))
        return True

    def note(self, batch: LabelBatch) -> None:
        """Note what the catalog did otherwise than a person may expect."""
        self._names.note_near_misses(self.ledger, (each.decision.species for each in self.lines))
        for number in sorted(self._undecided.intersection(batch.numbers)):
            line = self.lines[number]
            self.ledger.add("withoutVerdict", _line(line.path, line.number))
        for file, count in batch.earlier.items():
            self.ledger.add("earlierLabels", what=file, count=count)
        for field, why in _IDLE.items():
            if self.files and field not in self._used:
                self.ledger.idle(self._request, field, why)

    def _model(self, label: Label) -> str | None:
        """Name the model that made a label; None if a person made or judged it."""
        if label.verified in ("YES", "NO", "UNSURE"):
            return None
        known = self._labelers.get(label.labeler or "")
        if label.model is None:
            return label.labeler if known is False else None
        return None if known and label.model == label.labeler else label.model

    def refuse(self, number: int, error: InvalidParams) -> None:
        """Note the catalog's reason for refusing a line."""
        line = self.lines[number]
        self.errors.append(_row_error(line.path, line.number, error.message))


def _labelled(engine: Engine, names: Names, recording_id: int, label: Label) -> Decision:
    """Fit a label into its recording: cut it at the end and at the highest frequency."""
    (known,) = engine.catalog.recordings.find([recording_id])
    if known.duration_s and label.start_s >= known.duration_s:
        raise InvalidParams(f"The recording ends at {known.duration_s:g} s.", field="start")
    end = min(label.end_s, known.duration_s or label.end_s)
    low, high = label.low_hz, label.high_hz
    if (low, high) == undrawn(known.rate_hz):
        low = high = None
    if high is not None and known.rate_hz:
        high = min(high, known.rate_hz / 2)
    species, common = names.resolve(label.species, label.common)
    return Decision(
        recording_id=recording_id,
        start_s=label.start_s,
        end_s=end,
        low_hz=low,
        high_hz=high,
        species=species,
        common=common,
        verified=label.verified,
        probability=label.probability,
        comment=label.comment,
        labeler=label.labeler,
    )


def _what(lines: list[_LabelLine]) -> str:
    names = dict.fromkeys(str(line.path.name) for line in lines)
    text = ", ".join(names)
    return text if len(text) <= 500 else f"{text[:500]}... ({len(names)} files)"


def _line(path: Path, number: int) -> str:
    return f"{path_text(path)}, line {number}"


def _row_error(path: Path, line: int, message: str) -> RowError:
    return RowError(path=path_text(path), line=line, message=message)


def _limited(errors: list[RowError]) -> list[RowError]:
    """Limit the errors to one answer's size, and count the rest."""
    if len(errors) <= _MOST_ERRORS:
        return errors
    left = len(errors) - _MOST_ERRORS
    last = errors[_MOST_ERRORS]
    more = RowError(path=last.path, line=last.line, message=f"And {left} more lines.")
    return [*errors[:_MOST_ERRORS], more]
