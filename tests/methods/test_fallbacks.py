"""A run whose model fails: it ends soon, tells of each file, and says what stands in for what."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from sidecar.app.engine import Engine
from sidecar.app.watch import CatalogWatch
from sidecar.audio.decode import Recording, open_recording
from sidecar.contract.analyze import (
    Fallback,
    InferRequest,
    InferResult,
    RetryDeferredRequest,
    RetryDeferredResult,
)
from sidecar.contract.labels import AnnotateRequest
from sidecar.contract.query import QueryRequest
from sidecar.contract.recordings import ImportRecordingsRequest
from sidecar.errors import InvalidParams, ModelNotInstalled, ModelUnavailable
from sidecar.methods import otherversion
from sidecar.methods.analyze import infer
from sidecar.methods.query import query
from sidecar.methods.recordings import import_recordings
from sidecar.methods.retry import retry
from sidecar.models.add import Wanted, add
from sidecar.models.breaker import Breaker, Permit
from sidecar.models.halt import Halt
from sidecar.models.interface import Scores
from sidecar.models.limit import Limit
from sidecar.models.session import Session
from sidecar.rpc.verb import Call
from sidecar.run import prepare
from sidecar.settings import BreakerSettings, FallbackSettings, InferenceSettings, Settings
from sidecar.values import Float32
from tests.factories import tone, write_wav
from tests.stored import add_version, engine_with_base
from tests.tiny import write_labels, write_model

# The tiny model names its classes with about 0.5, 0.73 and 0.88 in each window.
SURE = 0.6
GUARD_S = 60.0  # only against hanging

Fault = Callable[[Session, Float32, Halt], Scores | None]
"""Raises, or gives scores; None lets the model work."""


class Scene:
    """An engine whose model can be broken."""

    def __init__(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.home = home
        self.engine = engine_with_base(home, dimension=4)
        self.fault: Fault | None = None
        self.calls = 0
        works, lock = Session._scores, threading.Lock()

        def scores(session: Session, inputs: Float32, halt: Halt) -> Scores:
            with lock:
                self.calls += 1
            given = self.fault(session, inputs, halt) if self.fault is not None else None
            return works(session, inputs, halt) if given is None else given

        monkeypatch.setattr(Session, "_scores", scores)

    def open(self, **changed: Any) -> None:
        """Open the engine again, as after a start, with other settings."""
        self.engine.close()
        settings: Settings = replace(self.engine.settings, **changed)
        self.engine = Engine(settings)

    def infer(self, *inputs: Path | str, **fields: Any) -> InferResult:
        request = {"inputs": [str(each) for each in inputs], "model": "base", **fields}
        request = {"minConfidence": SURE, **request}
        return infer(self.engine, InferRequest.model_validate(request), Call())

    def retry(self, **fields: Any) -> RetryDeferredResult:
        return retry(self.engine, RetryDeferredRequest.model_validate(fields), Call())

    def rows(self, select: str, **where: Any) -> list[Any]:
        request = QueryRequest.model_validate({"select": select, "where": where, "limit": 1000})
        return query(self.engine, request, Call()).rows

    def waiting(self) -> list[str]:
        return sorted(Path(each.path).name for each in self.rows("deferred"))


@pytest.fixture
def scene(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Scene]:
    scene = Scene(tmp_path / "home", monkeypatch)
    yield scene
    scene.engine.close()


def _raises(session: Session, inputs: Float32, halt: Halt) -> None:
    raise RuntimeError("the driver is gone")


def _card(folder: Path, count: int, *, seconds: float = 3.0) -> Path:
    for number in range(count):
        write_wav(folder / f"{number:03}.wav", tone(seconds, hertz=300.0 + 20.0 * number))
    return folder


@contextmanager
def _opened(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Path]]:
    """List the recordings that a run opens to read them."""
    opened: list[Path] = []

    def counting(path: Path, *more: Any) -> AbstractContextManager[Recording]:
        opened.append(path)
        return open_recording(path, *more)

    with monkeypatch.context() as patched:
        patched.setattr(prepare, "open_recording", counting)
        yield opened


# The breaker in a run.


def test_a_run_of_a_broken_model_tells_of_each_file_and_reads_few(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = _card(tmp_path / "card", 150)
    scene.fault = _raises
    with _opened(monkeypatch) as opened:
        result = scene.infer(card, fallbacks=[])
    assert result.stats.failed == 150
    assert len({each.path for each in result.errors}) == len(result.errors) == 150
    kinds = [each.kind for each in result.errors]
    assert set(kinds) == {"InferenceFailed", "ModelUnavailable"}
    # Those that were on their way when the breaker opened.
    assert scene.calls < 20 and len(opened) < 75
    refused = next(each for each in result.errors if each.kind == "ModelUnavailable")
    assert refused.message.startswith("The model base is left alone after 5 failures in a row.")
    assert refused.hint == "Its last error: the driver is gone"
    assert not result.fallbacks and not scene.waiting()


def test_a_run_goes_on_once_the_breaker_closes(scene: Scene, tmp_path: Path) -> None:
    scene.open(breaker=BreakerSettings(failures=2, recovery_s=0.0, successes=2))
    card = _card(tmp_path / "card", 80)

    def fault(session: Session, inputs: Float32, halt: Halt) -> None:
        if scene.calls <= 4:
            raise RuntimeError("the driver is gone")

    scene.fault = fault
    result = scene.infer(card, fallbacks=[])
    assert 0 < result.stats.failed <= 4 * 4  # windows of one call
    assert result.stats.done == 80 - result.stats.failed
    (standing,) = scene.engine.breakers.standings()
    assert standing.state == "closed" and not standing.failures


def test_while_one_call_probes_the_others_wait_for_it(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene.open(breaker=BreakerSettings(failures=2, recovery_s=0.0, successes=1))
    refused, admit = threading.Event(), Breaker.admit

    def noting(breaker: Breaker) -> Permit:
        try:
            return admit(breaker)
        except ModelUnavailable:
            refused.set()
            raise

    monkeypatch.setattr(Breaker, "admit", noting)

    latest, lock = [0], threading.Lock()

    def fault(session: Session, inputs: Float32, halt: Halt) -> None:
        with lock:
            latest[0] += 1
            mine = latest[0]
        if mine <= 2:
            raise RuntimeError("the driver is gone")
        # The probe lasts until another call was refused. A call that began before the breaker
        # opened ends once the probe runs beside it.
        until = time.monotonic() + GUARD_S
        while not refused.wait(0.01) and latest[0] == mine:
            assert time.monotonic() < until

    scene.fault = fault
    result = scene.infer(_card(tmp_path / "card", 60), threads=2, fallbacks=[])
    assert refused.is_set() and {each.kind for each in result.errors} == {"InferenceFailed"}
    assert result.stats.failed <= 2 * 4 and result.stats.done == 60 - result.stats.failed


def test_one_recording_on_which_the_model_fails_closes_no_way_for_the_others(
    scene: Scene, tmp_path: Path
) -> None:
    card = _card(tmp_path / "card", 12)
    write_wav(card / "005a.wav", np.full(60 * 48_000, 0.5, np.float32) + tone(60.0, level=0.1))

    def fault(session: Session, inputs: Float32, halt: Halt) -> None:
        if inputs.mean() > 0.4:
            raise RuntimeError("an overflow")

    scene.fault = fault
    result = scene.infer(card, batch=1, threads=1)
    assert [Path(each.path).name for each in result.errors] == ["005a.wav"]
    assert result.stats.done == 12
    # Of its 20 windows the others were not tried in vain.
    assert scene.calls < 12 + 5
    assert scene.engine.breakers.standings()[0].state == "closed"


@pytest.mark.parametrize("ends", [True, False])
def test_a_model_that_hangs_ends_a_run_with_rows(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ends: bool
) -> None:
    monkeypatch.setitem(Limit.__init__.__kwdefaults__ or {}, "grace_s", 0.05)
    scene.open(inference=InferenceSettings(timeout_s=0.05), breaker=BreakerSettings(failures=2))
    card, released = _card(tmp_path / "card", 40), threading.Event()

    def fault(session: Session, inputs: Float32, halt: Halt) -> None:
        if ends:
            halt.wait(GUARD_S)
        released.wait(GUARD_S)

    scene.fault = fault
    try:
        result = scene.infer(card, fallbacks=[])
    finally:
        released.set()
    assert result.stats.failed == 40
    said = {each.message for each in result.errors if each.kind == "InferenceFailed"}
    assert said == {"The model base gave no answer within 0.05 seconds."}


@pytest.mark.parametrize("error", [MemoryError(), RuntimeError("std::bad_alloc")])
def test_a_model_without_memory_says_so(scene: Scene, tmp_path: Path, error: Exception) -> None:
    def fault(session: Session, inputs: Float32, halt: Halt) -> None:
        raise error

    scene.fault = fault
    (told,) = scene.infer(_card(tmp_path / "card", 1)).errors
    assert told.message == "The memory is too small for the model."
    assert scene.waiting() == ["000.wav"]


def test_a_recording_without_any_number_failed(scene: Scene, tmp_path: Path) -> None:
    def fault(session: Session, inputs: Float32, halt: Halt) -> Scores:
        return Scores(np.full((len(inputs), 3), np.nan, np.float32), None)

    scene.fault = fault
    result = scene.infer(_card(tmp_path / "card", 1))
    assert result.errors[0].message == "The model gave no numbers for any window of the recording."
    assert scene.waiting() == ["000.wav"]
    (standing,) = scene.engine.breakers.standings()
    assert standing.last_error == "It gave no numbers."


# What stands in.


def _one(result: InferResult) -> Fallback:
    (fallback,) = result.fallbacks
    assert [each.path for each in result.errors] == [fallback.path]
    return fallback


def _heard(detections: list[Any]) -> list[tuple[float, str, float]]:
    return sorted((each.start, each.species, round(each.confidence, 6)) for each in detections)


def test_the_same_sound_elsewhere_stands_in(scene: Scene, tmp_path: Path) -> None:
    sound = tone(9.0, hertz=700.0)
    before = write_wav(tmp_path / "before" / "a.wav", sound)
    first = scene.infer(before)
    scene.fault = _raises
    # Another container with the same samples, at another place.
    flac = tmp_path / "after" / "b.flac"
    flac.parent.mkdir()
    soundfile.write(flac, soundfile.read(before, dtype="int16")[0], 48_000, subtype="PCM_16")
    result = scene.infer(flac, fallbacks=["sameContent"])
    fallback = _one(result)
    (source,) = first.recordings
    assert (fallback.way, fallback.source_id) == ("sameContent", source.recording_id)
    assert str(before) in fallback.message
    assert len(source.detections) == 6
    assert _heard(fallback.detections) == _heard(source.detections)
    # Nothing of it is an analysis of the file.
    assert result.stats.failed == 1 and not result.recordings
    assert not [each for each in scene.rows("detections") if each.path == str(flac)]
    (note,) = result.notes
    assert (note.kind, note.count, note.changes_results) == ("stoodIn", 1, True)
    assert note.message == (
        "The model failed on 1 recording; the answer has detections of the same sound instead."
    )


def test_a_forced_run_falls_back_on_what_it_found_before(scene: Scene, tmp_path: Path) -> None:
    path = write_wav(tmp_path / "a.wav", tone(3.0))
    scene.infer(path)
    scene.fault = _raises
    fallback = _one(scene.infer(path, force=True, fallbacks=["sameContent"]))
    assert fallback.recording_id == fallback.source_id == 1
    assert len(fallback.detections) == 2


def test_an_analysis_that_another_replaced_stands_in_too(scene: Scene, tmp_path: Path) -> None:
    path = write_wav(tmp_path / "a.wav", tone(3.0))
    scene.infer(path)
    scene.infer(path, minConfidence=0.8)
    scene.fault = _raises
    copy = write_wav(tmp_path / "b.wav", tone(3.0))
    assert len(_one(scene.infer(copy, fallbacks=["sameContent"])).detections) == 2


@pytest.mark.parametrize("other", ["sound", "settings", "model"])
def test_another_sound_other_settings_or_another_model_do_not_stand_in(
    scene: Scene, tmp_path: Path, other: str
) -> None:
    sound = tone(9.0)
    scene.infer(write_wav(tmp_path / "a.wav", sound), minConfidence=SURE)
    if other == "sound":  # it differs in its last second alone
        sound = np.concatenate([sound[:-48_000], tone(1.0, hertz=2000.0)])
    if other == "model":
        model = write_model(tmp_path / "m.onnx", shape=(144_000,), classes=2, embedding=4)
        labels = write_labels(tmp_path / "m.txt", 2)
        add(scene.engine.registry, Wanted(model, labels, {"name": "other"}))
    scene.fault = _raises
    path = write_wav(tmp_path / "b.wav", sound)
    fields: dict[str, Any] = {"minConfidence": 0.7} if other == "settings" else {}
    fields |= {"model": "other"} if other == "model" else {}
    assert not scene.infer(path, fallbacks=["sameContent"], **fields).fallbacks


def _calls(seconds: float, hertz: float, *, seed: int, gain: float = 1.0) -> Float32:
    """Make two calls of a bird a second in noise; the noise of each seed is another."""
    time = np.arange(round(seconds * 48_000)) / 48_000
    since = time % 0.5
    fade = np.clip(np.minimum(since, 0.2 - since) / 0.03, 0.0, 1.0)
    noise = np.random.default_rng(seed).normal(0.0, 0.003, len(time))
    sound = 0.3 * fade * np.sin(2 * np.pi * (hertz + 400.0 * since) * time) + noise
    return (gain * sound).astype(np.float32)


def _site(scene: Scene, *folders: Path) -> None:
    request = ImportRecordingsRequest(inputs=[str(each) for each in folders], pattern="{site}/*")
    assert not import_recordings(scene.engine, request, Call()).errors


def test_windows_that_sound_alike_lend_their_detections(scene: Scene, tmp_path: Path) -> None:
    owl, frog = _calls(3.0, 900.0, seed=1), _calls(3.0, 3000.0, seed=2)
    known = write_wav(tmp_path / "S1" / "20240501_050000.wav", np.concatenate([owl, frog]))
    write_wav(tmp_path / "S2" / "20240501_050100.wav", _calls(3.0, 6000.0, seed=3))
    later = tmp_path / "S1" / "20240501_060000.wav"
    silence = np.random.default_rng(4).normal(0.0, 0.003, 3 * 48_000).astype(np.float32)
    sounds = [
        _calls(3.0, 3000.0, seed=5, gain=0.5),  # the frog, softer and in other noise
        silence,
        _calls(3.0, 6000.0, seed=6),  # heard only at another site
        _calls(3.0, 900.0, seed=7),
    ]
    write_wav(later, np.concatenate(sounds))
    _site(scene, tmp_path / "S1", tmp_path / "S2")
    first = scene.infer(known, tmp_path / "S2")
    by_path = {each.path: each for each in first.recordings}
    scene.open(fallback=FallbackSettings(strategies=("similarWindow",), similarity=0.9))
    scene.fault = _raises
    result = scene.infer(later)
    fallback = _one(result)
    assert fallback.way == "similarWindow" and fallback.windows_without == 2
    assert [(each.start, each.source_start) for each in fallback.windows] == [(0, 3), (9, 0)]
    for window in fallback.windows:
        assert window.source_id == by_path[str(known)].recording_id
        assert 0.9 <= window.similarity < 1.0
        assert len(window.detections) == 2
        assert {(each.start, each.end) for each in window.detections} == {
            (window.start, window.start + 3.0)
        }
    assert [(each.kind, each.count) for each in result.notes] == [("unlike", 2), ("stoodIn", 1)]
    assert "2 of 4 windows borrow detections" in fallback.message
    # With a higher threshold nothing is alike enough.
    scene.open(fallback=FallbackSettings(strategies=("similarWindow",), similarity=0.9999))
    assert not scene.infer(later).fallbacks


def test_a_zero_vector_is_a_mark_that_nothing_keeps(scene: Scene, tmp_path: Path) -> None:
    scene.fault = _raises
    result = scene.infer(_card(tmp_path / "card", 1), fallbacks=["zeroVector"])
    fallback = _one(result)
    assert fallback.way == "zeroVector"
    assert fallback.message.startswith("A vector of 4 zeros marks the recording")
    assert not fallback.detections and not fallback.windows and not scene.waiting()
    embeddings = scene.engine.catalog.embeddings
    assert not [embeddings.rows_in_use(each) for each in embeddings.versions("base")]
    assert not scene.rows("detections") and not scene.rows("recordings")


def _other_version(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    model = write_model(scene.home / "m.onnx", shape=(144_000,), classes=2, embedding=4)
    labels = write_labels(scene.home / "m.txt", 2)
    add(scene.engine.registry, Wanted(model, labels, {"name": "small"}))
    monkeypatch.setattr(
        otherversion, "other_versions", lambda engine, name, version_id: ["gone", "small"]
    )


def _only_base(session: Session, inputs: Float32, halt: Halt) -> None:
    if session.manifest.name == "base":
        raise RuntimeError("the driver is gone")


def test_another_version_analyses_in_a_run_of_its_own(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _other_version(scene, monkeypatch)
    scene.fault = _only_base
    card = _card(tmp_path / "card", 3)
    (card / "text.wav").write_text("no sound")
    result = scene.infer(card, fallbacks=["variant", "deferred"])
    assert result.stats.failed == 4 and not result.recordings
    assert {each.way for each in result.fallbacks} == {"variant"}
    assert {Path(each.path).name for each in result.fallbacks} == {"000.wav", "001.wav", "002.wav"}
    for each in result.fallbacks:
        assert each.model is not None and each.model.name == "small"
        assert each.run_id == result.run_id + 1 and each.recording_id is not None
        assert [found.species for found in each.detections] == ["bird1"]
    # The catalog has these as the other model's, and nothing waits.
    assert {each.model for each in scene.rows("detections")} == {"small"}
    assert {each.run_id for each in scene.rows("detections")} == {result.run_id + 1}
    assert not scene.waiting()


def test_a_version_that_lies_beside_the_model_stands_in(scene: Scene, tmp_path: Path) -> None:
    other = add_version(scene.engine, dimension=4, classes=5)

    def only_the_active(session: Session, inputs: Float32, halt: Halt) -> None:
        if session.version_id != other:
            raise RuntimeError("the driver is gone")

    scene.fault = only_the_active
    fallback = _one(scene.infer(_card(tmp_path / "card", 1), fallbacks=["variant"]))
    assert fallback.way == "variant" and fallback.model is not None
    assert (fallback.model.name, fallback.model.version_id) == ("base", other)
    assert f"Version {other} of base analysed the recording" in fallback.message


def test_the_first_way_that_helps_counts_and_the_rest_waits(scene: Scene, tmp_path: Path) -> None:
    scene.infer(write_wav(tmp_path / "a.wav", tone(3.0)))
    scene.fault = _raises
    card = _card(tmp_path / "card", 2)
    write_wav(card / "same.wav", tone(3.0))
    result = scene.infer(card)  # by the settings: sameContent, then deferred
    ways = {Path(each.path).name: each.way for each in result.fallbacks}
    assert ways == {"same.wav": "sameContent", "000.wav": "deferred", "001.wav": "deferred"}
    assert scene.waiting() == ["000.wav", "001.wav"]
    assert [(each.kind, each.count) for each in result.notes] == [("stoodIn", 1), ("deferred", 2)]
    (run,) = scene.rows("runs", runId=result.run_id)
    assert [each.kind for each in run.notes] == ["stoodIn", "deferred"]


def test_a_file_that_cannot_be_read_neither_waits_nor_has_a_fallback(
    scene: Scene, tmp_path: Path
) -> None:
    (tmp_path / "text.wav").write_text("no sound")
    scene.fault = _raises
    result = scene.infer(tmp_path / "text.wav", fallbacks=["zeroVector", "deferred"])
    assert result.stats.failed == 1 and not result.fallbacks and not scene.waiting()


def test_a_way_that_nobody_knows_is_refused_before_the_run(scene: Scene, tmp_path: Path) -> None:
    scene.open(fallback=FallbackSettings(strategies=("cached_embedding",)))
    with pytest.raises(InvalidParams, match='no fallback "cached_embedding"') as refused:
        scene.infer(_card(tmp_path / "card", 1))
    assert refused.value.field == "fallback.strategies"


def test_a_way_that_fails_itself_gives_way_to_the_next(
    scene: Scene,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(otherversion, "other_versions", lambda engine, name, version_id: ["gone"])
    scene.fault = _raises
    caplog.set_level(logging.WARNING)
    result = scene.infer(_card(tmp_path / "card", 1), fallbacks=["variant", "zeroVector"])
    assert _one(result).way == "zeroVector"
    assert "the version gone cannot stand in" in caplog.text


def test_a_brief_answer_counts_the_detections_that_it_leaves_out(
    scene: Scene, tmp_path: Path
) -> None:
    scene.infer(write_wav(tmp_path / "a.wav", tone(3.0)))
    scene.fault = _raises
    copy = write_wav(tmp_path / "b.wav", tone(3.0))
    fallback = _one(scene.infer(copy, fallbacks=["sameContent"], answer="brief"))
    assert not fallback.detections and fallback.detections_left_out == 2


# What waits.


def test_what_waits_is_listed_tried_again_and_done(scene: Scene, tmp_path: Path) -> None:
    card = _card(tmp_path / "card", 3)
    scene.fault = _raises
    first = scene.infer(card, minConfidence=0.8, fallbacks=["deferred"])
    assert {each.way for each in first.fallbacks} == {"deferred"}
    again = scene.retry()
    assert again.waiting == 3 and again.runs[0].stats.failed == 3
    assert [(each.kind, each.count, each.what) for each in again.notes] == [("deferred", 3, "base")]
    rows = scene.rows("deferred")
    assert [(each.tries, each.model, each.kind) for each in rows] == [
        (2, "base", each.kind) for each in rows
    ]
    assert {each.kind for each in rows} <= {"InferenceFailed", "ModelUnavailable"}
    assert all(each.run_id == first.run_id and each.tried_at > each.since for each in rows)
    scene.fault = None
    scene.open()  # its breakers begin anew
    with pytest.raises(ModelNotInstalled):
        scene.retry(model="other")
    done = scene.retry()
    assert (done.waiting, done.notes, done.errors) == (0, [], [])
    (run,) = done.runs
    assert run.stats.done == 3 and not scene.waiting()
    # With the settings of the first run: only the surest class.
    assert {found.species for each in run.recordings for found in each.detections} == {"bird2"}
    assert scene.retry().runs == []


def test_clients_hear_that_recordings_wait_and_that_they_wait_no_longer(
    scene: Scene, tmp_path: Path
) -> None:
    card = _card(tmp_path / "card", 1)
    scene.fault = _raises
    for run in (lambda: scene.infer(card), scene.retry):
        watch = CatalogWatch(scene.engine)
        watch.take()
        run()
        notice = watch.take()
        assert notice is not None and "deferred" in notice.touched
        scene.fault = None


def test_a_usual_run_ends_the_waiting_too(scene: Scene, tmp_path: Path) -> None:
    card = _card(tmp_path / "card", 2)
    scene.fault = _raises
    scene.infer(card)
    assert len(scene.waiting()) == 2
    scene.fault = None
    scene.open()
    scene.infer(card / "000.wav")
    assert scene.waiting() == ["001.wav"]


def test_each_settings_are_retried_in_a_run_of_their_own(scene: Scene, tmp_path: Path) -> None:
    card = _card(tmp_path / "card", 2)
    scene.fault = _raises
    scene.infer(card / "000.wav", minConfidence=0.8)
    scene.infer(card / "001.wav", minConfidence=0.7)
    scene.fault = None
    scene.open()
    result = scene.retry(answer="brief")
    assert [each.stats.done for each in result.runs] == [1, 1] and not scene.waiting()


def test_a_waiting_file_that_is_gone_is_told_and_still_waits(scene: Scene, tmp_path: Path) -> None:
    card = _card(tmp_path / "card", 2)
    scene.fault = _raises
    scene.infer(card)
    (card / "000.wav").rename(tmp_path / "aside.wav")
    scene.fault = None
    scene.open()
    result = scene.retry()
    assert result.waiting == 1 and scene.waiting() == ["000.wav"]
    assert [each.kind for each in result.runs[0].errors] == ["RecordingNotFound"]
    result = scene.retry()
    assert not result.runs
    assert [(each.kind, each.path) for each in result.errors] == [
        ("RecordingNotFound", str(card / "000.wav"))
    ]


def test_a_recording_that_waits_moves_and_goes_with_its_row(scene: Scene, tmp_path: Path) -> None:
    path = write_wav(tmp_path / "a.wav", tone(3.0))
    scene.infer(path)
    scene.fault = _raises
    scene.infer(path, force=True, fallbacks=["deferred"])
    with scene.engine.catalog.transaction() as db:
        db.execute("UPDATE Recording SET url = '/elsewhere/b.wav'")
    assert scene.waiting() == ["b.wav"]
    with scene.engine.catalog.transaction() as db:
        db.execute("DELETE FROM Recording")
    assert not scene.waiting()


def test_a_persons_verdict_outlives_what_failed_and_stood_in(scene: Scene, tmp_path: Path) -> None:
    from sidecar.methods.labels import annotate

    path = write_wav(tmp_path / "a.wav", tone(3.0))
    scene.infer(path)
    (first, *_) = scene.rows("detections")
    request = {"annotations": [{"detectionId": first.detection_id, "verified": "YES"}]}
    annotate(scene.engine, AnnotateRequest.model_validate(request), Call())
    scene.fault = _raises
    scene.infer(path, force=True)
    before = scene.rows("detections")
    assert [each.verified for each in before].count("YES") == 1
    assert {each.detection_id for each in before} >= {first.detection_id}
