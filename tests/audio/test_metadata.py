"""What recorders write down, in all their dialects."""

from __future__ import annotations

import struct
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from sidecar.audio.metadata import Written, provenance_of, read_metadata
from sidecar.audio.recorders.audiomoth import from_audiomoth
from sidecar.audio.recorders.filename import from_name
from sidecar.audio.recorders.guano import from_guano
from sidecar.audio.texts import Texts
from tests.factories import RECORDINGS, tone, write_wav
from tests.shared import needs_recordings


@pytest.mark.parametrize(
    ("zone", "offset"),
    [
        ("UTC", timedelta()),
        ("UTC-5", timedelta(hours=-5)),
        ("UTC+5:30", timedelta(hours=5, minutes=30)),
    ],
)
def test_audiomoth_tells_time_with_its_offset(zone: str, offset: timedelta) -> None:
    found = from_audiomoth(
        f"Recorded at 19:17:30 10/12/2018 ({zone}) by AudioMoth 24526B065D325963 at gain setting 2"
        " while battery state was 3.9V."
    )
    assert found.start == datetime(2018, 12, 10, 19, 17, 30, tzinfo=timezone(offset))
    assert (found.serial, found.gain, found.battery_v) == ("24526B065D325963", "2", 3.9)


def test_audiomoth_tells_battery_limits_and_temperature() -> None:
    found = from_audiomoth(
        "Recorded at 03:00:00 01/06/2024 (UTC) by AudioMoth 243B1F026488F56E at medium gain while"
        " battery was greater than 4.9V and temperature was -2.5C."
    )
    assert (found.gain, found.battery_v, found.temperature_c) == ("medium", 4.9, -2.5)


def test_guano_tells_time_place_and_maker() -> None:
    found = from_guano(
        "GUANO|Version: 1.0\nTimestamp: 2024-06-01T22:10:05-03:00\nMake: Wildlife Acoustics\n"
        "Model: SM4\nSerial: S4A03895\nLoc Position: -12.5 -70.1\nTemperature Int: 21.5\n"
    )
    assert found.start == datetime(2024, 6, 2, 1, 10, 5, tzinfo=UTC)
    assert (found.latitude, found.longitude) == (-12.5, -70.1)
    assert (found.recorder, found.temperature_c) == ("Wildlife Acoustics SM4", 21.5)


@pytest.mark.parametrize("text", ["Loc Position: 91 0", "Loc Position: nan x", "Timestamp: x", ""])
def test_guano_that_makes_no_sense_tells_nothing(text: str) -> None:
    found = provenance_of(Written(Texts(guano=text), Path("a.wav"))).metadata
    assert (found.start, found.latitude) == (None, None)


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("20230415_053000.WAV", datetime(2023, 4, 15, 5, 30)),
        ("S4A03895_20190522_180000.wav", datetime(2019, 5, 22, 18)),
        ("20230415_053000T.WAV", datetime(2023, 4, 15, 5, 30)),
        ("20230415T053000Z.flac", datetime(2023, 4, 15, 5, 30, tzinfo=UTC)),
        (
            "SITE1_20230415_053000-0500.wav",
            datetime(2023, 4, 15, 5, 30, tzinfo=timezone(timedelta(hours=-5))),
        ),
        ("5E90A4D4.WAV", datetime(2020, 4, 10, 16, 54, 44, tzinfo=UTC)),
        ("20231399_053000.wav", None),
        ("owl.wav", None),
        ("00000001.wav", None),
    ],
)
def test_names_tell_when_a_recording_began(name: str, start: datetime | None) -> None:
    assert from_name(name).start == start


@needs_recordings
def test_real_recorders_are_understood() -> None:
    found = read_metadata(RECORDINGS / "metadata.wav")
    assert found.start == datetime(2020, 4, 4, 10, 25, tzinfo=UTC)
    assert (found.recorder, found.serial) == ("AudioMoth", "24526B065D325963")
    assert read_metadata(RECORDINGS / "audiomoth_gps.wav").temperature_c == 12.8


_AUDIOMOTH = (
    b"Recorded at 03:00:00 02/06/2024 (UTC) by AudioMoth 243B1F026488F56E at medium gain while"
    b" battery was 4.1V."
)


def _chunk(name: bytes, content: bytes) -> bytes:
    return name + struct.pack("<I", len(content)) + content + bytes(len(content) % 2)


@pytest.mark.parametrize(
    ("guano", "audiomoth", "day", "recorder"),
    [
        (True, True, 1, "Wildlife Acoustics"),
        (True, False, 1, "Wildlife Acoustics"),
        (False, True, 2, "AudioMoth"),
        (False, False, 3, None),
    ],
)
def test_guano_wins_over_the_comment_and_the_comment_over_the_name(
    tmp_path: Path, guano: bool, audiomoth: bool, day: int, recorder: str | None
) -> None:
    path = write_wav(tmp_path / "20240603_030000.wav", tone(0.1))
    content = path.read_bytes()
    if audiomoth:
        content += _chunk(b"LIST", b"INFO" + _chunk(b"ICMT", _AUDIOMOTH))
    if guano:
        content += _chunk(b"guan", b"Timestamp: 2024-06-01T03:00:00Z\nMake: Wildlife Acoustics\n")
    path.write_bytes(content)
    found = read_metadata(path)
    assert found.start is not None and found.start.day == day
    assert found.recorder == recorder
    # A field that the winner does not tell comes from the next.
    assert found.gain == ("medium" if audiomoth else None)
