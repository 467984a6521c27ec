"""What the guard around a model's calls costs, and how fast it refuses them."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

import numpy as np

from sidecar.app.engine import Engine
from sidecar.errors import InferenceFailed, ModelUnavailable
from sidecar.frontends.compute import front_end
from sidecar.models.breaker import Breaker, Patience
from sidecar.models.guard import Guard
from sidecar.models.halt import Halt
from sidecar.models.interface import Scores
from sidecar.models.limit import Limit
from sidecar.models.session import Session
from tests.bench import sounds
from tests.bench.row import Row, interleaved

_REFUSALS = 10_000
_THREADS = 16
_ROUNDS = 60


def guarding(engine: Engine) -> Iterator[Row]:
    logging.disable(logging.WARNING)  # of the breakers' changes
    yield _refusing(1)
    yield _refusing(_THREADS)
    yield _probing()
    logging.disable(logging.NOTSET)
    session = engine.session(None)
    assert isinstance(session, Session)
    yield _overhead(session)


def _guard(*, half_open: bool) -> Guard:
    """Make a guard whose breaker is open, or half-open; time stands still for it."""
    now = [0.0]
    breaker = Breaker("m", "m-1", Patience(1, 30.0, 2), probe_s=60.0, clock=lambda: now[0])
    breaker.failed(breaker.admit(), "a fault")
    now[0] += 30.0 * half_open
    return Guard("m", "m-1", [], breaker, Limit("m", 60.0))


def _refusing(threads: int) -> Row:
    guard, took = _guard(half_open=False), list[float]()

    def call() -> None:
        own = []
        for _ in range(_REFUSALS // threads):
            began = time.perf_counter()
            with suppress(ModelUnavailable):
                guard.run(_never, 1)
            own.append(time.perf_counter() - began)
        took.extend(own)

    _together([call] * threads)
    took.sort()
    return Row(
        f"an open breaker refuses a call, {threads} threads ({len(took):,} calls)",
        f"{took[len(took) // 2] * 1e6:.0f} us (99 %: {took[len(took) * 99 // 100] * 1e6:.0f} us, "
        f"largest {took[-1] * 1e3:.2f} ms)",
        "<= 1 ms",
    )


def _probing() -> Row:
    """Let 16 threads call a half-open breaker's model at once, a hundred times."""
    most = 0
    for _ in range(100):
        guard, gate, probes = _guard(half_open=True), threading.Barrier(_THREADS), list[int]()
        done = threading.Barrier(_THREADS)

        def score(halt: Halt, probes: list[int] = probes) -> Scores:
            probes.append(1)
            time.sleep(0.002)  # all others are refused meanwhile
            raise InferenceFailed("a fault")

        def call(
            guard: Guard = guard,
            gate: threading.Barrier = gate,
            done: threading.Barrier = done,
            score: Callable[[Halt], Scores] = score,
        ) -> None:
            gate.wait()
            with suppress(ModelUnavailable, InferenceFailed):
                guard.run(score, 1)
            done.wait()

        _together([call] * _THREADS)
        most = max(most, len(probes))
    return Row("probes of a half-open breaker under 16 threads, most of 100 times", str(most), "1")


def _overhead(session: Session) -> Row:
    spec = session.manifest.input.spec
    windows = sounds.real_sound(spec.sample_rate, 4 * spec.window).reshape(-1, spec.window_samples)
    inputs = front_end(spec)(windows)
    guard = Guard("m", "m-1", [], Breaker("m", "m-1", Patience(), probe_s=60.0), Limit("m", 60.0))
    bare = interleaved(
        {
            "bare": lambda: session._scores(inputs, Halt()),
            "guarded": lambda: guard.run(lambda halt: session._scores(inputs, halt), 4),
        },
        _ROUNDS,
    )
    scores = Scores(np.zeros((4, len(session.labels)), np.float32), None)
    began = time.perf_counter()
    for _ in range(2_000):
        guard.run(lambda halt: scores, 4)
    alone = (time.perf_counter() - began) / 2_000
    more = bare["guarded"] / bare["bare"] - 1
    return Row(
        "the guard around a call of BirdNET with 4 windows",
        f"{alone * 1e6:.0f} us of {bare['bare'] * 1e3:.1f} ms: {alone / bare['bare']:.2%} "
        f"(interleaved medians differ by {more:+.2%})",
        "<= 2 % with all meters",
    )


def _never(halt: Halt) -> Scores:
    raise AssertionError("an open breaker let a call through")


def _together(works: list[Callable[[], None]]) -> None:
    threads = [threading.Thread(target=each) for each in works]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
