"""`linnet analyze` says what waits for a model, and `--deferred` tries it again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sidecar.cli.arguments import parse
from sidecar.cli.terminal import run_command
from sidecar.models.session import Session
from tests.factories import tone, write_wav
from tests.stored import engine_with_base

Type = Callable[..., tuple[int, str]]


@pytest.fixture
def card(tmp_path: Path) -> Path:
    for number in range(2):
        write_wav(tmp_path / "card" / f"{number}.wav", tone(3.0, hertz=400.0 + 100 * number))
    return tmp_path / "card"


@pytest.fixture
def typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Type:
    """Type a command, and give its exit code and all that it prints."""
    monkeypatch.setattr("signal.signal", lambda *_: None)  # Ctrl+C stays the tests' own
    engine = engine_with_base(tmp_path / "home", dimension=4)
    engine.close()

    def command(*words: str) -> tuple[int, str]:
        capsys.readouterr()
        code = run_command(engine.settings, parse([*words]))
        out, err = capsys.readouterr()
        return code, " ".join((out + err).split())

    return command


def _break(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*given: object) -> Any:
        raise RuntimeError("the driver is gone")

    monkeypatch.setattr(Session, "_scores", fail)


def test_what_waits_is_said_listed_and_done_later(
    typed: Type, card: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert typed("analyze", "--deferred")[1].startswith("No recording waits for a model.")
    with monkeypatch.context() as patched:
        _break(patched)
        code, said = typed("analyze", str(card), "--model", "base")
        assert code == 1 and "2 recordings wait for the model base." in said
        assert "linnet analyze --deferred" in said
        code, said = typed("analyze", "--deferred")
        assert code == 1 and said.count("2 recordings wait for the model base.") == 1
    code, said = typed("query", "deferred")
    assert code == 0 and "0.wav" in said and "1.wav" in said
    code, said = typed("analyze", "--deferred", "--model", "base")
    assert code == 0 and "2 files: 2 done." in said
    assert "No recording waits" in typed("analyze", "--deferred")[1]


def test_a_file_that_is_gone_meanwhile_is_named(
    typed: Type, card: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        _break(patched)
        typed("analyze", str(card), "--model", "base", "--fallbacks", "deferred")
    (card / "0.wav").unlink()
    code, said = typed("analyze", "--deferred")
    assert code == 1 and "0.wav" in said and "1 recording waits for the model base." in said


def test_without_fallbacks_nothing_waits(
    typed: Type, card: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        _break(patched)
        code, said = typed("analyze", str(card), "--model", "base", "--fallbacks", "none")
    assert code == 1 and "wait" not in said
    assert "No recording waits" in typed("analyze", "--deferred")[1]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--fallbacks", "magic"), 'There is no fallback "magic".'),
        (("--deferred", "--top-k", "3"), "Waiting recordings have the settings"),
    ],
)
def test_what_makes_no_sense_is_refused(
    typed: Type, card: Path, words: tuple[str, ...], said: str
) -> None:
    named = () if "--deferred" in words else (str(card),)
    code, told = typed("analyze", *named, *words)
    assert code == 2 and said in told and words[-2] in told
