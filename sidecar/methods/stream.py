"""`stream/open`, `push`, `close` and `status`: analyse endless sound over the pipe."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from uuid import uuid4

import numpy as np

from sidecar import stop
from sidecar.app.engine import Engine
from sidecar.app.halting import halting
from sidecar.app.method import Method
from sidecar.app.modelnames import model_name
from sidecar.app.sessions import names_of
from sidecar.audio.windows import Grid
from sidecar.catalog.outbox import Body, OutboxStream
from sidecar.contract.analyze import InferredDetection
from sidecar.contract.stream import (
    CloseStreamRequest,
    CloseStreamResult,
    Lateness,
    OpenStreamRequest,
    OpenStreamResult,
    OpenStreamStatus,
    PushStreamRequest,
    PushStreamResult,
    StreamStats,
    StreamStatusRequest,
    StreamStatusResult,
)
from sidecar.cores import usable_cores
from sidecar.errors import InvalidParams, LinnetError, UnreadableAudio
from sidecar.methods.windowing import hop_of, with_settings
from sidecar.models.interface import Model, Scorer
from sidecar.rpc.verb import Call
from sidecar.run.delays import Delays
from sidecar.run.detections import Detection, as_found
from sidecar.run.monitor import Track
from sidecar.run.prepare import Cutting
from sidecar.run.scoring import Scoring, find_hits
from sidecar.run.sharing import Sharing
from sidecar.run.species import thresholds
from sidecar.run.stream import Heard, Stream
from sidecar.settings import WindowSettings

# No client needs more streams at once, and more would fill the memory.
_MOST_STREAMS = 64

# Results that a stream keeps in memory while the catalog cannot be written.
_MOST_HELD = 100_000

_opening = threading.Lock()


def start(
    session: Model,
    scorer: Scorer,
    request: OpenStreamRequest,
    usual: WindowSettings,
    track: Track | None = None,
) -> tuple[Stream, Cutting]:
    """Make the stream of a request; raises InvalidParams for too long an overlap.

    `scorer` scores its windows by the model of `session`.
    """
    model = session.manifest.input
    request = with_settings(request, usual, model.spec)
    cutting = Cutting(model.spec, hop_of(request.overlap, model.spec), model.padding)
    stream = Stream(
        scorer,
        cutting,
        rate_hz=request.sample_rate,
        form=request.format,
        channels=request.channels,
        track=track,
    )
    return stream, cutting


class Open:
    """A client's open stream, with its thresholds; `results` wait for a receiver."""

    def __init__(
        self,
        session: Model,
        scorer: Sharing,
        request: OpenStreamRequest,
        usual: WindowSettings,
        track: Track,
        results: Results | None,
    ) -> None:
        self.lock = threading.Lock()  # one push at a time
        self.rate_hz = request.sample_rate
        self.site = request.site
        self.began = time.monotonic()
        self.models = names_of(session)
        self.session = session
        self.scorer = scorer
        self.stream, self._cutting = start(session, scorer, request, usual, track)
        self._scoring = Scoring(
            thresholds=thresholds(session.labels, request.min_confidence, {}),
            allowed=np.ones(len(session.labels), np.bool_),
            top_k=request.top_k,
        )
        self._results = results
        self.covered_s = 0.0
        self.delays = Delays(session.manifest.window)

    @property
    def lag_s(self) -> float:
        """Tell how much of the sound no window covers yet."""
        return round(max(0.0, self.stream.pcm.position_s - self.covered_s), 6)

    def detections(self, heard: Iterable[Heard], since_s: float) -> list[InferredDetection]:
        """List the detections of newly scored windows, whose sound arrived at `since_s`."""
        labels, window_s = self.session.labels, self._cutting.spec.window
        grid = Grid(self._cutting.rate_hz, window_s)
        found: list[Detection] = []
        try:
            for windows in heard:
                self.delays.note(len(windows.offsets), time.monotonic() - since_s)
                self.covered_s = windows.offsets[-1].item() / self._cutting.rate_hz + window_s
                found += as_found(
                    find_hits(windows.logits, self._scoring),
                    windows.offsets,
                    labels,
                    grid,
                    duration_s=max(self.stream.pcm.position_s, 0.0),
                )
        finally:  # a later window's trouble costs the receiver no result
            if self._results is not None:
                self._results.add(found)
        return [
            InferredDetection(
                start=row.start_s,
                end=row.end_s,
                species=row.species,
                common=row.common,
                confidence=row.confidence,
            )
            for row in found
        ]

    def make_room(self) -> None:
        """Raise the catalog's error if it cannot be written and the memory is full of results."""
        if self._results is not None and len(self._results.held) >= _MOST_HELD:
            self._results.store()

    def store(self) -> str | None:
        """Queue the results for the receiver; says why that failed, if it did."""
        if self._results is None:
            return None
        try:
            self._results.store()
        except LinnetError as error:
            return f"{error.message} {error.hint}".strip()
        return None


class Results:
    """The results of an open stream on their way to the outbox."""

    def __init__(
        self,
        engine: Engine,
        stream_id: str,
        model: Model,
        *,
        site: str | None = None,
        path: str | None = None,
    ) -> None:
        manifest = model.manifest
        head: dict[str, object] = {
            "site": site,
            "began": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "model": {
                "name": manifest.name,
                "version": manifest.version,
                "sha256": model.identity,
            },
        }
        if path is not None:
            head["recording"] = {"path": path, "start": None}
        self.held: list[Body] = []
        self._engine = engine
        self._stream = OutboxStream(stream_id, json.dumps(head))
        self._stored = 0

    def add(self, found: Iterable[Detection]) -> None:
        """Hold detections; their times count from the beginning of the stream."""
        self.held += [
            {
                "kind": "detection",
                "start": each.start_s,
                "end": each.end_s,
                "species": each.species,
                "common": each.common,
                "confidence": each.confidence,
            }
            for each in found
        ]

    def store(self) -> None:
        """Queue all that is held; raises the catalog's errors, and then holds it still."""
        if not self.held:
            return
        with stop.finishing():
            self._engine.catalog.outbox.add(self._stream, self._stored, self.held)
        self._stored += len(self.held)
        self.held.clear()
        if self._engine.forwarder is not None:
            self._engine.forwarder.wake()


def open_stream(engine: Engine, request: OpenStreamRequest, call: Call) -> OpenStreamResult:
    """Open a stream; raises InvalidParams if a client leaves too many open."""
    session = engine.session(request.model)
    stream_id = uuid4().hex
    track = engine.monitors.of(session).track(
        rate_hz=session.manifest.sample_rate,
        window_s=session.manifest.window,
        stream=stream_id,
    )
    results = None
    if engine.forwards:
        results = Results(engine, stream_id, session, site=request.site)
    with _opening:
        if len(engine.streams) >= _MOST_STREAMS:
            raise InvalidParams(
                f"{_MOST_STREAMS} streams are already open.",
                field="model",
                hint="Close some of them.",
            )
        scorer, usual = _shared(engine, session), engine.settings.windows
        opened = Open(session, scorer, request, usual, track, results)
        engine.streams[stream_id] = opened
    engine.hold(opened.models)
    return OpenStreamResult(
        stream_id=stream_id, model=model_name(session), window=session.manifest.window
    )


def _shared(engine: Engine, session: Model) -> Sharing:
    """Give the turns that all streams of one model take."""
    for each in engine.streams.values():
        if isinstance(each, Open) and each.session is session:
            return each.scorer
    return Sharing(
        session,
        together=session.manifest.input.spec.windows_at_once,
        callers=engine.settings.threads or usable_cores(),
    )


def push_stream(engine: Engine, request: PushStreamRequest, call: Call) -> PushStreamResult:
    """Take samples and list their detections; a wrong push leaves the stream unchanged."""
    opened = _find(engine, request.stream_id)
    with opened.lock:
        _check(opened, request)
        opened.make_room()
        pcm = opened.stream.pcm
        with halting(call) as halt:
            try:
                detections = opened.detections(opened.stream.push(request.pcm, halt), call.since_s)
            finally:
                trouble = opened.store()
        return PushStreamResult(
            accepted_seconds=round(pcm.position_s, 6),
            lag_seconds=opened.lag_s,
            lateness=_told(opened.delays),
            detections=detections,
            trouble=trouble,
        )


def _check(opened: Open, request: PushStreamRequest) -> None:
    """Raise UnreadableAudio for samples that do not follow those before them."""
    pcm = opened.stream.pcm
    if request.sample_rate not in (None, opened.rate_hz):
        raise UnreadableAudio(
            f"At {pcm.position_s:.3f} s the rate changes from {opened.rate_hz} to "
            f"{request.sample_rate} Hz.",
            hint="Close the stream and open another with the new rate.",
        )
    if request.start is not None and abs(request.start - pcm.position_s) * opened.rate_hz > 0.5:
        raise UnreadableAudio(
            f"The stream has a gap: it is at {pcm.position_s:.3f} s, but these samples begin at "
            f"{request.start:.3f} s.",
            hint="Send the missing samples, or close the stream and open another.",
        )


def close_stream(engine: Engine, request: CloseStreamRequest, call: Call) -> CloseStreamResult:
    """Score the remaining sound and forget the stream."""
    opened = _find(engine, request.stream_id)
    with opened.lock:
        del engine.streams[request.stream_id]
        engine.let_go(opened.models)
        with halting(call) as halt:
            try:
                detections = opened.detections(opened.stream.finish(halt), call.since_s)
            finally:
                trouble = opened.store()
    return CloseStreamResult(
        detections=detections,
        stats=StreamStats(
            windows=opened.stream.windows,
            audio_seconds=round(opened.stream.pcm.position_s, 6),
            elapsed_seconds=round(time.monotonic() - opened.began, 3),
            lateness=_told(opened.delays),
        ),
        trouble=trouble,
    )


def stream_status(engine: Engine, request: StreamStatusRequest, call: Call) -> StreamStatusResult:
    """List the open streams, with how late the scores of each come."""
    opened = {
        stream_id: each
        for stream_id, each in list(engine.streams.items())
        if isinstance(each, Open)
    }
    together = Delays.of_all(each.delays for each in opened.values())
    return StreamStatusResult(
        streams=[
            OpenStreamStatus(
                stream_id=stream_id,
                site=each.site,
                model=each.session.manifest.name,
                accepted_seconds=round(each.stream.pcm.position_s, 6),
                lag_seconds=each.lag_s,
                windows=each.stream.windows,
                lateness=_told(each.delays),
            )
            for stream_id, each in opened.items()
        ],
        windows=together.windows,
        lateness=_told(together),
    )


def _told(delays: Delays) -> Lateness:
    return Lateness(
        latest_seconds=round(delays.latest_s, 3),
        mean_seconds=round(delays.mean_s, 3),
        largest_seconds=round(delays.largest_s, 3),
        late_windows=delays.late,
    )


def _find(engine: Engine, stream_id: str) -> Open:
    opened = engine.streams.get(stream_id)
    if not isinstance(opened, Open):
        raise InvalidParams("No open stream has this id.", field="streamId")
    return opened


METHODS = (
    Method("stream/open", open_stream, "stream", "Open a stream of sound without an end."),
    Method(
        "stream/push",
        push_stream,
        "stream",
        "Send the next samples of a stream, and get their detections.",
    ),
    Method(
        "stream/close",
        close_stream,
        "stream",
        "Close a stream, and get the detections of its last window.",
    ),
    Method(
        "stream/status",
        stream_status,
        "quick",
        "List the open streams, and how late the scores of each come.",
    ),
)
