"""Notes options of a request that can have no effect with its model or its other options."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from sidecar.app.ledger import Ledger
from sidecar.contract.analyze import InferRequest
from sidecar.contract.notes import NoteKind
from sidecar.contract.preprocess import PreprocessRequest
from sidecar.frontends.interface import Description
from sidecar.models.interface import Model
from sidecar.models.names import name_index
from sidecar.models.ranges.interface import RangeModel
from sidecar.run.judging import Judging

# The lowest level of 32-bit floats, in dBFS.
_LOWEST_DBFS = 20.0 * float(np.log10(np.finfo(np.float32).smallest_subnormal))

_PLAIN_SOUND = "because the model takes the plain sound, which Linnet does not keep."


def note_idle(ledger: Ledger, request: InferRequest, model: Model, judging: Judging) -> None:
    """Note the given options of a run that can have no effect."""
    spec = model.manifest.input.spec
    for field, why in (
        *_windowing(request, spec),
        *_thresholds(request, model, judging),
        *_range(request, judging),
        *_kept(request, spec),
    ):
        ledger.idle(request, field, why)
    for name in _outsiders(request, model, judging):
        ledger.add(
            "noEffect",
            f"speciesConfidence.{name}",
            what="The list of species lacks a species that has its own smallest confidence.",
        )
    if request.embeddings and model.manifest.embedding is None:
        why = "The model gives no embeddings, so Linnet keeps none."
        ledger.idle(request, "embeddings", why, changes_results=True)
    if not request.cache and request.dtype not in (None, "float32"):
        why = "The precision has no effect without the cache."
        ledger.idle(request, "dtype", why, changes_results=True)


def note_unset(ledger: Ledger, species: Sequence[str]) -> None:
    """Note species of a set of thresholds that have none."""
    for name in species:
        ledger.add(
            "noEffect",
            name,
            what="The set of thresholds has none for a species, so the smallest confidence counts.",
        )


def note_range(ledger: Ledger, request: InferRequest, ranges: RangeModel | None) -> None:
    """Note how many classes of the model the range model for all models knows."""
    if ranges is None or ranges.which.own or request.location is None:
        return
    known = int(ranges.known.sum())
    kind: NoteKind = "rangeKept" if request.location.unknown_species == "keep" else "rangeDropped"
    ledger.add(kind, what=f"{known:,} of {len(ranges.known):,}", count=len(ranges.known) - known)


def note_idle_preparing(ledger: Ledger, request: PreprocessRequest, spec: Description) -> None:
    """Note the given options of `preprocess` that can have no effect."""
    for field, why in _windowing(request, spec):
        ledger.idle(request, field, why)
    if spec.kept is None:
        ledger.idle(request, "dtype", f"The precision has no effect, {_PLAIN_SOUND}")
        ledger.idle(request, "force", f"Linnet computes nothing again, {_PLAIN_SOUND}")
        ledger.idle(request, "skipBelow", f"The level has no effect, {_PLAIN_SOUND}")


def note_one_channel(ledger: Ledger, request: InferRequest | PreprocessRequest) -> None:
    """Note that channels were to be taken apart, of recordings that all have one."""
    if request.channel == "each":
        why = "The choice of channels has no effect, because each recording has one channel."
        ledger.idle(request, "channel", why)


def note_no_resampling(ledger: Ledger, request: InferRequest | PreprocessRequest) -> None:
    """Note that a way of resampling was asked for, of recordings that all have the model's rate."""
    why = "The resampling has no effect, because each recording has the model's sample rate."
    ledger.idle(request, "resampling", why)


def _windowing(
    request: InferRequest | PreprocessRequest, spec: Description
) -> Iterator[tuple[str, str]]:
    if request.skip_below is not None and request.skip_below < _LOWEST_DBFS:
        yield "skipBelow", "No sound is quieter than the level, so it leaves out no window."
    if request.level is None:
        yield "levelDbfs", "The level has no effect, because windows stay as they were recorded."
    elif request.level == "peak" and spec.levels:
        yield "level", "The peak has no effect, because the model's input has a peak of its own."


def _thresholds(request: InferRequest, model: Model, judging: Judging) -> Iterator[tuple[str, str]]:
    named = judging.listed
    if request.top_k is not None and request.top_k >= named.sum():
        yield (
            "topK",
            "The limit of species per window has no effect, because there are no more species.",
        )
    if request.sensitivity == 1.0:
        yield "sensitivityMode", "The sensitivity mode has no effect at a sensitivity of 1."
    if named.all():
        yield (
            "speciesList",
            "The list of species has no effect, because it names all species of the model.",
        )
    index = name_index(model.labels)
    own = {place for name in request.species_confidence for place in index.taxon(name)}
    if own and own.issuperset(np.flatnonzero(named).tolist()):
        yield (
            "minConfidence",
            "The smallest confidence has no effect, because each species has its own.",
        )


def _outsiders(request: InferRequest, model: Model, judging: Judging) -> list[str]:
    """List the species that have their own confidence but are not in the list of species."""
    index = name_index(model.labels)
    return [
        name
        for name in request.species_confidence
        if not judging.listed[list(index.taxon(name))].any()
    ]


def _range(request: InferRequest, judging: Judging) -> Iterator[tuple[str, str]]:
    if request.location is None:
        return
    knows_all = not (judging.unranged & judging.listed).any()
    if knows_all:
        yield (
            "location.unknownSpecies",
            "The option has no effect, because the range model knows all species in question.",
        )
    if request.location.threshold == 0.0:
        yield (
            "location.threshold",
            "The range filter leaves out no species of the range model at a threshold of 0.",
        )


def _kept(request: InferRequest, spec: Description) -> Iterator[tuple[str, str]]:
    if spec.kept is None:
        yield "dtype", f"The precision has no effect, {_PLAIN_SOUND}"
        if request.cache:
            yield "cache", f"The cache has no effect, {_PLAIN_SOUND}"
