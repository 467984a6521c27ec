"""Correcting recordings, taking them out, and opening them by the label of their drive."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from sidecar import stop
from sidecar.app.engine import Engine
from sidecar.audio.decode import open_recording
from sidecar.audio.metadata import read_provenance
from sidecar.catalog.runs import NewRun, Run
from sidecar.catalog.sqlite.catalog import SqliteCatalog
from sidecar.catalog.values import NewRecording
from sidecar.contract.analyze import InferRequest, Location
from sidecar.contract.export import ClipsRequest
from sidecar.contract.picture import WaveformRequest
from sidecar.contract.places import SetPlacesRequest, UndoPlacesRequest
from sidecar.contract.recordings import (
    RemoveRecordingsRequest,
    RemoveRecordingsResult,
    UpdateRecordingsRequest,
    UpdateRecordingsResult,
)
from sidecar.errors import InvalidParams, RecordingNotFound, RequestCancelled
from sidecar.methods.analyze import infer
from sidecar.methods.clips import clips
from sidecar.methods.picture import draw_waveform
from sidecar.methods.places import set_places, undo_places
from sidecar.methods.recordings import remove_recordings, update_recordings
from sidecar.recordings.inputs import find_inputs
from sidecar.rpc.verb import Call
from sidecar.run.judging import Origin
from sidecar.values import Metadata
from tests.factories import owl, tone, write_wav
from tests.keeping import said
from tests.methods.heard import MODEL, count, hear, rows, totals_are_true, verify

OWL = "Strix aluco"


def _update(engine: Engine, *changes: dict[str, Any]) -> None:
    request = UpdateRecordingsRequest.model_validate({"recordings": changes})
    update_recordings(engine, request, Call())


def _remove(engine: Engine, *ids: int, including_labels: bool = False) -> Path:
    request = RemoveRecordingsRequest(recording_ids=list(ids), including_labels=including_labels)
    return Path(remove_recordings(engine, request, Call()).backup or "none was made")


def test_what_is_left_out_stays_and_null_empties(bare: Engine, tmp_path: Path) -> None:
    recording_id = hear(bare, write_wav(tmp_path / "20260501_040000.wav", tone(3.0)), OWL)
    with bare.catalog.transaction() as db:
        db.execute("INSERT INTO Deployment (deploymentId) VALUES (4)")
    _update(bare, {"recordingId": recording_id, "deploymentId": 4})
    (row,) = rows(bare, "recordings")
    assert (row["deployment_id"], row["start"]) == (4, "2026-05-01T04:00:00")
    _update(bare, {"recordingId": recording_id, "start": "2026-05-02 05:30"})
    _update(bare, {"recordingId": recording_id, "deploymentId": None})
    (row,) = rows(bare, "recordings")
    assert (row["deployment_id"], row["start"]) == (None, "2026-05-02T05:30:00")
    assert rows(bare, "detections")[0]["heard_at"].startswith("2026-05-02T05:30:00")


def _origin(engine: Engine, path: Path) -> Origin:
    return engine.catalog.runs.known([str(path)], Run(0, 0, 0))[str(path)].origin


def test_a_corrected_start_outlives_another_look_at_the_file(bare: Engine, tmp_path: Path) -> None:
    path = write_wav(tmp_path / "20260501_040000.wav", tone(3.0))
    recording_id = hear(bare, path, OWL)
    _update(bare, {"recordingId": recording_id, "start": "2026-05-02T05:30:00"})
    with open_recording(path) as audio:
        bare.catalog.recordings.put([NewRecording(str(path), audio.facts, read_provenance(path))])
    assert rows(bare, "recordings")[0]["start"] == "2026-05-02T05:30:00"
    assert _origin(bare, path).start == datetime(2026, 5, 2, 5, 30)


@pytest.mark.parametrize("by", ["person", "app"])
def test_a_corrected_start_outlives_another_file_and_another_run(
    bare: Engine, tmp_path: Path, by: str
) -> None:
    path = write_wav(tmp_path / "20260501_040000.wav", tone(3.0))
    recording_id = hear(bare, path, OWL)
    if by == "person":
        _update(bare, {"recordingId": recording_id, "start": "2026-05-02T05:30:00"})
    else:
        with bare.catalog.transaction() as db:
            db.execute("UPDATE Recording SET datetime = '2026-05-02T05:30:00'")
    hear(bare, path, OWL, settings="others")
    os.utime(path, (1, 1))
    hear(bare, path, OWL)
    assert rows(bare, "recordings")[0]["start"] == "2026-05-02T05:30:00"
    origin = _origin(bare, path)
    assert origin.start == datetime(2026, 5, 2, 5, 30) and origin.start_was_set
    assert rows(bare, "detections")[0]["heard_at"].startswith("2026-05-02T05:30:00")


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("2026-05-01 03:00:00", "2026-05-01 03:00:00"),
        (None, "2026-05-01T04:00:00"),
        ("0000-00-00 00:00:00", "2026-05-01T04:00:00"),
    ],
)
def test_a_start_that_the_app_knew_first_is_kept(
    bare: Engine, tmp_path: Path, said: str | None, kept: str
) -> None:
    path = write_wav(tmp_path / "20260501_040000.wav", tone(3.0))
    with bare.catalog.transaction() as db:
        db.execute("INSERT INTO Recording (url, datetime) VALUES (?, ?)", (str(path), said))
    assert _origin(bare, path).start_was_set == (said == kept)
    hear(bare, path, OWL)
    assert rows(bare, "recordings")[0]["start"] == kept


def test_a_start_that_nobody_corrected_follows_the_file(bare: Engine, tmp_path: Path) -> None:
    path = write_wav(tmp_path / "a.wav", tone(3.0))
    with open_recording(path) as audio:
        facts = audio.facts
    for changed, start in enumerate((datetime(2026, 5, 1), None, datetime(2026, 5, 2))):
        newer = replace(facts, modified_ns=changed)
        bare.catalog.recordings.put([NewRecording(str(path), newer, said(Metadata(start=start)))])
    assert rows(bare, "recordings")[0]["start"] == "2026-05-02T00:00:00"


def test_a_start_that_nobody_corrected_follows_a_better_reading(
    bare: Engine, tmp_path: Path
) -> None:
    path = write_wav(tmp_path / "a.wav", tone(3.0))
    with open_recording(path) as audio:
        facts = audio.facts
    better = Metadata(start=datetime(2026, 5, 2))
    for metadata in (Metadata(start=datetime(1970, 1, 1)), better):
        bare.catalog.recordings.put([NewRecording(str(path), facts, said(metadata))])
        origin = _origin(bare, path)
        assert not origin.start_was_set
        assert origin.read(said(better), path.name).start == better.start
    assert rows(bare, "recordings")[0]["start"] == "2026-05-02T00:00:00"


def test_a_file_that_moves_during_a_run_stays_in_that_run(bare: Engine, tmp_path: Path) -> None:
    path = write_wav(tmp_path / "a.wav", owl(6.0))
    recording_id = hear(bare, path, OWL)
    asked = NewRun(MODEL, "{}", "linnet", [str(path)])
    stopped = bare.catalog.runs.begin(asked)
    bare.catalog.runs.end(stopped, "cancelled")
    busy = bare.catalog.runs.begin(asked)
    new = path.rename(tmp_path / "b.wav")
    _update(bare, {"recordingId": recording_id, "path": str(new)})
    files = dict(bare.catalog.reader().execute("SELECT runId, url FROM RunFile").fetchall())
    assert (files[stopped.run_id], files[busy.run_id]) == (str(new), str(path))


def test_a_new_path_keeps_what_was_done_if_the_sound_is_the_same(
    bare: Engine, tmp_path: Path
) -> None:
    path = write_wav(tmp_path / "a.wav", owl(6.0))
    recording_id = hear(bare, path, OWL)
    path.rename(tmp_path / "b.wav")
    _update(bare, {"recordingId": recording_id, "path": str(tmp_path / "b.wav")})
    assert rows(bare, "recordings")[0]["path"] == str(tmp_path / "b.wav")
    _update(bare, {"recordingId": recording_id, "path": "CARD::x.wav"})
    (row,) = rows(bare, "recordings")
    assert row["path"] == "CARD::x.wav" and row["missing_since"] is not None


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"recordingId": 99}, "recordings.1.recordingId"),
        ({"deploymentId": 99}, "recordings.1.deploymentId"),
        ({"start": "yesterday"}, "recordings.1.start"),
        ({"path": None}, "recordings.1.path"),
        ({"path": "/taken.wav"}, "recordings.1.path"),
    ],
)
def test_one_wrong_change_undoes_all(
    bare: Engine, tmp_path: Path, change: dict[str, Any], field: str
) -> None:
    path = write_wav(tmp_path / "a.wav", owl(6.0))
    first, second = hear(bare, path, OWL), hear(bare, path, OWL, at="/taken.wav")
    right = {"recordingId": second, "start": "2026-05-02T05:30:00"}
    with pytest.raises(InvalidParams) as caught:
        _update(bare, right, {"recordingId": first, **change})
    assert caught.value.field == field
    assert {row["start"] for row in rows(bare, "recordings")} == {None}


def test_removing_backs_up_and_leaves_the_sound(bare: Engine, tmp_path: Path) -> None:
    path = write_wav(tmp_path / "a.wav", owl(6.0))
    recording_id = hear(bare, path, OWL)
    hear(bare, write_wav(tmp_path / "b.wav", tone(6.0)), OWL)
    before = path.read_bytes()
    backup = _remove(bare, recording_id)
    assert path.read_bytes() == before
    assert [row["path"] for row in rows(bare, "detections")] == [str(tmp_path / "b.wav")]
    assert totals_are_true(bare)
    old = SqliteCatalog(backup)
    assert [each.url for each in old.recordings.find([recording_id])] == [str(path)]
    old.close()


@pytest.mark.parametrize("by", ["person", "app"])
def test_recordings_that_a_person_labelled_are_not_removed_unasked(
    bare: Engine, tmp_path: Path, by: str
) -> None:
    plain = hear(bare, write_wav(tmp_path / "a.wav", owl(6.0)), OWL)
    labelled = hear(bare, write_wav(tmp_path / "b.wav", tone(6.0)), OWL)
    if by == "person":
        verify(bare, labelled, OWL)
    else:  # the app writes into the model's annotation
        with bare.catalog.transaction() as db:
            db.execute(
                """UPDATE Annotation SET verified = 'NO' WHERE regionId IN
                   (SELECT regionId FROM RegionOfInterest WHERE recordingId = ?)""",
                (labelled,),
            )
    with pytest.raises(InvalidParams, match="People labelled 1 of these recordings"):
        _remove(bare, plain, labelled)
    assert count(bare, "Recording") == 2
    assert not list(tmp_path.glob("*backup*"))
    _remove(bare, plain, labelled, including_labels=True)
    assert [count(bare, name) for name in ("Recording", "Annotation", "Detection")] == [0, 0, 0]
    with pytest.raises(InvalidParams, match="no recording"):
        _remove(bare, plain)


def test_a_recording_on_a_drive_is_opened_where_the_drive_is(bare: Engine, tmp_path: Path) -> None:
    path = write_wav(tmp_path / "card" / "2026" / "a.wav", tone(3.0))
    recording_id = hear(bare, path, OWL, at="CARD::2026\\a.wav")
    request = WaveformRequest(recording_id=recording_id, start=0.0, end=1.0, width=4)
    assert draw_waveform(bare, request, Call()).width == 4
    asked = InferRequest(recording_ids=[recording_id])
    inputs = find_inputs(bare, asked)
    assert inputs.paths == [path] and inputs.url(path) == "CARD::2026\\a.wav"
    by_folder = find_inputs(bare, InferRequest(inputs=[str(tmp_path / "card")]))
    assert by_folder.url(path) == "CARD::2026\\a.wav"
    by_label = find_inputs(bare, InferRequest(inputs=["CARD::2026\\a.wav", "AWAY::b.wav"]))
    assert by_label.paths == [path] and by_label.url(path) == "CARD::2026\\a.wav"
    assert [url for url, _ in by_label.errors] == ["AWAY::b.wav"]


def test_what_is_asked_for_twice_is_missing_once(bare: Engine, tmp_path: Path) -> None:
    path, missing = write_wav(tmp_path / "a.wav", tone(3.0)), str(tmp_path / "b.wav")
    inputs = find_inputs(bare, InferRequest(inputs=[str(path), missing, missing]))
    assert [url for url, _ in inputs.errors] == [missing]


def test_a_missing_file_is_marked_when_it_is_asked_for(bare: Engine, tmp_path: Path) -> None:
    path = write_wav(tmp_path / "a.wav", tone(3.0))
    here = hear(bare, path, OWL)
    away = hear(bare, path, OWL, at="ELSEWHERE::a.wav")
    path.rename(tmp_path / "b.wav")
    for recording_id in (here, away):
        request = WaveformRequest(recording_id=recording_id, start=0.0, end=1.0, width=4)
        with pytest.raises(RecordingNotFound):
            draw_waveform(bare, request, Call())
    assert all(row["missing_since"] for row in rows(bare, "recordings"))
    (tmp_path / "b.wav").rename(path)
    draw_waveform(bare, WaveformRequest(recording_id=here, start=0, end=1, width=4), Call())
    found = {row["recording_id"]: row["missing_since"] for row in rows(bare, "recordings")}
    assert found[here] is None and found[away] is not None


@pytest.mark.model
def test_a_moved_recording_is_not_analysed_again(engine: Engine, tmp_path: Path) -> None:
    import soundfile

    sound = (owl(9.0) * 32767).astype("int16")
    (tmp_path / "old").mkdir()
    for name in ("moved.wav", "converted.wav", "kept.wav"):
        sound[0] += 1  # no two alike
        soundfile.write(tmp_path / "old" / name, sound, 48_000)
    first = infer(engine, InferRequest(inputs=[str(tmp_path / "old")]), Call())
    (tmp_path / "new").mkdir()
    (tmp_path / "old" / "moved.wav").rename(tmp_path / "new" / "other.wav")
    samples, _ = soundfile.read(tmp_path / "old" / "converted.wav", dtype="int16")
    soundfile.write(tmp_path / "new" / "converted.flac", samples, 48_000)
    (tmp_path / "old" / "converted.wav").unlink()
    (tmp_path / "new" / "copy.wav").write_bytes((tmp_path / "old" / "kept.wav").read_bytes())
    again = infer(engine, InferRequest(inputs=[str(tmp_path / "new")]), Call())
    ids = {Path(row.path).name: row.recording_id for row in first.recordings}
    assert {Path(row.path).name: row.recording_id for row in again.skipped} == {
        "other.wav": ids["moved.wav"],
        "converted.flac": ids["converted.wav"],
    }
    assert all("moved here from" in row.reason for row in again.skipped)
    # A file that is still where it was is a recording of its own.
    assert [Path(row.path).name for row in again.recordings] == ["copy.wav"]
    changed = InferRequest(inputs=[str(tmp_path / "new")], min_confidence=0.5)
    assert all(row.rescored for row in infer(engine, changed, Call()).recordings)


@pytest.mark.model
def test_the_week_is_that_of_a_corrected_start_though_the_file_changed(
    engine: Engine, tmp_path: Path
) -> None:
    path = write_wav(tmp_path / "20260501_040000.wav", owl(6.0))
    here = Location(latitude=52.0, longitude=5.0)
    request = InferRequest(inputs=[str(path)], location=here)
    (row,) = infer(engine, request, Call()).recordings
    _update(engine, {"recordingId": row.recording_id, "start": "2026-11-01T05:30:00"})
    os.utime(path, (1, 1))
    infer(engine, request, Call())
    weeks = engine.catalog.reader().execute("SELECT week FROM Analysis ORDER BY analysisId")
    assert [row["week"] for row in weeks] == [17, 41]


@pytest.mark.model
def test_a_recording_on_a_drive_stays_one_recording(engine: Engine, tmp_path: Path) -> None:
    card = write_wav(tmp_path / "card" / "a.wav", owl(6.0))
    object.__setattr__(engine.settings, "drives", {"CARD": tmp_path / "card"})
    recording_id = hear(engine, card, OWL, at="CARD::a.wav")
    for _ in range(2):
        infer(engine, InferRequest(inputs=[str(card)]), Call())
    assert [row["path"] for row in rows(engine, "recordings")] == ["CARD::a.wav"]
    assert {row["recording_id"] for row in rows(engine, "detections")} == {recording_id}


def test_clips_are_cut_from_a_drive(bare: Engine, tmp_path: Path) -> None:
    path = write_wav(tmp_path / "card" / "a.wav", owl(6.0))
    hear(bare, path, OWL, at="CARD::a.wav")
    request = ClipsRequest(destination=str(tmp_path / "clips"))
    cut = clips(bare, request, Call())
    assert (cut.written, cut.errors) == (1, [])


def _update_all(engine: Engine, **fields: Any) -> UpdateRecordingsResult:
    return update_recordings(engine, UpdateRecordingsRequest.model_validate(fields), Call())


def test_a_deployment_is_given_by_filter_counted_first_and_undone_as_one(
    bare: Engine, tmp_path: Path
) -> None:
    for name in ("a", "b", "c"):
        hear(bare, write_wav(tmp_path / f"{name}.wav", tone(3.0)), OWL)
    with bare.catalog.transaction() as db:
        db.execute("INSERT INTO Site (siteId, site_code) VALUES (1, 'S1')")
        db.execute("INSERT INTO Deployment (deploymentId, siteId) VALUES (4, 1), (5, 1)")
    _update(bare, {"recordingId": 1, "deploymentId": 5})
    where = {"path": {"contains": ".wav"}, "recordingId": {"le": 2}}
    counted = _update_all(bare, where=where, deploymentId=4, dryRun=True)
    assert (counted.updated, counted.batch_id) == (2, None)
    assert [row["deployment_id"] for row in rows(bare, "recordings")] == [5, None, None]
    done = _update_all(bare, where=where, deploymentId=4)
    assert done.updated == 2
    assert [row["deployment_id"] for row in rows(bare, "recordings")] == [4, 4, None]
    undo_places(bare, UndoPlacesRequest(batch_id=done.batch_id), Call())
    assert [row["deployment_id"] for row in rows(bare, "recordings")] == [5, None, None]


def test_recordings_follow_the_clock_of_the_deployment_that_they_get_by_filter(
    bare: Engine, tmp_path: Path
) -> None:
    hear(bare, write_wav(tmp_path / "20260501_040000.wav", tone(3.0)), OWL)
    with bare.catalog.transaction() as db:
        db.execute("INSERT INTO Deployment (deploymentId) VALUES (4)")
    shift = {"deployments": [{"deploymentId": 4, "shiftSeconds": 3600}]}
    set_places(bare, SetPlacesRequest.model_validate(shift), Call())
    done = _update_all(bare, where={}, deploymentId=4)
    assert done.starts == 1
    assert rows(bare, "recordings")[0]["start"] == "2026-05-01T05:00:00"
    undo_places(bare, UndoPlacesRequest(), Call())
    assert rows(bare, "recordings")[0]["start"] == "2026-05-01T04:00:00"


def test_an_unknown_deployment_changes_nothing(bare: Engine, tmp_path: Path) -> None:
    hear(bare, write_wav(tmp_path / "a.wav", tone(3.0)), OWL)
    for dry_run in (True, False):
        with pytest.raises(InvalidParams) as caught:
            _update_all(bare, where={}, deploymentId=9, dryRun=dry_run)
        assert caught.value.field == "deploymentId"


def _remove_all(engine: Engine, **fields: Any) -> RemoveRecordingsResult:
    return remove_recordings(engine, RemoveRecordingsRequest.model_validate(fields), Call())


def test_what_a_filter_would_remove_is_counted_first_with_its_labels(
    bare: Engine, tmp_path: Path
) -> None:
    paths = [write_wav(tmp_path / f"{name}.wav", tone(3.0)) for name in ("a", "b", "c")]
    ids = [hear(bare, path, OWL, "Asio otus") for path in paths]
    verify(bare, ids[0], OWL)
    where = {"recordingId": {"in": ids[:2]}}
    counted = _remove_all(bare, where=where, dryRun=True)
    assert (counted.removed, counted.detections) == (2, 4)
    assert (counted.labelled, counted.labels, counted.backup) == (1, 1, None)
    with pytest.raises(InvalidParams):
        _remove_all(bare, where=where)
    assert count(bare, "Recording") == 3
    done = _remove_all(bare, where=where, includingLabels=True)
    assert (done.removed, done.labels) == (2, 1)
    assert done.backup is not None and Path(done.backup).exists()
    assert [row["recording_id"] for row in rows(bare, "recordings")] == [ids[2]]
    assert all(path.exists() for path in paths) and totals_are_true(bare)


def test_a_filter_that_nothing_passes_removes_nothing_and_says_so(
    bare: Engine, tmp_path: Path
) -> None:
    hear(bare, write_wav(tmp_path / "a.wav", tone(3.0)), OWL)
    result = _remove_all(bare, where={"site": "nowhere"})
    assert (result.removed, result.backup) == (0, None)
    assert [each.kind for each in result.notes] == ["noEffect"]


def test_a_stopped_removal_says_how_far_it_came(
    bare: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sidecar.catalog.sqlite.recordings._STEP", 1)
    for name in ("a", "b", "c"):
        hear(bare, write_wav(tmp_path / f"{name}.wav", tone(3.0)), OWL)
    call, told = Call(), []

    def send(value: Any, last: bool) -> bool:
        told.append(value.done)
        if value.done == 2:
            call.cancelled.set()
        return True

    call.listen(send)
    monkeypatch.setattr(call, "due", lambda: True)
    request = RemoveRecordingsRequest.model_validate({"where": {}})
    with stop.stopped_by(call.cancelled.is_set), pytest.raises(RequestCancelled) as caught:
        remove_recordings(bare, request, call)
    assert "2 of 3 recordings are removed" in caught.value.message
    assert count(bare, "Recording") == 1
