"""The life of an index beside a catalog: whatever befalls it, answers are those of exact search."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from sidecar.catalog.sqlite.catalog import SqliteCatalog
from sidecar.catalog.sqlite.vectors import Vectors, embeddings_folder
from sidecar.catalog.vectors import keeper
from sidecar.catalog.vectors.index import nearest
from sidecar.catalog.vectors.keeper import Indexes
from sidecar.errors import CatalogUnavailable
from tests.factories import ROOT
from tests.keeping import BIRDNET, clustered, keep

DIMENSION = 160
FIRST = 3000


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeper, "_WORTH_AN_INDEX", 1000)
    monkeypatch.setattr(keeper, "_MAY_WAIT", 50)


class Place:
    """A catalog of stored windows, and its indexes, opened anew as after a start."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.open()
        self.model = self.catalog.runs.model_id(BIRDNET)

    def open(self) -> None:
        self.catalog = SqliteCatalog(self.path)
        self.vectors = Vectors(self.catalog)
        self.indexes = Indexes(self.vectors)

    def close(self) -> None:
        self.indexes.close()
        self.vectors.close()
        self.catalog.close()

    def restart(self) -> None:
        self.close()
        self.open()

    def add(self, name: str, count: int, seed: int = 0) -> None:
        keep(self.catalog, self.model, name, clustered(count, DIMENSION, seed))

    def live(self) -> set[int]:
        return set(self.vectors.live(self.model).rows.tolist())

    def held(self) -> list[int]:
        """Read what the index on disk holds, as a new start would."""
        indexes = Indexes(self.vectors)
        kept = indexes._open(self.model)
        return kept.known.index.held.tolist() if kept and kept.known else []

    def recall(self, among: set[int] | None = None) -> float:
        """Compare with exact search over what lives."""
        rows = self.vectors.mapped(self.model)
        ids = np.array(sorted(self.live() if among is None else among), np.int64)
        shares = []
        for vector in clustered(30, DIMENSION, seed=77):
            wanted = nearest(rows, ids, vector, 10).ids
            found = self.indexes.search(self.model, vector, 40).ids
            assert len(set(found.tolist())) == len(found)
            alive = found[np.isin(found, ids)][:10]
            shares.append(len(np.intersect1d(wanted, alive)) / 10)
        return float(np.mean(shares))


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    place = Place(tmp_path / "catalog.sqlite")
    place.add("first", FIRST)
    yield place
    place.close()


def _index_file(place: Place, suffix: str) -> Path:
    (found,) = embeddings_folder(place.path).glob(f"*{suffix}")
    return found


def test_answers_are_exact_before_there_is_an_index_and_go_on_after(place: Place) -> None:
    assert place.recall() == 1.0
    place.indexes.finish(place.model)
    assert sorted(place.held()) == sorted(place.live())
    assert place.recall() >= 0.97


def test_few_windows_have_no_index(tmp_path: Path) -> None:
    place = Place(tmp_path / "few.sqlite")
    place.add("few", 400)
    assert place.indexes.finish(place.model) == 0
    assert place.recall() == 1.0
    assert not list(embeddings_folder(place.path).glob("*.index"))
    place.close()


def test_new_windows_are_found_at_once_and_taken_in_aside(place: Place) -> None:
    place.indexes.finish(place.model)
    place.add("second", 200, seed=1)
    probe = place.vectors.read(place.model, np.array([FIRST + 150]))[0]
    assert place.indexes.search(place.model, probe, 1).ids.tolist() == [FIRST + 150]
    place.close()  # waits for what was begun
    place.open()
    place.indexes.finish(place.model)
    assert sorted(place.held()) == sorted(place.live()) == list(range(FIRST + 200))
    assert place.indexes.search(place.model, probe, 1).ids.tolist() == [FIRST + 150]


def test_windows_analysed_again_leave_the_index(place: Place) -> None:
    place.add("again", 500, seed=1)
    place.indexes.finish(place.model)
    place.add("again", 500, seed=2)  # replaces the window set: the old rows are nobody's
    assert place.recall() >= 0.97
    place.indexes.finish(place.model)
    assert sorted(place.held()) == sorted(place.live())
    assert place.recall() >= 0.97


@pytest.mark.parametrize("suffix", [".index", ".graph"])
@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.unlink(),
        lambda path: os.truncate(path, path.stat().st_size // 2),
        lambda path: os.truncate(path, 0),
        lambda path: path.write_bytes(path.read_bytes()[:-9] + b"otherwise"),
        lambda path: path.write_bytes(bytes(path.stat().st_size)),
    ],
    ids=["missing", "half", "empty", "other end", "zeros"],
)
def test_a_damaged_index_is_built_anew(
    place: Place, suffix: str, spoil: Callable[[Path], None]
) -> None:
    place.indexes.finish(place.model)
    place.indexes.close()
    spoil(_index_file(place, suffix))
    place.restart()
    assert place.recall() >= 0.97
    place.indexes.finish(place.model)
    assert sorted(place.held()) == sorted(place.live())
    assert place.recall() >= 0.97


def test_an_index_of_a_later_catalog_is_not_believed(place: Place) -> None:
    """A catalog from a backup: its rows are written anew, with other vectors."""
    place.indexes.finish(place.model)
    with place.catalog.transaction() as db:
        db.execute("DELETE FROM WindowSet")
        db.execute("UPDATE VectorFile SET rows = 0")
    place.restart()
    place.add("other", FIRST + 10, seed=3)
    assert place.recall() >= 0.97
    place.indexes.finish(place.model)
    assert sorted(place.held()) == list(range(FIRST + 10))
    assert place.recall() >= 0.97


def test_a_truncated_file_of_embeddings_is_named_with_a_way_out(place: Place) -> None:
    file = _index_file(place, ".vectors")
    place.restart()
    os.truncate(file, file.stat().st_size - 5)
    with pytest.raises(CatalogUnavailable) as told:
        place.indexes.search(place.model, np.ones(DIMENSION, np.float32), 3)
    assert str(file) in told.value.message
    assert "linnet catalog repair" in told.value.hint


def test_each_version_of_a_model_has_an_index_of_its_own(place: Place) -> None:
    place.indexes.finish(place.model)
    old = place.model
    place.model = place.catalog.runs.model_id(
        type(BIRDNET)(*("birdnet-v2.4", "B", "2.5", "c" * 64, "1", "free"))
    )
    place.add("first", 1200, seed=4)
    place.indexes.finish(place.model)
    assert len(place.held()) == 1200
    place.model = old
    assert len(place.held()) == FIRST
    assert place.recall() >= 0.97


_ADDING = """
import sys
from pathlib import Path
sys.path.insert(0, {root!r})
from sidecar.catalog.vectors import keeper
keeper._WORTH_AN_INDEX, keeper._MAY_WAIT, keeper._STEP, keeper._SAVED_EVERY = 1000, 50, 256, 500
from tests.catalog.vectors.test_keeper import Place
place = Place(Path({path!r}))
print("begun", flush=True)
number = 0
while True:
    number += 1
    place.add(f"r{{number % 7}}", 150, seed=number)
    place.indexes.finish(place.model)
"""


def test_killed_at_any_moment_no_window_is_lost_or_doubled(place: Place) -> None:
    """Runs add and replace windows and the index follows; the program is killed in between."""
    place.indexes.finish(place.model)
    script = _ADDING.format(root=str(ROOT), path=str(place.path))
    moments = random.Random(3)
    for _ in range(6):
        place.close()
        program = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE)
        assert program.stdout is not None and program.stdout.readline() == b"begun\n"
        with pytest.raises(subprocess.TimeoutExpired):
            program.wait(moments.uniform(0.05, 1.0))
        program.send_signal(signal.SIGKILL if os.name != "nt" else signal.SIGTERM)
        program.wait()
        program.stdout.close()
        place.open()
        assert place.vectors.rows(place.model) >= FIRST
        assert place.recall() >= 0.97
        place.indexes.finish(place.model)
        assert sorted(place.held()) == sorted(place.live())
        assert place.recall() >= 0.97
    assert not list(embeddings_folder(place.path).glob("*.partial"))


def test_an_index_mostly_of_what_is_gone_is_made_anew_and_misses_nothing(place: Place) -> None:
    place.indexes.finish(place.model)
    place.add("first", FIRST, seed=8)
    place.indexes.finish(place.model)
    assert place.held() == list(range(FIRST, 2 * FIRST))
    assert len(list(embeddings_folder(place.path).glob("*.graph"))) == 1
    assert place.recall() >= 0.97


def test_answers_are_whole_while_the_index_grows(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeper, "_STEP", 16)
    place.indexes.refresh(place.model)
    recalls = []
    while place.indexes.busy:
        recalls.append(place.recall())
    assert recalls and min(recalls) >= 0.97
    assert sorted(place.held()) == sorted(place.live())


def test_an_index_that_comes_up_during_a_search_hides_nothing(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Overtaken:
        """What is kept, with an index that comes up after the first look at it."""

        def __init__(self, kept: object) -> None:
            self._kept = kept
            self._looked = False

        def __getattr__(self, name: str) -> object:
            value = getattr(self._kept, name)
            if not self._looked:
                self._looked = True
                builder.finish(place.model)
            return value

    builder = Indexes(place.vectors)
    kept = builder._open(place.model)
    monkeypatch.setattr(place.indexes, "_open", lambda model_id: Overtaken(kept))
    probe = place.vectors.read(place.model, np.array([70]))[0]
    assert place.indexes.search(place.model, probe, 1).ids.tolist() == [70]
    assert kept is not None and kept.known is not None
