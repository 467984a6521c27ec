"""`recordings/relink`: moved, renamed and converted files keep all that was found in them."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from sidecar.app.engine import Engine
from sidecar.catalog.sqlite.identity import change_start
from sidecar.catalog.sqlite.labels.annotations import annotate
from sidecar.catalog.sqlite.labels.undo import undo
from sidecar.catalog.sqlite.upkeep.check import check
from sidecar.catalog.values import Decision, Person
from sidecar.contract.recordings import RelinkRequest, RelinkResult
from sidecar.errors import InvalidParams
from sidecar.methods.recordings import relink_recordings
from sidecar.recordings.moved import Recognition
from sidecar.rpc.verb import Call
from tests.factories import RECORDINGS, owl, tone, write_wav
from tests.methods.heard import count, hear, rows, totals_are_true, verify
from tests.shared import needs_recordings

OWL = "Strix aluco"


def _relink(engine: Engine, *folders: Path | str, **settings: Any) -> RelinkResult:
    request = RelinkRequest(folders=[str(folder) for folder in folders], **settings)
    return relink_recordings(engine, request, Call())


def _noisy(path: Path, seed: int, seconds: float = 12.0) -> Path:
    noise = np.random.default_rng(seed).normal(0, 0.05, round(seconds * 48_000))
    return write_wav(path, noise.astype(np.float32))


def _convert(path: Path, target: Path, **form: Any) -> Path:
    samples, rate_hz = soundfile.read(path, dtype="int16")
    target.parent.mkdir(parents=True, exist_ok=True)
    with soundfile.SoundFile(target, "w", rate_hz, 1, **form) as file:
        for first in range(0, len(samples), 4096):
            file.write(samples[first : first + 4096])
    path.unlink()
    return target


def _detected(engine: Engine) -> list[tuple[int, str, str, str]]:
    return [
        (row["recording_id"], row["path"], row["species"], row["verified"])
        for row in rows(engine, "detections")
    ]


def test_a_renamed_and_a_moved_file_keep_detections_and_labels(
    bare: Engine, tmp_path: Path
) -> None:
    first = hear(bare, _noisy(tmp_path / "old" / "a.wav", 1), OWL)
    second = hear(bare, _noisy(tmp_path / "old" / "b.wav", 2), OWL)
    verify(bare, first, OWL)
    shutil.move(tmp_path / "old" / "a.wav", tmp_path / "old" / "renamed.wav")
    (tmp_path / "new").mkdir()
    shutil.move(tmp_path / "old" / "b.wav", tmp_path / "new" / "b.wav")
    result = _relink(bare, tmp_path)
    assert {(each.recording_id, each.by) for each in result.relinked} == {
        (first, "samples"),
        (second, "samples"),
    }
    assert sorted(_detected(bare)) == [
        (first, str(tmp_path / "old" / "renamed.wav"), OWL, "YES"),
        (second, str(tmp_path / "new" / "b.wav"), OWL, "UNVERIFIED"),
    ]
    assert count(bare, "Recording") == 2


def test_what_was_done_counts_for_the_file_at_its_new_place(bare: Engine, tmp_path: Path) -> None:
    path = _noisy(tmp_path / "a.wav", 1)
    hear(bare, path, OWL)
    target = _convert(path, tmp_path / "new" / "b.flac")
    _relink(bare, tmp_path / "new")
    status = target.stat()
    for table in ("RecordingFacts", "Analysis"):
        (row,) = bare.catalog.reader().execute(f"SELECT sizeBytes, modifiedNs FROM {table}")
        assert tuple(row) == (status.st_size, status.st_mtime_ns)
    runs = bare.catalog.reader().execute("SELECT url FROM RunFile").fetchall()
    assert [row["url"] for row in runs] == [str(target)]


@needs_recordings
@pytest.mark.parametrize(
    ("suffix", "form", "by"),
    [
        (".flac", {}, "samples"),
        (".aiff", {}, "samples"),
        (".mp3", {"compression_level": 0.5}, "sound"),
        (".ogg", {"subtype": "VORBIS", "compression_level": 0.5}, "sound"),
    ],
)
def test_a_converted_file_among_others_of_its_site_is_found(
    bare: Engine, tmp_path: Path, suffix: str, form: dict[str, Any], by: str
) -> None:
    samples, rate_hz = soundfile.read(RECORDINGS / "birdnet_soundscape.flac", dtype="float32")
    ids = {}
    for number, piece in enumerate(np.split(samples, 12)):
        path = write_wav(tmp_path / "old" / f"{number}.wav", piece, rate_hz=rate_hz)
        ids[number] = hear(bare, path, OWL)
    for number in (3, 7):
        path = tmp_path / "old" / f"{number}.wav"
        _convert(path, tmp_path / "new" / f"x{number}{suffix}", **form)
    (tmp_path / "old" / "11.wav").unlink()
    result = _relink(bare, tmp_path)
    assert {(each.recording_id, Path(each.path).name, each.by) for each in result.relinked} == {
        (ids[number], f"x{number}{suffix}", by) for number in (3, 7)
    }
    assert (result.ambiguous, result.missing) == ([], [ids[11]])


def test_missing_recordings_are_shown_and_those_that_return_no_longer(
    bare: Engine, tmp_path: Path
) -> None:
    path = _noisy(tmp_path / "a.wav", 1)
    recording_id = hear(bare, path, OWL)
    path.rename(tmp_path / "elsewhere")
    (tmp_path / "empty").mkdir()
    result = _relink(bare, tmp_path / "empty")
    assert result.missing == [recording_id]
    assert [error.kind for error in result.errors] == ["RecordingNotFound"]
    (row,) = rows(bare, "recordings")
    assert row["missing_since"] is not None and row["detections"] == 1
    since = row["missing_since"]
    _relink(bare, tmp_path / "empty")
    assert rows(bare, "recordings")[0]["missing_since"] == since
    (tmp_path / "elsewhere").rename(path)
    assert _relink(bare, tmp_path / "empty").missing == []
    assert rows(bare, "recordings")[0]["missing_since"] is None


def test_a_dry_run_tells_and_changes_nothing(bare: Engine, tmp_path: Path) -> None:
    path = _noisy(tmp_path / "a.wav", 1)
    hear(bare, path, OWL)
    path.rename(tmp_path / "b.wav")
    assert len(_relink(bare, tmp_path, dry_run=True).relinked) == 1
    (row,) = rows(bare, "recordings")
    assert (row["path"], row["missing_since"]) == (str(path), None)


def test_copies_are_told_apart_by_their_folders_or_not_at_all(bare: Engine, tmp_path: Path) -> None:
    path = _noisy(tmp_path / "old" / "S1" / "a.wav", 1)
    recording_id = hear(bare, path, OWL)
    for place in ("new/S1/a.wav", "copies/S2/a.wav"):
        (tmp_path / place).parent.mkdir(parents=True)
        shutil.copy2(path, tmp_path / place)
    shutil.copy2(path, tmp_path / "copies" / "b.wav")
    path.unlink()
    doubt = _relink(bare, tmp_path / "copies" / "S2", tmp_path / "copies", dry_run=True)
    assert [Path(each.path).parts[-2:] for each in doubt.relinked] == [("S2", "a.wav")]
    assert [Path(each.path).parts[-3:] for each in _relink(bare, tmp_path).relinked] == [
        ("new", "S1", "a.wav")
    ]
    moved = tmp_path / "new" / "S1" / "a.wav"
    for name in ("x.wav", "y.wav"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(moved, tmp_path / name)
    for path in (moved, tmp_path / "copies" / "S2" / "a.wav", tmp_path / "copies" / "b.wav"):
        path.unlink()
    (doubtful,) = _relink(bare, tmp_path).ambiguous
    assert doubtful.recording_id == recording_id
    assert {Path(each).name for each in doubtful.candidates} == {"x.wav", "y.wav"}
    assert rows(bare, "recordings")[0]["path"] == str(moved)


def test_two_recorders_with_the_same_file_names_are_not_mixed(bare: Engine, tmp_path: Path) -> None:
    """Same name, length, size and time of change, as recorders on one schedule make them."""
    ids = {}
    for number, place in enumerate("AB"):
        path = _noisy(tmp_path / place / "20260501_040000.wav", number)
        os.utime(path, (1_777_600_000, 1_777_600_000))
        ids[place] = hear(bare, path, OWL)
    (tmp_path / "A").rename(tmp_path / "B2")
    shutil.rmtree(tmp_path / "B")
    result = _relink(bare, tmp_path)
    assert [each.recording_id for each in result.relinked] == [ids["A"]]
    assert result.missing == [ids["B"]]


def test_silent_recordings_of_one_length_are_in_doubt(bare: Engine, tmp_path: Path) -> None:
    for name in "ab":
        hear(bare, write_wav(tmp_path / "old" / f"{name}.wav", tone(5.0, level=0.0)), OWL)
    (tmp_path / "old").rename(tmp_path / "new")
    kept = _relink(bare, tmp_path, dry_run=True)
    assert {(Path(each.old_path).name, Path(each.path).name) for each in kept.relinked} == {
        ("a.wav", "a.wav"),
        ("b.wav", "b.wav"),
    }
    for name in "ab":
        (tmp_path / "new" / f"{name}.wav").rename(tmp_path / f"{name}1.wav")
    renamed = _relink(bare, tmp_path)
    assert len(renamed.ambiguous) == 2 and not renamed.relinked
    assert {each.reason for each in renamed.ambiguous} == {
        "The recording is silent, as many are, and the file has another name."
    }


def test_the_same_beginning_is_not_the_same_recording(bare: Engine, tmp_path: Path) -> None:
    samples = np.random.default_rng(1).normal(0, 0.05, 12 * 48_000).astype(np.float32)
    path = write_wav(tmp_path / "a.wav", samples)
    recording_id = hear(bare, path, OWL)
    path.unlink()
    edited = samples.copy()
    edited[96_000:] = np.random.default_rng(2).normal(0, 0.05, len(edited) - 96_000)
    soundfile.write(tmp_path / "b.flac", edited, 48_000)
    assert _relink(bare, tmp_path).missing == [recording_id]


@pytest.mark.parametrize("same", [True, False])
def test_a_run_takes_a_file_for_a_lost_one_only_if_all_its_samples_agree(
    bare: Engine, tmp_path: Path, same: bool
) -> None:
    samples = np.random.default_rng(1).normal(0, 0.05, 12 * 48_000).astype(np.float32)
    path = write_wav(tmp_path / "a.wav", samples)
    recording_id = hear(bare, path, OWL)
    stored, _ = soundfile.read(path, dtype="int16")
    path.unlink()
    if not same:
        stored[-1000:] = -stored[-1000:]
    converted = tmp_path / "b.flac"
    soundfile.write(converted, stored, 48_000)
    moved = Recognition(bare).move([converted])
    assert [each.recording_id for each in moved.values()] == ([recording_id] if same else [])


@pytest.mark.parametrize("same", [True, False])
def test_silence_at_the_start_proves_nothing_to_a_run(
    bare: Engine, tmp_path: Path, same: bool
) -> None:
    samples = tone(4.0)
    samples[:48_000] = 0
    path = write_wav(tmp_path / "a.wav", samples)
    recording_id = hear(bare, path, OWL)
    path.unlink()
    if not same:
        samples[-1000:] *= -1
    new = write_wav(tmp_path / "b.wav", samples)
    moved = Recognition(bare).move([new])
    assert [each.recording_id for each in moved.values()] == ([recording_id] if same else [])


def test_of_two_copies_of_a_lost_file_the_first_is_taken_for_it(
    bare: Engine, tmp_path: Path
) -> None:
    path = _noisy(tmp_path / "a.wav", 1)
    recording_id = hear(bare, path, OWL)
    copies = [tmp_path / name for name in ("b.wav", "c.wav")]
    for copy in copies:
        shutil.copyfile(path, copy)
    assert Recognition(bare).move(copies) == {}  # the file itself is there
    path.unlink()
    moved = Recognition(bare).move(copies)
    assert [(path.name, each.recording_id) for path, each in moved.items()] == [
        ("b.wav", recording_id)
    ]
    assert [path for _, path, _, _ in _detected(bare)] == [str(copies[0])]


def test_a_file_that_may_be_either_of_two_lost_ones_is_neither(
    bare: Engine, tmp_path: Path
) -> None:
    path = _noisy(tmp_path / "a.wav", 1)
    twin = Path(shutil.copyfile(path, tmp_path / "b.wav"))
    for each in (path, twin):
        hear(bare, each, OWL)
        each.rename(tmp_path / f"x{each.name}")
    new = [tmp_path / "xa.wav", tmp_path / "xb.wav"]
    assert Recognition(bare).move(new) == {}


@needs_recordings
def test_what_was_never_read_is_known_by_what_its_recorder_wrote(
    bare: Engine, tmp_path: Path
) -> None:
    ids = []
    for name in ("metadata.wav", "birds_10s.wav"):
        shutil.copyfile(RECORDINGS / name, tmp_path / name)
        ids.append(hear(bare, tmp_path / name, OWL))
    with bare.catalog.transaction() as db:
        db.execute("DELETE FROM RecordingIdentity")
    (tmp_path / "new").mkdir()
    for name in ("metadata.wav", "birds_10s.wav"):
        (tmp_path / name).rename(tmp_path / "new" / f"x{name}")
    result = _relink(bare, tmp_path / "new")
    assert [(each.recording_id, each.by) for each in result.relinked] == [(ids[0], "file")]
    assert result.missing == [ids[1]]


def test_a_recording_that_the_catalog_holds_twice_is_joined_only_when_asked(
    bare: Engine, tmp_path: Path
) -> None:
    old = _noisy(tmp_path / "old.wav", 1)
    first = hear(bare, old, OWL, "Parus major")
    verify(bare, first, OWL, "NO")
    verify(bare, first, OWL, "YES")
    new = _convert(old, tmp_path / "new.mp3", compression_level=0.4)
    second = hear(bare, new, OWL, "Bubo bubo")
    verify(bare, second, "Bubo bubo", "NO")
    (doubt,) = _relink(bare, tmp_path).ambiguous
    assert str(second) in doubt.reason and count(bare, "Recording") == 2
    result = _relink(bare, tmp_path, merge=True)
    assert [(each.recording_id, each.merged) for each in result.relinked] == [(first, second)]
    assert list(tmp_path.glob("c.backup-*.sqlite"))
    assert count(bare, "Recording") == 1
    human = rows(bare, "annotations", labeler="Ana")
    assert sorted((row["species"], row["verified"]) for row in human) == [
        ("Bubo bubo", "NO"),
        (OWL, "NO"),
        (OWL, "YES"),
    ]
    assert {(row[2], row[3]) for row in _detected(bare)} >= {(OWL, "YES")}
    assert {row[:2] for row in _detected(bare)} == {(first, str(new))}
    twice = """SELECT count(*) FROM Annotation GROUP BY regionId, speciesId, labelerId
               HAVING labelerId NOT IN (SELECT labelerId FROM Labeler WHERE isHuman = 1)"""
    assert {row[0] for row in bare.catalog.reader().execute(twice)} == {1}
    assert bare.catalog.reader().execute("PRAGMA foreign_key_check").fetchall() == []
    assert totals_are_true(bare)


def test_joining_keeps_the_later_analysis_current(bare: Engine, tmp_path: Path) -> None:
    old = _noisy(tmp_path / "old.wav", 1)
    first = hear(bare, old, OWL, settings="one")
    shutil.move(old, tmp_path / "new.wav")
    hear(bare, tmp_path / "new.wav", OWL, "Bubo bubo", settings="two")
    _relink(bare, tmp_path, merge=True)
    assert {(row[0], row[2]) for row in _detected(bare)} == {(first, OWL), (first, "Bubo bubo")}
    recent = bare.catalog.reader().execute(
        "SELECT species FROM Annotation JOIN Species USING (speciesId) WHERE mostRecent = 1"
    )
    assert sorted(row[0] for row in recent) == ["Bubo bubo", OWL]
    assert count(bare, "Analysis") == 2
    assert totals_are_true(bare)


def _held_twice(
    engine: Engine, tmp_path: Path, *verdicts: str, name: str = "old.wav"
) -> tuple[int, int]:
    """Hear a file at two places, the first missing; the app writes verdicts, a person others."""
    old = _noisy(tmp_path / name, 1)
    first = hear(engine, old, OWL, settings="one")
    shutil.move(old, tmp_path / "new.wav")
    second = hear(engine, tmp_path / "new.wav", OWL, settings="two")
    with engine.catalog.transaction() as db:
        db.executemany(
            """UPDATE Annotation SET verified = ? WHERE regionId =
               (SELECT regionId FROM RegionOfInterest WHERE recordingId = ?)""",
            zip(verdicts, (first, second), strict=False),
        )
    return first, second


def _sound(engine: Engine) -> bool:
    return check(engine.catalog.path).problems == ()


@pytest.mark.parametrize("verdict", ["NO", "YES"])
def test_joined_detections_show_the_verdict_and_time_of_the_recording_kept(
    bare: Engine, tmp_path: Path, verdict: str
) -> None:
    _held_twice(bare, tmp_path, verdict, name="20260501_040000.wav")
    _relink(bare, tmp_path, merge=True)
    (row,) = rows(bare, "detections")
    assert row["verified"] == verdict and row["heard_at"].startswith("2026-05-01T04:00:00")
    assert _sound(bare)


def test_a_start_corrected_of_either_joined_recording_counts(bare: Engine, tmp_path: Path) -> None:
    _, second = _held_twice(bare, tmp_path, name="20260501_040000.wav")
    with bare.catalog.transaction() as db:
        change_start(db, second, "2026-05-02T05:30:00")
    _relink(bare, tmp_path, merge=True)
    assert rows(bare, "recordings")[0]["start"] == "2026-05-02T05:30:00"
    assert _sound(bare)


def test_verdicts_of_the_app_that_differ_are_both_kept(bare: Engine, tmp_path: Path) -> None:
    _held_twice(bare, tmp_path, "YES", "NO")
    _relink(bare, tmp_path, merge=True)
    assert sorted(row["verified"] for row in rows(bare, "annotations")) == ["NO", "YES"]
    assert _sound(bare)


def test_undoing_the_later_of_two_joined_decisions_brings_the_earlier_back(
    bare: Engine, tmp_path: Path
) -> None:
    for recording_id, verdict in zip(_held_twice(bare, tmp_path), ("NO", "YES"), strict=True):
        (row,) = rows(bare, "detections", recordingId=recording_id)
        decision = Decision(detection_id=row["detection_id"], verified=verdict)
        annotate(bare.catalog, [decision], Person(f"Says {verdict}"))
    _relink(bare, tmp_path, merge=True)
    assert [row[3] for row in _detected(bare)] == ["YES"]
    undo(bare.catalog)
    assert [row[3] for row in _detected(bare)] == ["NO"]
    assert _sound(bare)


def test_only_those_asked_for_are_moved(bare: Engine, tmp_path: Path) -> None:
    ids = [hear(bare, _noisy(tmp_path / "old" / f"{n}.wav", n), OWL) for n in range(3)]
    (tmp_path / "old").rename(tmp_path / "new")
    result = _relink(bare, tmp_path, recording_ids=ids[:1])
    assert [each.recording_id for each in result.relinked] == ids[:1]
    assert result.missing == []
    with pytest.raises(InvalidParams, match="no recording 99"):
        _relink(bare, tmp_path, recording_ids=[99])


def test_a_file_that_cannot_be_read_does_not_end_the_search(bare: Engine, tmp_path: Path) -> None:
    path = _noisy(tmp_path / "a.wav", 1)
    hear(bare, path, OWL)
    path.rename(tmp_path / "b.wav")
    (tmp_path / "bad.flac").write_bytes(b"fLaC and no more")
    result = _relink(bare, tmp_path)
    assert len(result.relinked) == 1
    assert [Path(error.path).name for error in result.errors] == ["bad.flac"]


def test_a_recording_on_a_drive_is_found_on_the_disk_that_it_was_copied_to(
    bare: Engine, tmp_path: Path
) -> None:
    path = _noisy(tmp_path / "card" / "2026" / "a.wav", 1)
    recording_id = hear(bare, path, OWL, at="CARD::2026/a.wav")
    assert _relink(bare, tmp_path / "card").missing == []
    shutil.move(path, tmp_path / "a.wav")
    (moved,) = _relink(bare, tmp_path).relinked
    assert (moved.recording_id, moved.old_path) == (recording_id, "CARD::2026/a.wav")


def test_owls_of_two_nights_are_not_one_recording(bare: Engine, tmp_path: Path) -> None:
    """The same call in another noise."""
    first = write_wav(tmp_path / "a.wav", owl(12.0))
    recording_id = hear(bare, first, OWL)
    first.unlink()
    noise = np.random.default_rng(99).normal(0, 0.02, 12 * 48_000)
    other = (owl(12.0) + noise).astype(np.float32)
    write_wav(tmp_path / "b.wav", np.roll(other, 4_000))
    assert _relink(bare, tmp_path).missing == [recording_id]


def test_folders_that_were_not_searched_are_told_and_so_are_those_that_are_not_there(
    bare: Engine, tmp_path: Path
) -> None:
    path = write_wav(tmp_path / "card" / "a.wav", tone(3.0))
    hear(bare, path, "Strix aluco")
    (tmp_path / "archive").mkdir()
    result = _relink(bare, tmp_path / "archive")
    (note,) = result.notes
    assert (note.kind, note.changes_results, result.errors) == ("noEffect", False, [])
    assert note.message == "No recording is missing, so the folders were not searched."
    result = _relink(bare, tmp_path / "archive", tmp_path / "gone")
    assert [(each.path, each.kind) for each in result.errors] == [
        (str(tmp_path / "gone"), "RecordingNotFound")
    ]
    assert len(result.notes) == 1
    wrong: list[Path | str] = [tmp_path / ("x" * 300), "file://elsewhere/card"]
    assert len(_relink(bare, tmp_path / "archive", *wrong).errors) == 2
    path.unlink()
    result = _relink(bare, tmp_path / "gone")
    assert [each.path for each in result.errors] == [str(tmp_path / "gone")]
    assert "noEffect" not in [each.kind for each in result.notes] and len(result.missing) == 1
