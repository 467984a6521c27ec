"""Makes the overview of a recording that no run and no import has made one of."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from sidecar import stop
from sidecar.audio.decode import Recording, open_stretch
from sidecar.frontends.overview import COLUMN_S, Overview, Overviewing, joined
from sidecar.run.ordered import ordered

# Columns of a part: five minutes, which one thread reads.
_PART = 150
_AHEAD = 8


def make_overview(
    path: Path, *, threads: int, heard: Callable[[float], None]
) -> tuple[Overview, str | None]:
    """Read a recording for its overview; also tells what kept a part of it from being read.

    `heard` gets the seconds so far. Several threads read a file that can be read in parts. Raises
    UnreadableAudio and the like, and RequestCancelled where the caller asked to stop.
    """
    with open_stretch(path) as audio:
        facts, apart = audio.facts, audio.apart
    columns = -(-facts.frames // (COLUMN_S * facts.rate_hz))
    begins = range(0, columns, _PART) if apart else [0]

    def work(begin: int) -> tuple[Overview, str | None]:
        with open_stretch(path) as audio:
            last = begin + _PART if apart and begin + _PART < columns else None
            return _part(audio, begin, last)

    parts, troubles = [], []
    for _, (part, trouble) in ordered(begins, work, threads=threads, ahead=_AHEAD):
        stop.check()
        parts.append(part)
        if trouble:
            troubles.append(trouble)
        heard(part.duration_s)
    if not parts:
        parts = [Overviewing(facts.rate_hz).result()]
    return joined(parts), troubles[0] if troubles else None


def _part(audio: Recording, begin: int, until: int | None) -> tuple[Overview, str | None]:
    """Read some columns; silence stands for what cannot be read between them and the next."""
    making = Overviewing(audio.facts.rate_hz, column=begin, until=until)
    last = audio.facts.frames if making.last is None else min(making.last, audio.facts.frames)
    missing = last - making.first
    for block in audio.between(making.first, last):
        stop.check()
        making.take(block)
        missing -= len(block)
    if until is not None and missing > 0:
        making.take(np.zeros(missing, np.float32))
    trouble = audio.trouble[0].message if audio.trouble else None
    return making.result(), trouble
