"""Catalog files with parts overwritten or cut off: told, and every label that is left is kept."""

from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from sidecar.catalog.sqlite.catalog import SqliteCatalog
from sidecar.catalog.sqlite.upkeep.check import check
from sidecar.catalog.sqlite.upkeep.repair import repair
from sidecar.errors import CatalogUnavailable, LinnetError
from tests.catalog.sqlite.old import make_latest

_PAGE = 4096
_LABELS = 1500


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a catalog in which people labelled much; each label can be found in the file's bytes."""
    path = make_latest(tmp_path_factory.mktemp("damage") / "catalog.sqlite", more=8)
    random_ = random.Random(1)
    with closing(sqlite3.connect(path)) as db, db:
        db.executemany(
            "INSERT INTO Annotation VALUES (?, ?, ?, 2, ?, ?, 100, 0)",
            (
                (
                    10**6 + n,
                    random_.choice(["YES", "NO"]),
                    random_.randint(1, 6),
                    _mark(n),
                    random_.randint(1, 2),
                )
                for n in range(_LABELS)
            ),
        )
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert check(path).problems == ()
    return path


def _mark(n: int) -> str:
    return f"label-{n:06d}."


@pytest.fixture
def path(whole: Path, tmp_path: Path) -> Path:
    shutil.copytree(whole.parent, tmp_path, dirs_exist_ok=True)
    return tmp_path / whole.name


def _labels(path: Path) -> dict[int, tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as db:
        return {row[0]: row for row in db.execute("SELECT * FROM Annotation")}


def _whole_labels(whole: Path, spoilt: bytes) -> set[int]:
    """List labels whose whole page is as it was."""
    content = whole.read_bytes()
    kept = set()
    for n in range(_LABELS):
        at = content.index(_mark(n).encode())
        page = slice(at // _PAGE * _PAGE, (at // _PAGE + 1) * _PAGE)
        if spoilt[page] == content[page]:
            kept.add(10**6 + n)
    return kept


def _overwrite(content: bytes, random_: random.Random, pages: int, *, first: int = 0) -> bytes:
    spoilt = bytearray(content)
    for _ in range(pages):
        page = random_.randrange(first, len(content) // _PAGE)
        filling = random_.choice([bytes(_PAGE), random_.randbytes(_PAGE), b"\xff" * _PAGE])
        spoilt[page * _PAGE : (page + 1) * _PAGE] = filling
    return bytes(spoilt)


def _scatter(content: bytes, random_: random.Random) -> bytes:
    spoilt = bytearray(content)
    for _ in range(random_.randrange(1, 40)):
        at = random_.randrange(len(content))
        some = random_.randbytes(random_.randrange(1, 64))
        spoilt[at : at + len(some)] = some
    return bytes(spoilt[: len(content)])


def _mended(whole: Path, path: Path, spoilt: bytes) -> None:
    """Repair a spoilt copy: labels on whole pages are as they were, and all is in order."""
    path.write_bytes(spoilt)
    done = repair(path)
    before, after = _labels(whole), _labels(path)
    for label in _whole_labels(whole, spoilt):
        assert after[label] == before[label]
    assert [problem for problem in check(path).problems if problem.mendable] == []
    assert repair(path).mended == ()
    if done.backup and "damaged" in done.backup.name:
        assert done.backup.read_bytes()[_PAGE:] == spoilt[_PAGE:]
    SqliteCatalog(path).close()


@pytest.mark.parametrize("seed", range(12))
def test_labels_survive_pages_that_were_overwritten(whole: Path, path: Path, seed: int) -> None:
    random_ = random.Random(seed)
    spoilt = _overwrite(whole.read_bytes(), random_, random_.randrange(1, 12), first=1)
    path.write_bytes(spoilt)
    assert [problem.kind for problem in check(path).problems] == ["file"]
    _mended(whole, path, spoilt)


@pytest.mark.parametrize("seed", range(4))
def test_labels_survive_a_file_whose_beginning_is_gone(whole: Path, path: Path, seed: int) -> None:
    random_ = random.Random(seed)
    spoilt = random_.choice([bytes(_PAGE), random_.randbytes(_PAGE)]) + whole.read_bytes()[_PAGE:]
    path.write_bytes(spoilt)
    assert [problem.kind for problem in check(path).problems] == ["file"]
    _mended(whole, path, spoilt)


@pytest.mark.parametrize("seed", range(8))
def test_labels_survive_a_file_that_was_cut_short(whole: Path, path: Path, seed: int) -> None:
    content = whole.read_bytes()
    spoilt = content[: random.Random(seed).randrange(100, len(content) - 1)]
    path.write_bytes(spoilt)
    assert [problem.kind for problem in check(path).problems] == ["file"]
    _mended(whole, path, spoilt)


@pytest.mark.parametrize("seed", range(16))
def test_bytes_that_changed_anywhere_are_mended_or_refused_with_a_sentence(
    whole: Path, path: Path, seed: int
) -> None:
    spoilt = _scatter(whole.read_bytes(), random.Random(seed))
    try:
        _mended(whole, path, spoilt)
    except LinnetError as error:
        assert isinstance(error, CatalogUnavailable) and str(path) in error.message
        assert path.read_bytes()[_PAGE:] == spoilt[_PAGE:]


_REPAIR = """
import sys
from pathlib import Path
from sidecar.catalog.sqlite.upkeep.repair import repair
print("ready", flush=True)
repair(Path(sys.argv[1]))
"""


def test_a_repair_killed_at_any_moment_leaves_every_label(whole: Path, path: Path) -> None:
    random_ = random.Random(2)
    spoilt = _overwrite(whole.read_bytes(), random_, 5, first=1)
    for _ in range(5):
        path.write_bytes(spoilt)
        with subprocess.Popen(
            [sys.executable, "-c", _REPAIR, str(path)], stdout=subprocess.PIPE
        ) as child:
            assert child.stdout is not None and child.stdout.readline() == b"ready\n"
            try:
                child.wait(random_.uniform(0.0, 1.0))
            except subprocess.TimeoutExpired:
                child.kill()
        repair(path)
        before, after = _labels(whole), _labels(path)
        for label in _whole_labels(whole, spoilt):
            assert after[label] == before[label]
        for each in path.parent.glob("catalog.*"):
            if each.is_file() and each != path:
                each.unlink()


def test_a_file_that_is_no_catalog_is_refused_and_kept(path: Path) -> None:
    path.write_bytes(b"this is not a database at all, whatever its name says" * 100)
    before = path.read_bytes()
    with pytest.raises(CatalogUnavailable, match="It may not be a catalog"):
        repair(path)
    assert path.read_bytes() == before
    assert not [each for each in path.parent.iterdir() if "damaged" in each.name]
