"""Each index has its known answer for sounds that can be worked out by hand."""

from __future__ import annotations

from dataclasses import asdict

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sidecar.indices.columns import Minute
from sidecar.indices.masks import MASKS
from sidecar.values import Float32
from tests.factories import tone
from tests.indices.sounds import RATE_HZ, measured, minute, noise

# What needs a spectrum.
_OF_SPECTRUM = ("rain", "wind", "aci", "ndsi", "bi", "hf", "ht", "adi", "aei")


def _number(value: float | None) -> float:
    assert value is not None
    return value


class TestLevel:
    def test_a_sine_of_full_scale_has_3_db_less_than_full_scale(self) -> None:
        found = minute(tone(2.0, rate_hz=RATE_HZ, level=1.0))
        assert found.level == pytest.approx(-3.0103, abs=1e-3)
        assert found.peak == pytest.approx(0.0, abs=1e-3)

    def test_an_offset_is_measured_and_changes_no_level(self) -> None:
        found = minute(tone(2.0, rate_hz=RATE_HZ, level=0.001) + np.float32(0.25))
        assert found.offset == pytest.approx(0.25, abs=1e-6)
        assert found.level == pytest.approx(-63.0103, abs=1e-2)

    def test_a_square_wave_of_full_scale_clips_throughout(self) -> None:
        square = np.where(tone(1.0, rate_hz=RATE_HZ) >= 0, 32_767, -32_768) / 32_768
        assert minute(square.astype(np.float32)).clipping == 1.0
        assert minute((0.99 * square).astype(np.float32)).clipping == 0.0

    @pytest.mark.parametrize(
        ("encoding", "highest"), [("PCM_U8", 127 / 128), ("ULAW", 32_124 / 32_768), ("FLOAT", 1.0)]
    )
    def test_a_sample_clips_at_the_highest_value_of_its_encoding(
        self, encoding: str, highest: float
    ) -> None:
        samples = noise(1.0, level=0.01)
        samples[1_000:1_320] = highest
        samples[2_000] = highest - 0.005
        assert minute(samples, encoding=encoding).clipping == pytest.approx(320 / RATE_HZ)

    def test_both_channels_are_compared(self) -> None:
        sound = noise(1.0)
        alike = {1: [sound, sound], -1: [sound, -sound], 0: [sound, np.roll(sound, 1)]}
        for expected, pair in alike.items():
            assert minute(np.stack(pair, axis=1)).alike == expected
        assert minute(sound).alike is None
        assert minute(np.stack([sound] * 3, axis=1)).alike is None


class TestIndices:
    def test_white_noise_is_even_in_all_ways(self) -> None:
        found = minute(noise(30.0))
        assert _number(found.hf) > 0.999
        assert _number(found.ht) > 0.98
        assert found.ndsi == pytest.approx(0.8, abs=0.01)  # nine bands against one
        assert found.adi == pytest.approx(np.log(10), abs=1e-3)
        assert found.aei == pytest.approx(0.0, abs=1e-3)
        # Independent amplitudes differ by 0.59 of their mean; neighbours beside 0 Hz as well.
        assert _number(found.aci) / 256 == pytest.approx(0.59, abs=0.02)

    def test_a_tone_is_a_line(self) -> None:
        found = minute(tone(30.0, hertz=5_000.0, rate_hz=RATE_HZ))
        assert _number(found.hf) < 0.2
        assert found.ht == pytest.approx(1.0, abs=1e-3)
        assert found.ndsi == pytest.approx(1.0, abs=1e-3)
        assert _number(found.aei) > 0.7
        assert minute(tone(5.0, hertz=1_500.0, rate_hz=RATE_HZ)).ndsi == pytest.approx(-1, abs=0.01)

    def test_a_click_is_one_moment(self) -> None:
        samples = noise(30.0, level=1e-5)
        samples[100_000:100_100] += 0.9
        assert _number(minute(samples).ht) < 0.1

    def test_the_bioacoustic_index_is_an_area_above_the_lowest_level(self) -> None:
        # Two levels, 20 dB apart, in halves of the band from 2 to 8 kHz: 3 kHz of 20 dB.
        spectrum = np.fft.rfft(noise(30.0))
        hertz = np.fft.rfftfreq(30 * RATE_HZ, 1 / RATE_HZ)
        spectrum[(hertz >= 2_000) & (hertz < 5_000)] *= 10
        found = minute(np.fft.irfft(spectrum).astype(np.float32))
        assert found.bi == pytest.approx(60.0, rel=0.05)

    @settings(max_examples=10, deadline=None)
    @given(st.floats(1e-3, 8.0))
    def test_indices_do_not_depend_on_the_level(self, factor: float) -> None:
        sound = noise(0.5)
        one, other = minute(sound), minute(sound * np.float32(factor))
        for name in ("aci", "ndsi", "bi", "hf", "ht", "adi", "aei"):
            assert getattr(other, name) == pytest.approx(getattr(one, name), rel=1e-4), name
        assert _number(other.level) - _number(one.level) == pytest.approx(
            20 * np.log10(factor), abs=1e-3
        )


class TestWeather:
    @staticmethod
    def _falling(db_an_octave: float, level: float) -> Float32:
        """Make noise whose spectrum falls from 50 Hz on."""
        spectrum = np.fft.rfft(noise(20.0))
        hertz = np.maximum(np.fft.rfftfreq(20 * RATE_HZ, 1 / RATE_HZ), 50.0)
        sound = np.fft.irfft(spectrum * (hertz / 50) ** (-db_an_octave / 6.02))
        return np.asarray(sound * level / sound.std(), np.float32)

    def test_loud_even_noise_may_be_rain_and_no_wind(self) -> None:
        found = minute(noise(20.0))
        assert (found.rain, found.wind) == (1.0, 0.0)

    def test_loud_noise_that_falls_steeply_is_wind_and_no_rain(self) -> None:
        found = minute(self._falling(9.0, 0.2))
        assert _number(found.wind) > 0.9
        assert _number(found.rain) < MASKS["rain"]

    def test_quiet_noise_is_neither(self) -> None:
        assert minute(noise(20.0, level=1e-4)).rain == 0.0
        assert minute(self._falling(9.0, 1e-4)).wind == 0.0

    def test_a_song_is_no_rain(self) -> None:
        song = tone(20.0, hertz=900.0, rate_hz=RATE_HZ) + tone(20.0, hertz=5_000.0, rate_hz=RATE_HZ)
        assert _number(minute(song + noise(20.0, level=1e-4)).rain) < MASKS["rain"]


class TestBadInput:
    @pytest.mark.parametrize("value", [0.0, 0.25])
    def test_silence_has_no_index_and_no_level(self, value: float) -> None:
        found = minute(np.full(3 * RATE_HZ, value, np.float32))
        known = {name for name, each in asdict(found).items() if each is not None}
        assert known == {"clipping", "silence", "offset"} | ({"peak"} if value else set())
        assert (found.silence, found.offset) == (1.0, value)

    def test_a_dropout_is_a_share_of_silence(self) -> None:
        samples = noise(1.6)  # 100 frames
        samples[512 * 20 : 512 * 30] = 0
        assert minute(samples).silence == pytest.approx(0.1)

    def test_a_band_above_half_the_sample_rate_gives_no_index(self) -> None:
        found = minute(noise(2.0, rate_hz=8_000), rate_hz=8_000)
        assert (found.ndsi, found.bi, found.adi, found.aei, found.rain) == (None,) * 5
        assert None not in (found.hf, found.ht, found.aci, found.wind, found.level)

    @pytest.mark.parametrize("samples", [1, 511, 512, 700])
    def test_less_than_two_frames_have_no_spectrum(self, samples: int) -> None:
        found = minute(noise(1.0)[:samples])
        assert all(getattr(found, name) is None for name in _OF_SPECTRUM)
        assert found.clipping == 0.0

    def test_a_short_recording_is_one_short_minute(self) -> None:
        found = measured(noise(1.0))
        assert (found.seconds, found.lengths.tolist(), found.values.shape[1]) == (1.0, [1.0], 1)

    def test_no_sound_has_no_minute(self) -> None:
        assert list(measured(np.empty(0, np.float32))) == []

    def test_samples_that_are_no_numbers_count_as_silence(self) -> None:
        sound = np.stack([noise(2.0), noise(2.0)], axis=1)
        broken = sound.copy()
        broken[5_000:5_010, 1] = np.nan, *[np.inf] * 9
        mended = np.where(np.isfinite(broken), broken, np.float32(0))
        # Their mean is silence too, wherever a channel is no number.
        assert np.isfinite(measured(broken).values).all()
        assert minute(broken).clipping == minute(mended).clipping == 0.0

    def test_samples_far_above_full_scale_are_no_index_rather_than_a_wrong_one(self) -> None:
        found = minute(noise(1.0) * np.float32(1e30), encoding="FLOAT")
        assert found == Minute(clipping=1.0, silence=0.0, offset=found.offset, peak=found.peak)
