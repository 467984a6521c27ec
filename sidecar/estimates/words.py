"""The sentences of estimates that are withheld (docs/estimates.md lists them)."""

from __future__ import annotations

import math
from collections.abc import Sequence

from sidecar.estimates.constants import (
    FEWEST_CLUSTERS,
    FEWEST_FOR_AGREEMENT,
    FEWEST_FOR_POINT,
    FEWEST_FOR_PROBABILITY,
    FEWEST_FOR_RECALL,
    FEWEST_FOR_SITES,
    FEWEST_FOUND_FOR_RECALL,
    FEWEST_OF_A_SITE,
    FEWEST_OF_EACH_FOR_PROBABILITY,
    FEWEST_OF_RARER_ANSWER,
    RECOMMENDED_LABELS,
)
from sidecar.estimates.proportion import Interval
from sidecar.estimates.withheld import Withheld, counted, number, percent


def not_random(how: str) -> Withheld:
    """Refuse a sample that was chosen and not drawn; `how` is "top score" or the like."""
    return Withheld(
        "notRandom",
        f"This sample was chosen by {how}: good for finding the species, not for estimating how "
        "often the model is right.",
        {"how": how},
    )


def no_labels(clip: str = "clip") -> Withheld:
    return Withheld(
        "noLabels",
        f"Nobody has listened yet: an estimate needs {FEWEST_FOR_POINT} {clip}s "
        f"({RECOMMENDED_LABELS} recommended).",
        {"needed": FEWEST_FOR_POINT, "recommended": RECOMMENDED_LABELS},
    )


def nothing_above(confidence: float, detection: str = "detection") -> Withheld:
    sentence = f"No {detection} scores {confidence:g} or more."
    return Withheld("nothingAbove", sentence, {"confidence": confidence})


def judge_all(
    confidence: float, detections: int, labels: int, detection: str = "detection"
) -> Withheld:
    return Withheld(
        "judgeAll",
        f"Only {counted(detections, detection)} above {confidence:g}: judge the other "
        f"{detections - labels}, and the precision is a count and no estimate.",
        {"confidence": confidence, "detections": detections, "more": detections - labels},
    )


def few_labels(confidence: float, labels: int) -> Withheld:
    return Withheld(
        "fewLabels",
        f"{counted(labels, 'label')} above {confidence:g}: too few for an estimate "
        f"({FEWEST_FOR_POINT} needed).",
        {"confidence": confidence, "labels": labels, "needed": FEWEST_FOR_POINT},
    )


def limits_only(confidence: float, labels: int, limits: Interval) -> Withheld:
    return Withheld(
        "limitsOnly",
        f"{counted(labels, 'label')} above {confidence:g}: too few for an estimate "
        f"({FEWEST_FOR_POINT} needed). The true precision could be anywhere from "
        f"{percent(limits.low)} to {percent(limits.high)} %.",
        {
            "confidence": confidence,
            "labels": labels,
            "needed": FEWEST_FOR_POINT,
            "low": limits.low,
            "high": limits.high,
        },
    )


def unheard_bands(
    confidence: float, share: float, bands: Sequence[str], more: int, detection: str = "detection"
) -> Withheld:
    named = ", ".join(bands)
    return Withheld(
        "unheardBands",
        f"{percent(share)} % of the {detection}s above {confidence:g} lie in score bands nobody "
        f"has listened to ({named}). Label {more} more there.",
        {"confidence": confidence, "share": share, "bands": named, "more": more},
    )


def too_unsure(share: float, low: float, high: float) -> Withheld:
    return Withheld(
        "unsure",
        f"{percent(share)} % unsure: between {percent(low)} and {percent(high)} % depending on "
        "what they are.",
        {"share": share, "low": low, "high": high},
    )


def few_sites(clusters: int, noun: str = "site") -> Withheld:
    """`noun` is site, or recording where the sample has too few sites."""
    return Withheld(
        "fewSites",
        f"Labels come from {counted(clusters, noun)}; at least {FEWEST_CLUSTERS} are needed to "
        f"speak of other {noun}s.",
        {"clusters": clusters, "needed": FEWEST_CLUSTERS, "noun": noun},
    )


def no_threshold(
    target: float,
    labels: int,
    confidence: float,
    point: float,
    more: float,
    clip: str = "clip",
) -> Withheld:
    return Withheld(
        "noThreshold",
        f"No threshold can be certified for {percent(target)} % with {counted(labels, 'label')}. "
        f"At {confidence:g} the estimate is {percent(point)} %; about {number(more)} more {clip}s "
        f"above {confidence:g} would be needed.",
        {
            "target": target,
            "labels": labels,
            "confidence": confidence,
            "point": point,
            "more": more if math.isfinite(more) else None,
        },
    )


def not_reachable(target: float, labels: int) -> Withheld:
    return Withheld(
        "notReachable",
        f"No threshold can be certified for {percent(target)} % with {counted(labels, 'label')}. "
        "It is not reachable: the estimate itself is below.",
        {"target": target, "labels": labels},
    )


def few_for_recall(labels: int, found: int) -> Withheld:
    return Withheld(
        "fewForRecall",
        f"Recall not given: {counted(labels, 'label')}, {found} right above the threshold "
        f"({FEWEST_FOR_RECALL} labels, {FEWEST_FOUND_FOR_RECALL} right needed).",
        {"labels": labels, "found": found},
    )


def nothing_below() -> Withheld:
    return Withheld(
        "nothingBelow",
        "Recall not given: the sample holds no judged clip below the threshold. Draw one that "
        "reaches below the floor.",
    )


def none_below(labels: int, low: float) -> Withheld:
    return Withheld(
        "noneBelow",
        f"No missed call among {counted(labels, 'clip')} below the threshold: recall is at least "
        f"{percent(low)} %.",
        {"labels": labels, "low": low},
    )


def not_whole() -> Withheld:
    return Withheld(
        "notWhole",
        "Call density not given: the sample leaves out the windows that score lowest.",
    )


def few_for_probability(labels: int, yes: int) -> Withheld:
    return Withheld(
        "fewForProbability",
        f"Probability not given: {counted(labels, 'label')}, {yes} right, {labels - yes} wrong "
        f"({FEWEST_FOR_PROBABILITY} labels, {FEWEST_OF_EACH_FOR_PROBABILITY} of each needed).",
        {"labels": labels, "yes": yes, "no": labels - yes},
    )


def whole_units(unit: str) -> Withheld:
    return Withheld(
        "wholeUnits",
        f"Probability not given: the sample holds whole {unit}s, and a curve needs single clips.",
        {"unit": unit},
    )


def falling_curve() -> Withheld:
    return Withheld(
        "fallingCurve",
        "Probability not given: higher scores were not right more often than lower ones.",
    )


def misfit(band: str, fitted: float, limits: Interval) -> Withheld:
    return Withheld(
        "misfit",
        f"The curve does not fit band {band} ({percent(fitted)} % fitted, {percent(limits.low)} to "
        f"{percent(limits.high)} % seen): probabilities withheld.",
        {"band": band, "fitted": fitted, "low": limits.low, "high": limits.high},
    )


def few_for_sites(labels: int, sites: int) -> Withheld:
    return Withheld(
        "fewForSites",
        f"No site estimate: {counted(labels, 'label')} in {counted(sites, 'site')} "
        f"({FEWEST_FOR_SITES} labels needed, and {FEWEST_OF_A_SITE} of a site).",
        {"labels": labels, "sites": sites},
    )


def nothing_at_site() -> Withheld:
    return Withheld("nothingAtSite", "The catalog holds no detection at the site now.")


def few_for_agreement(clips: int) -> Withheld:
    return Withheld(
        "fewForAgreement",
        f"Both reviewers judged {counted(clips, 'clip')}: agreement needs {FEWEST_FOR_AGREEMENT}.",
        {"clips": clips, "needed": FEWEST_FOR_AGREEMENT},
    )


def one_answer(answer: str) -> Withheld:
    return Withheld(
        "oneAnswer",
        f"Both said {answer} every time: agreement cannot be told from luck.",
        {"answer": answer},
    )


def rare_answer(answer: str, clips: float) -> Withheld:
    return Withheld(
        "rareAnswer",
        f"A reviewer said {answer} to {clips:g} clips in the mean: an interval for kappa and alpha "
        f"needs {FEWEST_OF_RARER_ANSWER}.",
        {"answer": answer, "clips": clips, "needed": FEWEST_OF_RARER_ANSWER},
    )
