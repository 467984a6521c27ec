"""Messages of `stream/open`, `stream/push`, `stream/close` and `stream/status`."""

from __future__ import annotations

import binascii
from base64 import b64encode
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema
from pydantic_core import PydanticCustomError

from sidecar.contract.analyze import Fraction, InferredDetection, NamedSpecies
from sidecar.contract.base import Count, Message, ModelName, Request, Seconds, Text
from sidecar.contract.preprocess import Overlap


def _decoded(value: object) -> object:
    """Read base64 without a copy of its text; leave other values to the validation."""
    if not isinstance(value, str | bytes):
        return value
    text = value.encode() if isinstance(value, str) and not value.isascii() else value
    try:
        return binascii.a2b_base64(text)
    except ValueError as error:
        raise PydanticCustomError("base64", "Not base64: {error}.", {"error": str(error)}) from None


# Unlike pydantic's own type, this one takes a parsed string too.
Base64 = Annotated[
    bytes,
    BeforeValidator(_decoded),
    PlainSerializer(b64encode),
    WithJsonSchema({"type": "string", "format": "base64"}),
]
SampleRate = Annotated[int, Field(ge=1_000, le=1_000_000)]


class OpenStreamRequest(Request):
    """A sound source without an end, such as a microphone or a recorder on a network."""

    model: Text | None = Field(default=None, description="Default: the active one.")
    sample_rate: SampleRate
    format: Literal["s16le", "f32le"] = "s16le"
    channels: int = Field(default=1, ge=1, le=64)
    overlap: Overlap = Field(
        default=0.0,
        description="Seconds that two windows share. A request without this field takes the share "
        "of the settings (`preprocessing.window_overlap`).",
    )
    min_confidence: Fraction = 0.25
    top_k: Count | None = Field(default=None, description="Most classes per window.")
    site: Text | None = Field(
        default=None, description="Where the sound is; results that are forwarded name it."
    )


class ListenedWindow(Message):
    """A window as `linnet listen` prints it; the likeliest class comes first.

    `path` is the file, where sound does not come from standard input.
    """

    path: str | None = None
    start: float
    end: float
    classes: list[NamedSpecies]


class OpenStreamResult(Message):
    stream_id: str
    model: ModelName
    window: float


class PushStreamRequest(Request):
    """`start` and `sampleRate`, if given, must match the stream's present time and rate.

    A recorder that lost samples or changed its rate then gets an error, not wrong detections.
    """

    stream_id: Text
    pcm: Base64 = Field(description="Samples in the stream's format; any number of bytes.")
    start: Seconds | None = Field(default=None, description="Time of the first sample, in seconds.")
    sample_rate: SampleRate | None = None


class Lateness(Message):
    """How long the scores of windows came after the last sound of each had arrived.

    A window is late if that took longer than the window itself. Then sound arrives faster than the
    model scores it.
    """

    latest_seconds: float
    mean_seconds: float
    largest_seconds: float
    late_windows: int


class PushStreamResult(Message):
    """Times count seconds from the start of the stream.

    `acceptedSeconds` is the length of all sound so far. `lagSeconds` is the part that no window
    covers yet. The answer comes after the windows are scored, so a client that waits for it is
    never too fast. Pushes of other streams are scored meanwhile, in turn. `trouble` says why
    results are not queued for the receiver yet; the next push queues them too.
    """

    accepted_seconds: float
    lag_seconds: float
    lateness: Lateness
    detections: list[InferredDetection]
    trouble: str | None


class CloseStreamRequest(Request):
    stream_id: Text


class StreamStats(Message):
    windows: int
    audio_seconds: float
    elapsed_seconds: float
    lateness: Lateness


class CloseStreamResult(Message):
    """`detections` are from the last window.

    `trouble` says why results were not queued for the receiver; then they never are.
    """

    detections: list[InferredDetection]
    stats: StreamStats
    trouble: str | None


class StreamStatusRequest(Request):
    pass


class OpenStreamStatus(Message):
    """An open stream: what it took, what was scored of it, and how late."""

    stream_id: str
    site: str | None
    model: str
    accepted_seconds: float
    lag_seconds: float
    windows: int
    lateness: Lateness


class StreamStatusResult(Message):
    """All open streams; `lateness` is that of all their windows."""

    streams: list[OpenStreamStatus]
    windows: int
    lateness: Lateness
