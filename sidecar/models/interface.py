"""The interface of models: every question that Linnet asks of a model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from sidecar.errors import InvalidParams, ModelUnavailable
from sidecar.models.halt import Halt
from sidecar.models.labels import Labels
from sidecar.models.manifest import Manifest
from sidecar.values import Float32

ALL_YEAR = -1


@dataclass(frozen=True)
class Scores:
    logits: Float32  # [b, classes]; their sigmoid is the confidence
    embeddings: Float32 | None  # [b, d]


class Scorer(Protocol):
    """Turns windows into scores: all that a pipeline or a stream needs of a model."""

    def run(self, inputs: Float32, halt: Halt | None = None) -> Scores:
        """Score windows [b, ...] as the model's front end gives them; from any thread.

        `halt` ends the call: then it raises RequestCancelled.
        """
        ...


class Model(Scorer, Protocol):
    """A model ready to run: an ONNX file, or a head on another model's embeddings."""

    @property
    def manifest(self) -> Manifest: ...

    @property
    def labels(self) -> Labels: ...

    @property
    def identity(self) -> str:
        """The SHA-256 that identifies this model."""
        ...

    @property
    def converter(self) -> str:
        """Name the conversion of the published file, or "none"."""
        ...

    @property
    def version_id(self) -> str:
        """Name this exact version: the published weights and their conversion."""
        ...

    @property
    def labels_digest(self) -> str: ...

    @property
    def range_digest(self) -> str | None:
        """Identify the range model; None for a model without one."""
        ...

    @property
    def providers(self) -> list[str]:
        """List the hardware that it runs on, the best first."""
        ...

    @property
    def embedder(self) -> Model:
        """The model that makes the embeddings: itself, except for heads."""
        ...

    def refusal(self) -> ModelUnavailable | None:
        """Give the error with which `run` refuses every call just now; None if it does not."""
        ...

    @property
    def rejudges(self) -> bool:
        """Tell whether `rejudge` gives anything; costs nothing."""
        ...

    def rejudge(self, embeddings: Float32) -> Float32 | None:
        """Judge stored embeddings [b, d] by the last layer alone: logits [b, classes].

        The same embeddings give the same logits as `run`, to the bit. None for a model without
        a separate last layer.
        """
        ...

    def occurrence(self, latitude: float, longitude: float, week: int) -> Float32:
        """Estimate how likely each class [classes] is at a place in a week 1..48.

        Week ALL_YEAR leaves the season out. Only a model with a range model can be asked.
        """
        ...


def without_range(model: Model) -> InvalidParams:
    """Refuse a place, because nothing can limit the model's species to it."""
    return InvalidParams(
        f"{model.manifest.title} has no range model, so a place cannot limit its species.",
        field="location",
        hint="Install the range model for all models: linnet models install places. Or leave the "
        "place and week out: a species list limits the species of any model.",
    )
