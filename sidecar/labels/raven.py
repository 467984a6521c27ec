"""Raven's selection tables, and other programs' tables with the same columns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sidecar.labels.columns import Columns, plain
from sidecar.labels.label import (
    UNKNOWN_MODEL,
    BadLine,
    Label,
    LabelFile,
    WrongLine,
    box,
    is_scientific,
    names,
    stretch,
)
from sidecar.labels.numbers import percent
from sidecar.labels.verdict import VERDICT_TITLES, verdict
from sidecar.text import Row, Table, tidy

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
        *("type", "manual id", "code"),
    ),
    "code": ("species code",),
    "confidence": ("confidence", "score", "probability"),
    "comment": ("comment", "comments", "note", "notes", "remarks"),
    "verified": VERDICT_TITLES,
    "labeler": ("labeler",),
    "model": ("model",),
}
_NUMBERS = ("begin", "end", "length", "offset", "low", "high", "confidence")


@dataclass(frozen=True)
class _SelectionLine:
    """A line read as a label; `of_file`: its times surely count within its file."""

    selection: str
    is_waveform: bool
    of_file: bool
    label: Label


class _Selections:
    """Reads the rows of a table; `chosen` is the column that the user named."""

    def __init__(self, table: Table, chosen: str | None, model: str) -> None:
        self.columns = Columns(table, _TITLES, _NUMBERS)
        # Raven's own title: other programs count times within each file.
        self.counts_on = self.columns.titled("begin time s", "begin time")
        self._chosen = self.columns.place(chosen) if chosen else None
        self._model = model

    def missing(self, chosen: str | None) -> str | None:
        """Name the column that a table lacks, if any."""
        if chosen and self._chosen is None:
            return self.columns.lacking(chosen)
        named = ("scientific", "species", "common", "other", "code")
        if not chosen and not self.columns.has(*named):
            titles = ", ".join(self.columns.titles)
            return f"No known column names the species. The columns are: {titles}."
        if not self.columns.has("end", "length"):
            return 'The table has no column "End Time (s)".'
        return None

    def row(self, row: Row) -> _SelectionLine:
        """Read a row as a selection. Raises WrongLine."""
        columns = self.columns
        columns.turn_to(row)
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
        species, common = self._names()
        decided, score = verdict(columns.text("verified")), columns.score("confidence")
        label = Label(
            line=row.line,
            start_s=start,
            end_s=end,
            species=species,
            common=common,
            low_hz=low,
            high_hz=high,
            probability=percent(score),
            comment=columns.text("comment") or None,
            verified=decided,
            labeler=columns.name("labeler") or None,
            recording=_recording(columns.text("path"), columns.text("file")),
            model=None if decided in ("YES", "NO", "UNSURE") else self._writer(score),
        )
        is_waveform = columns.text("view").lower().startswith("waveform")
        of_file = offset is not None or not self.counts_on
        return _SelectionLine(columns.text("selection"), is_waveform, of_file, label)

    def _writer(self, score: float | None) -> str | None:
        """Name the model that wrote a row without a verdict; None if a person did."""
        model, labeler = self.columns.name("model"), self.columns.name("labeler")
        if self.columns.has("labeler") and self.columns.has("model"):  # our own annotations
            return (labeler or model) if model else None
        return None if score is None else model or labeler or self._model

    def _names(self) -> tuple[str, str | None]:
        """Find the species' name and, if the row has one, its common name."""
        columns = self.columns
        if self._chosen is not None:
            name, common = tidy(columns.cell(self._chosen)), ""
        else:
            common, species = columns.name("common"), columns.name("species")
            name = columns.name("scientific") or (species if is_scientific(species) else "")
            name = name or common or species or columns.name("other") or columns.name("code")
        if not name:
            raise WrongLine("The line names no species.")
        species, split = names(name)
        return species, split or common or None


def looks_like_raven(table: Table) -> bool:
    """Tell whether a table's first row has the titles of a selection table."""
    titles = {plain(title) for title in table.rows[0].cells}
    return bool(titles & set(_TITLES["begin"])) and bool(
        titles & {*_TITLES["end"], *_TITLES["length"]}
    )


def read_raven(table: Table, chosen: str | None, model: str = UNKNOWN_MODEL) -> LabelFile:
    """Read every selection once, however many views show it; unreadable lines are reported.

    `model` names what wrote the rows with a score, if the table does not tell.
    """
    selections = _Selections(table, chosen, model)
    if missing := selections.missing(chosen):
        return LabelFile([], [BadLine(table.rows[0].line, missing)])
    rows: list[_SelectionLine] = []
    bad: list[BadLine] = []
    for row in selections.columns.rows:
        try:
            rows.append(selections.row(row))
        except WrongLine as error:
            bad.append(BadLine(row.line, str(error)))
    labels = _placed(_once(rows), bad)
    return LabelFile(
        labels, sorted(bad, key=lambda each: each.line), selections.columns.has("verified")
    )


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


def _placed(rows: list[_SelectionLine], bad: list[BadLine]) -> list[Label]:
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
    return labels


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
