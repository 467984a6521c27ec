"""What methods send while they run is what their lines say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from sidecar.app.engine import Engine
from sidecar.contract.methods import METHODS
from sidecar.contract.models import InstallModelRequest
from sidecar.contract.stream import OpenStreamResult
from sidecar.methods.methods import verbs
from sidecar.rpc.dispatch import outcome
from sidecar.rpc.failures import Failure
from sidecar.rpc.verb import Call, Verb
from sidecar.settings import Settings
from tests.conftest import MANIFESTS
from tests.everyverb import FETCHES, asked, furnished


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def engine(home: Path) -> Iterator[Engine]:
    engine = furnished(home)
    yield engine
    engine.close()


# A draw is long only below the threshold, where it judges windows again (tests/samples).
SHORT = ("samples/draw",)


def test_every_method_is_asked(home: Path) -> None:
    assert set(asked(home)) == set(METHODS)


def test_each_method_sends_what_it_declares_and_nothing_else(engine: Engine, home: Path) -> None:
    stream = ""
    for name, params in asked(home).items():
        verb = verbs(engine)[name]
        if name in ("stream/push", "stream/close"):
            params = {**params, "streamId": stream}
        result, sent = _run(name, verb, params)
        assert not isinstance(result, Failure), (name, result)
        stream = result.stream_id if isinstance(result, OpenStreamResult) else stream
        if sent or name not in SHORT:
            _check(name, verb, sent)


def _run(
    name: str, verb: Verb[Any, Any], params: dict[str, Any]
) -> tuple[BaseModel | Failure, list[tuple[BaseModel, bool]]]:
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
    assert not isinstance(result, Failure)
    _check(FETCHES, verb, sent)
