"""GUANO, the lines of `Field: value` that Wildlife Acoustics and others write (guano-md.org)."""

from __future__ import annotations

import re

from sidecar.audio.recorders.moment import read_moment
from sidecar.values import Metadata

_DEGREES = re.compile(r"\(?\s*([-+]?\d+(?:\.\d+)?)[\s,;]+([-+]?\d+(?:\.\d+)?)\s*\)?$")

# Makers have fields of their own; the first that stands there counts.
_DEPLOYMENTS = ("OAD|Deployment ID", "WA|Song Meter|Prefix")
_BATTERIES = ("WA|Song Meter|Battery Voltage", "OAD|Battery Voltage", "Battery Voltage", "Battery")
_TEMPERATURES = ("Temperature Ext", "Temperature Int")
_GAINS = ("WA|Song Meter|Gain", "Gain")
# [{"rate":24000,"gain":18}] of a Song Meter Mini, and "48000 GAIN 2" of an AudioMoth.
_AUDIO, _DECIBELS = "WA|Song Meter|Audio settings", re.compile(r"gain\W+(\d+(?:\.\d+)?)")
_SETTINGS, _STEP = "OAD|Recording Settings", re.compile(r"\bGAIN (\d)")


def from_guano(text: str) -> Metadata:
    """Read GUANO text; a missing or senseless field is None."""
    values: dict[str, str] = {}
    for line in text.split("\n"):
        name, colon, value = line.partition(":")
        if colon:
            values.setdefault(name.strip(), value.strip())
    maker = " ".join(values[name] for name in ("Make", "Model") if values.get(name))
    place = _DEGREES.match(values.get("Loc Position", ""))
    return Metadata(
        start=read_moment(values.get("Timestamp", "")),
        recorder=maker or None,
        serial=values.get("Serial") or None,
        deployment_code=_first(values, _DEPLOYMENTS) or None,
        gain=_gain(values),
        battery_v=_number(_first(values, _BATTERIES)),
        temperature_c=_number(_first(values, _TEMPERATURES)),
        latitude=float(place[1]) if place else None,
        longitude=float(place[2]) if place else None,
    )


def _first(values: dict[str, str], names: tuple[str, ...]) -> str:
    return next((values[name] for name in names if values.get(name)), "")


def _gain(values: dict[str, str]) -> str | None:
    if plain := _first(values, _GAINS):
        return plain
    if match := _DECIBELS.search(values.get(_AUDIO, "")):
        return f"{match[1]} dB"
    match = _STEP.search(values.get(_SETTINGS, ""))
    return match[1] if match else None


def _number(text: str) -> float | None:
    try:
        value = float(text.rstrip("VCvc "))
    except ValueError:
        return None
    return value if abs(value) < 1e6 else None  # neither infinite nor NaN
