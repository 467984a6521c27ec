"""Retrieval by dimension: by people's labels, or by the neighbours of whole embeddings."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from sidecar.app.engine import Engine
from sidecar.cli.arguments import parser
from sidecar.cli.terminal import run
from sidecar.contract.similar import CompareReductionsRequest, CompareReductionsResult
from sidecar.errors import InvalidParams
from sidecar.learn.retrieval import mean_average_precision
from sidecar.methods.retrieval import compare
from sidecar.rpc.verb import Call
from sidecar.values import Float32
from tests.stored import engine_with_base, label, store_windows

DIMENSION, EACH, RECORDINGS = 32, 10, 30
SPECIES = ("owl", "wren", "frog")


def _sounds(seed: int = 1, spread: float = 1.0) -> Float32:
    """Draw windows: the first three of a recording lie about the centre of a species each.

    Species differ in the first five numbers alone. One more number tells recordings apart.
    """
    rng = np.random.default_rng(seed)
    sounds = rng.normal(0.0, 0.1, (RECORDINGS * EACH, DIMENSION))
    centres = np.eye(len(SPECIES), 5) * 4.0
    for number in range(len(SPECIES)):
        sounds[number::EACH, :5] += centres[number]
    sounds[:, 1:5] += rng.normal(0.0, 0.3 * spread, (len(sounds), 4))
    sounds[:, 5:] += rng.normal(0.0, 0.2 * spread, (len(sounds), DIMENSION - 5))
    return sounds.astype(np.float32)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """Make a catalog of 300 windows; one is silence, and one is no number."""
    sounds = _sounds()
    sounds[5], sounds[6] = 0.0, np.nan
    engine = engine_with_base(tmp_path, dimension=DIMENSION)
    store_windows(engine, [sounds], each=EACH, count=len(sounds))
    yield engine
    engine.close()


def _labelled(engine: Engine, recordings: int = RECORDINGS) -> None:
    for recording_id in range(1, recordings + 1):
        for number, species in enumerate(SPECIES):
            label(engine, recording_id, number, species)


def _compare(engine: Engine, *dimensions: int) -> CompareReductionsResult:
    request = CompareReductionsRequest(dimensions=list(dimensions))
    return compare(engine, request, Call())


def test_neighbours_of_whole_embeddings_are_the_measure_without_labels(engine: Engine) -> None:
    result = _compare(engine, 16, 2, 8)
    assert (result.judged_by, result.species) == ("neighbours", 0)
    assert (result.searches, result.among) == (59, 298)
    assert result.fitted_on == 298 - 59  # none that is searched with
    whole, *rest = result.rows
    assert (whole.dimension, whole.bytes, whole.precision) == (DIMENSION, 64, 1.0)
    assert (whole.explained, whole.recall, whole.of_whole) == (1.0, 1.0, 1.0)
    assert [row.dimension for row in rest] == [16, 8, 2]
    for better, worse in zip(result.rows, rest, strict=False):
        assert better.precision > worse.precision
        assert better.recall > worse.recall and better.explained > worse.explained
        assert worse.of_whole == pytest.approx(worse.precision / whole.precision, abs=1e-3)


def test_labels_are_the_measure_where_people_gave_enough(engine: Engine) -> None:
    _labelled(engine)
    result = _compare(engine, 5, 1)
    assert (result.judged_by, result.species, result.searches) == ("labels", 3, 90)
    assert result.among == 90 and result.fitted_on == 298 - 90
    whole, five, one = result.rows
    # The main directions hold the species, and leave noise out. One direction is too few.
    assert five.precision >= 0.95 and five.of_whole >= 0.95
    assert one.precision < 0.95 * whole.precision


def test_labels_in_one_recording_alone_are_no_measure(engine: Engine) -> None:
    _labelled(engine, recordings=1)
    assert _compare(engine, 4).judged_by == "neighbours"
    _labelled(engine, recordings=2)
    result = _compare(engine, 4)
    assert (result.judged_by, result.searches) == ("labels", 6)


def test_a_search_finds_nothing_in_its_own_recording(engine: Engine) -> None:
    """A window's neighbours in time are alike by place and hour, which says nothing of species."""
    relevant = np.array([[False, True, True]])
    searched = np.array([[False, False, True]])
    near_is_own = np.array([[0.0, 1.0, 2.0]], np.float32)
    assert mean_average_precision(relevant & searched, searched, near_is_own) == 1.0
    everything = np.ones_like(searched)
    own_counts = mean_average_precision(relevant, everything, near_is_own)
    assert own_counts == pytest.approx((1 / 2 + 2 / 3) / 2)


def test_what_is_worked_out_by_hand() -> None:
    relevant = np.array([[True, False, True, False], [False, True, False, False]])
    far = np.array([[0, 1, 2, 3], [0, 1, 2, 3]], np.float32)
    everything = np.ones_like(relevant)
    expected = ((1 + 2 / 3) / 2 + 1 / 2) / 2
    assert mean_average_precision(relevant, everything, far) == pytest.approx(expected)


def test_the_usual_dimensions_are_those_below_the_whole(engine: Engine) -> None:
    assert [row.dimension for row in _compare(engine).rows] == [DIMENSION]


def test_too_large_a_dimension_is_named_with_its_limit(engine: Engine) -> None:
    with pytest.raises(InvalidParams) as told:
        _compare(engine, 8, DIMENSION + 1)
    assert told.value.field == "dimensions.1"
    assert f"largest dimension is {DIMENSION}" in told.value.message


def test_too_few_embeddings_are_no_test(tmp_path: Path) -> None:
    engine = engine_with_base(tmp_path, dimension=DIMENSION)
    with pytest.raises(InvalidParams, match="no embeddings"):
        _compare(engine)
    store_windows(engine, [_sounds()[:40]], each=EACH, count=40)
    with pytest.raises(InvalidParams, match="too few embeddings"):
        _compare(engine)


def test_nothing_is_kept(engine: Engine) -> None:
    _compare(engine, 4)
    (count,) = engine.catalog.reader().execute("SELECT count(*) FROM VectorReduction").fetchone()
    assert count == 0


def test_a_person_reads_a_table(engine: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    typed = ["embeddings", "compare", "16", "4", "--model", "base"]
    assert run(engine, parser().parse_args(typed), Call()) == 0
    shown = capsys.readouterr().out
    assert "100.0%" in shown and "59 searches among 298 windows." in shown
    assert run(engine, parser().parse_args([*typed, "--json"]), Call()) == 0
    rows = json.loads(capsys.readouterr().out)["rows"]
    assert [row["dimension"] for row in rows] == [32, 16, 4]
