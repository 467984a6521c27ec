"""An account of the rows of an export: what they are of, counted while they are written."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from sidecar.catalog.values import Recorded
from sidecar.export.clock import moment, utc_offset
from sidecar.export.rows import ExportedDetection, RecordingRows, Row

Named = tuple[str | None, str | None]


class Account:
    """Counts rows by species, verdict, analysis and labeler, and their recordings."""

    def __init__(self) -> None:
        self.rows = 0
        self.species: Counter[Named] = Counter()
        self.verdicts: Counter[str] = Counter()
        self.analyses: Counter[int] = Counter()
        self.labelers: Counter[str | None] = Counter()
        self.sites: Counter[str | None] = Counter()  # of recordings, as the three below
        self.surveys: Counter[str | None] = Counter()
        self.recorders: Counter[str | None] = Counter()
        self.offsets: Counter[str | None] = Counter()
        self.undated = 0
        self.first: datetime | None = None
        self.last: datetime | None = None
        self._recording: int | None = None

    @property
    def recordings(self) -> int:
        return sum(self.sites.values())

    def add(self, part: RecordingRows) -> None:
        """Take some rows of a recording; its parts follow each other."""
        if not part.rows:
            return
        if part.recording.recording_id != self._recording:
            self._recording = part.recording.recording_id
            self._begin(part.recording)
        self.rows += len(part.rows)
        self.species.update((row.species, row.common) for row in part.rows)
        self.verdicts.update(row.verified for row in part.rows)
        for row in part.rows:
            if isinstance(row, ExportedDetection):
                self.analyses[row.analysis_id] += 1
            else:
                self.labelers[row.labeler] += 1
        self._heard(part.recording, part.rows[0])
        self._heard(part.recording, part.rows[-1])

    def _begin(self, recording: Recorded) -> None:
        self.sites[recording.site] += 1
        self.surveys[recording.survey] += 1
        self.recorders[recording.recorder] += 1
        if recording.starts_at is None:
            self.undated += 1
        else:
            self.offsets[utc_offset(recording)] += 1

    def _heard(self, recording: Recorded, row: Row) -> None:
        """Note when a row was heard; rows of a recording come by their start."""
        heard = moment(recording, row.start)
        if heard is not None:
            self.first = heard if self.first is None else min(self.first, heard)
            self.last = heard if self.last is None else max(self.last, heard)
