"""The ledger: what was asked and not done is said in the answer, on the screen and in the run."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import numpy as np
import pytest

from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.app.reasons import REASONS
from sidecar.cli.arguments import parse
from sidecar.cli.screen import show_species
from sidecar.cli.terminal import run_command
from sidecar.contract.analyze import InferRequest, InferResult
from sidecar.contract.catalog import CheckCatalogRequest
from sidecar.contract.export import ClipsRequest, ExportRequest
from sidecar.contract.notes import Note, NoteKind
from sidecar.contract.places import SetPlacesRequest
from sidecar.contract.preprocess import PreprocessRequest
from sidecar.contract.query import QueryRequest
from sidecar.contract.recordings import ImportRecordingsRequest, RelinkRequest
from sidecar.methods.analyze import infer
from sidecar.methods.catalog import check
from sidecar.methods.clips import clips
from sidecar.methods.export import export
from sidecar.methods.places import set_places
from sidecar.methods.preprocess import preprocess
from sidecar.methods.query import query
from sidecar.methods.recordings import import_recordings, relink_recordings
from sidecar.rpc.verb import Call
from tests.audio.recorders import guano, wav
from tests.conftest import MANIFESTS
from tests.factories import owl, tone, write_wav
from tests.stored import engine_with_base

DATED = "20240501_053000.wav"


@pytest.fixture
def base(tmp_path: Path) -> Iterator[Engine]:
    """Make an engine with the model "base", which has no range model."""
    engine = engine_with_base(tmp_path / "home", dimension=4)
    yield engine
    engine.close()


@pytest.fixture
def card(tmp_path: Path) -> Path:
    return tmp_path / "card"


def _infer(engine: Engine, *paths: Path, **more: Any) -> InferResult:
    request = InferRequest.model_validate({"inputs": list(map(str, paths)), **more})
    return infer(engine, request, Call())


def _kinds(notes: list[Note]) -> dict[str, int]:
    return {note.kind: note.count for note in notes}


def _cut(path: Path) -> Path:
    """Write the first half of a recording of 6 s."""
    whole = write_wav(path, tone(6.0)).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    return path


def test_every_kind_has_a_sentence() -> None:
    assert set(REASONS) == set(get_args(NoteKind))


def test_a_ledger_counts_all_and_names_a_few() -> None:
    ledger = Ledger()
    for number in range(1200):
        ledger.add("withoutStart", f"{number}.wav")
    ledger.add("passedOver", "a.m4a", what="It is M4A.", hint="Convert it.")
    ledger.add("passedOver", "a.wac", what="It is WAC.", changes_results=False)
    starts, first, second = ledger.notes()
    assert (starts.count, starts.examples) == (1200, [f"{n}.wav" for n in range(5)])
    assert starts.message.startswith("1,200 recordings have no start")
    assert (first.count, first.hint, first.changes_results) == (1, "Convert it.", True)
    assert first.message == "1 file was passed over. It is M4A."
    assert (starts.what, first.what, second.what) == ("", "It is M4A.", "It is WAC.")
    assert (second.examples, second.changes_results) == (["a.wac"], False)


def test_recordings_without_a_start_are_named(base: Engine, card: Path) -> None:
    undated = write_wav(card / "undated.wav", tone(3.0))
    write_wav(card / DATED, tone(3.0))
    (note,) = _infer(base, card, model="base").notes
    assert (note.kind, note.count, note.examples) == ("withoutStart", 1, [str(undated)])
    assert not note.changes_results
    # The same where the earlier analysis stands, and where the recordings are only prepared.
    assert _infer(base, card, model="base").notes == [note]
    prepared = preprocess(base, PreprocessRequest(inputs=[str(card)], model="base"), Call())
    assert prepared.notes == [note]


def test_sources_that_disagree_are_named_each_time(base: Engine, card: Path) -> None:
    path = card / DATED
    wav(path, guano("Timestamp: 2024-05-03 05:30:00"))
    notes = _infer(base, card, model="base").notes
    (note,) = [each for each in notes if each.kind == "clocksDisagree"]
    assert (note.examples, note.changes_results) == ([str(path)], False)
    assert note in _infer(base, card, model="base").notes
    prepared = preprocess(base, PreprocessRequest(inputs=[str(card)], model="base"), Call())
    assert note in prepared.notes
    rule = {"folders": [{"folder": str(card), "source": "name"}]}
    set_places(base, SetPlacesRequest.model_validate(rule), Call())
    assert "clocksDisagree" not in _kinds(_infer(base, card, model="base").notes)


def test_a_rule_counts_in_the_first_run(base: Engine, card: Path) -> None:
    rule = {"folders": [{"folder": str(card), "pattern": "owl {yyyy} {MM} {dd} at {HH} {mm}"}]}
    set_places(base, SetPlacesRequest.model_validate(rule), Call())
    write_wav(card / "owl 2024 05 01 at 05 30.wav", tone(3.0))
    assert not _infer(base, card, model="base").notes
    (row,) = query(base, QueryRequest(select="recordings"), Call()).rows
    assert getattr(row, "start", None) == "2024-05-01T05:30:00"


def test_the_record_of_a_run_keeps_its_notes(base: Engine, card: Path) -> None:
    write_wav(card / "undated.wav", tone(3.0))
    notes = _infer(base, card, model="base").notes
    (run,) = query(base, QueryRequest(select="runs"), Call()).rows
    assert getattr(run, "notes", None) == notes != []


def test_a_recording_without_sound_is_named(base: Engine, card: Path) -> None:
    path = write_wav(card / DATED, np.zeros(0, np.float32))
    (note,) = _infer(base, card, model="base").notes
    assert (note.kind, note.examples) == ("empty", [str(path)])


def test_a_partial_recording_is_named_each_time(
    base: Engine, card: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = _cut(card / DATED)
    first = _infer(base, card, model="base")
    assert [error.path for error in first.errors] == [str(path)] and not first.notes
    again = _infer(base, card, model="base")
    (note,) = again.notes
    assert (note.kind, note.changes_results, again.stats.skipped) == ("partialBefore", True, 1)
    assert note.examples == [f"{path}: {first.errors[0].message}"]
    arguments = parse(["analyze", str(card), "--model", "base"])
    assert run_command(base.settings, arguments) == 1
    assert str(path) in capsys.readouterr().err


def test_unknown_names_of_a_species_list_are_named(base: Engine, card: Path) -> None:
    write_wav(card / DATED, tone(3.0))
    names = ["Bird0", "", "nobody", "bird 1"]
    (note,) = _infer(base, card, model="base", speciesList=names).notes
    told = ["line 3: nobody", "line 4: bird 1. Did you mean bird1?"]
    assert (note.kind, note.examples, note.changes_results) == ("listLine", told, True)


def test_a_run_keeps_its_notes_and_the_values_that_they_name(base: Engine, card: Path) -> None:
    write_wav(card / "undated.wav", tone(3.0))
    told = _infer(base, card, model="base", speciesList=["Bird0", "nobody"]).notes
    assert {note.kind: note.what for note in told} == {
        "withoutStart": "",
        "listLine": "list of species",
    }
    (run,) = query(base, QueryRequest(select="runs"), Call()).rows
    assert run.model_dump()["notes"] == [each.model_dump() for each in told]
    assert check(base, CheckCatalogRequest(), Call()).problems == []


def test_unknown_names_of_excluded_species_are_named(base: Engine, card: Path) -> None:
    write_wav(card / DATED, tone(3.0))
    (note,) = _infer(base, card, model="base", excludeSpecies=["nobody"]).notes
    assert (note.kind, note.examples) == ("listLine", ["line 1: nobody"])
    assert note.message.startswith("1 line in the list of excluded species names no species")


@pytest.mark.model
def test_a_range_filter_says_what_it_could_not_limit(engine: Engine, card: Path) -> None:
    write_wav(card / DATED, tone(3.0))
    undated = write_wav(card / "undated.wav", tone(3.0))
    nowhere = _infer(engine, card, location={"week": 20}).notes
    assert _kinds(nowhere) == {"withoutStart": 1, "withoutPlace": 2, "noEffect": 1}
    here = {"latitude": 52.0, "longitude": 5.0}
    placed = _infer(engine, card, location=here).notes
    assert _kinds(placed) == {"withoutStart": 1, "withoutWeek": 1}
    assert placed[1].examples == [str(undated)] and placed[1].changes_results
    assert _infer(engine, card, location=here).notes == placed  # as the first time
    assert _kinds(_infer(engine, card, location={**here, "week": 20}).notes) == {"withoutStart": 1}


@pytest.mark.model
def test_the_command_line_prints_notes_and_fails_where_they_change_results(
    engine: Engine, card: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_wav(card / "undated.wav", tone(3.0))
    assert run_command(engine.settings, parse(["analyze", str(card)])) == 0
    assert "1 recording has no start" in capsys.readouterr().err
    assert run_command(engine.settings, parse(["analyze", str(card), "--local"])) == 1
    assert "no recording has a place" in " ".join(capsys.readouterr().err.split())


def test_a_dead_microphone_is_named_each_time(base: Engine, card: Path) -> None:
    dead = write_wav(card / "20240501_060000.wav", np.full(6 * 48_000, 0.25, np.float32))
    half = np.concatenate([tone(3.0), np.zeros(3 * 48_000, np.float32)])
    died = write_wav(card / "20240501_070000.wav", half)
    silent, stretches = _infer(base, card, model="base").notes
    assert (silent.kind, silent.examples, silent.changes_results) == ("silent", [str(dead)], True)
    assert (stretches.kind, stretches.examples) == ("silentWindows", [str(died)])
    assert _infer(base, card, model="base").notes == [silent]


def test_recordings_below_the_level_asked_for_are_named(base: Engine, card: Path) -> None:
    path = write_wav(card / DATED, tone(3.0) * 1e-3)
    (note,) = _infer(base, card, model="base", skipBelow=-40.0).notes
    assert (note.kind, note.examples) == ("tooQuiet", [str(path)])


def test_sound_that_is_passed_over_is_named_by_kind_with_what_to_do(
    base: Engine, card: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_wav(card / DATED, tone(3.0))
    for name in ("a.m4a", "b.M4A", "c.wac"):
        (card / name).write_bytes(bytes(100))
    m4a, wac = _infer(base, card, model="base").notes
    assert (m4a.kind, m4a.count, wac.kind, wac.count) == ("passedOver", 2, "passedOver", 1)
    assert "ffmpeg" in m4a.hint and "Kaleidoscope" in wac.hint
    imported = import_recordings(base, ImportRecordingsRequest(inputs=[str(card)]), Call())
    assert imported.notes == [m4a, wac] and not imported.errors
    assert run_command(base.settings, parse(["analyze", str(card), "--model", "base"])) == 1
    said = " ".join(capsys.readouterr().err.split())
    assert "2 files were passed over." in said and "ffmpeg" in said
    (card / DATED).rename(card / "moved.wav")
    relinked = relink_recordings(base, RelinkRequest(folders=[str(card)]), Call())
    assert relinked.notes == [m4a, wac] and len(relinked.relinked) == 1


def test_a_recording_whose_channels_cancel_is_not_called_silent(base: Engine, card: Path) -> None:
    left = tone(3.0)
    path = write_wav(card / DATED, np.stack([left, -left], 1))
    (note,) = _infer(base, card, model="base").notes
    assert (note.kind, note.examples, note.changes_results) == ("channelsCancel", [str(path)], True)


def test_columns_without_a_value_are_named_once_a_recording(
    base: Engine, card: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_wav(card / DATED, tone(9.0))
    _infer(base, card, model="base")
    request = {"format": ["csv", "raven"], "destination": f"{tmp_path}/out/"}
    columns = ["lat", "species_list", "model", "week"]
    result = export(base, ExportRequest.model_validate({**request, "columns": columns}), Call())
    assert [(note.kind, note.count, note.examples) for note in result.notes] == [
        ("emptyColumn", 1, [str(path)]) for _ in ("lat", "week")
    ]
    assert "lat" in result.notes[0].message and not result.notes[0].changes_results
    assert not export(base, ExportRequest.model_validate(request), Call()).notes
    typed = ["export", str(tmp_path / "a.csv"), "--columns", "lat"]
    assert run_command(base.settings, parse(typed)) == 0
    assert "The column lat is empty for 1 recording." in capsys.readouterr().err


def test_a_clip_that_its_recording_cuts_short_is_named(
    base: Engine, card: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_wav(card / DATED, tone(6.0))
    _infer(base, card, model="base")
    write_wav(path, tone(4.0))
    typed = ["clips", str(tmp_path / "clips")]
    assert run_command(base.settings, parse(typed)) == 1
    assert "shorter than" in " ".join(capsys.readouterr().err.split())
    made = clips(base, ClipsRequest(destination=str(tmp_path / "clips")), Call())
    (note,) = made.notes
    assert (note.kind, note.examples) == ("pastEnd", [str(path)]) and not made.errors


def test_a_file_that_moved_is_told_on_the_screen(
    base: Engine, card: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = write_wav(card / DATED, tone(3.0))
    _infer(base, card, model="base")
    after = before.rename(card / "20240501_070000.wav")
    assert run_command(base.settings, parse(["analyze", str(card), "--model", "base"])) == 0
    said = capsys.readouterr().out
    assert str(after) in said and f"The file moved here from {before}." in said


def test_species_beyond_a_page_are_counted_on_the_screen(
    capsys: pytest.CaptureFixture[str],
) -> None:
    row = {"common": "", "species": "owl", "detections": 1, "recordings": 1, "max_confidence": 0.5}
    show_species([row], 1)
    assert "more species" not in capsys.readouterr().out
    show_species([row], 1201)
    assert "and 1,200 more species." in capsys.readouterr().out


def test_the_list_of_models_says_why_one_cannot_be_used(
    base: Engine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = replace(base.settings, manifests=MANIFESTS)
    published = settings.models / "perch-v2" / "installed.json"
    added = settings.models / "base" / "installed.json"
    published.parent.mkdir()
    for record in (published, added):
        record.write_text("no record")
    assert run_command(settings, parse(["models", "list"])) == 0
    printed = capsys.readouterr()
    assert "damaged" in printed.out and 'record of "perch-v2" is damaged' in printed.err
    assert "1 model is missing here" in printed.err and str(added) in printed.err


def test_a_folder_that_cannot_be_read_is_named(
    base: Engine, card: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_wav(card / DATED, tone(3.0))
    closed = write_wav(card / "closed" / DATED, tone(3.0)).parent
    scandir = os.scandir

    def refuse(place: str | Path | int = ".") -> Any:
        if not isinstance(place, int) and os.fspath(place) == str(closed):
            raise PermissionError(13, "Permission denied", str(place))
        return scandir(place)

    monkeypatch.setattr(os, "scandir", refuse)
    result = _infer(base, card, model="base")
    (note,) = result.notes
    assert (note.kind, note.examples, result.stats.done) == ("folderUnreadable", [str(closed)], 1)


@pytest.mark.model
def test_clips_in_a_card_are_not_counted_as_recordings(engine: Engine, card: Path) -> None:
    write_wav(card / DATED, owl(3.0))
    assert _infer(engine, card).stats.detections
    made = clips(engine, ClipsRequest(destination=str(card / "clips")), Call())
    own = write_wav(card / "clips" / "20240501_060000.wav", tone(3.0))
    again = _infer(engine, card)
    assert (again.stats.done, again.stats.skipped) == (1, 1)  # `own`, and the recording
    assert [row.path for row in again.recordings] == [str(own)]
    (note,) = again.notes
    assert (note.kind, note.count, note.changes_results) == ("ownClips", made.written, False)
    assert _infer(engine, card / "clips").stats.done == made.written  # asked for by name


def test_channels_that_cancel_are_named_and_one_of_them_can_be_analysed(
    base: Engine, card: Path
) -> None:
    path = write_wav(card / DATED, np.stack([tone(3.0), -tone(3.0)], axis=1))
    (note,) = _infer(base, card, model="base").notes
    assert (note.kind, note.examples) == ("channelsCancel", [str(path)])
    one = _infer(base, card, model="base", channel=1)
    assert not one.notes and one.recordings[0].windows == 1
