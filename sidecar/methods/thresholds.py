"""`thresholds/...`: sets of thresholds that samples certified, kept by name."""

from __future__ import annotations

from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.app.method import Method
from sidecar.catalog.samples import Part, Sample
from sidecar.catalog.thresholds import KeptCurve, KeptThreshold, ThresholdSet
from sidecar.contract.samples import SampleModel, SampleOf
from sidecar.contract.thresholds import (
    ListThresholdsRequest,
    ListThresholdsResult,
    RemoveThresholdsRequest,
    RemoveThresholdsResult,
    SavedCurve,
    SavedThreshold,
    SavedThresholdSet,
    SaveThresholdsRequest,
    SaveThresholdsResult,
)
from sidecar.errors import InvalidParams
from sidecar.estimates import words
from sidecar.estimates.constants import THRESHOLD_RULE
from sidecar.estimates.frame import confidence
from sidecar.estimates.probability import Probability, Unfit
from sidecar.methods.estimate import parts_of_sample, reported
from sidecar.methods.estimatedspecies import how_chosen
from sidecar.methods.namedsample import named_sample
from sidecar.methods.thresholdset import named_set, unknown_set
from sidecar.recordings.filters import species_of
from sidecar.recordings.labeler import person
from sidecar.rpc.verb import Call


def save_thresholds(
    engine: Engine, request: SaveThresholdsRequest, call: Call
) -> SaveThresholdsResult:
    """Choose the thresholds of a sample's species, and keep them.

    Raises InvalidParams for an unknown sample or species, and for a name that is taken.
    """
    ledger, kept = Ledger(), engine.catalog.thresholds
    sample = named_sample(engine.catalog, SampleOf(name=request.sample), field="sample")
    if not request.replace and kept.get(request.name) is not None:
        raise InvalidParams(
            f'There is a set of thresholds "{request.name}" already.',
            field="name",
            hint="Give the set another name, or replace the other one.",
        )
    rows = []
    for part in parts_of_sample(sample, species_of(engine, request.species, ledger)):
        call.check()
        rows.append(_threshold(engine, sample, part, request))
    kept.put(
        ThresholdSet(
            name=request.name,
            target=request.target,
            level=request.level,
            rule=THRESHOLD_RULE,
            model=sample.head.model,
            sample=sample.head.name,
            rows=rows,
            made_by=person(request.labeler).name,
        )
    )
    return SaveThresholdsResult(saved=_told(named_set(engine, request.name)), notes=ledger.notes())


def list_thresholds(
    engine: Engine, request: ListThresholdsRequest, call: Call
) -> ListThresholdsResult:
    """List all sets, or one; raises InvalidParams if there is none of the name."""
    if request.name is not None:
        return ListThresholdsResult(sets=[_told(named_set(engine, request.name))])
    return ListThresholdsResult(sets=[_told(each) for each in engine.catalog.thresholds.list()])


def remove_thresholds(
    engine: Engine, request: RemoveThresholdsRequest, call: Call
) -> RemoveThresholdsResult:
    """Remove a set; raises InvalidParams if there is none of the name."""
    if not engine.catalog.thresholds.remove(request.name):
        raise unknown_set(request.name, "name")
    return RemoveThresholdsResult(name=request.name)


def _threshold(
    engine: Engine, sample: Sample, part: Part, request: SaveThresholdsRequest
) -> KeptThreshold:
    if sample.head.purpose == "presence":
        return _without(part, words.not_random(how_chosen(sample)).sentence)
    found = reported(engine, sample, part, target=request.target, level=request.level)
    threshold = found.threshold
    assert threshold is not None
    labels = len(found.answers)
    looks = sum(
        each.labelled < labels for each in sample.looks if each.species in (None, part.species)
    )
    chosen, precision = threshold.chosen, threshold.precision
    if chosen is None or precision is None:
        reason = "" if threshold.withheld is None else threshold.withheld.sentence
        return _without(part, reason, looks, _curve(found.probability))
    return KeptThreshold(
        species=part.species,
        confidence=chosen.confidence,
        logit=chosen.logit,
        point=precision.point,
        low=precision.low,
        high=precision.high,
        labels=chosen.labels,
        detections=chosen.all_detections,
        looks=looks,
        reason=None,
        curve=_curve(found.probability),
    )


def _curve(found: Probability | Unfit) -> KeptCurve | None:
    if isinstance(found, Unfit):
        return None
    line = found.curve
    return KeptCurve(line.intercept, line.slope, found.lowest, found.highest)


def _without(
    part: Part, reason: str, looks: int = 0, curve: KeptCurve | None = None
) -> KeptThreshold:
    return KeptThreshold(
        species=part.species,
        confidence=None,
        logit=None,
        point=None,
        low=None,
        high=None,
        labels=0,
        detections=part.windows,
        looks=looks,
        reason=reason,
        curve=curve,
    )


def _told(kept: ThresholdSet) -> SavedThresholdSet:
    return SavedThresholdSet(
        name=kept.name,
        target=kept.target,
        level=kept.level,
        rule=kept.rule,
        sample=kept.sample,
        model=SampleModel(**vars(kept.model)),
        made_at=kept.made_at,
        made_by=kept.made_by,
        rows=[
            SavedThreshold(**{**vars(each), "curve": _told_curve(each.curve)}) for each in kept.rows
        ],
    )


def _told_curve(kept: KeptCurve | None) -> SavedCurve | None:
    if kept is None:
        return None
    return SavedCurve(
        intercept=kept.intercept,
        slope=kept.slope,
        low=confidence(kept.lowest),
        high=confidence(kept.highest),
    )


METHODS = (
    Method("thresholds/save", save_thresholds, "look", "Keep thresholds that a sample certifies."),
    Method("thresholds/list", list_thresholds, "quick", "List sets of thresholds."),
    Method("thresholds/remove", remove_thresholds, "write", "Remove a set of thresholds."),
)
