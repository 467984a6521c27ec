"""Reads rows in the order of recordings, a few at a time."""

from __future__ import annotations

import heapq
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import Literal, cast

from pydantic.alias_generators import to_camel

from sidecar.audio.drives import Drives
from sidecar.audio.path import url_path
from sidecar.catalog.interface import Questions
from sidecar.catalog.values import Basis, Question, Recorded, Where
from sidecar.errors import RecordingNotFound
from sidecar.export.cap import Cap, Worth
from sidecar.export.curves import Curves
from sidecar.export.rows import ExportedDetection, ExportedLabel, RecordingRows

Selected = Literal["detections", "annotations"]

# How many rows are held at once.
_BLOCK = 8192

_ROWS: dict[Selected, type[ExportedDetection] | type[ExportedLabel]] = {
    "detections": ExportedDetection,
    "annotations": ExportedLabel,
}
# The surest rows of a species are found by its index if they are few.
_FEW = 1000
# So many rows of a cap are asked for by their ids.
_KEPT = 100_000

_ORDER = ["path", "recordingId", "start"]

# What identifies a row, and what tells how sure it is.
_KEYS: dict[Selected, str] = {"detections": "detection_id", "annotations": "annotation_id"}
_SURE: dict[Selected, str] = {"detections": "confidence", "annotations": "probability"}


@dataclass(frozen=True)
class RowSource:
    """Rows of a catalog that pass a query's `where`, with their recordings and analyses.

    `kept` are the ids of the rows that a cap chose; None: all. `curves` make probabilities.
    """

    questions: Questions
    select: Selected
    where: Where
    drives: Drives
    kept: frozenset[int] | None = None
    curves: Curves | None = None

    def capped(self, cap: Cap | None) -> RowSource:
        """Keep only the rows that a cap chooses among all."""
        if cap is None:
            return self
        if self._has_indexes(cap):
            return replace(self, kept=frozenset(self._best_of_each(cap.most)))
        fields = [to_camel(_KEYS[self.select]), "accepted", "site", _SURE[self.select]]
        found = self.questions.rows(self.question, fields)
        chosen = cap.chosen(found, lambda row: cast(Worth, row[1:]))
        return replace(self, kept=frozenset(int(str(row[0])) for row in chosen))

    def _has_indexes(self, cap: Cap) -> bool:
        """Tell whether the surest rows of each species are found without looking at all rows."""
        usual = (cap.per, cap.pick, self.select) == ("species", "best", "detections")
        named = not isinstance(self.where.get("species"), Mapping)
        return usual and cap.most <= _FEW and named and "speciesId" not in self.where

    def _best_of_each(self, most: int) -> Iterator[int]:
        """Find the surest rows of each species; of equally sure ones, the first in an export."""
        asked = Question("species", self.where, ["species"])
        for (species,) in self.questions.rows(asked, ["species"]):
            # A filter on a name takes all names of its taxon.
            where = {**self.where, "species": species}
            best = Question(self.select, where, ["-confidence", *_ORDER])
            yield from (
                int(str(each)) for (each,) in self.questions.rows(best, [self.key], most=most)
            )

    @property
    def question(self) -> Question:
        """Ask for all rows, in the order of an export, whatever a cap chose."""
        order, where = [*_ORDER, "-confidence"], self.where
        if self.select == "annotations":
            # Only current labels, unless the filter asks for others.
            order, where = _ORDER, {"mostRecent": 1, **where}
        return Question(self.select, where, order)

    def count(self) -> int:
        """Count the rows, apart from reading them."""
        if self.kept is not None:
            return len(self.kept)
        asked = Question(self.select, self.question.where)
        return self.questions.page(asked, limit=1, exact=True, fields=[self.key]).total

    @property
    def key(self) -> str:
        """Name the field that identifies a row."""
        return to_camel(_KEYS[self.select])

    def parts(self, *, silent: bool, most: int | None = None) -> Iterator[RecordingRows]:
        """Read the rows, ordered by path and start, with or without `silent` recordings.

        A silent recording was analysed and has no row. `most`: only so many rows are needed.
        """
        recording = lru_cache(maxsize=1024)(self.questions.recorded)
        parts = self._parts(recording, most)
        if not silent or self.select != "detections":
            return parts
        analysed = (
            RecordingRows(recording(each), []) for each in self.questions.analysed(self.where)
        )
        return heapq.merge(
            analysed, parts, key=lambda part: (part.recording.path, part.recording.recording_id)
        )

    def _parts(
        self, recording: Callable[[int], Recorded], most: int | None
    ) -> Iterator[RecordingRows]:
        kind = _ROWS[self.select]
        fields = [to_camel(name) for name in kind._fields]
        asked = self.question
        if (kept := self.kept) is None:
            found = self.questions.rows(asked, fields, most=most)
        elif len(kept) <= _KEPT and self.key not in self.where:
            named = replace(asked, where={**asked.where, self.key: sorted(kept)})
            found = self.questions.rows(named, fields, most=most)
        else:
            key = kind._fields.index(_KEYS[self.select])
            every = self.questions.rows(asked, fields)
            found = (row for row in every if row[key] in kept)
        make = partial(tuple.__new__, kind)  # half the time of kind._make
        while block := list(islice(found, _BLOCK)):
            for recording_id, rows in groupby(block, itemgetter(0)):
                yield RecordingRows(recording(recording_id), list(map(make, rows)))

    def begin(self, most: int) -> RowSource:
        """Give a source of which only the first recordings will be read."""
        if self.select != "detections" or "path" in self.where:
            return self
        first = [*islice(self.questions.analysed(self.where), most)]
        if len(first) < most:
            return self
        # Recordings between these have rows too, where a filter names times.
        last = self.questions.recorded(first[-1]).path
        return replace(self, where={**self.where, "path": {"le": last}})

    def sizes(self) -> Iterator[tuple[Recorded, int]]:
        """Count the rows of each recording, silent ones included, in the order of their paths."""
        asked = Question(self.select, self.question.where)
        if (kept := self.kept) is None:
            counts = self.questions.sizes(asked)
        else:
            found = self.questions.rows(asked, ["recordingId", self.key])
            counts = Counter(int(str(each)) for each, key in found if key in kept)
        if self.select == "detections":
            for each in self.questions.analysed(self.where):
                counts.setdefault(each, 0)
        recordings = [self.questions.recorded(each) for each in counts]
        recordings.sort(key=lambda each: (each.path, each.recording_id))
        return ((each, counts[each.recording_id]) for each in recordings)

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
            return self.questions.paths(self.where)
        found = self.questions.rows(Question(self.select, self.where), ["path"])
        return (str(path) for (path,) in found)

    def species(self) -> list[str]:
        """List the names of species that rows have."""
        asked = Question("species", self.where, ["species"])
        found = self.questions.rows(asked, ["names"])
        return sorted({name for (names,) in found for name in json.loads(str(names))})

    def analyses(self) -> Callable[[int], Basis]:
        """Give the function from an analysisId to its Basis."""
        return lru_cache(maxsize=4096)(self.questions.basis)
