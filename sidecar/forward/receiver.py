"""Posts results to a receiver, and reads what it says to that.

A receiver may be slow, endless, or none at all. So a post runs on its own thread, and ends in time.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Literal

from sidecar.catalog.outbox import Queued
from sidecar.characters import shown
from sidecar.errors import LinnetError, RequestCancelled
from sidecar.forward.address import read_address
from sidecar.regular import read_regular
from sidecar.settings import ForwardSettings

# An answer says how many results were taken; more than this is no such answer.
_MOST_BYTES = 65_536
_MOST_TOKEN = 8_192
_LONGEST_REASON = 200
_TICK_S = 0.1

# Statuses that speak of the results themselves. All others speak of the address, the token or the
# time, and another try may go well.
_OF_RESULTS = (400, 409, 413, 422)


@dataclass(frozen=True)
class Reply:
    """What became of a post.

    `taken`: the receiver has all results. `refused`: it will not take these results together, or
    one alone. `later`: another try may go well.
    """

    outcome: Literal["taken", "refused", "later"]
    status: int = 0  # 0: there was no answer
    reason: str = ""
    wait_s: float | None = None  # the receiver asks to wait so long


def written(results: Sequence[Queued]) -> bytes:
    """Write results as JSON, each with its id and what its stream shares."""
    rows = [
        {
            "id": each.id,
            "stream": each.stream_id,
            "sequence": each.sequence,
            "queuedAt": each.queued_at,
            **json.loads(each.head),
            **json.loads(each.body),
        }
        for each in results
    ]
    return json.dumps({"results": rows}).encode()


class Receiver:
    """The receiver of the settings; one thread posts at a time.

    Raises InvalidParams for an address, and LinnetError for files, that cannot be used.
    """

    def __init__(self, settings: ForwardSettings) -> None:
        self._settings = settings
        self._address = read_address(settings.url or "")
        self._pool: Any = None
        self._socket: socket.socket | None = None

    def post(self, results: Sequence[Queued], stopped: Callable[[], bool] = lambda: False) -> Reply:
        """Post results; raises RequestCancelled if it is stopped before the answer."""
        answers: queue.Queue[Reply] = queue.Queue()
        body, key = gzip.compress(written(results), 6, mtime=0), _key(results)
        headers = self._headers(key)
        pool = self._connected()
        threading.Thread(
            target=lambda: answers.put(self._asked(pool, body, headers, len(results))),
            name="linnet-forward",
            daemon=True,
        ).start()
        deadline = time.monotonic() + self._settings.timeout_s
        while True:
            with suppress(queue.Empty):
                return answers.get(timeout=_TICK_S)
            if stopped():
                self.close()
                raise RequestCancelled()
            if time.monotonic() > deadline:
                self.close()
                return Reply("later", reason=_silent(self._address.host))

    def close(self) -> None:
        """End the connection, and the thread that waits for it."""
        connected, self._pool, self._socket = self._socket, None, None
        if connected is not None:
            with suppress(OSError):
                connected.shutdown(socket.SHUT_RDWR)

    def _headers(self, key: str) -> dict[str, str]:
        headers = {
            "Content-Type": "application/json",
            "Content-Encoding": "gzip",
            "Accept": "application/json",
            "Accept-Encoding": "identity",
            "Idempotency-Key": key,
            "User-Agent": "linnet",
        }
        if self._settings.token_file is not None:
            headers["Authorization"] = f"Bearer {_token(self._settings)}"
        return headers

    def _connected(self) -> Any:  # noqa: ANN401 - a pool of urllib3
        if self._pool is None:
            self._pool = _pool(self._address.origin, self._settings, self._opened)
        return self._pool

    def _opened(self, connected: socket.socket) -> None:
        self._socket = connected

    def _asked(self, pool: Any, body: bytes, headers: dict[str, str], count: int) -> Reply:  # noqa: ANN401
        try:
            answer = pool.urlopen(
                "POST",
                self._address.target,
                body=body,
                headers=headers,
                retries=False,
                redirect=False,
                preload_content=False,
                decode_content=False,
            )
            said = answer.read(_MOST_BYTES + 1)
            # One connection takes one post after the other, unless more of this answer comes.
            if len(said) > _MOST_BYTES:
                answer.close()
            else:
                answer.release_conn()
            return _reply(answer.status, answer.headers, said, count)
        except Exception as error:  # of a connection that may end under it at any moment
            return Reply("later", reason=_trouble(error, self._address.host))


def _key(results: Sequence[Queued]) -> str:
    """Name a batch by its results, so that it has the same name on each try."""
    names = "\n".join(each.id for each in results)
    return hashlib.sha256(names.encode()).hexdigest()[:32]


def _token(settings: ForwardSettings) -> str:
    """Read the token anew for each post: it may be changed meanwhile."""
    assert settings.token_file is not None
    path = settings.token_file
    try:
        text = read_regular(path)[: _MOST_TOKEN + 1].decode("ascii").strip()
    except (OSError, ValueError) as error:
        raise LinnetError(
            f"The token of the receiver cannot be read: {error}.",
            hint="Write the token as one line of plain letters into the file.",
            path=path,
        ) from error
    if not text.isprintable() or not text or len(text) > _MOST_TOKEN:
        raise LinnetError(
            "The file holds no token of the receiver.",
            hint="Write the token as one line of plain letters into the file.",
            path=path,
        )
    return text


def _pool(origin: str, settings: ForwardSettings, opened: Callable[[socket.socket], None]) -> Any:  # noqa: ANN401
    # Imported here, because most sidecars send nothing.
    import truststore
    import urllib3

    waits = urllib3.Timeout(connect=settings.timeout_s, read=settings.timeout_s)
    if not origin.startswith("https:"):
        plain = urllib3.connection_from_url(origin, timeout=waits, maxsize=1)
        plain.ConnectionCls = _telling(plain.ConnectionCls, opened)
        return plain
    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if settings.certificates is not None:
        try:
            context.load_verify_locations(cafile=settings.certificates)
        except (OSError, ssl.SSLError) as error:
            raise LinnetError(
                f"The certificates cannot be read: {error}.",
                hint="Name a file of certificates in PEM form as the setting forward.certificates.",
                path=settings.certificates,
            ) from error
    pool = urllib3.connection_from_url(origin, timeout=waits, maxsize=1, ssl_context=context)
    pool.ConnectionCls = _telling(pool.ConnectionCls, opened)
    return pool


def _telling(kind: Any, opened: Callable[[socket.socket], None]) -> Any:  # noqa: ANN401
    """Make a connection of urllib3 tell its socket, so that another thread can end it."""

    class Connection(kind):  # type: ignore[misc]
        def connect(self) -> None:
            super().connect()
            opened(self.sock)

    return Connection


def _reply(status: int, headers: Any, said: bytes, count: int) -> Reply:  # noqa: ANN401
    whole = len(said) <= _MOST_BYTES
    if 200 <= status < 300:
        if whole and _accepted(said) == count:
            return Reply("taken", status)
        # A page that asks for a login also has the status 200, and so has a server of another kind.
        return Reply(
            "later",
            status,
            f"The answer ({status}) does not say that {count} results were accepted.",
        )
    reason = _reason(said[:_MOST_BYTES])
    if status in _OF_RESULTS:
        return Reply("refused", status, reason or f"The receiver answered {status}.")
    return Reply("later", status, _told(status, headers, reason), _asked_wait(headers))


def _accepted(said: bytes) -> int | None:
    try:
        value = json.loads(said)
    except (ValueError, RecursionError):
        return None
    found = value.get("accepted") if isinstance(value, dict) else None
    return found if type(found) is int else None


def _reason(said: bytes) -> str:
    """Take the receiver's own words, if it has some: the member `error`, or a short plain text."""
    text = said.decode("utf-8", "replace").strip()
    with suppress(ValueError, RecursionError):
        value = json.loads(text)
        text = str(value.get("error", "")) if isinstance(value, dict) else ""
    if text.startswith("<"):
        return ""
    return shown(text)[:_LONGEST_REASON]


def _told(status: int, headers: Any, reason: str) -> str:  # noqa: ANN401
    said = f" {reason}" if reason else ""
    if 300 <= status < 400:
        place = shown(str(headers.get("Location", "another place")))[:_LONGEST_REASON]
        return f"The receiver sends us on to {place} ({status}). Linnet follows no such answer."
    if status in (401, 403):
        return f"The receiver does not accept the token ({status}).{said}"
    if status in (404, 405, 410):
        return f"The receiver takes no results at this address ({status}).{said}"
    if status in (429, 503):
        return f"The receiver asks for a pause ({status}).{said}"
    return f"The receiver answered {status}.{said}"


def _asked_wait(headers: Any) -> float | None:  # noqa: ANN401
    """Read Retry-After: seconds, or a moment."""
    text = str(headers.get("Retry-After", "")).strip()
    if text.isascii() and text.isdecimal():
        return float(text[:9])
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


def _trouble(error: Exception, host: str) -> str:
    from urllib3 import exceptions

    said = shown(str(error))[:_LONGEST_REASON]
    if isinstance(error, exceptions.SSLError):
        return f"The certificate of {host} is not trusted: {said}"
    if isinstance(error, exceptions.NewConnectionError | exceptions.ConnectTimeoutError):
        cause = error.__cause__
        why = cause.strerror if isinstance(cause, OSError) and cause.strerror else "no connection"
        return f"Nobody answers at {host} ({why})."
    if isinstance(error, exceptions.TimeoutError):
        return _silent(host)
    return f"The receiver at {host} gave no answer in HTTP: {said}"


def _silent(host: str) -> str:
    return f"The receiver at {host} does not answer in time."
