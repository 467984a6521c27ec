"""Reads a table of sites, as a spreadsheet or a GPS writes it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import ValidationError

from sidecar.app.ledger import Ledger
from sidecar.contract.places import SiteChange
from sidecar.errors import InvalidParams
from sidecar.text import Row, folded, read_table, tidy

# The usual titles of each column, without blanks and signs.
_TITLES = {
    "site": "site sitecode siteid sitename code station stationid location locationid plot point",
    "survey": "survey surveyname project study",
    "latitude": "latitude lat latdd decimallatitude latitudewgs84 y",
    "longitude": "longitude lon long lng londd decimallongitude longitudewgs84 x",
    "elevation": "elevation elev altitude alt elevationm altitudem",
    "timezone": "timezone tz timezonename",
}
_FIELD = {title: field for field, titles in _TITLES.items() for title in titles.split()}

_NUMBERS = ("latitude", "longitude", "elevation")
_NUMBER = re.compile(r"([+-]?\d+(?:[.,]\d+)?) ?°? ?([NSEW])?", re.IGNORECASE)


def read_sites(path: Path, ledger: Ledger) -> list[SiteChange]:
    """Read all sites of a table; lines that tell no site or a wrong number become notes.

    Raises InvalidParams for the field `table` if no column names the site; and as `read_table`.
    """
    rows = read_table(path).rows
    columns = _columns(rows[0]) if rows else {}
    if "site" not in columns:
        raise InvalidParams(
            f"{path} has no column of sites.",
            field="table",
            hint="Its first line names the columns: site, latitude, longitude, and also survey, "
            "elevation and timezone.",
        )
    return list(_sites(rows[1:], columns, ledger))


def _columns(titles: Row) -> dict[str, int]:
    """Find the first column of each field."""
    found: dict[str, int] = {}
    for place, title in enumerate(titles.cells):
        field = _FIELD.get(re.sub(r"[\W_]", "", folded(title)))
        if field is not None:
            found.setdefault(field, place)
    return found


def _sites(rows: list[Row], columns: Mapping[str, int], ledger: Ledger) -> Iterator[SiteChange]:
    for row in rows:
        cells = {
            field: tidy(row.cells[place])
            for field, place in columns.items()
            if place < len(row.cells)
        }
        try:
            yield _site({field: cell for field, cell in cells.items() if cell})
        except InvalidParams as error:
            ledger.add("tableLine", f"line {row.line}: {error.message}")


def _site(cells: Mapping[str, str]) -> SiteChange:
    if "site" not in cells:
        raise InvalidParams("The line names no site.", field="table")
    values = {
        field: _number(field, cell) if field in _NUMBERS else cell for field, cell in cells.items()
    }
    try:
        return SiteChange.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        if not first["loc"]:
            words = first["msg"].removeprefix("Value error, ")
            raise InvalidParams(f"{words[0].upper()}{words[1:]}.", field="table") from None
        field = first["loc"][0]
        raise InvalidParams(
            f'The {field} "{cells[str(field)]}" is out of range.', field="table"
        ) from None


def _number(field: str, cell: str) -> float:
    match = _NUMBER.fullmatch(cell)
    side = (match[2] or "").upper() if match else ""
    if match is None or side not in {"latitude": ("", "N", "S"), "longitude": ("", "E", "W")}.get(
        field, ("",)
    ):
        raise InvalidParams(f'The {field} "{cell}" is not a decimal number.', field="table")
    number = float(match[1].replace(",", "."))
    return -number if side in ("S", "W") else number
