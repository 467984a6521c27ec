"""The catalogs that a search for similar sounds goes through: the open one, and others."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.audio.path import path_text, text_path
from sidecar.audio.windows import Grid
from sidecar.catalog.interface import Embeddings, OtherCatalog
from sidecar.catalog.runs import ModelVersion
from sidecar.catalog.similar import Passing
from sidecar.catalog.values import Where
from sidecar.errors import CatalogUnavailable, InvalidParams, StorageFull
from sidecar.regular import refuse_special
from sidecar.values import Int64

# Filters on what another model heard may name a run of the open catalog.
_OF_ONE = ("alsoBy", "notBy")


@dataclass(frozen=True, eq=False)
class Source:
    """Stored windows to search: those of a model, with the windows that pass the filters.

    `own` are the example's windows, which are no answer. `other` is None for the open catalog.
    """

    embeddings: Embeddings
    model_id: int
    grid: Grid
    passing: Passing | None
    own: Int64
    catalog: str | None = None
    other: OtherCatalog | None = None

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Guard a reading: another catalog that cannot be read raises PassedOver."""
        if self.other is None:
            yield
            return
        try:
            yield
        except (CatalogUnavailable, StorageFull) as error:
            raise PassedOver(self, error) from error


class PassedOver(Exception):
    """Another catalog failed while it was read."""

    def __init__(self, source: Source, error: CatalogUnavailable | StorageFull) -> None:
        super().__init__(error.message)
        self.source = source
        self.error = error


def check_others(engine: Engine, catalogs: Sequence[str], where: Where) -> list[Path]:
    """Read the paths of other catalogs.

    Raises InvalidParams for the open catalog, for one that is named twice, and for filters by an
    id, which means something in one catalog alone; UnsupportedFormat for what is no regular file.
    """
    if not catalogs:
        return []
    for name in where:
        if name.endswith("Id") or name in _OF_ONE:
            raise InvalidParams(
                f"The filter {name} belongs to one catalog, and the search goes through several.",
                field=f"where.{name}",
                hint="Filter by names, places or times.",
            )
    paths: list[Path] = []
    for number, text in enumerate(catalogs):
        path = text_path(text).absolute()
        refuse_special(path)
        for known in (engine.catalog_path, *paths):
            if _same(path, known):
                raise InvalidParams(
                    f"The search goes through the catalog {text} already.",
                    field=f"catalogs.{number}",
                    hint="The open catalog is always searched. Name each other one once.",
                )
        paths.append(path)
    return paths


def _same(one: Path, other: Path) -> bool:
    try:
        return one.absolute() == other.absolute() or os.path.samefile(one, other)
    except OSError:
        return False


def note_passed_over(ledger: Ledger, path: Path | str, why: str) -> None:
    """Say that another catalog was not searched, and why."""
    text = path_text(path) if isinstance(path, Path) else path
    ledger.add("catalogPassedOver", text, what=why)


def open_others(
    engine: Engine,
    stack: ExitStack,
    paths: Sequence[Path],
    model: ModelVersion,
    grid: Grid,
    where: Where,
    ledger: Ledger,
) -> list[Source]:
    """Open other catalogs that have embeddings by exactly this model; the ledger names the rest."""
    sources = []
    for path in paths:
        try:
            other = stack.enter_context(engine.other_catalog(path))
            model_id = other.embedded(model.sha256, model.converter)
            if model_id is None:
                note_passed_over(
                    ledger,
                    path,
                    f"The catalog {path_text(path)} has no embeddings by exactly this version of "
                    f"{model.name}.",
                )
                continue
            passing = other.embeddings.passing(model_id, where, grid) if where else None
        except (CatalogUnavailable, StorageFull) as error:
            note_passed_over(ledger, path, f"{error.message} {error.hint}".strip())
            continue
        none = np.empty(0, np.int64)
        sources.append(
            Source(other.embeddings, model_id, grid, passing, none, path_text(path), other)
        )
    return sources
