"""A million detections to each format: how fast, and how much memory."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench.bigcatalog import make_catalog
from tests.bench.row import Row

ROOT = Path(__file__).resolve().parents[2]
_FORMATS = ("parquet", "csv", "raven", "kaleidoscope", "ndjson", "table")
_TARGETS = {"parquet": ">= 200,000 rows/s, flat memory", "csv": "flat memory"}
_MANY, _FEW = 1_000_000, 500_000

# In a process of its own, so that its memory is that of one export.
_PROGRAM = """
import sys, threading, time
from pathlib import Path
import psutil
from sidecar.contract.export import ExportRequest
from sidecar.app.engine import Engine
from sidecar.rpc.verb import Call
from sidecar.settings import Settings
from sidecar.methods.export import export
catalog, name, out = sys.argv[1:]
peak, over = 0, threading.Event()
def watch():
    global peak
    while not over.wait(0.02):
        peak = max(peak, psutil.Process().memory_info().rss)
watching = threading.Thread(target=watch)
watching.start()
engine = Engine(Settings(home=Path(out), catalog=Path(catalog), manifests=Path(out)))
request = ExportRequest.model_validate({"format": name, "destination": out})
export(engine, request.model_copy(update={"where": {"recordingId": 1}}), Call())
began = time.perf_counter()
result = export(engine, request, Call())
print(result.rows / (time.perf_counter() - began), result.files[0].bytes)
over.set()
watching.join()
print(peak)
"""


def exporting(place: Path) -> Iterator[Row]:
    """Export a large catalog and a tenth of it, and compare peak memory."""
    many = make_catalog(place / "many.sqlite", _MANY)
    few = make_catalog(place / "few.sqlite", _FEW)
    for name in _FORMATS:
        rate, size, peak = _export(many, name, place)
        _, _, small = _export(few, name, place)
        yield Row(
            f"export of {_MANY:,} detections, {name}",
            f"{rate:,.0f} rows/s, {size / 1e6:.0f} MB, peak memory {peak / 1e6:.0f} MB "
            f"({_FEW:,}: {small / 1e6:.0f} MB)",
            _TARGETS.get(name, ""),
        )


def _export(catalog: Path, name: str, place: Path) -> tuple[float, int, int]:
    command = [sys.executable, "-c", _PROGRAM, str(catalog), name, str(place / "out")]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    rate, size, peak = done.stdout.split()
    return float(rate), int(size), int(peak)
