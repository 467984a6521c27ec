"""UNSURE: a person listened and cannot tell. It is a verdict, and counts for neither side."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sidecar.app.engine import Engine
from sidecar.catalog.sqlite.catalog import SqliteCatalog
from sidecar.contract.labels import AnnotateRequest, UndoRequest
from sidecar.contract.query import QueryRequest
from sidecar.methods.labels import annotate, undo
from sidecar.methods.query import query
from sidecar.rpc.verb import Call
from sidecar.settings import Settings
from tests.conftest import MANIFESTS
from tests.labels.catalogs import MODELS, SPECIES, app, rows, run

OWL, TIT, _ = SPECIES


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    path = tmp_path / "catalog.sqlite"
    catalog = SqliteCatalog(path)
    run(catalog, MODELS[0], [(OWL, 0.0), (OWL, 3.0), (OWL, 6.0), (TIT, 0.0)])
    catalog.close()
    engine = Engine(Settings(home=tmp_path, catalog=path, manifests=MANIFESTS))
    yield engine
    engine.close()


def _say(engine: Engine, **verdicts: str) -> None:
    said = [
        {"detectionId": int(name[1:]), "verified": verdict} for name, verdict in verdicts.items()
    ]
    annotate(engine, AnnotateRequest.model_validate({"annotations": said}), Call())


def _ask(engine: Engine, select: str, **more: Any) -> list[dict[str, Any]]:
    request = QueryRequest.model_validate({"select": select, **more})
    return [row.model_dump() for row in query(engine, request, Call()).rows]


def test_unsure_is_asked_for_like_any_verdict(engine: Engine) -> None:
    _say(engine, d1="UNSURE", d2="YES")
    for select in ("detections", "annotations"):
        for wanted in ("UNSURE", ["UNSURE"], {"in": ["UNSURE", "NO"]}):
            (row,) = _ask(engine, select, where={"verified": wanted})
            assert (row["verified"], row["start"]) == ("UNSURE", 0.0), (select, wanted)
        several = _ask(engine, select, where={"verified": ["UNSURE", "YES"]})
        assert sorted(row["verified"] for row in several) == ["UNSURE", "YES"]
        left = _ask(engine, select, where={"verified": "UNVERIFIED"})
        assert {row["verified"] for row in left} == {"UNVERIFIED"}
    assert len(_ask(engine, "recordings", where={"verified": "UNSURE"})) == 1
    assert _ask(engine, "recordings", where={"verified": "NO"}) == []


def test_unsure_is_left_out_of_the_share_and_counted(engine: Engine) -> None:
    _say(engine, d1="UNSURE", d2="YES", d3="NO")
    for where in ({}, {"mostRecent": 1}):  # from kept counts, and counted anew
        owl, _ = sorted(_ask(engine, "accuracy", where=where), key=lambda row: row["species_id"])
        counts = [owl[name] for name in ("yes", "no", "unsure", "unverified", "accuracy")]
        assert counts == [1, 1, 1, 0, 0.5], where


@pytest.mark.parametrize("of", ["detections", "labels"])
def test_counts_by_verdict_have_unsure(engine: Engine, of: str) -> None:
    _say(engine, d1="UNSURE", d2="YES")
    request = QueryRequest.model_validate({"select": "counts", "of": of, "by": ["verdict"]})
    found = {row.verdict: getattr(row, of) for row in query(engine, request, Call()).rows}
    assert {"UNSURE": 1, "YES": 1}.items() <= found.items()


def test_another_programs_word_takes_the_place_of_unsure(engine: Engine) -> None:
    _say(engine, d1="UNSURE")
    catalog = SqliteCatalog(engine.catalog.path)
    (stored,) = rows(catalog, "SELECT verified FROM Annotation ORDER BY annotationId DESC LIMIT 1")
    assert stored["verified"] == "UNVERIFIED", "the app knows no fourth word"
    app(
        catalog,
        "UPDATE Annotation SET verified = 'NO' WHERE annotationId ="
        " (SELECT max(annotationId) FROM Annotation)",
    )
    catalog.close()
    assert [row["verified"] for row in _ask(engine, "detections")].count("NO") == 1
    assert _ask(engine, "annotations", where={"verified": "UNSURE"}) == []


def test_undoing_unsure_leaves_what_stood_before(engine: Engine) -> None:
    before = _ask(engine, "detections")
    _say(engine, d1="UNSURE")
    undo(engine, UndoRequest(), Call())
    assert _ask(engine, "detections") == before
    owl = _ask(engine, "accuracy", where={"species": OWL})[0]
    assert (owl["unsure"], owl["unverified"]) == (0, 3)
