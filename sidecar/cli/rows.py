"""Prints a page of rows: a table of the main columns for people, all columns for programs."""

from __future__ import annotations

import json
import re
import sys
from typing import Any

from rich.cells import cell_len
from rich.table import Table

from sidecar.characters import shown
from sidecar.cli.console import Console, named
from sidecar.cli.screen import counted
from sidecar.contract.query import LISTINGS, QueryResult

# Only these columns may wrap; the others are narrow.
_LONG = {
    *("path", "species", "common", "labeler", "site", "survey", "recorder", "model", "title"),
    *("source", "why", "impossible"),
}

_out = Console()
_err = Console(stderr=True, soft_wrap=True)


def show_rows(result: QueryResult, select: str) -> None:
    """Print a page of rows: a table on a terminal, else values separated by tabs."""
    rows = [row.model_dump(mode="json", by_alias=True) for row in result.rows]
    for_person = _out.is_terminal
    about = _out if for_person else _err
    if not rows:
        about.print("No rows.")
        return
    if for_person:
        _print_whole(_table(rows, select))
    else:
        sys.stdout.writelines(f"{line}\n" for line in _lines(rows))
    total = counted(result.total, "row")
    about.print()
    about.print(f"{len(rows)} of {'' if result.total_exact else 'more than '}{total}.")
    if result.next_cursor:
        about.print(f"Next page: --cursor {named(result.next_cursor)}", soft_wrap=True)


def _print_whole(table: Table) -> None:
    """Print a table; the terminal itself wraps the lines of one that it is too narrow for."""
    least = sum((column.min_width or 0) + 1 for column in table.columns)
    width, _out.width = _out.width, max(_out.width, least)
    _out.print(table, crop=False)
    _out.width = width


def _lines(rows: list[dict[str, Any]]) -> list[str]:
    cells = [list(rows[0]), *([_whole(cell) for cell in row.values()] for row in rows)]
    return ["\t".join(line) for line in cells]


def _whole(cell: Any) -> str:  # noqa: ANN401 - whatever a row holds
    """Write a value without tabs or line ends, so that it stays in its cell."""
    if isinstance(cell, dict | list):
        return shown(json.dumps(cell, ensure_ascii=False))
    return "" if cell is None else shown(re.sub(r"[\t\r\n]+", " ", str(cell)))


def _table(rows: list[dict[str, Any]], select: str) -> Table:
    wanted = LISTINGS[select].columns.split() or list(rows[0])
    # A terminal is narrow, so empty columns are left out.
    names = [name for name in wanted if any(row.get(name) is not None for row in rows)]
    table = Table(box=None, pad_edge=False, collapse_padding=True)
    columns: list[list[str]] = []
    for name in names:
        cells = [named(_short(name, row[name])) for row in rows]
        number = all(isinstance(row[name], int | float | None) for row in rows)
        title = "file" if name == "path" else name
        wraps = name in _LONG or name.endswith("At")
        table.add_column(
            title,
            justify="right" if number else "left",
            overflow="fold",
            no_wrap=not wraps,
            min_width=max(map(cell_len, [title, *([] if wraps else cells)])),
        )
        columns.append(cells)
    for line in zip(*columns, strict=True):
        table.add_row(*line)
    return table


def _short(name: str, cell: Any) -> str:  # noqa: ANN401 - whatever a row holds
    if isinstance(cell, float):
        return f"{cell:.5f}" if name in ("latitude", "longitude") else f"{cell:.2f}"
    if name == "path":
        return re.split(r"[/\\]|::", cell)[-1]
    if name.endswith("At") or name == "start":
        return re.sub(r"\.\d+", "", _whole(cell)).replace("T", " ")
    if name == "proposedTimezones" and cell:
        return ", ".join(cell)
    return _whole(cell)
