"""Progress of a run: how far, how fast, and what was heard since the last report."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from sidecar.audio.path import path_text
from sidecar.contract.infer import FreshDetection, InferProgress
from sidecar.model.labels import Labels
from sidecar.rpc.verb import Call
from sidecar.run.tally import Fresh, Tally
from sidecar.run.work import Kept

_MOST_FRESH = 100


class Report:
    """Sends `InferProgress` to whoever listens to a call."""

    def __init__(self, call: Call, labels: Labels | None, total: int, *, window_s: float) -> None:
        self._call = call
        self._labels = labels
        self._total = total
        self._window_s = window_s
        self._began = time.monotonic()
        self._done = 0
        self._audio_s = 0.0
        self._current: Path | None = None
        self._fresh: list[FreshDetection] = []

    def begin(self) -> None:
        self._call.progress(self._value("begin"), last=True)

    def end(self) -> None:
        self._call.progress(self._value("end"), last=True)

    def take(self, kept: Sequence[Kept]) -> None:
        """Count recordings that are kept: a receiver of results."""
        for each in kept:
            self.recording_done(each.outcome.work.path)

    def close(self) -> None:
        """There is nothing to let go of; `end` tells of a run that is complete."""

    def recording_done(self, path: Path) -> None:
        self._done += 1
        self._current = path
        self._send()

    def windows(self, tally: Tally) -> None:
        """Take over what the pipeline has counted and found since the last time."""
        self._audio_s = tally.audio_s
        self._current = tally.recording
        for fresh in tally.take_fresh():
            if len(self._fresh) < _MOST_FRESH:
                self._fresh += self._named(fresh)
        self._send()

    def _send(self) -> None:
        if self._call.due() and self._call.progress(self._value("report")):
            self._fresh = []

    def _value(self, kind: str) -> InferProgress:
        elapsed = time.monotonic() - self._began
        left = (self._total - self._done) * elapsed / self._done if self._done else None
        return InferProgress.model_validate(
            {
                "kind": kind,
                "done": self._done,
                "total": self._total,
                "recording": path_text(self._current) if self._current else None,
                "audioSeconds": round(self._audio_s, 1),
                "elapsedSeconds": round(elapsed, 1),
                "realtimeFactor": round(self._audio_s / elapsed, 1) if elapsed > 0 else 0.0,
                "etaSeconds": None if left is None else round(left, 1),
                "detections": self._fresh[:_MOST_FRESH],
            }
        )

    def _named(self, fresh: Fresh) -> list[FreshDetection]:
        labels = self._labels
        assert labels is not None  # whoever finds species has names for them
        return [
            FreshDetection(
                path=path_text(fresh.path),
                start=start,
                end=start + self._window_s,
                species=labels.species[label],
                common=labels.common[label],
                confidence=confidence,
            )
            for start, label, confidence in zip(
                fresh.start_s.tolist(),
                fresh.hits.label.tolist(),
                fresh.hits.confidence.tolist(),
                strict=True,
            )
        ]
