"""Holds the embeddings of one recording until they are stored."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator

import numpy as np

from sidecar.values import Float32

# Up to this many bytes stay in memory; the embeddings of longer recordings go to a file.
_IN_MEMORY = 8 << 20

# How many embeddings are handed over at once: 4 MB at 1,024 dimensions.
_BLOCK = 1024


class Spool:
    """Embeddings [w, dimension] of one recording; one thread at a time may use it."""

    def __init__(self, dimension: int) -> None:
        self.dimension = dimension
        self._file = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - `close` is ours

    def put(self, first: int, embeddings: Float32) -> None:
        """Take embeddings [b, dimension] of the windows `first` and after."""
        self._file.seek(first * self.dimension * 4)
        self._file.write(np.ascontiguousarray(embeddings, np.float32).data)

    def blocks(self, count: int) -> Iterator[Float32]:
        """Hand over the embeddings of the first `count` windows, some at a time."""
        self._file.seek(0)
        for first in range(0, count, _BLOCK):
            rows = min(_BLOCK, count - first)
            block = self._file.read(rows * self.dimension * 4)
            yield np.frombuffer(block, np.float32).reshape(rows, self.dimension)

    def close(self) -> None:
        self._file.close()

    def __getstate__(self) -> dict[str, object]:
        self._file.seek(0)
        return {"dimension": self.dimension, "content": self._file.read()}

    def __setstate__(self, state: dict[str, object]) -> None:
        dimension, content = state["dimension"], state["content"]
        assert isinstance(dimension, int) and isinstance(content, bytes)
        Spool.__init__(self, dimension)
        self._file.write(content)
