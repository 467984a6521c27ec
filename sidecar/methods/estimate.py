"""`estimate`: what the labels of a sample say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.app.method import Method
from sidecar.catalog.samples import Look, Looked, Part, Sample
from sidecar.contract.estimates import EstimatedSpecies, EstimateRequest, EstimateResult
from sidecar.contract.samples import SampleModel, SampleOf
from sidecar.errors import InvalidParams
from sidecar.estimates.report import Batches, SampleReport, report
from sidecar.methods.estimateclips import clips_of, frame_of
from sidecar.methods.estimatedspecies import chosen_species, estimated_species
from sidecar.recordings.filters import species_of
from sidecar.rpc.verb import Call


def estimate(engine: Engine, request: EstimateRequest, call: Call) -> EstimateResult:
    """Estimate from the labels of each species, and note that it was looked at.

    Raises InvalidParams for an unknown sample or species.
    """
    ledger = Ledger()
    sample = named_sample(engine, request)
    species = []
    for part in parts_of_sample(sample, species_of(engine, request.species, ledger)):
        call.check()
        species.append(_estimated(engine, sample, part, request))
    return EstimateResult(
        sample_id=sample.sample_id,
        name=sample.head.name,
        purpose=sample.head.purpose,
        model=SampleModel(**vars(sample.head.model)),
        target=request.target,
        level=request.level,
        species=species,
        notes=ledger.notes(),
    )


def named_sample(engine: Engine, request: SampleOf, *, field: str = "name") -> Sample:
    """Read the sample that a request names; raises InvalidParams if there is none.

    `field` is that of the name.
    """
    samples = engine.catalog.samples
    number = request.sample_id if request.name is None else samples.number(request.name)
    sample = None if number is None else samples.read(number)
    if sample is None:
        named = f'"{request.name}"' if request.name is not None else f"{request.sample_id}"
        raise InvalidParams(
            f"There is no sample {named}.",
            field="sampleId" if request.name is None else field,
            hint="`linnet samples list` shows all.",
        )
    return sample


def reported(
    engine: Engine, sample: Sample, part: Part, *, target: float | None, level: float
) -> SampleReport:
    """Make the report of one species from what the catalog holds now."""
    members = [each for each in sample.members if each.species == part.species]
    with engine.catalog.questions.reading():
        frame = frame_of(part)
        thinned = any(sample.head.rule.get(each) for each in ("perRecording", "blockSeconds"))
    ends = sorted({each.batch: each.rank for each in members}.values())
    return report(
        clips_of(members),
        frame,
        Batches(ends, by_rank=sample.head.shown == "rank"),
        thinned=thinned,
        target=target,
        looks=[each.labelled for each in sample.looks if each.species in (None, part.species)],
        level=level,
    )


def _estimated(
    engine: Engine, sample: Sample, part: Part, request: EstimateRequest
) -> EstimatedSpecies:
    if sample.head.purpose == "presence":
        return chosen_species(sample, part)
    found = reported(engine, sample, part, target=request.target, level=request.level)
    told = estimated_species(sample, part, found, request.level)
    if any(row.precision for row in told.thresholds):
        _note_look(engine, sample, part.species, len(found.answers), request.target is not None)
    return told


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
