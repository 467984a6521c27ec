"""What two reviewers of the same clips agree in, and what may be said of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

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

ORDER: tuple[Answer, ...] = ("YES", "NO", "UNSURE")


@dataclass(frozen=True)
class ReviewerAgreement:
    """The answers of two reviewers to the clips that both judged, and their coefficients.

    `counts` [3][3] has rows of the first reviewer: YES, NO, UNSURE. UNSURE is an answer of its own
    where it is more than 5 % of all (`unsure_counts`); otherwise its clips are left out, and
    `clips` counts the others. `withheld` says why all coefficients are missing, or the values or
    intervals of kappa and alpha.
    """

    counts: tuple[tuple[int, ...], ...]
    clips: int
    unsure_counts: bool
    coefficients: Coefficients | None
    withheld: Withheld | None


def agreement(
    one: Sequence[Answer | None], other: Sequence[Answer | None], level: float = LEVEL
) -> ReviewerAgreement:
    """Compare two reviewers' answers to the same clips [n]; None is a clip not judged."""
    counts = np.zeros((3, 3), np.int64)
    for first, second in zip(one, other, strict=True):
        if first is not None and second is not None:
            counts[ORDER.index(first), ORDER.index(second)] += 1
    return agreement_of_counts(counts, level)


def agreement_of_counts(counts: npt.NDArray[np.int64], level: float = LEVEL) -> ReviewerAgreement:
    """Compare two reviewers by how often each answer met each other one: `counts` [3, 3]."""
    both = int(counts.sum())
    unsure = (int(counts[2].sum()) + int(counts[:, 2].sum())) / max(2 * both, 1)
    with_unsure = unsure > UNSURE_IS_AN_ANSWER_ABOVE
    used = (counts if with_unsure else counts[:2, :2]).astype(np.float64)
    clips = int(used.sum())
    table = tuple(map(tuple, counts.tolist()))
    if clips < FEWEST_FOR_AGREEMENT:
        few = words.few_for_agreement(clips)
        return ReviewerAgreement(table, clips, with_unsure, None, few)
    made, withheld = _careful(coefficients(used, level), used)
    return ReviewerAgreement(table, clips, with_unsure, made, withheld)


def _careful(made: Coefficients, used: Float64) -> tuple[Coefficients, Withheld | None]:
    """Take away the intervals of kappa and alpha where an answer is rare."""
    given = (used.sum(axis=0) + used.sum(axis=1)) / 2  # clips of each answer, in the mean
    if made.kappa.value is None:
        return made, words.one_answer(ORDER[int(given.argmax())])
    rarer = int(given[:2].argmin())
    if given[rarer] >= FEWEST_OF_RARER_ANSWER:
        return made, None
    kappa, alpha = (replace(each, error=None, limits=None) for each in (made.kappa, made.alpha))
    return replace(made, kappa=kappa, alpha=alpha), words.rare_answer(
        ORDER[rarer], float(given[rarer])
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
