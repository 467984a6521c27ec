"""Pictures, sounds and overviews of long recordings, and names while a person types."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import soundfile

from sidecar.app.engine import Engine
from sidecar.audio.decode import open_recording
from sidecar.contract.names import SearchNamesRequest
from sidecar.contract.picture import OverviewRequest, SoundRequest, SpectrogramRequest
from sidecar.contract.recordings import ImportRecordingsRequest
from sidecar.frontends.picture import View, spectrogram
from sidecar.methods.names import search_names
from sidecar.methods.overview import look_over
from sidecar.methods.picture import draw_spectrogram
from sidecar.methods.recordings import import_recordings
from sidecar.methods.sound import cut_sound
from sidecar.models.labels import Labels, write_labels
from sidecar.models.namefiles import keep
from sidecar.rpc.verb import Call
from sidecar.settings import Settings
from tests.bench.row import Row

RATE_HZ = 48_000
_HOURS = 2
_TIMES = 7
_CALL_HZ, _CALL_BYTE = 5_000, 210  # more than -21 dB
_SPECIES, _LANGUAGES = 14_000, ("es", "pt", "de")


def drawing(root: Path, place: Path) -> Iterator[Row]:
    """Draw tiles of a recording of noise and calls, in both containers."""
    engine = Engine(Settings(place, place / "drawn.sqlite", root / "sidecar" / "manifests"))
    wav, flac = (_recording(place / f"long.{form}", 600) for form in ("wav", "flac"))
    for path in (wav, flac):
        kind = path.suffix[1:].upper()
        yield _drawn(engine, path, f"tile 512 x 512 of 8 s of {kind}", "<= 3 ms", end=108.0)
        quick = "<= 8 ms" if kind == "WAV" else "<= 150 ms"
        long = {"start": 0.0, "end": 600.0}
        yield _drawn(
            engine, path, f"the same of 600 s of {kind}, two looks", quick, **long, looks=2
        )
        yield _drawn(engine, path, f"the same of 600 s of {kind}, every window", "", **long)
        cut = SoundRequest.model_validate({"path": str(path), "start": 100, "end": 110})
        took = _median(lambda cut=cut: cut_sound(engine, cut, Call()))  # type: ignore[misc]
        yield Row(f"sound of 10 s of {kind}", f"{took:.1f} ms", "<= 15 ms")
    yield _missed(wav)
    yield from _overviews(engine, _recording(place / "night.flac", _HOURS * 3600))
    engine.close()


def naming(root: Path, place: Path) -> Iterator[Row]:
    """Search names of many species, with those of some languages."""
    home = place / "named"
    chance = random.Random(3)
    species = tuple(f"{_word(chance)} {_word(chance).lower()}" for _ in range(_SPECIES))
    (home / "models" / "many").mkdir(parents=True)
    common = tuple(f"{_word(chance)} {_word(chance)}" for _ in species)
    write_labels(Labels(species, common), home / "models" / "many" / "labels.txt")
    for language in _LANGUAGES:
        keep(home / "names", language, Labels(species, tuple(reversed(common))))
    engine = Engine(Settings(home, home / "c.sqlite", root / "sidecar" / "manifests"))
    slip = species[777][:5] + "x" + species[777][6:]
    asked = {"a name": species[777], "a part": "lan", "a slip": slip, "nothing alike": "qxzwvqqzx"}
    for what, text in asked.items():
        request = SearchNamesRequest(text=text, languages=list(_LANGUAGES))
        took = _median(lambda asked=request: search_names(engine, asked, Call()))  # type: ignore[misc]
        yield Row(
            f"names of {_SPECIES:,} species in {1 + len(_LANGUAGES)} languages: {what}",
            f"{took:.1f} ms",
            "<= 20 ms",
        )
    engine.close()


def _word(chance: random.Random) -> str:
    return "".join(chance.choices("abcdefghilmnoprstuv", k=chance.randint(4, 10))).capitalize()


def _recording(path: Path, seconds: int) -> Path:
    """Write noise with a call of 0.2 s at 5 kHz, somewhere in every 15 s."""
    chance = np.random.default_rng(4)
    noise = chance.normal(0, 0.01, 61 * RATE_HZ)
    call = 0.3 * np.sin(2 * np.pi * _CALL_HZ / RATE_HZ * np.arange(RATE_HZ // 5))
    with soundfile.SoundFile(path, "w", RATE_HZ, 1, "PCM_16") as file:
        for _ in range(0, seconds, 15):
            begin, at = chance.integers(0, 45 * RATE_HZ), chance.integers(0, 14 * RATE_HZ)
            part = noise[begin : begin + 15 * RATE_HZ].copy()
            part[at : at + len(call)] += call
            file.write(np.asarray(part * 32768, np.int16))
    return path


def _drawn(engine: Engine, path: Path, what: str, target: str, **more: Any) -> Row:
    asked = {"path": str(path), "start": 100.0, "width": 512, "height": 512, **more}
    request = SpectrogramRequest.model_validate(asked)
    return Row(what, f"{_median(lambda: draw_spectrogram(engine, request, Call())):.1f} ms", target)


def _median(run: Callable[[], object]) -> float:
    """Give the median in milliseconds."""
    run()
    times = []
    for _ in range(_TIMES):
        began = time.perf_counter()
        run()
        times.append(1e3 * (time.perf_counter() - began))
    return statistics.median(times)


def _missed(path: Path) -> Row:
    """Count the columns with a call, and those of them where two looks show none."""
    with open_recording(path) as audio:
        sound = np.concatenate(list(audio.mono(RATE_HZ)))
    row = 511 - round(512 * 2 * _CALL_HZ / RATE_HZ)
    every, few = (
        spectrogram([sound], len(sound), View(512, 512, most_looks=looks))[row - 1 : row + 2]
        for looks in (None, 2)
    )
    calls = every.max(axis=0) > _CALL_BYTE
    shown = few.max(axis=0) > _CALL_BYTE
    return Row(
        "columns of 600 s with a call of 0.2 s; of them, dark at two looks",
        f"{calls.sum()}; {100 * (calls & ~shown).sum() / calls.sum():.0f} %",
        "",
    )


def _overviews(engine: Engine, night: Path) -> Iterator[Row]:
    """Make, keep and draw the overview of some hours; a day takes so many times as long."""
    request = ImportRecordingsRequest(inputs=[str(night)], fingerprint=False)
    import_recordings(engine, request, Call())
    over = OverviewRequest(recording_id=1, width=2_000)
    began = time.perf_counter()
    look_over(engine, over, Call())
    day_s = (time.perf_counter() - began) * 24 / _HOURS
    yield Row("overview of 24 h of FLAC, not kept", f"{day_s:.0f} s", "<= 30 s")
    import_recordings(engine, ImportRecordingsRequest(inputs=[str(night)]), Call())
    kept = _median(lambda: look_over(engine, over, Call()))
    size = sum(path.stat().st_size for path in engine.settings.overviews.rglob("*.*"))
    yield Row(f"the same of {_HOURS} h, kept", f"{kept:.1f} ms", "<= 300 ms for 24 h")
    yield Row("bytes of the overview of a day", f"{size * 24 / _HOURS / 1e6:.1f} MB", "")
