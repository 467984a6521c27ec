"""`models/list` and `models/install`."""

from __future__ import annotations

from sidecar.contract.models import (
    InstallModelRequest,
    InstallModelResult,
    InstallProgress,
    ListModelsRequest,
    ListModelsResult,
    ModelRow,
)
from sidecar.engine import Engine
from sidecar.model.install import Step, install
from sidecar.model.manifest import Manifest
from sidecar.model.registry import Installed
from sidecar.rpc.verb import Call


def list_models(engine: Engine, request: ListModelsRequest, call: Call) -> ListModelsResult:
    """List known models, installed or not."""
    registry = engine.registry
    return ListModelsResult(
        models=[
            _row(engine, manifest, registry.installed(name))
            for name, manifest in registry.manifests.items()
        ]
    )


def install_model(engine: Engine, request: InstallModelRequest, call: Call) -> InstallModelResult:
    """Fetch, check and convert a model; cancelling or failing leaves nothing behind."""

    def on_step(step: Step, done: int, total: int) -> None:
        call.check()
        call.progress(_progress("report", step, done, total))

    call.progress(_progress("begin", "download", 0, 0), last=True)
    installed = install(engine.registry, request.name, source=request.source, on_step=on_step)
    call.progress(_progress("end", "convert", 1, 1), last=True)
    return InstallModelResult(
        model=_row(engine, installed.manifest, installed),
        path=str(engine.registry.path(request.name)),
    )


def _progress(kind: str, step: Step, done: int, total: int) -> InstallProgress:
    unit = "byte" if step == "download" else "step"
    return InstallProgress.model_validate(
        {"kind": kind, "step": step, "done": done, "total": total, "unit": unit}
    )


def _row(engine: Engine, manifest: Manifest, installed: Installed | None) -> ModelRow:
    return ModelRow(
        name=manifest.name,
        title=manifest.title,
        version=manifest.version,
        about=manifest.about,
        licence=manifest.licence.name,
        licence_url=manifest.licence.url,
        licence_summary=manifest.licence.summary,
        citation=manifest.citation,
        sample_rate=manifest.input.sample_rate,
        window=manifest.input.window,
        classes=manifest.classes,
        embedding=manifest.embedding,
        installed=installed is not None,
        active=installed is not None and manifest.name == engine.settings.model,
        sha256=installed and installed.sha256,
        converter=installed and installed.converter,
        source=installed and installed.source,
        installed_at=installed and installed.installed_at,
    )
