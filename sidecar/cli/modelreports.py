"""Prints reports on models: the monitor, the drift and the comparison."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table

from sidecar.cli.console import named
from sidecar.cli.screen import counted, say
from sidecar.contract.comparison import ComparedSide, CompareModelsResult, Disagreement
from sidecar.contract.drift import DriftGroup, DriftResult
from sidecar.contract.monitor import (
    AnomalousWindow,
    Distribution,
    ExactModel,
    MonitorModelResult,
)

_MOST_SPECIES = 20
_READINGS = {
    "alike": "[green]alike[/green]",
    "moved": "[yellow]moved[/yellow]",
    "apart": "[red]apart[/red]",
    "notMeasured": "-",
}
_FIGURES = {
    "normKs": "Norms, largest gap",
    "normPsi": "Norms, stability index",
    "centroid": "Mean directions",
    "pairs": "Same windows",
}
_PERCENTILES = ("p5", "p25", "p50", "p75", "p95")


def _table(*columns: str) -> Table:
    return Table(*columns, box=None, pad_edge=False)


def _model(model: ExactModel) -> str:
    return named(f"{model.name}@{model.version_id}")


def time_of(seconds: float) -> str:
    """Write a time in a recording as players show it: hours, minutes, seconds and tenths."""
    tenths = round(10 * seconds)
    minutes, rest = divmod(tenths, 600)
    hours, minutes = divmod(minutes, 60)
    ahead = f"{hours}:{minutes:02}" if hours else f"{minutes}"
    return f"{ahead}:{rest // 10:02}" + (f".{rest % 10}" if rest % 10 else "")


def _share(value: float | None) -> str:
    return "-" if value is None else f"{100 * value:.3g} %"


def show_monitor(result: MonitorModelResult) -> None:
    """Print the spread of norms and distances, and the windows that differ."""
    table = _table("", "Mean", "Std", *(f"{name[1:]} %" for name in _PERCENTILES))
    for title, spread in (("Norms", result.norms), ("Distances", result.distances)):
        table.add_row(title, *_spread(spread))
    say(table)
    what = "recording or stream" if result.source == "live" else "recording"
    say(
        f"{_model(result.model)}: {counted(result.windows, 'window')} of {result.available:,}, "
        f"{counted(result.recordings, what)}."
    )
    odd = "Odd windows were not looked for."
    if result.judged:
        odd = (
            f"{counted(result.anomalous, 'odd window')} ({_share(result.anomaly_rate)} of "
            f"{result.judged:,}), beyond {result.deviations:g} robust standard deviations."
        )
    say(
        f"{odd} {result.without_numbers:,} without numbers, {result.without_direction:,} without "
        "direction."
    )
    if result.anomalies:
        say(_anomalies(result.anomalies))
    _left_out(result.left_out, "odd windows")


def _spread(spread: Distribution | None) -> list[str]:
    if spread is None:
        return ["-"] * (2 + len(_PERCENTILES))
    values = [spread.mean, spread.std, *(getattr(spread, name) for name in _PERCENTILES)]
    return [f"{value:.4g}" for value in values]


def _anomalies(rows: Sequence[AnomalousWindow]) -> Table:
    table = _table("Recording", "Start", "End", "Norm", "Distance", "Off by", "Because of")
    for row in rows:
        place = row.path if row.path is not None else f"stream {row.stream}"
        table.add_row(
            named(place),
            time_of(row.start),
            time_of(row.end),
            "-" if row.norm is None else f"{row.norm:.4g}",
            "-" if row.distance is None else f"{row.distance:.3f}",
            "-" if row.deviations is None else f"{row.deviations:.1f}",
            ", ".join(row.reasons),
        )
    return table


def _left_out(count: int, what: str) -> None:
    if count:
        say(f"{count:,} more {what} are not listed.")


def show_drift(result: DriftResult) -> None:
    """Print both groups, each figure with its reading, and the species."""
    for title, group in (("First", result.first), ("Second", result.second)):
        say(f"{title} group: {_group(group)}")
    table = _table("", "Figure", "Value", "Usual", "")
    for figure in result.figures:
        table.add_row(
            _READINGS[figure.reading],
            _FIGURES[figure.name],
            "-" if figure.value is None else f"{figure.value:.4f}",
            "-" if figure.usual is None else f"{figure.usual:.4f}",
            named(figure.message),
        )
    say(table)
    if result.species:
        species = _table("Species", "First", "Second", "Median", "Median", "Largest gap")
        for row in result.species:
            medians = (row.first_median, row.second_median)
            species.add_row(
                named(row.common or row.species),
                f"{row.first:,}",
                f"{row.second:,}",
                *("-" if each is None else f"{each:.2f}" for each in medians),
                "-" if row.ks is None else f"{row.ks:.3f}",
            )
        say(species)
    _left_out(result.species_left_out, "species")


def _group(group: DriftGroup) -> str:
    median = "-" if group.norms is None else f"{group.norms.p50:.4g}"
    return (
        f"{_model(group.model)}, {counted(group.windows, 'window')} of {group.available:,}, "
        f"{counted(group.recordings, 'recording')}, median norm {median}"
    )


def show_comparison(result: CompareModelsResult) -> None:
    """Print the agreement, the table by species, and the worst disagreements."""
    for title, side in (("A", result.a), ("B", result.b)):
        say(f"{title}: {_side(side)}")
    say(
        f"{counted(result.recordings, 'recording')} with both, {result.stretches:,} stretches of "
        f"{result.stretch_seconds:g} s, confidence from {result.min_confidence:g} on."
    )
    say(
        f"Agreement {_share(result.agreement)}: both {result.both:,}, only A {result.only_a:,}, "
        f"only B {result.only_b:,}."
    )
    say(
        f"In {result.first_stretches:,} stretches both name a species: the surest is the same in "
        f"{_share(result.first_agreement)}, and {_share(result.five_agreement)} of the five surest "
        "are common."
    )
    if (likeliest := result.likeliest) is not None:
        say(
            f"In {counted(likeliest.windows, 'window')} judged again, without a threshold: the "
            f"likeliest of {likeliest.species:,} species is the same in {_share(likeliest.first)}, "
            f"and {_share(likeliest.five)} of the five likeliest are common."
        )
    elif result.without_likeliest:
        say(named(f"No window was judged again. {result.without_likeliest}"))
    table = _table("Species", "Both", "Only A", "Only B", "Known to")
    for row in result.species[:_MOST_SPECIES]:
        known = "both" if row.known_to == "both" else f"{row.known_to.upper()} alone"
        table.add_row(
            named(row.common or row.species),
            f"{row.both:,}",
            f"{row.only_a:,}",
            f"{row.only_b:,}",
            known,
        )
    if result.species:
        say(table)
    _left_out(max(0, len(result.species) - _MOST_SPECIES), "species")
    if result.disagreements:
        say(_disagreements(result.disagreements))
    _left_out(result.left_out, "disagreements")


def _side(side: ComparedSide) -> str:
    return (
        f"{_model(side.model)}, windows of {side.window:g} s, "
        f"{counted(side.recordings, 'recording')}, {counted(side.detections, 'detection')} of "
        f"{side.species:,} species"
    )


def _disagreements(rows: Sequence[Disagreement]) -> Table:
    table = _table("Recording", "Start", "End", "A", "", "B", "")
    for row in rows:
        table.add_row(
            named(row.path) + (f", channel {row.channel}" if row.channel else ""),
            time_of(row.start),
            time_of(row.end),
            named(row.species_a or "-"),
            "" if row.confidence_a is None else f"{row.confidence_a:.2f}",
            named(row.species_b or "-"),
            "" if row.confidence_b is None else f"{row.confidence_b:.2f}",
        )
    return table
