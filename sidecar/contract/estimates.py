"""Messages about estimates: what the labels of a sample say."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from sidecar.contract.base import Message, Text
from sidecar.contract.notes import Note
from sidecar.contract.rows import Purpose, Unit
from sidecar.contract.samples import SampleModel, SampleOf
from sidecar.estimates.withheld import WithheldKind


class EstimateRequest(SampleOf):
    """Estimates from the labels of a sample: precision, thresholds, probabilities, agreement.

    `species` chooses some of a sample's. `target` is the precision for which a threshold is chosen.
    Each answer is noted with the sample, because looking again and again makes a threshold less
    certain. A number that the labels do not allow is null, with a `WithheldNumber` beside it
    ([estimates.md](estimates.md)).

    `events` and `sites` read all detections of the sample's filters again, as the catalog holds
    them now.
    """

    species: list[Text] = Field(default=[], max_length=100)
    target: float | None = Field(default=None, gt=0, lt=1, allow_inf_nan=False)
    level: float = Field(default=0.95, ge=0.5, le=0.999, allow_inf_nan=False)
    events: bool = Field(
        default=False, description="Counts runs of neighbouring detections above each threshold."
    )
    sites: bool = Field(
        default=False, description="Estimates the share of each site's detections that are true."
    )


class WithheldNumber(Message):
    """Why a number is not given: a sentence, and the facts in it. Shares are from 0 to 1."""

    kind: WithheldKind
    sentence: str
    facts: dict[str, float | str | None]


class EstimatedShare(Message):
    """A share with its limits; `effective` labels of a plain sample would say as much.

    `effective` is null where all detections were judged.
    """

    point: float | None
    low: float
    high: float
    effective: float | None


class EstimatedPrecision(EstimatedShare):
    """Precision in this catalog. UNSURE counts as NO in `low`, as YES in `high`, not in `point`.

    `form` is "atLeast" where so few were NO that `low` should be shown, and "count" where all
    detections were judged.
    """

    form: Literal["point", "atLeast", "count"]


class PrecisionOfClusters(EstimatedShare):
    """Precision at sites like these, or at recordings of these sites; `few` means seven or fewer.

    `point` is null below 20 labels.
    """

    of: Literal["site", "recording"]
    clusters: int
    few: bool


class EstimatedCount(Message):
    """A number of true detections, with its limits."""

    point: float
    low: float
    high: float


class EstimatedRecall(Message):
    """Recall and F1 among windows scoring `deepest` (a logit) or more; `sentence` says so."""

    recall: float | None
    low: float
    high: float
    f1: float
    f1_low: float
    f1_high: float
    deepest: float | None
    sentence: str


class ThresholdRow(Message):
    """What is known of the detections at or above a confidence; `sentence` says it in words.

    `labels` are those that decided, `yes` of them YES; `unsure` come besides. `recall` and its
    `recallWithheld` are null if the sample ends at the floor. `probability` is that of a detection
    at exactly this confidence, by the curve. `events` counts runs of detections with gaps below one
    window; it is null unless asked for.
    """

    confidence: float
    logit: float
    detections: int
    events: int | None
    labels: int
    yes: int
    unsure: int
    sentence: str
    precision: EstimatedPrecision | None
    precision_withheld: WithheldNumber | None
    elsewhere: PrecisionOfClusters | None
    elsewhere_withheld: WithheldNumber | None
    true_detections: EstimatedCount | None
    recall: EstimatedRecall | None
    recall_withheld: WithheldNumber | None
    probability: EstimatedShare | None


class FurtherClips(Message):
    """Clips above a confidence that would certify it, and clips to draw in all to have them.

    Both are null where the estimate does not exceed the target.
    """

    confidence: float
    point: float
    above: int | None
    drawn: int | None


class ChosenThreshold(Message):
    """The lowest of twelve confidences whose lower limit reaches the target.

    `level` is two-sided: .975 in place of .95 after a look at fewer labels (`lookedBefore`).
    `confidence` and `logit` are null where none does; then `further` says what would help.
    """

    target: float
    level: float
    looked_before: bool
    confidence: float | None
    logit: float | None
    precision: EstimatedPrecision | None
    withheld: WithheldNumber | None
    further: list[FurtherClips]


class BandOfCurve(Message):
    """A band: `fitted` is the curve's mean probability of its labels, `share` their share of YES.

    `apart` says that the limits of the share exclude the fitted one.
    """

    band: str
    detections: int
    labels: int
    fitted: float | None
    share: float | None
    low: float | None
    high: float | None
    apart: bool


class FittedCurve(Message):
    """logit of probability = intercept + slope * logit of confidence.

    It holds from confidence `low` to `high`, and is `rough` below 40 labels. `error` is the
    calibration error; a perfect curve would show about `perfectError`. `skill` compares `brier`
    with the base rate. `heldOut` is the Brier score where others predict each recording.
    """

    intercept: float
    slope: float
    low: float
    high: float
    rough: bool
    brier: float
    skill: float | None
    held_out: float | None
    error: float
    perfect_error: float


class EstimatedSite(Message):
    """The share of a site's detections that are true, by a curve with an intercept of the site.

    `site` has the name of the survey before that of the site. `labels` decided, `yes` of them YES.
    """

    site: str
    labels: int
    yes: int
    detections: int
    share: EstimatedShare | None
    withheld: WithheldNumber | None


class PresentDetections(Message):
    """The detections as the catalog holds them now, from the floor on.

    `changed` tells that there are more or fewer than the sample was drawn from. Where windows are
    `overlapping`, one call counts more than once, and events say more.
    """

    detections: int
    changed: bool
    overlapping: bool


class CountedLabels(Message):
    """The members of a species, and which of their answers count.

    `waiting` answers count once the `left` clips of their batch are judged. In `skippedUnits` units
    clips were skipped: of their `skippedOf` clips, `skippedCounted` count. `sentences` say so.
    """

    members: int
    judged: int
    counted: int
    unsure: int
    waiting: int
    left: int
    skipped_units: int
    skipped_counted: int
    skipped_of: int
    sentences: list[str]


class AgreementCoefficient(Message):
    """`value` is null where all answers are alike; the limits where they would mislead."""

    value: float | None
    low: float | None
    high: float | None


class AgreementOfReviewers(Message):
    """How far two people agree on the clips that both judged.

    `counts` has a row for each answer of the first: YES, NO, UNSURE. The coefficients leave UNSURE
    out unless `unsureCounts`. They are null where `withheld` says why.
    """

    first: str
    second: str
    counts: list[list[int]]
    clips: int
    unsure_counts: bool
    raw: float | None
    ac1: AgreementCoefficient | None
    kappa: AgreementCoefficient | None
    alpha: AgreementCoefficient | None
    withheld: WithheldNumber | None


class EstimatedSpecies(Message):
    """All that the labels of a sample say of a species.

    `windows` could be drawn, from confidence `floor` on, or from `deepest` (a logit). `withheld`
    says why a sample gives no estimate at all; then `thresholds` is empty. `density` is the share
    of all windows with the species. `methods` is a paragraph for a paper. `present`, and `sites`
    with labels, are there if the request asks for `events` or `sites`.
    """

    species: str
    windows: int
    floor: float
    deepest: float | None
    labels: CountedLabels
    withheld: WithheldNumber | None
    thresholds: list[ThresholdRow]
    threshold: ChosenThreshold | None
    curve: FittedCurve | None
    curve_withheld: WithheldNumber | None
    bands: list[BandOfCurve]
    density: EstimatedShare | None
    density_withheld: WithheldNumber | None
    present: PresentDetections | None
    sites: list[EstimatedSite]
    sites_withheld: WithheldNumber | None
    agreement: list[AgreementOfReviewers]
    agreement_of_all: AgreementCoefficient | None
    methods: str


class EstimateResult(Message):
    """`drawnUnit` says what was drawn whole, such as "siteNight"; it is null for single clips.

    Where units were drawn whole, `detections`, `labels` and all other counts are of units.
    """

    sample_id: int
    name: str
    purpose: Purpose
    drawn_unit: Unit | None
    model: SampleModel
    target: float | None
    level: float
    species: list[EstimatedSpecies]
    notes: list[Note]
