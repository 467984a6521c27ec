"""The description of a range model that serves every model, in `manifests/range-models/`."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, ValidationError, model_validator

from sidecar.models.manifest import Publication, description_error
from sidecar.regular import read_regular

# Below the folder of manifests; a folder of a model has a `manifest.json` instead.
MANIFESTS = "range-models"


class RangeManifest(Publication):
    """A geomodel as its description names it; it has `species` outputs.

    Every file has its SHA-256, so an installation needs no trial.
    """

    species: int = Field(gt=0)

    @model_validator(mode="after")
    def _proved(self) -> RangeManifest:
        if set(self.files) != {"range", "labels"}:
            raise ValueError("a range model has the files range and labels")
        if not all(file.sha256 for file in self.files.values()):
            raise ValueError("each file of a range model has its SHA-256")
        return self


def read_range_manifests(folder: Path) -> dict[str, RangeManifest]:
    """Read the range models below a folder of manifests, by name, sorted; raises ModelInvalid."""
    found = {}
    for path in sorted((folder / MANIFESTS).glob("*.json")):
        try:
            manifest = RangeManifest.model_validate_json(read_regular(path))
        except ValidationError as error:
            raise description_error(error, path) from error
        found[manifest.name] = manifest
    return found
