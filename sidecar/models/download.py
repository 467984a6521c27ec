"""Downloads one file over HTTPS: from named hosts, up to a size, and from where a cut left it."""

from __future__ import annotations

import http.client
import json
import os
import socket
import ssl
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sidecar.errors import SourceUnavailable, StorageFull, writing

# Receives the bytes so far and the total bytes (0: unknown); may raise to stop.
OnBytes = Callable[[int, int], None]

_BLOCK = 1 << 16
# A server that sends nothing for so long has gone.
_SILENCE_S = 20.0
# A cut connection is tried again from where it was cut.
_TRIES = 5
_TICK_S = 0.1
_KEPT_S = 7 * 24 * 3600.0
_OK, _PART, _BEYOND = 200, 206, 416


@dataclass(frozen=True)
class Order:
    """What to download: redirects may lead to `hosts` only, and no more than `most_bytes` come."""

    address: str
    most_bytes: int
    hosts: frozenset[str] = frozenset()

    def check(self, address: str) -> None:
        """Raise SourceUnavailable for an address that this download may not ask."""
        try:
            parts = urllib.parse.urlsplit(address)
        except ValueError as error:
            raise SourceUnavailable(f"{address} is no address ({error}).") from error
        if parts.scheme != "https":
            raise SourceUnavailable(f"Linnet downloads over https only, and {address} is not.")
        own = urllib.parse.urlsplit(self.address).hostname
        if parts.hostname not in (own, *self.hosts):
            raise SourceUnavailable(
                f"the server sends us on to {parts.hostname}, which the model's description does "
                "not name."
            )

    def check_size(self, size: int) -> None:
        if size > self.most_bytes:
            raise SourceUnavailable(
                f"the server offers {size / 1e6:,.0f} MB or more, but this download has at most "
                f"{self.most_bytes / 1e6:,.0f} MB."
            )


def download(order: Order, target: Path, on_bytes: OnBytes) -> None:
    """Download into `target`; continue it if there is a beginning with its description.

    Raises SourceUnavailable, StorageFull, or what `on_bytes` raises to stop. Then the beginning and
    its description stay.
    """
    order.check(order.address)
    for left in reversed(range(_TRIES)):
        transfer = _Transfer(order, target)
        try:
            if transfer.watched(on_bytes):
                described(target).unlink(missing_ok=True)
                return
        finally:
            transfer.stop()
        if not left or not transfer.came:
            raise SourceUnavailable(f"the download ended early ({transfer.cut}).")


def described(target: Path) -> Path:
    """Name the description of a download's beginning."""
    return target.with_name(target.name + ".json")


class _Transfer:
    """One request and its answer, on a thread of its own, because a server may let us wait."""

    def __init__(self, order: Order, target: Path) -> None:
        self.came = 0  # bytes by this request
        self.cut: BaseException | str | None = None
        self._order = order
        self._target = target
        self._done = self._total = 0
        self._error: Exception | None = None
        self._stopped = False
        self._socket: socket.socket | None = None
        self._thread = threading.Thread(target=self._run, name="linnet-download", daemon=True)

    def watched(self, on_bytes: OnBytes) -> bool:
        """Transfer, and report; False if the connection was cut."""
        self._thread.start()
        while self._thread.is_alive():
            self._thread.join(_TICK_S)
            on_bytes(self._done, self._total)
        if self._error is not None:
            raise self._error
        return self.cut is None

    def stop(self) -> None:
        """End the transfer; its thread ends with the connection."""
        self._stopped = True
        if self._thread.is_alive() and self._socket is not None:
            with suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)
            self._thread.join(1.0)

    def _run(self) -> None:
        try:
            self._transfer()
        except (SourceUnavailable, StorageFull) as error:
            self._error = error
        except urllib.error.HTTPError as error:
            self._refused(error)
        except (OSError, http.client.HTTPException, ValueError) as error:
            self.cut = error.reason if isinstance(error, urllib.error.URLError) else error
        except Exception as error:  # of a connection that was closed under it
            self.cut = error

    def _refused(self, error: urllib.error.HTTPError) -> None:
        error.close()
        if error.code == _BEYOND:  # what is there is no beginning of this file
            self._target.unlink(missing_ok=True)
            self.cut, self.came = error, 1
        else:
            self._error = SourceUnavailable(f"the server answered {error.code} {error.reason}.")

    def _transfer(self) -> None:
        begun, validator = _beginning(self._target, self._order.address)
        headers = {"User-Agent": "linnet", "Accept-Encoding": "identity"}
        if begun:
            headers |= {"Range": f"bytes={begun}-", "If-Range": validator}
        request = urllib.request.Request(self._order.address, headers=headers)
        with _opener(self._order, self._opened).open(request, timeout=_SILENCE_S) as answer:
            # A server that knows no ranges, or has another file by now, sends all of it.
            begun = _from(answer, begun)
            length = answer.headers.get("Content-Length")
            self._total = begun + int(length) if length else 0
            self._order.check_size(self._total)
            with writing(self._target.parent):
                self._take(answer, begun)
        if self._total and self._done < self._total:
            self.cut = f"{self._done:,} of {self._total:,} bytes"

    def _take(self, answer: http.client.HTTPResponse, begun: int) -> None:
        with self._target.open("ab") as out:
            out.truncate(begun)
            self._done = begun
            _describe(self._target, self._order.address, answer)
            while not self._stopped and (block := answer.read1(_BLOCK)):
                self._order.check_size(self._done + len(block))
                out.write(block)
                self._done += len(block)
                self.came += len(block)

    def _opened(self, connected: socket.socket) -> None:
        self._socket = connected
        if self._stopped:
            raise OSError("stopped")


def _beginning(target: Path, address: str) -> tuple[int, str]:
    """Give the size of a download's beginning, and what tells that the file is still the same."""
    try:
        known = json.loads(described(target).read_text("utf-8"))
        if known["address"] == address and known["validator"]:
            return target.stat().st_size, str(known["validator"])
    except (OSError, ValueError, LookupError, TypeError):
        pass
    return 0, ""


def _describe(target: Path, address: str, answer: http.client.HTTPResponse) -> None:
    """Note which version of the file comes; a server that names none cannot continue it."""
    tag = answer.headers.get("ETag") or ""
    validator = "" if tag.startswith("W/") else tag
    validator = validator or answer.headers.get("Last-Modified") or ""
    text = json.dumps({"address": address, "validator": validator})
    described(target).write_text(text, "utf-8")


def _from(answer: http.client.HTTPResponse, begun: int) -> int:
    """Tell at which byte an answer begins."""
    if answer.status == _OK:
        return 0
    said = answer.headers.get("Content-Range", "")
    if answer.status != _PART or not said.startswith(f"bytes {begun}-"):
        raise SourceUnavailable("the server sent another part of the file than the one asked for.")
    return begun


def _opener(order: Order, opened: Callable[[socket.socket], None]) -> Any:  # noqa: ANN401
    # Imported here, because it takes 20 ms and only an installation needs it.
    import truststore

    class Connection(http.client.HTTPSConnection):
        def connect(self) -> None:
            super().connect()
            opened(self.sock)

    class Https(urllib.request.HTTPSHandler):
        def https_open(self, request: urllib.request.Request) -> http.client.HTTPResponse:
            context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            return self.do_open(Connection, request, context=context)

    class Redirects(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *given: Any) -> urllib.request.Request | None:  # noqa: ANN401
            try:
                order.check(given[-1])
            except SourceUnavailable:
                given[1].close()  # the answer that sends us on
                raise
            return super().redirect_request(*given)

    return urllib.request.build_opener(Https, Redirects)


class Parts:
    """Beginnings of downloads that were cut, stopped or killed; the next try goes on from there.

    A beginning that nobody continued for a week is removed.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        for path in folder.glob("*"):
            with suppress(OSError):
                if path.stat().st_mtime < time.time() - _KEPT_S:
                    path.unlink()

    def take(self, name: str, target: Path) -> None:
        """Move a beginning to `target`, if there is one."""
        with suppress(OSError):
            os.replace(described(self._folder / name), described(target))
            os.replace(self._folder / name, target)

    def keep(self, target: Path) -> None:
        """Keep the beginning at `target` by its name, if it can be continued."""
        if not target.exists() or not described(target).exists():
            return
        with suppress(OSError):
            self._folder.mkdir(exist_ok=True)
            os.replace(target, self._folder / target.name)
            os.replace(described(target), described(self._folder / target.name))

    def size(self, name: str) -> int:
        """Count the bytes of a beginning; 0 where there is none."""
        try:
            return (self._folder / name).stat().st_size
        except OSError:
            return 0

    def forget(self, name: str) -> None:
        """Remove a beginning."""
        for path in (self._folder / name, described(self._folder / name)):
            with suppress(OSError):
                path.unlink(missing_ok=True)
        with suppress(OSError):
            self._folder.rmdir()
