"""Listens for hours, at the pace of the sound and faster: memory must not grow."""

from __future__ import annotations

import base64
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from tests.e2e.sidecar import Sidecar
from tests.factories import owl
from tests.soak.memory import memory
from tests.soak.rows import Row
from tests.soak.scene import MODEL, make, remove

GOAL_HOURS = 24.0
RATE_HZ = 48_000
_PUSH_S = 1.0
# Growth in all, after a quarter of the time: what an allocator's pages come and go by.
MOST_MB = 1.0

Point = tuple[float, int]  # hours of sound, resident bytes


def listen(folder: Path, hours: float, *, real_pace: bool) -> list[Point]:
    """Push sound to a stream; returns the memory of the sidecar at points."""
    scene = make(folder)
    sidecar = scene.start()
    try:
        return [*_points(sidecar, hours, real_pace=real_pace)]
    finally:
        sidecar.close()


def _points(sidecar: Sidecar, hours: float, *, real_pace: bool) -> Iterator[Point]:
    opened = sidecar.call("stream/open", {"model": MODEL, "sampleRate": RATE_HZ})["result"]
    pushes = round(hours * 3600 / _PUSH_S)
    each = max(1, pushes // 200)
    sound = (owl(60.0) * 32_767).astype("<i2")
    step = round(_PUSH_S * RATE_HZ)
    began = time.monotonic()
    for number in range(pushes):
        at = number * step % (len(sound) - step)
        pcm = base64.b64encode(sound[at : at + step].tobytes()).decode()
        answered = sidecar.call("stream/push", {"streamId": opened["streamId"], "pcm": pcm})
        assert "result" in answered, answered
        if number % each == 0:
            yield number * _PUSH_S / 3600, memory(sidecar.process.pid)[0]
        if real_pace:
            time.sleep(max(0.0, began + (number + 1) * _PUSH_S - time.monotonic()))
    sidecar.call("stream/close", {"streamId": opened["streamId"]})


def growth(points: list[Point]) -> tuple[float, float]:
    """Fit a line after a quarter of the time: MB in an hour of sound, and MB in all."""
    settled = np.array(points[len(points) // 4 :])
    if len(settled) < 2:
        return 0.0, 0.0
    slope = float(np.polyfit(settled[:, 0], settled[:, 1] / 1e6, 1)[0])
    return slope, slope * float(settled[-1, 0] - settled[0, 0])


def row(name: str, points: list[Point]) -> Row:
    slope, total = growth(points)
    figure = f"{slope:+.2f} MB/h, {total:+.2f} MB in all, {points[-1][1] / 1e6:.0f} MB at the end"
    return Row(f"stream, {name}: growth", figure, "0 MB/h", held=total <= MOST_MB)


def main(scale: float = 1.0) -> list[Row]:
    """Listen for 24 hours of sound faster than it is, and for 24 hours at its pace."""
    hours = GOAL_HOURS * scale
    folder = Path(tempfile.mkdtemp(prefix="linnet-hours-"))
    try:
        fast = listen(folder / "fast", max(0.5, hours), real_pace=False)
        real = listen(folder / "real", max(1 / 120, hours), real_pace=True)
    finally:
        remove(folder)
    return [
        row(f"{fast[-1][0]:.1f} hours of sound at full speed", fast),
        row(f"{real[-1][0]:.2f} hours at the pace of the sound", real),
    ]


if __name__ == "__main__":
    for each in main(float(sys.argv[1]) if len(sys.argv) > 1 else 0.0):
        print(each)
