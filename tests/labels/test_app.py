"""A database of the desktop app: opened as it is, and labels that are seen both ways."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from sidecar.app.engine import Engine
from sidecar.catalog.sqlite.labels.annotations import annotate
from sidecar.catalog.sqlite.labels.undo import undo
from sidecar.catalog.values import Decision, Person
from sidecar.contract.query import QueryRequest
from sidecar.methods.query import query
from sidecar.rpc.verb import Call
from sidecar.settings import Settings
from tests.labels.catalogs import MODELS, app, rows, run
from tests.labels.project import make_project

OWL, TIT = "Strix aluco", "Parus major"

_PLACES = ("Survey", "Site", "Recorder", "Deployment", "Recording")
_TABLES = (*_PLACES, "RegionOfInterest", "Species", "Model", "Labeler", "Annotation")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "project.sqlite"
    make_project(path)
    return path


@pytest.fixture
def engine(path: Path, tmp_path: Path) -> Iterator[Engine]:
    engine = Engine(Settings(tmp_path, path, Path(__file__).parents[2] / "sidecar" / "manifests"))
    yield engine
    engine.close()


def _dump(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Read all that the app has: its tables' definitions and their rows."""
    with closing(sqlite3.connect(path)) as db:
        held = {name: db.execute(f"SELECT * FROM {name}").fetchall() for name in _TABLES}
        marks = ", ".join("?" for _ in _TABLES)
        sql = f"SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name IN ({marks})"
        return {**held, "sql": sorted(db.execute(sql, _TABLES))}


def _ask(engine: Engine, select: str, **more: Any) -> list[dict[str, Any]]:
    request = QueryRequest.model_validate({"select": select, **more})
    return [row.model_dump() for row in query(engine, request, Call()).rows]


def test_it_is_opened_as_it_is_and_its_labels_are_seen(engine: Engine, path: Path) -> None:
    before = _dump(path)
    seen = _ask(engine, "annotations")
    assert _dump(path) == before
    assert [(row["species"], row["verified"], row["probability"]) for row in seen] == [
        (OWL, "YES", 100),
        (TIT, "UNVERIFIED", 87),  # written as a fraction of 1
        (OWL, "NO", 64),
        (TIT, "UNVERIFIED", 1),
    ]
    assert [row["is_human"] for row in seen] == [1, 0, 0, 0]
    accuracy = {row["species"]: row for row in _ask(engine, "accuracy")}
    assert (accuracy[OWL]["yes"], accuracy[OWL]["no"]) == (1, 1)
    assert accuracy[TIT]["average_confidence"] == pytest.approx(0.44)
    assert [row["path"] for row in _ask(engine, "recordings", where={"verified": "YES"})] == [
        "/a.wav"
    ]
    assert [row["path"] for row in _ask(engine, "recordings", where={"labeler": "TweetyNET"})] == [
        "/a.wav",
        "/b.wav",
    ]
    confident = _ask(engine, "annotations", where={"probability": {"ge": 87}})
    assert [row["annotation_id"] for row in confident] == [1, 2]


def test_a_run_adds_rows_and_changes_none_and_again_adds_none(engine: Engine, path: Path) -> None:
    before = _dump(path)
    run(engine.catalog, MODELS[0], [(OWL, 0.0), (TIT, 3.0)])
    after = _dump(path)
    for name in ("sql", "Survey", "Site", "Recorder", "Deployment", "Species", "Annotation"):
        assert after[name][: len(before[name])] == before[name], name
    assert [row[:3] for row in after["Recording"]] == [(1, None, "/a.wav"), (2, 1, "/b.wav")]
    assert after["Recording"][0][5:7] == (12, 48_000), "the app had not measured it"
    assert len(after["Species"]) == 2 and len(after["RegionOfInterest"]) == 4
    # The model agrees with Ana, who has the last word.
    assert [row[1:] for row in after["Annotation"][4:]] == [
        ("UNVERIFIED", 1, 3, after["Annotation"][4][4], 1, 50, 0),
        ("UNVERIFIED", 4, 3, after["Annotation"][5][4], 2, 50, 1),
    ]
    assert [row["verified"] for row in _ask(engine, "detections")] == ["YES", "UNVERIFIED"]
    run(engine.catalog, MODELS[0], [(OWL, 0.0), (TIT, 3.0)])
    assert _dump(path) == after


def test_what_is_decided_here_is_what_the_app_reads(engine: Engine, path: Path) -> None:
    batch, (made,) = annotate(
        engine.catalog, [Decision(annotation_id=2, species=OWL)], Person("Ana", "ana@example.org")
    )
    counts = """SELECT s.species, sum(verified = 'YES'), sum(verified = 'NO'),
      sum(verified = 'UNVERIFIED') FROM Annotation JOIN Species s USING (speciesId)
      WHERE mostRecent = 1 GROUP BY 1 ORDER BY 1"""
    with closing(sqlite3.connect(path)) as db:
        assert db.execute(counts).fetchall() == [(TIT, 0, 1, 1), (OWL, 2, 1, 0)]
        assert db.execute("SELECT count(*) FROM Labeler WHERE isHuman = 1").fetchone() == (1,)
        (probability,) = db.execute(
            "SELECT speciesProbability FROM Annotation WHERE verified = 'NO' AND labelerId = 1"
        ).fetchone()
        assert probability == 87
    assert made.replaced == 2
    undo(engine.catalog, batch)
    with closing(sqlite3.connect(path)) as db:
        assert db.execute(counts).fetchall() == [(TIT, 0, 0, 2), (OWL, 1, 1, 0)]


def test_what_is_decided_in_the_app_is_seen_here_and_outlives_every_run(engine: Engine) -> None:
    catalog = engine.catalog
    run(catalog, MODELS[0], [(OWL, 3.0), (TIT, 3.0), (OWL, 6.0)])
    (first, second, third) = (row["annotation_id"] for row in _ask(engine, "detections"))
    app(catalog, "UPDATE Annotation SET verified = 'YES' WHERE annotationId = ?", first)
    app(catalog, "UPDATE Annotation SET speciesId = 1 WHERE annotationId = ?", second)
    app(
        catalog,
        """INSERT INTO Annotation SELECT 90, 'YES', regionId, 1, '2026-07-01', 2, 90, 1
           FROM Annotation WHERE annotationId = ?""",
        third,
    )
    app(catalog, "UPDATE Annotation SET mostRecent = 0 WHERE annotationId = ?", third)
    judged = rows(catalog, "SELECT * FROM Annotation WHERE annotationId IN (?, ?)", first, second)
    for found, digest in (
        ([(OWL, 3.0), (TIT, 3.0), (OWL, 6.0)], "s"),  # forced, over the same settings
        ([], "a higher threshold"),
        ([(OWL, 3.0), (TIT, 3.0), (OWL, 6.0)], "s"),
    ):
        run(catalog, MODELS[0], found, digest)
        kept = rows(catalog, "SELECT * FROM Annotation WHERE annotationId IN (?, ?)", first, second)
        assert kept == judged
    assert [row["verified"] for row in _ask(engine, "detections")] == ["YES", "NO", "NO"]
    (row,) = _ask(engine, "annotations", where={"annotationId": third})
    assert row["most_recent"] == 0
