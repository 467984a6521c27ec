"""What is generated from the contract is current, and the version is told once."""

from __future__ import annotations

import json
import runpy
from pathlib import Path

import pytest

import sidecar
from sidecar.app.engine import Engine
from sidecar.contract.digest import CONTRACT
from sidecar.contract.methods import METHODS, SCHEDULED_BY
from sidecar.contract.query import LISTINGS
from sidecar.methods.methods import MODULES, methods
from sidecar.methods.opening import LateVerbs
from sidecar.openrpc import openrpc
from sidecar.rpc import LIFECYCLE
from sidecar.settings import Settings

ROOT = Path(__file__).resolve().parents[1]


def test_the_openrpc_document_is_current(tmp_path: Path) -> None:
    engine = Engine(
        Settings(home=tmp_path, catalog=tmp_path / "c", manifests=ROOT / "sidecar" / "manifests")
    )
    written = json.loads((ROOT / "docs" / "openrpc.json").read_text("utf-8"))
    assert written == openrpc(engine), "run `make contract`"
    assert written["x-contract"] == CONTRACT


def test_the_methods_that_initialize_lists_are_those_of_the_modules() -> None:
    found = {
        name: (module, method.schedule)
        for module in MODULES
        for name, method in methods(module).items()
    }
    assert list(METHODS.items()) == list(found.items()), "run `make contract`"
    scheduled_by = {
        name: method.scheduled_by
        for module in MODULES
        for name, method in methods(module).items()
        if method.scheduled_by
    }
    assert scheduled_by == SCHEDULED_BY, "run `make contract`"
    assert SCHEDULED_BY["recordings/relink"] == {"dryRun": "look"}
    assert SCHEDULED_BY["annotate"] == {"dryRun": "look", "where": "bulk"}
    assert SCHEDULED_BY["annotations/undo"] == {"batchId": "bulk"}
    assert SCHEDULED_BY["annotations/redo"] == {"batchId": "bulk"}


def test_every_module_that_holds_methods_is_collected() -> None:
    files = (ROOT / "sidecar" / "methods").glob("*.py")
    holding = {each.stem for each in files if "\nMETHODS = (" in each.read_text("utf-8")}
    assert holding == set(MODULES)


def test_the_docs_explain_every_select() -> None:
    lines = [f"| `{name}` | {each.summary} |" for name, each in LISTINGS.items()]
    text = (ROOT / "docs" / "catalog.md").read_text("utf-8")
    assert "\n".join(["| --- | --- |", *lines, "", ""]) in text, "run `make contract`"


@pytest.mark.parametrize("table", ["profiles_table", "settings_table"])
def test_the_docs_list_every_profile_and_setting(table: str) -> None:
    made = runpy.run_path(str(ROOT / "build" / "contract.py"))[table]()
    page = (ROOT / "docs" / "settings.md").read_text("utf-8")
    assert f"\n\n{made}\n\n" in page, "run `make contract`"


@pytest.mark.parametrize("name", METHODS)
def test_a_request_has_a_token_for_progress_where_the_method_sends_some(
    name: str, tmp_path: Path
) -> None:
    engine = Engine(
        Settings(home=tmp_path, catalog=tmp_path / "c", manifests=ROOT / "sidecar" / "manifests")
    )
    verb = LateVerbs(engine)[name].load()
    assert ("progress" in verb.request.model_fields) == (verb.progress is not None)


def test_the_readme_leads_to_the_document_that_lists_every_method() -> None:
    document = json.loads((ROOT / "docs" / "openrpc.json").read_text("utf-8"))
    listed = [each["name"] for each in document["methods"]]
    assert listed == ["initialize", *METHODS]
    readme = (ROOT / "README.md").read_text("utf-8")
    assert "(docs/openrpc.json)" in readme
    assert all(f"`{name}`" in readme for name in LIFECYCLE)


def test_the_changelog_begins_with_this_version() -> None:
    heading = next(
        line for line in (ROOT / "CHANGELOG.md").read_text("utf-8").splitlines() if "## " in line
    )
    assert sidecar.__version__ in heading
