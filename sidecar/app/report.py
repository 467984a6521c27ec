"""Reports the progress of a run: its extent, its speed, and the new detections."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sidecar.app.progress import ProgressReporter
from sidecar.audio.path import path_text
from sidecar.contract.analyze import FreshDetection, InferProgress
from sidecar.models.labels import Labels
from sidecar.rpc.verb import Call
from sidecar.run.tally import Fresh, Tally
from sidecar.run.work import Kept

_MOST_FRESH = 100


class Report:
    """Sends `InferProgress`, or a message that has more, to the listener of a call."""

    def __init__(
        self,
        call: Call,
        labels: Labels | None,
        total: int,
        *,
        window_s: float,
        message: type[InferProgress] = InferProgress,
    ) -> None:
        self._labels = labels
        self._window_s = window_s
        self._audio_s = 0.0
        self._current: Path | None = None
        self._fresh: list[FreshDetection] = []
        self._progress = ProgressReporter(
            call, message, unit="recording", total=total, more=self._more
        )

    def begin(self) -> None:
        self._progress.begin()

    def end(self) -> None:
        self._progress.end()

    def take(self, kept: Sequence[Kept]) -> None:
        """Count the kept recordings; the channels of each come together."""
        for path in dict.fromkeys(each.outcome.work.path for each in kept):
            self.recording_done(path)

    def close(self) -> None:
        """Do nothing: `end` reports a complete run."""

    def recording_done(self, path: Path) -> None:
        self._current = path
        self._send(self._progress.done + 1)

    def windows(self, tally: Tally) -> None:
        """Take the pipeline's new counts and detections."""
        self._audio_s = tally.audio_s
        self._current = tally.recording
        for fresh in tally.take_fresh():
            if len(self._fresh) < _MOST_FRESH:
                self._fresh += self._named(fresh)
        self._send(self._progress.done)

    def _send(self, done: int) -> None:
        if self._progress.report(done):
            self._fresh = []

    def _more(self) -> dict[str, object]:
        elapsed, done, total = self._progress.elapsed_s, self._progress.done, self._progress.total
        assert total is not None
        return {
            "recording": path_text(self._current) if self._current else None,
            "audio_seconds": round(self._audio_s, 1),
            "realtime_factor": round(self._audio_s / elapsed, 1) if elapsed > 0 else 0.0,
            "eta_seconds": round((total - done) * elapsed / done, 1) if done else None,
            "detections": self._fresh[:_MOST_FRESH],
        }

    def _named(self, fresh: Fresh) -> list[FreshDetection]:
        labels = self._labels
        assert labels is not None  # only a run with labels finds species
        return [
            FreshDetection(
                path=path_text(fresh.path),
                channel=fresh.channel,
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
