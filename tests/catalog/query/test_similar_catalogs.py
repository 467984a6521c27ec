"""Similar sounds in several catalogs: as in one catalog of all their recordings."""

from __future__ import annotations

import gc
import hashlib
import itertools
import json
import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from sidecar.app.engine import Engine
from sidecar.catalog.runs import ModelVersion
from sidecar.catalog.sqlite.migrations import SCHEMA_VERSION
from sidecar.catalog.sqlite.upkeep.blueprint import blueprint
from sidecar.catalog.vectors import keeper
from sidecar.cli.arguments import parse
from sidecar.cli.terminal import run_command
from sidecar.contract.query import QueryRequest, QueryResult
from sidecar.errors import InvalidParams
from sidecar.methods.query import query
from sidecar.rpc.verb import Call
from sidecar.run.detections import Detection
from sidecar.settings import Settings
from sidecar.values import Metadata
from tests.conftest import MANIFESTS
from tests.keeping import BIRDNET, clustered, keep

OWL = Detection("Strix aluco", "Tawny Owl", 9.0, 12.0, 0.8)
LIKE = {"path": "/a0.wav", "start": 6}


def _engine(folder: Path, names: Sequence[str], model: ModelVersion = BIRDNET) -> Engine:
    """Make a catalog of recordings of 20 windows, an owl in one of them."""
    engine = Engine(Settings(folder, folder / "catalog.sqlite", MANIFESTS))
    model_id = engine.catalog.runs.model_id(model)
    for name in names:
        seed = int(hashlib.sha256(name.encode()).hexdigest()[:8], 16)
        start = Metadata(start=datetime(2026, 5, 1 + int(name[1]), 4))
        keep(engine.catalog, model_id, name, clustered(20, 32, seed=seed), OWL, metadata=start)
    return engine


def _left(engine: Engine) -> None:
    """Close a catalog, with the readers of this thread."""
    engine.close()
    del engine
    gc.collect()


@pytest.fixture(scope="module")
def catalogs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Make three catalogs, and one of all their recordings; nobody has them open."""
    made = {}
    parts = {each: [f"{each}{number}" for number in range(4)] for each in "abc"}
    for name, recordings in {**parts, "all": [*itertools.chain(*parts.values())]}.items():
        folder = tmp_path_factory.mktemp(name)
        _left(_engine(folder, recordings))
        made[name] = folder / "catalog.sqlite"
    return made


@pytest.fixture
def copies(catalogs: dict[str, Path], tmp_path: Path) -> dict[str, Path]:
    """Copy the catalogs, to be changed."""
    for name, path in catalogs.items():
        shutil.copytree(path.parent, tmp_path / name)
    return {name: tmp_path / name / "catalog.sqlite" for name in catalogs}


def _ask(catalog: Path, *others: Path, **more: Any) -> QueryResult:
    engine = Engine(Settings(catalog.parent, catalog, MANIFESTS))
    try:
        request = {"select": "similar", "like": LIKE, "catalogs": [*map(str, others)], **more}
        return query(engine, QueryRequest.model_validate(request), Call())
    finally:
        engine.close()


def _told(result: QueryResult) -> list[tuple[Any, ...]]:
    rows = result.model_dump(mode="json", by_alias=True)["rows"]
    names = ("path", "start", "similarity", "distance", "species", "confidence", "heardAt")
    return [tuple(row[name] for name in names) for row in rows]


def _files(catalog: Path) -> dict[str, str]:
    return {
        str(path.relative_to(catalog.parent)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(catalog.parent.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize(
    "more",
    [
        {"k": 15},
        {"k": 200},
        {"k": 5, "where": {"species": "Strix aluco"}},
        {"k": 30, "where": {"date": {"between": ["2026-05-02", "2026-05-03"]}}},
        {"k": 9, "where": {"path": ["/b2.wav", "/c1.wav"]}},
        {"k": 9, "rerank": {"curvature": 0.01, "factor": 3}},
        {"k": 1, "where": {"species": "Parus major"}},
    ],
)
def test_several_catalogs_answer_as_one_of_all_recordings(
    catalogs: dict[str, Path], more: dict[str, Any]
) -> None:
    before = {name: _files(catalogs[name]) for name in ("b", "c")}
    found = _ask(catalogs["a"], catalogs["b"], catalogs["c"], **more)
    assert _told(found) == _told(_ask(catalogs["all"], **more))
    assert found.total == len(found.rows)
    of = {"/a": None, "/b": str(catalogs["b"]), "/c": str(catalogs["c"])}
    assert all(row.catalog == of[row.path[:2]] for row in found.rows)
    assert {name: _files(catalogs[name]) for name in ("b", "c")} == before


def test_an_index_of_another_catalog_is_used_and_never_written(
    copies: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeper, "_WORTH_AN_INDEX", 10)
    before = _files(copies["b"])
    without = _told(_ask(copies["a"], copies["b"], k=20))
    assert _files(copies["b"]) == before
    engine = Engine(Settings(copies["b"].parent, copies["b"], MANIFESTS))
    engine.catalog.embeddings.indexes.finish(1)
    _left(engine)
    del engine
    indexed = _files(copies["b"])
    assert len(indexed) == len(before) + 2
    assert _told(_ask(copies["a"], copies["b"], k=20)) == without
    assert _files(copies["b"]) == indexed


def test_a_catalog_that_is_open_and_written_to_answers_as_it_is_now(
    copies: dict[str, Path],
) -> None:
    other = Engine(Settings(copies["b"].parent, copies["b"], MANIFESTS))
    keep(other.catalog, 1, "later", clustered(20, 32, seed=99), OWL)
    before = _files(copies["b"])
    found = _ask(copies["a"], copies["b"], k=200)
    assert sum(row.path == "/later.wav" for row in found.rows) == 20
    after = _files(copies["b"])
    shared = "catalog.sqlite-shm"  # the marks of readers, in shared memory
    assert {**after, shared: ""} == {**before, shared: ""}
    other.close()


def _write(path: Path, *sql: str) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        for each in sql:
            db.execute(each)


def _newer(path: Path) -> None:
    _write(path, f"UPDATE Linnet SET value = '{SCHEMA_VERSION + 1}' WHERE key = 'schemaVersion'")


def _earlier(path: Path) -> None:
    path.unlink()
    parts = [part.sql for part in blueprint(SCHEMA_VERSION - 1)]
    _write(path, *parts, f"INSERT INTO Linnet VALUES ('schemaVersion', '{SCHEMA_VERSION - 1}')")


def _gone(path: Path) -> None:
    path.unlink()


def _no_catalog(path: Path) -> None:
    path.write_bytes(b"no catalog at all" * 300)


def _without_vectors(path: Path) -> None:
    shutil.rmtree(path.with_name("catalog.embeddings"))


def _another_model(path: Path) -> None:
    shutil.rmtree(path.parent)
    _left(_engine(path.parent, ["b0"], replace(BIRDNET, sha256="f" * 64)))


def _another_program(path: Path) -> None:
    path.unlink()
    _write(path, "CREATE TABLE Song (title TEXT)")


def _left_open(path: Path) -> None:
    path.with_name("catalog.sqlite-wal").write_bytes(b"x" * 5000)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_earlier, "made by an earlier Linnet"),
        (_newer, "written by a newer Linnet"),
        (_gone, "There is no catalog at"),
        (_no_catalog, "damaged, or it is not a catalog"),
        (_without_vectors, "is missing"),
        (_another_model, "no embeddings by exactly this version of birdnet-v2.4"),
        (_another_program, "a database of another program"),
        (_left_open, "was not closed"),
    ],
)
def test_a_catalog_that_cannot_be_searched_is_named_and_left_as_it_is(
    copies: dict[str, Path], spoil: Any, said: str
) -> None:
    alone = _told(_ask(copies["a"], copies["c"]))
    spoil(copies["b"])
    before = _files(copies["b"])
    found = _ask(copies["a"], copies["b"], copies["c"])
    (note,) = found.notes
    assert (note.kind, note.examples) == ("catalogPassedOver", [str(copies["b"])])
    assert said in note.message and note.changes_results
    assert _told(found) == alone
    assert _files(copies["b"]) == before


@pytest.mark.parametrize(
    ("others", "more", "field"),
    [
        (["a"], {}, "catalogs.0"),
        (["b", "b"], {}, "catalogs.1"),
        (["b"], {"where": {"siteId": 1}}, "where.siteId"),
        (["b"], {"where": {"notBy": "birdnet-v2.4"}}, "where.notBy"),
    ],
)
def test_what_means_something_in_one_catalog_alone_is_refused(
    catalogs: dict[str, Path], others: list[str], more: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidParams) as refused:
        _ask(catalogs["a"], *(catalogs[name] for name in others), **more)
    assert refused.value.field == field


def test_other_selects_take_no_catalogs() -> None:
    with pytest.raises(InvalidParams) as refused:
        QueryRequest.model_validate({"select": "detections", "catalogs": ["/b.sqlite"]})
    assert refused.value.field == "catalogs"


def test_the_command_names_the_catalog_and_fails_where_one_was_passed_over(
    copies: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    settings = Settings(copies["a"].parent, copies["a"], MANIFESTS)
    typed = ["similar", "/a0.wav", "6", "-k", "60", "--catalogs", str(copies["b"])]
    assert run_command(settings, parse([*typed, "--json"])) == 0
    rows = json.loads(capsys.readouterr().out)["rows"]
    assert {row["catalog"] for row in rows} == {None, str(copies["b"])}
    assert run_command(settings, parse([*typed, str(copies["c"].with_name("none"))])) == 1
    assert "Another catalog was not searched." in capsys.readouterr().err
