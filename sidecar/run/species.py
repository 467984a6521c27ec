"""Which species may be named: lists, and the range model's place and week."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import numpy as np
import numpy.typing as npt

from sidecar.errors import InvalidParams
from sidecar.models.labels import Labels


def week_of(day: date) -> int:
    """Count BirdNET's weeks 1..48: four a month, the fourth taking days 22 to 31."""
    return (day.month - 1) * 4 + min((day.day - 1) // 7 + 1, 4)


def label_index(labels: Labels) -> dict[str, int]:
    """Index classes by scientific name, common name and `Scientific_Common`, ignoring case."""
    index: dict[str, int] = {}
    for position, (species, common) in enumerate(zip(labels.species, labels.common, strict=True)):
        for name in (f"{species}_{common}", species, common):
            index.setdefault(name.casefold(), position)
    return index


def listed(labels: Labels, names: Iterable[str]) -> tuple[npt.NDArray[np.bool_], list[str]]:
    """Mark the classes [classes] that a species list names; also return the unmatched names.

    Raises InvalidParams when no name matches: then the file is probably the wrong one.
    """
    index = label_index(labels)
    wanted = [name.strip() for name in names if name.strip()]
    unknown = [name for name in wanted if name.casefold() not in index]
    if len(unknown) == len(wanted):
        raise InvalidParams(
            "The model knows none of the species in the list.",
            field="speciesList",
            hint="Write one species a line, by scientific or common name.",
        )
    mask = np.zeros(len(labels), np.bool_)
    mask[[index[name.casefold()] for name in wanted if name.casefold() in index]] = True
    return mask, unknown


def thresholds(
    labels: Labels, minimum: float, per_species: Mapping[str, float]
) -> npt.NDArray[np.float64]:
    """Give each class [classes] its smallest confidence; some have their own, by name."""
    index = label_index(labels)
    values = np.full(len(labels), minimum)
    for name, value in per_species.items():
        if name.casefold() not in index:
            raise InvalidParams(
                f'The model does not know the species "{name}".', field="speciesConfidence"
            )
        values[index[name.casefold()]] = value
    return values
