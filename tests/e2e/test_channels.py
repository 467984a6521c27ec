"""Each channel of a stereo recording on the real model, made of two real recordings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sidecar.app.engine import Engine
from sidecar.audio.decode import open_recording
from sidecar.contract.analyze import InferRequest, InferResult
from sidecar.contract.query import QueryRequest
from sidecar.methods.analyze import infer
from sidecar.methods.query import query
from sidecar.rpc.verb import Call
from sidecar.values import Float32
from tests.factories import RECORDINGS, write_wav
from tests.shared import needs_recordings

pytestmark = needs_recordings

Found = list[tuple[float, str, float]]


def _sound(name: str) -> Float32:
    with open_recording(RECORDINGS / name) as recording:
        return np.concatenate(list(recording.mono(48_000)))[: 9 * 48_000]


@pytest.fixture(scope="module")
def stereo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    names = ("birdnet_soundscape.flac", "birds_10s.wav")
    both = np.stack([_sound(name) for name in names], axis=1)
    path = tmp_path_factory.mktemp("card") / "20240501_053000.wav"
    return write_wav(path, both, subtype="FLOAT")


def _infer(engine: Engine, path: Path, **settings: Any) -> InferResult:
    asked = {"inputs": [str(path)], "min_confidence": 0.05, **settings}
    return infer(engine, InferRequest.model_validate(asked), Call())


def _found(engine: Engine, **where: Any) -> Found:
    rows = query(engine, QueryRequest(select="detections", where=where, limit=1000), Call()).rows
    return sorted((row.start, row.species, row.confidence) for row in rows)


def test_each_channel_has_the_birds_of_its_own_microphone(engine: Engine, stereo: Path) -> None:
    alone = {}
    for channel in (1, 2):
        _infer(engine, stereo, channel=channel, force=True)
        alone[channel] = _found(engine)
    assert all(alone.values()) and alone[1] != alone[2]
    _infer(engine, stereo, channel="each", force=True)
    assert {channel: _found(engine, channel=channel) for channel in (1, 2)} == alone
    assert _found(engine) == sorted(alone[1] + alone[2])


def test_stored_windows_of_a_channel_are_judged_again_as_its_own(
    engine: Engine, stereo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _infer(engine, stereo, channel="each")
    before = {channel: _found(engine, channel=channel) for channel in (1, 2)}
    monkeypatch.setattr("sidecar.run.prepare.open_recording", None)  # no sound is read
    again = _infer(engine, stereo, channel="each", min_confidence=0.3)
    assert [(row.channel, row.rescored) for row in again.recordings] == [(1, True), (2, True)]
    for channel, rows in before.items():
        surely = [(row[0], row[1]) for row in rows if row[2] >= 0.302]
        after = _found(engine, channel=channel)
        assert {row[:2] for row in after} >= set(surely) and surely
        assert all(row[2] >= 0.298 for row in rows if row[:2] in {each[:2] for each in after})
    one = _infer(engine, stereo, channel=2, min_confidence=0.3)
    assert one.stats.skipped == 1
