"""When a row was heard: date and time by the recorder's own clock."""

from __future__ import annotations

from datetime import datetime, timedelta

from sidecar.catalog.values import Recorded

_EPOCH = datetime(1970, 1, 1)


def moment(recording: Recorded, start_s: float) -> datetime | None:
    """Give the moment of a row, to the millisecond; None for a recording without a start."""
    if recording.starts_at is None:
        return None
    heard = _EPOCH + timedelta(seconds=recording.starts_at + start_s, microseconds=500)
    return heard.replace(microsecond=heard.microsecond // 1000 * 1000)


def heard_at(recording: Recorded, start_s: float) -> str | None:
    """Write the moment of a row as `query` does."""
    heard = moment(recording, start_s)
    return None if heard is None else heard.isoformat(timespec="milliseconds")


def heard_s(recording: Recorded, start_s: float) -> float | None:
    """Give the moment of a row in seconds since 1970 UTC; None if nobody knows the offset."""
    ahead = _ahead(recording)
    if ahead is None or recording.starts_at is None:
        return None
    return recording.starts_at + start_s - ahead.total_seconds()


def heard_at_utc(recording: Recorded, start_s: float) -> str | None:
    """Write the moment of a row in UTC as `query` does."""
    heard, ahead = moment(recording, start_s), _ahead(recording)
    if heard is None or ahead is None:
        return None
    return f"{(heard - ahead).isoformat(timespec='milliseconds')}Z"


def _ahead(recording: Recorded) -> timedelta | None:
    """Tell how far a recorder's clock is ahead of UTC."""
    try:
        return datetime.fromisoformat(recording.recorded_at or "").utcoffset()
    except ValueError:  # another program wrote the start in its own way
        return None


def utc_offset(recording: Recorded) -> str | None:
    """Write the offset of the recorder's clock, such as `UTC+02:00`; None if nobody knows it.

    A spreadsheet would compute with a cell that begins with the sign.
    """
    try:
        offset = datetime.fromisoformat(recording.recorded_at or "").strftime("%z")
    except ValueError:  # another program wrote the start in its own way
        return None
    return f"UTC{offset[:3]}:{offset[3:5]}" if offset else None
