"""AOEF, the JSON of soundevent and Whombat: written, and read as labels."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sidecar.app.engine import Engine
from sidecar.errors import UnsupportedFormat
from sidecar.labels.aoef import looks_like_aoef, read_aoef
from sidecar.labels.files import find_label_files
from sidecar.labels.read import read_labels
from tests.export.conftest import engine, other  # noqa: F401 - fixtures
from tests.export.published import OWL, TIT, add, detect, furnish, judge, publish
from tests.samples.sampled import ask

EVENT, SOUND = "0a" * 16, "0b" * 16


def whole(**more: Any) -> dict[str, Any]:
    """Make a file with one annotation of an owl; `more` replaces members of its data."""
    data = {
        "uuid": "c" * 32,
        "collection_type": "annotation_project",
        "name": "Owls",
        "users": [{"uuid": "d" * 32, "username": "ana"}],
        "tags": [{"id": 0, "key": "species", "value": OWL}, {"id": 1, "key": "sex", "value": "f"}],
        "recordings": [{"uuid": SOUND, "path": "S1/a.wav", "duration": 60.0}],
        "sound_events": [
            {
                "uuid": EVENT,
                "recording": SOUND.upper(),
                "geometry": {"type": "BoundingBox", "coordinates": [1.0, 400.0, 2.5, 900.0]},
            }
        ],
        "sound_event_annotations": [
            {
                "uuid": "e" * 32,
                "sound_event": EVENT,
                "tags": [1, 0],
                "created_by": "d" * 32,
                "notes": [{"uuid": "f" * 32, "message": "far"}],
            }
        ],
    }
    return {"version": "1.1.0", "created_on": "2026-11-30T00:00:00", "data": {**data, **more}}


def read(value: object) -> Any:
    return read_aoef(json.dumps(value), Path("a.json"))


def test_an_annotation_is_a_label() -> None:
    (label,) = read(whole()).labels
    assert (label.species, label.start_s, label.end_s) == (OWL, 1.0, 2.5)
    assert (label.low_hz, label.high_hz, label.recording) == (400.0, 900.0, "S1/a.wav")
    assert (label.labeler, label.comment, label.verified) == ("ana", "far", None)


@pytest.mark.parametrize(
    ("kind", "coordinates", "bounds"),
    [
        ("TimeInterval", [1, 2], (1, 2, None, None)),
        ("LineString", [[1, 500], [2, 700], [3, 600]], (1, 3, 500, 700)),
        ("Polygon", [[[1, 500], [2, 700], [3, 600], [1, 500]]], (1, 3, 500, 700)),
        ("MultiPoint", [[2, 700], [1, 500]], (1, 2, 500, 700)),
        ("TimeStamp", 1.0, "a moment"),
        ("BoundingBox", [1, 2, 3], "not numbers"),
        ("BoundingBox", [3, 1, 2, 2], "ends before"),
        ("Polygon", [], "no place"),
        ("TimeInterval", ["a", None], "not numbers"),
    ],
)
def test_every_geometry_has_its_bounds_or_is_a_bad_line(
    kind: str, coordinates: object, bounds: object
) -> None:
    geometry = {"type": kind, "coordinates": coordinates}
    found = read(whole(sound_events=[{"uuid": EVENT, "recording": SOUND, "geometry": geometry}]))
    if isinstance(bounds, str):
        assert not found.labels and bounds in found.bad[0].message
    else:
        (label,) = found.labels
        assert (label.start_s, label.end_s, label.low_hz, label.high_hz) == bounds


@pytest.mark.parametrize(
    "key", ["species", "scientific_name", "dwc:scientificName", "dwc:species", "class", "event"]
)
def test_the_species_is_the_value_of_a_known_key(key: str) -> None:
    """Soundevent 2.10 writes `dwc:scientificName` for what earlier ones call `species`."""
    found = read(whole(tags=[{"id": 0, "key": key, "value": OWL}, {"id": 1, "key": "sex"}]))
    assert [each.species for each in found.labels] == [OWL]


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"tags": []}, "no tag that names a species"),
        ({"sound_events": []}, "names no sound event"),
        ({"recordings": []}, "names no recording"),
    ],
)
def test_what_an_annotation_lacks_is_said(more: dict[str, Any], message: str) -> None:
    found = read(whole(**more))
    assert message in found.bad[0].message and found.bad[0].line == 1


def test_other_files_of_json_are_refused_or_passed_over(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text('{"linnetMethods": 1}')
    (tmp_path / "owls.json").write_text(json.dumps(whole()))
    assert list(find_label_files([tmp_path]).tables) == [tmp_path / "owls.json"]
    assert len(read_labels(tmp_path / "owls.json").labels) == 1
    with pytest.raises(UnsupportedFormat, match="kind dataset"):
        read(whole(collection_type="dataset", sound_event_annotations=None))
    with pytest.raises(UnsupportedFormat, match='version "9"'):
        read({**whole(), "version": "9"})
    with pytest.raises(UnsupportedFormat, match="damaged"):
        read_aoef('{"collection_type"', Path("a.json"))


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda each: (
        st.lists(each, max_size=3) | st.dictionaries(st.text(max_size=5), each, max_size=3)
    ),
    max_leaves=8,
)


@settings(max_examples=40)
@given(
    member=st.sampled_from(sorted(whole()["data"])),
    value=_JSON | st.lists(st.fixed_dictionaries({"uuid": st.just(EVENT), "geometry": _JSON})),
)
def test_no_json_at_all_ends_a_reading_otherwise(member: str, value: object) -> None:
    text = json.dumps(whole(**{member: value}))
    assert looks_like_aoef(text)
    try:
        read_aoef(text, Path("a.json"))
    except UnsupportedFormat:
        assert member == "sound_event_annotations"


def test_what_is_published_comes_back_as_it_was(
    engine: Engine,  # noqa: F811
    other: Engine,  # noqa: F811
    tmp_path: Path,
) -> None:
    furnish(engine)
    drawn = {"recordingId": 2, "start": 10, "end": 12.5, "species": TIT, "lowHz": 3000.0}
    said = [{**drawn, "highHz": 5000.0, "comment": "near\nthe mast"}]
    ask(engine, "annotate", annotations=said, labeler={"name": "Bo"})
    fields = ("path", "start", "end", "species", "verified", "comment", "lowHz", "highHz")
    where = {"isHuman": 1, "verified": "YES"}

    def labels(engine: Engine) -> list[tuple[Any, ...]]:
        rows = ask(engine, "query", select="annotations", where=where)["rows"]
        return sorted(tuple(row[name] for name in fields) for row in rows)

    before = labels(engine)
    answer = publish(engine, "aoef", tmp_path, select="annotations")
    assert answer["rows"] == len(before) == 4
    place = str(tmp_path / "annotations.json")
    again = ask(engine, "annotations/import", inputs=[place])
    assert (again["added"], again["known"], again["errors"]) == (0, 4, [])
    for name in ("S1/a", "S1/b", "S2/c"):
        add(other, f"/card/{name}.wav")
    first = ask(other, "annotations/import", inputs=[place])
    assert (first["added"], first["errors"]) == (4, [])
    assert labels(other) == before


def test_rows_that_nobody_judged_come_back_as_a_models(
    engine: Engine,  # noqa: F811
    tmp_path: Path,
) -> None:
    recording = add(engine, "/card/a.wav", detect(OWL, 0), detect(TIT, 3))
    judge(engine, recording, OWL, "YES")
    publish(engine, "aoef", tmp_path, unverified=True)
    found = read_labels(tmp_path / "annotations.json")
    assert [(each.species, each.verified, each.model) for each in found.labels] == [
        (OWL, "YES", None),
        (TIT, "UNVERIFIED", "birdnet-v2.4"),
    ]
