"""The iXML chunk of field recorders for film: MixPre, Zoom's F series, Tascam, Sony."""

from __future__ import annotations

import re
from functools import cache
from html import unescape

from sidecar.audio.recorders.moment import read_moment
from sidecar.values import Metadata

_DEGREES = re.compile(r"\s*([-+]?\d+(?:\.\d+)?)\s*[,;\s]\s*([-+]?\d+(?:\.\d+)?)\s*$")


def from_ixml(text: str) -> Metadata:
    """Read who recorded, when and where, without parsing XML that may be damaged."""
    date = _element("BWF_ORIGINATION_DATE", text)[:10]
    place = _DEGREES.match(_element("LOCATION_GPS", text))
    return Metadata(
        start=read_moment(f"{date} {_element('BWF_ORIGINATION_TIME', text)}"),
        recorder=_element("BWF_ORIGINATOR", text) or None,
        latitude=float(place[1]) if place else None,
        longitude=float(place[2]) if place else None,
    )


def _element(name: str, text: str) -> str:
    match = _pattern(name).search(text)
    return unescape(match[1]).strip() if match else ""


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(f"<{name}>([^<]*)</{name}>")
