"""The text beside files about occasions: what they mean, in words for a paper."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sidecar.export.occasions.form import OccasionFacts
from sidecar.export.occasions.table import OccasionTable
from sidecar.export.text import one_line
from sidecar.occasions.states import CHECKED, WHY

BEGIN = "Occasions, written by Linnet"
_MOST_LISTED = 1000


class OccasionAccount:
    """Counts what the files hold, while they are written."""

    def __init__(self) -> None:
        self.sites = 0
        self.states: Counter[str] = Counter()
        self.said: Counter[str] = Counter()
        self.hours = 0.0
        self.recorder_hours = 0.0
        self.alike = True  # whether all species have the same hours
        self.masked: bool = False

    def add(self, table: OccasionTable) -> None:
        """Take a table of some sites with some of the species."""
        detected = table.detected
        self.states["detected"] += int((detected == 1).sum())
        self.states["not detected"] += int((detected == 0).sum())
        for place, why in enumerate(WHY):
            self.states[why] += int((table.why == place).sum())
        for place, word in enumerate(CHECKED):
            if word != "none":
                self.said[word] += int(((table.checked == place) & (detected >= 0)).sum())
        self.alike &= len(table.block.analysed) == 1
        self.masked |= table.block.masked is not None

    def add_hours(self, table: OccasionTable) -> None:
        """Take the hours of some sites, once."""
        self.sites += len(table.block.sites)
        self.hours += float(table.left_s.max(axis=0).sum()) / 3600
        self.recorder_hours += float(np.max(table.block.recorder, axis=0).sum()) / 3600


@dataclass(frozen=True)
class Definition:
    """What else the text tells: filters, the model's files, a set of thresholds, notes."""

    where: Mapping[str, Any]
    versions: Sequence[str]
    target: float | None
    min_hours: float
    notes: Sequence[str]
    program: str


_UNKNOWN = {
    "notRecorded": "nothing was recorded",
    "notAnalysed": "sound was recorded, and this model analysed none of it",
    "notModelled": "no analysis could have named the species",
    "masked": "masks cover all that was analysed",
    "fewHours": "fewer hours were analysed than asked for",
}


def methods(told: OccasionFacts, account: OccasionAccount, definition: Definition) -> bytes:
    """Write the text."""
    lines = [BEGIN, "", *_occasions(told), "", *_detected(told, definition), ""]
    lines += [*_hours(account), "", *_cells(account, definition)]
    lines += ["", f"Written by {definition.program}.", ""]
    return "\n".join(lines).encode("utf-8", "replace")


def _occasions(told: OccasionFacts) -> Iterator[str]:
    calendar = told.calendar
    hour, minute = divmod(calendar.start_s // 60, 60)
    days = "1 day" if calendar.days == 1 else f"{calendar.days} days"
    yield f"{calendar.count:,} occasions of {days}, each from {hour:02d}:{minute:02d} on."
    yield "Times are by the recorders' own clocks; changes of clocks are left as recorded."
    first, last = calendar.name(0), calendar.name(calendar.count - 1)
    yield f"The first begins on {first}, the last on {last}. A date is that of the begin."


def _detected(told: OccasionFacts, definition: Definition) -> Iterator[str]:
    yield f"Model: {one_line(told.model)}, {'; '.join(map(one_line, definition.versions))}."
    if told.threshold_set is not None:
        target = "" if definition.target is None else f", for a precision of {definition.target:g}"
        yield f"Thresholds: set {one_line(told.threshold_set)}{target}."
    yield "A species is detected where a detection reaches its threshold:"
    pairs = [*zip(told.species, told.thresholds, strict=True)]
    for species, threshold in pairs[:_MOST_LISTED]:
        yield f"- {one_line(species)}: {threshold:g}"
    if len(pairs) > _MOST_LISTED:
        yield f"- and {len(pairs) - _MOST_LISTED:,} more species"
    yield "Detections above a threshold may be wrong. Precision of detections is none of occasions:"
    yield "a false detection a night makes a false night. Draw and judge whole nights."
    if definition.where:
        yield f"Filters: {json.dumps(definition.where, ensure_ascii=False, default=str)}"


def _hours(account: OccasionAccount) -> Iterator[str]:
    yield f"{account.sites:,} sites, {account.hours:,.2f} hours analysed by this model."
    yield f"Recorders that overlap count once; added up, they have {account.recorder_hours:,.2f}."
    yield "Sound counts as far as the model could read it. A file that failed is no effort."
    yield "Silent stretches count: the model left them out, and nothing could be heard in them."
    if not account.alike:
        yield "Hours differ between species, because lists or place filters left some out."
        yield "Files with one table of hours have those of the species with most."
    if not account.masked:
        yield "Rain and speech were not measured: hours masked are unknown, and none is left out."


def _cells(account: OccasionAccount, definition: Definition) -> Iterator[str]:
    states = account.states
    yield f"Detected: {states['detected']:,}. Not detected: {states['not detected']:,}."
    for why, words in _UNKNOWN.items():
        if states[why]:
            yield f"Not known (NA), because {words}: {states[why]:,}."
    if definition.min_hours:
        yield f"Least hours of an occasion: {definition.min_hours:g}."
    said = ", ".join(
        f"{word} {account.said[word]:,}" for word in ("confirmed", "refuted", "partial")
    )
    yield f"Checked by people: {said}."
    yield "In y2, 2 is confirmed, 1 detected and not confirmed, 0 not detected or refuted."
    for note in definition.notes:
        yield f"Note: {one_line(note)}"
