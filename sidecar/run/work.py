"""The work of a run and its outcomes, as values that can be sent anywhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

from sidecar.audio.provenance import Provenance
from sidecar.errors import LinnetError
from sidecar.run.detections import Detection
from sidecar.run.hearing import Heard
from sidecar.run.judging import Digests, Judging, Origin, Place
from sidecar.run.prepare import Cutting, Dtype
from sidecar.run.scoring import NOTHING, Dropped
from sidecar.run.spool import Spool
from sidecar.run.windows import Cut, Stored
from sidecar.values import AudioFacts, Channel, Identity


@dataclass(frozen=True, kw_only=True, eq=False)
class Job:
    """What a run does with every recording: the exact model, the windows, and how to judge them."""

    model: str
    cutting: Cutting
    judging: Judging
    version_id: str | None = None  # None: the active version
    embeddings: bool = True  # whether embeddings are kept
    cache: bool = True  # whether the cache gives and keeps prepared windows
    dtype: Dtype | None = None  # of prepared windows; None: the most precise there is
    listens: tuple[str, ...] = ()  # kinds of what else is heard while recordings are read


@dataclass(frozen=True)
class Work:
    """One channel of a recording: the recording's path, its url in the catalog, and its origin.

    `channels` are all that the run asks of the recording, this one included. One of them
    `identifies` the recording. `cancels`: the catalog knows that the channels are opposites.
    """

    path: Path
    url: str
    origin: Origin = field(default_factory=Origin)
    channel: Channel = None
    channels: tuple[Channel, ...] = (None,)
    identifies: bool = True
    cancels: bool = False


@dataclass(frozen=True)
class Failed:
    """A recording that failed, and why; `waits` if it is to be tried again later."""

    work: Work
    error: LinnetError
    waits: bool = False


@dataclass(frozen=True)
class Stands:
    """A recording whose earlier analysis answers the same request."""

    work: Work
    recording_id: int
    analysis_id: int
    trouble: str | None = None  # why the analysis covers only a part of the recording
    silent: bool = False  # whether every window was left out, as silent or too quiet


@dataclass(frozen=True, kw_only=True, eq=False)
class Judged:
    """A recording whose windows were judged, with its detections and the range filter's place."""

    work: Work
    windows: Cut
    place: Place
    found: Sequence[Detection]
    digests: Digests
    dtype: Dtype = "float32"  # of the model's input
    dropped: Dropped = NOTHING


@dataclass(frozen=True, kw_only=True, eq=False)
class Read(Judged):
    """A recording that was read and judged."""

    facts: AudioFacts
    provenance: Provenance
    identity: Identity | None = None  # None where another channel identifies the recording
    cached: bool = False
    cancels: bool = False  # its channels are opposites, and their mean was read
    embeddings: Spool | None = None
    heard: tuple[Heard, ...] = ()  # what the job's listeners heard, where this channel identifies


@dataclass(frozen=True, kw_only=True, eq=False)
class Rejudged(Judged):
    """A recording whose stored windows were judged again, without reading its sound."""

    windows: Stored


Outcome = Read | Rejudged | Stands | Failed

End = Literal["failed", "partial", "done", "empty", "skipped"]

# How a file ended whose channels ended in several ways: the first of these.
ENDS: tuple[End, ...] = get_args(End)


def end_of(outcomes: Sequence[Outcome]) -> End:
    """Tell how a file ended whose channels have these outcomes."""
    return min(map(_end, outcomes), key=ENDS.index)


def _end(outcome: Outcome) -> End:
    if isinstance(outcome, Failed):
        return "failed"
    return "skipped" if isinstance(outcome, Stands) else outcome.windows.status


@dataclass(frozen=True)
class Kept:
    """An outcome that the catalog has kept; the ids are None where it failed.

    `replaced` is the recording that was at this path before, of another sound.
    """

    outcome: Outcome
    recording_id: int | None = None
    analysis_id: int | None = None
    replaced: int | None = None


@dataclass(frozen=True)
class Gone:
    """An outcome that the catalog refused: its rows are gone, or the file changed meanwhile."""

    outcome: Outcome


@contextmanager
def released(outcomes: Sequence[Outcome]) -> Iterator[None]:
    """Release the embeddings of outcomes when the block ends, even with an error."""
    try:
        yield
    finally:
        for each in outcomes:
            if isinstance(each, Read) and each.embeddings is not None:
                each.embeddings.close()
