"""`initialize` and `health`: answer before the slow imports."""

from __future__ import annotations

import time
from pathlib import Path

from sidecar import __version__
from sidecar.app.engine import Engine
from sidecar.app.method import Method
from sidecar.contract.digest import CONTRACT
from sidecar.contract.lifecycle import (
    HealthRequest,
    HealthResult,
    InitializeRequest,
    InitializeResult,
    ModelSummary,
    Program,
)
from sidecar.contract.methods import METHODS as METHOD_NAMES
from sidecar.errors import LinnetError
from sidecar.rpc.router import LIFECYCLE
from sidecar.rpc.verb import Call

PROTOCOL_VERSION = 1

_STARTED = time.monotonic()


def initialize(engine: Engine, request: InitializeRequest, call: Call) -> InitializeResult:
    """Name the server, its methods and its models; may choose the catalog."""
    if request.catalog is not None:
        engine.use_catalog(Path(request.catalog))
    registry = engine.registry
    return InitializeResult(
        server=Program(name="linnet", version=__version__),
        protocol_version=PROTOCOL_VERSION,
        contract=CONTRACT,
        methods=[*LIFECYCLE, *METHOD_NAMES],
        models=[
            ModelSummary(name=name, title=manifest.title, installed=registry.path(name).is_dir())
            for name, manifest in registry.manifests.items()
        ],
    )


def health(engine: Engine, request: HealthRequest, call: Call) -> HealthResult:
    """Report the sidecar's state; `trouble` lists its faults in sentences."""
    trouble = []
    active = None
    try:
        active = engine.registry.require(engine.active_model).manifest.name
    except LinnetError as error:
        trouble.append(f"{error.message} {error.hint}".strip())
    if (catalog := engine.catalog_trouble()) is not None:
        trouble.append(f"{catalog.message} {catalog.hint}".strip())
    if engine.forwarder is not None and (waiting := engine.forwarder.trouble) is not None:
        trouble.append(waiting)
    return HealthResult(
        status="degraded" if trouble else "ok",
        version=__version__,
        uptime_seconds=round(time.monotonic() - _STARTED, 3),
        active_model=active,
        providers=engine.providers,
        catalog=str(engine.catalog_path),
        ready=engine.ready,
        revision=engine.changes.revision,
        trouble=trouble,
    )


OPENING = Method("initialize", initialize, "prompt", "Open the connection.")
METHODS = (Method("health", health, "prompt", "Report the sidecar's state."),)
