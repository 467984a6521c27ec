"""What methods send while they run is what their lines say."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydantic import BaseModel

from sidecar.app.engine import Engine
from sidecar.contract.methods import METHODS
from sidecar.contract.models import InstallModelRequest
from sidecar.methods.methods import verbs
from sidecar.rpc.dispatch import outcome
from sidecar.rpc.failures import Failure
from sidecar.rpc.verb import Call, Verb
from sidecar.settings import Settings
from tests.conftest import MANIFESTS
from tests.factories import tone, write_wav
from tests.stored import add_base, label, store_windows
from tests.tiny import write_labels, write_model

DIMENSION, EACH = 8, 10
# The one method that needs a network, or a large file.
FETCHES = "models/install"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def engine(home: Path) -> Iterator[Engine]:
    """Make an engine with a tiny model, some labelled windows, and recordings on the disk."""
    engine = Engine(Settings(home, home / "c.sqlite", MANIFESTS, model="base"))
    add_base(engine, dimension=DIMENSION)
    blocks = np.random.default_rng(1).normal(1.0, 1.0, (10 * EACH, DIMENSION)).astype(np.float32)
    for recording_id in store_windows(engine, [blocks], each=EACH, count=10 * EACH):
        for window, verified in ((1, "YES"), (2, "YES"), (3, "NO")):
            label(engine, recording_id, window, "Strix aluco", verified)
    for name in ("one", "two"):
        write_wav(home / "card" / f"{name}.wav", tone(7.0))
    write_wav(home / "elsewhere" / "one.wav", tone(5.0, hertz=3000.0))
    (home / "elsewhere" / "one.txt").write_text("0.5\t1.5\tStrix aluco\n")
    write_model(home / "more.onnx", shape=(144_000,), classes=2, embedding=DIMENSION)
    write_labels(home / "more.txt", 2)
    yield engine
    engine.close()


def _asked(home: Path) -> dict[str, dict[str, Any]]:
    """Ask each method for something that it can do, in an order in which it can."""
    card, elsewhere = str(home / "card"), str(home / "elsewhere")
    wav = str(home / "card" / "one.wav")
    stretch = {"path": wav, "start": 0.0, "end": 1.0, "width": 10}
    pcm = base64.b64encode(bytes(96_000)).decode()
    return {
        "health": {},
        "models/list": {},
        "models/add": {"path": str(home / "more.onnx"), "labels": str(home / "more.txt")},
        "models/verify": {"name": "more"},
        "preprocess": {"inputs": [card], "frontend": "ucsd-torchaudio-mel"},
        "infer": {"inputs": [card], "minConfidence": 0.01},
        "runs/resume": {"runId": 1},
        "query": {"select": "recordings"},
        "spectrogram": {**stretch, "height": 10},
        "waveform": stretch,
        "heads/train": {"name": "head", "least": 2},
        "heads/apply": {"name": "head", "minConfidence": 0.01},
        "heads/suggest": {"name": "head", "k": 3},
        "embeddings/reduce": {"dimension": 2},
        "export": {"format": "csv", "destination": str(home / "rows.csv")},
        "clips": {"destination": str(home / "clips"), "where": {"path": {"contains": "card"}}},
        "recordings/import": {"inputs": [elsewhere]},
        "recordings/update": {"recordings": [{"recordingId": 1, "start": None}]},
        "recordings/relink": {"folders": [elsewhere]},
        "places/set": {"sites": [{"site": "S1", "timezone": "Europe/Berlin"}]},
        "places/remove": {"siteIds": [1]},
        "places/undo": {},
        "annotations/import": {"inputs": [elsewhere]},
        "annotations/undo": {},
        "annotate": {"annotations": [{"path": wav, "start": 0, "end": 1, "species": "Asio otus"}]},
        "recordings/remove": {"recordingIds": [2], "includingLabels": True},
        "stream/open": {"sampleRate": 48_000},
        "stream/push": {"pcm": pcm},
        "stream/close": {},
        "catalog/check": {},
        "catalog/backup": {"destination": str(home / "copy.sqlite")},
        "catalog/repair": {},
    }


def test_every_method_is_asked(home: Path) -> None:
    assert {*_asked(home), FETCHES} == set(METHODS)


def test_each_method_sends_what_it_declares_and_nothing_else(engine: Engine, home: Path) -> None:
    opened: dict[str, Any] = {}
    for name, params in _asked(home).items():
        verb = verbs(engine)[name]
        if name in ("stream/push", "stream/close"):
            params = {**params, "streamId": opened["streamId"]}
        result, sent = _run(name, verb, params)
        assert isinstance(result, dict), (name, result)
        opened = result if name == "stream/open" else opened
        _check(name, verb, sent)


def _run(
    name: str, verb: Verb[Any, Any], params: dict[str, Any]
) -> tuple[object | Failure, list[tuple[BaseModel, bool]]]:
    sent: list[tuple[BaseModel, bool]] = []

    def send(value: BaseModel, last: bool) -> bool:
        sent.append((value, last))
        return True

    return outcome(name, verb, params, Call(send, every_s=0.0)), sent


def _check(name: str, verb: Verb[Any, Any], sent: list[tuple[BaseModel, bool]]) -> None:
    """A beginning, reports, and an end that no slow reader misses."""
    if verb.progress is None:
        assert not sent, name
        return
    assert {type(value) for value, _ in sent} == {verb.progress}, name
    kinds = [value.model_dump()["kind"] for value, _ in sent]
    assert kinds == ["begin", *["report"] * (len(kinds) - 2), "end"], name
    assert sent[0][1] and sent[-1][1]


def test_the_fetching_of_a_model_sends_what_it_declares(
    birdnet_source: Path, tmp_path: Path
) -> None:
    engine = Engine(Settings(tmp_path, tmp_path / "c.sqlite", MANIFESTS))
    request = InstallModelRequest(name="birdnet-v2.4", source=str(birdnet_source))
    verb = verbs(engine)[FETCHES]
    result, sent = _run(FETCHES, verb, request.model_dump(by_alias=True, exclude_unset=True))
    assert isinstance(result, dict)
    _check(FETCHES, verb, sent)
