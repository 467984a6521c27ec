"""What the samples of a minute say without a spectrum: level, clipping, silence, channels."""

from __future__ import annotations

import numpy as np

from sidecar.values import Float32

# The largest values that an encoding holds, below full scale; other encodings reach 2**-15 of it.
_HIGHEST = {"PCM_S8": 1 - 2.0**-7, "PCM_U8": 1 - 2.0**-7, "ULAW": 32_124 / 2**15}
_HIGHEST["ALAW"] = 32_256 / 2**15
_USUAL_HIGHEST = 1 - 2.0**-15

# From this offset on, -60 dB of full scale, squares of quiet sound would drown in its square.
_NOTABLE = 2.0**-10


def clipping_level(encoding: str) -> float:
    """Give the value from which a sample of an encoding, as libsndfile names it, is clipped."""
    return _HIGHEST.get(encoding, _USUAL_HIGHEST)


class WaveformSums:
    """Adds up one minute, from groups of frames in their order; `length` is that of whole ones."""

    def __init__(self, length: int, clipping: float) -> None:
        self._length = length
        self._clipping = np.float32(clipping)
        self._samples = self._values = self._clipped = self._frames = self._still = 0
        self._near = np.float32(0)  # a value near the mean, so that squares around it are exact
        self._sum = self._squares = self._peak = 0.0
        self._equal = self._opposite = True
        self._envelope: list[Float32] = []

    @np.errstate(over="ignore", invalid="ignore")
    def add(self, frames: Float32, channels: Float32 | None = None) -> None:
        """Add frames [n, samples] of the mean, and those of all channels [n, samples, channels].

        The mean is all there is if `channels` is None. Every value is a number. A frame that is
        shorter than `length` is the end of the minute, and has no part in silence and envelope.
        """
        envelope = np.abs(frames).max(axis=1)
        if not self._samples:
            near = np.clip(frames[0].mean(), frames[0].min(), frames[0].max())
            self._near = near if abs(near) >= _NOTABLE else np.float32(0)
        self._samples += frames.size
        apart = frames - self._near if self._near else frames
        self._sum += float(np.einsum("nt->n", apart).sum(dtype=np.float64))
        squares = np.einsum("nt,nt->n", apart, apart)
        self._squares += float(squares.sum(dtype=np.float64))
        every = frames if channels is None else channels.reshape(len(frames), -1)
        if frames.shape[1] == self._length:
            self._frames += len(frames)
            self._envelope.append(envelope)
            self._still += _still(frames[..., np.newaxis] if channels is None else channels)
        self._look(every, envelope if channels is None else np.abs(every).max(axis=1))
        if channels is not None and channels.shape[2] == 2 and (self._equal or self._opposite):
            left, right = channels[:, :, 0], channels[:, :, 1]
            self._equal = self._equal and bool((left == right).all())
            self._opposite = self._opposite and bool((left == -right).all())

    def _look(self, values: Float32, peaks: Float32) -> None:
        """Count clipped samples of frames [n, values] with their largest ones [n]."""
        self._values += values.size
        self._peak = max(self._peak, float(peaks.max()))
        reaching = peaks >= self._clipping
        if reaching.any():
            self._clipped += int((np.abs(values[reaching]) >= self._clipping).sum())

    @property
    def samples(self) -> int:
        return self._samples

    @property
    def clipping(self) -> float:
        """Share of all channels' samples that are clipped."""
        return self._clipped / self._values

    @property
    def silence(self) -> float | None:
        """Share of the whole frames in which no channel changes; None without a whole frame."""
        return self._still / self._frames if self._frames else None

    @property
    def offset(self) -> float:
        """Mean of the samples, of full scale."""
        return float(self._near) + self._sum / self._samples

    @property
    def level_db(self) -> float | None:
        """RMS in dB of full scale, without the offset; None if no sample differs."""
        mean_square = self._squares / self._samples - (self._sum / self._samples) ** 2
        return float(10 * np.log10(mean_square)) if 0 < mean_square < np.inf else None

    @property
    def peak_db(self) -> float | None:
        """Largest absolute sample of all channels in dB of full scale; None if all are zero."""
        return float(20 * np.log10(self._peak)) if 0 < self._peak < np.inf else None

    def alike(self) -> int:
        """Tell whether the two channels are equal (1), opposite (-1) or neither (0)."""
        return 1 if self._equal else -1 if self._opposite else 0

    @property
    def envelope(self) -> Float32:
        """Largest absolute sample of each frame [frames]."""
        return np.concatenate([np.empty(0, np.float32), *self._envelope])


def _still(frames: Float32) -> int:
    """Count the frames [n, length, channels] in which no channel changes."""
    length = frames.shape[1]
    few = frames[:, [0, length // 3, length // 2, length - 1]]
    maybe = frames[(few == few[:, :1]).all(axis=(1, 2))]  # nearly no frame with sound
    return int((maybe == maybe[:, :1]).all(axis=(1, 2)).sum())
