"""What the sidecar costs as a process: start, size, memory, and answers while it works."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil

from tests.bench import sounds
from tests.bench.row import Row

ROOT = Path(__file__).resolve().parents[2]
FROZEN = ROOT / "dist" / "linnet" / "linnet"


class _Pipe:
    def __init__(self, command: list[str], home: Path, catalog: Path) -> None:
        self.process = subprocess.Popen(
            [*command, "serve", "--catalog", str(catalog)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"LINNET_HOME": str(home)},
        )

    def send(self, number: int, method: str, **params: object) -> None:
        message = {"jsonrpc": "2.0", "id": number, "method": method, "params": params}
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(message).encode() + b"\n")
        self.process.stdin.flush()

    def receive(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        while True:
            message: dict[str, Any] = json.loads(self.process.stdout.readline())
            if message.get("method") != "$/catalog":  # a notice may come at any time
                return message

    def close(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait()


def frozen(home: Path, place: Path) -> Iterator[Row]:
    """Time the frozen program from start to its first answer, and to a loaded model."""
    if not FROZEN.exists():
        yield Row("frozen program", "not built: `make frozen`", "")
        return
    starts = [_start(home, place) for _ in range(11)][2:]  # the first warm the disk cache
    first, ready = (statistics.median(times) for times in zip(*starts, strict=True))
    yield Row("frozen: start to the answer of `initialize`", f"{first:.3f} s", "<= 0.15 s")
    yield Row("frozen: start to model loaded and ready", f"{ready:.3f} s", "<= 1.0 s")
    size = sum(p.stat().st_size for p in FROZEN.parent.rglob("*") if not p.is_symlink())
    yield Row("frozen: size without models", f"{size / 1e6:.0f} MB", "< 140 MB")


def _start(home: Path, place: Path) -> tuple[float, float]:
    began = time.perf_counter()
    pipe = _Pipe([str(FROZEN)], home, place / "start.sqlite")
    pipe.send(1, "initialize")
    pipe.receive()
    first = time.perf_counter() - began
    number = 2
    while True:
        pipe.send(number, "health")
        if pipe.receive()["result"]["ready"]:
            break
        number += 1
        time.sleep(0.005)
    ready = time.perf_counter() - began
    pipe.close()
    return first, ready


def memory(home: Path, place: Path) -> Iterator[Row]:
    """Analyse a short and a very long recording and compare peak memory."""
    hours = float(os.environ.get("LINNET_BENCH_HOURS", "24"))
    peaks = []
    for length in (1.0, hours):
        path = sounds.write_day(place / "day.wav", length)
        command = [sys.executable, "-m", "sidecar", "analyze", str(path), "--json", "--force"]
        command += ["--catalog", str(place / f"day-{length:g}.sqlite")]
        peaks.append(_peak_bytes(command, home) / 1e6)
        path.unlink()
    yield Row(
        f"peak memory, whole `infer` of one {hours:g}-hour file",
        f"{peaks[1]:.0f} MB (one hour: {peaks[0]:.0f} MB)",
        "flat, < 600 MB",
    )


def _peak_bytes(command: list[str], home: Path) -> int:
    """Watch a process's resident memory; what the system counts would include ours, before exec."""
    peak = 0
    with subprocess.Popen(
        command, env={"LINNET_HOME": str(home)}, stdout=subprocess.DEVNULL
    ) as running:
        watched = psutil.Process(running.pid)
        while running.poll() is None:
            with suppress(psutil.Error):
                peak = max(peak, watched.memory_info().rss)
            time.sleep(0.05)
    return peak


def health(home: Path, place: Path) -> Iterator[Row]:
    """Time `health` while a long `infer` runs."""
    path = sounds.write(place / "long.wav", 48_000, 1800.0)
    pipe = _Pipe([sys.executable, "-m", "sidecar"], home, place / "health.sqlite")
    pipe.send(1, "health")
    pipe.receive()
    pipe.send(2, "infer", inputs=[str(path)], force=True)
    times, number = [], 3
    while True:
        began = time.perf_counter()
        pipe.send(number, "health")
        if pipe.receive()["id"] == 2:
            break
        times.append(time.perf_counter() - began)
        number += 1
        time.sleep(0.002)
    pipe.receive()
    pipe.close()
    times.sort()
    p50, p95, p99 = (times[int(len(times) * share)] * 1000 for share in (0.5, 0.95, 0.99))
    yield Row(
        f"`health` while an `infer` runs ({len(times)} calls)",
        f"p50 {p50:.1f} ms, p95 {p95:.1f} ms, p99 {p99:.1f} ms",
        "p95 <= 50 ms",
    )
