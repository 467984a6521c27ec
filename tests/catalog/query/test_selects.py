"""What can be asked about labels, places and activity, on a catalog filled by hand."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, get_args

import numpy as np
import pytest

from sidecar.app.engine import Engine
from sidecar.catalog.runs import ModelVersion
from sidecar.catalog.sqlite.query.selects import SELECTS
from sidecar.cli.arguments import parse
from sidecar.cli.terminal import run_command
from sidecar.contract.query import LISTINGS, QueryRequest
from sidecar.methods.query import query
from sidecar.rpc.verb import Call
from sidecar.run.detections import Detection
from sidecar.run.work import Outcome
from sidecar.settings import Settings
from sidecar.values import Metadata
from tests.keeping import heard, keep_run

_BY_HAND = """
INSERT INTO Survey VALUES (1, 'Amazon', 'Los Amigos', '2024-05-01', NULL, -12.5, -70.1, 'wet');
INSERT INTO Site VALUES (1, 1, 'LA-03', -12.56, -70.09, 270);
INSERT INTO Recorder VALUES (1, 'Open Acoustic Devices', 'AudioMoth', '24F3', 'AM-7', NULL);
INSERT INTO Deployment VALUES (1, 1, 1, '2024-05-02', NULL, 'me', 'by the creek');
UPDATE Recording SET deploymentId = 1;
INSERT INTO Labeler VALUES (90, 'Ana', 'ana@example.org', 1, NULL);
UPDATE Annotation SET mostRecent = 0 WHERE annotationId IN (1, 2);
INSERT INTO Annotation
  SELECT 100 + annotationId, iif(annotationId = 1, 'YES', 'NO'), regionId, 90, '2024-06-01',
    speciesId, 100, 1
  FROM Annotation WHERE annotationId IN (1, 2);
"""


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """Fill a catalog with a recording from 22:30 on, an owl each half hour, and a person's word."""
    engine = Engine(
        Settings(
            tmp_path, tmp_path / "c.sqlite", Path(__file__).parents[3] / "sidecar" / "manifests"
        )
    )
    catalog = engine.catalog
    model = ModelVersion("m", "Model", "1", "a" * 64, "1", "free")
    outcome = heard(
        "/a.wav",
        *(
            Detection("Strix aluco", "Tawny Owl", 1800.0 * n, 1800.0 * n + 3, 0.5 + n / 10)
            for n in range(4)
        ),
        seconds=7200.0,
        offsets=np.arange(4),
        metadata=Metadata(start=datetime.fromisoformat("2024-05-28T22:30:00-05:00")),
    )
    keep_run(catalog, model, outcome)
    with sqlite3.connect(catalog.path) as db:
        db.executescript(_BY_HAND)
    db.close()
    yield engine
    engine.close()


def _ask(engine: Engine, select: str, **more: Any) -> list[dict[str, Any]]:
    request = QueryRequest.model_validate({"select": select, **more})
    result = query(engine, request, Call())
    assert result.total == len(result.rows) and result.total_exact
    return [row.model_dump() for row in result.rows]


def test_activity_is_by_the_recorders_clock_across_midnight(engine: Engine) -> None:
    rows = _ask(engine, "activity")
    assert [(row["date"], row["hour"], row["detections"]) for row in rows] == [
        ("2024-05-28", 22, 1),
        ("2024-05-28", 23, 2),
        ("2024-05-29", 0, 1),
    ]
    sure = _ask(engine, "activity", where={"confidence": {"ge": 0.75}})
    assert [row["hour"] for row in sure] == [0]


def test_presence_counts_nights_from_noon_to_noon_in_all_and_by_site(engine: Engine) -> None:
    def owls(url: str, start: str | None, *seconds: float) -> Outcome:
        found = [Detection("Strix aluco", "Tawny Owl", each, each + 3, 0.5) for each in seconds]
        metadata = Metadata(start=datetime.fromisoformat(start)) if start else None
        return heard(url, *found, seconds=7200.0, offsets=np.arange(4), metadata=metadata)

    model = ModelVersion("m", "Model", "1", "a" * 64, "1", "free")
    morning = owls("/b.wav", "2024-05-29T11:00:00", 0, 60, 3599, 3600)
    keep_run(engine.catalog, model, morning, owls("/c.wav", None, 0))
    with sqlite3.connect(engine.catalog.path) as db:
        db.executescript("""
            INSERT INTO Site VALUES (2, 1, 'LA-04', NULL, NULL, NULL);
            INSERT INTO Deployment VALUES (2, 2, 1, '2024-05-02', NULL, 'me', NULL);
            UPDATE Recording SET deploymentId = 2 WHERE url = '/b.wav';
        """)
    db.close()
    fields = ("scope", "site", "nights", "first_heard_at", "last_heard_at", "detections")
    told = [tuple(row[name] for name in fields) for row in _ask(engine, "presence")]
    begin, end = "2024-05-28T22:30:00.000", "2024-05-29T12:00:00.000"
    assert sorted(told, key=str) == [
        ("all", None, 2, begin, end, 9),
        ("site", "LA-03", 1, begin, "2024-05-29T00:00:00.000", 4),
        ("site", "LA-04", 2, "2024-05-29T11:00:00.000", end, 4),
        ("site", None, 0, None, None, 1),
    ]
    unknown = _ask(engine, "presence", where={"date": [None]})
    assert [(row["nights"], row["detections"]) for row in unknown] == [(0, 1), (0, 1)]
    day = {"date": {"ge": "2024-05-29T12:00:00"}, "species": "Strix aluco"}
    assert [row["nights"] for row in _ask(engine, "presence", where=day)] == [1, 1]


def test_accuracy_counts_the_last_decision_on_each_region(engine: Engine) -> None:
    (row,) = _ask(engine, "accuracy")
    assert (row["yes"], row["no"], row["unverified"], row["accuracy"]) == (1, 1, 2, 0.5)
    assert (row["accuracy_low"], row["accuracy_high"]) == pytest.approx((0.0945, 0.9055), abs=1e-4)
    assert row["average_confidence"] == pytest.approx((1.0 + 1.0 + 0.7 + 0.8) / 4)
    (machine,) = _ask(engine, "accuracy", where={"isHuman": 0})
    assert machine["accuracy"] is None and machine["unverified"] == 2
    assert machine["accuracy_low"] is machine["accuracy_high"] is None


def test_annotations_keep_who_decided_what(engine: Engine) -> None:
    (first,) = _ask(engine, "annotations", where={"annotationId": 1})
    rows = _ask(engine, "annotations", where={"regionId": first["region_id"]})
    assert [(row["verified"], row["is_human"], row["most_recent"]) for row in rows] == [
        ("UNVERIFIED", 0, 0),
        ("YES", 1, 1),
    ]
    assert [row["labeler"] for row in _ask(engine, "annotations", where={"isHuman": 1})] == [
        "Ana",
        "Ana",
    ]


def test_places_name_what_they_belong_to(engine: Engine) -> None:
    (deployment,) = _ask(engine, "deployments", where={"site": {"contains": "LA"}})
    assert (deployment["survey"], deployment["recorder"]) == ("Amazon", "AM-7")
    assert deployment["recordings"] == 1
    (site,) = _ask(engine, "sites")
    assert (site["survey"], site["elevation"]) == ("Amazon", 270)
    assert _ask(engine, "surveys")[0]["study_site"] == "Los Amigos"
    assert _ask(engine, "recorders", where={"model": "AudioMoth"})[0]["serial"] == "24F3"


def test_every_question_of_the_contract_has_its_select() -> None:
    annotation = QueryRequest.model_fields["select"].annotation
    assert get_args(annotation) == tuple(LISTINGS)
    apart = {"similar", "counts", "occasions", "matchTotals", "modelMatches"}
    assert set(LISTINGS) == {*SELECTS, *apart}


@pytest.mark.parametrize("name", SELECTS)
def test_the_id_of_a_row_is_its_first_field(name: str) -> None:
    """The types of rows with some fields rely on it (generate.mjs in the bridge)."""
    first = next(iter(LISTINGS[name].row.model_fields.items()))
    assert (first[1].alias or first[0]) == SELECTS[name].key


def test_rows_with_some_fields_have_the_values_that_whole_rows_have(engine: Engine) -> None:
    for select in SELECTS:
        whole = query(engine, QueryRequest(select=select), Call()).rows
        names = [field.alias or name for name, field in LISTINGS[select].row.model_fields.items()]
        for name in names:
            if (select, name) == ("detections", _MADE["detections"]):
                continue
            request = QueryRequest(select=select, fields=[name])
            rows = query(engine, request, Call()).model_dump(mode="json", by_alias=True)["rows"]
            dumped = [row.model_dump(mode="json", by_alias=True) for row in whole]
            wanted = [{each: row[each] for each in {names[0], name}} for row in dumped]
            assert rows == wanted, (select, name)


def test_detections_tell_their_place_recording_and_decision(engine: Engine) -> None:
    first, second, third, _ = _ask(engine, "detections")
    assert (first["site"], first["survey"], first["recorder"]) == ("LA-03", "Amazon", "AM-7")
    assert (first["site_id"], first["deployment_id"]) == (1, 1)
    assert (first["sample_rate"], first["recording_seconds"]) == (48_000, 7200.0)
    assert (first["utc_offset"], first["missing_since"]) == ("-05:00", None)
    told = [(row["verified"], row["verdict_by"], row["verdict_at"]) for row in (second, third)]
    assert told == [("NO", "Ana", "2024-06-01"), ("UNVERIFIED", None, None)]


def test_an_export_of_recordings_that_are_missing_lists_no_silent_one_that_is_there(
    engine: Engine,
) -> None:
    questions = engine.catalog.questions
    assert list(questions.analysed({"missingSince": None})) == [1]
    assert list(questions.analysed({"missingSince": {"ne": None}})) == []


# Curves and settings make these, so they are no fields of the catalog's.
_MADE = {"detections": "probability", "minutes": "spl"}


@pytest.mark.parametrize("name", SELECTS)
def test_a_select_has_the_fields_of_its_row(name: str) -> None:
    row = LISTINGS[name].row
    of_row = {field.alias or each: field.annotation for each, field in row.model_fields.items()}
    fields = SELECTS[name].fields
    if name in _MADE:
        of_row.pop(_MADE[name])
    assert set(fields) == set(of_row)
    for each, annotation in of_row.items():
        numeric = bool({int, float} & {annotation, *get_args(annotation)})
        assert (fields[each].type == "number") == numeric, each


def test_counts_are_typed_and_printed(engine: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    settings = Settings(
        engine.settings.home, engine.catalog.path, Path(__file__).parents[3] / "sidecar/manifests"
    )
    typed = ["query", "counts", "--by", "date,hour", "--where", "confidence>=0.55", "--json"]
    assert run_command(settings, parse(typed)) == 0
    rows = json.loads(capsys.readouterr().out)["rows"]
    assert [(row["date"], row["hour"], row["detections"]) for row in rows] == [
        ("2024-05-28", 22, 0),
        ("2024-05-28", 23, 2),
        ("2024-05-29", 0, 1),
    ]
    assert [row["hoursRecorded"] for row in rows] == [0.5, 1.0, 0.5]
    typed = ["query", "counts", "--of", "labels", "--by", "site", "--where", "labeler=Ana"]
    assert run_command(settings, parse(typed)) == 0
    assert "LA-03" in capsys.readouterr().out
    assert run_command(settings, parse(["query", "counts", "--limit", "5"])) == 2
    assert "takes no limit" in capsys.readouterr().err
