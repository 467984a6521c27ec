"""`deployments/check` over a catalog: files of recorders, rules, pages, and the command."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, get_type_hints

import numpy as np
import pytest

from sidecar.app.engine import Engine
from sidecar.cli.arguments import parse
from sidecar.cli.terminal import run_command
from sidecar.contract.audit import CheckDeploymentsRequest, CheckDeploymentsResult
from sidecar.errors import InvalidParams
from sidecar.frontends.overview import Overview
from sidecar.methods.deployments import check_deployments
from sidecar.methods.methods import MODULES, methods
from sidecar.recordings.season import read_season
from sidecar.rpc.verb import Call
from sidecar.run.detections import Detection
from sidecar.settings import Settings
from sidecar.values import AudioFacts, Identity, Metadata
from tests.audio.recorders import info, wav
from tests.audit.seasons import checked
from tests.audit.test_faults import FAULTS
from tests.keeping import BIRDNET, RATE_HZ, heard, keep_run
from tests.shared import make_field, needs_field

METHODS = {name: method for module in MODULES for name, method in methods(module).items()}
MAY = datetime(2024, 5, 1, tzinfo=UTC)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = Engine(Settings(home=tmp_path, catalog=tmp_path / "c.sqlite", manifests=tmp_path))
    yield made
    made.close()


def _check(engine: Engine, **asked: Any) -> CheckDeploymentsResult:
    request = CheckDeploymentsRequest.model_validate(asked)
    return check_deployments(engine, request, Call())


def _kinds(result: CheckDeploymentsResult) -> list[str]:
    return [each.kind for each in result.findings]


def _call(engine: Engine, method: str, request: dict[str, Any]) -> Any:
    found = METHODS[method]
    asked = get_type_hints(found.run)["request"].model_validate(request)
    return found.run(engine, asked, Call())


def _moth(path: Path, start: datetime, serial: str = "24E144055DDD3203") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    time = f"{start:%H:%M:%S %d/%m/%Y} (UTC)"
    said = f"Recorded at {time} by AudioMoth {serial} at medium gain while battery was 4.2V"
    return wav(path, info(ICMT=said))


def _card(folder: Path, *, serial: str = "24E144055DDD3203", hours: int = 30) -> None:
    """Write a card with one recording an hour."""
    for hour in range(hours):
        start = MAY + timedelta(hours=hour)
        _moth(folder / f"{start:%Y%m%d_%H%M%S}.WAV", start, serial)


def _import(engine: Engine, folder: Path, **more: Any) -> Any:
    return _call(engine, "recordings/import", {"inputs": [str(folder)], **more})


def _of_sites(engine: Engine, tmp_path: Path) -> None:
    """Import two cards; the one of S2 has recordings of S1's recorder among its own."""
    _card(tmp_path / "card" / "S1")
    _card(tmp_path / "card" / "S2", serial="24E144055DDD9999")
    for hour in range(3):
        start = MAY + timedelta(hours=hour, minutes=30)
        _moth(tmp_path / "card" / "S2" / f"{start:%Y%m%d_%H%M%S}.WAV", start)
    _import(engine, tmp_path / "card", pattern="{site}/*")


def test_a_card_at_the_wrong_site_is_found_and_mended_by_the_fix(
    engine: Engine, tmp_path: Path
) -> None:
    _of_sites(engine, tmp_path)
    result = _check(engine)
    assert (result.recordings, result.deployments) == (63, 2)
    (found,) = result.findings
    assert (found.kind, found.severity) == ("serialAtTwoSites", "fault")
    assert found.serials == ["24E144055DDD3203"] and set(found.sites) == {"S1", "S2"}
    assert found.recordings == 3 and Path(found.examples[0].path).name == "20240501_003000.WAV"
    assert found.examples[0].start == "2024-05-01T00:30:00+00:00"
    (fix,) = found.fixes
    assert fix.request is not None
    _call(engine, fix.method, fix.request)
    assert _check(engine).findings == []
    # A person may take it back.
    _call(engine, "places/undo", {})
    assert _kinds(_check(engine)) == ["serialAtTwoSites"]


def test_a_reset_clock_is_shifted_by_the_fix(engine: Engine, tmp_path: Path) -> None:
    _card(tmp_path / "card" / "S1")
    for hour in range(4):
        start = datetime(1970, 1, 1, hour, tzinfo=UTC)
        _moth(tmp_path / "card" / "S1" / f"{start:%Y%m%d_%H%M%S}.WAV", start)
    _import(engine, tmp_path / "card", pattern="{site}/*")
    (found,) = _check(engine).findings
    assert (found.kind, found.recordings) == ("clockReset", 4)
    assert found.examples[0].start is None
    assert found.message == (
        "S1: the clock was reset. 4 recordings start from 1970-01-01 00:00 to 1970-01-01 03:00."
    )
    (fix,) = found.fixes
    assert fix.request is not None
    assert _call(engine, fix.method, fix.request).updated == 4
    assert _check(engine).findings == []


@needs_field
def test_what_recorders_leave_behind_is_found(engine: Engine, tmp_path: Path) -> None:
    make_field(tmp_path / "field", "starts")
    _import(engine, tmp_path / "field")
    result = _check(engine)
    assert _kinds(result) == ["clockReset", "sameSound"]  # all files have the same noise
    reset = result.findings[0]
    assert [Path(each.path).name for each in reset.examples] == ["19700101_000000.WAV"]


def _recording(
    number: int, day: int, *found: Detection, hour: int = 0, digest: int | None = None
) -> Any:
    start = MAY + timedelta(days=day, hours=hour)
    said = Metadata(start=start, serial="A", latitude=52.5, longitude=13.4, gain="low")
    url = f"/card/S1/{number}.wav"
    return heard(
        url,
        *found,
        seconds=3_000.0,
        offsets=np.arange(1),
        metadata=said,
        facts=AudioFacts(Path(url), RATE_HZ, 1, 3_000 * RATE_HZ, "WAV", "PCM_16", 1, number),
        identity=Identity(
            (number if digest is None else digest).to_bytes(8, "big") * 3, b"\0\0", 1
        ),
    )


def _deployed(engine: Engine) -> None:
    """Put all recordings into one deployment."""
    request = {"deployments": [{"site": "S1", "recorder": "R"}]}
    (number,) = _call(engine, "places/set", request).deployment_ids
    _call(engine, "recordings/update", {"where": {}, "deploymentId": number})


def test_equal_sound_under_another_name_is_found(engine: Engine) -> None:
    outcomes = [_recording(number, 0, hour=number) for number in range(14)]
    keep_run(engine.catalog, BIRDNET, *outcomes, _recording(99, 3, digest=3))
    _deployed(engine)
    (found,) = _check(engine, checks=["copies"]).findings
    assert (found.kind, found.recordings) == ("sameSound", 1)
    assert found.examples[0].path == "/card/S1/99.wav"
    assert found.fixes[0].request == {"recordingIds": [found.examples[0].recording_id]}


def test_a_dying_microphone_is_found_by_kept_overviews(engine: Engine) -> None:
    outcomes = [_recording(number, number) for number in range(10)]
    keep_run(engine.catalog, BIRDNET, *outcomes)
    _deployed(engine)
    assert "levels" in {each.check for each in _check(engine).not_checked}
    for number in range(10):
        level = np.full((1_500, 64), 100 if number < 6 else 20, np.uint8)
        peaks = np.zeros((1_500, 2), np.int8)
        digest = outcomes[number].identity.digest
        assert engine.overviews.keep(digest, Overview(RATE_HZ, 3_000 * RATE_HZ, level, peaks))
    (found,) = _check(engine, checks=["levels"]).findings
    assert (found.kind, found.recordings) == ("levelDrop", 4)
    assert found.message.startswith("S1 (R): the sound is 38 dB quieter from 2024-05-07 on.")


def test_a_chorus_in_the_afternoon_is_found_by_detections(engine: Engine) -> None:
    """The clock runs 10 hours ahead, so the birds of 4:00 sing at 14:00; the sun rises at 3:33."""

    def sung(hour: int) -> list[Detection]:
        true = (hour - 10) % 24
        count = 20 if 3 <= true < 6 else 7 if 6 <= true < 19 else 0
        return [
            Detection("Turdus merula", "Blackbird", 3.0 * each, 3.0 * each + 3, 0.9)
            for each in range(count)
        ]

    outcomes = [
        _recording(24 * day + hour, day, *sung(hour), hour=hour)
        for day in range(5)
        for hour in range(24)
    ]
    keep_run(engine.catalog, BIRDNET, *outcomes)
    _deployed(engine)
    (found,) = _check(engine, checks=["chorus"]).findings
    assert found.kind == "chorusShifted" and "10 hours ahead" in found.message
    (fix,) = found.fixes
    assert fix.request is not None and fix.command is not None
    assert fix.request["deployments"][0]["shiftSeconds"] == -36_000.0
    _call(engine, fix.method, fix.request)
    assert _check(engine, checks=["chorus"]).findings == []


def test_findings_come_in_pages_and_by_filters(engine: Engine, tmp_path: Path) -> None:
    _of_sites(engine, tmp_path)
    _moth(tmp_path / "card" / "S1" / "x.WAV", datetime(1970, 1, 1, tzinfo=UTC))
    _import(engine, tmp_path / "card", pattern="{site}/*")
    whole = _check(engine)
    assert (whole.total, whole.faults, whole.doubts, whole.next_cursor) == (2, 2, 0, None)
    one = _check(engine, limit=1)
    assert (one.total, _kinds(one), one.next_cursor) == (2, _kinds(whole)[:1], "1")
    other = _check(engine, limit=1, cursor=one.next_cursor)
    assert one.findings + other.findings == whole.findings and other.next_cursor is None
    assert _kinds(_check(engine, where={"site": "S1"})) == ["clockReset"]
    assert _kinds(_check(engine, checks=["serials"])) == ["serialAtTwoSites"]
    with pytest.raises(InvalidParams, match="not one of this method") as wrong:
        _check(engine, cursor="x")
    assert wrong.value.field == "cursor"


def test_every_proposed_command_can_be_typed(
    engine: Engine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _of_sites(engine, tmp_path)
    settings = engine.settings
    assert run_command(settings, parse(["deployments", "check"])) == 1
    told = capsys.readouterr().out
    assert "1 fault, 0 doubts, 0 remarks." in told and "recorded at S1 and at S2 at once" in told
    assert "not checked" in told
    (command,) = [line.strip() for line in told.splitlines() if line.startswith("    linnet")]
    assert run_command(settings, parse(command.split()[1:])) == 0
    capsys.readouterr()
    assert run_command(settings, parse(["deployments", "check", "--json"])) == 0
    assert json.loads(capsys.readouterr().out)["findings"] == []


@pytest.mark.parametrize("name", sorted(FAULTS))
def test_every_fix_is_a_request_and_a_command_that_exist(name: str) -> None:
    for found in checked(FAULTS[name][0]()).findings:
        for fix in found.fixes:
            asked = get_type_hints(METHODS[fix.method].run)["request"]
            if fix.request is not None:
                asked.model_validate(fix.request)
            assert fix.request or fix.command
            if fix.command is not None:
                parse(shlex.split(fix.command)[1:])


def test_a_shift_adds_to_that_of_the_nearest_rule(engine: Engine, tmp_path: Path) -> None:
    _card(tmp_path / "card" / "S1")
    _import(engine, tmp_path / "card", pattern="{site}/*")
    catalog = engine.catalog
    for given, expected in (
        ({"folders": [{"folder": str(tmp_path), "shiftSeconds": 60}]}, 60.0),
        ({"folders": [{"folder": str(tmp_path / "card"), "timezone": "UTC"}]}, 60.0),
        ({"sites": [{"siteId": 1, "shiftSeconds": 120}]}, 120.0),
        ({"deployments": [{"deploymentId": 1, "shiftSeconds": 0}]}, 0.0),
    ):
        _call(engine, "places/set", given)
        (deployment,) = read_season(catalog, {}, lambda count: None).deployments
        assert deployment.shift_s == expected
    assert deployment.timezone == "UTC"


def test_an_empty_catalog_has_no_findings(engine: Engine) -> None:
    result = _check(engine)
    assert (result.recordings, result.findings, result.not_checked) == (0, [], [])
