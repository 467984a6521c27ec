"""Names from files, models and people reach a terminal as codes: it shows them and obeys none."""

from __future__ import annotations

import argparse
import json
import logging
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sidecar.app.engine import Engine
from sidecar.characters import coded, guarded, is_formula, shown, uncoded, unguarded
from sidecar.cli.arguments import parser
from sidecar.models.add import Wanted, add
from sidecar.rpc.log import TextLines
from sidecar.settings import Settings
from tests.conftest import MANIFESTS
from tests.factories import tone, write_wav
from tests.tiny import write_model

# A title for the terminal, a cleared screen, C1, a bell, a turned direction, markup, and an emoji.
NASTY = "x\x1b]0;mine\x07\x1b[2J\x9b9m\u202e\u2028\ufeff[red]b :owl:\\"
LINE = "first\nsecond"
# What only Rich itself writes: colours, the cursor, and its lines.
STYLING = re.compile(r"\x1b\[(\d+(;\d+)*)?m|\x1b\[\?25[lh]|\x1b\[\d*[AK]|\r")
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
)

on_posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows allows no such names")


def _commands(home: Path) -> list[list[str]]:
    """Type every command with such names, where it takes any."""
    card = str(home / "card")
    wav = str(home / "card" / f"{NASTY}.wav")
    return [
        ["analyze", card, "--model", "base", "--min-confidence", "0.01"],
        ["analyze", card, "--model", "base", "--format", "csv", "--out", str(home / NASTY)],
        ["analyze", wav, "--model", NASTY],
        ["analyze", "--deferred"],
        ["preprocess", card, "--model", "base"],
        ["listen", "-", "--model", NASTY, "--rate", "48000"],
        ["query", "recordings"],
        ["query", "species"],
        ["query", "sources"],
        ["query", "minutes"],
        ["query", "detections", "--where", f"species={NASTY}"],
        ["query", NASTY],
        ["models", "list"],
        ["models", "install", NASTY],
        ["models", "add", str(home / f"{NASTY}.onnx"), "--labels", NASTY],
        ["models", "verify", "base"],
        ["models", "verify", NASTY],
        ["models", "check", "base", card, str(home / LINE)],
        ["models", "check", NASTY],
        ["models", "verify", os.fsdecode(b"caf\xe9")],
        ["models", "versions", "base"],
        ["models", "versions", NASTY],
        ["models", "switch", "base", NASTY],
        ["models", "rollback", "base"],
        ["models", "route", "base", f"{NASTY}=1"],
        ["models", "route", "base", "--stop"],
        ["models", "variant", "base", "int8", card],
        ["models", "remove", "base", "--version", NASTY],
        ["models", "remove", NASTY],
        ["models", "monitor", "base"],
        ["models", "monitor", NASTY, "--where", f"site={NASTY}"],
        ["models", "drift", "base", "--first", "month=5", "--second", "month=6"],
        ["models", "drift", NASTY, "--against", NASTY, "--first", f"path~{NASTY}"],
        ["models", "compare", "base", NASTY],
        ["models", "compare", f"base@{NASTY}", "base", "--where", f"path~{NASTY}"],
        ["metrics"],
        ["recordings", "import", card, str(home / LINE)],
        ["recordings", "update", "--where", f"site={NASTY}", "--timezone", NASTY],
        ["recordings", "relink", card, str(home / NASTY)],
        ["recordings", "relink", "--choose", f"1={home / NASTY}"],
        ["recordings", "relink", "--choose", NASTY],
        ["recordings", "look"],
        ["recordings", "look", "--where", f"site={NASTY}"],
        ["recordings", "measure", "--where", f"path~{NASTY}"],
        ["recordings", "remove", NASTY],
        ["recordings", "remove", "--dry-run", "--where", f"path~{NASTY}"],
        ["sites", "set", NASTY, "--survey", NASTY, "--latitude", "1", "--longitude", "2"],
        ["sites", "set", "--folder", card, "--timezone", NASTY],
        ["sites", "import", str(home / "sites.csv")],
        ["sites", "list"],
        ["sites", "undo"],
        ["deployments", "check"],
        ["deployments", "check", "--where", f"site={NASTY}"],
        ["labels", "import", str(home / "labels")],
        ["labels", "add", "--recording", wav, "--start", "0", "--end", "1", *("--species", NASTY)],
        ["labels", "add", "--detection", "1", "--labeler", NASTY, "--species", NASTY],
        ["labels", "judge", "--yes", "--comment", NASTY, *("--where", f"species={NASTY}")],
        ["query", "annotations"],
        ["query", "occasions", "--where", f"species={NASTY}", "model=base"],
        ["occasions", str(home / NASTY / "nights"), "--where", f"species={NASTY}", "model=base"],
        ["samples", "draw", NASTY, "--species", "bird0", "-n", "3", "--model", "base"],
        ["samples", "draw", "x", "--species", NASTY, "--model", NASTY],
        ["samples", "list"],
        ["samples", "next", NASTY],
        ["samples", "skip", NASTY, "1", "--reason", NASTY],
        ["samples", "grow", NASTY, "-n", "2"],
        ["samples", "export", NASTY, str(home / f"{NASTY}.json")],
        ["samples", "import", str(home / f"{NASTY}.json"), "--name", f"{NASTY}2"],
        ["samples", "import", str(home / "sites.csv")],
        ["query", "sampleItems"],
        ["estimate", NASTY],
        ["estimate", NASTY, "--species", NASTY],
        ["thresholds", "save", NASTY, NASTY],
        ["thresholds", "list"],
        ["thresholds", "list", NASTY],
        ["thresholds", "remove", NASTY],
        ["samples", "remove", NASTY],
        ["labels", "undo", NASTY],
        ["labels", "redo", NASTY],
        ["labels", "withdraw", NASTY],
        ["labels", "export", str(home / NASTY / "shared"), "--of", "questions"],
        ["labels", "merge", str(home / NASTY / "shared"), "--labeler", NASTY],
        ["labels", "agreement"],
        ["labels", "agreement", "--species", NASTY],
        ["explain", "--recording", "1", "--species", NASTY],
        ["explain", "--recording", "1", "--model", NASTY],
        ["similar", wav, "0", "--model", "base"],
        ["similar", str(home / LINE), "0"],
        ["similar", wav, "0", "--model", "base", "--catalogs", str(home / NASTY)],
        ["query", "matchTotals", "--models", NASTY, "base"],
        ["similar", wav, "0", "--model", "base", "--poincare", "2"],
        ["embeddings", "reduce", "4", "--model", NASTY],
        ["embeddings", "compare", "4", "--model", NASTY],
        ["settings", "show", "--catalog", str(home / NASTY)],
        ["settings", "profiles"],
        ["names", "search", NASTY, "--language", "es"],
        ["names", "add", "es", NASTY],
        ["names", "remove", "es"],
        ["names", "install", "--from", NASTY],
        ["names", "uninstall"],
        ["storage", "show"],
        ["storage", "clear", "features", "--backups", NASTY],
        ["storage", "clear", "scratch", "--dry-run"],
        ["storage", "limit", NASTY],
        ["storage", "limit", "2"],
        ["heads", "train", NASTY, "--model", "base"],
        ["heads", "apply", NASTY],
        ["heads", "suggest", "base", "--species", NASTY],
        ["heads", "list"],
        ["heads", "versions", NASTY],
        ["heads", "use", "base", NASTY],
        ["heads", "remove", NASTY, "--version", NASTY],
        ["heads", "rename", NASTY, NASTY],
        ["heads", "compare", f"base@{NASTY}", NASTY],
        ["heads", "export", "base", str(home / NASTY)],
        ["heads", "card", str(home / LINE)],
        ["heads", "import", str(home / LINE), "--name", NASTY],
        ["export", str(home / f"{NASTY}.csv")],
        ["export", str(home / f"{NASTY}.minutes.csv"), "--minutes"],
        ["export", str(home / f"{NASTY}.nothing")],
        ["clips", str(home / NASTY / "clips"), "--most", "1"],
        ["publish", str(home / NASTY), "--standard", "aoef", "--unverified"],
        ["publish", str(home / f"{NASTY}.x"), "--standard", "ebird", "--protocol", "Incidental"],
        ["speech", "find"],
        ["speech", "report"],
        ["speech", "redact", str(home / NASTY / "redacted")],
        ["forward", "status"],
        ["forward", "send", "--since", NASTY],
        ["catalog", "check", "--catalog", str(home / NASTY)],
        ["catalog", "check"],
        ["catalog", "backup", str(home / f"{NASTY}.sqlite")],
        ["catalog", "repair"],
    ]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Make a home with a model, recordings, labels and sites of such names."""
    engine = Engine(Settings(tmp_path, tmp_path / "catalog.sqlite", MANIFESTS))
    model = write_model(tmp_path / "base.onnx", shape=(144_000,), classes=3, embedding=4)
    (tmp_path / "base.txt").write_text(
        f"{NASTY.replace(chr(0x2028), '')}\n[/bold] :bat:\nc\n", "utf-8"
    )
    title = {"name": "base", "title": NASTY}
    add(engine.registry, Wanted(model, tmp_path / "base.txt", title))
    engine.close()
    for name in (NASTY, LINE):
        write_wav(tmp_path / "card" / f"{name}.wav", tone(3.0))
        (tmp_path / "card" / f"{name} broken.flac").write_bytes(b"fLaC no sound")
    Path(os.fsdecode(os.fsencode(tmp_path / "card" / "caf") + b"\xe9.wav")).write_bytes(b"RIFF")
    table = tmp_path / "labels" / f"{NASTY}.Table.1.selections.txt"
    table.parent.mkdir()
    table.write_text(
        "Selection\tBegin Time (s)\tEnd Time (s)\tSpecies\tBegin Path\n"
        f"1\t0\t1\t{NASTY.replace(chr(0x2028), '')}\t{tmp_path}/card/{NASTY}.wav\n"
        f"2\t0\tx\towl\t{NASTY}\n",
        "utf-8",
    )
    (tmp_path / "sites.csv").write_text(f"site,latitude,longitude\n{NASTY},x,y\n", "utf-8")
    return tmp_path


def _run(home: Path, *, terminal: bool) -> str:
    """Run all commands; returns what reached standard output and standard error."""
    (home / "commands.json").write_text(json.dumps(_commands(home)), "utf-8")
    program = [sys.executable, "-m", "tests.programs.every", str(home / "commands.json")]
    environment = {**os.environ, "LINNET_HOME": str(home), "COLUMNS": "1000", "TERM": "xterm"}
    where = Path(__file__).parents[1]
    if not terminal:
        options = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
        done = subprocess.run(  # type: ignore[call-overload]
            program, env=environment, cwd=where, stdin=subprocess.DEVNULL, check=True, **options
        )
        return str(done.stdout.decode("utf-8"))
    ours, theirs = os.openpty()
    process = subprocess.Popen(
        program,
        env={**environment, "PYTHONIOENCODING": "utf-8"},
        cwd=where,
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    told = b"".join(_read(ours))
    os.close(ours)
    assert process.wait() == 0
    return told.decode("utf-8")


def _read(terminal: int) -> Iterator[bytes]:
    while True:
        try:
            piece = os.read(terminal, 65_536)
        except OSError:  # Linux says so when the last writer has gone
            return
        if not piece:
            return
        yield piece


def _leaves(of: argparse.ArgumentParser, way: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    groups = [each for each in of._actions if isinstance(each, argparse._SubParsersAction)]
    if not groups:
        yield way
    for group in groups:
        for name, command in group.choices.items():
            yield from _leaves(command, (*way, name))


def test_every_command_is_typed(tmp_path: Path) -> None:
    typed = _commands(tmp_path)
    for leaf in _leaves(parser()):
        if leaf != ("serve",):  # it answers programs; its log has a test of its own
            assert any(tuple(each[: len(leaf)]) == leaf for each in typed), leaf


@on_posix
@pytest.mark.parametrize("terminal", [False, True])
def test_no_command_lets_a_name_control_the_terminal(home: Path, terminal: bool) -> None:
    told = STYLING.sub("", _run(home, terminal=terminal))
    assert "Traceback" not in told
    for part in told.split("\n-- "):
        assert not HIDDEN.search(part), part
        # A line of a name must not pass for a line of ours.
        assert not re.search(r"^second", part, re.MULTILINE), part
    name = shown(NASTY)
    assert name == (
        "x<U+001B>]0;mine<U+0007><U+001B>[2J<U+009B>9m<U+202E><U+2028><U+FEFF>[red]b :owl:\\"
    )
    # By file, species, site, survey, model, and in errors: the name is there, and all of it.
    assert told.count(name) > 40
    assert told.count("[red]") == told.count("[red]b :owl:\\")
    assert "[/bold] :bat:" in told
    assert f"{shown(LINE)} broken.flac" in told and "caf<U+DCE9>" in told


@on_posix
def test_json_keeps_what_a_name_is(home: Path) -> None:
    environment = {**os.environ, "LINNET_HOME": str(home)}
    linnet = [sys.executable, "-m", "sidecar"]
    subprocess.run(
        [*linnet, "recordings", "import", str(home / "card")], env=environment, check=False
    )
    done = subprocess.run(
        [*linnet, "query", "recordings", "--json"], env=environment, check=True, capture_output=True
    )
    assert done.stdout.isascii() and not HIDDEN.search(done.stdout.decode())
    names = {Path(row["path"]).name for row in json.loads(done.stdout)["rows"]}
    assert {f"{NASTY}.wav", f"{LINE}.wav"} <= names


def test_a_log_line_is_one_line() -> None:
    record = logging.LogRecord("n", 30, "", 0, "Cannot read %s", (f"{NASTY}\nWARNING x",), None)
    assert TextLines("%(levelname)s %(message)s").format(record) == (
        f"WARNING Cannot read {shown(NASTY)}<U+000A>WARNING x"
    )


TEXTS = st.text(st.sampled_from("'=+-@\uff1d <U+01B>C\x1b\x00\t\n\u202e\u200bä"), max_size=14)


@given(TEXTS | st.text())
@example(" '-")
def test_a_cell_is_read_as_it_was_written(text: str) -> None:
    assert uncoded(coded(text)) == text
    cell = guarded(coded(text))
    assert not is_formula(cell) and not HIDDEN.search(cell)
    assert uncoded(unguarded(cell)) == text
    # Readers of tables take off the blanks around a cell.
    assert uncoded(unguarded(cell.lstrip())).strip() == text.strip()


@given(st.text())
def test_what_is_shown_is_shown_once(text: str) -> None:
    once = shown(text)
    assert shown(once) == once and not HIDDEN.search(once) and "\n" not in once


def test_whatever_a_spreadsheet_may_take_for_a_sign_begins_a_formula() -> None:
    signs = [
        chr(number)
        for number in range(0x110000)
        if unicodedata.normalize("NFKC", chr(number)) in ("=", "+", "-", "@")
    ]
    assert len(signs) > 10
    for sign in signs:
        for before in ("", " ", "\u00a0", "\u200d", "\ufe0f", "\u3164", "\n"):
            assert is_formula(f"{before}{sign}1"), (before, sign)
    assert not any(
        map(is_formula, ["", "a=1", "Strix aluco", "/a/b.wav", "'=1", "12", "<U+001B>="])
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_a_full_disk_under_the_output_is_told(home: Path) -> None:
    command = [sys.executable, "-m", "sidecar", "models", "list"]
    environment = {**os.environ, "LINNET_HOME": str(home)}
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(command, env=environment, stdout=full, stderr=subprocess.PIPE)
    said = ran.stderr.decode()
    assert ran.returncode == 1 and "rows are missing" in said and "Traceback" not in said
