"""What the environment may say, and how what it may not say is told."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sidecar.errors import InvalidParams
from sidecar.settings import Settings, read_settings

WRONG = [
    *(("LINNET_THREADS", text) for text in ("abc", "-1", "0", "1.5", "9" * 30, " ", "٣")),
    *(("LINNET_CACHE_GB", text) for text in ("x", "-1", "nan", "inf", "1e308", "9" * 400, " ")),
    *(("LINNET_DRIVES", text) for text in ("CARD", "=place", "CARD=", f"A=a{os.pathsep}B")),
    ("LINNET_HOME", __file__),
    ("LINNET_CATALOG", str(Path(__file__).parent)),
]


@pytest.mark.parametrize(("name", "text"), WRONG)
def test_a_wrong_variable_is_named(name: str, text: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidParams) as told:
        read_settings({"LINNET_HOME": str(tmp_path), name: text})
    assert told.value.field == name and told.value.hint
    assert told.value.message.endswith(".") and len(told.value.hint.split()) < 25


def test_what_is_right_is_taken_and_what_is_empty_is_not_set(tmp_path: Path) -> None:
    names = ("THREADS", "CACHE_GB", "CATALOG", "DRIVES")
    empty = {f"LINNET_{name}": "" for name in names}
    settings = read_settings({"LINNET_HOME": str(tmp_path), **empty})
    manifests = settings.manifests
    assert settings == Settings(tmp_path, tmp_path / "catalog.sqlite", manifests)
    full = {
        "LINNET_THREADS": "4",
        "LINNET_CACHE_GB": "0.5",
        "LINNET_CATALOG": "c",
        "LINNET_DRIVES": f"A=a{os.pathsep}B=b=c{os.pathsep}",
    }
    settings = read_settings({"LINNET_HOME": str(tmp_path), **full})
    assert (settings.threads, settings.cache_bytes) == (4, 500_000_000)
    assert settings.catalog == Path("c")
    assert settings.drives == {"A": Path("a"), "B": Path("b=c")}


def test_a_catalog_that_was_typed_counts_before_the_environment(tmp_path: Path) -> None:
    environment = {"LINNET_HOME": str(tmp_path), "LINNET_CATALOG": str(tmp_path)}
    assert read_settings(environment, catalog="typed").catalog == Path("typed")


@pytest.mark.parametrize("command", [["serve"], ["query", "runs"], ["models", "list"]])
@pytest.mark.parametrize(("name", "text"), [("LINNET_THREADS", "abc"), ("LINNET_CACHE_GB", "x")])
def test_the_program_ends_at_once_and_says_why(
    command: list[str], name: str, text: str, tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sidecar", *command],
        env={**os.environ, "LINNET_HOME": str(tmp_path), name: text},
        input="",
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f'linnet: {name}: "{text}" is not a number of ')
    assert "Traceback" not in done.stderr
