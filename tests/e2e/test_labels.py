"""What a person decides, over the pipe, on the command line, and through every kind of run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sidecar.__main__ import main
from sidecar.app.engine import Engine
from sidecar.catalog.sqlite.catalog import SqliteCatalog
from sidecar.contract.analyze import InferRequest, InferResult
from sidecar.contract.labels import AnnotateRequest
from sidecar.contract.query import QueryRequest
from sidecar.methods.analyze import infer
from sidecar.methods.labels import annotate
from sidecar.methods.query import query
from sidecar.rpc.verb import Call
from tests.e2e.sidecar import Sidecar
from tests.factories import owl, tone, write_wav
from tests.labels.catalogs import MODELS, rows, run

OWL = "Aegolius acadicus"


def _infer(engine: Engine, path: Path, **settings: Any) -> InferResult:
    values = {"inputs": [str(path)], "minConfidence": 0.1, **settings}
    return infer(engine, InferRequest.model_validate(values), Call())


def _ask(engine: Engine, select: str, **more: Any) -> list[dict[str, Any]]:
    request = QueryRequest.model_validate({"select": select, "limit": 1000, **more})
    return [row.model_dump() for row in query(engine, request, Call()).rows]


@pytest.mark.model
def test_labels_outlive_runs_again_changed_filters_and_deleted_results(
    engine: Engine, tmp_path: Path
) -> None:
    path = write_wav(tmp_path / "owl.wav", owl(12.0))
    _infer(engine, path)
    found = _ask(engine, "detections", where={"species": OWL}, orderBy=["start"])
    assert len(found) >= 3
    decisions = [
        {"detectionId": found[0]["detection_id"], "verified": "YES", "comment": "clear"},
        {"detectionId": found[1]["detection_id"], "verified": "NO"},
        {"detectionId": found[2]["detection_id"], "species": "Strix aluco"},
        {"recordingId": 1, "start": 0.5, "end": 1.25, "species": "wind", "highHz": 400.0},
    ]
    annotate(engine, AnnotateRequest.model_validate({"annotations": decisions}), Call())
    said = _ask(engine, "annotations", where={"isHuman": 1}, orderBy=["annotationId"])
    assert [row["species"] for row in said] == [OWL, OWL, OWL, "Strix aluco", "wind"]
    for settings in (
        {"minConfidence": 0.9},
        {"speciesList": ["Parus major"]},
        {"location": {"latitude": -30.0, "longitude": 140.0, "week": 20}},
        {"overlap": 1.0},
        {"force": True},
        {},
    ):
        _infer(engine, path, **settings)
        assert _ask(engine, "annotations", where={"isHuman": 1}, orderBy=["annotationId"]) == said
    with engine.catalog.transaction() as db:
        db.execute("DELETE FROM Analysis")
    _infer(engine, path)
    assert _ask(engine, "annotations", where={"isHuman": 1}, orderBy=["annotationId"]) == said
    again = _ask(engine, "detections", where={"species": OWL}, orderBy=["start"])
    assert [row["verified"] for row in again[:3]] == ["YES", "NO", "NO"]


def test_five_hundred_are_verified_over_the_pipe_and_taken_back(tmp_path: Path) -> None:
    catalog = SqliteCatalog(tmp_path / "c.sqlite")
    run(catalog, MODELS[0], [("Strix aluco", n / 100) for n in range(500)])
    catalog.close()
    sidecar = Sidecar(tmp_path, tmp_path / "c.sqlite")
    try:
        sidecar.call("initialize", {"contract": 1})
        decisions = [{"detectionId": n, "verified": "YES"} for n in range(1, 501)]
        made = sidecar.call("annotate", {"annotations": decisions})["result"]
        assert len(made["annotations"]) == 500
        yes = {"select": "detections", "where": {"verified": "YES"}, "total": "exact", "limit": 1}
        assert sidecar.call("query", yes)["result"]["total"] == 500
        undone = sidecar.call("annotations/undo")["result"]
        assert undone == {"batchId": made["batchId"], "annotations": 500}
        assert sidecar.call("query", yes)["result"]["total"] == 0
        # One by one, as from the keyboard.
        for decision in decisions[:40]:
            sidecar.call("annotate", {"annotations": [decision]})
        batches = sidecar.call("query", {"select": "batches", "orderBy": ["-batchId"]})["result"]
        assert [row["annotations"] for row in batches["rows"]] == [1] * 40 + [500]
        assert all(row["undoneAt"] is None for row in batches["rows"][:40])
        for _ in range(40):
            sidecar.call("annotations/undo")
        assert sidecar.call("query", yes)["result"]["total"] == 0
        error = sidecar.call("annotations/undo")["error"]
        assert error["data"]["errors"][0]["field"] == "batchId"
    finally:
        sidecar.close()


def test_detections_are_judged_by_a_filter_on_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LINNET_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LINNET_CATALOG", str(tmp_path / "c.sqlite"))
    catalog = SqliteCatalog(tmp_path / "c.sqlite")
    run(catalog, MODELS[0], [("Strix aluco", n / 2) for n in range(5)])
    judge = ["labels", "judge", "--no", "--except", "2", "--where", "species=Strix aluco"]
    assert main([*judge[:3], "--dry-run", *judge[3:]]) == 0
    assert "4 detections would get the verdict." in capsys.readouterr().out
    assert main(judge) == 0
    shown = capsys.readouterr().out
    assert "4 detections have the verdict." in shown and "linnet labels undo 1" in shown
    sql = "SELECT verified FROM Detection ORDER BY detectionId"
    verdicts = [row["verified"] for row in rows(catalog, sql)]
    assert verdicts == ["NO", "UNVERIFIED", "NO", "NO", "NO"]
    assert main(judge) == 0
    assert "Nothing changed." in capsys.readouterr().out
    assert main(["labels", "judge", "--no"]) == 2
    assert "A verdict on many detections needs a filter." in capsys.readouterr().err
    assert main(["labels", "undo"]) == 0
    assert "Undid 4 annotations of batch 1." in capsys.readouterr().out
    catalog.close()


def test_labels_on_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LINNET_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LINNET_CATALOG", str(tmp_path / "c.sqlite"))
    wav = write_wav(tmp_path / "dawn.wav", tone(5.0))
    (tmp_path / "dawn.txt").write_text("1\t2\twren\nx\ty\n")
    assert main(["labels", "import", str(tmp_path / "dawn.txt")]) == 1
    shown = capsys.readouterr()
    assert "1 label added" in shown.out and "line 2" in shown.err
    add = ["labels", "add", "--recording", str(wav), "--start", "2", "--end", "3"]
    assert main([*add, "--species", "robin", "--labeler", "Ana"]) == 0
    assert main([*add[:-1], "9", "--species", "robin"]) == 2
    assert "--end" in capsys.readouterr().err
    assert main(add) == 2
    assert (
        "linnet: --yes, --no, --unsure or --species: The decision is empty"
        in capsys.readouterr().err
    )
    assert main(["labels", "add", "--annotation", "1", "--no", "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert made["annotations"][0]["replaced"] == 1
    assert main(["labels", "undo"]) == 0
    catalog = SqliteCatalog(tmp_path / "c.sqlite")
    standing = rows(
        catalog,
        """SELECT species, verified, name FROM Annotation JOIN Species USING (speciesId)
           JOIN Labeler USING (labelerId) WHERE mostRecent = 1 ORDER BY annotationId""",
    )
    catalog.close()
    assert [(row["species"], row["verified"]) for row in standing] == [
        ("wren", "UNVERIFIED"),
        ("robin", "YES"),
    ]
    assert standing[1]["name"] == "Ana"
