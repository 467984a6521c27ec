"""`linnet labels agreement`: how far people agree."""

from __future__ import annotations

import argparse

from sidecar.app.engine import Engine
from sidecar.cli import screen
from sidecar.cli.command import finish, given, shared
from sidecar.cli.options import Options
from sidecar.cli.refused import asked
from sidecar.contract.agreement import AgreementOfPair, AgreementRequest, AgreementResult
from sidecar.contract.estimates import AgreementCoefficient
from sidecar.estimates.constants import FEWEST_FOR_AGREEMENT
from sidecar.methods.agreement import agreement
from sidecar.rpc.verb import Call


def add_agreement(command: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    shared(command)
    add = Options(command, AgreementRequest)
    add("--species", nargs="+", metavar="NAME", help="some species; default: all")
    add("--level", metavar="SHARE", help="level of the intervals")


def run_agreement(engine: Engine, arguments: argparse.Namespace, call: Call) -> int:
    """Print a line for each two people, and one for each species of theirs."""
    request = asked(AgreementRequest, given(arguments, ("species", "level")))
    return finish(arguments, agreement(engine, request, call), _show)


def _show(result: AgreementResult) -> None:
    if not result.pairs:
        screen.show_line("No two people have judged the same.")
        return
    titles = ("people", "species", "both judged", "equal", "AC1", "kappa")
    screen.show_table(titles, [_cells(each) for each in result.pairs])
    few = False
    for each in result.pairs:
        why = each.withheld
        if why is not None and why.kind == "fewForAgreement" and each.species is not None:
            few = True
        elif why is not None:
            screen.show_line(f"{_of(each)}: {why.sentence}")
    if few:
        screen.show_line(
            f"A species has no numbers where both judged fewer than {FEWEST_FOR_AGREEMENT} clips."
        )


def _cells(pair: AgreementOfPair) -> tuple[str, ...]:
    return (
        f"{pair.first}, {pair.second}",
        pair.species or "all",
        f"{pair.both:,}",
        "" if pair.raw is None else f"{pair.raw:.1%}",
        _coefficient(pair.ac1),
        _coefficient(pair.kappa),
    )


def _of(pair: AgreementOfPair) -> str:
    people = f"{pair.first} and {pair.second}"
    return people if pair.species is None else f"{people}, {pair.species}"


def _coefficient(given: AgreementCoefficient | None) -> str:
    if given is None or given.value is None:
        return ""
    if given.low is None or given.high is None:
        return f"{given.value:.2f}"
    return f"{given.value:.2f} ({given.low:.2f}-{given.high:.2f})"
