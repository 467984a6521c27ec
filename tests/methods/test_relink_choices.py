"""`recordings/relink` with files that a person chose: never another sound, and words for all."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

from sidecar.app.engine import Engine
from sidecar.contract.recordings import ImportRecordingsRequest, RelinkRequest, RelinkResult
from sidecar.errors import InvalidParams
from sidecar.methods.recordings import import_recordings, relink_recordings
from sidecar.rpc.verb import Call
from sidecar.settings import Settings
from tests.conftest import MANIFESTS
from tests.factories import RECORDINGS, write_wav
from tests.methods.heard import hear, rows, verify
from tests.shared import needs_recordings

OWL = "Strix aluco"


def _relink(engine: Engine, *folders: Path, **more: Any) -> RelinkResult:
    request = {"folders": [str(folder) for folder in folders], **more}
    return relink_recordings(engine, RelinkRequest.model_validate(request), Call())


def _choice(recording_id: int, path: Path) -> dict[str, Any]:
    return {"recordingId": recording_id, "path": str(path)}


def _noise(path: Path, seed: int, seconds: float = 3.0, *, like: int | None = None) -> Path:
    """Write noise; `like` gives it the beginning and length of another seed's."""
    made = np.random.default_rng(seed).normal(0, 0.05, round(seconds * 16_000))
    if like is not None:
        other = np.random.default_rng(like).normal(0, 0.05, round(seconds * 16_000))
        made[:32_000] = other[:32_000]
    return write_wav(path, made.astype(np.float32), rate_hz=16_000)


def _samples(path: Path | str) -> bytes:
    return soundfile.read(path, dtype="int16")[0].tobytes()  # type: ignore[no-any-return]


def test_a_doubt_is_settled_by_a_choice_and_the_labels_stay(bare: Engine, tmp_path: Path) -> None:
    recording_id = hear(bare, _noise(tmp_path / "old" / "a.wav", 1), OWL)
    verify(bare, recording_id, OWL)
    for copy in ("x.wav", "y.wav"):
        (tmp_path / "new").mkdir(exist_ok=True)
        shutil.copy(tmp_path / "old" / "a.wav", tmp_path / "new" / copy)
    shutil.rmtree(tmp_path / "old")
    doubt = _relink(bare, tmp_path / "new", dryRun=True)
    assert (doubt.relinked, [len(each.candidates) for each in doubt.ambiguous]) == ([], [2])
    chosen = Path(doubt.ambiguous[0].candidates[1])
    result = _relink(bare, tmp_path / "new", choices=[_choice(recording_id, chosen)])
    (moved,) = result.relinked
    assert (moved.path, moved.by, moved.chosen) == (str(chosen), "samples", True)
    assert (result.ambiguous, result.refused, result.missing) == ([], [], [])
    assert [(row["path"], row["verified"]) for row in rows(bare, "detections")] == [
        (str(chosen), "YES")
    ]


def test_a_choice_in_a_dry_run_changes_nothing(bare: Engine, tmp_path: Path) -> None:
    recording_id = hear(bare, _noise(tmp_path / "a.wav", 1), OWL)
    shutil.move(tmp_path / "a.wav", tmp_path / "b.wav")
    result = _relink(bare, choices=[_choice(recording_id, tmp_path / "b.wav")], dryRun=True)
    assert [each.recording_id for each in result.relinked] == [recording_id]
    assert rows(bare, "recordings")[0]["path"] == str(tmp_path / "a.wav")


def test_another_sound_is_refused_however_alike_its_file_is(bare: Engine, tmp_path: Path) -> None:
    first = hear(bare, _noise(tmp_path / "a.wav", 1), OWL)
    second = hear(bare, _noise(tmp_path / "b.wav", 2), OWL)
    for name in ("a.wav", "b.wav"):
        (tmp_path / name).unlink()
    _noise(tmp_path / "new" / "a.wav", 3)
    # Its name, size, and the beginning that the search compares are those of the recording.
    _noise(tmp_path / "new" / "b.wav", 4, like=2)
    result = _relink(
        bare,
        choices=[
            _choice(first, tmp_path / "new" / "a.wav"),
            _choice(second, tmp_path / "new" / "b.wav"),
        ],
    )
    assert result.relinked == []
    assert [(each.recording_id, each.reason) for each in result.refused] == [
        (first, "otherSound"),
        (second, "otherSound"),
    ]
    assert result.missing == [first, second]
    assert {row["path"] for row in rows(bare, "recordings")} == {
        str(tmp_path / "a.wav"),
        str(tmp_path / "b.wav"),
    }


def test_what_cannot_be_told_is_refused_in_words(bare: Engine, tmp_path: Path) -> None:
    path = _noise(tmp_path / "a.wav", 1)
    request = ImportRecordingsRequest(inputs=[str(path)])
    (heard,) = import_recordings(bare, request, Call()).recordings
    with bare.catalog.transaction() as db:
        db.execute("INSERT INTO Recording (recordingId, url) VALUES (50, '/never/read.wav')")
    shutil.move(path, tmp_path / "b.wav")
    (tmp_path / "broken.wav").write_bytes(b"RIFF")
    result = _relink(
        bare,
        choices=[
            _choice(50, tmp_path / "b.wav"),
            _choice(heard.recording_id, tmp_path / "broken.wav"),
        ],
    )
    assert {each.recording_id: each.reason for each in result.refused} == {
        50: "neverRead",
        heard.recording_id: "unreadable",
    }
    assert all(each.message for each in result.refused)
    assert [Path(each.path).name for each in result.errors] == ["broken.wav"]


@pytest.mark.parametrize(
    ("ids", "names", "field"),
    [
        ((1, 1), ("x", "y"), "choices.1.recordingId"),
        ((1, 2), ("x", "./x"), "choices.1.path"),
        ((1, 99), ("x", "y"), "choices.1.recordingId"),
    ],
)
def test_choices_that_cannot_be_meant_name_their_field(
    bare: Engine, tmp_path: Path, ids: tuple[int, int], names: tuple[str, str], field: str
) -> None:
    for number in (1, 2):
        hear(bare, _noise(tmp_path / f"{number}.wav", number), OWL)
    choices = [
        {"recordingId": each, "path": f"{tmp_path}/{name}"}
        for each, name in zip(ids, names, strict=True)
    ]
    with pytest.raises(InvalidParams) as caught:
        _relink(bare, choices=choices)
    assert caught.value.field == field


def test_a_recording_that_is_there_needs_no_choice(bare: Engine, tmp_path: Path) -> None:
    recording_id = hear(bare, _noise(tmp_path / "a.wav", 1), OWL)
    shutil.copy(tmp_path / "a.wav", tmp_path / "b.wav")
    result = _relink(bare, choices=[_choice(recording_id, tmp_path / "b.wav")])
    assert result.relinked == [] and [each.kind for each in result.notes] == ["notMissing"]


SOUNDS = 4


@settings(max_examples=15)
@given(
    chosen=st.lists(st.integers(0, SOUNDS - 1), min_size=SOUNDS, max_size=SOUNDS),
    lost=st.sets(st.integers(0, SOUNDS - 1), min_size=1),
)
def test_no_choice_attaches_another_sound(
    chosen: list[int], lost: set[int], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Sounds 2 and 3 begin alike and are equally long; each recording is given any of the files."""
    home = tmp_path_factory.mktemp("choices")
    engine = Engine(Settings(home, home / "c.sqlite", MANIFESTS))
    paths = [
        _noise(
            home / "old" / str(number) / "a.wav", 10 + number, 2.5, like=13 if number == 2 else None
        )
        for number in range(SOUNDS)
    ]
    ids = [hear(engine, path, OWL) for path in paths]
    sounds = dict(zip(ids, map(_samples, paths), strict=True))
    files = []
    for number, path in enumerate(paths):
        target = home / "new" / str(number) / "a.wav"
        target.parent.mkdir(parents=True)
        (shutil.move if number in lost else shutil.copy)(path, target)
        files.append(target)
    taken: dict[int, int] = {}
    for number, file in enumerate(chosen):
        if file not in taken.values():
            taken[number] = file
    result = _relink(
        engine, choices=[_choice(ids[one], files[file]) for one, file in taken.items()]
    )
    for row in rows(engine, "recordings"):
        if Path(row["path"]).exists():
            assert _samples(row["path"]) == sounds[row["recording_id"]]
    settled = {each.recording_id for each in result.relinked}
    assert settled == {ids[one] for one, file in taken.items() if one == file and one in lost}
    refused = {each.recording_id for each in result.refused}
    assert refused == {ids[one] for one, file in taken.items() if one != file and one in lost}
    engine.close()


@needs_recordings
def test_three_cards_with_equal_names_one_moved_and_one_converted_keep_their_labels(
    bare: Engine, tmp_path: Path
) -> None:
    samples, rate_hz = soundfile.read(RECORDINGS / "birdnet_soundscape.flac", dtype="float32")
    pieces = np.split(samples, 12)
    ids = {}
    for card in range(3):
        path = tmp_path / f"CARD{card}" / "20240501_050000.WAV"
        ids[card] = hear(bare, write_wav(path, pieces[card], rate_hz=rate_hz), OWL)
        verify(bare, ids[card], OWL)
    (tmp_path / "disk" / "Tapir-01").mkdir(parents=True)
    shutil.move(tmp_path / "CARD0" / "20240501_050000.WAV", tmp_path / "disk" / "Tapir-01")
    (tmp_path / "CARD1" / "20240501_050000.WAV").unlink()
    (tmp_path / "disk" / "Tapir-02").mkdir()
    converted = tmp_path / "disk" / "Tapir-02" / "20240501_050000.mp3"
    soundfile.write(converted, pieces[1], rate_hz)
    result = _relink(bare, tmp_path / "disk")
    assert {
        each.recording_id: (Path(each.path).parent.name, each.by) for each in result.relinked
    } == {
        ids[0]: ("Tapir-01", "samples"),
        ids[1]: ("Tapir-02", "sound"),
    }
    assert (result.ambiguous, result.missing) == ([], [])
    labelled = {row["recording_id"]: row["verified"] for row in rows(bare, "detections")}
    assert labelled == dict.fromkeys(ids.values(), "YES")
