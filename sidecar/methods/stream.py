"""`stream/open`, `push`, `close` and `status`: analyse endless sound over the pipe."""

from __future__ import annotations

import time
from collections.abc import Iterable
from uuid import uuid4

import numpy as np

from sidecar.app.engine import Engine, names_of
from sidecar.app.halting import halting
from sidecar.app.method import Method
from sidecar.app.modelnames import model_name
from sidecar.audio.windows import Grid
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
from sidecar.errors import InvalidParams, UnreadableAudio
from sidecar.methods.windowing import hop_of
from sidecar.models.interface import Model
from sidecar.rpc.verb import Call
from sidecar.run.delays import Delays
from sidecar.run.detections import Detection, as_found
from sidecar.run.prepare import Cutting
from sidecar.run.scoring import Scoring, find_hits
from sidecar.run.species import thresholds
from sidecar.run.stream import Heard, Stream

# No client needs more streams at once, and more would fill the memory.
_MOST_STREAMS = 64


def start(session: Model, request: OpenStreamRequest) -> tuple[Stream, Cutting]:
    """Make the stream of a request; raises InvalidParams for too long an overlap."""
    model = session.manifest.input
    cutting = Cutting(model.spec, hop_of(request.overlap, model.spec), model.padding)
    stream = Stream(
        session,
        cutting,
        rate_hz=request.sample_rate,
        form=request.format,
        channels=request.channels,
    )
    return stream, cutting


class Open:
    """A client's open stream, with its thresholds."""

    def __init__(self, session: Model, request: OpenStreamRequest) -> None:
        self.rate_hz = request.sample_rate
        self.source = request.source
        self.began = time.monotonic()
        self.models = names_of(session)
        self.stream, self._cutting = start(session, request)
        self._session = session
        self._scoring = Scoring(
            thresholds=thresholds(session.labels, request.min_confidence, {}),
            allowed=np.ones(len(session.labels), np.bool_),
            top_k=request.top_k,
        )
        self.covered_s = 0.0
        self.delays = Delays(session.manifest.window)

    @property
    def model(self) -> str:
        return self._session.manifest.name

    @property
    def lag_s(self) -> float:
        """Tell how much of the sound no window covers yet."""
        return round(max(0.0, self.stream.pcm.position_s - self.covered_s), 6)

    def detections(self, heard: Iterable[Heard], since_s: float) -> list[InferredDetection]:
        """List the detections of newly scored windows, whose sound arrived at `since_s`."""
        labels, window_s = self._session.labels, self._cutting.spec.window
        grid = Grid(self._cutting.rate_hz, window_s)
        found: list[Detection] = []
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


def open_stream(engine: Engine, request: OpenStreamRequest, call: Call) -> OpenStreamResult:
    """Open a stream; raises InvalidParams if a client leaves too many open."""
    if len(engine.streams) >= _MOST_STREAMS:
        raise InvalidParams(
            f"{_MOST_STREAMS} streams are already open.", field="model", hint="Close some of them."
        )
    session = engine.session(request.model)
    stream_id = uuid4().hex
    engine.streams[stream_id] = opened = Open(session, request)
    engine.hold(opened.models)
    return OpenStreamResult(
        stream_id=stream_id, model=model_name(session), window=session.manifest.window
    )


def push_stream(engine: Engine, request: PushStreamRequest, call: Call) -> PushStreamResult:
    """Take samples and list their detections; a wrong push leaves the stream unchanged."""
    opened = _find(engine, request.stream_id)
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
    with halting(call) as halt:
        detections = opened.detections(opened.stream.push(request.pcm, halt), call.since_s)
    return PushStreamResult(
        accepted_seconds=round(pcm.position_s, 6),
        lag_seconds=opened.lag_s,
        lateness=_told(opened.delays),
        detections=detections,
    )


def close_stream(engine: Engine, request: CloseStreamRequest, call: Call) -> CloseStreamResult:
    """Score the remaining sound and forget the stream."""
    opened = _find(engine, request.stream_id)
    del engine.streams[request.stream_id]
    engine.let_go(opened.models)
    with halting(call) as halt:
        detections = opened.detections(opened.stream.finish(halt), call.since_s)
    return CloseStreamResult(
        detections=detections,
        stats=StreamStats(
            windows=opened.stream.windows,
            audio_seconds=round(opened.stream.pcm.position_s, 6),
            elapsed_seconds=round(time.monotonic() - opened.began, 3),
            lateness=_told(opened.delays),
        ),
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
                source=each.source,
                model=each.model,
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
