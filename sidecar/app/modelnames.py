"""Names a loaded model for the catalog and for an answer."""

from __future__ import annotations

from sidecar.catalog.runs import ModelVersion
from sidecar.contract.base import ModelName
from sidecar.models.interface import Model


def model_version(session: Model) -> ModelVersion:
    """Describe a model for the catalog."""
    manifest = session.manifest
    return ModelVersion(
        name=manifest.name,
        title=manifest.title,
        version=manifest.version,
        sha256=session.identity,
        converter=session.converter,
        licence=manifest.licence.name,
    )


def model_name(session: Model) -> ModelName:
    """Name a model for an answer."""
    manifest = session.manifest
    return ModelName(
        name=manifest.name,
        version=manifest.version,
        sha256=session.identity,
        version_id=session.version_id,
    )
