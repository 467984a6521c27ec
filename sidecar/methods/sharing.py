"""`annotations/export` and `annotations/merge`: verdicts for another copy, and back from there."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import cast

from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.app.method import Method
from sidecar.app.progress import ProgressReporter
from sidecar.audio.decode import Recording, open_recording
from sidecar.audio.fingerprint import HEAD_BYTES
from sidecar.audio.path import at_home, path_text, text_path
from sidecar.catalog.values import Person, Question, Said, StoredRecording, Where
from sidecar.contract.base import FileError
from sidecar.contract.export import RowsProgress
from sidecar.contract.labels import RowError
from sidecar.contract.sharing import (
    ExportAnnotationsRequest,
    ExportAnnotationsResult,
    MergeAnnotationsRequest,
    MergeAnnotationsResult,
)
from sidecar.errors import (
    InvalidParams,
    LinnetError,
    PathNotAllowed,
    RequestCancelled,
    StorageFull,
    UnsupportedFormat,
    at_recording,
)
from sidecar.export.clips import write_clip
from sidecar.export.destination import Border, check_apart, check_folder, destined
from sidecar.export.writer import Cells, TextTable
from sidecar.recordings.files import file_error
from sidecar.recordings.filters import filters
from sidecar.recordings.labeler import person
from sidecar.recordings.questions import AskedClip, Questions, questions_table, read_questions
from sidecar.recordings.questions import at_home as heard_at_home
from sidecar.recordings.replaced import check_sound
from sidecar.recordings.saidtable import (
    COLUMNS,
    TABLE,
    is_said_table,
    read_said,
    said_cells,
)
from sidecar.rpc.verb import Call
from sidecar.text import read_table
from sidecar.wholefile import sweep, whole_file

_CLIPS = "clips"

_HELP = "README.txt"
_HELP_TEXT = f"""Linnet: verdicts on sounds

Listen to the clips, and write yes, no or unsure into the column "verdict" of {TABLE},
and your name into "labeler". Leave all other columns as they are, and send the table back.
Escuche los clips, escriba sí, no o dudoso en la columna "verdict" de {TABLE},
y su nombre en "labeler". Deje las demás columnas como están, y devuelva la tabla.

To merge it / Para unirla:  linnet labels merge {TABLE}
"""

# A question has no verdict yet, and nobody's name.
_NOBODY = Person("")

# Errors in an answer.
_MOST_ERRORS = 1_000


@destined
def export_annotations(
    engine: Engine, request: ExportAnnotationsRequest, call: Call
) -> ExportAnnotationsResult:
    """Write a table of verdicts, or of questions with their clips.

    Trouble with a recording is a row in `errors`; trouble with the destination ends all work.
    """
    folder = at_home(text_path(request.destination))
    border = Border(engine.catalog, engine.settings.own_folders, request.overwrite)
    check_apart(folder, border.own)
    check_folder(folder, engine.catalog)
    ledger = Ledger()
    if request.of != "questions":
        for name in ("clips", "padding"):
            ledger.idle(request, name, "Clips are cut of questions alone.")
    for name, check in ((TABLE, is_said_table), (_HELP, _is_help)):
        border.check(folder / name, check)
    questions = _questions(engine, request, folder)
    sharing = _Sharing(engine, request, call, border, folder)
    for path, _, message in () if questions is None else questions.errors:
        error = UnsupportedFormat(message, path=path)
        sharing.errors.append(file_error(path_text(path), error))
    sweep(folder)
    where = filters(engine, request, ledger)
    with engine.catalog.questions.snapshot(), whole_file(folder / TABLE) as file:
        table = TextTable(file, COLUMNS)
        if questions is not None:
            rows = sharing.answers(questions.clips)
        else:
            rows = sharing.labels(where) if request.of == "labels" else sharing.questions(where)
        sharing.progress.begin()
        table.add(rows)
        table.finish()
    with whole_file(folder / _HELP) as file:
        file.write(_HELP_TEXT.encode())
    sharing.progress.end()
    return ExportAnnotationsResult(
        path=path_text(folder / TABLE),
        rows=sharing.rows,
        clips=sharing.clips,
        without_sound=sharing.without_sound,
        errors=sharing.errors[:_MOST_ERRORS],
        notes=ledger.notes(),
    )


def _questions(engine: Engine, request: ExportAnnotationsRequest, folder: Path) -> Questions | None:
    """Read the questions whose answers are written; None where others are.

    Raises InvalidParams for a folder without questions, and for that of the questions itself: what
    nobody has answered yet would be lost there.
    """
    if request.questions is None:
        return None
    path = at_home(text_path(request.questions))
    table = questions_table(path)
    if table is None:
        if path.exists() and not path.is_dir():
            read_table(path)  # says itself why a file is no table
        raise InvalidParams(
            f"{path} has no table of questions.",
            field="questions",
            hint="Name a folder of `linnet labels export --of questions`.",
        )
    if table.parent.resolve() == folder.resolve():
        raise InvalidParams(
            "The answers would replace the questions.",
            field="destination",
            hint="Choose another folder for the answers.",
        )
    return read_questions(table)


def _is_help(path: Path) -> bool:
    return path.read_bytes()[:6] == _HELP_TEXT[:6].encode()


class _Sharing:
    """Makes the rows of a table, and counts them."""

    def __init__(
        self,
        engine: Engine,
        request: ExportAnnotationsRequest,
        call: Call,
        border: Border,
        folder: Path,
    ) -> None:
        self.progress = ProgressReporter(call, RowsProgress, unit="rows")
        self.rows = self.clips = self.without_sound = 0
        self.errors: list[FileError] = []
        self._engine, self._request, self._call = engine, request, call
        self._border, self._folder = border, folder
        self._earlier = is_said_table(folder / TABLE)  # so that its clips are ours

    def labels(self, where: Where) -> Iterator[Cells]:
        """Write the last words of people on the annotations that pass."""
        question = Question("annotations", {**where, "isHuman": 1})
        found = self._engine.catalog.questions.rows(question, ["annotationId"])
        passing = {row[0] for row in found}
        for said in self._engine.catalog.labels.said():
            self._call.check()
            if said.annotation_id not in passing:
                continue
            if not said.digest:
                self.without_sound += 1
                continue
            yield self._row(said)

    def questions(self, where: Where) -> Iterator[Cells]:
        """Write each detection once, whichever models heard it, and cut its clip."""
        names = ["recordingId", "start", "end", "species", "common"]
        question = Question("detections", where, ["recordingId", "start", "species"])
        found = self._engine.catalog.questions.rows(question, names)
        for recording_id, rows in groupby(found, key=lambda row: cast(int, row[0])):
            (known,) = self._engine.catalog.recordings.find([recording_id])
            heard = list(dict.fromkeys(tuple(row[1:]) for row in rows))
            if known.plain or len(known.digest or b"") <= HEAD_BYTES:
                self.without_sound += len(heard)
                continue
            yield from self._asked(known, heard)

    def _asked(
        self, known: StoredRecording, heard: Iterable[tuple[object, ...]]
    ) -> Iterator[Cells]:
        assert known.digest is not None
        said = [
            Said(
                known.digest,
                round(cast(float, start) * 1000),
                round(cast(float, end) * 1000),
                cast(str, species),
                cast("str | None", common),
                "",
                _NOBODY,
            )
            for start, end, species, common in heard
        ]
        clips = self._cut(known, said) if self._request.clips else {}
        for each in said:
            self._call.check()
            clip = clips.get((each.start_ms, each.end_ms))
            if clip is None:
                yield self._row(each)
            else:
                yield self._row(each, clip, self._begin_ms(each.start_ms))

    def answers(self, questions: Sequence[AskedClip]) -> Iterator[Cells]:
        """Write what people said of the clips of questions, as of the recordings themselves."""
        for said in heard_at_home(self._engine.catalog.labels.said(), questions):
            self._call.check()
            yield self._row(said)

    def _row(self, said: Said, clip: str = "", begin_ms: int | None = None) -> Cells:
        self.rows += 1
        self.progress.report(self.rows)
        return said_cells(said, clip, begin_ms)

    def _begin_ms(self, start_ms: int) -> int:
        """Tell where the clip of a question begins, in whole milliseconds."""
        return max(0, start_ms - round(self._request.padding * 1000))

    def _cut(self, known: StoredRecording, said: Iterable[Said]) -> dict[tuple[int, int], str]:
        """Cut the clips of a recording; gives their names by begin and end."""
        clips = dict[tuple[int, int], str]()
        try:
            path = self._engine.drives().find(known.url)
            check_sound(known, path)
            with at_recording(path), open_recording(path) as audio:
                for each in said:
                    at = (each.start_ms, each.end_ms)
                    if at not in clips:
                        clips[at] = self._clip(audio, *at)
        except (StorageFull, PathNotAllowed, RequestCancelled):
            raise
        except LinnetError as error:
            self.errors.append(file_error(known.url, error))
        return clips

    def _clip(self, audio: Recording, start_ms: int, end_ms: int) -> str:
        rate, padding = audio.facts.rate_hz, self._request.padding
        first = round(self._begin_ms(start_ms) / 1000 * rate)
        last = min(audio.facts.frames, round((end_ms / 1000 + padding) * rate))
        self._call.check()
        name = f"{_CLIPS}/{self.clips + 1:05}.wav"  # says nothing of the model's opinion
        self._border.check(self._folder / name, lambda path: self._earlier)
        write_clip(self._folder / name, audio, first, last)
        self.clips += 1
        return name


@dataclass
class _Reading:
    """What tables say, with the file and line of each word."""

    said: list[Said] = field(default_factory=list)
    lines: list[tuple[str, int]] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)
    files: int = 0
    unjudged: int = 0

    def read(self, path: Path, labeler: Person | None) -> None:
        """Read a table; a wrong line is an error of its own."""
        try:
            found = list(read_said(path, labeler))
        except LinnetError as error:
            self._wrong(path_text(path), 0, error.message)
            return
        self.files += 1
        for each in found:
            if each.error is not None:
                self._wrong(path_text(path), each.line, each.error)
            elif each.said is None:
                self.unjudged += 1
            else:
                self.said.append(each.said)
                self.lines.append((path_text(path), each.line))

    def refuse(self, number: int, error: InvalidParams) -> None:
        self._wrong(*self.lines[number], error.message)

    def _wrong(self, path: str, line: int, message: str) -> None:
        self.errors.append(RowError(path=path, line=line, message=message))


def merge_annotations(
    engine: Engine, request: MergeAnnotationsRequest, call: Call
) -> MergeAnnotationsResult:
    """Merge what others said; a wrong line is skipped alone."""
    progress = ProgressReporter(call, RowsProgress, unit="rows")
    progress.begin()
    reading = _Reading()
    for given in request.inputs:
        call.check()
        path = Path(os.path.abspath(text_path(given)))
        reading.read(path / TABLE if path.is_dir() else path, _judge(request))
    progress.total = len(reading.said)
    what = ", ".join(dict.fromkeys(Path(path).parent.name for path, _ in reading.lines))
    labels = engine.catalog.labels
    batch = labels.merge(reading.said, person(None), what[:500] or "merge", reading.refuse)
    progress.done = len(reading.said)
    progress.end()
    open_ones = Question("disputes", {"settled": 0})
    return MergeAnnotationsResult(
        batch_id=batch.batch_id,
        files=reading.files,
        added=batch.added,
        known=batch.known,
        unjudged=reading.unjudged,
        disputes=engine.catalog.questions.page(open_ones, limit=1, exact=True).total,
        errors=reading.errors[:_MOST_ERRORS],
        notes=[],
    )


def _judge(request: MergeAnnotationsRequest) -> Person | None:
    return None if request.labeler is None else person(request.labeler)


METHODS = (
    Method(
        "annotations/export",
        export_annotations,
        "files",
        "Write verdicts, or clips to judge, for another copy of the recordings.",
        RowsProgress,
    ),
    Method(
        "annotations/merge",
        merge_annotations,
        "aside",
        "Merge verdicts from another copy of the recordings.",
        RowsProgress,
    ),
)
