"""`query` of similar sounds: finds stored windows near a detection, a region, or any sound."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import numpy as np

from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.app.modelnames import embedded_ids
from sidecar.audio.path import text_path
from sidecar.audio.windows import Grid
from sidecar.catalog.interface import Embeddings
from sidecar.catalog.runs import ModelVersion
from sidecar.catalog.similar import StoredWindow
from sidecar.catalog.values import RecordingSpan, StoredRecording
from sidecar.contract.query import QueryRequest, QueryResult
from sidecar.contract.similar import Like, Rerank, SimilarRow
from sidecar.errors import InvalidParams, RecordingNotFound
from sidecar.learn.poincare import distances, exp_map
from sidecar.methods.similarsources import (
    PassedOver,
    Source,
    check_others,
    note_passed_over,
    open_others,
)
from sidecar.recordings.filters import filters
from sidecar.rpc.verb import Call
from sidecar.values import Float32, Int64

# So many embeddings are in memory at once, in double precision, while windows are put in order.
_COMPARED = 2048


@dataclass(frozen=True)
class _EmbeddingModel:
    """The model whose embeddings are compared."""

    model_id: int
    name: str
    grid: Grid


@dataclass(frozen=True)
class _Probe:
    """The direction to search with [d], and its own windows (rows), which are no answer."""

    vector: Float32
    own: Int64
    norm: float  # of the example's embeddings: their mean


@dataclass(frozen=True)
class _Near:
    """A window that was found, its cosine, and its distance where that was asked for."""

    source: Source
    window: StoredWindow
    similarity: float
    distance: float | None = None


def similar(engine: Engine, request: QueryRequest, call: Call) -> QueryResult:
    """Find the k nearest of the windows that pass `where`, the nearest first.

    Other catalogs are searched beside the open one, and the ledger names those that cannot be.
    Raises InvalidParams if there is nothing to compare with, and RecordingNotFound for a file that
    is not in the catalog. Raises CatalogUnavailable if the file of embeddings is damaged.
    """
    assert request.like is not None
    ledger = Ledger()
    where = filters(engine, request, ledger)
    others = check_others(engine, request.catalogs, where)
    embeddings = engine.catalog.embeddings
    base, probe = _choose(engine, request)
    call.check()
    passing = None
    if where:
        passing = embeddings.passing(base.model_id, where, base.grid)
    _note_mean(ledger, request, embeddings, base, probe)
    sources = [Source(embeddings, base.model_id, base.grid, passing, probe.own)]
    with ExitStack() as stack:
        if others:
            version = _version(engine, base)
            sources += open_others(engine, stack, others, version, base.grid, where, ledger)
        while True:
            call.check()
            try:
                rows, held = _searched(sources, probe, request)
                break
            except PassedOver as failed:
                sources.remove(failed.source)
                error = failed.error
                why = f"{error.message} {error.hint}".strip()
                note_passed_over(ledger, failed.source.catalog or "", why)
    if held:
        ledger.add("atBoundary", count=held)
    there = [row for row in rows if row is not None]
    return QueryResult.of_one_page(there, ledger.notes(), total=len(rows))


def _version(engine: Engine, base: _EmbeddingModel) -> ModelVersion:
    """Find the exact model whose embeddings are compared."""
    known = engine.catalog.models.versions(base.name.partition("@")[0])
    return next(each.version for each in known if each.model_id == base.model_id)


def _searched(
    sources: Sequence[Source], probe: _Probe, request: QueryRequest
) -> tuple[list[SimilarRow | None], int]:
    """Search all sources and merge what is nearest; counts windows at the boundary of the ball.

    Raises PassedOver for another catalog that cannot be read.
    """
    order = request.rerank
    among = request.k * (1 if order is None else order.factor)
    found: list[_Near] = []
    for source in sources:
        with source.reading():
            found += [_Near(source, *each) for each in _find(source, probe.vector, among)]
    # Of equals those of the earlier source come first.
    found.sort(key=lambda near: -near.similarity)
    found, held = found[:among], 0
    if order is not None and found:
        found, held = _reranked(sources, probe, found, order)
    rows = []
    for near in found[: request.k]:
        with near.source.reading():
            rows.append(_row(near))
    for source in sources:
        with source.reading():
            if source.other is not None:
                source.other.require_unchanged()
    return rows, held


def _note_mean(
    ledger: Ledger,
    request: QueryRequest,
    embeddings: Embeddings,
    base: _EmbeddingModel,
    probe: _Probe,
) -> None:
    """Note a chosen channel of a recording whose channels were not analysed apart."""
    windows = (embeddings.window(base.model_id, row, base.grid) for row in probe.own.tolist())
    if any(each is not None and each.channel is None for each in windows):
        why = "The channel has no effect, because the mean of all channels was analysed."
        ledger.idle(request, "like.channel", why, changes_results=True)


def _find(source: Source, vector: Float32, k: int) -> list[tuple[StoredWindow, float]]:
    """Widen the search until k windows remain that are still stored and not the probe's own."""
    embeddings, among = source.embeddings, None
    if source.passing is not None:
        among = np.setdiff1d(source.passing.rows, source.own, assume_unique=True)
    asked = k + len(source.own)
    own = set(source.own.tolist())
    while True:
        near = embeddings.nearest(source.model_id, vector, asked, among)
        found = [
            (window, similarity)
            for row, similarity in zip(near.ids.tolist(), near.similarities.tolist(), strict=True)
            if row not in own
            and (window := embeddings.window(source.model_id, row, source.grid)) is not None
        ]
        if len(found) >= k or len(near.ids) < asked:
            return found[:k]
        asked *= 2


def _reranked(
    sources: Sequence[Source], probe: _Probe, found: Sequence[_Near], order: Rerank
) -> tuple[list[_Near], int]:
    """Order windows by their distance from the example in the Poincaré ball, the nearest first.

    Unit vectors would all lie on one sphere of the ball, where distances rise as cosines fall. So
    embeddings go in with their norms, in which that of the example is 1. Counts windows that the
    boundary of the ball held back.
    """
    unit = probe.vector.astype(np.float64) / np.linalg.norm(probe.vector)
    middle = exp_map(unit[None], order.curvature).at[0]
    far, held = np.empty(len(found)), 0
    for source in sources:
        places = [place for place, near in enumerate(found) if near.source is source]
        for first in range(0, len(places), _COMPARED):
            block = places[first : first + _COMPARED]
            rows = np.array([found[place].window.row for place in block], np.int64)
            with source.reading():
                vectors = source.embeddings.read(source.model_id, rows).astype(np.float64)
            points = exp_map(vectors / probe.norm, order.curvature)
            far[block] = distances(points.at, middle, order.curvature)
            held += int(points.held.sum())
    nearest = np.argsort(far, kind="stable").tolist()
    return [replace(found[place], distance=far[place].item()) for place in nearest], held


def _row(near: _Near) -> SimilarRow | None:
    window, passing = near.window, near.source.passing
    detection_id: int | None = None
    if passing is not None and passing.detections is not None:
        detection_id = int(passing.detections[np.searchsorted(passing.rows, window.row)])
    heard = near.source.embeddings.heard(window, detection_id)
    if heard is None:  # removed meanwhile
        return None
    return SimilarRow(
        window_set_id=window.window_set_id,
        recording_id=window.recording_id,
        channel=window.channel,
        start=window.start_s,
        end=window.end_s,
        similarity=round(near.similarity, 4),
        distance=None if near.distance is None else round(near.distance, 6),
        catalog=near.source.catalog,
        **vars(heard),
    )


# Choosing the model and the embedding to search with.


def _choose(engine: Engine, request: QueryRequest) -> tuple[_EmbeddingModel, _Probe]:
    """Take the model's newest version that has an embedding of the example."""
    assert request.like is not None
    embedder = engine.embedder(request.model)
    manifest, name = embedder.manifest, embedder.named
    grid = Grid(manifest.sample_rate, manifest.window)
    for model_id in embedded_ids(engine.catalog, embedder):
        base = _EmbeddingModel(model_id, name, grid)
        probe = _probe(engine, base, request.like)
        if probe is not None:
            return base, probe
    raise InvalidParams(
        f"The catalog has no embedding of this sound by {name}, or the sound is silence.",
        field="like",
        hint="Analyse the recording with this model first.",
    )


def _probe(engine: Engine, base: _EmbeddingModel, like: Like) -> _Probe | None:
    """Find the embedding to search with; None if this version has none."""
    if like.embedding is not None:
        return _given(engine, base, like.embedding)
    embeddings = engine.catalog.embeddings
    stretch = _stretch(engine, like, base.grid)
    heard = embeddings.overlapping(base.model_id, stretch, base.grid)
    if not len(heard):
        return None
    # The same moment in another channel is no answer either.
    own = embeddings.overlapping(base.model_id, replace(stretch, channel=None), base.grid)
    directions = embeddings.directions(base.model_id, heard)
    if not len(directions):
        return None
    vector = directions.mean(0)
    if not vector.any():  # two channels may be opposites
        return None
    norms = np.linalg.norm(embeddings.read(base.model_id, heard), axis=1)
    return _Probe(vector, own, float(norms[norms > 0].mean()))


def _given(engine: Engine, base: _EmbeddingModel, embedding: list[float]) -> _Probe:
    dimension = engine.catalog.embeddings.dimension(base.model_id)
    if len(embedding) != dimension:
        raise InvalidParams(
            f"An embedding by {base.name} has {dimension} numbers, not {len(embedding)}.",
            field="like.embedding",
        )
    vector = np.array(embedding, np.float64)
    length = np.linalg.norm(vector)
    if not np.isfinite(length) or length == 0:
        raise InvalidParams("The embedding has no direction.", field="like.embedding")
    return _Probe((vector / length).astype(np.float32), np.empty(0, np.int64), float(length))


def _stretch(engine: Engine, like: Like, grid: Grid) -> RecordingSpan:
    """Find the example's stretch of a recording."""
    if like.detection_id is not None:
        return _found(engine, "detection", like.detection_id)
    if like.region_id is not None:
        return _found(engine, "region", like.region_id)
    known = _recording(engine, like)
    start = like.start or 0.0
    if known.duration_s is not None and start >= known.duration_s:
        raise InvalidParams(f"The recording ends at {known.duration_s:.1f} s.", field="like.start")
    return RecordingSpan(known.recording_id, start, start + grid.window_s, like.channel)


def _found(engine: Engine, what: Literal["detection", "region"], number: int) -> RecordingSpan:
    found = engine.catalog.questions.stretch(what, number)
    if found is None:
        raise InvalidParams(f"The catalog has no {what} {number}.", field=f"like.{what}Id")
    return found


def _recording(engine: Engine, like: Like) -> StoredRecording:
    recordings = engine.catalog.recordings
    if like.recording_id is not None:
        found = recordings.find([like.recording_id])
        if not found:
            raise InvalidParams(
                f"The catalog has no recording {like.recording_id}.", field="like.recordingId"
            )
        return found[0]
    assert like.path is not None
    absolute = Path(os.path.abspath(text_path(like.path)))
    known = recordings.at([like.path, *engine.drives().urls(absolute)])
    if known is not None:
        return known
    raise RecordingNotFound(
        f"The catalog has no recording {like.path}.",
        hint="Analyse the recording first.",
        path=like.path,
    )
