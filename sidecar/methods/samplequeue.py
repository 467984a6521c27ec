"""`samples/next`, `samples/skip` and `samples/remove`: judging a sample, member by member."""

from __future__ import annotations

from collections.abc import Sequence

from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.catalog.interface import Catalog
from sidecar.catalog.samples import Member, Sample, clips_of_units
from sidecar.contract.samples import (
    NextItem,
    NextItemsRequest,
    NextItemsResult,
    RemoveSampleRequest,
    RemoveSampleResult,
    SkipItemsRequest,
    SkipItemsResult,
)
from sidecar.errors import InvalidParams
from sidecar.methods.namedsample import named_sample
from sidecar.recordings.filters import species_of
from sidecar.recordings.labeler import person
from sidecar.rpc.verb import Call
from sidecar.samples.scores import confidence_of


def next_items(engine: Engine, request: NextItemsRequest, call: Call) -> NextItemsResult:
    """List the next members without a verdict, in the order of review."""
    sample = named_sample(engine.catalog, request)
    members, ledger = [*sample.members], Ledger()
    if request.species:
        named = species_of(engine, request.species, ledger)
        members = [each for each in members if each.species in named]
    passed = spared(sample)
    waiting = [
        each
        for each in members
        if each.verdict is None and not each.skipped and each.item_id not in passed
    ]
    judged = sum(each.verdict is not None for each in members)
    first = _after(_ordered(members, request.order), waiting, request.after)[: request.limit]
    return NextItemsResult(
        sample_id=sample.sample_id,
        name=sample.head.name,
        items=_items(engine.catalog, first),
        members=len(members),
        judged=judged,
        skipped=len(members) - judged - len(waiting),
        waiting=len(waiting),
        notes=ledger.notes(),
    )


def skip_items(engine: Engine, request: SkipItemsRequest, call: Call) -> SkipItemsResult:
    """Pass members over, or take that back."""
    sample = named_sample(engine.catalog, request)
    known = {each.item_id: each for each in sample.members}
    for number, item in enumerate(request.items):
        if item not in known:
            raise _no_member(sample, item, f"items.{number}")
    chosen = [known[item] for item in dict.fromkeys(request.items)]
    if request.rest_of is not None:
        chosen = _rest(sample, known.get(request.rest_of), request)
    if sample.head.drawn_unit is not None and not request.unskip:
        return _of_units(sample, chosen)
    wanted = [
        each.item_id
        for each in chosen
        if each.skipped == request.unskip and (request.unskip or each.verdict is None)
    ]
    samples = engine.catalog.samples
    if request.unskip:
        samples.unskip(wanted)
    elif wanted:
        samples.skip(
            wanted,
            person(request.labeler).name,
            because=request.rest_of,
            reason=request.reason,
        )
    return SkipItemsResult(items=wanted)


def spared(sample: Sample) -> set[int]:
    """Name the members that need no verdict, as their unit was drawn whole and has a YES."""
    if sample.head.drawn_unit is None:
        return set()
    units = clips_of_units(sample.members)
    return {
        each.item_id
        for unit in units
        if any(each.verdict == "YES" for each in unit)
        for each in unit
        if each.verdict is None
    }


def _of_units(sample: Sample, chosen: Sequence[Member]) -> SkipItemsResult:
    """Refuse skips of clips whose unit was drawn whole, unless the unit has a YES already."""
    passed = spared(sample)
    if all(each.item_id in passed or each.verdict is not None for each in chosen):
        return SkipItemsResult(items=[])
    raise InvalidParams(
        "The clips of a unit that was drawn whole are judged until one is YES, so none is skipped "
        "before.",
        field="items",
        hint="Judge the clip as YES, NO or UNSURE.",
    )


def remove_sample(engine: Engine, request: RemoveSampleRequest, call: Call) -> RemoveSampleResult:
    """Remove a sample; clips and verdicts stay."""
    sample = named_sample(engine.catalog, request)
    engine.catalog.samples.remove(sample.sample_id)
    return RemoveSampleResult(
        sample_id=sample.sample_id, name=sample.head.name, members=len(sample.members)
    )


def _ordered(members: Sequence[Member], order: str) -> list[Member]:
    """Order members by rank across species, or the surest of each batch first."""
    if order == "score":
        return sorted(members, key=lambda each: (each.batch, -each.item.logit, each.rank))
    return sorted(members, key=lambda each: each.rank)


def _after(ordered: Sequence[Member], waiting: Sequence[Member], after: int | None) -> list[Member]:
    """List the waiting members, those after an item first."""
    ids = {each.item_id for each in waiting}
    place = next((number for number, each in enumerate(ordered, 1) if each.item_id == after), 0)
    turned = [*ordered[place:], *ordered[:place]]
    return [each for each in turned if each.item_id in ids]


def _items(catalog: Catalog, members: Sequence[Member]) -> list[NextItem]:
    ids = {each.recording_id for each in members if each.recording_id is not None}
    recordings = {each.recording_id: each for each in catalog.recordings.find(sorted(ids))}
    common = {
        species: next((name for _, name in catalog.questions.species(species) if name), None)
        for species in {each.species for each in members}
    }
    items = []
    for each in members:
        here = recordings.get(each.recording_id or 0)
        items.append(
            NextItem(
                item_id=each.item_id,
                rank=each.rank,
                batch=each.batch,
                species=each.species,
                common=common[each.species],
                recording_id=each.recording_id,
                path=here.url if here else None,
                missing=here is None or here.missing_since is not None,
                start=each.item.start_ms / 1000,
                end=each.item.end_ms / 1000,
                logit=each.item.logit,
                confidence=float(confidence_of(each.item.logit)),
                band=each.band,
                site=each.site_code,
                unit=each.unit,
            )
        )
    return items


def _rest(sample: Sample, of: Member | None, request: SkipItemsRequest) -> list[Member]:
    """List the other members of a member's species and unit; it must have a verdict."""
    assert request.rest_of is not None
    if of is None:
        raise _no_member(sample, request.rest_of, "restOf")
    if of.verdict is None and not request.unskip:
        raise InvalidParams(
            "The rest of a unit is skipped because of a verdict, and this clip has none.",
            field="restOf",
            hint="Judge the clip first.",
        )
    return [
        each
        for each in sample.members
        if each.item_id != of.item_id and (each.species, each.unit) == (of.species, of.unit)
    ]


def _no_member(sample: Sample, item: int, field: str) -> InvalidParams:
    return InvalidParams(
        f'The sample "{sample.head.name}" has no member {item}.',
        field=field,
        hint="`linnet samples next` and `linnet query sampleItems` list them.",
    )
