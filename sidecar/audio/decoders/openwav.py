"""A WAV file that NumPy reads: what decoders of finished headers cannot read."""

from __future__ import annotations

from io import BufferedReader

from sidecar.audio.texts import Texts


class OpenWav:
    """An open file, the words beside its samples, and how many frames its header promises."""

    def __init__(self, file: BufferedReader, written: Texts, promised: int) -> None:
        self._file = file
        self._texts = written
        self._promised = promised

    def promised(self) -> int:
        return self._promised

    def lack(self) -> None:
        """Give nothing: what is there can be read."""

    def texts(self) -> Texts:
        return self._texts

    def close(self) -> None:
        self._file.close()
