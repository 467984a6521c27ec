"""The species of a geomodel: a line `code<TAB>scientific name<TAB>common name` for each output."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sidecar.errors import ModelInvalid, UnsupportedFormat
from sidecar.regular import read_regular
from sidecar.text import folded

_COLUMNS = 3


@dataclass(frozen=True)
class GeoLabels:
    """Parallel tuples, in the order of the outputs; a code is eBird's, or a number of iNaturalist.

    Common names are left out: nothing asks a geomodel for them.
    """

    codes: tuple[str, ...]
    species: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.codes)

    def named(self, name: str) -> int | None:
        """Give the first place of a scientific name, whatever its case and blanks."""
        return self._by_name.get(folded(name))

    def coded(self, code: str) -> int | None:
        """Give the first place of a code; none has an empty one."""
        return self._by_code.get(code.strip().casefold())

    @cached_property
    def _by_name(self) -> dict[str, int]:
        return _places(map(folded, self.species))

    @cached_property
    def _by_code(self) -> dict[str, int]:
        return _places(code.casefold() for code in self.codes)


def _places(keys: Iterable[str]) -> dict[str, int]:
    """Give the first place of each key."""
    found: dict[str, int] = {}
    for place, key in enumerate(keys):
        found.setdefault(key, place)
    return found


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
