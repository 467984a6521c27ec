"""Turns a request's settings into a judging for a model."""

from __future__ import annotations

from typing import Any

import numpy as np

from sidecar.contract.analyze import InferRequest, Location
from sidecar.frontends import compute
from sidecar.models.interface import Model
from sidecar.run.judging import Judging, Range
from sidecar.run.prepare import Cutting
from sidecar.run.scoring import Sensitivity
from sidecar.run.species import listed, thresholds

# These settings change how an answer is computed or shown, never its content.
NOT_SETTINGS = frozenset(
    ("inputs", "recordingIds", "model", "progress", "embeddings", "force", "table", "threads")
) | {"batch", "cache", "dtype"}

# Settings that came later: without them, digests are what they were before.
_LATER = frozenset(["channel"])


def judging_of(
    request: InferRequest, session: Model, cutting: Cutting
) -> tuple[Judging, list[str]]:
    """Make a request's judging, and list the names in its species list that match no species.

    Raises InvalidParams for species that the model does not know.
    """
    labels, manifest = session.labels, session.manifest
    may, unknown = np.ones(len(labels), np.bool_), list[str]()
    if request.species_list is not None:
        may, unknown = listed(labels, request.species_list)
    judging = Judging(
        settings={**_settings(request), "padding": cutting.padding},
        seen={
            "frontend": manifest.input.spec.model_dump(mode="json"),
            "frontendVersion": compute.VERSION,
        },
        judged={
            "labels": session.labels_digest,
            "activation": manifest.activation.model_dump(mode="json"),
        },
        range_digest=session.range_digest,
        thresholds=thresholds(labels, request.min_confidence, request.species_confidence),
        listed=may,
        unranged=np.isin(labels.species, manifest.not_species),
        sensitivity=Sensitivity(request.sensitivity, request.sensitivity_mode),
        top_k=request.top_k,
        merge=request.merge_consecutive,
        hop_s=cutting.hop / cutting.rate_hz,
        range=_range(request.location),
    )
    return judging, unknown


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
    return {
        name: value
        for name, value in values.items()
        if name not in NOT_SETTINGS and not (name in _LATER and value is None)
    }
