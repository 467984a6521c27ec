"""Chooses clips that show a species is there. They are no random sample, and give no estimate."""

from __future__ import annotations

import numpy as np

from sidecar.values import Float64, Int64


def best(logit: Float64, order: Int64, n: int, group: Int64 | None = None) -> Int64:
    """Choose the rows of the `n` highest scores, or of the highest one of each group.

    `order` lists the rows [n]: the first comes first of equals. The best come first.
    """
    by = order[np.argsort(-logit[order], kind="stable")]
    if group is not None:
        _, first = np.unique(group[by], return_index=True)
        by = by[np.sort(first)]
    return by[:n].astype(np.int64)
