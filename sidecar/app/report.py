"""Reports the progress of a run: its extent, its speed, the new outcomes and detections."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path

from sidecar.app.progress import ProgressReporter
from sidecar.audio.path import path_text
from sidecar.contract.runprogress import FreshDetection, FreshOutcome, HeardSpecies, InferProgress
from sidecar.models.labels import Labels
from sidecar.rpc.verb import Call
from sidecar.run.detections import by_species
from sidecar.run.plan import Known
from sidecar.run.tally import Fresh, Tally
from sidecar.run.work import Failed, Judged, Kept, Outcome, Read, Stands, Work, end_of

# Detections, and outcomes, in one message.
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
        run_id: int | None = None,
        message: type[InferProgress] = InferProgress,
    ) -> None:
        self._labels = labels
        self._window_s = window_s
        self._run_id = run_id
        self._audio_s = self._ended_s = 0.0
        self._audio_total_s: float | None = None
        self._reading_since = time.monotonic()
        self._sites: Mapping[str, tuple[int | None, str | None]] = {}
        self._failed = self._left_out = 0
        self._troubled: list[FreshOutcome] = []
        self._others: list[FreshOutcome] = []
        self._heard: dict[tuple[str, str], tuple[int, float]] = {}
        self._most_species = _MOST_FRESH
        self._grown: dict[tuple[str, str], None] = {}  # species, in the order of their growth
        self._current: Path | None = None
        self._fresh: list[FreshDetection] = []
        self._progress = ProgressReporter(
            call, message, unit="recording", total=total, more=self._more
        )

    def begin(self) -> None:
        self._progress.begin()

    def end(self) -> None:
        self._most_species = len(self._grown)
        self._progress.end()

    def expect(self, known: Mapping[str, Known], read: Sequence[Work]) -> None:
        """Take what the catalog knows of a run's files, and which of them are read."""
        self._sites = {
            url: (each.deployment_id, each.site)
            for url, each in known.items()
            if each.deployment_id is not None
        }
        lengths = [known[each.url].duration_s if each.url in known else None for each in read]
        if None not in lengths:
            self._audio_total_s = sum(filter(None, lengths))
        self._reading_since = time.monotonic()

    def take(self, kept: Sequence[Kept]) -> None:
        """Count the kept recordings; the channels of each come together."""
        for url, channels in groupby(kept, lambda each: each.outcome.work.url):
            own = list(channels)
            self._take(url, own)
            self.recording_done(own[0].outcome.work.path)

    def _take(self, url: str, own: Sequence[Kept]) -> None:
        """Note how a file ended."""
        outcomes = [each.outcome for each in own]
        self._ended_s += sum(each.windows.reached_s for each in outcomes if isinstance(each, Read))
        for each in outcomes:
            if isinstance(each, Judged):
                self._hear(by_species(each.found))
        status = end_of(outcomes)
        self._failed += status == "failed"
        waiting = self._troubled if status in ("failed", "partial") else self._others
        if len(waiting) == _MOST_FRESH:
            self._left_out += 1
            return
        deployment_id, site = self._sites.get(url, (None, None))
        waiting.append(
            FreshOutcome(
                recording_id=own[0].recording_id,
                path=url,
                status=status,
                detections=sum(len(each.found) for each in outcomes if isinstance(each, Judged)),
                kind=next((each.error.kind for each in outcomes if isinstance(each, Failed)), None),
                trouble=next(filter(None, map(_trouble, outcomes)), None),
                deployment_id=deployment_id,
                site=site,
            )
        )

    def _hear(self, heard: Mapping[tuple[str, str], tuple[int, float]]) -> None:
        for name, (number, confidence) in heard.items():
            before, best = self._heard.get(name, (0, 0.0))
            self._heard[name] = before + number, max(best, confidence)
            self._grown[name] = None

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
            self._left_out += len(self._outcomes[_MOST_FRESH:])
            self._fresh, self._troubled, self._others = [], [], []
            for name in list(self._grown)[:_MOST_FRESH]:
                del self._grown[name]

    @property
    def _outcomes(self) -> list[FreshOutcome]:
        """List the outcomes that no message told yet, those with trouble first."""
        return [*self._troubled, *self._others]

    def _more(self) -> dict[str, object]:
        elapsed, total_s = self._progress.elapsed_s, self._audio_total_s
        heard_s = max(self._audio_s, self._ended_s)  # silence is read, and no window has it
        outcomes = self._outcomes
        return {
            "run_id": self._run_id,
            "recording": path_text(self._current) if self._current else None,
            "failed": self._failed,
            "audio_seconds": round(heard_s, 1),
            "audio_seconds_total": None if total_s is None else round(total_s, 1),
            "realtime_factor": round(heard_s / elapsed, 1) if elapsed > 0 else 0.0,
            "eta_seconds": self._eta_s(heard_s),
            "detections": self._fresh[:_MOST_FRESH],
            "outcomes": outcomes[:_MOST_FRESH],
            "species": [
                HeardSpecies(species=species, common=common, detections=number, max_confidence=best)
                for species, common in list(self._grown)[: self._most_species]
                for number, best in [self._heard[species, common]]
            ],
            "outcomes_left_out": self._left_out + len(outcomes[_MOST_FRESH:]),
        }

    def _eta_s(self, heard_s: float) -> float | None:
        """Tell how long the rest will take: by the sound to read, else by the recordings."""
        if self._audio_total_s and heard_s:
            left_s = max(self._audio_total_s - heard_s, 0.0)
            return round(left_s * (time.monotonic() - self._reading_since) / heard_s, 1)
        done, total = self._progress.done, self._progress.total
        assert total is not None
        return round((total - done) * self._progress.elapsed_s / done, 1) if done else None

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


def _trouble(outcome: Outcome) -> str | None:
    """Tell why a file failed, or covers only a part."""
    if isinstance(outcome, Failed):
        return outcome.error.message
    return outcome.trouble if isinstance(outcome, Stands) else outcome.windows.trouble
