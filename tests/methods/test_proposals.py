"""Time zones that notes and sites propose: shown, and never set in silence."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sidecar.app.engine import Engine
from sidecar.cli.arguments import parse
from sidecar.cli.terminal import run_command
from sidecar.contract.analyze import InferRequest
from sidecar.contract.notes import Note
from sidecar.contract.places import SetPlacesRequest
from sidecar.contract.recordings import ImportRecordingsRequest
from sidecar.methods.analyze import infer
from sidecar.methods.places import set_places
from sidecar.methods.recordings import import_recordings
from sidecar.rpc.verb import Call
from tests.audio.recorders import guano, info, wav
from tests.methods.heard import rows
from tests.stored import engine_with_base

LIMA = "America/Lima"
AT_LIMA = {"latitude": -12.05, "longitude": -77.04}
AT_BASEL = {"latitude": 47.557, "longitude": 7.589}


def _set(engine: Engine, *sites: dict[str, Any]) -> list[Note]:
    request = SetPlacesRequest.model_validate({"sites": list(sites)})
    return set_places(engine, request, Call()).notes


def _sites(engine: Engine) -> dict[str, Any]:
    return {row["site"]: row["proposed_timezones"] for row in rows(engine, "sites")}


def _import(engine: Engine, folder: Path, **more: Any) -> list[Note]:
    request = ImportRecordingsRequest.model_validate({"inputs": [str(folder)], **more})
    return import_recordings(engine, request, Call()).notes


def _placed(path: Path, stamp: str, place: str = "-12.05 -77.04") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return wav(path, guano(f"Timestamp: {stamp}", f"Loc Position: {place}"))


def test_a_site_with_coordinates_alone_is_told_its_zone_and_how_to_set_it(bare: Engine) -> None:
    (note,) = _set(bare, {"site": "S12", **AT_LIMA})
    assert (note.kind, note.examples, note.changes_results) == ("withoutZone", ["S12"], False)
    assert note.message == "1 site lies in America/Lima and has no time zone yet."
    assert note.hint == "`linnet sites set S12 --timezone America/Lima` sets it."
    (site,) = rows(bare, "sites")
    assert (site["timezone"], site["proposed_timezones"]) == (None, [LIMA])  # nothing was set


def test_the_command_of_the_hint_sets_the_zone_of_that_site(bare: Engine) -> None:
    (note,) = _set(
        bare,
        {"site": "Oak 1", "survey": "North", **AT_LIMA},
        {"site": "Oak 1", "survey": "South wood", **AT_LIMA},
    )
    assert note.count == 2
    command = 'linnet sites set "Oak 1" --survey North --timezone America/Lima'
    assert note.hint == f"`{command}` sets it."
    words = ["sites", "set", "Oak 1", "--survey", "North", "--timezone", LIMA]
    assert run_command(bare.settings, parse(words)) == 0
    zones = {row["survey"]: row["timezone"] for row in rows(bare, "sites")}
    assert zones == {"North": LIMA, "South wood": None}


def test_at_a_border_all_zones_are_told(bare: Engine) -> None:
    (note,) = _set(bare, {"site": "B", **AT_BASEL})
    assert "Europe/Zurich, Europe/Paris or Europe/Berlin" in note.message
    assert note.hint.endswith("--timezone Europe/Zurich` sets the first one.")
    assert _sites(bare) == {"B": ["Europe/Zurich", "Europe/Paris", "Europe/Berlin"]}


@pytest.mark.parametrize(
    "site",
    [
        {"site": "S", "timezone": LIMA, **AT_LIMA},
        {"site": "S", "elevation": 7},
        {"site": "S", "latitude": -45.0, "longitude": -120.0},
    ],
)
def test_nothing_is_proposed_where_a_zone_is_set_or_no_land_is_known(
    bare: Engine, site: dict[str, Any]
) -> None:
    assert _set(bare, site) == []
    assert _sites(bare) == {"S": None}


def test_a_zone_that_is_far_is_told_the_zone_of_the_coordinates(bare: Engine) -> None:
    (note,) = _set(bare, {"site": "S12", **AT_LIMA, "timezone": "Asia/Kolkata"})
    assert note.kind == "zoneFar"
    assert note.hint.endswith("`linnet sites set S12 --timezone America/Lima` sets it.")
    assert "without its minus sign" in note.hint


def test_sites_can_be_filtered_by_what_is_proposed(bare: Engine) -> None:
    _set(bare, {"site": "S1", **AT_LIMA}, {"site": "S2", **AT_BASEL})
    (site,) = rows(bare, "sites", proposedTimezones={"contains": LIMA})
    assert site["site"] == "S1"


def test_a_site_whose_coordinates_another_program_wrote_wrong_is_still_listed(
    bare: Engine,
) -> None:
    _set(bare, {"site": "S1", **AT_LIMA})
    with bare.catalog.transaction() as db:
        db.execute("UPDATE Site SET latitude = 200")
    assert _sites(bare) == {"S1": None}


def test_the_list_of_sites_shows_what_is_proposed(
    bare: Engine, capsys: pytest.CaptureFixture[str]
) -> None:
    _set(bare, {"site": "S12", **AT_LIMA})
    assert run_command(bare.settings, parse(["sites", "list"])) == 0
    assert LIMA in capsys.readouterr().out


def test_a_start_in_utc_beside_a_place_is_told_its_zone_until_it_has_one(
    bare: Engine, tmp_path: Path
) -> None:
    path = _placed(tmp_path / "a.wav", "2024-05-01 10:30:00+00:00")
    (note,) = _import(bare, tmp_path)
    assert (note.kind, note.changes_results) == ("otherZone", False)
    assert note.examples == [f"{path}: 2024-05-01T10:30:00+00:00"]
    assert note.message == "1 recording lies in America/Lima, but its start is by another clock."
    assert "--timezone America/Lima" in note.hint
    assert rows(bare, "recordings")[0]["start"] == "2024-05-01T10:30:00+00:00"
    folder = {"folders": [{"folder": str(tmp_path), "timezone": "UTC"}]}  # a person's choice
    set_places(bare, SetPlacesRequest.model_validate(folder), Call())
    assert _import(bare, tmp_path) == []


@pytest.mark.parametrize("stamp", ["2024-05-01 05:30:00-05:00", "2024-05-01 05:30:00"])
def test_a_start_by_the_clocks_of_its_place_is_told_nothing(
    bare: Engine, tmp_path: Path, stamp: str
) -> None:
    _placed(tmp_path / "a.wav", stamp)
    assert _import(bare, tmp_path) == []


def test_a_run_tells_the_zone_of_its_sites(tmp_path: Path) -> None:
    engine = engine_with_base(tmp_path / "home", dimension=4)
    card = tmp_path / "card"
    path = card / "S1" / "20240501_103000.WAV"
    path.parent.mkdir(parents=True)
    wav(path, info(ICMT="Recorded at 10:30:00 01/05/2024 (UTC) by AudioMoth 24E144055DDD3203"))
    _import(engine, card, pattern="{site}/*")
    _set(engine, {"site": "S1", **AT_LIMA})
    request = InferRequest(inputs=[str(card)], model="base")

    def kinds() -> list[str]:
        return [note.kind for note in infer(engine, request, Call()).notes]

    assert "otherZone" in kinds()
    _set(engine, {"site": "S1", "timezone": LIMA})
    assert "otherZone" not in kinds()
    engine.close()


def test_the_table_of_zones_is_not_read_without_need(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sidecar.audio.timezones", None)  # an import would fail
    engine = engine_with_base(tmp_path / "home", dimension=4)
    wav(tmp_path / "card.wav", guano("Timestamp: 2024-05-01 10:30:00+00:00"))
    assert infer(engine, InferRequest(inputs=[str(tmp_path)], model="base"), Call()).recordings
    assert _set(engine, {"site": "S1", "timezone": LIMA, **AT_LIMA}) == []
    assert _sites(engine) == {"S1": None}
    engine.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other shells")
@pytest.mark.parametrize("code", ["o'neil $x", 'the "old" oak', "a`b", "a;b", "S 6", "a\\b"])
def test_a_command_of_a_hint_can_be_pasted_whatever_the_sites_name(bare: Engine, code: str) -> None:
    (note,) = _set(bare, {"site": code, **AT_LIMA})
    command = note.hint.removeprefix("`").removesuffix("` sets it.")
    pasted = subprocess.run(
        ["sh", "-c", command.replace("linnet", "printf '%s\\n'", 1)],
        capture_output=True,
        text=True,
        check=True,
    )
    words = pasted.stdout.removesuffix("\n").split("\n")
    assert words == ["sites", "set", code, "--timezone", LIMA]
    assert run_command(bare.settings, parse(words)) == 0
    assert [site["timezone"] for site in rows(bare, "sites")] == [LIMA]
