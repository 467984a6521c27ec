"""The `wamd` chunk of Wildlife Acoustics' recorders: Song Meter and Echo Meter."""

from __future__ import annotations

import re
import struct

from sidecar.audio.recorders.moment import read_moment
from sidecar.values import Metadata

_MODEL, _SERIAL, _NAME, _START, _PLACE = 1, 2, 4, 5, 6
_INSIDE, _OUTSIDE = 0x15, 0x16  # temperatures

# WGS84,48.13750,N,11.57550,E and, from phones, WGS84,42.346973,-76.48760
_DEGREES = re.compile(
    r"[^,]*,\s*([-+]?\d+(?:\.\d+)?)\s*(?:,\s*([NS])\s*)?,"
    r"\s*([-+]?\d+(?:\.\d+)?)\s*(?:,\s*([EW])\b)?"
)
_CELSIUS = re.compile(r"\s*([-+]?\d+(?:\.\d+)?) ?C?\s*$")


def from_wamd(content: bytes) -> Metadata:
    """Read a `wamd` chunk; a piece that makes no sense is None."""
    texts = _pieces(content)
    latitude, longitude = _place(texts.get(_PLACE, ""))
    model = texts.get(_MODEL)
    return Metadata(
        start=read_moment(texts.get(_START, "")),
        recorder=f"Wildlife Acoustics {model}" if model else None,
        serial=texts.get(_SERIAL) or None,
        deployment_code=texts.get(_NAME) or None,
        temperature_c=_celsius(texts.get(_OUTSIDE) or texts.get(_INSIDE, "")),
        latitude=latitude,
        longitude=longitude,
    )


def _pieces(content: bytes) -> dict[int, str]:
    """Read pieces of a number, a length and a text; they are not padded to even lengths."""
    pieces: dict[int, str] = {}
    position = 0
    while position + 6 <= len(content):
        number, length = struct.unpack_from("<HI", content, position)
        text = content[position + 6 : position + 6 + length]
        position += 6 + length
        if len(text) < length:
            break  # half a time is a wrong time
        pieces.setdefault(number, text.split(b"\0")[0].decode("utf-8", "replace").strip())
    return pieces


def _place(text: str) -> tuple[float | None, float | None]:
    match = _DEGREES.match(text)
    if match is None:
        return None, None
    latitude, south, longitude, west = match.groups()
    return (
        float(latitude) * (-1 if south == "S" else 1),
        float(longitude) * (-1 if west == "W" else 1),
    )


def _celsius(text: str) -> float | None:
    match = _CELSIUS.match(text)
    return float(match[1]) if match else None
