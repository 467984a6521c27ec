"""Runs preparation, model and judging on threads of this process.

Each reader thread takes the next recording and prepares its windows. Windows of all recordings
fill the same batches. Caller threads run the model. A recording's result comes out complete, when
it ends. Queues are bounded, so memory does not grow with the number or length of recordings.
"""

from __future__ import annotations

import logging
import os
import queue
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from sidecar import stop
from sidecar.errors import RequestCancelled
from sidecar.models.halt import Halt
from sidecar.run.batchsize import BatchSize, Fitting
from sidecar.run.tally import Tally
from sidecar.run.tools import OpenTools, Tools
from sidecar.run.underway import Row, UnderWay, score
from sidecar.run.work import Job, Outcome, Work

log = logging.getLogger(__name__)

_TICK_S = 0.1

# Recordings that end within this time are kept together, and at most so many of them. To keep a
# short one alone costs as much as its analysis: its commit waits for the disk. A young run does not
# hold them for longer than this part of its time: whoever waits for a few recordings sees each.
_TOGETHER_S = 0.5
_TOGETHER_PART = 0.1
_MOST_TOGETHER = 64
_MOST_FAILED = 1000

# How long a stopped run waits for its threads. It halts the model, but one step of a graph may
# hang, and so may a drive. Neither must hang the caller too.
_PATIENCE_S = 3.0

# The priority of threads that read and compute: 0 is usual, 19 the lowest.
_NICENESS = 10


@dataclass(frozen=True)
class Effort:
    """How much of the machine to use; this changes the speed of an answer, never the answer.

    Batches begin with `batch` windows. They grow up to `most` while that pays, and none shall take
    longer than `batch_s`.
    """

    callers: int = 1
    batch: int = 4
    readers: int = 1
    most: int | None = None  # None: as at the beginning
    batch_s: float = 1.0


class ThreadExecutor:
    """Reads and judges recordings on threads of this process."""

    def __init__(
        self, tools: OpenTools, effort: Effort = Effort(), *, patience_s: float = _PATIENCE_S
    ) -> None:
        self._tools = tools
        self._effort = effort
        self._patience_s = patience_s

    def run(
        self, job: Job, work: Iterable[Work], tell: Callable[[Tally], None]
    ) -> Iterator[Sequence[Outcome]]:
        """See Executor; `tell` runs about ten times a second."""
        run = _ThreadedRun(job, self._tools(job), self._effort)
        try:
            yield from run.results(iter(work), tell)
        finally:
            run.stop(self._patience_s)


class _ThreadedRun:
    def __init__(self, job: Job, tools: Tools, effort: Effort) -> None:
        self._job = job
        self._tools = tools
        self._effort = effort
        self._sizes = BatchSize(effort.batch, effort.most, limit_s=effort.batch_s)
        self._model = Fitting(tools.model, self._sizes)
        self._tally = Tally()
        self._stopping = threading.Event()
        self._halt = Halt()
        self._lock = threading.Lock()
        self._batch: list[Row] = []
        self._batches: queue.Queue[list[Row] | None] = queue.Queue(2 * effort.callers + 2)
        self._ended: queue.Queue[UnderWay | None] = queue.Queue()
        self._readers_left = effort.readers
        self._callers_left = effort.callers
        self._threads: list[threading.Thread] = []
        self._under_way: dict[int, UnderWay] = {}  # by id, until handed to the caller

    def results(
        self, work: Iterator[Work], tell: Callable[[Tally], None]
    ) -> Iterator[Sequence[Outcome]]:
        self._start(work)
        ended: list[UnderWay] = []
        began, since, read = time.monotonic(), 0.0, 0
        while self._callers_left:
            if not ended:
                since, read = time.monotonic(), 0
            more = self._take(_MOST_TOGETHER - read)
            self._tally.queued = self._batches.qsize()
            tell(self._tally)
            ended += more
            read += sum(not each.failed for each in more)
            now = time.monotonic()
            held_s = min(_TOGETHER_S, (now - began) * _TOGETHER_PART)
            late = now - since >= held_s or not self._callers_left
            if ended and (late or read >= _MOST_TOGETHER or len(ended) >= _MOST_FAILED):
                outcomes = [each.outcome() for each in ended]
                for each in ended:
                    del self._under_way[id(each)]
                ended = []
                yield outcomes

    def _take(self, most: int) -> list[UnderWay]:
        """Wait a little for the next finished recording; also take others that have finished.

        Of failed ones, take all of a tick: a commit costs more than to find that a file is broken.
        """
        ended: list[UnderWay] = []
        read = 0
        until = time.monotonic() + _TICK_S
        with suppress(queue.Empty):
            while read < most and len(ended) < _MOST_FAILED:
                wait_s = 0.0 if read else max(0.0, until - time.monotonic())
                each = self._ended.get(timeout=wait_s) if wait_s else self._ended.get_nowait()
                if each is None:
                    self._callers_left -= 1
                    if not self._callers_left:
                        break
                else:
                    ended.append(each)
                    read += not each.failed
        return ended

    def stop(self, patience_s: float) -> None:
        self._stopping.set()
        self._halt.now()
        until = time.monotonic() + patience_s
        for thread in self._threads:
            thread.join(max(0.0, until - time.monotonic()))
            if thread.is_alive():
                log.warning("the thread %s does not stop; the run ends without it", thread.name)
                return  # the thread may still write to recordings under way
        for each in self._under_way.values():
            each.let_go()

    def _start(self, work: Iterator[Work]) -> None:
        names = [("reader", lambda: self._read_all(work))] * self._effort.readers
        names += [("caller", self._call_all)] * self._effort.callers
        for name, target in names:
            thread = threading.Thread(
                target=stop.apart().run,
                args=(_giving_way, target),
                name=f"linnet-{name}",
                daemon=True,
            )
            self._threads.append(thread)
            thread.start()

    # Reading.

    def _read_all(self, work: Iterator[Work]) -> None:
        while not self._stopping.is_set():
            with self._lock:
                each = next(work, None)
            if each is None:
                break
            self._read(UnderWay(each, self._job, self._tools))
        with self._lock:
            self._readers_left -= 1
            rest = self._batch if not self._readers_left else []
            last = not self._readers_left
        if rest:
            self._hand_on(rest)
        if last:
            for _ in range(self._effort.callers):
                self._hand_on(None)

    def _read(self, recording: UnderWay) -> None:
        self._under_way[id(recording)] = recording
        self._tally.recording = recording.work.path
        for row in recording.windows():
            if not self._add(row):
                return  # the run is being stopped
        if recording.close():
            self._ended.put(recording)

    def _add(self, row: Row) -> bool:
        with self._lock:
            self._batch.append(row)
            if len(self._batch) < self._sizes.now:
                return not self._stopping.is_set()
            full, self._batch = self._batch, []
        return self._hand_on(full)

    def _hand_on(self, batch: list[Row] | None) -> bool:
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
            with suppress(RequestCancelled):  # the run is being stopped
                self._call(batch)
        self._ended.put(None)

    def _call(self, batch: list[Row]) -> None:
        for scored in score(batch, self._model, self._halt):
            with self._lock:
                self._tally.add(scored, self._job.cutting)
            recording = scored.rows[0].recording
            if recording.scored(len(scored.rows), scored.error):
                self._ended.put(recording)


def _giving_way(work: Callable[[], None]) -> None:
    """Work at a lower priority, so that other requests are answered at once.

    Only Linux sets the priority of one thread this way; other systems use their own scheduling.
    """
    if sys.platform == "linux":
        with suppress(OSError):  # some sandboxes forbid it
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICENESS)
    work()
