"""A server over TLS that a test tells how to misbehave."""

from __future__ import annotations

import hashlib
import http.server
import shutil
import socket
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest


@dataclass
class Behaviour:
    """What a server does with `files`, by path."""

    files: dict[str, bytes] = field(default_factory=dict)
    redirects: dict[str, str] = field(default_factory=dict)
    ranges: bool = True
    etag: bool = True
    length: bool = True
    declared: int | None = None  # claims this length
    cuts: list[int] = field(default_factory=list)  # ends the next answers after so many bytes
    drips: bool = False  # a byte, then a wait, without end
    silent: bool = False  # takes the connection and says nothing
    asked: list[tuple[str, str | None]] = field(default_factory=list)  # path, Range
    going: threading.Event = field(default_factory=threading.Event)  # the answer has begun
    over: threading.Event = field(default_factory=threading.Event)


class _Handler(http.server.BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"

    def log_message(self, *args: Any) -> None: ...

    def do_GET(self) -> None:
        does = self.server.does
        does.asked.append((self.path, self.headers.get("Range")))
        if does.silent:
            does.going.set()
            does.over.wait(60)
            return
        if self.path in does.redirects:
            self.send_response(302)
            self.send_header("Location", does.redirects[self.path])
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        content = does.files.get(self.path)
        if content is None:
            self.send_error(404)
            return
        self._send(content, does)

    def _send(self, content: bytes, does: Behaviour) -> None:
        tag = f'"{hashlib.sha256(content).hexdigest()[:8]}"'
        begin = 0
        asked = self.headers.get("Range")
        if asked and does.ranges and self.headers.get("If-Range") == tag:
            begin = int(asked.removeprefix("bytes=").removesuffix("-"))
        if begin >= len(content) and begin:
            self.send_error(416)
            return
        self.send_response(206 if begin else 200)
        if begin:
            self.send_header("Content-Range", f"bytes {begin}-{len(content) - 1}/{len(content)}")
        if does.etag:
            self.send_header("ETag", tag)
        if does.length:
            declared = does.declared if does.declared is not None else len(content) - begin
            self.send_header("Content-Length", str(declared))
        self.send_header("Connection", "close")
        self.end_headers()
        with suppress(OSError):
            self._body(content[begin:], does)
        self.close_connection = True

    def _body(self, content: bytes, does: Behaviour) -> None:
        if does.drips:
            for byte in content:
                self.wfile.write(bytes([byte]))
                self.wfile.flush()
                does.going.set()
                if does.over.wait(1.0):
                    return
        cut = does.cuts.pop(0) if does.cuts else len(content)
        self.wfile.write(content[:cut])
        self.wfile.flush()
        does.going.set()


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, certificate: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.socket = encrypted(self.socket, certificate)
        self.does = Behaviour()

    def handle_error(self, *args: Any) -> None: ...

    @property
    def address(self) -> str:
        return f"https://localhost:{self.server_port}"


def encrypted(listening: socket.socket, certificate: Path) -> ssl.SSLSocket:
    """Make a server's socket speak TLS."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, certificate.with_suffix(".key"))
    return context.wrap_socket(listening, server_side=True)


def make_certificate(folder: Path) -> Path:
    """Make a certificate for this computer that signs itself; skips where nothing can make one."""
    if sys.platform != "linux":
        pytest.skip("only Linux lets a test trust a certificate without a change to the system")
    program = shutil.which("openssl")
    if program is None:
        pytest.skip("openssl is not installed, so there is no certificate for a server")
    path = folder / "server.pem"
    names = "subjectAltName=DNS:localhost,DNS:localhost.localdomain,IP:127.0.0.1"
    command = [program, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    command += ["-subj", "/CN=localhost", "-addext", names]
    command += ["-keyout", str(path.with_suffix(".key")), "-out", str(path)]
    subprocess.run(command, check=True, capture_output=True)
    return path


def serving(certificate: Path) -> Iterator[Server]:
    server = Server(certificate)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.does.over.set()
        server.shutdown()
        server.server_close()
        thread.join()
