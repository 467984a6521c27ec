"""`models/versions`, `switch`, `rollback`, `route` and `removeVersion`: versions side by side."""

from __future__ import annotations

from pathlib import Path

from sidecar.app.engine import Engine
from sidecar.app.halting import halting
from sidecar.app.method import Method
from sidecar.app.swap import proved, switch
from sidecar.contract.versions import (
    ArmShare,
    Compatibility,
    ListVersionsRequest,
    ListVersionsResult,
    RemoveVersionRequest,
    RemoveVersionResult,
    RollBackRequest,
    RouteRequest,
    RouteResult,
    SwitchVersionRequest,
    SwitchVersionResult,
    VariantAgreement,
    VersionRow,
)
from sidecar.errors import InvalidParams, ModelInvalid
from sidecar.models.registry import MODEL_FILE, Installed
from sidecar.models.remove import bytes_in, remove_version
from sidecar.models.versions import Arm, check_weights, write_state
from sidecar.rpc.verb import Call


def list_versions(engine: Engine, request: ListVersionsRequest, call: Call) -> ListVersionsResult:
    """List the installed versions of a model; raises ModelNotInstalled for an unknown name."""
    name = engine.alone(request.name)
    rows = [version_row(engine, *each) for each in engine.registry.versions(name)]
    return ListVersionsResult(name=name, versions=rows)


def version_row(engine: Engine, folder: Path, record: Installed) -> VersionRow:
    """Describe an installed version."""
    name, version_id = record.manifest.name, record.version_id
    state = engine.registry.state(name)
    shares = {arm.version_id: arm.weight for arm in state.arms}
    return VersionRow(
        version_id=version_id,
        version=record.manifest.version,
        variant=record.variant,
        active=folder == engine.registry.path(name),
        loaded=engine.sessions.is_loaded(name, version_id),
        earlier=version_id == rolled_back_to(engine, name),
        share=shares.get(version_id, 0.0) if shares else None,
        sha256=record.sha256,
        converter=record.converter,
        bytes=bytes_in(folder),
        created_at=record.installed_at,
        source=record.source,
        speed=engine.local.speed_of(version_id),
        compatibility=_compatibility(folder),
        made_of=record.made and record.made.version_id,
        agreement=_agreement(record),
    )


def _agreement(record: Installed) -> VariantAgreement | None:
    if record.made is None or record.made.agreement is None:
        return None
    found = record.made.agreement.model_dump()
    return VariantAgreement(**{**found, "top1": found["top1"] if found["heard"] else None})


def _compatibility(folder: Path) -> Compatibility | None:
    """Read what a model's file declares; None for a head, and for a file that cannot be read."""
    from sidecar.models.graph import read_graph
    from sidecar.models.opset import first_release

    path = folder / MODEL_FILE
    if not path.is_file():
        return None
    try:
        graph = read_graph(path)
    except ModelInvalid:  # `models/verify` says what is wrong with it
        return None
    return Compatibility(
        opset=graph.opset,
        onnx_runtime=first_release(graph.opset),
        input=list(graph.inputs[0].dims),
        outputs={tensor.name: list(tensor.dims) for tensor in graph.outputs},
    )


def switch_version(
    engine: Engine, request: SwitchVersionRequest, call: Call
) -> SwitchVersionResult:
    """Make a version active once it has passed all checks.

    Raises ModelNotInstalled, ModelInvalid or StorageFull; then nothing has changed.
    """
    return _switched(engine, engine.alone(request.name), request.version_id, call)


def roll_back(engine: Engine, request: RollBackRequest, call: Call) -> SwitchVersionResult:
    """Make the version active that was active before; raises InvalidParams if there is none."""
    name = engine.alone(request.name)
    target = rolled_back_to(engine, name)
    if target is None:
        raise InvalidParams(
            f"No earlier version of {name} was active on this computer.",
            field="name",
            hint=f"List the versions: linnet models versions {name}",
        )
    return _switched(engine, name, target, call)


def rolled_back_to(engine: Engine, name: str) -> str | None:
    """Name the version that was active last before the present one, and is still installed."""
    there = {record.version_id for _, record in engine.registry.versions(name)}
    return next(
        (each for each in reversed(engine.registry.state(name).earlier) if each in there), None
    )


def _switched(engine: Engine, name: str, version_id: str, call: Call) -> SwitchVersionResult:
    with halting(call) as halt:
        before = switch(engine, name, version_id, halt)
    row = version_row(engine, *engine.registry.version(name, version_id))
    return SwitchVersionResult(name=name, before=before, version=row)


def route(engine: Engine, request: RouteRequest, call: Call) -> RouteResult:
    """Share recordings between versions, or stop that.

    Raises InvalidParams for weights that do not sum to 1, ModelNotInstalled, or ModelInvalid for a
    version that fails a check; then nothing has changed.
    """
    name = engine.alone(request.name)
    arms = tuple(Arm(**each.model_dump()) for each in request.arms)
    check_weights(arms)
    with halting(call) as halt:
        for arm in arms:
            engine.sessions.put(proved(engine, name, arm.version_id, halt))
    state = engine.registry.state(name)
    write_state(engine.registry.folder, name, state.model_copy(update={"arms": arms}))
    return RouteResult(name=name, arms=[ArmShare(**arm.model_dump()) for arm in arms])


def remove_one(engine: Engine, request: RemoveVersionRequest, call: Call) -> RemoveVersionResult:
    """Remove a version that nothing uses; raises InvalidParams or ModelNotInstalled."""
    name = engine.alone(request.name)
    registry = engine.registry
    folder = registry.version_path(name, request.version_id)
    if folder == registry.path(name):
        raise InvalidParams(
            f"{request.version_id} is the active version of {name}.",
            field="versionId",
            hint="Make another version active first, or remove the whole model.",
        )
    if any(arm.version_id == request.version_id for arm in registry.state(name).arms):
        raise InvalidParams(
            f"{request.version_id} has a share of the recordings.",
            field="versionId",
            hint=f"Stop sharing first: linnet models route {name} --stop",
        )
    with engine.sessions.removing(name, request.version_id) as in_use:
        if in_use:
            raise InvalidParams(
                f"A request uses {name} now.",
                field="versionId",
                hint="Wait until the run or stream that uses it has ended, or stop it.",
            )
        records = [record for place, record in registry.versions(name) if place == folder]
        freed = remove_version(registry, name, request.version_id)
    engine.forget_graphs(records)
    return RemoveVersionResult(name=name, bytes=freed)


METHODS = (
    Method(
        "models/versions",
        list_versions,
        "quick",
        "List the installed versions of a model.",
    ),
    Method(
        "models/switch",
        switch_version,
        "models",
        "Make another version of a model active, while requests run.",
    ),
    Method(
        "models/rollback",
        roll_back,
        "models",
        "Make the version active that was active before.",
    ),
    Method(
        "models/route",
        route,
        "models",
        "Share recordings between versions of a model.",
    ),
    Method(
        "models/removeVersion",
        remove_one,
        "models",
        "Remove a version of a model that is not in use.",
    ),
)
