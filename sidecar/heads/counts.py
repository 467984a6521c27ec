"""Counts what a head would find in stored windows at several thresholds; writes nothing."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sidecar.app.engine import Engine
from sidecar.app.progress import ProgressReporter
from sidecar.contract.heads import (
    ApplyHeadRequest,
    ApplyHeadResult,
    CountAt,
    HeadCount,
    HeadProgress,
)
from sidecar.heads.use import HeadUse, head_use
from sidecar.rpc.verb import Call
from sidecar.run.scoring import Scoring, find_hits
from sidecar.run.windows import Windows
from sidecar.values import Float32, Float64, Int64


@dataclass(frozen=True)
class _Batch:
    """Of a batch: windows, and at each threshold the hits' classes and recordings."""

    windows: int
    hits: Sequence[tuple[Int64, Int64]]


class _Counting:
    """Counts the hits of batches, on several threads at once."""

    def __init__(self, levels: Sequence[Float64], top_k: int | None) -> None:
        self._scorings = [
            Scoring(level, np.ones(len(level), np.bool_), top_k=top_k) for level in levels
        ]

    def judge(self, windows: Windows, logits: Float32) -> _Batch:
        """Find the hits at each level of thresholds, as applying the head would."""
        found = []
        for scoring in self._scorings:
            hits = find_hits(logits, scoring)
            found.append((hits.label, windows.recording[hits.window]))
        return _Batch(len(windows), found)


@dataclass
class _Sums:
    """Detections [level][class], and the recordings that have them."""

    detections: Int64
    recordings: list[list[set[int]]]

    def add(self, batch: _Batch) -> None:
        for level, (label, recording) in enumerate(batch.hits):
            self.detections[level] += np.bincount(label, minlength=self.detections.shape[1])
            for each in np.unique(label).tolist():
                self.recordings[level][each].update(recording[label == each].tolist())

    def at(self, level: int, number: int, threshold: float) -> CountAt:
        return CountAt(
            threshold=round(threshold, 6),
            detections=int(self.detections[level, number]),
            recordings=len(self.recordings[level][number]),
        )


def counted(engine: Engine, request: ApplyHeadRequest, call: Call) -> ApplyHeadResult:
    """Count a head's detections in all stored windows, finished ones too."""
    began = time.monotonic()
    use = head_use(engine, request)
    classes = len(use.session.labels)
    least = request.min_confidence
    own = use.thresholds if least is None else np.full(classes, least)
    levels = [own, *(np.full(classes, each) for each in request.thresholds)]
    sums = _Sums(
        np.zeros((len(levels), classes), np.int64),
        [[set() for _ in range(classes)] for _ in levels],
    )
    windows = _sweep(engine, use, _Counting(levels, request.top_k), sums, call)
    labels = use.session.labels
    return ApplyHeadResult(
        run_id=None,
        recordings=len(set(use.windows.recording_id.tolist())),
        skipped=0,
        windows=windows,
        detections=int(sums.detections[0].sum()),
        counts=[
            HeadCount(
                species=species,
                common=common,
                own=sums.at(0, number, float(own[number])),
                at=[sums.at(level, number, at) for level, at in enumerate(request.thresholds, 1)],
            )
            for number, (species, common) in enumerate(
                zip(labels.species, labels.common, strict=True)
            )
        ],
        notes=use.ledger.notes(),
        elapsed_seconds=round(time.monotonic() - began, 3),
    )


def _sweep(engine: Engine, use: HeadUse, counting: _Counting, sums: _Sums, call: Call) -> int:
    """Judge all windows; returns how many there were."""
    stored = engine.catalog.embeddings.cut(use.windows)
    progress = ProgressReporter(call, HeadProgress, unit="window", total=len(stored))
    progress.begin()
    done = 0
    for group, batches in use.sweep.over(stored, counting.judge):
        call.check()
        for batch in batches:
            sums.add(batch)
        done += len(group)
        progress.report(done)
    progress.end()
    return done
