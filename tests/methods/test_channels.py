"""Each channel of a recording by itself: found, kept, told, and one set of results at a time."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sidecar.app.engine import Engine
from sidecar.audio.decode import Recording, open_recording
from sidecar.cli.arguments import parse
from sidecar.cli.terminal import run_command
from sidecar.contract.analyze import InferRequest, InferResult, ResumeRunRequest
from sidecar.contract.catalog import CheckCatalogRequest
from sidecar.contract.export import ClipsRequest, ExportRequest
from sidecar.contract.heads import ApplyHeadRequest, TrainHeadRequest
from sidecar.contract.labels import AnnotateRequest
from sidecar.contract.preprocess import PreprocessRequest
from sidecar.contract.query import QueryRequest
from sidecar.export.formats import FORMATS
from sidecar.methods.analyze import infer, resume_run
from sidecar.methods.catalog import check
from sidecar.methods.clips import clips
from sidecar.methods.export import export
from sidecar.methods.heads import apply as apply_head
from sidecar.methods.heads import train
from sidecar.methods.labels import annotate
from sidecar.methods.preprocess import preprocess
from sidecar.methods.query import query
from sidecar.models.add import Wanted, add
from sidecar.rpc.verb import Call
from sidecar.values import Channel, Float32
from tests.factories import tone, write_wav
from tests.stored import engine_with_base, label
from tests.tiny import UCSD, write_labels, write_model

NAME = "20240501_053000.wav"


@pytest.fixture
def base(tmp_path: Path) -> Iterator[Engine]:
    engine = engine_with_base(tmp_path / "home", dimension=4)
    yield engine
    engine.close()


def level(mean: float, seconds: float = 6.0) -> Float32:
    """Make a sound that the tiny model knows by its mean."""
    return tone(seconds, level=0.01) + np.float32(mean)


@pytest.fixture
def stereo(tmp_path: Path) -> Path:
    sound = np.stack([level(0.5), level(-0.25)], axis=1)
    return write_wav(tmp_path / "card" / NAME, sound, subtype="FLOAT")


def run(engine: Engine, *paths: Path, **settings: Any) -> InferResult:
    asked = {"inputs": [str(path) for path in paths], "model": "base", "min_confidence": 0.0}
    return infer(engine, InferRequest.model_validate({**asked, **settings}), Call())


Found = list[tuple[Channel, float, str, float]]


def found(engine: Engine, **where: Any) -> Found:
    """List what counts: channel, start, species and confidence."""
    request = QueryRequest(select="detections", where=where, limit=1000)
    rows = query(engine, request, Call()).rows
    return sorted(
        ((row.channel, row.start, row.species, row.confidence) for row in rows),
        key=lambda row: (row[0] or 0, *row[1:]),
    )


def alone(path: Path, home: Path, channel: Channel) -> Found:
    """Say what an analysis of one channel, or of the mean, finds in a catalog of its own."""
    engine = engine_with_base(home, dimension=4)
    run(engine, path, channel=channel)
    rows = found(engine)
    engine.close()
    return rows


def counted(engine: Engine) -> set[Channel]:
    """Say of which channels analyses count."""
    assert not check(engine, CheckCatalogRequest(), Call()).problems
    return {row[0] for row in found(engine)}


def test_each_channel_finds_what_it_finds_alone(base: Engine, stereo: Path, tmp_path: Path) -> None:
    result = run(base, stereo, channel="each")
    assert [(row.channel, row.windows) for row in result.recordings] == [(1, 2), (2, 2)]
    apart = [*alone(stereo, tmp_path / "1", 1), *alone(stereo, tmp_path / "2", 2)]
    assert found(base) == apart and len(apart) == 12
    assert found(base, channel=2) == alone(stereo, tmp_path / "3", 2)
    assert (result.stats.files, result.stats.done) == (1, 1)
    assert not result.notes


def test_a_second_run_finds_each_channel_done(base: Engine, stereo: Path) -> None:
    run(base, stereo, channel="each")
    again = run(base, stereo, channel="each")
    assert (again.stats.skipped, again.stats.done, again.recordings) == (1, 0, [])
    assert [row.channel for row in again.skipped] == [1, 2]
    assert len(found(base, runId=again.run_id)) == len(found(base)) == 12


def test_a_channel_that_was_done_alone_is_not_read_again(base: Engine, stereo: Path) -> None:
    run(base, stereo, channel=2)
    result = run(base, stereo, channel="each")
    assert [row.channel for row in result.recordings] == [1]
    assert [row.channel for row in result.skipped] == [2]
    assert (result.stats.files, result.stats.done, result.stats.skipped) == (1, 1, 0)
    assert counted(base) == {1, 2} and len(found(base, runId=result.run_id)) == 12


@pytest.mark.parametrize("later", [None, 1, 2])
def test_the_latest_run_counts_and_the_one_before_can_again(
    base: Engine, stereo: Path, tmp_path: Path, later: Channel
) -> None:
    run(base, stereo, channel=later)
    one = found(base)
    run(base, stereo, channel="each")
    each = found(base)
    assert counted(base) == {1, 2}
    for _ in range(2):
        assert run(base, stereo, channel=later).stats.skipped == 1
        assert counted(base) == {later} and found(base) == one
        assert run(base, stereo, channel="each").stats.skipped == 1
        assert counted(base) == {1, 2} and found(base) == each


def test_a_decision_counts_for_the_stretch_and_outlives_every_run(
    base: Engine, stereo: Path
) -> None:
    run(base, stereo, channel="each")
    first = query(base, QueryRequest(select="detections", limit=1), Call()).rows[0]
    decision = {"detectionId": first.detection_id, "verified": "YES"}
    asked = {"labeler": {"name": "Ana"}, "annotations": [decision]}
    annotate(base, AnnotateRequest.model_validate(asked), Call())
    for channel, times in ((None, 1), ("each", 2), (1, 1), ("each", 2)):
        run(base, stereo, channel=channel)
        yes = query(base, QueryRequest(select="detections", where={"verified": "YES"}), Call()).rows
        assert [(row.species, row.start) for row in yes] == [(first.species, first.start)] * times


def test_the_app_shows_the_surest_channel(base: Engine, stereo: Path) -> None:
    run(base, stereo, channel="each")
    surest: dict[tuple[float, str], float] = {}
    for _, start, species, confidence in found(base):
        key = start, species
        surest[key] = max(surest.get(key, 0.0), confidence)
    rows = query(base, QueryRequest(select="annotations", limit=1000), Call()).rows
    shown = {(row.start, row.species): row.probability for row in rows if row.most_recent}
    assert shown == {key: round(100 * confidence) for key, confidence in surest.items()}


def test_a_recording_of_one_channel_is_the_mean(base: Engine, tmp_path: Path) -> None:
    mono = write_wav(tmp_path / "card" / NAME, level(0.5), subtype="FLOAT")
    run(base, mono)
    again = run(base, mono, channel="each")
    assert again.stats.skipped == 1 and counted(base) == {None}
    (note,) = again.notes
    assert (note.kind, note.examples, note.changes_results) == ("noEffect", ["channel"], False)


def test_files_are_counted_not_channels(base: Engine, stereo: Path) -> None:
    write_wav(stereo.parent / "mono.wav", level(0.1), subtype="FLOAT")
    told: list[Any] = []

    def listen(value: Any, last: bool) -> bool:
        told.append(value)
        return True

    request = InferRequest(inputs=[str(stereo.parent)], model="base", channel="each")
    result = infer(base, request, Call(listen, every_s=0.0))
    assert (told[-1].done, told[-1].total, result.stats.files, result.stats.done) == (2, 2, 2, 2)
    assert [note.count for note in result.notes if note.kind == "withoutStart"] == [1]
    (row,) = query(base, QueryRequest(select="runs"), Call()).rows
    assert (row.files, row.done, row.settings["channel"]) == (2, 2, "each")


def test_a_run_of_each_channel_is_continued_as_such(base: Engine, stereo: Path) -> None:
    first = run(base, stereo, channel="each")
    again = resume_run(base, ResumeRunRequest(run_id=first.run_id), Call())
    assert again.stats.skipped == 1 and counted(base) == {1, 2}


def test_a_dead_channel_is_named(base: Engine, tmp_path: Path) -> None:
    sound = np.stack([level(0.5), np.zeros(288_000, np.float32)], axis=1)
    path = write_wav(tmp_path / "card" / NAME, sound)
    for result in (run(base, path, channel="each"), run(base, path, channel="each")):
        (note,) = result.notes
        assert (note.kind, note.examples) == ("silentChannel", [f"{path}, channel 2"])
    assert counted(base) == {1}


def test_channels_that_cancel_are_told_each_time(base: Engine, tmp_path: Path) -> None:
    path = write_wav(tmp_path / "card" / NAME, np.stack([tone(3.0), -tone(3.0)], axis=1))
    for settings in ({}, {}, {"min_confidence": 0.5}):
        (note,) = run(base, path, **settings).notes
        assert (note.kind, note.examples) == ("channelsCancel", [str(path)])
        assert "--channel each" in note.hint
    assert not run(base, path, channel="each").notes


def test_every_export_tells_the_channel(base: Engine, stereo: Path, tmp_path: Path) -> None:
    run(base, stereo, channel="each")
    names = {"csv": "a.csv", "raven": "a.txt", "json": "a.json", "kaleidoscope": "k.csv"}
    for form, name in names.items():
        export(base, ExportRequest(format=form, destination=str(tmp_path / name)), Call())

    def column(name: str, title: str, **dialect: Any) -> set[str]:
        with (tmp_path / name).open(newline="") as file:
            return {line[title] for line in csv.DictReader(file, **dialect)}

    assert column("a.csv", "channel") == {"1", "2"}
    assert column("a.txt", "Channel", delimiter="\t") == {"1", "2"}
    assert column("k.csv", "CHANNEL") == {"0", "1"}
    assert (tmp_path / "a.json").read_text().count('"channel":2') == 6
    request = ExportRequest(format="audacity", destination=str(tmp_path / "b.txt"))
    export(base, request, Call())
    lines = (tmp_path / "b.txt").read_text().splitlines()
    assert {line.rpartition(" [")[2] for line in lines} == {"channel 1]", "channel 2]"}


def test_an_export_of_channels_is_replaced_by_the_next(
    base: Engine, stereo: Path, tmp_path: Path
) -> None:
    run(base, stereo, channel="each")
    for form, made in FORMATS.items():
        asked = ExportRequest(format=form, destination=str(tmp_path / f"{form}{made.endings[0]}"))
        for _ in range(2):
            export(base, asked, Call())


def test_an_export_of_means_has_no_column_for_channels(
    base: Engine, stereo: Path, tmp_path: Path
) -> None:
    run(base, stereo)
    export(base, ExportRequest(format="csv", destination=str(tmp_path / "a.csv")), Call())
    assert "channel" not in (tmp_path / "a.csv").read_text().splitlines()[0]
    asked = ExportRequest(format="csv", destination=str(tmp_path / "b.csv"), columns=["channel"])
    export(base, asked, Call())
    with (tmp_path / "b.csv").open(newline="") as file:
        assert {line["channel"] for line in csv.DictReader(file)} == {""}


def test_clips_of_two_channels_have_names_of_their_own(
    base: Engine, stereo: Path, tmp_path: Path
) -> None:
    run(base, stereo, channel="each")
    asked = ClipsRequest(destination=str(tmp_path / "clips"), where={"species": "bird2"})
    made = clips(base, asked, Call())
    assert (made.written, made.kept, made.errors) == (4, 0, [])
    with Path(made.list_path).open(newline="") as file:
        lines = list(csv.DictReader(file))
    assert sorted(line["Channel"] for line in lines) == ["1", "1", "2", "2"]
    assert all(f"_channel{line['Channel']}_" in line["Clip"] for line in lines)
    assert run(base, stereo.parent, tmp_path / "clips", channel="each").stats.files == 5


def test_preprocess_keeps_each_channel_apart(base: Engine, stereo: Path) -> None:
    asked = {"inputs": [str(stereo)], "frontend": "ucsd-librosa-mel", "channel": "each"}
    first = preprocess(base, PreprocessRequest.model_validate(asked), Call())
    again = preprocess(base, PreprocessRequest.model_validate(asked), Call())
    assert [row.channel for row in first.recordings] == [1, 2]
    assert len({row.cache_path for row in first.recordings}) == 2
    assert [row.cached for row in again.recordings] == [True, True]
    assert {row.recording_id for row in first.recordings + again.recordings} == {1}
    one = preprocess(base, PreprocessRequest.model_validate({**asked, "channel": 2}), Call())
    assert one.recordings[0].cached and one.stats.files == again.stats.files == 1


def test_similar_sounds_tell_the_channel_and_can_be_of_one(base: Engine, tmp_path: Path) -> None:
    both = np.stack([level(0.5), level(0.25)], axis=1)
    stereo = write_wav(tmp_path / "card" / NAME, both, subtype="FLOAT")
    run(base, stereo, channel="each")

    def similar(**like: Any) -> list[tuple[Channel, float]]:
        asked = {"select": "similar", "like": like, "model": "base"}
        rows = query(base, QueryRequest.model_validate(asked), Call()).rows
        return sorted((row.channel, row.start) for row in rows)

    others = [(1, 3.0), (2, 3.0)]
    assert similar(path=str(stereo), start=0.0) == others
    assert similar(path=str(stereo), start=0.0, channel=2) == others
    run(base, stereo)
    asked = {"path": str(stereo), "start": 0.0, "channel": 2}
    request = {"select": "similar", "like": asked, "model": "base"}
    (note,) = query(base, QueryRequest.model_validate(request), Call()).notes
    assert (note.kind, note.examples) == ("noEffect", ["like.channel"])


def test_the_terminal_takes_each(
    base: Engine, stereo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = ["analyze", str(stereo), "--model", "base", "--channel", "each"]
    assert run_command(base.settings, parse(typed)) == 0
    assert "1 file: 1 done." in capsys.readouterr().out
    assert counted(base) == {1, 2}


def test_a_head_judges_each_channel_by_itself(base: Engine, tmp_path: Path) -> None:
    for number in range(8):
        loud = 0.8 if number % 2 else -0.8
        both = np.stack([level(loud, 3.0), level(loud, 3.0)], axis=1)
        write_wav(tmp_path / "card" / f"{number}.wav", both, subtype="FLOAT")
    run(base, tmp_path / "card", channel="each")
    for number in range(8):
        known = base.catalog.recordings.at([str(tmp_path / "card" / f"{number}.wav")])
        assert known is not None
        label(base, known.recording_id, 0, "owl", "YES" if number % 2 else "NO")
    train(base, TrainHeadRequest(name="night", least=2), Call())
    first = apply_head(base, ApplyHeadRequest(name="night", min_confidence=0.0), Call())
    assert (first.recordings, first.skipped, first.windows, first.detections) == (8, 0, 16, 16)
    heads = {"model": "night"}
    assert {row[0] for row in found(base, **heads)} == {1, 2}
    assert apply_head(base, ApplyHeadRequest(name="night", min_confidence=0.0), Call()).skipped == 8
    run(base, tmp_path / "card")
    again = apply_head(base, ApplyHeadRequest(name="night", min_confidence=0.0), Call())
    assert (again.recordings, again.windows) == (8, 8)
    assert [row[0] for row in found(base, **heads)] == [None] * 8
    assert not check(base, CheckCatalogRequest(), Call()).problems


@pytest.mark.parametrize(("times", "ends"), [(1, "done"), (9, "failed")])
def test_a_file_that_changes_between_its_channels_is_read_again_once(
    base: Engine, stereo: Path, monkeypatch: pytest.MonkeyPatch, times: int, ends: str
) -> None:
    touched: list[int] = []

    @contextmanager
    def touching(path: Path, channel: Channel = None) -> Iterator[Recording]:
        if channel == 2 and len(touched) < times:
            touched.append(len(touched))
            os.utime(path, ns=(0, 10**18 + len(touched)))
        with open_recording(path, channel) as recording:
            yield recording

    monkeypatch.setattr("sidecar.run.prepare.open_recording", touching)
    result = run(base, stereo, channel="each", threads=1)
    assert (result.stats.files, getattr(result.stats, ends)) == (1, 1)
    if ends == "done":
        assert counted(base) == {1, 2} and not result.errors
    else:
        (error,) = result.errors
        assert error.path == str(stereo) and "changed" in error.message
        assert not found(base)


def test_a_run_takes_each_channel_from_the_cache(base: Engine, stereo: Path) -> None:
    home = base.settings.home
    model = write_model(home / "mel.onnx", shape=UCSD, classes=3)
    add(base.registry, Wanted(model, write_labels(home / "mel.txt", 3), {"name": "mel"}))
    asked = {"inputs": [str(stereo)], "model": "mel", "channel": "each"}
    preprocess(base, PreprocessRequest.model_validate(asked), Call())
    result = run(base, stereo, model="mel", channel="each")
    assert [(row.channel, row.cached) for row in result.recordings] == [(1, True), (2, True)]
    assert not run(base, stereo, model="mel").recordings[0].cached


def test_totals_of_one_channel_can_be_asked_for(base: Engine, stereo: Path) -> None:
    run(base, stereo, channel="each")
    for where, detections in (({}, 4), ({"channel": 2}, 2), ({"channel": None}, None)):
        rows = query(base, QueryRequest(select="species", where=where), Call()).rows
        assert {row.detections for row in rows} == ({detections} if detections else set())
        assert {row.recordings for row in rows} == ({1} if detections else set())
