"""Each recorder writes when, where and with what it recorded in a dialect of its own."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from sidecar.audio.decode import open_recording
from sidecar.audio.metadata import read_metadata, read_provenance
from sidecar.audio.recorders.filename import from_name
from sidecar.values import Metadata
from tests.audio.recorders import (
    Chunk,
    bext,
    comments,
    flac_with,
    guano,
    info,
    ixml,
    riff,
    wamd,
    wav,
)
from tests.shared import make_field, needs_field


@dataclass(frozen=True)
class Dialect:
    """A file as one recorder writes it, and what it tells."""

    recorder: str
    name: str
    chunks: tuple[Chunk, ...] = ()
    start: str | None = None
    place: tuple[float, float] | None = None
    facts: dict[str, object] = field(default_factory=dict)


def _moth(comment: str, artist: str = "AudioMoth 24E144055DDD3203") -> tuple[Chunk, ...]:
    return (info(ICMT=comment.ljust(120), IART=artist),)


AUDIOMOTH = (
    Dialect(
        "AudioMoth 1.0, without a zone",
        "a.WAV",
        _moth(
            "Recorded at 19:17:30 10/12/2018 by AudioMoth 24526B065D325963 at gain setting 2"
            " while battery state was < 3.6V"
        ),
        "2018-12-10T19:17:30",
        facts={
            "recorder": "AudioMoth",
            "serial": "24526B065D325963",
            "gain": "2",
            "battery_v": 3.6,
        },
    ),
    Dialect(
        "AudioMoth 1.0, its hexadecimal name",
        "5C0EBBCA.WAV",
        _moth(
            "Recorded at 19:17:30 10/12/2018 by AudioMoth 24526B065D325963 at gain setting 2"
            " while battery state was > 5.0V"
        ),
        "2018-12-10T19:17:30+00:00",
        facts={"battery_v": 5.0},
    ),
    Dialect(
        "AudioMoth 1.2, UTC-5",
        "20181210_191730.WAV",
        _moth(
            "Recorded at 19:17:30 10/12/2018 (UTC-5) by AudioMoth 24526B065D325963 at gain setting"
            " 3 while battery state was less than 3.6V."
        ),
        "2018-12-10T19:17:30-05:00",
        facts={"gain": "3", "battery_v": 3.6},
    ),
    Dialect(
        "AudioMoth 1.4, half an hour",
        "20190604_134500.WAV",
        _moth(
            "Recorded at 13:45:00 04/06/2019 (UTC-3:30) by AudioMoth 24E144055DDD3203 at low-medium"
            " gain setting while battery state was 3.6V and temperature was -0.5C. Amplitude"
            " threshold was 512. Band-pass filter applied with cut-off frequencies of 1.0kHz and"
            " 2.0kHz."
        ),
        "2019-06-04T13:45:00-03:30",
        facts={"gain": "low-medium", "temperature_c": -0.5},
    ),
    Dialect(
        "AudioMoth 1.8, a deployment",
        "20240501_053000T.WAV",
        _moth(
            "Recorded at 05:30:00 01/05/2024 (UTC) during deployment 0123456789ABCDEF using"
            " external microphone at high gain while battery was greater than 4.9V and temperature"
            " was 12.1C. Recording stopped due to switch position change."
        ),
        "2024-05-01T05:30:00+00:00",
        facts={
            "recorder": "AudioMoth",
            "serial": "24E144055DDD3203",
            "deployment_code": "0123456789ABCDEF",
            "gain": "high",
            "battery_v": 4.9,
        },
    ),
    Dialect(
        "AudioMoth 1.11, GUANO beside the comment",
        "24E144055DDD3203_20240501_053000.WAV",
        (
            *_moth("Recorded at 05:30:00 01/05/2024 (UTC+1) by AudioMoth 24E144055DDD3203"),
            guano(
                "Make:Open Acoustic Devices",
                "Model:AudioMoth",
                "Serial:24E144055DDD3203",
                "OAD|Deployment ID:0123456789ABCDEF",
                "Timestamp:2024-05-01T05:30:00+01:00",
                "Loc Position:52.123456 -1.654321",
                "OAD|Recording Settings:48000 GAIN 3 HPF 1000",
                "OAD|Battery Voltage:4.2",
                "Temperature Int:7.3",
            ),
        ),
        "2024-05-01T05:30:00+01:00",
        (52.123456, -1.654321),
        {
            "recorder": "Open Acoustic Devices AudioMoth",
            "deployment_code": "0123456789ABCDEF",
            "gain": "3",
            "battery_v": 4.2,
            "temperature_c": 7.3,
        },
    ),
    Dialect(
        "AudioMoth, split by its app",
        "20240501_060000.WAV",
        _moth("Split from 20240501_053000.WAV as file 2 of 4."),
        "2024-05-01T06:00:00",
        facts={"recorder": "AudioMoth", "serial": "24E144055DDD3203"},
    ),
    Dialect("AudioMoth, a folder a day", "20240501/053000T.WAV", (), "2024-05-01T05:30:00"),
    Dialect(
        "AudioMoth, its id in the name",
        "24E144055DDD3203_20240501_053000.WAV",
        (),
        "2024-05-01T05:30:00",
        facts={"recorder": "AudioMoth", "serial": "24E144055DDD3203"},
    ),
)
SONG_METERS = (
    Dialect("Song Meter 2", "MNHN_20141225_234500.wav", (), "2014-12-25T23:45:00"),
    Dialect("Song Meter 3", "SM3-A_0+1_20161104$063000.wav", (), "2016-11-04T06:30:00"),
    Dialect("Song Meter 3, left", "PARIS_-0-_20150410$195550.wav", (), "2015-04-10T19:55:50"),
    Dialect(
        "Song Meter 4",
        "a.wav",
        (
            wamd(
                _1="SM4",
                _2="S4A03895",
                _4="LA-03",
                _5="2023-06-25 21:14:02 +02:00",
                _6="WGS84,48.13750,N,11.57550,W,520",
                _0x15="21.5C",
            ),
        ),
        "2023-06-25T21:14:02+02:00",
        (48.1375, -11.5755),
        {
            "recorder": "Wildlife Acoustics SM4",
            "serial": "S4A03895",
            "deployment_code": "LA-03",
            "temperature_c": 21.5,
        },
    ),
    Dialect(
        "Song Meter 4, by its name alone",
        "S4A03895_20190522_180000.wav",
        (),
        "2019-05-22T18:00:00",
        facts={"recorder": "Wildlife Acoustics", "serial": "S4A03895"},
    ),
    Dialect(
        "Song Meter Micro, an older datum and a clock without zone",
        "a.wav",
        (wamd(_1="Song Meter Micro", _5="2023-06-25 21:14:02", _6=",12.50000,S,70.25000,W"),),
        "2023-06-25T21:14:02",
        (-12.5, -70.25),
    ),
    Dialect(
        "Echo Meter, signed degrees",
        "a.wav",
        (
            wamd(
                _1="Echo Meter Touch",
                _5="2015-06-10 09:54:54.123+0200",
                _6="WGS84,42.346973,-76.48760,(null)",
            ),
        ),
        "2015-06-10T09:54:54.123000+02:00",
        (42.346973, -76.4876),
    ),
    Dialect(
        "Song Meter Mini",
        "a.wav",
        (
            guano(
                "Make: Wildlife Acoustics",
                "Model: Song Meter Mini",
                "Serial: SMA00123",
                "WA|Song Meter|Prefix: POND",
                'WA|Song Meter|Audio settings: [{"rate":24000,"gain":18}]',
                "Timestamp: 2019-04-30 21:02:44+0100",
                "Loc Position: 51.41691 -0.0671",
            ),
        ),
        "2019-04-30T21:02:44+01:00",
        (51.41691, -0.0671),
        {
            "recorder": "Wildlife Acoustics Song Meter Mini",
            "serial": "SMA00123",
            "deployment_code": "POND",
            "gain": "18 dB",
        },
    ),
    Dialect(
        "GUANO, UTC and no seconds",
        "a.wav",
        (guano("Timestamp: 2024-05-01T05:30Z", "Loc Position: (51.4, -0.07)"),),
        "2024-05-01T05:30:00+00:00",
        (51.4, -0.07),
    ),
)
OTHERS = (
    Dialect(
        "Frontier Labs, brackets",
        "20210521T000000+1000_REC [-27.3888+152.8808].wav",
        (),
        "2021-05-21T00:00:00+10:00",
        (-27.3888, 152.8808),
    ),
    Dialect(
        "Frontier Labs, a blank for a zero",
        "201906 7T095935+1000_REC [19.2144-152.8811].wav",
        (),
        "2019-06-07T09:59:35+10:00",
        (19.2144, -152.8811),
    ),
    Dialect(
        "Frontier Labs, start and end",
        "S20240815T103420.633188+1000_E20240815T103920.613182+1000_-27.48490+153.03540.wav",
        (),
        "2024-08-15T10:34:20.633188+10:00",
        (-27.4849, 153.0354),
    ),
    Dialect(
        "Swift",
        "SWIFT05_20190301_050000-0500.wav",
        (),
        "2019-03-01T05:00:00-05:00",
        facts={"recorder": "Swift"},
    ),
    Dialect("SoundTrap", "1678032935.181112190000.wav", (), "2018-11-12T19:00:00"),
    Dialect(
        "Zoom",
        "ZOOM0001.WAV",
        (bext("2024-05-01", "05:30:00", "ZOOM H1e"),),
        "2024-05-01T05:30:00",
        facts={"recorder": "ZOOM H1e"},
    ),
    Dialect("Zoom, by its name alone", "240501_053000.WAV", (), "2024-05-01T05:30:00"),
    Dialect(
        "Tascam",
        "240501_0007.wav",
        (bext("2024/05/01", "05:30:00", "TASCAM DR-40X"),),
        "2024-05-01T05:30:00",
    ),
    Dialect(
        "Sony",
        "240501_01.wav",
        (bext("2024.05.01", "05-30-00", "SONY PCM-D10"),),
        "2024-05-01T05:30:00",
    ),
    Dialect(
        "Olympus",
        "LS110007.WAV",
        (bext("2024_05_01", "05.30.00", "OLYMPUS LS-11"),),
        "2024-05-01T05:30:00",
    ),
    Dialect(
        "MixPre",
        "T001.WAV",
        (
            ixml(
                "<BEXT><BWF_ORIGINATOR>Sound Dev: MixPre-3 &amp; II</BWF_ORIGINATOR>"
                "<BWF_ORIGINATION_DATE>2024-05-01</BWF_ORIGINATION_DATE>"
                "<BWF_ORIGINATION_TIME>05:30:00</BWF_ORIGINATION_TIME></BEXT>"
                "<LOCATION><LOCATION_GPS>47.756787, -123.729977</LOCATION_GPS></LOCATION>"
            ),
        ),
        "2024-05-01T05:30:00",
        (47.756787, -123.729977),
        {"recorder": "Sound Dev: MixPre-3 & II"},
    ),
    Dialect(
        "OpenSoundscape, a clip of an AudioMoth",
        "clip_60s.wav",
        (
            info(
                ICMT='opso_metadata{"comment": "Recorded at 10:00:00 28/05/2024 (UTC) by AudioMoth'
                ' 243B1F026488F56E at medium gain", "duration": 3.0,'
                ' "recording_start_time": "2024-05-28T10:01:00+00:00"}'
            ),
        ),
        "2024-05-28T10:01:00+00:00",
        facts={"recorder": "AudioMoth", "gain": "medium"},
    ),
    Dialect(
        "BirdNET-Pi",
        "2024-03-19-birdnet-09-48-17.wav",
        (),
        "2024-03-19T09:48:17",
        facts={"recorder": "BirdNET-Pi"},
    ),
    Dialect(
        "BirdNET-Pi, a network camera",
        "2024-03-19-birdnet-RTSP_1-09.48.17.wav",
        (),
        "2024-03-19T09:48:17",
    ),
    Dialect("arecord, three folders", "2024/03/19/listen-09-48-17.wav", (), "2024-03-19T09:48:17"),
    Dialect("arecord", "2024-03-19_09-48-17.wav", (), "2024-03-19T09:48:17"),
    Dialect("a site before it", "De03_2019_05_03_08_32_23.wav", (), "2019-05-03T08:32:23"),
    Dialect("a phone", "2024-03-19 09.48.17.wav", (), "2024-03-19T09:48:17"),
    Dialect("a phone, one word", "20240319094817.wav", (), "2024-03-19T09:48:17"),
    Dialect("a phone, dots", "2024.03.19 09.48.17.wav", (), "2024-03-19T09:48:17"),
    Dialect("a phone, T", "2024-03-19T09_48_17.wav", (), "2024-03-19T09:48:17"),
    Dialect("a Mac", "Recording 2024-03-19 at 09.48.17.wav", (), "2024-03-19T09:48:17"),
    Dialect(
        "a Mac, evening", "Recording 2024-03-19 at 9.48.17\u202fPM.wav", (), "2024-03-19T21:48:17"
    ),
    Dialect("an iPhone", "20260111 135431-096B2196.wav", (), "2026-01-11T13:54:31"),
    Dialect("Arbimon", "S12-2022-05-01_05-30.wav", (), "2022-05-01T05:30:00"),
    Dialect("no seconds", "20240319_0948.wav", (), "2024-03-19T09:48:00"),
    Dialect("UTC", "20230415T053000Z.wav", (), "2023-04-15T05:30:00+00:00"),
    Dialect("UTC, a word", "POND_20230415_053000_UTC.wav", (), "2023-04-15T05:30:00+00:00"),
)


@pytest.mark.parametrize("dialect", (*AUDIOMOTH, *SONG_METERS, *OTHERS), ids=lambda d: d.recorder)
def test_each_recorder_is_understood(dialect: Dialect, tmp_path: Path) -> None:
    path = wav(tmp_path / "S12" / dialect.name, *dialect.chunks)
    found = read_metadata(path)
    _check(found, dialect.start, dialect.place)
    assert _as_decoded(path) == found == read_provenance(path).metadata
    assert {name: getattr(found, name) for name in dialect.facts} == dialect.facts


def _check(found: Metadata, start: str | None, place: tuple[float, float] | None) -> None:
    # As text: two starts of other offsets that are the same instant would be equal.
    assert (found.start.isoformat() if found.start else None) == start
    assert (found.latitude, found.longitude) == (place or (None, None))


@pytest.mark.parametrize(
    "name",
    [
        "owl.wav",
        "20231399_053000.wav",  # no such month
        "20240230_053000.wav",  # no such day
        "20240501.wav",  # a day, and no time
        "20240501_0007.wav",  # a running number
        "2024-05-01_Strix_aluco_XC123456.wav",  # a number of a collection
        "00008570.wav",  # a serial
        "S4A20190_001.wav",
        "201905221.wav",
        "2MA01234_A_Summary.wav",
        "20240501_192000Hz.wav",
        "20240501_1920kHz.wav",
        "19991231235959999.wav",
        "20240501/000007.wav",  # a running number in a folder of a day
    ],
)
def test_digits_of_other_things_are_no_start(name: str, tmp_path: Path) -> None:
    assert read_metadata(wav(tmp_path / name)).start is None


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("20190112_20240501_053000.wav", "2024-05-01T05:30:00"),  # a serial that looks like a day
        ("20240510-back_2024-05-01_05-30-00.wav", "2024-05-01T05:30:00"),
        ("20240502_0610_20240501_053000.wav", "2024-05-01T05:30:00"),  # seconds over none
        ("20240502_061000_20240501_053000+0200.wav", "2024-05-01T05:30:00+02:00"),  # an offset
        ("20240501_053000-2.wav", "2024-05-01T05:30:00"),  # a running number
        ("20240501_053000-0007.wav", "2024-05-01T05:30:00"),
        ("20240501_0030.wav", "2024-05-01T00:30:00"),
    ],
)
def test_the_most_complete_start_of_a_name_counts(name: str, start: str, tmp_path: Path) -> None:
    _check(read_metadata(wav(tmp_path / name)), start, None)


@given(
    start=st.datetimes(datetime(1900, 1, 1), datetime(2099, 12, 31)).map(
        lambda start: start.replace(microsecond=0)
    ),
    before=st.sampled_from(["", "S4A03895_", "De03_", "SM3-A_0+1_", "owl-", "00008570_", "20191_"]),
    form=st.sampled_from(
        [
            "%Y%m%d_%H%M%S",
            "%Y%m%d$%H%M%S",
            "%Y%m%dT%H%M%S",
            "%Y%m%d%H%M%S",
            "%Y-%m-%d_%H-%M-%S",
            "%Y-%m-%dT%H_%M_%S",
            "%Y_%m_%d_%H_%M_%S",
            "%Y.%m.%d %H.%M.%S",
            "%Y-%m-%d-birdnet-%H:%M:%S",
            "%Y-%m-%d at %I.%M.%S %p",
        ]
    ),
    after=st.sampled_from(["", "_001", "-0007", "_REC", "_S12", ".2"]),
)
def test_any_start_in_any_form_of_name_is_read(
    start: datetime, before: str, form: str, after: str
) -> None:
    assert from_name(before + start.strftime(form) + after + ".wav").start == start


_COMMENT = "Recorded at 05:30:00 01/05/2024 (UTC+10) by AudioMoth 24E144055DDD3203 at medium gain"


def _flac() -> bytes:
    held = io.BytesIO()
    soundfile.write(held, np.zeros(800, np.float32), 8000, format="FLAC")
    return held.getvalue()


@pytest.mark.parametrize("name", ["COMMENT", "comment", "DESCRIPTION"])
def test_a_comment_outlives_its_conversion_to_flac(tmp_path: Path, name: str) -> None:
    tags = comments(f"{name}={_COMMENT}", "ARTIST=AudioMoth 24E144055DDD3203")
    found = read_metadata(flac_with(tmp_path / "a.flac", _flac(), (4, tags)))
    _check(found, "2024-05-01T05:30:00+10:00", None)
    assert (found.comment, found.gain) == (_COMMENT, "medium")


def test_flac_carries_the_chunks_of_wav(tmp_path: Path) -> None:
    kept = (b"RIFF" + bytes(4) + b"WAVE", riff(guano("Timestamp: 2024-05-01T05:30:00+10:00")))
    blocks = [(2, b"riff" + content) for content in kept]
    found = read_metadata(flac_with(tmp_path / "a.flac", _flac(), *blocks))
    _check(found, "2024-05-01T05:30:00+10:00", None)


def test_the_tags_of_frontier_labs_are_read(tmp_path: Path) -> None:
    tags = comments(
        "SensorFirmwareVersion=3.30",
        "RecordingStart=2021-05-21T00:00:02+10:00",
        "SensorLocation=-27.3888+152.8808",
        "SensorUid=00008570",
        "BatteryLevel=66% ( 3.80 V )",
        "ChannelGain=50dB",
    )
    path = flac_with(tmp_path / "20210521T000000+1000_REC.flac", _flac(), (1, bytes(99)), (4, tags))
    for found in (read_metadata(path), _as_decoded(path)):
        _check(found, "2021-05-21T00:00:02+10:00", (-27.3888, 152.8808))
        assert (found.recorder, found.serial) == ("Frontier Labs", "00008570")
        assert (found.gain, found.battery_v) == ("50dB", 3.8)
    assert read_provenance(path).disagreement is None


@pytest.mark.parametrize(("suffix", "kind"), [(".ogg", "VORBIS"), (".opus", "OPUS")])
def test_the_comment_of_ogg_is_read(tmp_path: Path, suffix: str, kind: str) -> None:
    path = tmp_path / f"a{suffix}"
    # A comment that fills more than one piece of a page.
    with soundfile.SoundFile(path, "w", 48_000, 1, kind, format="OGG") as file:
        file.comment = _COMMENT + " " * 600 + "end"
        file.write(np.zeros(4800, np.float32))
    _check(read_metadata(path), "2024-05-01T05:30:00+10:00", None)
    _check(_as_decoded(path), "2024-05-01T05:30:00+10:00", None)


def test_the_comment_of_other_formats_is_read(tmp_path: Path) -> None:
    with soundfile.SoundFile(tmp_path / "a.aiff", "w", 8000, 1, format="AIFF") as file:
        file.comment = _COMMENT
        file.write(np.zeros(800, np.float32))
    _check(read_metadata(tmp_path / "a.aiff"), "2024-05-01T05:30:00+10:00", None)
    _check(_as_decoded(tmp_path / "a.aiff"), "2024-05-01T05:30:00+10:00", None)


def _as_decoded(path: Path) -> Metadata:
    with open_recording(path) as recording:
        return recording.metadata()


@pytest.mark.parametrize("kept", range(0, 400, 7))
def test_tags_that_end_early_tell_what_came_before(tmp_path: Path, kept: int) -> None:
    tags = comments("SensorUid=00008570", "RecordingStart=2021-05-21T00:00:02+10:00")
    content = flac_with(tmp_path / "a.flac", _flac(), (4, tags)).read_bytes()
    (tmp_path / "a.flac").write_bytes(content[:kept])
    found = read_metadata(tmp_path / "a.flac")
    whole = 42 + 4 + len(tags) <= kept
    assert (found.start is not None) == whole


@needs_field
def test_the_cases_from_the_field_are_understood(tmp_path: Path) -> None:
    expected = make_field(tmp_path, "starts")["starts"]
    assert len(expected) >= 16
    for name, told in expected.items():
        found = read_metadata(tmp_path / name)
        place = None if told["place"] is None else (told["place"][0], told["place"][1])
        _check(found, told["start"], place)
