"""An engine over an empty catalog, with no model."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sidecar.app.engine import Engine
from sidecar.settings import Settings
from tests.conftest import MANIFESTS


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Engine]:
    """Make an engine whose drive CARD is a folder."""
    card = {"CARD": tmp_path / "card"}
    engine = Engine(Settings(tmp_path, tmp_path / "c.sqlite", MANIFESTS, drives=card))
    yield engine
    engine.close()
