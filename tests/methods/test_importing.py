"""`recordings/import`: what files say of themselves, deployments by folder, nothing twice."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from sidecar.app.engine import Engine
from sidecar.contract.recordings import ImportRecordingsRequest, ImportRecordingsResult
from sidecar.contract.runprogress import InferProgress
from sidecar.errors import InvalidParams
from sidecar.methods.recordings import import_recordings
from sidecar.rpc.verb import Call
from tests.e2e.sidecar import Sidecar
from tests.factories import RECORDINGS, owl, tone, write_wav
from tests.methods.heard import count, hear, rows
from tests.shared import needs_recordings

PATTERN = "{survey}/{site}/{recorder}/*"


def _import(engine: Engine, *inputs: Path, **settings: Any) -> ImportRecordingsResult:
    request = ImportRecordingsRequest(inputs=[str(path) for path in inputs], **settings)
    return import_recordings(engine, request, Call())


def _dump(engine: Engine) -> list[str]:
    """Write down all that the catalog holds."""
    db = engine.catalog.reader()
    names = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return [
        str(tuple(row)) for name in sorted(names) for row in db.execute(f"SELECT * FROM {name}")
    ]


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    """Two sites, one with two recorders."""
    folder = tmp_path / "Andes"
    for number, place in enumerate(("S1/R1", "S1/R2", "S2/R1")):
        for hour in (4, 5):
            sound = tone(3.0, hertz=500.0 * (1 + 2 * number + hour))
            write_wav(folder / place / f"20260501_0{hour}0000.wav", sound)
    return folder


@needs_recordings
def test_what_recorders_wrote_is_taken_in(bare: Engine) -> None:
    result = _import(bare, RECORDINGS / "metadata.wav", RECORDINGS / "birdnet_soundscape.flac")
    moth, scape = result.recordings
    assert (result.added, result.known, result.errors) == (2, 0, [])
    assert (scape.duration, scape.sample_rate, scape.channels) == (120.0, 48_000, 1)
    assert (moth.start, moth.recorder) == ("2020-04-04T10:25:00+00:00", "AudioMoth")
    (row,) = rows(bare, "recordings", recorder="AudioMoth")
    assert (row["start"], row["serial"]) == (moth.start, "24526B065D325963")


def test_gps_places_a_recording_and_a_site_that_is_made_of_it(bare: Engine, tmp_path: Path) -> None:
    path = write_wav(tmp_path / "S1" / "x.wav", tone(3.0))
    guano = b"GUANO|Version: 1.0\nLoc Position: -12.5 -70.25\n"
    with path.open("ab") as file:
        file.write(b"guan" + len(guano).to_bytes(4, "little") + guano)
    (row,) = _import(bare, path, pattern="{site}/*").recordings
    assert (row.latitude, row.longitude) == (-12.5, -70.25)
    assert rows(bare, "sites")[0]["latitude"] == -12.5


def test_folders_become_surveys_sites_recorders_and_deployments(bare: Engine, survey: Path) -> None:
    result = _import(bare, survey, pattern=PATTERN)
    assert (result.added, result.deployments, result.errors) == (6, 3, [])
    found = {
        (row["survey"], row["site"], row["recorder"], row["recordings"])
        for row in rows(bare, "deployments")
    }
    assert found == {("Andes", "S1", "R1", 2), ("Andes", "S1", "R2", 2), ("Andes", "S2", "R1", 2)}
    assert [count(bare, name) for name in ("Survey", "Site", "Recorder")] == [1, 2, 2]


def test_importing_twice_adds_nothing(bare: Engine, survey: Path) -> None:
    _import(bare, survey, pattern=PATTERN)
    before = _dump(bare)
    again = _import(bare, survey, pattern=PATTERN)
    assert (again.added, again.known, again.deployments) == (0, 6, 0)
    assert _dump(bare) == before


@pytest.mark.parametrize("pattern", ["{site}/*/*", "{recorder}/*", "{survey}/*/*/*"])
def test_a_pattern_without_some_names_makes_no_second_rows(
    bare: Engine, survey: Path, pattern: str
) -> None:
    _import(bare, survey, pattern=pattern)
    before = count(bare, "Deployment"), count(bare, "Site"), count(bare, "Recorder")
    write_wav(survey / "S1" / "R1" / "later.wav", tone(3.0, hertz=400.0))
    assert _import(bare, survey, pattern=pattern).deployments == 0
    assert (count(bare, "Deployment"), count(bare, "Site"), count(bare, "Recorder")) == before


def test_rows_that_the_app_made_are_used(bare: Engine, survey: Path) -> None:
    with bare.catalog.transaction() as db:
        db.execute("INSERT INTO Survey (surveyId, surveyname) VALUES (5, 'Andes')")
        db.execute("INSERT INTO Site (siteId, surveyId, site_code) VALUES (6, 5, 'S2')")
        db.execute("INSERT INTO Recorder (recorderId, code) VALUES (7, 'R1')")
        db.executemany(
            "INSERT INTO Deployment (deploymentId, siteId, recorderId, start_date, end_date)"
            " VALUES (?, 6, 7, ?, ?)",
            [(8, "2025-01-01", "2025-12-31"), (9, "2026-04-01", None)],
        )
    result = _import(bare, survey / "S2", pattern=PATTERN)
    assert result.deployments == 0
    assert {row.deployment_id for row in result.recordings} == {9}


def test_a_deployment_that_a_person_chose_is_kept(bare: Engine, survey: Path) -> None:
    first = _import(bare, survey / "S2", pattern=PATTERN).recordings[0]
    with bare.catalog.transaction() as db:
        db.execute("INSERT INTO Deployment (deploymentId, note) VALUES (50, 'mine')")
        db.execute("UPDATE Recording SET deploymentId = 50")
    again = _import(bare, survey / "S2", pattern=PATTERN).recordings[0]
    assert (again.recording_id, again.deployment_id) == (first.recording_id, 50)


def test_a_path_that_the_pattern_does_not_fit_is_imported_and_told(
    bare: Engine, tmp_path: Path
) -> None:
    path = write_wav(tmp_path / "odd.wav", tone(3.0))
    result = _import(bare, path, pattern="Survey {survey}/*")
    assert result.added == 1 and result.recordings[0].deployment_id is None
    assert [(error.path, error.kind) for error in result.errors] == [(str(path), "InvalidParams")]


def test_files_that_cannot_be_read_do_not_end_the_batch(bare: Engine, survey: Path) -> None:
    (survey / "S1" / "R1" / "bad.wav").write_bytes(b"RIFF and nothing more")
    (survey / "S1" / "R1" / "empty.flac").write_bytes(b"")
    whole = (survey / "S2" / "R1" / "20260501_040000.wav").read_bytes()
    (survey / "S2" / "R1" / "short.wav").write_bytes(whole[: len(whole) // 2])
    result = _import(bare, survey, survey / "nowhere")
    assert result.added == 7
    assert {Path(error.path).name for error in result.errors} == {
        "bad.wav",
        "empty.flac",
        "short.wav",
        "nowhere",
    }


@pytest.mark.parametrize(
    ("settings", "field"),
    [
        ({"pattern": "{place}/*"}, "pattern"),
        ({"deployment_id": 4}, "deploymentId"),
        ({"deployment_id": 4, "pattern": PATTERN}, "pattern"),
    ],
)
def test_a_wrong_request_is_refused_whole(
    bare: Engine, survey: Path, settings: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidParams) as caught:
        _import(bare, survey, **settings)
    assert caught.value.field == field
    assert count(bare, "Recording") == 0


def test_a_file_that_is_cut_off_is_imported_and_told_so(bare: Engine, survey: Path) -> None:
    cut, bad = sorted(survey.rglob("*.wav"))[:2]
    cut.write_bytes(cut.read_bytes()[: cut.stat().st_size // 2])
    bad.write_bytes(b"no sound at all")
    result = _import(bare, survey)
    told = {Path(error.path): error.imported for error in result.errors}
    assert (result.added, told) == (5, {cut: True, bad: False})


def test_headers_alone_can_be_read_and_the_rest_later(bare: Engine, survey: Path) -> None:
    _import(bare, survey, fingerprint=False)
    identified = "RecordingIdentity WHERE length(sampleDigest) = 24"
    assert count(bare, identified) == 0
    assert _import(bare, survey).known == 6
    assert count(bare, identified) == 6


def test_a_recording_imported_from_where_it_was_moved_to_is_the_same(
    bare: Engine, tmp_path: Path
) -> None:
    path = write_wav(tmp_path / "a" / "x.wav", owl(6.0))
    recording_id = hear(bare, path, "Strix aluco")
    shutil.move(tmp_path / "a", tmp_path / "b")
    result = _import(bare, tmp_path / "b")
    assert (result.added, result.known) == (0, 1)
    assert result.recordings[0].recording_id == recording_id
    assert [row["path"] for row in rows(bare, "detections")] == [str(tmp_path / "b" / "x.wav")]


def test_a_file_that_was_replaced_is_known_by_its_new_sound(bare: Engine, tmp_path: Path) -> None:
    path = write_wav(tmp_path / "x.wav", owl(6.0))
    _import(bare, path)
    digests = "SELECT sampleDigest FROM RecordingIdentity"
    before = bare.catalog.reader().execute(digests).fetchone()[0]
    write_wav(path, tone(7.0))
    result = _import(bare, path)
    assert (result.known, result.added) == (0, 1)
    (note,) = [each for each in result.notes if each.kind == "replaced"]
    assert (note.count, note.examples, note.changes_results) == (1, [str(path)], True)
    (old,), (new,) = bare.catalog.reader().execute(f"{digests} ORDER BY recordingId")
    assert old == before != new
    assert _import(bare, path).known == 1


def test_a_killed_import_leaves_whole_recordings(tmp_path: Path) -> None:
    for number in range(200):
        sound = tone(20.0, hertz=300.0 + number)
        write_wav(tmp_path / "A" / f"S{number % 5}" / f"{number:03d}.wav", sound)
    request = {"inputs": [str(tmp_path / "A")], "pattern": "{survey}/{site}/*"}
    sidecar = Sidecar(tmp_path / "home", tmp_path / "c.sqlite")
    sidecar.send("initialize")
    sidecar.send("recordings/import", {**request, "progress": "t"})
    while sidecar.receive().get("params", {}).get("value", {}).get("done", 0) < 20:
        pass
    sidecar.kill()
    sidecar = Sidecar(tmp_path / "home", tmp_path / "c.sqlite")
    sidecar.call("initialize")
    kept = sidecar.call("query", {"select": "recordings", "limit": 1000})["result"]["rows"]
    assert 0 < len(kept) < 200
    assert all(row["channels"] == 1 and row["deploymentId"] for row in kept)
    result = sidecar.call("recordings/import", request)["result"]
    assert (result["known"], result["added"]) == (len(kept), 200 - len(kept))
    assert len(sidecar.call("query", {"select": "deployments"})["result"]["rows"]) == 5
    assert sidecar.close() == 0


def test_progress_counts_every_file_with_trouble_too(bare: Engine, survey: Path) -> None:
    (survey / "S1" / "broken.wav").write_bytes(b"no sound")
    told: list[InferProgress] = []

    def send(value: object, last: bool) -> bool:
        assert isinstance(value, InferProgress)
        told.append(value)
        return True

    request = ImportRecordingsRequest(inputs=[str(survey)])
    assert len(import_recordings(bare, request, Call(send, every_s=0.0)).errors) == 1
    assert [each.done for each in told] == [0, *range(1, 8), 7]


def test_a_file_that_is_dated_but_lies_in_the_future_is_told_so(
    bare: Engine, tmp_path: Path
) -> None:
    for name in ("20990501_053000.wav", "night.wav"):
        write_wav(tmp_path / name, tone(1.0))
    notes = {note.kind: note for note in _import(bare, tmp_path).notes}
    (example,) = notes["startInFuture"].examples
    assert example.endswith("20990501_053000.wav: 2099-05-01T05:30:00")
    assert "2099, which is in the future" in notes["startInFuture"].message
    assert [Path(each).name for each in notes["withoutStart"].examples] == ["night.wav"]
