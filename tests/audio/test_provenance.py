"""Every source of a recording's start and place is kept, one counts, and disagreement is told."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sidecar.audio.metadata import Written, provenance_of, read_metadata, read_provenance
from sidecar.audio.provenance import Provenance, agree
from sidecar.audio.recorders.moment import read_moment
from sidecar.audio.source import Kind
from sidecar.audio.tags import read_tags
from sidecar.audio.texts import Texts
from tests.audio.recorders import bext, guano, info, ixml, wamd, wav

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
MAY = datetime(2024, 5, 1, 5, 30)


def _moth(time: str) -> str:
    return f"Recorded at {time} by AudioMoth 24E144055DDD3203 at medium gain"


def _told(name: str = "owl.wav", *, comment: str = "", text: str = "") -> Provenance:
    return provenance_of(Written(Texts(comment=comment, guano=text), Path("/S12", name)), NOW)


def test_all_sources_are_kept_in_the_order_in_which_they_count(tmp_path: Path) -> None:
    date, time = "2024-05-01", "05:30:00"
    path = wav(
        tmp_path / "24E144055DDD3203_20240501_053000.WAV",
        ixml("<BWF_ORIGINATOR>MixPre</BWF_ORIGINATOR>"),
        bext(date, time, "ZOOM H1e"),
        info(ICMT=_moth("05:30:00 01/05/2024 (UTC)")),
        wamd(_1="SM4", _5=f"{date} {time}"),
        guano(f"Timestamp: {date} {time}"),
    )
    os.utime(path, (1, 1))
    told = read_provenance(path)
    assert [source.kind.name for source in told.sources] == [
        "GUANO",
        "WAMD",
        "AUDIOMOTH",
        "BEXT",
        "IXML",
        "NAME",
        "FILE_DATE",
    ]
    assert told.sources[3].says.recorder == "ZOOM H1e"
    assert told.start.source is Kind.GUANO
    assert told.start.reason == (
        "The start is that of the GUANO text, the first source that tells it. Its offset from UTC"
        " is that of the AudioMoth comment."
    )
    assert told.disagreement is None
    # What the first does not tell comes from the next that does.
    assert told.metadata.recorder == "Wildlife Acoustics SM4"
    assert told.metadata.serial == "24E144055DDD3203"


@pytest.mark.parametrize(
    ("start", "reason"),
    [
        (
            "1970-01-03 04:05:06",
            "The clock was never set; it stood at 1970-01-03 04:05:06.",
        ),
        (
            "1980-01-01 00:00:00",
            "The clock was never set; it stood at 1980-01-01 00:00:00.",
        ),
        (
            "2000-01-01 00:10:00+02:00",
            "The clock was never set; it stood at 2000-01-01 00:10:00+02:00.",
        ),
        ("2026-06-02 12:00:01", "The start 2026-06-02 12:00:01 is in the future."),
        ("2026-06-02 08:00:01-04:00", "The start 2026-06-02 08:00:01-04:00 is in the future."),
        ("0001-01-01 00:00:00", "The start 0001-01-01 00:00:00 is before all recorders."),
    ],
)
def test_an_impossible_start_is_kept_and_loses_to_the_name(start: str, reason: str) -> None:
    told = _told("20240501_053000.wav", text=f"Timestamp: {start}")
    assert told.sources[0].says.start == read_moment(start)
    assert told.sources[0].why_not("start") == reason
    assert (told.metadata.start, told.start.source) == (MAY, Kind.NAME)
    assert told.start.reason == (
        f"The start is that of the file's name. The GUANO text does not count. {reason}"
    )
    assert told.disagreement is None


@pytest.mark.parametrize(
    "start",
    [
        "2026-06-02 12:00:00",  # a day ahead, of any zone
        "2026-06-02 22:00:00+10:00",
        "1999-12-31 23:59:59",
        "2000-01-08 00:00:00",
        "1971-01-01 00:00:00",
        "1965-05-01 05:30:00",  # a digitised tape
    ],
)
def test_a_possible_start_counts(start: str) -> None:
    told = _told("20240501_053000.wav", text=f"Timestamp: {start}")
    assert (told.metadata.start, told.start.source) == (read_moment(start), Kind.GUANO)


def test_a_recording_without_a_possible_start_has_none() -> None:
    told = _told("19700101_000000.WAV", comment=_moth("00:00:00 01/01/1970 (UTC)"))
    assert told.metadata.start is None and told.start.source is None
    assert told.start.reason == (
        "No source tells a possible start. The AudioMoth comment does not count. The clock was"
        " never set; it stood at 1970-01-01 00:00:00+00:00. The file's name does not count. The"
        " clock was never set; it stood at 1970-01-01 00:00:00."
    )


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        ("0.0 0.0", "Latitude and longitude are both 0; the recorder had no position."),
        ("91 10", "The latitude 91.0 is not between -90 and 90."),
        ("-10 -180.5", "The longitude -180.5 is not between -180 and 180."),
    ],
)
def test_an_impossible_place_is_kept_and_loses_to_the_name(place: str, reason: str) -> None:
    told = _told("x [-27.3888+152.8808].wav", text=f"Loc Position: {place}")
    assert told.sources[0].says.latitude == float(place.split()[0])
    assert (told.metadata.latitude, told.metadata.longitude) == (-27.3888, 152.8808)
    assert told.place.reason == (
        f"The place is that of the file's name. The GUANO text does not count. {reason}"
    )


def test_a_place_on_the_equator_is_possible() -> None:
    told = _told(text="Loc Position: 0.0 -78.5")
    assert (told.metadata.latitude, told.metadata.longitude) == (0.0, -78.5)
    assert told.place.source is Kind.GUANO


def test_a_place_is_taken_from_one_source() -> None:
    told = provenance_of(
        Written(Texts(guano="Loc Position: 91 10", comment="AudioMoth 12.5, -70.2"), Path("a")), NOW
    )
    assert (told.metadata.latitude, told.metadata.longitude) == (12.5, -70.2)


def test_impossible_measurements_are_kept_and_do_not_count() -> None:
    told = _told(text="Battery: 655.35V\nTemperature Int: -273.1\nSerial: 7")
    (source,) = told.sources
    assert (source.says.battery_v, source.says.temperature_c) == (655.35, -273.1)
    assert (told.metadata.battery_v, told.metadata.temperature_c) == (None, None)
    assert told.metadata.serial == "7"
    assert source.why_not("battery_v") == "No battery has 655.35 V."
    assert source.why_not("temperature_c") == "No recorder works at -273.1 °C."


def test_sources_that_disagree_are_listed() -> None:
    told = _told("20240501_063000.WAV", comment=_moth("05:30:00 01/05/2024 (UTC)"))
    assert told.disagreement is not None
    assert told.disagreement.starts == (
        (Kind.AUDIOMOTH, MAY.replace(tzinfo=UTC)),
        (Kind.NAME, datetime(2024, 5, 1, 6, 30)),
    )
    assert told.disagreement.message == (
        "The sources of the start disagree: the AudioMoth comment says 2024-05-01 05:30:00+00:00;"
        " the file's name says 2024-05-01 06:30:00. The AudioMoth comment counts."
    )


def test_a_clip_does_not_disagree_with_its_recording() -> None:
    within = _moth("05:20:00 01/05/2024 (UTC)")
    comment = f'opso_metadata{{"comment": "{within}", "recording_start_time": "{MAY}+00:00"}}'
    told = _told("20240501_053000.WAV", comment=comment)
    assert [source.kind for source in told.sources] == [Kind.OPENSOUNDSCAPE, Kind.NAME]
    assert told.metadata.start == MAY.replace(tzinfo=UTC) and told.disagreement is None
    assert told.metadata.serial == "24E144055DDD3203"


EAST = timezone(timedelta(hours=10))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (MAY, MAY.replace(tzinfo=EAST), True),  # one wall time, with and without an offset
        (MAY.replace(tzinfo=UTC), datetime(2024, 5, 1, 15, 30, tzinfo=EAST), True),  # one instant
        (MAY.replace(tzinfo=UTC), MAY.replace(tzinfo=EAST), False),
        (MAY, datetime(2024, 5, 1, 15, 30, tzinfo=EAST), False),
        (MAY.replace(second=7), MAY.replace(second=12), True),
        (MAY.replace(second=7), MAY.replace(second=13), False),
        (MAY, MAY.replace(second=59), True),  # a name without seconds
        (MAY, MAY + timedelta(minutes=1), False),
        (MAY, MAY - timedelta(seconds=6), False),
    ],
)
def test_starts_agree_as_instants_or_as_wall_times(
    one: datetime, other: datetime, same: bool
) -> None:
    assert agree(one, other) == same == agree(other, one)


def test_a_start_borrows_the_offset_of_a_source_that_agrees() -> None:
    texts = Texts(
        guano="Timestamp: 2024-05-01 05:30:02",
        comment=_moth("19:30:02 30/04/2024 (UTC)"),  # the same instant
    )
    told = provenance_of(Written(texts, Path("20240501_053000+1000.wav")), NOW)
    assert told.metadata.start == datetime(2024, 5, 1, 5, 30, 2, tzinfo=EAST)
    assert told.disagreement is None
    assert told.start.reason == (
        "The start is that of the GUANO text, the first source that tells it. Its offset from UTC"
        " is that of the file's name."
    )


def test_a_start_borrows_no_offset_of_a_source_that_disagrees() -> None:
    told = _told("20240502_053000+1000.wav", text="Timestamp: 2024-05-01 05:30:02")
    assert told.metadata.start is not None and told.metadata.start.tzinfo is None
    assert told.start.offset is None and told.disagreement is not None


def test_the_date_of_a_file_is_a_source_and_never_counts(tmp_path: Path) -> None:
    path = wav(tmp_path / "owl.wav")
    os.utime(path, (MAY.timestamp(), MAY.timestamp()))
    told = read_provenance(path)
    (source,) = told.sources
    assert (source.kind, source.says.start) == (Kind.FILE_DATE, MAY.astimezone(UTC))
    assert (told.metadata.start, told.start.source) == (None, None)
    assert told.start.reason == (
        "No source tells a possible start."
        " The file's date does not count, because a copy changes it."
    )
    # Nor does it disagree.
    named = read_provenance(path.rename(tmp_path / "20230501_053000.wav"))
    assert named.start.source is Kind.NAME and named.disagreement is None


@pytest.mark.parametrize("modified_ns", [None, 1 << 80, -(1 << 80)])
def test_a_file_may_have_no_date_or_a_senseless_one(modified_ns: int | None) -> None:
    assert not provenance_of(Written(Texts(), Path("owl.wav"), modified_ns)).sources


def test_the_name_of_a_missing_file_still_counts(tmp_path: Path) -> None:
    told = read_provenance(tmp_path / "20240501_053000.wav")
    assert [source.kind for source in told.sources] == [Kind.NAME]


def test_a_header_that_was_cut_gives_no_half_time(tmp_path: Path) -> None:
    start = "2024-05-01T05:30:00+10:00"
    chunks = (
        (guano(f"Timestamp: {start}"), len("00")),
        (wamd(_5=start), len("00")),
        (info(ICMT=_moth("05:30:00 01/05/2024 (UTC+10)")), len(_moth("0) ")) - 1),
    )
    for chunk, cut in chunks:
        content = wav(tmp_path / "a.wav", chunk).read_bytes()
        assert read_metadata(tmp_path / "a.wav").start == datetime.fromisoformat(start)
        (tmp_path / "a.wav").write_bytes(content.rstrip(b"\0")[:-cut])
        assert read_metadata(tmp_path / "a.wav").start is None


@given(text=st.text(alphabet="0123456789-_+.T: ZUCS[]AaMmPpx/", max_size=60))
@example("99999999T999999Z.wav")
def test_no_text_stops_the_reading(text: str) -> None:
    read_moment(text)
    guano = f"Timestamp:{text}\nLoc Position:{text}\nBattery:{text}\nTemperature Int:{text}"
    tags = {"RECORDINGSTART": text, "SENSORLOCATION": text, "BATTERYLEVEL": text}
    ixml = f"<BWF_ORIGINATION_DATE>{text}</BWF_ORIGINATION_DATE><LOCATION_GPS>{text}</LOCATION_GPS>"
    texts = Texts(f"AudioMoth {text}", text, guano, ixml, tags=tags)
    told = provenance_of(Written(texts, Path("20240501") / (text.replace("/", "") or "a")))
    assert told.start.reason and told.place.reason


@given(content=st.binary(max_size=700))
def test_no_chunk_stops_the_reading(content: bytes) -> None:
    provenance_of(Written(Texts(wamd=content, bext=content), Path("a")))


@given(content=st.binary(max_size=300), kind=st.sampled_from([b"fLaC", b"OggS"]))
def test_no_tag_stops_the_reading(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, kind: bytes
) -> None:
    path = tmp_path_factory.mktemp("tags") / "a"
    path.write_bytes(kind + content)
    read_tags(path)
    read_metadata(path)
