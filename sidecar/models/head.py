"""Heads: small models that judge another model's embeddings."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

import numpy as np

from sidecar.errors import ModelUnavailable
from sidecar.models.guard import Guard
from sidecar.models.halt import Halt
from sidecar.models.interface import Scores
from sidecar.models.registry import TRAINED_HEAD_FILE, Installed
from sidecar.models.session import Session
from sidecar.values import Float32, Int64


class HeadSession(Session):
    """A loaded head and the model it was trained on, used as one model.

    New sound goes through the base model, whose embeddings are stored as that model's. Stored
    windows need the head alone.
    """

    _judge_file = TRAINED_HEAD_FILE

    def __init__(
        self, folder: Path, installed: Installed, base: Session, guard: Guard | None = None
    ) -> None:
        self._base = base
        super().__init__(folder, installed, guard)

    def _open(self) -> None:
        self.providers, self.fell_back = self._base.providers, self._base.fell_back

    @property
    def embedder(self) -> Session:
        return self._base

    @property
    def range_digest(self) -> str | None:
        return self._base.range_digest

    def run(self, inputs: Float32, halt: Halt | None = None) -> Scores:
        """Score windows [b, ...] as the base model's front end gives them."""
        embeddings = self._base.run(inputs, halt).embeddings
        assert embeddings is not None  # a head is only trained on embeddings
        return Scores(self._judge(embeddings), embeddings)

    def refusal(self) -> ModelUnavailable | None:
        """Ask the base model, which does the work."""
        return self._base.refusal()

    def occurrence(self, latitude: float, longitude: float, week: int) -> Float32:
        """Ask the base model's range model [classes]; 0 for classes it does not have."""
        known = self._base.occurrence(latitude, longitude, week)
        values: Float32 = np.where(self._classes < 0, np.float32(0), known[self._classes])
        return values

    @cached_property
    def _classes(self) -> Int64:
        """The base model's class of each of ours, -1 where it has none."""
        index = {species: row for row, species in enumerate(self._base.labels.species)}
        return np.array([index.get(species, -1) for species in self.labels.species], np.int64)
