"""Plans a run: each file is kept as it is, judged again, or read."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from sidecar.audio.fingerprint import begins_otherwise
from sidecar.run.judging import Digests, Judging, Origin, Place
from sidecar.run.prepare import Dtype
from sidecar.run.rejudge import Again
from sidecar.run.windows import Stored
from sidecar.run.work import Stands, Work

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
    is the digest of the first samples, `version` that of the file that was read last. `site` is the
    place that the recording has from its deployment.
    """

    origin: Origin = field(default_factory=Origin)
    analyses: Mapping[tuple[str, Version], Analysis] = field(default_factory=dict)
    windows: Mapping[tuple[str, Version], Stored] = field(default_factory=dict)
    version: Version | None = None
    begins: bytes | None = None
    site: Origin = field(default_factory=Origin)


@dataclass
class Plan:
    stands: list[Stands] = field(default_factory=list)
    again: list[Again] = field(default_factory=list)
    read: list[Work] = field(default_factory=list)


@dataclass(frozen=True)
class Planner:
    """Compares a request with what is known of a file.

    `dtypes` are the precisions of input that may answer the request, the best first. `rejudges`
    says whether the model can judge stored windows.
    """

    judging: Judging
    dtypes: Sequence[Dtype]
    rejudges: bool
    embeddings: bool  # whether an analysis without stored windows is done again
    force: bool = False

    def plan(
        self,
        files: Sequence[tuple[Path, str]],
        known: Mapping[str, Known],
        check: Callable[[], None],
    ) -> Plan:
        """Sort files, given with their urls, by what they need; `check` may raise."""
        plan = Plan()
        digests = cache(self.judging.digests)
        for path, url in files:
            check()
            found = known.get(url, Known())
            if begins_otherwise(path, found.version, found.begins):
                # The deployment goes on; a start that a person set was that of the old sound.
                found = Known(found.site)
            work = Work(path, url, found.origin)
            place = self.judging.place(found.origin)
            done, stored = None, None
            if not self.force:
                done, stored = self._match(path, found, place, digests)
            if done is not None:
                plan.stands.append(
                    Stands(work, done.recording_id, done.analysis_id, done.trouble, done.silent)
                )
            elif stored is not None:
                plan.again.append(Again(work, stored[1], place, stored[0]))
            else:
                plan.read.append(work)
        return plan

    def _match(
        self,
        path: Path,
        known: Known,
        place: Place,
        digests: Callable[[Place, str], Digests],
    ) -> tuple[Analysis | None, tuple[Dtype, Stored] | None]:
        """Find the analysis that can stay, and the windows that can be judged again."""
        version = _version(path)
        done: Analysis | None = None
        stored: tuple[Dtype, Stored] | None = None
        if version is None:
            return None, None  # reading the file will give its error
        for dtype in self.dtypes:
            wanted = digests(place, dtype)
            analysis = known.analyses.get((wanted.settings, version))
            windows = known.windows.get((wanted.windows, version))
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
