"""Kills a sidecar at random moments of each verb that changes files, and beside another writer.

After each kill, what the client was told of is there, nothing is there twice or in half, and
`catalog/check` finds nothing. Then the same verb runs to its end, and no unfinished file is left.
"""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
import sys
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.catalog.sqlite.old import make_first
from tests.e2e.sidecar import Sidecar
from tests.factories import owl, write_wav
from tests.soak.fresh import fresh
from tests.soak.leftovers import leftovers
from tests.soak.rows import Row
from tests.soak.scene import MODEL, make, remove
from tests.soak.verbs import VERBS, Asked, wire
from tests.soak.witness import Witness

GOAL_KILLS = 2_000
MIGRATE = "migrate"
_BESIDE = 0.2  # the share of kills with another writer


@dataclass
class Facts:
    """What was found after all kills, in words."""

    lost: list[str] = field(default_factory=list)
    leftovers: list[str] = field(default_factory=list)
    kills: int = 0
    mid: int = 0  # kills before the answer


class Killing:
    """A scene whose sidecars are killed."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.facts = Facts()
        self._chance = random.Random(seed)
        self._scene = make(folder / "scene")
        self._witness = Witness(self._scene)
        self._number = 0
        self._usual_s: dict[str, float] = {}
        self._sidecar = self._start()
        long = write_wav(self._scene.night / "long.wav", owl(180.0))
        self._ask("infer", inputs=[str(long)], model=MODEL, minConfidence=0.05)
        self._witness.each = self._detections_of_one()

    def run(self, kills: int) -> None:
        """Kill so many times, the verbs in turn."""
        names = [*VERBS]
        for number in range(kills):
            if number % len(names) == 0:
                self._chance.shuffle(names)
            self._kill(names[number % len(names)])

    def close(self) -> None:
        self._sidecar.close()

    def _start(self) -> Sidecar:
        sidecar = self._scene.start()
        sidecar.call("query", {"select": "runs"})
        return sidecar

    def _ask(self, method: str, **params: Any) -> dict[str, Any]:
        answered = self._sidecar.call(method, wire(params))
        if "result" not in answered:
            self.facts.lost.append(f"{method} failed: {json.dumps(answered['error'])[:300]}")
            return {"recordings": []}
        result: dict[str, Any] = answered["result"]
        self._witness.note(method, params, result)
        return result

    def _detections_of_one(self) -> int:
        method, params = VERBS["infer"](self._scene, 9_999_999, self._ask)
        return len(self._ask(method, **params)["recordings"][0]["detections"])

    def _asked(self, name: str) -> Asked:
        self._number += 1
        return VERBS[name](self._scene, self._number, self._ask)

    def _kill(self, name: str) -> None:
        """Kill during a verb; then look, and let the verb run to its end."""
        if name not in self._usual_s:  # the first run imports; the second tells how long it takes
            for _ in range(2):
                method, params = self._asked(name)
                began = time.monotonic()
                self._ask(method, **params)
                self._usual_s[name] = time.monotonic() - began
        method, params = self._asked(name)
        beside = self._start() if self._chance.random() < _BESIDE else None
        id = self._sidecar.send(method, wire(params))
        if beside is not None:
            other = VERBS["annotate"](self._scene, self._number + 10**6, self._ask)
            beside.send(*other)
        time.sleep(self._chance.uniform(0, 1.2 * self._usual_s[name]))
        answered = _killed(self._sidecar, id)
        self.facts.kills += 1
        if answered is None:
            self.facts.mid += 1
        elif "result" in answered:
            self._witness.note(method, params, answered["result"])
        self._sidecar = self._start()
        if beside is not None:
            self._end_beside(beside, other)
        self._again(name, method, params)
        self._look(f"{name} {self._number}")

    def _end_beside(self, beside: Sidecar, asked: Asked) -> None:
        while "method" in (message := beside.receive()):
            pass
        if "result" not in message:
            self.facts.lost.append(
                f"the writer beside failed: {json.dumps(message['error'])[:300]}"
            )
        else:
            self._witness.note(*asked, message["result"])
        beside.close()

    def _again(self, name: str, method: str, params: dict[str, Any]) -> None:
        """Run the verb to its end: the same request where it resumes or replaces, else another."""
        if name not in ("infer", "import", "preprocess", "relink", "export", "clips"):
            method, params = self._asked(name)
        self._ask(method, **params)

    def _look(self, about: str) -> None:
        found = [*self._witness.wrong()]
        problems = self._ask("catalog/check").get("problems", [])
        found += [f"check: {each['message']}" for each in problems]
        self.facts.lost += [f"{about}: {each}" for each in found]
        self.facts.leftovers += [f"{about}: {path.name}" for path in leftovers(self._scene.home)]
        for path in leftovers(self._scene.home):
            remove(path)
        if self._number % 50 == 0:
            self._scene.sweep()
            self._witness.files.clear()
        for path in self._scene.home.glob("*.backup-*"):
            remove(path)


def _killed(sidecar: Sidecar, id: int) -> dict[str, Any] | None:
    """Kill a sidecar; returns the answer to a request if it came before."""
    process = sidecar.process
    assert process.stdin is not None and process.stdout is not None
    process.kill()
    rest = process.stdout.read()
    process.wait(60)
    process.stdin.close()
    process.stdout.close()
    for line in rest.split(b"\n")[:-1]:
        message: dict[str, Any] = json.loads(line)
        if message.get("id") == id:
            return message
    return None


def migrations(folder: Path, kills: int, seed: int, facts: Facts) -> None:
    """Kill the first opening of an old catalog; the next one finds all of it."""
    chance = random.Random(seed)
    first = make_first(folder / "first.sqlite", more=60)
    home = folder / "migrated"
    for _ in range(kills):
        remove(home)
        home.mkdir()
        shutil.copy(first, home / "catalog.sqlite")
        sidecar = Sidecar(home, home / "catalog.sqlite")
        id = sidecar.send("health", {})
        time.sleep(chance.uniform(0.1, 0.8))
        facts.mid += _killed(sidecar, id) is None
        facts.kills += 1
        sidecar = Sidecar(home, home / "catalog.sqlite")
        checked = sidecar.call("catalog/check")
        problems = checked.get("result", {}).get("problems", [checked.get("error")])
        facts.lost += [f"{MIGRATE}: {each}" for each in problems]
        sidecar.close()
        with (
            closing(sqlite3.connect(home / "catalog.sqlite")) as db,
            closing(sqlite3.connect(first)) as old,
        ):
            for table in ("Recording", "Annotation", "Detection", "RegionOfInterest"):
                count = f"SELECT count(*) FROM {table}"
                if db.execute(count).fetchone() != old.execute(count).fetchone():
                    facts.lost.append(f"{MIGRATE}: {table} has other rows")
        facts.leftovers += [f"{MIGRATE}: {path.name}" for path in leftovers(home)]


def attack(kills: int, seed: int, folder: Path) -> Facts:
    """Kill in each verb, and in migrations."""
    killing = Killing(folder, seed)
    old = max(1, kills // (len(VERBS) + 1))
    try:
        killing.run(max(1, kills - old))
    finally:
        killing.close()
    migrations(folder, old, seed, killing.facts)
    return killing.facts


def main(scale: float = 1.0) -> list[Row]:
    """Kill 2,000 times, times `scale`."""
    with fresh("kills") as (seed, folder):
        facts = attack(max(20, round(GOAL_KILLS * scale)), seed, folder)
    for line in [*facts.lost[:30], *facts.leftovers[:30]]:
        print(f"kills: {line}")
    name = f"{facts.kills:,} kills, {facts.mid:,} before the answer"
    lost, left = facts.lost, facts.leftovers
    return [
        Row(f"{name}: lost, doubled or half", str(len(lost)), "0", held=not lost),
        Row(f"{name}: leftovers after the verb's next end", str(len(left)), "0", held=not left),
    ]


if __name__ == "__main__":
    for row in main(float(sys.argv[1]) if len(sys.argv) > 1 else 0.02):
        print(row)
