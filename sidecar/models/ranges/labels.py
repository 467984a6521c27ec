"""The species of a geomodel: a line `code<TAB>scientific name<TAB>common name` for each output."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sidecar.errors import ModelInvalid, UnsupportedFormat
from sidecar.regular import read_regular

_COLUMNS = 3


@dataclass(frozen=True)
class GeoLabels:
    """Parallel tuples, in the order of the outputs; a code is eBird's, or a number of iNaturalist.

    Names in other languages are not a geomodel's matter.
    """

    codes: tuple[str, ...]
    species: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.codes)


def read_geo_labels(path: Path) -> GeoLabels:
    """Read the label file as its authors publish it; raises ModelInvalid, which names the line."""
    try:
        text = read_regular(path).decode("utf-8-sig")
    except (OSError, UnsupportedFormat, UnicodeDecodeError) as error:
        raise _broken(path, "it is no text in UTF-8", str(error)) from error
    codes, species = [], []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) < _COLUMNS or not all(cells[:2]):
            raise _broken(path, f"line {number} has no code, scientific name and common name")
        codes.append(cells[0])
        species.append(cells[1])
    return GeoLabels(tuple(codes), tuple(species))


def _broken(path: Path, problem: str, hint: str = "") -> ModelInvalid:
    return ModelInvalid(
        f"The range model's label file cannot be used: {problem}.",
        hint=hint or "Use the label file that was published with the range model.",
        path=path,
    )
