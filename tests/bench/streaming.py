"""Many live streams at once, fed faster than real time: how late each window is, and the memory."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil

from tests.bench import sounds
from tests.bench.row import Row

_STREAMS, _RATE_HZ, _WINDOW_S = 16, 48_000, 3.0
_SAMPLED_S = 2.0
_PUSHES = 20  # different ones


class _Watched:
    """A sidecar whose memory is looked at all the time."""

    def __init__(self, home: Path, catalog: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "sidecar", "serve", "--catalog", str(catalog)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "LINNET_HOME": str(home)},
        )
        self.sizes: list[int] = []
        self._over = threading.Event()
        threading.Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        process = psutil.Process(self.process.pid)
        while not self._over.wait(_SAMPLED_S):
            self.sizes.append(process.memory_info().rss)

    def send(self, number: int, line: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(line.replace('"id":0', f'"id":{number}', 1).encode())
        self.process.stdin.flush()

    def receive(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        while True:
            message: dict[str, Any] = json.loads(self.process.stdout.readline())
            if "id" in message:
                return message

    def call(self, method: str, **params: object) -> dict[str, Any]:
        self.send(0, _line(method, params))
        result: dict[str, Any] = self.receive()["result"]
        return result

    def close(self) -> None:
        self._over.set()
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait()


def streaming(home: Path, place: Path) -> Iterator[Row]:
    """Push a window to each stream as soon as its last one is answered."""
    minutes = float(os.environ.get("LINNET_BENCH_STREAM_MINUTES", "60"))
    sidecar = _Watched(home, place / "streams.sqlite")
    sidecar.call("initialize")
    opened = [
        sidecar.call("stream/open", sampleRate=_RATE_HZ, site=f"S{number}")["streamId"]
        for number in range(_STREAMS)
    ]
    lines = _lines(opened)
    turns = round(minutes * 60 / _WINDOW_S)
    began = time.monotonic()
    behind = _feed(sidecar, lines, turns, began)
    seconds = time.monotonic() - began
    told = sidecar.call("stream/status")
    sidecar.close()
    late = told["lateness"]
    windows = told["windows"]
    mine = f"{_STREAMS} live streams of BirdNET, {minutes:g} min of sound each"
    yield Row(
        f"{mine}, fed faster than real time",
        f"{windows:,} windows in {seconds:,.0f} s: {windows / seconds:.0f} windows/s, "
        f"{_STREAMS * minutes * 60 / seconds:.0f} s of sound per second",
        "",
    )
    yield Row(
        f"{mine}: from a window's last sample to its scores",
        f"mean {late['meanSeconds']:.2f} s, largest {late['largestSeconds']:.2f} s, "
        f"{late['lateWindows']} late; behind a clock of real time {behind:.2f} s at most",
        "< 3 s, none late",
    )
    sizes = [each / 1e6 for each in sidecar.sizes]
    early, end = sizes[len(sizes) // 4 :][:5], sizes[-5:]
    yield Row(
        f"{mine}: memory of the sidecar",
        f"{max(early):.0f} MB after a quarter, {max(end):.0f} MB at the end, "
        f"{max(sizes):.0f} MB at most",
        "flat",
    )


def _feed(sidecar: _Watched, lines: list[list[str]], turns: int, began: float) -> float:
    """Feed all streams; tells how far an answer ever was behind sound at its real pace."""
    done = [0] * _STREAMS
    behind = 0.0
    for number in range(_STREAMS):
        sidecar.send(number, lines[number][0])
    while any(each < turns for each in done):
        message = sidecar.receive()
        number = message["id"]
        assert "result" in message, message
        done[number] += 1
        behind = max(behind, time.monotonic() - began - done[number] * _WINDOW_S)
        if done[number] < turns:
            sidecar.send(number, lines[number][done[number] % _PUSHES])
    return behind


def _lines(opened: list[str]) -> list[list[str]]:
    """Write the messages beforehand: their making should cost the sidecar no time."""
    sound = (sounds.real_sound(_RATE_HZ, _PUSHES * _WINDOW_S) * 32767).astype("<i2")
    parts = [base64.b64encode(part.tobytes()).decode() for part in sound.reshape(_PUSHES, -1)]
    return [
        [_line("stream/push", {"streamId": each, "pcm": pcm}) for pcm in parts] for each in opened
    ]


def _line(method: str, params: dict[str, Any]) -> str:
    message = {"jsonrpc": "2.0", "id": 0, "method": method, "params": params}
    return json.dumps(message, separators=(",", ":")) + "\n"
