"""Detections of stored windows that sound like those of a recording on which the model failed.

Windows are compared by their sound (`run/likeness.py`), because the model cannot be asked. A window
borrows only from the model's own analyses with the same settings, at the same site or by the same
recorder: elsewhere the same sound may well be another species.
"""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from pathlib import Path

import numpy as np

from sidecar.audio.decode import open_recording
from sidecar.catalog.values import Question
from sidecar.contract.analyze import Fallback, InferredDetection, SimilarWindow
from sidecar.errors import LinnetError, at_recording
from sidecar.frontends.spec import Waveform
from sidecar.methods.standin import StandIn
from sidecar.run.likeness import describe
from sidecar.run.plan import Known, Version
from sidecar.run.prepare import preparing
from sidecar.run.windows import Stored
from sidecar.run.work import Failed
from sidecar.values import Channel, Float32, Int64

# Windows that one recording is compared with: the nearest in time.
_MOST = 200

# Recordings whose windows may be among these, and recordings whose descriptions stay in memory.
_MOST_RECORDINGS = 500
_REMEMBERED = 64

_NOTHING = np.empty((0, 0), np.float32)

# A detection belongs to the window that holds at least this part of it.
_PART = 0.5


@dataclass(frozen=True)
class _Own:
    """The recording on which the model failed: its windows, and where and when it was made."""

    failed: Failed
    offsets: Int64
    described: Float32
    start: datetime | None
    site: str | None
    serial: str | None


@dataclass(frozen=True)
class _Source:
    """A stored window."""

    windows: Stored
    version: Version  # of the file that was analysed
    analysis_id: int
    offset: int
    apart_s: float  # from the recording's start


def similar_window(scene: StandIn, failed: Sequence[Failed]) -> dict[str, Fallback]:
    """Let each window borrow the detections of the one that sounds most alike, if it is alike."""
    search, found = _Search(scene), dict[str, Fallback]()
    for each in failed:
        scene.call.check()
        fallback = search.of(each)
        if fallback is not None:
            found[each.work.url] = fallback
    return found


class _Search:
    def __init__(self, scene: StandIn) -> None:
        self._scene = scene
        self._cutting = scene.asked.job.cutting
        self._least = scene.engine.settings.fallback.similarity
        self._drives = scene.engine.drives()
        self._described: OrderedDict[int, dict[int, Float32]] = OrderedDict()  # by window set
        self._heard: dict[int, list[InferredDetection]] = {}  # by analysis

    def of(self, failed: Failed) -> Fallback | None:
        own = self._own(failed)
        if own is None or not len(own.offsets):
            return None
        sources, more = self._sources(own)
        sources, described = self._describe(sources)
        if not sources:
            return None
        alike = own.described @ described.T
        best = alike.argmax(axis=1)
        windows = [
            self._window(own, row, sources[place], float(alike[row, place]))
            for row, place in enumerate(best.tolist())
            if alike[row, place] >= self._least
        ]
        if not windows:
            return None
        return self._fallback(own, windows, compared=len(sources), more=more)

    def _fallback(
        self, own: _Own, windows: list[SimilarWindow], *, compared: int, more: bool
    ) -> Fallback:
        url, without = own.failed.work.url, len(own.offsets) - len(windows)
        if more:
            self._scene.ledger.add("notCompared", url, what=f"{_MOST:,}")
        if without:
            self._scene.ledger.add("unlike", url, count=without)
        said = (
            f"{len(windows):,} of {len(own.offsets):,} windows borrow detections from stored "
            f"windows that sound alike ({self._least:g} or more), of {compared:,} compared."
        )
        return self._scene.fallback(
            own.failed, "similarWindow", said, windows=windows, windows_without=without
        )

    def _own(self, failed: Failed) -> _Own | None:
        work = failed.work
        if len(work.channels) > 1:
            return None  # stored windows of each channel would be needed
        with suppress(LinnetError), at_recording(work.path):
            with open_recording(work.path) as audio:
                provenance = audio.provenance()
            origin = work.origin.read(provenance, work.path.name)
            parts = list(self._read(work.path, work.channel))
            known = self._scene.known([work.url]).get(work.url, Known())
            return _Own(
                failed,
                np.concatenate([np.empty(0, np.int64), *(offsets for offsets, _ in parts)]),
                np.concatenate([each for _, each in parts]) if parts else _NOTHING,
                origin.start,
                known.site,
                provenance.metadata.serial,
            )
        return None

    def _read(self, path: Path, channel: Channel) -> Iterator[tuple[Int64, Float32]]:
        """Read and describe a recording's windows as the run cuts them, but not as the model sees.

        Yields a few at a time.
        """
        spec = self._cutting.spec
        sound = Waveform(sample_rate=spec.sample_rate, window=spec.window)
        cutting = replace(self._cutting, spec=sound, channel=channel, target=None)
        with preparing(cutting, identifying=False)(path) as prepared:
            for inputs in prepared.windows:
                yield inputs.offsets, describe(inputs.values, spec.sample_rate)

    def _sources(self, own: _Own) -> tuple[list[_Source], bool]:
        """Find the stored windows nearest in time, and tell whether there are more."""
        recordings = self._recordings(own)
        known = self._scene.known(list(recordings))
        sources: list[_Source] = []
        for url, start in recordings.items():
            if url in known:
                sources += self._of_recording(own, known[url], start)
        sources.sort(key=lambda each: (each.apart_s, each.windows.url, each.offset))
        return sources[:_MOST], len(sources) > _MOST

    def _recordings(self, own: _Own) -> dict[str, datetime | None]:
        """List recordings of the same site or recorder, the nearest in time first."""
        found: dict[str, datetime | None] = {}
        questions = self._scene.catalog.questions
        with questions.reading():
            for name, value in (("site", own.site), ("serial", own.serial)):
                if value is not None:
                    asked = Question("recordings", {name: value})
                    for path, start in questions.rows(asked, ("path", "start")):
                        found[str(path)] = _moment(start)
        nearest = sorted(found, key=lambda url: (_apart_s(found[url], own.start), url))
        return {url: found[url] for url in nearest[:_MOST_RECORDINGS]}

    def _of_recording(self, own: _Own, known: Known, start: datetime | None) -> Iterator[_Source]:
        judging, channel = self._scene.asked.job.judging, own.failed.work.channel
        place = judging.place(known.origin)
        for dtype in self._scene.asked.dtypes():
            digests = judging.digests(place, dtype, channel)
            for (digest, version), windows in known.windows.items():
                analysis = known.analyses.get((digests.settings, version))
                if digest != digests.windows or analysis is None or version != known.version:
                    continue
                for offset in windows.offsets.tolist():
                    apart_s = _apart_s(start, own.start, offset / self._cutting.rate_hz)
                    yield _Source(windows, version, analysis.analysis_id, offset, apart_s)
                return

    def _describe(self, sources: list[_Source]) -> tuple[list[_Source], Float32]:
        """Describe stored windows from their recordings; leaves out those that cannot be read."""
        there: list[_Source] = []
        rows: list[Float32] = []
        in_order = sorted(sources, key=lambda each: (each.windows.window_set_id, each.offset))
        for _, group in groupby(in_order, key=lambda each: each.windows.window_set_id):
            some = list(group)
            described = self._of_set(some[0], [each.offset for each in some])
            for each in some:
                if each.offset in described:
                    there.append(each)
                    rows.append(described[each.offset])
        return there, np.stack(rows) if rows else _NOTHING

    def _of_set(self, source: _Source, wanted: Sequence[int]) -> Mapping[int, Float32]:
        """Describe windows of one recording, if its file is still the one that was analysed."""
        windows, key = source.windows, source.windows.window_set_id
        known = self._described.setdefault(key, {})
        self._described.move_to_end(key)
        if len(self._described) > _REMEMBERED:
            self._described.popitem(last=False)
        if not known.keys() >= set(wanted):
            with suppress(LinnetError):
                path = self._drives.find(windows.url)
                with at_recording(path):
                    status = os.stat(path)
                    if (status.st_size, status.st_mtime_ns) != source.version:
                        return {}
                    for offsets, described in self._read(path, windows.channel):
                        known.update(zip(offsets.tolist(), described, strict=True))
                        if offsets[-1] >= wanted[-1]:
                            break
        return known

    def _window(self, own: _Own, row: int, source: _Source, similarity: float) -> SimilarWindow:
        rate_hz, window_s = self._cutting.rate_hz, self._cutting.spec.window
        start = round(int(own.offsets[row]) / rate_hz, 4)
        source_start = round(source.offset / rate_hz, 4)
        end = round(start + window_s, 4)
        return SimilarWindow(
            start=start,
            end=end,
            similarity=round(min(1.0, similarity), 4),
            source_id=source.windows.recording_id,
            source_path=source.windows.url,
            source_start=source_start,
            detections=[
                each.model_copy(update={"start": start, "end": end})
                for each in self._found(source.analysis_id)
                if _inside(each, source_start, source_start + window_s)
            ],
        )

    def _found(self, analysis_id: int) -> list[InferredDetection]:
        if analysis_id not in self._heard:
            self._heard[analysis_id] = self._scene.detections(analysis_id)
        return self._heard[analysis_id]


def _inside(found: InferredDetection, start: float, end: float) -> bool:
    """Tell whether a window holds enough of a detection, or is inside a longer one."""
    shared = min(found.end, end) - max(found.start, start)
    return shared > 0 and shared >= _PART * min(found.end - found.start, end - start)


def _moment(text: object) -> datetime | None:
    with suppress(ValueError):
        return datetime.fromisoformat(str(text))
    return None


def _apart_s(one: datetime | None, other: datetime | None, offset_s: float = 0.0) -> float:
    """Tell how far a time after one start is from another, by the recorders' own clocks.

    Those without a start come last.
    """
    if one is None or other is None:
        return float("inf")
    between = one.replace(tzinfo=None) - other.replace(tzinfo=None)
    return abs(between.total_seconds() + offset_s)
