"""Which windows are held back together."""

from __future__ import annotations

import numpy as np

from sidecar.learn.examples import Bool
from sidecar.values import Int64

MOST_FOLDS = 5


def folds(groups: Int64, present: Bool, *, seed: int, most: int = MOST_FOLDS) -> Int64:
    """Deal windows [n] out to folds [n] 0..k-1, those of one group to the same fold.

    There are as many folds as groups, but at most `most`. The positives of each class [n, c] are
    spread as evenly as their groups allow, those of rare classes first.
    """
    names, group = np.unique(groups, return_inverse=True)
    count = min(most, len(names))
    positives = np.zeros((len(names), present.shape[1]))
    np.add.at(positives, group, present)
    sizes = np.bincount(group, minlength=len(names))
    homes = (positives > 0).sum(axis=0)  # groups that a class is in: the fewer, the more urgent
    urgency = np.where(positives > 0, homes, len(names) + 1).min(axis=1)
    random = np.random.default_rng(seed).permutation(len(names))
    order = random[np.lexsort((-sizes[random], urgency[random]))]
    held = np.zeros((count, present.shape[1]))
    filled = np.zeros(count)
    fold_of = np.zeros(len(names), np.int64)
    share = np.maximum(positives.sum(axis=0), 1)
    for each in order:
        # How full each fold is of the classes in this group, then how full in all.
        crowding = (held[:, positives[each] > 0] / share[positives[each] > 0]).sum(axis=1)
        fold = np.lexsort((filled, np.round(crowding, 9)))[0]
        fold_of[each] = fold
        held[fold] += positives[each]
        filled[fold] += sizes[each]
    return fold_of[group]
