"""A catalog of the latest version, and an engine over it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sidecar.app.engine import Engine
from sidecar.settings import Settings
from tests.catalog.sqlite.old import make_latest


@pytest.fixture(scope="session")
def _made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_latest(tmp_path_factory.mktemp("made") / "catalog.sqlite").parent


@pytest.fixture
def latest(_made: Path, tmp_path: Path) -> Path:
    shutil.copytree(_made, tmp_path, dirs_exist_ok=True)
    return tmp_path / "catalog.sqlite"


@pytest.fixture
def over_latest(latest: Path) -> Engine:
    return Engine(Settings(home=latest.parent, catalog=latest, manifests=latest.parent))
