"""Clips with names of a person's own, and the plan of clips."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from sidecar.app.engine import Engine
from sidecar.audio.clips import clips_in
from sidecar.audio.recorders.filename import from_name
from sidecar.catalog.values import Decision, Person, Recorded
from sidecar.contract.export import ClipsPlan, ClipsRequest
from sidecar.errors import InvalidParams
from sidecar.export.clip import Clip
from sidecar.export.clipnames import FIELDS, Namer
from sidecar.export.names import safe_name
from sidecar.methods.clips import clips
from sidecar.rpc.verb import Call
from tests.export.conftest import Keep, owl, tit
from tests.export.test_clips import cut, listed
from tests.factories import tone

FULL = "{species}_{score}_{verdict}_{time}"


@pytest.fixture
def night(engine: Engine, keep: Keep, tmp_path: Path) -> Engine:
    """Make a recording with four detections, two of which people judged."""
    path = tmp_path / "night" / "20240501_043000.wav"
    path.parent.mkdir()
    soundfile.write(path, tone(12.0), 48_000)
    keep({str(path): [owl(0.0), owl(3.0, 0.6), tit(3.0), tit(6.0, 0.4)]}, seconds=12.0)
    ids = [row[0] for row in engine.catalog.reader().execute("SELECT detectionId FROM Detection")]
    judged = [(ids[0], "YES"), (ids[1], "NO")]
    decisions = [Decision(detection_id=each, verified=said) for each, said in judged]
    engine.catalog.labels.decide(decisions, Person("Ada"))
    return engine


def test_names_tell_species_score_verdict_and_time(night: Engine, tmp_path: Path) -> None:
    lines = listed(cut(night, tmp_path / "out", names=FULL))
    names = sorted(Path(line["Clip"]).name for line in lines)
    assert names == [
        "Parus major_0.400_unchecked_20240501_043006_6.000-9.000s_1.flac",
        "Parus major_0.500_unchecked_20240501_043003_3.000-6.000s_1.flac",
        "Strix aluco_0.600_wrong_20240501_043003_3.000-6.000s_1.flac",
        "Strix aluco_0.988_right_20240501_043000_0.000-3.000s_1.flac",
    ]
    # Whoever analyses a clip reads its own time, though its recording's name follows.
    (name, *_) = (
        Path(line["Clip"]).name
        for line in listed(cut(night, tmp_path / "b", names="{time} of {recording}"))
        if line["Start (s)"] == "3.0"
    )
    assert from_name(name).start is not None and f"{from_name(name).start:%M%S}" == "3003"


def test_clips_of_all_names_count_as_earlier_ones(night: Engine, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert cut(night, out).written == 4
    assert cut(night, out, names=FULL).written == 4
    assert (cut(night, out).kept, cut(night, out, names=FULL).kept) == (4, 4)
    made = {*out.glob("*/*.flac")}
    assert len(made) == 8 and made <= clips_in(out)
    for each in made:  # broken ones are replaced, whichever call made them
        each.write_bytes(b"")
    assert (cut(night, out).written, cut(night, out, names=FULL).written) == (4, 4)


TEXTS = st.text(max_size=300) | st.sampled_from(["CON", "nul.", "a/b\\c:*?", " x. ", "…" * 200])
# What Windows refuses in a name, and the names of its devices.
WRONG = set('<>:"/\\|?*') | {chr(n) for n in range(32)}


@given(
    species=TEXTS,
    site=TEXTS,
    score=st.floats(0, 1),
    pattern=st.lists(
        st.sampled_from([f"{{{name}}}" for name in FIELDS if name != "recording"]), min_size=1
    ).map(" ".join),
    start=st.floats(0, 1e9),
    channel=st.none() | st.integers(1, 1024),
)
def test_every_name_is_legal_everywhere_and_none_comes_twice(
    species: str, site: str, score: float, pattern: str, start: float, channel: int | None
) -> None:
    recording = Recorded(
        2**62, "/a/b.wav", 60.0, 48_000, None, 0, None, None, site, None, "recorder"
    )
    clip = Clip(
        recording=recording,
        start=start,
        end=start + 3,
        species=species,
        common=None,
        confidence=score,
        verified="NO",
        detection_id=1,
        channel=channel,
    )
    namer = Namer(pattern)
    others = [clip, clip, clip._replace(start=start + 1, end=start + 4), clip]
    names = [f"{namer(each)}.flac" for each in others]
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        assert len(name.encode("utf-8", "surrogatepass")) <= 255
        assert not WRONG & set(name) and not name.startswith((" ", "."))
        assert safe_name(name[:1] + name[-40:]) == name[:1] + name[-40:]
    again = Namer(pattern)
    assert names == [f"{again(each)}.flac" for each in others]


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("{specie}", 'A clip\'s name has no field "specie".'),
        ("{species", "The pattern of the names has a brace without its other one."),
        ("owls", "The pattern of the names has no field."),
        ("{recording}_{time}", "The time of a clip comes before the name of its recording"),
        ("{recording}", "The time of a clip comes before the name of its recording"),
    ],
)
def test_a_wrong_pattern_is_refused_before_the_work(
    night: Engine, tmp_path: Path, pattern: str, message: str
) -> None:
    with pytest.raises(InvalidParams) as caught:
        cut(night, tmp_path / "out", names=pattern)
    assert caught.value.message.startswith(message) and caught.value.field == "names"
    assert not (tmp_path / "out").exists()


def _plan(engine: Engine, folder: Path, **request: Any) -> ClipsPlan:
    asked = {"destination": str(folder), "dryRun": True, **request}
    plan = clips(engine, ClipsRequest.model_validate(asked), Call()).plan
    assert plan is not None
    return plan


@pytest.mark.parametrize(
    "request_",
    [{}, {"most": 1, "padding": 1.0, "format": "wav"}, {"merge": True}, {"names": FULL}],
    ids=json.dumps,
)
def test_a_plan_of_clips_is_what_is_then_cut(
    night: Engine, keep: Keep, tmp_path: Path, request_: dict[str, Any]
) -> None:
    keep({str(tmp_path / "gone.wav"): [(0.0, 3.0, "Anas crecca", "Teal", 0.2)]})
    out = tmp_path / "out"
    plan = _plan(night, out, **request_)
    assert not out.exists()
    assert (plan.there, plan.missing, plan.refused) == (0, 1, 0)
    done = cut(night, out, **request_)
    assert plan.clips == done.written == done.asked - 1
    lines = listed(done)
    sound = sum(float(line["Clip end (s)"]) - float(line["Clip start (s)"]) for line in lines)
    assert plan.seconds == pytest.approx(sound, abs=0.001)
    assert {each.species: each.clips for each in plan.species} == {
        name: sum(line["Scientific name"] == name for line in lines)
        for name in {line["Scientific name"] for line in lines}
    }
    if request_.get("format") == "wav":
        assert plan.bytes == pytest.approx(done.bytes, rel=0.01)
    next(out.glob("Strix*/*")).unlink()
    again = _plan(night, out, **request_)
    assert (again.clips, again.there) == (done.written, done.written - 1)
    assert cut(night, out, **request_).kept == again.there


def test_a_plan_tells_of_files_that_are_no_clips(night: Engine, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = cut(night, out)
    (out / "clips.csv").write_text("a person's own\n")
    plan = _plan(night, out)
    assert [Path(each.path).name for each in plan.refusals] == ["clips.csv"]
    assert plan.there == done.written
