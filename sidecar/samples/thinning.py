"""Thins a frame before a draw: at most a few windows of each recording or block in each cell."""

from __future__ import annotations

import numpy as np

from sidecar.values import Bool, Float64, Int64


def groups(recording: Int64, start_ms: Int64, cell: Int64, block_ms: int | None) -> Int64:
    """Number the groups of windows [n] that are thinned together: a recording or block, and a cell.

    Blocks of `block_ms` count from the recording's start. None makes one block of a recording.
    """
    block = np.zeros_like(start_ms) if block_ms is None else start_ms // block_ms
    keys = np.stack([recording, block, cell], axis=1)
    if not len(keys):
        return np.zeros(0, np.int64)
    _, number = np.unique(keys, axis=0, return_inverse=True)
    return number.reshape(-1).astype(np.int64)


def thin(group: Int64, u: Float64, order: Int64, most: int) -> tuple[Bool, Float64]:
    """Keep the `most` windows of each group with the lowest numbers `u`; `order` breaks ties.

    Gives which windows [n] are kept, and the weights [n] of the kept ones: max(1, M / most), where
    the group has M windows. So the kept ones stand for all (each is kept with chance most / M).
    """
    by = np.lexsort((order, u, group))
    sorted_groups = group[by]
    place = np.arange(len(by)) - np.searchsorted(sorted_groups, sorted_groups)
    kept = np.zeros(len(group), np.bool_)
    kept[by[place < most]] = True
    members = np.bincount(group)[group] if len(group) else np.zeros(0, np.int64)
    return kept, np.maximum(1.0, members / most)
