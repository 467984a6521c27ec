"""Files as recorders, people and other programs leave them: each becomes what is expected of it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from sidecar.app.engine import Engine
from sidecar.cli.arguments import parse
from sidecar.cli.terminal import run_command
from tests.shared import FIELD, needs_field

pytestmark = needs_field

CHICKADEE, FINCH = "Poecile atricapillus", "Haemorhous mexicanus"


class User:
    """Types commands over one catalog, and reads what they print."""

    def __init__(self, engine: Engine, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.engine = engine
        self.folder = folder
        self._capsys = capsys
        self.code = 0
        self.said = ""

    def types(self, *words: str | Path) -> None:
        """Run a command; `said` is all that it prints, on one line."""
        self._capsys.readouterr()
        self.code = run_command(self.engine.settings, parse(list(map(str, words))))
        printed = self._capsys.readouterr()
        self.said = " ".join(f"{printed.out} {printed.err}".split())

    def asks(self, *words: str | Path) -> Any:
        """Run a command with `--json`, and read its answer."""
        self._capsys.readouterr()
        first, *more = map(str, words)
        self.code = run_command(self.engine.settings, parse([first, *more, "--json"]))
        return json.loads(self._capsys.readouterr().out)

    def rows(self, select: str) -> list[dict[str, Any]]:
        """List the rows of the catalog, without filters."""
        return list(self.asks("query", select, "--limit", "1000")["rows"])


Check = Callable[[User, Path, Any], None]


def _whole(user: User, path: Path, expected: object) -> None:
    (row,) = user.asks("analyze", path)["recordings"]
    assert (user.code, row["status"], row["trouble"]) == (0, "done", None)
    assert row["duration"] == pytest.approx(12.0, abs=0.01)
    assert CHICKADEE in {each["species"] for each in row["detections"]}


def _cut(user: User, path: Path, expected: object) -> None:
    for _ in range(2):
        user.types("analyze", path)
        assert user.code == 1 and path.name in user.said and "part" in user.said
        assert "6.0 s" in user.said and "12.0 s" in user.said


def _broken(user: User, path: Path, expected: object) -> None:
    result = user.asks("analyze", path)
    (row,) = result["recordings"]
    assert (user.code, row["status"], row["windows"]) == (1, "partial", 4)
    assert row["duration"] == pytest.approx(12.0, abs=0.2)
    whole = user.asks("analyze", user.folder / "files" / "data_size_plus_44.wav")["recordings"][0]
    first, last = (
        {(each["start"], each["species"]) for each in of["detections"] if each["start"] in (0, 9)}
        for of in (row, whole)
    )
    assert first == last != set()


def _antiphase(user: User, path: Path, expected: object) -> None:
    user.types("analyze", path)
    assert user.code == 1 and "cancel" in user.said and path.name in user.said
    (row,) = user.asks("analyze", path, "--channel", "1")["recordings"]
    assert CHICKADEE in {each["species"] for each in row["detections"]}


def _passed_over(user: User, path: Path, expected: object) -> None:
    card = user.engine.settings.catalog.parent / "card"
    card.mkdir()
    for each in (path, user.folder / "starts" / "20240319_0948.wav"):
        shutil.copy(each, card / each.name)
    result = user.asks("analyze", card)
    (note,) = [each for each in result["notes"] if each["kind"] == "passedOver"]
    assert (user.code, note["count"], result["stats"]["done"]) == (1, 1, 1)
    assert note["examples"] == [str(card / path.name)] and note["hint"]
    user.types("analyze", card)
    assert user.code == 1 and path.name in user.said
    assert " ".join(note["hint"].split()) in user.said


def _triggered(user: User, path: Path, expected: object) -> None:
    (row,) = user.asks("analyze", path)["recordings"]
    assert row["duration"] == pytest.approx(66.0, abs=0.05)
    heard = [each for each in user.rows("detections") if each["start"] == 63.0]
    assert [each["heardAt"] for each in heard] and all(
        each["heardAt"].startswith("2024-05-01T05:31:03") for each in heard
    )


def _start(user: User, path: Path, expected: Any) -> None:
    (row,) = user.asks("recordings", "import", path)["recordings"]
    start = expected["start"] and datetime.fromisoformat(expected["start"])
    assert (row["start"] and datetime.fromisoformat(row["start"])) == start
    if start is not None:
        assert datetime.fromisoformat(row["start"]).utcoffset() == start.utcoffset()
    place = None if row["latitude"] is None else [row["latitude"], row["longitude"]]
    assert place == (expected["place"] and pytest.approx(expected["place"], abs=1e-5))


def _named(user: User, path: Path) -> tuple[set[str], list[dict[str, Any]]]:
    """Analyse with a list of species; every species that it names is heard at confidence 0."""
    bird = user.folder / "files" / "data_size_plus_44.wav"
    words = ("analyze", bird, "--species-list", path, "--min-confidence", "0")
    result = user.asks(*words)
    (row,) = result["recordings"]
    notes = [each for each in result["notes"] if each["kind"] == "listLine"]
    return {each["species"] for each in row["detections"]}, notes


def _both(user: User, path: Path, expected: object) -> None:
    species, notes = _named(user, path)
    assert (species, notes, user.code) == ({CHICKADEE, FINCH}, [], 0)


def _curly(user: User, path: Path, expected: object) -> None:
    species, notes = _named(user, path)
    assert (species, notes, user.code) == ({"Antrostomus carolinensis"}, [], 0)


def _typo(user: User, path: Path, expected: object) -> None:
    species, (note,) = _named(user, path)
    assert (species, note["count"], user.code) == ({CHICKADEE}, 1, 1)
    (example,) = note["examples"]
    told = f"{note['message']} {example} {note['hint']}"
    assert "Haemorhous mexicanis" in example and FINCH in told and "2" in told


def _labels(user: User, path: Path) -> list[dict[str, Any]]:
    """Import a table of labels, and list the annotations of people in the order of their starts."""
    user.types("labels", "import", path)
    code, said = user.code, user.said
    rows = [row for row in user.rows("annotations") if row["isHuman"]]
    user.code, user.said = code, said
    return sorted(rows, key=lambda row: float(row["start"]))


def _verdicts(user: User, path: Path, expected: object) -> None:
    rows = _labels(user, path)
    assert [(row["start"], row["verified"]) for row in rows] == [(0.0, "YES"), (3.0, "NO")]
    assert {row["species"] for row in rows} == {CHICKADEE} and user.code == 0


def _neither(user: User, path: Path, expected: object) -> None:
    assert _labels(user, path) == []
    assert user.code == 1 and "line 2" in user.said and "perhaps" in user.said


def _machine(user: User, path: Path, expected: object) -> None:
    rows = _labels(user, path)
    assert {row["verified"] for row in rows} <= {"UNVERIFIED"}, "a model's result is no decision"
    assert "nocall" not in {row["species"] for row in rows}
    assert user.code == 1 and path.name in user.said


CASES: dict[str, dict[str, Check]] = {
    "starts": dict.fromkeys(
        (
            "am_minus5.wav",
            "am_half.wav",
            "guano_plus1.wav",
            "ZOOM0001.WAV",
            "SM3-A_0+1_20161104$063000.wav",
            "S4A03895.wav",
            "20210521T000000+1000_REC [-27.3888+152.8808].wav",
            "S20240815T103420.633188+1000_E20240815T103920.613182+1000_-27.48490+153.03540.wav",
            "De03_2019_05_03_08_32_23.wav",
            "2024-03-19-birdnet-09-48-17.wav",
            "2024-03-19_09-48-17.wav",
            "2024-03-19T09_48_17.wav",
            "20240319_0948.wav",
            "SWIFT05_20190301_050000-0500.wav",
            "19700101_000000.WAV",
            "no_fix_20240501_053000.wav",
        ),
        _start,
    ),
    "files": {
        "data_size_plus_44.wav": _whole,
        "unfinished_0.wav": _whole,
        "unfinished_ffff.wav": _whole,
        "cut.wav": _cut,
        "one_broken_block.flac": _broken,
        "antiphase.wav": _antiphase,
        "song.w4v": _passed_over,
        "song.wac": _passed_over,
        "phone.m4a": _passed_over,
        "bat.zc": _passed_over,
        "song.wv": _passed_over,
        "phone.3gpp": _passed_over,
        "20240501_053000T.WAV": _triggered,
    },
    "lists": {
        "bom_crlf.txt": _both,
        "utf16.txt": _both,
        "latin1.txt": _both,
        "header.csv": _both,
        "spaces.txt": _both,
        "curly.txt": _curly,
        "typo.txt": _typo,
    },
    "labels": {
        "letters.Table.1.selections.txt": _verdicts,
        "excel.Table.1.selections.txt": _verdicts,
        "digits.Table.1.selections.txt": _verdicts,
        "words.Table.1.selections.txt": _verdicts,
        "unknown.Table.1.selections.txt": _neither,
        "machine.BirdNET.selection.table.txt": _machine,
    },
}


@pytest.fixture(scope="module")
def field(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the files, with what is expected of each."""
    folder = tmp_path_factory.mktemp("field")
    subprocess.run([sys.executable, FIELD, folder], check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def expected(field: Path) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = json.loads((field / "expected.json").read_text("utf-8"))
    return found


@pytest.fixture
def user(
    engine: Engine,
    field: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> User:
    monkeypatch.setattr("signal.signal", lambda *_: None)  # Ctrl+C stays the tests' own
    assert engine.catalog  # commands that read need one
    return User(engine, field, capsys)


EACH = [
    pytest.param(kind, name, id=f"{kind}: {name}")
    for kind, cases in CASES.items()
    for name in cases
]


@pytest.mark.model
@pytest.mark.parametrize(("kind", "name"), EACH)
def test_a_file_from_the_field_becomes_what_is_expected(
    kind: str, name: str, user: User, field: Path, expected: dict[str, dict[str, Any]]
) -> None:
    CASES[kind][name](user, field / kind / name, expected[kind][name])


def test_every_file_from_the_field_has_a_check(expected: dict[str, dict[str, Any]]) -> None:
    assert {kind: set(cases) for kind, cases in CASES.items()} == {
        kind: set(cases) for kind, cases in expected.items()
    }
