"""`models/check`: each line of the checklist fails for its own fault, and for no other."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from pydantic import BaseModel

from sidecar.app.engine import Engine
from sidecar.audio.decode import Recording
from sidecar.cli.arguments import parse
from sidecar.cli.terminal import run_command
from sidecar.contract.quality import CheckModelRequest, CheckModelResult, QualityProgress
from sidecar.contract.recordings import ImportRecordingsRequest
from sidecar.errors import InferenceFailed, RecordingNotFound, RequestCancelled
from sidecar.methods.checklist import Checklist, Measured
from sidecar.methods.quality import check_model
from sidecar.methods.recordings import import_recordings
from sidecar.models.add import Wanted, add
from sidecar.models.session import Session
from sidecar.rpc.verb import Call
from sidecar.values import Float32
from tests.factories import RECORDINGS, write_wav
from tests.shared import needs_recordings
from tests.stored import add_base, engine_at, store_windows
from tests.tiny import PARTS, write_embedder, write_labels, write_model

LINES = (
    *("norms", "numbers", "sameSound", "silence", "isotropy", "batches", "version", "agreement"),
)
OF_EMBEDDINGS = LINES[:6]
WINDOWS = 70


def _steps(windows: int, seed: int = 0) -> Float32:
    """Make windows of 3 s whose parts have random means, and no frequency that is cut off."""
    levels = np.random.default_rng(seed).uniform(-0.5, 0.5, windows * PARTS)
    return np.repeat(levels, 144_000 // PARTS).astype(np.float32)


def _write(path: Path, samples: Float32) -> Path:
    return write_wav(path, samples, subtype="FLOAT")


def _add(engine: Engine, name: str, fault: str | None = None, *, first: int = 0) -> None:
    """Add a model of `write_embedder`; its classes are numbered from `first` on."""
    home = engine.settings.home
    model = write_embedder(home / f"{name}.onnx", fault=fault)
    labels = home / f"{name}.txt"
    labels.write_text("".join(f"bird{first + each}\n" for each in range(PARTS)), "utf-8")
    version = {"version": ""} if fault == "version" else {}
    outputs = {"logits": "logits", "embedding": "embedding"}  # of one width
    described = {"name": name, "title": name, "outputs": outputs, **version}
    add(engine.registry, Wanted(model, labels, described))


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """Give an engine with a sound model, one called as BirdNET is, and two recordings."""
    engine = engine_at(tmp_path)
    _add(engine, "birdnet-v2.4")
    _add(engine, "whole")
    _write(tmp_path / "card" / "one.wav", _steps(30))
    _write(tmp_path / "card" / "two.wav", _steps(40, seed=1))
    yield engine
    engine.close()


def _means(samples: Float32, windows: int) -> Float32:
    """Give what a model of `write_embedder` gives for so many windows of equal length."""
    return np.asarray(samples.reshape(windows, PARTS, -1).mean(axis=2), np.float32)


def _check(engine: Engine, name: str, *inputs: Path, windows: int = WINDOWS) -> CheckModelResult:
    places = [str(each) for each in inputs or [engine.settings.home / "card"]]
    return check_model(engine, CheckModelRequest(name=name, inputs=places, windows=windows), Call())


def _ends(result: CheckModelResult) -> dict[str, str]:
    return {line.name: line.outcome for line in result.lines}


def _said(result: CheckModelResult, name: str) -> str:
    return next(line.message for line in result.lines if line.name == name)


def test_a_good_model_passes_every_line(engine: Engine) -> None:
    result = _check(engine, "whole")
    assert _ends(result) == dict.fromkeys(LINES, "passed") and result.passed
    assert result.windows == WINDOWS and result.recordings == 2
    assert result.norms is not None and result.norms.least > 0.5
    assert result.spread is not None and result.spread.effective_dimension > 6
    assert not result.errors and not result.notes
    assert "silence has no direction" in _said(result, "silence")
    assert all(line.figure is not None for line in result.lines)


@pytest.mark.parametrize("fault", LINES)
def test_a_fault_fails_its_own_line_and_no_other(engine: Engine, fault: str) -> None:
    _add(engine, "bad", fault)
    result = _check(engine, "bad")
    assert _ends(result) == {**dict.fromkeys(LINES, "passed"), fault: "failed"}
    assert not result.passed


def test_the_figures_are_those_of_the_fault(engine: Engine) -> None:
    figures = {}
    for fault in ("numbers", "isotropy", "batches", "version", "agreement"):
        _add(engine, fault.lower(), fault)
        lines = {line.name: line.figure for line in _check(engine, fault.lower()).lines}
        figures[fault] = lines[fault]
    assert figures["version"] == 1 and figures["isotropy"] == 1 / PARTS
    assert figures["numbers"] is not None and 20 < figures["numbers"] < 50
    assert figures["batches"] is not None and 0.01 < figures["batches"] < 0.05
    # Of twelve species, the five best are never among the five worst.
    assert figures["agreement"] == 0


@pytest.mark.parametrize(
    ("installed", "why"),
    [
        (None, "BirdNET is not installed"),
        (1_000, "the model shares no species with BirdNET"),
        (PARTS - 4, "the model shares only 4 species with BirdNET"),
    ],
)
def test_without_enough_common_species_there_is_no_agreement(
    tmp_path: Path, installed: int | None, why: str
) -> None:
    engine = engine_at(tmp_path / "home")
    if installed is not None:
        _add(engine, "birdnet-v2.4", first=installed)
    _add(engine, "whole")
    result = _check(engine, "whole", _write(tmp_path / "one.wav", _steps(30)), windows=30)
    assert _ends(result) == {**dict.fromkeys(LINES, "passed"), "agreement": "notMeasured"}
    assert _said(result, "agreement") == f"Not measured, because {why}."
    engine.close()


def test_birdnets_shorter_windows_count_by_their_largest_confidence(engine: Engine) -> None:
    home = engine.settings.home
    model = write_embedder(home / "long.onnx", samples=288_000)
    described = {
        "name": "long",
        "title": "long",
        "outputs": {"logits": "logits", "embedding": "embedding"},
        "input": {"frontend": "birdnet-v2.4", "window": 6.0},
    }
    add(engine.registry, Wanted(model, home / "whole.txt", described))
    samples = _steps(40, seed=3)
    result = _check(engine, "long", _write(home / "long.wav", samples), windows=20)
    ours, theirs = _means(samples, 20), _means(samples, 40).reshape(20, 2, PARTS).max(axis=1)
    best = [np.argsort(-each, axis=1)[:, :5] for each in (ours, theirs)]
    common = [len({*one} & {*other}) for one, other in zip(*best, strict=True)]
    (line,) = [each for each in result.lines if each.name == "agreement"]
    assert result.windows == 20 and line.figure is not None
    assert abs(line.figure - sum(common) / 100) < 1e-9 and 0.2 < line.figure < 0.8


def test_windows_along_one_axis_alone_fail_the_line_of_isotropy() -> None:
    """Every number differs between windows, and yet one number tells them apart."""
    along = np.linspace(-0.1, 0.1, 40)[:, np.newaxis] * np.array([1.0, -2.0, 1.5, 0.5])
    embeddings = (np.ones(4) + along).astype(np.float32)
    nothing = np.zeros(40)
    measured = Measured(None, [embeddings], [nothing], [nothing + 1], np.zeros((7, 4), np.float32))
    (line,) = [each for each in Checklist(measured).of_embeddings() if each.name == "isotropy"]
    assert (line.outcome, line.figure) == ("failed", 0)
    assert "An effective dimension below 2 is too small." in line.message


def test_a_recording_whose_channels_cancel_is_noted(engine: Engine) -> None:
    steps = _steps(2)
    both = np.stack([steps, 0.01 - steps], axis=1)
    result = _check(engine, "whole", _write(engine.settings.home / "both.wav", both), windows=2)
    assert [(note.kind, note.changes_results) for note in result.notes] == [
        ("silentWindows", False),
        ("channelsCancel", False),
    ]


def test_samples_that_are_no_numbers_are_told_of_and_their_windows_count(engine: Engine) -> None:
    samples = _steps(30, seed=3)
    samples[[500, 200_000, 200_001]] = np.nan
    _write(engine.settings.home / "card" / "three.wav", samples)
    result = _check(engine, "whole", windows=100)
    (row,) = result.errors
    assert row.path.endswith("three.wav")
    assert row.message == "Some samples are not numbers; they were read as silence."
    assert result.windows == 100 and result.recordings == 3


def test_birdnet_is_not_compared_with_itself(engine: Engine) -> None:
    result = _check(engine, "birdnet-v2.4")
    assert _said(result, "agreement") == "Not measured, because this model is BirdNET."
    assert result.passed


def test_a_model_without_embeddings_has_no_lines_about_them(engine: Engine) -> None:
    home = engine.settings.home
    model = write_model(home / "plain.onnx", shape=(144_000,), classes=PARTS)
    labels = write_labels(home / "plain.txt", PARTS)
    add(engine.registry, Wanted(model, labels, {"name": "plain", "title": "plain"}))
    result = _check(engine, "plain")
    for name in OF_EMBEDDINGS:
        assert _said(result, name) == "Not measured, because the model gives no embeddings."
    assert _ends(result)["version"] == "passed"
    assert _ends(result)["agreement"] == "failed"  # it always prefers the last classes
    assert result.norms is None and result.spread is None


def test_a_bad_recording_is_a_row_and_a_note_and_the_others_count(engine: Engine) -> None:
    card = engine.settings.home / "card"
    (card / "bad.flac").write_bytes(b"fLaC no sound")
    (card / "bad.txt").write_text("no recording\n")
    result = _check(engine, "whole", card, card / "gone.wav")
    assert result.passed and result.windows == WINDOWS
    assert sorted(Path(each.path).name for each in result.errors) == ["bad.flac", "gone.wav"]
    (note,) = result.notes
    assert (note.kind, note.count, note.changes_results) == ("unreadable", 1, False)


def test_a_recording_that_breaks_off_counts_up_to_there(engine: Engine) -> None:
    path = engine.settings.home / "cut.wav"
    _write(path, _steps(20))
    with path.open("r+b") as file:  # the header promises twenty windows
        file.truncate(path.stat().st_size // 2)
    result = _check(engine, "whole", path, windows=20)
    assert 0 < result.windows <= 10


def test_inputs_without_a_recording_are_refused(engine: Engine) -> None:
    with pytest.raises(RecordingNotFound, match="no such file"):
        _check(engine, "whole", engine.settings.home / "nowhere")


def test_windows_are_shared_out_and_each_is_read_alone(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = engine.settings.home / "long"
    for number, windows in enumerate((2, 60, 90)):
        _write(card / f"{number}.wav", _steps(windows, seed=number))
    read: dict[str, list[tuple[int, int]]] = {}
    between = Recording.between

    def noted(audio: Recording, first: int, last: int, **more: float) -> Iterator[Float32]:
        read.setdefault(audio.facts.path.name, []).append((first, last))
        return between(audio, first, last, **more)

    monkeypatch.setattr(Recording, "between", noted)
    monkeypatch.setattr(Recording, "mono", None)  # nothing reads a recording from end to end
    result = _check(engine, "birdnet-v2.4", card, windows=10)
    assert result.windows == 10 and result.recordings == 3
    assert {name: len(spans) for name, spans in read.items()} == {
        "0.wav": 2,
        "1.wav": 4,
        "2.wav": 4,
    }
    assert all(last - first == 144_000 for spans in read.values() for first, last in spans)
    starts = [first // 144_000 for first, _ in read["2.wav"]]
    assert starts == [11, 33, 56, 78]


def test_of_more_recordings_than_windows_some_are_never_opened(engine: Engine) -> None:
    card = engine.settings.home / "many"
    for number in range(20):
        _write(card / f"{number:02}.wav", _steps(1, seed=number))
    (card / "00.wav").write_bytes(b"RIFF")
    result = _check(engine, "whole", card, windows=5)
    assert result.windows == result.recordings == 5 and not result.errors


def test_silent_windows_are_left_out_and_noted(engine: Engine) -> None:
    path = engine.settings.home / "half.wav"
    _write(path, np.concatenate([_steps(30), np.zeros(30 * 144_000, np.float32)]))
    result = _check(engine, "whole", path, windows=60)
    assert result.windows == 30 and result.passed
    assert [note.kind for note in result.notes] == ["silentWindows"]
    dead = _write(engine.settings.home / "dead.wav", np.zeros(144_000, np.float32))
    result = _check(engine, "whole", dead, windows=1)
    assert _ends(result) == {
        **dict.fromkeys(LINES, "notMeasured"),
        "silence": "passed",
        "version": "passed",
    }
    assert "no recording gave a window with sound" in _said(result, "norms")


def test_few_windows_say_nothing_of_dimensions(engine: Engine) -> None:
    path = _write(engine.settings.home / "few.wav", _steps(29))
    result = _check(engine, "whole", path, windows=29)
    assert _ends(result) == {**dict.fromkeys(LINES, "passed"), "isotropy": "notMeasured"}
    assert "it needs 30 windows with a direction, and there are 29" in _said(result, "isotropy")


def test_without_recordings_those_of_the_catalog_are_checked(engine: Engine) -> None:
    request = CheckModelRequest(name="whole", windows=WINDOWS)
    result = check_model(engine, request, Call())
    assert "no recording was named, and the catalog has none" in _said(result, "norms")
    assert not engine.catalog_path.exists()  # a check begins no catalog
    _import(engine)
    result = check_model(engine, request, Call())
    assert result.windows == WINDOWS and result.recordings == 2 and result.passed
    (engine.settings.home / "card" / "one.wav").unlink()
    result = check_model(engine, request, Call())
    assert [Path(each.path).name for each in result.errors] == ["one.wav"]
    assert result.windows == 40 and result.passed


def _import(engine: Engine) -> None:
    """Import the recordings of the card."""
    card = str(engine.settings.home / "card")
    assert import_recordings(engine, ImportRecordingsRequest(inputs=[card]), Call()).added == 2


@pytest.mark.parametrize(
    "lost", ["UPDATE ModelVersion SET version = ''", "DELETE FROM ModelVersion"]
)
def test_stored_windows_without_a_version_fail_its_line(engine: Engine, lost: str) -> None:
    add_base(engine, dimension=4)
    blocks = np.random.default_rng(0).normal(0.0, 1.0, (6, 4)).astype(np.float32)
    store_windows(engine, [blocks], each=3, count=6)
    result = _check(engine, "base")
    assert _ends(result)["version"] == "passed"
    assert "Of 6 stored windows, 0 lack it." in _said(result, "version")
    with engine.catalog.transaction() as db:
        db.execute(lost)
    result = _check(engine, "base")
    assert _ends(result)["version"] == "failed"
    assert "Of 6 stored windows, 6 lack it." in _said(result, "version")


def test_a_catalog_that_cannot_be_read_leaves_its_line_out(engine: Engine) -> None:
    engine.catalog_path.write_bytes(b"no catalog" * 1000)
    result = _check(engine, "whole")
    assert _ends(result) == {**dict.fromkeys(LINES, "passed"), "version": "notMeasured"}
    assert "because the catalog cannot be read: " in _said(result, "version")


def test_a_cancel_ends_a_check(engine: Engine) -> None:
    sent: list[BaseModel] = []

    def send(value: BaseModel, last: bool) -> bool:
        sent.append(value)
        if len(sent) > 1:
            call.cancelled.set()
        return True

    call = Call(send, every_s=0.0)
    request = CheckModelRequest(name="whole", inputs=[str(engine.settings.home / "card")])
    with pytest.raises(RequestCancelled):
        check_model(engine, request, call)
    assert not any(each.name == "linnet-halt" and each.is_alive() for each in _soon_ended())


def _soon_ended() -> list[threading.Thread]:
    threads = threading.enumerate()
    for each in threads:
        if each.name == "linnet-halt":
            each.join(60.0)
    return threads


def test_progress_counts_windows_to_the_end(engine: Engine) -> None:
    sent: list[QualityProgress] = []

    def send(value: BaseModel, last: bool) -> bool:
        assert isinstance(value, QualityProgress)
        sent.append(value)
        return True

    call = Call(send, every_s=0.0)
    request = CheckModelRequest(
        name="whole", inputs=[str(engine.settings.home / "card")], windows=20
    )
    check_model(engine, request, call)
    assert [each.kind for each in (sent[0], sent[-1])] == ["begin", "end"]
    assert [each.done for each in sent] == [0, *range(1, 21), 20]
    assert {each.total for each in sent} == {20}


def test_a_model_that_stops_with_an_error_ends_the_check_in_words(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("the driver is gone")

    monkeypatch.setattr(Session, "run", broken)
    with pytest.raises(InferenceFailed, match="The model stopped with an error"):
        _check(engine, "whole")


def _typed(engine: Engine, *words: str) -> int:
    return run_command(engine.settings, parse(["models", "check", *words]))


def test_the_command_prints_every_line_and_exits_by_the_lines(
    engine: Engine, capsys: pytest.CaptureFixture[str]
) -> None:
    _add(engine, "bad", "isotropy")
    card = engine.settings.home / "card"
    (card / "bad.flac").write_bytes(b"fLaC no sound")
    assert _typed(engine, "whole", str(card), "--windows", "40") == 0
    told = capsys.readouterr()
    lines = [line for line in told.out.splitlines() if line.startswith("pass")]
    assert len(lines) == 8 and "whole on 40 windows of 2 recordings." in told.out
    assert "bad.flac" in told.err and "1 file cannot be read" in told.err
    assert _typed(engine, "bad", str(card), "--windows", "40", "--json") == 1
    result = CheckModelResult.model_validate(json.loads(capsys.readouterr().out))
    assert _ends(result)["isotropy"] == "failed"
    assert _typed(engine, "bad", str(card), "--windows", "40") == 1
    (line,) = [each for each in capsys.readouterr().out.splitlines() if "FAIL" in each]
    assert "Isotropy" in line and "at most 0.01" in line and " 1 of 12 dimensions" in line


@pytest.mark.model
@needs_recordings
def test_birdnet_passes_on_real_recordings(birdnet: Engine) -> None:
    result = _check(birdnet, "birdnet-v2.4", RECORDINGS)
    assert _ends(result) == {**dict.fromkeys(LINES, "passed"), "agreement": "notMeasured"}
    assert result.windows > 40 and not result.errors


@pytest.mark.model
@needs_recordings
def test_a_copy_of_birdnet_agrees_with_it_on_everything(birdnet: Engine) -> None:
    folder = birdnet.registry.path("birdnet-v2.4")
    described = {"name": "copy", "title": "Copy"}
    add(birdnet.registry, Wanted(folder / "model.onnx", folder / "labels.txt", described))
    result = _check(birdnet, "copy", RECORDINGS / "labelled_clips", windows=12)
    (line,) = [each for each in result.lines if each.name == "agreement"]
    assert line.figure == 1.0 and "among 6,522 that both models know" in line.message
