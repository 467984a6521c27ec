"""Imports of tables in tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from sidecar.app.engine import Engine
from sidecar.contract.labels import ImportAnnotationsRequest, ImportAnnotationsResult
from sidecar.methods.labels import import_annotations
from sidecar.rpc.verb import Call
from sidecar.settings import Settings
from tests.factories import write_wav
from tests.labels.catalogs import SPECIES
from tests.methods.heard import hear


def make_engine(tmp_path: Path) -> Engine:
    """Make an engine with an empty catalog and no models."""
    manifests = Path(__file__).parents[2] / "sidecar" / "manifests"
    return Engine(Settings(tmp_path / "home", tmp_path / "c.sqlite", manifests))


def heard_engine(tmp_path: Path) -> Iterator[Engine]:
    """Make an engine that has heard two species in a recording of twelve seconds; closes it."""
    engine = make_engine(tmp_path)
    noise = np.random.default_rng(1).uniform(-0.5, 0.5, 12 * 48_000).astype(np.float32)
    owl, tit, _ = SPECIES
    hear(engine, write_wav(tmp_path / "card" / "a.wav", noise), owl, tit)
    yield engine
    engine.close()


def import_labels(engine: Engine, *inputs: Path, **more: Any) -> ImportAnnotationsResult:
    request = ImportAnnotationsRequest.model_validate(
        {"inputs": [str(path) for path in inputs], **more}
    )
    return import_annotations(engine, request, Call())


def labels(engine: Engine, *, human: bool = True) -> list[tuple[Any, ...]]:
    """List what counts: start, end, species, verdict and labeler."""
    found = engine.catalog.reader().execute(
        """SELECT g.starttime, g.endtime, s.species, n.verified, p.name
           FROM Annotation n JOIN RegionOfInterest g USING (regionId)
           JOIN Species s USING (speciesId) JOIN Labeler p USING (labelerId)
           WHERE n.mostRecent = 1 AND p.isHuman = ? ORDER BY 1, 3, 4""",
        (int(human),),
    )
    return [tuple(row) for row in found]


def kinds(result: ImportAnnotationsResult) -> dict[str, int]:
    return {note.kind: note.count for note in result.notes}
