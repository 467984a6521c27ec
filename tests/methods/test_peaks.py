"""No header makes a recording or a picture take more memory than 300 MB beyond idle."""

from __future__ import annotations

import json
import struct
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from tests.factories import ROOT, tone, write_wav

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems tell no peak")

MOST_MB = 300
MHZ = 1_000_000


def _wav(path: Path, *, rate_hz: int, channels: int, frames: int) -> Path:
    """Write a file of 16 bits that is mostly a hole: silence that takes no room on the disk."""
    frame_bytes = 2 * channels
    size = frames * frame_bytes
    rates = struct.pack("<IIHH", rate_hz, rate_hz * frame_bytes & 0xFFFFFFFF, frame_bytes, 16)
    head = (
        b"RIFF" + struct.pack("<I", 36 + size) + b"WAVEfmt " + struct.pack("<IHH", 16, 1, channels)
    )
    sound = np.random.default_rng(1).integers(-9000, 9000, min(size // 2, MHZ)).astype("<i2")
    with path.open("wb") as file:
        file.write(head + rates + b"data" + struct.pack("<I", size) + sound.tobytes())
        file.truncate(len(head) + len(rates) + 8 + size)
    return path


def _ogg(path: Path, channels: int, seconds: int) -> Path:
    """Write OGG of silence, whose header says 1 MHz."""
    with soundfile.SoundFile(path, "w", 44_100, channels, format="OGG", subtype="VORBIS") as file:
        for _ in range(44 * seconds):
            file.write(np.zeros((1000, channels), np.float32))
    data = bytearray(path.read_bytes())
    place = data.find(b"\x01vorbis") + 12
    data[place : place + 4] = struct.pack("<I", MHZ)
    page = data.find(b"OggS", 1)
    data[22:26] = bytes(4)
    data[22:26] = struct.pack("<I", _check(bytes(data[:page])))
    path.write_bytes(data)
    return path


def _check(page: bytes) -> int:
    """Compute the check of an OGG page: polynomial 04C11DB7, the highest bit first."""
    check = 0
    for each in page:
        check ^= each << 24
        for _ in range(8):
            check = (check << 1 ^ (0x04C11DB7 if check & 1 << 31 else 0)) & 0xFFFFFFFF
    return check


def _measure(home: Path, method: str, **params: object) -> Any:
    warm = str(write_wav(home / "warm.wav", tone(12.0)))
    first: dict[str, object] = {"inputs": [warm]}
    if method in ("spectrogram", "waveform"):
        first = {**params, "path": warm, "end": 3}
    elif method == "preprocess":
        first = {**params, "inputs": [warm]}
    asked = ({"method": method, "params": each} for each in (first, params))
    done = subprocess.run(
        [sys.executable, "-m", "tests.programs.peak", str(home)],
        cwd=ROOT,
        input="\n".join(json.dumps(each) for each in asked),
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    found = json.loads(done.stdout)
    assert '"result"' in found["answer"] and '"errors":[{' not in found["answer"], found
    return found["mb"]


def test_an_ogg_of_200_channels_at_1_mhz_is_imported(tmp_path: Path) -> None:
    path = _ogg(tmp_path / "wide.ogg", 200, 2)
    assert _measure(tmp_path, "recordings/import", inputs=[str(path)]) < MOST_MB


def test_a_wav_of_10_000_channels_is_imported(tmp_path: Path) -> None:
    path = _wav(tmp_path / "wide.wav", rate_hz=MHZ, channels=10_000, frames=17_000)
    assert _measure(tmp_path, "recordings/import", inputs=[str(path)]) < MOST_MB


def test_a_rate_without_divisors_is_imported(tmp_path: Path) -> None:
    path = _wav(tmp_path / "prime.wav", rate_hz=999_983, channels=1, frames=20 * MHZ)
    assert _measure(tmp_path, "recordings/import", inputs=[str(path)]) < MOST_MB


@pytest.mark.parametrize(("width", "height"), [(800, 300), (8192, 4096)])
def test_a_minute_at_1_mhz_is_drawn(tmp_path: Path, width: int, height: int) -> None:
    path = str(_wav(tmp_path / "fast.wav", rate_hz=MHZ, channels=1, frames=100 * MHZ))
    size = {"width": width, "height": height}
    assert _measure(tmp_path, "spectrogram", path=path, start=0, end=100, **size) < MOST_MB


def test_what_a_model_hears_of_ten_minutes_is_drawn(tmp_path: Path) -> None:
    path = str(_wav(tmp_path / "long.wav", rate_hz=48_000, channels=2, frames=600 * 48_000))
    size: dict[str, object] = {"width": 800, "height": 300, "frontend": "ucsd-torchaudio-mel"}
    assert _measure(tmp_path, "spectrogram", path=path, start=0, end=600, **size) < MOST_MB


def test_windows_that_overlap_by_nearly_all_are_prepared(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "a.wav", np.resize(tone(1.0), 30 * 48_000))
    more = {"frontend": "ucsd-torchaudio-mel", "overlap": 0.98}
    assert _measure(tmp_path, "preprocess", inputs=[str(path)], **more) < MOST_MB
