"""Alpha of any number of reviewers who need not have judged every clip."""

from __future__ import annotations

import math

import numpy as np

from sidecar.estimates.agreement import Coefficient, coefficient
from sidecar.estimates.constants import LEVEL
from sidecar.values import Float64, Int64


def alpha_of_many(answers: Int64, level: float = LEVEL) -> Coefficient:
    """Compute Krippendorff's alpha of answers [clips, reviewers], from 0 on; -1 is a gap.

    Clips with one answer tell nothing of agreement and are left out. The interval leaves out one
    clip at a time. Krippendorff, Content Analysis (2004), ch. 11: the matrix of coincidences.
    """
    counts = _counts(answers)
    counts = counts[counts.sum(axis=1) > 1]
    if not len(counts):
        return Coefficient(None, None, None)
    judged = counts.sum(axis=1)
    same = (counts * (counts - 1)).sum(axis=1) / (judged - 1)  # each clip's equal pairs
    apart = judged - same
    whole = _alpha(apart.sum(), counts.sum(axis=0)[np.newaxis])[0]
    if math.isnan(whole):
        return Coefficient(None, None, None)
    if len(counts) < 2:
        return Coefficient(float(whole), None, None)
    values = _alpha(apart.sum() - apart, counts.sum(axis=0) - counts)
    return coefficient(float(whole), values, np.ones(len(counts)), level)


def _counts(answers: Int64) -> Float64:
    """Count each answer of each clip [clips, answers]."""
    kinds = int(answers.max(initial=0)) + 1
    return np.stack([(answers == kind).sum(axis=1) for kind in range(kinds)], 1).astype(np.float64)


def _alpha(apart: Float64, values: Float64) -> Float64:
    """Turn pairs that differ, and how often each answer was given [m, answers], into alphas [m]."""
    n = values.sum(axis=1)
    differing = n**2 - (values**2).sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(differing > 0, 1 - (n - 1) * apart / differing, np.nan)
