"""Backups, and catalogs that two programs use at once."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from sidecar.app.engine import Engine
from sidecar.catalog.sqlite.catalog import SqliteCatalog
from sidecar.catalog.sqlite.upkeep.backup import dated
from sidecar.catalog.sqlite.upkeep.check import check
from sidecar.catalog.sqlite.vectors import Vectors
from sidecar.contract.catalog import BackupCatalogRequest
from sidecar.errors import InvalidParams, RequestCancelled, StorageFull
from sidecar.methods import catalog as upkeep
from sidecar.rpc.verb import Call
from sidecar.scratch import mark
from tests.catalog.sqlite.old import embeddings
from tests.catalog.sqlite.test_migrations import files_up_to


@pytest.fixture
def path(latest: Path) -> Path:
    return latest


@pytest.fixture
def engine(over_latest: Engine) -> Engine:
    return over_latest


_WRITE = """
import sys
from pathlib import Path
import numpy as np
from sidecar.catalog.sqlite.catalog import SqliteCatalog as Catalog
from sidecar.catalog.runs import NewRun
from tests.catalog.sqlite.test_catalog import MODEL, _analysis
catalog = Catalog(Path(sys.argv[1]))
run = catalog.runs.begin(NewRun(MODEL, "{}", "linnet", []))
print("ready", flush=True)
for number in range(int(sys.argv[3])):
    name = f"{sys.argv[2]}/{number}"
    catalog.runs.keep(run, [_analysis(name, "s", *(f"Species {k}" for k in range(7)))])
    row = catalog.reader().execute(
        "SELECT regionId, speciesId FROM Annotation ORDER BY annotationId DESC LIMIT 1").fetchone()
    with catalog.transaction() as db:
        db.execute("INSERT INTO Annotation VALUES (NULL, 'YES', ?, NULL, ?, ?, 100, 1)",
                   (row[0], name, row[1]))
catalog.close()
"""


def _writing(path: Path, name: str, count: int) -> subprocess.Popen[str]:
    child = subprocess.Popen(
        [sys.executable, "-c", _WRITE, str(path), name, str(count)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None and child.stdout.readline() == "ready\n"
    return child


def test_backups_of_a_catalog_that_is_being_written_are_consistent(
    path: Path, engine: Engine
) -> None:
    sizes = []
    with _writing(path, "a", 150) as child:
        for _ in range(4):
            copy = Path(upkeep.backup(engine, BackupCatalogRequest(), Call()).path)
            report = check(copy)
            assert report.problems == ()
            assert (report.detections - 6) % 7 == 0
            sizes.append(report.detections)
        assert child.wait(60) == 0
    assert sizes == sorted(sizes) and len(set(sizes)) > 1
    report = check(path)
    assert report.detections == 6 + 7 * 150 and report.problems == ()
    assert not list(path.parent.glob("*.partial*"))


def test_two_programs_that_write_lose_nothing_of_each_other(path: Path) -> None:
    with _writing(path, "a", 40) as one, _writing(path, "b", 40) as two:
        report = check(path)
        assert report.problems == ()
        assert (one.wait(60), two.wait(60)) == (0, 0)
    with closing(sqlite3.connect(path)) as db:
        for name in "ab":
            decided = db.execute(
                "SELECT count(*) FROM Annotation WHERE annotationDate LIKE ?", (f"{name}/%",)
            )
            assert decided.fetchone()[0] == 40
    report = check(path)
    assert report.detections == 6 + 7 * 80 and report.problems == ()


def test_a_destination_may_be_the_address_of_a_folder(path: Path, engine: Engine) -> None:
    folder = path.parent / "drive é"
    folder.mkdir()
    request = BackupCatalogRequest(destination=folder.as_uri())
    assert Path(upkeep.backup(engine, request, Call()).path).parent == folder


@pytest.mark.parametrize("with_embeddings", [False, True])
def test_a_backup_stands_alone(path: Path, engine: Engine, with_embeddings: bool) -> None:
    folder = path.parent / "drive"
    folder.mkdir()
    request = BackupCatalogRequest(
        destination=str(folder / "copy.sqlite"), embeddings=with_embeddings
    )
    result = upkeep.backup(engine, request, Call())
    for file in (path, *(path.parent / "catalog.embeddings").iterdir()):
        file.unlink()
    copy = Path(result.path)
    assert check(copy).problems == () and check(copy).annotations == 9
    catalog = SqliteCatalog(copy)
    vectors = Vectors(catalog)
    live = vectors.live(1)
    assert set(live.set_id.tolist()) == ({1, 2} if with_embeddings else set())
    for window_set, first, count in zip(
        *(each.tolist() for each in (live.set_id, live.first, live.count)), strict=True
    ):
        np.testing.assert_allclose(
            vectors.read(1, first + np.arange(count)), embeddings(window_set, count), atol=2e-3
        )
    vectors.close()
    catalog.close()


def test_a_backup_overwrites_nothing_and_goes_only_where_there_is_a_folder(
    path: Path, engine: Engine
) -> None:
    def to(destination: Path) -> Path:
        request = BackupCatalogRequest(destination=str(destination))
        return Path(upkeep.backup(engine, request, Call()).path)

    before = path.read_bytes()
    for taken in (path, path.parent / "nowhere" / "copy.sqlite"):
        with pytest.raises(InvalidParams) as caught:
            to(taken)
        assert caught.value.field == "destination"
    assert path.read_bytes() == before and not (path.parent / "nowhere").exists()
    first, second = to(path.parent), to(path.parent)
    assert first != second and first.parent == second.parent == path.parent


def test_copies_that_begin_in_the_same_second_have_names_of_their_own(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        names = [*threads.map(lambda _: dated(tmp_path / "c.sqlite", "backup"), range(50))]
    assert len(set(names)) == 50


@pytest.mark.parametrize("with_embeddings", [False, True])
def test_a_backup_that_fails_leaves_nothing_behind(
    path: Path, engine: Engine, with_embeddings: bool
) -> None:
    before = sorted(path.parent.iterdir())
    request = BackupCatalogRequest(embeddings=with_embeddings)
    with files_up_to(50_000), pytest.raises(StorageFull):
        upkeep.backup(engine, request, Call())
    call = Call()
    call.cancelled.set()
    with pytest.raises(RequestCancelled):
        upkeep.backup(engine, request, call)
    assert [each for each in sorted(path.parent.iterdir()) if each not in before] == []


def test_what_a_killed_backup_left_is_in_nobodys_way(path: Path, engine: Engine) -> None:
    target = path.parent / "copy.sqlite"
    for name in ("copy.embeddings.partial", f"copy.embeddings{mark()}"):
        (path.parent / name).mkdir()
    request = BackupCatalogRequest(destination=str(target), embeddings=True)
    assert Path(upkeep.backup(engine, request, Call()).path) == target
    assert not (path.parent / f"copy.embeddings{mark()}").exists()
