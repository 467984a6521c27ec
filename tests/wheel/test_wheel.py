"""The installed wheel, in an environment of its own: no source beside it, another folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import MANIFESTS, ROOT
from tests.factories import owl, write_wav

_SCRIPTS = ROOT / ".venv-wheel" / ("Scripts" if sys.platform == "win32" else "bin")


@pytest.fixture(autouse=True)
def _only_when_asked(request: pytest.FixtureRequest) -> None:
    if not request.config.getoption("--wheel"):
        pytest.skip("the wheel is tested by `make test-wheel`")
    assert _SCRIPTS.exists(), "run `make test-wheel`"


def _run(place: Path, program: str, *arguments: str) -> str:
    """Run a program of the wheel's environment in `place`, which is also its home."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    ran = subprocess.run(
        [_SCRIPTS / program, *arguments],
        cwd=place,
        env={**kept, "HOME": str(place), "LINNET_HOME": str(place / "linnet")},
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def _answer(place: Path, *arguments: str) -> Any:
    return json.loads(_run(place, "linnet", *arguments, "--json"))


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """Find the package as the wheel's Python finds it."""
    where = "import sidecar; print(sidecar.__path__[0])"
    package = Path(_run(tmp_path, "python", "-c", where).strip())
    assert package.is_relative_to(_SCRIPTS.parent)
    return package


def test_it_carries_every_manifest_and_golden_pair_and_no_tests(installed: Path) -> None:
    kept = {path.relative_to(MANIFESTS): path for path in MANIFESTS.rglob("*") if path.is_file()}
    there = installed / "manifests"
    assert {path.relative_to(there) for path in there.rglob("*") if path.is_file()} == set(kept)
    assert all((there / name).read_bytes() == path.read_bytes() for name, path in kept.items())
    assert not (installed.parent / "tests").exists()


def test_it_lists_the_models_that_the_source_knows(tmp_path: Path, installed: Path) -> None:
    names = {row["name"] for row in _answer(tmp_path, "models", "list")["models"]}
    assert names == {path.parent.name for path in MANIFESTS.glob("*/manifest.json")}


def test_it_carries_the_table_of_time_zones(tmp_path: Path, installed: Path) -> None:
    place = ("S1", "--latitude=-12.05", "--longitude=-77.04")
    (note,) = _answer(tmp_path, "sites", "set", *place)["notes"]
    assert "America/Lima" in note["message"]


def test_it_carries_the_profiles(tmp_path: Path, installed: Path) -> None:
    told = _answer(tmp_path, "settings", "show", "--profile", "field")
    assert [each["name"] for each in told["profiles"]] == ["desktop", "edge", "field", "server"]
    of = {each["name"]: each["value"] for each in told["settings"]}
    assert (of["threads"], of["inference.max_batch_size"]) == (2, 1)


@pytest.mark.model
def test_it_installs_a_model_hears_a_folder_and_answers(
    birdnet_source: Path, tmp_path: Path, installed: Path
) -> None:
    card = tmp_path / "card"
    card.mkdir()
    write_wav(card / "20260520_220000.wav", owl(9.0))
    source = ("--from", str(birdnet_source))
    assert _answer(tmp_path, "models", "install", "birdnet-v2.4", *source)["model"]["installed"]
    assert "Aegolius acadicus" in _run(tmp_path, "linnet", "analyze", str(card))
    rows = _answer(tmp_path, "query", "detections")["rows"]
    assert [(row["species"], row["start"]) for row in rows] == [
        ("Aegolius acadicus", start) for start in (0.0, 3.0, 6.0)
    ]
