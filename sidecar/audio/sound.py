"""The door to decoders: what the rest of the audio room asks of any kind of sound file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt

from sidecar.audio.texts import Texts
from sidecar.values import Float32, Int64

Samples = npt.NDArray[np.generic]  # [n, channels] as stored: int16, int32, float32 or float64

# Frame counts of these are the decoder's estimate, so falling short proves nothing.
ESTIMATED = ("MPEG", "MP3")

# Numbers that are held at once, 8 MiB of float32. A header may claim 1,024 channels at 1 MHz, and
# ten seconds of that are 40 GB; so blocks are counted in numbers, not in seconds.
MOST_NUMBERS = 1 << 21

_LOSSY = ("VORBIS", "OPUS", "MPEG_LAYER_I", "MPEG_LAYER_II", "MPEG_LAYER_III")


class Sound(Protocol):
    """An open sound file that is read on and on; one thread at a time uses it."""

    @property
    def rate_hz(self) -> int: ...

    @property
    def channels(self) -> int: ...

    @property
    def frames(self) -> int:
        """Count the frames that can be read, as far as the file tells."""
        ...

    @property
    def container(self) -> str:
        """Name the format as libsndfile does: WAV, FLAC, OGG ..."""
        ...

    @property
    def encoding(self) -> str:
        """Name the samples' encoding as libsndfile does: PCM_16, FLOAT, VORBIS ..."""
        ...

    def block(self, frames: int) -> tuple[Float32, Exception | None]:
        """Read on: [n <= frames, channels], and what kept more from being read.

        Keeps what was decoded before an error, so damage costs the same in any block length. The
        end is a block of nothing without an error.
        """
        ...

    def exact(self, frames: int, dtype: str) -> Samples:
        """Read on [n <= frames, channels] as numbers of `dtype`, which `native` names.

        Raises OSError or RuntimeError for damage.
        """
        ...

    def seek(self, frame: int) -> None: ...

    def promised(self) -> int:
        """Count the frames that the header promises, where these are more than can be read."""
        ...

    def lack(self) -> str | None:
        """Say what sound of the file could not be read, if there was any; asked at its end."""
        ...

    def texts(self) -> Texts:
        """Give the words that stand beside the samples."""
        ...

    def close(self) -> None: ...


@runtime_checkable
class Apart(Protocol):
    """A sound of which windows that lie apart are read without what lies between."""

    def windows(self, starts: Int64, length: int) -> Float32:
        """Read windows [n, length, channels] that lie within the sound; forgets where it read on.

        Raises OSError or RuntimeError where one is damaged.
        """
        ...


class Decoder(Protocol):
    """A way to open sound files. Several threads may open files at once."""

    @property
    def formats(self) -> Mapping[str, str]:
        """Name the format of each suffix that folders are searched for, such as ".wav": "WAV"."""
        ...

    def open(self, path: Path) -> Sound | None:
        """Open a file; None where it is of another kind.

        Raises UnreadableAudio where the file is of this kind and damaged, OSError where it cannot
        be opened.
        """
        ...


def most_frames(channels: int) -> int:
    """Count the frames of so many channels that are held at once."""
    return max(1, MOST_NUMBERS // max(1, channels))


def native(encoding: str) -> str:
    """Choose the type of number that holds samples exactly; float32 for those of lossy codecs."""
    if encoding in ("PCM_24", "PCM_32", "ALAC_20", "ALAC_24", "ALAC_32"):
        return "int32"
    if encoding == "DOUBLE":
        return "float64"
    return "float32" if encoding in ("FLOAT", *_LOSSY) else "int16"
