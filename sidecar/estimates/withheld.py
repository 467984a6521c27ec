"""A number that is withheld, and the sentence that stands in its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

WithheldKind = Literal[
    "notRandom",
    "noLabels",
    "nothingAbove",
    "judgeAll",
    "fewLabels",
    "limitsOnly",
    "unheardBands",
    "unsure",
    "fewSites",
    "noThreshold",
    "notReachable",
    "noneBelow",
    "nothingBelow",
    "fewForRecall",
    "notWhole",
    "fewForProbability",
    "wholeUnits",
    "fallingCurve",
    "misfit",
    "fewForSites",
    "nothingAtSite",
    "fewForAgreement",
    "oneAnswer",
    "rareAnswer",
]


@dataclass(frozen=True)
class Withheld:
    """Why no number is given: a kind, a sentence, and the facts that the sentence names.

    Shares among the facts are from 0 to 1.
    """

    kind: WithheldKind
    sentence: str
    facts: Mapping[str, float | str | None] = field(default_factory=dict)


def percent(share: float) -> str:
    """Write a share as a percentage, such as 66.1 or 100."""
    return f"{100 * share:.1f}".removesuffix(".0")


def number(count: float) -> str:
    return f"{count:,.0f}"


def counted(count: int, noun: str) -> str:
    """Write a count with its noun: 1 label, 2 labels."""
    return f"{number(count)} {noun}" if count == 1 else f"{number(count)} {noun}s"
