"""Fewer numbers for an embedding, and what is said of their worth."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from sidecar.app.engine import Engine
from sidecar.catalog.vectors.reduction import Reduction
from sidecar.contract.similar import ReduceEmbeddingsRequest, ReduceEmbeddingsResult
from sidecar.errors import InvalidParams
from sidecar.methods.reduce import reduce_embeddings
from sidecar.rpc.verb import Call
from sidecar.settings import Settings
from tests.conftest import MANIFESTS
from tests.keeping import BIRDNET, clustered, keep

DIMENSION = 96


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = Engine(Settings(tmp_path, tmp_path / "catalog.sqlite", MANIFESTS))
    model = engine.catalog.runs.model_id(BIRDNET)
    embeddings = clustered(2000, DIMENSION)
    embeddings[5] = 0.0
    embeddings[6] = np.nan
    keep(engine.catalog, model, "r", embeddings)
    yield engine
    engine.close()


def _reduce(engine: Engine, dimension: int, **others: int) -> ReduceEmbeddingsResult:
    request = ReduceEmbeddingsRequest(dimension=dimension, **others)
    return reduce_embeddings(engine, request, Call())


def test_more_numbers_keep_more_and_all_of_them_everything(engine: Engine) -> None:
    few, more, all_of_them = (_reduce(engine, each) for each in (4, 30, DIMENSION))
    assert few.explained < more.explained < all_of_them.explained == 1.0
    assert few.recall < more.recall < all_of_them.recall
    assert all_of_them.recall >= 0.99


def test_a_kept_reduction_is_read_back_and_does_what_was_said(engine: Engine) -> None:
    result = _reduce(engine, 20)
    assert result.fitted_on == 1798  # without silence, and what it was measured on
    row = engine.catalog.reader().execute(
        "SELECT * FROM VectorReduction WHERE reductionId = ?", (result.reduction_id,)
    )
    ((mean, numbers, explained),) = ((r["mean"], r["components"], r["explained"]) for r in row)
    components = np.frombuffer(numbers, "<f4").reshape(20, -1)
    kept = Reduction(np.frombuffer(mean, "<f4"), components, explained)
    assert kept.components @ kept.components.T == pytest.approx(np.eye(20), abs=1e-4)
    embeddings = np.delete(engine.catalog.embeddings.read(1, np.arange(2000)), [5, 6], axis=0)
    units = embeddings / np.linalg.norm(embeddings, axis=1, keepdims=True)
    left = kept.apply(units).var(0).sum() / units.var(0).sum()
    assert left == pytest.approx(result.explained, abs=0.02)


def test_the_same_fit_is_the_same_version_and_another_is_not(engine: Engine) -> None:
    first, again, other = _reduce(engine, 8), _reduce(engine, 8), _reduce(engine, 8, sample=500)
    assert first == again
    assert other.version != first.version
    assert other.reduction_id != first.reduction_id


def test_embeddings_that_cannot_be_reduced_are_refused(engine: Engine) -> None:
    with pytest.raises(InvalidParams, match="The largest dimension is"):
        _reduce(engine, DIMENSION + 1)
    with engine.catalog.transaction() as db:
        db.execute("UPDATE WindowSet SET windows = 49")
    with pytest.raises(InvalidParams, match="too few embeddings to test a reduction: 49"):
        _reduce(engine, 4)
    with pytest.raises(InvalidParams) as told:
        reduce_embeddings(engine, ReduceEmbeddingsRequest(dimension=8, model="perch-v2"), Call())
    assert told.value.field == "model"
