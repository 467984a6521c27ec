"""What two reviewers of the same clips agree in, and what may be said of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from sidecar.estimates import words
from sidecar.estimates.agreement import Coefficients, coefficients
from sidecar.estimates.constants import (
    FEWEST_FOR_AGREEMENT,
    FEWEST_OF_RARER_ANSWER,
    LEVEL,
    UNSURE_IS_AN_ANSWER_ABOVE,
)
from sidecar.estimates.sample import Answer
from sidecar.estimates.withheld import Withheld
from sidecar.values import Float64

_ORDER: tuple[Answer, ...] = ("YES", "NO", "UNSURE")


@dataclass(frozen=True)
class ReviewerAgreement:
    """The answers of two reviewers to the clips that both judged, and their coefficients.

    `counts` [3][3] has rows of the first reviewer: YES, NO, UNSURE. UNSURE is an answer of its own
    where it is more than 5 % of all (`unsure_counts`); otherwise its clips are left out. `note`
    says why kappa and alpha lack a value or an interval.
    """

    counts: tuple[tuple[int, ...], ...]
    clips: int
    unsure_counts: bool
    coefficients: Coefficients
    note: Withheld | None


def agreement(
    one: Sequence[Answer | None], other: Sequence[Answer | None], level: float = LEVEL
) -> ReviewerAgreement | Withheld:
    """Compare two reviewers' answers to the same clips [n]; None is a clip not judged."""
    counts = np.zeros((3, 3), np.int64)
    for first, second in zip(one, other, strict=True):
        if first is not None and second is not None:
            counts[_ORDER.index(first), _ORDER.index(second)] += 1
    both = int(counts.sum())
    unsure = (int(counts[2].sum()) + int(counts[:, 2].sum())) / max(2 * both, 1)
    with_unsure = unsure > UNSURE_IS_AN_ANSWER_ABOVE
    used = (counts if with_unsure else counts[:2, :2]).astype(np.float64)
    clips = int(used.sum())
    if clips < FEWEST_FOR_AGREEMENT:
        return words.few_for_agreement(clips)
    made, note = _careful(coefficients(used, level), used)
    return ReviewerAgreement(tuple(map(tuple, counts.tolist())), clips, with_unsure, made, note)


def _careful(made: Coefficients, used: Float64) -> tuple[Coefficients, Withheld | None]:
    """Take away the intervals of kappa and alpha where an answer is rare."""
    given = (used.sum(axis=0) + used.sum(axis=1)) / 2  # clips of each answer, in the mean
    if made.kappa.value is None:
        return made, words.one_answer(_ORDER[int(given.argmax())])
    rarer = int(given[:2].argmin())
    if given[rarer] >= FEWEST_OF_RARER_ANSWER:
        return made, None
    kappa, alpha = (replace(each, error=None, limits=None) for each in (made.kappa, made.alpha))
    return replace(made, kappa=kappa, alpha=alpha), words.rare_answer(
        _ORDER[rarer], float(given[rarer])
    )


@dataclass(frozen=True)
class Overlap:
    """Windows that two models report: both, or one alone. There is no truth in it."""

    both: int
    only_first: int
    only_second: int

    @property
    def share(self) -> float | None:
        """The share of all reported windows that both report; None without any."""
        all_windows = self.both + self.only_first + self.only_second
        return self.both / all_windows if all_windows else None
