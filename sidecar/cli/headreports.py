"""Prints heads and their versions, comparisons of them, and counts before they are applied."""

from __future__ import annotations

from rich.table import Table

from sidecar.cli.console import named
from sidecar.cli.screen import counted, say
from sidecar.contract.headcomparison import CompareHeadsResult, HeadScore
from sidecar.contract.headfiles import ExportHeadResult, HeadCard, ImportHeadResult
from sidecar.contract.heads import ApplyHeadResult
from sidecar.contract.headversions import (
    HeadVersion,
    ListHeadsResult,
    RemoveHeadResult,
    RenameHeadResult,
)


def _table(*left: str, right: tuple[str, ...]) -> Table:
    table = Table(*left, box=None, pad_edge=False)
    for name in right:
        table.add_column(name, justify="right")
    return table


def show_heads(result: ListHeadsResult) -> None:
    """Print a line for each head."""
    if not result.heads:
        say("There are no heads yet. To train one: linnet heads train NAME")
        return
    table = _table("Name", "Base", right=("Versions", "In use", "Species", "AP"))
    for head in result.heads:
        present = next((each for each in head.versions if each.in_use), None)
        table.add_row(
            named(head.name),
            "" if present is None else named(present.base),
            str(len(head.versions)),
            "-" if head.in_use is None else str(head.in_use),
            "-" if present is None else str(len(present.species)),
            _figure(None if present is None else present.average_precision),
        )
    say(table)


def show_versions(result: ListHeadsResult) -> None:
    """Print the versions of a head, the latest first."""
    for head in result.heads:
        table = _table(
            "Version", "", "Made", "By", right=("Species", "Labels", "Held back", "AP", "AUROC")
        )
        for row in head.versions:
            table.add_row(
                str(row.number),
                _standing(row),
                f"{row.made_at:%Y-%m-%d}",
                named(row.by or "-"),
                str(len(row.species)),
                _whole(row.labels),
                _whole(row.held_back),
                _figure(row.average_precision),
                _figure(row.auroc),
            )
        say(table)
        for row in head.versions:
            if row.trouble is not None:
                say(f"Version {row.number}: {named(row.trouble)}")


def _standing(row: HeadVersion) -> str:
    words = ["in use"] * row.in_use
    if row.origin != "trained":
        words.append(row.origin)
    return ", ".join(words)


def _whole(value: int | None) -> str:
    return "-" if value is None else f"{value:,}"


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def show_removed(result: RemoveHeadResult) -> None:
    """Print what was removed, and what stays in the catalog."""
    verb = "would be removed" if result.dry_run else "was removed"
    for row in result.removed:
        say(f"Version {row.number} of {named(result.name)} {verb}.")
        if row.runs:
            say(
                f"{counted(row.runs, 'run')} and {counted(row.detections, 'detection')} by it "
                "stay in the catalog."
            )
    if result.in_use is None:
        say(f"No version of {named(result.name)} is left.")
    else:
        say(f"Version {result.in_use} is in use.")


def show_renamed(result: RenameHeadResult) -> None:
    say(
        f"{named(result.before)} is {named(result.name)} now, with "
        f"{counted(result.versions, 'version')}, and so in the catalog: "
        f"{counted(result.recordings, 'recording')} analysed by it."
    )


def show_comparison(result: CompareHeadsResult) -> None:
    """Print the scores of both heads for each species, on the same windows."""
    a, b = (f"{each.name} {each.number}" for each in (result.a, result.b))
    table = _table(
        "Species",
        right=(
            *("With", "Without", f"AP {named(a)}", f"AP {named(b)}", "difference"),
            *(f"AUROC {named(a)}", f"AUROC {named(b)}", "difference"),
        ),
    )
    for row in result.species:
        table.add_row(
            f"[italic]{named(row.species)}[/italic]",
            str(row.positives),
            str(row.negatives),
            *_scores(row.a, row.b, row.difference),
        )
    means = _scores(result.mean_a, result.mean_b, result.difference)
    table.add_row("mean", "", "", *means)
    say(table)
    for row in result.species:
        if row.note:
            say(named(f"{row.species}: {row.note}"))
    for name, species in ((a, result.only_a), (b, result.only_b)):
        if species:
            say(f"Only {named(name)} knows {named(', '.join(species))}.")
    for each in (result.a, result.b):
        if not each.recordings_known:
            say(f"From which recordings {named(each.name)} learnt is not known.")
    say("")
    say(
        f"{counted(result.windows, 'window')} of {counted(result.recordings, 'recording')} from "
        f"which neither learnt; {result.learnt_from:,} more were left out."
    )


def _scores(a: HeadScore | None, b: HeadScore | None, less: HeadScore | None) -> list[str]:
    if a is None or b is None or less is None:
        return ["-"] * 6
    return [
        *(f"{a.average_precision:.3f}", f"{b.average_precision:.3f}"),
        f"{less.average_precision:+.3f}",
        *(f"{a.auroc:.3f}", f"{b.auroc:.3f}", f"{less.auroc:+.3f}"),
    ]


def show_counts(name: str, result: ApplyHeadResult) -> None:
    """Print how many detections each threshold would give; nothing was written."""
    counts = result.counts or []
    levels = [each.threshold for each in counts[0].at] if counts else []
    table = _table("Species", right=("Own", "Found", *(f"at {each:g}" for each in levels)))
    for row in counts:
        table.add_row(
            f"[italic]{named(row.species)}[/italic]",
            _figure(row.own.threshold),
            *(f"{each.detections:,}" for each in (row.own, *row.at)),
        )
    say(table)
    say("")
    say(
        f"{counted(result.windows, 'window')} of {counted(result.recordings, 'recording')} "
        f"would give {counted(result.detections, 'detection')}. Nothing was written."
    )
    say(f"To apply it: linnet heads apply {named(name)}")


def show_exported(result: ExportHeadResult) -> None:
    say(
        f"Version {result.number} of {named(result.name)} is in {named(result.path)} "
        f"({result.bytes / 1e3:,.0f} kB)."
    )


def show_card(card: HeadCard) -> None:
    """Print what a head's file says of the head, and whether it can be installed here."""
    when = f", {card.trained_at:%Y-%m-%d}" if card.trained_at else ""
    say(
        f"{named(card.title)}: {_whole(card.labels)} labels in {_whole(card.windows)} windows of "
        f"{_whole(card.recordings)} recordings, by "
        f"{named(card.trained_by or 'somebody unnamed')}{when}."
    )
    say(
        f"It reads embeddings of {named(card.model_title)} "
        f"({named(card.model_sha256[:12])}-{named(card.model_converter)}). "
        f"Licence: {named(card.licence)}."
    )
    table = _table("Species", right=("With", "Without", "AP", "AUROC", "Threshold"))
    for row in card.species:
        table.add_row(
            f"[italic]{named(row.species)}[/italic]",
            *(_whole(row.positives), _whole(row.negatives)),
            *(_figure(row.average_precision), _figure(row.auroc), _figure(row.threshold)),
        )
    say(table)
    if card.installed:
        say("This head is here already.")
    elif card.refused:
        say(f"It cannot be installed here. {named(card.refused)}")
    else:
        say("It can be installed here: linnet heads import FILE")


def show_imported(result: ImportHeadResult) -> None:
    """Print what was installed, or that it was here."""
    row, name = result.version, named(result.name)
    if not result.added:
        say(f"This head is here already: version {row.number} of {name}.")
        return
    say(
        f"Version {row.number} of {name}: {len(row.species):,} species, "
        f"{_whole(row.labels)} labels, by {named(row.by or 'somebody unnamed')}. "
        f"Licence: {named(result.licence)}."
    )
    if row.in_use:
        say(f"To apply it: linnet heads apply {name}")
    else:
        say(f"Another version stays in use. To use this one: linnet heads use {name} {row.number}")
