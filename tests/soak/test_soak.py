"""The harness of soak programs: all run, each goal that is not held is seen, and none is hidden."""

from __future__ import annotations

import json
import sys
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

import pytest

from tests.soak import soak
from tests.soak.rows import Row

HELD, LOST = Row("kills", "0 | lost", "0", held=True), Row("memory", "400 MB", "350 MB", held=False)


@pytest.fixture
def pieces(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[tuple[str, float]]:
    """Let pieces be known by their names alone, and see which run."""
    ran: list[tuple[str, float]] = []

    def piece(name: str, rows: list[Row] | Exception) -> None:
        module = ModuleType(f"tests.soak.{name}")

        def main(scale: float) -> list[Row]:
            ran.append((name, scale))
            if isinstance(rows, Exception):
                raise rows
            return rows

        module.main = main  # type: ignore[attr-defined]
        module.__spec__ = find_spec("tests.soak.rows")
        monkeypatch.setitem(sys.modules, module.__name__, module)

    piece("good", [HELD])
    piece("bad", [HELD, LOST])
    piece("broken", ValueError("a fault"))
    piece("silent", [])
    monkeypatch.setattr(soak, "PIECES", ("good", "bad", "broken", "silent", "absent"))
    monkeypatch.setattr(soak, "FOLDER", tmp_path)
    write = soak.write
    monkeypatch.setattr(soak, "write", lambda rows, scale: write(rows, scale, tmp_path))
    return ran


def test_all_pieces_run_and_one_that_fails_ends_no_other(
    pieces: list[tuple[str, float]], tmp_path: Path
) -> None:
    assert soak.main(["--scale", "0.5"]) == 1
    assert pieces == [("good", 0.5), ("bad", 0.5), ("broken", 0.5), ("silent", 0.5)]
    written = json.loads((tmp_path / "soak.json").read_text("utf-8"))
    assert written["scale"] == 0.5
    found = {(row["name"], row["held"]) for row in written["rows"]}
    assert found == {
        ("kills", True),
        ("memory", False),
        ("broken", False),
        ("silent", False),
        ("absent", False),
    }
    table = (tmp_path / "soak.md").read_text("utf-8")
    assert "| kills | 0 \\| lost | 0 | yes |" in table
    assert "| memory | 400 MB | 350 MB | **no** |" in table
    assert "ValueError: a fault" in table


def test_one_piece_runs_alone_and_held_goals_end_with_0(
    pieces: list[tuple[str, float]], tmp_path: Path
) -> None:
    assert soak.main(["--only", "good"]) == 0
    assert pieces == [("good", 1.0)]


def test_no_soak_program_is_collected_as_a_test() -> None:
    folder = Path(soak.__file__).parent
    assert not [name for name in soak.PIECES if name.startswith("test") or name.endswith("_test")]
    assert {path.stem for path in folder.glob("test_*.py")} >= {"test_soak", "test_nasty"}
