"""What every decoder does, whatever it decodes."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
import soundfile

from sidecar.audio.decode import open_recording
from sidecar.audio.decoders.libsndfile import Libsndfile
from sidecar.audio.decoders.table import DECODERS, formats, open_sound
from sidecar.audio.decoders.triggered import TriggeredWav
from sidecar.audio.decoders.unfinished import UnfinishedWav
from sidecar.audio.discover import READABLE, find_recordings
from sidecar.audio.sound import Decoder, Samples, Sound, native
from sidecar.audio.texts import Texts
from sidecar.errors import UnreadableAudio
from sidecar.values import Float32
from tests.audio.fieldfiles import silence, wav

RATE_HZ = 8000
ENCODINGS = ["PCM_U8", "PCM_16", "PCM_24", "PCM_32", "FLOAT", "DOUBLE", "ALAW", "ULAW"]


class _Decimals:
    """A sound in text: a rate, and then a number a line."""

    channels, container, encoding = 1, "TEXT", "FLOAT"

    def __init__(self, lines: list[str]) -> None:
        self.rate_hz = int(lines[0])
        self._samples = np.array([float(line) for line in lines[1:]], np.float32)[:, np.newaxis]
        self._at = 0

    @property
    def frames(self) -> int:
        return len(self._samples)

    def block(self, frames: int) -> tuple[Float32, Exception | None]:
        given = self._samples[self._at : self._at + frames]
        self._at += len(given)
        return given, None

    def exact(self, frames: int, dtype: str) -> Samples:
        given: Samples = self.block(frames)[0].astype(dtype)
        return given

    def seek(self, frame: int) -> None:
        self._at = frame

    def promised(self) -> int:
        return 0

    def lack(self) -> None: ...

    def texts(self) -> Texts:
        return Texts()

    def close(self) -> None: ...


class TextDecoder:
    """A decoder of the tests: all that a new one has to be."""

    formats: Mapping[str, str] = {".decimals": "Decimals"}

    def open(self, path: Path) -> Sound | None:
        if path.suffix != ".decimals":
            return None
        lines = path.read_text("utf-8", "replace").split()
        try:
            return _Decimals(lines)
        except (ValueError, IndexError) as error:
            raise UnreadableAudio("This is no list of numbers.", path=path) from error


def _sound(frames: int = 5000, channels: int = 1) -> Float32:
    """Make noise; silent from frame 1,024 to 3,584."""
    chance = np.random.default_rng(3)
    sound = np.asarray(chance.uniform(-0.9, 0.9, (frames, channels)), np.float32)
    sound[1024:3584] = 0
    return sound


def _finished(folder: Path, encoding: str = "PCM_16", channels: int = 1) -> Path:
    path = folder / f"finished {encoding} {channels}.wav"
    soundfile.write(path, _sound(channels=channels), RATE_HZ, subtype=encoding)
    return path


def _unfinished(folder: Path, encoding: str = "PCM_16", channels: int = 1) -> Path:
    """Write a file as a recorder leaves it that lost power: sizes of nothing."""
    content = bytearray(_finished(folder, encoding, channels).read_bytes())
    place = content.index(b"data")
    content[place + 4 : place + 8] = struct.pack("<I", 0)
    # What follows the samples goes: the power was lost before it was written.
    width = {"PCM_U8": 1, "PCM_16": 2, "PCM_24": 3, "PCM_32": 4, "FLOAT": 4, "DOUBLE": 8}
    bytes_there = 5000 * channels * width.get(encoding, 1)
    path = folder / f"unfinished {encoding} {channels}.wav"
    path.write_bytes(content[: place + 8 + bytes_there])
    return path


def _flac(folder: Path) -> Path:
    path = folder / "a.flac"
    soundfile.write(path, _sound(), RATE_HZ)
    return path


def _triggered(folder: Path) -> Path:
    """Write the sound as an AudioMoth does whose trigger slept from frame 1,024 to 3,584."""
    samples = (_sound()[:, 0] * 32768).astype("<i2")
    comment = "Recorded by AudioMoth with 1s minimum trigger duration."
    content = samples[:1024].tobytes() + silence(10) + samples[3584:].tobytes()
    return wav(folder / "a.wav", content, RATE_HZ, comment=comment)


def _text(folder: Path) -> Path:
    path = folder / "sound.decimals"
    path.write_text("\n".join([str(RATE_HZ), *map(str, _sound()[:, 0].tolist())]), "utf-8")
    return path


CASES: dict[str, tuple[Decoder, Callable[[Path], Path]]] = {
    "libsndfile": (Libsndfile(), _finished),
    "flac": (Libsndfile(), _flac),
    "unfinished": (UnfinishedWav(), _unfinished),
    "triggered": (TriggeredWav(), _triggered),
    "text": (TextDecoder(), _text),
}


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Decoder, Path]:
    decoder, write = CASES[request.param]
    return decoder, write(tmp_path)


@pytest.fixture
def sound(case: tuple[Decoder, Path]) -> Iterator[Sound]:
    opened = case[0].open(case[1])
    assert opened is not None
    yield opened
    opened.close()


def _all(sound: Sound, frames: int) -> Float32:
    blocks: list[Float32] = []
    while True:
        block, error = sound.block(frames)
        assert error is None
        if not len(block):
            return np.concatenate(blocks)
        assert len(block) <= frames
        blocks.append(block)


def test_facts_agree_with_what_is_read(sound: Sound) -> None:
    assert (sound.rate_hz, sound.channels, sound.frames) == (RATE_HZ, 1, 5000)
    read = _all(sound, 1 << 20)
    assert read.shape == (5000, 1) and read.dtype == np.float32
    np.testing.assert_allclose(read, _sound(), atol=2**-15)
    assert sound.promised() <= 5000 and sound.lack() is None


@pytest.mark.parametrize("frames", [1, 7, 4096, 5000, 5001])
def test_samples_do_not_depend_on_the_blocks(case: tuple[Decoder, Path], frames: int) -> None:
    decoder, path = case
    opened = [decoder.open(path) for _ in range(2)]
    assert opened[0] is not None and opened[1] is not None
    with closing(opened[0]), closing(opened[1]):
        assert np.array_equal(_all(opened[0], frames), _all(opened[1], 1 << 20))


def test_any_place_can_be_read_exactly(sound: Sound) -> None:
    whole = _all(sound, 1 << 20)
    for first in (0, 1, 4321, 4999):
        sound.seek(first)
        block, _ = sound.block(50)
        assert np.array_equal(block, whole[first : first + 50])
        sound.seek(first)
        exact = sound.exact(50, native(sound.encoding))
        assert exact.dtype == native(sound.encoding) and len(exact) == len(block)
        scale = 1 if exact.dtype.kind == "f" else 2.0 ** (8 * exact.dtype.itemsize - 1)
        np.testing.assert_allclose(exact.astype(np.float64) / scale, block, atol=1e-7)


def test_several_threads_open_and_read_at_once(case: tuple[Decoder, Path]) -> None:
    decoder, path = case

    def read(frames: int) -> Float32:
        opened = decoder.open(path)
        assert opened is not None
        with closing(opened):
            return _all(opened, frames)

    with ThreadPoolExecutor(4) as pool:
        first, *others = pool.map(read, [7, 100, 999, 5000] * 3)
    assert all(np.array_equal(first, other) for other in others)


def test_a_file_of_another_kind_is_declined_or_refused(
    case: tuple[Decoder, Path], tmp_path: Path
) -> None:
    path = tmp_path / "other.txt"
    path.write_text("no sound at all, whatever its name says")
    try:
        assert case[0].open(path) is None
    except UnreadableAudio as error:
        assert error.path == path


@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_an_unfinished_file_reads_as_libsndfile_reads_the_finished_one(
    tmp_path: Path, encoding: str, channels: int
) -> None:
    whole = open_sound(_finished(tmp_path, encoding, channels), (Libsndfile(),))
    cut = open_sound(_unfinished(tmp_path, encoding, channels))
    with closing(whole), closing(cut):
        assert (cut.encoding, cut.container) == (whole.encoding, whole.container)
        assert (cut.frames, cut.channels) == (whole.frames, whole.channels) == (5000, channels)
        assert np.array_equal(_all(cut, 999), _all(whole, 1 << 20))
        dtype = native(encoding)
        for each in (cut, whole):
            each.seek(17)
        assert np.array_equal(cut.exact(300, dtype), whole.exact(300, dtype))


def test_a_recording_is_read_with_the_first_decoder_that_finds_sound(tmp_path: Path) -> None:
    with open_recording(_unfinished(tmp_path)) as audio:
        assert audio.facts.frames == 5000
        assert sum(map(len, audio.mono(RATE_HZ))) == 5000
        assert not audio.trouble
    empty = tmp_path / "empty.wav"
    soundfile.write(empty, _sound(0), RATE_HZ)
    with open_recording(empty) as audio:
        assert (audio.facts.frames, audio.facts.container) == (0, "WAV")


def test_another_decoder_is_one_more_line_in_the_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = (*DECODERS, TextDecoder())
    monkeypatch.setattr(open_sound, "__defaults__", (table,))
    with open_recording(_text(tmp_path)) as audio:
        assert (audio.facts.container, audio.facts.frames) == ("TEXT", 5000)
        assert sum(map(len, audio.mono(2 * RATE_HZ))) == 10_000
    assert formats(table)[".decimals"] == "Decimals"
    with pytest.raises(UnreadableAudio) as told:
        open_sound(tmp_path / "absent.wav", table)
    assert told.value.path == tmp_path / "absent.wav"


def test_folders_are_searched_for_what_decoders_open(tmp_path: Path) -> None:
    for suffix in READABLE:
        (tmp_path / f"x{suffix}").touch()
    found = find_recordings([tmp_path])
    assert {path.suffix for path in found.paths} == READABLE == set(formats())
