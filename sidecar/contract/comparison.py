"""Messages of `models/compare`: two analyses of the same recordings."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from sidecar.contract.base import Message, Request, Text
from sidecar.contract.monitor import ExactModel
from sidecar.contract.notes import Note
from sidecar.contract.query import Where


class CompareModelsRequest(Request):
    """Compare the detections of two models, or of two versions of one, in the same recordings.

    `a` and `b` are models of the catalog, or `model@versionId`. A model alone is the version that
    analysed a recording last.
    """

    a: Text
    b: Text
    where: Where = Field(default={}, description="Fields of `query`'s recordings.")
    min_confidence: float = Field(default=0.1, ge=0, le=1, allow_inf_nan=False)
    windows: Annotated[int, Field(ge=0, le=100_000)] = Field(
        default=2_000,
        description="The most stored windows to judge again for the likeliest species; 0 for none.",
    )
    limit: Annotated[int, Field(ge=0, le=10_000)] = Field(
        default=100, description="The most disagreements to list."
    )


class ComparedSide(Message):
    """A model, its window in seconds, and its detections in the recordings that were compared.

    `minConfidence` is the highest that its runs used. `recordings` are all that it analysed.
    """

    model: ExactModel
    window: float
    recordings: int
    detections: int
    min_confidence: float
    species: int = Field(description="Species that it named.")


class SpeciesAgreement(Message):
    """The stretches in which both models name a species, and in which one alone does.

    `knownTo` tells which models know the species at all.
    """

    species: str
    common: str | None
    known_to: Literal["both", "a", "b"]
    both: int
    only_a: int
    only_b: int


class Disagreement(Message):
    """A stretch in which one model names a species that the other knows and does not name.

    Each side has its surest such species; null if it has none.
    """

    recording_id: int
    path: str
    channel: int | None
    start: float
    end: float
    species_a: str | None
    confidence_a: float | None
    detection_a: int | None
    species_b: str | None
    confidence_b: float | None
    detection_b: int | None


class LikeliestAgreement(Message):
    """How both models agree among the `species` that both know, on stored windows judged again.

    `first` is the share of windows with the same likeliest species, `five` the share of the five
    likeliest that are also the other model's. No threshold counts here.
    """

    windows: int
    species: int
    first: float
    five: float


class CompareModelsResult(Message):
    """How two models agree, on the species that both know.

    Time is cut into `stretches` as long as the longer of their windows. A detection counts in each
    stretch that holds at least half of it, or of which it covers at least half. Detections below
    `minConfidence` do not count. Every pair of a stretch and a species that a model names there
    counts once: `both`, `onlyA` or `onlyB`; `agreement` is the share of `both`. In `firstStretches`
    both models name a species: `firstAgreement` is the share with the same surest one, and
    `fiveAgreement` the mean share of common species among the five surest of each.
    `disagreements` come with the surest first; `leftOut` more are not listed.
    `crossing` tells whether species were matched by the models' labels, or by the names in the
    catalog alone: then a species counts as known to both.
    """

    a: ComparedSide
    b: ComparedSide
    min_confidence: float
    crossing: Literal["labels", "names"]
    shared_species: int | None = Field(description="Species that both know; null by names alone.")
    recordings: int
    stretch_seconds: float
    stretches: int
    both: int
    only_a: int
    only_b: int
    agreement: float | None
    first_stretches: int
    first_agreement: float | None
    five_agreement: float | None
    likeliest: LikeliestAgreement | None
    without_likeliest: str | None = Field(description="Why `likeliest` is null.")
    species: list[SpeciesAgreement]
    disagreements: list[Disagreement]
    disagreeing_stretches: int
    left_out: int
    notes: list[Note]
