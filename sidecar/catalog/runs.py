"""Values about runs that the catalog takes and gives."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from sidecar.models.digest import version_id_of


@dataclass(frozen=True)
class ModelVersion:
    """A model as the catalog remembers it."""

    name: str
    title: str
    version: str
    sha256: str
    converter: str
    licence: str

    @property
    def version_id(self) -> str:
        """Name these exact files, as an installation does."""
        return version_id_of(self.sha256, self.converter)


@dataclass(frozen=True)
class StoredVersion:
    """A version of a model that the catalog knows."""

    model_id: int
    version: ModelVersion


@dataclass(frozen=True)
class VersionUse:
    """What refers to a version of a model: its runs, the latest first, and its detections."""

    run_ids: Sequence[int] = ()
    detections: int = 0


@dataclass(frozen=True)
class WaitsFor:
    """The exact model and the settings for which recordings wait."""

    model_id: int
    settings_digest: str


@dataclass(frozen=True)
class NewRun:
    """A run to begin: its model, its settings, and the files to analyse.

    `embedder` is the model whose windows a head judges; None means the model itself. `resumes` is
    the run that it goes on with. `retries` says for what its recordings wait.
    """

    model: ModelVersion
    settings: str  # JSON
    program: str
    urls: Sequence[str]
    embedder: ModelVersion | None = None
    resumes: int | None = None
    retries: WaitsFor | None = None

    @property
    def settings_digest(self) -> str:
        """Identify the settings, as recordings wait for them."""
        return hashlib.sha256(self.settings.encode()).hexdigest()


@dataclass(frozen=True)
class Run:
    """A run that has begun, and its models; recordings on which its model fails wait as it says."""

    run_id: int
    model_id: int
    embedder_id: int
    waits: WaitsFor | None = None


@dataclass(frozen=True)
class KnownModels:
    """The models of a run that may begin later; None for one that the catalog does not have."""

    model_id: int | None
    embedder_id: int | None


@dataclass(frozen=True)
class Speed:
    """How fast earlier runs of a model were; None where the catalog has no such run.

    `heard` is seconds of sound that were read in a second, `rescored` windows judged again.
    """

    heard: float | None = None
    rescored: float | None = None


@dataclass(frozen=True)
class Waiting:
    """Recordings that wait for one model and its settings (JSON), by path."""

    of: WaitsFor
    model: str
    version_id: str
    settings: str
    urls: list[str]


@dataclass(frozen=True)
class RunRequest:
    """The request of a run: its model's name and version, its settings (JSON) and its files."""

    model: str
    version_id: str
    settings: str
    urls: list[str]
