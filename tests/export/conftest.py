"""A catalog of recordings with known detections, by no model at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest

from sidecar.engine import Engine
from sidecar.settings import Settings
from sidecar.store.entries import Digests, Found, ModelRow, NewAnalysis, Place, WindowSet
from sidecar.values import AudioFacts, Metadata

MODELS = Path(__file__).parents[2] / "models"

Heard = tuple[float, float, str, str, float]  # start, end, species, common name, confidence
Keep = Callable[..., int]


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    home = tmp_path / "home"
    engine = Engine(Settings(home=home, catalog=home / "catalog.sqlite", manifests=MODELS))
    yield engine
    engine.close()


@pytest.fixture
def keep(engine: Engine) -> Keep:
    """Give what keeps recordings with what was heard in each, as one run; returns its runId."""

    def kept(heard: dict[str, list[Heard]], *, seconds: float = 60.0, settings: str = "{}") -> int:
        catalog = engine.catalog
        model = catalog.model_id(ModelRow("m", "Model", "1.5", "a" * 64, "1", "free"))
        run = catalog.begin_run(model, settings, "linnet", list(heard))
        for url, found in heard.items():
            facts = AudioFacts(Path(url), 48_000, 1, round(48_000 * seconds), "WAV", "PCM_16", 1, 1)
            windows = WindowSet(None, seconds, seconds, 0, np.arange(20) * 144_000, 4, None)
            rows = [
                Found(species, common, start, end, confidence, None, 1)
                for start, end, species, common, confidence in found
            ]
            start = Metadata(start=datetime(2024, 5, 1, 4, 30))
            analysis = NewAnalysis(
                url, facts, start, windows, Digests("w", "s"), Place(52.5, 13.4, 17), rows
            )
            catalog.save(run, model, analysis)
        catalog.end_run(run, "complete")
        return run

    return kept


def owl(start: float = 0.0, confidence: float = 0.98765) -> Heard:
    return start, start + 3.0, "Strix aluco", "Tawny Owl", confidence


def tit(start: float = 0.0, confidence: float = 0.5) -> Heard:
    return start, start + 3.0, "Parus major", "Great Tit", confidence
