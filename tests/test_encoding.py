"""What the command line prints reaches pipes whole, whatever the system's code page."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import soundfile

from tests.factories import tone, write_wav

# Code page 1252 has none of these letters.
NAME = "Ночь-夜"
DATED = "20240501_053000"  # a file without a start would be noted


def _linnet(home: Path, *typed: str) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "LINNET_HOME": str(home), "PYTHONIOENCODING": "cp1252"}
    environment.pop("PYTHONUTF8", None)
    command = [sys.executable, "-m", "sidecar", *typed]
    return subprocess.run(command, env=environment, capture_output=True, check=False)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a home whose catalog has one recording, with a Cyrillic path."""
    home = tmp_path_factory.mktemp("home")
    write_wav(home / NAME / f"{NAME} {DATED}.wav", tone(0.1))
    done = _linnet(home, "recordings", "import", str(home / NAME))
    assert (done.returncode, done.stderr) == (0, b"")
    return home


def test_rows_are_utf8_on_a_pipe(home: Path) -> None:
    done = _linnet(home, "query", "recordings")
    assert done.returncode == 0, done.stderr
    assert f"{NAME} {DATED}.wav" in done.stdout.decode("utf-8")
    (row,) = json.loads(_linnet(home, "query", "recordings", "--json").stdout)["rows"]
    assert row["path"] == str(home / NAME / f"{NAME} {DATED}.wav")


@pytest.mark.parametrize(
    "typed",
    [
        ["recordings", "import", f"{NAME}/missing"],
        ["query", NAME],
        ["query", "recordings", "--where", f"{NAME}=1"],
    ],
)
def test_errors_are_utf8_sentences_on_a_pipe(home: Path, typed: list[str]) -> None:
    done = _linnet(home, *typed)
    told = done.stderr.decode("utf-8")
    assert done.returncode in (1, 2) and NAME in told and "Traceback" not in told


@pytest.mark.skipif(sys.platform == "win32", reason="its names are always Unicode")
def test_a_name_that_is_no_text_is_no_traceback(home: Path) -> None:
    done = _linnet(home, "recordings", "import", os.fsdecode(b"caf\xe9"))
    told = done.stderr.decode("utf-8")
    assert done.returncode == 1 and "caf" in told and "Traceback" not in told


on_linux = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere all names are Unicode")


@on_linux
@pytest.mark.parametrize("typed", [b"caf\xe9 %s.wav", b"caf* %s.wav", b""])
def test_a_recording_whose_name_is_no_text_is_read(
    home: Path, tmp_path: Path, typed: bytes
) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9 %s.wav" % DATED.encode())
    write_wav(tmp_path / "a.wav", tone(0.1)).rename(path)
    words = os.fsdecode(os.path.join(os.fsencode(tmp_path), typed.replace(b"%s", DATED.encode())))
    done = _linnet(home, "recordings", "import", words, "--json")
    assert done.returncode == 0, done.stderr
    (row,) = json.loads(done.stdout)["recordings"]
    assert row["path"] == path.as_uri()


@on_linux
def test_results_go_into_a_folder_whose_name_is_no_text(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"caf\xe9")
    folder.mkdir()
    done = _linnet(home, "export", str(folder))
    assert done.returncode == 0, done.stderr
    assert [path.suffix for path in folder.iterdir()] == [".csv"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such terminals")
def test_a_bar_moves_in_its_line_of_a_terminal(home: Path) -> None:
    ours, theirs = os.openpty()
    typed = [sys.executable, "-m", "sidecar", "recordings", "import", str(home / NAME)]
    environment = {**os.environ, "LINNET_HOME": str(home), "TERM": "xterm"}
    with subprocess.Popen(
        typed, env=environment, stdin=theirs, stdout=subprocess.DEVNULL, stderr=theirs
    ):
        os.close(theirs)
        told = b""
        try:
            while more := os.read(ours, 65_536):
                told += more
        except OSError:  # Linux says so where the other end has closed
            pass
    os.close(ours)
    assert b"\x1b[?25l" in told and b"\r\x1b[2K" in told, told
    assert b"<U+" not in told


def test_what_libraries_print_of_a_damaged_file_stays_away(home: Path) -> None:
    card = home / "damaged"
    path = card / f"{DATED}.mp3"
    card.mkdir()
    soundfile.write(path, tone(20.0), 48_000, format="MP3")
    content = bytearray(path.read_bytes())
    for place in range(5_000, len(content), 700):
        content[place] ^= 0xFF
    path.write_bytes(content)
    done = _linnet(home, "recordings", "import", str(card))
    assert b"mpg123" not in done.stderr and b"resync" not in done.stderr
