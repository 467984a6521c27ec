"""Raven's selection tables, and other programs' tables with the same columns."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sidecar.labels.label import (
    BadLine,
    Label,
    LabelFile,
    WrongLine,
    box,
    is_scientific,
    names,
    number,
    percent,
    stretch,
)

# The titles of each column, in small letters and without brackets.
_TITLES = {
    "selection": ("selection",),
    "view": ("view",),
    "begin": ("begin time s", "begin time", "start s", "start time s", "start time", "start"),
    "end": ("end time s", "end time", "end s", "end"),
    "length": ("delta time s", "duration s"),
    "offset": ("file offset s", "beg file offset s", "begin file offset s"),
    "low": ("low freq hz", "low frequency hz", "low freq"),
    "high": ("high freq hz", "high frequency hz", "high freq"),
    "path": ("begin path", "path"),
    "file": ("begin file", "file", "filename", "file name"),
    "scientific": ("scientific name", "latin name"),
    "species": ("species",),
    "common": ("common name",),
    "other": (
        *("annotation", "label", "labels", "tag", "tags", "class", "sound type", "call type"),
        *("type", "manual id", "species code", "code"),
    ),
    "confidence": ("confidence", "score", "probability"),
    "comment": ("comment", "comments", "note", "notes", "remarks"),
    "verified": ("verified",),
    "labeler": ("labeler",),
}


@dataclass(frozen=True)
class _SelectionLine:
    """A line read as a label; `of_file`: its times surely count within its file."""

    selection: str
    is_waveform: bool
    of_file: bool
    label: Label


class _Columns:
    """Finds the cells of a line by meaning; `chosen` is the column that the user named."""

    def __init__(self, titles: Sequence[str], chosen: str | None) -> None:
        plain = [_plain(title) for title in titles]
        self._places = {
            meaning: next((plain.index(name) for name in known if name in plain), None)
            for meaning, known in _TITLES.items()
        }
        # Raven's own title: other programs count times within each file.
        self.counts_on = any(title in plain for title in ("begin time s", "begin time"))
        self.titles = [title.strip() for title in titles if title.strip()]
        self._chosen = plain.index(_plain(chosen)) if chosen and _plain(chosen) in plain else None
        self._cells: Sequence[str] = ()

    def missing(self, chosen: str | None) -> str | None:
        """Name the column that a table lacks, if any."""
        if chosen and self._chosen is None:
            return f'The table has no column "{chosen}". Its columns are: {", ".join(self.titles)}.'
        named = ("scientific", "species", "common", "other")
        if not chosen and all(self._places[each] is None for each in named):
            return f"No known column names the species. The columns are: {', '.join(self.titles)}."
        if self._places["end"] is None and self._places["length"] is None:
            return 'The table has no column "End Time (s)".'
        return None

    def turn_to(self, cells: Sequence[str]) -> None:
        self._cells = cells

    def text(self, meaning: str) -> str:
        return self._at(self._places[meaning])

    def number(self, meaning: str) -> float | None:
        return number(self.text(meaning))

    def names(self) -> tuple[str, str | None]:
        """Find the species' name and, if the line has one, its common name."""
        if self._chosen is not None:
            name, common = self._at(self._chosen), None
        else:
            common = self.text("common")
            species = self.text("species")
            name = self.text("scientific") or (species if is_scientific(species) else "")
            name = name or common or species or self.text("other")
        if not name:
            raise WrongLine("The line names no species.")
        species, split = names(name)
        return species, split or common or None

    def _at(self, place: int | None) -> str:
        return self._cells[place].strip() if place is not None and place < len(self._cells) else ""


def looks_like_raven(line: str) -> bool:
    """Tell whether a line is the header of a selection table."""
    columns = _Columns(_cells(line, _delimiter(line)), None)
    columns.turn_to(columns.titles)
    plain = {_plain(title) for title in columns.titles}
    return bool(plain & set(_TITLES["begin"])) and bool(
        plain & {*_TITLES["end"], *_TITLES["length"]}
    )


def read_raven(lines: list[str], chosen: str | None) -> LabelFile:
    """Read every selection once, however many views show it; unreadable lines are reported."""
    head = next(place for place, line in enumerate(lines) if line.strip())
    delimiter = _delimiter(lines[head])
    columns = _Columns(_cells(lines[head], delimiter), chosen)
    if missing := columns.missing(chosen):
        return LabelFile([], [BadLine(head + 1, missing)])
    rows: list[_SelectionLine] = []
    bad: list[BadLine] = []
    for place, line in enumerate(lines[head + 1 :], start=head + 2):
        if line.strip():
            try:
                columns.turn_to(_cells(line, delimiter))
                rows.append(_row(place, columns))
            except WrongLine as error:
                bad.append(BadLine(place, str(error)))
    return _placed(_once(rows), bad)


def _row(place: int, columns: _Columns) -> _SelectionLine:
    begin, end = columns.number("begin"), columns.number("end")
    length = columns.number("length") if end is None else None
    if begin is None or (end is None and length is None):
        raise WrongLine("The line has no begin time or no end time.")
    lasts = length if end is None else end - begin
    assert lasts is not None
    offset = columns.number("offset")
    start = begin if offset is None else offset
    # Files have up to nine decimals; a sum would have more.
    start, end = stretch(round(start, 9), round(start + lasts, 9))
    low, high = box(columns.number("low"), columns.number("high"))
    species, common = columns.names()
    label = Label(
        line=place,
        start_s=start,
        end_s=end,
        species=species,
        common=common,
        low_hz=low,
        high_hz=high,
        probability=percent(columns.text("confidence")),
        comment=columns.text("comment") or None,
        verified=_verified(columns.text("verified")),
        labeler=columns.text("labeler") or None,
        recording=_recording(columns.text("path"), columns.text("file")),
    )
    is_waveform = columns.text("view").lower().startswith("waveform")
    of_file = offset is not None or not columns.counts_on
    return _SelectionLine(columns.text("selection"), is_waveform, of_file, label)


def _verified(text: str) -> str | None:
    """Read the words that our exports write; other words have no known meaning."""
    return text.upper() if text.upper() in ("YES", "NO", "UNVERIFIED") else None


def _recording(path: str, file: str) -> str | None:
    """Join a folder and the file name; a full path stays as it is."""
    last = re.split(r"[\\/]", path)[-1]
    name = re.split(r"[\\/]", file)[-1]
    if path and name and "." not in last and last.lower() != name.lower():
        return f"{path.rstrip('/')}/{file}"
    return path or file or None


def _once(rows: Iterable[_SelectionLine]) -> list[_SelectionLine]:
    """Keep one line of each selection; prefer the spectrogram's, which has frequencies."""
    chosen: dict[tuple[object, ...], _SelectionLine] = {}
    for row in rows:
        label = row.label
        key: tuple[object, ...] = (label.line,)
        if row.selection:
            key = (row.selection, label.start_s, label.end_s, label.species, label.recording)
        if key not in chosen or (chosen[key].is_waveform and not row.is_waveform):
            chosen[key] = row
    return list(chosen.values())


def _placed(rows: list[_SelectionLine], bad: list[BadLine]) -> LabelFile:
    """Leave out selections whose time in their file is unknown.

    Raven counts Begin Time on over all files of a page. If times start again in a later file, they
    count within each file.
    """
    names_in_order = list(dict.fromkeys(row.label.recording for row in rows))
    labels = []
    counts_on = len(names_in_order) > 1 and not _begins_anew(rows)
    for row in rows:
        if counts_on and not row.of_file and row.label.recording != names_in_order[0]:
            message = (
                "The table covers several files but lacks the column "
                '"File Offset (s)". Add it in Raven with Choose Measurements.'
            )
            bad.append(BadLine(row.label.line, message))
        else:
            labels.append(row.label)
    return LabelFile(labels, sorted(bad, key=lambda each: each.line))


def _begins_anew(rows: list[_SelectionLine]) -> bool:
    reached: set[str | None] = set()
    furthest = 0.0
    for row in rows:
        label = row.label
        if label.recording not in reached and reached and label.start_s <= furthest:
            return True
        reached.add(label.recording)
        furthest = max(furthest, label.start_s)
    return False


def _plain(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", title.lower()).strip()


def _delimiter(line: str) -> str:
    return max("\t", ";", ",", key=line.count)


def _cells(line: str, delimiter: str) -> list[str]:
    """Split a line; takes off quotes and a spreadsheet's guard against formulas."""
    if delimiter == "\t":
        return [_unquoted(cell) for cell in line.split("\t")]
    cells = next(csv.reader([line], delimiter=delimiter), [])
    return [cell[1:] if re.match(r"'[=+\-@\t\r]", cell) else cell for cell in cells]


def _unquoted(cell: str) -> str:
    if len(cell) > 1 and cell[0] == cell[-1] == '"':
        return cell[1:-1].replace('""', '"')
    return cell
