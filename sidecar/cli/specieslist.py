"""Reads a list of species from a text file or a table of any program."""

from __future__ import annotations

from pathlib import Path

from sidecar.audio.path import at_home
from sidecar.errors import InvalidParams, LinnetError, RecordingNotFound
from sidecar.models.labels import code_column, name_columns
from sidecar.models.names import CELLS
from sidecar.text import Text, read_text, table_of, tidy

_COMMENT = "#"


def read_species_list(name: str, *, field: str) -> list[str]:
    """Read the name on each line; empty for a line without one, so that a place is a line's number.

    Titles choose the columns of a table; without titles all its cells may be names. Raises
    InvalidParams that names `field` if the file is no list.
    """
    path = at_home(Path(name))
    try:
        read = read_text(path)
    except RecordingNotFound as error:
        raise InvalidParams(f"{path}: {error.message}", field=field, hint=error.hint) from error
    except LinnetError as error:
        raise InvalidParams(
            f"{path} is not a list of species. {error.message}", field=field, hint=error.hint
        ) from error
    lines = ["" if line.lstrip().startswith(_COMMENT) else line for line in read.lines]
    rows = table_of(Text("\n".join(lines), read.encoding)).rows
    columns: list[int] = []
    if rows:
        titles = rows[0].cells
        columns = [each for each in name_columns(titles) if each is not None]
        if not columns and (code := code_column(titles)) is not None:
            columns = [code]
    names = [""] * len(lines)
    for row in rows[1:] if columns else rows:
        names[row.line - 1] = _name(row.cells, columns)
    if not any(names):
        raise InvalidParams(
            f"{path} names no species.", field=field, hint="Write one species on each line."
        )
    return names


def _name(cells: list[str], columns: list[int]) -> str:
    """Join a row's names: `Scientific_Common` by the titles, else all its cells."""
    if not columns:
        return CELLS.join(filter(None, map(tidy, cells)))
    return "_".join(filter(None, (tidy(cells[at]) for at in columns if at < len(cells))))
