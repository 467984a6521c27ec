"""`heads/list`, `heads/remove` and `heads/rename`: the versions of heads."""

from __future__ import annotations

from sidecar.app.engine import Engine
from sidecar.app.method import Method
from sidecar.contract.headversions import (
    ListHeadsRequest,
    ListHeadsResult,
    RemovedHead,
    RemoveHeadRequest,
    RemoveHeadResult,
    RenameHeadRequest,
    RenameHeadResult,
)
from sidecar.errors import InvalidParams
from sidecar.heads.versions import (
    check_head,
    head_names,
    head_row,
    in_use_now,
    remove_head_version,
    remove_renamed,
    rename_files,
    successor,
)
from sidecar.models.remove import bytes_in
from sidecar.rpc.verb import Call

_MOST_RUNS = 20


def list_heads(engine: Engine, request: ListHeadsRequest, call: Call) -> ListHeadsResult:
    """List heads with their versions; raises InvalidParams or ModelNotInstalled for a name."""
    registry = engine.registry
    if request.name is None:
        return ListHeadsResult(heads=[head_row(registry, name) for name in head_names(registry)])
    name = check_head(registry, engine.alone(request.name))
    return ListHeadsResult(heads=[head_row(registry, name)])


def remove_head(engine: Engine, request: RemoveHeadRequest, call: Call) -> RemoveHeadResult:
    """Remove a version of a head, or the head; the catalog keeps what it found.

    Raises InvalidParams for one that a request uses, ModelNotInstalled for an unknown one.
    """
    registry = engine.registry
    name = check_head(registry, engine.alone(request.name))
    numbers = registry.numbers(name)
    folders = {record.version_id: folder for folder, record in registry.versions(name)}
    chosen, follows = list(folders), None
    if request.version is not None:
        version_id = registry.numbered(name, request.version)
        registry.version(name, version_id)
        chosen, follows = [version_id], successor(registry, name, version_id)
    freed = sum(bytes_in(folders[each]) for each in chosen)
    removed = _removed(engine, chosen, numbers)
    if not request.dry_run:
        if follows is None:
            engine.remove_model(name)
        else:
            remove_head_version(engine, name, chosen[0])
    return RemoveHeadResult(
        name=name,
        dry_run=request.dry_run,
        removed=removed,
        in_use=None if follows is None else numbers[follows],
        bytes=freed,
    )


def _removed(engine: Engine, chosen: list[str], numbers: dict[str, int]) -> list[RemovedHead]:
    """Say of versions what refers to them."""
    uses = engine.catalog.models.uses(chosen)
    rows = []
    for version_id in chosen:
        use = uses.get(version_id)
        run_ids = [] if use is None else list(use.run_ids)
        rows.append(
            RemovedHead(
                number=numbers[version_id],
                version_id=version_id,
                runs=len(run_ids),
                run_ids=run_ids[:_MOST_RUNS],
                detections=0 if use is None else use.detections,
            )
        )
    return sorted(rows, key=lambda row: -row.number)


def rename_head(engine: Engine, request: RenameHeadRequest, call: Call) -> RenameHeadResult:
    """Give a head another name, here and in the catalog.

    Raises InvalidParams for a name that is taken or that no head may have, and for a head that a
    request uses; ModelNotInstalled for an unknown one.
    """
    registry = engine.registry
    name = check_head(registry, engine.alone(request.name))
    if request.to == name:
        raise InvalidParams(f'The head is called "{name}" already.', field="to")
    with engine.sessions.removing(name) as in_use:
        if in_use:
            raise in_use_now(name)
    ids = rename_files(engine, name, request.to)
    recordings = engine.catalog.models.rename(name, request.to, ids)
    remove_renamed(engine, name, request.to)
    return RenameHeadResult(name=request.to, before=name, versions=len(ids), recordings=recordings)


METHODS = (
    Method("heads/list", list_heads, "look", "List heads with their versions."),
    Method("heads/remove", remove_head, "models", "Remove a version of a head, or the head."),
    Method("heads/rename", rename_head, "models", "Give a head another name."),
)
