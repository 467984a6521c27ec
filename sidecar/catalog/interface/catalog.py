"""A whole catalog: its parts, and its transactions."""

from __future__ import annotations

from typing import Protocol

from sidecar.catalog.interface.embeddings import Embeddings
from sidecar.catalog.interface.labels import Labels
from sidecar.catalog.interface.measurements import Measurements
from sidecar.catalog.interface.memos import Memos
from sidecar.catalog.interface.models import Models
from sidecar.catalog.interface.places import Places
from sidecar.catalog.interface.questions import Questions
from sidecar.catalog.interface.recordings import Recordings
from sidecar.catalog.interface.runs import Runs
from sidecar.catalog.interface.samples import Samples
from sidecar.catalog.interface.speech import Speech
from sidecar.catalog.interface.thresholds import Thresholds
from sidecar.catalog.interface.upkeep import Upkeep
from sidecar.catalog.outbox import Outbox


class Catalog(Protocol):
    """All recordings, the detections of models, and the decisions of people."""

    @property
    def runs(self) -> Runs: ...

    @property
    def recordings(self) -> Recordings: ...

    @property
    def places(self) -> Places: ...

    @property
    def labels(self) -> Labels: ...

    @property
    def questions(self) -> Questions: ...

    @property
    def models(self) -> Models: ...

    @property
    def embeddings(self) -> Embeddings: ...

    @property
    def measurements(self) -> Measurements: ...

    @property
    def memos(self) -> Memos: ...

    @property
    def samples(self) -> Samples: ...

    @property
    def thresholds(self) -> Thresholds: ...

    @property
    def speech(self) -> Speech: ...

    @property
    def outbox(self) -> Outbox: ...

    @property
    def upkeep(self) -> Upkeep | None: ...

    def close(self) -> None:
        """Close the catalog; no other call may be running."""
