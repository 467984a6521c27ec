"""Which models there are and which of them are installed."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic.alias_generators import to_camel

from sidecar.errors import ModelInvalid, ModelNotInstalled
from sidecar.model.manifest import Manifest, find_manifest

MODEL_FILE = "model.onnx"
HEAD_FILE = "head.onnx"
RANGE_FILE = "range.onnx"
LABELS_FILE = "labels.txt"
RECORD_FILE = "installed.json"


class Installed(BaseModel):
    """What was installed, kept beside the model's files.

    `sha256` is the published classifier's and is the model's identity everywhere in Linnet;
    `converter` tells which version of our importer made `files`, whose digests guard against
    damage.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=to_camel, populate_by_name=True
    )

    manifest: Manifest
    sha256: str
    converter: str
    files: dict[str, str]
    source: str
    installed_at: datetime


class Registry:
    """Known models by manifest, installed ones a folder each, there wholly or not at all."""

    def __init__(self, folder: Path, manifests: dict[str, Manifest]) -> None:
        self.folder = folder
        self.manifests = manifests

    def path(self, name: str) -> Path:
        return self.folder / name

    def installed(self, name: str) -> Installed | None:
        """Read a model's record; None when it is not installed, ModelInvalid when damaged."""
        find_manifest(self.manifests, name)
        record = self.path(name) / RECORD_FILE
        try:
            return Installed.model_validate_json(record.read_bytes())
        except FileNotFoundError:
            return None
        except ValidationError as error:
            raise ModelInvalid(
                f'The installation record of "{name}" is damaged.',
                hint=f"Install it again: linnet models install {name}",
                path=record,
            ) from error

    def require(self, name: str) -> Installed:
        """Read a model's record; raises ModelNotInstalled with what to do about it."""
        found = self.installed(name)
        if found is None:
            raise ModelNotInstalled(
                f"{self.manifests[name].title} is not installed yet.",
                hint=f"Install it once, with internet: linnet models install {name}",
            )
        return found
