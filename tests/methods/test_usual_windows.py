"""Windows by the settings: a request that names none takes them, and its record says so."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sidecar.app.engine import Engine
from sidecar.contract.analyze import InferRequest, InferResult, ResumeRunRequest
from sidecar.contract.preprocess import PreprocessRequest
from sidecar.contract.stream import CloseStreamRequest, OpenStreamRequest, PushStreamRequest
from sidecar.methods.analyze import infer, resume_run
from sidecar.methods.effort import effort_of
from sidecar.methods.listen import listen
from sidecar.methods.plan import plan
from sidecar.methods.preprocess import preprocess
from sidecar.methods.stream import close_stream, open_stream, push_stream
from sidecar.rpc.verb import Call
from sidecar.settings import InferenceSettings, Settings, WindowSettings
from tests.factories import tone, write_wav
from tests.stored import engine_with_base

USUAL = WindowSettings(overlap=0.5, skip_below=-40.0)


@pytest.fixture
def base(tmp_path: Path) -> Iterator[Engine]:
    """Make an engine with such settings, beside 12 s of sound: 6 s loud, then 6 s quiet."""
    engine = engine_with_base(tmp_path, dimension=4)
    engine.settings = replace(engine.settings, windows=USUAL)
    sound = np.concatenate((tone(6.0), tone(6.0, level=1e-4)))
    write_wav(tmp_path / "card" / "one.wav", sound)
    yield engine
    engine.close()


def _infer(engine: Engine, **fields: Any) -> InferResult:
    return infer(engine, _request(engine, **fields), Call())


def _request(engine: Engine, **fields: Any) -> InferRequest:
    return InferRequest.model_validate({"inputs": [str(engine.settings.home / "card")], **fields})


def _record(engine: Engine, run_id: int) -> dict[str, Any]:
    asked = engine.catalog.runs.asked(run_id)
    assert asked is not None
    record: dict[str, Any] = json.loads(asked.settings)
    return record


def test_a_run_that_names_no_windows_takes_those_of_the_settings(base: Engine) -> None:
    result = _infer(base)
    # Every 1.5 s; the windows from 6 s on are quiet.
    assert (result.stats.windows, result.stats.quiet_windows) == (4, 3)
    record = _record(base, result.run_id)
    assert (record["overlap"], record["skipBelow"]) == (1.5, -40.0)
    assert not [note for note in result.notes if note.kind == "noEffect"]


def test_windows_of_the_settings_are_those_that_were_typed(base: Engine) -> None:
    """So the digest is the same, and nothing is done twice."""
    usual = _infer(base)
    base.settings = replace(base.settings, windows=WindowSettings())
    assert _infer(base, overlap=1.5, skipBelow=-40.0).stats.skipped == 1
    other = _infer(base)
    assert other.stats.skipped == 0 and other.stats.windows == 4
    assert other.stats.quiet_windows == 0
    assert usual.run_id != other.run_id


@pytest.mark.parametrize(
    ("fields", "windows"),
    [
        ({"overlap": 0.0}, (2, 2)),
        ({"skipBelow": None}, (7, 0)),
        ({"overlap": 0.0, "skipBelow": None}, (4, 0)),
        ({"overlap": 2.0, "skipBelow": -100.0}, (10, 0)),
    ],
)
def test_what_a_request_names_counts_before_the_settings(
    fields: dict[str, Any], windows: tuple[int, int], base: Engine
) -> None:
    stats = _infer(base, **fields).stats
    assert (stats.windows, stats.quiet_windows) == windows


def test_a_plan_tells_which_windows_the_run_will_have(base: Engine) -> None:
    planned = plan(base, _request(base), Call())
    assert (planned.overlap, planned.skip_below) == (1.5, -40.0)
    own = plan(base, _request(base, overlap=1.0, skipBelow=None), Call())
    assert (own.overlap, own.skip_below) == (1.0, None)


@pytest.mark.parametrize("usual", [USUAL, WindowSettings()])
def test_a_continued_run_keeps_its_windows_though_the_settings_changed(
    usual: WindowSettings, base: Engine
) -> None:
    base.settings = replace(base.settings, windows=usual)
    first = _infer(base)
    base.settings = replace(base.settings, windows=WindowSettings(overlap=0.25, skip_below=-20.0))
    again = resume_run(base, ResumeRunRequest(run_id=first.run_id), Call())
    assert again.stats.skipped == 1
    before, after = (_record(base, each.run_id) for each in (first, again))
    assert before == after


def test_preprocess_takes_them_too_and_notes_nothing_that_nobody_asked(base: Engine) -> None:
    inputs = [str(base.settings.home / "card")]
    usual = preprocess(base, PreprocessRequest(inputs=inputs), Call())
    own = preprocess(base, PreprocessRequest(inputs=inputs, overlap=0.0), Call())
    assert (usual.stats.windows, own.stats.windows) == (7, 4)
    assert usual.notes == own.notes


def test_streams_overlap_as_the_settings_say(base: Engine) -> None:
    pcm = (tone(6.0) * 32_767).astype("<i2").tobytes()
    for fields, windows in (({}, 3), ({"overlap": 0.0}, 2)):
        request = OpenStreamRequest.model_validate({"sampleRate": 48_000, **fields})
        stream_id = open_stream(base, request, Call()).stream_id
        push = PushStreamRequest(stream_id=stream_id, pcm=base64.b64encode(pcm))
        push_stream(base, push, Call())
        closed = close_stream(base, CloseStreamRequest(stream_id=stream_id), Call())
        assert closed.stats.windows == windows
        blocks = iter([pcm, b""])
        assert len(list(listen(base, request, lambda blocks=blocks: next(blocks)))) == windows  # type: ignore[misc]


def test_a_batch_has_no_more_windows_than_the_settings_allow(base: Engine) -> None:
    spec, processor = base.manifest(None).input.spec, "CPUExecutionProvider"
    for most, typed, provider, sizes in (
        (None, None, processor, (4, 4)),
        (1, None, processor, (1, 1)),
        (64, None, processor, (4, 64)),
        (None, None, "CUDAExecutionProvider", (4, 64)),
        (1, 3, processor, (3, None)),
    ):
        settings: Settings = replace(base.settings, inference=InferenceSettings(max_batch=most))
        request = _request(base, **({} if typed is None else {"batch": typed}))
        found = effort_of(request, spec, [provider], settings)
        assert (found.batch, found.most) == sizes
