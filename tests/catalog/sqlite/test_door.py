"""The catalog's door: a damaged value is told in words, and a bug of ours stays a bug."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

from sidecar.catalog.sqlite.catalog import SqliteCatalog
from sidecar.catalog.sqlite.door import door, from_rows, made
from sidecar.catalog.values import Change, Decision, Intake, Person
from sidecar.errors import CatalogUnavailable

PATH = Path("/catalogs/owls.sqlite")


class Cell(NamedTuple):
    number: int
    text: str | None


@door
class Shelf:
    """A part of a catalog that fails as it is told to."""

    path = PATH

    def bug(self) -> int:
        return int("owl")

    def bugs(self) -> Iterator[int]:
        yield 1
        raise KeyError("owl")

    def damage(self) -> int:
        with from_rows():
            return int("owl")

    def damages(self) -> Iterator[int]:
        yield 1
        with from_rows():
            raise KeyError("owl")

    @from_rows()
    def marked(self) -> int:
        return int("owl")

    def nothing(self) -> Cell:
        return made(Cell, None)

    def made(self, *cells: object) -> Cell:
        return made(Cell, cells)


def test_an_error_of_our_own_code_stays_what_it_is() -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        Shelf().bug()
    with pytest.raises(KeyError, match="owl"):
        list(Shelf().bugs())
    with pytest.raises(ValueError, match="shorter"):  # a question with too few columns
        Shelf().made(1)


@pytest.mark.parametrize(
    "read",
    [
        lambda shelf: shelf.damage(),
        lambda shelf: list(shelf.damages()),
        lambda shelf: shelf.marked(),
        lambda shelf: shelf.nothing(),
        lambda shelf: shelf.made("1", "owl"),
        lambda shelf: shelf.made(1, b"owl"),
    ],
)
def test_a_value_that_nobody_wrote_is_told_with_the_catalog(
    read: Callable[[Shelf], object],
) -> None:
    with pytest.raises(CatalogUnavailable) as caught:
        read(Shelf())
    assert caught.value.message == f"A value in the catalog {PATH} cannot be read."


def test_a_row_of_the_right_types_becomes_its_value() -> None:
    assert Shelf().made(1, None) == Cell(1, None)


def test_an_error_of_the_caller_is_not_the_catalogs(tmp_path: Path) -> None:
    def changes() -> Iterator[Change]:
        yield from ()
        raise LookupError("the caller's")

    def decisions() -> Iterator[Decision]:
        yield from ()
        raise TypeError("the caller's")

    catalog = SqliteCatalog(tmp_path / "c.sqlite")
    with pytest.raises(LookupError, match="the caller's"):
        catalog.recordings.change(changes())
    with pytest.raises(TypeError, match="the caller's"):
        catalog.labels.take_over(
            decisions(), Person("Ana"), Intake("a.txt"), lambda number, error: None
        )
    catalog.close()


@pytest.mark.parametrize("value", ["'?'", "x'ff00'", "1e300", "-1"])
@pytest.mark.parametrize("column", ["dimension", "rows", "generation"])
def test_a_strange_number_of_the_embeddings_is_told(latest: Path, column: str, value: str) -> None:
    with closing(sqlite3.connect(latest)) as db, db:
        db.execute("PRAGMA ignore_check_constraints = 1")
        db.execute(f"UPDATE VectorFile SET {column} = {value}")
    catalog = SqliteCatalog(latest)
    for read in (
        lambda: catalog.embeddings.dimension(1),
        lambda: catalog.embeddings.read(1, np.array([0])),
        lambda: catalog.embeddings.directions(1, np.array([0])),
    ):
        with pytest.raises(CatalogUnavailable, match="cannot be read"):
            read()
    catalog.close()


def test_a_path_that_is_no_text_is_told(latest: Path) -> None:
    with closing(sqlite3.connect(latest)) as db, db:
        db.execute("UPDATE Recording SET url = CAST(url AS BLOB)")
    catalog = SqliteCatalog(latest)
    with pytest.raises(CatalogUnavailable, match="cannot be read"):
        catalog.embeddings.windows(1)
    catalog.close()


def test_a_window_set_that_names_rows_beyond_the_file_is_told(latest: Path) -> None:
    with closing(sqlite3.connect(latest)) as db, db:
        db.execute("UPDATE WindowSet SET firstVector = 1000000 WHERE windowSetId = 1")
    catalog = SqliteCatalog(latest)
    rows = catalog.embeddings.rows_in_use(1)
    with pytest.raises(CatalogUnavailable, match="cannot be read"):
        catalog.embeddings.directions(1, rows)
    with pytest.raises(CatalogUnavailable, match="cannot be read"):
        catalog.embeddings.nearest(1, np.ones(8, np.float32), 3, rows)
    catalog.close()


def test_a_probability_beyond_all_numbers_is_told(latest: Path) -> None:
    with closing(sqlite3.connect(latest)) as db, db:
        db.execute("UPDATE Annotation SET speciesProbability = 1e300 WHERE annotationId = 6")
    catalog = SqliteCatalog(latest)
    decision = Decision(annotation_id=6, verified="NO")
    with pytest.raises(CatalogUnavailable, match="cannot be read"):
        catalog.labels.decide([decision], Person("Ana", "ana@example.org"))
    catalog.close()
