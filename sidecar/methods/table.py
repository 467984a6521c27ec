"""Makes the paper's table: recordings by species."""

from __future__ import annotations

from typing import cast

from sidecar.catalog.interface import Catalog
from sidecar.catalog.values import Question
from sidecar.contract.analyze import Table, TableRow

_CELL = ("recordingId", "species", "confidence")


def as_table(catalog: Catalog, run_id: int) -> Table:
    """Tabulate the highest confidence of each species of a run, by recording."""
    cells: dict[tuple[int, str], float] = {}
    heard = Question("detections", {"runId": run_id})
    with catalog.questions.reading():
        for recording_id, name, confidence in catalog.questions.rows(heard, _CELL):
            key = cast(int, recording_id), cast(str, name)
            cells[key] = max(cells.get(key, 0.0), cast(float, confidence))
        species = sorted({name for _, name in cells})
    return Table(
        species=species,
        rows=[
            _table_row(
                recording_id, path, [cells.get((recording_id, name)) for name in species], species
            )
            for recording_id, path in catalog.runs.analysed(run_id)
        ],
    )


def _table_row(
    recording_id: int, path: str, cells: list[float | None], species: list[str]
) -> TableRow:
    known = [(cell, name) for cell, name in zip(cells, species, strict=True) if cell is not None]
    return TableRow(
        recording_id=recording_id,
        path=path,
        cells=cells,
        top=max(known)[1] if known else None,
    )
