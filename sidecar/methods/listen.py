"""`linnet listen`: finds the likeliest classes of each window in raw sound, as it arrives."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from uuid import uuid4

import numpy as np

from sidecar.app.engine import Engine
from sidecar.audio.growing import Growing
from sidecar.audio.path import path_text
from sidecar.audio.windows import Grid
from sidecar.contract.analyze import NamedSpecies
from sidecar.contract.stream import ListenedWindow, OpenStreamRequest
from sidecar.errors import InvalidParams, LinnetError, UnreadableAudio, at
from sidecar.methods.forward import no_receiver
from sidecar.methods.stream import Results, start
from sidecar.models.interface import Model
from sidecar.run.detections import Detection
from sidecar.run.scoring import Sensitivity
from sidecar.run.stream import Heard, Stream

Read = Callable[[], bytes]
"""Gives the bytes that have arrived; no bytes mean the end."""

# How often files are looked at that do not grow.
_TICK_S = 0.1


def listen(engine: Engine, request: OpenStreamRequest, read: Read) -> Iterator[ListenedWindow]:
    """Yield the top classes of each window, at most `topK`, as soon as it is complete.

    Raises UnreadableAudio with the position of the fault.
    """
    heard = _Listening(engine, request)
    while data := read():
        yield from heard.push(data)
    yield from heard.finish()


Asking = Callable[[Growing], OpenStreamRequest]
"""Makes the request for a file, once its header is read."""


def follow(
    engine: Engine, files: Sequence[Growing], asking: Asking, idle_s: float | None
) -> Iterator[ListenedWindow | LinnetError]:
    """Listen to files that grow, in turn, until none has grown for `idle_s`; None: without an end.

    The trouble of one file is yielded, and ends this file alone. Raises InvalidParams.
    """
    left = [_Followed(engine, each, asking) for each in files]
    while left:
        moved = False
        for each in list(left):
            try:
                yield from each.turn()
                moved = moved or each.moved
                if not each.moved and idle_s is not None and each.still_s() >= idle_s:
                    left.remove(each)
                    yield from each.finish()
            except InvalidParams:
                raise
            except LinnetError as error:
                if each in left:
                    left.remove(each)
                each.close()
                yield error
        if left and not moved:
            time.sleep(_TICK_S)


class Forwarding:
    """Queues what is heard for the receiver, as one live stream of each file.

    Raises InvalidParams without a receiver.
    """

    def __init__(self, engine: Engine, request: OpenStreamRequest) -> None:
        if not engine.forwards:
            raise no_receiver("forward")
        self._engine = engine
        self._request = request
        self._streams: dict[str | None, Results] = {}

    def add(self, window: ListenedWindow) -> None:
        """Queue the classes of a window; raises the catalog's errors, and then holds them still."""
        results = self._streams.get(window.path)
        if results is None:
            session = self._engine.session(self._request.model)
            results = Results(
                self._engine, uuid4().hex, session, site=self._request.site, path=window.path
            )
            self._streams[window.path] = results
        results.add(
            Detection(each.species, each.common, window.start, window.end, each.confidence)
            for each in window.classes
        )
        results.store()

    def end(self) -> None:
        """Queue what is still held; raises the catalog's errors."""
        for results in self._streams.values():
            results.store()


class _Listening:
    """Sound that is heard window by window."""

    def __init__(self, engine: Engine, request: OpenStreamRequest, path: str | None = None) -> None:
        self._session = engine.session(request.model)
        self._request = request
        self._path = path
        session = self._session
        track = engine.monitors.of(session).track(
            rate_hz=session.manifest.sample_rate,
            window_s=session.manifest.window,
            stream=path or "listen",
        )
        usual = engine.settings.windows
        self._stream: Stream = start(session, session, request, usual, track)[0]

    def push(self, data: bytes) -> Iterator[ListenedWindow]:
        for heard in self._stream.push(data):
            yield from _top(self._session, heard, self._request, self._path)

    def finish(self) -> Iterator[ListenedWindow]:
        for heard in self._stream.finish():
            yield from _top(self._session, heard, self._request, self._path)


class _Followed:
    """One of the files, and when it grew last."""

    def __init__(self, engine: Engine, file: Growing, asking: Asking) -> None:
        self.moved = False
        self._engine = engine
        self._file = file
        self._asking = asking
        self._listening: _Listening | None = None
        self._heard = False
        self._since_s = time.monotonic()

    def close(self) -> None:
        self._file.close()

    def still_s(self) -> float:
        return time.monotonic() - self._since_s

    def turn(self) -> Iterator[ListenedWindow]:
        """Take one piece of sound, if there is one."""
        self.moved = False
        with at(self._file.path):
            if not self._file.begin():
                return
            if self._listening is None:
                request = self._asking(self._file)
                self._listening = _Listening(self._engine, request, path_text(self._file.path))
            data = self._file.read()
            if data:
                self.moved = self._heard = True
                self._since_s = time.monotonic()
                yield from self._listening.push(data)

    def finish(self) -> Iterator[ListenedWindow]:
        """End the file: score its last window."""
        self.close()
        with at(self._file.path):
            if self._listening is None or not self._heard:
                raise UnreadableAudio(
                    "The file holds no sound.",
                    hint="Does the program that records write to this file?",
                )
            yield from self._listening.finish()


def _top(
    session: Model, heard: Heard, request: OpenStreamRequest, path: str | None
) -> Iterator[ListenedWindow]:
    confidences = Sensitivity().confidence(heard.logits)
    manifest, labels = session.manifest, session.labels
    # Sound that arrives has no end yet.
    times = Grid(manifest.sample_rate, manifest.window).times(heard.offsets, np.inf)
    for begin, end, row in zip(*(each.tolist() for each in times), confidences, strict=True):
        best = np.argsort(-row, kind="stable")[: request.top_k]
        yield ListenedWindow(
            path=path,
            start=begin,
            end=end,
            classes=[
                NamedSpecies(
                    species=labels.species[label],
                    common=labels.common[label],
                    confidence=row[label].item(),
                )
                for label in best.tolist()
                if row[label] >= request.min_confidence
            ],
        )
