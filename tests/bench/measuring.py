"""What measuring minutes adds to a run, and what it takes alone."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from time import process_time

import numpy as np

from sidecar.app.engine import Engine
from sidecar.catalog.sqlite.measurements import put_minutes
from sidecar.catalog.values import Question
from sidecar.contract.analyze import InferRequest
from sidecar.indices.listener import IndexListener
from sidecar.indices.minutes import Minutes
from sidecar.methods.analyze import infer
from sidecar.rpc.verb import Call
from sidecar.values import AudioFacts
from tests.bench import sounds
from tests.bench.row import Row, interleaved

_RATE_HZ = 48_000


def measuring(engine: Engine, folder: Path) -> Iterator[Row]:
    """Compare `infer` of half an hour with and without minutes."""
    path = sounds.write(folder / "measured.wav", _RATE_HZ, 1800.0)
    fields = {"inputs": [str(path)], "force": True, "cache": False}
    requests = {each: InferRequest(**fields, indices=each) for each in (False, True)}
    runs = {
        str(each): partial(infer, engine, request, Call()) for each, request in requests.items()
    }
    seconds = interleaved(runs, rounds=5)
    more = seconds["True"] / seconds["False"] - 1
    yield Row("minutes added to `infer` of 30 minutes at 48 kHz", f"{more:.1%}", "<= 5 %")
    sound = sounds.real_sound(_RATE_HZ, 600.0)
    listener = IndexListener(AudioFacts(path, _RATE_HZ, 1, len(sound), "WAV", "PCM_16", 0, 0))
    began = process_time()
    for first in range(0, len(sound), 480_000):
        block = sound[first : first + 480_000]
        listener.hear(block[:, np.newaxis], block)
    listener.heard()
    taken = 6 * (process_time() - began)
    yield Row("minutes of an hour at 48 kHz alone, one thread", f"{taken:.2f} s", "-")
    yield from _asking(engine)


def _asking(engine: Engine) -> Iterator[Row]:
    """Ask for minutes of 20,000 hours."""
    catalog = engine.catalog
    minutes = Minutes(3600.0, np.random.default_rng(0).random((15, 60), np.float32))
    with catalog.transaction() as db:
        for number in range(20_000):
            cursor = db.execute(
                "INSERT INTO Recording (url, datetime, duration, samplerate) VALUES (?, ?, ?, ?)",
                (f"/card/{number}.wav", "2026-05-01T05:00:00+02:00", 3600.0, _RATE_HZ),
            )
            put_minutes(db, int(cursor.lastrowid or 0), minutes)
    for name, where in (("all", {}), ("rain < 0.5 in an hour", {"rain": {"lt": 0.5}})):
        began = process_time()
        catalog.questions.page(Question("minutes", where, []), limit=100, exact=True)
        taken = process_time() - began
        yield Row(f"`query minutes` of 1.2 million, {name}, counted exactly", f"{taken:.2f} s", "-")
    began = process_time()
    catalog.measurements.masked({"rain": 0.5})
    yield Row("masked seconds of 20,000 hours", f"{process_time() - began:.2f} s", "-")
