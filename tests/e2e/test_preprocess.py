"""Recordings prepared once, and runs that use what was kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from sidecar.app.engine import Engine
from sidecar.contract.analyze import InferRequest, InferResult, ResumeRunRequest
from sidecar.contract.models import AddModelRequest
from sidecar.contract.preprocess import PreprocessRequest, PreprocessResult
from sidecar.errors import InvalidParams, RequestCancelled
from sidecar.methods.analyze import infer, resume_run
from sidecar.methods.models import add_model
from sidecar.methods.preprocess import preprocess
from sidecar.rpc.verb import Call
from sidecar.settings import Settings
from tests.factories import owl, tone, write_wav
from tests.tiny import UCSD, write_labels, write_model

MODELS = Path(__file__).parents[2] / "sidecar" / "manifests"


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """Make an engine with a tiny model behind the lab's front end."""
    home = tmp_path / "home"
    engine = Engine(Settings(home=home, catalog=home / "catalog.sqlite", manifests=MODELS))
    model = write_model(tmp_path / "lab.onnx", shape=UCSD, classes=3)
    labels = write_labels(tmp_path / "labels.txt", 3)
    request = {"path": str(model), "labels": str(labels), "padding": "before"}
    add_model(engine, AddModelRequest.model_validate(request), Call())
    yield engine
    engine.close()


@pytest.fixture
def recordings(tmp_path: Path) -> Path:
    folder = tmp_path / "recordings"
    write_wav(folder / "a.wav", owl(12.0))
    write_wav(folder / "b.wav", tone(5.0, rate_hz=32_000), rate_hz=32_000)
    (folder / "c.wav").write_bytes(b"RIFF, and then nothing")
    return folder


def _preprocess(engine: Engine, folder: Path, **more: Any) -> PreprocessResult:
    request = {"inputs": [str(folder)], **more}
    if "frontend" not in more:
        request["model"] = "lab"
    return preprocess(engine, PreprocessRequest.model_validate(request), Call())


def _infer(engine: Engine, folder: Path, **more: Any) -> InferResult:
    request = {"inputs": [str(folder)], "model": "lab", "minConfidence": 0.0, **more}
    return infer(engine, InferRequest.model_validate(request), Call())


def test_the_second_time_everything_is_there_already(engine: Engine, recordings: Path) -> None:
    first = _preprocess(engine, recordings)
    again = _preprocess(engine, recordings)
    assert (first.stats.hits, first.stats.misses) == (0, 2)
    assert (again.stats.hits, again.stats.misses) == (2, 0)
    assert [row.shape for row in again.recordings] == [[3, *UCSD], [1, *UCSD]]
    assert all(Path(row.cache_path or "").is_file() for row in again.recordings)
    assert [Path(row.path).name for row in again.errors] == ["c.wav"]
    assert again.stats.bytes == sum(
        Path(row.cache_path or "").stat().st_size for row in again.recordings
    )
    assert _preprocess(engine, recordings, force=True).stats.misses == 2


def test_a_run_takes_what_was_prepared_and_answers_the_same(
    engine: Engine, recordings: Path
) -> None:
    plain = _infer(engine, recordings, cache=False)
    assert plain.stats.cache_misses == 2
    filling = _infer(engine, recordings, force=True)
    cached = _infer(engine, recordings, force=True)
    assert (filling.stats.cache_hits, cached.stats.cache_hits) == (0, 2)
    heard = {row.path: row.detections for row in plain.recordings}
    for other in (filling, cached):
        assert {row.path: row.detections for row in other.recordings} == heard
        assert sorted(row.duration for row in other.recordings) == [5.0, 12.0]


def test_a_run_says_in_which_precision_its_input_was_kept(engine: Engine, recordings: Path) -> None:
    _preprocess(engine, recordings, dtype="int8")
    run = _infer(engine, recordings)
    assert {(row.dtype, row.cached) for row in run.recordings} == {("int8", True)}
    better = _infer(engine, recordings, dtype="float16")
    assert {(row.dtype, row.cached) for row in better.recordings} == {("float16", False)}
    # Each precision is an analysis of its own; asked for again, it stands.
    assert _infer(engine, recordings, dtype="int8").stats.skipped == 2
    assert _infer(engine, recordings, dtype="float16").stats.skipped == 2


def test_a_model_without_a_head_is_read_again_for_other_settings(
    engine: Engine, recordings: Path
) -> None:
    _infer(engine, recordings)
    other = _infer(engine, recordings, minConfidence=0.6)
    assert (other.stats.done, other.stats.cache_hits) == (2, 2)
    assert {d.species for row in other.recordings for d in row.detections} == {"bird1", "bird2"}


def test_the_models_own_padding_is_used_and_can_be_overruled(
    engine: Engine, recordings: Path
) -> None:
    clip = write_wav(recordings.parent / "short" / "clip.wav", tone(1.0))
    before, behind = (
        _preprocess(engine, clip, **more).recordings[0].cache_path
        for more in ({}, {"padding": "zero"})
    )
    assert before != behind
    assert _preprocess(engine, clip, padding="before").stats.hits == 1


def test_a_front_end_needs_no_model(engine: Engine, recordings: Path) -> None:
    prepared = _preprocess(engine, recordings, frontend="seven-sense-log-mel")
    assert [row.shape for row in prepared.recordings] == [[3, 500, 128], [1, 500, 128]]
    nothing = _preprocess(engine, recordings, frontend="birdnet-v2.4")
    assert {row.cache_path for row in nothing.recordings} == {None}
    with pytest.raises(InvalidParams, match="no front end"):
        _preprocess(engine, recordings, frontend="no-such-thing")
    with pytest.raises(InvalidParams, match="not both"):
        _preprocess(engine, recordings, frontend="efficientat", model="lab")


def test_a_damaged_recording_is_told_each_time(engine: Engine, tmp_path: Path) -> None:
    path = write_wav(tmp_path / "cut" / "a.wav", owl(6.0))
    path.write_bytes(path.read_bytes()[: 44 + 3 * 96_000])
    nan = tmp_path / "cut" / "b.wav"
    soundfile.write(nan, np.full(96_000, np.nan, np.float32), 48_000, subtype="FLOAT")
    for hits in (0, 1):
        prepared = _preprocess(engine, path.parent)
        first, second = prepared.errors
        assert first.message == "The file ends after 3.0 s; its header says 6.0 s."
        assert "96,000 samples" in second.message
        assert [row.windows for row in prepared.recordings][1] == 0
        assert prepared.stats.hits == hits


def test_a_full_cache_is_a_row_for_each_recording_it_refused(
    engine: Engine, recordings: Path
) -> None:
    settings = engine.settings
    small = Engine(
        Settings(
            home=settings.home,
            catalog=settings.catalog,
            manifests=MODELS,
            cache_bytes=600_000,
        )
    )
    prepared = _preprocess(small, recordings)
    assert {Path(row.path).name: row.code for row in prepared.errors} == {
        "a.wav": -32021,
        "c.wav": -32002,
    }
    assert prepared.stats.misses == 1
    assert _infer(small, recordings).stats.done == 2
    small.close()


def test_stopping_keeps_what_was_finished(engine: Engine, recordings: Path) -> None:
    for number in range(8):
        write_wav(recordings / f"d{number}.wav", owl(20.0) * np.float32((number + 1) / 9))

    def stop(value: object, last: bool) -> bool:
        call.cancelled.set()
        return True

    call = Call(stop, every_s=0.0)
    with pytest.raises(RequestCancelled):
        preprocess(engine, PreprocessRequest(inputs=[str(recordings)], model="lab"), call)
    assert not list((engine.settings.features).rglob("*.partial*"))
    assert _preprocess(engine, recordings).stats.misses > 0


def test_a_stopped_run_is_taken_up_again_with_its_own_settings(
    engine: Engine, tmp_path: Path
) -> None:
    folder = tmp_path / "many"
    for number in range(6):
        write_wav(folder / f"{number}.wav", owl(20.0) * np.float32((number + 1) / 7))
    request = {"inputs": [str(folder)], "model": "lab", "minConfidence": 0.6, "overlap": 2.5}

    def stop(value: object, last: bool) -> bool:
        if getattr(value, "done", 0) >= 2:
            call.cancelled.set()
        return True

    call = Call(stop, every_s=0.0)
    with pytest.raises(RequestCancelled):
        infer(engine, InferRequest.model_validate(request), call)
    resumed = resume_run(engine, ResumeRunRequest(run_id=1), Call())
    assert resumed.run_id == 2 and resumed.stats.files == 6
    assert resumed.stats.skipped >= 2 and resumed.stats.done + resumed.stats.skipped == 6
    found = {d.species for row in resumed.recordings for d in row.detections}
    assert found <= {"bird1", "bird2"}
    with pytest.raises(InvalidParams, match="no run 9"):
        resume_run(engine, ResumeRunRequest(run_id=9), Call())
