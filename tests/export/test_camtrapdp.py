"""Camtrap DP: packages that other programs take."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from sidecar.app.engine import Engine
from sidecar.export.standards.camtrapdp import TABLES, file_path
from sidecar.export.standards.datapackage import PROFILE_AT, spatial
from tests.export.camtrapschema import PROFILE, schema
from tests.export.published import (
    OWL,
    TIT,
    add,
    deploy,
    detect,
    furnish,
    judge,
    publish,
    rows_of,
)
from tests.factories import RECORDINGS
from tests.samples.sampled import ask
from tests.shared import needs_recordings


def described(folder: Path) -> dict[str, Any]:
    value: dict[str, Any] = json.loads((folder / "datapackage.json").read_text("utf-8"))
    return value


def faults(folder: Path) -> list[str]:
    """Validate a package with Frictionless and by the profile; lists what is wrong."""
    package = described(folder)
    wrong = [each.message for each in Draft7Validator(PROFILE).iter_errors(package)]
    del package["profile"]  # its address is out of reach
    for resource in package["resources"]:
        assert PROFILE_AT in resource["schema"]
        resource["schema"] = schema(resource["name"])
    report = Package.from_descriptor(package, basepath=str(folder)).validate()
    return [*wrong, *(f"{each[:3]}" for each in report.flatten(["title", "rowNumber", "note"]))]


_NAMES = ("observations", "media", "deployments")


def filled(row: dict[str, str]) -> dict[str, str]:
    """Give the cells of a row that are not empty, without identifiers."""
    return {name: value for name, value in row.items() if value and not name.endswith("ID")}


def test_frictionless_finds_nothing_wrong_with_a_package(engine: Engine, tmp_path: Path) -> None:
    furnish(engine)
    add(engine, "/card/S2/..silent.wav", place=(58.75, 25.5))
    deploy(engine, 4, site="S2", survey="Bog", recorder="A2")
    licences = {"licence": "CC-BY-4.0", "mediaLicence": "https://example.org/terms"}
    more = {**licences, "uncertainty": 30, "unverified": True, "description": "A bog."}
    answer = publish(engine, "camtrapDp", tmp_path, **more)
    assert faults(tmp_path) == []
    assert [each["rows"] for each in answer["files"]] == [0, 2, 4, 3]
    package = described(tmp_path)
    assert package["temporal"] == {"start": "2024-05-01", "end": "2024-05-01"}
    assert [each["scientificName"] for each in package["taxonomic"]] == [TIT, OWL]
    assert package["contributors"] == [
        {"title": "Ana", "role": "contact", "email": "ana@example.org"}
    ]
    assert [each["scope"] for each in package["licenses"]] == ["data", "media"]


def test_a_fault_in_a_package_would_be_found(stocked: Engine, tmp_path: Path) -> None:
    """The check itself can fail."""
    publish(stocked, "camtrapDp", tmp_path)
    table = tmp_path / "observations.csv"
    whole = table.read_text("utf-8")
    for right, wrong in (
        (",animal,", ",beast,"),
        (",media,", ",,"),
        ("2024-05-01T", "2024-13-01T"),
    ):
        table.write_text(whole.replace(right, wrong), "utf-8")
        assert faults(tmp_path)
    deployment = rows_of(tmp_path / "deployments.csv")[0]["deploymentID"]
    table.write_text(whole.replace(deployment, "none"), "utf-8")
    assert faults(tmp_path)


def test_the_first_lines_are_these(stocked: Engine, tmp_path: Path) -> None:
    publish(stocked, "camtrapDp", tmp_path, uncertainty=30, mediaBase="https://example.org/sound/")
    first, medium, deployment = (rows_of(tmp_path / f"{name}.csv")[0] for name in _NAMES)
    told = {name: value for name, value in first.items() if value}
    assert list(first) == list(TABLES["observations"])
    assert told.pop("classificationTimestamp").endswith("+00:00")
    assert told.pop("deploymentID") == medium["deploymentID"]
    assert told.pop("mediaID") == medium["mediaID"] and len(told.pop("observationID")) == 32
    assert told == {
        "eventStart": "2024-05-01T04:30:00.000+03:00",
        "eventEnd": "2024-05-01T04:30:03.000+03:00",
        "observationLevel": "media",
        "observationType": "animal",
        "scientificName": OWL,
        "frequencyLow": "400",
        "frequencyHigh": "900",
        "classificationMethod": "human",
        "classifiedBy": "Ana",
        "observationTags": "model:birdnet-v2.4 | confidence:0.9000 | threshold:0.25",
        "observationComments": 'far, "clear"',
    }
    assert filled(medium) == {
        "captureMethod": "recordingSchedule",
        "timestamp": "2024-05-01T04:30:00.000+03:00",
        "duration": "60",
        "filePath": "https://example.org/sound/S1/a.wav",
        "filePublic": "false",
        "fileName": "a.wav",
        "fileMediatype": "audio/vnd.wave",
        "bitDepth": "16",
        "samplingFrequency": "48000",
        "gain": "18",
    }
    assert filled(deployment) == {
        "locationName": "S1",
        "latitude": "58.5",
        "longitude": "25.25",
        "coordinateUncertainty": "30",
        "deploymentStart": "2024-05-01T04:30:00+03:00",
        "deploymentEnd": "2024-05-01T05:11:00+03:00",
        "deploymentGroups": "survey:Bog",
    }
    assert deployment["deviceID"] == "24F3"


def test_a_row_that_nobody_judged_is_the_models(stocked: Engine, tmp_path: Path) -> None:
    publish(stocked, "camtrapDp", tmp_path, unverified=True)
    (tit,) = (row for row in rows_of(tmp_path / "observations.csv") if row["scientificName"] == TIT)
    names = ("classificationMethod", "classifiedBy", "classificationProbability")
    assert [tit[name] for name in names] == ["machine", "birdnet-v2.4", "0.4000"]


def test_names_of_rows_do_not_depend_on_their_verdict(engine: Engine, tmp_path: Path) -> None:
    recording = add(engine, "/card/a.wav", detect(OWL, 0))
    deploy(engine, recording, site="S1", recorder="A1")
    publish(engine, "camtrapDp", tmp_path, unverified=True)
    before = rows_of(tmp_path / "observations.csv")[0]["observationID"]
    judge(engine, recording, OWL, "YES")
    publish(engine, "camtrapDp", tmp_path)
    assert rows_of(tmp_path / "observations.csv")[0]["observationID"] == before


def test_rows_that_are_read_in_small_parts_are_the_same(
    stocked: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    more = {"unverified": True, "where": {"recordingId": [1, 2, 3]}}
    publish(stocked, "camtrapDp", tmp_path / "one", **more)
    monkeypatch.setattr("sidecar.export.standards.reading._RECORDINGS", 2)
    monkeypatch.setattr("sidecar.export.standards.reading._ROWS", 1)
    monkeypatch.setattr("sidecar.export.reading._BLOCK", 1)
    publish(stocked, "camtrapDp", tmp_path / "two", **more)
    for name in TABLES:
        one, two = (tmp_path / each / f"{name}.csv" for each in ("one", "two"))
        assert one.read_bytes() == two.read_bytes()


@settings(max_examples=50)
@given(
    path=st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"]), min_size=1)
)
def test_any_path_is_one_that_the_standard_takes(path: str) -> None:
    written = file_path(path, None)
    assert ".." not in written and written[:1] not in (".", "/", "~")


@pytest.mark.parametrize(
    ("places", "kind"),
    [
        ([(58.0, 25.0)] * 2, "Point"),
        ([(58.0, 25.0), (59.0, 24.0)], "Polygon"),
        ([(-17.0, 179.5), (-16.0, -179.5)], "MultiPolygon"),
    ],
)
def test_the_box_around_places_does_not_go_round_the_world(
    places: list[tuple[float, float]], kind: str
) -> None:
    shape = spatial(places)
    assert shape is not None and shape["type"] == kind
    if kind == "MultiPolygon":
        widths = [ring[1][0] - ring[0][0] for (ring,) in shape["coordinates"]]
        assert widths == [0.5, 0.5]


@needs_recordings
def test_real_recordings_with_a_persons_labels_are_a_valid_package(
    engine: Engine, tmp_path: Path
) -> None:
    """The person sets the starts, with their offset, and the place of the site."""
    known = [str(RECORDINGS / name) for name in ("birds_10s.wav", "audiomoth_gps.wav")]
    ask(engine, "recordings/import", inputs=known)
    rows = ask(engine, "query", select="recordings")["rows"]
    numbers = {Path(row["path"]).name: row["recordingId"] for row in rows}
    said = [
        {"path": path, "start": 0.0, "end": 1.5, "species": "Leiothlypis peregrina"}
        for path in known
    ]
    ask(engine, "annotate", annotations=said, labeler={"name": "Ana"})
    starts = [
        {"recordingId": number, "start": "2024-05-01T05:00:00+02:00"} for number in numbers.values()
    ]
    ask(engine, "recordings/update", recordings=starts)
    site = {"site": "Pond", "latitude": 46.1, "longitude": -79.2}
    ask(engine, "places/set", sites=[site])
    deploy(engine, *numbers.values(), site="Pond", recorder="A1")
    answer = publish(engine, "camtrapDp", tmp_path, select="annotations")
    assert answer["rows"] == 2 and answer["leftOut"] == []
    assert faults(tmp_path) == []
    media = {row["fileName"]: row for row in rows_of(tmp_path / "media.csv")}
    medium = media["birds_10s.wav"]
    assert (medium["samplingFrequency"], medium["fileMediatype"]) == ("32000", "audio/vnd.wave")
