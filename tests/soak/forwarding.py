"""Kills the receiver of results, and the process that sends them, at random moments.

In the end the receiver has each result once, and those of a stream in order.
"""

from __future__ import annotations

import random
import sqlite3
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sidecar.catalog.sqlite.catalog import SqliteCatalog
from tests.forward.driven import Receiver, Sending, disordered, fill
from tests.soak.rows import Row

GOAL_RESULTS, GOAL_KILLS = 100_000, 50
_STREAMS, _QUEUED_TOGETHER = 20, 10
_TICK_S = 0.005


@dataclass
class Facts:
    """What the receiver has after all kills, against what it should have."""

    results: int
    missing: int
    doubled: int
    disordered: list[str]
    kills: dict[str, int]
    waiting: int
    bytes: int  # of the catalog when all results waited
    seconds: float


def attack(results: int, kills: int, seed: int, folder: Path, together: int) -> Facts:
    """Send results while both sides are killed `kills` times each; half of them come meanwhile."""
    chance = random.Random(seed)
    (folder / "receiver").mkdir()
    path = folder / "catalog.sqlite"
    catalog = SqliteCatalog(path)
    receiver = Receiver(folder / "receiver")
    sending = Sending(path, receiver.url, together)
    began = time.monotonic()
    try:
        half = results // 2
        shape = {"streams": _STREAMS, "together": _QUEUED_TOGETHER}
        ids = fill(catalog.outbox, half, **shape)
        with closing(sqlite3.connect(path)) as db:
            size = int(db.execute("PRAGMA page_count").fetchone()[0]) * 4096
        done = {"receiver": 0, "sender": 0}
        # Each kill comes once the receiver has so many results.
        moments = sorted(
            (chance.uniform(0, results * 0.98), whom) for whom in done for _ in range(kills)
        )
        for place, (moment, whom) in enumerate(moments):
            if place == len(moments) // 4:
                ids += fill(catalog.outbox, results - half, first=half, **shape)
            _wait(receiver, min(int(moment), len(ids) - 1))
            time.sleep(chance.uniform(0, 0.05))
            if whom == "receiver":
                receiver.kill()
                receiver.start()
            else:
                sending.kill()
                sending = Sending(path, receiver.url, together)
            done[whom] += 1
        _wait(receiver, results)
        while catalog.outbox.state().waiting:
            time.sleep(_TICK_S)
    finally:
        sending.kill()
        receiver.kill()
    waiting = catalog.outbox.state().waiting
    catalog.close()
    have = receiver.taken()
    return Facts(
        results=results,
        missing=len(set(ids) - set(have)),
        doubled=len(have) - len(set(have)) + len(set(have) - set(ids)),
        disordered=disordered(receiver.folder),
        kills=done,
        waiting=waiting,
        bytes=size,
        seconds=time.monotonic() - began,
    )


def _wait(receiver: Receiver, count: int) -> None:
    while receiver.count() < count:
        time.sleep(_TICK_S)


def main(scale: float) -> list[Row]:
    """Attack, and say what was found."""
    seed = random.SystemRandom().randrange(10**9)
    results = max(2_000, round(GOAL_RESULTS * scale / 200) * 200)
    kills = max(5, round(GOAL_KILLS * scale))
    print(f"seed {seed}")
    with tempfile.TemporaryDirectory() as folder:
        facts = attack(results, kills, seed, Path(folder), together=max(20, results // 200))
    told = f"{facts.results:,} results, {facts.kills['receiver']} + {facts.kills['sender']} kills"
    return [
        Row(f"{told}: missing", f"{facts.missing}", "0", held=facts.missing == 0),
        Row(f"{told}: doubled", f"{facts.doubled}", "0", held=facts.doubled == 0),
        Row("streams out of order", f"{len(facts.disordered)}", "0", held=not facts.disordered),
        Row("seconds", f"{facts.seconds:,.0f}", "told", held=True),
        Row("bytes of the catalog with half waiting", f"{facts.bytes:,}", "told", held=True),
    ]
