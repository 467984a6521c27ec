"""Words the estimates of a species as the contract has them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np

from sidecar.catalog.samples import Member, Part, Sample, clips_of_units
from sidecar.contract.estimates import (
    AgreementCoefficient,
    AgreementOfReviewers,
    BandOfCurve,
    ChosenThreshold,
    CountedLabels,
    EstimatedCount,
    EstimatedPrecision,
    EstimatedRecall,
    EstimatedShare,
    EstimatedSpecies,
    FittedCurve,
    FurtherClips,
    PrecisionOfClusters,
    ThresholdRow,
    WithheldNumber,
)
from sidecar.estimates import words
from sidecar.estimates.above import Precision, PrecisionElsewhere
from sidecar.estimates.agreement import Coefficient
from sidecar.estimates.coincidence import alpha_of_many
from sidecar.estimates.constants import (
    CLUSTERS_WITH_WARNING,
    FEWEST_FOR_AGREEMENT,
    FEWEST_FOR_POINT,
    LEVEL,
)
from sidecar.estimates.frame import confidence
from sidecar.estimates.precision import Share
from sidecar.estimates.probability import Probability
from sidecar.estimates.recall import Recall
from sidecar.estimates.report import AtThreshold, SampleReport
from sidecar.estimates.reviewers import ORDER, ReviewerAgreement, agreement
from sidecar.estimates.said import Drawn, methods_text, precision_sentence, recall_sentence
from sidecar.estimates.sample import Answer
from sidecar.estimates.threshold import Threshold
from sidecar.estimates.withheld import Withheld
from sidecar.methods.estimateclips import answers_of, judged_clips, members_of, unit_noun

_Said = Mapping[str, Answer]
"""The answers to a member, by person."""

# Reviewers whose pairs are compared: those who judged most.
_MOST_REVIEWERS = 5

_CHOSEN = {"site": "best per site", "day": "best per day"}


def estimated_species(
    sample: Sample, part: Part, found: SampleReport, level: float
) -> EstimatedSpecies:
    """Word a report of a species."""
    members = members_of(sample, part)
    fitted = found.probability
    curve = fitted if isinstance(fitted, Probability) else None
    said = [answers_of(each) for each in members]
    return EstimatedSpecies(
        species=part.species,
        windows=part.windows,
        floor=confidence(part.floor),
        deepest=part.deepest,
        labels=_labels(sample, members, found),
        withheld=None,
        thresholds=[_row(each, curve, part.deepest, level) for each in found.thresholds],
        threshold=None if found.threshold is None else _chosen(found.threshold, level),
        curve=None if curve is None else _curve(curve),
        curve_withheld=None if isinstance(fitted, Probability) else told(fitted.withheld),
        bands=[
            BandOfCurve(
                band=row.band,
                detections=row.detections,
                labels=row.labels,
                fitted=row.fitted,
                share=row.share,
                low=None if row.limits is None else row.limits.low,
                high=None if row.limits is None else row.limits.high,
                apart=row.apart,
            )
            for row in fitted.table
        ],
        density=None if found.density is None else _share_or_none(found.density),
        density_withheld=told(found.density),
        present=None,
        sites=[],
        sites_withheld=None,
        agreement=_pairs(said, level),
        agreement_of_all=_of_all(said, level),
        methods=methods_text(
            _drawn(sample, part, members),
            sorted({name for each in said for name in each}),
            found.threshold,
            level,
        ),
    )


def chosen_species(sample: Sample, part: Part) -> EstimatedSpecies:
    """Refuse all estimates of a sample that was chosen and not drawn."""
    members = members_of(sample, part)
    how = how_chosen(sample)
    said = [answers_of(each) for each in members]
    return EstimatedSpecies(
        species=part.species,
        windows=part.windows,
        floor=confidence(part.floor),
        deepest=part.deepest,
        labels=CountedLabels(
            members=len(members),
            judged=sum(bool(each) for each in said),
            counted=0,
            unsure=0,
            waiting=0,
            left=0,
            skipped_units=0,
            skipped_counted=0,
            skipped_of=0,
            sentences=[],
        ),
        withheld=told(words.not_random(how)),
        thresholds=[],
        threshold=None,
        curve=None,
        curve_withheld=None,
        bands=[],
        density=None,
        density_withheld=None,
        present=None,
        sites=[],
        sites_withheld=None,
        agreement=_pairs(said, LEVEL),
        agreement_of_all=_of_all(said, LEVEL),
        methods="",
    )


def how_chosen(sample: Sample) -> str:
    """Say how the clips of a sample were chosen that was not drawn."""
    if sample.head.rule.get("table"):
        return "a table of clips"
    return _CHOSEN.get(str(sample.head.rule.get("diverse")), "top score")


def told(found: object) -> WithheldNumber | None:
    """Word why a number is withheld; None for a number."""
    if not isinstance(found, Withheld):
        return None
    return WithheldNumber(kind=found.kind, sentence=found.sentence, facts=dict(found.facts))


def _drawn(sample: Sample, part: Part, members: Sequence[Member]) -> Drawn:
    head, model = sample.head, sample.head.model
    of_units = head.drawn_unit is not None
    return Drawn(
        species=part.species,
        windows=part.windows,
        floor=round(confidence(part.floor if part.deepest is None else part.deepest), 6),
        members=len(clips_of_units(members)) if of_units else len(members),
        bands=len(part.edges) + 1,
        seed=sample.head.seed,
        model=f"{model.name} {model.version}",
        thinned=any(each.item.weight != 1 for each in sample.members),
        unit=unit_noun(head.drawn_unit) if head.drawn_unit else None,
        unit_clips=int(head.rule["design"]["unit_clips"]) if of_units else 0,
    )


def _labels(sample: Sample, members: Sequence[Member], found: SampleReport) -> CountedLabels:
    skips, counting, unit = found.skips, found.counting, unit_noun(sample.head.unit)
    clips, _ = judged_clips(sample, members)
    clip = "clip" if sample.head.drawn_unit is None else unit
    sentences = [counting.sentence(clip), skips.sentence(unit)]
    return CountedLabels(
        members=len(clips),
        judged=sum(each.answer is not None for each in clips),
        counted=len(found.answers),
        unsure=int(found.answers.unsure.sum()),
        waiting=counting.waiting,
        left=counting.left,
        skipped_units=skips.units,
        skipped_counted=skips.counted,
        skipped_of=skips.of,
        sentences=[each for each in sentences if each is not None],
    )


def _row(
    found: AtThreshold, curve: Probability | None, deepest: float | None, level: float
) -> ThresholdRow:
    part = found.part
    return ThresholdRow(
        confidence=part.confidence,
        logit=part.logit,
        detections=part.all_detections,
        events=None,
        labels=part.labels,
        yes=part.yes,
        unsure=part.unsure,
        sentence=precision_sentence(part, found.here, found.elsewhere, level),
        precision=_precision(found.here),
        precision_withheld=told(found.here),
        elsewhere=_elsewhere(found.elsewhere, part.labels),
        elsewhere_withheld=told(found.elsewhere),
        true_detections=None
        if found.true is None
        else EstimatedCount(point=found.true.point, low=found.true.low, high=found.true.high),
        recall=_recall(found.recall, deepest),
        recall_withheld=told(found.recall),
        probability=None if curve is None else _probability(curve, part.logit, level),
    )


def _precision(found: Precision | Withheld | None) -> EstimatedPrecision | None:
    if not isinstance(found, Precision):
        return None
    return EstimatedPrecision(**_share(found).model_dump(), form=found.form)


def _elsewhere(found: PrecisionElsewhere | Withheld, labels: int) -> PrecisionOfClusters | None:
    if isinstance(found, Withheld):
        return None
    share = found.share
    return PrecisionOfClusters(
        point=share.point if labels >= FEWEST_FOR_POINT else None,
        low=share.low,
        high=share.high,
        effective=share.effective,
        of=found.clusters,
        clusters=share.clusters,
        few=share.clusters <= CLUSTERS_WITH_WARNING,
    )


def _share(found: Share) -> EstimatedShare:
    effective = found.effective if math.isfinite(found.effective) else None
    return EstimatedShare(point=found.point, low=found.low, high=found.high, effective=effective)


def _share_or_none(found: Share | Withheld) -> EstimatedShare | None:
    return None if isinstance(found, Withheld) else _share(found)


def _recall(found: Recall | Withheld | None, deepest: float | None) -> EstimatedRecall | None:
    if not isinstance(found, Recall):
        return None
    return EstimatedRecall(
        recall=found.recall,
        low=found.recall_limits.low,
        high=found.recall_limits.high,
        f1=found.f1,
        f1_low=found.f1_limits.low,
        f1_high=found.f1_limits.high,
        deepest=deepest,
        sentence=recall_sentence(deepest),
    )


def _probability(found: Probability, logit: float, level: float) -> EstimatedShare | None:
    at = np.array([logit])
    if not found.holds(at)[0]:
        return None
    low, high = found.curve.limits(at, level)
    return EstimatedShare(
        point=float(found.curve.probability(at)[0]),
        low=float(low[0]),
        high=float(high[0]),
        effective=None,
    )


def _chosen(found: Threshold, level: float) -> ChosenThreshold:
    chosen = found.chosen
    return ChosenThreshold(
        target=found.target,
        level=found.level,
        looked_before=found.level > level,
        confidence=None if chosen is None else chosen.confidence,
        logit=None if chosen is None else chosen.logit,
        precision=_precision(found.precision),
        withheld=told(found.withheld),
        further=[FurtherClips(**vars(each)) for each in found.further],
    )


def _curve(found: Probability) -> FittedCurve:
    measured = found.reliability
    return FittedCurve(
        intercept=found.curve.intercept,
        slope=found.curve.slope,
        low=confidence(found.lowest),
        high=confidence(found.highest),
        rough=found.rough,
        brier=measured.brier,
        skill=measured.skill,
        held_out=measured.held_out,
        error=measured.error,
        perfect_error=measured.perfect,
    )


def _reviewers(said: Sequence[_Said]) -> list[str]:
    """Name the people who judged most, up to five."""
    counts = Counter(name for each in said for name in each)
    return sorted(counts, key=lambda name: (-counts[name], name))[:_MOST_REVIEWERS]


def _pairs(said: Sequence[_Said], level: float) -> list[AgreementOfReviewers]:
    """Compare each two people who judged the same clips."""
    pairs = []
    for first, second in combinations(_reviewers(said), 2):
        if any(first in each and second in each for each in said):
            one, other = ([each.get(name) for each in said] for name in (first, second))
            pairs.append(reviewers((first, second), agreement(one, other, level)))
    return pairs


def reviewers(names: tuple[str, str], found: ReviewerAgreement) -> AgreementOfReviewers:
    """Word how far two people agree."""
    made = found.coefficients
    return AgreementOfReviewers(
        first=names[0],
        second=names[1],
        counts=[list(row) for row in found.counts],
        clips=found.clips,
        unsure_counts=found.unsure_counts,
        raw=None if made is None else made.raw,
        ac1=None if made is None else _coefficient(made.ac1),
        kappa=None if made is None else _coefficient(made.kappa),
        alpha=None if made is None else _coefficient(made.alpha),
        withheld=told(found.withheld),
    )


def _of_all(said: Sequence[_Said], level: float) -> AgreementCoefficient | None:
    """Compare more than two people at once; None for two."""
    names = _reviewers(said)
    if len(names) < 3:
        return None
    table = np.array([[_number(each.get(name)) for name in names] for each in said], np.int64)
    shared = int(((table >= 0).sum(axis=1) > 1).sum())
    if shared < FEWEST_FOR_AGREEMENT:
        return None
    return _coefficient(alpha_of_many(table, level))


def _number(answer: Answer | None) -> int:
    """Number an answer for the matrix of coincidences, in which UNSURE is a gap."""
    return -1 if answer is None or answer == "UNSURE" else ORDER.index(answer)


def _coefficient(found: Coefficient) -> AgreementCoefficient:
    return AgreementCoefficient(
        value=found.value,
        low=None if found.limits is None else found.limits.low,
        high=None if found.limits is None else found.limits.high,
    )
