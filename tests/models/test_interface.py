"""What holds for every model: an ONNX file, BirdNET, a trained head, a test's fake."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import get_args

import numpy as np
import pytest

from sidecar.app.engine import Engine
from sidecar.contract.analyze import InferRequest
from sidecar.frontends.compute import front_end
from sidecar.methods.analyze import infer
from sidecar.models.families.table import CONVERSIONS, FAMILIES
from sidecar.models.headfile import NewHead, install_head
from sidecar.models.install import install
from sidecar.models.interface import ALL_YEAR, Model
from sidecar.models.labels import Labels
from sidecar.models.layer import Layer
from sidecar.models.manifest import SourceFile
from sidecar.models.registry import LAST_LAYER_FILE, TRAINED_HEAD_FILE, Registry
from sidecar.models.session import Session
from sidecar.models.verify import verify
from sidecar.rpc.verb import Call
from sidecar.run.prepare import Cutting
from sidecar.run.stream import Stream
from sidecar.settings import Settings
from sidecar.values import Float32
from tests.conftest import MANIFESTS
from tests.factories import tone, write_wav
from tests.models.fake import BareFake, FakeModel
from tests.models.published import publish
from tests.stored import engine_with_base

WHICH = ["fake", "fake without more", "file", "head", "double", "birdnet", "head on birdnet"]
NEEDS_BIRDNET = {"birdnet", "head on birdnet"}


def _head_on(engine: Engine, base: str, species: tuple[str, ...]) -> Model:
    width = engine.session(base).manifest.embedding
    assert width is not None
    rng = np.random.default_rng(3)
    layer = Layer(rng.normal(size=(width, len(species))), rng.normal(size=len(species)))
    named = Labels(species, tuple(f"common {name}" for name in species))
    install_head(engine.registry, engine.session(base), NewHead("h", "Head", named, [layer], "{}"))
    return engine.session("h")


def _birdnet(request: pytest.FixtureRequest, home: Path) -> Engine:
    """Make an engine over BirdNET's files; a head on it is installed in a home of its own."""
    installed: Path = request.getfixturevalue("model_home")
    (home / "models").mkdir(parents=True)
    (home / "models" / "birdnet-v2.4").symlink_to(installed / "models" / "birdnet-v2.4")
    return Engine(Settings(home, home / "c.sqlite", MANIFESTS))


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(which, marks=pytest.mark.model) if which in NEEDS_BIRDNET else which
        for which in WHICH
    ],
)
def model(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Model:
    """Make each implementation in turn."""
    tmp_path = tmp_path_factory.mktemp("model")
    match request.param:
        case "fake":
            return FakeModel()
        case "fake without more":
            return BareFake(embedding=None)
        case "file":
            return engine_with_base(tmp_path, dimension=4).session("base")
        case "head":
            return _head_on(engine_with_base(tmp_path, dimension=4), "base", ("a", "b"))
        case "double":
            manifest = publish(
                request.getfixturevalue("double")("perch"), "perch", tmp_path / "published"
            )
            registry = Registry(tmp_path / "models", {manifest.name: manifest})
            source = str(tmp_path / "published")
            found = install(registry, manifest.name, source=source, on_step=lambda *step: None)
            return Session(registry.path(manifest.name), found)
        case "birdnet":
            return _birdnet(request, tmp_path / "home").session(None)
        case _:
            species = ("Strix aluco", "my own frog")
            return _head_on(_birdnet(request, tmp_path / "home"), "birdnet-v2.4", species)


def _inputs(model: Model, count: int) -> Float32:
    rng = np.random.default_rng(11)
    spec = model.manifest.input.spec
    samples = rng.normal(0.0, 0.05, (count, spec.window_samples)).astype(np.float32)
    return front_end(spec)(samples)


def test_a_model_gives_a_number_for_each_class_of_each_window(model: Model) -> None:
    scores = model.run(_inputs(model, 3))
    assert scores.logits.shape == (3, len(model.labels))
    assert len(model.labels) == model.manifest.classes
    assert scores.logits.dtype == np.float32
    assert np.isfinite(scores.logits).all()
    if model.manifest.embedding is None:
        assert scores.embeddings is None
    else:
        assert scores.embeddings is not None
        assert scores.embeddings.shape == (3, model.manifest.embedding)


def test_a_window_is_judged_alike_whatever_stands_beside_it(model: Model) -> None:
    inputs = _inputs(model, 3)
    together, alone = model.run(inputs).logits[1], model.run(inputs[1:2]).logits[0]
    assert together == pytest.approx(alone, rel=1e-4, abs=1e-4)


def test_several_threads_may_ask_at_once(model: Model) -> None:
    inputs = _inputs(model, 4)
    one_by_one = [model.run(window[np.newaxis]).logits for window in inputs]
    with ThreadPoolExecutor(4) as pool:
        at_once = list(pool.map(lambda window: model.run(window[np.newaxis]).logits, inputs))
    assert np.array_equal(one_by_one, at_once)


def test_the_last_layer_alone_gives_what_the_whole_model_gave(model: Model) -> None:
    scores = model.run(_inputs(model, 2))
    embeddings = scores.embeddings if scores.embeddings is not None else np.zeros((2, 4))
    again = model.rejudge(embeddings.astype(np.float32))
    assert (again is not None) == model.rejudges
    if again is not None:
        assert np.array_equal(again, scores.logits)


def test_embeddings_are_those_of_the_model_that_makes_them(model: Model) -> None:
    inputs = _inputs(model, 2)
    made = model.embedder.run(inputs).embeddings
    found = model.run(inputs).embeddings
    assert model.embedder.embedder is model.embedder
    assert (made is None) == (found is None)
    if made is not None and found is not None:
        assert np.array_equal(made, found)
    assert (model.embedder is model) == (model.manifest.base is None)
    if model.embedder is not model:
        assert model.identity != model.embedder.identity


def test_a_place_is_answered_for_each_class_if_the_model_has_a_range_model(model: Model) -> None:
    if model.range_digest is None:
        return
    for week in (1, 48, ALL_YEAR):
        likely = model.occurrence(52.0, 5.0, week)
        assert likely.shape == (len(model.labels),)
        assert ((likely >= 0) & (likely <= 1)).all()


def test_a_model_says_who_it_is_and_what_it_runs_on(model: Model) -> None:
    for digest in (model.identity, model.labels_digest, model.range_digest or "0" * 64):
        assert len(digest) == 64
        int(digest, 16)
    assert model.converter
    assert model.providers[-1] == "CPUExecutionProvider"


def test_every_model_passes_its_trial(model: Model) -> None:
    assert all(check.passed for check in verify(model, None))


def test_a_stream_hears_what_the_model_does(model: Model) -> None:
    spec = model.manifest.input.spec
    sound = np.random.default_rng(2).normal(0.0, 0.05, spec.window_samples).astype("<f4")
    cutting = Cutting(spec, hop=spec.window_samples)
    stream = Stream(model, cutting, rate_hz=spec.sample_rate, form="f32le")
    (heard,) = [*stream.push(sound.tobytes()), *stream.finish()]
    expected = model.run(front_end(spec)(sound[np.newaxis])).logits
    assert np.array_equal(heard.logits, expected)


def test_no_two_models_share_an_identity(tmp_path: Path) -> None:
    engine = engine_with_base(tmp_path, dimension=4)
    first = _head_on(engine, "base", ("a", "b")).identity
    second = _head_on(engine, "base", ("a", "c")).identity
    assert len({first, second, engine.session("base").identity}) == 3


def test_files_of_installed_models_keep_their_names_on_disk() -> None:
    assert {LAST_LAYER_FILE, TRAINED_HEAD_FILE} == {"head.onnx"}


def test_every_conversion_that_a_manifest_may_name_is_done_by_a_family_or_by_installing() -> None:
    named = set(get_args(SourceFile.model_fields["convert"].annotation))
    general = {"onnx", "labels-birdnet", "labels-lines", "labels-csv"}
    assert named == general | set(CONVERSIONS)
    assert not general & set(CONVERSIONS)
    assert len(CONVERSIONS) == sum(len(family.convert) for family in FAMILIES)


def test_a_model_without_a_file_analyses_from_sound_to_species(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = Engine(Settings(tmp_path, tmp_path / "c.sqlite", MANIFESTS))
    monkeypatch.setattr(engine, "session", lambda name, version_id=None: FakeModel())
    path = write_wav(tmp_path / "a.wav", tone(0.3, hertz=100, rate_hz=8000), rate_hz=8000)
    place = {"latitude": 45.0, "longitude": 5.0, "week": 24, "threshold": 0.1}
    asked = {"inputs": [str(path)], "minConfidence": 0.1, "location": place}
    (row,) = infer(engine, InferRequest.model_validate(asked), Call()).recordings
    assert {found.species for found in row.detections} == {"Strix aluco", "Hyla arborea", "Wind"}
    assert (row.windows, row.rescored) == (3, False)
    elsewhere = {**asked, "location": {**place, "latitude": 0.0, "unknownSpecies": "drop"}}
    (row,) = infer(engine, InferRequest.model_validate(elsewhere), Call()).recordings
    assert {found.species for found in row.detections} == {"Hyla arborea"}
    assert row.rescored
    engine.close()
