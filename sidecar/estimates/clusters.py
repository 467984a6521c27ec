"""Precision "at recordings (or sites) like these": labels of one cluster are alike."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sidecar.estimates.constants import HIGHEST_ICC, ICC_PRIOR, ICC_PRIOR_CLUSTERS, LEVEL
from sidecar.estimates.precision import Share
from sidecar.estimates.proportion import wilson
from sidecar.estimates.special import student_quantile
from sidecar.values import Bool, Float64, Int64


@dataclass(frozen=True)
class ClusterShare(Share):
    """A share for clusters that nobody has heard yet, from `clusters` that somebody heard.

    `icc` is the likeness of labels within a cluster, drawn to 0.2.
    """

    clusters: int
    icc: float


def clustered(yes: Bool, weight: Float64, cluster: Int64, level: float = LEVEL) -> ClusterShare:
    """Estimate a share from labels [n], what each stands for, and the number of its cluster.

    The effective size follows from the worse of two design effects: the linearised one (Liang &
    Zeger, Biometrika 73 (1986), 13-22) and Kish's 1 + (m - 1) icc (Survey Sampling, 1965).
    Student's t has one degree of freedom fewer than clusters. Raises ValueError with fewer than two
    clusters.
    """
    _, of = np.unique(cluster, return_inverse=True)
    count = int(of.max()) + 1 if len(of) else 0
    if count < 2:
        raise ValueError("An interval over clusters needs two of them.")
    total = float(weight.sum())
    point = float((weight * yes).sum()) / total
    kish = total**2 / float((weight**2).sum())
    residuals = np.bincount(of, weight * (yes - point), count)
    variance = count / (count - 1) * float((residuals**2).sum()) / total**2
    simple = point * (1 - point) / kish
    sizes = np.bincount(of, minlength=count).astype(np.float64)
    likeness = (_icc(yes, of, sizes) * (count - 1) + ICC_PRIOR * ICC_PRIOR_CLUSTERS) / (
        count - 1 + ICC_PRIOR_CLUSTERS
    )
    linearised = max(variance / simple, 1.0) if simple > 0 else 1.0
    planned = 1 + (float((sizes**2).sum()) / len(of) - 1) * likeness
    effective = kish / max(linearised, planned)
    low, high = wilson(point, effective, student_quantile((1 + level) / 2, count - 1))
    return ClusterShare(point, low, high, effective, count, likeness)


def _icc(yes: Bool, of: Int64, sizes: Float64) -> float:
    """Estimate the likeness within clusters by analysis of variance, from 0 to 0.95.

    The estimator of Ridout, Demétrio & Firth, Biometrics 55 (1999), 137-148; labels weigh alike.
    """
    n, count = len(of), len(sizes)
    share = np.bincount(of, yes, count) / sizes
    typical = (n - float((sizes**2).sum()) / n) / (count - 1)
    between = float((sizes * (share - yes.mean()) ** 2).sum()) / (count - 1)
    within = float((sizes * share * (1 - share)).sum()) / max(n - count, 1)
    scale = between + (typical - 1) * within
    return min(max((between - within) / scale, 0.0), HIGHEST_ICC) if scale > 0 else 0.0
