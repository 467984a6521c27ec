"""An engine whose catalog has the survey, and whose model knows some species."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from sidecar.app.engine import Engine
from sidecar.models.registry import LABELS_FILE
from sidecar.settings import Settings
from tests.conftest import MANIFESTS
from tests.keeping import BIRDNET
from tests.occasions.world import SPECIES, Tape, survey, tapes

# Of the second run's list; its floor is higher too.
LISTED = SPECIES[:2]


@pytest.fixture(scope="session")
def recordings() -> list[Tape]:
    return tapes()


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory, recordings: list[Tape]) -> Iterator[Engine]:
    home = tmp_path_factory.mktemp("home")
    labels = home / "models" / BIRDNET.name / LABELS_FILE
    labels.parent.mkdir(parents=True)
    labels.write_text("".join(f"{each}_An owl\n" for each in SPECIES), "utf-8")
    settings = {
        1: json.dumps({"minConfidence": 0.25}),
        2: json.dumps({"minConfidence": 0.3, "speciesList": list(LISTED)}),
    }
    survey(home / "catalog.sqlite", recordings, settings).close()
    engine = Engine(Settings(home=home, catalog=home / "catalog.sqlite", manifests=MANIFESTS))
    yield engine
    engine.close()
