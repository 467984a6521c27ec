"""The overview of a long recording is made in passing, kept by its sound, and drawn from."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
import soundfile

from sidecar.app.engine import Engine
from sidecar.cache import overviews
from sidecar.contract.analyze import InferRequest
from sidecar.contract.picture import (
    OverviewRequest,
    OverviewResult,
    SpectrogramRequest,
    SpectrogramResult,
    WaveformRequest,
    WaveformResult,
)
from sidecar.contract.preprocess import PreprocessRequest
from sidecar.contract.recordings import ImportRecordingsRequest
from sidecar.contract.storage import ClearStorageRequest, StorageRequest
from sidecar.errors import (
    InvalidParams,
    RecordingNotFound,
    RequestCancelled,
    UnreadableAudio,
)
from sidecar.frontends.overview import Overview, Overviewing
from sidecar.frontends.spec import Waveform
from sidecar.methods.analyze import infer
from sidecar.methods.overview import look_over
from sidecar.methods.picture import draw_spectrogram, draw_waveform
from sidecar.methods.preprocess import preprocess
from sidecar.methods.recordings import import_recordings
from sidecar.methods.storage import clear_storage, look_at_storage
from sidecar.rpc.verb import Call
from sidecar.run.prepare import Cutting, preparing
from tests.stored import add_base

RATE_HZ, SECONDS = 4_000, 612
SOUND = np.random.default_rng(8).normal(0, 0.01, RATE_HZ * SECONDS).astype(np.float32)
SOUND[300 * RATE_HZ : 301 * RATE_HZ] += 0.5 * np.sin(2 * np.pi * 0.25 * np.arange(RATE_HZ))
SOUND[400 * RATE_HZ : 440 * RATE_HZ] = 0


@pytest.fixture
def night(tmp_path: Path) -> Path:
    path = tmp_path / "night" / "a.wav"
    path.parent.mkdir()
    soundfile.write(path, SOUND, RATE_HZ, subtype="PCM_16")
    return path


def _import(engine: Engine, path: Path) -> None:
    import_recordings(engine, ImportRecordingsRequest(inputs=[str(path)]), Call())


def _prepare(engine: Engine, path: Path) -> None:
    request = {"inputs": [str(path)], "frontend": "ucsd-torchaudio-mel"}
    preprocess(engine, PreprocessRequest.model_validate(request), Call())


def _analyse(engine: Engine, path: Path) -> None:
    infer(engine, InferRequest(inputs=[str(path)], model="base", embeddings=False), Call())


def _peaks(engine: Engine, request: dict[str, Any]) -> WaveformResult:
    return draw_waveform(engine, WaveformRequest.model_validate(request), Call())


def _over(engine: Engine, width: int = 306, height: int = 64) -> OverviewResult:
    return look_over(engine, OverviewRequest(recording_id=1, width=width, height=height), Call())


def _draw(engine: Engine, **more: Any) -> SpectrogramResult:
    request = {"recordingId": 1, "start": 0, "end": 612, "width": 612, "height": 64, **more}
    return draw_spectrogram(engine, SpectrogramRequest.model_validate(request), Call())


def _bytes(result: OverviewResult | SpectrogramResult) -> npt.NDArray[np.uint8]:
    return np.frombuffer(result.data, np.uint8).reshape(result.height, result.width)


def _judged(path: Path) -> Overview:
    """Make the overview of all samples at once."""
    sound, rate_hz = soundfile.read(path, dtype="float32", always_2d=True)
    made = Overviewing(rate_hz)
    made.take(np.ascontiguousarray(sound.mean(axis=1)))
    return made.result()


def _kept(engine: Engine) -> list[Path]:
    return sorted(engine.settings.overviews.rglob("*.npy"))


@pytest.mark.parametrize("way", [_import, _prepare, _analyse])
def test_whatever_reads_a_long_recording_keeps_its_overview(
    way: Callable[[Engine, Path], None], bare: Engine, night: Path
) -> None:
    add_base(bare, dimension=4)
    way(bare, night)
    (kept,) = _kept(bare)
    written = kept.stat().st_mtime_ns
    wanted = _judged(night)
    night.unlink()  # a kept overview needs no file: its drive may be away
    found = _over(bare)
    apart = np.abs(_bytes(found).astype(int) - wanted.levels.T[::-1])
    assert apart.max() <= 2, "it is kept in steps of four"
    assert np.array_equal(np.frombuffer(found.peaks, np.int8).reshape(-1, 2), wanted.peaks)
    assert (found.kept, found.seconds, found.silent_seconds) == (True, 612.0, 40.0)
    assert (found.high_hz, found.column_seconds, found.trouble) == (2_000.0, 2.0, None)
    assert kept.stat().st_mtime_ns == written


def test_another_pass_over_the_same_sound_makes_it_no_second_time(
    bare: Engine, night: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _import(bare, night)
    monkeypatch.setattr(overviews, "Overviewing", None)  # whoever makes one fails
    add_base(bare, dimension=4)
    _analyse(bare, night)
    copy = night.with_name("copy.wav")
    copy.write_bytes(night.read_bytes())
    _import(bare, copy)
    assert len(_kept(bare)) == 1


def test_a_short_recording_has_no_overview_until_somebody_asks(bare: Engine, night: Path) -> None:
    soundfile.write(night, SOUND[: 30 * RATE_HZ], RATE_HZ)
    _import(bare, night)
    assert _kept(bare) == []
    assert _over(bare, width=15).kept
    assert len(_kept(bare)) == 1


def test_a_recording_that_was_not_read_to_its_end_keeps_no_overview(
    bare: Engine, night: Path
) -> None:
    spec = Waveform(sample_rate=RATE_HZ, window=3.0)
    cutting = Cutting(spec, hop=3 * RATE_HZ)
    prepare = preparing(cutting, attend=bare.overviews.attend)
    with prepare(night) as prepared:
        next(prepared.windows)
    with pytest.raises(RequestCancelled), prepare(night) as prepared:
        for _ in prepared.windows:
            pass
        raise RequestCancelled
    assert _kept(bare) == []
    with prepare(night) as prepared:
        for _ in prepared.windows:
            pass
    assert len(_kept(bare)) == 1


@pytest.mark.parametrize("form", ["WAV", "FLAC", "OGG", "AIFF"])
def test_an_overview_that_is_not_kept_is_made_from_any_container(
    form: str, bare: Engine, night: Path
) -> None:
    both = np.stack([SOUND, SOUND], axis=1)
    with soundfile.SoundFile(night, "w", RATE_HZ, 2, format=form) as file:
        for first in range(0, len(both), RATE_HZ):  # Vorbis takes no long blocks
            file.write(both[first : first + RATE_HZ])
    _import(bare, night)
    wanted = _judged(night)
    clear_storage(bare, ClearStorageRequest(what=["overviews"]), Call())
    made, again = _over(bare), _over(bare)
    assert made.kept and len(_kept(bare)) == 1
    assert np.array_equal(_bytes(made), wanted.levels.T[::-1])
    assert np.abs(_bytes(again).astype(int) - _bytes(made)).max() <= 2


def test_a_long_stretch_is_drawn_from_the_overview(bare: Engine, night: Path) -> None:
    _import(bare, night)
    drawn = _draw(bare)
    assert drawn.of_overview and (drawn.min_db, drawn.max_db) == (-120.0, 0.0)
    loudest = np.unravel_index(_bytes(drawn).argmax(), _bytes(drawn).shape)
    assert loudest[1] in (300, 301) and loudest[0] in (31, 32)  # 1 of 2 kHz
    assert not _bytes(drawn)[:, 402:438].any()
    band = _draw(bare, lowHz=900, highHz=1100, height=8, format="png")
    assert band.data[:4] == b"\x89PNG"
    computed = _draw(bare, end=600, width=300)  # a shorter one has all rows and columns
    assert not computed.of_overview
    assert _bytes(computed)[:, 150].argmax() in (31, 32)


def test_the_peaks_of_a_long_stretch_are_those_of_the_overview(bare: Engine, night: Path) -> None:
    request = {"start": 0, "end": 612, "width": 306, "format": "i16"}
    read = _peaks(bare, {**request, "path": str(night)})
    _import(bare, night)
    kept = _peaks(bare, {**request, "recordingId": 1})
    assert kept.of_overview and not read.of_overview
    exact, coarse = (np.frombuffer(each.peaks, "<i2") for each in (read, kept))
    assert np.abs(exact.astype(int) - coarse).max() <= 32_767 / 127  # a step of the overview
    assert not _peaks(bare, {**request, "recordingId": 1, "end": 600}).of_overview


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"fft": 1024}, "one form"),
        ({"frontend": "ucsd-torchaudio-mel"}, "one form"),
        ({"lowHz": 3000}, "no sound above 2,000 Hz"),
    ],
)
def test_what_an_overview_cannot_show_is_refused(
    more: dict[str, Any], said: str, bare: Engine, night: Path
) -> None:
    _import(bare, night)
    with pytest.raises(InvalidParams, match=said):
        _draw(bare, **more)


def test_a_long_stretch_without_an_overview_says_what_to_do(bare: Engine, night: Path) -> None:
    with pytest.raises(RecordingNotFound, match="no recording 1"):
        _draw(bare)
    with pytest.raises(InvalidParams, match="in tiles"):
        _draw(bare, recordingId=None, path=str(night))
    request = ImportRecordingsRequest(inputs=[str(night)], fingerprint=False)
    import_recordings(bare, request, Call())
    with pytest.raises(InvalidParams, match="no overview of the recording is kept"):
        _draw(bare)
    assert not _over(bare).kept  # nothing identifies its sound, so nothing can be found again


@pytest.mark.parametrize("harm", ["cut", "altered", "described"])
def test_a_damaged_overview_is_made_again(harm: str, bare: Engine, night: Path) -> None:
    _import(bare, night)
    before = _bytes(_over(bare))
    (kept,) = _kept(bare)
    if harm == "described":
        kept.with_suffix(".json").write_text('{"version": 1, "columns": 100000000}')
    else:
        content = bytearray(kept.read_bytes())
        content[-1] ^= 1
        kept.write_bytes(content[:200] if harm == "cut" else content)
    assert np.abs(_bytes(_over(bare)).astype(int) - before).max() <= 2
    assert bare.overviews.find(bare.catalog.recordings.find([1])[0].digest) is not None


def test_a_file_that_was_replaced_gives_its_overview_to_nobody(bare: Engine, night: Path) -> None:
    _import(bare, night)
    clear_storage(bare, ClearStorageRequest(what=["overviews"]), Call())
    soundfile.write(night, SOUND[::-1], RATE_HZ)
    with pytest.raises(UnreadableAudio, match="another sound"):
        _over(bare)


def test_storage_counts_and_clears_overviews(bare: Engine, night: Path) -> None:
    _import(bare, night)
    (part,) = [
        p for p in look_at_storage(bare, StorageRequest(), Call()).parts if p.what == "overviews"
    ]
    assert (part.files, part.clearable) == (2, True)
    assert 0 < part.bytes < 20_000
    cleared = clear_storage(bare, ClearStorageRequest(what=["overviews"]), Call())
    assert cleared.bytes == part.bytes and _kept(bare) == []


def test_a_full_folder_lets_the_least_recently_used_go(tmp_path: Path) -> None:
    made = Overviewing(RATE_HZ)
    made.take(SOUND)
    overview = made.result()
    assert overviews.Overviews(tmp_path / "one").keep(bytes(24), overview)
    size = sum(path.stat().st_size for path in tmp_path.rglob("*.*"))
    kept = overviews.Overviews(tmp_path / "two", most_bytes=size * 5 // 2)
    digests = [bytes([each]) * 24 for each in range(3)]
    assert all(kept.keep(each, overview) for each in digests[:2])
    for path in tmp_path.rglob("01*.json"):
        os.utime(path, (1, 1))
    assert kept.keep(digests[2], overview)
    assert [kept.find(each) is not None for each in digests] == [True, False, True]
    assert not overviews.Overviews(tmp_path, most_bytes=10).keep(digests[1], overview)
