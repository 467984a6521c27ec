"""Which species the analyses of a catalog could have named, by lists, models and places."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.catalog.occasions import AnalysisBasis, Reportable
from sidecar.catalog.values import Question
from sidecar.errors import LinnetError
from sidecar.methods.analyze import repeated
from sidecar.methods.asked import ask
from sidecar.methods.usedrange import another
from sidecar.models.labels import Labels
from sidecar.recordings.speciesnames import installed_labels
from sidecar.run.judging import Judge, Place
from sidecar.run.species import listed
from sidecar.values import Bool, Float64

_Settings = Mapping[str, Any]


@dataclass(frozen=True)
class RunsOfModel:
    """The runs whose analyses count, with their settings."""

    engine: Engine
    model: str
    bases: Sequence[AnalysisBasis]

    @cached_property
    def settings(self) -> Mapping[int, _Settings]:
        """The settings of each run; none where they cannot be read."""
        ids = sorted({each.run_id for each in self.bases})
        asked = Question("runs", {"runId": ids})
        rows = self.engine.catalog.questions.rows(asked, ["runId", "settings"]) if ids else ()
        return {int(str(run)): _object(text) for run, text in rows}

    def floors(self, species: Sequence[str]) -> Float64:
        """Give the highest least confidence with which runs kept each species [species]."""
        floors = np.zeros(len(species))
        for each in self.settings.values():
            least = _number(each.get("minConfidence"))
            own = each.get("speciesConfidence")
            own = own if isinstance(own, dict) else {}
            found = [_number(own.get(name, least)) for name in species]
            floors = np.maximum(floors, found)
        return floors


def _object(text: object) -> _Settings:
    try:
        found = json.loads(str(text))
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def reportable(runs: RunsOfModel, species: Sequence[str], ledger: Ledger) -> Reportable:
    """Tell which of the species [species] the analyses of each basis could have named.

    What cannot be told here is noted: without the model, its labels and places are unknown.
    """
    labels = dict(installed_labels(runs.engine)).get(runs.model)
    if labels is None:
        _say(
            ledger,
            f"The labels of {runs.model} are not here, so a species that it does not "
            "know counts as not detected.",
        )
    by_lists = {run: _by_lists(labels, each, species) for run, each in runs.settings.items()}
    every = np.ones(len(species), np.bool_)
    found = {each: by_lists.get(each.run_id, every) for each in runs.bases}
    # The filter did not apply to a recording without a place.
    placed = [
        each
        for each in runs.bases
        if each.latitude is not None and runs.settings.get(each.run_id, {}).get("location")
    ]
    if placed:
        found |= _by_places(runs, placed, found, species, ledger)
    return found


def _say(ledger: Ledger, why: str) -> None:
    ledger.unfilled("where.species", why)


def _by_lists(labels: Labels | None, settings: _Settings, species: Sequence[str]) -> Bool:
    """Tell which species a model knows and a run's lists let it name."""
    may = np.ones(len(species), np.bool_)
    if labels is None:
        return may
    classes = np.ones(len(labels), np.bool_)
    if _names(settings.get("speciesList")) is not None:
        classes = listed(labels, _names(settings["speciesList"]) or ()).marked
    if _names(settings.get("excludeSpecies")) is not None:
        classes = classes & ~listed(labels, _names(settings["excludeSpecies"]) or ()).marked
    return _of_classes(labels, classes, species)


def _names(value: object) -> list[str] | None:
    return [str(each) for each in value] if isinstance(value, list) else None


def _of_classes(labels: Labels, classes: Bool, species: Iterable[str]) -> Bool:
    named = {name for name, may in zip(labels.species, classes.tolist(), strict=True) if may}
    return np.array([each in named for each in species], np.bool_)


def _by_places(
    runs: RunsOfModel,
    placed: Sequence[AnalysisBasis],
    by_lists: Reportable,
    species: Sequence[str],
    ledger: Ledger,
) -> dict[AnalysisBasis, Bool]:
    """Ask the model which species its place filter allowed, in each place and week."""
    found: dict[AnalysisBasis, Bool] = {}
    judges: dict[int, tuple[Judge, Labels] | None] = {}
    for each in placed:
        if each.run_id not in judges:
            judges[each.run_id] = _judge(runs, each.run_id)
        known = judges[each.run_id]
        if known is None:
            continue
        judge, labels = known
        place = Place(each.latitude, each.longitude, each.week)
        allowed = _of_classes(labels, np.asarray(judge.scoring(place).allowed), species)
        found[each] = allowed & by_lists[each]
    if len(found) < len(placed):
        without = sorted({each.run_id for each in placed if each not in found})
        _say(
            ledger,
            f"The place filter of run {', '.join(map(str, without))} is unknown here, "
            "because its model or its range model is not installed. A species that it left out "
            "counts as not detected.",
        )
    return found


def _judge(runs: RunsOfModel, run_id: int) -> tuple[Judge, Labels] | None:
    """Judge as a run did; None without its model, or without its range model."""
    asked_of, settings = runs.engine.catalog.runs.asked(run_id), runs.settings[run_id]
    if asked_of is None:
        return None
    try:
        again = repeated(runs.model, settings, ["-"], field="where.model")
        asked = ask(runs.engine, again, asked_of.version_id)
    except LinnetError:
        return None
    if another(settings, asked.ranges) is not None:
        return None
    return Judge(asked.job.judging, asked.session, asked.ranges), asked.session.labels
