"""Kills what writes at random moments, and counts what the next start leaves behind.

`python -m tests.soak.sweeps [SCALE]` prints the rows; SCALE 1 kills 300 times in six minutes.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.everyverb import furnished
from tests.soak.leftovers import leftovers
from tests.soak.rows import Row

ROOT = Path(__file__).resolve().parents[2]

METHODS = ("models/install", "heads/train", "catalog/backup", "preprocess", "export", "clips")
_KILLS = 50  # of each method
_LONGEST_S = 0.5


def main(scale: float = 1.0) -> list[Row]:
    """Kill each method `scale` times fifty times; then start it once more, and look."""
    kills, chance = max(1, round(_KILLS * scale)), random.Random(13)
    with tempfile.TemporaryDirectory(prefix="linnet-sweeps-") as scratch:
        home = Path(scratch)
        furnished(home).close()
        return [_swept(home, method, kills, chance) for method in METHODS]


def _swept(home: Path, method: str, kills: int, chance: random.Random) -> Row:
    hits, known = 0, leftovers(home)
    for _ in range(kills):
        before = leftovers(home)
        _kill(home, method, chance)
        hits += leftovers(home) != before
    _run(home, method)
    left = [each for each in leftovers(home) if each not in known]
    return Row(
        name=f"{method}: left after {kills} kills and the next start",
        figure=f"{len(left)} ({hits} kills left some)",
        goal="0",
        held=not left,
    )


def _command(home: Path, method: str) -> list[str]:
    return [sys.executable, "-m", "tests.programs.looping", str(home), method]


def _kill(home: Path, method: str, chance: random.Random) -> None:
    with subprocess.Popen(_command(home, method), cwd=ROOT, stdout=subprocess.PIPE) as killed:
        assert killed.stdout is not None
        assert killed.stdout.readline() == b"begins\n"
        time.sleep(chance.uniform(0.0, _LONGEST_S))  # anywhere in this time or a later one
        killed.kill()


def _run(home: Path, method: str) -> None:
    subprocess.run(
        [*_command(home, method), "once"], cwd=ROOT, stdout=subprocess.DEVNULL, check=True
    )


if __name__ == "__main__":
    for row in main(*map(float, sys.argv[1:])):
        print(row)
