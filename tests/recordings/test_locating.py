"""`recordings/locate` tells where recordings are, and opens nothing that may never end."""

from __future__ import annotations

import os
import shutil
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import soundfile

import sidecar.audio.drives as drives
from sidecar.app.engine import Engine
from sidecar.contract.recordings import ImportRecordingsRequest, Located, LocateRequest
from sidecar.methods.recordings import import_recordings, locate_recordings
from sidecar.rpc.verb import Call
from sidecar.settings import Settings
from tests.conftest import MANIFESTS
from tests.factories import owl, tone, write_wav

UNSET_S = 315_532_800  # 1980-01-01, of a recorder without a clock


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    card = {"CARD": tmp_path / "card"}
    engine = Engine(Settings(tmp_path, tmp_path / "c.sqlite", MANIFESTS, drives=card))
    yield engine
    engine.close()


def _imported(engine: Engine, path: Path, *, fingerprint: bool = True) -> int:
    request = ImportRecordingsRequest(inputs=[str(path)], fingerprint=fingerprint)
    return import_recordings(engine, request, Call()).recordings[0].recording_id


def _located(engine: Engine, *ids: int) -> list[Located]:
    return locate_recordings(engine, LocateRequest(recording_ids=list(ids)), Call()).recordings


def _on_card(engine: Engine, recording_id: int, url: str) -> None:
    with engine.catalog.transaction() as db:
        db.execute("UPDATE Recording SET url = ? WHERE recordingId = ?", (url, recording_id))


def test_a_recording_that_is_there_has_its_path_and_its_facts(
    engine: Engine, tmp_path: Path
) -> None:
    path = write_wav(tmp_path / "a.wav", tone(2.0, rate_hz=16_000), rate_hz=16_000)
    (row,) = _located(engine, _imported(engine, path))
    assert (row.path, row.state, row.drive) == (str(path), "there", None)
    assert (row.container, row.playable) == ("WAV", True)
    assert (row.seconds, row.sample_rate, row.channels) == (2.0, 16_000, 1)


def test_rows_come_in_the_order_of_the_request_and_unknown_ids_are_told(
    engine: Engine, tmp_path: Path
) -> None:
    first = _imported(engine, write_wav(tmp_path / "a.wav", tone(1.0)))
    second = _imported(engine, write_wav(tmp_path / "b.wav", owl(1.0)))
    request = LocateRequest(recording_ids=[second, 999, first, second])
    result = locate_recordings(engine, request, Call())
    assert [each.recording_id for each in result.recordings] == [second, first]
    assert result.unknown == [999]


def test_a_file_that_is_gone_says_so_and_the_catalog_stays_as_it_was(
    engine: Engine, tmp_path: Path
) -> None:
    path = write_wav(tmp_path / "a.wav", tone(1.0))
    recording_id = _imported(engine, path)
    path.unlink()
    (row,) = _located(engine, recording_id)
    assert (row.state, row.container, row.playable) == ("gone", None, False)
    assert row.seconds == 1.0
    assert engine.catalog.recordings.find([recording_id])[0].missing_since is None


def test_another_sound_at_the_path_is_a_change_and_a_touched_or_copied_file_is_none(
    engine: Engine, tmp_path: Path
) -> None:
    path = write_wav(tmp_path / "a.wav", tone(1.0))
    recording_id = _imported(engine, path)
    os.utime(path, (1_700_000_000, 1_700_000_000))
    assert _located(engine, recording_id)[0].state == "there"
    samples, rate_hz = soundfile.read(path, dtype="int16")
    soundfile.write(path, samples, rate_hz, subtype="PCM_16", format="FLAC")
    assert _located(engine, recording_id)[0].state == "there"
    write_wav(path, owl(1.0))
    assert _located(engine, recording_id)[0].state == "changed"


def test_another_sound_of_a_recorder_without_a_clock_is_a_change(
    engine: Engine, tmp_path: Path
) -> None:
    """Its name, size and time of change are the same each night."""
    path = write_wav(tmp_path / "ZOOM0001.WAV", tone(1.0))
    os.utime(path, (UNSET_S, UNSET_S))
    recording_id = _imported(engine, path)
    write_wav(path, owl(1.0))
    os.utime(path, (UNSET_S, UNSET_S))
    assert _located(engine, recording_id)[0].state == "changed"


def test_a_drive_that_is_away_is_told_by_its_label(engine: Engine, tmp_path: Path) -> None:
    path = write_wav(tmp_path / "card" / "night" / "a.wav", tone(1.0))
    recording_id = _imported(engine, path)
    _on_card(engine, recording_id, "CARD::night/a.wav")
    (row,) = _located(engine, recording_id)
    assert (row.path, row.state, row.drive) == (str(path), "there", "CARD")
    _on_card(engine, recording_id, "DISK 7::night/a.wav")
    (row,) = _located(engine, recording_id)
    assert (row.path, row.state, row.drive) == ("DISK 7::night/a.wav", "driveAway", "DISK 7")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has letters for drives")
def test_a_path_on_an_unmounted_drive_is_away_and_one_on_a_mounted_drive_is_gone(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    media = tmp_path / "media"
    monkeypatch.setattr(drives, "_USERS", (str(media),))
    path = write_wav(media / "ana" / "CARD7" / "night" / "a.wav", tone(1.0))
    recording_id = _imported(engine, path)
    assert _located(engine, recording_id)[0].drive == "CARD7"
    shutil.rmtree(path.parent)
    (media / "ana" / "CARD7" / "other").mkdir()
    assert _located(engine, recording_id)[0].state == "gone"
    (media / "ana" / "CARD7" / "other").rmdir()  # the folder of a mount stays, and is empty
    (row,) = _located(engine, recording_id)
    assert (row.state, row.drive, row.path) == ("driveAway", "CARD7", str(path))
    shutil.rmtree(media)
    assert _located(engine, recording_id)[0].state == "driveAway"


def test_a_file_that_was_never_read_is_changed_by_its_size_alone(
    engine: Engine, tmp_path: Path
) -> None:
    path = write_wav(tmp_path / "a.wav", tone(1.0))
    recording_id = _imported(engine, path, fingerprint=False)
    with engine.catalog.transaction() as db:
        db.execute("UPDATE RecordingIdentity SET sampleDigest = NULL")
    assert _located(engine, recording_id)[0].state == "there"
    write_wav(path, tone(2.0))
    assert _located(engine, recording_id)[0].state == "changed"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
@pytest.mark.parametrize("kind", ["pipe", "socket", "folder", "device"])
def test_what_is_no_regular_file_is_gone_and_never_opened(
    kind: str, engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = write_wav(tmp_path / "a.wav", tone(1.0))
    recording_id = _imported(engine, path)
    path.unlink()
    with socket.socket(socket.AF_UNIX) as there:
        if kind == "pipe":
            os.mkfifo(path)
        elif kind == "socket":
            there.bind("a.wav")
        elif kind == "folder":
            path.mkdir()
        else:
            path.symlink_to("/dev/zero")
        (row,) = _located(engine, recording_id)
    assert (row.state, row.playable) == ("gone", False)
