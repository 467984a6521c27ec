"""The address of a receiver: over https, or on this machine."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit

from sidecar.errors import InvalidParams

_FIELD = "forward.url"


@dataclass(frozen=True)
class Address:
    """Where results go; `target` is what is asked of `origin`."""

    origin: str
    target: str
    host: str


def read_address(url: str) -> Address:
    """Read a receiver's address; raises InvalidParams for one that Linnet does not send to."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise InvalidParams(f"{url} is no address ({error}).", field=_FIELD, hint=_HINT) from error
    if parts.scheme not in ("https", "http") or not host:
        raise InvalidParams(f"{url} is no address of a receiver.", field=_FIELD, hint=_HINT)
    if parts.scheme == "http" and not _is_here(host):
        raise InvalidParams(
            f"Linnet sends results over https only, and {url} is not.",
            field=_FIELD,
            hint="Plain http reads and changes on the way. It may lead to this machine alone.",
        )
    if parts.username is not None or parts.password is not None:
        raise InvalidParams(
            "The address of the receiver contains a password.",
            field=_FIELD,
            hint="Put a token into a file, and name the file as the setting forward.token_file.",
        )
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    origin = f"{parts.scheme}://{parts.netloc}"
    return Address(origin, target, host)


_HINT = "Write it as https://example.org/results."


def _is_here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
