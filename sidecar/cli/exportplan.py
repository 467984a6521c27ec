"""Prints previews and plans of exports."""

from __future__ import annotations

from sidecar.cli.console import named
from sidecar.cli.screen import counted, say
from sidecar.contract.base import FileError
from sidecar.contract.export import ClipsPlan, ExportPlan, ExportPreview, PlannedFile

_MOST_SHOWN = 20


def show_preview(preview: ExportPreview) -> None:
    """Print the first rows as their file has them; cells of Parquet stand between tabs."""
    say(f"[bold]{preview.format}[/bold]")
    if preview.text is not None:
        lines = preview.text.removeprefix("\ufeff").splitlines()
    else:
        lines = ["\t".join(line) for line in (preview.columns, *preview.rows)]
    for line in lines:
        say(named(line.expandtabs()))
    say("More rows follow." if preview.more else "No more rows follow.")


def show_plan(plan: ExportPlan) -> None:
    """Print the files of a plan, and what they replace."""
    for each in plan.files[:_MOST_SHOWN]:
        say(f"{_verb(each)} {named(each.path)}")
    if plan.file_count > _MOST_SHOWN:
        say(f"and {plan.file_count - _MOST_SHOWN:,} more.")
    say(
        f"{counted(plan.file_count, 'file')} with {counted(plan.rows, 'row')}, "
        f"about {_size(plan.bytes)}; {plan.replaced:,} would be replaced."
    )
    _show_refusals(plan.refused, plan.refusals)


def show_clips_plan(plan: ClipsPlan) -> None:
    """Print the clips of each species that would be cut."""
    for each in plan.species[:_MOST_SHOWN]:
        there = f"; {each.there:,} exist" if each.there else ""
        say(f"{named(each.species)}: {counted(each.clips, 'clip')}{there}")
    if len(plan.species) > _MOST_SHOWN:
        say(f"and {len(plan.species) - _MOST_SHOWN:,} more species.")
    say(
        f"{counted(plan.clips, 'clip')}, of which {plan.there:,} exist; "
        f"new ones have {plan.seconds:,.1f} s of sound, about {_size(plan.bytes)}."
    )
    if plan.missing:
        say(f"{counted(plan.missing, 'recording')} cannot be found, so no clips are cut of them.")
    _show_refusals(plan.refused, plan.refusals)


def _verb(file: PlannedFile) -> str:
    if file.refused:
        return "Cannot write"
    return "Would write" if file.replaced_bytes is None else "Would replace"


def _show_refusals(count: int, refusals: list[FileError]) -> None:
    if count:
        say(f"[bold]Nothing would be written:[/bold] {counted(count, 'file')} cannot be replaced.")
    for each in refusals[:_MOST_SHOWN]:
        say(" ".join(filter(None, [named(each.message), named(each.hint)])))


def _size(count: int) -> str:
    for unit, size in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if count >= size:
            return f"{count / size:.1f} {unit}"
    return f"{count} bytes"
