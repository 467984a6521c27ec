"""A loaded model's name, for the catalog and for an answer."""

from __future__ import annotations

from sidecar.contract.base import ModelName
from sidecar.model.session import Session
from sidecar.store.entries import ModelVersion


def model_version(session: Session) -> ModelVersion:
    """Describe a model for the catalog."""
    manifest, installed = session.manifest, session.installed
    return ModelVersion(
        name=manifest.name,
        title=manifest.title,
        version=manifest.version,
        sha256=installed.sha256,
        converter=installed.converter,
        licence=manifest.licence.name,
    )


def model_name(session: Session) -> ModelName:
    """Name a model for an answer."""
    manifest = session.manifest
    return ModelName(name=manifest.name, version=manifest.version, sha256=session.installed.sha256)
