"""A run's detections to files."""

from __future__ import annotations

from pathlib import Path

from sidecar.query.export import FORMATS, ExportedRecording, whole_file
from sidecar.query.search import every
from sidecar.store.catalog import Catalog


def export_run(catalog: Catalog, run_id: int, formats: list[str], folder: Path) -> list[Path]:
    """Write a run's detections in each format, reused analyses included; returns the files."""
    recordings = [
        ExportedRecording(path, duration_s) for path, duration_s in catalog.durations(run_id)
    ]
    written = []
    for name in formats:
        file_name, write = FORMATS[name]
        rows = every(
            catalog.reader(),
            "detections",
            where={"runId": run_id},
            order_by=["path", "start", "-confidence"],
        )
        with whole_file(folder / file_name) as file:
            write(file, recordings, rows)
        written.append(folder / file_name)
    return written
