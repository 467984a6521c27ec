"""What a sample that reaches below the floor says: recall, F1 and call density."""

from __future__ import annotations

import numpy as np

from sidecar.estimates import words
from sidecar.estimates.above import Above
from sidecar.estimates.cells import Cells, cells_of_labels
from sidecar.estimates.constants import FEWEST_FOR_RECALL, FEWEST_FOUND_FOR_RECALL, LEVEL
from sidecar.estimates.frame import JudgedFrame
from sidecar.estimates.precision import Share, precision
from sidecar.estimates.recall import Recall, recall
from sidecar.estimates.sample import Answers
from sidecar.estimates.withheld import Withheld
from sidecar.values import Int64


def recall_above(answers: Answers, part: Above, level: float = LEVEL) -> Recall | Withheld:
    """Estimate recall and F1 of a threshold among the windows of the frame.

    Withheld too where no YES lies below the threshold: then the sentence gives the lower limit.
    """
    decided = answers.decided
    low = decided.where(decided.logit < part.logit)
    if not part.frame.below or not len(low):
        return words.nothing_below()
    if len(decided) < FEWEST_FOR_RECALL or part.yes < FEWEST_FOUND_FOR_RECALL:
        return words.few_for_recall(len(decided), part.yes)
    found = recall(part.cells(), _cells(low, part.frame.totals - part.detections), level)
    if not low.yes.any():
        return words.none_below(len(low), found.recall_limits.low)
    return found


def density(answers: Answers, frame: JudgedFrame, level: float = LEVEL) -> Share | Withheld:
    """Estimate the share of all windows that hold the species, from labels alone."""
    decided = answers.decided
    if not frame.whole:
        return words.not_whole()
    if not len(decided):
        return words.no_labels()
    if len(decided) < FEWEST_FOR_RECALL:
        return words.few_for_recall(len(decided), int(decided.yes.sum()))
    return precision(_cells(decided, frame.totals), level)


def _cells(answers: Answers, windows: Int64) -> Cells:
    counts = np.maximum(windows, 0)
    return cells_of_labels(
        counts, answers.cell, answers.yes, answers.weight, thinned=answers.thinned
    )
