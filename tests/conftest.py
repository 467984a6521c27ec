"""What all tests share: the real model, fetched once, and engines over temporary homes."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, is_hypothesis_test, settings

from sidecar.app.engine import Engine
from sidecar.errors import LinnetError
from sidecar.models.install import install
from sidecar.models.manifest import read_manifests
from sidecar.models.registry import Registry
from sidecar.settings import Settings
from tests.birdnet import birdnet_files
from tests.permissions import permissions_count

ROOT = Path(__file__).resolve().parents[1]
MANIFESTS = ROOT / "sidecar" / "manifests"

# A busy machine makes a test slow, and not wrong: no test fails by its time.
settings.register_profile("linnet", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("linnet")

# For a test whose examples may share one folder, or whatever else a fixture makes.
ONE_FIXTURE = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


def shown(value: object) -> str | None:
    """Name an example alike in every process; a function's own text holds its address."""
    return None if callable(value) else str(value)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--frozen", action="store_true", help="test dist/linnet too")
    parser.addoption("--wheel", action="store_true", help="test the installed wheel too")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give every property-based test LINNET_EXAMPLES times its examples."""
    times = int(os.environ.get("LINNET_EXAMPLES", "1"))
    tests: set[Any] = {getattr(item, "obj", None) for item in items} if times > 1 else set()
    for test in filter(is_hypothesis_test, tests):
        # Hypothesis has no public way to change what a test's own decorator says.
        own: Any = getattr(test, "_hypothesis_internal_use_settings", settings.default)
        more = settings(own, max_examples=times * own.max_examples)
        test._hypothesis_internal_use_settings = more


@pytest.fixture
def permissions() -> Iterator[None]:
    """Let the permissions of files count in a test."""
    with permissions_count():
        yield


@pytest.fixture(scope="session")
def birdnet_source() -> Path:
    """Folder with BirdNET v2.4's three published files under the names they are published by."""
    try:
        return birdnet_files()
    except LinnetError as error:
        pytest.skip(f"BirdNET v2.4 could not be fetched: {error.message}")


@pytest.fixture(scope="session")
def model_home(birdnet_source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a home with BirdNET v2.4 installed from local files."""
    home = tmp_path_factory.mktemp("home")
    registry = Registry(home / "models", read_manifests(MANIFESTS))
    install(
        registry,
        "birdnet-v2.4",
        source=str(birdnet_source),
        on_step=lambda step, done, total: None,
    )
    return home


@pytest.fixture
def engine(model_home: Path, tmp_path: Path) -> Iterator[Engine]:
    """Make an engine with the real model and an empty catalog."""
    engine = Engine(
        Settings(home=model_home, catalog=tmp_path / "catalog.sqlite", manifests=MANIFESTS)
    )
    yield engine
    engine.close()


@pytest.fixture
def birdnet(model_home: Path, tmp_path: Path) -> Iterator[Engine]:
    """Give an engine with BirdNET, and a home of its own."""
    home = tmp_path / "home"
    shutil.copytree(model_home / "models", home / "models")
    engine = Engine(Settings(home, tmp_path / "catalog.sqlite", MANIFESTS))
    yield engine
    engine.close()
