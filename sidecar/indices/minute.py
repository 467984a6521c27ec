"""Measures one minute of a recording."""

from __future__ import annotations

from sidecar.indices import acoustic, weather
from sidecar.indices.columns import Minute
from sidecar.indices.spectrum import SpectrumSums, frame_length
from sidecar.indices.waveform import WaveformSums, clipping_level
from sidecar.values import AudioFacts, Float32


class MinuteSums:
    """Adds up one minute, from groups of frames in their order."""

    def __init__(self, facts: AudioFacts) -> None:
        self._stereo = facts.channels == 2
        self._waveform = WaveformSums(frame_length(facts.rate_hz), clipping_level(facts.encoding))
        self._spectrum = SpectrumSums(facts.rate_hz)

    def add(self, frames: Float32, channels: Float32 | None) -> None:
        """Add whole frames [n, length], and those of all channels if there are several."""
        self._waveform.add(frames, channels)
        self._spectrum.add(frames)

    def end(self, rest: Float32, channels: Float32 | None) -> None:
        """Add the samples [1, n] after the last whole frame, which no spectrum has."""
        self._waveform.add(rest, channels)

    def minute(self) -> Minute:
        """Give all values, of a minute with at least one sample."""
        sound = self._waveform
        return Minute(
            clipping=sound.clipping,
            silence=sound.silence,
            offset=sound.offset,
            level=sound.level_db,
            peak=sound.peak_db,
            alike=sound.alike() if self._stereo else None,
            **self._indices(),
        )

    def _indices(self) -> dict[str, float | None]:
        """Compute what needs a spectrum; nothing of a minute in which no sample changes."""
        spectrum = self._spectrum.spectrum()
        if spectrum is None or self._waveform.silence == 1:
            return {}
        adi, aei = acoustic.diversity(spectrum) or (None, None)
        return {
            "rain": weather.rain(spectrum),
            "wind": weather.wind(spectrum),
            "aci": acoustic.complexity(spectrum),
            "ndsi": acoustic.difference(spectrum),
            "bi": acoustic.bioacoustic(spectrum),
            "hf": acoustic.frequency_entropy(spectrum),
            "ht": acoustic.temporal_entropy(self._waveform.envelope),
            "adi": adi,
            "aei": aei,
        }
