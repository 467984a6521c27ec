"""Labels that are taken back and labels that move: whole, and as steps that can be undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sidecar.catalog.sqlite.catalog import SqliteCatalog
from sidecar.catalog.sqlite.labels.annotations import annotate
from sidecar.catalog.sqlite.labels.redo import redo
from sidecar.catalog.sqlite.labels.undo import undo
from sidecar.catalog.values import Decision, Person
from sidecar.errors import InvalidParams
from tests.labels.catalogs import MODELS, SPECIES, rows, run

ANA, BEN = Person("Ana"), Person("Ben")
OWL, TIT, EAGLE = SPECIES
BOX = Decision(
    recording_id=1, start_s=7.0, end_s=8.0, low_hz=900, high_hz=1200, species=OWL, comment="faint"
)


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[SqliteCatalog]:
    catalog = SqliteCatalog(tmp_path / "catalog.sqlite")
    run(catalog, MODELS[0], [(OWL, 0.0), (TIT, 0.0), (OWL, 3.0)])
    yield catalog
    catalog.close()


def _decide(catalog: SqliteCatalog, decision: Decision, who: Person = ANA) -> int:
    _, (made,) = annotate(catalog, [decision], who)
    return made.annotation_id


def _labels(catalog: SqliteCatalog) -> list[tuple[Any, ...]]:
    """List what people say now: species, verdict, where and by whom."""
    found = rows(
        catalog,
        """SELECT species, verified, starttime, endtime, lowHz, highHz, f.comment, name
           FROM Annotation n JOIN Labeler l USING (labelerId) JOIN Species USING (speciesId)
           JOIN RegionOfInterest USING (regionId) JOIN AnnotationFacts f USING (annotationId)
           WHERE mostRecent = 1 AND l.isHuman = 1 ORDER BY annotationId""",
    )
    return [tuple(row.values()) for row in found]


def _verdicts(catalog: SqliteCatalog) -> list[str]:
    return [
        row["verified"]
        for row in rows(catalog, "SELECT verified FROM Detection ORDER BY detectionId")
    ]


def test_a_correction_is_taken_back_with_its_no(catalog: SqliteCatalog) -> None:
    eagle = _decide(catalog, Decision(detection_id=1, species=EAGLE))
    _decide(catalog, Decision(annotation_id=eagle, withdraw=True))
    assert _labels(catalog) == [] and _verdicts(catalog) == ["UNVERIFIED"] * 3
    undo(catalog)
    assert [row[:2] for row in _labels(catalog)] == [(OWL, "NO"), (EAGLE, "YES")]


def test_a_verdict_is_taken_back_for_its_person_alone(catalog: SqliteCatalog) -> None:
    _decide(catalog, Decision(detection_id=1, verified="YES"), ANA)
    bens = _decide(catalog, Decision(detection_id=1, verified="NO"), BEN)
    _decide(catalog, Decision(annotation_id=bens, withdraw=True), BEN)
    assert _verdicts(catalog)[0] == "YES"


def test_a_box_is_taken_back_whole_whoever_changed_it(catalog: SqliteCatalog) -> None:
    box = _decide(catalog, BOX, ANA)
    renamed = _decide(catalog, Decision(annotation_id=box, species=EAGLE), BEN)
    _decide(catalog, Decision(annotation_id=renamed, withdraw=True), BEN)
    assert _labels(catalog) == []


def test_a_box_that_moves_keeps_what_was_said(catalog: SqliteCatalog) -> None:
    box = _decide(catalog, BOX, ANA)
    before = _labels(catalog)
    moved = _decide(catalog, Decision(annotation_id=box, start_s=6.5, high_hz=1500), BEN)
    after = [(OWL, "YES", 6.5, 8.0, None, 1500.0, "faint", "Ben")]
    assert _labels(catalog) == after
    further = _decide(catalog, Decision(annotation_id=moved, end_s=7.5, species=EAGLE), BEN)
    assert [row[:4] for row in _labels(catalog)] == [
        (OWL, "NO", 6.5, 7.5),
        (EAGLE, "YES", 6.5, 7.5),
    ]
    assert further > moved
    undo(catalog)
    assert _labels(catalog) == after
    undo(catalog)
    assert _labels(catalog) == before
    redo(catalog)
    assert _labels(catalog) == after


def test_undoing_a_move_leaves_a_later_word_and_no_second_label(catalog: SqliteCatalog) -> None:
    box = _decide(catalog, BOX)
    move, (moved,) = annotate(catalog, [Decision(annotation_id=box, start_s=6.0)], ANA)
    _decide(catalog, Decision(annotation_id=moved.annotation_id, comment="clear"), BEN)
    undo(catalog, move)
    assert [row[2:4] for row in _labels(catalog)] == [(6.0, 8.0)]
    undo(catalog)
    assert [row[2:4] for row in _labels(catalog)] == [(7.0, 8.0)]


def test_a_label_that_stays_where_it_is_has_not_moved(catalog: SqliteCatalog) -> None:
    box = _decide(catalog, BOX)
    _, (made,) = annotate(catalog, [Decision(annotation_id=box, start_s=7.0, comment="loud")], ANA)
    assert made.replaced == box and [row[6] for row in _labels(catalog)] == ["loud"]


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"start_s": 1.0}, "start", "stays at its window"),
        ({"start_s": 3.0}, "end", "after its start"),
        ({"end_s": 99.0}, "end", "within the recording"),
    ],
)
def test_a_verdict_on_a_detection_cannot_move(
    catalog: SqliteCatalog, change: dict[str, Any], field: str, words: str
) -> None:
    verdict = _decide(catalog, Decision(detection_id=1, verified="YES"))
    with pytest.raises(InvalidParams, match=words) as error:
        _decide(catalog, Decision(annotation_id=verdict, **change))
    assert error.value.field == f"annotations.0.{field}"


@pytest.mark.parametrize("change", [{"withdraw": True}, {"start_s": 1.0}])
def test_what_a_model_heard_is_neither_moved_nor_taken_back(
    catalog: SqliteCatalog, change: dict[str, Any]
) -> None:
    with pytest.raises(InvalidParams, match="is a model's"):
        _decide(catalog, Decision(annotation_id=1, **change))
    box = _decide(catalog, BOX)
    _decide(catalog, Decision(annotation_id=box, withdraw=True))
    with pytest.raises(InvalidParams, match="already taken back"):
        _decide(catalog, Decision(annotation_id=box, **change))
