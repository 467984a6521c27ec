"""The user's name and folder, found without a question to anybody."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sidecar.app import username
from sidecar.app.username import user_name
from sidecar.audio.path import at_home
from sidecar.errors import PathNotAllowed


def test_the_environment_names_the_user() -> None:
    assert user_name({"USER": "nora", "USERNAME": "other"}) == "nora"
    assert user_name({"USERNAME": "Nora K"}) == "Nora K"


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="this system has no numbers of users")
def test_without_it_the_systems_own_file_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = tmp_path / "passwd"
    monkeypatch.setattr(username, "_PASSWD", people)
    people.write_text(f"x\nadmin:x:{os.getuid() + 1}:0::/:/bin/sh\nnora:x:{os.getuid()}:0::/:\n")
    assert user_name({}) == "nora"
    people.write_text("")
    assert user_name({}) == "user"
    people.unlink()
    assert user_name({}) == "user"


def test_only_the_users_own_folder_has_a_short_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert at_home(Path("~/out.csv")) == tmp_path / "out.csv"
    for other in ("~root/out.csv", "~nobody-of-this-name"):
        with pytest.raises(PathNotAllowed, match=r"does not look up\."):
            at_home(Path(other))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "~backup").touch()
    assert at_home(Path("~backup")) == Path("~backup")
