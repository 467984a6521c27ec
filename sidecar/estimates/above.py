"""What the labels say of the detections above a threshold, in this catalog and beyond it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from sidecar.estimates import words
from sidecar.estimates.cells import Cells, cells_of_labels
from sidecar.estimates.clusters import ClusterShare, clustered
from sidecar.estimates.constants import (
    FEWEST_CLUSTERS,
    FEWEST_FOR_LIMITS,
    FEWEST_FOR_POINT,
    FEWEST_WRONG_FOR_POINT,
    LEVEL,
    MOST_TO_COUNT,
    MOST_UNHEARD,
    MOST_UNSURE,
)
from sidecar.estimates.frame import JudgedFrame
from sidecar.estimates.precision import Share, precision
from sidecar.estimates.proportion import Interval
from sidecar.estimates.sample import Answers
from sidecar.estimates.withheld import Withheld
from sidecar.samples.scores import logit_of
from sidecar.values import Bool, Float64, Int64

Clusters = Literal["site", "recording"]


@dataclass(frozen=True)
class Precision(Share):
    """Precision in this catalog, with limits that allow for UNSURE.

    The lower limit takes every UNSURE as NO, the upper one as YES; the point leaves them out.
    `form` is "count" where all detections were judged, and "atLeast" where so few were NO that the
    lower limit should be shown in place of the point.
    """

    form: Literal["point", "atLeast", "count"]


@dataclass(frozen=True, eq=False)
class Above:
    """The labels at or above a confidence, and the detections there.

    `labels` are those that decided, `yes` of them YES; `unsure` come besides.
    """

    confidence: float
    logit: float
    detections: Int64
    """Detections of each cell [k]."""
    answers: Answers
    frame: JudgedFrame

    @property
    def all_detections(self) -> int:
        return int(self.detections.sum())

    @property
    def labels(self) -> int:
        return int((~self.answers.unsure).sum())

    @property
    def yes(self) -> int:
        return int(self.answers.yes.sum())

    @property
    def unsure(self) -> int:
        return int(self.answers.unsure.sum())

    def cells(self) -> Cells:
        """Make cells of the labels that decided."""
        return self._cells(self.answers.decided, self.answers.decided.yes)

    def cells_with(self, unsure: Literal["YES", "NO"]) -> Cells:
        """Make cells of all labels, with each UNSURE as another answer."""
        yes = self.answers.yes | self.answers.unsure if unsure == "YES" else self.answers.yes
        return self._cells(self.answers, yes)

    def cells_of_unsure(self) -> Cells:
        """Make cells of all labels, in which UNSURE takes the place of YES."""
        return self._cells(self.answers, self.answers.unsure)

    def _cells(self, answers: Answers, yes: Bool) -> Cells:
        return cells_of_labels(
            self.detections, answers.cell, yes, answers.weight, thinned=answers.thinned
        )


def above(answers: Answers, frame: JudgedFrame, confidence: float) -> Above:
    """Take the labels and detections at or above a confidence."""
    logit = float(logit_of(confidence))
    kept = answers.where(answers.logit >= logit)
    return Above(confidence, logit, frame.above(logit), kept, frame)


def in_catalog(part: Above, level: float = LEVEL) -> Precision | Withheld:
    """Estimate precision in this catalog, or say why the labels do not allow it."""
    if part.all_detections == 0:
        return words.nothing_above(part.confidence, part.frame.detection)
    if part.labels == part.all_detections:
        count = precision(part.cells(), level)
        return Precision(count.point, count.low, count.high, count.effective, "count")
    if withheld := _too_little(part):
        return withheld
    share = with_unsure(part, level)
    if part.labels < FEWEST_FOR_POINT:
        return words.limits_only(part.confidence, part.labels, Interval(share.low, share.high))
    if part.unsure and (unsure := precision(part.cells_of_unsure()).point) > MOST_UNSURE:
        low, high = (precision(part.cells_with(each)).point for each in ("NO", "YES"))
        return words.too_unsure(unsure, low, high)
    few_wrong = part.labels - part.yes < FEWEST_WRONG_FOR_POINT
    form: Literal["point", "atLeast"] = "atLeast" if few_wrong else "point"
    return Precision(share.point, share.low, share.high, share.effective, form)


def _too_little(part: Above) -> Withheld | None:
    if not len(part.answers):
        return words.no_labels(part.frame.clip)
    if part.all_detections <= MOST_TO_COUNT:
        return words.judge_all(
            part.confidence, part.all_detections, part.labels, part.frame.detection
        )
    if part.labels < FEWEST_FOR_LIMITS:
        return words.few_labels(part.confidence, part.labels)
    return _unheard(part)


def _unheard(part: Above) -> Withheld | None:
    """Refuse where bands without a label hold much of the detections."""
    heard = np.bincount(part.answers.decided.cell, minlength=len(part.frame))
    silent = np.flatnonzero((part.detections > 0) & (heard == 0))
    share = float(part.detections[silent].sum()) / part.all_detections
    if share <= MOST_UNHEARD:
        return None
    names = [part.frame.names[cell] for cell in silent.tolist()]
    more = int(np.minimum(part.detections[silent], 2).sum())  # as many as any draw begins with
    return words.unheard_bands(part.confidence, share, names, more, part.frame.detection)


def with_unsure(part: Above, level: float = LEVEL) -> Share:
    """Estimate precision without a look at the minima; the limits allow for UNSURE."""
    share = precision(part.cells(), level)
    if not part.unsure:
        return share
    low = precision(part.cells_with("NO"), level).low
    high = precision(part.cells_with("YES"), level).high
    return replace(share, low=min(low, share.point), high=max(high, share.point))


@dataclass(frozen=True)
class PrecisionElsewhere:
    """Precision at places like those that were heard, and what a cluster is.

    With sites it holds for sites like these, with recordings for recordings at these sites.
    """

    share: ClusterShare
    clusters: Clusters


def elsewhere(part: Above, level: float = LEVEL) -> PrecisionElsewhere | Withheld:
    """Estimate precision at sites like these, or at recordings of these sites."""
    answers = part.answers.decided
    if len(answers) < FEWEST_FOR_LIMITS:
        return words.few_labels(part.confidence, len(answers))
    weight = _stands_for(part, answers)
    sites = len(np.unique(answers.site))
    if sites >= FEWEST_CLUSTERS and bool((answers.site >= 0).all()):
        return PrecisionElsewhere(clustered(answers.yes, weight, answers.site, level), "site")
    recordings = len(np.unique(answers.recording))
    if recordings >= FEWEST_CLUSTERS:
        return PrecisionElsewhere(
            clustered(answers.yes, weight, answers.recording, level), "recording"
        )
    return words.few_sites(recordings, "recording")


def _stands_for(part: Above, answers: Answers) -> Float64:
    """Tell how many detections each label [n] stands for."""
    cells = part.cells()
    each = cells.detections / cells.weight
    of = np.zeros(len(part.frame), np.float64)
    for value, bands in zip(each, cells.bands, strict=True):
        of[list(bands)] = value
    return of[answers.cell] * answers.weight


def expected_true(part: Above, share: Share) -> Share:
    """Turn precision into the number of true detections above a threshold, with limits.

    They are windows, and no calls or birds. The effective size stays that of the share.
    """
    n = part.all_detections
    return Share(share.point * n, share.low * n, share.high * n, share.effective)
