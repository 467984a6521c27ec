"""Similar sounds: the verb, with exact search over what passes as the yardstick."""

from __future__ import annotations

import json
import weakref
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sidecar.app.engine import Engine
from sidecar.audio.windows import Grid
from sidecar.catalog.runs import ModelVersion
from sidecar.catalog.vectors import keeper
from sidecar.contract.query import QueryRequest
from sidecar.contract.similar import SimilarRow
from sidecar.errors import InvalidParams, RecordingNotFound
from sidecar.methods.query import query
from sidecar.models.labels import Labels
from sidecar.rpc.verb import Call
from sidecar.run.detections import Detection, as_found
from sidecar.run.scoring import Hits
from sidecar.settings import Settings
from sidecar.values import Metadata
from tests.conftest import MANIFESTS, shown
from tests.keeping import BIRDNET, RATE_HZ, WINDOW_S, clustered, heard, keep, keep_run

DIMENSION, EACH, RECORDINGS = 64, 40, 30
SPECIES = ("Strix aluco", "Parus major")


def _found(species: str, window: int, confidence: float, windows: int = 1) -> Detection:
    start = window * WINDOW_S
    return Detection(species, species, start, start + windows * WINDOW_S, confidence, None, windows)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """A catalog of 1,200 windows: owls in windows 3 to 5 and 39, tits in 4, every hour a file."""
    engine = Engine(Settings(tmp_path, tmp_path / "catalog.sqlite", MANIFESTS))
    model = engine.catalog.runs.model_id(BIRDNET)
    for number in range(RECORDINGS):
        start = datetime(2026, 5, 1 + number // 24, number % 24)
        keep(
            engine.catalog,
            model,
            f"r{number}",
            clustered(EACH, DIMENSION, seed=number),
            _found("Strix aluco", 3, 0.5 + number / 100, windows=3),
            _found("Strix aluco", EACH - 1, 0.4),
            _found("Parus major", 4, 0.9),
            metadata=Metadata(start=start),
        )
    yield engine
    engine.close()


def _ask(engine: Engine, like: dict[str, Any], **others: Any) -> list[SimilarRow]:
    result = query(
        engine,
        QueryRequest.model_validate({"select": "similar", "like": like, **others}),
        Call(),
    )
    assert result.next_cursor is None
    rows = [row for row in result.rows if isinstance(row, SimilarRow)]
    assert len(rows) == len(result.rows)
    return rows


def _units(engine: Engine) -> Any:
    vectors = engine.catalog.embeddings.read(1, np.arange(RECORDINGS * EACH)).astype(np.float64)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def _rows(found: list[SimilarRow]) -> list[int]:
    """Rows of the file: recordings were kept in order."""
    return [(row.recording_id - 1) * EACH + round(row.start / WINDOW_S) for row in found]


def _nearest(units: Any, vector: Any, allowed: Any, k: int = 10) -> list[int]:
    ids = np.fromiter(allowed, np.int64)
    return ids[np.argsort(-(units[ids] @ vector))[:k]].tolist()  # type: ignore[no-any-return]


def test_like_a_place_in_a_recording(engine: Engine) -> None:
    units = _units(engine)
    everything = set(range(RECORDINGS * EACH))
    for like in ({"recordingId": 3, "start": 21}, {"path": "/r2.wav", "start": 21.4}):
        rows = _ask(engine, like)
        assert _rows(rows) == _nearest(units, units[87], everything - {87})
        assert [row.similarity for row in rows] == pytest.approx(
            units[_rows(rows)] @ units[87], abs=1e-3
        )
        assert all(row.path == f"/r{row.recording_id - 1}.wav" for row in rows)
        assert all(row.end - row.start == pytest.approx(3.0) for row in rows)


def test_a_window_has_the_times_of_its_detection(engine: Engine) -> None:
    # Starts and end lie halfway between two tenths of a millisecond.
    offsets, seconds = np.array([12, 36, 60]), 144_012 / RATE_HZ
    found = as_found(
        Hits(np.arange(3), np.zeros(3, np.int64), np.array([0.7, 0.8, 0.9])),
        offsets,
        Labels(("Strix aluco",), ("Tawny Owl",)),
        Grid(RATE_HZ, WINDOW_S),
        duration_s=seconds,
    )
    outcome = heard(
        "/odd.wav", *found, seconds=seconds, offsets=offsets, embeddings=clustered(3, DIMENSION)
    )
    keep_run(engine.catalog, BIRDNET, outcome)
    rows = _ask(engine, {"recordingId": 1, "start": 0}, where={"path": "/odd.wav"})
    times = {(row.start, row.end) for row in rows}
    assert times == {(0.0002, 3.0002), (0.0008, 3.0002), (0.0012, 3.0002)}
    assert times == {(each.start_s, each.end_s) for each in found}


def test_like_a_detection_is_like_the_mean_of_its_windows_which_are_no_answer(
    engine: Engine,
) -> None:
    units = _units(engine)
    owl = engine.catalog.reader().execute(
        "SELECT detectionId FROM Detection WHERE windows = 3 ORDER BY detectionId LIMIT 1 OFFSET 4"
    )
    (detection,) = owl.fetchone()
    own = {163, 164, 165}
    rows = _ask(engine, {"detectionId": detection}, k=25)
    wanted = _nearest(units, units[sorted(own)].mean(0), set(range(RECORDINGS * EACH)) - own, k=25)
    assert _rows(rows) == wanted


def test_like_a_region_is_like_the_window_it_lies_in(engine: Engine) -> None:
    units = _units(engine)
    with engine.catalog.transaction() as db:
        db.execute(
            "INSERT INTO RegionOfInterest (regionId, recordingId, starttime, endtime) "
            "VALUES (9000, 2, 31.0, 32.5)"
        )
    everything = set(range(RECORDINGS * EACH))
    assert _rows(_ask(engine, {"regionId": 9000})) == _nearest(units, units[50], everything - {50})


def test_like_a_vector_of_any_length(engine: Engine) -> None:
    units = _units(engine)
    rows = _ask(engine, {"embedding": (0.01 * units[700]).tolist()}, k=3)
    assert _rows(rows)[0] == 700
    assert rows[0].similarity == pytest.approx(1.0, abs=1e-3)
    assert len(rows) == 3


@pytest.mark.parametrize(
    ("where", "passes"),
    [
        ({"species": "Strix aluco"}, lambda recording, window: window in (3, 4, 5, 39)),
        ({"species": "Parus major"}, lambda recording, window: window == 4),
        (
            {"species": "Strix aluco", "confidence": {"ge": 0.6}},
            lambda recording, window: window in (3, 4, 5) and recording >= 10,
        ),
        ({"path": "/r7.wav"}, lambda recording, window: recording == 7),
        ({"recordingId": [1, 2]}, lambda recording, window: recording in (0, 1)),
        ({"date": "2026-05-02"}, lambda recording, window: recording >= 24),
        (
            {"timeOfDay": {"between": [22, 1.01]}},
            lambda recording, window: (
                recording in (22, 23, 0, 24) or (recording in (1, 25) and window <= 12)
            ),
        ),
        ({"season": "spring", "model": "birdnet-v2.4"}, lambda recording, window: True),
        ({"season": "winter"}, lambda recording, window: False),
        (
            {"species": "Strix aluco", "date": "2026-05-02"},
            lambda recording, window: window in (3, 4, 5, 39) and recording >= 24,
        ),
        ({"site": "nowhere"}, lambda recording, window: False),
        ({"runId": 2}, lambda recording, window: recording == 1),
    ],
    ids=shown,
)
def test_filters_let_through_the_windows_that_pass_and_all_that_were_asked_for(
    engine: Engine, where: dict[str, Any], passes: Any
) -> None:
    units = _units(engine)
    allowed = {
        row for row in range(RECORDINGS * EACH) if passes(row // EACH, row % EACH) and row != 12
    }
    rows = _ask(engine, {"recordingId": 1, "start": 36}, where=where)
    assert _rows(rows) == _nearest(units, units[12], allowed)
    if "species" in where:
        assert {row.species for row in rows} == {where["species"]}


def test_a_filter_that_nothing_passes_leaves_nothing(engine: Engine) -> None:
    for where in ({"species": "Nobody"}, {"verified": "YES"}, {"site": "nowhere"}):
        assert _ask(engine, {"recordingId": 1, "start": 0}, where=where) == []


def test_a_row_names_the_surest_detection_in_its_window(engine: Engine) -> None:
    rows = {
        row: seen
        for seen in _ask(engine, {"recordingId": 1, "start": 0}, k=1000)
        for row in _rows([seen])
    }
    assert rows[44].species == "Parus major" and rows[44].confidence == 0.9
    assert rows[45].species == "Strix aluco" and rows[45].detection_id is not None
    assert rows[46].species is None and rows[46].detection_id is None
    with engine.catalog.transaction() as db:
        db.execute(
            "UPDATE Annotation SET verified = 'NO' WHERE speciesId = "
            "(SELECT speciesId FROM Species WHERE species = 'Parus major')"
        )
    (row,) = _ask(engine, {"embedding": _units(engine)[44].tolist()}, k=1)
    assert row.species == "Strix aluco"


def test_a_row_says_of_its_recording_what_its_detection_says(engine: Engine) -> None:
    with engine.catalog.transaction() as db:
        db.execute("UPDATE Recording SET datetime = datetime || '-05:00' WHERE recordingId = 2")
        db.execute("UPDATE Recording SET datetime = NULL WHERE recordingId = 3")
        db.execute(
            "INSERT INTO RecordingIdentity (recordingId, missingSince) VALUES (2, '2026-06-01')"
        )
    request = QueryRequest(select="detections", where={"species": "Parus major"})
    told = {row.detection_id: row for row in query(engine, request, Call()).rows}
    rows = [
        row
        for row in _ask(engine, {"recordingId": 1, "start": 0}, k=1000)
        if row.detection_id in told and row.start == 4 * WINDOW_S
    ]
    shared = ("recorded_at", "heard_at", "utc_offset", "sample_rate", "recording_seconds")
    for name in (*shared, "missing_since"):
        wanted = [getattr(told[row.detection_id], name) for row in rows]
        assert [getattr(row, name) for row in rows] == wanted, name
    by_recording = {row.recording_id: row for row in rows}
    assert by_recording[2].heard_at == "2026-05-01T01:00:12.000"
    assert by_recording[2].utc_offset == "-05:00"
    assert by_recording[2].missing_since == "2026-06-01"
    assert by_recording[3].heard_at is None


def test_windows_of_a_recording_analysed_again_are_answered_once(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeper, "_WORTH_AN_INDEX", 100)
    engine.catalog.embeddings.indexes.finish(1)
    for _ in range(3):
        keep(engine.catalog, 1, "r5", clustered(EACH, DIMENSION, seed=5))
        rows = _ask(engine, {"recordingId": 1, "start": 0}, k=60)
        assert len({(row.recording_id, row.start) for row in rows}) == len(rows) == 60
    with engine.catalog.transaction() as db:
        db.execute("DELETE FROM WindowSet WHERE recordingId > 2")
    rows = _ask(engine, {"recordingId": 1, "start": 0}, k=60)
    assert len(rows) == 60 and {row.recording_id for row in rows} == {1, 2}


def test_of_windows_cut_twice_one_cutting_answers(engine: Engine) -> None:
    head = engine.catalog.runs.model_id(ModelVersion("head", "Head", "1", "h" * 64, "1", "free"))
    for number in (0, 1):
        finer = clustered(2 * EACH - 1, DIMENSION, seed=90 + number)
        keep(engine.catalog, 1, f"r{number}", finer, settings="finer", hop_s=WINDOW_S / 2)
    with engine.catalog.transaction() as db:
        db.execute("DELETE FROM WindowSet WHERE recordingId > 10")
    rows = _ask(engine, {"recordingId": 1, "start": 6.0}, k=1000)
    own = {(1, 4.5), (1, 6.0), (1, 7.5)}
    places = {(row.recording_id, row.start) for row in rows}
    assert len(rows) == len(places) == 8 * EACH + 2 * (2 * EACH - 1) - len(own)
    assert not own & places
    two = _ask(engine, {"recordingId": 1, "start": 6.0}, where={"recordingId": [1, 2]}, k=1000)
    assert {(row.recording_id, row.start) for row in two} == {
        each for each in places if each[0] < 3
    }
    # What a head found in the coarser windows is looked for in the finer ones.
    with engine.catalog.transaction() as db:
        db.execute("UPDATE Analysis SET modelId = ?, current = 1 WHERE windowSetId = 1", (head,))
    where = {"species": "Parus major", "recordingId": 1}
    tits = _ask(engine, {"recordingId": 1, "start": 6.0}, where=where)
    assert sorted(row.start for row in tits) == [10.5, 12.0, 13.5]


def test_letting_go_of_the_catalog_lets_go_of_what_was_searched(engine: Engine) -> None:
    _ask(engine, {"recordingId": 1, "start": 0})
    opened = weakref.ref(engine.catalog)
    engine.release_catalog()
    assert opened() is None
    assert _ask(engine, {"recordingId": 1, "start": 0})


def test_a_new_version_answers_once_it_has_been_over_all_recordings(engine: Engine) -> None:
    new = engine.catalog.runs.model_id(
        type(BIRDNET)(BIRDNET.name, "BirdNET", "2.5", "b" * 64, "1", "free")
    )
    probe = _units(engine)[500].tolist()
    keep(engine.catalog, new, "r0", clustered(EACH, DIMENSION, seed=100))
    assert _rows(_ask(engine, {"embedding": probe}, k=1)) == [500]
    for number in range(1, RECORDINGS):
        keep(engine.catalog, new, f"r{number}", clustered(EACH, DIMENSION, seed=100 + number))
    fresh = engine.catalog.embeddings.read(new, np.array([7]))[0]
    assert _rows(_ask(engine, {"embedding": fresh.tolist()}, k=1)) == [7]


def test_silence_is_like_nothing(engine: Engine) -> None:
    silent = clustered(2, DIMENSION, seed=1)
    silent[1] = 0.0
    recording = keep(engine.catalog, 1, "silent", silent)
    with pytest.raises(InvalidParams, match="silence"):
        _ask(engine, {"recordingId": recording, "start": 3})
    rows = _ask(engine, {"recordingId": 1, "start": 0}, k=1000)
    assert (recording, 3.0) not in {(row.recording_id, row.start) for row in rows}


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"like": {"detectionId": 10**6}}, "like.detectionId"),
        ({"like": {"regionId": 10**6}}, "like.regionId"),
        ({"like": {"recordingId": 10**6, "start": 0}}, "like.recordingId"),
        ({"like": {"recordingId": 1, "start": 5000}}, "like.start"),
        ({"like": {"embedding": [1.0, 2.0]}}, "like.embedding"),
        ({"like": {"embedding": [0.0] * DIMENSION}}, "like.embedding"),
        ({"like": {"recordingId": 1, "start": 0}, "where": {"colour": "red"}}, "where.colour"),
        ({"like": {"recordingId": 1, "start": 0}, "where": {"site": 5}}, "where.site"),
        ({"like": {"recordingId": 1, "start": 0}, "model": "perch-v2"}, "model"),
    ],
    ids=json.dumps,
)
def test_a_question_without_an_answer_is_refused(
    engine: Engine, asked: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidParams) as told:
        _ask(engine, **asked)
    assert told.value.field == field


def test_an_unknown_recording_is_refused(engine: Engine) -> None:
    with pytest.raises(RecordingNotFound, match="has no recording"):
        _ask(engine, {"path": "/nowhere.wav", "start": 0})


def _hyperbolic(one: Any, other: Any, c: float) -> float:
    """Measure in the ball by the law of cosines, from tangent vectors alone."""
    a, b = (2 * np.sqrt(c) * np.linalg.norm(each) for each in (one, other))
    cosine = one @ other / np.linalg.norm(one) / np.linalg.norm(other)
    return float(np.arccosh(np.cosh(a) * np.cosh(b) - np.sinh(a) * np.sinh(b) * cosine) / c**0.5)


@pytest.mark.parametrize("curvature", [0.05, 1.0, 4.0])
def test_another_order_is_that_of_distances_in_the_ball(engine: Engine, curvature: float) -> None:
    vectors = engine.catalog.embeddings.read(1, np.arange(RECORDINGS * EACH)).astype(np.float64)
    units, example = _units(engine), 87
    near = _nearest(units, units[example], set(range(RECORDINGS * EACH)) - {example}, k=40)
    tangents = vectors / np.linalg.norm(vectors[example])
    far = {row: _hyperbolic(tangents[example], tangents[row], curvature) for row in near}
    like = {"recordingId": 3, "start": 21}
    rows = _ask(engine, like, rerank={"curvature": curvature})
    assert [row.distance for row in rows] == pytest.approx(sorted(far.values())[:10], rel=1e-3)
    assert {*_rows(rows)} == {*sorted(far, key=far.__getitem__)[:10]}
    # Norms count, so this is another order than that of cosines.
    assert _rows(rows) != near[:10]
    assert all(row.distance is None for row in _ask(engine, like))


def test_a_wider_search_finds_what_is_nearer_in_the_ball(engine: Engine) -> None:
    def worst(factor: int) -> float:
        found = _ask(engine, {"recordingId": 3, "start": 21}, rerank={"factor": factor})
        assert len(found) == 10
        return max(row.distance or 0.0 for row in found)

    assert worst(20) < worst(1)


def test_the_example_has_the_length_1_whatever_its_norm(engine: Engine) -> None:
    """So a hundred times the norm makes all others a hundredth as long."""
    vectors = engine.catalog.embeddings.read(1, np.arange(RECORDINGS * EACH))
    given = [(times * vectors[87]).tolist() for times in (1.0, 100.0)]
    one, large = (_ask(engine, {"embedding": each}, rerank={}, k=5) for each in given)
    assert one[0].distance == pytest.approx(0.0, abs=2e-3)  # the window itself
    tiny = _hyperbolic(
        vectors[87], vectors[87] / 100, 1.0 / float(np.linalg.norm(vectors[87])) ** 2
    )
    assert large[0].distance is not None
    assert large[0].distance == pytest.approx(tiny / np.linalg.norm(vectors[87]), rel=2e-2)


def test_a_note_counts_windows_that_the_ball_held_back(engine: Engine) -> None:
    def notes(curvature: float) -> list[tuple[str, int, bool]]:
        fields = {"select": "similar", "like": {"recordingId": 3, "start": 21}}
        request = QueryRequest.model_validate({**fields, "rerank": {"curvature": curvature}})
        result = query(engine, request, Call())
        assert all(np.isfinite(row.distance) for row in result.rows)
        return [(note.kind, note.count, note.changes_results) for note in result.notes]

    assert notes(1.0) == []
    assert notes(100.0) == [("atBoundary", 40, True)]


def test_a_reordered_search_passes_the_filters_first(engine: Engine) -> None:
    rows = _ask(
        engine,
        {"recordingId": 3, "start": 21},
        where={"path": "/r5.wav"},
        rerank={"factor": 20},
        k=50,
    )
    assert len(rows) == EACH and {row.path for row in rows} == {"/r5.wav"}
    far = [row.distance for row in rows if row.distance is not None]
    assert len(far) == EACH and far == sorted(far)
