"""The door to models: what the rest of Linnet asks of anything that judges sound."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from sidecar.errors import InvalidParams
from sidecar.models.labels import Labels
from sidecar.models.manifest import Manifest
from sidecar.values import Float32

ALL_YEAR = -1


@dataclass(frozen=True)
class Scores:
    logits: Float32  # [b, classes]; their sigmoid is the confidence
    embeddings: Float32 | None  # [b, d]


class Scorer(Protocol):
    """What turns windows into scores: all that a pipeline or a stream asks of a model."""

    def run(self, inputs: Float32) -> Scores:
        """Score windows [b, ...] as the model's front end gives them; from any thread."""
        ...


class Model(Scorer, Protocol):
    """A model ready to run: an ONNX file, or a head on another model's embeddings."""

    @property
    def manifest(self) -> Manifest: ...

    @property
    def labels(self) -> Labels: ...

    @property
    def identity(self) -> str:
        """The SHA-256 that tells this model from all others."""
        ...

    @property
    def converter(self) -> str:
        """Name what turned the published file into ours, or "none"."""
        ...

    @property
    def labels_digest(self) -> str: ...

    @property
    def range_digest(self) -> str | None:
        """Identify the range model; None where there is none."""
        ...

    @property
    def providers(self) -> list[str]:
        """List what it runs on, the best first."""
        ...

    @property
    def embedder(self) -> Model:
        """The model that makes the embeddings: itself, except for heads."""
        ...

    @property
    def rejudges(self) -> bool:
        """Tell whether `rejudge` gives anything; costs nothing."""
        ...

    def rejudge(self, embeddings: Float32) -> Float32 | None:
        """Judge stored embeddings [b, d] by the last layer alone: logits [b, classes].

        The same embeddings give the same logits as `run`, to the bit. None for a model that has
        no last layer apart.
        """
        ...

    def occurrence(self, latitude: float, longitude: float, week: int) -> Float32:
        """Estimate how likely each class [classes] is met at a place in a week 1..48.

        Week ALL_YEAR leaves the season out. Only a model with a range model can be asked.
        """
        ...


def check_range(model: Model) -> None:
    """Raise InvalidParams for a place that is given to a model without a range model."""
    if model.range_digest is None:
        raise InvalidParams(
            f"{model.manifest.title} has no range model, so a place cannot limit its species.",
            field="location",
            hint="Leave the place and week out. A species list limits the species of any model.",
        )
