"""The range model that a model brings along, as BirdNET v2.4 does."""

from __future__ import annotations

import hashlib
import json
from functools import cached_property

import numpy as np

from sidecar.models.interface import Model
from sidecar.models.ranges.interface import RangeName
from sidecar.values import Bool, Float32


class OwnRange:
    """A model's own range model; a head has that of its base."""

    def __init__(self, model: Model) -> None:
        assert model.range_digest is not None
        self._model = model
        self._digest = model.range_digest

    @property
    def which(self) -> RangeName:
        manifest = self._model.embedder.manifest
        return RangeName(manifest.name, manifest.title, manifest.version, self._digest, own=True)

    @cached_property
    def known(self) -> Bool:
        """Mark the classes [classes] that are species, and of a head also its base's."""
        model = self._model
        species = np.array(model.labels.species)
        known: Bool = np.isin(species, model.embedder.labels.species)
        for manifest in (model.manifest, model.embedder.manifest):
            known &= ~np.isin(species, manifest.not_species)
        return known

    @cached_property
    def digest(self) -> str:
        """Give the file's SHA-256, as ever; a head's unknown classes count too."""
        model = self._model
        if model.embedder is model:
            return self._digest
        species = np.array(model.labels.species)
        unknown = species[~self.known & ~np.isin(species, model.manifest.not_species)]
        if not len(unknown):
            return self._digest
        text = json.dumps([self._digest, sorted(unknown.tolist())])
        return hashlib.sha256(text.encode()).hexdigest()

    def occurrence(self, latitude: float, longitude: float, week: int) -> Float32:
        """Ask the model; NaN for a head's classes that its base does not know."""
        values = self._model.occurrence(latitude, longitude, week)
        if self._model.embedder is self._model:
            return values  # the values of noises are in catalogs since the first version
        found: Float32 = np.where(self.known, values, np.float32(np.nan))
        return found
