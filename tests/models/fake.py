"""A model without a file: its answers follow from numbers, and it is there at once."""

from __future__ import annotations

from typing import Any

import numpy as np

from sidecar.errors import ModelUnavailable
from sidecar.models.halt import Halt
from sidecar.models.interface import ALL_YEAR, Scores
from sidecar.models.labels import Labels
from sidecar.models.manifest import Manifest
from sidecar.values import Float32

_WEIGHTS = np.array([[1.0, -1.0, 2.0], [0.5, 3.0, -2.0]], np.float32)


def _judge(embeddings: Float32) -> Float32:
    # Summed by hand: a product of matrices may round by how many rows there are.
    first, second = (embeddings[:, place, np.newaxis] * _WEIGHTS[place] for place in (0, 1))
    logits: Float32 = first + second
    return logits


class FakeModel:
    """Hears tenths of a second at 8 kHz: its embedding is their mean and their loudness."""

    labels = Labels(("Strix aluco", "Hyla arborea", "Wind"), ("Tawny owl", "Tree frog", "Wind"))
    identity = "fa" * 32
    converter = "none"
    version_id = "fafafafafafa-none"
    labels_digest = "1a" * 32
    range_digest: str | None = "ba" * 32
    rejudges = True

    def __init__(self, **described: Any) -> None:
        self.providers = ["CPUExecutionProvider"]
        self.manifest = Manifest.model_validate(
            {
                "name": "fake",
                "title": "Fake",
                "version": "1",
                "licence": {"name": "none", "url": "", "summary": ""},
                "input": {"frontend": {"kind": "waveform", "sampleRate": 8000, "window": 0.1}},
                "classes": 3,
                "embedding": 2,
                "notSpecies": ["Wind"],
                **described,
            }
        )

    @property
    def embedder(self) -> FakeModel:
        return self

    def run(self, inputs: Float32, halt: Halt | None = None) -> Scores:
        loudness = np.sqrt(np.square(inputs).mean(axis=1))
        embeddings = np.stack([inputs.mean(axis=1), loudness], axis=1).astype(np.float32)
        return Scores(_judge(embeddings), embeddings)

    def refusal(self) -> ModelUnavailable | None:
        return None

    def rejudge(self, embeddings: Float32) -> Float32 | None:
        return _judge(embeddings)

    def occurrence(self, latitude: float, longitude: float, week: int) -> Float32:
        season = 0.0 if week == ALL_YEAR else week / 48
        return np.array([abs(latitude) / 90, season, 0.0], np.float32)


class BareFake(FakeModel):
    """The same without a range model and without a last layer apart."""

    identity = "fb" * 32
    version_id = "fbfbfbfbfbfb-none"
    range_digest = None
    rejudges = False

    def run(self, inputs: Float32, halt: Halt | None = None) -> Scores:
        return Scores(FakeModel().run(inputs).logits, None)

    def rejudge(self, embeddings: Float32) -> Float32 | None:
        return None
