"""The curve of probability over score: logistic on the logit of confidence, with a prior."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sidecar.estimates.constants import HIGHEST_LOGIT, LEVEL, PRIOR_MEAN, PRIOR_VARIANCE
from sidecar.estimates.newton import mode
from sidecar.estimates.proportion import Interval
from sidecar.estimates.special import normal_quantile
from sidecar.values import Bool, Float64

_MOST_STEPS = 100
_CLOSE = 1e-10


@dataclass(frozen=True)
class Prior:
    """What is believed of (intercept, slope) before any label: a normal distribution."""

    mean: Float64  # [2]
    variance: Float64  # [2, 2]


def plain_prior() -> Prior:
    """Give the prior for species that stand alone."""
    return Prior(np.array(PRIOR_MEAN), np.diag(PRIOR_VARIANCE))


@dataclass(frozen=True)
class Curve:
    """logit p = intercept + slope * logit of confidence, with the covariance [2, 2] of both."""

    intercept: float
    slope: float
    covariance: Float64

    def probability(self, logits: Float64) -> Float64:
        """Give the probability [n] that detections at these logits [n] are true."""
        return sigmoid(self.intercept + self.slope * clipped(logits))

    def limits(self, logits: Float64, level: float = LEVEL) -> tuple[Float64, Float64]:
        """Give the lower and upper limits [n] of the probabilities, if the curve holds."""
        s = clipped(logits)
        c = self.covariance
        spread = np.sqrt(np.maximum(c[0, 0] + 2 * s * c[0, 1] + s * s * c[1, 1], 0.0))
        middle = self.intercept + self.slope * s
        half = normal_quantile((1 + level) / 2) * spread
        return sigmoid(middle - half), sigmoid(middle + half)

    def mean_limits(self, logits: Float64, level: float = LEVEL) -> tuple[float, Interval]:
        """Give the mean probability of windows at these logits, and its limits if the curve holds.

        The limits are on the logit scale: of the curve's own error, and of chance in each window.
        """
        s = clipped(logits)
        p = self.probability(logits)
        slopes = np.column_stack([np.ones_like(s), s])
        gradient = (p * (1 - p)) @ slopes / len(p)
        variance = (
            float(gradient @ self.covariance @ gradient) + float((p * (1 - p)).sum()) / len(p) ** 2
        )
        return float(p.mean()), logit_limits(float(p.mean()), variance, level)


def fitted(
    logits: Float64, yes: Bool, prior: Prior | None = None, *, start: Curve | None = None
) -> Curve:
    """Fit a curve to labels [n] at logits [n]: the mode of the posterior, by Newton's steps.

    The covariance is the inverse Hessian there. Labels weigh alike, since the design does not
    matter given the score. Steps begin at the prior's mean, or at a curve that lies near.
    """
    prior = prior or plain_prior()
    x = np.column_stack([np.ones(len(logits)), clipped(logits)])
    y = yes.astype(np.float64)
    precision = np.linalg.inv(prior.variance)
    b = prior.mean.copy() if start is None else np.array([start.intercept, start.slope])

    def loss(at: Float64) -> float:
        score, off = x @ at, at - prior.mean
        return float((np.logaddexp(0.0, score) - y * score).sum() + 0.5 * off @ precision @ off)

    def bend(p: Float64) -> Float64:
        return np.asarray((x * (p * (1 - p))[:, np.newaxis]).T @ x + precision)

    def step(at: Float64) -> Float64:
        p = sigmoid(x @ at)
        slope = x.T @ (y - p) - precision @ (at - prior.mean)
        return np.asarray(np.linalg.solve(bend(p), slope))

    b = mode(b, loss, step, steps=_MOST_STEPS, close=_CLOSE)
    return Curve(
        float(b[0]), float(b[1]), np.asarray(np.linalg.inv(bend(sigmoid(x @ b))), np.float64)
    )


def logit_limits(share: float, variance: float, level: float = LEVEL) -> Interval:
    """Give limits of a share by its logit, whose standard error follows from the share's."""
    if not 0 < share < 1:
        return Interval(share, share)
    half = normal_quantile((1 + level) / 2) * variance**0.5 / (share * (1 - share))
    middle = np.log(share / (1 - share))
    low, high = sigmoid(np.array([middle - half, middle + half]))
    return Interval(float(low), float(high))


def clipped(logits: Float64) -> Float64:
    return np.clip(logits, -HIGHEST_LOGIT, HIGHEST_LOGIT)


def sigmoid(values: Float64) -> Float64:
    """Give 1 / (1 + exp(-v)) without overflow."""
    return np.exp(-np.logaddexp(0.0, -values))
