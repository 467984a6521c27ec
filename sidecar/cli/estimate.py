"""`linnet estimate`: precision, thresholds and probabilities from the labels of a sample."""

from __future__ import annotations

import argparse

from sidecar.app.engine import Engine
from sidecar.cli import screen
from sidecar.cli.command import Arguments, Command, finish, given, shared
from sidecar.cli.console import named
from sidecar.cli.options import Options
from sidecar.cli.refused import asked
from sidecar.contract.estimates import (
    AgreementOfReviewers,
    EstimatedShare,
    EstimatedSite,
    EstimatedSpecies,
    EstimateRequest,
    EstimateResult,
    ThresholdRow,
    WithheldNumber,
)
from sidecar.methods.estimate import estimate
from sidecar.rpc.verb import Call


def _arguments(command: argparse.ArgumentParser) -> None:
    command.description = (
        "Estimate how often the model is right, from the clips of a sample that people judged. "
        "docs/estimates.md explains each number and why one may be withheld."
    )
    shared(command)
    add = Options(command, EstimateRequest)
    add("name", metavar="SAMPLE", help="name of the sample")
    add("--species", nargs="+", metavar="NAME", help="some of its species; default: all")
    add(
        "--target",
        metavar="SHARE",
        help="find the lowest confidence from which this share is surely right, such as 0.9",
    )
    add("--level", metavar="SHARE", help="level of the intervals")
    add("--events", help="count runs of neighbouring detections too")
    add("--sites", help="estimate each site")


def _estimate(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    fields = given(arguments, ["name", "species", "target", "level", "events", "sites"])
    return finish(arguments, estimate(engine, asked(EstimateRequest, fields), call), _show)


def _show(result: EstimateResult) -> None:
    for species in result.species:
        labels = species.labels
        screen.show_line(
            f"{species.species}: {labels.members:,} clips of {species.windows:,}, "
            f"{labels.judged:,} judged, {labels.counted:,} count"
        )
        for sentence in labels.sentences:
            screen.show_line(sentence)
        _say(species.withheld)
        if species.thresholds:
            _show_species(species)
        for pair in species.agreement:
            _show_agreement(pair)
        print()


def _show_species(species: EstimatedSpecies) -> None:
    events = any(row.events is not None for row in species.thresholds)
    heads = ("from", "detections", "labels", "right", "limits", "like these", "true", "recall")
    screen.show_table(
        (*heads, "events") if events else heads, [_cells(row) for row in species.thresholds]
    )
    screen.show_line(species.thresholds[0].sentence)
    chosen = species.threshold
    if chosen is not None and chosen.confidence is not None:
        screen.show_line(f"Threshold for {chosen.target:.0%}: {chosen.confidence:g}.")
    elif chosen is not None:
        _say(chosen.withheld)
    curve = species.curve
    if curve is not None:
        rough = ", roughly" if curve.rough else ""
        screen.show_line(
            f"Probability{rough}: logit p = {curve.intercept:.3f} + {curve.slope:.3f} x logit of "
            f"confidence, from {curve.low:.2g} to {curve.high:.2g}."
        )
    _say(species.curve_withheld)
    for band in species.bands:
        if band.apart:
            screen.show_line(f"The curve does not fit the labels of band {band.band}.")
    if species.density is not None:
        screen.show_line(f"Windows with the species: {_limits(species.density)} %.")
    _say(species.density_withheld)
    _show_present(species)
    screen.show_line(species.methods)


def _cells(row: ThresholdRow) -> tuple[str, ...]:
    here, true = row.precision, row.true_detections
    return (
        f"{row.confidence:g}",
        f"{row.detections:,}",
        f"{row.labels:,}",
        "" if here is None else _right(here.form, here.point, here.low),
        "" if here is None else _limits(here),
        "" if row.elsewhere is None else _limits(row.elsewhere),
        "" if true is None else f"{true.low:,.0f}-{true.high:,.0f}",
        "" if row.recall is None else f"{100 * row.recall.low:.1f}-{100 * row.recall.high:.1f}",
        *(() if row.events is None else (f"{row.events:,}",)),
    )


def _show_present(species: EstimatedSpecies) -> None:
    """Show what the detections say that the catalog holds now."""
    if species.present is None:
        return
    if species.present.changed:
        screen.show_line(
            f"The catalog holds {species.present.detections:,} detections now, and others were "
            "there at the draw: events and sites are of those of now."
        )
    if species.present.overlapping:
        screen.show_line("Windows overlap, so one call may count as several detections.")
    if species.sites:
        screen.show_table(
            ("site", "detections", "labels", "yes", "right", "limits"),
            [_site_cells(site) for site in species.sites],
        )
    _say(species.sites_withheld)


def _site_cells(site: EstimatedSite) -> tuple[str, ...]:
    share = site.share
    return (
        named(site.site),
        f"{site.detections:,}",
        f"{site.labels:,}",
        f"{site.yes:,}",
        "" if share is None else _right("point", share.point, share.low),
        "" if share is None else _limits(share),
    )


def _right(form: str, point: float | None, low: float) -> str:
    if form == "atLeast" or point is None:
        return f">= {100 * low:.1f} %"
    return f"{100 * point:.1f} %"


def _limits(share: EstimatedShare) -> str:
    return f"{100 * share.low:.1f}-{100 * share.high:.1f}"


def _show_agreement(pair: AgreementOfReviewers) -> None:
    if pair.raw is not None and pair.ac1 is not None:
        ac1 = "" if pair.ac1.value is None else f", AC1 {pair.ac1.value:.2f}"
        if pair.ac1.low is not None and pair.ac1.high is not None:
            ac1 += f" ({pair.ac1.low:.2f}-{pair.ac1.high:.2f})"
        screen.show_line(
            f"{pair.first} and {pair.second} agree on {pair.raw:.1%} of {pair.clips:,} clips{ac1}."
        )
    _say(pair.withheld)


def _say(withheld: WithheldNumber | None) -> None:
    if withheld is not None:
        screen.show_line(withheld.sentence)


ARGUMENTS: dict[str, Arguments] = {"estimate": _arguments}
COMMANDS: dict[str, Command] = {"estimate": _estimate}
