"""Previews: the first rows as a format writes them, and a file's size guessed from them."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sidecar.export.rows import RecordingRows
from sidecar.export.writer import ExportJob, Format


class Preview(NamedTuple):
    """The begin of a file: its text, its titles and cells, and whether rows follow."""

    text: str | None
    columns: list[str]
    rows: list[list[str]]
    more: bool


def preview(form: Format, asked: ExportJob, most: int) -> Preview:
    """Show the first rows, or recordings, as they would be written."""
    count = _recordings if form.of_recordings else _rows
    parts = begin_of(form, asked, most + 1)
    kept = [*count(parts, most)]
    more = _size(form, kept) < _size(form, parts)
    if form.shown is not None:
        titles, *rows = form.shown(asked, kept)
        return Preview(None, titles, rows, more)
    text = content(form, asked, kept).decode("utf-8", "replace")
    if form.cells is None:
        return Preview(text, [], [], more)
    lines = form.cells(text, asked.style)
    columns = lines.pop(0) if form.titled and lines else []
    return Preview(text, columns, lines, more)


def begin_of(form: Format, asked: ExportJob, most: int) -> list[RecordingRows]:
    """Read the first rows, or all rows of the first recordings, that a format writes."""
    if form.of_recordings:
        return [*_recordings(asked.source.begin(most).parts(silent=form.silent), most)]
    return [*_rows(asked.source.parts(silent=form.silent, most=most), most)]


def content(form: Format, asked: ExportJob, parts: Iterable[RecordingRows]) -> bytes:
    """Write rows as a file that is kept nowhere."""
    file = io.BytesIO()
    writer = form.begin(file, asked)
    for part in parts:
        writer.write(part)
    writer.finish()
    return file.getvalue()


def _rows(parts: Iterable[RecordingRows], most: int) -> Iterator[RecordingRows]:
    """Take the first rows, with the silent recordings before and between them."""
    for part in parts:
        if len(part.rows) >= most:
            yield RecordingRows(part.recording, part.rows[:most])
            return
        yield part
        most -= len(part.rows)


def _recordings(parts: Iterable[RecordingRows], most: int) -> Iterator[RecordingRows]:
    """Take all rows of the first recordings."""
    last = None
    for part in parts:
        most -= part.recording.recording_id != last
        last = part.recording.recording_id
        if most < 0:
            return
        yield part


def _size(form: Format, parts: Sequence[RecordingRows]) -> int:
    if form.of_recordings:
        return len({part.recording.recording_id for part in parts})
    return sum(len(part.rows) for part in parts)
