"""A receiver of results: keeps each once, and misbehaves as it is told (`FOLDER PORT [PEM]`).

It prints its port. `PUT /behave` takes how it answers the next posts, one word each (`_Handler`).
"""

from __future__ import annotations

import gzip
import http.server
import json
import socket
import sqlite3
import sys
import threading
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from tests.models.server import encrypted

_MADE = """CREATE TABLE IF NOT EXISTS Taken (
  number INTEGER PRIMARY KEY, id TEXT UNIQUE, stream TEXT, sequence INTEGER, result TEXT)"""


class Store:
    """Keeps each result once, in the order of arrival, before it is confirmed."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.Lock()
        self._db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = FULL")
        self._db.execute(_MADE)

    def take(self, results: list[dict[str, Any]]) -> None:
        with self._lock:
            self._db.execute("BEGIN IMMEDIATE")
            self._db.executemany(
                "INSERT OR IGNORE INTO Taken (id, stream, sequence, result) VALUES (?, ?, ?, ?)",
                [
                    (each["id"], each["stream"], each["sequence"], json.dumps(each))
                    for each in results
                ],
            )
            self._db.execute("COMMIT")


class _Handler(http.server.BaseHTTPRequestHandler):
    """Answers a post as the next word says; well, if there is none.

    `slow S`, `status N [RETRY]`, `html`, `fewer`, `noise`, `endless`, `drips`, `cut`, `elsewhere`,
    `nothing`. `refuses WORD` (400) and `most N` (413) hold for all posts from then on.
    """

    server: Receiving
    protocol_version = "HTTP/1.1"

    def log_message(self, *args: Any) -> None: ...

    def do_PUT(self) -> None:
        words = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.words = [each for each in words if not self.server.heeds(each)]
        self._answer(200, {})

    def do_GET(self) -> None:
        self._answer(200, self.server.seen)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        results = json.loads(gzip.decompress(body))["results"]
        self.server.seen.append({**self.headers, "path": self.path, "results": len(results)})
        word, *more = (self.server.words or ["well"])[0].split()
        self.server.words = self.server.words[1:]
        if self.server.refused and self.server.refused in json.dumps(results):
            return self._answer(400, {"error": f"no {self.server.refused} here"})
        if len(results) > self.server.most:
            return self._answer(413, {"error": "too many"})
        if word == "status":
            return self._answer(int(more[0]), {"error": "as told"}, " ".join(more[1:]))
        if word == "elsewhere":
            return self._answer(307, {}, place=f"http://localhost:{self.server.server_port}/other")
        if word != "nothing":
            self.server.store.take(results)
        with suppress(OSError):
            getattr(self, f"_{word}")(len(results), *more)

    def _answer(self, status: int, value: Any, retry: str = "", place: str = "") -> None:
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        if retry:
            self.send_header("Retry-After", retry)
        if place:
            self.send_header("Location", place)
        self.end_headers()
        self.wfile.write(body)

    def _well(self, count: int) -> None:
        self._answer(200, {"accepted": count})

    def _fewer(self, count: int) -> None:
        self._answer(200, {"accepted": count - 1})

    def _slow(self, count: int, seconds: str) -> None:
        time.sleep(float(seconds))
        self._well(count)

    def _html(self, count: int) -> None:
        self._raw(b"HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\n<html></html>")

    def _noise(self, count: int) -> None:
        self._raw(b"\x00\x01 this is not HTTP\r\n\r\n")

    def _cut(self, count: int) -> None:
        self._raw(b'HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"acc')

    def _nothing(self, count: int) -> None:
        self._raw(b"")

    def _endless(self, count: int) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            self.wfile.write(b"x" * 4096)

    def _drips(self, count: int) -> None:
        while True:  # a header that never ends, and never lets the client wait for long
            self.wfile.write(b"H")
            self.wfile.flush()
            time.sleep(0.05)

    def _raw(self, said: bytes) -> None:
        self.wfile.write(said)
        self.wfile.flush()
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)


class Receiving(http.server.ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, folder: Path, port: int, certificate: Path | None) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        if certificate is not None:
            self.socket = encrypted(self.socket, certificate)
        self.store = Store(folder / "taken.sqlite")
        self.words: list[str] = []
        self.seen: list[dict[str, Any]] = []
        self.refused, self.most = "", 1_000_000

    def heeds(self, word: str) -> bool:
        """Take a word that holds for all posts."""
        kind, _, value = word.partition(" ")
        if kind == "refuses":
            self.refused = value
        elif kind == "most":
            self.most = int(value)
        return kind in ("refuses", "most")

    def handle_error(self, *args: Any) -> None: ...


def taken(folder: Path) -> list[tuple[str, int, dict[str, Any]]]:
    """List what a receiver kept, in the order of arrival: stream, sequence and result."""
    with closing(sqlite3.connect(folder / "taken.sqlite")) as db:
        rows = db.execute("SELECT stream, sequence, result FROM Taken ORDER BY number").fetchall()
    return [(stream, sequence, json.loads(result)) for stream, sequence, result in rows]


def count_taken(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "taken.sqlite")) as db:
        return int(db.execute("SELECT count(*) FROM Taken").fetchone()[0])


def main() -> None:
    folder, port, *certificate = sys.argv[1:]
    server = Receiving(Path(folder), int(port), Path(certificate[0]) if certificate else None)
    print(server.server_port, flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
