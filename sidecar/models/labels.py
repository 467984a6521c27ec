"""The names of a model's classes, in the order of its outputs."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Literal

from sidecar.errors import LinnetError, ModelInvalid, UnsupportedFormat
from sidecar.regular import read_regular
from sidecar.text import Row, Text, folded, read_text, table_of, tidy


@dataclass(frozen=True)
class Labels:
    """Parallel tuples: `species` is the scientific name, `common` the common one.

    `codes` are those of eBird or of another list; empty where the label file has no such column.
    """

    species: tuple[str, ...]
    common: tuple[str, ...]
    codes: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.species)

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        """Hash thousands of names once; caches ask at each letter that a person types."""
        return hash((self.species, self.common, self.codes))


# Beside our own form of labels: the code of each class, on its line.
CODES_FILE = "codes.txt"


def read_labels(path: Path, classes: int | None = None) -> Labels:
    """Read our own form, lines of `Scientific name_Common name`, and the codes beside it.

    Raises ModelInvalid unless there are `classes` of them.
    """
    labels = _paired([line.strip() for line in _own(path).split("\n") if line.strip()])
    if (beside := path.with_name(CODES_FILE)).is_file():
        labels = replace(labels, codes=tuple(_own(beside).split("\n")[:-1]))
    if len(labels.codes) not in (0, len(labels)):
        raise ModelInvalid(
            f"The model has {len(labels)} classes, but its file of codes has {len(labels.codes)}.",
            hint="Install the model again.",
            path=beside,
        )
    if classes not in (None, len(labels)):
        raise ModelInvalid(
            f"The model has {classes} classes, but its label file names {len(labels)}.",
            hint="Use the label file that was published with the model.",
            path=path,
        )
    return labels


def read_head_labels(path: Path) -> Labels:
    """Read our own table of a head's classes, whose names may hold any character."""
    titles, *rows = [*csv.reader(_own(path).splitlines(), delimiter="\t")] or [[]]
    return _in_columns(titles, rows, path)


LabelFormat = Literal["labels-birdnet", "labels-lines", "labels-csv"]


def guess_format(path: Path) -> LabelFormat:
    """Tell a table from BirdNET's `Scientific name_Common name` lines and from plain names."""
    if path.suffix.lower() == ".csv":
        return "labels-csv"
    lines = _lines(path)
    named_twice = sum("_" in line for line in lines)
    return "labels-birdnet" if lines and named_twice > len(lines) / 2 else "labels-lines"


def parse_labels(path: Path, form: LabelFormat) -> Labels:
    """Read a label file as it was published, or saved by any program.

    Raises ModelInvalid if it is not text. `labels-lines`: a name a line. `labels-csv`: a table with
    a header line; the names are in a column whose title speaks of science or species, else in the
    first. A column of codes is read too.
    """
    if form == "labels-csv":
        first, *rows = table_of(_read(path)).rows or [Row(1, [])]
        return _in_columns(first.cells, [row.cells for row in rows], path)
    lines = _lines(path)
    if form == "labels-lines":
        return Labels(species=tuple(lines), common=tuple(lines))
    return _paired(lines)


def _paired(lines: Sequence[str]) -> Labels:
    pairs = [line.partition("_") for line in lines]
    return Labels(
        species=tuple(species for species, _, _ in pairs),
        common=tuple(common or species for species, _, common in pairs),
    )


def write_labels(labels: Labels, path: Path) -> None:
    """Write our own form, and the codes beside it if there are any."""
    pairs = zip(labels.species, labels.common, strict=True)
    path.write_text("".join(f"{species}_{common}\n" for species, common in pairs), "utf-8")
    if labels.codes:
        text = "".join(f"{code}\n" for code in labels.codes)
        path.with_name(CODES_FILE).write_text(text, "utf-8")


def _own(path: Path) -> str:
    """Read a file that we wrote."""
    try:
        return read_regular(path).decode("utf-8-sig")
    except (OSError, UnsupportedFormat, UnicodeDecodeError) as error:
        raise ModelInvalid(
            "The label file cannot be read as text (UTF-8).", hint=str(error), path=path
        ) from error


def _read(path: Path) -> Text:
    """Read a file of any program."""
    try:
        return read_text(path)
    except LinnetError as error:
        raise ModelInvalid(
            "The label file cannot be read as text.",
            hint=" ".join(filter(None, [error.message, error.hint])),
            path=path,
        ) from error


def _lines(path: Path) -> list[str]:
    return [line.strip() for line in _read(path).lines if line.strip()]


# Titles of columns, the surest first, as BirdNET 3.0, Perch, AudioSet's class list, eBird, Avibase
# and the lists of our exports have them.
_SPECIES_TITLES = (
    *("sci name", "scientific name", "scientificname", "latin name", "scientific", "latin"),
    *("species", "species name", "display name"),
)
_COMMON_TITLES = (
    *("com name", "common name", "commonname", "english name", "vernacular name"),
    *("vernacularname", "english"),
)
_CODE_TITLES = (
    *("species code", "speciescode", "ebird code", "ebirdcode", "ebird species code", "ebird2021"),
    *("ebird", "4 letter code", "four letter code", "alpha code", "banding code", "code"),
)


def name_columns(titles: Sequence[str]) -> tuple[int | None, int | None]:
    """Find the columns of scientific and of common names by their titles."""
    return _column(titles, _SPECIES_TITLES), _column(titles, _COMMON_TITLES)


def code_column(titles: Sequence[str]) -> int | None:
    """Find the column of species codes by its title."""
    return _column(titles, _CODE_TITLES)


def _column(titles: Sequence[str], known: Sequence[str]) -> int | None:
    plain = [re.sub(r"[_-]", " ", folded(title)) for title in titles]
    return next((plain.index(title) for title in known if title in plain), None)


def _in_columns(titles: Sequence[str], rows: Sequence[Sequence[str]], path: Path) -> Labels:
    if not titles:
        raise ModelInvalid("The label file is empty.", path=path)
    found, vernacular = name_columns(titles)
    species = found or 0
    common = species if vernacular is None else vernacular
    rows = [row for row in rows if any(row)]
    if any(len(row) <= max(species, common) for row in rows):
        raise ModelInvalid("A line of the label file has too few columns.", path=path)
    code = code_column(titles)
    codes: list[str] = []
    if code is not None and code != species:
        codes = [tidy("".join(row[code : code + 1])) for row in rows]
    return Labels(
        species=tuple(row[species].strip() for row in rows),
        common=tuple(row[common].strip() or row[species].strip() for row in rows),
        codes=tuple(codes) if any(codes) else (),
    )
