"""The tags that Frontier Labs' recorders write into FLAC files."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sidecar.audio.recorders.moment import read_moment
from sidecar.values import Metadata

# -27.3888+152.8808, as ISO 6709 has it
_DEGREES = re.compile(r"\s*([-+]\d+(?:\.\d+)?)\s*([-+]\d+(?:\.\d+)?)")
_VOLTS = re.compile(r"(\d+(?:\.\d+)?) ?V")


def from_frontier(tags: Mapping[str, str]) -> Metadata:
    """Read the tags; those of other programs give empty metadata."""
    if "SENSORUID" not in tags and "RECORDINGSTART" not in tags:
        return Metadata()
    place = _DEGREES.match(tags.get("SENSORLOCATION", ""))
    volts = _VOLTS.search(tags.get("BATTERYLEVEL", ""))
    return Metadata(
        start=read_moment(tags.get("RECORDINGSTART", "")),
        recorder="Frontier Labs",
        serial=tags.get("SENSORUID") or None,
        gain=tags.get("CHANNELGAIN") or None,
        battery_v=float(volts[1]) if volts else None,
        latitude=float(place[1]) if place else None,
        longitude=float(place[2]) if place else None,
    )
