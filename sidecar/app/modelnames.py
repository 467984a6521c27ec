"""Names a loaded model for the catalog and for an answer."""

from __future__ import annotations

from sidecar.app.embedder import Embedder
from sidecar.catalog.interface import Catalog
from sidecar.catalog.runs import ModelVersion, StoredVersion
from sidecar.contract.base import ModelName
from sidecar.contract.monitor import ExactModel
from sidecar.errors import InvalidParams
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


def stored_version(
    catalog: Catalog, text: str, field: str, *, embedded: bool = False
) -> StoredVersion:
    """Find the version that `model` or `model@versionId` names in the catalog.

    A model alone is the version that analysed a recording last; where it must be `embedded`, the
    one whose stored windows count. Raises InvalidParams if the catalog has no such version.
    """
    name, _, version_id = text.partition("@")
    known = catalog.models.versions(name)
    if embedded:
        by_id = {each.model_id: each for each in known}
        known = [by_id[number] for number in catalog.embeddings.versions(name) if number in by_id]
    what = "stored embeddings" if embedded else "analyses"
    if not known:
        raise InvalidParams(
            f"The catalog has no {what} by {name}.",
            field=field,
            hint="Analyse some recordings with this model first.",
        )
    found = next((each for each in known if version_id in ("", each.version.version_id)), None)
    if found is None:
        there = ", ".join(f"{name}@{each.version.version_id}" for each in known)
        raise InvalidParams(
            f"The catalog has no {what} by the version {version_id} of {name}.",
            field=field,
            hint=f"It has {there}.",
        )
    return found


def embedded_ids(catalog: Catalog, embedder: Embedder) -> list[int]:
    """List the modelIds with embeddings of a model, the best first, or of its named version.

    Raises InvalidParams if the catalog has none.
    """
    known = catalog.embeddings.versions(embedder.manifest.name)
    if embedder.version_id is not None:
        wanted = {
            each.model_id
            for each in catalog.models.versions(embedder.manifest.name)
            if each.version.version_id == embedder.version_id
        }
        known = [each for each in known if each in wanted]
    if not known:
        raise InvalidParams(
            f"The catalog has no embeddings by {embedder.named}.",
            field="model",
            hint="Analyse some recordings with this model first.",
        )
    return known


def exact_model(version: ModelVersion) -> ExactModel:
    """Name a version for an answer."""
    return ExactModel(name=version.name, version=version.version, version_id=version.version_id)


def model_name(session: Model) -> ModelName:
    """Name a model for an answer."""
    manifest = session.manifest
    return ModelName(
        name=manifest.name,
        version=manifest.version,
        sha256=session.identity,
        version_id=session.version_id,
    )
