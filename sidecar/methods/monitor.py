"""`models/monitor`: whether a model's embeddings stay as they were, live or in the catalog."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Literal

import numpy as np

from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.app.method import Method
from sidecar.app.modelnames import exact_model, stored_version
from sidecar.audio.windows import Grid
from sidecar.catalog.interface import Embeddings
from sidecar.catalog.runs import ModelVersion
from sidecar.contract.monitor import (
    AnomalousWindow,
    Distribution,
    MonitorModelRequest,
    MonitorModelResult,
)
from sidecar.errors import InvalidParams
from sidecar.models.distribution import LEAST, angles, percentiles_of, steps, usual
from sidecar.recordings.filters import filters
from sidecar.rpc.verb import Call
from sidecar.run.monitor import DEVIATIONS, Anomaly, Monitor, Reason
from sidecar.run.windows import Windows
from sidecar.values import Float64, Int64

# Windows that are read together.
_GROUP = 4_096

Source = Literal["live", "catalog"]


def monitor_model(engine: Engine, request: MonitorModelRequest, call: Call) -> MonitorModelResult:
    """Report norms, distances and anomalies.

    Raises InvalidParams if this process or the catalog has no embeddings of the model.
    """
    name, _, version_id = request.name.partition("@")
    base = engine.embedder(name).manifest.name
    live = None
    if request.source != "catalog":
        live = engine.monitors.find(base, version_id or None)
    if live is not None:
        return _live(engine, request, *live)
    if request.source == "live":
        raise InvalidParams(
            f"This process has not run {request.name} yet.",
            field="source",
            hint="The stored embeddings of earlier runs are in the catalog.",
        )
    return _stored(engine, request, f"{base}@{version_id}" if version_id else base, call)


def _live(
    engine: Engine, request: MonitorModelRequest, version: ModelVersion, monitor: Monitor
) -> MonitorModelResult:
    ledger = Ledger()
    for field in ("where", "deviations", "windows"):
        why = "A live report is on all that this process heard, so such options have no effect."
        ledger.idle(request, field, why)
    seen = monitor.watched()
    _note_few(ledger, version, len(seen.norms))
    worst = sorted(seen.anomalies, key=_off, reverse=True)[: request.limit]
    urls = [each.place.path for each in worst if each.place.path is not None]
    known = engine.catalog.recordings.taken(urls) if urls else {}
    return MonitorModelResult(
        model=exact_model(version),
        source="live",
        recordings=seen.recordings,
        windows=len(seen.norms),
        available=seen.windows,
        norms=distribution(seen.norms),
        distances=distribution(seen.distances),
        without_numbers=seen.without_numbers,
        without_direction=seen.without_direction,
        deviations=DEVIATIONS,
        judged=seen.judged,
        anomalous=seen.anomalous,
        anomaly_rate=seen.anomalous / seen.judged if seen.judged else None,
        anomalies=[_window(each, known.get(each.place.path or "")) for each in worst],
        left_out=seen.anomalous - len(worst),
        notes=ledger.notes(),
    )


def _window(found: Anomaly, recording_id: int | None) -> AnomalousWindow:
    place = found.place
    return AnomalousWindow(
        recording_id=recording_id,
        path=place.path,
        stream=place.stream,
        channel=place.channel,
        start=place.start_s,
        end=place.end_s,
        norm=found.norm,
        distance=found.distance,
        reasons=[*found.reasons],
        deviations=_finite(found.deviations),
    )


def _off(found: Anomaly) -> float:
    """Order anomalies; those without numbers come first."""
    return np.inf if found.deviations is None else found.deviations


def _finite(value: float | None) -> float | None:
    return value if value is not None and np.isfinite(value) else None


def distribution(values: Float64) -> Distribution | None:
    """Describe the finite ones of some numbers; None if there are none."""
    found = percentiles_of(values)
    return None if found is None else Distribution(**asdict(found))


def _note_few(
    ledger: Ledger, version: ModelVersion, windows: int, limited: int | None = None
) -> None:
    """Note too few windows; `limited`: the request asked for no more."""
    if windows < LEAST:
        hint = None if limited is None else f"Ask for {LEAST} windows or more, not {limited}."
        ledger.add("fewWindows", what=version.name, count=windows, hint=hint)


# Stored embeddings.


@dataclass(frozen=True)
class _Measured:
    """Parallel arrays [n] of windows; a distance is that to the window before, else NaN."""

    row: Int64
    norm: Float64
    distance: Float64


def _stored(
    engine: Engine, request: MonitorModelRequest, name: str, call: Call
) -> MonitorModelResult:
    ledger = Ledger()
    embeddings = engine.catalog.embeddings
    stored = stored_version(engine.catalog, name, "name", embedded=True)
    manifest = engine.embedder(stored.version.name).manifest
    grid = Grid(manifest.sample_rate, manifest.window)
    windows = embeddings.windows(stored.model_id)
    where, passing = filters(engine, request, ledger), None
    available = len(windows)
    if where:
        passing = embeddings.passing(stored.model_id, where, grid).rows
        windows = windows.take(_with_rows(windows, passing))
        available = len(passing)
    windows = sampled(windows, request.windows)
    measured = _measure(embeddings, windows, passing, call)
    limited = request.windows if request.windows < min(LEAST, available) else None
    _note_few(ledger, stored.version, len(measured.row), limited)
    judged = _judge(measured, request.deviations)
    listed = judged.worst[: request.limit]
    numbers = np.isfinite(measured.norm)
    return MonitorModelResult(
        model=exact_model(stored.version),
        source="catalog",
        recordings=len(np.unique(windows.recording_id)),
        windows=len(measured.row),
        available=available,
        norms=distribution(measured.norm[measured.norm > 0]),
        distances=distribution(measured.distance),
        without_numbers=int((~numbers).sum()),
        without_direction=int((measured.norm == 0).sum()),
        deviations=request.deviations,
        judged=judged.count,
        anomalous=len(judged.worst),
        anomaly_rate=len(judged.worst) / judged.count if judged.count else None,
        anomalies=[*_named(embeddings, windows, grid, measured, judged, listed)],
        left_out=len(judged.worst) - len(listed),
        notes=ledger.notes(),
    )


def _with_rows(windows: Windows, rows: Int64) -> Int64:
    """Find the recordings that have one of the rows (rising) or more."""
    first = np.searchsorted(rows, windows.first)
    return np.flatnonzero(np.searchsorted(rows, windows.first + windows.count) > first)


def sampled(windows: Windows, most: int) -> Windows:
    """Take whole recordings, evenly spread, with at most so many windows; one at least."""
    every = -(-len(windows) // most) if len(windows) > most else 1
    chosen = np.arange(0, len(windows.count), every)
    upto = np.searchsorted(np.cumsum(windows.count[chosen]), most, "right")
    return windows.take(chosen[: max(1, int(upto))])


def _measure(
    embeddings: Embeddings, windows: Windows, passing: Int64 | None, call: Call
) -> _Measured:
    parts = [_Measured(np.empty(0, np.int64), np.empty(0), np.empty(0))]
    for group in windows.groups(_GROUP):
        call.check()
        rows, recording = group.rows, group.number
        if passing is not None:
            kept = np.isin(rows, passing, assume_unique=True)
            rows, recording = rows[kept], recording[kept]
        if not len(rows):
            continue
        lengths, units = embeddings.parts(group.model_id, rows)
        distance = np.full(len(rows), np.nan)
        directed = lengths > 0  # not NaN
        follows = (np.diff(rows) == 1) & (np.diff(recording) == 0) & directed[1:] & directed[:-1]
        distance[1:][follows] = steps(units)[follows]
        parts.append(_Measured(rows, lengths.astype(np.float64), distance))
    return _Measured(
        row=np.concatenate([each.row for each in parts]),
        norm=np.concatenate([each.norm for each in parts]),
        distance=np.concatenate([each.distance for each in parts]),
    )


@dataclass(frozen=True)
class _Judged:
    """How far each window is off [n], how many were judged, and the anomalies, the worst first."""

    norm: Float64
    distance: Float64
    count: int
    worst: Int64
    deviations: float


def _judge(measured: _Measured, deviations: float) -> _Judged:
    # Silence has no norm to compare, and is counted by itself.
    lengths = np.where(measured.norm > 0, measured.norm, np.nan)
    turns = angles(measured.distance)
    known, steady = usual(lengths), usual(turns)
    nothing = np.zeros(len(lengths))
    off = nothing if known is None else known.deviations(lengths)
    apart = nothing if steady is None else steady.deviations(turns)
    numberless = ~np.isfinite(measured.norm)
    largest = np.where(numberless, np.inf, np.fmax(np.fmax(off, apart), 0.0))
    anomalous = np.flatnonzero(numberless | (largest > deviations))
    worst = anomalous[np.argsort(-largest[anomalous], kind="stable")]
    count = len(lengths) if known is not None else int(numberless.sum())
    return _Judged(off, apart, count, worst, deviations)


def _named(
    embeddings: Embeddings,
    windows: Windows,
    grid: Grid,
    measured: _Measured,
    judged: _Judged,
    listed: Int64,
) -> Iterator[AnomalousWindow]:
    urls = dict(zip(windows.recording_id.tolist(), windows.urls, strict=True))
    for place in listed.tolist():
        row, norm = int(measured.row[place]), float(measured.norm[place])
        found = embeddings.window(windows.model_id, row, grid)
        if found is None:  # removed meanwhile
            continue
        off, apart = float(judged.norm[place]), float(judged.distance[place])
        told: Sequence[tuple[Reason, bool]] = (
            ("numbers", not np.isfinite(norm)),
            ("norm", off > judged.deviations),
            ("distance", apart > judged.deviations),
        )
        reasons = [reason for reason, holds in told if holds]
        yield AnomalousWindow(
            recording_id=found.recording_id,
            path=urls.get(found.recording_id),
            stream=None,
            channel=found.channel,
            start=found.start_s,
            end=found.end_s,
            norm=_finite(norm),
            distance=_finite(float(measured.distance[place])),
            reasons=reasons,
            deviations=None if "numbers" in reasons else _finite(float(np.fmax(off, apart))),
        )


METHODS = (
    Method(
        "models/monitor",
        monitor_model,
        "look",
        "Report whether a model's embeddings stay as they were.",
    ),
)
