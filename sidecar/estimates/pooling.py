"""Partial pooling of curves: what many species of one model teach about each of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sidecar.estimates.constants import (
    FEWEST_SPECIES_TO_POOL,
    POOLING_MEAN_WEIGHT,
    POOLING_ROUNDS,
    POOLING_SPREAD_WEIGHT,
)
from sidecar.estimates.curve import Curve, Prior, fitted, plain_prior
from sidecar.values import Bool, Float64

_CLOSE = 1e-6

Labels = tuple[Float64, Bool]
"""The labels of a species: logits [n] and whether each was YES [n]."""


def prior_of_species(species: Sequence[Labels]) -> Prior:
    """Give the prior for the curves of all species of one model.

    From 20 species on it is learnt from them; below, the plain prior serves as well.
    """
    return shared_prior(species) if len(species) >= FEWEST_SPECIES_TO_POOL else plain_prior()


def shared_prior(species: Sequence[Labels]) -> Prior:
    """Learn the prior of curves from all species: empirical Bayes by Laplace's approximation.

    Each round fits all curves, then takes their mean and spread, drawn a little to the plain prior
    (Dempster, Laird & Rubin, J. R. Stat. Soc. B 39 (1977), 1-38; Morris, J. Am. Stat. Assoc. 78
    (1983), 47-55).
    """
    plain = plain_prior()
    prior, count = plain, len(species)
    near: Sequence[Curve | None] = [None] * count
    for _ in range(POOLING_ROUNDS):
        curves = [
            fitted(logits, yes, prior, start=start)
            for (logits, yes), start in zip(species, near, strict=True)
        ]
        lines = np.array([(each.intercept, each.slope) for each in curves])
        mean = lines.sum(axis=0) + POOLING_MEAN_WEIGHT * plain.mean
        mean /= count + POOLING_MEAN_WEIGHT
        off = lines - mean
        spread = off.T @ off + sum(each.covariance for each in curves)
        spread = (spread + POOLING_SPREAD_WEIGHT * plain.variance) / (count + POOLING_SPREAD_WEIGHT)
        change = max(np.abs(mean - prior.mean).max(), np.abs(spread - prior.variance).max())
        prior, near = Prior(mean, spread), curves
        if change < _CLOSE:
            break
    return prior
