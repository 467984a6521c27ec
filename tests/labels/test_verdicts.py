"""What the rows of detections tell of the decision that counts for them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sidecar.catalog.sqlite.catalog import SqliteCatalog
from sidecar.catalog.sqlite.labels.annotations import annotate
from sidecar.catalog.sqlite.labels.undo import undo
from sidecar.catalog.sqlite.query import routed
from sidecar.catalog.values import Decision, Person, Question
from tests.labels.catalogs import MODELS, SPECIES, app, run

ANA, BEN = Person("Ana", "ana@example.org"), Person("Ben")
OWL, TIT, EAGLE = SPECIES

FIELDS = ["verified", "verdictBy", "correctedTo", "comment", "lowHz", "highHz"]
NOBODY = ["UNVERIFIED", None, None, None, None, None]


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[SqliteCatalog]:
    catalog = SqliteCatalog(tmp_path / "catalog.sqlite")
    run(catalog, MODELS[0], [(OWL, 0.0), (TIT, 0.0), (OWL, 3.0)])
    yield catalog
    catalog.close()


def _ask(catalog: SqliteCatalog, **where: Any) -> list[dict[str, Any]]:
    question = Question("detections", where, ["detectionId"])
    return catalog.questions.page(question, limit=9).rows


def _told(catalog: SqliteCatalog) -> list[list[Any]]:
    rows = _ask(catalog)
    assert all((row["verdictAt"] is None) == (row["verdictBy"] is None) for row in rows)
    return [[row[name] for name in FIELDS] for row in rows]


def test_nobody_decided(catalog: SqliteCatalog) -> None:
    assert _told(catalog) == [NOBODY] * 3


def test_a_decision_tells_who_made_it_and_what_was_said(catalog: SqliteCatalog) -> None:
    said = Decision(detection_id=1, verified="YES", comment="far away", low_hz=300.0, high_hz=900.0)
    annotate(catalog, [said], ANA)
    assert _told(catalog) == [["YES", "Ana", None, "far away", 300.0, 900.0], NOBODY, NOBODY]
    annotate(catalog, [Decision(detection_id=1, verified="NO")], BEN)
    assert _told(catalog)[0][:3] == ["NO", "Ben", None], "the last decision counts"
    undo(catalog)
    assert _told(catalog)[0] == ["YES", "Ana", None, "far away", 300.0, 900.0]
    undo(catalog)
    assert _told(catalog) == [NOBODY] * 3


def test_a_comment_alone_tells_its_author(catalog: SqliteCatalog) -> None:
    annotate(catalog, [Decision(detection_id=1, comment="owl or dog?")], ANA)
    assert _told(catalog)[0] == ["UNVERIFIED", "Ana", None, "owl or dog?", None, None]


def test_a_correction_tells_the_species_and_what_was_said_of_it(catalog: SqliteCatalog) -> None:
    annotate(catalog, [Decision(detection_id=1, species=EAGLE, comment="a scream")], ANA)
    assert _told(catalog) == [["NO", "Ana", EAGLE, "a scream", None, None], NOBODY, NOBODY]
    annotate(catalog, [Decision(detection_id=1, species="Asio otus")], BEN)
    assert _told(catalog)[0][:3] == ["NO", "Ben", "Asio otus"]
    annotate(catalog, [Decision(detection_id=1, species=OWL)], BEN)
    assert _told(catalog)[0][:3] == ["YES", "Ben", None]


def test_another_species_in_the_same_region_is_no_correction(catalog: SqliteCatalog) -> None:
    region = _ask(catalog)[0]["regionId"]
    annotate(catalog, [Decision(region_id=region, species=EAGLE)], ANA)
    assert _told(catalog) == [NOBODY] * 3


def test_a_species_that_the_app_gave_in_place_is_a_correction_by_nobody(
    catalog: SqliteCatalog,
) -> None:
    annotate(catalog, [Decision(detection_id=3, species=EAGLE)], ANA)  # so that there is an eagle
    app(
        catalog,
        f"""UPDATE Annotation SET speciesId =
              (SELECT speciesId FROM Species WHERE species = '{EAGLE}') WHERE annotationId = 1""",
    )
    assert _told(catalog)[0] == ["NO", None, EAGLE, None, None, None]


@pytest.mark.parametrize("few", [0, 20_000])
def test_detections_are_found_and_ordered_by_their_decision(
    catalog: SqliteCatalog, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    annotate(catalog, [Decision(detection_id=2, verified="YES", comment="b")], ANA)
    annotate(catalog, [Decision(detection_id=3, species=EAGLE, comment="a")], BEN)
    monkeypatch.setattr(routed, "FEW", few)
    wanted: list[tuple[dict[str, Any], list[int]]] = [
        ({"verdictBy": "Ana"}, [2]),
        ({"verdictBy": ["Ana", None]}, [1, 2]),
        ({"verdictBy": {"ne": "Ana"}}, [1, 3]),
        ({"comment": {"contains": "A"}}, [3]),
        ({"correctedTo": EAGLE}, [3]),
        ({"verdictAt": None}, [1]),
    ]
    for where, ids in wanted:
        assert [row["detectionId"] for row in _ask(catalog, **where)] == ids, where
    orders = {"comment": [1, 3, 2], "-comment": [2, 3, 1], "-verdictBy": [3, 2, 1]}
    for order, ids in orders.items():
        page = catalog.questions.page(Question("detections", {}, [order]), limit=9)
        assert [row["detectionId"] for row in page.rows] == ids, order
