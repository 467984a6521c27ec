"""Occasions: nights of 60 sites in a year, of 100,000 sites, and pages of a whole catalog."""

from __future__ import annotations

import sqlite3
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from sidecar.app.engine import Engine
from sidecar.catalog.occasions import OccasionQuestion
from sidecar.catalog.sqlite.catalog import SqliteCatalog
from sidecar.catalog.sqlite.totalling import DETECTION
from sidecar.contract.occasionexport import ExportOccasionsRequest
from sidecar.contract.query import QueryRequest
from sidecar.export.occasions.table import OccasionTable
from sidecar.methods.occasions import export_occasions
from sidecar.methods.query import query
from sidecar.rpc.verb import Call
from sidecar.settings import Settings
from tests.bench.asking import big_catalog
from tests.bench.row import Row

_TIMES = 3
_SPECIES = [f"Genus species{each}" for each in range(1, 401)]
_RECORDING_S = 600


def nights(home: Path, place: Path) -> Iterator[Row]:
    """Add up ten million detections, and read pages of catalogs with many nights or many sites."""
    year = _survey(place / "year.sqlite", sites=60, nights=365, each=100_000, found=100)
    shape = "60 sites x 365 nights x"
    with closing(SqliteCatalog(year)) as catalog:
        for some, target in ((_SPECIES, "<= 1 s"), (_SPECIES[:1], "-")):
            found = _seconds(partial(_whole, catalog, some))
            yield Row(
                f"all cells of {shape} {len(some)} species, of 10 M detections",
                f"{found:.2f} s",
                target,
            )
    yield from _read(year, _SPECIES, place, f"{shape} 400 species", exports=False)
    crowd = _survey(place / "crowd.sqlite", sites=100_000, nights=1, each=100_000, found=1)
    yield from _read(crowd, _SPECIES[:1], place, "100,000 sites x 1 night x 1 species")
    whole = big_catalog(home)
    with closing(SqliteCatalog(whole)) as catalog:
        species = [name for name, _ in catalog.questions.species()]
    yield from _read(whole, species, place, "60 sites x 730 nights x 400 species", exports=False)


def _whole(catalog: SqliteCatalog, species: list[str]) -> int:
    """Make all cells: detected or not, counts, scores, hours, verdicts, first and last."""
    question = OccasionQuestion("model-1", species, [0.5] * len(species))
    with catalog.questions.snapshot():
        frame = catalog.questions.occasion_frame(question)
        assert frame.calendar is not None
        found = catalog.questions.occasions(question, frame.calendar, frame.sites.tolist(), {})
        return sum(int((OccasionTable(block, 0.0).detected == 1).sum()) for block in found)


def _read(
    path: Path, species: list[str], place: Path, what: str, *, exports: bool = True
) -> Iterator[Row]:
    engine = Engine(Settings(home=place, catalog=path, manifests=place))
    where: Any = {"species": species, "model": "model-1"}
    first = QueryRequest(select="occasions", where=where, limit=1000)
    cursor = query(engine, first, Call()).next_cursor
    second = first.model_copy(update={"cursor": cursor})
    for page, request in (("first", first), ("second", second)):
        took = _seconds(partial(query, engine, request, Call()))
        yield Row(f"{page} page of 1,000 of {what}", f"{1000 * took:.0f} ms", "-")
    if exports:
        yield _exported(engine, where, place / "out", what)
    engine.close()


def _exported(engine: Engine, where: Any, folder: Path, what: str) -> Row:
    """Write the long table; memory is traced, which slows it."""
    wanted = ExportOccasionsRequest(destination=str(folder), where=where)
    tracemalloc.start()
    began = time.perf_counter()
    done = export_occasions(engine, wanted, Call())
    took = time.perf_counter() - began
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    size = sum(each.bytes or 0 for each in done.files) / 1e6
    measured = f"{took:.0f} s, {size:,.0f} MB, {peak / 1e6:.0f} MB of memory"
    return Row(f"long table of {what}, with memory traced", measured, "flat memory")


def _survey(path: Path, *, sites: int, nights: int, each: int, found: int) -> Path:
    """Write a catalog of `each` recordings with `found` detections each, as tallies alone.

    Occasions read no other rows of detections, but for verdicts and for the best of each row.
    """
    SqliteCatalog(path).close()
    ids = np.arange(1, each + 1)
    random = np.random.default_rng(1)
    site = 1 + (ids - 1) * sites // each
    hours = random.integers(0, nights * 24, each).astype("timedelta64[h]")
    starts = (np.datetime64("2023-01-01T12:00:00") + hours).astype(str).tolist()
    with closing(sqlite3.connect(path)) as db:
        _places(db, sites)
        db.executemany(
            "INSERT INTO Recording VALUES (?, ?, ?, '/card', ?, 600, 48000, 1)",
            zip(ids.tolist(), site.tolist(), (f"/card/{i}.wav" for i in ids), starts, strict=True),
        )
        db.executemany(
            "INSERT INTO Analysis VALUES (?1, ?1, 1, 1, NULL, 'd', 1, 'done', NULL, 600, 200, 0,"
            " NULL, NULL, NULL, 1, 1)",
            ((i,) for i in ids.tolist()),
        )
        rows = np.zeros((each, found), DETECTION)
        rows["species"] = np.minimum(random.zipf(1.3, rows.shape), len(_SPECIES))
        rows["confidence"] = 0.25 + 0.75 * random.beta(1.2, 2.0, rows.shape)
        rows["start"] = np.sort(random.integers(0, _RECORDING_S - 3, rows.shape), axis=1)
        db.executemany(
            "INSERT INTO DetectionTally VALUES (?, ?)",
            ((number, one.tobytes()) for number, one in zip(ids.tolist(), rows, strict=True)),
        )
        db.commit()
        db.execute("ANALYZE")
    return path


def _places(db: sqlite3.Connection, sites: int) -> None:
    every = range(1, sites + 1)
    db.execute("INSERT INTO Model VALUES (1, 'Model', 'onnx', NULL)")
    db.execute("INSERT INTO Labeler VALUES (1, 'm', '1', 0, 1)")
    db.execute("INSERT INTO ModelVersion VALUES (1, 1, 'model-1', '1', 'a', '1', 'free')")
    db.executemany("INSERT INTO Species (species) VALUES (?)", ((each,) for each in _SPECIES))
    db.execute(
        "INSERT INTO Run (runId, modelId, settings, program, status, process, startedAt, files)"
        " VALUES (1, 1, '{}', 'bench', 'complete', '1:1', '2024', 0)"
    )
    named = ((i, f"S{i:06d}") for i in every)
    db.executemany("INSERT INTO Site (siteId, site_code) VALUES (?, ?)", named)
    at = ((i, i) for i in every)
    db.executemany("INSERT INTO Deployment (deploymentId, siteId) VALUES (?, ?)", at)


def _seconds(run: Callable[[], object]) -> float:
    times = []
    for _ in range(_TIMES):
        began = time.perf_counter()
        run()
        times.append(time.perf_counter() - began)
    return median(times)
