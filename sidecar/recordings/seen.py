"""What a look at a file before its import tells: its facts, its clock and its level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import numpy as np

from sidecar.audio.clock import NO_RULES, ClockRules, effective_start
from sidecar.audio.decode import Recording, open_recording
from sidecar.audio.source import Kind, Source, latest_start
from sidecar.rpc.verb import Call
from sidecar.values import AudioFacts, Float32, Metadata

# Levels come from so many seconds in the middle of a file.
_SECONDS_HEARD = 4.0

# 16 bits reach 32,767 of 32,768.
_FULL_SCALE = 0.9999
_SILENCE_DB = -150.0


@dataclass
class Level:
    """The loudness of what was heard of a file."""

    samples: int = 0
    power: float = 0.0
    clipped: int = 0

    def hear(self, block: Float32, _: Float32) -> None:
        self.samples += block.size
        self.power += float(np.vdot(block, block))
        self.clipped += int(np.count_nonzero(np.abs(block) >= _FULL_SCALE))

    @property
    def share(self) -> float:
        """The share of the samples at full scale."""
        return round(self.clipped / self.samples, 6) if self.samples else 0.0

    @property
    def db(self) -> float:
        """The loudness in dB below full scale."""
        power = self.power / self.samples if self.samples else 0.0
        return round(max(_SILENCE_DB, 10 * float(np.log10(power))), 1) if power > 0 else _SILENCE_DB


def together(levels: list[Level]) -> Level | None:
    """Join the levels of several files; None where nothing was heard."""
    joined = Level(
        sum(each.samples for each in levels),
        sum(each.power for each in levels),
        sum(each.clipped for each in levels),
    )
    return joined if joined.samples else None


@dataclass(frozen=True)
class Seen:
    """A file that was looked at. `shown` is what its clock showed, also if that cannot be true."""

    facts: AudioFacts
    says: Metadata
    sources: tuple[Source, ...]
    disagrees: bool
    level: Level | None

    @property
    def shown(self) -> datetime | None:
        return self.says.start or shown_start(self.sources)


def shown_start(sources: Sequence[Source]) -> datetime | None:
    """Give the first start that sources tell, also if it cannot be true."""
    told = (each.says.start for each in sources if each.kind is not Kind.FILE_DATE)
    return next((start for start in told if start is not None), None)


@dataclass
class Found:
    """A folder, and what its files say; `left` of them were not looked at yet.

    `rules` are what a person says of its clock. `starts` are those of the seen files, in order.
    """

    path: Path
    steps: tuple[str, ...]
    files: list[Path]
    heard: frozenset[Path]
    left: int
    left_out: bool = False
    rules: ClockRules = NO_RULES
    seen: list[Seen] = field(default_factory=list)
    starts: list[datetime | None] = field(default_factory=list)

    def add(self, seen: Seen) -> None:
        self.seen.append(seen)
        start = seen.says.start
        if self.rules != NO_RULES:
            name = seen.facts.path.name
            start = effective_start(seen.sources, self.rules, name, latest_start()).at
        self.starts.append(start)


def look_at(path: Path, *, heard: bool, call: Call) -> Seen:
    """Look at a file; of one that is `heard`, some seconds are read."""
    with open_recording(path) as audio:
        provenance = audio.provenance()
        return Seen(
            audio.facts,
            provenance.metadata,
            provenance.sources,
            provenance.disagreement is not None,
            _heard(audio, call) if heard else None,
        )


def _heard(audio: Recording, call: Call) -> Level:
    level = Level()
    audio.listen(level.hear)
    begin = max(0.0, (audio.facts.duration_s - _SECONDS_HEARD) / 2)
    for _ in audio.excerpt(begin, begin + _SECONDS_HEARD, block_s=1.0):
        call.check()
    return level


def on_clock(start: datetime) -> datetime:
    """Give what the recorder's clock showed, so that starts with and without an offset compare."""
    return start.replace(tzinfo=None)
