"""Curves of sites: one slope, and an intercept for each site that is drawn to the mean."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sidecar.estimates import words
from sidecar.estimates.constants import (
    FEWEST_FOR_SITES,
    FEWEST_OF_A_SITE,
    LEVEL,
    SITE_ROUNDS,
    SITE_SPREAD_PRIOR,
)
from sidecar.estimates.curve import clipped, logit_limits, plain_prior, sigmoid
from sidecar.estimates.newton import mode
from sidecar.estimates.proportion import Interval
from sidecar.estimates.sample import Answers
from sidecar.estimates.withheld import Withheld
from sidecar.values import Bool, Float64, Int64

_MOST_STEPS = 50
_CLOSE = 1e-6
_SETTLED = 1e-3


@dataclass(frozen=True, eq=False)
class SiteCurves:
    """logit p = intercept + shift of the site + slope * logit of confidence.

    `line` is (intercept, slope); `shifts` [sites] vary with variance `spread` between sites. The
    covariance [2 + sites, 2 + sites] is of both together. `labels` [sites] counts those of each.
    """

    line: Float64
    shifts: Float64
    spread: float
    covariance: Float64
    labels: Int64

    def density(
        self, site: int, logits: Float64, level: float = LEVEL
    ) -> tuple[float, Interval] | Withheld:
        """Give the share of a site's windows, at these logits [n], that are true, with limits."""
        if self.labels[site] < FEWEST_OF_A_SITE:
            return words.few_for_sites(int(self.labels[site]), 1)
        s = clipped(logits)
        p = sigmoid(self.line[0] + self.shifts[site] + self.line[1] * s)
        chance = p * (1 - p)
        at = [0, 1, 2 + site]
        gradient = np.array([chance.mean(), (chance * s).mean(), chance.mean()])
        variance = float(gradient @ self.covariance[np.ix_(at, at)] @ gradient)
        variance += float(chance.sum()) / len(p) ** 2
        return float(p.mean()), logit_limits(float(p.mean()), variance, level)


def site_curves(answers: Answers) -> SiteCurves | Withheld:
    """Fit the curves of sites to decided labels whose site is known.

    The spread between sites follows by the algorithm of expectation and maximisation, from each
    site's shift and its uncertainty.
    """
    decided = answers.decided
    known = decided.where(decided.site >= 0)
    sites = int(known.site.max()) + 1 if len(known) else 0
    if len(known) < FEWEST_FOR_SITES:
        return words.few_for_sites(len(known), len(np.unique(known.site)))
    s, y = clipped(known.logit), known.yes
    at = np.concatenate([plain_prior().mean, np.zeros(sites)])
    spread = SITE_SPREAD_PRIOR
    for _ in range(SITE_ROUNDS):
        at, covariance = _fit(s, y, known.site, at, spread)
        shifts = at[2:]
        known_to = float(np.trace(covariance[2:, 2:]))
        before = spread
        spread = (float((shifts**2).sum()) + known_to + SITE_SPREAD_PRIOR) / (sites + 2)
        if abs(spread - before) <= _SETTLED * before:
            break
    return SiteCurves(at[:2], at[2:], spread, covariance, np.bincount(known.site))


def _fit(s: Float64, y: Bool, site: Int64, at: Float64, spread: float) -> tuple[Float64, Float64]:
    """Find the mode from `at` on by Newton's steps, and the inverse Hessian there."""
    prior = plain_prior()
    sites = len(at) - 2
    precision = np.zeros((len(at), len(at)))
    precision[:2, :2] = np.linalg.inv(prior.variance)
    precision[range(2, len(at)), range(2, len(at))] = 1 / spread
    centre = np.concatenate([prior.mean, np.zeros(sites)])

    def loss(values: Float64) -> float:
        score = values[0] + values[1] * s + values[2:][site]
        off = values - centre
        return float((np.logaddexp(0.0, score) - y * score).sum() + 0.5 * off @ precision @ off)

    def step(values: Float64) -> Float64:
        slope, bend = _bend(s, y, site, values)
        return np.asarray(np.linalg.solve(bend + precision, slope - precision @ (values - centre)))

    at = mode(at, loss, step, steps=_MOST_STEPS, close=_CLOSE)
    return at, np.asarray(np.linalg.inv(_bend(s, y, site, at)[1] + precision), np.float64)


def _bend(s: Float64, y: Bool, site: Int64, at: Float64) -> tuple[Float64, Float64]:
    """Give the slope and the negated Hessian of the log likelihood, by sums over sites."""
    sites = len(at) - 2
    p = sigmoid(at[0] + at[1] * s + at[2:][site])
    off, chance = y - p, p * (1 - p)
    slope = np.concatenate([[off.sum(), off @ s], np.bincount(site, off, sites)])
    bend = np.zeros((len(at), len(at)))
    ones, scores = np.bincount(site, chance, sites), np.bincount(site, chance * s, sites)
    bend[0, 0], bend[1, 1] = chance.sum(), chance @ (s * s)
    bend[0, 1] = bend[1, 0] = chance @ s
    bend[0, 2:] = bend[2:, 0] = ones
    bend[1, 2:] = bend[2:, 1] = scores
    bend[range(2, len(at)), range(2, len(at))] = ones
    return slope, bend
