"""Reads rows in the order of recordings, a few at a time."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import Literal

from pydantic.alias_generators import to_camel

from sidecar.audio.drives import Drives
from sidecar.audio.path import url_path
from sidecar.catalog.interface import Questions
from sidecar.catalog.values import Basis, Question, Recorded, Where
from sidecar.errors import RecordingNotFound
from sidecar.export.rows import ExportedDetection, ExportedLabel, RecordingRows

Selected = Literal["detections", "annotations"]

# How many rows are held at once.
_BLOCK = 8192

_ROWS: dict[Selected, type[ExportedDetection] | type[ExportedLabel]] = {
    "detections": ExportedDetection,
    "annotations": ExportedLabel,
}
_ORDER = ["path", "recordingId", "start"]


@dataclass(frozen=True)
class RowSource:
    """Rows of a catalog that pass a query's `where`, with their recordings and analyses."""

    questions: Questions
    select: Selected
    where: Where
    drives: Drives

    def parts(self, *, silent: bool) -> Iterator[RecordingRows]:
        """Read the rows, ordered by path and start, with or without `silent` recordings.

        A silent recording was analysed and has no row.
        """
        recording = lru_cache(maxsize=1024)(self.questions.recorded)
        parts = self._parts(recording)
        if not silent or self.select != "detections":
            return parts
        analysed = (
            RecordingRows(recording(each), []) for each in self.questions.analysed(self.where)
        )
        return heapq.merge(
            analysed, parts, key=lambda part: (part.recording.path, part.recording.recording_id)
        )

    def _parts(self, recording: Callable[[int], Recorded]) -> Iterator[RecordingRows]:
        kind = _ROWS[self.select]
        order = _ORDER if self.select == "annotations" else [*_ORDER, "-confidence"]
        where = self.where
        if self.select == "annotations" and "mostRecent" not in where:
            where = {
                **where,
                "mostRecent": 1,
            }  # only current labels, unless the filter asks for others
        fields = [to_camel(name) for name in kind._fields]
        found = self.questions.rows(Question(self.select, where, order), fields)
        make = partial(tuple.__new__, kind)  # half the time of kind._make
        while block := list(islice(found, _BLOCK)):
            for recording_id, rows in groupby(block, itemgetter(0)):
                yield RecordingRows(recording(recording_id), list(map(make, rows)))

    def place(self, url: str) -> Path:
        """Find a recording's file; on an unconnected drive it keeps the drive's label."""
        try:
            return self.drives.find(url)
        except RecordingNotFound:
            return url_path(url)

    def apart(self) -> bool:
        """Tell whether some rows are of one channel by itself."""
        if self.select != "detections":
            return False
        if "channel" in self.where:
            return self.where["channel"] is not None
        asked = Question(self.select, {**self.where, "channel": {"ge": 1}})
        return next(iter(self.questions.rows(asked, ["channel"])), None) is not None

    def paths(self) -> Iterator[str]:
        """List the recordings' paths; recordings that begin on another day may be missing."""
        if self.select == "detections":
            analysed = self.questions.analysed(self.where)
            return (self.questions.recorded(each).path for each in analysed)
        found = self.questions.rows(Question(self.select, self.where), ["path"])
        return (str(path) for (path,) in found)

    def species(self) -> list[str]:
        """List the species that rows have, by name."""
        asked = Question("species", self.where, ["species"])
        return [str(name) for (name,) in dict.fromkeys(self.questions.rows(asked, ["species"]))]

    def analyses(self) -> Callable[[int], Basis]:
        """Give the function from an analysisId to its Basis."""
        return lru_cache(maxsize=4096)(self.questions.basis)
