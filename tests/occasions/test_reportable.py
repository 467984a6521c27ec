"""Which species a run could name: by its model's labels, its lists, and its filter of places."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.catalog.occasions import AnalysisBasis
from sidecar.methods import reportable as module
from sidecar.methods.reportable import RunsOfModel, reportable
from sidecar.models.labels import Labels
from sidecar.settings import Settings
from tests.keeping import BIRDNET
from tests.occasions.world import NOBODY, SPECIES, survey, tapes

_ASKED = [*SPECIES, NOBODY]
_HERE, _THERE = AnalysisBasis(1, 52.5, 13.4, 17), AnalysisBasis(1, 0.0, 13.4, 17)


def _engine(home: Path, settings: Mapping[int, str]) -> Engine:
    survey(home / "catalog.sqlite", tapes()[:6], settings).close()
    return Engine(Settings(home=home, catalog=home / "catalog.sqlite", manifests=home))


def _placed(lists: Any = None) -> str:
    return json.dumps({"location": {"week": None}, "speciesList": lists, "minConfidence": 0.1})


class _OwlsOfTheNorth:
    """Stands for a model that lets the first species be named in the north alone."""

    def scoring(self, place: Any) -> Any:
        north = place.latitude > 30
        return SimpleNamespace(allowed=np.array([north, True, True, True]))


def test_a_place_filter_leaves_species_out_there_and_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    labels = Labels(SPECIES, SPECIES)
    monkeypatch.setattr(module, "installed_labels", lambda engine: [(BIRDNET.name, labels)])
    monkeypatch.setattr(module, "_judge", lambda runs, run_id: (_OwlsOfTheNorth(), labels))
    engine = _engine(tmp_path, {1: _placed([SPECIES[0], SPECIES[1]])})
    ledger = Ledger()
    may = reportable(RunsOfModel(engine, BIRDNET.name, [_HERE, _THERE]), _ASKED, ledger)
    assert may[_HERE].tolist() == [True, True, False, False, False]
    assert may[_THERE].tolist() == [False, True, False, False, False]
    assert ledger.notes() == []
    engine.close()


def test_what_only_the_model_could_tell_is_said(tmp_path: Path) -> None:
    engine = _engine(tmp_path, {1: _placed(), 2: "no JSON"})
    ledger = Ledger()
    bases = [_HERE, AnalysisBasis(2, None, None, None)]
    runs = RunsOfModel(engine, BIRDNET.name, bases)
    may = reportable(runs, _ASKED, ledger)
    assert all(each.all() for each in may.values())
    assert [note.message for note in ledger.notes()] == [
        "The labels of birdnet-v2.4 are not here, so a species that it does not know counts as "
        "not detected.",
        "The place filter of run 1 is unknown here, because its model or its range model is not "
        "installed. A species that it left out counts as not detected.",
    ]
    assert all(note.changes_results for note in ledger.notes())
    assert runs.floors(_ASKED).tolist() == [0.1] * 5
    engine.close()
