"""Kaleidoscope's tables: `id.csv`, `cluster.csv` and `meta.csv`."""

from __future__ import annotations

from sidecar.labels.columns import Columns, plain
from sidecar.labels.label import (
    BadLine,
    Label,
    LabelFile,
    WrongLine,
    names,
    stretch,
)
from sidecar.labels.verdict import VERDICT_TITLES, verdict
from sidecar.text import Row, Table, tidy

# The titles of each column, in small letters and without marks.
_TITLES = {
    "above": ("indir",),
    "folder": ("folder",),
    "file": ("in file",),
    "offset": ("offset", "offset s"),
    "length": ("duration", "duration s"),
    "manual": ("manual id",),
    "auto": ("auto id", "top1match"),
    "comment": ("comment", "comments", "notes"),
    "verified": VERDICT_TITLES,
}
_NUMBERS = ("offset", "length")

# The program whose identifications stand in AUTO ID and TOP1MATCH.
_MODEL = "Kaleidoscope"


def looks_like_kaleidoscope(table: Table) -> bool:
    """Tell whether a table's first row has Kaleidoscope's titles."""
    titles = {plain(title) for title in table.rows[0].cells}
    return {"in file", "offset", "duration"} <= titles


def read_kaleidoscope(table: Table, chosen: str | None) -> LabelFile:
    """Read each MANUAL ID as a label, and each other identification as Kaleidoscope's own.

    `chosen` is the column of species that the user named in place of MANUAL ID.
    """
    columns = Columns(table, _TITLES, _NUMBERS)
    place = columns.place(chosen) if chosen else None
    if chosen and place is None:
        return LabelFile([], [BadLine(table.rows[0].line, columns.lacking(chosen))])
    labels: list[Label] = []
    bad: list[BadLine] = []
    for row in columns.rows:
        columns.turn_to(row)
        manual = tidy(columns.cell(place)) if chosen else columns.name("manual")
        try:
            if name := manual or columns.name("auto"):
                labels.append(_label(columns, row, name, None if manual else _MODEL))
        except WrongLine as error:
            bad.append(BadLine(row.line, str(error)))
    return LabelFile(labels, bad, columns.has("verified"))


def _label(columns: Columns, row: Row, name: str, model: str | None) -> Label:
    offset, length = columns.number("offset"), columns.number("length")
    if offset is None or length is None:
        raise WrongLine("The line has no OFFSET or no DURATION.")
    start, end = stretch(round(offset, 9), round(offset + length, 9))
    decided = verdict(columns.text("verified"))
    species, common = names(name)
    parts = (columns.text("above"), columns.text("folder"), columns.text("file"))
    if not parts[-1]:
        raise WrongLine("The line names no recording in IN FILE.")
    return Label(
        line=row.line,
        start_s=start,
        end_s=end,
        species=species,
        common=common,
        comment=columns.text("comment") or None,
        verified=decided,
        recording="/".join(part.rstrip("/") for part in parts if part),
        model=model if decided not in ("YES", "NO", "UNSURE") else None,
    )
