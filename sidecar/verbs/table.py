"""The paper's table: recordings by species."""

from __future__ import annotations

from sidecar.contract.infer import Table, TableRow
from sidecar.query.search import every
from sidecar.store.catalog import Catalog


def as_table(catalog: Catalog, run_id: int) -> Table:
    """Tabulate the highest confidence of every species heard in a run, by recording."""
    cells: dict[tuple[int, str], float] = {}
    rows = every(catalog.reader(), "detections", where={"runId": run_id}, order_by=[])
    for row in rows:
        key = row["recordingId"], row["species"]
        cells[key] = max(cells.get(key, 0.0), row["confidence"])
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
