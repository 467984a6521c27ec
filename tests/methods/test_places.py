"""Clocks and places that can be questioned: sources are kept, and rules apply without the audio."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from sidecar.app.engine import Engine
from sidecar.audio.metadata import read_provenance
from sidecar.catalog.sqlite.migrations import STEPS, take
from sidecar.cli.arguments import parse
from sidecar.cli.terminal import run_command
from sidecar.contract.analyze import InferRequest
from sidecar.contract.places import (
    PlacesResult,
    RemovePlacesRequest,
    SetPlacesRequest,
    UndoPlacesRequest,
)
from sidecar.contract.recordings import (
    ImportRecordingsRequest,
    RelinkRequest,
    UpdateRecordingsRequest,
)
from sidecar.errors import InvalidParams
from sidecar.methods.analyze import infer
from sidecar.methods.places import remove_places, set_places, undo_places
from sidecar.methods.recordings import import_recordings, relink_recordings, update_recordings
from sidecar.rpc.verb import Call
from sidecar.run.judging import Origin
from sidecar.settings import Settings
from tests.audio.recorders import guano, info, wav
from tests.conftest import MANIFESTS
from tests.factories import tone, write_wav
from tests.methods.heard import hear, rows
from tests.shared import make_field, needs_field
from tests.stored import engine_with_base

OWL = "Strix aluco"
BERLIN = "Europe/Berlin"


def _moth(path: Path, time: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return wav(path, info(ICMT=f"Recorded at {time} by AudioMoth 24E144055DDD3203 at medium gain"))


def _set(engine: Engine, **fields: Any) -> PlacesResult:
    return set_places(engine, SetPlacesRequest.model_validate(fields), Call())


def _undo(engine: Engine) -> PlacesResult:
    return undo_places(engine, UndoPlacesRequest(), Call())


def _import(engine: Engine, folder: Path, **more: Any) -> Any:
    request = ImportRecordingsRequest.model_validate({"inputs": [str(folder)], **more})
    return import_recordings(engine, request, Call())


def _starts(engine: Engine) -> dict[str, str | None]:
    return {Path(row["path"]).name: row["start"] for row in rows(engine, "recordings")}


def _species_by_hour(engine: Engine) -> dict[int, int]:
    return {row["hour"]: row["detections"] for row in rows(engine, "activity")}


def test_an_audiomoth_on_utc_and_a_recorder_on_local_time_put_one_bird_into_one_hour(
    bare: Engine, tmp_path: Path
) -> None:
    moth = _moth(tmp_path / "moth" / "20240501_033000.WAV", "03:30:00 01/05/2024 (UTC)")
    meter = wav(tmp_path / "meter" / "S4A_20240501_053000.wav")
    hear(bare, moth, OWL)
    hear(bare, meter, OWL)
    assert _species_by_hour(bare) == {3: 1, 5: 1}
    moth.unlink()  # rules need no audio
    done = _set(bare, folders=[{"folder": str(tmp_path), "timezone": BERLIN}])
    assert (done.recordings, done.starts, done.notes) == (2, 2, [])
    assert _species_by_hour(bare) == {5: 2}
    assert _starts(bare) == {
        "20240501_033000.WAV": "2024-05-01T05:30:00+02:00",
        "S4A_20240501_053000.wav": "2024-05-01T05:30:00+02:00",
    }
    (rule,) = rows(bare, "clocks")
    assert (rule["folder"], rule["timezone"]) == (str(tmp_path), BERLIN)
    # A recorder that joins later follows the same rule, in its first run.
    hear(bare, _moth(tmp_path / "late" / "a.WAV", "04:30:00 02/05/2024 (UTC)"), OWL)
    assert _species_by_hour(bare) == {5: 2, 6: 1}
    assert _undo(bare).starts == 3
    assert _species_by_hour(bare) == {3: 1, 4: 1, 5: 1} and not rows(bare, "clocks")


def test_a_rule_can_be_changed_emptied_and_removed(bare: Engine, tmp_path: Path) -> None:
    hear(bare, wav(tmp_path / "20240501_053000.wav"), OWL)
    folder = str(tmp_path)
    _set(bare, folders=[{"folder": folder, "timezone": BERLIN, "shiftSeconds": 3600}])
    assert _starts(bare) == {"20240501_053000.wav": "2024-05-01T06:30:00+02:00"}
    _set(bare, folders=[{"folder": folder + os.sep, "shiftSeconds": None}])
    assert _starts(bare) == {"20240501_053000.wav": "2024-05-01T05:30:00+02:00"}
    (rule,) = rows(bare, "clocks")
    removed = remove_places(bare, RemovePlacesRequest(rule_ids=[rule["rule_id"]]), Call())
    assert removed.starts == 1 and not rows(bare, "clocks")
    assert _starts(bare) == {"20240501_053000.wav": "2024-05-01T05:30:00"}
    for after in ("2024-05-01T05:30:00+02:00", "2024-05-01T06:30:00+02:00", "2024-05-01T05:30:00"):
        _undo(bare)
        assert _starts(bare) == {"20240501_053000.wav": after}
    with pytest.raises(InvalidParams, match="nothing to undo"):
        _undo(bare)


def test_a_dry_run_shows_the_starts_that_would_move(bare: Engine, tmp_path: Path) -> None:
    for hour in range(7):
        hear(bare, wav(tmp_path / f"20240501_0{hour}3000.wav"), OWL)
    before = _starts(bare)
    change = {"folder": str(tmp_path), "shiftSeconds": -7200}
    tried = _set(bare, folders=[change], dryRun=True)
    assert (tried.batch_id, tried.recordings, tried.starts) == (None, 7, 7)
    told = [(Path(each.path).name, each.before, each.after) for each in tried.moved]
    assert told[0] == ("20240501_003000.wav", "2024-05-01T00:30:00", "2024-04-30T22:30:00")
    assert len(told) == 5  # the others are counted alone
    assert _starts(bare) == before and not rows(bare, "clocks")
    assert _set(bare, folders=[change]).moved == tried.moved


def test_a_start_that_a_person_set_stays(bare: Engine, tmp_path: Path) -> None:
    number = hear(bare, wav(tmp_path / "20240501_053000.wav"), OWL)
    corrected = {"recordingId": number, "start": "2024-05-02T04:00:00"}
    update = UpdateRecordingsRequest.model_validate({"recordings": [corrected]})
    update_recordings(bare, update, Call())
    done = _set(bare, folders=[{"folder": str(tmp_path), "timezone": BERLIN}])
    assert done.starts == 0
    assert [(note.kind, note.count) for note in done.notes] == [("startKept", 1)]
    assert _starts(bare) == {"20240501_053000.wav": "2024-05-02T04:00:00"}
    assert not any(row["gives_start"] for row in rows(bare, "sources"))
    _undo(bare)
    assert _starts(bare) == {"20240501_053000.wav": "2024-05-02T04:00:00"}


def test_a_start_that_only_the_app_knows_stays_and_is_said(bare: Engine) -> None:
    with bare.catalog.transaction() as db:
        db.execute(
            "INSERT INTO Recording (url, datetime) VALUES ('/card/a.wav', '2024-05-01 03:00')"
        )
    done = _set(bare, folders=[{"folder": "/card", "timezone": BERLIN}])
    assert (done.recordings, done.starts, done.notes[0].examples) == (1, 0, ["/card/a.wav"])
    assert _starts(bare) == {"a.wav": "2024-05-01 03:00"}


def test_nearer_rules_come_first_field_by_field(bare: Engine, tmp_path: Path) -> None:
    path = wav(tmp_path / "S" / "R" / "20240501_053000.wav")
    _import(bare, tmp_path, pattern="{site}/{recorder}/*")
    (deployment,) = rows(bare, "deployments")
    _set(
        bare,
        folders=[
            {"folder": str(tmp_path), "timezone": "America/Bogota", "shiftSeconds": 60},
            {"folder": str(path.parent), "shiftSeconds": 120},
        ],
        sites=[{"site": "S", "timezone": BERLIN, "latitude": 52.5, "longitude": 13.4}],
    )
    assert _starts(bare) == {path.name: "2024-05-01T05:32:00+02:00"}
    (site,) = rows(bare, "sites")
    assert (site["timezone"], site["latitude"]) == (BERLIN, 52.5)
    number = deployment["deployment_id"]
    _set(bare, deployments=[{"deploymentId": number, "shiftSeconds": 180}])
    assert _starts(bare) == {path.name: "2024-05-01T05:33:00+02:00"}
    update = UpdateRecordingsRequest.model_validate(
        {"where": {"site": "S"}, "shiftSeconds": 0, "timezone": "UTC"}
    )
    updated = update_recordings(bare, update, Call())
    assert (updated.updated, updated.starts) == (1, 1)
    assert _starts(bare) == {path.name: "2024-05-01T05:30:00+00:00"}
    (rule,) = rows(bare, "clocks", recordingId=1)
    removed = remove_places(bare, RemovePlacesRequest(rule_ids=[rule["rule_id"]]), Call())
    assert (removed.starts, removed.site_ids) == (1, [])
    assert _starts(bare) == {path.name: "2024-05-01T05:33:00+02:00"}


def test_a_filter_that_nothing_passes_is_said(bare: Engine, tmp_path: Path) -> None:
    hear(bare, wav(tmp_path / "a.wav"), OWL)
    update = UpdateRecordingsRequest.model_validate({"where": {"site": "S"}, "shiftSeconds": 1})
    updated = update_recordings(bare, update, Call())
    assert (updated.updated, updated.batch_id) == (0, None)
    assert [note.kind for note in updated.notes] == ["noEffect"]


def test_a_folders_rule_concerns_no_folder_of_a_longer_name(bare: Engine, tmp_path: Path) -> None:
    hear(bare, wav(tmp_path / "card" / "20240501_053000.wav"), OWL)
    hear(bare, wav(tmp_path / "card 2" / "20240502_053000.wav"), OWL)
    done = _set(bare, folders=[{"folder": str(tmp_path / "card"), "timezone": BERLIN}])
    assert (done.recordings, done.starts) == (1, 1)


@pytest.mark.parametrize(
    ("request_", "field"),
    [
        ({"folders": [{"folder": "/a", "timezone": "Berlin"}]}, "folders.0.timezone"),
        ({"folders": [{"folder": "/a", "pattern": "{yyyy}"}]}, "folders.0.pattern"),
        ({"folders": [{"folder": "/a"}]}, "folders.0.timezone"),
        ({"sites": [{"elevation": 1.0}]}, "sites.0.site"),
        ({"sites": [{"site": "S"}, {"siteId": 7, "elevation": 1.0}]}, "sites.1.siteId"),
        ({"deployments": [{"deploymentId": 7, "shiftSeconds": 1}]}, "deployments.0.deploymentId"),
        ({"deployments": [{"recorder": "R", "survey": "V"}]}, "deployments.0.site"),
        (
            {
                "deployments": [
                    {"recorder": "R", "startDate": "2024-05-02", "endDate": "2024-05-01"}
                ]
            },
            "deployments.0.endDate",
        ),
    ],
)
def test_a_wrong_change_names_its_field_and_changes_nothing(
    bare: Engine, request_: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidParams) as raised:
        _set(bare, **request_)
    assert raised.value.field == field
    assert not rows(bare, "sites") and not rows(bare, "clocks")


def test_places_are_made_and_undone_but_never_under_recordings(
    bare: Engine, tmp_path: Path
) -> None:
    made = _set(
        bare,
        sites=[{"site": "S1", "survey": "V", "latitude": 1.5, "longitude": 2.5, "elevation": 300}],
        deployments=[
            {
                "site": "S1",
                "survey": "V",
                "recorder": "R1",
                "startDate": "2024-05-01",
                "shiftSeconds": -60,
            }
        ],
    )
    (deployment,) = rows(bare, "deployments")
    assert (deployment["site"], deployment["survey"], deployment["recorder"]) == ("S1", "V", "R1")
    assert made.deployment_ids == [deployment["deployment_id"]]
    wav(tmp_path / "20240501_053000.wav")
    _import(bare, tmp_path, deploymentId=made.deployment_ids[0])
    assert _starts(bare) == {"20240501_053000.wav": "2024-05-01T05:29:00"}
    of_deployment = RemovePlacesRequest(deployment_ids=made.deployment_ids)
    of_site = RemovePlacesRequest(site_ids=made.site_ids)
    with pytest.raises(InvalidParams, match="still has 1 recording"):
        _undo(bare)
    with pytest.raises(InvalidParams, match="still has 1 recording"):
        remove_places(bare, of_deployment, Call())
    with pytest.raises(InvalidParams, match="still has 1 deployment"):
        remove_places(bare, of_site, Call())
    assert len(rows(bare, "recordings")) == len(rows(bare, "deployments")) == 1
    bare.catalog.recordings.remove([1], including_labels=False)
    _undo(bare)
    assert not any(rows(bare, each) for each in ("deployments", "sites", "surveys", "recorders"))


def test_a_site_without_a_survey_joins_the_one_that_is_named(bare: Engine, tmp_path: Path) -> None:
    wav(tmp_path / "S1" / "a.wav")
    _import(bare, tmp_path, pattern="{site}/*")
    _set(bare, sites=[{"site": "S1", "survey": "V", "elevation": 7}])
    (site,) = rows(bare, "sites")
    assert (site["survey"], site["elevation"]) == ("V", 7)
    _undo(bare)
    (site,) = rows(bare, "sites")
    assert (site["survey"], site["elevation"]) == (None, None) and not rows(bare, "surveys")


@pytest.mark.parametrize(
    ("timezone", "longitude", "far"),
    [
        ("America/Bogota", 74.1, True),
        ("America/Bogota", -74.1, False),
        ("Europe/Berlin", 13.4, False),
        ("Asia/Shanghai", 74.0, False),
        ("Pacific/Auckland", -176.5, False),
        ("Pacific/Kiritimati", -157.4, False),
        ("Pacific/Apia", 171.8, False),
    ],
)
def test_a_zone_on_the_other_side_of_the_earth_is_noted(
    bare: Engine, timezone: str, longitude: float, far: bool
) -> None:
    site = {"site": "S1", "latitude": 4.6, "longitude": longitude, "timezone": timezone}
    notes = _set(bare, sites=[site]).notes
    assert [note.kind for note in notes] == ["zoneFar"] * far
    if far:
        assert notes[0].examples == ["S1: America/Bogota is 10 h from 74.1°"]


def test_undoing_keeps_what_the_app_changed_meanwhile(bare: Engine) -> None:
    _set(bare, sites=[{"site": "S1", "elevation": 7}])
    _set(bare, sites=[{"site": "S1", "elevation": 8}])
    with bare.catalog.transaction() as db:
        db.execute("UPDATE Site SET site_code = 'Oak'")
    _undo(bare)
    (site,) = rows(bare, "sites")
    assert (site["site"], site["elevation"]) == ("Oak", 7)


def test_removed_places_come_back_by_undo(bare: Engine) -> None:
    made = _set(bare, sites=[{"site": "S1", "latitude": 1.5, "longitude": 2.5, "timezone": "UTC"}])
    before = rows(bare, "sites")
    remove_places(bare, RemovePlacesRequest(site_ids=made.site_ids), Call())
    assert not rows(bare, "sites") and not rows(bare, "clocks")
    _undo(bare)
    assert rows(bare, "sites") == before and before[0]["timezone"] == "UTC"


def test_a_pattern_reads_names_that_no_recorder_writes(bare: Engine, tmp_path: Path) -> None:
    hear(bare, wav(tmp_path / "De03_2024_05_01_05_30_00_x.wav"), OWL)
    pattern = "{site}_{yyyy}_{MM}_{dd}_{HH}_{mm}_{ss}_*"
    (note,) = _set(bare, folders=[{"folder": str(tmp_path), "pattern": pattern}]).notes
    assert (note.kind, note.changes_results) == ("noEffect", False)
    assert _starts(bare) == {"De03_2024_05_01_05_30_00_x.wav": "2024-05-01T05:30:00"}
    assert rows(bare, "sources", givesStart=1)[0]["source"] == "pattern"
    _undo(bare)
    assert not rows(bare, "sources", source="pattern")


PATTERN = "{site}_{yyyy}_{MM}_{dd}_{HH}_{mm}_{ss}"


def _sites_of(engine: Engine) -> dict[str, str | None]:
    return {Path(row["path"]).name: row["site"] for row in rows(engine, "recordings")}


def test_a_site_in_a_name_places_the_recording_by_the_folders_rule(
    bare: Engine, tmp_path: Path
) -> None:
    first = wav(tmp_path / "De03_2024_05_01_05_30_00.wav")
    second = wav(tmp_path / "De04_2024_05_01_05_30_00.wav")
    hear(bare, first, OWL)
    hear(bare, second, OWL)
    _set(bare, sites=[{"site": "De03", "latitude": 52.5, "longitude": 13.4, "timezone": BERLIN}])
    done = _set(bare, folders=[{"folder": str(tmp_path), "pattern": PATTERN}])
    assert (done.recordings, done.placed) == (2, 1)
    (note,) = done.notes
    assert (note.kind, note.examples, note.changes_results) == ("noEffect", ["De04"], False)
    assert _sites_of(bare) == {first.name: "De03", second.name: None}
    # The site's own rule counts at once.
    assert _starts(bare)[first.name] == "2024-05-01T05:30:00+02:00"
    # A site that is set later, and a recording that comes later.
    assert _set(bare, sites=[{"site": "De04", "elevation": 7}]).placed == 1
    third = wav(tmp_path / "De03_2024_05_02_05_30_00.wav")
    hear(bare, third, OWL)
    assert _sites_of(bare) == {first.name: "De03", second.name: "De04", third.name: "De03"}
    assert _starts(bare)[third.name] == "2024-05-02T05:30:00+02:00"
    assert len(rows(bare, "deployments")) == 2
    # Each undo takes its own recordings out again.
    _undo(bare)
    assert _sites_of(bare)[second.name] is None and len(rows(bare, "sites")) == 1
    _undo(bare)
    assert _sites_of(bare)[first.name] is None
    assert _starts(bare)[first.name] == "2024-05-01T05:30:00"


def test_a_name_places_nothing_that_a_person_placed_or_that_is_in_doubt(
    bare: Engine, tmp_path: Path
) -> None:
    made = _set(
        bare,
        sites=[
            {"site": "A", "survey": "V", "elevation": 7},
            {"site": "A", "survey": "W", "elevation": 7},
            {"site": "B", "elevation": 7},
        ],
        deployments=[{"site": "C", "recorder": "R"}],
    )
    path = wav(tmp_path / "B_2024_05_01_05_30_00.wav")
    _import(bare, tmp_path, deploymentId=made.deployment_ids[0])
    doubtful = wav(tmp_path / "A_2024_05_01_05_30_00.wav")
    _import(bare, doubtful)
    done = _set(bare, folders=[{"folder": str(tmp_path), "pattern": PATTERN}])
    assert (done.placed, [note.examples for note in done.notes]) == (0, [["A"]])
    assert _sites_of(bare) == {path.name: "C", doubtful.name: None}
    by_survey = f"{{survey}}-{PATTERN}"
    named = doubtful.rename(tmp_path / f"W-{doubtful.name}")
    _import(bare, named)
    assert _set(bare, folders=[{"folder": str(tmp_path), "pattern": by_survey}]).placed == 1
    (row,) = rows(bare, "recordings", site="A")
    assert row["survey"] == "W"


def test_an_undo_leaves_a_recording_where_a_person_put_it_since(
    bare: Engine, tmp_path: Path
) -> None:
    path = wav(tmp_path / "A_2024_05_01_05_30_00.wav")
    number = hear(bare, path, OWL)
    made = _set(bare, sites=[{"site": "A", "elevation": 7}], deployments=[{"site": "B"}])
    _set(bare, folders=[{"folder": str(tmp_path), "pattern": PATTERN}])
    assert _sites_of(bare) == {path.name: "A"}
    change = {"recordingId": number, "deploymentId": made.deployment_ids[0]}
    update = UpdateRecordingsRequest.model_validate({"recordings": [change]})
    update_recordings(bare, update, Call())
    _undo(bare)
    assert _sites_of(bare) == {path.name: "B"}


def test_an_import_by_folders_comes_before_the_site_in_a_name(bare: Engine, tmp_path: Path) -> None:
    _set(bare, sites=[{"site": "A", "elevation": 7}])
    _set(bare, folders=[{"folder": str(tmp_path), "pattern": PATTERN}])
    path = wav(tmp_path / "B" / "A_2024_05_01_05_30_00.wav")
    assert _import(bare, tmp_path, pattern="{site}/*").notes == []
    assert len(rows(bare, "deployments")) == 1
    assert _sites_of(bare) == {path.name: "B"}


def test_a_pattern_that_names_no_site_places_nothing_and_says_so(
    bare: Engine, tmp_path: Path
) -> None:
    pattern = PATTERN.replace("{site}", "{recorder}")
    done = _set(bare, folders=[{"folder": str(tmp_path), "pattern": pattern}])
    (note,) = done.notes
    assert "Without {site}, a rule's pattern reads the start alone" in note.message
    assert done.placed == 0


def test_a_file_of_1970_that_was_renamed_has_the_start_of_its_name(
    bare: Engine, tmp_path: Path
) -> None:
    path = _moth(tmp_path / "19700101_000000.WAV", "00:00:00 01/01/1970 (UTC)")
    content = path.read_bytes()
    sound = bytes(range(200)) * 8  # silence is not known again under another name
    path.write_bytes(content[:44] + sound + content[44 + len(sound) :])
    (note,) = _import(bare, tmp_path).notes
    assert (note.kind, note.examples) == ("clockUnset", [str(path)])
    assert "starts in 1970" in note.message
    named = path.rename(tmp_path / "20240501_053000.WAV")
    assert _import(bare, tmp_path).notes == []
    assert _starts(bare) == {named.name: "2024-05-01T05:30:00"}
    told = {row["source"]: row for row in rows(bare, "sources")}
    assert told["name"]["gives_start"] == 1
    assert told["audiomoth"]["impossible"]["start"].startswith("The clock was never set")
    assert "The clock was never set" in told["name"]["why"]


def test_a_moved_recording_keeps_the_rules_of_its_folder(bare: Engine, tmp_path: Path) -> None:
    samples = tone(3.0)
    path = write_wav(tmp_path / "card" / "20240501_053000.wav", samples)
    _import(bare, tmp_path)
    _set(bare, folders=[{"folder": str(path.parent), "timezone": BERLIN}])
    (tmp_path / "archive").mkdir()
    path.rename(tmp_path / "archive" / path.name)
    assert _import(bare, tmp_path).known == 1
    assert _starts(bare) == {path.name: "2024-05-01T05:30:00+02:00"}
    _set(bare, folders=[{"folder": str(tmp_path), "timezone": "UTC"}])
    assert _starts(bare) == {path.name: "2024-05-01T05:30:00+02:00"}


def test_sources_that_disagree_are_a_note_until_a_rule_decides(
    bare: Engine, tmp_path: Path
) -> None:
    path = wav(tmp_path / "20240503_053000.wav", guano("Timestamp: 2024-05-01 05:30:00"))
    (note,) = _import(bare, tmp_path).notes
    assert (note.kind, note.examples) == ("clocksDisagree", [str(path)])
    assert [row["source"] for row in rows(bare, "sources", disagrees=1)] == ["name"]
    _set(bare, folders=[{"folder": str(tmp_path), "source": "name"}])
    assert _starts(bare) == {path.name: "2024-05-03T05:30:00"}
    assert _import(bare, tmp_path).notes == []


def test_another_look_at_a_file_without_a_start_keeps_what_was_read(
    bare: Engine, tmp_path: Path
) -> None:
    path = wav(tmp_path / "a.wav", guano("Timestamp: 2024-05-01 05:30:00"))
    hear(bare, path, OWL)
    hear(bare, wav(path), OWL, settings="others")
    _set(bare, folders=[{"folder": str(tmp_path), "timezone": BERLIN}])
    assert _starts(bare) == {"a.wav": "2024-05-01T05:30:00+02:00"}


def test_a_start_that_was_read_before_sources_were_kept_follows_rules(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    with closing(sqlite3.connect(path)) as db, db:
        for step in STEPS[:2]:
            take(step, db, path)
        db.execute(
            "INSERT INTO Recording (recordingId, url, datetime)"
            " VALUES (1, '/card/a.wav', '2024-05-01T03:30:00+00:00')"
        )
        db.execute(
            """INSERT INTO RecordingFacts (recordingId, sizeBytes, modifiedNs, frames, channels,
                 container, encoding, start)
               VALUES (1, 1, 1, 1, 1, 'WAV', 'PCM_16', '2024-05-01T03:30:00+00:00')"""
        )
    engine = Engine(Settings(tmp_path, path, MANIFESTS))
    assert _set(engine, folders=[{"folder": "/card", "timezone": BERLIN}]).starts == 1
    assert _starts(engine) == {"a.wav": "2024-05-01T05:30:00+02:00"}
    assert [row["source"] for row in rows(engine, "sources")] == ["earlier"]
    _undo(engine)
    assert _starts(engine) == {"a.wav": "2024-05-01T03:30:00+00:00"}
    engine.close()


def test_another_import_reads_the_sources_of_an_older_catalog(bare: Engine, tmp_path: Path) -> None:
    wav(tmp_path / "a.wav", guano("Timestamp: 2024-05-01 05:30:00"))
    _import(bare, tmp_path)
    with bare.catalog.transaction() as db:
        db.execute("DELETE FROM RecordingSource WHERE source <> 'guano'")
        db.execute("UPDATE RecordingSource SET source = 'earlier'")
    assert _import(bare, tmp_path).known == 1
    assert [row["source"] for row in rows(bare, "sources")] == ["guano", "fileDate"]


def test_joined_recordings_keep_the_rule_of_either(bare: Engine, tmp_path: Path) -> None:
    first = write_wav(tmp_path / "a" / "20240501_053000.wav", tone(3.0))
    second = write_wav(tmp_path / "b" / first.name, tone(3.0))
    _import(bare, tmp_path)
    rule = {"where": {"path": str(second)}, "timezone": BERLIN}
    update_recordings(bare, UpdateRecordingsRequest.model_validate(rule), Call())
    first.unlink()
    request = RelinkRequest(folders=[str(second.parent)], merge=True)
    relink_recordings(bare, request, Call())
    assert _starts(bare) == {first.name: "2024-05-01T05:30:00+02:00"}


@needs_field
def test_the_sources_of_every_recorder_are_stored(bare: Engine, tmp_path: Path) -> None:
    expected = make_field(tmp_path, "starts")["starts"]
    _import(bare, tmp_path)
    starts = _starts(bare)
    assert starts == {name: each["start"] for name, each in expected.items()}
    assert len(starts) == 16
    for row in rows(bare, "recordings"):
        told = rows(bare, "sources", recordingId=row["recording_id"])
        assert sum(each["gives_start"] for each in told) == (row["start"] is not None)
        assert all(each["why"] for each in told if each["gives_start"] or each["gives_place"])
        place = expected[Path(row["path"]).name]["place"]
        given = [each for each in told if each["gives_place"]]
        assert [(each["latitude"], each["longitude"]) for each in given] == (
            [pytest.approx(place)] if place else []
        )


TABLE = (
    "Station ID;Latitude (WGS84);LONG;Altitude;Time zone;Habitat\n"
    "S1;52,5;13,4 E;34;Europe/Berlin;oak\n"
    "S2;4.6 N;74,1° W;;America/Bogota;\n"
    ";1;2;;;\n"
    "S3;91;2;;;\n"
    "S4;52°30'N;2;;;\n"
    "S5;1;2;;Berlin;\n"
    "S6;1;;;;\n"
    "S7;0;0;;;\n"
)


def test_a_table_of_sites_is_read_in_its_usual_spellings(bare: Engine, tmp_path: Path) -> None:
    path = tmp_path / "sites.csv"
    path.write_text(TABLE, "utf-16")
    done = _set(bare, table=str(path))
    found = {row["site"]: (row["latitude"], row["longitude"]) for row in rows(bare, "sites")}
    assert found == {"S1": (52.5, 13.4), "S2": (4.6, -74.1)}
    assert [row["timezone"] for row in rows(bare, "sites")] == [BERLIN, "America/Bogota"]
    (note,) = done.notes
    assert (note.kind, note.count, note.changes_results) == ("tableLine", 6, True)
    assert note.examples[:3] == [
        "line 4: The line names no site.",
        'line 5: The latitude "91" is out of range.',
        'line 6: The latitude "52°30\'N" is not a decimal number.',
    ]
    assert note.examples[3:] == [
        "line 8: Give latitude and longitude together.",
        "line 9: Latitude and longitude are both 0, as of a receiver without position.",
    ]
    path.write_text("site,lat,lon\nS1,53,14\n")
    _set(bare, table=str(path))
    assert rows(bare, "sites", site="S1")[0]["latitude"] == 53.0
    assert len(rows(bare, "sites")) == 2
    path.write_text("lat,lon\n53,14\n")
    with pytest.raises(InvalidParams, match="no column of sites"):
        _set(bare, table=str(path))


def test_the_command_line_sets_lists_and_undoes(
    bare: Engine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = wav(tmp_path / "S" / "20240501_053000.wav")
    _import(bare, tmp_path, pattern="{site}/*")

    def run(*words: str) -> int:
        return run_command(bare.settings, parse(list(words)))

    assert run("sites", "set", "S", "--elevation", "34", "--timezone", BERLIN) == 0
    assert "1 start changed, of 1 recording." in capsys.readouterr().out
    assert run("sites", "list") == 0
    assert BERLIN in capsys.readouterr().out
    assert run("recordings", "update", "--shift", "1:00", "--where", "site=S") == 0
    assert _starts(bare) == {path.name: "2024-05-01T06:30:00+02:00"}
    assert run("sites", "set", "--folder", str(tmp_path), "--shift=-0:30:05") == 0
    assert run("recordings", "update", "--shift", "", "--where", "site=S") == 0
    assert _starts(bare) == {path.name: "2024-05-01T04:59:55+02:00"}
    assert run("sites", "undo") == 0
    assert _starts(bare) == {path.name: "2024-05-01T06:30:00+02:00"}
    table = tmp_path / "sites.csv"
    table.write_text("site,lat,lon\nS,53,14\nT,x,1\n")
    capsys.readouterr()
    assert run("sites", "import", str(table)) == 1
    told = capsys.readouterr()
    assert "1 site set." in told.out and "1 line of the table was skipped." in told.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("sites set S --latitude 91 --longitude 1", "--latitude"),
        ("sites set S --latitude 1", "Give latitude and longitude together"),
        ("sites set S --timezone Berlin", "--timezone"),
        ("sites set S --shift soon", "--shift"),
        ("sites set --folder /a --elevation 1", "--elevation"),
        ("sites set S --folder /a", "Name one site"),
        ("recordings update --shift 1", "--where"),
        ("recordings update --where site=S", "--timezone"),
        ("recordings update --shift 1 --where nonsense=S", "--where nonsense"),
    ],
)
def test_a_wrong_word_is_named_as_it_was_typed(
    bare: Engine, capsys: pytest.CaptureFixture[str], words: str, said: str
) -> None:
    bare.catalog.upkeep.require()
    assert run_command(bare.settings, parse(words.split())) != 0
    assert said in " ".join(capsys.readouterr().err.split())


def test_undoing_says_what_it_undid(bare: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    bare.catalog.upkeep.require()
    said = []
    for words in ("sites set S --timezone Europe/Berlin", "sites undo"):
        assert run_command(bare.settings, parse(words.split())) == 0
        said.append(capsys.readouterr().out)
    assert "`linnet sites undo` takes it back." in said[0]
    assert said[1] == "Undid batch 1. 0 starts changed, of 0 recordings.\n"


@pytest.mark.parametrize("reading", ["import", "infer"])
@pytest.mark.parametrize(
    ("dated", "counts"),
    [
        ("2026-11-29T10:00:00.000Z", "2024-05-01T05:30:00"),  # the app's import, years later
        ("2024-04-30", "2024-04-30"),  # what a person set in the app
        ("2024-05-02T04:00:00", "2024-05-02T04:00:00"),
    ],
)
def test_the_day_of_an_import_gives_way_to_the_start_that_the_file_tells(
    tmp_path: Path, reading: str, dated: str, counts: str
) -> None:
    engine = engine_with_base(tmp_path / "home", dimension=4)
    path = write_wav(tmp_path / "card" / "20240501_053000.wav", tone(3.0))
    os.utime(path, (1_714_541_700, 1_714_541_700))  # 2024-05-01 05:35
    with closing(sqlite3.connect(engine.catalog_path)) as db, db:
        engine.catalog.recordings.places()
        db.execute(
            "INSERT INTO Recording (url, directory, datetime, duration, samplerate, bitrate)"
            " VALUES (?, ?, ?, 0, 0, 0)",
            (str(path), str(path.parent), dated),
        )
    if reading == "import":
        _import(engine, path.parent)
    else:
        request = InferRequest(inputs=[str(path)], model="base")
        infer(engine, request, Call())
    assert _starts(engine) == {path.name: counts}
    engine.close()


def test_the_first_run_takes_the_week_of_the_file_not_of_the_import(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "20240501_053000.wav", tone(1.0))
    os.utime(path, (1_714_541_700, 1_714_541_700))
    imported = Origin(start=datetime(2026, 11, 29), start_was_set=True, unread=True)
    told = imported.read(read_provenance(path), path.name)
    assert (told.start, told.start_was_set) == (datetime(2024, 5, 1, 5, 30), False)
    known = Origin(start=datetime(2026, 11, 29), start_was_set=True)
    assert known.read(read_provenance(path), path.name).start == datetime(2026, 11, 29)


ZURICH_PARTED, ZURICH = "Zu\u0308rich", "Z\u00fcrich"


def test_no_site_takes_the_name_of_another_one_of_its_survey(bare: Engine) -> None:
    sites = [{"site": each, "survey": "V"} for each in ("North", "West 3", ZURICH)]
    north, west, _ = _set(bare, sites=[*sites, {"site": "North", "survey": "W"}]).site_ids[:3]
    for name, shown in (("North", "North"), (ZURICH_PARTED, ZURICH)):
        with pytest.raises(InvalidParams, match=f'The survey "V" has a site "{shown}" already'):
            _set(bare, sites=[{"siteId": west, "site": name}])
    with pytest.raises(InvalidParams, match='The survey "W" has a site "North" already') as raised:
        _set(bare, sites=[{"siteId": north, "survey": "W"}])
    assert raised.value.field == "sites.0.site"
    # A name is free once its site has another one: two sites change theirs at once.
    _set(bare, sites=[{"siteId": north, "site": "West 3"}, {"siteId": west, "site": "North"}])
    assert {each["site_id"]: each["site"] for each in rows(bare, "sites")}[west] == "North"


@pytest.mark.parametrize("known", [ZURICH, ZURICH_PARTED])
def test_names_that_look_the_same_are_one_site(bare: Engine, tmp_path: Path, known: str) -> None:
    with bare.catalog.transaction() as db:  # as an earlier version kept it
        db.execute("INSERT INTO Site (site_code) VALUES (?)", (known,))
    for folder in (ZURICH, ZURICH_PARTED):
        wav(tmp_path / folder / "20240501_053000.wav")
    _import(bare, tmp_path, pattern="{site}/*")
    for name in (ZURICH, ZURICH_PARTED):
        _set(bare, sites=[{"site": name, "elevation": 7}])
    assert len(rows(bare, "sites")) == len(rows(bare, "deployments")) == 1
    assert len(rows(bare, "recordings")) == 2


def test_new_names_are_kept_with_composed_letters(bare: Engine, tmp_path: Path) -> None:
    wav(tmp_path / ZURICH_PARTED / "20240501_053000.wav")
    _import(bare, tmp_path, pattern="{site}/*")
    assert [each["site"] for each in rows(bare, "sites")] == [ZURICH]
