"""Drives a receiver that is a process of its own, and fills outboxes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import urllib.request
from collections import defaultdict
from pathlib import Path
from typing import Any

from sidecar.catalog.outbox import Outbox, OutboxStream
from sidecar.settings import ForwardSettings
from tests.programs.receiver import count_taken, taken

ROOT = Path(__file__).resolve().parents[2]


class Receiver:
    """The receiver in `folder`; it keeps its port when it is killed and started again."""

    def __init__(self, folder: Path, certificate: Path | None = None) -> None:
        self.folder = folder
        self.port = 0
        self._certificate = certificate
        self.start()

    def start(self) -> None:
        more = [str(self._certificate)] if self._certificate else []
        command = [sys.executable, "-m", "tests.programs.receiver", str(self.folder)]
        self._process = subprocess.Popen(
            [*command, str(self.port), *more], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert self._process.stdout is not None
        self.port = int(self._process.stdout.readline())

    def kill(self) -> None:
        self._process.kill()
        self._process.wait(60)
        assert self._process.stdout is not None
        self._process.stdout.close()

    @property
    def url(self) -> str:
        return f"{'https' if self._certificate else 'http'}://localhost:{self.port}/results?of=me"

    def settings(self, **more: Any) -> ForwardSettings:
        return ForwardSettings(url=self.url, **{"timeout_s": 30.0, **more})

    def behave(self, *words: str) -> None:
        """Answer the next posts so, one word each."""
        self._ask("PUT", json.dumps(words).encode())

    def seen(self) -> list[dict[str, Any]]:
        """List the headers of all posts."""
        found: list[dict[str, Any]] = json.loads(self._ask("GET"))
        return found

    def taken(self) -> list[str]:
        """List the ids of what was kept, in the order of arrival."""
        return [f"{stream}-{sequence}" for stream, sequence, _ in taken(self.folder)]

    def count(self) -> int:
        return count_taken(self.folder)

    def results(self) -> list[dict[str, Any]]:
        return [result for _, _, result in taken(self.folder)]

    def _ask(self, method: str, body: bytes | None = None) -> bytes:
        url = f"http://localhost:{self.port}/behave"
        request = urllib.request.Request(url, data=body, method=method)
        with urllib.request.urlopen(request, timeout=60) as answer:
            said: bytes = answer.read()
        return said


class Sending:
    """A process that forwards what waits in a catalog, until it is killed."""

    def __init__(self, catalog: Path, url: str, together: int) -> None:
        command = [sys.executable, "-m", "tests.programs.forwarding", str(catalog), url]
        self._process = subprocess.Popen(
            [*command, str(together)], cwd=ROOT, env={**os.environ}, stderr=subprocess.DEVNULL
        )

    def kill(self) -> None:
        self._process.kill()
        self._process.wait(60)


def fill(
    outbox: Outbox, count: int, *, streams: int = 1, first: int = 0, together: int = 1
) -> list[str]:
    """Queue results, `together` of each stream in turn; returns their ids in order."""
    ids = []
    for block in range(first // together, (first + count) // together):
        number, turn = block % streams, block // streams
        stream = OutboxStream(f"stream{number}", json.dumps({"site": f"S{number}"}))
        places = range(turn * together, (turn + 1) * together)
        bodies = [
            {"kind": "detection", "species": f"owl {block * together + place - places[0]}"}
            for place in places
        ]
        outbox.add(stream, places[0], bodies)
        ids += [f"stream{number}-{place}" for place in places]
    return ids


def disordered(folder: Path) -> list[str]:
    """Name the streams whose results did not arrive in order."""
    streams: dict[str, list[int]] = defaultdict(list)
    for stream, sequence, _ in taken(folder):
        streams[stream].append(sequence)
    return [name for name, places in streams.items() if places != sorted(places)]
