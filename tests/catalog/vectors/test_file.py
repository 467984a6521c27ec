"""Rows of a file of embeddings: what is packed, and what is read of them."""

from __future__ import annotations

import numpy as np

from sidecar.catalog.vectors.file import dots, pack, row_type, unpack


def test_every_float16_is_read_exactly() -> None:
    halves = np.arange(1 << 16, dtype=np.uint16).view(np.float16)
    units = halves[np.isfinite(halves)].reshape(-1, 64)
    rows = np.zeros(len(units), row_type(64))
    rows["unit"] = units
    for norm in (1.0, 0.7, 3e4):
        rows["norm"] = norm
        expected = units.astype(np.float32) * np.float32(norm)
        assert (unpack(rows).view(np.int32) == expected.view(np.int32)).all()
    first = np.eye(1, 64, dtype=np.float32)[0]
    assert (dots(rows, first) == units[:, 0]).all()


def test_embeddings_without_direction_are_read_as_zeros_or_nan() -> None:
    embeddings = np.array([[3.0, 4.0], [0.0, 0.0], [np.nan, 1.0], [np.inf, 1.0]], np.float32)
    read = unpack(pack(embeddings))
    assert np.allclose(read[:2], embeddings[:2], rtol=1e-3)
    assert np.isnan(read[2:]).all()


def test_what_is_read_is_the_readers_own() -> None:
    rows = pack(np.array([[3.0, 4.0]], np.float32))
    before = rows.copy()
    unpack(rows)[:] = 7.0
    assert rows == before
