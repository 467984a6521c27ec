"""A person's word counts before a model's, whichever the app wrote last."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sidecar.catalog.sqlite.catalog import SqliteCatalog
from sidecar.catalog.values import Decision, Person
from tests.labels.catalogs import MODELS, SPECIES, app, rows, run

ANA, BEN = Person("Ana"), Person("Ben")
OWL = next(iter(SPECIES))

# The app lets the model's annotation count again beside the person's, or writes another.
_AGAIN = "UPDATE Annotation SET verified = 'YES', mostRecent = 1 WHERE annotationId = 1"
_ANOTHER = """
INSERT INTO Annotation (regionId, labelerId, speciesId, speciesProbability, verified, mostRecent)
SELECT regionId, labelerId, speciesId, 50, 'YES', 1 FROM Annotation WHERE annotationId = 1"""


@pytest.fixture(params=[_AGAIN, _ANOTHER], ids=["earlier", "later"])
def catalog(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SqliteCatalog]:
    """Ana denies the owl that the model found, and the app lets the model affirm it."""
    catalog = SqliteCatalog(tmp_path / "catalog.sqlite")
    run(catalog, MODELS[0], [(OWL, 0.0)])
    catalog.labels.decide([Decision(detection_id=1, verified="NO")], ANA)
    app(catalog, request.param)
    assert _counting(catalog) == [("NO", 1), ("YES", 0)]
    yield catalog
    catalog.close()


def _counting(catalog: SqliteCatalog) -> list[tuple[str, int]]:
    """List what counts of the owl, and whether a person says it."""
    found = rows(
        catalog,
        """SELECT verified, isHuman FROM Annotation JOIN Labeler USING (labelerId)
           WHERE mostRecent = 1 ORDER BY isHuman DESC""",
    )
    return [(row["verified"], row["isHuman"]) for row in found]


def test_training_learns_what_the_person_says(catalog: SqliteCatalog) -> None:
    assert [(each.species, each.present) for each in catalog.labels.standing()] == [(OWL, False)]


def test_a_comment_keeps_what_the_person_says(catalog: SqliteCatalog) -> None:
    catalog.labels.decide([Decision(detection_id=1, comment="far away")], BEN)
    assert _counting(catalog) == [("NO", 1)]


def test_undoing_puts_back_what_the_person_says_and_not_the_model(catalog: SqliteCatalog) -> None:
    batch = catalog.labels.decide([Decision(detection_id=1, verified="YES")], BEN)
    assert _counting(catalog) == [("YES", 1)]
    catalog.labels.undo(batch.batch_id)
    assert _counting(catalog) == [("NO", 1)]
