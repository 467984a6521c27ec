"""Open files as libsndfile reads them: with an error kept, and with a beginning of our own."""

from __future__ import annotations

from typing import BinaryIO

# A tag at the end of an MP3 file (ID3v1).
_TAG_BYTES = 128


class KeptFile:
    """An open file that keeps the error of a read, because libsndfile cannot pass it on."""

    def __init__(self, file: BinaryIO) -> None:
        self.error: OSError | None = None
        self.size = file.seek(0, 2)
        self.content = file

    def read(self, place: int, size: int) -> bytes:
        try:
            self.content.seek(place)
            return self.content.read(size)
        except OSError as error:
            self.error = error
            return b""

    def close(self) -> None:
        self.content.close()


class Content:
    """A beginning and then the bytes of a file from a place on, as one file for libsndfile.

    The bytes from `end` on are left out. `claims` is a larger size that is told in place of the
    true one: whoever looks for a tag at such an end finds none.
    """

    def __init__(
        self,
        file: KeptFile,
        beginning: bytes,
        place: int,
        end: int | None = None,
        *,
        claims: int | None = None,
    ) -> None:
        self._file = file
        self._beginning = beginning
        self._offset = place - len(beginning)
        self._size = (file.size if end is None else end) - self._offset
        self._claims = self._size if claims is None else claims
        self._at = 0

    def read(self, size: int, /) -> bytes:
        if self._size <= self._at and self._claims - _TAG_BYTES <= self._at:
            given = bytes(min(size, self._claims - self._at))
            self._at += len(given)
            return given
        size = max(0, min(size, self._size - self._at))
        given = self._beginning[self._at : self._at + size]
        if len(given) < size:
            given += self._file.read(self._offset + self._at + len(given), size - len(given))
        self._at += len(given)
        return given

    def seek(self, offset: int, whence: int = 0, /) -> int:
        self._at = offset + (0, self._at, self._claims)[whence]
        return self._at

    def tell(self) -> int:
        return self._at
