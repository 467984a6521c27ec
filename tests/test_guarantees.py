"""Each promise names tests that exist."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TEXT = (ROOT / "docs" / "guarantees.md").read_text("utf-8")
NAMED = re.findall(
    r"`((?:tests|electron-bridge/test|electron-bridge/app/test)/[\w./-]+)(?:::(\w+))?`", TEXT
)


def test_every_named_test_exists() -> None:
    assert NAMED
    missing = [f"{file}::{name}" for file, name in NAMED if not _exists(ROOT / file, name)]
    assert not missing


def test_every_promise_names_a_test() -> None:
    promises = re.split(r"^- \*\*", TEXT, flags=re.MULTILINE)[1:]
    assert promises and all("test" in each.partition(".**")[2] for each in promises)


def _exists(file: Path, name: str) -> bool:
    if not file.is_file():
        return False
    if not name:
        return True
    tree = ast.parse(file.read_text("utf-8"))
    return any(isinstance(each, ast.FunctionDef) and each.name == name for each in ast.walk(tree))
