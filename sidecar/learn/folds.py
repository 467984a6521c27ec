"""Deals windows out to the folds of a cross-validation."""

from __future__ import annotations

import numpy as np

from sidecar.learn.examples import Bool
from sidecar.values import Int64

MOST_FOLDS = 5


def folds(groups: Int64, present: Bool, *, seed: int, most: int = MOST_FOLDS) -> Int64:
    """Deal windows [n] out to folds [n] 0..k-1; a group stays together.

    The folds are as many as the groups, but at most `most`. Rare classes come first, and the
    positives of each class [n, c] spread as evenly as their groups allow.
    """
    names, group = np.unique(groups, return_inverse=True)
    count = min(most, len(names))
    positives = np.zeros((len(names), present.shape[1]))
    np.add.at(positives, group, present)
    sizes = np.bincount(group, minlength=len(names))
    homes = (positives > 0).sum(axis=0)  # a class in few groups is more urgent
    urgency = np.where(positives > 0, homes, len(names) + 1).min(axis=1)
    random = np.random.default_rng(seed).permutation(len(names))
    order = random[np.lexsort((-sizes[random], urgency[random]))]
    held = np.zeros((count, present.shape[1]))
    filled = np.zeros(count)
    fold_of = np.zeros(len(names), np.int64)
    share = np.maximum(positives.sum(axis=0), 1)
    for each in order:
        # First how many of this group's classes each fold has, then how many windows in all.
        crowding = (held[:, positives[each] > 0] / share[positives[each] > 0]).sum(axis=1)
        fold = np.lexsort((filled, np.round(crowding, 9)))[0]
        fold_of[each] = fold
        held[fold] += positives[each]
        filled[fold] += sizes[each]
    return fold_of[group]
