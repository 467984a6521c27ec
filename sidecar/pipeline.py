"""Recordings through preparation, model and scoring: composition only.

Reader threads each take the next recording and prepare its windows; windows of all recordings
fill the same batches; caller threads run the model. Results come out as recordings end, each
complete. Queues are bounded, so memory does not depend on how long or how many they are.
"""

from __future__ import annotations

import logging
import os
import queue
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import numpy as np
import numpy.typing as npt

from sidecar.errors import InferenceFailed, LinnetError, UnreadableAudio, at
from sidecar.model.interface import Scorer
from sidecar.postprocess.scoring import Hits, Scoring, find_hits, join_hits
from sidecar.prepare import Dtype, Prepare
from sidecar.values import AudioFacts, Float32, Identity, Int64, Metadata

log = logging.getLogger(__name__)

# Embeddings of a recording up to this many bytes stay in memory; a longer one's go to a file.
_SPOOL_BYTES = 8 << 20
_TICK_S = 0.1

# Of the threads that read and compute: 0 is usual, 19 the least.
_NICENESS = 10


@dataclass(frozen=True)
class Pace:
    """How far windows lie apart: `hop` samples at `rate_hz`, as they were prepared."""

    rate_hz: int
    hop: int


@dataclass(frozen=True)
class Effort:
    """How much of the machine to use; changes how fast an answer comes, never the answer."""

    callers: int = 1
    batch: int = 4
    readers: int = 1


@dataclass(frozen=True)
class Fresh:
    """Hits just found in a few windows, parallel to `start_s` [h]."""

    path: Path
    start_s: npt.NDArray[np.float64]
    hits: Hits


@dataclass
class Tally:
    """How far a run is; read by `tick` while the threads write."""

    windows: int = 0
    audio_s: float = 0.0
    recording: Path | None = None
    fresh: list[Fresh] = field(default_factory=list)

    def take_fresh(self) -> list[Fresh]:
        """Hand over the hits found since the last time."""
        taken, self.fresh = self.fresh, []
        return taken


@dataclass
class Analysed:
    """One recording's end: what was found, or why nothing could be."""

    path: Path
    facts: AudioFacts | None = None
    metadata: Metadata = field(default_factory=Metadata)
    error: LinnetError | None = None
    trouble: str | None = None
    reached_s: float = 0.0
    quiet: int = 0
    dtype: Dtype = "float32"  # the precision its windows were kept in
    cached: bool = False
    offsets: Int64 = field(default_factory=lambda: np.empty(0, np.int64))
    hits: Hits = field(default_factory=lambda: join_hits([]))
    embeddings: IO[bytes] | None = None  # float32 [w, d], by window
    identity: Identity | None = None  # where the recording itself was read


ScoringFor = Callable[[Path, AudioFacts, Metadata], Scoring]


class _Recording:
    """A recording on its way: what readers and callers have found of it so far."""

    def __init__(self, path: Path, keep_embeddings: bool) -> None:
        self.outcome = Analysed(path)
        self.scoring: Scoring | None = None
        self.offsets: list[int] = []
        self.hits: list[tuple[int, Hits]] = []
        self.scored = 0
        self.read = False
        self.lock = threading.Lock()
        if keep_embeddings:
            self.outcome.embeddings = tempfile.SpooledTemporaryFile(_SPOOL_BYTES)  # noqa: SIM115

    def add(self, first: int, windows: int, hits: Hits, embeddings: Float32 | None) -> bool:
        """Take the results of windows `first`...; True when the recording has ended."""
        with self.lock:
            self.hits.append((first, hits))
            if self.outcome.embeddings is not None and embeddings is not None:
                self.outcome.embeddings.seek(first * embeddings[0].nbytes)
                self.outcome.embeddings.write(np.ascontiguousarray(embeddings).data)
            self.scored += windows
            return self._ended()

    def fail(self, windows: int, error: LinnetError) -> bool:
        with self.lock:
            self.outcome.error = self.outcome.error or error
            self.scored += windows
            return self._ended()

    def close(self) -> bool:
        """Say that all windows have been handed on; True when all were scored already."""
        with self.lock:
            self.read = True
            return self._ended()

    def _ended(self) -> bool:
        return self.read and self.scored == len(self.offsets)

    def result(self) -> Analysed:
        self.outcome.offsets = np.array(self.offsets, np.int64)
        self.outcome.hits = join_hits(self.hits)
        return self.outcome


@dataclass(frozen=True)
class _Row:
    """One window in a batch."""

    recording: _Recording
    index: int
    offset: int
    values: Float32


def analyse(
    paths: Iterable[Path],
    prepare: Prepare,
    model: Scorer,
    pace: Pace,
    scoring_for: ScoringFor,
    *,
    effort: Effort = Effort(),
    keep_embeddings: bool = True,
    tick: Callable[[Tally], None] = lambda tally: None,
) -> Iterator[Analysed]:
    """Analyse recordings; yields each once, as it ends, in no promised order.

    `tick` is called on the caller's thread about ten times a second; what it raises stops the
    work at the next batch and passes through. Trouble with one recording is in its result.
    """
    run = _Run(prepare, model, pace, scoring_for, effort, keep_embeddings)
    try:
        yield from run.results(iter(paths), tick)
    finally:
        run.stop()


class _Run:
    def __init__(
        self,
        prepare: Prepare,
        model: Scorer,
        pace: Pace,
        scoring_for: ScoringFor,
        effort: Effort,
        keep_embeddings: bool,
    ) -> None:
        self._prepare = prepare
        self._model = model
        self._pace = pace
        self._scoring_for = scoring_for
        self._effort = effort
        self._keep = keep_embeddings
        self._tally = Tally()
        self._stopping = threading.Event()
        self._lock = threading.Lock()
        self._batch: list[_Row] = []
        self._batches: queue.Queue[list[_Row] | None] = queue.Queue(2 * effort.callers + 2)
        self._ended: queue.Queue[Analysed | None] = queue.Queue()
        self._readers_left = effort.readers
        self._threads: list[threading.Thread] = []
        self._under_way: dict[int, Analysed] = {}  # by id, until handed to the caller

    def results(self, paths: Iterator[Path], tick: Callable[[Tally], None]) -> Iterator[Analysed]:
        self._start(paths)
        callers_left = self._effort.callers
        while callers_left:
            try:
                outcome = self._ended.get(timeout=_TICK_S)
            except queue.Empty:
                tick(self._tally)
                continue
            if outcome is None:
                callers_left -= 1
                continue
            tick(self._tally)
            del self._under_way[id(outcome)]
            yield outcome

    def stop(self) -> None:
        self._stopping.set()
        for thread in self._threads:
            thread.join()
        for outcome in self._under_way.values():
            if outcome.embeddings is not None:
                outcome.embeddings.close()

    def _start(self, paths: Iterator[Path]) -> None:
        names = [("reader", lambda: self._read_all(paths))] * self._effort.readers
        names += [("caller", self._call_all)] * self._effort.callers
        for name, target in names:
            thread = threading.Thread(
                target=_giving_way, args=(target,), name=f"linnet-{name}", daemon=True
            )
            self._threads.append(thread)
            thread.start()

    # Reading.

    def _read_all(self, paths: Iterator[Path]) -> None:
        while not self._stopping.is_set():
            with self._lock:
                path = next(paths, None)
            if path is None:
                break
            self._read(_Recording(path, self._keep))
        with self._lock:
            self._readers_left -= 1
            rest = self._batch if not self._readers_left else []
            last = not self._readers_left
        if rest:
            self._hand_on(rest)
        if last:
            for _ in range(self._effort.callers):
                self._hand_on(None)

    def _read(self, recording: _Recording) -> None:
        outcome = recording.outcome
        self._under_way[id(outcome)] = outcome
        self._tally.recording = outcome.path
        try:
            with at(outcome.path):
                self._go_through(recording)
        except LinnetError as error:
            outcome.error = error
        except Exception as error:  # one recording's trouble must not end the others'
            log.exception("unexpected trouble while reading %s", outcome.path)
            outcome.error = UnreadableAudio(
                "This recording could not be read.", hint=repr(error), path=outcome.path
            )
        if recording.close():
            self._ended.put(recording.result())

    def _go_through(self, recording: _Recording) -> None:
        outcome = recording.outcome
        with self._prepare(outcome.path) as prepared:
            outcome.facts, outcome.metadata = prepared.facts, prepared.metadata
            outcome.dtype, outcome.cached = prepared.dtype, prepared.cached
            recording.scoring = self._scoring_for(outcome.path, prepared.facts, prepared.metadata)
            for inputs in prepared.windows:
                for offset, values in zip(inputs.offsets.tolist(), inputs.values, strict=True):
                    if not self._add(recording, offset, values):
                        return
            outcome.quiet = prepared.reached.quiet
            outcome.reached_s = prepared.reached.seconds
            outcome.trouble = prepared.reached.trouble
            outcome.identity = prepared.identity and prepared.identity()

    def _add(self, recording: _Recording, offset: int, values: Float32) -> bool:
        row = _Row(recording, len(recording.offsets), offset, values)
        recording.offsets.append(offset)
        with self._lock:
            self._batch.append(row)
            if len(self._batch) < self._effort.batch:
                return not self._stopping.is_set()
            full, self._batch = self._batch, []
        return self._hand_on(full)

    def _hand_on(self, batch: list[_Row] | None) -> bool:
        """Queue a batch, waiting for room; False when the run is being stopped."""
        while not self._stopping.is_set():
            with suppress(queue.Full):
                self._batches.put(batch, timeout=_TICK_S)
                return True
        return False

    # Running the model.

    def _call_all(self) -> None:
        while not self._stopping.is_set():
            try:
                batch = self._batches.get(timeout=_TICK_S)
            except queue.Empty:
                continue
            if batch is None:
                break
            self._call(batch)
        self._ended.put(None)

    def _call(self, batch: list[_Row]) -> None:
        groups = _by_recording(batch)
        try:
            scores = self._model.run(np.stack([row.values for row in batch]))
        except Exception as error:  # whatever the runtime raises, its recordings are told
            log.exception("the model failed")
            failed = InferenceFailed("The model stopped with an error.", hint=str(error))
            for rows in groups:
                self._end_if(rows[0].recording.fail(len(rows), failed), rows[0].recording)
            return
        first = 0
        for rows in groups:
            part = slice(first, first + len(rows))
            first += len(rows)
            embeddings = None if scores.embeddings is None else scores.embeddings[part]
            self._score(rows, scores.logits[part], embeddings)

    def _score(self, rows: list[_Row], logits: Float32, embeddings: Float32 | None) -> None:
        recording = rows[0].recording
        assert recording.scoring is not None
        hits = find_hits(logits, recording.scoring)
        offsets = np.array([row.offset for row in rows], np.int64)
        with self._lock:
            self._tally.windows += len(rows)
            self._tally.audio_s += len(rows) * self._pace.hop / self._pace.rate_hz
            if len(hits.window):
                starts = offsets[hits.window] / self._pace.rate_hz
                self._tally.fresh.append(Fresh(recording.outcome.path, starts, hits))
        self._end_if(recording.add(rows[0].index, len(rows), hits, embeddings), recording)

    def _end_if(self, ended: bool, recording: _Recording) -> None:
        if ended:
            self._ended.put(recording.result())


def _by_recording(batch: list[_Row]) -> list[list[_Row]]:
    """Split a batch into runs of consecutive windows of one recording."""
    groups: list[list[_Row]] = []
    for row in batch:
        previous = groups[-1][-1] if groups else None
        if (
            previous is not None
            and previous.recording is row.recording
            and previous.index + 1 == row.index
        ):
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def _giving_way(work: Callable[[], None]) -> None:
    """Work at a lower priority, so that who asks something meanwhile is answered at once.

    Linux has priorities of threads in this way; elsewhere the system's own scheduling must do.
    """
    if sys.platform == "linux":
        with suppress(OSError):  # some sandboxes forbid it
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICENESS)
    work()
