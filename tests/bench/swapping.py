"""A hot swap under load: two clients ask on, while a sidecar changes its model's version."""

from __future__ import annotations

import base64
import json
import os
import shutil
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from queue import Queue
from typing import Any

import numpy as np

from sidecar.app.engine import Engine
from sidecar.contract.versions import MakeVariantRequest
from sidecar.methods.variant import make_variant
from sidecar.rpc.verb import Call
from sidecar.settings import Settings
from tests.bench.row import Row
from tests.conftest import MANIFESTS
from tests.factories import RECORDINGS, owl

_MODEL, _CLIENTS, _REQUESTS, _SWAPS = "birdnet-v2.4", 2, 1_000, 5
_BETWEEN_S = 1.0


class _Sidecar:
    """A sidecar that several threads ask at once."""

    def __init__(self, home: Path, catalog: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "sidecar", "serve", "--catalog", str(catalog)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "LINNET_HOME": str(home)},
        )
        self._lock = threading.Lock()
        self._answers: dict[int, Queue[dict[str, Any]]] = {}
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            message = json.loads(line)
            if "id" in message:
                self._answers[message["id"]].put(message)

    def call(self, method: str, **params: object) -> dict[str, Any]:
        answer: Queue[dict[str, Any]] = Queue()
        assert self.process.stdin is not None
        with self._lock:
            number = len(self._answers) + 1
            self._answers[number] = answer
            message = {"jsonrpc": "2.0", "id": number, "method": method, "params": params}
            self.process.stdin.write(json.dumps(message).encode() + b"\n")
            self.process.stdin.flush()
        return answer.get(timeout=120)

    def close(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait(60)


class _Load:
    """Requests of clients that score one window each, and what came of them."""

    def __init__(self, sidecar: _Sidecar) -> None:
        samples = (np.clip(owl(3.0), -1, 1) * 32_767).astype("<i2")
        self._pcm = base64.b64encode(samples.tobytes()).decode()
        self._sidecar = sidecar
        self.heard: dict[str, set[str]] = {}  # by version, the answers it gave
        self.failed: list[str] = []
        self.seconds: list[float] = []

    def one(self) -> None:
        began = time.perf_counter()
        opened = self._sidecar.call("stream/open", sampleRate=48_000, minConfidence=0.01)
        if "error" in opened:
            self.failed.append(str(opened["error"]))
            return
        stream_id, version = opened["result"]["streamId"], opened["result"]["model"]["versionId"]
        pushed = self._sidecar.call("stream/push", streamId=stream_id, pcm=self._pcm)
        closed = self._sidecar.call("stream/close", streamId=stream_id)
        self.seconds.append(time.perf_counter() - began)
        if "error" in pushed or "error" in closed:
            self.failed.append(str(pushed.get("error") or closed.get("error")))
            return
        answer = json.dumps(pushed["result"]["detections"])
        self.heard.setdefault(version, set()).add(answer)

    def run(self, requests: int) -> list[float]:
        """Let all clients ask at once; returns what each request took."""
        self.seconds = []

        def ask() -> None:
            for _ in range(requests // _CLIENTS):
                self.one()

        clients = [threading.Thread(target=ask) for _ in range(_CLIENTS)]
        for client in clients:
            client.start()
        for client in clients:
            client.join()
        return self.seconds


def _late(seconds: list[float]) -> float:
    return statistics.quantiles(seconds, n=100)[-1]


def swapping(home: Path, place: Path) -> Iterator[Row]:
    """Swap fp32 and fp16 of BirdNET to and fro while two clients ask."""
    own = place / "swapping"
    shutil.copytree(home / "models", own / "models")
    engine = Engine(Settings(own, own / "c.sqlite", MANIFESTS))
    request = MakeVariantRequest(name=_MODEL, variant="fp16", inputs=[str(RECORDINGS)])
    variant = make_variant(engine, request, Call()).version
    versions = [str(variant.made_of), variant.version_id]
    engine.close()

    sidecar = _Sidecar(own, own / "c.sqlite")
    load, took = _Load(sidecar), list[float]()
    load.run(100)
    before = _late(load.run(_REQUESTS))

    def swap() -> None:
        for number in range(_SWAPS):
            began = time.perf_counter()
            version_id = versions[(number + 1) % 2]
            swapped = sidecar.call("models/switch", name=_MODEL, versionId=version_id)
            took.append(time.perf_counter() - began)
            if "error" in swapped:
                load.failed.append(str(swapped["error"]))
            time.sleep(_BETWEEN_S)

    swaps = threading.Thread(target=swap)
    swaps.start()
    during = _late(load.run(_REQUESTS))
    swaps.join()
    sidecar.close()
    # Each version gives one answer, and another one than the other version.
    answers = [answer for each in load.heard.values() for answer in each]
    mixed = len(answers) - len(load.heard) + (len(answers) - len(set(answers)))
    yield Row(
        f"hot swap of BirdNET under {_CLIENTS} clients, {_REQUESTS:,} requests, {_SWAPS} swaps",
        f"{len(load.failed)} failed, {mixed} mixed, by {len(load.heard)} versions; "
        f"a swap took {statistics.median(took):.2f} s",
        "0 failed, 0 mixed",
    )
    yield Row(
        "the slowest hundredth of these requests, during the swaps and before",
        f"{1e3 * during:.0f} ms, {1e3 * before:.0f} ms: {during / before:.2f}x",
        "<= 2x",
    )
