"""A folder of questions, judged in another copy that has no recordings, and taken home."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sidecar.app.engine import Engine
from sidecar.cli.arguments import parser
from sidecar.cli.terminal import run_command
from sidecar.recordings.saidtable import TABLE
from tests.factories import write_wav
from tests.labels.catalogs import SPECIES
from tests.labels.importing import make_engine
from tests.methods.heard import hear
from tests.samples.sampled import ask, refused, wrong_field

OWL, TIT, _ = SPECIES


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Engine]:
    """A catalog with two recordings, in which a model heard two species."""
    engine = make_engine(tmp_path)
    for number in range(2):
        noise = np.random.default_rng(number).uniform(-0.5, 0.5, 12 * 48_000)
        path = write_wav(tmp_path / "card" / f"{number}.wav", noise.astype(np.float32))
        hear(engine, path, OWL, TIT)
    yield engine
    engine.close()


@pytest.fixture
def away(home: Engine, tmp_path: Path) -> Iterator[Engine]:
    """A colleague's empty catalog, and the folder of questions on his disk."""
    ask(home, "annotations/export", destination=str(tmp_path / "out"), of="questions")
    (tmp_path / "away").mkdir()
    shutil.move(tmp_path / "out", tmp_path / "away" / "asked")
    engine = make_engine(tmp_path / "away")
    yield engine
    engine.close()


def asked(tmp_path: Path) -> Path:
    return tmp_path / "away" / "asked"


def take(engine: Engine, folder: Path) -> Any:
    """Take a folder of questions up, as the colleague does."""
    ask(engine, "recordings/import", inputs=[str(folder)])
    return ask(engine, "samples/import", path=str(folder))


def judge(engine: Engine, words: dict[str, str]) -> None:
    items = ask(engine, "samples/next", name="asked")["items"]
    said = [
        {
            **{name: each[name] for name in ("recordingId", "species", "start", "end")},
            "verified": words[each["species"]],
        }
        for each in items
    ]
    ask(engine, "annotate", annotations=said, labeler={"name": "Ben"})


def test_verdicts_on_clips_go_home_to_their_detections(
    home: Engine, away: Engine, tmp_path: Path
) -> None:
    told = take(away, asked(tmp_path))
    assert (told["name"], told["members"], told["found"], told["errors"]) == ("asked", 4, 4, [])
    judge(away, {OWL: "NO", TIT: "UNSURE"})
    back = tmp_path / "away" / "back"
    written = ask(
        away,
        "annotations/export",
        destination=str(back),
        of="answers",
        questions=str(asked(tmp_path)),
    )
    assert (written["rows"], written["clips"], written["errors"]) == (4, 0, [])
    merged = ask(home, "annotations/merge", inputs=[str(back)])
    assert (merged["added"], merged["errors"]) == (4, [])
    rows = ask(home, "query", select="detections")["rows"]
    assert {(row["species"], row["verified"], row["verdictBy"]) for row in rows} == {
        (OWL, "NO", "Ben"),
        (TIT, "UNSURE", "Ben"),
    }
    assert ask(home, "annotations/merge", inputs=[str(back)])["known"] == 4


def test_what_was_drawn_on_a_clip_goes_home_to_its_own_time(
    home: Engine, away: Engine, tmp_path: Path
) -> None:
    take(away, asked(tmp_path))
    (item, *_) = ask(away, "samples/next", name="asked", species=[OWL])["items"]
    label = {"recordingId": item["recordingId"], "species": "Bubo bubo", "verified": "YES"}
    drawn = {**label, "start": 0.25, "end": 1.5, "lowHz": 300, "highHz": 900}
    ask(away, "annotate", annotations=[drawn], labeler={"name": "Ben"})
    back = str(tmp_path / "back")
    more = {"of": "answers", "questions": str(asked(tmp_path) / TABLE)}
    assert ask(away, "annotations/export", destination=back, **more)["rows"] == 1
    ask(home, "annotations/merge", inputs=[back])
    (row,) = ask(home, "query", select="annotations", where={"species": "Bubo bubo"})["rows"]
    with open(asked(tmp_path) / TABLE, newline="", encoding="utf-8") as file:
        begins = {row["clip"]: int(row["clip_start_ms"]) for row in csv.DictReader(file)}
    begin = begins[f"clips/{Path(item['path']).name}"] / 1000
    assert (row["start"], row["end"]) == (begin + 0.25, begin + 1.5)
    assert (row["lowHz"], row["highHz"]) == (300, 900)


def test_labels_of_other_recordings_stay_away(away: Engine, tmp_path: Path) -> None:
    take(away, asked(tmp_path))
    noise = np.random.default_rng(9).uniform(-0.5, 0.5, 4 * 48_000).astype(np.float32)
    own = write_wav(tmp_path / "away" / "own.wav", noise)
    ask(away, "recordings/import", inputs=[str(own)])
    label = {"path": str(own), "start": 0.0, "end": 1.0, "species": OWL, "verified": "YES"}
    ask(away, "annotate", annotations=[label])
    told = ask(
        away,
        "annotations/export",
        destination=str(tmp_path / "back"),
        of="answers",
        questions=str(asked(tmp_path)),
    )
    assert told["rows"] == 0


def test_clips_that_cannot_be_judged_are_named(away: Engine, tmp_path: Path) -> None:
    clips = sorted((asked(tmp_path) / "clips").iterdir())
    shutil.copy(clips[0], clips[1])
    told = refused(away, "samples/import", path=str(asked(tmp_path)))
    assert "sounds exactly like another clip" in told.message
    clips[1].write_bytes(b"RIFF")
    told = take(away, asked(tmp_path))
    assert (told["members"], len(told["errors"])) == (2, 2)
    assert {each["line"] for each in told["errors"]} <= {2, 3, 4, 5}
    with open(asked(tmp_path) / TABLE, encoding="utf-8") as file:
        text = file.read()
    (asked(tmp_path) / TABLE).write_text(text.replace("clips/0", "../clips/0"), encoding="utf-8")
    told = refused(away, "samples/import", path=str(asked(tmp_path)), name="other")
    assert "names no clip of a question" in told.message


def test_answers_are_refused_where_they_would_lose_the_questions(
    away: Engine, tmp_path: Path
) -> None:
    folder, other = str(asked(tmp_path)), str(tmp_path / "back")
    export = "annotations/export"
    answers: dict[str, Any] = {"of": "answers", "questions": folder}
    assert wrong_field(away, export, destination=folder, **answers) == "destination"
    assert wrong_field(away, export, destination=other, of="answers") == "questions"
    assert wrong_field(away, export, destination=other, questions=folder) == "questions"
    wrong = {"of": "answers", "questions": str(tmp_path)}
    assert wrong_field(away, export, destination=other, **wrong) == "questions"


def test_a_terminal_takes_questions_up_and_answers_home(
    home: Engine, away: Engine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, back = str(asked(tmp_path)), str(tmp_path / "back")
    for engine, words in (
        (away, ["recordings", "import", folder]),
        (away, ["samples", "import", folder]),
        (away, ["labels", "export", back, "--of", "answers", "--questions", folder]),
        (home, ["labels", "merge", back]),
    ):
        assert run_command(engine.settings, parser().parse_args(words)) == 0, words
    assert "Read 4 clips of the sample asked" in capsys.readouterr().out
