"""Rows of what people said, and how far they agree."""

from __future__ import annotations

from typing import Annotated

from sidecar.contract.base import Message
from sidecar.contract.rows.held import FROM_JSON
from sidecar.contract.verdict import Verified


class AnnotationRow(Message):
    """A decision of a person or a model on a region; `mostRecent` is 1 for the one that counts.

    `probability` is 0 to 100, as the desktop app writes it.
    """

    annotation_id: int
    region_id: int
    recording_id: int
    path: str
    start: float
    end: float
    species: str | None
    accepted: str | None = None
    common: str | None
    probability: int | None
    verified: Verified
    labeler: str | None
    is_human: int | None
    model: str | None
    annotated_at: str | None
    most_recent: int | None
    comment: str | None
    low_hz: float | None
    high_hz: float | None
    batch_id: int | None
    replaced: int | None


class BatchRow(Message):
    """Decisions that a person makes and undoes together.

    `annotations` counts those that the batch made, `withdrawn` those that it took back.
    """

    batch_id: int
    what: str
    labeler: str | None
    made_at: str
    undone_at: str | None
    annotations: int
    withdrawn: int


class Opinion(Message):
    """The last word of a person; one that only settles a dispute is none."""

    labeler: str
    verified: Verified
    said_at: str | None
    comment: str | None


class DisputeRow(Message):
    """A species in a region to which some people say yes and some no; `people` has them all.

    `settled` is 1 once a decision that `settles` stands, with the verdict `settledAs`. Of several,
    the last one counts.
    """

    dispute_id: int
    region_id: int
    recording_id: int
    path: str
    start: float | None
    end: float | None
    species: str | None
    common: str | None
    yes: int
    no: int
    unsure: int
    settled: int
    settled_as: Verified | None
    settled_by: str | None
    settled_at: str | None
    settled_comment: str | None
    people: Annotated[list[Opinion], FROM_JSON]


class AgreementRow(Message):
    """What `labeler` and `other` said of the same regions: `yesNo` counts yes by the first alone.

    `unsure` counts regions of which one of the two, or both, could not tell. The coefficients are
    those of `annotations/agreement`.
    """

    pair: str
    labeler_id: int
    labeler: str
    other_id: int
    other: str
    species: str | None
    common: str | None
    yes_yes: int
    yes_no: int
    no_yes: int
    no_no: int
    unsure: int
    yes_unsure: int
    unsure_yes: int
    no_unsure: int
    unsure_no: int
    unsure_unsure: int


class AccuracyRow(Message):
    """`accuracy` is yes / (yes + no), without `unsure`; null if nobody said yes or no.

    `accuracyLow` and `accuracyHigh` are its limits at 95 %, by Wilson. They hold if the verified
    ones were drawn at random; `estimate` says more of a sample.
    """

    species_id: int
    species: str
    common: str | None
    yes: int
    no: int
    unsure: int
    unverified: int
    accuracy: float | None
    average_confidence: float | None
    accuracy_low: float | None
    accuracy_high: float | None
