"""Speech is found in runs and afterwards, marks detections, and stays out of clips and copies."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from sidecar.app.engine import Engine
from sidecar.audio.decode import open_recording
from sidecar.audio.resample import resampled
from sidecar.contract.analyze import InferRequest, InferResult, ResumeRunRequest
from sidecar.contract.export import ClipsRequest, ClipsResult, ExportRequest
from sidecar.contract.query import QueryRequest
from sidecar.contract.speech import FindSpeechRequest, RedactRequest
from sidecar.errors import InvalidParams
from sidecar.methods.analyze import infer, resume_run
from sidecar.methods.clips import clips
from sidecar.methods.export import export
from sidecar.methods.query import query
from sidecar.methods.redact import redact
from sidecar.methods.speech import find_speech
from sidecar.rpc.verb import Call
from sidecar.settings import Settings, WindowSettings
from sidecar.values import Float32
from tests.conftest import MANIFESTS
from tests.factories import tone, write_wav
from tests.speech.voice import voice
from tests.stored import engine_with_base

RATE_HZ = 48_000


@cache
def spoken() -> Float32:
    """Make 12 s at 48 kHz in which somebody speaks between the seconds 3 and 6."""
    low = np.random.default_rng(5).normal(0.0, 0.002, 12 * 16_000).astype(np.float32)
    low[3 * 16_000 : 6 * 16_000] += voice(3.0)
    return resampled([low], 16_000, len(low), RATE_HZ)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """Make an engine with a tiny model beside a card with a voice, and one without."""
    engine = engine_with_base(tmp_path, dimension=8)
    write_wav(tmp_path / "card" / "20260501_050000.wav", spoken())
    write_wav(tmp_path / "card" / "20260501_060000.wav", tone(6.0))
    yield engine
    engine.close()


def analyse(engine: Engine, **more: Any) -> InferResult:
    card = str(engine.settings.home / "card")
    fields = {"inputs": [card], "model": "base", "minConfidence": 0.01, "topK": 1, **more}
    return infer(engine, InferRequest.model_validate(fields), Call())


def ask(engine: Engine, select: str, **more: Any) -> list[dict[str, Any]]:
    request = QueryRequest.model_validate({"select": select, **more})
    return [each.model_dump(by_alias=True) for each in query(engine, request, Call()).rows]


def kinds(result: Any) -> dict[str, int]:
    return {each.kind: each.count for each in result.notes}


def find(engine: Engine, **more: Any) -> Any:
    request = FindSpeechRequest.model_validate({"where": {}, **more})
    return find_speech(engine, request, Call())


def test_a_run_finds_speech_and_marks_detections(engine: Engine) -> None:
    assert "speechUnheard" not in kinds(analyse(engine, speech=True))
    rows = ask(engine, "detections", orderBy=["path", "start"])
    shares = [round(row["speech"], 1) for row in rows if "0500" in row["path"]]
    assert shares[0] == 0 and shares[1] >= 0.6 and shares[3] == 0
    assert {row["speech"] for row in rows if "0600" in row["path"]} == {0}
    found = ask(engine, "detections", where={"speech": {"gt": 0.5}})
    assert [row["start"] for row in found] == [3.0]
    stretches = ask(engine, "speech")
    assert all(2.8 < each["start"] < each["end"] < 6.3 for each in stretches)
    assert stretches[0]["heardAt"] > "2026-05-01T05:00:02"
    seconds = {row["path"][-10:]: row["speechSeconds"] for row in ask(engine, "recordings")}
    assert seconds["050000.wav"] > 1.5 and seconds["060000.wav"] == 0


def test_a_run_without_the_option_leaves_speech_unknown(engine: Engine) -> None:
    analyse(engine)
    assert {row["speech"] for row in ask(engine, "detections")} == {None}
    assert ask(engine, "detections", where={"speech": {"gt": 0}}) == []
    (site,) = ask(engine, "speechTotals")
    assert (site["recordings"], site["recordingsHeard"], site["hoursHeard"]) == (2, 0, 0)


def test_a_run_that_reads_no_sound_says_so(engine: Engine) -> None:
    analyse(engine)
    again = analyse(engine, speech=True)
    assert kinds(again)["speechUnheard"] == 2
    assert again.notes[-1].changes_results
    find(engine)
    assert "speechUnheard" not in kinds(analyse(engine, speech=True))


def test_a_resumed_run_listens_as_the_first_one_did(engine: Engine) -> None:
    run = analyse(engine, speech=True)
    write_wav(engine.settings.home / "card" / "20260501_060000.wav", tone(7.0))
    resume_run(engine, ResumeRunRequest(run_id=run.run_id), Call())
    (site,) = ask(engine, "speechTotals")
    assert site["recordingsHeard"] == site["recordings"] == 2


def test_the_settings_may_ask_for_speech(tmp_path: Path) -> None:
    engine_with_base(tmp_path, dimension=8).close()
    write_wav(tmp_path / "card" / "a.wav", tone(3.0))
    windows = WindowSettings(find_speech=True)
    engine = Engine(Settings(tmp_path, tmp_path / "c.sqlite", MANIFESTS, windows=windows))
    analyse(engine, speech=False)
    assert not engine.catalog.speech.any
    analyse(engine, force=True)
    assert engine.catalog.speech.any
    engine.close()


def test_speech_is_found_afterwards_once(engine: Engine) -> None:
    analyse(engine)
    first = find(engine)
    assert (first.listened, first.known, first.with_speech) == (2, 0, 1)
    assert first.seconds_heard == 18.0 and 1.5 < first.speech_seconds < 3.5
    second = find(engine)
    assert (second.listened, second.known) == (0, 2)
    assert find(engine, again=True).listened == 2
    (site,) = ask(engine, "speechTotals")
    assert site["recordingsHeard"] == 2 and site["withSpeech"] == 1
    assert site["hoursSpeech"] == pytest.approx(first.speech_seconds / 3600)


def test_a_recording_that_is_gone_is_told_and_the_others_are_heard(engine: Engine) -> None:
    analyse(engine)
    (engine.settings.home / "card" / "20260501_060000.wav").unlink()
    found = find(engine)
    assert found.listened == 1 and [each.code for each in found.errors] == [-32001]
    with pytest.raises(InvalidParams):
        find_speech(engine, FindSpeechRequest(recording_ids=[999]), Call())


def cut(engine: Engine, name: str, **more: Any) -> ClipsResult:
    fields = {"destination": str(engine.settings.home / name), "format": "wav", **more}
    return clips(engine, ClipsRequest.model_validate(fields), Call())


def test_clips_with_speech_are_refused_unless_asked_otherwise(engine: Engine) -> None:
    analyse(engine, speech=True)
    refused = cut(engine, "safe")
    assert 1 <= refused.refused <= 3  # both neighbours begin or end where somebody speaks
    assert refused.written == refused.asked - refused.refused
    assert kinds(refused)["speechRefused"] == refused.refused
    plan = cut(engine, "planned", dryRun=True).plan
    assert plan is not None and plan.clips == refused.written
    kept = cut(engine, "kept", speech="keep")
    assert kept.refused == 0 and kept.written == kept.asked
    muted = cut(engine, "muted", speech="mute")
    assert muted.written == kept.written and kinds(muted)["speechMuted"] == refused.refused
    loud = {each.name: each for each in (engine.settings.home / "kept").rglob("*.wav")}
    changed = 0
    for each in (engine.settings.home / "muted").rglob("*.wav"):
        one, other = soundfile.read(loud[each.name])[0], soundfile.read(each)[0]
        changed += (one != other).any()
        assert (other[one != other] ** 2).sum() < 0.05 * (one[one != other] ** 2).sum() + 1e-9
    assert changed == refused.refused


def test_clips_of_recordings_that_nobody_listened_to_are_told(engine: Engine) -> None:
    analyse(engine)
    assert "speechUnheard" not in kinds(cut(engine, "a"))  # nobody thinks of speech here
    assert kinds(cut(engine, "b", speech="mute"))["speechUnheard"] == 2


def test_an_export_marks_detections_under_speech(engine: Engine) -> None:
    analyse(engine, speech=True)
    path = engine.settings.home / "rows.csv"
    fields = {"format": "csv", "destination": str(path), "columns": ["speech"]}
    export(engine, ExportRequest.model_validate(fields), Call())
    head, *lines = path.read_text("utf-8-sig").splitlines()
    assert head.endswith("speech")
    assert sum(float(line.rpartition(",")[2]) > 0.5 for line in lines) == 1


def test_a_copy_is_silent_where_people_speak_and_knows_its_original(engine: Engine) -> None:
    analyse(engine, speech=True)
    home = engine.settings.home
    source = home / "card" / "20260501_050000.wav"
    before = source.read_bytes()
    request = RedactRequest(where={}, destination=str(home / "archive"))
    done = redact(engine, request, Call())
    assert (done.written, kinds(done)) == (1, {"withoutSpeech": 1}) and not done.errors
    assert source.read_bytes() == before
    (copy,) = done.copies
    assert Path(copy.path).name == source.name and copy.speech_left == 0
    (muted, *_) = copy.muted
    assert muted.start < 3.0 and copy.muted[-1].end > 5.9
    (link,) = engine.catalog.speech.redactions([copy.recording_id])
    assert link.original_id == copy.original_id
    with open_recording(Path(copy.path)) as audio:
        (sound,) = audio.excerpt(3.2, 3.4)
        assert np.abs(sound).max() == 0
    rows = {row["recordingId"]: row for row in ask(engine, "recordings")}
    one, other = rows[copy.original_id], rows[copy.recording_id]
    assert one["start"] == other["start"] and one["duration"] == other["duration"]
    # The same again writes nothing, and a copy is copied no more.
    again = redact(engine, request, Call())
    assert (again.written, again.kept, kinds(again)["notRedacted"]) == (0, 1, 1)


def test_a_copy_replaces_no_file(engine: Engine) -> None:
    analyse(engine, speech=True)
    place = write_wav(engine.settings.home / "archive" / "20260501_050000.wav", tone(1.0))
    before = place.read_bytes()
    request = RedactRequest(where={}, destination=str(engine.settings.home / "archive"))
    done = redact(engine, request, Call())
    assert done.written == 0 and place.read_bytes() == before
    assert [each.kind for each in done.errors] == ["PathNotAllowed"]


def test_what_nobody_listened_to_is_not_copied(engine: Engine) -> None:
    analyse(engine)
    request = RedactRequest(where={}, destination=str(engine.settings.home / "archive"))
    done = redact(engine, request, Call())
    assert done.written == 0 and kinds(done) == {"speechUnheard": 2}
