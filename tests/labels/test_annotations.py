"""Decisions: what counts, what is kept, and taking them back."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sidecar.catalog.sqlite.catalog import SqliteCatalog
from sidecar.catalog.sqlite.labels.annotations import annotate
from sidecar.catalog.sqlite.labels.redo import redo
from sidecar.catalog.sqlite.labels.undo import undo
from sidecar.catalog.sqlite.rows import verdicts_at_end
from sidecar.catalog.sqlite.upkeep.invariants import OTHER_VERDICTS
from sidecar.catalog.values import Decision, Person
from sidecar.errors import InvalidParams
from tests.labels.catalogs import MODELS, SPECIES, app, judged, rows, run, state

ANA, BEN = Person("Ana", "ana@example.org"), Person("Ben")
OWL, TIT, EAGLE = SPECIES


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[SqliteCatalog]:
    catalog = SqliteCatalog(tmp_path / "catalog.sqlite")
    run(catalog, MODELS[0], [(OWL, 0.0), (TIT, 0.0), (OWL, 3.0)])
    yield catalog
    catalog.close()


def _detections(catalog: SqliteCatalog) -> list[str]:
    found = rows(catalog, "SELECT verified FROM Detection WHERE current = 1 ORDER BY detectionId")
    return [row["verified"] for row in found]


def _standing(catalog: SqliteCatalog, region: int = 1) -> list[tuple[str, str, int]]:
    found = catalog.reader().execute(
        """SELECT species, verified, isHuman FROM Annotation JOIN Species USING (speciesId)
           JOIN Labeler USING (labelerId) WHERE mostRecent = 1 AND regionId = ?
           ORDER BY annotationId""",
        (region,),
    )
    return [tuple(row) for row in found]


def test_a_decision_counts_in_place_of_the_models_which_stays(catalog: SqliteCatalog) -> None:
    batch, (made,) = annotate(catalog, [Decision(detection_id=1, verified="YES")], ANA)
    assert _detections(catalog) == ["YES", "UNVERIFIED", "UNVERIFIED"]
    assert _standing(catalog) == [(TIT, "UNVERIFIED", 0), (OWL, "YES", 1)]
    (kept,) = rows(catalog, "SELECT * FROM Annotation WHERE annotationId = ?", made.replaced)
    assert (kept["verified"], kept["mostRecent"], kept["speciesProbability"]) == (
        "UNVERIFIED",
        0,
        50,
    )
    (new,) = rows(catalog, "SELECT * FROM Annotation WHERE annotationId = ?", made.annotation_id)
    assert new["speciesProbability"] == 50, "the app averages this column"
    (noted,) = rows(catalog, "SELECT * FROM AnnotationBatch JOIN Labeler USING (labelerId)")
    assert (noted["batchId"], noted["name"], noted["undoneAt"]) == (batch, "Ana", None)


def test_a_correction_is_no_to_the_old_and_yes_to_the_new_species(catalog: SqliteCatalog) -> None:
    _, (made,) = annotate(catalog, [Decision(detection_id=1, species=EAGLE)], ANA)
    assert made.replaced == 1
    assert _standing(catalog) == [(TIT, "UNVERIFIED", 0), (OWL, "NO", 1), (EAGLE, "YES", 1)]
    assert _detections(catalog)[0] == "NO"
    # And again: what was said first does not count beside it.
    annotate(catalog, [Decision(detection_id=1, species="Asio otus")], ANA)
    assert set(_standing(catalog)) >= {(OWL, "NO", 1), (EAGLE, "NO", 1), ("Asio otus", "YES", 1)}
    annotate(catalog, [Decision(detection_id=1, species=OWL)], ANA)
    assert set(_standing(catalog)) >= {(OWL, "YES", 1), ("Asio otus", "NO", 1)}
    assert _detections(catalog)[0] == "YES"


def test_a_no_with_another_species_is_meant_for_the_old_one(catalog: SqliteCatalog) -> None:
    annotate(catalog, [Decision(detection_id=1, verified="NO", species=EAGLE)], ANA)
    assert _standing(catalog) == [(TIT, "UNVERIFIED", 0), (OWL, "NO", 1), (EAGLE, "YES", 1)]
    annotate(catalog, [Decision(detection_id=1, verified="NO", species=OWL)], ANA)
    assert (OWL, "NO", 1) in _standing(catalog)


def test_a_correction_keeps_the_box_and_comment_of_the_sound(catalog: SqliteCatalog) -> None:
    drawn = Decision(
        recording_id=1, start_s=7, end_s=8, low_hz=900, high_hz=1200, species=OWL, comment="faint"
    )
    _, (first,) = annotate(catalog, [drawn], ANA)
    _, (second,) = annotate(
        catalog, [Decision(annotation_id=first.annotation_id, species=EAGLE)], BEN
    )
    facts = rows(
        catalog,
        "SELECT lowHz, highHz, comment FROM AnnotationFacts WHERE annotationId = ?",
        second.annotation_id,
    )
    assert facts == [{"lowHz": 900.0, "highHz": 1200.0, "comment": "faint"}]


def test_the_same_decision_again_adds_nothing(catalog: SqliteCatalog) -> None:
    decision = Decision(detection_id=1, verified="NO", comment="a dog")
    _, (first,) = annotate(catalog, [decision], ANA)
    batch, (second,) = annotate(catalog, [decision], ANA)
    assert second.annotation_id == first.annotation_id and not second.new
    before = state(catalog)
    undo(catalog, batch)
    assert state(catalog) == before
    annotate(catalog, [decision], ANA)
    assert undo(catalog)[1] == 1, "the latest that said something new"
    _, (first,) = annotate(catalog, [decision], ANA)
    _, (other,) = annotate(catalog, [decision], BEN)
    assert other.new and other.replaced == first.annotation_id, "a second person's word is history"


def test_undoing_what_a_later_decision_was_built_on_lets_the_later_stand(
    catalog: SqliteCatalog,
) -> None:
    before = state(catalog)
    first, _ = annotate(catalog, [Decision(detection_id=1, verified="YES")], ANA)
    second, _ = annotate(catalog, [Decision(detection_id=1, verified="NO")], BEN)
    undo(catalog, first)
    assert _detections(catalog)[0] == "NO"
    undo(catalog, second)
    assert [row for row in state(catalog) if row.get("annotationId", 0) <= 3] == before
    with pytest.raises(InvalidParams, match="already"):
        undo(catalog, first)
    with pytest.raises(InvalidParams, match="nothing to undo"):
        undo(catalog)


def test_undoing_brings_back_nothing_that_its_model_finds_no_more(catalog: SqliteCatalog) -> None:
    annotate(catalog, [Decision(detection_id=1, verified="NO")], ANA)
    run(catalog, MODELS[0], [])  # over the same settings: the detections go
    assert rows(catalog, "SELECT * FROM Detection") == []
    undo(catalog)
    assert _standing(catalog) == []


def test_undoing_brings_back_what_the_app_judged_though_its_model_finds_it_no_more(
    catalog: SqliteCatalog,
) -> None:
    app(catalog, "UPDATE Annotation SET verified = 'YES' WHERE annotationId = 1")
    annotate(catalog, [Decision(detection_id=1, verified="NO")], ANA)
    run(catalog, MODELS[0], [])
    undo(catalog)
    assert _standing(catalog) == [(OWL, "YES", 0)]


@pytest.mark.parametrize(
    ("decision", "field"),
    [
        (Decision(detection_id=99, verified="YES"), "detectionId"),
        (Decision(annotation_id=99, verified="YES"), "annotationId"),
        (Decision(region_id=99, species=OWL), "regionId"),
        (Decision(region_id=1, verified="YES"), "species"),
        (Decision(recording_id=99, start_s=0, end_s=1, species=OWL), "recordingId"),
        (Decision(recording_id=1, start_s=0, end_s=1, verified="YES"), "species"),
        (Decision(recording_id=1, start_s=2, end_s=2, species=OWL), "end"),
        (Decision(recording_id=1, start_s=2, species=OWL), "end"),
        (Decision(recording_id=1, start_s=11, end_s=12.5, species=OWL), "end"),
        (Decision(recording_id=1, start_s=12, end_s=13, species=OWL), "start"),
        (Decision(detection_id=1, verified="YES", low_hz=500, high_hz=400), "highHz"),
        (Decision(detection_id=1, verified="YES", high_hz=24_001), "highHz"),
        (Decision(detection_id=1), "verified"),
    ],
)
def test_a_wrong_decision_names_its_field_and_nothing_is_kept(
    catalog: SqliteCatalog, decision: Decision, field: str
) -> None:
    before = state(catalog)
    good = Decision(detection_id=2, verified="YES")
    with pytest.raises(InvalidParams) as error:
        annotate(catalog, [good, decision], ANA)
    assert error.value.field == f"annotations.1.{field}"
    assert state(catalog) == before
    assert not rows(catalog, "SELECT * FROM AnnotationBatch")


def test_a_formula_is_kept_as_it_was_written(catalog: SqliteCatalog) -> None:
    text = "=cmd|'/C calc'!A0"
    annotate(catalog, [Decision(region_id=1, species=text, comment=text)], Person(text))
    assert (text, "YES", 1) in _standing(catalog)
    assert rows(catalog, "SELECT comment FROM AnnotationFacts") == [{"comment": text}]


def test_five_hundred_decisions_are_one_batch_and_one_undo(catalog: SqliteCatalog) -> None:
    run(catalog, MODELS[1], [(name, n / 100) for n in range(250) for name in (OWL, TIT)])
    before = state(catalog)
    ids = [row["detectionId"] for row in rows(catalog, "SELECT detectionId FROM Detection")][-500:]
    words = ("YES", "NO")
    decisions = [
        Decision(detection_id=each, verified=words[number % 2]) for number, each in enumerate(ids)
    ]
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 1000
        return 0

    catalog._writer.set_progress_handler(count, 1000)
    batch, made = annotate(catalog, decisions, ANA)
    assert len(made) == 500 and len(rows(catalog, "SELECT * FROM AnnotationBatch")) == 1
    assert judged(catalog)[ids[1]] == "NO"
    assert undo(catalog) == (batch, 500)
    mine = {each.annotation_id for each in made}
    assert [row for row in state(catalog) if row.get("annotationId") not in mine] == before
    # Some 2,000 steps of SQLite's machine each: no decision looks through a table.
    assert steps < 500 * 4000


def test_two_writers_at_once_lose_nothing_and_agree_on_what_counts(catalog: SqliteCatalog) -> None:
    other = SqliteCatalog(catalog.path)
    failures: list[BaseException] = []

    def decide(mine: SqliteCatalog, person: Person, word: str) -> None:
        try:
            for number in range(25):
                decision = Decision(detection_id=1, verified=word, comment=str(number))
                annotate(mine, [decision], person)
        except BaseException as error:
            failures.append(error)

    threads = [
        threading.Thread(target=decide, args=each)
        for each in ((catalog, ANA, "YES"), (other, BEN, "NO"))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    other.close()
    assert not failures
    assert len(rows(catalog, "SELECT * FROM AnnotationFacts")) == 50
    assert len([row for row in _standing(catalog) if row[2]]) == 1
    assert len({row["labelerId"] for row in rows(catalog, "SELECT * FROM AnnotationBatch")}) == 2


def test_a_person_is_not_taken_for_a_model_of_the_same_name(catalog: SqliteCatalog) -> None:
    annotate(catalog, [Decision(detection_id=1, verified="YES")], Person("a"))
    people = rows(catalog, "SELECT name FROM Labeler WHERE isHuman = 1")
    assert people == [{"name": "a"}]
    (model,) = rows(catalog, "SELECT name, email FROM Labeler WHERE isHuman = 0")
    with pytest.raises(InvalidParams) as error:
        annotate(catalog, [Decision(detection_id=1, verified="YES")], Person(**model))
    assert error.value.field == "labeler"


# Any order of decisions, undoing, other programs' writes, and runs of two models.

_WORD = st.sampled_from(["YES", "NO", "UNSURE", "UNVERIFIED"])
_APPS_WORD = st.sampled_from(["YES", "NO", "UNVERIFIED"])
_NAME = st.sampled_from(list(SPECIES))
_AT = st.sampled_from([0.0, 3.0])
_PLACES = ((0.0, 3.0), (1.0, 2.0), (3.0, 6.0), (7.0, 8.0))
_FOUND = st.lists(st.tuples(_NAME, _AT), unique=True, max_size=5)
_WHO = st.sampled_from([ANA, BEN])
_STEPS = st.one_of(
    st.tuples(st.just("detection"), st.integers(0, 9), _WORD, st.none() | _NAME, _WHO),
    st.tuples(st.just("annotation"), st.integers(0, 19), _WORD, st.none() | _NAME, _WHO),
    st.tuples(st.just("stretch"), _AT, _WORD, _NAME, _WHO),
    st.tuples(st.just("withdraw"), st.integers(0, 19), _WHO),
    st.tuples(st.just("move"), st.integers(0, 19), st.sampled_from(_PLACES), _WHO),
    st.tuples(st.just("undo"), st.booleans()),
    st.tuples(st.just("redo"), st.booleans()),
    st.tuples(st.just("run"), st.integers(0, 1), _FOUND, st.sampled_from("st")),
)
_APP = st.one_of(
    st.tuples(st.just("judge"), st.integers(0, 19), _APPS_WORD),
    st.tuples(st.just("rename"), st.integers(0, 19), _NAME),
    st.tuples(st.just("insert"), st.integers(0, 19), _APPS_WORD, _NAME),
    st.tuples(st.just("delete"), st.integers(0, 19)),
)


# What the app can leave: a person's and a model's word on the same both standing.
_TWICE = """SELECT 1 FROM Annotation WHERE mostRecent = 1
  GROUP BY regionId, speciesId HAVING count(*) > 1"""


class _Play:
    """Takes steps on a catalog, and remembers what was there before each batch."""

    def __init__(self, catalog: SqliteCatalog) -> None:
        self.catalog = catalog
        self.before: dict[int, list[dict[str, Any]]] = {}
        self.alone = True  # no other program has written

    def take(self, step: tuple[Any, ...]) -> None:
        self.alone &= step[0] not in ("judge", "rename", "insert", "delete")
        with suppress(InvalidParams):
            getattr(self, f"_{step[0]}")(*step[1:])

    def _pick(self, table: str, number: int) -> int | None:
        found = rows(self.catalog, f"SELECT {table}Id AS id FROM {table} ORDER BY 1")
        return found[number % len(found)]["id"] if found else None

    def _decide(self, decision: Decision, person: Person) -> None:
        before = state(self.catalog)
        twice = rows(self.catalog, _TWICE)
        batch, _ = annotate(self.catalog, [decision], person)
        if not twice:  # else the person's word is what stands when it is undone
            self.before[batch] = before

    def _detection(self, number: int, word: str, species: str | None, who: Person) -> None:
        key = self._pick("Detection", number)
        self._decide(Decision(detection_id=key, verified=word, species=species), who)

    def _annotation(self, number: int, word: str, species: str | None, who: Person) -> None:
        key = self._pick("Annotation", number)
        self._decide(Decision(annotation_id=key, verified=word, species=species), who)

    def _stretch(self, at: float, word: str, species: str, who: Person) -> None:
        decision = Decision(
            recording_id=1, start_s=at, end_s=at + 3, verified=word, species=species
        )
        self._decide(decision, who)

    def _withdraw(self, number: int, who: Person) -> None:
        key = self._pick("Annotation", number)
        self._decide(Decision(annotation_id=key, withdraw=True), who)

    def _move(self, number: int, place: tuple[float, float], who: Person) -> None:
        key = self._pick("Annotation", number)
        self._decide(Decision(annotation_id=key, start_s=place[0], end_s=place[1]), who)

    def _redo(self, latest: bool) -> None:
        undone = rows(
            self.catalog, "SELECT batchId FROM AnnotationBatch WHERE undoneAt IS NOT NULL"
        )
        redo(self.catalog, None if latest or not undone else undone[0]["batchId"])
        self.before.clear()

    def _undo(self, latest: bool) -> None:
        whole = state(self.catalog)
        undone, _ = undo(self.catalog, None if latest else min(self.before, default=None))
        if self.alone:
            without = state(self.catalog)
            redo(self.catalog, undone)
            assert state(self.catalog) == whole
            undo(self.catalog, undone)
            assert state(self.catalog) == without
        if undone == max(self.before, default=None):
            earlier = self.before.pop(undone)
            known = {row["annotationId"] for row in earlier if "annotationId" in row}
            after = [
                row
                for row in state(self.catalog)
                if "detectionId" in row or row["annotationId"] in known
            ]
            assert after == earlier
        else:  # what stands now is not what stood before any other batch
            self.before.clear()

    def _run(self, model: int, found: list[tuple[str, float]], digest: str) -> None:
        run(self.catalog, MODELS[model], found, digest)
        self.before.clear()

    def _judge(self, number: int, word: str) -> None:
        key = self._pick("Annotation", number)
        app(self.catalog, "UPDATE Annotation SET verified = ? WHERE annotationId = ?", word, key)
        self.before.clear()

    def _rename(self, number: int, species: str) -> None:
        app(
            self.catalog,
            """UPDATE Annotation SET
                 speciesId = (SELECT speciesId FROM Species WHERE species = ?)
               WHERE annotationId = ?
                 AND EXISTS (SELECT 1 FROM Species WHERE species = ?)""",
            species,
            self._pick("Annotation", number),
            species,
        )
        self.before.clear()

    def _insert(self, number: int, word: str, species: str) -> None:
        key = self._pick("Annotation", number)
        app(self.catalog, "INSERT OR IGNORE INTO Labeler VALUES (77, 'App', 'a@b.org', 1, NULL)")
        app(
            self.catalog,
            """INSERT INTO Annotation (verified, regionId, labelerId, speciesId, mostRecent)
               SELECT ?, regionId, 77, s.speciesId, 1 FROM Annotation, Species s
               WHERE annotationId = ? AND s.species = ?""",
            word,
            key,
            species,
        )
        app(self.catalog, "UPDATE Annotation SET mostRecent = 0 WHERE annotationId = ?", key)
        self.before.clear()

    def _delete(self, number: int) -> None:
        key = self._pick("Annotation", number)
        app(self.catalog, "DELETE FROM Annotation WHERE annotationId = ?", key)
        self.before.clear()


def _decided(catalog: SqliteCatalog) -> list[dict[str, Any]]:
    """List all that people ever said."""
    return rows(
        catalog,
        """SELECT n.annotationId, n.verified, n.regionId, n.labelerId, n.annotationDate,
             n.speciesId, n.speciesProbability, f.batchId, f.replaced, f.comment, f.unsure
           FROM Annotation n JOIN Labeler p USING (labelerId)
           LEFT JOIN AnnotationFacts f USING (annotationId)
           WHERE p.isHuman = 1 ORDER BY 1""",
    )


@settings(max_examples=100)
@given(st.lists(_STEPS, min_size=3, max_size=14))
def test_whatever_is_decided_undone_and_run_again_nothing_of_a_person_is_lost(
    steps: list[tuple[Any, ...]],
) -> None:
    with TemporaryDirectory() as folder:
        catalog = SqliteCatalog(Path(folder) / "c.sqlite")
        catalog._writer.execute("PRAGMA synchronous = 0")
        run(catalog, MODELS[0], [(OWL, 0.0), (TIT, 0.0), (OWL, 3.0)])
        play = _Play(catalog)
        for step in steps:
            before = _decided(catalog)
            play.take(step)
            assert _decided(catalog)[: len(before)] == before
            assert {
                row["detectionId"]: row["verified"]
                for row in rows(catalog, "SELECT detectionId, verified FROM Detection")
            } == judged(catalog)
            assert not rows(catalog, OTHER_VERDICTS), "kept counts by verdict"
            # One word counts on each species of a region, and a person's wins.
            assert not rows(
                catalog,
                """SELECT regionId, speciesId FROM Annotation JOIN Labeler USING (labelerId)
                   WHERE mostRecent = 1 GROUP BY regionId, speciesId
                   HAVING sum(isHuman) > 1 OR (sum(isHuman) AND sum(NOT isHuman))""",
            )
        catalog.close()


@contextmanager
def _played() -> Iterator[tuple[SqliteCatalog, _Play]]:
    """Make a catalog with three detections, and what plays steps on it."""
    with (
        TemporaryDirectory() as folder,
        closing(SqliteCatalog(Path(folder) / "c.sqlite")) as catalog,
    ):
        catalog._writer.execute("PRAGMA synchronous = 0")
        run(catalog, MODELS[0], [(OWL, 0.0), (TIT, 0.0), (OWL, 3.0)])
        yield catalog, _Play(catalog)


@settings(max_examples=60)
@given(st.lists(_STEPS | _APP, min_size=3, max_size=14))
def test_detections_know_how_they_were_judged_whoever_writes(steps: list[tuple[Any, ...]]) -> None:
    with _played() as (catalog, play):
        for step in steps:
            play.take(step)
            found = rows(catalog, "SELECT detectionId, verified FROM Detection")
            assert {row["detectionId"]: row["verified"] for row in found} == judged(catalog)


@settings(max_examples=60)
@given(st.lists(_STEPS | _APP, min_size=3, max_size=14))
def test_verdicts_set_at_the_end_are_those_that_triggers_set_row_by_row(
    steps: list[tuple[Any, ...]],
) -> None:
    states = []
    for way in (verdicts_at_end, nullcontext):
        with pytest.MonkeyPatch.context() as patch:
            for module in ("rows", "labels.intake", "merging"):
                patch.setattr(f"sidecar.catalog.sqlite.{module}.verdicts_at_end", way)
            with _played() as (catalog, play):
                for step in steps:
                    play.take(step)
                states.append(state(catalog))
                assert not rows(catalog, "SELECT 1 FROM VerdictsDue")
    assert states[0] == states[1]


@settings(max_examples=60)
@given(st.lists(_STEPS, min_size=1, max_size=10))
def test_all_that_is_undone_is_redone_step_by_step(steps: list[tuple[Any, ...]]) -> None:
    with _played() as (catalog, play):
        for step in steps:
            play.take(step)
        states = [state(catalog)]
        with suppress(InvalidParams):
            while True:
                undo(catalog)
                states.append(state(catalog))
        for earlier in states[-2::-1]:
            redo(catalog)
            assert state(catalog) == earlier


def test_a_run_again_brings_back_nothing_that_the_app_set_aside(catalog: SqliteCatalog) -> None:
    app(catalog, "INSERT INTO Species VALUES (50, 'Asio otus', NULL)")
    app(catalog, "INSERT INTO Labeler VALUES (77, 'App', 'a@b.org', 1, NULL)")
    app(catalog, "UPDATE Annotation SET speciesId = 50, verified = 'YES' WHERE annotationId = 1")
    app(catalog, "INSERT INTO Annotation VALUES (90, 'YES', 2, 77, '2026', 50, 100, 1)")
    app(catalog, "UPDATE Annotation SET mostRecent = 0 WHERE annotationId = 3")
    assert _detections(catalog) == ["NO", "UNVERIFIED", "NO"]
    for digest, found in (
        ("s", [(OWL, 0.0), (TIT, 0.0), (OWL, 3.0)]),
        ("t", []),
        ("u", [(OWL, 0.0), (TIT, 0.0), (OWL, 3.0)]),
    ):
        run(catalog, MODELS[0], found, digest)
    assert _detections(catalog) == ["NO", "UNVERIFIED", "NO"]
    assert len(rows(catalog, "SELECT * FROM Annotation")) == 4


def test_a_decision_survives_when_its_model_is_gone_from_the_current_results(
    catalog: SqliteCatalog,
) -> None:
    annotate(catalog, [Decision(detection_id=1, verified="YES")], ANA)
    run(catalog, MODELS[0], [], "other threshold")
    run(catalog, MODELS[1], [(OWL, 0.0)])
    assert (OWL, "YES", 1) in _standing(catalog) and (OWL, "UNVERIFIED", 0) not in _standing(
        catalog
    )
    assert _detections(catalog) == ["YES"], "and it holds for another model's detection"
    undo(catalog)
    assert _standing(catalog) == [(OWL, "UNVERIFIED", 0)], "the second model's, which counts now"


def test_the_tables_stay_whole(catalog: SqliteCatalog) -> None:
    annotate(catalog, [Decision(detection_id=1, species=EAGLE)], ANA)
    undo(catalog)
    db = sqlite3.connect(catalog.path)
    assert not db.execute("PRAGMA foreign_key_check").fetchall()
    assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    db.close()
