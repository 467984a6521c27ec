"""Reads a published taxonomy: a table with a row for each taxon, and a column for each language."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sidecar.errors import UnsupportedFormat
from sidecar.text import folded, read_text, tidy

SPECIES, COMMON, CODE = "sci_name", "com_name", "species_code"
_NEEDED = (SPECIES, COMMON, CODE)

# Before the tag of a language, as in common_name_zh-CN and common_name_es_EC.
_LANGUAGE = re.compile(r"common_name_([A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4})?)")

# The published table has 14,000 taxa. These keep memory within bounds, whatever a file holds.
_MOST_TAXA, _MOST_LANGUAGES, _LONGEST_NAME = 200_000, 200, 1_000

_HINT = "Give taxonomy_v0.2-Jun2026.csv as BirdNET publishes it, not saved again by a spreadsheet."


@dataclass(frozen=True)
class Taxa:
    """A taxonomy: parallel tuples of scientific names, English names and eBird's codes.

    A code is empty where the table has none; taxa other than birds have numbers of iNaturalist.
    `names` has a tuple for each language, by its tag in lower case, such as es-ec. A name is empty
    where the table has none, or repeats the English one, as it does for want of a better.
    """

    species: tuple[str, ...]
    common: tuple[str, ...]
    codes: tuple[str, ...]
    names: dict[str, tuple[str, ...]]

    def __len__(self) -> int:
        return len(self.species)

    def shared(self) -> list[str]:
        """List the scientific names that several taxa have."""
        seen: dict[str, int] = {}
        for name in self.species:
            key = folded(name)
            seen[key] = seen.get(key, 0) + 1
        return [name for name in dict.fromkeys(self.species) if seen[folded(name)] > 1]


def read_taxonomy(path: Path) -> Taxa:
    """Read a taxonomy by the titles of its columns; columns with other titles do not count.

    Raises RecordingNotFound for no file, and UnsupportedFormat for a file of another shape.
    """
    text = read_text(path)
    if text.guessed:
        raise _refused(path, "The taxonomy is not in UTF-8, so its names would be wrong.")
    if not text.text.endswith("\n"):
        raise _refused(path, "The taxonomy ends within a line, so the file is cut.")
    rows = _rows(path, text.text)
    _, titles = next(rows, (1, []))
    at = _columns(path, titles)
    tags = _languages(path, titles)
    cells = [_checked(path, titles, line, row) for line, row in rows if any(row)]
    if not 0 < len(cells) <= _MOST_TAXA:
        raise _refused(path, f"The taxonomy has {len(cells):,} taxa.")
    species, common, codes = ([tidy(row[at[title]]) for row in cells] for title in _NEEDED)
    for line, name in enumerate(species, start=2):
        if not name:
            raise _refused(path, f"Row {line:,} of the taxonomy has no scientific name.")
    english = [folded(name) for name in common]
    return Taxa(
        tuple(species),
        tuple(common),
        tuple(codes),
        {tag: _translated(cells, column, english) for tag, column in tags.items()},
    )


def _rows(path: Path, text: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text), strict=True)
    try:
        for row in reader:
            yield reader.line_num, row
    except csv.Error as error:
        raise _refused(path, f"Line {reader.line_num:,} of the taxonomy is damaged.") from error


def _columns(path: Path, titles: Sequence[str]) -> dict[str, int]:
    lacking = [title for title in _NEEDED if titles.count(title) != 1]
    if lacking:
        raise _refused(path, f"This table is no taxonomy: it has no column {lacking[0]}.")
    return {title: titles.index(title) for title in _NEEDED}


def _languages(path: Path, titles: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for column, title in enumerate(titles):
        if named := _LANGUAGE.fullmatch(title):
            found.setdefault(named[1].lower().replace("_", "-"), column)
    if not 0 < len(found) <= _MOST_LANGUAGES:
        raise _refused(path, f"The taxonomy has names in {len(found):,} languages.")
    return found


def _checked(path: Path, titles: Sequence[str], line: int, row: list[str]) -> list[str]:
    if len(row) != len(titles):
        raise _refused(
            path,
            f"Line {line:,} of the taxonomy has {len(row):,} of {len(titles):,} columns, so the "
            "file is cut or damaged.",
        )
    if max(map(len, row)) > _LONGEST_NAME:
        raise _refused(path, f"Line {line:,} of the taxonomy has a name that is too long.")
    return row


def _translated(cells: list[list[str]], column: int, english: list[str]) -> tuple[str, ...]:
    names = (tidy(row[column]) for row in cells)
    return tuple(
        "" if folded(name) == common else name for name, common in zip(names, english, strict=True)
    )


def _refused(path: Path, message: str) -> UnsupportedFormat:
    return UnsupportedFormat(message, hint=_HINT, path=path)
