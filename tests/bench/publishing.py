"""A million detections as Camtrap DP and in other standards: how fast, and how much memory."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from tests.bench.bigcatalog import make_catalog
from tests.bench.row import Row

ROOT = Path(__file__).resolve().parents[2]
_STANDARDS = ("camtrapDp", "darwinCore", "aoef", "ebird")
_TARGETS = {"camtrapDp": ">= 100,000 rows/s, flat memory"}
_MANY, _FEW = 1_000_000, 500_000

# In a process of its own, so that its memory is that of one publication.
_PROGRAM = """
import sys, threading, time
from pathlib import Path
import psutil
from sidecar.app.engine import Engine
from sidecar.contract.publish import PublishRequest
from sidecar.methods.publish import publish
from sidecar.rpc.verb import Call
from sidecar.settings import Settings
catalog, name, out = sys.argv[1:]
told = {"camtrapDp": {"title": "T", "contributors": [{"title": "A"}], "samplingDesign": "targeted",
    "captureMethods": ["continuous"]}, "ebird": {"protocol": "Stationary"}}
peak, over = 0, threading.Event()
def watch():
    global peak
    while not over.wait(0.02):
        peak = max(peak, psutil.Process().memory_info().rss)
watching = threading.Thread(target=watch)
watching.start()
engine = Engine(Settings(home=Path(out), catalog=Path(catalog), manifests=Path(out)))
asked = {"standard": name, "destination": out + "/", "unverified": True, "overwrite": True}
offset = {} if name in ("ebird", "aoef") else {"utcOffset": "+00:00"}
request = PublishRequest.model_validate({**asked, **told.get(name, {}), **offset})
publish(engine, request.model_copy(update={"where": {"recordingId": 1}}), Call())
began = time.perf_counter()
result = publish(engine, request, Call())
print(result.rows / (time.perf_counter() - began), sum(each.bytes for each in result.files))
over.set()
watching.join()
print(peak)
"""


def publishing(place: Path) -> Iterator[Row]:
    """Publish a large catalog and half of it, and compare peak memory."""
    many, few = (_named(place / f"named-{count}.sqlite", count) for count in (_MANY, _FEW))
    for name in _STANDARDS:
        rate, size, peak = _publish(many, name, place)
        _, _, small = _publish(few, name, place)
        yield Row(
            f"{_MANY:,} detections as {name}",
            f"{rate:,.0f} rows/s, {size / 1e6:.0f} MB, peak memory {peak / 1e6:.0f} MB "
            f"({_FEW:,}: {small / 1e6:.0f} MB)",
            _TARGETS.get(name, ""),
        )


def _named(path: Path, count: int) -> Path:
    """Make a catalog whose species have names that look like scientific ones."""
    make_catalog(path, count)
    letters = str.maketrans("0123456789", "abcdefghij")
    with closing(sqlite3.connect(path)) as db:
        names = db.execute("SELECT species, speciesId FROM Species").fetchall()
        rows = [(name.translate(letters), number) for name, number in names]
        db.executemany("UPDATE Species SET species = ? WHERE speciesId = ?", rows)
        db.commit()
    return path


def _publish(catalog: Path, name: str, place: Path) -> tuple[float, int, int]:
    command = [sys.executable, "-c", _PROGRAM, str(catalog), name, str(place / f"out-{name}")]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    rate, size, peak = done.stdout.split()
    return float(rate), int(size), int(peak)
