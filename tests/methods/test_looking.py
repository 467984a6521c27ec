"""A look before an import: what each folder holds, what is odd, and which patterns fit."""

from __future__ import annotations

import shutil
from datetime import datetime
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sidecar.app.engine import Engine
from sidecar.app.watch import CatalogWatch
from sidecar.catalog.values import Question
from sidecar.contract.recordings import (
    FolderSummary,
    ImportProgress,
    ImportRecordingsRequest,
    ImportRecordingsResult,
)
from sidecar.errors import InvalidParams, RequestCancelled
from sidecar.recordings.importing import import_recordings
from sidecar.recordings.patterns import Folder, propose
from sidecar.rpc.verb import Call
from tests.audio.recorders import guano, info, wav
from tests.factories import RECORDINGS, tone, write_wav
from tests.shared import make_field, needs_field, needs_recordings

COMMENT = "Recorded at 05:30:00 {} (UTC) by AudioMoth {} at medium gain while battery was 4.2V."
MOTH, OTHER_MOTH = "24E144055DDD3203", "24E144055DDD9999"


def _moth(path: Path, day: str = "01/05/2024", serial: str = MOTH) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return wav(path, info(ICMT=COMMENT.format(day, serial)))


def _look(engine: Engine, *inputs: Path, call: Call | None = None, **more: Any) -> Any:
    request = {"inputs": [*map(str, inputs)], "dryRun": True, **more}
    return import_recordings(
        engine, ImportRecordingsRequest.model_validate(request), call or Call()
    )


def _trouble(folder: FolderSummary) -> dict[str, int]:
    return {each.kind: each.count for each in folder.trouble}


def test_a_folder_is_described(bare: Engine, tmp_path: Path) -> None:
    for day in ("01/05/2024", "02/05/2024"):
        _moth(tmp_path / "Tapir-01" / f"2024050{day[1]}_053000.WAV", day)
    (folder,) = _look(bare, tmp_path / "Tapir-01").folders
    assert folder.path == str(tmp_path / "Tapir-01")
    assert (folder.files, folder.known) == (2, 0)
    assert (folder.recorder, folder.serial) == ("AudioMoth", MOTH)
    assert folder.first == "2024-05-01T05:30:00+00:00"
    assert folder.last == "2024-05-02T05:30:00+00:00"
    assert (folder.site, folder.survey) == ("Tapir-01", None)
    assert (folder.rms_db, folder.clipped) == (None, None)  # nobody asked
    assert folder.trouble == []


def test_nothing_is_written(bare: Engine, tmp_path: Path) -> None:
    known = write_wav(tmp_path / "card" / "20240501_053000.wav", tone(1.0))
    write_wav(tmp_path / "card" / "20240502_053000.wav", tone(2.0))
    import_recordings(bare, ImportRecordingsRequest(inputs=[str(known)]), Call())
    watch = CatalogWatch(bare)
    watch.take()
    before = bare.catalog.questions.page(Question("recordings"), limit=10).rows

    found = _look(bare, tmp_path / "card", levels=True, pattern="{site}/*")
    assert (found.added, found.known, found.recordings) == (1, 1, [])
    assert found.folders[0].known == 1
    assert bare.catalog.questions.page(Question("recordings"), limit=10).rows == before
    watch.look()
    assert watch.take() is None


def test_levels_are_those_of_the_sound(bare: Engine, tmp_path: Path) -> None:
    sine = np.sin(np.arange(48_000 * 10) / 10).astype(np.float32)
    write_wav(tmp_path / "card" / "quiet" / "a.wav", 0.1 * sine)
    write_wav(tmp_path / "card" / "loud" / "a.wav", np.clip(3 * sine, -1, 1))
    write_wav(tmp_path / "card" / "dead" / "a.wav", 0 * sine)
    folders = {
        Path(each.path).name: each for each in _look(bare, tmp_path / "card", levels=True).folders
    }
    assert folders["quiet"].rms_db == pytest.approx(-23.0, abs=0.1)  # -20 dB, and 3 of a sine
    assert folders["quiet"].clipped == 0
    assert folders["loud"].clipped == pytest.approx(0.78, abs=0.01)
    (clipped,) = [each for each in folders["loud"].trouble if each.kind == "clipped"]
    assert clipped.message == "78.4% of the sound is clipped, in 1 of the files that were heard."
    assert folders["dead"].rms_db == -150.0


def test_what_is_odd_has_words_and_says_where(bare: Engine, tmp_path: Path) -> None:
    card = tmp_path / "S1"
    for day in range(1, 6):
        _moth(card / f"2024050{day}_053000.WAV", f"0{day}/05/2024")
    _moth(card / "19700101_000000.WAV", "01/01/1970")
    _moth(card / "20210501_053000.WAV", "01/05/2021")
    _moth(card / "20240507_053000.WAV", "07/05/2024", OTHER_MOTH)
    write_wav(card / "20240508_053000.wav", tone(1.0, rate_hz=16_000), rate_hz=16_000)
    write_wav(card / "no_date.wav", tone(1.0))
    (card / "20240509_053000.wav").write_bytes(b"RIFF")
    (folder,) = _look(bare, card).folders
    assert _trouble(folder) == {
        "clockUnset": 1,
        "startApart": 1,
        "withoutStart": 1,
        "severalRecorders": 1,
        "severalRates": 2,
        "unreadable": 1,
    }
    words = {each.kind: each for each in folder.trouble}
    assert words["clockUnset"].message == (
        "1 recording starts in 1970, so its recorder's clock was not set."
    )
    assert words["clockUnset"].examples == ["19700101_000000.WAV"]
    assert words["startApart"].examples == ["20210501_053000.WAV: 2021-05-01T05:30:00+00:00"]
    assert words["severalRecorders"].message == (
        f"The folder holds recordings of 1 recorder besides {MOTH}."
    )
    assert words["unreadable"].examples == ["20240509_053000.wav"]
    assert all(each.hint for each in folder.trouble if each.changes_results)
    assert folder.files == 11


def test_a_recorder_at_two_sites_is_told_of_both(bare: Engine, tmp_path: Path) -> None:
    _moth(tmp_path / "card" / "S1" / "20240501_053000.WAV")
    _moth(tmp_path / "card" / "S2" / "20240501_053000.WAV")
    _moth(tmp_path / "card" / "S3" / "20240501_053000.WAV", serial=OTHER_MOTH)
    found = _look(bare, tmp_path / "card", pattern="{site}/*")
    one, two, three = found.folders
    assert (one.site, two.site, three.site) == ("S1", "S2", "S3")
    assert [_trouble(each) for each in found.folders] == [
        {"recorderTwice": 1},
        {"recorderTwice": 1},
        {},
    ]
    assert one.trouble[0].message == (
        f"The recorder {MOTH} also recorded in another folder at another site."
    )
    assert one.trouble[0].examples == [two.path]
    # Two folders of one site are no conflict.
    _moth(tmp_path / "days" / "S1" / "monday" / "20240501_053000.WAV")
    _moth(tmp_path / "days" / "S1" / "tuesday" / "20240502_053000.WAV", "02/05/2024")
    found = _look(bare, tmp_path / "days", pattern="{site}/*/*")
    assert [_trouble(each) for each in found.folders] == [{}, {}]


def _fixes(folder: FolderSummary) -> dict[str, list[str]]:
    return {each.kind: list(each.fixes) for each in folder.trouble}


def _season(home: Path, *sites: str, year: int = 2024) -> None:
    for number, site in enumerate(sites):
        serial = f"24E144055D{number:02}{year}"
        for day in (1, 2, 3):
            _moth(home / site / f"{year}050{day}_053000.WAV", f"0{day}/05/{year}", serial)


def test_a_clock_at_odds_with_its_neighbours_can_be_set_to_their_year(
    bare: Engine, tmp_path: Path
) -> None:
    _season(tmp_path / "card", "S1", "S2", "S3")
    _season(tmp_path / "odd", "S4", year=2019)
    (tmp_path / "odd" / "S4").rename(tmp_path / "card" / "S4")
    *others, odd = _look(bare, tmp_path / "card").folders
    assert [_trouble(each) for each in others] == [{}, {}, {}]
    (note,) = odd.trouble
    assert (note.kind, note.what, note.fixes) == (
        "clockApart",
        "2024",
        ["year", "shift", "leaveOut"],
    )
    shift_s = 1827 * 86_400  # from 2019 to 2024
    assert note.shift_seconds == shift_s
    choice = {"folder": str(tmp_path / "card" / "S4"), "shiftSeconds": shift_s}
    mended = _look(bare, tmp_path / "card", folders=[choice]).folders[-1]
    assert (mended.trouble, mended.first) == ([], "2024-05-01T05:30:00+00:00")
    assert mended.clock_first == "2019-05-01T05:30:00+00:00"


def test_a_clock_that_was_never_set_or_runs_ahead_can_be_shifted(
    bare: Engine, tmp_path: Path
) -> None:
    _moth(tmp_path / "card" / "S1" / "a.WAV", "01/01/1970")
    _moth(tmp_path / "card" / "S2" / "a.WAV", "01/05/2094", OTHER_MOTH)
    unset, ahead = _look(bare, tmp_path / "card").folders
    assert _trouble(unset) == {"clockUnset": 1} and _trouble(ahead) == {"startInFuture": 1}
    assert unset.first is None and unset.clock_first == "1970-01-01T05:30:00+00:00"
    assert _fixes(unset) == {"clockUnset": ["year", "shift", "leaveOut"]}
    # A clock that was never set tells nothing of the day.
    assert unset.trouble[0].shift_seconds is None
    # One shift would put the other files of the folder wrong.
    _moth(tmp_path / "card" / "S1" / "20240501_053000.WAV")
    mixed = _look(bare, tmp_path / "card" / "S1").folders[0]
    assert _fixes(mixed) == {"clockUnset": ["leaveOut"]}


def test_copies_of_a_card_are_told_of_and_equal_names_alone_are_none(
    bare: Engine, tmp_path: Path
) -> None:
    for day in range(1, 5):
        name = f"2024050{day}_053000.wav"
        write_wav(tmp_path / "card" / "S1" / name, tone(1.0, hertz=300.0 * day))
        write_wav(tmp_path / "card" / "S2" / name, tone(1.0, hertz=200.0 * day + 77))
    found = _look(bare, tmp_path / "card")
    assert [_trouble(each) for each in found.folders] == [{}, {}]
    assert [(each.kind, each.count) for each in found.notes] == [("sameNames", 8)]
    shutil.copytree(tmp_path / "card" / "S1", tmp_path / "card" / "S3")
    one, two, three = _look(bare, tmp_path / "card").folders
    assert _trouble(one) == _trouble(three) == {"copied": 4} and _trouble(two) == {}
    assert three.trouble[0].examples == [one.path]
    leave = [{"folder": three.path, "leaveOut": True}]
    left = _look(bare, tmp_path / "card", folders=leave)
    assert [_trouble(each) for each in left.folders] == [{}, {}, {}]
    assert [each.left_out for each in left.folders] == [False, False, True]
    assert (left.added, left.left_out) == (8, 4)


def test_a_folder_that_is_known_already_says_so(bare: Engine, tmp_path: Path) -> None:
    path = write_wav(tmp_path / "S1" / "20240501_053000.wav", tone(1.0))
    import_recordings(bare, ImportRecordingsRequest(inputs=[str(path)]), Call())
    (folder,) = _look(bare, tmp_path / "S1").folders
    assert _fixes(folder) == {"knownAlready": ["leaveOut"]}


def test_the_file_to_hear_is_one_with_sound(bare: Engine, tmp_path: Path) -> None:
    write_wav(tmp_path / "S1" / "a.wav", 0 * tone(1.0))
    loud = write_wav(tmp_path / "S1" / "b.wav", tone(1.0))
    write_wav(tmp_path / "S1" / "c.wav", 0 * tone(1.0))
    (folder,) = _look(bare, tmp_path / "S1", levels=True).folders
    assert folder.example == str(loud)


def test_what_was_chosen_for_folders_is_what_is_imported(bare: Engine, tmp_path: Path) -> None:
    home = tmp_path / "card"
    _moth(home / "S1" / "a.WAV", "01/01/1970", MOTH)
    _moth(home / "S2" / "20240501_053000.WAV", serial=MOTH)
    _moth(home / "S3" / "20240501_053000.WAV", serial=OTHER_MOTH)
    shift_s = (datetime(2024, 5, 1, 5, 30) - datetime(1970, 1, 1, 5, 30)).total_seconds()
    chosen: dict[str, Any] = {
        "pattern": "{site}/*",
        "folders": [
            {"folder": str(home / "S1"), "shiftSeconds": shift_s, "timezone": "America/Lima"},
            {"folder": str(home / "S2"), "site": "Tapir-02", "survey": "Manu"},
            {"folder": str(home / "S3"), "leaveOut": True},
        ],
    }
    seen = _look(bare, home, **chosen)
    request = {"inputs": [str(home)], **chosen}
    done = import_recordings(bare, ImportRecordingsRequest.model_validate(request), Call())
    assert (done.added, done.left_out, done.deployments) == (2, 1, 2)
    assert [(each.survey, each.site, each.recordings) for each in done.sites] == [
        (None, "S1", 1),
        ("Manu", "Tapir-02", 1),
    ]
    rows = bare.catalog.questions.page(Question("recordings"), limit=10).rows
    assert [(row["survey"], row["site"], row["start"]) for row in rows] == [
        (each.survey, each.site, each.first) for each in seen.folders if not each.left_out
    ]
    assert rows[0]["start"] == "2024-05-01T00:30:00-05:00"
    # The clock of the folder is undone as one.
    undone = bare.catalog.places.undo(done.batch_id)
    assert undone.starts == 1


@pytest.mark.parametrize(
    ("choices", "field"),
    [
        ([{"folder": "S1"}, {"folder": "./S1"}], "folders.1.folder"),
        ([{"folder": "S1", "timezone": "Mars/Olympus"}], "folders.0.timezone"),
    ],
)
def test_choices_that_cannot_be_meant_name_their_field(
    bare: Engine, tmp_path: Path, choices: list[dict[str, Any]], field: str
) -> None:
    for dry_run in (True, False):
        with pytest.raises(InvalidParams) as caught:
            _look(bare, tmp_path, folders=choices, dryRun=dry_run)
        assert caught.value.field == field


def test_zones_are_proposed_from_coordinates(bare: Engine, tmp_path: Path) -> None:
    (tmp_path / "S1").mkdir()
    lines = ("Timestamp: 2024-05-01T05:30:00+00:00", "Loc Position: -12.6 -69.2")
    wav(tmp_path / "S1" / "a.wav", guano("GUANO|Version: 1.0", *lines))
    (folder,) = _look(bare, tmp_path / "S1").folders
    assert (folder.latitude, folder.longitude) == (-12.6, -69.2)
    assert "America/Lima" in folder.timezones
    assert _trouble(folder) == {"otherZone": 1}


def test_folders_come_as_they_are_finished(bare: Engine, tmp_path: Path) -> None:
    for number in range(5):
        write_wav(tmp_path / "card" / f"S{number}" / "20240501_053000.wav", tone(0.5))
    sent: list[ImportProgress] = []

    def send(value: Any, last: bool) -> bool:
        sent.append(value)
        return True

    found: ImportRecordingsResult = _look(bare, tmp_path / "card", call=Call(send, every_s=0.0))
    assert [each.path for message in sent for each in message.folders] == [
        each.path for each in found.folders
    ]
    assert len([message for message in sent if message.folders]) == 5
    assert sent[-1].done == sent[-1].total == 5


def test_a_look_can_be_cancelled(bare: Engine, tmp_path: Path) -> None:
    write_wav(tmp_path / "card" / "a.wav", tone(0.5))
    call = Call()
    call.cancelled.set()
    with pytest.raises(RequestCancelled):
        _look(bare, tmp_path / "card", call=call)


def _folder(*steps: str, serial: str | None = None, name: str = "20240501_053000.WAV") -> Folder:
    return Folder(steps, (Path("/media", *steps, name),), serial)


@pytest.mark.parametrize(
    ("folders", "pattern", "explains", "sites"),
    [
        ([_folder("Manu", "S1"), _folder("Manu", "S2")], "{survey}/{site}/*", 2, 2),
        ([_folder("S1", "2024-05-01"), _folder("S1", "2024-05-02")], "{site}/*/*", 2, 1),
        ([_folder("S1", MOTH, serial=MOTH)], "{site}/{recorder}/*", 1, 1),
        (
            [_folder(*each) for each in (("North", "AM01"), ("Bog", "AM02"), ("Südwald", "AM03"))],
            "{site}/{recorder}/*",
            3,
            3,
        ),
        (
            [_folder(*each) for each in product(("Manu", "Madidi"), ("T01", "T02"))],
            "{survey}/{site}/*",
            4,
            4,
        ),
        ([_folder("DCIM", "100MEDIA")], None, 0, 0),
        ([_folder(MOTH, serial=MOTH)], None, 0, 0),
        ([_folder("Data", name="S1_20240501_053000.wav")], "{site}_*", 1, 1),
        (
            [_folder("S1", name="S4A03895_20240501_053000.wav", serial="S4A03895")],
            "{site}/{recorder}_*",
            1,
            1,
        ),
    ],
)
def test_the_best_pattern_comes_first(
    folders: list[Folder], pattern: str | None, explains: int, sites: int
) -> None:
    found = propose(folders)
    assert len(found) <= 3
    first = found[0] if found else None
    assert (first.pattern if first else None) == pattern
    if first is not None:
        assert (len(first.explained), first.sites) == (explains, sites)
        assert all(len(each.explained) <= explains for each in found)


def test_a_proposal_can_be_imported(bare: Engine, tmp_path: Path) -> None:
    for site in ("S1", "S2"):
        write_wav(tmp_path / "Manu" / site / "20240501_053000.wav", tone(0.5))
    found = _look(bare, tmp_path / "Manu")
    request = ImportRecordingsRequest(
        inputs=[str(tmp_path / "Manu")], pattern=found.proposals[0].pattern
    )
    imported = import_recordings(bare, request, Call())
    assert imported.deployments == found.proposals[0].sites == 2
    rows = bare.catalog.questions.page(Question("recordings"), limit=10).rows
    assert [(row["survey"], row["site"]) for row in rows] == [
        (each.survey, each.site) for each in found.folders
    ]


@needs_field
def test_field_files_are_all_looked_at(bare: Engine, tmp_path: Path) -> None:
    expected = make_field(tmp_path / "S1", "starts")["starts"]
    (folder,) = _look(bare, tmp_path / "S1", levels=True).folders
    assert folder.files == len(expected)
    trouble = {each.kind: each for each in folder.trouble}
    assert trouble["clockUnset"].examples == ["19700101_000000.WAV"]
    assert "withoutStart" not in trouble
    known = [each["start"] for each in expected.values() if each["start"]]
    assert folder.first == min(known, key=lambda start: start[:19])


@needs_field
def test_damaged_files_end_no_look(bare: Engine, tmp_path: Path) -> None:
    make_field(tmp_path / "S1", "files")
    found = _look(bare, tmp_path / "S1", levels=True)
    (folder,) = found.folders
    assert folder.files > 0 and folder.rms_db is not None
    assert _trouble(folder).get("unreadable", 0) == len(found.errors)


@needs_recordings
def test_real_recordings_are_looked_at(bare: Engine) -> None:
    found = _look(bare, RECORDINGS, levels=True)
    assert found.added == sum(each.files for each in found.folders) > 0
    assert found.errors == []
    own = next(each for each in found.folders if each.path == str(RECORDINGS))
    assert own.recorder == "AudioMoth" and own.rms_db is not None and -80 < own.rms_db < 0
