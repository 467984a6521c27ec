"""`linnet similar` and `linnet embeddings`, as typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sidecar.app.engine import Engine
from sidecar.cli.arguments import parser
from sidecar.cli.terminal import run_command
from sidecar.settings import Settings
from tests.conftest import MANIFESTS
from tests.keeping import BIRDNET, clustered, keep


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = Settings(tmp_path, tmp_path / "catalog.sqlite", MANIFESTS)
    engine = Engine(settings)
    model = engine.catalog.runs.model_id(BIRDNET)
    for name in ("one", "two"):
        keep(engine.catalog, model, name, clustered(300, 32, seed=len(name) + ord(name[0])))
    engine.close()
    return settings


def _run(settings: Settings, *typed: str) -> int:
    return run_command(settings, parser().parse_args(typed))


def test_similar_lists_the_nearest_windows(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(settings, "similar", "/one.wav", "6", "-k", "4", "--json") == 0
    rows = json.loads(capsys.readouterr().out)["rows"]
    similarities = [row["similarity"] for row in rows]
    assert len(rows) == 4 and similarities == sorted(similarities, reverse=True)
    typed = ("similar", "/one.wav", "6", "--where", "path=/two.wav")
    assert _run(settings, *typed) == 0
    shown = capsys.readouterr().out
    assert "/two.wav" in shown and "/one.wav" not in shown


@pytest.mark.parametrize(
    "typed", [(), ("/one.wav",), ("/one.wav", "1", "--detection", "2"), ("--detection", "99")]
)
def test_what_is_not_a_question_is_told(
    settings: Settings, typed: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(settings, "similar", *typed) == 2
    assert capsys.readouterr().out == ""


def test_reduce_says_what_it_costs(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(settings, "embeddings", "reduce", "16") == 0
    shown = capsys.readouterr().out
    assert "16 numbers" in shown and "% of the ten nearest" in shown
