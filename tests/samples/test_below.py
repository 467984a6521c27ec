"""Windows below the threshold come from stored embeddings, and are those that the model missed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from sidecar.app.engine import Engine
from sidecar.contract.analyze import InferRequest
from sidecar.methods.analyze import infer
from sidecar.models.headfile import NewHead, install_head
from sidecar.models.labels import Labels
from sidecar.models.layer import Layer
from sidecar.rpc.verb import Call
from sidecar.samples.scores import confidence_of, logit_of
from tests.factories import write_wav
from tests.geomodel import install_places
from tests.samples.sampled import OWL, TIT, ask, refused
from tests.stored import engine_with_base


def _analyse(engine: Engine, home: Path, **options: object) -> None:
    request = InferRequest.model_validate(
        {"inputs": [str(home / "card")], "model": "night", **options}
    )
    assert infer(engine, request, Call()).recordings


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make recordings whose windows the tiny model scores by their mean, each another one."""
    home, rng = tmp_path_factory.mktemp("home"), np.random.default_rng(3)
    for number in range(3):
        means = rng.uniform(-0.3, 0.3, 14).repeat(3 * 48_000)
        samples = means + rng.normal(0.0, 0.01, len(means))
        write_wav(home / "card" / f"{number}.wav", samples.astype(np.float32))
    return home


@pytest.fixture
def engine(home: Path, tmp_path: Path) -> Iterator[Engine]:
    engine = engine_with_base(tmp_path / "engine", dimension=8)
    rng = np.random.default_rng(2)
    layer = Layer(3 * rng.normal(size=(8, 2)), np.array([-1.0, 0.0]))
    head = NewHead("night", "Night voices", Labels((OWL, TIT), (OWL, TIT)), [layer], "{}")
    install_head(engine.registry, engine.session("base"), head)
    yield engine
    engine.close()


def _all_logits(engine: Engine, species: str) -> list[float]:
    rows = ask(
        engine,
        "query",
        select="detections",
        where={"species": species},
        limit=1000,
        fields=["confidence"],
    )["rows"]
    return sorted(logit_of([row["confidence"] for row in rows]).tolist())


def test_all_windows_down_to_the_deepest_are_in_the_frame(
    engine: Engine, home: Path, tmp_path: Path
) -> None:
    _analyse(engine, home, minConfidence=0.0)
    whole = _all_logits(engine, OWL)
    threshold = float(confidence_of(np.median(whole)))
    _analyse(engine, home, minConfidence=threshold)
    kept = _all_logits(engine, OWL)
    assert 0 < len(kept) < len(whole)
    drawn = ask(engine, "samples/draw", name="Missed", species=[OWL], n=12, deepest=-16, bands=2)
    (told,) = drawn["species"]
    below = [each for each in told["strata"] if each["high"] and each["high"] <= threshold + 1e-6]
    above = [each for each in told["strata"] if each not in below]
    assert sum(each["windows"] for each in above) == len(kept)
    assert told["windows"] == len(whole)
    assert sum(each["n"] for each in below) == sum(each["n"] for each in above) == 6
    sample = engine.catalog.samples.read(drawn["sampleId"])
    assert sample is not None
    floor = sample.parts[0].floor
    drawn_low = [each.item.logit for each in sample.members if each.item.logit < floor]
    low = np.array(whole)[: len(whole) - len(kept)]
    for logit in drawn_low:
        assert np.abs(low - logit).min() < 2e-3  # embeddings are kept with 16 bits
    again = ask(
        engine,
        "samples/draw",
        name="Same",
        species=[OWL],
        n=12,
        deepest=-16,
        bands=2,
        seed=drawn["seed"],
    )
    same = engine.catalog.samples.read(again["sampleId"])
    assert same is not None
    assert [each.item for each in same.members] == [each.item for each in sample.members]


def test_windows_that_the_analysis_could_not_report_are_not_in_the_frame(
    engine: Engine, home: Path
) -> None:
    _analyse(engine, home, minConfidence=0.0)
    whole = _all_logits(engine, OWL)
    card = home / "card"
    threshold = float(confidence_of(np.median(whole)))
    _analyse(engine, home, inputs=[str(card / "0.wav")], speciesList=[TIT])
    for name in ("1", "2"):
        _analyse(engine, home, inputs=[str(card / f"{name}.wav")], minConfidence=threshold)
    drawn = ask(engine, "samples/draw", name="b", species=[OWL], deepest=-16, dryRun=True)
    (told,) = drawn["species"]
    assert told["windows"] == 28 == len(whole) - told["unreported"]
    assert told["floor"] == threshold


def test_what_cannot_be_judged_again_is_refused_in_words(engine: Engine, home: Path) -> None:
    _analyse(engine, home, minConfidence=0.01)
    asked = {"name": "a", "species": [OWL], "deepest": -7}
    failure = refused(engine, "samples/draw", **asked, where={"month": 5})
    assert failure.message == "Windows below the floor cannot be chosen by month."
    failure = refused(engine, "samples/draw", **asked, floor=0.001)
    assert "kept detections from confidence 0.01 on" in failure.message
    failure = refused(engine, "samples/draw", **{**asked, "deepest": 0})
    assert failure.message.startswith("The floor has the logit")
    with engine.catalog.transaction() as db:
        db.execute("DELETE FROM WindowSet WHERE recordingId = 2")
    failure = refused(engine, "samples/draw", **asked)
    assert failure.message.startswith("1 recording has no stored windows")


def test_windows_of_a_place_need_the_range_model_that_judged_it(
    engine: Engine, home: Path, tmp_path: Path
) -> None:
    install_places(engine, tmp_path / "published")
    south = {"latitude": -80.0, "longitude": 0.0, "week": 1}  # where the double has its owls
    _analyse(engine, home, minConfidence=0.5, location=south)
    asked = {"name": "a", "species": [OWL], "deepest": -16, "dryRun": True}
    assert ask(engine, "samples/draw", **asked)["species"][0]["unreported"] == 0
    ask(engine, "models/remove", name="places")
    assert refused(engine, "samples/draw", **asked).message.startswith("Places were judged by")
