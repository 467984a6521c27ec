"""The columns of a table of labels, found by their titles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from sidecar.labels.numbers import Mark, decimal_mark, number, read_score
from sidecar.text import Row, Table, tidy


def plain(title: str) -> str:
    """Write a title in small letters, without brackets and marks."""
    return re.sub(r"[^a-z0-9]+", " ", title.lower()).strip()


class Columns:
    """Finds the cells of a row by meaning; `known` lists the titles of each meaning.

    `numbers` are the meanings of the columns that hold numbers.
    """

    def __init__(
        self, table: Table, known: Mapping[str, Sequence[str]], numbers: Sequence[str]
    ) -> None:
        self.titles = [title for title in table.rows[0].cells if title]
        self.rows = table.rows[1:]
        self._separator = table.separator
        self._plain = [plain(title) for title in table.rows[0].cells]
        self._places = {
            meaning: next((self._plain.index(name) for name in names if name in self._plain), None)
            for meaning, names in known.items()
        }
        self._numbers = numbers
        self._cells: Sequence[str] = ()
        self._mark = cache(self._find_mark)

    def has(self, *meanings: str) -> bool:
        """Tell whether the table has one of these columns."""
        return any(self._places[each] is not None for each in meanings)

    def titled(self, *titles: str) -> bool:
        """Tell whether the table has a column with one of these plain titles."""
        return any(title in self._plain for title in titles)

    def place(self, title: str) -> int | None:
        """Find the column with a title as a person typed it."""
        return self._plain.index(plain(title)) if plain(title) in self._plain else None

    def turn_to(self, row: Row) -> None:
        self._cells = row.cells

    def cell(self, place: int | None) -> str:
        return self._cells[place] if place is not None and place < len(self._cells) else ""

    def text(self, meaning: str) -> str:
        return self.cell(self._places[meaning])

    def name(self, meaning: str) -> str:
        """Read a cell whose blanks do not count."""
        return tidy(self.text(meaning))

    def number(self, meaning: str) -> float | None:
        """Read a number; raises WrongLine for another text, or another decimal mark."""
        return number(self.text(meaning), self._mark(meaning))

    def score(self, meaning: str) -> float | None:
        """Read a score on any scale; None for another text."""
        return read_score(self.text(meaning), self._mark(meaning))

    def _column(self, meaning: str) -> Iterable[str]:
        place = self._places[meaning]
        if place is not None:
            yield from (row.cells[place] for row in self.rows if place < len(row.cells))

    def _find_mark(self, meaning: str) -> Mark:
        """Find a column's decimal mark: its own, else the table's, else the likelier one."""
        if mark := decimal_mark(self._column(meaning)) or self._of_table():
            return mark
        whole = any("." in cell for each in self._numbers for cell in self._column(each))
        return "." if whole or self._separator == "," else ","

    def _of_table(self) -> Mark | None:
        return decimal_mark(cell for each in self._numbers for cell in self._column(each))
