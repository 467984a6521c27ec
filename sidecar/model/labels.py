"""The names of a model's classes, in the order of its outputs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sidecar.errors import ModelInvalid


@dataclass(frozen=True)
class Labels:
    """Parallel tuples: `species` is the scientific name, `common` the common one."""

    species: tuple[str, ...]
    common: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.species)


def read_labels(path: Path, classes: int) -> Labels:
    """Read lines of `Scientific name_Common name`; raises ModelInvalid unless `classes` of them."""
    lines = [line for line in path.read_text("utf-8").split("\n") if line.strip()]
    if len(lines) != classes:
        raise ModelInvalid(
            f"The model has {classes} classes, but its label file names {len(lines)}.",
            hint="Use the label file that was published with the model.",
            path=path,
        )
    pairs = [line.strip().partition("_") for line in lines]
    return Labels(
        species=tuple(species for species, _, _ in pairs),
        common=tuple(common or species for species, _, common in pairs),
    )
