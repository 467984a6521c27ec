"""A recording on its way through reading, model and judging, with its results so far."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from sidecar.errors import (
    InferenceFailed,
    LinnetError,
    ModelUnavailable,
    RequestCancelled,
    UnreadableAudio,
    at_recording,
    settled,
)
from sidecar.models.guard import as_ours
from sidecar.models.halt import Halt
from sidecar.models.interface import Scorer, Scores
from sidecar.run.monitor import Monitor, Track
from sidecar.run.prepare import Prepared
from sidecar.run.scoring import Hits, Scoring, find_hits, join_hits
from sidecar.run.spool import Spool
from sidecar.run.tools import Tools
from sidecar.run.windows import Cut
from sidecar.run.work import Failed, Job, Outcome, Read, Work
from sidecar.values import Float32, Int64

log = logging.getLogger(__name__)

# How often a batch asks whether the probe of another caller has ended.
_PROBE_TICK_S = 0.02


@dataclass(frozen=True)
class Row:
    """One window on its way to the model."""

    recording: UnderWay
    index: int
    offset: int
    values: Float32


class UnderWay:
    """One recording; a reader yields its windows while callers add the model's results."""

    def __init__(self, work: Work, job: Job, tools: Tools) -> None:
        self.work = work
        self._job = job
        self._tools = tools
        self._lock = threading.Lock()
        self._prepared: Prepared | None = None
        self._scoring: Scoring | None = None
        self._offsets: list[int] = []
        self._hits: list[tuple[int, Hits]] = []
        self._scored = self._numberless = 0
        self._read = False
        self._error: LinnetError | None = None
        dimension = tools.model.manifest.embedding
        self._spool = Spool(dimension) if job.embeddings and dimension else None
        self._track = self._watched(tools.monitor)

    def _watched(self, monitor: Monitor | None) -> Track | None:
        if monitor is None:
            return None
        return monitor.track(
            rate_hz=self._job.cutting.rate_hz,
            window_s=self._job.cutting.spec.window,
            path=self.work.url,
            channel=self.work.channel,
        )

    @property
    def failed(self) -> bool:
        """Tell whether the recording has no result, after its end."""
        return self._error is not None or self._prepared is None

    @property
    def error(self) -> LinnetError | None:
        """Give the error of the recording, as far as it is known."""
        return self._error

    def windows(self) -> Iterator[Row]:
        """Read the recording; an error ends it, and its outcome holds the error.

        A model that is left alone just now is not worth the reading.
        """
        try:
            with at_recording(self.work.path):
                if (refused := self._tools.model.refusal()) is not None:
                    raise refused
            with at_recording(self.work.path), self._tools.prepare(self.work) as prepared:
                self._begin(prepared)
                for inputs in prepared.windows:
                    for offset, values in zip(inputs.offsets.tolist(), inputs.values, strict=True):
                        if self._error is not None:
                            return  # the model failed on earlier windows
                        self._offsets.append(offset)
                        yield Row(self, len(self._offsets) - 1, offset, values)
                self._identity = prepared.identity and prepared.identity()
                self._heard = prepared.heard() if prepared.heard else ()
                unknown = self._identity is None and self.work.identifies
                if prepared.reached.again and unknown:
                    # Nothing tells whether it is the recording that the catalog has here.
                    raise UnreadableAudio(prepared.reached.trouble or "", path=self.work.path)
        except LinnetError as error:
            self._error = settled(error)

    def _begin(self, prepared: Prepared) -> None:
        self._prepared = prepared
        origin = self.work.origin.read(prepared.provenance, self.work.path.name)
        self._place = self._job.judging.place(origin)
        self._scoring = self._tools.judge.scoring(self._place)

    def judge(self, rows: list[Row], logits: Float32, embeddings: Float32 | None) -> Hits:
        """Judge consecutive windows by their logits [b, classes]."""
        assert self._scoring is not None
        numberless = int(np.isnan(logits).any(axis=1).sum())
        hits = find_hits(logits, self._scoring)
        if self._track is not None and embeddings is not None:
            offsets = np.array([row.offset for row in rows], np.int64)
            self._track.heard(rows[0].index, offsets, embeddings)
        with self._lock:
            self._hits.append((rows[0].index, hits))
            self._numberless += numberless
            if self._spool is not None and embeddings is not None:
                self._spool.put(rows[0].index, embeddings)
        return hits

    def scored(self, windows: int, error: LinnetError | None = None) -> bool:
        """Count windows that are scored or failed; True at the recording's end."""
        with self._lock:
            self._error = self._error or error
            self._scored += windows
            return self._ended()

    def close(self) -> bool:
        """Note that the reader is done; True when all windows are scored already."""
        with self._lock:
            self._read = True
            return self._ended()

    def _ended(self) -> bool:
        return self._read and self._scored == len(self._offsets)

    def outcome(self) -> Outcome:
        """Give the outcome of the recording, after its end."""
        prepared = self._prepared
        if self._error is not None or prepared is None:
            self.let_go()
            return Failed(self.work, self._error or LinnetError("The recording could not be read."))
        offsets, hits = np.array(self._offsets, np.int64), join_hits(self._hits)
        if len(offsets) and self._numberless == len(offsets):
            self.let_go()
            return Failed(self.work, _numberless(self.work))
        return Read(
            work=self.work,
            windows=self._cut(prepared, offsets),
            place=self._place,
            found=self._tools.judge.name(hits, offsets, self._place, prepared.reached.seconds),
            dropped=hits.dropped_in(0, len(offsets)),
            digests=self._job.judging.digests(self._place, prepared.dtype, self.work.channel),
            dtype=prepared.dtype,
            facts=prepared.facts,
            provenance=prepared.provenance,
            identity=self._identity,
            cached=prepared.cached,
            cancels=prepared.reached.cancels,
            embeddings=self._spool,
            heard=self._heard,
        )

    def _cut(self, prepared: Prepared, offsets: Int64) -> Cut:
        troubles = [prepared.reached.trouble]
        if self._numberless:
            troubles.append(
                f"The model gave no numbers for {self._numberless} of {len(offsets)} windows."
            )
        return Cut(
            offsets=offsets,
            duration_s=prepared.facts.duration_s,
            reached_s=prepared.reached.seconds,
            quiet=prepared.reached.quiet,
            trouble=" ".join(filter(None, troubles)) or None,
            again=prepared.reached.again,
        )

    def let_go(self) -> None:
        """Release the spooled embeddings."""
        if self._spool is not None:
            self._spool.close()


@dataclass(frozen=True)
class Scored:
    """Consecutive windows of one recording, judged or failed."""

    rows: list[Row]
    hits: Hits | None = None
    error: LinnetError | None = None


def score(batch: list[Row], model: Scorer, halt: Halt | None = None) -> Iterator[Scored]:
    """Run the model on a batch, and judge each recording's windows in it.

    Raises RequestCancelled when `halt` ends the model's call.
    """
    groups: list[list[Row]] = []
    for rows in _by_recording(batch):
        if (known := rows[0].recording.error) is not None:
            yield Scored(rows, error=known)  # its other windows would change nothing
        else:
            groups.append(rows)
    if not groups:
        return
    try:
        scores = _run(model, np.stack([row.values for rows in groups for row in rows]), halt)
    except RequestCancelled:
        raise
    except Exception as error:
        failed = _failure(error)
        yield from (Scored(rows, error=failed) for rows in groups)
        return
    first = 0
    for rows in groups:
        part = slice(first, first + len(rows))
        first += len(rows)
        embeddings = None if scores.embeddings is None else scores.embeddings[part]
        yield Scored(rows, hits=rows[0].recording.judge(rows, scores.logits[part], embeddings))


def _run(model: Scorer, inputs: Float32, halt: Halt | None) -> Scores:
    """Score a batch; while another call tries whether the model works again, wait for its end."""
    while True:
        try:
            return model.run(inputs, halt)
        except ModelUnavailable as refused:
            if not refused.probing:
                raise
        (halt or Halt()).wait(_PROBE_TICK_S)


def _failure(error: Exception) -> LinnetError:
    """Give the error of recordings on which a model's call failed."""
    if not isinstance(error, ModelUnavailable):  # the log has the error that led to that
        log.error("the model failed: %s", error)
        log.debug("where the model failed", exc_info=error)
    return settled(as_ours(error))


def _numberless(work: Work) -> InferenceFailed:
    return InferenceFailed(
        "The model gave no numbers for any window of the recording.",
        hint="Does the recording hold sound? `linnet models check` tells whether the model works.",
        path=work.path,
    )


def _by_recording(batch: list[Row]) -> list[list[Row]]:
    """Split a batch into runs of consecutive windows of one recording."""
    groups: list[list[Row]] = []
    for row in batch:
        last = groups[-1][-1] if groups else None
        if last is not None and last.recording is row.recording and last.index + 1 == row.index:
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups
