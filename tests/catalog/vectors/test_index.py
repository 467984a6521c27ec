"""What any index must do; exact search is the yardstick."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from sidecar.catalog.vectors.file import Rows, pack
from sidecar.catalog.vectors.hnsw import HnswIndex, make_projection
from sidecar.catalog.vectors.index import VectorIndex, nearest
from sidecar.values import Float32, Int64
from tests.catalog.vectors.exact import ExactIndex
from tests.keeping import clustered

COUNT, DIMENSION = 6000, 192
Make = Callable[[Rows], VectorIndex]


def _exact(rows: Rows) -> VectorIndex:
    return ExactIndex(lambda: rows)


def _hnsw(rows: Rows) -> VectorIndex:
    return HnswIndex(lambda: rows, make_projection(rows, np.arange(len(rows))))


@pytest.fixture(params=[_exact, _hnsw], ids=["exact", "hnsw"])
def make(request: pytest.FixtureRequest) -> Make:
    made: Make = request.param
    return made


@pytest.fixture(scope="module")
def rows() -> Rows:
    embeddings = clustered(COUNT, DIMENSION)
    embeddings[100] = 0.0
    embeddings[101, 7] = np.nan
    embeddings[102, 7] = np.inf
    return pack(embeddings)


def _yardstick(rows: Rows, ids: Int64, vector: Float32, k: int) -> set[int]:
    units = rows["unit"][ids].astype(np.float64)
    cosines = np.where(rows["norm"][ids] > 0, units @ (vector / np.linalg.norm(vector)), -np.inf)
    return set(ids[np.argsort(-cosines)[:k]].tolist())


def _recall(index: VectorIndex, rows: Rows, held: Int64, among: Int64 | None, k: int = 10) -> float:
    allowed = held if among is None else np.intersect1d(held, among)
    shares = []
    for vector in clustered(60, DIMENSION, seed=9):
        found = index.search(vector, k, among).ids
        assert np.isin(found, allowed).all()
        assert len(set(found.tolist())) == len(found) == min(k, len(allowed))
        wanted = _yardstick(rows, allowed, vector, k)
        shares.append(len(wanted & set(found.tolist())) / len(wanted))
    return float(np.mean(shares))


def test_the_nearest_are_found_the_best_first_with_their_cosines(make: Make, rows: Rows) -> None:
    index = make(rows)
    index.add(np.arange(COUNT))
    assert _recall(index, rows, np.delete(np.arange(COUNT), [100, 101, 102]), None) >= 0.97
    vector = clustered(1, DIMENSION, seed=5)[0]
    found = index.search(vector, 10)
    assert (np.diff(found.similarities) <= 0).all()
    units = rows["unit"][found.ids].astype(np.float64)
    assert found.similarities == pytest.approx(units @ (vector / np.linalg.norm(vector)), abs=1e-5)


@pytest.mark.parametrize("share", [0.0005, 0.01, 0.2, 0.9])
def test_filtered_search_gives_all_that_were_asked_for(
    make: Make, rows: Rows, share: float
) -> None:
    index = make(rows)
    index.add(np.arange(COUNT))
    chosen = np.random.default_rng(2).choice(
        np.arange(200, COUNT), max(1, round(share * COUNT)), replace=False
    )
    assert _recall(index, rows, np.arange(COUNT), np.sort(chosen)) >= 0.97


def test_a_filter_that_lets_only_far_ones_through(make: Make, rows: Rows) -> None:
    index = make(rows)
    index.add(np.arange(COUNT))
    vector = clustered(1, DIMENSION, seed=5)[0]
    far = np.sort(nearest(rows, range(COUNT), vector, COUNT).ids[COUNT // 2 :])
    found = index.search(vector, 10, far).ids
    assert len(_yardstick(rows, far, vector, 10) & set(found.tolist())) >= 9


def test_what_has_no_direction_is_nobodys_neighbour(make: Make, rows: Rows) -> None:
    index = make(rows)
    index.add(np.arange(90, 110))
    first = np.eye(1, DIMENSION, dtype=np.float32)[0]  # what such rows are kept as
    assert not {100, 101, 102} & set(index.search(first, 20).ids.tolist())
    assert not {100, 101, 102} & set(index.search(first, 5, np.array([100, 101])).ids.tolist())


def test_added_twice_counts_once_and_removed_is_found_no_more_until_added_again(
    make: Make, rows: Rows
) -> None:
    index = make(rows)
    index.add(np.arange(1000, 2000))
    index.add(np.arange(1500, 2500))
    assert index.held.tolist() == list(range(1000, 2500))
    vector = rows["unit"][1700].astype(np.float32)
    assert index.search(vector, 1).ids.tolist() == [1700]
    index.remove(np.array([5, 1700]))
    assert 1700 not in index.search(vector, 500).ids
    assert 1700 not in index.held
    index.add(np.array([1700]))
    assert index.search(vector, 1).ids.tolist() == [1700]
    assert len(index.held) == 1500


def test_an_empty_index_finds_nothing(make: Make, rows: Rows) -> None:
    assert len(make(rows).search(np.ones(DIMENSION, np.float32), 10).ids) == 0
