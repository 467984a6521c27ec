"""One decision on many detections: as so many single ones, in steps, and one undo for all."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sidecar import stop
from sidecar.app.engine import Engine
from sidecar.catalog.sqlite import questions
from sidecar.catalog.sqlite.catalog import SqliteCatalog
from sidecar.catalog.sqlite.labels import batchwork, many, steps, undo
from sidecar.catalog.sqlite.labels.annotations import annotate
from sidecar.catalog.sqlite.labels.many import decide_all
from sidecar.catalog.values import Decision, Person, Question, Tally, UndoneStep
from sidecar.contract.labels import (
    AnnotateRequest,
    AnnotateResult,
    DecisionsProgress,
    UndoRequest,
)
from sidecar.errors import InvalidParams, RequestCancelled
from sidecar.methods import labels
from sidecar.rpc.verb import Call
from sidecar.settings import Settings
from tests.conftest import MANIFESTS
from tests.labels.catalogs import MODELS, SPECIES, judged, rows, run, state

ANA, BEN = Person("Ana", "ana@example.org"), Person("Ben")
OWL, TIT, _ = SPECIES
ANA_ = {"name": "Ana", "email": "ana@example.org"}
_ALL = Question("detections")

_WORD = st.sampled_from(["YES", "NO", "UNSURE", "UNVERIFIED"])
_NAME = st.sampled_from(list(SPECIES))
_COMMENT = st.sampled_from([None, "", "unsure"])
_FOUND = st.lists(st.tuples(_NAME, st.sampled_from([0.0, 3.0, 6.0])), unique=True, max_size=9)
_RUN = st.tuples(st.just("run"), st.integers(0, 1), _FOUND, st.sampled_from("st"))
_BEFORE = st.lists(
    st.one_of(
        _RUN,
        st.tuples(
            st.just("decide"),
            st.integers(1, 12),
            _WORD,
            st.none() | _NAME,
            _COMMENT,
            st.sampled_from([ANA, BEN]),
        ),
        st.tuples(st.just("undo")),
    ),
    max_size=8,
)


# Filters, and a judge that looks at each detection.
_Row = dict[str, Any]
_FILTERS: dict[str, tuple[dict[str, Any], Callable[[_Row], bool]]] = {
    "all": ({}, lambda row: True),
    "one species": ({"species": OWL}, lambda row: row["species"] == OWL),
    "two species": ({"species": [OWL, TIT]}, lambda row: row["species"] in (OWL, TIT)),
    "pinned": ({"detectionId": {"le": 4}}, lambda row: row["detectionId"] <= 4),
    "not checked": ({"verified": "UNVERIFIED"}, lambda row: row["verified"] == "UNVERIFIED"),
    "not wrong": ({"verified": {"ne": "NO"}}, lambda row: row["verified"] != "NO"),
    "later": ({"start": {"ge": 3.0}}, lambda row: row["startTime"] >= 3.0),
    "none": ({"confidence": {"gt": 0.9}}, lambda row: False),
}


@pytest.fixture(autouse=True, scope="module")
def _small_steps() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for module in (many, batchwork):
            patch.setattr(module, "STEP", 2)
        patch.setattr(steps, "PAUSE_S", 0.0)
        yield


def _play(catalog: SqliteCatalog, step: tuple[Any, ...]) -> None:
    with suppress(InvalidParams):
        if step[0] == "run":
            run(catalog, MODELS[step[1]], step[2], step[3])
        elif step[0] == "undo":
            undo.undo(catalog)
        else:
            _, number, word, species, comment, who = step
            one = Decision(detection_id=number, verified=word, species=species, comment=comment)
            annotate(catalog, [one], who)


def _kept(catalog: SqliteCatalog) -> list[list[_Row]]:
    """List all that the tables of decisions hold, but for times."""
    return [
        state(catalog),
        rows(
            catalog,
            """SELECT annotationId, regionId, labelerId, speciesProbability, batchId, replaced,
                 unsure, comment, lowHz, highHz
               FROM Annotation LEFT JOIN AnnotationFacts USING (annotationId) ORDER BY 1""",
        ),
        rows(catalog, "SELECT * FROM AnnotationReplaced ORDER BY 1, 2"),
        rows(catalog, "SELECT batchId, labelerId, what FROM AnnotationBatch ORDER BY 1"),
        rows(catalog, "SELECT * FROM SpeciesTotal ORDER BY 1"),
    ]


def _engine(path: Path) -> Engine:
    engine = Engine(Settings(home=path.parent, catalog=path, manifests=MANIFESTS))
    return engine


def _annotate(engine: Engine, call: Call | None = None, **params: Any) -> AnnotateResult:
    request = AnnotateRequest.model_validate({"labeler": ANA_, **params})
    return labels.annotate(engine, request, call or Call())


def _detections(catalog: SqliteCatalog) -> list[_Row]:
    return rows(
        catalog,
        """SELECT * FROM Detection JOIN Species USING (speciesId)
           WHERE current = 1 ORDER BY detectionId""",
    )


@settings(max_examples=60, deadline=None)
@given(
    _FOUND,
    _BEFORE,
    st.sampled_from(list(_FILTERS)),
    st.sets(st.integers(1, 12), max_size=4),
    _WORD,
    _COMMENT,
)
def test_a_filter_decides_what_single_decisions_would_and_one_undo_restores_all(
    found: list[tuple[str, float]],
    before: list[tuple[Any, ...]],
    name: str,
    left_out: set[int],
    word: str,
    comment: str | None,
) -> None:
    with TemporaryDirectory() as folder:
        path, twin = Path(folder) / "c.sqlite", Path(folder) / "twin.sqlite"
        with closing(SqliteCatalog(path)) as catalog:
            catalog._writer.execute("PRAGMA synchronous = 0")
            for step in [("run", 0, found, "s"), *before]:
                _play(catalog, step)
        shutil.copy(path, twin)
        with closing(_engine(path)) as engine, closing(SqliteCatalog(twin)) as single:
            catalog = SqliteCatalog(path)
            where, passes = _FILTERS[name]
            chosen = [
                row["detectionId"]
                for row in _detections(single)
                if passes(row) and row["detectionId"] not in left_out
            ]
            started = _kept(single)
            params: dict[str, Any] = {"where": where, "except": sorted(left_out)}
            params["verified"] = word
            if comment is not None:
                params["comment"] = comment
            counted = _annotate(engine, dryRun=True, **params)
            assert (counted.count, counted.batch_id) == (len(chosen), None)
            assert _kept(catalog) == started, "a dry run changes nothing"

            result = _annotate(engine, **params)
            assert (result.count, result.annotations) == (len(chosen), [])
            ones = [Decision(detection_id=n, verified=word, comment=comment) for n in chosen]
            if ones:
                batch, made = annotate(single, ones, ANA)
                assert result.batch_id == (batch if any(each.new for each in made) else None)
            if result.batch_id is not None:
                assert _kept(catalog) == _kept(single)
                labels.undo(engine, UndoRequest(batch_id=result.batch_id), Call())
                undo.undo(single, batch)
                assert _kept(catalog) == _kept(single)
                assert _standing(_kept(catalog)) == _standing(started)
            catalog.close()


def _standing(kept: list[list[_Row]]) -> list[_Row]:
    """List the annotations that count, and the verdicts on detections."""
    return [row for row in kept[0] if row.get("mostRecent") == 1 or "detectionId" in row]


@settings(max_examples=60, deadline=None)
@given(
    _FOUND,
    st.lists(
        st.tuples(st.integers(1, 9), _WORD, st.none() | _NAME, _COMMENT), min_size=1, max_size=6
    ),
)
def test_a_batch_undone_in_steps_leaves_what_one_step_leaves(
    found: list[tuple[str, float]], said: list[tuple[Any, ...]]
) -> None:
    kept = []
    for step in (1, 1_000):
        with (
            TemporaryDirectory() as folder,
            closing(SqliteCatalog(Path(folder) / "c")) as catalog,
            pytest.MonkeyPatch.context() as patch,
        ):
            catalog._writer.execute("PRAGMA synchronous = 0")
            patch.setattr(batchwork, "STEP", step)
            run(catalog, MODELS[0], found)
            with suppress(InvalidParams):  # no such detection
                annotate(
                    catalog,
                    [
                        Decision(detection_id=n, verified=word, species=species, comment=comment)
                        for n, word, species, comment in said
                    ],
                    ANA,
                )
                undo.undo(catalog)
            kept.append(_kept(catalog))
    assert kept[0] == kept[1]


@settings(max_examples=60, deadline=None)
@given(_FOUND, _BEFORE, _WORD, st.lists(_BEFORE, max_size=4), st.lists(_BEFORE, max_size=4))
def test_whatever_comes_between_two_steps_nothing_of_a_person_is_lost(
    found: list[tuple[str, float]],
    before: list[tuple[Any, ...]],
    word: str,
    between: list[list[tuple[Any, ...]]],
    undoing: list[list[tuple[Any, ...]]],
) -> None:
    with TemporaryDirectory() as folder, closing(SqliteCatalog(Path(folder) / "c")) as catalog:
        catalog._writer.execute("PRAGMA synchronous = 0")
        for step in [("run", 0, found, "s"), *before]:
            _play(catalog, step)
        batch: list[int | None] = []

        def meanwhile(steps: list[list[tuple[Any, ...]]]) -> None:
            for step in steps.pop() if steps else ():
                said = _said(catalog)
                _play(catalog, step)
                assert _said(catalog)[: len(said)] == said
            _check(catalog)

        def kept(step: Any) -> None:
            batch.append(step.batch_id)
            _check(catalog)
            meanwhile(between)

        ids = [row["detectionId"] for row in _detections(catalog)]
        since = undo.latest_batch(catalog.reader())
        with suppress(RequestCancelled):  # "undo" may take this batch
            decide_all(catalog, ids, Decision(verified=word), ANA, since=since, kept=kept)
        _check(catalog)
        if batch and batch[-1] is not None:
            with suppress(InvalidParams):  # undone already
                undo.undo(catalog, batch[-1], lambda step: meanwhile(undoing))
            _check(catalog)
            # Of the batch, nothing counts any more.
            assert not rows(
                catalog,
                """SELECT 1 FROM Annotation JOIN AnnotationFacts USING (annotationId)
                   WHERE batchId = ? AND mostRecent = 1""",
                batch[-1],
            )


def _said(catalog: SqliteCatalog) -> list[_Row]:
    return rows(
        catalog,
        """SELECT annotationId, verified, regionId, n.speciesId FROM Annotation n
           JOIN Labeler USING (labelerId) WHERE isHuman = 1 ORDER BY 1""",
    )


def _check(catalog: SqliteCatalog) -> None:
    found = rows(catalog, "SELECT detectionId, verified FROM Detection")
    assert {row["detectionId"]: row["verified"] for row in found} == judged(catalog)
    # One word counts on each species of a region, and a person's wins.
    assert not rows(
        catalog,
        """SELECT regionId, speciesId FROM Annotation JOIN Labeler USING (labelerId)
           WHERE mostRecent = 1 GROUP BY regionId, speciesId
           HAVING sum(isHuman) > 1 OR (sum(isHuman) AND sum(NOT isHuman))""",
    )


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """Make an engine over a catalog with seven detections of two species."""
    with closing(SqliteCatalog(tmp_path / "c.sqlite")) as catalog:
        times = [n / 2 for n in range(4)]
        run(catalog, MODELS[0], [(OWL, at) for at in times] + [(TIT, at) for at in times[:3]])
    engine = _engine(tmp_path / "c.sqlite")
    yield engine
    engine.close()


class _Listener:
    """Hears the progress of a call, and stops it after a few messages."""

    def __init__(self, stop_after: int = 99) -> None:
        self.heard: list[DecisionsProgress] = []
        self._stop_after = stop_after
        self.call = Call(every_s=0.0)
        self.call.listen(self._send)

    def _send(self, value: Any, last: bool) -> bool:
        self.heard.append(value)
        if len(self.heard) > self._stop_after:
            self.call.cancelled.set()
        return True


def _verdicts(engine: Engine) -> list[str]:
    found = engine.catalog.questions.rows(_ALL, ["verified"])
    return [str(row[0]) for row in found]


def test_progress_counts_the_steps_and_names_the_batch(engine: Engine) -> None:
    listener = _Listener()
    result = _annotate(engine, listener.call, where={}, verified="NO")
    told = [(each.kind, each.done, each.total, each.batch_id) for each in listener.heard]
    begin, *reports, end = told
    assert (begin, end) == (("begin", 0, 7, None), ("end", 7, 7, result.batch_id))
    assert [done for _, done, _, _ in reports] == [2, 4, 6, 7]
    assert {batch for _, _, _, batch in reports} == {result.batch_id}

    listener = _Listener()
    labels.undo(engine, UndoRequest(), listener.call)
    assert [each.done for each in listener.heard] == [0, 2, 4, 6, 7]
    assert {each.unit for each in listener.heard} == {"annotations"}


def test_a_stopped_decision_keeps_its_steps_as_one_batch_and_says_so(engine: Engine) -> None:
    listener = _Listener(stop_after=2)
    with stop.stopped_by(listener.call.cancelled.is_set), pytest.raises(RequestCancelled) as caught:
        _annotate(engine, listener.call, where={}, verified="NO")
    assert str(caught.value) == "Stopped as asked. 4 of 7 detections are decided."
    assert caught.value.hint == "They are batch 1, which one undo takes back."
    assert _verdicts(engine) == ["NO"] * 4 + ["UNVERIFIED"] * 3
    assert labels.undo(engine, UndoRequest(), Call()).annotations == 4
    assert _verdicts(engine) == ["UNVERIFIED"] * 7


def test_a_stopped_undo_is_finished_by_another(engine: Engine) -> None:
    _annotate(engine, where={}, verified="NO")
    listener = _Listener(stop_after=2)
    with stop.stopped_by(listener.call.cancelled.is_set), pytest.raises(RequestCancelled) as caught:
        labels.undo(engine, UndoRequest(), listener.call)
    assert "4 of 7 annotations of batch 1 are undone" in str(caught.value)
    assert _verdicts(engine) == ["UNVERIFIED"] * 4 + ["NO"] * 3
    assert labels.undo(engine, UndoRequest(), Call()).batch_id == 1
    assert _verdicts(engine) == ["UNVERIFIED"] * 7


def test_what_counts_again_while_a_batch_is_undone_is_undone_with_it(engine: Engine) -> None:
    result = _annotate(engine, where={}, verified="NO")
    later = engine.catalog.labels.decide([Decision(detection_id=1, verified="YES")], BEN)

    def kept(step: UndoneStep) -> None:
        if step.done == 2:  # the first step met Ben's decision, and left it
            engine.catalog.labels.undo(later.batch_id)

    engine.catalog.labels.undo(result.batch_id, kept)
    assert _verdicts(engine) == ["UNVERIFIED"] * 7


def test_who_undoes_a_batch_that_is_being_made_ends_it(engine: Engine) -> None:
    catalog = engine.catalog

    def kept(step: Any) -> None:
        catalog.labels.undo(step.batch_id)

    with pytest.raises(RequestCancelled, match="somebody undid batch 1 meanwhile"):
        catalog.labels.decide_all([*range(1, 8)], Decision(verified="NO"), ANA, since=0, kept=kept)
    assert _verdicts(engine) == ["UNVERIFIED"] * 7


def test_what_others_judge_and_remove_meanwhile_is_left_out_and_noted(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalog = engine.catalog
    found = catalog.questions.rows

    def rows_(*asked: Any) -> Iterator[tuple[object, ...]]:
        yield from list(found(*asked))
        catalog.labels.decide([Decision(detection_id=7, verified="YES")], BEN)
        with catalog.transaction() as db:
            db.execute("DELETE FROM Detection WHERE detectionId = 6")

    monkeypatch.setattr(catalog.questions, "rows", rows_)
    result = _annotate(engine, where={}, verified="NO")
    monkeypatch.undo()
    assert result.count == 5
    assert [(each.kind, each.count) for each in result.notes] == [
        ("detectionGone", 1),
        ("judgedMeanwhile", 1),
    ]
    assert _verdicts(engine) == ["NO"] * 5 + ["YES"]


def test_steps_wait_for_questions_and_go_on_though_these_never_end(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalog = engine.catalog
    assert isinstance(catalog, SqliteCatalog)
    waited = list[bool]()
    wait = catalog.asking.wait_for_none
    monkeypatch.setattr(catalog.asking, "wait_for_none", lambda most: waited.append(wait(most)))
    with catalog.asking.question():
        assert _annotate(engine, where={}, verified="NO").count == 7
        assert waited == [False] * 4
        labels.undo(engine, UndoRequest(), Call())
    assert _verdicts(engine) == ["UNVERIFIED"] * 7
    waited.clear()
    assert _annotate(engine, where={}, verified="NO").count == 7
    assert waited == [True] * 4


@pytest.mark.parametrize("name", ["page", "marks", "counts"])
def test_a_question_counts_while_it_is_answered(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    catalog = engine.catalog
    assert isinstance(catalog, SqliteCatalog)
    idle = list[bool]()

    def answered(*asked: Any, **named: Any) -> None:
        idle.append(catalog.asking.wait_for_none(0))

    inner = {"page": "search"}.get(name, name)
    monkeypatch.setattr(questions, inner, answered)
    match name:
        case "page":
            catalog.questions.page(_ALL, limit=1)
        case "marks":
            catalog.questions.marks(_ALL, 2)
        case "counts":
            catalog.questions.counts(Tally(), 9)
    assert idle == [False]
    assert catalog.asking.wait_for_none(0)


def test_more_than_a_list_may_hold_are_decided_by_a_filter(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite"
    with closing(SqliteCatalog(path)) as catalog, pytest.MonkeyPatch.context() as patch:
        patch.setattr(many, "STEP", 1_000)
        patch.setattr(batchwork, "STEP", 1_000)
        run(catalog, MODELS[0], [(OWL, n / 10_000) for n in range(10_001)])
        with closing(_engine(path)) as engine:
            result = _annotate(engine, where={"species": OWL}, verified="NO")
            assert result.count == 10_001
            undone = labels.undo(engine, UndoRequest(), Call())
            assert (undone.batch_id, undone.annotations) == (result.batch_id, 10_001)
        assert {row["verified"] for row in _detections(catalog)} == {"UNVERIFIED"}


@pytest.mark.parametrize(
    ("params", "field"),
    [
        ({}, "annotations"),
        ({"annotations": [{"detectionId": 1}], "where": {}, "verified": "NO"}, "annotations"),
        ({"where": {}}, "verified"),
        ({"annotations": [{"detectionId": 1}], "verified": "NO"}, "verified"),
        ({"annotations": [{"detectionId": 1}], "comment": "far"}, "comment"),
        ({"annotations": [{"detectionId": 1}], "except": [1]}, "except"),
        ({"annotations": [{"detectionId": 1}], "dryRun": True}, "dryRun"),
    ],
)
def test_a_list_or_a_filter_each_with_its_own_fields(params: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidParams) as caught:
        AnnotateRequest.model_validate(params)
    assert caught.value.field == field


def test_a_wrong_filter_is_named(engine: Engine) -> None:
    with pytest.raises(InvalidParams) as caught:
        _annotate(engine, where={"loudness": 1}, verified="NO")
    assert caught.value.field == "where.loudness"


def test_an_undone_step_tells_of_all(engine: Engine) -> None:
    result = _annotate(engine, where={}, verified="NO")
    steps: list[UndoneStep] = []
    engine.catalog.labels.undo(result.batch_id, steps.append)
    assert [(each.done, each.total) for each in steps] == [(2, 7), (4, 7), (6, 7)]
