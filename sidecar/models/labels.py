"""The names of a model's classes, in the order of its outputs."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sidecar.errors import LinnetError, ModelInvalid, UnsupportedFormat
from sidecar.regular import read_regular
from sidecar.text import Row, Text, folded, read_text, table_of


@dataclass(frozen=True)
class Labels:
    """Parallel tuples: `species` is the scientific name, `common` the common one."""

    species: tuple[str, ...]
    common: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.species)


def read_labels(path: Path, classes: int | None = None) -> Labels:
    """Read our own form, lines of `Scientific name_Common name`.

    Raises ModelInvalid unless there are `classes` of them.
    """
    labels = _paired([line.strip() for line in _own(path).split("\n") if line.strip()])
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
    first.
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
    """Write our own form."""
    pairs = zip(labels.species, labels.common, strict=True)
    path.write_text("".join(f"{species}_{common}\n" for species, common in pairs), "utf-8")


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


def name_columns(titles: Sequence[str]) -> tuple[int | None, int | None]:
    """Find the columns of scientific and of common names by their titles."""
    plain = [folded(title).replace("_", " ") for title in titles]
    species = next((plain.index(title) for title in _SPECIES_TITLES if title in plain), None)
    common = next((plain.index(title) for title in _COMMON_TITLES if title in plain), None)
    return species, common


def _in_columns(titles: Sequence[str], rows: Sequence[Sequence[str]], path: Path) -> Labels:
    if not titles:
        raise ModelInvalid("The label file is empty.", path=path)
    found, vernacular = name_columns(titles)
    species = found or 0
    common = species if vernacular is None else vernacular
    rows = [row for row in rows if any(row)]
    if any(len(row) <= max(species, common) for row in rows):
        raise ModelInvalid("A line of the label file has too few columns.", path=path)
    return Labels(
        species=tuple(row[species].strip() for row in rows),
        common=tuple(row[common].strip() or row[species].strip() for row in rows),
    )
