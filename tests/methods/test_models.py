"""Choosing and removing models, and what a gallery is told of them."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from sidecar.app.engine import Engine
from sidecar.contract.analyze import InferRequest
from sidecar.contract.models import (
    ActivateModelRequest,
    ListModelsRequest,
    ModelRow,
    RemoveModelRequest,
    RemoveModelResult,
)
from sidecar.contract.stream import CloseStreamRequest, OpenStreamRequest
from sidecar.errors import InvalidParams, LinnetError, ModelInvalid, ModelNotInstalled
from sidecar.methods.analyze import infer
from sidecar.methods.methods import verbs
from sidecar.methods.models import activate_model, list_models, remove_model
from sidecar.methods.stream import close_stream, open_stream
from sidecar.models.add import Wanted, add
from sidecar.models.install import parts_of
from sidecar.models.local import LOCAL_FILE
from sidecar.models.sources import part_names
from sidecar.rpc.verb import Call
from sidecar.settings import Settings
from tests.conftest import MANIFESTS
from tests.factories import tone, write_wav
from tests.stored import add_base, engine_at, engine_with_base, store_windows
from tests.tiny import UCSD, write_labels, write_model


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """Give an engine with two models: "base", which is active, and "other"."""
    engine = engine_with_base(tmp_path / "home", dimension=4)
    model = write_model(tmp_path / "other.onnx", shape=(144_000,), classes=3, embedding=5)
    labels = write_labels(tmp_path / "other.txt", 3)
    add(engine.registry, Wanted(model, labels, {"name": "other", "title": "Other"}))
    yield engine
    engine.close()


def _activate(engine: Engine, name: str) -> ModelRow:
    return activate_model(engine, ActivateModelRequest(name=name), Call()).model


def _remove(engine: Engine, name: str) -> RemoveModelResult:
    return remove_model(engine, RemoveModelRequest(name=name), Call())


def _rows(engine: Engine) -> dict[str, ModelRow]:
    listed = list_models(engine, ListModelsRequest(), Call())
    return {row.name: row for row in listed.models}


def _infer(engine: Engine, path: Path, **more: object) -> str:
    request = InferRequest.model_validate({"inputs": [str(path)], **more})
    return infer(engine, request, Call()).model.name


# Activating.


def test_the_active_model_is_used_where_none_is_named_and_the_choice_outlives_the_engine(
    engine: Engine, tmp_path: Path
) -> None:
    card = write_wav(tmp_path / "card" / "a.wav", tone(3.0)).parent
    assert _infer(engine, card) == "base"
    row = _activate(engine, "other")
    assert (row.name, row.active) == ("other", True)
    assert _infer(engine, card) == "other"
    assert _infer(engine, card, model="base") == "base"
    assert [row.active for row in _rows(engine).values()] == [False, True]
    again = engine_at(tmp_path / "home")
    assert again.active_model == "other"
    assert _infer(again, card) == "other"
    again.close()


def test_only_a_model_that_can_run_becomes_active(engine: Engine, tmp_path: Path) -> None:
    with pytest.raises(ModelNotInstalled, match='no model called "nothing"'):
        _activate(engine, "nothing")
    record = engine.registry.path("other") / "installed.json"
    record.write_text("{}")
    with pytest.raises(ModelInvalid):
        _activate(engine, "other")
    assert engine.active_model == "base"


def test_a_damaged_choice_is_no_choice(engine: Engine) -> None:
    _activate(engine, "other")
    (engine.registry.folder / LOCAL_FILE).write_text("{")
    assert engine.active_model == "base"
    _activate(engine, "other")
    assert engine.active_model == "other"


# Removing.


def test_a_removed_model_leaves_nothing_and_its_detections_stay(
    engine: Engine, tmp_path: Path
) -> None:
    store_windows(engine, [np.ones((2, 4), np.float32)], each=2, count=2)
    before = {path.name for path in engine.registry.folder.iterdir()}
    result = _remove(engine, "base")
    assert result.bytes > 100 and result.notes == []
    assert before - {path.name for path in engine.registry.folder.iterdir()} == {"base"}
    assert result.active_model is None
    assert "base" not in _rows(engine)
    assert len(list(engine.catalog.recordings.places())) == 1
    with engine.catalog.questions.reading():
        assert engine.catalog.embeddings.versions("base")
    add_base(engine, dimension=4)
    assert _infer(engine, write_wav(tmp_path / "a.wav", tone(3.0))) == "base"


def test_the_active_model_can_be_removed_and_the_usual_one_is_active_then(engine: Engine) -> None:
    _activate(engine, "other")
    assert _remove(engine, "other").active_model == "base"
    assert engine.active_model == "base"


def test_a_model_that_is_not_installed_cannot_be_removed(engine: Engine) -> None:
    for name in ("nothing", "../home", ""):
        with pytest.raises(ModelNotInstalled):
            _remove(engine, name)


def test_a_damaged_model_can_be_removed(engine: Engine) -> None:
    (engine.registry.path("other") / "installed.json").write_text("{}")
    _remove(engine, "other")
    assert not engine.registry.path("other").exists()


def test_a_head_is_told_of_when_its_base_goes(engine: Engine, tmp_path: Path) -> None:
    folder = engine.registry.path("other")
    record = json.loads((folder / "installed.json").read_text("utf-8"))
    base = json.loads((engine.registry.path("base") / "installed.json").read_text("utf-8"))
    record["manifest"]["base"] = {
        "name": "base",
        "title": "Base",
        "sha256": base["sha256"],
        "converter": base["converter"],
    }
    del record["digest"]
    (folder / "installed.json").write_text(json.dumps(record), "utf-8")
    (note,) = _remove(engine, "base").notes
    assert (note.kind, note.examples) == ("baseRemoved", ["other"])
    with pytest.raises(ModelNotInstalled, match="is not installed"):
        _activate(engine, "other")


def test_a_model_in_use_by_a_request_is_not_removed(engine: Engine, tmp_path: Path) -> None:
    """The request is held while it has its model, and let go before the answer."""
    removing = verbs(engine)["models/remove"]
    with engine.using():
        engine.session("other")
        with pytest.raises(InvalidParams, match="Other is in use"):
            removing.run(RemoveModelRequest(name="other"), Call())
        assert engine.registry.path("other").is_dir()
    assert removing.run(RemoveModelRequest(name="other"), Call()).bytes > 100


def test_another_threads_request_keeps_its_model(engine: Engine) -> None:
    loaded, go_on = threading.Event(), threading.Event()

    def use() -> None:
        with engine.using():
            engine.session("other")
            loaded.set()
            go_on.wait()

    thread = threading.Thread(target=use)
    thread.start()
    loaded.wait()
    try:
        with pytest.raises(InvalidParams, match="in use"):
            _remove(engine, "other")
        _remove(engine, "base")  # which nobody uses
    finally:
        go_on.set()
        thread.join()
    _remove(engine, "other")


def test_an_open_stream_keeps_its_model(engine: Engine) -> None:
    request = OpenStreamRequest(sample_rate=48_000, model="other")
    stream = open_stream(engine, request, Call()).stream_id
    with pytest.raises(InvalidParams, match="in use"):
        _remove(engine, "other")
    close_stream(engine, CloseStreamRequest(stream_id=stream), Call())
    _remove(engine, "other")


def test_a_request_that_fails_lets_its_model_go(engine: Engine) -> None:
    with pytest.raises(LinnetError), engine.using():
        engine.session("other")
        raise LinnetError("It fails.")
    _remove(engine, "other")


# The gallery.


@pytest.fixture
def gallery(tmp_path: Path) -> Iterator[Engine]:
    engine = Engine(Settings(tmp_path, tmp_path / "c.sqlite", MANIFESTS))
    yield engine
    engine.close()


def test_the_gallery_tells_facts_and_leaves_the_unknown_null(gallery: Engine) -> None:
    rows = _rows(gallery)
    birdnet = rows["birdnet-v2.4"]
    assert birdnet.groups is not None and birdnet.groups[0] == "birds"
    assert (birdnet.commercial_use, birdnet.region) == (False, "worldwide")
    assert (birdnet.host, birdnet.bytes, birdnet.speed) == ("zenodo.org", None, None)
    assert (birdnet.low_hz, birdnet.high_hz, birdnet.drawn) == (0.0, 15_000.0, True)
    perch, efficientat = rows["perch-v2"], rows["efficientat-mn10-as"]
    assert (perch.low_hz, perch.high_hz, perch.drawn) == (0.0, 16_000.0, False)
    assert (efficientat.high_hz, efficientat.drawn) == (15_000.0, True)
    assert birdnet.files[0].name == "audio-model.tflite"
    assert all(file.sha256 and len(file.sha256[0]) == 64 for file in birdnet.files)
    preview = rows["birdnet-v3.0"]
    assert preview.commercial_use is None  # its sources do not agree
    assert preview.files[0].bytes == 541_598_502
    assert preview.download_bytes == sum(each.bytes or 0 for each in preview.files)
    said = [each.name for each in preview.files[0].licences]
    assert any("CC BY-SA" in each for each in said) and any("Apache-2.0" in each for each in said)
    assert all(each.read for each in preview.files[0].licences)
    assert rows["perch-v2"].host == "huggingface.co"
    assert rows["efficientat-mn10-as"].host is None  # a person downloads it by hand
    assert rows["ucsd-hsn-efficientnet-b1"].memory_bytes is None


def test_an_installed_model_tells_its_bytes_and_keeps_no_facts(
    gallery: Engine, tmp_path: Path
) -> None:
    """Records keep no facts, so that programs before this one can read them."""
    model = write_model(tmp_path / "m.onnx", shape=UCSD, classes=21)
    labels = write_labels(tmp_path / "m.txt", 21)
    add(gallery.registry, Wanted(model, labels, {"name": "mine"}))
    row = _rows(gallery)["mine"]
    folder = gallery.registry.path("mine")
    assert row.bytes == sum(path.stat().st_size for path in folder.iterdir())
    assert (row.groups, row.commercial_use, row.files) == (None, None, [])
    assert "facts" not in json.loads((folder / "installed.json").read_text("utf-8"))["manifest"]


def test_a_begun_download_is_told_and_a_removal_takes_it_along(
    gallery: Engine, tmp_path: Path
) -> None:
    manifest = gallery.registry.manifest("birdnet-v2.4")
    begun = tmp_path / part_names(manifest)[0]
    begun.write_bytes(bytes(1234))
    begun.with_name(begun.name + ".json").write_text("{}")
    gallery.registry.folder.mkdir(parents=True)
    parts_of(gallery.registry.folder).keep(begun)
    row = _rows(gallery)["birdnet-v2.4"]
    assert (row.part_bytes, row.installed) == (1234, False)
    folder = gallery.registry.path("birdnet-v2.4")
    folder.mkdir()
    _remove(gallery, "birdnet-v2.4")
    assert _rows(gallery)["birdnet-v2.4"].part_bytes is None


def test_a_long_run_tells_how_fast_a_model_is_here_and_a_short_one_does_not(
    engine: Engine, tmp_path: Path
) -> None:
    _infer(engine, write_wav(tmp_path / "short.wav", tone(9.0)))
    assert _rows(engine)["base"].speed is None
    _infer(engine, write_wav(tmp_path / "long.wav", tone(61.0)))
    first = _rows(engine)["base"].speed
    assert first is not None and first > 0
    assert _rows(engine)["other"].speed is None
    engine.local.note_speed(_rows(engine)["base"].sha256 or "", first / 2)
    assert _rows(engine)["base"].speed == first  # the fastest counts
