"""Pages of ten million detections, alone and while a run adds to them.

Every filter, in every order that has an index, the first page and the eleventh.
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import statistics
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from importlib import resources
from pathlib import Path
from typing import Any
from unittest.mock import patch

from sidecar.app.engine import Engine
from sidecar.catalog.sqlite.catalog import SqliteCatalog
from sidecar.catalog.sqlite.migrations import STEPS
from sidecar.catalog.sqlite.query.search import search
from sidecar.catalog.sqlite.runs import SqliteRuns
from sidecar.contract.analyze import InferRequest
from sidecar.cores import usable_cores
from sidecar.methods.analyze import infer
from sidecar.rpc.verb import Call
from sidecar.settings import Settings
from tests.bench import sounds
from tests.bench.bigcatalog import make_catalog
from tests.bench.row import Row

_DETECTIONS = 10_000_000
_RECORDINGS, _RECORDING_S = 60, 60.0

# Between two pages that a person asks for while a run is on.
_PAUSE_S = 0.2

# Common and rare values of everything that `query` filters detections by.
FILTERS: list[dict[str, Any]] = [
    {},
    {"species": "Genus1 species1"},
    {"species": "Genus7 species7"},
    {"species": "Genus20 species200"},
    {"species": ["Genus3 species3", "Genus50 species350"]},
    {"common": {"contains": "ird 3"}},
    {"confidence": {"ge": 0.5}},
    {"confidence": {"ge": 0.99}},
    {"confidence": {"ge": 0.6, "lt": 0.601}},
    {"verified": "YES"},
    {"verified": "NO"},
    {"verified": "UNVERIFIED"},
    {"timeOfDay": {"between": [4, 7]}},
    {"timeOfDay": {"between": [22, 4]}},
    {"timeOfDay": {"between": [4, 4.01]}},
    {"date": "2024-05-01"},
    {"date": {"ge": "2024-03-01", "le": "2024-05-31"}},
    {"date": "2030-01-01"},
    {"season": "spring"},
    {"month": [5, 6]},
    {"dayOfYear": {"between": [350, 20]}},
    {"deploymentId": 7},
    {"site": "S12"},
    {"site": ["S12", "S13", "S14", "S15", "S16"]},
    {"site": "nowhere"},
    {"survey": "Survey 2"},
    {"recorder": "R3"},
    {"model": "model-1"},
    {"model": "model-2"},
    {"runId": 3},
    {"path": {"contains": "S31/0"}},
    {"path": "/card/S31/051000.wav"},
    {"recordingId": 77},
    {"start": {"ge": 290}},
    {"species": "Genus1 species1", "site": "S12"},
    {"species": "Genus7 species7", "site": "S12", "timeOfDay": {"between": [4, 7]}},
    {"species": "Genus20 species200", "verified": "YES"},
    {"site": "S40", "confidence": {"ge": 0.9}},
    {"site": "S40", "date": {"ge": "2024-03-01", "le": "2024-05-31"}, "verified": "UNVERIFIED"},
    {"survey": "Survey 2", "season": "summer", "confidence": {"ge": 0.8}},
]
ORDERS: list[list[str]] = [
    [],
    ["-confidence"],
    ["heardAt"],
    ["-heardAt"],
    ["path", "start"],
    ["species", "-confidence"],
]


def asking(root: Path, place: Path) -> Iterator[Row]:
    """Ask for pages of a catalog that is made once and kept; then of a copy that a run adds to."""
    path = big_catalog(root / ".linnet")
    catalog = SqliteCatalog(path)
    yield _told("any page of 10 million detections", [took for *_, took in pages(catalog)])
    for select in ("species", "activity"):
        ask = partial(search, catalog.reader(), select, order_by=[], limit=100, cursor=None)
        yield Row(
            f"`{select}` of 10 million detections; of one site of 60",
            f"{_seconds(partial(ask, where={})):.2f} s; "
            f"{_seconds(partial(ask, where={'site': 'S12'})):.2f} s",
            "-",
        )
    catalog.close()
    copy = place / "asked.sqlite"
    shutil.copyfile(path, copy)
    yield from _while_a_run_adds(
        Engine(Settings(root / ".linnet", copy, root / "sidecar" / "manifests")), place
    )
    copy.unlink()


def big_catalog(home: Path) -> Path:
    """Make the catalog, some minutes, unless there is one of this schema."""
    scripts = resources.files("sidecar.catalog.sqlite.migrations")
    schema = b"".join(scripts.joinpath(step.script).read_bytes() for step in STEPS)
    path = home / f"bench-{hashlib.sha256(schema).hexdigest()[:8]}.sqlite"
    if not path.exists():
        made = path.with_suffix(".making")
        made.unlink(missing_ok=True)
        make_catalog(made, _DETECTIONS).rename(path)
    return path


def _while_a_run_adds(engine: Engine, place: Path) -> Iterator[Row]:
    run, paged, saving = list[float](), list[float](), list[_Times]()
    asking: list[float] = []
    cores = usable_cores()
    _run(engine, place / "warm")
    for number in range(3):
        with _timed(SqliteRuns, "keep") as saves:
            run.append(_seconds(partial(_run, engine, place / f"alone{number}")))
        saving.append(saves)
        with _someone_asking(engine.catalog, number) as pages_took:
            paged.append(_seconds(partial(_run, engine, place / f"asked{number}")))
        asking += pages_took
    yield _told("the same while a run adds to them, five pages a second", asking)
    ratio = statistics.median(paged) / statistics.median(run)
    yield Row("a run's time while someone pages, to its time alone", f"{ratio:.3f}x", "<= 1.05x")
    spent = statistics.median(saves.cpu / each for saves, each in zip(saving, run, strict=True))
    passed = statistics.median(saves.wall / each for saves, each in zip(saving, run, strict=True))
    yield Row(
        f"`infer` of {_RECORDINGS} minutes, a recording each, into 10 million detections: keeping",
        f"{spent / cores:.1%} of {cores} cores; {passed:.1%} of the time, beside the model",
        "<= 2 %",
    )
    engine.close()


def _run(engine: Engine, folder: Path) -> None:
    """Analyse recordings that the catalog does not know."""
    for number in range(_RECORDINGS):
        sound = folder.parent / "asked.wav"
        if not sound.exists():
            sounds.write(sound, 48_000, _RECORDING_S)
        folder.mkdir(exist_ok=True)
        os.link(sound, folder / f"{number:02d}.wav")
    infer(engine, InferRequest(inputs=[str(folder)]), Call())


def _told(what: str, times: list[float]) -> Row:
    median, late, worst = summary(times)
    return Row(
        what,
        f"p50 {1000 * median:.1f} ms, p95 {1000 * late:.1f} ms, worst {1000 * worst:.0f} ms "
        f"({len(times)} pages)",
        "p95 <= 50 ms",
    )


def _seconds(run: Any) -> float:
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


@dataclass
class _Times:
    wall: float = 0.0
    cpu: float = 0.0


@contextmanager
def _timed(kind: type, name: str) -> Iterator[_Times]:
    """Sum up how long calls of a method take, and how long its thread computes."""
    method, times = getattr(kind, name), _Times()

    def timed(*arguments: Any, **named: Any) -> Any:
        began, computed = time.perf_counter(), time.thread_time()
        try:
            return method(*arguments, **named)
        finally:
            times.wall += time.perf_counter() - began
            times.cpu += time.thread_time() - computed

    with patch.object(kind, name, timed):
        yield times


@contextmanager
def _someone_asking(catalog: SqliteCatalog, seed: int) -> Iterator[list[float]]:
    times, stopped = list[float](), threading.Event()

    def ask() -> None:
        for *_, took in pages(catalog, seed):
            times.append(took)
            if stopped.wait(_PAUSE_S):
                return

    thread = threading.Thread(target=ask)
    thread.start()
    try:
        yield times
    finally:
        stopped.set()
        thread.join()


def pages(
    catalog: SqliteCatalog, seed: int = 1
) -> Iterator[tuple[dict[str, Any], list[str], str, float]]:
    """Ask for the first page of each question, and one ten pages on; yields seconds each took."""
    questions = [(where, order) for where in FILTERS for order in ORDERS]
    random.Random(seed).shuffle(questions)
    ask = partial(search, catalog.reader(), "detections", limit=100)
    for where, order in questions:
        cursor = None
        for number in range(11):
            began = time.perf_counter()
            page = ask(where=where, order_by=order, cursor=cursor)
            if number in (0, 10):
                yield where, order, f"page {number + 1}", time.perf_counter() - began
            cursor = page.next_cursor
            if cursor is None:
                break


def summary(seconds: list[float]) -> tuple[float, float, float]:
    """Give median, 95th percentile and the largest."""
    ordered = sorted(seconds)
    return statistics.median(ordered), ordered[int(0.95 * len(ordered))], ordered[-1]
