"""Turns a request's settings into a judging for a model."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from sidecar.contract.analyze import InferRequest, Location
from sidecar.errors import InvalidParams
from sidecar.frontends import compute
from sidecar.models.interface import Model
from sidecar.models.labels import Labels
from sidecar.models.ranges.interface import RangeModel
from sidecar.run.judging import Judging, Range
from sidecar.run.prepare import Cutting
from sidecar.run.scoring import Sensitivity
from sidecar.run.species import UnknownName, allowed, listed, thresholds
from sidecar.values import Bool

# These settings change how an answer is computed or shown, never its content.
NOT_SETTINGS = (
    frozenset(
        ("inputs", "recordingIds", "model", "progress", "embeddings", "force", "table", "threads")
    )
    | {"batch", "cache", "dtype", "where", "notAnalysed", "answer", "fallbacks", "thresholdSet"}
    | {"indices", "speech"}
)

# Settings that came later: without them, digests are what they were before.
_LATER = frozenset(["channel", "excludeSpecies", "resampling", "level", "levelDbfs"])


# The lists of species that a request may have.
_LISTS = ("speciesList", "excludeSpecies")


@dataclass(frozen=True)
class UnknownNames:
    """The names in a request's lists of species that match no class of the model."""

    listed: list[UnknownName] = field(default_factory=list)
    excluded: list[UnknownName] = field(default_factory=list)


def judging_of(
    request: InferRequest, session: Model, cutting: Cutting, ranges: RangeModel | None
) -> tuple[Judging, UnknownNames]:
    """Make a request's judging, and list the names in its species lists that match no class.

    `ranges` judges places; None where the request has none.

    Raises InvalidParams if the model knows no species of the list, or none of a single threshold,
    or if the excluded ones leave none.
    """
    labels, manifest = session.labels, session.manifest
    may, unknown, newly = _listings(labels, request)
    judging = Judging(
        settings={**_settings(request), "padding": cutting.padding},
        seen={
            "frontend": manifest.input.spec.model_dump(mode="json"),
            "frontendVersion": compute.VERSION,
        },
        judged={
            "labels": session.labels_digest,
            "activation": manifest.activation.model_dump(mode="json"),
            **({"newlyListed": newly} if newly else {}),
        },
        range_digest=None if ranges is None else ranges.digest,
        thresholds=thresholds(labels, request.min_confidence, request.species_confidence),
        listed=may,
        unranged=np.zeros(len(labels), np.bool_) if ranges is None else ~ranges.known,
        sensitivity=Sensitivity(request.sensitivity, request.sensitivity_mode),
        top_k=request.top_k,
        merge=request.merge_consecutive,
        hop_s=cutting.hop / cutting.rate_hz,
        range=_range(request.location),
    )
    return judging, unknown


def _listings(labels: Labels, request: InferRequest) -> tuple[Bool, UnknownNames, list[str]]:
    """Find the classes [classes] that may be named, and what of the lists is unknown or new."""
    may, unknown, newly = np.ones(len(labels), np.bool_), UnknownNames(), list[str]()
    if request.species_list is not None:
        only = allowed(labels, request.species_list)
        may, unknown, newly = only.marked, replace(unknown, listed=only.unknown), only.newly
    if request.exclude_species is not None:
        never = listed(labels, request.exclude_species)
        may, unknown = may & ~never.marked, replace(unknown, excluded=never.unknown)
        if not may.any():
            raise InvalidParams(
                "The list of excluded species leaves no species to name.",
                field="excludeSpecies",
                hint="Remove some species from this list.",
            )
    return may, unknown, newly


def _range(location: Location | None) -> Range | None:
    if location is None:
        return None
    return Range(
        latitude=location.latitude,
        longitude=location.longitude,
        week=location.week,
        threshold=location.threshold,
        keeps_unknown=location.unknown_species == "keep",
    )


def _settings(request: InferRequest) -> dict[str, Any]:
    values = request.model_dump(mode="json", by_alias=True)
    for name in _LISTS:  # a list keeps its empty lines until here, for the numbers of the others
        if values[name] is not None:
            values[name] = [each for each in values[name] if each.strip()]
    return {
        name: value
        for name, value in values.items()
        if name not in NOT_SETTINGS and not (name in _LATER and value is None)
    }
