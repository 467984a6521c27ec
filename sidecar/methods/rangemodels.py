"""The range models for all models: listed, installed, verified and removed beside the models."""

from __future__ import annotations

from contextlib import suppress
from urllib.parse import urlsplit

from sidecar.app.engine import Engine
from sidecar.contract.models import (
    ModelCheck,
    ModelFile,
    RangeModelRow,
    RemoveModelResult,
    StatedLicence,
    VerifyModelRequest,
    VerifyModelResult,
)
from sidecar.errors import InvalidParams, ModelInvalid, ModelNotInstalled
from sidecar.models.install import OnStep
from sidecar.models.interface import ALL_YEAR
from sidecar.models.manifest import Publication, Source
from sidecar.models.ranges.install import install_range, remove_range
from sidecar.models.ranges.manifest import RangeManifest
from sidecar.models.ranges.registry import RANGE_FILE, InstalledRange
from sidecar.models.remove import bytes_in, part_bytes_of

# Where a range model is tried: a pole, both sides of the date line, and a plain place.
_TRIED = ((90.0, 0.0), (-90.0, 0.0), (0.0, 180.0), (0.0, -180.0), (52.0, 5.0))


def range_rows(engine: Engine) -> list[RangeModelRow]:
    """List the range models for all models; a damaged one has `trouble`."""
    registry = engine.ranges.registry
    active: InstalledRange | None = None
    rows = list[RangeModelRow]()
    with suppress(ModelInvalid):  # its own row tells
        active = registry.active()
    for manifest in registry.published.values():
        try:
            rows.append(_row(engine, manifest, registry.installed(manifest.name), active))
        except ModelInvalid as error:
            row = _row(engine, manifest, None, active)
            trouble = f"{error.message} {error.hint}"
            rows.append(row.model_copy(update={"trouble": trouble}))
    return rows


def install_for_all(
    engine: Engine, name: str, source: str | None, on_step: OnStep
) -> tuple[RangeModelRow, str]:
    """Install a range model; gives its row and its folder."""
    registry = engine.ranges.registry
    installed = install_range(registry, name, source=source, on_step=on_step)
    row = _row(engine, registry.manifest(name), installed, registry.active())
    return row, str(registry.path(name))


def remove_for_all(engine: Engine, name: str) -> RemoveModelResult:
    """Remove a range model; what it judged stays in the catalog, and so does its name."""
    freed = remove_range(engine.ranges.registry, name)
    active = engine.active_model
    return RemoveModelResult(
        name=name,
        bytes=freed,
        active_model=active if engine.registry.is_installed(active) else None,
        notes=[],
    )


def verify_for_all(engine: Engine, request: VerifyModelRequest) -> VerifyModelResult:
    """Check the files of a range model, and try it at poles and at the date line."""
    registry = engine.ranges.registry
    if request.golden is not None:
        raise InvalidParams("A range model has no golden pair.", field="golden")
    installed = registry.installed(request.name)
    if installed is None:
        raise ModelNotInstalled(
            f"{registry.manifest(request.name).title} is not installed yet.",
            hint=f"Install it once, with internet: linnet models install {request.name}",
        )
    geomodel = registry.open(installed)
    for latitude, longitude in _TRIED:
        geomodel.probabilities(latitude, longitude, ALL_YEAR)
    said = f"{len(_TRIED)} places give {len(geomodel.labels):,} probabilities each."
    return VerifyModelResult(
        model=request.name,
        passed=True,
        checks=[
            _passed("files", "Every file is as it was installed."),
            _passed("run", said),
        ],
    )


def _passed(name: str, said: str) -> ModelCheck:
    values = {"name": name, "passed": True, "message": said, "difference": None, "tolerance": None}
    return ModelCheck.model_validate(values)


def _row(
    engine: Engine,
    manifest: RangeManifest,
    installed: InstalledRange | None,
    active: InstalledRange | None,
) -> RangeModelRow:
    registry, offered = engine.ranges.registry, offered_by(manifest)
    folder = registry.path(manifest.name)
    return RangeModelRow(
        name=manifest.name,
        title=manifest.title,
        version=manifest.version,
        about=manifest.about,
        licence=manifest.licence.name,
        licence_url=manifest.licence.url,
        licence_summary=manifest.licence.summary,
        citation=manifest.citation,
        species=manifest.species,
        installed=installed is not None,
        trouble=None,
        active=installed is not None and installed == active,
        sha256=installed and installed.files[RANGE_FILE],
        source=installed and installed.source,
        installed_at=installed and installed.installed_at,
        bytes=bytes_in(folder) if installed else None,
        host=offered and urlsplit(offered.address).hostname,
        download_bytes=offered and (offered.bytes or None),
        files=files_of(manifest),
        part_bytes=part_bytes_of(registry.models, manifest),
    )


def publication(engine: Engine, name: str) -> Publication:
    """Describe a model or a range model; raises ModelNotInstalled for an unknown name."""
    return engine.ranges.registry.published.get(name) or engine.manifest(name)


def offered_by(manifest: Publication) -> Source | None:
    """Find the source that a download asks first; None where a person downloads by hand."""
    return next((each for each in manifest.sources if each.kind in ("archive", "files")), None)


def files_of(manifest: Publication) -> list[ModelFile]:
    """List the published files by the names of the first source."""
    if not manifest.sources:
        return []
    members = manifest.sources[0].members
    return [
        ModelFile(
            name=members[role],
            bytes=manifest.facts.sizes.get(role),
            sha256=[*file.sha256] or None,
            licences=[
                StatedLicence(name=each.name, url=each.url, read=each.read)
                for each in file.licences
            ],
        )
        for role, file in manifest.files.items()
        if role in members
    ]
