"""What a model hears is drawn over plain frequencies, from the model's own bands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from sidecar.app.engine import Engine
from sidecar.contract.picture import SpectrogramRequest
from sidecar.errors import InvalidParams
from sidecar.frontends.compute import front_end
from sidecar.frontends.heard import Span, ears_of, heard
from sidecar.frontends.inside import spectrogram_of
from sidecar.frontends.named import INSIDE, NAMED
from sidecar.frontends.picture import View, in_bytes
from sidecar.methods.picture import draw_spectrogram
from sidecar.rpc.verb import Call
from sidecar.settings import Settings
from tests.conftest import MANIFESTS
from tests.factories import tone, write_wav

RATE_HZ = 48_000
DRAWN = ["birdnet-v2.4", "efficientat-mn10-as", "ucsd-hsn-efficientnet-b1"]


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = Engine(Settings(tmp_path / "home", tmp_path / "catalog.sqlite", MANIFESTS))
    yield engine
    engine.close()


def _draw(engine: Engine, path: Path, **more: Any) -> npt.NDArray[np.uint8]:
    request = {"path": str(path), "start": 0.0, "end": 2.0, "width": 64, "height": 96, **more}
    found = draw_spectrogram(engine, SpectrogramRequest.model_validate(request), Call())
    assert (found.min_db, found.max_db) == (-120.0, 0.0)
    return np.frombuffer(found.data, np.uint8).reshape(found.height, found.width)


@pytest.mark.parametrize("model", DRAWN)
@pytest.mark.parametrize("hertz", [1100.0, 6350.0])
def test_a_tone_is_drawn_at_its_frequency(
    engine: Engine, tmp_path: Path, model: str, hertz: float
) -> None:
    path = write_wav(tmp_path / "a.wav", tone(2.0, hertz=hertz, rate_hz=RATE_HZ))
    row_hz = RATE_HZ / 2 / 96
    column = _draw(engine, path, model=model)[::-1, 32]  # a row for each 250 Hz
    # Of several rows in one wide band, the middle one.
    loudest = np.flatnonzero(column == column.max()).mean()
    assert abs((loudest + 0.5) * row_hz - hertz) < 1.5 * row_hz
    # A picture of a narrow band shows the same.
    near = _draw(engine, path, model=model, lowHz=hertz - 480, highHz=hertz + 480)[::-1, 32]
    found = hertz - 480 + 10 * (np.flatnonzero(near == near.max()).mean() + 0.5)
    assert found == pytest.approx(hertz, abs=0.05 * hertz)


@pytest.mark.parametrize("model", DRAWN)
def test_nothing_is_drawn_that_the_model_does_not_hear(
    engine: Engine, tmp_path: Path, model: str
) -> None:
    noise = np.random.default_rng(3).normal(0, 0.1, 2 * RATE_HZ).astype(np.float32)
    path = write_wav(tmp_path / "a.wav", noise, rate_hz=RATE_HZ)
    drawn = _draw(engine, path, model=model)[::-1]
    _, high_hz = engine.manifest(model).input.band_hz
    assert not drawn[int(high_hz / 250) + 1 :].any()
    assert drawn[4 : int(high_hz / 250) - 2].all()


def test_tiles_show_what_the_whole_shows(engine: Engine, tmp_path: Path) -> None:
    noise = np.random.default_rng(4).normal(0, 0.1, 2 * RATE_HZ).astype(np.float32)
    path = write_wav(tmp_path / "a.wav", noise, rate_hz=RATE_HZ)
    for model in DRAWN:
        whole = _draw(engine, path, model=model)
        left = _draw(engine, path, model=model, end=1.0, width=32)
        right = _draw(engine, path, model=model, start=1.0, width=32)
        off = np.abs(np.concatenate([left, right], axis=1).astype(int) - whole)
        # A frame that lies half in either is the nearest to one of them.
        assert np.quantile(off, 0.99) <= 2, model


@pytest.mark.parametrize("name", ["ucsd-torchaudio-mel", "efficientat", "ucsd-librosa-mel"])
def test_points_are_the_front_ends_own_energies(name: str) -> None:
    spec = NAMED[name]
    [ear] = ears_of(spec, ())
    bands = ear.bands
    assert bands is not None
    sound = np.random.default_rng(5).normal(0, 0.1, 4 * spec.sample_rate).astype(np.float32)
    energies = front_end(spec).energies(sound)
    assert energies is not None
    frames = energies.shape[1] // 2
    span = Span(0.5 * bands.hop / bands.rate_hz, (frames + 0.5) * bands.hop / bands.rate_hz)
    half_hz = spec.sample_rate / 2
    # Many rows for each band: the row of a band's middle is that band.
    view = View(frames, 4096)
    drawn = heard([ear], lambda start, many, rate: sound[:many], span, view, half_hz)[::-1]
    middles = (bands.edges_hz[1:] + bands.edges_hz[:-1]) / 2
    rows = (middles / half_hz * 4096).astype(int)
    wanted = in_bytes(energies[:, 1 : frames + 1], bands.full_db)
    high = middles > 3 * half_hz / 4096 * 40  # below, a row may touch two bands
    assert np.array_equal(drawn[rows][high], wanted[high])


def test_a_full_scale_sine_is_at_most_0_db() -> None:
    for ear in [ears_of(NAMED["efficientat"], ())[0], *map(spectrogram_of, INSIDE["birdnet-v2.4"])]:
        bands = ear.bands
        assert bands is not None
        middle = float(bands.edges_hz[60:62].mean())
        energies = ear.energies(tone(2.0, hertz=middle, rate_hz=bands.rate_hz, level=1.0))
        assert energies is not None
        level = 10 * np.log10(energies[:, 20:-20].max()) - bands.full_db
        assert -15 < level <= 0.1


def test_what_cannot_be_drawn_is_refused(engine: Engine, tmp_path: Path) -> None:
    path = write_wav(tmp_path / "a.wav", tone(2.0))
    with pytest.raises(InvalidParams, match='cannot draw what "perch-v2" hears'):
        _draw(engine, path, model="perch-v2")
    for more in ({"fft": 1024}, {"looks": 2}, {"frontend": "efficientat"}):
        with pytest.raises(ValueError, match="of its own"):
            _draw(engine, path, model="birdnet-v2.4", **more)
