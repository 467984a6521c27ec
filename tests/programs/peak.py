"""Runs one method in a process of its own, and prints the memory it took beyond idle, in MB.

Standard input has a JSON object for each request: the first warms up, and is not measured.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from sidecar.app.engine import Engine
from sidecar.methods.methods import verbs
from sidecar.rpc.dispatch import dispatch
from sidecar.rpc.messages import Envelope
from sidecar.rpc.verb import Call
from sidecar.settings import Settings
from tests.conftest import MANIFESTS


def most_resident_kb() -> int:
    """Tell the most memory that this process has held, of which the system counts kB."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(each for each in lines if each.startswith("VmHWM")).split()[1])


def _peak_mb() -> float:
    return most_resident_kb() / 1024


def main(home: Path) -> None:
    engine = Engine(Settings(home, home / "catalog.sqlite", MANIFESTS, threads=2))
    table = verbs(engine)
    idle = 0.0
    for line in sys.stdin:
        asked = json.loads(line)
        body = dispatch(table, Envelope(asked["method"], asked["params"], 1, True), Call())
        if idle:
            print(json.dumps({"mb": _peak_mb() - idle, "answer": bytes(body)[:2000].decode()}))
        idle = _peak_mb()
    engine.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
