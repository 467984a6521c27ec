"""Occasions: nights of 60 sites in a year, and of 100,000 sites."""

from __future__ import annotations

import sqlite3
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from statistics import median

from sidecar.app.engine import Engine
from sidecar.catalog.occasions import OccasionQuestion
from sidecar.catalog.sqlite.catalog import SqliteCatalog
from sidecar.contract.occasionexport import ExportOccasionsRequest
from sidecar.contract.query import QueryRequest
from sidecar.export.occasions.table import OccasionTable
from sidecar.methods.occasions import export_occasions
from sidecar.methods.query import query
from sidecar.rpc.verb import Call
from sidecar.settings import Settings
from tests.bench.asking import big_catalog
from tests.bench.row import Row

_NIGHTS, _TIMES, _SITES = 365, 3, 100_000


def nights(home: Path, place: Path) -> Iterator[Row]:
    """Add up a catalog of one year that is made once and kept, and one of many sites."""
    path = big_catalog(home, "bench-nights", nights=_NIGHTS)
    with closing(SqliteCatalog(path)) as catalog:
        species = [name for name, _ in catalog.questions.species()]
        for some in (species, species[:1]):
            found = _seconds(lambda some=some: _whole(catalog, some))
            what = f"occasions of 60 sites x 365 nights x {len(some)} species, 10 M detections"
            yield Row(what, f"{found:.2f} s", "<= 1 s" if len(some) > 1 else "-")
    yield from _pages(path, species, place, "60 sites x 365 nights x 400 species")
    crowded = _crowd(place / "crowd.sqlite")
    yield from _pages(crowded, ["Strix aluco"], place, "100,000 sites x 1 night x 1 species")


def _whole(catalog: SqliteCatalog, species: list[str]) -> int:
    """Make all cells: detected or not, counts, scores, hours, verdicts, first and last."""
    question = OccasionQuestion("model-1", species, [0.5] * len(species))
    with catalog.questions.snapshot():
        frame = catalog.questions.occasion_frame(question)
        assert frame.calendar is not None
        found = catalog.questions.occasions(question, frame.calendar, frame.sites.tolist(), {})
        return sum(int((OccasionTable(block, 0.0).detected == 1).sum()) for block in found)


def _pages(path: Path, species: list[str], place: Path, what: str) -> Iterator[Row]:
    engine = Engine(Settings(home=place, catalog=path, manifests=place))
    where = {"species": species, "model": "model-1"}
    asked = {"select": "occasions", "where": where, "limit": 1000}
    first = query(engine, QueryRequest.model_validate(asked), Call())
    last = {**asked, "cursor": first.next_cursor}
    for page, request in (("first", asked), ("second", last)):
        took = _seconds(lambda r=request: query(engine, QueryRequest.model_validate(r), Call()))
        yield Row(f"{page} page of 1,000 of {what}", f"{1000 * took:.0f} ms", "-")
    request = ExportOccasionsRequest.model_validate(
        {"destination": str(place / "out"), "where": where}
    )
    tracemalloc.start()
    began = time.perf_counter()
    done = export_occasions(engine, request, Call())
    took = time.perf_counter() - began
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    size = sum(each.bytes or 0 for each in done.files) / 1e6
    yield Row(
        f"long table of {what} (memory is traced, which slows it)",
        f"{took:.0f} s, {size:,.0f} MB, {peak / 1e6:.0f} MB of memory",
        "flat memory",
    )
    engine.close()


def _crowd(path: Path) -> Path:
    """Write a catalog of many sites, each with a recording in which nothing was heard."""
    SqliteCatalog(path).close()
    every = range(1, _SITES + 1)
    with closing(sqlite3.connect(path)) as db:
        db.execute("INSERT INTO Model VALUES (1, 'Model', 'onnx', NULL)")
        db.execute("INSERT INTO Labeler VALUES (1, 'm', '1', 0, 1)")
        db.execute("INSERT INTO ModelVersion VALUES (1, 1, 'model-1', '1', 'a', '1', 'free')")
        db.execute("INSERT INTO Species (speciesId, species) VALUES (1, 'Strix aluco')")
        db.execute(
            "INSERT INTO Run (runId, modelId, settings, program, status, process, startedAt, files)"
            " VALUES (1, 1, '{}', 'bench', 'complete', '1:1', '2024', 0)"
        )
        db.executemany(
            "INSERT INTO Site (siteId, site_code) VALUES (?, ?)", ((i, f"S{i}") for i in every)
        )
        db.executemany(
            "INSERT INTO Deployment (deploymentId, siteId) VALUES (?, ?)", ((i, i) for i in every)
        )
        db.executemany(
            "INSERT INTO Recording VALUES (?, ?, ?, '2024-05-01T20:00:00', '/card', 600, 48000, 1)",
            ((i, i, f"/card/{i}.wav") for i in every),
        )
        db.executemany(
            "INSERT INTO Analysis VALUES (?, ?, 1, 1, NULL, 'd', 1, 'done', NULL, 600, 200, 0,"
            " NULL, NULL, NULL, 1, 1)",
            ((i, i) for i in every),
        )
        db.commit()
    return path


def _seconds(run: Callable[[], object]) -> float:
    times = []
    for _ in range(_TIMES):
        began = time.perf_counter()
        run()
        times.append(time.perf_counter() - began)
    return median(times)
