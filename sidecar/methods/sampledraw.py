"""`samples/draw`: draws a sample, lets one grow, or draws one again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import asdict
from typing import Any, Literal

from pydantic import ValidationError

from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.app.modelnames import stored_version
from sidecar.catalog.interface import Catalog
from sidecar.catalog.runs import StoredVersion
from sidecar.catalog.samples import (
    Growth,
    NewSample,
    Part,
    SampledModel,
    SampleRule,
    grouped,
)
from sidecar.contract.base import gives
from sidecar.contract.samples import (
    DrawSampleRequest,
    DrawSampleResult,
    SampleModel,
)
from sidecar.errors import Conflict, InvalidParams
from sidecar.methods.namedsample import sample_id
from sidecar.methods.samplebelow import check_filters, with_below
from sidecar.methods.sampleframe import SampledFrame, Wanted, detected
from sidecar.methods.samplepart import drawn_species, part_of, part_of_best
from sidecar.methods.samplestrata import stratified
from sidecar.methods.sampleunits import part_of_units
from sidecar.recordings.filters import filters, species_of
from sidecar.recordings.labeler import person
from sidecar.rpc.verb import Call
from sidecar.samples.design import Design
from sidecar.samples.draw import parted, shared

# Where batches end, and one more at the end of the sample.
_BATCHES = (30, 60, 100, 200)

# Fields of a request that a sample keeps, to be drawn again.
_RULE = {
    "where",
    "species",
    "n",
    "floor",
    "deepest",
    "bands",
    "power",
    "least",
    "by",
    "per_recording",
    "unit_clips",
    "block_seconds",
    "choose",
    "diverse",
    "batches",
}

# Fields of a request that say how bands share out the clips.
_OF_BANDS = ("bands", "power", "least", "deepest", "by", "perRecording", "blockSeconds")

SeedFrom = Literal["request", "name", "sample"]


def draw(engine: Engine, request: DrawSampleRequest, call: Call) -> DrawSampleResult:
    """Draw a sample, let one grow, or draw one again."""
    if request.enlarge is not None:
        return _enlarge(engine, request)
    if request.refresh is not None:
        earlier = _whole(engine.catalog, request.refresh, "refresh")[1]
        return _Draw(engine, _again(request, earlier), call, "sample").run()
    return _Draw(engine, request, call, "name" if request.seed is None else "request").run()


def seed_of(name: str) -> int:
    """Derive the seed of a sample from its name."""
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=4).digest(), "big")


class _Draw:
    """One draw."""

    def __init__(
        self, engine: Engine, request: DrawSampleRequest, call: Call, seed_from: SeedFrom
    ) -> None:
        assert request.name is not None
        self._engine, self._request, self._call = engine, request, call
        self._catalog: Catalog = engine.catalog
        self._name, self._seed_from = request.name, seed_from
        self._seed = seed_of(request.name) if request.seed is None else request.seed
        self._ledger = Ledger()
        self._best = request.choose == "top" or request.diverse is not None
        for field in _OF_BANDS if self._best else ():
            self._ledger.idle(request, field, "A sample of the best scores has no bands.")

    def run(self) -> DrawSampleResult:
        """Read the frame of each species, draw from it, and keep the sample wholly."""
        request, catalog = self._request, self._catalog
        if not request.dry_run and catalog.samples.number(self._name) is not None:
            raise name_taken(self._name)
        model = _model(self._engine, request.model)
        where = filters(self._engine, request, self._ledger)
        _check_filters(where)
        wanted = Wanted(model.model_id, where, request.floor, request.deepest)
        parts, frames, runs = list[Part](), list[SampledFrame](), set[int]()
        # A snapshot of minutes would keep the journal from ending.
        deep = request.deepest is not None and not self._best
        if deep:
            check_filters(where)
        with nullcontext() if deep else catalog.questions.snapshot():
            for number, species in enumerate(
                species_of(self._engine, request.species, self._ledger)
            ):
                self._call.check()
                sampled = self._frame(species, wanted, number)
                if deep:
                    sampled = with_below(self._engine, species, wanted, sampled, model, self._call)
                parts.append(self._part(species, sampled))
                frames.append(sampled)
                runs.update(sampled.runs)
        head = self._head(model, where, [each.species for each in parts], sorted(runs))
        kept = None if request.dry_run else catalog.samples.add(NewSample(head, parts))
        return self._result(kept, head, parts, frames)

    def _frame(self, species: str, wanted: Wanted, number: int) -> SampledFrame:
        sampled = detected(self._catalog, species, wanted)
        if not len(sampled.frame):
            raise InvalidParams(
                f"No detection of {species} can be drawn.",
                field=f"species.{number}",
                hint="`linnet query species` lists what the model found. A lower floor, or fewer "
                "filters, may leave some.",
            )
        return sampled

    def _part(self, species: str, sampled: SampledFrame) -> Part:
        request, catalog = self._request, self._catalog
        ends = _ends(request.batches, request.n)
        if self._best:
            group = {None: None, "site": sampled.site, "day": sampled.days}[request.diverse]
            return part_of_best(catalog, species, sampled, self._seed, request.n, ends, group)
        design = design_of(request)
        if design.unit_clips is not None:
            return part_of_units(
                catalog, species, sampled, design, request.unit, self._seed, request.n, ends
            )
        drawing = parted(stratified(sampled, design.by), design, self._seed)
        return part_of(catalog, species, sampled, drawing, request.n, ends)

    def _head(
        self, model: StoredVersion, where: Mapping[str, Any], species: list[str], runs: list[int]
    ) -> SampleRule:
        request = self._request
        rule = request.model_dump(mode="json", by_alias=True, include=_RULE, exclude_unset=True)
        version = model.version
        return SampleRule(
            name=self._name,
            seed=self._seed,
            purpose="presence" if self._best else "estimate",
            model=SampledModel(version.name, version.version, version.sha256, version.converter),
            rule={
                **rule,
                "where": where,
                "species": species,
                "design": asdict(design_of(request)),
                "runIds": runs,
            },
            unit=request.unit,
            shown=request.shown,
            drawn_by=person(request.labeler).name,
        )

    def _result(
        self,
        sample_id: int | None,
        head: SampleRule,
        parts: Sequence[Part],
        frames: Sequence[SampledFrame],
    ) -> DrawSampleResult:
        return DrawSampleResult(
            sample_id=sample_id,
            name=head.name,
            seed=head.seed,
            seed_from=self._seed_from,
            purpose=head.purpose,
            drawn_unit=head.drawn_unit,
            model=SampleModel(**vars(head.model)),
            added=sum(item.rank is not None for part in parts for item in part.items),
            species=[
                drawn_species(part, head.drawn_unit, sampled)
                for part, sampled in zip(parts, frames, strict=True)
            ],
            notes=self._ledger.notes(),
        )


def design_of(request: DrawSampleRequest) -> Design:
    """Read the design of a request."""
    block = request.block_seconds
    return Design(
        bands=request.bands,
        power=request.power,
        least=request.least,
        cap=request.per_recording,
        block_ms=None if block is None else max(1, round(block * 1000)),
        by=request.by,
        unit_clips=request.unit_clips,
    )


def name_taken(name: str) -> InvalidParams:
    """Say that a sample has the name already."""
    return InvalidParams(
        f'There is a sample "{name}" already.',
        field="name",
        hint="Give the new sample another name, or remove the other one.",
    )


def _model(engine: Engine, text: str | None) -> StoredVersion:
    """Find the exact model to draw from: the one with analyses that count."""
    if text is not None:
        return stored_version(engine.catalog, text, "model")
    known = engine.catalog.samples.models()
    active = [each for each in known if each.version.name == engine.active_model]
    for only in (known, active):
        if len(only) == 1:
            return only[0]
    if not known:
        raise InvalidParams(
            "The catalog has no analyses, so there is nothing to draw.",
            field="model",
            hint="Analyse some recordings first.",
        )
    there = ", ".join(f"{each.version.name}@{each.version.version_id}" for each in known)
    raise InvalidParams(
        f"The catalog has detections by {len(known)} models, and a sample needs one.",
        field="model",
        hint=f"Name one of {there}.",
    )


def _check_filters(where: Mapping[str, Any]) -> None:
    for name, instead in (("species", "species"), ("confidence", "floor"), ("model", "model")):
        if name in where:
            raise InvalidParams(
                f"A sample takes no filter on {name}: the option {instead} says it.",
                field=f"where.{name}",
            )


def _ends(asked: Sequence[int], n: int) -> list[int]:
    return [*(end for end in (asked or _BATCHES) if end < n), n]


def _whole(catalog: Catalog, name: str, field: str) -> tuple[int, NewSample]:
    number = sample_id(catalog, name, field)
    whole = catalog.samples.whole(number)
    if whole is None:
        raise Conflict(f'The sample "{name}" was removed meanwhile.')
    return number, whole


def _again(request: DrawSampleRequest, earlier: NewSample) -> DrawSampleRequest:
    """Make the request that drew a sample, under another name and with its seed."""
    head = earlier.head
    rule = {name: value for name, value in head.rule.items() if name not in ("design", "runIds")}
    if "species" not in rule:
        raise InvalidParams(
            f'The sample "{head.name}" came from a table, which does not say how it was drawn.',
            field="refresh",
        )
    if rule.pop("bySite", False):  # as earlier samples say it
        rule["by"] = "site"
    members = [sum(item.rank is not None for item in part.items) for part in earlier.parts]
    again = {
        **rule,
        "n": request.n if gives(request, "n") else max(members, default=request.n),
        "name": request.name,
        "seed": head.seed,
        "unit": head.unit,
        "shown": head.shown,
        "model": head.model.name,
        "dryRun": request.dry_run,
        "labeler": request.labeler,
    }
    try:
        return DrawSampleRequest.model_validate(again)
    except ValidationError:
        raise InvalidParams(
            f'The sample "{head.name}" was drawn by a rule that this Linnet does not know.',
            field="refresh",
        ) from None


def _enlarge(engine: Engine, request: DrawSampleRequest) -> DrawSampleResult:
    """Add the next clips of each species; nothing is drawn anew."""
    assert request.enlarge is not None
    catalog, ledger = engine.catalog, Ledger()
    sample_id, whole = _whole(catalog, request.enlarge, "enlarge")
    head = whole.head
    if head.purpose != "estimate":
        raise InvalidParams(
            "A sample of the best scores does not grow.",
            field="enlarge",
            hint="Draw a larger one under another name.",
        )
    named = species_of(engine, request.species, ledger)
    batch = 1 + max((item.batch or 0 for part in whole.parts for item in part.items), default=0)
    with catalog.questions.reading():
        design = Design.of(head.rule["design"])
    growths = [
        _growth(part, request, design, batch)
        for part in whole.parts
        if not named or part.species in named
    ]
    _check_growths(request, named, growths)
    added = 0 if request.dry_run else catalog.samples.grow(sample_id, growths)
    if not request.dry_run:
        whole = _whole(catalog, request.enlarge, "enlarge")[1]
    return DrawSampleResult(
        sample_id=None if request.dry_run else sample_id,
        name=head.name,
        seed=head.seed,
        seed_from="sample",
        purpose=head.purpose,
        drawn_unit=head.drawn_unit,
        model=SampleModel(**vars(head.model)),
        added=added,
        species=[drawn_species(part, head.drawn_unit) for part in whole.parts],
        notes=ledger.notes(),
    )


def _growth(part: Part, request: DrawSampleRequest, design: Design, batch: int) -> Growth:
    """Share further clips out over the cells of a part, as far as it keeps windows to grow with."""
    given = [0] * len(part.cells)
    spare: list[list[int]] = [[] for _ in part.cells]  # clips of each unit that comes next
    for clips in grouped(part.items, wholly=design.unit_clips is not None):
        cell = clips[0].cell
        if clips[0].rank is None:
            spare[cell].append(len(clips))
        else:
            given[cell] += 1
    below = [number for number, cell in enumerate(part.cells) if cell.band < part.floor_band]
    among = None
    if request.in_bands:
        among = {number for number, cell in enumerate(part.cells) if cell.band in request.in_bands}
    sizes = [cell.candidates for cell in part.cells]
    found = shared(sizes, request.n, design, below=below, given=given, among=among)
    following = [iter(each) for each in spare]
    order: list[int] = []
    for cell in found.order:
        clips_of_next = next(following[cell], None)
        if clips_of_next is None:
            break  # a later clip of another cell would come before its turn
        order += [cell] * clips_of_next
    return Growth(part.species, order, batch)


def _check_growths(
    request: DrawSampleRequest, named: Sequence[str], growths: Sequence[Growth]
) -> None:
    known = {each.species for each in growths}
    for number, species in enumerate(named):
        if species not in known:
            raise InvalidParams(f"The sample has no clips of {species}.", field=f"species.{number}")
    if not any(each.cells for each in growths):
        raise InvalidParams(
            "The sample cannot grow: no window is left to draw there.",
            field="n",
            hint="Name other bands, or draw another sample.",
        )
