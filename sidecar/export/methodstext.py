"""The methods text: how the rows of an export came about, in words for a paper.

What Linnet does not know is written as unknown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sidecar.export.account import Account, Named
from sidecar.export.cap import Cap
from sidecar.export.text import one_line

BEGIN = "# Methods\n\n<!-- Written by Linnet. What is not known is written as unknown. -->\n"
UNKNOWN = "unknown"

# Names that a sentence lists; it counts the others.
_MOST_NAMED = 50


@dataclass(frozen=True)
class RunsAlike:
    """Runs of a model with the same settings, and how many rows of the export are theirs."""

    run_ids: Sequence[int]
    settings: Mapping[str, Any]
    rows: int


@dataclass(frozen=True)
class ModelUsed:
    """A model whose rows an export has; None is unknown."""

    name: str
    title: str | None
    version: str
    sha256: str
    licence: str | None
    citation: str | None
    runs: Sequence[RunsAlike]


@dataclass(frozen=True)
class Verified:
    """What a judged sample says of a species: how it was drawn and judged, and what was found."""

    sample: str
    species: str
    methods: str
    result: str


@dataclass(frozen=True)
class Told:
    """All that a methods text tells; None is unknown."""

    program: str
    noun: str  # detections or labels
    account: Account
    where: Mapping[str, Any]
    cap: Cap | None
    models: Sequence[ModelUsed]
    hours_recorded: float | None
    hours_analysed: float | None
    analysed: int | None  # recordings, with rows or without
    clock_rules: Sequence[str]
    verified: Sequence[Verified] = ()


def methods_text(told: Told) -> str:
    """Write the text, in Markdown."""
    parts = [BEGIN]
    for title, lines in (
        ("Rows", _rows(told)),
        ("Recordings", _recordings(told)),
        ("Models", _models(told)),
        ("Species", _species(told)),
        ("Verdicts", _verdicts(told)),
        *([("Precision", _precision(told))] if told.verified else []),
        ("Software", [f"Rows were read and written by {told.program}."]),
    ):
        parts.append(f"\n## {title}\n\n" + "\n".join(lines) + "\n")
    return "".join(parts)


def _rows(told: Told) -> Iterator[str]:
    account = told.account
    species = len({scientific for scientific, _ in account.species})
    yield f"The files have {account.rows:,} {told.noun} of {species:,} species."
    if account.first is None or account.last is None:
        yield "Their dates are unknown."
    else:
        first, last = (each.isoformat(" ", "minutes") for each in (account.first, account.last))
        yield f"They were heard from {first} to {last}, by the recorders' own clocks."
    if told.where:
        yield "Only rows that pass these filters are in the files:"
        yield ""
        for name, value in told.where.items():
            yield f"- {_plain(name)}: {_filter(value)}"
    else:
        yield "No filter was set."
    if told.cap is not None:
        yield from ("", _cap(told.cap))


def _cap(cap: Cap) -> str:
    group = {"species": "species", "site": "site", "speciesAndSite": "species at each site"}
    how = "those with the highest score"
    if cap.pick == "random":
        how = f"drawn by chance with the seed {cap.seed}"
    return f"At most {cap.most:,} rows of each {group[cap.per]} were kept, {how}."


def _recordings(told: Told) -> Iterator[str]:
    account = told.account
    with_rows = f"{account.recordings:,} recordings have rows in the files"
    if told.analysed is not None:
        yield f"Models analysed {told.analysed:,} recordings that pass the filters on recordings;"
        yield f"{with_rows}."
    else:
        yield f"{with_rows}. How many were analysed is {UNKNOWN}."
    yield f"Hours recorded: {_hours(told.hours_recorded)}."
    yield f"Hours analysed: {_hours(told.hours_analysed)}."
    yield ""
    yield f"- Surveys: {_named(account.surveys)}."
    yield f"- Sites: {_named(account.sites)}."
    yield f"- Recorders: {_named(account.recorders)}."
    yield f"- Recorders' clocks, as offsets from UTC: {_named(account.offsets)}."
    if account.undated:
        yield f"- Recordings with an unknown start: {account.undated:,}."
    for rule in told.clock_rules:
        yield f"- Rule of a clock: {_plain(rule)}."


def _models(told: Told) -> Iterator[str]:
    if not told.models:
        yield f"No model is named by these {told.noun}."
    for model in told.models:
        title = f"{model.title} ({model.name})" if model.title else model.name
        yield f"**{_plain(title)}**, version {_plain(model.version)}, SHA-256 {model.sha256}."
        yield f"Licence: {_plain(model.licence) or UNKNOWN}."
        yield f"Citation: {_plain(model.citation) or UNKNOWN}"
        yield ""
        for runs in model.runs:
            which = "Run" if len(runs.run_ids) == 1 else "Runs"
            numbers = ", ".join(map(str, runs.run_ids))
            yield f"- {which} {numbers} ({_rows_of(runs)}): {settings_told(runs.settings)}."
        yield ""


def _rows_of(runs: RunsAlike) -> str:
    return "1 row" if runs.rows == 1 else f"{runs.rows:,} rows"


def settings_told(settings: Mapping[str, Any]) -> str:
    """Put the settings of runs in words."""

    def value(name: str) -> str:
        return _number(settings[name]) if settings.get(name) is not None else UNKNOWN

    parts = [f"threshold {value('minConfidence')}"]
    if settings.get("thresholdSet"):
        parts.append(f"thresholds of the set {_plain(str(settings['thresholdSet']))}")
    if settings.get("speciesConfidence"):
        parts.append(f"own thresholds for {len(settings['speciesConfidence'])} species")
    seconds = " s" if settings.get("overlap") is not None else ""
    parts.append(f"overlap of windows {value('overlap')}{seconds}")
    parts.append(f"sensitivity {value('sensitivity')}")
    parts.append(f"place filter: {_place(settings)}")
    for name, words in (("speciesList", "only"), ("excludeSpecies", "without")):
        if settings.get(name) is not None:
            parts.append(f"{words} {len(settings[name])} listed species")
    if (settings.get("mergeConsecutive") or 1) > 1:
        parts.append(f"{value('mergeConsecutive')} windows in a row make one detection")
    return "; ".join(parts)


def _place(settings: Mapping[str, Any]) -> str:
    if "location" not in settings:
        return UNKNOWN
    place = settings["location"]
    if place is None:
        return "none"
    where = "each recording's own place"
    if place.get("latitude") is not None:
        where = f"{_number(place['latitude'])}, {_number(place['longitude'])}"
    week = place.get("week")
    when = "each recording's own week" if week is None else f"week {week}"
    if week == -1:
        when = "the whole year"
    least = place.get("threshold")
    at_least = UNKNOWN if least is None else _number(least)
    judge = "range model"
    if (used := settings.get("rangeModel")) is not None:  # one for all models
        judge = f"{_plain(str(used['title']))} (SHA-256 {used['sha256']})"
    return f"{where}, {when}, {judge} at least {at_least}"


def _species(told: Told) -> Iterator[str]:
    yield f"| Scientific name | Common name | {told.noun.capitalize()} |"
    yield "| --- | --- | ---: |"
    for (species, common), count in sorted(told.account.species.items(), key=_by_count):
        yield f"| {_plain(species) or UNKNOWN} | {_plain(common) or UNKNOWN} | {count:,} |"


def _by_count(item: tuple[Named, int]) -> tuple[int, str, str]:
    (species, common), count = item
    return -count, species or "", common or ""


def _verdicts(told: Told) -> Iterator[str]:
    found = told.account.verdicts
    yield f"Right: {found['YES']:,}. Wrong: {found['NO']:,}. Unsure: {found['UNSURE']:,}."
    yield f"Not checked by a person: {found['UNVERIFIED']:,}."
    if told.account.labelers:
        yield f"Made by: {_named(told.account.labelers)}."


def _precision(told: Told) -> Iterator[str]:
    """Tell of judged samples, species by species."""
    last = None
    for each in told.verified:
        if each.sample != last:
            if last is not None:
                yield ""
            yield f"Sample **{_plain(each.sample)}**:"
            last = each.sample
        yield ""
        yield _plain(f"{each.methods} {each.result}".strip())


def _named(found: Counter[str | None]) -> str:
    """List names with the number of each, the most frequent first."""
    if not found:
        return UNKNOWN
    order = sorted(found.items(), key=lambda item: (item[0] is None, -item[1], item[0] or ""))
    names = [f"{_plain(name) or UNKNOWN} ({count:,})" for name, count in order[:_MOST_NAMED]]
    more = len(order) - len(names)
    return ", ".join(names) + (f", and {more:,} more" if more else "")


def _hours(hours: float | None) -> str:
    return f"{UNKNOWN} under these filters" if hours is None else f"{hours:,.2f}"


def _filter(value: Any) -> str:  # noqa: ANN401 - a value, a list, or comparisons
    if isinstance(value, Mapping):
        words = {"eq": "is", "ne": "is not", "in": "is one of", "contains": "contains"}
        words |= {"lt": "below", "le": "at most", "gt": "above", "ge": "at least"}
        words |= {"between": "between"}
        parts = (f"{words.get(way, way)} {_filter(each)}" for way, each in value.items())
        return " and ".join(parts)
    if isinstance(value, list | tuple):
        shown = ", ".join(_filter(each) for each in value[:_MOST_NAMED])
        more = len(value) - _MOST_NAMED
        return shown + (f", and {more:,} more" if more > 0 else "")
    if value is None:
        return "without a value"
    return _plain(value) if isinstance(value, str) else _number(value)


def _number(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _plain(text: str | None) -> str:
    """Keep a text on its line, and in its cell of a table."""
    return one_line(text).replace("|", "\\|").strip()
