"""Folders to recordings, and paths to text and back."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidecar.audio.discover import find_recordings
from sidecar.audio.path import path_text, text_path
from sidecar.errors import RecordingNotFound


def _touch(*paths: Path) -> None:
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def test_folders_are_searched_in_order_and_files_listed_once(tmp_path: Path) -> None:
    wanted = [tmp_path / "a.flac", tmp_path / "a.wav", tmp_path / "sub" / "B.WAV"]
    _touch(*wanted, tmp_path / "notes.txt", tmp_path / "._a.wav", tmp_path / ".trash" / "c.wav")
    (tmp_path / "sub" / "loop").symlink_to(tmp_path)
    found, errors = find_recordings(
        [tmp_path, tmp_path / "a.wav", tmp_path / "sub" / ".." / "a.wav"]
    )
    assert (found, errors) == (wanted, [])


def test_what_leads_to_no_recording_is_told(tmp_path: Path) -> None:
    _touch(tmp_path / "empty" / "notes.txt")
    found, errors = find_recordings([tmp_path / "empty", tmp_path / "missing"])
    assert not found
    assert [error.path for error in errors] == [tmp_path / "empty", tmp_path / "missing"]


def test_a_name_beyond_the_limits_leads_to_no_recording(tmp_path: Path) -> None:
    found, errors = find_recordings([tmp_path / ("a" * 5000)])
    assert not found and [type(error) for error in errors] == [RecordingNotFound]


def test_a_file_named_outright_is_taken_whatever_its_suffix(tmp_path: Path) -> None:
    _touch(tmp_path / "sound.bin")
    assert find_recordings([tmp_path / "sound.bin"])[0] == [tmp_path / "sound.bin"]


@pytest.mark.skipif(os.name == "nt", reason="Windows names are text")
@given(st.binary(min_size=1, max_size=20).filter(lambda name: not {0, 47} & set(name)))
def test_any_path_survives_being_written_as_text(name: bytes) -> None:
    path = Path(os.fsdecode(b"/field/" + name))
    text = path_text(path)
    text.encode("utf-8")
    assert text_path(text) == path
