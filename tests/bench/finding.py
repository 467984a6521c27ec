"""Similar sounds among a million stored windows, against comparing them all."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from sidecar.app.engine import Engine
from sidecar.catalog.vectors.file import Rows
from sidecar.catalog.vectors.index import nearest
from sidecar.catalog.vectors.keeper import Indexes
from sidecar.contract.query import QueryRequest
from sidecar.contract.similar import SimilarRow
from sidecar.cores import usable_cores
from sidecar.methods.query import query
from sidecar.rpc.verb import Call
from sidecar.settings import Settings
from sidecar.values import Float32, Int64
from tests.bench.row import Row
from tests.bench.stored import WINDOWS_EACH, stored_windows

_WINDOWS, _DIMENSION = 1_000_000, 1024
_ASKED = 200
_SPAN = _WINDOWS // WINDOWS_EACH // 100  # recordings that hold 1 % of the windows
_BLOCK = 20_000


def finding(root: Path, folder: Path, place: Path) -> Iterator[Row]:
    """Ask for the ten nearest of windows drawn at random; the catalog is made once and kept."""
    catalog, model_id = stored_windows(folder, _WINDOWS, _DIMENSION)
    catalog.close()
    engine = Engine(Settings(place, catalog.path, _manifest(root, place)))
    yield _opened(engine, model_id)
    rows = engine.catalog.embeddings.vectors.mapped(model_id)
    rng = np.random.default_rng(8)
    asked = np.sort(rng.choice(_WINDOWS, _ASKED, replace=False))
    truth = _nearest(rows, asked)
    found, seconds = _ask_all(engine, [(row, {}) for row in asked.tolist()])
    brute, exact = _brute(rows, asked), _exact(rows, asked)
    took = statistics.median(seconds)
    yield Row(
        f"{_WINDOWS:,} embeddings of {_DIMENSION} numbers, top 10: recall against exact",
        f"{_recall(found, truth):.3f}",
        ">= 0.95",
    )
    yield Row(
        "the same: the whole query, by recording and time, with what was detected there",
        f"p50 {1e3 * took:.1f} ms, p95 {1e3 * sorted(seconds)[int(0.95 * _ASKED)]:.1f} ms",
        "p50 <= 3 ms",
    )
    alone = _median(
        lambda vector: engine.catalog.embeddings.indexes.search(model_id, vector, 10),
        _units(rows, asked),
    )
    yield Row(
        "the search alone against NumPy's (float32 in memory, `argpartition` of `matrix @ vector`)",
        f"{brute / alone:.0f}x ({1e3 * alone:.2f} and {1e3 * brute:.0f} ms; our own exact search, "
        f"over the file, {1e3 * exact:.0f} ms); the whole query {brute / took:.0f}x",
        ">= 100x",
    )
    yield _filtered(engine, rows, asked)
    engine.close()


def _manifest(root: Path, place: Path) -> Path:
    """Describe the model that the catalog names; its windows are as BirdNET's."""
    manifest = json.loads(
        (root / "sidecar" / "manifests" / "birdnet-v2.4" / "manifest.json").read_text("utf-8")
    )
    (place / "bench").mkdir(parents=True, exist_ok=True)
    text = json.dumps({**manifest, "name": "bench", "embedding": _DIMENSION})
    (place / "bench" / "manifest.json").write_text(text, "utf-8")
    return place


def _opened(engine: Engine, model_id: int) -> Row:
    """Build the index if there is none yet, and open it as at a start."""
    indexes = Indexes(engine.catalog.embeddings.vectors, threads=usable_cores())
    began = time.perf_counter()
    indexes.finish(model_id)
    built = time.perf_counter() - began
    began = time.perf_counter()
    engine.catalog.embeddings.indexes.finish(model_id)
    opened = time.perf_counter() - began
    folder = engine.catalog.path.with_suffix(".embeddings")
    size = sum(path.stat().st_size for path in folder.glob("*.graph"))
    how = f"built in {built:.0f} s, " if built > 2 * opened else ""
    return Row("its index", f"{how}opened in {opened:.1f} s, {size / 1e6:.0f} MB", "-")


def _ask_all(
    engine: Engine, questions: list[tuple[int, dict[str, Any]]]
) -> tuple[list[list[int]], list[float]]:
    """Ask each question; the first few twice, to warm up. Gives rows of the file, and seconds."""
    found, seconds = [], []
    for row, where in [*questions[:20], *questions]:
        like = {"recordingId": row // WINDOWS_EACH + 1, "start": row % WINDOWS_EACH * 3.0}
        request = QueryRequest.model_validate(
            {"select": "similar", "like": like, "where": where, "model": "bench"}
        )
        began = time.perf_counter()
        result = query(engine, request, Call())
        seconds.append(time.perf_counter() - began)
        found.append([_row(each) for each in result.rows if isinstance(each, SimilarRow)])
    return found[20:], seconds[20:]


def _row(found: SimilarRow) -> int:
    return (found.recording_id - 1) * WINDOWS_EACH + round(found.start / 3.0)


def _nearest(rows: Rows, asked: Int64) -> list[list[int]]:
    """Compare with every window, all questions at once; a window is not its own neighbour."""
    vectors = _units(rows, asked)
    best = np.full((len(asked), 11), -np.inf, np.float32)
    ids = np.zeros((len(asked), 11), np.int64)
    for first in range(0, len(rows), _BLOCK):
        block = rows["unit"][first : first + _BLOCK].astype(np.float32)
        both = np.concatenate((best, vectors @ block.T), axis=1)
        numbers = np.broadcast_to(np.arange(first, first + len(block)), (len(asked), len(block)))
        chosen = np.argpartition(-both, 10, axis=1)[:, :11]
        best = np.take_along_axis(both, chosen, 1)
        ids = np.take_along_axis(np.concatenate((ids, numbers), axis=1), chosen, 1)
    order = np.argsort(-best, axis=1)
    sorted_ids = np.take_along_axis(ids, order, 1).tolist()
    return [
        [one for one in found if one != row][:10]
        for found, row in zip(sorted_ids, asked.tolist(), strict=True)
    ]


def _units(rows: Rows, asked: Int64) -> Float32:
    return np.asarray(rows[asked]["unit"], np.float32)


def _recall(found: list[list[int]], truth: list[list[int]]) -> float:
    shares = [len({*one} & {*other}) / 10 for one, other in zip(found, truth, strict=True)]
    return statistics.mean(shares)


def _median(run: Callable[[Float32], object], vectors: Float32) -> float:
    times = []
    for vector in vectors:
        began = time.perf_counter()
        run(vector)
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def _brute(rows: Rows, asked: Int64) -> float:
    """Time what a script would do, its matrix in memory already."""
    matrix = np.empty((len(rows), _DIMENSION), np.float32)
    for first in range(0, len(rows), _BLOCK):
        matrix[first : first + _BLOCK] = rows["unit"][first : first + _BLOCK]
    return _median(lambda vector: np.argpartition(matrix @ vector, -10), _units(rows, asked[:9]))


def _exact(rows: Rows, asked: Int64) -> float:
    every = range(len(rows))
    return _median(lambda vector: nearest(rows, every, vector, 10), _units(rows, asked[:5]))


def _filtered(engine: Engine, rows: Rows, asked: Int64) -> Row:
    """Ask among a hundredth of the windows, another for each question."""
    spans = np.random.default_rng(9).integers(1, _WINDOWS // WINDOWS_EACH - _SPAN, _ASKED)
    questions = [
        (row, {"recordingId": {"between": [first, first + _SPAN - 1]}})
        for row, first in zip(asked.tolist(), spans.tolist(), strict=True)
    ]
    found, seconds = _ask_all(engine, questions)
    truth = []
    for row, first in zip(asked.tolist(), spans.tolist(), strict=True):
        begin = (first - 1) * WINDOWS_EACH
        ids = np.arange(begin, begin + _SPAN * WINDOWS_EACH)
        cosines = _units(rows, ids[ids != row]) @ _units(rows, np.array([row]))[0]
        truth.append(ids[ids != row][np.argsort(-cosines)[:10]].tolist())
    return Row(
        "filtered similarity: 1 % of the windows pass",
        f"recall {_recall(found, truth):.3f}, p50 {1e3 * statistics.median(seconds):.1f} ms",
        "recall >= 0.95",
    )
