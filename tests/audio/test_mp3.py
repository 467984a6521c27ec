"""MP3 files that do not count their blocks, count too few, or are damaged."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from sidecar.audio.decode import open_recording
from sidecar.audio.decoders.content import KeptFile
from sidecar.audio.decoders.mp3 import blocks_of
from sidecar.values import Float32

SECONDS = 12.0


def _written(
    rate_hz: int = 48_000, channels: int = 1, seconds: float = SECONDS, *, loud: bool = False
) -> bytes:
    """Write noise and silence by turns, so that the bit rate varies; the first block is the table.

    The one after it tells libsndfile too high a bit rate if the sound begins `loud`, else too low.
    """
    held = io.BytesIO()
    noise = np.random.default_rng(1).normal(0, 0.1, (round(seconds * rate_hz), channels))
    noise *= ((np.arange(len(noise)) // rate_hz + loud) % 3 > 0)[:, np.newaxis]
    soundfile.write(held, noise, rate_hz, format="MP3", subtype="MPEG_LAYER_III")
    return held.getvalue()


def _without_table(content: bytes) -> bytes:
    found = blocks_of(KeptFile(io.BytesIO(content)), 0, has_table=True)
    assert found is not None
    return content[found.first :]


def _read(path: Path, content: bytes) -> tuple[Float32, list[str], int]:
    path.write_bytes(content)
    with open_recording(path) as audio:
        blocks = [*audio.mono(audio.facts.rate_hz)]
        told = [each.message for each in audio.trouble]
        return np.concatenate(blocks), told, audio.facts.frames


@pytest.mark.parametrize("rate_hz", [48_000, 44_100, 32_000, 22_050, 16_000, 8_000])
@pytest.mark.parametrize(("channels", "tag_bytes"), [(1, 0), (2, 300)])
@pytest.mark.parametrize("loud", [True, False])
def test_a_file_without_a_table_is_read_to_its_end(
    tmp_path: Path, rate_hz: int, channels: int, tag_bytes: int, loud: bool
) -> None:
    whole = _written(rate_hz, channels, loud=loud)
    counted, told, _ = _read(tmp_path / "whole.mp3", whole)
    assert told == []
    tag = b"ID3\4\0\0\0\0" + bytes((tag_bytes >> 7, tag_bytes & 127)) + bytes(tag_bytes)
    found, told, frames = _read(
        tmp_path / "bare.mp3", (tag if tag_bytes else b"") + _without_table(whole)
    )
    assert told == [] and len(found) == frames >= len(counted)
    # Without the table, nothing tells how many samples an encoder put before the sound.
    loudest = int(np.abs(counted).argmax())
    delay = int(np.abs(found[loudest : loudest + 2 * 1152] - counted[loudest]).argmin())
    alike = min(len(counted), len(found) - delay) - 1152
    assert np.allclose(found[delay : delay + alike], counted[:alike], atol=1e-3)


@pytest.mark.parametrize("loud", [True, False])
def test_a_stretch_of_a_file_without_a_table_is_the_same_sound(tmp_path: Path, loud: bool) -> None:
    whole, _, _ = _read(tmp_path / "a.mp3", _without_table(_written(loud=loud)))
    with open_recording(tmp_path / "a.mp3") as audio:
        part = np.concatenate([*audio.excerpt(7.0, 8.0)])
    settled = 3 * 1152  # a decoder that begins in the middle needs some blocks
    assert np.allclose(part[settled:], whole[7 * 48_000 : 8 * 48_000][settled:], atol=1e-5)


def test_a_guess_that_falls_short_is_mended_and_no_sample_changes(tmp_path: Path) -> None:
    content = _without_table(_written(loud=True))
    found, told, _ = _read(tmp_path / "a.mp3", content)
    with soundfile.SoundFile(tmp_path / "a.mp3") as file:
        given = file.read(dtype="float32")
    assert len(given) < 0.9 * len(found) and told == []  # else this test proves nothing
    assert np.array_equal(found[: len(given)], given)


@pytest.mark.parametrize("behind", [b"", b"TAG" + bytes(125), b"APETAGEX" + bytes(30_000)])
def test_a_constant_bit_rate_gives_the_samples_of_libsndfile(tmp_path: Path, behind: bytes) -> None:
    held = io.BytesIO()
    noise = np.random.default_rng(1).normal(0, 0.1, round(SECONDS * 44_100))
    soundfile.write(held, noise, 44_100, **_CONSTANT)
    found, told, frames = _read(tmp_path / "a.mp3", _without_table(held.getvalue()) + behind)
    (tmp_path / "bare.mp3").write_bytes(_without_table(held.getvalue()))
    with soundfile.SoundFile(tmp_path / "bare.mp3") as file:
        assert np.array_equal(found, file.read(dtype="float32"))
    assert told == [] and abs(frames - len(found)) < 2 * 1152


_CONSTANT = {"format": "MP3", "bitrate_mode": "CONSTANT", "compression_level": 0.5}


def test_a_file_that_goes_on_behind_its_table_is_read_to_its_end(tmp_path: Path) -> None:
    content = _written()
    alone, _, _ = _read(tmp_path / "a.mp3", content)
    both, told, _ = _read(tmp_path / "both.mp3", content + content)
    assert len(both) > 2 * len(alone) - 1152 and told == []


@pytest.mark.parametrize("behind", [b"TAG" + bytes(125), b"APETAGEX" + bytes(30_000)])
def test_a_tag_behind_the_sound_changes_nothing(tmp_path: Path, behind: bytes) -> None:
    content = _written()
    whole, _, _ = _read(tmp_path / "a.mp3", content)
    tagged, told, _ = _read(tmp_path / "b.mp3", content + behind)
    assert np.array_equal(tagged, whole) and told == []
    bare, _, _ = _read(tmp_path / "c.mp3", _without_table(content))
    tagged, told, _ = _read(tmp_path / "d.mp3", _without_table(content) + behind)
    assert np.array_equal(tagged, bare) and told == []


def test_a_file_without_a_table_that_is_cut_tells_so(tmp_path: Path) -> None:
    content = _without_table(_written(loud=True))
    found, told, _ = _read(tmp_path / "a.mp3", content[: len(content) * 6 // 10 + 7])
    assert len(found) < 0.8 * SECONDS * 48_000
    assert told == ["The file breaks off; the end of its sound is missing."]


@pytest.mark.parametrize("lost", [3_000, 40_000])
@pytest.mark.parametrize("loud", [True, False])
def test_damage_without_a_table_is_told(tmp_path: Path, lost: int, loud: bool) -> None:
    content = bytearray(_without_table(_written(loud=loud)))
    middle = len(content) // 2
    content[middle : middle + lost] = bytes(lost)
    found, (told,), _ = _read(tmp_path / "a.mp3", bytes(content))
    assert told.startswith(f"The recording is damaged after {len(found) / 48_000:.1f} s")


@pytest.mark.parametrize("loud", [True, False])
def test_small_damage_without_a_table_is_told_though_the_decoder_reads_on(
    tmp_path: Path, loud: bool
) -> None:
    content = bytearray(_without_table(_written(loud=loud)))
    middle = len(content) // 2
    content[middle : middle + 500] = bytes(500)
    found, (told,), frames = _read(tmp_path / "a.mp3", bytes(content))
    assert told.endswith("s of sound are damaged, and later sound comes too early.")
    assert frames - 5 * 1152 < len(found) < frames


@given(st.binary(max_size=400), st.integers(0, 400), st.booleans())
def test_any_bytes_are_counted_without_an_error(rest: bytes, place: int, table: bool) -> None:
    content = _NOISE[:2000] + rest + _NOISE[2000:3000]
    found = blocks_of(KeptFile(io.BytesIO(content)), place, has_table=table)
    assert found is None or 0 <= found.count < 40
    blocks_of(KeptFile(io.BytesIO(rest)), place)


_NOISE = _written(seconds=1.0)


def test_a_file_of_nothing_but_damage_is_counted_in_little_reading() -> None:
    class _Weighed(io.BytesIO):
        weight = 0

        def read(self, size: int | None = -1, /) -> bytes:
            given = super().read(size)
            self.weight += len(given)
            return given

    block = _without_table(_NOISE)[:2000]
    file = _Weighed((block + b"\0") * 1000)
    assert blocks_of(KeptFile(file), 0) is not None
    assert file.weight < 20 * len(file.getvalue())


def test_the_decoders_own_words_do_not_reach_a_terminal(tmp_path: Path) -> None:
    content = bytearray(_written())
    content[len(content) // 2 : len(content) // 2 + 3000] = bytes(3000)
    (tmp_path / "a.mp3").write_bytes(content)
    decoded = [sys.executable, "-c", _DECODES, str(tmp_path / "a.mp3")]
    natively = subprocess.run(decoded, capture_output=True, check=True, text=True)
    assert "Illegal Audio-MPEG-Header" in natively.stderr  # else this test proves nothing
    typed = [sys.executable, "-m", "sidecar", "recordings", "import", str(tmp_path / "a.mp3")]
    environment = {**os.environ, "LINNET_HOME": str(tmp_path / "home")}
    done = subprocess.run(typed, capture_output=True, check=False, text=True, env=environment)
    assert "The recording is damaged after" in done.stderr and done.returncode == 1
    assert "MPEG" not in done.stderr and "mpg123" not in done.stderr


_DECODES = """
import sys
from pathlib import Path
from sidecar.audio.decode import open_recording
with open_recording(Path(sys.argv[1])) as audio:
    for block in audio.mono(48_000):
        pass
"""
