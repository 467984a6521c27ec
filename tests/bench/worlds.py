"""Worlds of detections whose truth is known, in which the bench of estimates draws and judges.

Scores are normal, of true and of false detections apart, above the floor. Each recording has a
precision of its own, from a beta distribution, and their sizes are skewed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sidecar.samples.allocation import allocate
from sidecar.samples.bands import band_edges, band_of
from sidecar.values import Bool, Float64, Int64

FLOOR = -2.197
BANDS = 5


@dataclass(frozen=True)
class Archetype:
    """A kind of species: its detections, precision, and scores (mean, spread) of true and false.

    A share `high` of the false ones scores as the last pair says: a plateau.
    """

    name: str
    detections: int
    precision: float
    true: tuple[float, float]
    false: tuple[float, float]
    icc: float = 0.25
    high: float = 0.0
    high_false: tuple[float, float] = (3.0, 1.0)


ARCHETYPES = (
    Archetype("common", 4_000, 0.90, (2.0, 2.0), (-0.5, 1.2)),
    Archetype("confusable", 3_000, 0.50, (1.5, 1.8), (0.3, 1.5)),
    Archetype("rare", 8_000, 0.12, (1.5, 1.8), (-1.2, 0.9)),
    Archetype("plateau", 2_000, 0.70, (2.0, 1.8), (-0.5, 1.2), high=0.3),
    Archetype("small", 80, 0.75, (1.8, 1.8), (-0.5, 1.2), icc=0.2),
    Archetype("near-perfect", 5_000, 0.985, (3.0, 1.8), (0.0, 1.5), icc=0.2),
)


@dataclass(frozen=True)
class World:
    """Detections as arrays [N], parted into bands."""

    logit: Float64
    true: Bool
    recording: Int64
    band: Int64

    @property
    def sizes(self) -> Int64:
        return np.bincount(self.band, minlength=BANDS)

    def precision(self, logit: float) -> float:
        """Give the true precision at or above a logit."""
        return float(self.true[self.logit >= logit].mean())


def world(kind: Archetype, rng: np.random.Generator) -> World:
    """Make a world of a kind."""
    n = kind.detections
    share = rng.lognormal(0.0, 1.2, max(n // 40, 8))
    recording = rng.choice(len(share), n, p=share / share.sum())
    true = rng.random(n) < beta_shares(kind.precision, kind.icc, len(share), rng)[recording]
    mean = np.where(true, kind.true[0], kind.false[0])
    spread = np.where(true, kind.true[1], kind.false[1])
    plateau = ~true & (rng.random(n) < kind.high)
    mean[plateau], spread[plateau] = kind.high_false
    logit = above_floor(mean, spread, rng)
    return World(logit, true, recording, band_of(logit, band_edges(logit, FLOOR, BANDS)))


@dataclass(frozen=True)
class Nights:
    """Nights of sites as a world whose rows are nights with a detection.

    `World.logit` is the highest score of each, and `World.true` says whether one of its ten highest
    scores is a call. `held` counts the nights with a call, heard or not.
    """

    world: World
    held: int


def nights(false_ones: float, rng: np.random.Generator, clips: int = 10) -> Nights:
    """Make 40 sites of 30 nights: three calls in a third of them, and false detections in all."""
    site = np.repeat(np.arange(40), 30)
    present = rng.random(len(site)) < beta_shares(0.33, 0.3, 40, rng)[site]
    logit, true = [], []
    for here in present.tolist():
        right = np.repeat([True, False], [rng.poisson(3.0) * here, rng.poisson(false_ones)])
        scores = np.where(right, rng.normal(1.0, 1.5, len(right)), rng.normal(0.5, 1.5, len(right)))
        best = np.argsort(-scores, kind="stable")[:clips]
        best = best[scores[best] >= FLOOR]
        logit.append(float(scores[best[0]]) if len(best) else -np.inf)
        true.append(bool(right[best].any()))
    kept = np.flatnonzero(np.isfinite(logit))
    high = np.array(logit)[kept]
    band = band_of(high, band_edges(high, FLOOR, BANDS))
    return Nights(World(high, np.array(true)[kept], site[kept], band), int(present[kept].sum()))


def beta_shares(mean: float, icc: float, count: int, rng: np.random.Generator) -> Float64:
    """Draw shares [count] around a mean that are as alike within as the ICC says."""
    if icc <= 0:
        return np.full(count, mean)
    scale = (1 - icc) / icc
    return rng.beta(mean * scale, (1 - mean) * scale, count)


def above_floor(mean: Float64, spread: Float64, rng: np.random.Generator) -> Float64:
    """Draw normal scores [n] again until all are above the floor."""
    logit = rng.normal(mean, spread)
    while (low := logit < FLOOR).any():
        logit[low] = rng.normal(mean[low], spread[low])
    return np.minimum(logit, 15.0)


def drawn(sizes: Int64, band: Int64, n: int, rng: np.random.Generator) -> Int64:
    """Draw rows: a simple random sample of each band, shared out by the rule of samples."""
    counts = allocate(sizes.tolist(), n).counts
    order = rng.permutation(len(band))
    by = order[np.argsort(band[order], kind="stable")]
    starts = np.concatenate([[0], np.cumsum(np.bincount(band, minlength=len(sizes)))[:-1]])
    return np.concatenate(
        [by[start : start + count] for start, count in zip(starts, counts, strict=True)]
    )
