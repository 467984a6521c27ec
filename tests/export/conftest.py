"""A catalog of recordings with known detections, by no model at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest

from sidecar.app.engine import Engine
from sidecar.catalog.runs import ModelVersion
from sidecar.run.detections import Detection
from sidecar.run.judging import Place
from sidecar.settings import Settings
from sidecar.values import Metadata
from tests.export.published import furnish
from tests.keeping import heard as heard_in
from tests.keeping import keep_run

MODELS = Path(__file__).parents[2] / "sidecar" / "manifests"

Heard = tuple[float, float, str, str, float]  # start, end, species, common name, confidence
Keep = Callable[..., int]


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    home = tmp_path / "home"
    engine = Engine(Settings(home=home, catalog=home / "catalog.sqlite", manifests=MODELS))
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Give an engine with verified rows at two sites, which no test changes."""
    home = tmp_path_factory.mktemp("stocked")
    engine = Engine(Settings(home=home, catalog=home / "catalog.sqlite", manifests=MODELS))
    furnish(engine)
    yield engine
    engine.close()


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Engine]:
    """Give a second engine, with a catalog of its own."""
    home = tmp_path / "other home"
    engine = Engine(Settings(home=home, catalog=home / "catalog.sqlite", manifests=MODELS))
    yield engine
    engine.close()


@pytest.fixture
def keep(engine: Engine) -> Keep:
    """Give what keeps recordings with what was heard in each, as one run; returns its runId."""

    def kept(heard: dict[str, list[Heard]], *, seconds: float = 60.0, settings: str = "{}") -> int:
        model = ModelVersion("m", "Model", "1.5", "a" * 64, "1", "free")
        outcomes = [
            heard_in(
                url,
                *(
                    Detection(species, common, start, end, confidence)
                    for start, end, species, common, confidence in found
                ),
                seconds=seconds,
                offsets=np.arange(20) * 144_000,
                place=Place(52.5, 13.4, 17),
                metadata=Metadata(start=datetime(2024, 5, 1, 4, 30)),
            )
            for url, found in heard.items()
        ]
        run_id, _ = keep_run(engine.catalog, model, *outcomes, settings=settings)
        return run_id

    return kept


def owl(start: float = 0.0, confidence: float = 0.98765) -> Heard:
    return start, start + 3.0, "Strix aluco", "Tawny Owl", confidence


def tit(start: float = 0.0, confidence: float = 0.5) -> Heard:
    return start, start + 3.0, "Parus major", "Great Tit", confidence
