"""A judged sample of one species, as an estimator takes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from sidecar.values import Bool, Float64, Int64

Answer = Literal["YES", "NO", "UNSURE"]


@dataclass(frozen=True)
class SampleClip:
    """A clip of a sample with a person's answer; None while nobody has judged it."""

    rank: int
    """Place in the order of the draw, from 0: the members of every prefix are a valid sample."""
    cell: int
    """Cell of the sample, from 0: a band of score, low scores first."""
    logit: float
    """Logit of the confidence, as it was at the draw."""
    answer: Answer | None
    recording: str
    site: str | None = None
    weight: float = 1.0
    """Detections for which the clip stands after thinning; 1 without."""
    u: float = 0.0
    """The clip's permanent random number; it orders the clips of a unit."""
    unit: str | None = None
    """What one clip confirms, such as a site and its day."""
    skipped: bool = False
    """Whether the reviewer passed over the clip since its unit was confirmed."""
    turn: int | None = None
    """Place in the order of judging; None where it is unknown."""


@dataclass(frozen=True)
class Answers:
    """The answers that count [n], with what each stands for."""

    cell: Int64
    logit: Float64
    yes: Bool
    unsure: Bool
    weight: Float64
    site: Int64
    """Number of the site, from 0; -1 where it is unknown."""
    recording: Int64
    thinned: bool
    """Whether the design or the skips give weights other than 1."""

    def __len__(self) -> int:
        return len(self.cell)

    def where(self, chosen: Bool) -> Answers:
        """Keep the answers that are chosen [n]."""
        return Answers(
            self.cell[chosen],
            self.logit[chosen],
            self.yes[chosen],
            self.unsure[chosen],
            self.weight[chosen],
            self.site[chosen],
            self.recording[chosen],
            self.thinned,
        )

    @property
    def decided(self) -> Answers:
        """Leave the UNSURE out."""
        return self.where(~self.unsure)


def judged(members: Sequence[SampleClip], *, thinned: bool = False) -> Answers:
    """Collect the answers of members; those without an answer are passed over."""
    answered = [each for each in members if each.answer is not None]
    return Answers(
        np.array([each.cell for each in answered], np.int64),
        np.array([each.logit for each in answered], np.float64),
        np.array([each.answer == "YES" for each in answered], np.bool_),
        np.array([each.answer == "UNSURE" for each in answered], np.bool_),
        np.array([each.weight for each in answered], np.float64),
        _numbers([each.site for each in answered]),
        _numbers([each.recording for each in answered]),
        thinned,
    )


def sites_of(members: Sequence[SampleClip]) -> list[str]:
    """Name the sites of the members with an answer, as `Answers.site` numbers them."""
    named = (each.site for each in members if each.answer is not None)
    return list(dict.fromkeys(name for name in named if name is not None))


def _numbers(names: Sequence[str | None]) -> Int64:
    numbers: dict[str, int] = {}
    found = [-1 if name is None else numbers.setdefault(name, len(numbers)) for name in names]
    return np.array(found, np.int64)
