"""Sound without end: over the pipe, and at the terminal."""

from __future__ import annotations

import base64
import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import pytest
import soundfile

from sidecar.app.engine import Engine
from sidecar.contract.models import AddModelRequest
from sidecar.methods.models import add_model
from sidecar.rpc.verb import Call
from sidecar.run.delays import Delays
from sidecar.settings import Settings
from tests.e2e.sidecar import Sidecar
from tests.factories import tone
from tests.tiny import write_labels, write_model

RATE = 32_000
PROGRAM = [sys.executable, "-m", "sidecar"]
MODELS = Path(__file__).parents[2] / "sidecar" / "manifests"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a home with a model of 5-s waveforms whose logits are 0, 1, 2 plus the mean."""
    folder = tmp_path_factory.mktemp("home")
    engine = Engine(Settings(home=folder, catalog=folder / "catalog.sqlite", manifests=MODELS))
    model = write_model(folder / "m.onnx", shape=(160_000,), classes=3)
    labels = write_labels(folder / "labels.txt", 3)
    spec = {"kind": "waveform", "sampleRate": RATE, "window": 5.0}
    request = {"path": str(model), "labels": str(labels), "frontend": spec}
    add_model(engine, AddModelRequest.model_validate(request), Call())
    return folder


@pytest.fixture
def sidecar(home: Path, tmp_path: Path) -> Iterator[Sidecar]:
    running = Sidecar(home, tmp_path / "catalog.sqlite")
    yield running
    running.close()


def _pcm(seconds: float, rate: int = RATE) -> bytes:
    return (tone(seconds, rate_hz=rate) * 32767).astype("<i2").tobytes()


def _push(sidecar: Sidecar, stream: str, pcm: bytes, **more: Any) -> dict[str, Any]:
    params = {"streamId": stream, "pcm": base64.b64encode(pcm).decode(), **more}
    return sidecar.call("stream/push", params)


def _open(sidecar: Sidecar, **more: Any) -> str:
    params = {"model": "m", "sampleRate": RATE, "minConfidence": 0.6, **more}
    opened = sidecar.call("stream/open", params)["result"]
    assert opened["window"] == 5.0
    stream: str = opened["streamId"]
    return stream


@pytest.mark.parametrize("rate", [RATE, 48_000])
def test_windows_are_named_as_they_end_whatever_the_pieces(sidecar: Sidecar, rate: int) -> None:
    stream = _open(sidecar, sampleRate=rate, overlap=2.5)
    sound, at, found, lags = _pcm(12.0, rate), 0, [], []
    for size in [1, 70_001, 33_333, len(sound)]:
        result = _push(sidecar, stream, sound[at : at + size])["result"]
        found += result["detections"]
        lags.append(result["lagSeconds"])
        at += size
    closed = sidecar.call("stream/close", {"streamId": stream})["result"]
    found += closed["detections"]
    # sigmoid(1) = 0.73 and sigmoid(2) = 0.88 reach the threshold, sigmoid(0) does not.
    starts = [0.0, 2.5, 5.0, 7.5]
    assert [row["start"] for row in found] == [start for start in starts for _ in range(2)]
    assert {row["species"] for row in found} == {"bird1", "bird2"}
    assert found[-1]["end"] == pytest.approx(12.0, abs=0.01)
    assert closed["stats"]["windows"] == 4
    assert closed["stats"]["audioSeconds"] == pytest.approx(12.0, abs=1e-3)
    assert all(lag < 5.1 for lag in lags)


def test_a_gap_and_a_change_of_rate_are_errors_and_the_stream_goes_on(sidecar: Sidecar) -> None:
    stream = _open(sidecar)
    assert "result" in _push(sidecar, stream, _pcm(1.0), start=0.0, sampleRate=RATE)
    gap = _push(sidecar, stream, _pcm(1.0), start=1.5)["error"]
    assert gap["code"] == -32002 and "is at 1.000 s" in gap["message"]
    rate = _push(sidecar, stream, _pcm(1.0), sampleRate=16_000)["error"]
    assert rate["code"] == -32002 and "At 1.000 s the rate changes" in rate["message"]
    assert _push(sidecar, stream, _pcm(1.0), start=1.0)["result"]["acceptedSeconds"] == 2.0


def test_not_a_number_is_an_error_with_the_position(sidecar: Sidecar) -> None:
    stream = _open(sidecar, format="f32le")
    bad = np.full(100, np.nan, "<f4").tobytes()
    assert "At 0.000 s" in _push(sidecar, stream, bad)["error"]["message"]
    assert "result" in _push(sidecar, stream, np.zeros(100, "<f4").tobytes())


@pytest.mark.parametrize(
    ("params", "field"),
    [
        ({"streamId": "gone", "pcm": ""}, "streamId"),
        ({"streamId": "gone", "pcm": "not base64!"}, "pcm"),
    ],
)
def test_a_push_that_makes_no_sense_names_its_field(
    sidecar: Sidecar, params: dict[str, str], field: str
) -> None:
    error = sidecar.call("stream/push", params)["error"]
    assert error["code"] == -32602
    assert error["data"]["errors"][0]["field"] == field


def test_pushes_sent_without_waiting_are_taken_in_order(sidecar: Sidecar) -> None:
    stream = _open(sidecar)
    sound = base64.b64encode(_pcm(0.25)).decode()
    sent = [
        sidecar.send("stream/push", {"streamId": stream, "pcm": sound, "start": 0.25 * number})
        for number in range(40)
    ]
    answers = {message["id"]: message for message in (sidecar.receive() for _ in sent)}
    assert all("result" in answers[number] for number in sent)


def _listen(
    home: Path, *options: str, rate: tuple[str, ...] = ("--rate", str(RATE))
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*PROGRAM, "listen", "-", *rate, "--model", "m", *options],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "LINNET_HOME": str(home)},
    )


def test_listening_prints_a_window_before_the_next_has_come(home: Path) -> None:
    with _listen(home, "--top", "2", "--json") as listening:
        assert listening.stdin is not None and listening.stdout is not None
        for number in range(3):
            listening.stdin.write(_pcm(5.0))
            listening.stdin.flush()
            window = json.loads(listening.stdout.readline())
            assert (window["start"], window["end"]) == (5.0 * number, 5.0 * number + 5)
            assert [each["species"] for each in window["classes"]] == ["bird2", "bird1"]
        listening.stdin.write(_pcm(1.0))
        listening.stdin.close()
        assert json.loads(listening.stdout.readline())["start"] == 15.0
        assert listening.wait(30) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no such signals")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_listening_to_a_silent_pipe_stops_on_a_signal(home: Path, number: int, code: int) -> None:
    with _listen(home, "--json") as listening:
        assert listening.stdin is not None and listening.stdout is not None
        listening.stdin.write(_pcm(5.0))
        listening.stdin.flush()
        assert listening.stdout.readline()  # and now it waits for more
        listening.send_signal(number)
        assert listening.wait(60) == code


def test_listening_tells_where_the_sound_broke_off(home: Path) -> None:
    with _listen(home) as listening:
        out, err = listening.communicate(_pcm(6.0) + b"\0")
    assert len(out.splitlines()) == 2
    assert b"6.000 s in the middle of a sample" in err and listening.returncode == 1


def test_listening_says_that_no_sound_arrived(home: Path) -> None:
    with _listen(home) as listening:
        out, err = listening.communicate(b"")
    assert (out, listening.returncode) == (b"", 1)
    assert b"No sound arrived on standard input." in err


def test_listening_takes_what_a_wav_header_says(home: Path) -> None:
    stereo = np.repeat(tone(6.0, rate_hz=16_000)[:, None], 2, axis=1)
    held = io.BytesIO()
    soundfile.write(held, stereo, 16_000, format="WAV", subtype="FLOAT")
    with _listen(home, "--json", rate=()) as listening:
        out, err = listening.communicate(held.getvalue() + b"LIST\4\0\0\0INFO")
    windows = [json.loads(line) for line in out.splitlines()]
    assert [window["start"] for window in windows] == [0.0, 5.0], err
    with _listen(home) as listening:
        _, err = listening.communicate(held.getvalue())
    assert listening.returncode == 2
    assert b"--rate" in err and b"WAV header says 16000, not 32000" in err


def test_listening_to_plain_samples_needs_their_rate(home: Path) -> None:
    with _listen(home, rate=()) as listening:
        _, err = listening.communicate(_pcm(1.0))
    assert listening.returncode == 2
    assert b"--rate" in err and b"do not tell their sample rate" in err


def test_listening_ends_quietly_when_nobody_reads_on(home: Path) -> None:
    with _listen(home) as listening:
        assert listening.stdin is not None and listening.stdout is not None
        listening.stdout.close()
        try:
            listening.stdin.write(_pcm(20.0))
            listening.stdin.close()
        except BrokenPipeError:
            pass
        assert listening.wait(30) == 0
        assert listening.stderr is not None and listening.stderr.read() == b""


@pytest.mark.skipif(sys.platform == "win32", reason="counts resident memory as Linux does")
def test_an_hour_pushed_at_once_does_not_fill_the_memory(home: Path) -> None:
    with _listen(home) as listening:
        assert listening.stdin is not None and listening.stdout is not None
        process, minute, sizes = psutil.Process(listening.pid), _pcm(60.0), []
        for _ in range(20):
            listening.stdin.write(minute)
            for _ in range(11):
                listening.stdout.readline()
            sizes.append(process.memory_info().rss)
        listening.stdin.close()
        listening.stdout.read()
    assert max(sizes[10:]) - sizes[2] < 8e6


def _sound_of(number: int, seconds: float) -> bytes:
    """Make sound whose mean differs for each stream; the model's logits hold the mean."""
    sound = 0.1 * tone(seconds, rate_hz=RATE) + _level_of(number)
    return (sound * 32767).astype("<i2").tobytes()


def _level_of(number: int) -> float:
    return 0.03 * (number + 1)


def test_many_streams_at_once_each_get_their_own_detections_in_order(sidecar: Sidecar) -> None:
    streams = [_open(sidecar, site=f"S{number}") for number in range(16)]
    asked: dict[int, int] = {}
    for turn in range(6):
        for number, stream in enumerate(streams):
            pcm = base64.b64encode(_sound_of(number, 4.0)).decode()
            params = {"streamId": stream, "pcm": pcm, "start": 4.0 * turn}
            asked[sidecar.send("stream/push", params)] = number
    found: dict[int, list[dict[str, Any]]] = {number: [] for number in range(16)}
    for _ in asked:
        message = sidecar.receive()
        assert "result" in message, message
        found[asked[message["id"]]] += message["result"]["detections"]
    for number, rows in found.items():
        assert [row["start"] for row in rows if row["species"] == "bird2"] == [0.0, 5.0, 10.0, 15.0]
        sure = {row["confidence"] for row in rows if row["species"] == "bird2"}
        expected = 1 / (1 + np.exp(-(2 + _level_of(number))))
        assert all(abs(each - expected) < 1e-3 for each in sure), number
    told = sidecar.call("stream/status")["result"]
    assert [each["site"] for each in told["streams"]] == [f"S{number}" for number in range(16)]
    assert {each["windows"] for each in told["streams"]} == {4}
    assert told["windows"] == 64
    lateness = told["lateness"]
    assert 0 <= lateness["meanSeconds"] <= lateness["largestSeconds"]
    assert 0 <= lateness["lateWindows"] <= 64
    for stream in streams:
        closed = sidecar.call("stream/close", {"streamId": stream})["result"]
        assert closed["stats"]["windows"] == 5
    assert sidecar.call("stream/status")["result"]["streams"] == []


def test_a_stream_with_much_sound_does_not_make_another_wait_for_all_of_it(
    sidecar: Sidecar,
) -> None:
    long, short = _open(sidecar, overlap=4.9), _open(sidecar)
    much = {"streamId": long, "pcm": base64.b64encode(_pcm(300.0)).decode()}
    first = sidecar.send("stream/push", much)
    little = {"streamId": short, "pcm": base64.b64encode(_pcm(5.0)).decode()}
    second = sidecar.send("stream/push", little)
    assert [sidecar.receive()["id"] for _ in range(2)] == [second, first]


def test_a_window_that_comes_long_after_its_sound_is_late() -> None:
    delays = Delays(5.0)
    delays.note(3, 1.0)
    delays.note(1, 6.0)
    assert (delays.windows, delays.late, delays.latest_s, delays.largest_s) == (4, 1, 6.0, 6.0)
    assert delays.mean_s == 2.25
    other = Delays(5.0)
    assert other.mean_s == 0.0
    other.note(4, 0.25)
    together = Delays.of_all([delays, other])
    assert (together.windows, together.late, together.largest_s) == (8, 1, 6.0)
    assert together.mean_s == 1.25


def _follow(home: Path, *words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*PROGRAM, "listen", *words, "--model", "m", "--top", "1", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "LINNET_HOME": str(home)},
    )


def _windows(listening: subprocess.Popen[bytes], count: int) -> list[tuple[str, float]]:
    assert listening.stdout is not None
    lines = [json.loads(listening.stdout.readline()) for _ in range(count)]
    return [(Path(line["path"]).name, line["start"]) for line in lines]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no such signals")
def test_files_that_grow_are_heard_window_by_window_until_ctrl_c(
    home: Path, tmp_path: Path
) -> None:
    one, two = tmp_path / "one.raw", tmp_path / "two.raw"
    for path in (one, two):
        path.write_bytes(_pcm(4.0))
    with _follow(home, str(one), str(two), "--follow", "--rate", str(RATE)) as listening:
        for turn in range(3):
            for path in (one, two):
                with path.open("ab") as file:
                    file.write(_pcm(5.0))
            heard = _windows(listening, 2)
            assert sorted(heard) == [("one.raw", 5.0 * turn), ("two.raw", 5.0 * turn)]
        listening.send_signal(signal.SIGINT)
        assert listening.wait(60) == 130


def test_a_file_that_has_not_grown_for_long_ends_with_its_last_window(
    home: Path, tmp_path: Path
) -> None:
    path = tmp_path / "one.wav"
    soundfile.write(path, tone(7.0, rate_hz=16_000), 16_000, subtype="PCM_16")
    with _follow(home, str(path), "--follow", "--idle", "0.2") as listening:
        out, err = listening.communicate()
    assert [json.loads(line)["start"] for line in out.splitlines()] == [0.0, 5.0], err
    assert listening.returncode == 0


def test_a_file_with_much_sound_does_not_make_another_wait_for_all_of_it(
    home: Path, tmp_path: Path
) -> None:
    long, short = tmp_path / "long.raw", tmp_path / "short.raw"
    long.write_bytes(_pcm(300.0))
    short.write_bytes(_pcm(5.0))
    with _follow(home, str(long), str(short), "--rate", str(RATE)) as listening:
        out, _ = listening.communicate()
    heard = [Path(json.loads(line)["path"]).name for line in out.splitlines()]
    assert heard.index("short.raw") < 10 and len(heard) == 61


def test_the_trouble_of_one_file_is_told_and_the_others_go_on(home: Path, tmp_path: Path) -> None:
    good, empty, gone = tmp_path / "good.raw", tmp_path / "empty.raw", tmp_path / "gone.raw"
    cut = tmp_path / "cut.raw"
    good.write_bytes(_pcm(10.0))
    empty.write_bytes(b"")
    cut.write_bytes(_pcm(5.0) + b"\0")
    words = [str(each) for each in (empty, gone, cut, good)]
    with _follow(home, *words, "--rate", str(RATE)) as listening:
        out, err = listening.communicate()
    heard = [Path(json.loads(line)["path"]).name for line in out.splitlines()]
    assert sorted(heard) == ["cut.raw", "good.raw", "good.raw"]
    assert listening.returncode == 1
    said = " ".join(err.decode().split())
    assert "The file holds no sound." in said and "There is no such file." in said
    assert "in the middle of a sample" in said


@pytest.mark.parametrize(
    ("words", "option"),
    [
        (["-", "one.raw"], "SOURCE"),
        (["-", "--follow"], "--follow"),
        (["one.raw", "--idle", "3"], "--idle"),
        (["one.raw", "--follow", "--idle", "-1"], "--idle"),
    ],
)
def test_options_of_listening_that_do_not_go_together_are_errors(
    home: Path, words: list[str], option: str
) -> None:
    with _follow(home, *words, "--rate", str(RATE)) as listening:
        _, err = listening.communicate()
    assert listening.returncode == 2 and option.encode() in err
