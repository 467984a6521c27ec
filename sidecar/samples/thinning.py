"""Thins a frame before a draw: at most a few windows of each recording or block in each cell."""

from __future__ import annotations

import math

import numpy as np

from sidecar.values import Bool, Float64, Int64


def groups(recording: Int64, start_ms: Int64, cell: Int64, block_ms: int | None) -> Int64:
    """Number the groups of windows [n] that are thinned together: a recording or block, and a cell.

    Blocks of `block_ms` count from the recording's start. None makes one block of a recording.
    """
    block = np.zeros_like(start_ms) if block_ms is None else start_ms // block_ms
    sizes = [int(each.max(initial=0)) + 1 for each in (recording, block, cell)]
    if math.prod(sizes) >= 2**62:  # the number of a group would not fit
        keys = np.stack([recording, block, cell], axis=1)
        return np.asarray(np.unique(keys, axis=0, return_inverse=True)[1], np.int64).reshape(-1)
    whole = (recording * sizes[1] + block) * sizes[2] + cell
    return np.asarray(np.unique(whole, return_inverse=True)[1], np.int64)


def thin(group: Int64, u: Float64, order: Int64, most: int) -> tuple[Bool, Float64]:
    """Keep the `most` windows of each group with the lowest numbers `u`; `order` lists the rows
    [n]: the first comes first of equals.

    Gives which windows [n] are kept, and the weights [n] of the kept ones: max(1, M / most), where
    the group has M windows. So the kept ones stand for all (each is kept with chance most / M).
    """
    by = order[np.argsort(u[order], kind="stable")]
    by = by[np.argsort(group[by], kind="stable")]
    sorted_groups = group[by]
    begins = np.flatnonzero(np.diff(sorted_groups, prepend=-1))
    sizes = np.diff(begins, append=len(by))
    place = np.arange(len(by)) - np.repeat(begins, sizes)
    kept = np.zeros(len(group), np.bool_)
    kept[by[place < most]] = True
    weight = np.empty(len(group))
    weight[by] = np.repeat(np.maximum(1.0, sizes / most), sizes)
    return kept, weight
