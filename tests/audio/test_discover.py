"""Folders to recordings, and paths to text and back."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidecar.audio.decode import open_recording
from sidecar.audio.discover import Found, find_recordings
from sidecar.audio.path import path_text, text_path
from sidecar.errors import RecordingNotFound, UnsupportedFormat
from tests.shared import make_field, needs_field


def _touch(*paths: Path) -> None:
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def test_folders_are_searched_in_order_and_files_listed_once(tmp_path: Path) -> None:
    wanted = [tmp_path / "a.flac", tmp_path / "a.wav", tmp_path / "sub" / "B.WAV"]
    _touch(*wanted, tmp_path / "notes.txt", tmp_path / "._a.wav", tmp_path / ".trash" / "c.wav")
    (tmp_path / "sub" / "loop").symlink_to(tmp_path)
    found = find_recordings([tmp_path, tmp_path / "a.wav", tmp_path / "sub" / ".." / "a.wav"])
    assert found == Found(wanted)


def test_what_leads_to_no_recording_is_told(tmp_path: Path) -> None:
    _touch(tmp_path / "empty" / "notes.txt")
    found = find_recordings([tmp_path / "empty", tmp_path / "missing"])
    assert not found.paths
    assert [error.path for error in found.errors] == [tmp_path / "empty", tmp_path / "missing"]


def test_a_name_beyond_the_limits_leads_to_no_recording(tmp_path: Path) -> None:
    found = find_recordings([tmp_path / ("a" * 5000)])
    assert not found.paths and [type(error) for error in found.errors] == [RecordingNotFound]


def test_a_file_named_outright_is_taken_whatever_its_suffix(tmp_path: Path) -> None:
    _touch(tmp_path / "sound.bin", tmp_path / "phone.m4a")
    places = [tmp_path / "sound.bin", tmp_path / "phone.m4a"]
    assert find_recordings(places) == Found(places)
    # Of a file that is named and in a named folder, the first is what counts.
    _touch(tmp_path / "a.wav")
    both = find_recordings([tmp_path, tmp_path / "phone.m4a"])
    assert tmp_path / "phone.m4a" in both.paths and not both.passed_over


@pytest.mark.parametrize(
    ("name", "message", "hint"),
    [
        ("phone.M4A", "cannot read M4A", "ffmpeg -i recording.m4a recording.wav"),
        ("phone.3gpp", "cannot read 3GPP", "ffmpeg -i recording.3gpp recording.wav"),
        ("song.wv", "cannot read WV", "ffmpeg -i recording.wv recording.wav"),
        ("song.wac", "cannot read WAC", "Kaleidoscope"),
        ("song.w4v", "cannot read W4V", "Kaleidoscope"),
        ("bat.zc", "zero crossings, and no sound", "full-spectrum"),
        ("J6152030.41#", "zero crossings, and no sound", "full-spectrum"),
    ],
)
def test_sound_of_another_kind_is_passed_over_with_what_to_do(
    tmp_path: Path, name: str, message: str, hint: str
) -> None:
    _touch(tmp_path / "a.wav", tmp_path / name)
    found = find_recordings([tmp_path])
    assert found.paths == [tmp_path / "a.wav"] and not found.errors
    (told,) = found.passed_over
    assert told.path == tmp_path / name
    assert message in told.message and hint in told.hint
    (tmp_path / name).write_text("no matter what")
    with pytest.raises(UnsupportedFormat) as named, open_recording(tmp_path / name):
        pass
    assert (named.value.message, named.value.hint) == (told.message, told.hint)


def test_a_folder_of_nothing_else_says_what_to_do(tmp_path: Path) -> None:
    _touch(tmp_path / "a.w4v", tmp_path / "b.w4v")
    found = find_recordings([tmp_path])
    (error,) = found.errors
    assert "that Linnet can read" in error.message and "Kaleidoscope" in error.hint
    assert len(found.passed_over) == 2 and found.problems()[0] is error


@needs_field
def test_what_the_field_brings_of_other_kinds_is_passed_over(tmp_path: Path) -> None:
    make_field(tmp_path, "files")
    found = find_recordings([tmp_path])
    names = ["bat.zc", "phone.3gpp", "phone.m4a", "song.w4v", "song.wac", "song.wv"]
    assert [Path(error.path or "").name for error in found.passed_over] == names
    assert all(error.hint for error in found.passed_over)


@pytest.mark.parametrize("inside", [False, True])
def test_a_folder_that_cannot_be_opened_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inside: bool
) -> None:
    _touch(tmp_path / "open" / "a.wav", tmp_path / "shut" / "b.wav")
    scandir = os.scandir

    def refusing(place: str) -> Any:
        if os.fspath(place).endswith("shut"):
            raise PermissionError(errno.EACCES, "Permission denied", place)
        return scandir(place)

    monkeypatch.setattr(os, "scandir", refusing)
    found = find_recordings([tmp_path if inside else tmp_path / "shut"])
    assert found.paths == ([tmp_path / "open" / "a.wav"] if inside else [])
    (error,) = found.unreadable
    assert error.message == "The folder cannot be opened: Permission denied."
    assert Path(error.path or "") == tmp_path / "shut"
    assert not found.errors and found.problems() == [error]


@pytest.mark.skipif(os.name == "nt", reason="Windows names are text")
@given(st.binary(min_size=1, max_size=20).filter(lambda name: not {0, 47} & set(name)))
def test_any_path_survives_being_written_as_text(name: bytes) -> None:
    path = Path(os.fsdecode(b"/field/" + name))
    text = path_text(path)
    text.encode("utf-8")
    assert text_path(text) == path


def _clips(folder: Path, recording: Path, *names: str) -> list[Path]:
    """Write clips of one species, and a list of the last one alone, as a later call leaves it."""
    clips = [folder / "Strix aluco_Tawny Owl" / name for name in names]
    for clip in clips:
        _touch(clip)
    line = f"{clips[-1].relative_to(folder).as_posix()},{recording},0.0,3.0\n"
    (folder / "clips.csv").write_text(f"Clip,File,Clip start (s),Clip end (s)\n{line}")
    return clips


def test_clips_of_an_earlier_call_are_no_recordings_either(tmp_path: Path) -> None:
    recording = tmp_path / "card" / "a.wav"
    _touch(recording)
    names = ("0.934_a_0.000-3.000s_1.flac", "0.812_20240501_043000_a_6.000-9.000s_1.wav")
    clips = _clips(tmp_path / "card" / "clips", recording, *names)
    _touch(clips[0].with_name("0.9_reference.wav"))
    found = find_recordings([tmp_path / "card"])
    assert found.paths == [clips[0].with_name("0.9_reference.wav"), recording][::-1]
    assert set(found.clips) == set(clips)


def test_clips_at_the_top_of_a_card_are_no_recordings(tmp_path: Path) -> None:
    recording = tmp_path / "card" / "night" / "a.wav"
    _touch(recording)
    clips = _clips(tmp_path / "card", recording, "0.934_a_0.000-3.000s_1.flac")
    found = find_recordings([tmp_path / "card"])
    assert (found.paths, found.clips) == ([recording], clips)
    elsewhere = _clips(tmp_path / "clips", recording, "0.934_a_0.000-3.000s_1.flac")
    assert find_recordings([tmp_path / "clips"]).paths == elsewhere
