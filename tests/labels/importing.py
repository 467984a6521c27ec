"""Imports of tables in tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sidecar.app.engine import Engine
from sidecar.contract.labels import ImportAnnotationsRequest, ImportAnnotationsResult
from sidecar.methods.labels import import_annotations
from sidecar.rpc.verb import Call
from sidecar.settings import Settings


def make_engine(tmp_path: Path) -> Engine:
    """Make an engine with an empty catalog and no models."""
    manifests = Path(__file__).parents[2] / "sidecar" / "manifests"
    return Engine(Settings(tmp_path / "home", tmp_path / "c.sqlite", manifests))


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
