"""The receiver that the documentation shows takes what Linnet sends."""

from __future__ import annotations

import re
import socket
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

from sidecar.catalog.sqlite.catalog import SqliteCatalog
from sidecar.forward.receiver import Receiver
from sidecar.forward.sender import Sender
from sidecar.settings import ForwardSettings
from tests.forward.driven import fill

PAGE = Path(__file__).resolve().parents[2] / "docs" / "forwarding.md"


def test_the_receiver_that_is_shown_keeps_each_result_once(tmp_path: Path) -> None:
    shown = re.search(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert shown is not None
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    code = shown[1].replace("8080", str(port))
    catalog = SqliteCatalog(tmp_path / "catalog.sqlite")
    ids = fill(catalog.outbox, 20, streams=2)
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=tmp_path, stderr=subprocess.DEVNULL
    ) as running:
        receiver = Receiver(ForwardSettings(url=f"http://127.0.0.1:{port}/"))
        sender = Sender(lambda: catalog.outbox, receiver, 8)
        while sender.step() is not None:
            threading.Event().wait(0.05)  # until it listens
        running.kill()
    catalog.close()
    with closing(sqlite3.connect(tmp_path / "results.sqlite")) as db:
        found = [row[0] for row in db.execute("SELECT id FROM Result")]
    assert sorted(found) == sorted(ids)
