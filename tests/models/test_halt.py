"""A model that hangs is ended from outside, and whoever waits for it is answered."""

from __future__ import annotations

import threading
from base64 import b64encode
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
import pytest
from pydantic import BaseModel

from sidecar.app.engine import Engine
from sidecar.contract.analyze import InferRequest
from sidecar.contract.models import VerifyModelRequest
from sidecar.contract.quality import CheckModelRequest
from sidecar.contract.stream import OpenStreamRequest, PushStreamRequest
from sidecar.errors import RequestCancelled
from sidecar.methods.analyze import infer
from sidecar.methods.models import verify_model
from sidecar.methods.quality import check_model
from sidecar.methods.stream import open_stream, push_stream
from sidecar.models.add import Wanted, add
from sidecar.models.digest import sha256
from sidecar.models.halt import Halt
from sidecar.models.registry import MODEL_FILE, RECORD_FILE, read_record
from sidecar.models.session import Session
from sidecar.rpc.verb import Call
from sidecar.settings import InferenceSettings, Settings
from tests.conftest import MANIFESTS
from tests.factories import owl, write_wav
from tests.models.test_trial import loops
from tests.tiny import write_labels, write_model


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    """Make an engine with a good model, "good", and one that never ends, "endless"."""
    engine = Engine(Settings(tmp_path / "home", tmp_path / "catalog.sqlite", MANIFESTS))
    labels = write_labels(tmp_path / "labels.txt", 3)
    for name in ("good", "endless"):
        model = write_model(tmp_path / f"{name}.onnx", shape=(144_000,), classes=3)
        add(engine.registry, Wanted(model, labels, {}))
    _spoil(engine, "endless")
    return engine


def _spoil(engine: Engine, name: str) -> None:
    """Make an installed model endless, behind the back of its trial."""
    folder = engine.registry.path(name)
    model = onnx.load_model(folder / MODEL_FILE)
    loops(model)
    onnx.save_model(model, folder / MODEL_FILE)
    record = read_record(folder / RECORD_FILE)
    files = {**record.files, MODEL_FILE: sha256(folder / MODEL_FILE)}
    sealed = record.model_copy(update={"files": files}).sealed()
    (folder / RECORD_FILE).write_text(sealed, "utf-8")


def _cancel_in_the_model(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cancel `call` as soon as a model computes, from another thread, as a client does."""
    computes = threading.Event()
    ending = Halt.ending

    def noted(halt: Halt, end: Callable[[], None]) -> AbstractContextManager[None]:
        computes.set()
        return ending(halt, end)

    monkeypatch.setattr(Halt, "ending", noted)

    def cancel() -> None:
        computes.wait()
        call.cancelled.set()

    threading.Thread(target=cancel, daemon=True).start()


def test_a_run_of_an_endless_model_is_cancelled_and_leaves_no_thread_behind(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_wav(tmp_path / "a.wav", owl(30.0))
    call = Call()
    _cancel_in_the_model(call, monkeypatch)
    with pytest.raises(RequestCancelled):
        infer(engine, InferRequest(inputs=[str(path)], model="endless"), call)
    assert [each.name for each in threading.enumerate() if "linnet-" in each.name] == []
    again = infer(engine, InferRequest(inputs=[str(path)], model="good"), Call())
    assert again.recordings[0].windows == 10
    engine.close()


def test_a_run_of_an_endless_model_ends_by_itself_and_leaves_no_thread_behind(
    engine: Engine, tmp_path: Path
) -> None:
    limited = Engine(replace(engine.settings, inference=InferenceSettings(timeout_s=0.2)))
    path = write_wav(tmp_path / "a.wav", owl(3.0))
    (told,) = infer(limited, InferRequest(inputs=[str(path)], model="endless"), Call()).errors
    assert told.kind == "InferenceFailed"
    assert told.message == "The model endless gave no answer within 0.2 seconds."
    assert [each.name for each in threading.enumerate() if "linnet-" in each.name] == []
    limited.close()


@pytest.mark.parametrize("verb", ["models/verify", "models/check", "stream/push"])
def test_other_verbs_of_an_endless_model_are_cancelled_too(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    call = Call()
    opened = open_stream(engine, OpenStreamRequest(model="endless", sample_rate=48_000), Call())
    _cancel_in_the_model(call, monkeypatch)

    def ask() -> BaseModel:
        if verb == "models/verify":
            return verify_model(engine, VerifyModelRequest(name="endless"), call)
        if verb == "models/check":
            path = write_wav(tmp_path / "a.wav", owl(6.0))
            return check_model(engine, CheckModelRequest(name="endless", inputs=[str(path)]), call)
        pcm = b64encode((owl(6.0) * 32767).astype("<i2").tobytes()).decode()
        request = {"streamId": opened.stream_id, "pcm": pcm}
        return push_stream(engine, PushStreamRequest.model_validate(request), call)

    with pytest.raises(RequestCancelled):
        ask()


def test_a_pressed_switch_lets_no_call_begin(engine: Engine) -> None:
    folder = engine.registry.path("endless")
    session = Session(folder, read_record(folder / RECORD_FILE))
    halt = Halt()
    halt.now()
    with pytest.raises(RequestCancelled):
        session.run(np.zeros((1, 144_000), np.float32), halt)
