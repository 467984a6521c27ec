"""Two `linnet analyze` write into one catalog, and are killed at random moments.

They analyse the same files, other files, or some of both. Whoever is not killed ends well. Then one
more run ends what is left: each recording is there once, with all its detections and no other.
"""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from sidecar.app.engine import Engine
from tests.factories import owl, write_wav
from tests.rpc.client import ROOT
from tests.soak.fresh import fresh
from tests.soak.leftovers import leftovers
from tests.soak.rows import Row
from tests.soak.scene import MODEL, Scene, call, make, remove

GOAL_ROUNDS = 200
_FILES = 3  # in each of two folders
_SECONDS = 6.0  # of each recording, so that all have equally many detections
_GUARD_S = 300.0

# What the two are given: each letter is a folder.
_SHARES = (("ab", "ab"), ("a", "b"), ("a", "ab"), ("ab", "ba"))


@dataclass
class Found:
    """What was found, in words."""

    rounds: int = 0
    kills: int = 0
    mid: int = 0  # kills before the end
    faults: list[str] = field(default_factory=list)


class _Pair:
    """A scene, and the programs that write into its catalog."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.found = Found()
        self._chance = random.Random(seed)
        self._scene: Scene = make(folder / "scene")
        self._number = 0
        self._usual_s = 0.0
        self._each = 0
        folders = self._write()
        for _ in range(2):  # the first writes the files of Python's modules
            began = time.monotonic()
            self._end(self._start([*folders.values()], "--force"), "the first run")
            self._usual_s = time.monotonic() - began
        counts = [count for _, _, count in self._rows(folders)]
        self._each = counts[0]
        if self._each == 0 or set(counts) != {self._each}:
            self.found.faults.append(f"undisturbed recordings have {counts} detections")

    def round(self) -> None:
        """Start two, kill some, look, end the work, and look again."""
        self.found.rounds += 1
        folders = self._write()
        shares = self._chance.choice(_SHARES)
        force = ["--force"] if self._chance.random() < 0.3 else []
        running = [self._start([folders[each] for each in share], *force) for share in shares]
        doomed = self._chance.sample(running, self._chance.choice((0, 1, 1, 2)))
        for each in doomed:
            time.sleep(self._chance.uniform(0, self._usual_s))
            self.found.kills += 1
            self.found.mid += each.poll() is None
            each.kill()
        about = f"round {self.found.rounds}, {' and '.join(shares)} {' '.join(force)}"
        for each in running:
            self._end(each, about, killed=each in doomed)
        self._look(folders, about, done=not doomed)
        self._end(self._start([*folders.values()]), f"{about}, the run after it")
        self._look(folders, f"{about}, the run after it", done=True)

    def _write(self) -> dict[str, Path]:
        """Write recordings into two folders; no two hold the same sound."""
        folders = {name: self._scene.home / f"pair-{self._number}" / name for name in "ab"}
        for folder in folders.values():
            for _ in range(_FILES):
                self._number += 1
                loud = 1 - self._number % 4999 / 10_000
                write_wav(folder / f"pair-{self._number}.wav", owl(_SECONDS) * loud)
        return folders

    def _start(self, inputs: list[Path], *more: str) -> subprocess.Popen[bytes]:
        scene = self._scene
        command = [sys.executable, "-m", "sidecar", "analyze", *map(str, inputs), *more]
        command += ["--catalog", str(scene.catalog), "--model", MODEL, "--min-confidence", "0.05"]
        return subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, **scene.environment()},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )

    def _end(self, process: subprocess.Popen[bytes], about: str, *, killed: bool = False) -> None:
        try:
            _, said = process.communicate(timeout=_GUARD_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            self.found.faults.append(f"{about}: it does not end")
            return
        if process.returncode != 0 and not killed:
            text = said.decode("utf-8", "replace")[-500:]
            self.found.faults.append(f"{about}: it ended with {process.returncode}: {text}")

    def _look(self, folders: dict[str, Path], about: str, *, done: bool) -> None:
        engine = Engine(self._scene.settings())
        try:
            problems = call(engine, "catalog/check")["problems"]
        finally:
            engine.close()
        wrong = [f"check: {each['message']}" for each in problems]
        rows = list(self._rows(folders))
        recordings = [path for path, _, _ in rows]
        if len(set(recordings)) != len(recordings):
            wrong.append("a recording is there twice, or has two analyses")
        if done and len(recordings) != 2 * _FILES:
            wrong.append(f"{len(recordings)} of {2 * _FILES} recordings are there")
        for path, analyses, count in rows:
            wanted = {(1, self._each)} if done else {(0, 0), (1, self._each)}
            if (analyses, count) not in wanted:
                wrong.append(f"{Path(path).name} has {analyses} analyses, {count} detections")
        if done:
            left = leftovers(self._scene.home)
            wrong += [f"left over: {each.name}" for each in left]
            for each in left:
                remove(each)
        self.found.faults += [f"{about}: {each}" for each in wrong]

    def _rows(self, folders: dict[str, Path]) -> Iterator[tuple[str, int, int]]:
        """Read each recording, its analyses that count, and their detections, without Linnet."""
        with closing(sqlite3.connect(self._scene.catalog)) as db:
            yield from db.execute(_COUNTS, (f"{folders['a'].parent}/%", MODEL))


_COUNTS = """
SELECT url, count(DISTINCT Analysis.analysisId), count(Detection.annotationId) FROM Recording
LEFT JOIN Analysis ON Analysis.recordingId = Recording.recordingId AND Analysis.current
LEFT JOIN Detection ON Detection.analysisId = Analysis.analysisId
WHERE Recording.url LIKE ?1
  AND (Analysis.modelId IS NULL OR Analysis.modelId IN (SELECT modelId FROM Model WHERE name = ?2))
GROUP BY Recording.recordingId
"""


def attack(rounds: int, seed: int, folder: Path) -> Found:
    """Let two write so many times."""
    pair = _Pair(folder, seed)
    for _ in range(rounds):
        pair.round()
    return pair.found


def main(scale: float = 1.0) -> list[Row]:
    """Run 200 rounds, times `scale`, with a new seed."""
    with fresh("together") as (seed, folder):
        found = attack(max(4, round(GOAL_ROUNDS * scale)), seed, folder)
    for fault in found.faults[:30]:
        print(f"together: {fault}")
    name = (
        f"{found.rounds:,} times two programs, {found.kills:,} kills, {found.mid:,} in their work"
    )
    return [Row(f"{name}: faults", str(len(found.faults)), "0", held=not found.faults)]


if __name__ == "__main__":
    for row in main(float(sys.argv[1]) if len(sys.argv) > 1 else 0.05):
        print(row)
