"""What headers declare of the end of a file."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import example, given
from hypothesis import strategies as st

from sidecar.audio.decoders.declared import Declared, Told, declared_by
from tests.factories import RECORDINGS
from tests.shared import needs_recordings

_BEGINNINGS = [b"FORM", b".snd", b"dns.", b"riff" + bytes(36), b"OggS", b"ID3", b"\xff\xfb", b""]


@given(st.sampled_from(_BEGINNINGS), st.binary(max_size=200))
@example(b"riff" + bytes(36), b"data" + bytes(12) + b"\xff" * 8)
@example(b"riff" + bytes(36), bytes(23) + b"\x80")
@example(b".snd", bytes(8))
@example(b"ID3", b"\4\0\0\x7f\x7f\x7f\x7f")
def test_any_bytes_are_read_without_an_error(beginning: bytes, rest: bytes) -> None:
    declared = declared_by(io.BytesIO(beginning + rest))
    assert declared.frames >= 0
    assert declared.place is None or declared.place.length > 0


@pytest.mark.parametrize("tag_bytes", [0, 100, 20_000])
def test_an_mp3_that_is_cut_declares_its_length_behind_any_tag(tag_bytes: int) -> None:
    held = io.BytesIO()
    noise = np.random.default_rng(1).normal(0, 0.1, 480_000)
    soundfile.write(held, noise, 48_000, format="MP3", subtype="MPEG_LAYER_III")
    size = bytes(tag_bytes >> 7 * place & 0x7F for place in (3, 2, 1, 0))
    tag = b"ID3\4\0\0" + size + bytes(tag_bytes)
    whole = (tag if tag_bytes else b"") + held.getvalue()
    told = Told(418, len(whole) - len(held.getvalue()) + 29)
    assert declared_by(io.BytesIO(whole)) == Declared(told=told)
    assert abs(declared_by(io.BytesIO(whole[:-20_000])).frames - 480_000) < 3_000


@needs_recordings
@pytest.mark.parametrize("path", sorted(RECORDINGS.rglob("*.*")) or [Path("none")], ids=str)
def test_no_whole_recording_is_said_to_lack_anything(path: Path) -> None:
    with path.open("rb") as file:
        declared = declared_by(file)
    assert not declared.frames and not declared.breaks_off
    assert declared.place is None or not declared.place.promised
