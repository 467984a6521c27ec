"""What recordings are known again by: the same in every form of one, never the same in two."""

from __future__ import annotations

import warnings
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
import soundfile
import soxr

from sidecar.audio.decode import open_recording
from sidecar.audio.fingerprint import (
    HEAD_BYTES,
    SHIFTS_S,
    Fingerprint,
    Identifier,
    Sounds,
    alike,
    identify,
    identify_shifted,
    read_head,
)
from sidecar.values import Float32
from tests.factories import RECORDINGS, tone, write_wav
from tests.shared import needs_recordings

Samples = npt.NDArray[Any]


def _noise(seconds: float, *, seed: int = 1, rate_hz: int = 48_000) -> Samples:
    noise = np.random.default_rng(seed).normal(0, 3000, round(seconds * rate_hz))
    return noise.clip(-32768, 32767).astype(np.int16)


def _write(path: Path, samples: Samples, rate_hz: int, **form: Any) -> Path:
    # In blocks: libsndfile's Vorbis encoder overflows its stack when given minutes at once.
    channels = 1 if samples.ndim == 1 else samples.shape[1]
    with soundfile.SoundFile(path, "w", rate_hz, channels, **form) as file:
        for first in range(0, len(samples), 4096):
            file.write(samples[first : first + 4096])
    return path


def test_the_digest_is_that_of_the_samples_in_any_container(tmp_path: Path) -> None:
    samples = np.stack([_noise(2.0), _noise(2.0, seed=2)], axis=1)
    wav = _write(tmp_path / "a.wav", samples, 48_000, subtype="PCM_16")
    forms = [
        _write(tmp_path / "a.flac", samples, 48_000, subtype="PCM_16"),
        _write(tmp_path / "a.aiff", samples, 48_000, subtype="PCM_16"),
        _write(tmp_path / "a.w64", samples, 48_000, subtype="PCM_16"),
        # 24 bits hold what 16 bits held.
        _write(tmp_path / "b.wav", samples.astype(np.int32) << 16, 48_000, subtype="PCM_24"),
    ]
    commented = tmp_path / "c.wav"
    with soundfile.SoundFile(commented, "w", 48_000, 2, subtype="PCM_16") as file:
        file.comment = "Recorded by somebody"
        file.write(samples)
    for form in (*forms, commented):
        assert identify(form) == identify(wav), form
        assert read_head(form).digest == identify(wav).digest[:HEAD_BYTES], form


def test_the_digest_tells_one_sample_and_the_rate(tmp_path: Path) -> None:
    samples = _noise(2.0)
    digest = identify(_write(tmp_path / "a.wav", samples, 48_000)).digest
    slower = identify(_write(tmp_path / "b.wav", samples, 44_100)).digest
    samples[-1] += 1
    changed = identify(_write(tmp_path / "c.wav", samples, 48_000)).digest
    assert digest != slower != changed != digest
    assert digest[:HEAD_BYTES] == changed[:HEAD_BYTES] != slower[:HEAD_BYTES]


@pytest.mark.parametrize("block_s", [0.013, 0.5, 1.0, 7.3, 100.0])
@pytest.mark.parametrize("rate_hz", [8_000, 22_050, 44_100, 48_000, 250_000])
def test_the_identity_does_not_depend_on_the_size_of_blocks(
    tmp_path: Path, block_s: float, rate_hz: int
) -> None:
    path = _write(tmp_path / "a.wav", _noise(10.5, rate_hz=rate_hz), rate_hz)
    with open_recording(path) as audio:
        identifier = Identifier(audio)
        for _ in audio.mono(32_000, block_s=block_s):
            pass
    assert identifier.identity() == identify(path)


def test_a_shift_is_that_of_the_sound(tmp_path: Path) -> None:
    samples: Float32 = _noise(6.0).astype(np.float32)
    later = Fingerprint(48_000, shift_s=0.04)
    earlier = Fingerprint(48_000, shift_s=-0.04)
    for first in range(0, len(samples), 1000):
        later.take(samples[first : first + 1000])
        earlier.take(samples[first : first + 1000])
    cut = Fingerprint(48_000)
    cut.take(samples[1920:])
    padded = Fingerprint(48_000)
    padded.take(np.concatenate([np.zeros(1920, np.float32), samples]))
    assert later.result() == cut.result()
    assert earlier.result() == padded.result()


def test_a_night_has_a_fingerprint_of_some_kilobytes() -> None:
    night = Fingerprint(1_000)
    minute = np.zeros(60_000, np.float32)
    for _ in range(24 * 60):
        night.take(minute)
    assert len(night.result()) < 16_000


def test_silence_is_like_nothing(tmp_path: Path) -> None:
    paths = [
        write_wav(tmp_path / "a.wav", tone(20.0, level=0.0)),
        write_wav(tmp_path / "b.wav", tone(20.0, level=0.0)),
    ]
    silent, other = (identify(path).fingerprint for path in paths)
    assert not alike(silent, other)
    assert read_head(paths[0]).plain


def _real() -> dict[str, tuple[Samples, int]]:
    """Read the real recordings, the longest in pieces: twelve of one site and day."""
    found = {}
    names = [*RECORDINGS.glob("*.wav"), *RECORDINGS.glob("labelled_clips/*.wav")]
    for path in sorted(names):
        samples, rate_hz = soundfile.read(path, dtype="float32")
        if samples.ndim == 1 and len(samples) >= 3 * rate_hz:
            found[path.name] = samples, rate_hz
    samples, rate_hz = soundfile.read(RECORDINGS / "birdnet_soundscape.flac", dtype="float32")
    for number, piece in enumerate(np.split(samples, 12)):
        found[f"piece {number}"] = piece, rate_hz
    return found


FORMS: dict[str, dict[str, Any]] = {
    "MP3, about 160 kbit/s": {"format": "MP3", "compression_level": 0.5},
    "MP3, about 110 kbit/s": {"format": "MP3", "compression_level": 0.7},
    "Vorbis": {"format": "OGG", "subtype": "VORBIS", "compression_level": 0.6},
    "Opus": {"format": "OGG", "subtype": "OPUS", "compression_level": 0.5, "rate_hz": 48_000},
    "22 kHz": {"format": "WAV", "subtype": "PCM_16", "rate_hz": 22_050},
    "16 kHz": {"format": "WAV", "subtype": "PCM_16", "rate_hz": 16_000},
    "MP3 with the encoder's delay": {"format": "MP3", "compression_level": 0.3, "delay": 1105},
}


@needs_recordings
@pytest.mark.parametrize("form", FORMS)
def test_a_lossy_form_is_like_its_original_and_like_nothing_else(form: str, tmp_path: Path) -> None:
    originals = _real()
    prints = {}
    for name, (samples, rate_hz) in originals.items():
        prints[name] = identify(_write(tmp_path / "o.wav", samples, rate_hz, subtype="PCM_24"))
    assert not [
        pair
        for pair in combinations(prints, 2)
        if alike(prints[pair[0]].fingerprint, prints[pair[1]].fingerprint)
    ]
    sounds = Sounds(
        [
            (place, len(samples) / rate_hz, prints[name].fingerprint)
            for place, (name, (samples, rate_hz)) in enumerate(originals.items())
        ]
    )
    for place, (name, (samples, rate_hz)) in enumerate(originals.items()):
        settings = dict(FORMS[form])
        target = settings.pop("rate_hz", rate_hz)
        delay = settings.pop("delay", 0)
        sound = np.pad(soxr.resample(samples, rate_hz, target), (delay, 0))
        converted = _write(tmp_path / "converted", sound, target, **settings)
        _, shifted = identify_shifted(converted, SHIFTS_S)
        assert sounds.like(len(samples) / rate_hz, shifted) == [place], name


def test_samples_far_above_full_scale_raise_no_warning() -> None:
    loud = np.random.default_rng(0).normal(0.0, 1e30, 96_000).astype(np.float32)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        words = []
        for _ in range(2):
            sound = Fingerprint(48_000)
            sound.take(loud)
            words.append(sound.result())
    assert words[0] == words[1]
