"""GUANO, the lines of `Field: value` that Wildlife Acoustics and others write (guano-md.org)."""

from __future__ import annotations

from datetime import datetime

from sidecar.values import Metadata


def from_guano(text: str) -> Metadata:
    """Read GUANO text; missing and senseless fields are None."""
    values: dict[str, str] = {}
    for line in text.split("\n"):
        name, colon, value = line.partition(":")
        if colon:
            values.setdefault(name.strip(), value.strip())
    maker = " ".join(values[name] for name in ("Make", "Model") if values.get(name))
    latitude, longitude = _place(values.get("Loc Position", ""))
    return Metadata(
        start=_start(values.get("Timestamp", "")),
        recorder=maker or None,
        serial=values.get("Serial") or None,
        gain=values.get("WA|Song Meter|Gain") or values.get("Gain") or None,
        battery_v=_number(values.get("WA|Song Meter|Battery Voltage") or values.get("Battery", "")),
        temperature_c=_number(values.get("Temperature Ext") or values.get("Temperature Int", "")),
        latitude=latitude,
        longitude=longitude,
    )


def _start(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _number(text: str) -> float | None:
    try:
        value = float(text.rstrip("VCvc "))
    except ValueError:
        return None
    return value if abs(value) < 1e6 else None  # neither infinite nor NaN


def _place(text: str) -> tuple[float | None, float | None]:
    parts = text.split()
    if len(parts) != 2:
        return None, None
    latitude, longitude = _number(parts[0]), _number(parts[1])
    if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180:
        return None, None
    return latitude, longitude
