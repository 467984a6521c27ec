"""Pictures of a stretch of a recording."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
import soundfile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sidecar.app.engine import Engine
from sidecar.audio.decode import Recording
from sidecar.contract.picture import SpectrogramRequest, WaveformRequest
from sidecar.errors import InvalidParams, RecordingNotFound, UnsupportedFormat
from sidecar.methods.picture import draw_spectrogram, draw_waveform
from sidecar.rpc.verb import Call
from sidecar.settings import Settings
from tests.factories import RECORDINGS, tone, write_wav
from tests.shared import needs_recordings

MODELS = Path(__file__).parents[2] / "sidecar" / "manifests"


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = Engine(Settings(tmp_path / "home", tmp_path / "catalog.sqlite", MODELS))
    yield engine
    engine.close()


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    """Write 4 s of silence, a loud 6 kHz from 1 s to 2 s, at 24 kHz."""
    samples = np.zeros(96_000, np.float32)
    samples[24_000:48_000] = tone(1.0, hertz=6000.0, rate_hz=24_000, level=0.5)
    return write_wav(tmp_path / "a.wav", samples, rate_hz=24_000)


def _draw(engine: Engine, path: Path, **more: Any) -> tuple[npt.NDArray[np.uint8], Any]:
    request = {"path": str(path), "start": 0.0, "end": 4.0, "width": 80, "height": 64, **more}
    drawn = draw_spectrogram(engine, SpectrogramRequest.model_validate(request), Call())
    data = np.frombuffer(drawn.data, np.uint8)
    return data.reshape(drawn.height, drawn.width), drawn


def test_a_tone_is_drawn_where_it_sounds_as_loud_as_it_is(engine: Engine, recording: Path) -> None:
    drawn, told = _draw(engine, recording)
    level = told.min_db + drawn / 255 * (told.max_db - told.min_db)
    # 6 of 12 kHz is the middle row, counted from the top; half of full scale is -6 dB.
    row = level[31:33].max(axis=0)
    assert row[25:38] == pytest.approx(-6.0, abs=1.0)
    assert (level[:, :18] == told.min_db).all() and (level[:, 42:] == told.min_db).all()
    # The tone begins and ends at once, which is a click; its columns apart, nothing else sounds.
    assert (np.delete(level, [19, 20, 39, 40], axis=1)[:20] < -60).all()


def test_tiles_show_what_the_whole_shows(engine: Engine, recording: Path) -> None:
    whole, _ = _draw(engine, recording)
    left, _ = _draw(engine, recording, end=2.0, width=40)
    right, _ = _draw(engine, recording, start=2.0, width=40)
    assert np.array_equal(whole, np.concatenate([left, right], axis=1))


@needs_recordings
@pytest.mark.parametrize("seconds", [0.125, 1.0, 4.0])
def test_no_seam_shows_between_tiles_of_a_real_recording(engine: Engine, seconds: float) -> None:
    path = RECORDINGS / "birdnet_soundscape.flac"
    at = 30.0
    whole, _ = _draw(engine, path, start=at, end=at + 2 * seconds, width=512)
    left, _ = _draw(engine, path, start=at, end=at + seconds, width=256)
    right, _ = _draw(engine, path, start=at + seconds, end=at + 2 * seconds, width=256)
    joined = np.concatenate([left, right], axis=1)
    assert np.abs(joined.astype(int) - whole.astype(int)).max() <= 1


def _judged(
    path: Path, start: float, end: float, width: int, height: int
) -> npt.NDArray[np.float64]:
    """Give levels in dB [height, width]: all windows a few samples apart, and the loudest of each.

    Nothing is shared with what is judged but the meaning of a pixel.
    """
    whole, rate_hz = soundfile.read(path, dtype="float64", always_2d=True)
    n_fft = max(1024, 1 << (2 * height - 1).bit_length())
    sound = np.pad(whole.mean(axis=1), n_fft)
    first, hop = round(start * rate_hz), (end - start) * rate_hz / width
    taper = np.hanning(n_fft)
    edges = np.linspace(0, n_fft // 2 + 1, height + 1).astype(int)
    level = np.full((height, width), -120.0)
    for column in range(width):
        middles = np.arange(first + column * hop, first + (column + 1) * hop, 24)
        if hop <= n_fft:
            middles = np.array([first + (column + 0.5) * hop])
        at = middles.astype(int)[:, np.newaxis] + n_fft // 2 + np.arange(n_fft)
        power = np.abs(np.fft.rfft(sound[np.minimum(at, len(sound) - 1)] * taper)) ** 2
        loudest = [power[:, a : max(a + 1, b)].max() for a, b in pairwise(edges)]
        db = 10 * np.log10(np.maximum(loudest, 1e-30)) - 20 * np.log10(taper.sum() / 2)
        level[:, column] = np.clip(db[::-1], -120.0, 0.0)
    return level


@needs_recordings
@settings(
    deadline=None, max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    name=st.sampled_from(["birdnet_soundscape.flac", "birds_10s.wav", "stereo.wav"]),
    at=st.floats(0.0, 0.95),
    seconds=st.sampled_from([0.02, 0.4, 3.0]),
    width=st.integers(1, 12),
    height=st.sampled_from([30, 64, 512]),
)
def test_a_picture_shows_the_loudest_of_all_windows_wherever_it_begins_and_ends(
    name: str, at: float, seconds: float, width: int, height: int, engine: Engine
) -> None:
    """Ours look at half windows; the judge at all. So a pixel may lack what is between two."""
    path = RECORDINGS / name
    start = at * soundfile.info(path).duration
    wanted = _judged(path, start, start + seconds, width, height)
    drawn, _ = _draw(engine, path, start=start, end=start + seconds, width=width, height=height)
    level = -120.0 + drawn / 255 * 120.0
    # Nothing is louder than the sound; the judge's own steps miss a little in noise.
    assert np.quantile(level - wanted, 0.99) < 1.5 and (level < wanted + 4.0).all()
    # A click in the middle between two windows loses 6 dB; noise by chance some more.
    assert np.mean(wanted - level) < 6.5
    assert np.quantile(wanted - level, 0.9) < 8.0


@needs_recordings
@pytest.mark.parametrize("name", ["birdnet_soundscape.flac", "birds_10s.wav", "silence_10s.mp3"])
@pytest.mark.parametrize("looks", [1, 3])
def test_few_looks_show_windows_of_each_column_and_read_no_others(
    name: str, looks: int, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A picture from a few windows, read alone or on and on, is the same, and never louder."""
    size = {"start": 0.3, "end": 10.5, "width": 9, "height": 64}
    quick, _ = _draw(engine, RECORDINGS / name, looks=looks, **size)
    every, _ = _draw(engine, RECORDINGS / name, **size)
    assert (quick <= every.astype(int) + 12).all()  # other windows of noise differ by 6 dB
    monkeypatch.setattr(Recording, "windows", lambda *_: None)
    assert np.array_equal(_draw(engine, RECORDINGS / name, looks=looks, **size)[0], quick)
    plenty, _ = _draw(engine, RECORDINGS / name, looks=64, **{**size, "width": 512})
    assert np.array_equal(plenty, _draw(engine, RECORDINGS / name, **{**size, "width": 512})[0])


def test_no_edge_of_a_front_ends_picture_is_dark(engine: Engine, tmp_path: Path) -> None:
    """A tone goes on over both edges; before, silence was read there."""
    path = write_wav(tmp_path / "long.wav", tone(4.0, hertz=3000.0))
    drawn, told = _draw(
        engine, path, start=1.0, end=1.5, width=40, height=64, frontend="ucsd-torchaudio-mel"
    )
    level = told.min_db + drawn / 255 * (told.max_db - told.min_db)
    loudest = level.max(axis=0)
    assert loudest == pytest.approx(loudest[20], abs=0.5)


def test_a_channel_is_drawn_alone(engine: Engine, tmp_path: Path) -> None:
    both = np.stack([tone(1.0, hertz=1000.0), tone(1.0, hertz=9000.0)], axis=1)
    path = write_wav(tmp_path / "two.wav", both)
    rows = [int(_draw(engine, path, end=1.0, channel=each)[0][:, 40].argmax()) for each in (1, 2)]
    assert rows == [61, 39]
    with pytest.raises(UnsupportedFormat, match="no channel 3"):
        _draw(engine, path, end=1.0, channel=3)


def test_a_band_is_drawn_in_hertz(engine: Engine, recording: Path) -> None:
    drawn, _ = _draw(engine, recording, lowHz=5000, highHz=7000, fft=2048)
    assert int(drawn[:, 30].argmax()) in (31, 32)  # 6 kHz is in the middle
    with pytest.raises(InvalidParams, match=r"no sound above 12,000 Hz"):
        _draw(engine, recording, lowHz=13_000)


@pytest.mark.parametrize(
    "wrong",
    [
        {"lowHz": 5000, "highHz": 4000},
        {"fft": 1000},
        {"frontend": "ucsd-torchaudio-mel", "fft": 512},
        {"frontend": "ucsd-torchaudio-mel", "looks": 2},
        {"looks": 0},
        {"frontend": "ucsd-torchaudio-mel", "highHz": 4000},
    ],
)
def test_a_band_that_makes_no_sense_is_refused(wrong: dict[str, Any]) -> None:
    request = {"path": "a.wav", "start": 0, "end": 4, "width": 80, "height": 64, **wrong}
    with pytest.raises(ValueError, match="validation error"):
        SpectrogramRequest.model_validate(request)


def test_what_lies_beyond_the_end_is_silence(engine: Engine, recording: Path) -> None:
    drawn, told = _draw(engine, recording, start=3.0, end=7.0)
    assert (drawn == 0).all() and told.min_db == -120.0


def test_a_png_holds_the_same_bytes(engine: Engine, recording: Path) -> None:
    drawn, _ = _draw(engine, recording)
    request = {"path": str(recording), "start": 0, "end": 4, "width": 80, "height": 64}
    png = draw_spectrogram(
        engine, SpectrogramRequest.model_validate({**request, "format": "png"}), Call()
    )
    data = png.data
    assert data[:16] == b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
    assert struct.unpack(">II", data[16:24]) == (80, 64)
    start = data.index(b"IDAT")
    (length,) = struct.unpack(">I", data[start - 4 : start])
    rows = np.frombuffer(zlib.decompress(data[start + 4 : start + 4 + length]), np.uint8)
    assert np.array_equal(rows.reshape(64, 81)[:, 1:], drawn)


def test_what_a_model_is_given_can_be_drawn(engine: Engine, recording: Path) -> None:
    drawn, told = _draw(engine, recording, frontend="ucsd-torchaudio-mel", height=194)
    assert told.max_db - told.min_db == pytest.approx(80.0)
    assert drawn[:, 25:38].max() == 255 and drawn[:, 60:].max() == 0
    with pytest.raises(InvalidParams, match="cannot be drawn"):
        _draw(engine, recording, frontend="birdnet-v2.4")


@pytest.mark.parametrize(("width", "loud"), [(4, [1]), (8, [2, 3]), (8192, [2500])])
@pytest.mark.parametrize(("form", "kind", "full"), [("i8", "<i1", 127), ("i16", "<i2", 32_767)])
def test_peaks_are_those_of_each_column(
    engine: Engine, recording: Path, width: int, loud: list[int], form: str, kind: str, full: int
) -> None:
    request = {"path": str(recording), "start": 0, "end": 4, "width": width, "format": form}
    found = draw_waveform(engine, WaveformRequest.model_validate(request), Call())
    peaks = np.frombuffer(found.peaks, kind).reshape(width, 2)
    assert (peaks[:, 0] <= peaks[:, 1]).all()
    for column in loud:
        assert np.abs(peaks[column]).max() == pytest.approx(full / 2, rel=0.01)
    silent = np.delete(peaks, range(width // 4, width // 2), axis=0)
    assert not silent.any()


@pytest.mark.parametrize(
    "wrong",
    [
        {"end": 0.0},
        {"path": None},
        {"recordingId": 1},
        {"width": 0},
        {"start": -1.0},
    ],
)
def test_a_stretch_that_makes_no_sense_is_refused(wrong: dict[str, Any]) -> None:
    request = {"path": "a.wav", "start": 0, "end": 4, "width": 80, "height": 64, **wrong}
    with pytest.raises(ValueError, match="validation error"):
        SpectrogramRequest.model_validate(request)


def test_a_recording_that_is_not_there_is_told(engine: Engine, tmp_path: Path) -> None:
    with pytest.raises(RecordingNotFound):
        _draw(engine, tmp_path / "gone.wav")
    request = SpectrogramRequest(recording_id=7, start=0, end=1, width=8, height=8)
    with pytest.raises(RecordingNotFound, match="no recording 7"):
        draw_spectrogram(engine, request, Call())
    with pytest.raises(InvalidParams, match="in tiles"):
        _draw(engine, tmp_path / "gone.wav", end=7200.0)
