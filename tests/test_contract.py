"""What is generated from the contract is current, and the version is told once."""

from __future__ import annotations

import json
from pathlib import Path

import sidecar
from sidecar.contract.digest import CONTRACT
from sidecar.engine import Engine
from sidecar.openrpc import openrpc
from sidecar.settings import Settings
from sidecar.verbs.methods import verbs
from sidecar.verbs.opening import METHODS

ROOT = Path(__file__).resolve().parents[1]


def test_the_openrpc_document_is_current(tmp_path: Path) -> None:
    engine = Engine(Settings(home=tmp_path, catalog=tmp_path / "c", manifests=ROOT / "models"))
    written = json.loads((ROOT / "docs" / "openrpc.json").read_text("utf-8"))
    assert written == openrpc(engine), "run `make contract`"
    assert written["x-contract"] == CONTRACT


def test_the_methods_told_at_the_opening_are_those_of_the_table(tmp_path: Path) -> None:
    engine = Engine(Settings(home=tmp_path, catalog=tmp_path / "c", manifests=ROOT / "models"))
    assert tuple(verbs(engine)) == METHODS


def test_the_changelog_begins_with_this_version() -> None:
    heading = next(
        line for line in (ROOT / "CHANGELOG.md").read_text("utf-8").splitlines() if "## " in line
    )
    assert sidecar.__version__ in heading
