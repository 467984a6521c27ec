"""Clips of detections: the recording's own samples, in folders that every system takes."""

from __future__ import annotations

import csv
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
import soundfile

from sidecar import wholefile
from sidecar.app.engine import Engine
from sidecar.audio.recorders.filename import from_name
from sidecar.contract.export import ClipsRequest, ClipsResult
from sidecar.errors import PathNotAllowed, RequestCancelled, StorageFull
from sidecar.methods.clips import clips
from sidecar.rpc.verb import Call
from tests.export.conftest import Keep, owl, tit
from tests.export.test_wholefile import FullDisk
from tests.factories import RECORDINGS, tone
from tests.shared import needs_recordings


def cut(engine: Engine, folder: Path, **request: Any) -> ClipsResult:
    asked = {"destination": str(folder), **request}
    return clips(engine, ClipsRequest.model_validate(asked), Call())


def listed(result: ClipsResult) -> list[dict[str, str]]:
    with open(result.list_path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def noise(seconds: float, rate_hz: int, channels: int) -> npt.NDArray[np.int32]:
    """Make every sample another: [n, channels], 32 bits wide."""
    random = np.random.default_rng(int(rate_hz))
    return random.integers(-(2**31), 2**31, (round(seconds * rate_hz), channels), np.int32)


# Container, encoding, rate, channels; and what a clip as FLAC is.
KINDS = [
    ("WAV", "PCM_16", 48_000, 1, "FLAC"),
    ("WAV", "PCM_24", 384_000, 2, "FLAC"),
    ("WAV", "PCM_U8", 8_000, 1, "FLAC"),
    ("FLAC", "PCM_16", 22_050, 4, "FLAC"),
    ("FLAC", "PCM_24", 96_000, 1, "FLAC"),
    ("WAV", "PCM_32", 44_100, 1, "WAV"),
    ("WAV", "FLOAT", 250_000, 2, "WAV"),
    ("WAV", "PCM_16", 48_000, 9, "WAV"),
]


@pytest.mark.parametrize(("container", "encoding", "rate_hz", "channels", "becomes"), KINDS)
@pytest.mark.parametrize("wanted", ["flac", "wav"])
def test_a_clip_has_exactly_the_recordings_samples(
    engine: Engine,
    keep: Keep,
    tmp_path: Path,
    container: str,
    encoding: str,
    rate_hz: int,
    channels: int,
    becomes: str,
    wanted: str,
) -> None:
    path = tmp_path / "sound"
    sound = noise(4.0, rate_hz, channels)
    soundfile.write(path, sound, rate_hz, format=container, subtype=encoding)
    keep({str(path): [(1.25, 2.5, "Strix aluco", "Tawny Owl", 0.9)]}, seconds=4.0)
    result = cut(engine, tmp_path / "out", format=wanted, padding=0.5)
    assert (result.written, result.errors) == (1, [])
    (line,) = listed(result)
    made = soundfile.info(str(tmp_path / "out" / line["Clip"]))
    assert made.format == (becomes if wanted == "flac" else made.format)
    assert (made.samplerate, made.channels) == (rate_hz, channels)
    first, last = round(0.75 * rate_hz), round(3.0 * rate_hz)
    whole = soundfile.read(path, dtype="float64", always_2d=True)[0]
    clip = soundfile.read(tmp_path / "out" / line["Clip"], dtype="float64", always_2d=True)[0]
    assert np.array_equal(clip, whole[first:last])
    ends = [float(line[name]) for name in ("Clip start (s)", "Clip end (s)")]
    assert ends == pytest.approx([0.75, 3.0], abs=1 / rate_hz)


@pytest.fixture
def night(tmp_path: Path) -> Path:
    """Make a recording of ten seconds."""
    path = tmp_path / "night" / "20240501_043000.wav"
    path.parent.mkdir()
    soundfile.write(path, tone(10.0), 48_000)
    return path


def test_padding_ends_with_the_recording(
    engine: Engine, keep: Keep, tmp_path: Path, night: Path
) -> None:
    keep({str(night): [owl(0.0), owl(9.0, 0.8)]}, seconds=10.0)  # the last window is filled up
    result = cut(engine, tmp_path / "out", padding=2.0)
    spans = [(line["Clip start (s)"], line["Clip end (s)"]) for line in listed(result)]
    assert spans == [("0.0", "5.0"), ("7.0", "10.0")]


def test_whole_clips_are_kept_and_broken_ones_written_again(
    engine: Engine, keep: Keep, tmp_path: Path, night: Path
) -> None:
    keep({str(night): [owl(0.0), owl(3.0), tit(3.0)]}, seconds=10.0)
    out = tmp_path / "out"
    first = cut(engine, out)
    assert (first.written, first.kept, first.species) == (3, 0, 2)
    made = sorted(out.rglob("*.flac"))
    assert {path.parent.name for path in made} == {"Strix aluco_Tawny Owl", "Parus major_Great Tit"}
    made[0].unlink()
    made[1].write_bytes(made[1].read_bytes()[:1000])
    soundfile.write(made[1], tone(1.0), 48_000)
    untouched = made[2].stat().st_mtime_ns
    again = cut(engine, out)
    assert (again.written, again.kept) == (2, 1)
    assert sorted(out.rglob("*.flac")) == made
    assert made[2].stat().st_mtime_ns == untouched
    assert len(listed(again)) == 3


def test_a_clip_says_when_it_was_heard(
    engine: Engine, keep: Keep, tmp_path: Path, night: Path
) -> None:
    keep({str(night): [owl(3.0)]}, seconds=10.0)
    (line,) = listed(cut(engine, tmp_path / "a", padding=1.0))
    name = Path(line["Clip"]).name
    assert name.startswith("0.988_20240501_043003_20240501_043000_3.000-6.000s_")
    # Whoever analyses the clip has the time of the clip, and not that of its recording.
    assert from_name(name).start == datetime(2024, 5, 1, 4, 30, 3)
    assert (line["Date"], line["Time"], line["UTC offset"]) == ("2024-05-01", "04:30:03", "")
    with engine.catalog.transaction() as db:
        db.execute("UPDATE Recording SET datetime = '2024-05-01T23:59:58+02:00'")
    (line,) = listed(cut(engine, tmp_path / "b"))
    assert "_20240502_000001+0200_" in line["Clip"]
    assert (line["Date"], line["UTC offset"]) == ("2024-05-02", "UTC+02:00")
    with engine.catalog.transaction() as db:
        db.execute("UPDATE Recording SET datetime = NULL")
    (line,) = listed(cut(engine, tmp_path / "c"))
    assert Path(line["Clip"]).name.startswith("0.988_20240501_043000_3.000-6.000s_")
    assert (line["Date"], line["Time"]) == ("", "")


def test_neighbours_of_a_species_become_one_clip(
    engine: Engine, keep: Keep, tmp_path: Path, night: Path
) -> None:
    heard = [owl(0.0, 0.6), tit(1.5, 0.5), owl(3.0, 0.9), (7.0, 10.0, "Strix aluco", "x", 0.7)]
    keep({str(night): heard}, seconds=10.0)
    result = cut(engine, tmp_path / "a", merge=True)
    spans = {
        (each["Scientific name"], each["Start (s)"], each["End (s)"]) for each in listed(result)
    }
    owls = {("Strix aluco", "0.0", "6.0"), ("Strix aluco", "7.0", "10.0")}
    assert spans == owls | {("Parus major", "1.5", "4.5")}
    assert listed(result)[0]["Confidence"] == "0.9000"
    padded = cut(engine, tmp_path / "b", merge=True, padding=0.5)
    assert len(listed(padded)) == 2


@pytest.mark.parametrize("pick", ["best", "random"])
def test_at_most_so_many_of_each_species(
    engine: Engine, keep: Keep, tmp_path: Path, night: Path, pick: str
) -> None:
    found = [owl(n / 2, 0.5 + n / 100) for n in range(14)] + [tit(1.0)]
    keep({str(night): found}, seconds=10.0)
    result = cut(engine, tmp_path / "out", most=4, pick=pick, seed=5)
    lines = listed(result)
    owls = {line["Confidence"] for line in lines if line["Scientific name"] == "Strix aluco"}
    assert (len(lines), len(owls)) == (5, 4)
    if pick == "best":
        assert owls == {"0.6000", "0.6100", "0.6200", "0.6300"}
    else:
        assert cut(engine, tmp_path / "out", most=4, pick=pick, seed=5).kept == 5
        others = listed(cut(engine, tmp_path / "other", most=4, pick=pick, seed=6))
        assert {line["Confidence"] for line in others} - {"0.5000"} != owls


def test_trouble_with_one_recording_is_a_row_and_the_others_are_cut(
    engine: Engine, keep: Keep, tmp_path: Path, night: Path
) -> None:
    short, broken = tmp_path / "short.wav", tmp_path / "broken.flac"
    soundfile.write(short, tone(1.0), 48_000)
    broken.write_bytes(b"fLaC, and then nothing")
    heard = [owl(0.0), owl(3.0)]
    keep({str(path): heard for path in (tmp_path / "gone.wav", short, broken, night)}, seconds=10.0)
    result = cut(engine, tmp_path / "out")
    kinds = {Path(error.path).name: error.kind for error in result.errors}
    assert kinds == {
        "gone.wav": "RecordingNotFound",
        "short.wav": "UnreadableAudio",
        "broken.flac": "UnreadableAudio",
    }
    files = [Path(line["File"]).name for line in listed(result)]
    assert files == [night.name, night.name, "short.wav"]  # as much of it as there is
    assert not list((tmp_path / "out").rglob(".linnet-*"))


def test_same_names_in_two_folders_and_odd_species_stay_apart(
    engine: Engine, keep: Keep, tmp_path: Path
) -> None:
    urls = []
    for folder in ("north", "süd"):
        (tmp_path / folder).mkdir()
        urls.append(tmp_path / folder / "1.wav")
        soundfile.write(urls[-1], tone(5.0), 48_000)
    names = ["CON", "a/b", "a:b", "../../out", "=cmd|' /C calc'!A0"]
    heard = [(0.0, 3.0, name, name, 0.9) for name in names]
    keep({str(url): heard for url in urls}, seconds=5.0)
    out = tmp_path / "out"
    result = cut(engine, out)
    assert (result.written, result.species) == (10, 5)
    made = [path for path in tmp_path.rglob("*.flac")]
    assert len(made) == 10 and all(path.parent.parent == out for path in made)
    assert all(line["Scientific name"][0] != "=" for line in listed(result))


def test_a_full_disk_ends_it_with_whole_clips_only(
    engine: Engine, keep: Keep, tmp_path: Path, night: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    random = np.random.default_rng(1).normal(0, 0.1, 480_000)
    soundfile.write(night, random, 48_000)
    keep({str(night): [owl(0.0), owl(3.0), owl(6.0)]}, seconds=10.0)
    out = tmp_path / "out"
    monkeypatch.setattr(wholefile, "open", FullDisk(400_000), raising=False)
    with pytest.raises(StorageFull):
        cut(engine, out)
    there = [path for path in out.rglob("*") if path.is_file()]
    assert [soundfile.info(str(path)).frames for path in there] == [144_000]
    monkeypatch.undo()
    assert (cut(engine, out).kept, len(list(out.rglob("*.flac")))) == (1, 3)


def test_stopped_clips_go_on_where_they_were(
    engine: Engine, keep: Keep, tmp_path: Path, night: Path
) -> None:
    keep({str(night): [owl(0.0), owl(3.0), owl(6.0)]}, seconds=10.0)
    call = Call(every_s=0.0)

    def listen(value: Any, last: bool) -> bool:
        if value.done == 2:
            call.cancelled.set()
        return True

    call.listen(listen)
    request = ClipsRequest(destination=str(tmp_path / "out"))
    with pytest.raises(RequestCancelled):
        clips(engine, request, call)
    assert not (tmp_path / "out" / "clips.csv").exists()
    result = cut(engine, tmp_path / "out")
    assert (result.kept, result.written, len(listed(result))) == (2, 1, 3)


def test_a_file_is_no_place_for_folders(
    engine: Engine, keep: Keep, tmp_path: Path, night: Path
) -> None:
    keep({str(night): [owl()]})
    with pytest.raises(PathNotAllowed):
        cut(engine, night)


@needs_recordings
def test_clips_of_real_recordings_open_and_last_as_long(
    engine: Engine, keep: Keep, tmp_path: Path
) -> None:
    found = sorted(
        path for path in RECORDINGS.rglob("*") if path.suffix in (".wav", ".mp3", ".ogg", ".flac")
    )
    assert found
    keep({str(path): [owl(0.0), tit(1.5)] for path in found}, seconds=60.0)
    result = cut(engine, tmp_path / "out", padding=0.25)
    lines = listed(result)
    assert len(lines) == result.written >= len(found)
    for line in lines:
        made = soundfile.info(str(tmp_path / "out" / line["Clip"]))
        length = float(line["Clip end (s)"]) - float(line["Clip start (s)"])
        assert made.frames / made.samplerate == pytest.approx(length, abs=1e-3)
