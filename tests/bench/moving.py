"""Recordings known again: what a fingerprint costs, and ten thousand moved recordings."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import soundfile

from sidecar.app.engine import Engine
from sidecar.audio.decode import open_recording
from sidecar.audio.fingerprint import identify, read_head
from sidecar.contract.analyze import InferRequest
from sidecar.contract.recordings import ImportRecordingsRequest, RelinkRequest
from sidecar.methods.analyze import infer
from sidecar.methods.recordings import import_recordings, relink_recordings
from sidecar.rpc.verb import Call
from sidecar.run import prepare
from sidecar.settings import Settings
from tests.bench import sounds
from tests.bench.row import Row, interleaved

_MOVED = 10_000
_CONVERTED = 200
_RATE_HZ = 16_000
ROOT = Path(__file__).resolve().parents[2]


def identity(home: Path, place: Path) -> Iterator[Row]:
    """Time what a recording is known again by, alone and during `infer`."""
    place = place / "identity"
    place.mkdir()
    sound = sounds.real_sound(48_000, 600.0)
    for name in ("ten.wav", "ten.flac"):
        soundfile.write(place / name, sound, 48_000, subtype="PCM_16")
        path = place / name
        times = interleaved(
            {
                "read": partial(_read, path),
                "known": partial(identify, path),
                "begun": partial(read_head, path),
            },
            5,
        )
        yield Row(
            f"identity of ten minutes at 48 kHz, {path.suffix[1:].upper()}, one thread",
            f"{600 / times['known']:,.0f}x real time (reading alone {600 / times['read']:,.0f}x); "
            f"how it begins {times['begun'] * 1000:.2f} ms",
            "-",
        )
    yield from _infer(home, place)


def _read(path: Path) -> None:
    with open_recording(path) as audio:
        for _ in audio.mono(audio.facts.rate_hz):
            pass


def _infer(home: Path, place: Path) -> Iterator[Row]:
    engine = Engine(Settings(home, place / "catalog.sqlite", ROOT / "sidecar" / "manifests"))
    request = InferRequest(inputs=[str(place / "ten.wav")], force=True)

    def without() -> None:
        with _unidentified():
            infer(engine, request, Call())

    times = interleaved({"with": lambda: infer(engine, request, Call()), "without": without}, 9)
    engine.close()
    yield Row(
        "`infer` of ten minutes with its identity, against without",
        f"{100 * (times['with'] / times['without'] - 1):+.1f} %",
        "<= 2 %",
    )


class _Nobody:
    def __init__(self, audio: object) -> None:
        pass

    def identity(self) -> None:
        return None


@contextmanager
def _unidentified() -> Iterator[None]:
    changed: Any = prepare
    real = changed.Identifier
    changed.Identifier = _Nobody
    try:
        yield
    finally:
        changed.Identifier = real


def relinking(place: Path) -> Iterator[Row]:
    """Move ten thousand recordings and convert some; no two are alike."""
    place = place / "relinking"
    old, new = place / "old", place / "new"
    old.mkdir(parents=True)
    random = np.random.default_rng(1)
    for number in range(_MOVED):
        seconds = 6 if number < _CONVERTED else 1
        sound = random.integers(-9000, 9000, seconds * _RATE_HZ).astype(np.int16)
        soundfile.write(old / f"{number:05d}.wav", sound, _RATE_HZ)
    engine = Engine(Settings(place, place / "catalog.sqlite", ROOT / "sidecar" / "manifests"))
    began = time.perf_counter()
    taken = import_recordings(engine, ImportRecordingsRequest(inputs=[str(old)]), Call())
    spent = time.perf_counter() - began
    assert taken.added == _MOVED, taken.errors
    yield Row(f"`recordings/import` of {_MOVED:,} short recordings", f"{spent:.1f} s", "-")
    old.rename(new)
    _convert(new)
    request = RelinkRequest(folders=[str(new)])
    began = time.perf_counter()
    found = relink_recordings(engine, request, Call())
    spent = time.perf_counter() - began
    by_sound = sum(each.by == "sound" for each in found.relinked)
    engine.close()
    yield Row(
        f"`recordings/relink` of {_MOVED:,} moved recordings, {_CONVERTED} of them now MP3",
        f"{spent:.1f} s; {len(found.relinked):,} found, {by_sound} by sound, "
        f"{len(found.ambiguous)} in doubt",
        "-",
    )


def _convert(folder: Path) -> None:
    for number in range(_CONVERTED):
        path = folder / f"{number:05d}.wav"
        sound, rate_hz = soundfile.read(path)
        soundfile.write(path.with_suffix(".mp3"), sound, rate_hz, compression_level=0.3)
        path.unlink()
