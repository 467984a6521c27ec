"""What the sidecar loads once and keeps."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from sidecar import serve
from sidecar.app.engine import Engine
from sidecar.errors import ModelInvalid
from sidecar.settings import Settings
from tests.conftest import MANIFESTS


@pytest.fixture(autouse=True)
def _thawed() -> Iterator[None]:
    yield
    gc.unfreeze()


@pytest.mark.parametrize("fails", [False, True])
def test_the_collector_passes_over_what_was_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: bool
) -> None:
    engine = Engine(Settings(tmp_path, tmp_path / "c.sqlite", MANIFESTS))
    loaded: list[object] = []

    def warm_up() -> None:
        loaded.append([])
        if fails:
            raise ModelInvalid("The model is damaged.")

    monkeypatch.setattr(engine, "warm_up", warm_up)
    try:
        serve._warm_up(engine)
    except ModelInvalid:
        assert fails
    assert gc.get_freeze_count() > 0
    assert not any(each is loaded for each in gc.get_objects())
