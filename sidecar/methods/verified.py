"""What judged samples say of an export's rows: paragraphs for its methods text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sidecar.app.engine import Engine
from sidecar.catalog.thresholds import ThresholdSet
from sidecar.contract.estimates import EstimatedSpecies, EstimateRequest
from sidecar.contract.export import ExportRequest
from sidecar.export.methodstext import Verified
from sidecar.methods.estimate import estimate
from sidecar.methods.namedsample import sample_id
from sidecar.methods.thresholdset import named_set
from sidecar.rpc.verb import Call


def check_samples(engine: Engine, request: ExportRequest) -> None:
    """Raise InvalidParams for a sample that is not there, before any work."""
    for number, name in enumerate(request.samples):
        sample_id(engine.catalog, name, f"samples.{number}")


def verified(engine: Engine, request: ExportRequest, call: Call) -> list[Verified]:
    """Estimate from the samples that an export names, and from that of its set of thresholds.

    An estimate that a file shows is a look.
    """
    kept = None
    if request.threshold_set is not None:
        kept = named_set(engine, request.threshold_set, "thresholdSet")
    found = [] if kept is None else [*_of_set(engine, kept, call)]
    for name in dict.fromkeys(request.samples):
        if kept is None or name != kept.sample:
            found += _of_sample(engine, name, None, call)
    return found


def _of_set(engine: Engine, kept: ThresholdSet, call: Call) -> Sequence[Verified]:
    """Tell of the sample of a set; it may have been removed since, and the set says its numbers."""
    if engine.catalog.samples.number(kept.sample) is not None:
        return [*_of_sample(engine, kept.sample, kept.target, call)]
    return [
        Verified(
            kept.sample,
            row.species,
            f"The threshold of {row.species} comes from the sample {kept.sample}, which the "
            "catalog does not hold any more.",
            f"At {row.confidence:g}, {row.labels:,} of {row.detections:,} detections were judged."
            if row.confidence is not None
            else f"{row.reason}",
        )
        for row in kept.rows
    ]


def _of_sample(engine: Engine, name: str, target: float | None, call: Call) -> Iterator[Verified]:
    told = estimate(engine, EstimateRequest(name=name, target=target), call)
    for each in told.species:
        yield Verified(name, each.species, each.methods, _result(each))


def _result(species: EstimatedSpecies) -> str:
    """Say what was found at the threshold, or from the floor on without one."""
    if species.withheld is not None:
        return species.withheld.sentence
    chosen = None if species.threshold is None else species.threshold.confidence
    row = next((each for each in species.thresholds if each.confidence == chosen), None)
    row = row or species.thresholds[0]
    said = row.sentence
    if row.precision is not None:
        said = f"At confidence {row.confidence:g} and above: {said}"
    if species.threshold is not None and species.threshold.withheld is not None:
        said += f" {species.threshold.withheld.sentence}"
    return said
