"""Prints the versions of models, and what became of them."""

from __future__ import annotations

from rich.table import Table

from sidecar.cli.console import named
from sidecar.cli.screen import counted, say
from sidecar.contract.versions import (
    ListVersionsResult,
    MakeVariantResult,
    RouteResult,
    SwitchVersionResult,
    VariantAgreement,
    VersionRow,
)


def show_versions(result: ListVersionsResult) -> None:
    """Print the versions of a model, and how well variants agree with their origin."""
    table = Table("Version", "Variant", "", "Size", "Agreement", "Made", box=None, pad_edge=False)
    for row in result.versions:
        table.add_row(
            named(row.version_id),
            row.variant,
            _standing(row),
            f"{row.bytes / 1e6:,.0f} MB",
            _agreed(row.agreement),
            f"{row.created_at:%Y-%m-%d}",
        )
    say(table)


def _standing(row: VersionRow) -> str:
    words = ["active"] * row.active
    if row.share is not None:
        words.append(f"{row.share:.0%} of recordings")
    return ", ".join(words) or ("was active" if row.earlier else "")


def _agreed(agreement: VariantAgreement | None) -> str:
    if agreement is None:
        return "-"
    if agreement.top1 is None:
        return "no species heard"
    return f"{agreement.top1:.1%} of {counted(agreement.heard, 'window')}"


def show_switched(result: SwitchVersionResult) -> None:
    say(f"{named(result.version.version_id)} of {named(result.name)} is active.")
    say(f"To take it back: linnet models rollback {named(result.name)}")


def show_shares(result: RouteResult) -> None:
    for arm in result.arms:
        say(f"{named(arm.version_id)} gets {arm.weight:.0%} of the recordings.")
    if not result.arms:
        say(f"The active version of {named(result.name)} gets all recordings.")


def show_freed(name: str, size: int) -> None:
    say(f"Removed {named(name)}: {size / 1e6:,.0f} MB are free again.")


def show_variant(result: MakeVariantResult) -> None:
    """Print what was made, how it agrees, and how to use it."""
    row, found = result.version, result.version.agreement
    say(f"Made {named(row.version_id)} of {named(result.name)}.")
    if found is not None:
        say(
            f"Model file {found.bytes / 1e6:,.1f} MB (before {found.bytes_before / 1e6:,.1f}), "
            f"{found.speed:.2f} times as fast, on {counted(found.windows, 'window')} of "
            f"{counted(result.recordings, 'recording')}."
        )
        say(
            f"Largest difference of a confidence {found.largest:.3g}; "
            f"{counted(found.flips, 'detection')} of 0.25 or more in one version alone."
        )
    say(named(result.message))
    if result.usable:
        say(f"To use it: linnet models switch {named(result.name)} {named(row.version_id)}")
