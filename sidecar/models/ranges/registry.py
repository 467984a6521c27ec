"""Lists the range models that serve every model, and those that are installed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic.alias_generators import to_camel

from sidecar.errors import LinnetError, ModelInvalid, ModelNotInstalled, UnsupportedFormat
from sidecar.models.digest import record_digest, sha256
from sidecar.models.ranges.geomodel import Geomodel
from sidecar.models.ranges.interface import RangeName
from sidecar.models.ranges.labels import read_geo_labels
from sidecar.models.ranges.manifest import RangeManifest
from sidecar.regular import read_regular

# Below the folder of models; no model can have this name.
RANGES = ".ranges"

RANGE_FILE, LABELS_FILE, RECORD_FILE = "range.onnx", "labels.txt", "installed.json"


class InstalledRange(BaseModel):
    """The record of an installation, kept beside its files, whose digests reveal damage."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=to_camel, populate_by_name=True
    )

    manifest: RangeManifest
    files: dict[str, str]
    source: str
    installed_at: datetime
    digest: str | None = None

    @property
    def which(self) -> RangeName:
        manifest = self.manifest
        return RangeName(
            manifest.name, manifest.title, manifest.version, self.files[RANGE_FILE], own=False
        )

    def sealed(self) -> str:
        """Write the record in JSON, with its digest."""
        values = json.loads(self.model_dump_json(by_alias=True, exclude={"digest"}))
        return json.dumps({**values, "digest": record_digest(values)}, indent=2)


class RangeRegistry:
    """Known range models, by manifest; each installed one has a folder, complete or absent."""

    def __init__(self, models: Path, published: Mapping[str, RangeManifest]) -> None:
        self.models = models
        self.published = published

    def path(self, name: str) -> Path:
        """Name the folder of a range model."""
        return self.models / RANGES / name

    def manifest(self, name: str) -> RangeManifest:
        """Describe a range model, installed or not; raises ModelNotInstalled for an unknown one."""
        if name not in self.published:
            raise ModelNotInstalled(
                f'There is no range model called "{name}".',
                hint=f"Known range models: {', '.join(self.published)}.",
            )
        return self.published[name]

    def installed(self, name: str) -> InstalledRange | None:
        """Read the record of a range model; None without one, ModelInvalid if it is damaged."""
        path = self.path(self.manifest(name).name) / RECORD_FILE
        return _read_record(path, name) if path.is_file() else None

    def active(self) -> InstalledRange | None:
        """Find the range model that serves all models: the one that was installed last.

        Raises ModelInvalid for a damaged one: without it, others would judge in its place.
        """
        records = [self.installed(name) for name in self.published]
        there = [each for each in records if each is not None]
        return max(there, key=lambda each: each.installed_at, default=None)

    def open(self, record: InstalledRange) -> Geomodel:
        """Load a range model; raises ModelInvalid unless its files are as they were installed."""
        name = record.manifest.name
        for file, digest in record.files.items():
            path = self.path(name) / file
            if not path.is_file() or sha256(path) != digest:
                raise ModelInvalid(
                    f"A file of {record.manifest.title} is missing or was altered since it was "
                    "installed, so its results could not be trusted.",
                    hint=f"Install it again: linnet models install {name}",
                    path=path,
                )
        folder = self.path(name)
        labels = read_geo_labels(folder / LABELS_FILE)
        return Geomodel(folder / RANGE_FILE, record.which, labels, record.files[RANGE_FILE])


def _read_record(path: Path, name: str) -> InstalledRange:
    try:
        content = read_regular(path)
        record = InstalledRange.model_validate_json(content)
        whole = record.digest == record_digest(json.loads(content))
    except (ValidationError, OSError, LinnetError, UnsupportedFormat, ValueError) as error:
        raise _damaged(path, name) from error
    if not whole or record.manifest.name != name:
        raise _damaged(path, name)
    return record


def _damaged(path: Path, name: str) -> ModelInvalid:
    return ModelInvalid(
        f'The installation record of "{name}" is damaged.',
        hint=f"Install it again: linnet models install {name}",
        path=path,
    )
