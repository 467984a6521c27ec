"""`initialize` and `health`: answer before the slow imports."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from sidecar import __version__
from sidecar.app.engine import Engine
from sidecar.app.method import Method
from sidecar.app.sessions import bytes_of
from sidecar.contract.digest import CONTRACT
from sidecar.contract.lifecycle import (
    Breaker,
    HealthRequest,
    HealthResult,
    InitializeRequest,
    InitializeResult,
    LoadedModel,
    ModelSummary,
    Program,
)
from sidecar.contract.methods import METHODS as METHOD_NAMES
from sidecar.errors import LinnetError
from sidecar.models.breaker import Standing
from sidecar.rpc.router import LIFECYCLE
from sidecar.rpc.verb import Call

if TYPE_CHECKING:
    from sidecar.models.session import Session

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
    loaded = [_loaded(session) for session in engine.sessions.loaded]
    trouble += [
        f"{each.name} does not run on {why}. It runs on {each.providers[0]}."
        for each in loaded
        for why in each.fell_back
    ]
    trouble += filter(None, [engine.without_variant(each.name) for each in loaded])
    standings = engine.breakers.standings()
    trouble += [_left_alone(each) for each in standings if each.state != "closed"]
    if engine.forwarder is not None and (waiting := engine.forwarder.trouble) is not None:
        trouble.append(waiting)
    return HealthResult(
        status="degraded" if trouble else "ok",
        version=__version__,
        uptime_seconds=round(time.monotonic() - _STARTED, 3),
        active_model=active,
        providers=engine.providers,
        loaded=loaded,
        catalog=str(engine.catalog_path),
        ready=engine.ready,
        revision=engine.changes.revision,
        trouble=trouble,
        breakers=[
            Breaker(
                model=each.model,
                version_id=each.version_id,
                state=each.state,
                failures=each.failures,
                since=each.since,
                next_try_seconds=None if each.next_try_s is None else round(each.next_try_s, 1),
                last_error=each.last_error,
            )
            for each in standings
        ],
    )


def _loaded(session: Session) -> LoadedModel:
    return LoadedModel(
        name=session.manifest.name,
        version_id=session.version_id,
        variant=session.installed.variant,
        providers=session.providers,
        fell_back=[*session.fell_back],
        bytes=bytes_of(session),
    )


def _left_alone(standing: Standing) -> str:
    when = "Linnet tries it now, one call at a time."
    if standing.next_try_s is not None:
        when = f"Linnet tries it again in {max(1, round(standing.next_try_s))} s."
    return f"The model {standing.model} keeps failing: {standing.last_error} {when}"


OPENING = Method("initialize", initialize, "prompt", "Open the connection.")
METHODS = (Method("health", health, "prompt", "Report the sidecar's state."),)
