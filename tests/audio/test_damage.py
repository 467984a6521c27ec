"""What the field brings is read right, or told: damage, lies of headers, and silence left out."""

from __future__ import annotations

import os
import struct
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

from sidecar.audio.decode import open_recording
from sidecar.audio.decoders.flacblocks import Blocks, read_info
from sidecar.errors import LinnetError, UnreadableAudio, UnsupportedFormat
from sidecar.values import Float32
from tests.audio.fieldfiles import header, silence, wav
from tests.shared import make_field, needs_field

RATE_HZ = 48_000
TRIGGER = (
    "Recorded at 05:30:00 01/05/2024 (UTC) by AudioMoth 24E144055DDD3203 at medium gain while "
    "battery was 4.2V. Amplitude threshold was 1000 with 1s minimum trigger duration."
)


def _noise(frames: int, seed: int = 1) -> npt.NDArray[np.int16]:
    return (np.random.default_rng(seed).standard_normal(frames) * 3000).astype("<i2")


def _read(path: Path, block_s: float = 10.0) -> tuple[Float32, list[str]]:
    with open_recording(path) as recording:
        blocks = list(recording.mono(RATE_HZ, block_s=block_s))
        joined = np.concatenate(blocks) if blocks else np.empty(0, np.float32)
        return joined, [trouble.message for trouble in recording.trouble]


def _excerpt(path: Path, start_s: float, end_s: float) -> Float32:
    with open_recording(path) as recording:
        return np.concatenate(list(recording.excerpt(start_s, end_s)))


def _scaled(samples: npt.NDArray[np.int16]) -> Float32:
    return samples.astype(np.float32) / np.float32(32768)


# Silence that an AudioMoth left out.


def _woken(path: Path, *, comment: str = TRIGGER, blocks: int = 11_250) -> tuple[Path, Float32]:
    """Write two sounds with silence between, and after the second; and what they are."""
    first, second = _noise(256 * 300), _noise(256 * 200 + 77, 2)
    content = first.tobytes() + silence(blocks) + silence(1) + second.tobytes()
    quiet = np.zeros((blocks + 1) * 256, np.int16)
    wav(path, content, RATE_HZ, comment=comment)
    return path, _scaled(np.concatenate([first, quiet, second]))


@pytest.mark.parametrize("block_s", [0.0137, 1.0, 100.0])
def test_silence_that_a_trigger_left_out_is_read_in_its_place(
    tmp_path: Path, block_s: float
) -> None:
    path, whole = _woken(tmp_path / "a.wav")
    with open_recording(path) as recording:
        assert recording.facts.frames == len(whole) > 60 * RATE_HZ
        assert recording.metadata().serial == "24E144055DDD3203"
    found, trouble = _read(path, block_s)
    assert np.array_equal(found, whole) and not trouble


def test_any_stretch_of_a_triggered_recording_is_at_its_time(tmp_path: Path) -> None:
    path, whole = _woken(tmp_path / "a.wav")
    for start_s, end_s in [(0.0, 1.7), (1.5, 1.7), (30.0, 31.0), (61.5, 61.7), (62.0, 99.0)]:
        place = slice(round(start_s * RATE_HZ), round(end_s * RATE_HZ))
        assert np.array_equal(_excerpt(path, start_s, end_s), whole[place])
    with open_recording(path) as recording:
        first = 256 * 300 - 10
        cut = np.concatenate(list(recording.cut(first, first + 3_000_000, block=999)))
    assert cut.dtype == np.int16
    assert np.array_equal(_scaled(cut[:, 0]), whole[first : first + 3_000_000])


def test_a_triggered_recording_that_was_written_anew_is_looked_at_anew(tmp_path: Path) -> None:
    path, whole = _woken(tmp_path / "a.wav")
    assert len(_read(path)[0]) == len(whole)
    path, other = _woken(path, blocks=77)
    os.utime(path, ns=(1, 1))
    assert np.array_equal(_read(path)[0], other)


def test_a_triggered_recording_is_known_by_its_name_too_once_its_comment_is_lost(
    tmp_path: Path,
) -> None:
    path, whole = _woken(tmp_path / "20240501_053000T.WAV", comment="")
    assert np.array_equal(_read(path)[0], whole)
    path, _ = _woken(tmp_path / "other.wav", comment="")
    assert len(_read(path)[0]) < 3 * RATE_HZ


def test_a_triggered_recording_that_is_cut_tells_so(tmp_path: Path) -> None:
    path, whole = _woken(tmp_path / "a.wav")
    content = path.read_bytes()
    path.write_bytes(content[:-RATE_HZ])  # half a second
    found, trouble = _read(path)
    assert len(found) == len(whole) - RATE_HZ // 2
    assert trouble == ["The file ends after 62.2 s; its header says 62.7 s."]


def test_blocks_of_silence_are_found_on_the_borders_of_the_file_too(tmp_path: Path) -> None:
    before = _noise((512 - len(header(RATE_HZ, 0, comment=TRIGGER)) % 512) // 2)
    after = _noise(1000)
    path = wav(
        tmp_path / "a.wav",
        before.tobytes() + silence(7) + after.tobytes(),
        RATE_HZ,
        comment=TRIGGER,
    )
    whole = np.concatenate([before, np.zeros(7 * 256, np.int16), after])
    assert np.array_equal(_read(path)[0], _scaled(whole))


@pytest.mark.parametrize("name", ["a.wav", "20240501_053000T.WAV"])
def test_a_triggered_recording_without_silence_is_read_as_it_is(tmp_path: Path, name: str) -> None:
    samples = _noise(5000)
    path = wav(tmp_path / name, samples.tobytes(), RATE_HZ, comment=TRIGGER)
    assert np.array_equal(_read(path)[0], _scaled(samples))


def test_silence_of_more_than_a_week_is_damage_and_is_read_as_it_lies(tmp_path: Path) -> None:
    first, second, damaged = _noise(256 * 3), _noise(256 * 2, 2), silence((1 << 32) - 1)
    content = first.tobytes() + damaged + silence(5) + second.tobytes()
    path = wav(tmp_path / "a.wav", content, RATE_HZ, comment=TRIGGER)
    as_it_lies, quiet = np.frombuffer(damaged, "<i2"), np.zeros(5 * 256, np.int16)
    found, trouble = _read(path)
    assert np.array_equal(found, _scaled(np.concatenate([first, as_it_lies, quiet, second])))
    assert not trouble


# Headers that lie.

_BEYOND = 5 << 30  # bytes of sound

needs_sparse = pytest.mark.skipif(os.name == "nt", reason="Windows would write every zero")


@needs_sparse
@pytest.mark.parametrize("riff_size", [0, 0xFFFFFFFF, None])
@pytest.mark.parametrize("size", [0, 0xFFFFFFFF, _BEYOND & 0xFFFFFFFF, 1_000_000])
def test_a_wav_beyond_4_gib_is_read_to_its_end(
    tmp_path: Path, size: int, riff_size: int | None
) -> None:
    path = tmp_path / "a.wav"
    begin = header(RATE_HZ, size, riff_size)
    ending = _noise(RATE_HZ)
    with path.open("wb") as file:
        file.write(begin)
        file.truncate(len(begin) + _BEYOND)  # a sparse file: its zeros take no room
        file.seek(-len(ending.tobytes()), 2)
        file.write(ending.tobytes())
    with open_recording(path) as recording:
        assert recording.facts.frames == _BEYOND // 2
        length_s = recording.facts.duration_s
    assert np.array_equal(_excerpt(path, length_s - 1, length_s), _scaled(ending))


@needs_sparse
def test_notes_behind_a_wav_beyond_4_gib_are_no_sound(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    begin = header(RATE_HZ, _BEYOND & 0xFFFFFFFF)
    with path.open("wb") as file:
        file.write(begin)
        file.truncate(len(begin) + _BEYOND)
        file.seek(0, 2)
        text = b"GUANO|Version: 1.0\nMake: Frontier Labs\n"
        file.write(b"guan" + struct.pack("<I", len(text)) + text)
    with open_recording(path) as recording:
        assert recording.facts.frames == _BEYOND // 2
        assert recording.metadata().recorder == "Frontier Labs"


def test_a_size_that_counts_the_header_too_is_nothing_to_tell(tmp_path: Path) -> None:
    samples = _noise(RATE_HZ)
    path = wav(tmp_path / "a.wav", samples.tobytes(), RATE_HZ, size=2 * RATE_HZ + 44)
    found, trouble = _read(path)
    assert np.array_equal(found, _scaled(samples)) and not trouble


@pytest.mark.parametrize("there", [0, 1, 3, 5])
def test_a_file_that_ends_with_its_header_tells_what_is_missing(tmp_path: Path, there: int) -> None:
    path = wav(tmp_path / "a.wav", bytes(there), RATE_HZ, size=12 * RATE_HZ)
    found, trouble = _read(path)
    assert len(found) == there // 2
    assert trouble == ["The file ends after 0.0 s; its header says 6.0 s."]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no named pipes in folders")
def test_a_pipe_in_a_folder_is_told_and_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    os.mkfifo(path)
    with pytest.raises(UnsupportedFormat, match="not a regular file, but a pipe"):
        _read(path)


def test_an_mp3_that_no_decoder_reads_past_its_damage_tells_so(tmp_path: Path) -> None:
    path = tmp_path / "a.mp3"
    noise = np.random.default_rng(5).normal(0, 0.05, 20 * RATE_HZ)
    soundfile.write(path, noise, RATE_HZ, format="MP3", subtype="MPEG_LAYER_III")
    content = bytearray(path.read_bytes())
    first, last = len(content) // 4, len(content) // 2
    content[first:last] = np.random.default_rng(3).bytes(last - first)
    path.write_bytes(content)
    found, trouble = _read(path)
    assert len(found) < 10 * RATE_HZ
    assert len(trouble) == 1 and trouble[0].endswith("s; its header says 20.0 s.")


# FLAC.


def _flac(path: Path, seconds: float = 20.0, channels: int = 1) -> Float32:
    """Write noise and silence as FLAC, whose blocks then differ in length; and give it."""
    frames = round(seconds * RATE_HZ)
    noise = np.random.default_rng(5).normal(0, 0.05, (frames, channels))
    noise *= (np.arange(frames) // RATE_HZ % 3 > 0)[:, np.newaxis]
    soundfile.write(path, noise, RATE_HZ, format="FLAC", subtype="PCM_16")
    whole: Float32 = soundfile.read(path, dtype="float32", always_2d=True)[0]
    return whole


def _zero(path: Path, *places: tuple[float, int]) -> None:
    """Put zeros at parts of a file's length."""
    content = bytearray(path.read_bytes())
    for part, count in places:
        first = round(len(content) * part)
        content[first : first + count] = bytes(count)
    path.write_bytes(content)


def _differing(found: Float32, whole: Float32) -> tuple[float, float]:
    """Give the first and the last second that differ, of sounds of one length."""
    assert len(found) == len(whole)
    places = np.flatnonzero(found != whole)
    return places[0] / RATE_HZ, places[-1] / RATE_HZ


@pytest.mark.parametrize("block_s", [0.01, 0.137, 1.0, 100.0])
def test_one_broken_flac_block_costs_that_block_alone(tmp_path: Path, block_s: float) -> None:
    path = tmp_path / "a.flac"
    whole = _flac(path)[:, 0]
    _zero(path, (0.6, 50))
    found, trouble = _read(path, block_s)
    first_s, last_s = _differing(found, whole)
    assert last_s - first_s < 0.09
    place = slice(round(first_s * RATE_HZ), round(last_s * RATE_HZ) + 1)
    assert not found[place].any()
    block = int(first_s * RATE_HZ) // 4096 * 4096 / RATE_HZ
    assert trouble == [f"0.09 s of sound at {block:.2f} s are damaged; they were read as silence."]


@pytest.mark.parametrize("channels", [1, 2])
def test_damage_of_any_shape_leaves_all_later_sound_in_its_place(
    tmp_path: Path, channels: int
) -> None:
    path = tmp_path / "a.flac"
    whole = _flac(path, channels=channels).mean(axis=1)
    content = bytearray(path.read_bytes())
    third, quarter = len(content) // 3, len(content) * 3 // 4
    del content[quarter : quarter + 20_000]  # lost
    content[third:third] = b"no sound" * 5000  # put in between
    path.write_bytes(content)
    found, trouble = _read(path)
    wrong = np.flatnonzero(np.abs(found - whole) > 1e-6)
    assert RATE_HZ // 4 < len(wrong) < RATE_HZ and wrong[-1] < 17 * RATE_HZ
    assert not found[wrong].any()
    assert len(trouble) == 1 and "damaged" in trouble[0]


def test_many_broken_blocks_are_counted_together(tmp_path: Path) -> None:
    path = tmp_path / "a.flac"
    _flac(path)
    _zero(path, *[(part / 10, 60) for part in range(3, 9)])
    _, trouble = _read(path)
    assert len(trouble) == 1
    assert "s of sound in 6 places, the first at" in trouble[0]


def test_the_first_and_the_last_block_may_be_broken(tmp_path: Path) -> None:
    path = tmp_path / "a.flac"
    whole = _flac(path, 20.5)[:, 0]
    first = path.read_bytes().index(b"\xff\xf8")
    content = bytearray(path.read_bytes())
    content[first + 8 : first + 12] = bytes([1, 2, 3, 4])
    content[-30:-20] = bytes(10)
    path.write_bytes(content)
    found, trouble = _read(path)
    assert np.array_equal(found[4096 : -2 * 4096], whole[4096 : -2 * 4096])
    assert not found[:4096].any() and len(found) == len(whole)
    assert len(trouble) == 1 and "at 0.00 s and 20." in trouble[0]


@pytest.mark.parametrize("rate_hz", [8_000, 11_025, 44_100, 96_000, 192_000, 256_000, 384_000])
@pytest.mark.parametrize(("subtype", "channels"), [("PCM_S8", 1), ("PCM_16", 2), ("PCM_24", 8)])
def test_every_block_of_any_flac_is_found(
    tmp_path: Path, rate_hz: int, subtype: str, channels: int
) -> None:
    path = tmp_path / "a.flac"
    noise = np.random.default_rng(2).normal(0, 0.1, (50_001, channels))
    soundfile.write(path, noise, rate_hz, subtype=subtype)
    _contiguous(path, 50_001)


def test_blocks_with_long_numbers_are_found(tmp_path: Path) -> None:
    path = tmp_path / "a.flac"
    frames = 2_100 * 4096 + 5
    soundfile.write(path, np.zeros(frames, np.int16), 8_000)
    _contiguous(path, frames)


def _contiguous(path: Path, frames: int) -> None:
    """Check that the blocks of a file follow one another from its first frame to its last."""
    with path.open("rb") as file:
        info = read_info(file)
        content = path.read_bytes()
    assert info is not None and info.frames == frames
    blocks = Blocks(lambda place, size: content[place : place + size], len(content), info)
    found = list(blocks.after(info.first))
    assert [block.start for block in found] == [0, *(block.end for block in found[:-1])]
    assert found[-1] == blocks.last() and found[-1].end == frames
    for block in found[:: max(1, len(found) // 20)]:
        at_or_after = next(
            each for each in blocks.after(blocks.before(block.start)) if each.end > block.start
        )
        assert at_or_after == block


def test_stretches_before_in_and_behind_damage_are_drawn_and_cut(tmp_path: Path) -> None:
    path = tmp_path / "a.flac"
    whole = _flac(path)[:, 0]
    _zero(path, (0.6, 50))
    damaged, _ = _read(path)
    broken_s = _differing(damaged, whole)[0]
    for start_s in (0.0, broken_s - 1.0, broken_s, broken_s + 0.2, 19.0):
        place = slice(round(start_s * RATE_HZ), round((start_s + 1) * RATE_HZ))
        assert np.array_equal(_excerpt(path, start_s, start_s + 1), damaged[place])
    with open_recording(path) as recording:
        frame = round((broken_s + 0.2) * RATE_HZ)
        (cut,) = recording.cut(frame, frame + 1000)
        assert np.array_equal(_scaled(cut[:, 0].astype(np.int16)), whole[frame : frame + 1000])
        with pytest.raises(UnreadableAudio, match="damaged"):
            list(recording.cut(frame - RATE_HZ, frame))


@settings(max_examples=60)
@given(
    cuts=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 3000)), max_size=4),
    lost=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 3000)), max_size=2),
    bits=st.lists(st.tuples(st.floats(0, 0.999), st.integers(1, 255)), max_size=8),
)
def test_whatever_happens_to_a_flac_it_is_an_error_of_ours_or_as_long_as_it_says(
    tmp_path_factory: pytest.TempPathFactory,
    cuts: list[tuple[float, int]],
    lost: list[tuple[float, int]],
    bits: list[tuple[float, int]],
) -> None:
    path = tmp_path_factory.mktemp("broken") / "a.flac"
    _flac(path, 4.0)
    content = bytearray(path.read_bytes())
    for part, value in bits:
        content[int(part * len(content))] ^= value
    for part, count in cuts:
        first = round(part * len(content))
        content[first : first + count] = bytes(len(content[first : first + count]))
    for part, count in lost:
        first = round(part * len(content))
        del content[first : first + count]
    path.write_bytes(content)
    try:
        found, trouble = _read(path)
        with open_recording(path) as recording:
            facts = recording.facts
    except LinnetError:
        return
    assert np.isfinite(found).all()
    assert len(found) == facts.frames or trouble


def _declare(path: Path, frames: int) -> None:
    """Write another number of frames into a FLAC file's header."""
    content = bytearray(path.read_bytes())
    content[8 + 13] = content[8 + 13] & 0xF0 | frames >> 32
    content[8 + 14 : 8 + 18] = struct.pack(">I", frames & 0xFFFFFFFF)
    path.write_bytes(content)


@pytest.mark.parametrize("channels", [1, 2])
def test_a_flac_that_counts_every_frame_twice_has_the_length_of_its_sound(
    tmp_path: Path, channels: int
) -> None:
    path = tmp_path / "a.flac"
    whole = _flac(path, channels=channels)
    _declare(path, 2 * len(whole))
    with open_recording(path) as recording:
        assert recording.facts.frames == len(whole)
    found, trouble = _read(path)
    assert len(found) == len(whole) and not trouble
    ending = _excerpt(path, 19.0, 30.0)
    np.testing.assert_allclose(ending, whole[19 * RATE_HZ :].mean(axis=1), atol=1e-6)


def test_a_flac_that_ends_in_zeros_is_read_up_to_them(tmp_path: Path) -> None:
    path = tmp_path / "a.flac"
    whole = _flac(path)
    _declare(path, 90 * RATE_HZ)
    with path.open("ab") as file:
        file.write(bytes(300_000))
    found, trouble = _read(path)
    assert np.array_equal(found, whole[:, 0])
    assert trouble == ["The file ends after 20.0 s; its header says 90.0 s."]


def test_notes_behind_a_flac_change_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.flac"
    whole = _flac(path)
    with path.open("ab") as file:
        file.write(b"TAG" + b"a title".ljust(125))
    found, trouble = _read(path)
    assert np.array_equal(found, whole[:, 0]) and not trouble


def test_damage_behind_a_tag_of_music_programs_costs_its_block_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.flac"
    whole = _flac(path)[:, 0]
    _zero(path, (0.6, 50))
    tag = b"ID3\x03\0\0" + bytes([0, 0, 7, 104]) + bytes(1000)
    path.write_bytes(tag + path.read_bytes())
    found, trouble = _read(path)
    first_s, last_s = _differing(found, whole)
    assert last_s - first_s < 0.09
    assert len(trouble) == 1 and trouble[0].startswith("0.09 s of sound at")


def test_a_flac_of_unknown_length_is_measured_by_its_last_block(tmp_path: Path) -> None:
    path = tmp_path / "a.flac"
    whole = _flac(path)[:, 0]
    _declare(path, 0)
    _zero(path, (0.5, 3000))
    with open_recording(path) as recording:
        assert recording.facts.frames == len(whole)
    found, trouble = _read(path)
    assert len(found) == len(whole) and len(trouble) == 1


@pytest.mark.parametrize("block_s", [0.05, 1.0, 100.0])
def test_a_whole_block_behind_a_broken_one_of_the_same_time_does_not_hold_the_reader(
    tmp_path: Path, block_s: float
) -> None:
    path = tmp_path / "a.flac"
    whole = _flac(path)[:, 0]
    content = path.read_bytes()
    with path.open("rb") as file:
        info = read_info(file)
    assert info is not None
    blocks = Blocks(lambda place, size: content[place : place + size], len(content), info)
    found = list(blocks.after(info.first))
    one, two, three = (found[number].position for number in (200, 201, 202))
    broken = bytearray(content[one:two])
    broken[len(broken) // 2] ^= 0xFF
    next_broken = bytearray(content[two:three])
    next_broken[len(next_broken) // 2] ^= 0xFF
    path.write_bytes(content[:one] + broken + content[one:two] + next_broken + content[three:])
    read, trouble = _read(path, block_s)
    lost = slice(found[201].start, found[201].end)
    expected = whole.copy()
    expected[lost] = 0
    assert np.array_equal(read, expected)
    assert len(trouble) == 1 and "of sound at" in trouble[0]


# The shared field files.


@pytest.fixture(scope="module")
def field(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("field")
    make_field(folder, "files", "triggered")
    return folder


@needs_field
@pytest.mark.parametrize(
    ("name", "seconds", "trouble"),
    [
        ("data_size_plus_44.wav", 12.0, []),
        ("unfinished_0.wav", 12.0, []),
        ("unfinished_ffff.wav", 12.0, []),
        ("cut.wav", 6.0, ["The file ends after 6.0 s; its header says 12.0 s."]),
        (
            "one_broken_block.flac",
            12.0,
            ["0.09 s of sound at 5.97 s are damaged; they were read as silence."],
        ),
        ("20240501_053000T.WAV", 66.0, []),
    ],
)
def test_damaged_field_files_are_read_right_or_reported(
    field: Path, name: str, seconds: float, trouble: list[str]
) -> None:
    found, told = _read(field / name)
    assert abs(len(found) / RATE_HZ - seconds) < 0.01
    assert told == trouble


@needs_field
def test_the_second_bird_of_a_triggered_recording_is_at_its_time(field: Path) -> None:
    path = field / "20240501_053000T.WAV"
    bird = _excerpt(path, 0, 2.9)
    second_s = (len(_read(path)[0]) - 562 * 256) / RATE_HZ
    assert abs(second_s - 63) < 0.01
    assert np.abs(bird).max() > 0.01
    assert np.array_equal(_excerpt(path, second_s, second_s + 2.9), bird)
