"""Lists the kinds of files that Linnet keeps, with their places and sizes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from sidecar import scratch
from sidecar.app.engine import Engine
from sidecar.contract.storage import Clearable, PartName
from sidecar.models.install import DOWNLOADS, killed_installations
from sidecar.storage.sizes import Size, size_of

CLEARABLE: frozenset[str] = frozenset(get_args(Clearable))

_VECTORS = ".vectors"


@dataclass(frozen=True)
class Part:
    what: PartName
    path: Path
    size: Size


def parts(engine: Engine) -> Iterator[Part]:
    """Count each kind of files; a kind without files has no bytes."""
    settings, upkeep = engine.settings, engine.upkeep
    vectors = upkeep.embeddings(upkeep.path)
    beside = upkeep.path.parent
    downloads = settings.models / DOWNLOADS

    def installed(path: Path) -> bool:
        return downloads not in path.parents and not _left(path, settings.models)

    yield Part("catalog", upkeep.path, size_of(upkeep.files()))
    yield Part("embeddings", vectors, size_of([vectors], lambda path: path.suffix == _VECTORS))
    yield Part(
        "searchIndex",
        vectors,
        size_of([vectors], lambda path: path.suffix != _VECTORS and not scratch.marked(path)),
    )
    yield Part("models", settings.models, size_of([settings.models], installed))
    yield Part("features", settings.features, size_of([settings.features], _whole))
    yield Part("overviews", settings.overviews, size_of([settings.overviews], _whole))
    yield Part("graphs", settings.graphs, size_of([settings.graphs], _whole))
    yield Part("downloads", downloads, size_of([downloads]))
    yield Part("scratch", settings.home, size_of(left_behind(engine)))
    yield Part("backups", beside, size_of(_with_embeddings(engine, upkeep.backups())))
    yield Part("setAside", beside, size_of(_with_embeddings(engine, upkeep.set_aside())))


def left_behind(engine: Engine) -> list[Path]:
    """List what programs that ended left unfinished."""
    settings, upkeep = engine.settings, engine.upkeep
    folders = (
        (upkeep.path.parent, "*"),
        (upkeep.embeddings(upkeep.path), "*"),
        (settings.home, "*"),
        (settings.models, ".linnet-*"),
        (settings.features, "*/.*"),
        (settings.overviews, "*/.*"),
        (settings.names, ".*"),
        (settings.taxonomy, ".*"),
        (settings.graphs, ".*"),
    )
    found = [each for folder, pattern in folders for each in scratch.leftovers(folder, pattern)]
    return list(dict.fromkeys([*found, *killed_installations(settings.models)]))


def _whole(path: Path) -> bool:
    return not scratch.marked(path) and not scratch.marked(path.parent)


def _left(path: Path, folder: Path) -> bool:
    """Tell whether a file lies in what an unfinished installation made."""
    inside = path.relative_to(folder).parts
    return scratch.marked(Path(inside[0]))


def _with_embeddings(engine: Engine, catalogs: list[Path]) -> list[Path]:
    return [each for catalog in catalogs for each in (catalog, engine.upkeep.embeddings(catalog))]
