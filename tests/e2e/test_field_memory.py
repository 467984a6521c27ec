"""The profile `field` needs less than 1 GB with BirdNET, and its level costs no detection.

Memory is measured, and the system holds the program to a limit. The limit is RLIMIT_DATA: the
kernel refuses all private memory beyond it, touched or not, and no test needs a right for that.
RLIMIT_AS would count the mapped libraries and the model's file too, which the system can drop at
any time. The peak of resident memory counts those pages as well.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest
import soundfile

from tests.conftest import ROOT
from tests.factories import RECORDINGS
from tests.shared import needs_recordings

pytestmark = [
    pytest.mark.model,
    needs_recordings,
    pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits data in this way"),
]

MB = 1_000_000


class Run(NamedTuple):
    """How a process of `linnet analyze` ended: its most resident memory, and what it printed."""

    code: int
    peak_bytes: int
    out: str
    errors: str


def _analyze(home: Path, catalog: Path, inputs: Path, *, most_bytes: int, **more: str) -> Run:
    import resource

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_DATA, (most_bytes, most_bytes))

    peak = catalog.with_suffix(".peak")
    linnet = [sys.executable, "-m", "tests.programs.watched", str(peak), "analyze", str(inputs)]
    told = catalog.with_suffix(".json"), catalog.with_suffix(".err")
    with told[0].open("wb") as out, told[1].open("wb") as errors:
        done = subprocess.run(
            [*linnet, "--profile", "field", "--catalog", str(catalog), "--json"],
            env={**os.environ, "LINNET_HOME": str(home), **more},
            cwd=ROOT,
            stdout=out,
            stderr=errors,
            preexec_fn=limit,
            check=False,
        )
    texts = [path.read_text("utf-8") for path in told]
    return Run(done.returncode, int(peak.read_text()) * 1024 if peak.exists() else 0, *texts)


@pytest.fixture
def card(tmp_path: Path) -> Path:
    """Make a card of real recordings: the short ones, and ten minutes of a dawn in one file."""
    folder = tmp_path / "card"
    folder.mkdir()
    for path in (*RECORDINGS.glob("*.wav"), *RECORDINGS.glob("*.flac")):
        (folder / path.name).symlink_to(path)
    sound, rate_hz = soundfile.read(RECORDINGS / "powdermill_snippet.wav", dtype="int16")
    times = -(-600 * rate_hz // len(sound))
    soundfile.write(folder / "long.wav", np.concatenate([sound] * times), rate_hz)
    return folder


def test_the_field_stays_under_a_gigabyte_with_birdnet(
    model_home: Path, tmp_path: Path, card: Path
) -> None:
    run = _analyze(model_home, tmp_path / "c.sqlite", card, most_bytes=600 * MB)
    result: dict[str, Any] = json.loads(run.out)
    done = {Path(each["path"]).name for each in result["recordings"]}
    assert "long.wav" in done and len(done) >= 5
    assert result["stats"]["detections"] > 0
    assert result["stats"]["failed"] == 0, result["errors"]
    assert 50 * MB < run.peak_bytes < 1_000 * MB
    print(f"the peak was {run.peak_bytes / MB:.0f} MB", file=sys.stderr)


def test_the_limit_is_one_that_a_larger_program_would_meet(
    model_home: Path, tmp_path: Path, card: Path
) -> None:
    """Without this, the test before would pass on a system that limits nothing."""
    run = _analyze(model_home, tmp_path / "c.sqlite", card, most_bytes=100 * MB)
    assert run.code != 0
    assert not run.out or json.loads(run.out)["stats"]["done"] == 0


def test_the_level_of_the_field_leaves_out_no_detection(
    model_home: Path, tmp_path: Path, card: Path
) -> None:
    """At -50 dBFS, which others take for quiet, the same recordings lose half of theirs."""
    found = {}
    for level in ("", "default", "-50"):
        catalog = tmp_path / f"c{level}.sqlite"
        said = {"LINNET_PREPROCESSING_SKIP_BELOW": level}
        run = _analyze(model_home, catalog, card, most_bytes=600 * MB, **said)
        found[level] = json.loads(run.out)["stats"]["detections"]
    assert found[""] == found["default"] > 50
    assert found["-50"] < 0.6 * found["default"]
