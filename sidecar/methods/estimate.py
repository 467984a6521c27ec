"""`estimate`: what the labels of a sample say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.app.method import Method
from sidecar.catalog.samples import Look, Looked, Part, Sample
from sidecar.contract.estimates import (
    EstimatedSpecies,
    EstimateRequest,
    EstimateResult,
    PresentDetections,
)
from sidecar.contract.samples import SampleModel
from sidecar.errors import InvalidParams
from sidecar.estimates.constants import FEWEST_FOR_PROBABILITY, FEWEST_SPECIES_TO_POOL
from sidecar.estimates.curve import Prior
from sidecar.estimates.pooling import prior_of_species
from sidecar.estimates.report import SampleReport, answers_that_count, report
from sidecar.estimates.withheld import Withheld
from sidecar.methods.estimateclips import frame_of, judged_clips, members_of
from sidecar.methods.estimatedspecies import chosen_species, estimated_species
from sidecar.methods.estimatedspecies import told as withheld_number
from sidecar.methods.estimateframe import estimated_sites, present_frame
from sidecar.methods.namedsample import named_sample
from sidecar.recordings.filters import species_of
from sidecar.rpc.verb import Call


def estimate(engine: Engine, request: EstimateRequest, call: Call) -> EstimateResult:
    """Estimate from the labels of each species, and note that it was looked at.

    Raises InvalidParams for an unknown sample or species.
    """
    ledger = Ledger()
    sample = named_sample(engine.catalog, request)
    for field in ("events", "sites"):
        if sample.head.drawn_unit is not None:
            ledger.idle(request, field, "A sample of whole units says nothing of detections.")
        elif sample.head.purpose == "presence":
            ledger.idle(request, field, "A sample that was chosen gives no estimate.")
    species, prior = [], _prior(sample)
    for part in parts_of_sample(sample, species_of(engine, request.species, ledger)):
        call.check()
        species.append(_estimated(engine, sample, part, request, prior))
    return EstimateResult(
        sample_id=sample.sample_id,
        name=sample.head.name,
        purpose=sample.head.purpose,
        drawn_unit=sample.head.drawn_unit,
        model=SampleModel(**vars(sample.head.model)),
        target=request.target,
        level=request.level,
        species=species,
        notes=ledger.notes(),
    )


def reported(
    engine: Engine,
    sample: Sample,
    part: Part,
    *,
    target: float | None,
    level: float,
    prior: Prior | None = None,
) -> SampleReport:
    """Make the report of one species from what the catalog holds now."""
    with engine.catalog.questions.reading():
        frame = frame_of(sample, part)
    clips, batches = judged_clips(sample, members_of(sample, part))
    return report(
        clips,
        frame,
        batches,
        thinned=_thinned(sample),
        target=target,
        looks=[each.labelled for each in sample.looks if each.species in (None, part.species)],
        level=level,
        prior=prior,
    )


def _prior(sample: Sample) -> Prior | None:
    """Learn the prior of curves from all species with enough labels, if they are many."""
    if len(sample.parts) < FEWEST_SPECIES_TO_POOL or sample.head.drawn_unit is not None:
        return None
    found = []
    for part in sample.parts:
        clips, batches = judged_clips(sample, members_of(sample, part))
        answers = answers_that_count(clips, batches, thinned=_thinned(sample))[2].decided
        if len(answers) >= FEWEST_FOR_PROBABILITY:
            found.append((answers.logit, answers.yes))
    return prior_of_species(found)


def _thinned(sample: Sample) -> bool:
    rule = sample.head.rule
    return any(rule.get(each) is not None for each in ("perRecording", "blockSeconds"))


def _estimated(
    engine: Engine, sample: Sample, part: Part, request: EstimateRequest, prior: Prior | None
) -> EstimatedSpecies:
    if sample.head.purpose == "presence":
        return chosen_species(sample, part)
    target, level = request.target, request.level
    found = reported(engine, sample, part, target=target, level=level, prior=prior)
    told = estimated_species(sample, part, found, request.level)
    if request.events or request.sites:
        told = _with_present(engine, sample, part, request, found, told)
    if any(row.precision for row in told.thresholds):
        _note_look(engine, sample, part.species, len(found.answers), request.target is not None)
    return told


def _with_present(
    engine: Engine,
    sample: Sample,
    part: Part,
    request: EstimateRequest,
    found: SampleReport,
    told: EstimatedSpecies,
) -> EstimatedSpecies:
    """Add what needs all detections: events, and the estimates of sites."""
    if sample.head.drawn_unit is not None:
        return told
    present = present_frame(engine, sample, part)
    timed = present.timed()
    rows = [
        row.model_copy(update={"events": timed.events(row.logit) if request.events else None})
        for row in told.thresholds
    ]
    sites = estimated_sites(found, present, request.level) if request.sites else []
    return told.model_copy(
        update={
            "thresholds": rows,
            "present": PresentDetections(
                detections=len(timed.logit), changed=present.changed, overlapping=timed.overlap
            ),
            "sites": [] if isinstance(sites, Withheld) else sites,
            "sites_withheld": withheld_number(sites),
        }
    )


def _note_look(
    engine: Engine, sample: Sample, species: str, labelled: int, threshold: bool
) -> None:
    """Keep that an estimate was shown, once for each number of labels."""
    what: Looked = "threshold" if threshold else "estimate"
    if any(
        (each.species, each.labelled, each.what) == (species, labelled, what)
        for each in sample.looks
    ):
        return
    at = datetime.now(UTC).isoformat(timespec="seconds")
    engine.catalog.samples.look(sample.sample_id, Look(at, species, labelled, what))


def parts_of_sample(sample: Sample, species: Sequence[str]) -> list[Part]:
    """Choose the parts of some species, or all."""
    known = {part.species: part for part in sample.parts}
    for number, name in enumerate(species):
        if name not in known:
            raise InvalidParams(
                f"The sample has no clips of {name}.",
                field=f"species.{number}",
                hint=f"It has {', '.join(known)}.",
            )
    return [known[name] for name in species] or list(sample.parts)


METHODS = (Method("estimate", estimate, "look", "Estimate from the labels of a sample."),)
