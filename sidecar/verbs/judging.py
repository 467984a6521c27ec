"""How the windows of each recording are judged: a request's settings made concrete for a model."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from sidecar.contract.infer import InferRequest, Location
from sidecar.frontend import compute
from sidecar.model.interface import ALL_YEAR, Model
from sidecar.postprocess.detections import as_detections, merge
from sidecar.postprocess.scoring import Hits, Scoring, Sensitivity
from sidecar.postprocess.species import listed, thresholds, week_of
from sidecar.prepare import Cutting
from sidecar.store.entries import Digests, Found, Origin, Place
from sidecar.values import Float32, Int64

# Settings that change how an answer is made or shown, never what it is.
_NOT_SETTINGS = frozenset(
    ("inputs", "recordingIds", "model", "progress", "embeddings", "force", "table", "threads")
) | {"batch", "cache", "dtype"}
_WINDOWING = ("overlap", "padding", "skipBelow")

# Goes into every digest: raise it when the same settings would give other results.
_PIPELINE_VERSION = 1


class Judging:
    """One request's settings with one model; asked from several threads at once."""

    def __init__(self, request: InferRequest, session: Model, cutting: Cutting) -> None:
        self.session = session
        self.request = request
        labels = session.labels
        self._thresholds = thresholds(labels, request.min_confidence, request.species_confidence)
        self._listed = np.ones(len(labels), np.bool_)
        self.unknown_species: list[str] = []
        if request.species_list is not None:
            self._listed, self.unknown_species = listed(labels, request.species_list)
        self._unranged = np.isin(labels.species, session.manifest.not_species)
        # Many recordings share a place and a week.
        self._occurrence = lru_cache(maxsize=64)(session.occurrence)
        self.settings = {**_settings(request), "padding": cutting.padding}
        self._hop_s = cutting.hop / cutting.rate_hz

    @property
    def keeps_embeddings(self) -> bool:
        """Tell whether the windows' embeddings are wanted, and the model gives them."""
        return self.request.embeddings and self.session.manifest.embedding is not None

    @property
    def unknown_to_range(self) -> int:
        return int(self._unranged.sum()) if self.request.location else 0

    def place(self, origin: Origin) -> Place:
        """Decide the place and week that a recording's range filter goes by."""
        wanted = self.request.location
        if wanted is None:
            return Place()
        stated = wanted if wanted.latitude is not None else origin
        latitude, longitude = stated.latitude, stated.longitude
        if latitude is None or longitude is None:
            return Place()
        week = wanted.week
        if week is None:
            week = week_of(origin.start.date()) if origin.start else ALL_YEAR
        return Place(latitude, longitude, week)

    def occurrence(self, place: Place) -> Float32 | None:
        """Give the range model's values [classes] for a place; None where there is none."""
        if place.latitude is None or place.longitude is None or place.week is None:
            return None
        return self._occurrence(place.latitude, place.longitude, place.week)

    def scoring(self, place: Place) -> Scoring:
        allowed = self._listed
        occurrence = self.occurrence(place)
        if occurrence is not None and self.request.location is not None:
            allowed = allowed & self._in_range(occurrence, self.request.location)
        return Scoring(
            thresholds=self._thresholds,
            allowed=allowed,
            sensitivity=Sensitivity(self.request.sensitivity, self.request.sensitivity_mode),
            top_k=self.request.top_k,
        )

    def _in_range(self, occurrence: Float32, location: Location) -> npt.NDArray[np.bool_]:
        if location.unknown_species == "keep":
            return (occurrence >= location.threshold) | self._unranged
        return (occurrence >= location.threshold) & ~self._unranged

    def found(self, hits: Hits, offsets: Int64, place: Place, duration_s: float) -> list[Found]:
        """Turn a recording's hits into detections with names."""
        model = self.session.manifest
        detections = as_detections(
            hits,
            offsets,
            rate_hz=model.sample_rate,
            window_s=model.window,
            duration_s=duration_s,
        )
        if self.request.merge_consecutive > 1:
            detections = merge(
                detections,
                hop_s=self._hop_s,
                most=self.request.merge_consecutive,
            )
        labels, occurrence = self.session.labels, self.occurrence(place)
        return [
            Found(
                species=labels.species[detection.label],
                common=labels.common[detection.label],
                start_s=detection.start_s,
                end_s=detection.end_s,
                confidence=detection.confidence,
                occurrence=None if occurrence is None else float(occurrence[detection.label]),
                windows=detection.windows,
            )
            for detection in detections
        ]

    def digests(self, place: Place, dtype: str) -> Digests:
        """Identify the windows, and the judgement of them, that these settings lead to."""
        manifest = self.session.manifest
        seen = {
            "dtype": dtype,
            "frontend": manifest.input.spec.model_dump(mode="json"),
            "frontendVersion": compute.VERSION,
        }
        judged = {
            "place": asdict(place),
            "range": self.session.range_digest if place.week is not None else None,
            "labels": self.session.labels_digest,
            "activation": manifest.activation.model_dump(mode="json"),
        }
        windowing = {name: self.settings[name] for name in _WINDOWING}
        return Digests(
            windows=_digest({**windowing, **seen}),
            settings=_digest({**self.settings, **seen, **judged}),
        )


def _settings(request: InferRequest) -> dict[str, Any]:
    values = request.model_dump(mode="json", by_alias=True)
    return {name: value for name, value in values.items() if name not in _NOT_SETTINGS}


def _digest(values: dict[str, Any]) -> str:
    text = json.dumps([_PIPELINE_VERSION, values], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
