"""Sentences that give numbers: of precision, and of the methods of a paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sidecar.estimates.above import Above, Precision, PrecisionElsewhere
from sidecar.estimates.constants import CLUSTERS_WITH_WARNING, FEWEST_FOR_POINT, LEVEL
from sidecar.estimates.frame import confidence
from sidecar.estimates.threshold import Threshold
from sidecar.estimates.withheld import Withheld, counted, number, percent
from sidecar.samples.scores import MOST_LOGIT


def precision_sentence(
    part: Above,
    here: Precision | Withheld,
    there: PrecisionElsewhere | Withheld,
    level: float = LEVEL,
) -> str:
    """Say what is known of the detections above a threshold, or why it is not."""
    first = here.sentence if isinstance(here, Withheld) else _here(part, here, level)
    if isinstance(there, Withheld):
        return first if isinstance(here, Withheld) else f"{first} {there.sentence}"
    if part.labels < FEWEST_FOR_POINT:
        return first
    place = "sites" if there.clusters == "site" else "recordings at these sites"
    noun = "sites" if there.clusters == "site" else "recordings"
    share = there.share
    few = "only " if share.clusters <= CLUSTERS_WITH_WARNING else ""
    return (
        f"{first} At {place} like these: {percent(share.low)}-{percent(share.high)} %, from "
        f"{few}{share.clusters} {noun}."
    )


def recall_sentence(deepest: float | None) -> str:
    """Say among which windows a recall holds; `deepest` is a logit."""
    if deepest is None or deepest <= -MOST_LOGIT:
        return "Recall among all windows with sound."
    return (
        f"Recall among windows scoring above {confidence(deepest):.2g} only; calls the model "
        "scores lower are not counted."
    )


def _here(part: Above, here: Precision, level: float) -> str:
    of = f"from {number(part.labels)} of {counted(part.all_detections, part.frame.detection)}"
    if here.form == "count":
        return f"In this catalog: {percent(here.point)} % right, {of}: all were judged."
    if here.form == "atLeast":
        limits = f"{percent(level)} %"
        return f"In this catalog: at least {percent(here.low)} % right ({limits}), {of}."
    limits = f"{percent(here.low)}-{percent(here.high)}, {percent(level)} %"
    return f"In this catalog: {percent(here.point)} % right ({limits}), {of}."


@dataclass(frozen=True)
class Drawn:
    """What a paper must say of a draw; `floor` is a confidence."""

    species: str
    windows: int
    floor: float
    members: int
    bands: int
    seed: int
    model: str
    thinned: bool
    unit: str | None = None
    """The noun of what was drawn whole, such as site-night; None for single clips."""
    unit_clips: int = 0
    """Clips of a unit that are judged at most."""


def methods_text(
    drawn: Drawn, who: Sequence[str], threshold: Threshold | None, level: float = LEVEL
) -> str:
    """Write the paragraph of methods for a paper."""
    said = (
        f"{_drawn_and_judged(drawn, who)} Intervals are "
        f"{percent(level)} % Wilson intervals on the effective sample size (Korn & Graubard 1998)."
    )
    if drawn.thinned:
        said += " Clips were weighted by the detections of their recording or block."
    if threshold is not None and threshold.chosen is not None:
        said += (
            f" The threshold {threshold.chosen.confidence:g} is the lowest of 12 whose "
            f"{percent(threshold.level)} % lower limit reached {percent(threshold.target)} %."
        )
    return said


def _drawn_and_judged(drawn: Drawn, who: Sequence[str]) -> str:
    by = f"of {drawn.species} by {drawn.model} scoring {drawn.floor:g} or more"
    were = "was" if drawn.members == 1 else "were"
    at_random = f"{number(drawn.members)} {were} drawn at random in {drawn.bands} score bands"
    judges = ", ".join(who)
    if drawn.unit is None:
        return (
            f"Of {number(drawn.windows)} detections {by}, {at_random} (seed {drawn.seed}) and "
            f"judged by {judges or 'nobody yet'}. Precision is the band-weighted share of true "
            "detections."
        )
    return (
        f"Of {counted(drawn.windows, drawn.unit)} with a detection {by}, {at_random} of their "
        f"highest score (seed {drawn.seed}). {judges or 'Nobody yet'} judged the clips of each "
        f"from its highest score down until one was right, or {counted(drawn.unit_clips, 'clip')} "
        "were not. "
        f"Precision is the band-weighted share of {drawn.unit}s on which the species was confirmed."
    )
