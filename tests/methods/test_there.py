"""`recordings/look` says which recordings are not there, and why, by folder."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from sidecar.app.engine import Engine
from sidecar.contract.recordings import (
    ImportRecordingsRequest,
    LookProgress,
    LookRequest,
    LookResult,
    RelinkRequest,
)
from sidecar.errors import CatalogUnavailable
from sidecar.methods.recordings import import_recordings, look_for_recordings, relink_recordings
from sidecar.rpc.verb import Call
from tests.factories import owl, tone, write_wav


def _import(engine: Engine, *paths: Path) -> dict[str, int]:
    request = ImportRecordingsRequest(inputs=[str(path) for path in paths])
    found = import_recordings(engine, request, Call()).recordings
    return {Path(each.path).name: each.recording_id for each in found}


def _look(engine: Engine, call: Call | None = None, **where: Any) -> LookResult:
    request = {"where": where} if where else {}
    return look_for_recordings(engine, LookRequest.model_validate(request), call or Call())


def _causes(result: LookResult) -> dict[str, int]:
    return {each.cause: each.recordings for each in result.causes}


def _marked(engine: Engine) -> set[int]:
    return {each.recording_id for each in engine.catalog.recordings.places() if each.missing_since}


def _tones(folder: Path, *names: str) -> list[Path]:
    return [
        write_wav(folder / f"{name}.wav", tone(1.0, hertz=400.0 + 100 * ord(name)))
        for name in names
    ]


def test_what_is_as_it_was_is_there_and_nothing_of_it_is_read(
    bare: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _import(bare, *_tones(tmp_path / "S1", "a", "b"), *_tones(tmp_path / "S2", "c"))
    monkeypatch.setattr("sidecar.recordings.there.begins_otherwise", lambda *_: pytest.fail("read"))
    result = _look(bare)
    assert (result.looked, result.there, result.folders, result.causes) == (3, 3, [], [])
    assert _marked(bare) == set()


def test_each_cause_is_told_by_folder(bare: Engine, tmp_path: Path) -> None:
    ids = _import(
        bare,
        *_tones(tmp_path / "Manu" / "S1" / "DATA", "a", "b"),
        *_tones(tmp_path / "S2", "c", "d", "e"),
        *_tones(tmp_path / "card" / "DATA", "f", "g", "h"),
    )
    shutil.rmtree(tmp_path / "Manu")
    (tmp_path / "S2" / "c.wav").unlink()
    write_wav(tmp_path / "S2" / "d.wav", owl(3.0))
    shutil.move(tmp_path / "card", tmp_path / "unplugged")
    result = _look(bare)
    assert _causes(result) == {"driveAway": 3, "folderGone": 2, "fileGone": 1, "changed": 1}
    by_cause = {each.cause: each for each in result.folders}
    assert by_cause["driveAway"].drive == "CARD"
    # The topmost folder that is gone says most.
    assert by_cause["folderGone"].folder == str(tmp_path / "Manu")
    assert by_cause["folderGone"].examples == [ids["a.wav"], ids["b.wav"]]
    assert by_cause["fileGone"].folder == str(tmp_path / "S2")
    assert by_cause["changed"].examples == [ids["d.wav"]]
    assert (result.looked, result.there, result.missing) == (8, 1, 3)
    # Nobody knows whether the files of a drive that is away are gone.
    assert _marked(bare) == {ids["a.wav"], ids["b.wav"], ids["c.wav"]}
    assert by_cause["driveAway"].since is None and by_cause["fileGone"].since is not None


def test_since_when_stays_and_what_is_back_is_found(bare: Engine, tmp_path: Path) -> None:
    ids = _import(bare, *_tones(tmp_path / "S1", "a", "b"))
    shutil.move(tmp_path / "S1", tmp_path / "away")
    since = _look(bare).causes[0].since
    assert _look(bare).causes[0].since == since and since is not None
    shutil.move(tmp_path / "away", tmp_path / "S1")
    (tmp_path / "S1" / "b.wav").unlink()
    result = _look(bare)
    assert (result.found, result.missing, result.causes[0].since) == (1, 0, since)
    assert _marked(bare) == {ids["b.wav"]}


def test_filters_choose_what_is_looked_at(bare: Engine, tmp_path: Path) -> None:
    ids = _import(bare, *_tones(tmp_path / "S1", "a"), *_tones(tmp_path / "S2", "b"))
    shutil.rmtree(tmp_path / "S1")
    shutil.rmtree(tmp_path / "S2")
    result = _look(bare, path={"contains": "S2"})
    assert (result.looked, result.there) == (1, 0)
    assert _marked(bare) == {ids["b.wav"]}


def test_a_copied_file_with_another_date_is_the_same(bare: Engine, tmp_path: Path) -> None:
    (path,) = _tones(tmp_path / "S1", "a")
    _import(bare, path)
    os.utime(path, (1_000_000_000, 1_000_000_000))
    assert _look(bare).there == 1


def test_progress_counts_recordings_by_folder(bare: Engine, tmp_path: Path) -> None:
    _import(bare, *_tones(tmp_path / "S1", "a", "b"), *_tones(tmp_path / "S2", "c"))
    shutil.rmtree(tmp_path / "S1")
    told: list[LookProgress] = []

    def send(value: Any, last: bool) -> bool:
        told.append(value)
        return True

    call = Call()
    call.listen(send)
    _look(bare, call)
    assert (told[0].done, told[-1].done, told[-1].total) == (0, 3, 3)
    assert told[-1].not_there == 2


def test_a_project_that_cannot_be_written_is_looked_at_all_the_same(
    bare: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _import(bare, *_tones(tmp_path / "S1", "a"))
    shutil.rmtree(tmp_path / "S1")

    def refuse(**_: object) -> None:
        raise CatalogUnavailable("The catalog is read-only.")

    monkeypatch.setattr(bare.catalog.recordings, "mark", refuse)
    result = _look(bare)
    assert _causes(result) == {"folderGone": 1} and result.missing == 0
    assert [each.kind for each in result.notes] == ["noEffect"]


def test_relinking_marks_no_recording_of_a_drive_that_is_away(bare: Engine, tmp_path: Path) -> None:
    ids = _import(bare, *_tones(tmp_path / "card", "a"), *_tones(tmp_path / "S1", "b"))
    shutil.move(tmp_path / "card", tmp_path / "unplugged")
    shutil.rmtree(tmp_path / "S1")
    (tmp_path / "empty").mkdir()
    relink_recordings(bare, RelinkRequest(folders=[str(tmp_path / "empty")]), Call())
    assert _marked(bare) == {ids["b.wav"]}
    # The card's copy elsewhere is found all the same.
    result = relink_recordings(bare, RelinkRequest(folders=[str(tmp_path / "unplugged")]), Call())
    assert [each.recording_id for each in result.relinked] == [ids["a.wav"]]
