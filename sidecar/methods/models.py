"""`models/list`, `models/install`, `models/add` and `models/verify`: manage models."""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import urlsplit

from sidecar.app.engine import Engine
from sidecar.app.halting import halting
from sidecar.app.ledger import Ledger
from sidecar.app.method import Method
from sidecar.app.progress import ProgressReporter
from sidecar.app.swap import switch
from sidecar.audio.path import text_path
from sidecar.contract.models import (
    ActivateModelRequest,
    ActivateModelResult,
    AddModelRequest,
    AddModelResult,
    InstallModelRequest,
    InstallModelResult,
    InstallProgress,
    ListModelsRequest,
    ListModelsResult,
    ModelCheck,
    ModelRow,
    RemoveModelRequest,
    RemoveModelResult,
    VerifyModelRequest,
    VerifyModelResult,
)
from sidecar.errors import InvalidParams, ModelInvalid, ModelNotInstalled, RecordingNotFound
from sidecar.methods.addhead import TITLE, WHY, add_head
from sidecar.methods.rangemodels import (
    files_of,
    install_for_all,
    offered_by,
    range_rows,
    remove_for_all,
    verify_for_all,
)
from sidecar.models.add import Wanted, add, check_model_file
from sidecar.models.families.birdnet_v2.custom import is_tflite, read_custom
from sidecar.models.install import Step, install
from sidecar.models.manifest import Manifest
from sidecar.models.registry import Installed
from sidecar.models.remove import bytes_in, part_bytes_of
from sidecar.rpc.verb import Call


def list_models(engine: Engine, request: ListModelsRequest, call: Call) -> ListModelsResult:
    """List all known models, installed or not."""
    ledger = Ledger()
    for error in engine.registry.damaged():
        ledger.add("modelDamaged", str(error.path))
    return ListModelsResult(
        models=[_listed(engine, manifest) for manifest in engine.registry.manifests.values()],
        range_models=range_rows(engine),
        notes=ledger.notes(),
    )


def _listed(engine: Engine, manifest: Manifest) -> ModelRow:
    """Describe a model; a damaged installation has `trouble` and hides no other model."""
    try:
        installed = engine.registry.installed(manifest.name)
        if installed is not None and manifest.base is not None:
            engine.registry.base(installed)
        return _row(engine, manifest, installed)
    except (ModelInvalid, ModelNotInstalled) as error:
        row = _row(engine, manifest, None)
        return row.model_copy(update={"trouble": f"{error.message} {error.hint}"})


def install_model(engine: Engine, request: InstallModelRequest, call: Call) -> InstallModelResult:
    """Download, check and convert a model; a stopped or failed installation leaves nothing."""
    at: Step = "download"
    progress = ProgressReporter(
        call, InstallProgress, unit="byte", total=0, more=lambda: {"step": at}
    )

    def on_step(step: Step, done: int, total: int) -> None:
        nonlocal at
        call.check()
        at, progress.total = step, total
        progress.unit = "byte" if step == "download" else "step"
        progress.report(done)

    progress.begin()
    if request.name in engine.ranges.registry.published:
        row, path = install_for_all(engine, request.name, request.source, on_step)
        at, progress.unit, progress.done, progress.total = "convert", "step", 1, 1
        progress.end()
        return InstallModelResult(model=None, range_model=row, path=path)
    installed = install(engine.registry, request.name, source=request.source, on_step=on_step)
    at, progress.unit, progress.done, progress.total = "convert", "step", 1, 1
    _make_active(engine, installed, call)
    progress.end()
    return InstallModelResult(
        model=_row(engine, engine.registry.manifest(request.name), installed),
        range_model=None,
        path=str(engine.registry.path(request.name)),
    )


def add_model(engine: Engine, request: AddModelRequest, call: Call) -> AddModelResult:
    """Install a model from a file; guess and check the request's missing fields."""
    if request.embedding is not None and request.logits is None:
        raise InvalidParams(
            "The output with the scores has no name here, so the other one needs none.",
            field="embedding",
            hint="Name both outputs, or none: Linnet finds them by their shapes.",
        )
    path = text_path(request.path).absolute()
    if not os.path.exists(path):
        raise RecordingNotFound("There is no such model file.", path=path)
    check_model_file(path)
    layers = read_custom(path) if is_tflite(path) else None
    if layers is not None:
        head = add_head(engine, request, layers)
        return AddModelResult(
            model=_row(engine, head.manifest, head),
            path=str(engine.registry.path(head.manifest.name)),
            family=TITLE,
            why=WHY,
        )
    added = add(
        engine.registry,
        Wanted(
            model=path,
            labels=text_path(request.labels).absolute(),
            description=_described(request),
        ),
    )
    installed = added.installed
    _make_active(engine, installed, call)
    return AddModelResult(
        model=_row(engine, installed.manifest, installed),
        path=str(engine.registry.path(installed.manifest.name)),
        family=added.guess and added.guess.family.title,
        why=added.guess and added.guess.why,
    )


def _make_active(engine: Engine, installed: Installed, call: Call) -> None:
    """Let a new version that lies beside others take over; raises ModelInvalid if it may not."""
    name = installed.manifest.name
    if engine.registry.require(name).version_id != installed.version_id:
        with halting(call) as halt:
            switch(engine, name, installed.version_id, halt)


def _described(request: AddModelRequest) -> dict[str, Any]:
    """Turn a request's fields into fields of a manifest."""
    given = {"frontend": request.frontend, "window": request.window, "padding": request.padding}
    described: dict[str, Any] = {
        "name": request.name,
        "title": request.title,
        "input": {name: value for name, value in given.items() if value is not None} or None,
        "activation": request.activation and {"kind": request.activation},
        "licence": request.licence and {"name": request.licence, "url": "", "summary": ""},
        "outputs": request.logits and {"logits": request.logits, "embedding": request.embedding},
    }
    return {name: value for name, value in described.items() if value is not None}


def activate_model(
    engine: Engine, request: ActivateModelRequest, call: Call
) -> ActivateModelResult:
    """Choose the model that requests use where they name none; raises ModelNotInstalled.

    Raises ModelInvalid for a damaged model, and for a head without its base.
    """
    installed = engine.registry.require(request.name)
    if installed.manifest.base is not None:
        engine.registry.base(installed)
    engine.local.choose(request.name)
    return ActivateModelResult(model=_listed(engine, engine.registry.manifest(request.name)))


def remove_model(engine: Engine, request: RemoveModelRequest, call: Call) -> RemoveModelResult:
    """Remove a model's files; the catalog keeps what it found. Raises ModelNotInstalled.

    Raises InvalidParams for a model in use.
    """
    if request.name in engine.ranges.registry.published:
        return remove_for_all(engine, request.name)
    if "@" in request.name:
        engine.alone(request.name)
    ledger = Ledger()
    heads = [
        manifest.name
        for manifest in engine.registry.manifests.values()
        if manifest.base is not None and manifest.base.name == request.name
    ]
    freed = engine.remove_model(request.name)
    for head in heads:
        ledger.add("baseRemoved", head)
    active = engine.active_model
    return RemoveModelResult(
        name=request.name,
        bytes=freed,
        active_model=active if engine.registry.is_installed(active) else None,
        notes=ledger.notes(),
    )


def verify_model(engine: Engine, request: VerifyModelRequest, call: Call) -> VerifyModelResult:
    """Check an installed model: its files, a trial run, and its golden pair, if any."""
    from sidecar.models.verify import check_files, verify

    name = request.name
    if name in engine.ranges.registry.published:
        return verify_for_all(engine, request)
    session = engine.load(name)
    given = request.golden
    golden = engine.golden(name) if given is None else text_path(given)
    with halting(call) as halt:
        checks = [check_files(engine.registry, session.installed), *verify(session, golden, halt)]
    return VerifyModelResult(
        model=name,
        passed=all(check.passed for check in checks),
        checks=[
            ModelCheck.model_validate(
                {
                    "name": check.name,
                    "passed": check.passed,
                    "message": check.said,
                    "difference": check.difference,
                    "tolerance": check.tolerance,
                }
            )
            for check in checks
        ],
    )


def _row(engine: Engine, manifest: Manifest, installed: Installed | None) -> ModelRow:
    facts, offered = manifest.facts, offered_by(manifest)
    low_hz, high_hz = manifest.input.band_hz
    folders = [folder for folder in engine.registry.folders(manifest.name) if folder.is_dir()]
    return ModelRow(
        name=manifest.name,
        title=manifest.title,
        version=manifest.version,
        about=manifest.about,
        licence=manifest.licence.name,
        licence_url=manifest.licence.url,
        licence_summary=manifest.licence.summary,
        citation=manifest.citation,
        sample_rate=manifest.sample_rate,
        window=manifest.window,
        frontend=_frontend(manifest),
        low_hz=low_hz,
        high_hz=high_hz,
        drawn=manifest.input.spec.over_hertz or bool(manifest.input.inside),
        classes=manifest.classes,
        embedding=manifest.embedding,
        base=manifest.base and manifest.base.name,
        installed=installed is not None,
        trouble=None,
        active=installed is not None and manifest.name == engine.active_model,
        sha256=installed and installed.sha256,
        converter=installed and installed.converter,
        source=installed and installed.source,
        installed_at=installed and installed.installed_at,
        bytes=sum(map(bytes_in, folders)) if installed else None,
        memory_bytes=facts.memory_bytes,
        groups=None if facts.groups is None else [*facts.groups],
        region=facts.region,
        languages=None if facts.languages is None else [*facts.languages],
        commercial_use=facts.commercial_use,
        good_for=facts.good_for,
        not_for=facts.not_for,
        host=offered and urlsplit(offered.address).hostname,
        download_bytes=offered and (offered.bytes or None),
        files=files_of(manifest),
        part_bytes=part_bytes_of(engine.registry.folder, manifest),
        speed=engine.local.speed_of(installed.version_id, installed.sha256) if installed else None,
    )


def _frontend(manifest: Manifest) -> str:
    frontend = manifest.input.frontend
    return frontend if isinstance(frontend, str) else frontend.in_words


METHODS = (
    Method("models/list", list_models, "quick", "List known models, installed or not."),
    Method(
        "models/install",
        install_model,
        "models",
        "Download, check and convert a model.",
        InstallProgress,
    ),
    Method("models/add", add_model, "models", "Install a model from its file and labels."),
    Method("models/activate", activate_model, "quick", "Choose the model that requests use."),
    Method("models/remove", remove_model, "models", "Remove the files of an installed model."),
    Method(
        "models/verify",
        verify_model,
        "models",
        "Check that a model is intact and gets the input of its training.",
    ),
)
