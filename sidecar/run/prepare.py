"""Prepares a recording for a model: reads it, cuts windows, and applies the front end."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sidecar.audio.decode import Recording, open_recording
from sidecar.audio.fingerprint import Identifier
from sidecar.audio.provenance import Provenance
from sidecar.audio.windows import Cutter
from sidecar.frontends.compute import front_end
from sidecar.frontends.interface import Description, FrontEnd
from sidecar.padding import Padding
from sidecar.resampling import USUAL, Resampling
from sidecar.run.hearing import Heard, Hearing, Listening
from sidecar.run.level import Target
from sidecar.values import AudioFacts, Channel, Float32, Identity, Int64

Dtype = Literal["float32", "float16", "int8"]


@dataclass(frozen=True)
class Cutting:
    """How recordings become windows; `hop` in samples at the front end's rate."""

    spec: Description
    hop: int
    padding: Padding = "zero"
    quietest: float | None = None  # RMS of full scale below which a window is left out
    channel: Channel = None
    resampling: Resampling = USUAL
    target: Target | None = None  # the level of each window; None: as it was recorded

    def level(self, samples: Float32) -> Float32:
        """Bring windows [n, samples] to their level."""
        return samples if self.target is None else self.target(samples)

    @property
    def rate_hz(self) -> int:
        return self.spec.sample_rate

    @property
    def length(self) -> int:
        return self.spec.window_samples


@dataclass
class Reached:
    """What is known of a recording after its last window."""

    quiet: int = 0  # windows left out, because they were silent or too quiet
    seconds: float = 0.0  # how far it could be read
    trouble: str | None = None  # why reading stopped early, or what was odd
    again: bool = False  # reading the file again may give more
    cancels: bool = False  # the channels are opposites, and their mean was read


@dataclass(frozen=True)
class Inputs:
    """A few consecutive windows of one recording, ready for the model."""

    values: Float32  # [b, *spec.shape()]
    offsets: Int64  # [b], first sample of each window, counted from the recording's start


@dataclass
class Prepared:
    """A recording whose windows can be read once; `reached` is complete after the last.

    `dtype` is the precision of the windows; `cached` says whether they came from the cache.
    `identity` can be called after the last window; it gives None where hardly a sample was read. It
    is None where the recording was not to be identified. `heard` is asked after the last window
    too; it is None where no sound was read, or no listener was to hear it.
    """

    facts: AudioFacts
    provenance: Provenance
    windows: Iterator[Inputs]
    reached: Reached
    dtype: Dtype = "float32"
    cached: bool = False
    identity: Callable[[], Identity | None] | None = None
    heard: Callable[[], tuple[Heard, ...]] | None = None


Prepare = Callable[[Path], AbstractContextManager[Prepared]]
"""Opens a recording; raises UnreadableAudio and similar errors."""


Attend = Callable[[Recording, Identifier], Callable[[], None] | None]
"""Hears a recording while it is read; the answer is called once it was read to its end."""


def preparing(
    cutting: Cutting,
    *,
    identifying: bool = True,
    attend: Attend | None = None,
    listening: Sequence[Listening] = (),
) -> Prepare:
    """Make the function that prepares recordings; it may be called from several threads.

    Identifying a recording takes its mean and a digest of all its samples. `attend` and `listening`
    hear those that are identified.
    """
    compute = front_end(cutting.spec)

    @contextmanager
    def prepare(path: Path) -> Iterator[Prepared]:
        with open_recording(path, cutting.channel) as audio:
            reached = Reached()
            windows = _windows(audio, cutting, compute, reached)
            identifier = Identifier(audio) if identifying else None
            end = attend(audio, identifier) if attend and identifier else None
            hearing = Hearing(audio, listening) if listening and identifying else None
            yield Prepared(
                audio.facts,
                audio.provenance(),
                windows,
                reached,
                identity=None if identifier is None else identifier.identity,
                heard=None if hearing is None else hearing.heard,
            )
            if end is not None and reached.seconds:
                end()

    return prepare


# Windows that go through the front end at once: enough for NumPy, few enough for memory.
_AT_ONCE = 16


def _windows(
    audio: Recording, cutting: Cutting, compute: FrontEnd, reached: Reached
) -> Iterator[Inputs]:
    cutter = Cutter(
        length=cutting.length,
        hop=cutting.hop,
        padding=cutting.padding,
        quietest=cutting.quietest,
    )
    for windows in cutter.cut(audio.mono(cutting.rate_hz, resampling=cutting.resampling)):
        for first in range(0, len(windows.offsets), _AT_ONCE):
            part = slice(first, first + _AT_ONCE)
            yield Inputs(compute(cutting.level(windows.samples[part])), windows.offsets[part])
    reached.quiet = cutter.quiet
    reached.seconds = audio.reached_s
    reached.again = audio.again
    reached.cancels = audio.cancels
    reached.trouble = " ".join(trouble.message for trouble in audio.trouble) or None
