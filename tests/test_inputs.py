"""The recordings that a command names, by path, pattern or list."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sidecar.app.engine import Engine
from sidecar.cli.arguments import parse
from sidecar.cli.inputs import inputs
from sidecar.cli.terminal import run_command
from sidecar.errors import InvalidParams, RecordingNotFound
from tests.factories import tone, write_wav
from tests.stored import engine_with_base


@pytest.fixture
def card(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a folder with recordings, and work in it."""
    card = tmp_path / "card"
    for name in ("a.wav", "b c.wav", "site [1]/d.wav", "site 2/e.wav"):
        write_wav(card / name, tone(0.1))
    (card / "notes.txt").write_text("no sound")
    monkeypatch.chdir(card)
    return card


def _typed(*words: str) -> list[str]:
    return inputs(parse(["analyze", *words]))


def _list(path: Path, content: str | bytes) -> str:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("*.wav", ["a.wav", "b c.wav"]),
        ("**/*.wav", ["a.wav", "b c.wav", "site 2/e.wav", "site [1]/d.wav"]),
        ("site*", ["site 2", "site [1]"]),
        ("site [1]", ["site [1]"]),  # a name, though it could be a pattern
        ("site [1]/d.wav", ["site [1]/d.wav"]),
        ("?.wav", ["a.wav"]),
        ("*.flac", ["*.flac"]),  # it has an error of its own
        ("a.wav", ["a.wav"]),
        ("CARD 1::x/*.wav", ["CARD 1::x/*.wav"]),
    ],
)
def test_a_pattern_means_the_files_that_match(card: Path, typed: str, found: list[str]) -> None:
    assert _typed(typed) == [name.replace("/", os.sep) for name in found]


@pytest.mark.parametrize(
    "content",
    [
        "a.wav\nb c.wav\n",
        "\ufeffa.wav\r\nb c.wav\r\n",
        "a.wav\nb c.wav\n".encode("utf-16"),
        '# the first night\n\n  a.wav  \n"b c.wav"',
    ],
)
def test_a_list_names_a_file_a_line(card: Path, tmp_path: Path, content: str | bytes) -> None:
    name = _list(card / "list.txt", content)
    found = [os.path.join(card, each) for each in ("a.wav", "b c.wav")]
    assert _typed("--files-from", name) == _typed(f"@{name}") == found
    assert _typed("site 2", "--files-from", name) == ["site 2", *found]
    elsewhere = _list(tmp_path / "list.txt", content)  # only the command runs beside the files
    assert _typed("--files-from", elsewhere) == ["a.wav", "b c.wav"]


def test_a_list_may_hold_patterns_drives_and_names_like_comments(card: Path) -> None:
    write_wav(card / "#1.wav", tone(0.1))
    name = _list(card / "list.txt", "CARD 1::x/a.wav\n*c.wav\n#1.wav\n#2.wav\n")
    here = [os.path.join(card, each) for each in ("b c.wav", "#1.wav")]
    assert _typed("--files-from", name) == ["CARD 1::x/a.wav", *here]


def test_a_recording_may_be_named_like_a_list(card: Path) -> None:
    write_wav(card / "@a.wav", tone(0.1))
    assert _typed("@a.wav") == ["@a.wav"]


def test_what_names_nothing_is_refused(card: Path) -> None:
    with pytest.raises(InvalidParams, match="names no recordings") as refused:
        _typed()
    assert refused.value.field == "inputs"
    with pytest.raises(InvalidParams, match="names no file"):
        _typed("--files-from", _list(card / "list.txt", "# nothing\n\n"))
    with pytest.raises(RecordingNotFound, match="There is no such file"):
        _typed("--files-from", "missing.txt")


@pytest.fixture
def base(tmp_path: Path) -> Engine:
    engine = engine_with_base(tmp_path / "home", dimension=4)
    engine.close()
    return engine


@pytest.mark.parametrize(
    "command",
    [
        ["analyze", "--model", "base"],
        ["preprocess", "--frontend", "birdnet-v2.4"],
        ["recordings", "import"],
    ],
)
def test_a_line_that_names_no_file_is_an_error_row(
    base: Engine, card: Path, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    name = _list(card / "list.txt", "a.wav\nlost.wav\nb c.wav\n")
    assert run_command(base.settings, parse([*command, "--files-from", name, "--json"])) == 1
    told = capsys.readouterr()
    assert told.err == ""
    assert told.out.count('"There is no such file or folder."') == 1
    assert str(card / "lost.wav") in told.out and str(card / "b c.wav") in told.out
