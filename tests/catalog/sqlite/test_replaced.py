"""A catalog that is removed or replaced during its use is told of, and takes no more labels."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from sidecar.catalog.sqlite.database import Database
from sidecar.errors import CatalogUnavailable, LinnetError
from tests.everyverb import CATALOG, MODEL, asked, furnished
from tests.soak.scene import call

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows lets nobody replace a file that is open"
)


def _replaced(catalog: Path) -> None:
    shutil.copy(catalog, catalog.with_name("new"))
    os.replace(catalog.with_name("new"), catalog)


def _without_journal(catalog: Path) -> None:
    catalog.with_name(f"{catalog.name}-wal").unlink()


@pytest.mark.parametrize("harm", [Path.unlink, _replaced, _without_journal])
def test_no_label_is_taken_for_a_file_that_is_gone(
    tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    engine = furnished(tmp_path)
    assert call(engine, "query", select="recordings")["rows"]
    harm(tmp_path / CATALOG)
    for method in ("query", "annotate", "infer", "export"):
        with pytest.raises(CatalogUnavailable, match="removed or replaced while Linnet used it"):
            call(engine, method, **asked(tmp_path)[method])


def test_a_catalog_that_vanishes_within_a_transaction_is_told_of(tmp_path: Path) -> None:
    catalog = tmp_path / "c.sqlite"
    database = Database(catalog)
    with (
        pytest.raises(CatalogUnavailable, match="removed or replaced while Linnet used it"),
        database.transaction(),
    ):
        catalog.unlink()
    database.close()


def test_no_method_makes_an_empty_catalog_in_its_place(tmp_path: Path) -> None:
    engine = furnished(tmp_path)
    call(engine, "infer", inputs=[str(tmp_path / "card")], model=MODEL)
    (tmp_path / CATALOG).unlink()
    for method in ("query", "catalog/check", "catalog/backup"):
        with pytest.raises(CatalogUnavailable):
            call(engine, method, **asked(tmp_path)[method])
        assert not (tmp_path / CATALOG).exists()


@pytest.mark.parametrize("method", ["places/set", "annotations/import", "recordings/import"])
@pytest.mark.parametrize("part", ["", "-wal", "-shm"])
def test_reading_the_catalog_as_another_file_drops_none_of_its_locks(
    tmp_path: Path, method: str, part: str
) -> None:
    """Without its lock, another program that closes the catalog removes the journal in use."""
    engine = furnished(tmp_path)
    assert call(engine, "query", select="recordings")["rows"]
    path = str(tmp_path / (CATALOG + part))
    with suppress(LinnetError):
        call(engine, method, **({"table": path} if method == "places/set" else {"inputs": [path]}))
    read = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); "
    read += "c.execute('SELECT count(*) FROM Recording').fetchone(); c.close()"
    subprocess.run([sys.executable, "-c", read, str(tmp_path / CATALOG)], check=True)
    assert (tmp_path / f"{CATALOG}-wal").exists()
    call(engine, "annotate", **asked(tmp_path)["annotate"])
