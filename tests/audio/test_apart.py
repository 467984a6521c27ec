"""Windows that lie apart are those of the whole sound, and so is a stretch read by NumPy."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

from sidecar.audio.decode import open_recording, open_stretch
from sidecar.values import Float32
from tests.factories import RECORDINGS
from tests.shared import needs_recordings

RATE_HZ, FRAMES, LENGTH = 24_000, 9_000, 256
NOISE = np.random.default_rng(9).normal(0, 0.2, (FRAMES, 2)).astype(np.float32)
KINDS = [
    *(("WAV", each) for each in ("PCM_U8", "PCM_16", "PCM_24", "PCM_32", "FLOAT", "DOUBLE")),
    *(("RF64", "PCM_16"), ("WAVEX", "ULAW"), ("FLAC", "PCM_16"), ("FLAC", "PCM_24")),
]


def _whole(path: Path, channel: int | None = None) -> Float32:
    with open_recording(path, channel) as recording:
        return np.concatenate(list(recording.mono(recording.facts.rate_hz)))


def _cut(whole: Float32, starts: Sequence[int], length: int) -> Float32:
    """Cut windows in the plainest way; silence is outside."""
    cut = np.zeros((len(starts), length), np.float32)
    for row, start in zip(cut, starts, strict=True):
        for at in range(length):
            if 0 <= start + at < len(whole):
                row[at] = whole[start + at]
    return cut


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Path]:
    folder, made = tmp_path_factory.mktemp("apart"), {}
    for form, encoding in KINDS:
        made[form, encoding] = folder / f"{form} {encoding}"
        soundfile.write(made[form, encoding], NOISE, RATE_HZ, subtype=encoding, format=form)
    return made


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("channel", [None, 2])
@settings(deadline=None, max_examples=8)
@given(starts=st.lists(st.integers(-400, FRAMES + 200), min_size=1, max_size=6))
def test_windows_hold_the_sound_at_their_place_and_silence_outside(
    kind: tuple[str, str],
    channel: int | None,
    starts: list[int],
    files: dict[tuple[str, str], Path],
) -> None:
    whole = _whole(files[kind], channel)
    with open_stretch(files[kind], channel) as recording:
        windows = recording.windows(np.array(starts), LENGTH)
    assert windows is not None
    assert np.array_equal(windows, _cut(whole, starts, LENGTH))


@pytest.mark.parametrize("kind", KINDS)
@settings(deadline=None, max_examples=8)
@given(
    first=st.integers(0, FRAMES + 10),
    frames=st.integers(1, FRAMES),
    block_s=st.sampled_from([0.001, 0.1, 10.0]),
)
def test_a_stretch_is_the_same_by_whatever_it_is_read(
    kind: tuple[str, str],
    first: int,
    frames: int,
    block_s: float,
    files: dict[tuple[str, str], Path],
) -> None:
    with open_stretch(files[kind]) as recording:
        read = [np.empty(0, np.float32)]
        read += recording.between(first, first + frames, block_s=block_s)
    assert np.array_equal(np.concatenate(read), _whole(files[kind])[first : first + frames])


@needs_recordings
@pytest.mark.parametrize(
    "name", [path.name for path in sorted((RECORDINGS / "encodings").glob("*.*"))]
)
def test_real_encodings_read_apart_as_they_do_on_and_on(name: str) -> None:
    path = RECORDINGS / "encodings" / name
    whole = _whole(path)
    starts = [0, len(whole) // 3, len(whole) - LENGTH, len(whole) - 10]
    with open_stretch(path) as recording:
        windows = recording.windows(np.array(starts), LENGTH)
        apart = recording.facts.container in ("WAV", "WAVEX", "RF64", "FLAC")
    if windows is not None:
        assert np.array_equal(windows, _cut(whole, starts, LENGTH))
    else:
        assert not apart or recording.facts.encoding.endswith("ADPCM")


def test_a_damaged_window_is_not_made_up(tmp_path: Path) -> None:
    """The caller then reads on and on, where the decoder says how much is lost."""
    path = tmp_path / "a.flac"
    soundfile.write(path, np.resize(NOISE, (200_000, 2)), RATE_HZ)
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 3000] = bytes(3000)
    path.write_bytes(content)
    with open_stretch(path) as recording:
        assert recording.windows(np.arange(0, 199_000, 500), LENGTH) is None
