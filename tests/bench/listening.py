"""How long after its last sample a window's line appears."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from sidecar.app.engine import Engine
from sidecar.frontends.compute import front_end
from tests.bench import sounds
from tests.bench.row import Row

_WINDOWS = 20


def listening(engine: Engine, home: Path) -> Iterator[Row]:
    """Give `linnet listen` windows at their ends, and take from each delay what computing costs."""
    session = engine.session(None)
    spec = session.manifest.input.spec
    windows = sounds.real_sound(spec.sample_rate, _WINDOWS * spec.window).reshape(_WINDOWS, -1)
    compute = front_end(spec)
    costs = []
    for window in windows:
        began = time.perf_counter()
        session.run(compute(window[None]))
        costs.append(time.perf_counter() - began)
    delays = sorted(_delays(home, spec.sample_rate, windows))
    cost = statistics.median(costs)
    median, worst = statistics.median(delays), delays[-1]
    yield Row(
        f"`linnet listen`, BirdNET: from a window's last sample to its line ({_WINDOWS} windows)",
        f"{median * 1e3:.0f} ms (largest {worst * 1e3:.0f}); the model's own share "
        f"{cost * 1e3:.0f} ms",
        "<= the model's + 50 ms",
    )


def _delays(home: Path, rate_hz: int, windows: object) -> Iterator[float]:
    command = [sys.executable, "-m", "sidecar", "listen", "-", "--rate", str(rate_hz)]
    with subprocess.Popen(
        [*command, "--format", "f32le"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "LINNET_HOME": str(home)},
    ) as process:
        assert process.stdin is not None and process.stdout is not None
        for window in windows:  # type: ignore[attr-defined] # an array of windows
            data = window.astype("<f4").tobytes()
            process.stdin.write(data[:-4000])
            process.stdin.flush()
            time.sleep(0.2)  # as if the last thousand samples were still to be recorded
            began = time.perf_counter()
            process.stdin.write(data[-4000:])
            process.stdin.flush()
            process.stdout.readline()
            yield time.perf_counter() - began
        process.stdin.close()
