"""Plans a run: each file is kept as it is, judged again, or read."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Literal

from sidecar import stop
from sidecar.audio.decode import open_recording
from sidecar.audio.fingerprint import begins_otherwise
from sidecar.errors import LinnetError, at_recording
from sidecar.run.judging import Digests, Judging, Origin, Place
from sidecar.run.prepare import Dtype
from sidecar.run.rejudge import Again
from sidecar.run.windows import Stored
from sidecar.run.work import Stands, Work
from sidecar.values import Channel

# Size in bytes and time of modification in nanoseconds: a change of either makes another file.
Version = tuple[int, int]


@dataclass(frozen=True)
class Analysis:
    """An analysis that the catalog holds."""

    recording_id: int
    analysis_id: int
    trouble: str | None = None  # why it covers only a part of the recording
    silent: bool = False  # whether every window was left out, as silent or too quiet


@dataclass(frozen=True)
class Known:
    """What the catalog holds of a file, by the digest of the settings and the file's version.

    `analyses` are the model's; `windows` are those with stored embeddings for the model. `begins`
    is the digest of the first samples, `version` that of the file that was read last; this file has
    `channels`. `cancels`: they are opposites. `anew` is the origin of another sound at this path.
    """

    origin: Origin = field(default_factory=Origin)
    analyses: Mapping[tuple[str, Version], Analysis] = field(default_factory=dict)
    windows: Mapping[tuple[str, Version], Stored] = field(default_factory=dict)
    version: Version | None = None
    begins: bytes | None = None
    anew: Origin = field(default_factory=Origin)
    channels: int | None = None
    cancels: bool = False
    duration_s: float | None = None
    deployment_id: int | None = None
    site: str | None = None


@dataclass
class Plan:
    stands: list[Stands] = field(default_factory=list)
    again: list[Again] = field(default_factory=list)
    read: list[Work] = field(default_factory=list)

    @cached_property
    def new(self) -> frozenset[str]:
        """Name the files that are read, in part or wholly."""
        return frozenset(each.url for each in self.read)

    @cached_property
    def rescored(self) -> frozenset[str]:
        """Name the files that are judged again without being read."""
        return frozenset(each.work.url for each in self.again) - self.new

    @cached_property
    def skipped(self) -> frozenset[str]:
        """Name the files of which nothing is left to do."""
        done = frozenset(each.work.url for each in self.stands)
        return done - self.new - self.rescored


@dataclass(frozen=True)
class Planner:
    """Compares a request with what is known of a file.

    `dtypes` are the precisions of input that may answer the request, the best first. `rejudges`
    says whether the model can judge stored windows. `channel` "each" asks for every channel by
    itself; of a recording with one channel it asks for the mean, which is the same sound.
    """

    judging: Judging
    dtypes: Sequence[Dtype]
    rejudges: bool
    embeddings: bool  # whether an analysis without stored windows is done again
    force: bool = False
    channel: Channel | Literal["each"] = None

    def plan(
        self,
        files: Iterable[tuple[Path, str]],
        known: Mapping[str, Known],
    ) -> Plan:
        """Sort files, given with their urls, by what they need; heeds a stop."""
        plan = Plan()
        digests = cache(self.judging.digests)
        for path, url in files:
            stop.check()
            found = known.get(url, Known())
            version = _version(path)
            if begins_otherwise(path, found.version, found.begins, version):
                found = Known(found.anew)
            counted = found.channels if found.version == version else None
            channels = channels_asked(path, self.channel, counted)
            read: list[Work] = []
            for channel in channels:
                origin, first = found.origin, not read
                work = Work(path, url, origin, channel, channels, first, found.cancels)
                read += self._sort(plan, work, version, found, digests)
            plan.read += read
        return plan

    def _sort(
        self,
        plan: Plan,
        work: Work,
        version: Version | None,
        known: Known,
        digests: Callable[[Place, str, Channel], Digests],
    ) -> list[Work]:
        """Put a channel where it belongs in a plan; returns it where it must be read."""
        place = self.judging.place(known.origin)
        done, stored = None, None
        if not self.force and version is not None:  # reading a lost file will give its error
            wanted = [
                (dtype, digests(place, dtype, work.channel), version) for dtype in self.dtypes
            ]
            done, stored = self._match(known, wanted)
        if done is not None:
            plan.stands.append(
                Stands(work, done.recording_id, done.analysis_id, done.trouble, done.silent)
            )
        elif stored is not None:
            plan.again.append(Again(work, stored[1], place, stored[0]))
        else:
            return [work]
        return []

    def _match(
        self, known: Known, wanted: Sequence[tuple[Dtype, Digests, Version]]
    ) -> tuple[Analysis | None, tuple[Dtype, Stored] | None]:
        """Find the analysis that can stay, and the windows that can be judged again."""
        done: Analysis | None = None
        stored: tuple[Dtype, Stored] | None = None
        for dtype, digests, version in wanted:
            analysis = known.analyses.get((digests.settings, version))
            windows = known.windows.get((digests.windows, version))
            if done is None and (windows is not None or not self.embeddings):
                done = analysis
            if stored is None and windows is not None and self.rejudges:
                stored = dtype, windows
        return done, stored


def _version(path: Path) -> Version | None:
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


def channels_asked(
    path: Path, channel: Channel | Literal["each"], counted: int | None = None
) -> tuple[Channel, ...]:
    """List the channels that a request asks of a recording, which has `counted`; None: look."""
    if channel != "each":
        return (channel,)
    number = _count(path) if counted is None else counted
    return tuple(range(1, number + 1)) if number > 1 else (None,)


def _count(path: Path) -> int:
    """Read how many channels a recording has; 1 where reading it will give an error."""
    try:
        with at_recording(path), open_recording(path) as audio:
            return audio.facts.channels
    except LinnetError:
        return 1
