"""`infer` on the real model: recordings in, species out, whatever the recordings are like."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sidecar.app.engine import Engine
from sidecar.cli import screen, terminal
from sidecar.cli.arguments import parse
from sidecar.contract.analyze import InferRequest, InferResult
from sidecar.contract.query import QueryRequest
from sidecar.errors import InvalidParams, RecordingNotFound, RequestCancelled
from sidecar.methods.analyze import infer
from sidecar.methods.query import query
from sidecar.models.halt import Halt
from sidecar.models.interface import Scores
from sidecar.rpc.verb import Call
from sidecar.values import Float32
from tests.factories import RECORDINGS, owl, tone, write_wav
from tests.shared import needs_recordings

OWL = "Aegolius acadicus"


def _infer(engine: Engine, *inputs: Path, **settings: Any) -> InferResult:
    request = InferRequest.model_validate(
        {"inputs": [str(path) for path in inputs], **settings}, by_name=True, by_alias=True
    )
    return infer(engine, request, Call())


def _detections(engine: Engine, **where: Any) -> list[tuple[Any, ...]]:
    request = QueryRequest(select="detections", where=where, limit=1000)
    rows = query(engine, request, Call()).rows
    return sorted((row.path, row.start, row.end, row.species, row.confidence) for row in rows)


@pytest.fixture
def night(tmp_path: Path) -> Path:
    """Two recorders with files of the same name, and one recording in two formats."""
    import soundfile

    folder = tmp_path / "night"
    write_wav(folder / "A" / "20260520_220000.WAV", owl(9.0))
    write_wav(folder / "B" / "20260520_220000.WAV", tone(4.0, level=0.001))
    write_wav(folder / "twin.wav", owl(6.0))
    soundfile.write(folder / "twin.flac", owl(6.0), 48_000)
    return folder


@pytest.mark.model
def test_an_owl_is_heard_in_every_window(engine: Engine, night: Path) -> None:
    result = _infer(engine, night / "A")
    assert [d.species for d in result.recordings[0].detections] == [OWL] * 3
    assert result.recordings[0].top is not None and result.recordings[0].top.confidence > 0.9


@pytest.mark.model
def test_files_of_the_same_name_are_not_mixed(engine: Engine, night: Path) -> None:
    result = _infer(engine, night)
    assert result.stats.files == result.stats.done == 4
    found = {row[0] for row in _detections(engine) if row[3] == OWL}
    assert found == {
        str(night / "A" / "20260520_220000.WAV"),
        str(night / "twin.flac"),
        str(night / "twin.wav"),
    }


@pytest.mark.model
@needs_recordings
def test_results_do_not_depend_on_threads_batches_or_companions(
    engine: Engine, model_home: Path, tmp_path: Path
) -> None:
    answers = []
    for number, (threads, batch) in enumerate([(1, 1), (2, 4), (3, 7), (8, 32)]):
        engine.use_catalog(tmp_path / f"catalog-{number}.sqlite")
        _infer(engine, RECORDINGS, threads=threads, batch=batch, minConfidence=0.1)
        answers.append(_detections(engine))
    assert len(answers[0]) > 60
    assert all(answer == answers[0] for answer in answers)


@pytest.mark.model
@needs_recordings
def test_species_known_to_be_in_real_recordings_are_found(engine: Engine) -> None:
    _infer(engine, RECORDINGS)
    found = {(Path(row[0]).name, row[3]) for row in _detections(engine)}
    assert found >= {
        ("aru_1.wav", "Setophaga pensylvanica"),
        ("birds_10s.wav", "Leiothlypis peregrina"),
        ("red_faced_spinetail.wav", "Cranioleuca erythrops"),
        ("birdnet_soundscape.flac", "Poecile atricapillus"),
        ("birdnet_soundscape.flac", "Haemorhous mexicanus"),
        ("powdermill_snippet.wav", "Hylocichla mustelina"),
        ("BioDCASE26_TEST_0504_Tawny_Owl.wav", "Strix aluco"),
    }
    assert not [name for name, _ in found if name.startswith("silence")]


@pytest.mark.model
def test_what_is_done_is_skipped_and_said_so(engine: Engine, night: Path) -> None:
    first = _infer(engine, night)
    before = _detections(engine)
    second = _infer(engine, night)
    assert (second.stats.skipped, second.stats.done) == (4, 0)
    assert {row.path for row in second.skipped} == {row.path for row in first.recordings}
    assert _detections(engine) == before == _detections(engine, runId=second.run_id)


@pytest.mark.model
@pytest.mark.parametrize(
    "changed",
    [
        {"minConfidence": 0.01},
        {"sensitivity": 1.4, "topK": 2},
        {"speciesList": [OWL]},
        {"mergeConsecutive": 3},
        {"location": {"latitude": 46.0, "longitude": -84.0, "week": 20}},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_other_settings_are_judged_from_stored_windows_with_nearly_the_same_result(
    engine: Engine, night: Path, tmp_path: Path, changed: dict[str, Any]
) -> None:
    _infer(engine, night)
    again = _infer(engine, night, **changed)
    assert all(row.rescored for row in again.recordings) and len(again.recordings) == 4
    rescored = {row[:4]: row[4] for row in _detections(engine)}
    engine.use_catalog(tmp_path / "fresh.sqlite")
    _infer(engine, night, **changed)
    read = {row[:4]: row[4] for row in _detections(engine)}
    # Embeddings are kept in half precision: what is just above the threshold may fall below it.
    threshold = changed.get("minConfidence", 0.25)
    for key in rescored.keys() | read.keys():
        difference = rescored.get(key, threshold) - read.get(key, threshold)
        assert abs(difference) <= 2e-3, key


@pytest.mark.model
def test_a_changed_file_is_analysed_anew(engine: Engine, night: Path) -> None:
    path = night / "A" / "20260520_220000.WAV"
    _infer(engine, path)
    write_wav(path, tone(6.0, level=0.0))
    assert _infer(engine, path).stats.done == 1
    owls = {row[0] for row in _detections(engine) if row[3] == OWL}
    assert owls == {f"{path} (replaced, recording 1)"}  # of the night before, which is missing


def _window_sets(engine: Engine) -> list[tuple[int, int]]:
    found = engine.catalog.reader().execute("SELECT recordingId, windows FROM WindowSet")
    return sorted(tuple(row) for row in found)


@pytest.mark.model
def test_windows_of_sound_that_is_gone_go_with_it(engine: Engine, night: Path) -> None:
    path = night / "A" / "20260520_220000.WAV"
    _infer(engine, path)
    _infer(engine, path, overlap=1.5)
    assert _window_sets(engine) == [(1, 3), (1, 5)]
    write_wav(path, owl(6.0))  # cut short
    _infer(engine, path)
    assert _window_sets(engine) == [(1, 2)]
    write_wav(path, tone(6.0))  # another night: the windows of each are its own
    _infer(engine, path)
    assert _window_sets(engine) == [(1, 2), (2, 2)]
    write_wav(path, tone(12.0))
    _infer(engine, path, embeddings=False)  # it grew
    assert _window_sets(engine) == [(1, 2)]


@pytest.mark.model
def test_embeddings_that_are_not_there_come_back(engine: Engine, night: Path) -> None:
    _infer(engine, night / "A", embeddings=False)
    assert _infer(engine, night / "A", embeddings=False).stats.skipped == 1
    assert _infer(engine, night / "A").stats.done == 1
    assert _window_sets(engine) == [(1, 3)]
    with engine.catalog.transaction() as db:  # as a repair does where their file is damaged
        db.execute("UPDATE WindowSet SET firstVector = NULL")
    assert _infer(engine, night / "A", embeddings=False).stats.skipped == 1
    again = _infer(engine, night / "A")
    assert (again.stats.done, again.recordings[0].rescored) == (1, False)
    assert _infer(engine, night / "A").stats.skipped == 1


@pytest.mark.model
def test_forcing_leaves_other_analyses_their_windows(engine: Engine, night: Path) -> None:
    _infer(engine, night / "A")
    _infer(engine, night / "A", min_confidence=0.5)
    _infer(engine, night / "A", force=True)
    sql = "SELECT count(*), count(windowSetId) FROM Analysis"
    assert tuple(engine.catalog.reader().execute(sql).fetchone()) == (2, 2)


@pytest.mark.model
def test_a_persons_verdict_survives_every_re_run(engine: Engine, night: Path) -> None:
    _infer(engine, night)
    with sqlite3.connect(engine.catalog_path) as app:
        app.execute("UPDATE Annotation SET verified = 'NO', mostRecent = 1")
        judged = app.execute("SELECT count(*) FROM Annotation").fetchone()[0]
    app.close()
    _infer(engine, night, minConfidence=0.999)
    _infer(engine, night, force=True)
    rows = query(engine, QueryRequest(select="detections", limit=1000), Call()).rows
    assert {row.verified for row in rows} == {"NO"}
    count = engine.catalog.reader().execute("SELECT count(*) FROM Annotation").fetchone()[0]
    assert count == judged


@pytest.mark.model
def test_a_species_in_range_is_not_crowded_out_by_ones_that_are_not(
    engine: Engine, night: Path
) -> None:
    path = night / "A"
    near = {"latitude": 46.0, "longitude": -84.0, "week": 20}
    everything = _infer(engine, path, minConfidence=0.0, topK=50, location=near)
    ranked = [d.species for d in everything.recordings[0].detections if d.start == 0.0]
    only = _infer(engine, path, minConfidence=0.0, topK=1, speciesList=[ranked[-1]])
    assert {d.species for d in only.recordings[0].detections} == {ranked[-1]}


@pytest.mark.model
def test_the_range_filter_goes_by_each_recordings_own_week(engine: Engine, tmp_path: Path) -> None:
    for month in ("01", "06"):
        write_wav(tmp_path / f"2026{month}30_050000.wav", tone(3.0))
    write_wav(tmp_path / "undated.wav", tone(3.0))
    result = _infer(engine, tmp_path, location={"latitude": -12.0, "longitude": -70.0})
    assert [row.week for row in sorted(result.recordings, key=lambda row: row.path)] == [4, 24, -1]
    without = _infer(engine, tmp_path, location={})
    assert without.stats.without_place == 3


@pytest.mark.model
def test_noises_can_be_kept_or_dropped_by_the_range_filter(engine: Engine, night: Path) -> None:
    place = {"latitude": 46.0, "longitude": -84.0}
    counts = []
    for policy in ("keep", "drop"):
        location = {**place, "unknownSpecies": policy}
        result = _infer(engine, night, minConfidence=0.0, topK=7000, location=location)
        names = {d.species for row in result.recordings for d in row.detections}
        counts.append("Engine" in names)
        assert result.stats.unknown_to_range == 11
    assert counts == [True, False]


@pytest.mark.model
def test_every_bad_file_has_its_reason_and_the_rest_is_done(
    engine: Engine, night: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "night"
    (folder / "text.wav").write_text("these are not the sounds you are looking for")
    (folder / "nothing.wav").write_bytes(b"")
    (folder / "phone.m4a").write_bytes(b"\0\0\0\x20ftypM4A ")
    whole = write_wav(tmp_path / "whole.wav", owl(10.0)).read_bytes()
    (folder / "cut.wav").write_bytes(whole[: len(whole) * 6 // 10])
    write_wav(folder / "silent.wav", np.empty(0, np.float32))
    holes = owl(6.0)
    holes[50_000:50_100] = np.nan
    write_wav(folder / "holes.wav", holes, subtype="FLOAT")
    write_wav(folder / "slow.wav", tone(1.0), rate_hz=1)
    write_wav(folder / "bat.wav", owl(4.0, rate_hz=384_000), rate_hz=384_000)
    write_wav(folder / "many.wav", np.repeat(owl(4.0)[:, None], 16, axis=1))
    odd = write_wav(folder / "quote ' \" 🦉.wav", owl(3.0))
    raw = Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.wav"))
    shutil.copy(odd, raw)
    result = _infer(engine, folder, tmp_path / "missing.wav")
    stats = result.stats
    names = {error.path.rsplit("/", 1)[-1]: error for error in result.errors}
    assert {name: error.code for name, error in names.items()} == {
        "missing.wav": -32001,
        "text.wav": -32002,
        "nothing.wav": -32002,
        "slow.wav": -32003,
        "cut.wav": -32002,
        "holes.wav": -32002,
    }
    (passed,) = (note for note in result.notes if note.kind == "passedOver")
    assert passed.examples == [str(folder / "phone.m4a")] and "ffmpeg" in passed.hint
    assert names["cut.wav"].message == "The file ends after 6.0 s; its header says 10.0 s."
    assert (stats.failed, stats.partial, stats.empty) == (4, 2, 1)
    assert stats.done == 4 + 4
    assert stats.files == 15
    heard = {Path(row[0]).name for row in _detections(engine) if row[3] == OWL}
    assert heard >= {"cut.wav", "holes.wav", "bat.wav", "many.wav", odd.name, "caf%E9.wav"}
    json.dumps(result.model_dump(mode="json"), allow_nan=False).encode("ascii")


@pytest.mark.model
def test_nothing_to_analyse_is_an_error(engine: Engine, tmp_path: Path) -> None:
    with pytest.raises(RecordingNotFound, match="no such file"):
        _infer(engine, tmp_path / "missing")
    (tmp_path / "empty").mkdir()
    with pytest.raises(RecordingNotFound, match="no recordings"):
        _infer(engine, tmp_path / "empty")


@pytest.mark.model
def test_an_overlap_as_long_as_the_window_is_refused(engine: Engine, night: Path) -> None:
    with pytest.raises(InvalidParams) as caught:
        _infer(engine, night, overlap=3.0)
    assert caught.value.field == "overlap"


@pytest.mark.model
def test_cancelling_keeps_what_was_finished(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(6):
        write_wav(tmp_path / f"{number}.wav", owl(30.0))
    # Recordings that are kept together are told of together.
    monkeypatch.setattr("sidecar.run.threads._TOGETHER_S", 0.0)

    def stop_after_two(value: Any, last: bool) -> bool:
        if value.done >= 2:
            call.cancelled.set()
        return True

    call = Call(stop_after_two, every_s=0.0)
    request = InferRequest(inputs=[str(tmp_path)])
    with pytest.raises(RequestCancelled) as stopped:
        infer(engine, request, call)
    again = _infer(engine, tmp_path)
    assert again.stats.skipped >= 2 and again.stats.skipped + again.stats.done == 6
    assert f" {again.stats.skipped} of 6 files are done" in stopped.value.message
    assert "goes on from there" in stopped.value.hint
    runs = query(engine, QueryRequest(select="runs"), Call()).rows
    assert [row.status for row in runs] == ["cancelled", "complete"]


@pytest.mark.model
def test_ctrl_c_says_how_much_is_done_and_how_to_go_on(
    engine: Engine,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for number in range(6):
        write_wav(tmp_path / "night" / f"{number}.wav", owl(30.0))
    # Recordings that are kept together are told of together.
    monkeypatch.setattr("sidecar.run.threads._TOGETHER_S", 0.0)

    @contextmanager
    def pressing(call: Call, *, quiet: bool) -> Iterator[None]:
        def press(value: Any, last: bool) -> bool:
            if value.done >= 2:
                signal.raise_signal(signal.SIGINT)
            return True

        call.listen(press)
        yield

    monkeypatch.setattr(screen, "infer_progress", pressing)
    monkeypatch.setattr(terminal, "Call", partial(Call, every_s=0.0))
    before = signal.getsignal(signal.SIGINT)
    try:
        assert (
            terminal.run_command(engine.settings, parse(["analyze", str(tmp_path / "night")]))
            == 130
        )
    finally:
        signal.signal(signal.SIGINT, before)
    told = capsys.readouterr().err
    assert re.search(r"linnet: Stopped as asked\. [2-5] of 6 files are done", told)
    assert "The next run with the same settings goes on from there." in told


@pytest.mark.model
def test_the_papers_table_has_the_highest_confidence_of_each_species(
    engine: Engine, night: Path
) -> None:
    table = _infer(engine, night, table=True).table
    assert table is not None
    column = table.species.index(OWL)
    cells = {row.path: row.cells[column] for row in table.rows}
    best: dict[str, float] = {}
    for path, _, _, species, confidence in _detections(engine):
        if species == OWL:
            best[path] = max(best.get(path, 0.0), confidence)
    assert {path: cell for path, cell in cells.items() if cell is not None} == best
    assert len(table.rows) == 4


@pytest.mark.model
def test_a_batch_is_shared_by_short_recordings(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(20):
        write_wav(tmp_path / f"{number:02}.wav", tone(3.0))
    session = engine.session(None)
    sizes: list[int] = []
    run = session.run

    def noting(samples: Float32, halt: Halt | None = None) -> Scores:
        sizes.append(len(samples))
        return run(samples, halt)

    monkeypatch.setattr(session, "run", noting)
    _infer(engine, tmp_path, batch=4, threads=1)
    assert sizes == [4] * 5


@pytest.mark.model
def test_quiet_windows_are_left_out_and_counted(engine: Engine, tmp_path: Path) -> None:
    loud = np.concatenate([owl(3.0), tone(6.0, level=0.0), owl(3.0)])
    write_wav(tmp_path / "half.wav", loud)
    recording = _infer(engine, tmp_path, skipBelow=-60).recordings[0]
    assert (recording.windows, recording.quiet_windows) == (2, 2)
    assert [d.start for d in recording.detections if d.species == OWL] == [0.0, 9.0]
