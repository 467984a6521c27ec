"""Recordings on removable drives: found by the drive's label, wherever it is mounted."""

from __future__ import annotations

from pathlib import Path

import pytest

from sidecar.audio import drives as module
from sidecar.audio.drives import Drive, Drives, split_url
from sidecar.errors import RecordingNotFound
from sidecar.settings import read_settings


def _drives(*mounted: Drive) -> Drives:
    return Drives({}, lambda: mounted)


@pytest.mark.parametrize(
    ("url", "parts"),
    [
        ("CARD 7::2023/a.wav", ("CARD 7", "2023/a.wav")),
        ("CARD::2023\\a.wav", ("CARD", "2023/a.wav")),
        ("CARD::a::b.wav", ("CARD", "a::b.wav")),
        ("/media/CARD::1/a.wav", None),
        ("C:\\sound\\a::b.wav", None),
        ("file:///sound/a::b.wav", None),
        ("a.wav", None),
    ],
)
def test_a_url_names_a_drive_only_before_its_first_folder(
    url: str, parts: tuple[str, str] | None
) -> None:
    found = split_url(url)
    assert (found and (found[0], str(found[1]))) == parts


def test_a_drive_is_found_wherever_it_is_mounted(tmp_path: Path) -> None:
    for place in ("first", "second"):
        drives = _drives(Drive("CARD", tmp_path / place))
        assert drives.find("CARD::2023/a.wav") == tmp_path / place / "2023" / "a.wav"


def test_of_two_drives_of_one_label_that_with_the_file_is_meant(tmp_path: Path) -> None:
    (tmp_path / "second").mkdir()
    (tmp_path / "second" / "a.wav").touch()
    drives = _drives(Drive("NO NAME", tmp_path / "first"), Drive("NO NAME", tmp_path / "second"))
    assert drives.find("NO NAME::a.wav") == tmp_path / "second" / "a.wav"


def test_a_label_in_another_case_is_the_last_resort(tmp_path: Path) -> None:
    upper, lower = Drive("CARD", tmp_path / "upper"), Drive("card", tmp_path / "lower")
    assert _drives(upper).find("card::a.wav") == tmp_path / "upper" / "a.wav"
    assert _drives(upper, lower).find("card::a.wav") == tmp_path / "lower" / "a.wav"


def test_a_drive_that_is_not_connected_is_told_by_its_label() -> None:
    with pytest.raises(RecordingNotFound, match='"CARD" is not connected'):
        _drives().find("CARD::a.wav")


@pytest.mark.parametrize("inside", ["../a.wav", "x/../../a.wav", "/etc/a.wav", "..\\a.wav"])
def test_a_url_cannot_lead_out_of_its_drive(tmp_path: Path, inside: str) -> None:
    with pytest.raises(RecordingNotFound, match="not a place on a drive"):
        _drives(Drive("CARD", tmp_path)).find(f"CARD::{inside}")


def test_a_plain_path_needs_no_drive() -> None:
    def never() -> list[Drive]:
        raise AssertionError

    assert Drives({}, never).find("/sound/a.wav") == Path("/sound/a.wav")


def test_a_file_has_a_url_for_each_label(tmp_path: Path) -> None:
    path = tmp_path / "2023" / "a.wav"
    urls = _drives(Drive("CARD", tmp_path), Drive("OTHER", tmp_path / "x")).urls(path)
    assert urls == [str(path), "CARD::2023/a.wav", "CARD::2023\\a.wav"]


def test_settings_name_drives(tmp_path: Path) -> None:
    text = f"CARD={tmp_path}"
    assert read_settings({"LINNET_HOME": "/h", "LINNET_DRIVES": text}).drives == {"CARD": tmp_path}
    assert read_settings({"LINNET_HOME": "/h"}).drives == {}


def test_linux_tells_labels_by_device_and_by_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    labels = tmp_path / "by-label"
    labels.mkdir()
    (tmp_path / "sdb1").touch()
    (labels / "FIELD\\x201").symlink_to(tmp_path / "sdb1")
    found = module._labels_by_device(labels)
    assert found == {str(tmp_path / "sdb1"): "FIELD 1"}
    table = tmp_path / "mounts"
    table.write_text("tmpfs /run tmpfs rw 0 0\n/dev/sdz9 /media/me/FIELD\\0401 vfat rw 0 0\n")
    assert list(module._mounts(table)) == [("/dev/sdz9", Path("/media/me/FIELD 1"))]
    monkeypatch.setattr(module, "_USERS", (str(tmp_path / "media"),))
    monkeypatch.setattr(module, "_SHARED", str(tmp_path / "mnt"))
    (tmp_path / "media" / "me" / "CARD").mkdir(parents=True)
    (tmp_path / "mnt" / "DISK" / "sounds").mkdir(parents=True)
    assert {drive.label for drive in module._linux()} >= {"CARD", "DISK"}
    assert "sounds" not in {drive.label for drive in module._linux()}
