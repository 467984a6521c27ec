"""An empty text is no path: it never stands for what a request means by naming none."""

from __future__ import annotations

from pathlib import Path

import pytest

from sidecar.app.engine import Engine
from sidecar.errors import RecordingNotFound
from tests.everyverb import CATALOG, MODEL, furnished
from tests.soak.scene import call


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return furnished(tmp_path)


def test_an_empty_source_fetches_nothing(engine: Engine) -> None:
    """Without a source, a model comes from the internet."""
    with pytest.raises(RecordingNotFound, match="not the address of a file"):
        call(engine, "models/install", name="ucsd-hsn-efficientnet-b1", source="")


def test_an_empty_golden_pair_is_not_the_models_own(engine: Engine) -> None:
    with pytest.raises(RecordingNotFound, match="not the address of a file"):
        call(engine, "models/verify", name=MODEL, golden="")


def test_an_empty_destination_is_no_place_for_a_backup(engine: Engine) -> None:
    with pytest.raises(RecordingNotFound, match="not the address of a file"):
        call(engine, "catalog/backup", destination="")


def test_a_backup_without_a_destination_lies_beside_the_catalog(
    engine: Engine, tmp_path: Path
) -> None:
    made = Path(call(engine, "catalog/backup")["path"])
    assert made.is_file() and made.parent == (tmp_path / CATALOG).parent
    assert made.name != CATALOG


def test_a_backups_destination_may_be_a_url(engine: Engine, tmp_path: Path) -> None:
    target = tmp_path / "copy.sqlite"
    call(engine, "catalog/backup", destination=target.as_uri())
    assert target.is_file()
