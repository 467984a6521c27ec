"""What a sample of a species can be drawn from: the detections of one model, each sound once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sidecar.catalog.interface import Catalog
from sidecar.catalog.samples import DAY_S, FoundWindows, FrameQuestion, SampledRecordings
from sidecar.catalog.values import Where
from sidecar.errors import InvalidParams
from sidecar.samples.frame import Frame
from sidecar.samples.scores import logit_of
from sidecar.values import Bool, Float64, Int64

# Thirty years in milliseconds.
_START_BITS = 40


@dataclass(frozen=True)
class Wanted:
    """Which windows a sample may be drawn from; `floor` is a confidence, `deepest` a logit."""

    model_id: int
    where: Where
    floor: float | None = None
    deepest: float | None = None


@dataclass(frozen=True, eq=False)
class Windows:
    """Windows as parallel arrays [n]; `recording` are places in `recordings`.

    Detections have their `analysis` and no end, which the catalog tells for those that are drawn.
    Windows below the floor have neither analysis nor confidence (0).
    """

    recordings: SampledRecordings
    recording: Int64
    start_s: Float64
    end_s: Float64
    logit: Float64
    confidence: Float64
    analysis: Int64

    def take(self, rows: Int64 | Bool) -> Windows:
        return Windows(
            self.recordings,
            self.recording[rows],
            self.start_s[rows],
            self.end_s[rows],
            self.logit[rows],
            self.confidence[rows],
            self.analysis[rows],
        )

    def __len__(self) -> int:
        return len(self.logit)


@dataclass(frozen=True, eq=False)
class SampledFrame:
    """A frame with its windows, in parallel, and how many windows were left out and why.

    `site` [n] are places in `sites`, which rise; "" is no site.
    """

    frame: Frame
    windows: Windows
    sites: Sequence[str]
    site: Int64
    runs: Sequence[int] = ()
    silent: int = 0
    below_floor: int = 0
    copies: int = 0
    unreported: int = 0

    @property
    def clock_s(self) -> Float64:
        """Give the starts [n] by the recorder's clock, in seconds since 1970; NaN is not known."""
        windows, begins = self.windows, self.windows.recordings.starts_at
        begin = np.array([np.nan if at is None else at for at in begins], np.float64)
        return np.asarray(begin[windows.recording] + windows.start_s)

    @property
    def days(self) -> Int64:
        """Number the windows [n] by site and day; without a start, a recording is its own day."""
        day = np.floor(self.clock_s / DAY_S)
        day = np.where(np.isnan(day), -1.0 - self.windows.recording, day)
        keys = np.stack([self.site, day], axis=1)
        return np.unique(keys, axis=0, return_inverse=True)[1].reshape(-1).astype(np.int64)


def milliseconds(seconds: Float64) -> Int64:
    """Round seconds to whole milliseconds, halves up."""
    return np.floor(seconds * 1000.0 + 0.5).astype(np.int64)


def detected(catalog: Catalog, species: str, wanted: Wanted) -> SampledFrame:
    """Read the detections of a species.

    Raises InvalidParams if none passes, and if recordings have no digest of their sound.
    """
    found = catalog.samples.windows(FrameQuestion(species, wanted.model_id, wanted.where))
    windows = _windows(found)
    silent = int(np.isnan(windows.logit).sum())
    windows = windows.take(~np.isnan(windows.logit))
    least = _floor(catalog, species, found)
    if wanted.floor is not None:
        if wanted.deepest is not None and least is not None and wanted.floor < least:
            raise InvalidParams(
                f"A run kept detections from confidence {least:g} on, so the floor cannot be "
                f"{wanted.floor:g}.",
                field="floor",
                hint=f"Give {least:g} or more, or leave it out.",
            )
        least = wanted.floor
    floor = float(windows.logit.min(initial=0.0)) if least is None else float(logit_of(least))
    high = windows.logit >= floor
    return framed(
        windows.take(high),
        floor,
        runs=np.unique(found.run).tolist(),
        silent=silent,
        below_floor=int((~high).sum()),
    )


def framed(
    windows: Windows,
    floor: float,
    *,
    deepest: float | None = None,
    runs: Sequence[int] = (),
    silent: int = 0,
    below_floor: int = 0,
    unreported: int = 0,
) -> SampledFrame:
    """Make a frame of windows: those of plain sound are left out, and each sound counts once."""
    recordings = windows.recordings
    loud = ~np.array(recordings.plain, np.bool_)[windows.recording]
    silent += int((~loud).sum())
    windows = windows.take(loud)
    _require_digests(recordings, windows.recording)
    digests, sound = np.unique(np.array(recordings.digest, np.str_), return_inverse=True)
    start_ms = milliseconds(windows.start_s)
    once = _each_once(sound[windows.recording].astype(np.int64), start_ms, windows)
    copies = len(windows) - len(once)
    windows, start_ms = windows.take(once), start_ms[once]
    sites, site = np.unique(np.array(recordings.site, np.str_), return_inverse=True)
    frame = Frame(
        digests=digests.tolist(),
        recording=sound[windows.recording].astype(np.int64),
        start_ms=start_ms,
        logit=windows.logit,
        floor=floor,
        deepest=deepest,
    )
    return SampledFrame(
        frame=frame,
        windows=windows,
        sites=sites.tolist(),
        site=site[windows.recording].astype(np.int64),
        runs=runs,
        silent=silent,
        below_floor=below_floor,
        copies=copies,
        unreported=unreported,
    )


def _windows(found: FoundWindows) -> Windows:
    return Windows(
        found.recordings,
        found.recording[found.analysis],
        found.start_s,
        np.full(len(found.start_s), np.nan),
        logit_of(found.confidence),
        found.confidence,
        found.analyses[found.analysis],
    )


def _each_once(sound: Int64, start_ms: Int64, windows: Windows) -> Int64:
    """Choose the rows that count, by sound and start.

    Of copies the first recording counts, and of its channels the surest.
    """
    keys = (sound << _START_BITS) + start_ms
    by = np.argsort(keys, kind="stable").astype(np.int64)
    fresh = np.ones(len(by), np.bool_)
    fresh[1:] = np.diff(keys[by]) != 0
    if not fresh.all():
        by = np.lexsort((-windows.logit, windows.recording, keys)).astype(np.int64)
        fresh[1:] = np.diff(keys[by]) != 0
    return by[fresh]


def _require_digests(recordings: SampledRecordings, used: Int64) -> None:
    lacking = np.array([not each for each in recordings.digest], np.bool_)
    count = int(lacking[np.unique(used)].sum())
    if count:
        raise InvalidParams(
            f"{recordings_have(count)} no digest of the sound, so its clips have no lasting name.",
            field="where",
            hint="Read them with `linnet recordings import` over their folders, then draw again.",
        )


def _floor(catalog: Catalog, species: str, found: FoundWindows) -> float | None:
    """Find the highest confidence from which on some run kept the species; None if none says."""
    _, first = np.unique(found.run, return_index=True)
    known = [name for pair in catalog.questions.species(species) for name in pair if name]
    names = {name.casefold() for name in (species, *known)}
    least = []
    for analysis in found.analyses[first].tolist():
        settings = catalog.questions.basis(analysis).settings
        own = settings.get("speciesConfidence")
        named = own.items() if isinstance(own, dict) else ()
        values = [value for name, value in named if str(name).casefold() in names]
        value = values[0] if values else settings.get("minConfidence")
        if isinstance(value, int | float):
            least.append(float(value))
    return max(least, default=None)


def recordings_have(count: int) -> str:
    """Begin a sentence on some recordings."""
    return "1 recording has" if count == 1 else f"{count:,} recordings have"
