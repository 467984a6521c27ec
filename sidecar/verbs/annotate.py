"""`annotate`, `annotations/undo` and `annotations/import`: what people decide."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sidecar.audio.drives import Drives
from sidecar.audio.path import path_text, text_path
from sidecar.contract.export import RowsProgress
from sidecar.contract.labels import (
    AnnotateRequest,
    AnnotateResult,
    ImportAnnotationsRequest,
    ImportAnnotationsResult,
    LabelerName,
    MadeAnnotation,
    NewAnnotation,
    RowError,
    UndoRequest,
    UndoResult,
)
from sidecar.engine import Engine
from sidecar.errors import InvalidParams, LinnetError, RecordingNotFound, UnsupportedFormat
from sidecar.export.raven import undrawn
from sidecar.labelfile.label import Label
from sidecar.labelfile.read import read_labels
from sidecar.rpc.verb import Call
from sidecar.store import annotations as store
from sidecar.store.decision import Decision
from sidecar.store.labelers import Person, this_user
from sidecar.store.undo import undo as take_back
from sidecar.verbs.labelled import Places, recording_at, url_of
from sidecar.verbs.method import Method
from sidecar.verbs.naming import Names
from sidecar.verbs.telling import Telling

_TABLES = (".txt", ".tsv", ".csv")

# A table of the wrong kind can have a million wrong lines; the first tell what is wrong.
_MOST_ERRORS = 1000

_TARGETS = ("detection_id", "annotation_id", "region_id", "recording_id", "path")


def annotate(engine: Engine, request: AnnotateRequest, call: Call) -> AnnotateResult:
    """Keep what a person decided: all of it, or nothing."""
    names, drives = Names(engine), engine.drives()
    decisions = [
        _decision(engine, names, drives, number, each)
        for number, each in enumerate(request.annotations)
    ]
    batch_id, made = store.annotate(engine.catalog, decisions, _person(request.labeler))
    return AnnotateResult(
        batch_id=batch_id,
        annotations=[
            MadeAnnotation(
                annotation_id=each.annotation_id,
                region_id=each.region_id,
                recording_id=each.recording_id,
                replaced=each.replaced,
            )
            for each in made
        ],
    )


def undo(engine: Engine, request: UndoRequest, call: Call) -> UndoResult:
    """Take a batch of decisions back."""
    if not _is_id(request.batch_id):
        raise InvalidParams("There is no such number in a catalog.", field="batchId")
    batch_id, count = take_back(engine.catalog, request.batch_id)
    return UndoResult(batch_id=batch_id, annotations=count)


def _person(labeler: LabelerName | None) -> Person:
    return Person(labeler.name, labeler.email) if labeler else this_user()


def _is_id(value: object) -> bool:
    """Tell whether SQLite can hold a number."""
    return not isinstance(value, int) or abs(value) < 1 << 63


def _alias(name: str) -> str:
    return NewAnnotation.model_fields[name].alias or name


def _decision(
    engine: Engine, names: Names, drives: Drives, number: int, new: NewAnnotation
) -> Decision:
    """Find what a decision is about; raises InvalidParams naming the field."""

    def wrong(message: str, field: str) -> InvalidParams:
        return InvalidParams(message, field=f"annotations.{number}.{field}")

    given = [name for name in _TARGETS if getattr(new, name) is not None]
    if len(given) != 1:
        raise wrong(
            "Name one of detectionId, annotationId, regionId, recordingId and path.",
            _alias(given[1] if given else "detection_id"),
        )
    if not _is_id(getattr(new, given[0])):
        raise wrong("There is no such number in a catalog.", _alias(given[0]))
    values = new.model_dump(exclude={"path", "start", "end", "species", "common"})
    values |= {"start_s": new.start, "end_s": new.end}
    if new.species is not None:
        values["species"], values["common"] = names.resolve(new.species, new.common)
    if given[0] not in ("recording_id", "path"):
        if new.start is not None or new.end is not None:
            raise wrong("The times of a region stay; add another region.", "start")
    elif new.path is not None:
        url = url_of(engine.catalog, drives, Path(os.path.abspath(text_path(new.path))))
        values["recording_id"] = recording_at(engine.catalog, drives, url)
    else:
        assert new.recording_id is not None
        recorded = engine.catalog.url(new.recording_id)
        if recorded is None:
            raise wrong(f"The catalog has no recording {new.recording_id}.", "recordingId")
        recording_at(engine.catalog, drives, recorded)  # measured, where the app did not
    return Decision(**values)


@dataclass(frozen=True)
class _Line:
    """A label with the file and line that it comes from."""

    path: Path
    number: int
    decision: Decision


def import_annotations(
    engine: Engine, request: ImportAnnotationsRequest, call: Call
) -> ImportAnnotationsResult:
    """Take labels of Raven and Audacity over; what is wrong with a line ends only that line."""
    places, names = Places(engine, request.recordings), Names(engine)
    errors: list[RowError] = []
    lines: list[_Line] = []
    files = 0
    tables = list(_tables(request.inputs))
    telling = Telling(call, RowsProgress, unit="files", total=len(tables))
    telling.begin()
    for place, (path, outright) in enumerate(tables):
        call.check()
        telling.report(place)
        try:
            found = read_labels(path, request.column)
        except LinnetError as error:
            if outright or not isinstance(error, UnsupportedFormat):
                errors.append(_row_error(path, 0, error.message))
            continue
        files += 1
        errors += (_row_error(path, each.line, each.message) for each in found.bad)
        for label in found.labels:
            try:
                recording_id = places.find(path, label.recording)
                decision = _labelled(engine, names, recording_id, label, request.verified)
                lines.append(_Line(path, label.line, decision))
            except LinnetError as error:
                errors.append(_row_error(path, label.line, error.message))

    def refuse(number: int, error: InvalidParams) -> None:
        errors.append(_row_error(lines[number].path, lines[number].number, error.message))

    telling.unit, telling.total = "rows", len(lines)

    def decisions() -> Iterator[Decision]:
        for place, line in enumerate(lines):
            call.check()
            telling.report(place)
            yield line.decision

    batch_id, added, known = store.keep(
        engine.catalog,
        decisions(),
        _person(request.labeler),
        _what(lines),
        refuse=refuse,
    )
    telling.done = len(lines)
    telling.end()
    return ImportAnnotationsResult(
        batch_id=batch_id, files=files, added=added, known=known, errors=_told(errors)
    )


def _tables(inputs: list[str]) -> Iterator[tuple[Path, bool]]:
    """List files of labels, each once, and whether it was named outright."""
    seen = set()
    for text in inputs:
        place = Path(os.path.abspath(text_path(text)))
        outright = not place.is_dir()
        inside = sorted(place.rglob("*")) if not outright else [place]
        if outright and not place.exists():
            raise RecordingNotFound("There is no such file or folder.", path=place)
        for path in inside:
            wanted = outright or (path.suffix.lower() in _TABLES and path.is_file())
            if wanted and path not in seen:
                seen.add(path)
                yield path, outright


def _labelled(
    engine: Engine, names: Names, recording_id: int, label: Label, verified: str
) -> Decision:
    """Fit a label into its recording: what reaches over the end, or above the top, is cut."""
    row = (
        engine.catalog.reader()
        .execute(
            "SELECT duration, samplerate FROM Recording WHERE recordingId = ?", (recording_id,)
        )
        .fetchone()
    )
    if row["duration"] and label.start_s >= row["duration"]:
        raise InvalidParams(f"The recording ends at {row['duration']:g} s.", field="start")
    end = min(label.end_s, row["duration"] or label.end_s)
    low, high = label.low_hz, label.high_hz
    if (low, high) == undrawn(row["samplerate"]):
        low = high = None
    if high is not None and row["samplerate"]:
        high = min(high, row["samplerate"] / 2)
    species, common = names.resolve(label.species, label.common)
    return Decision(
        recording_id=recording_id,
        start_s=label.start_s,
        end_s=end,
        low_hz=low,
        high_hz=high,
        species=species,
        common=common,
        verified=label.verified or verified,
        probability=label.probability,
        comment=label.comment,
        labeler=label.labeler,
    )


def _what(lines: list[_Line]) -> str:
    names = dict.fromkeys(str(line.path.name) for line in lines)
    text = ", ".join(names)
    return text if len(text) <= 500 else f"{text[:500]}... ({len(names)} files)"


def _row_error(path: Path, line: int, message: str) -> RowError:
    return RowError(path=path_text(path), line=line, message=message)


def _told(errors: list[RowError]) -> list[RowError]:
    """Leave out what a message cannot hold, and say how much that is."""
    if len(errors) <= _MOST_ERRORS:
        return errors
    left = len(errors) - _MOST_ERRORS
    last = errors[_MOST_ERRORS]
    more = RowError(path=last.path, line=last.line, message=f"And {left} more lines.")
    return [*errors[:_MOST_ERRORS], more]


METHODS = (
    Method("annotate", annotate, "quick", "Keep what a person decided."),
    Method("annotations/undo", undo, "quick", "Take back the latest decisions."),
    Method(
        "annotations/import",
        import_annotations,
        "aside",
        "Labels from Raven and Audacity.",
        RowsProgress,
    ),
)
