"""Makes a question about occasions of a request: the model, the species and their thresholds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.catalog.occasions import OccasionFrame, OccasionQuestion, Reportable
from sidecar.catalog.thresholds import ThresholdSet
from sidecar.catalog.values import Where
from sidecar.contract.occasions import OccasionOptions
from sidecar.errors import InvalidParams
from sidecar.export.curves import Curves, curves_of
from sidecar.export.occasions.table import OccasionTable
from sidecar.methods.reportable import RunsOfModel, reportable
from sidecar.methods.thresholdset import named_set
from sidecar.occasions.calendar import day_number
from sidecar.values import Float64

# One site is held in memory at once: 55 bytes a cell.
MOST_CELLS = 5_000_000
_MOST_SPECIES = 20_000


@dataclass(frozen=True)
class Surveyed:
    """A question with its sites and occasions, and what its rows need besides."""

    engine: Engine
    question: OccasionQuestion
    frame: OccasionFrame
    reportable: Reportable
    min_hours: float
    kept: ThresholdSet | None

    @property
    def curves(self) -> Curves | None:
        return None if self.kept is None else curves_of(self.kept)

    @property
    def rows(self) -> int:
        """The number of rows: one for each site, occasion and species."""
        calendar = self.frame.calendar
        if calendar is None:
            return 0
        return len(self.frame.sites) * calendar.count * len(self.question.species)

    def tables(self, sites: Sequence[int]) -> Iterator[OccasionTable]:
        """Read some sites, a few at a time."""
        if self.frame.calendar is None:
            return
        for block in self.engine.catalog.questions.occasions(
            self.question, self.frame.calendar, sites, self.reportable
        ):
            yield OccasionTable(block, self.min_hours)


def surveyed(
    engine: Engine,
    where: Where,
    options: OccasionOptions,
    threshold_set: str | None,
    ledger: Ledger,
) -> Surveyed:
    """Find the sites, occasions and species of a request, and note what they leave out.

    `where` has scientific names. Raises InvalidParams. The caller holds a snapshot.
    """
    species = _species(where)
    model = _model(engine, where)
    plain = {name: wanted for name, wanted in where.items() if name not in ("species", "model")}
    question = OccasionQuestion(
        model=model,
        species=species,
        thresholds=(),
        where=plain,
        start_s=round(options.start * 3600),
        days=options.days,
        first=None if options.first_day is None else day_number(options.first_day),
    )
    frame = engine.catalog.questions.occasion_frame(question)
    _check(frame, len(species))
    kept = None
    if threshold_set is not None:
        kept = _set_of(engine, threshold_set, model, frame.model_ids)
    _note_left_out(frame, ledger)
    runs = RunsOfModel(engine, model, frame.bases)
    thresholds = _thresholds(species, options, kept, runs.floors(species), ledger)
    may = reportable(runs, species, ledger)
    _note_unmodelled(species, may, ledger)
    question = replace(question, thresholds=thresholds.tolist())
    return Surveyed(engine, question, frame, may, options.min_hours, kept)


def _species(where: Where) -> list[str]:
    """List the species asked for; raises InvalidParams unless a filter names each."""
    wanted: Any = where.get("species")
    if isinstance(wanted, Mapping) and len(wanted) == 1:
        wanted = wanted.get("in", wanted.get("eq"))
    names = [wanted] if isinstance(wanted, str) else wanted
    if not isinstance(names, list) or not names or not all(isinstance(x, str) for x in names):
        raise InvalidParams(
            "Occasions need the names of the species, since a species that was not detected has "
            "rows too.",
            field="where.species",
            hint="Write the names, such as species='Strix aluco,Asio otus'.",
        )
    species = [*dict.fromkeys(map(str, names))]
    if len(species) > _MOST_SPECIES:
        raise InvalidParams(
            f"Occasions take at most {_MOST_SPECIES:,} species, not {len(species):,}.",
            field="where.species",
        )
    return species


def _model(engine: Engine, where: Where) -> str:
    """Name the model, whose hours count; raises InvalidParams if that may be one of several."""
    wanted: Any = where.get("model")
    if isinstance(wanted, Mapping) and len(wanted) == 1:
        wanted = wanted.get("eq", wanted.get("in"))
    if isinstance(wanted, list) and len(wanted) == 1:
        (wanted,) = wanted
    known = engine.catalog.questions.models_in_use()
    listed = f"The catalog has analyses by {', '.join(known)}." if known else ""
    if "model" not in where:
        if len(known) > 1:
            raise InvalidParams(
                "Occasions need one model, because only its own hours count.",
                field="where.model",
                hint=listed,
            )
        if not known:
            raise InvalidParams(
                "No model has analysed a recording of the catalog, so nothing is known of "
                "occasions.",
                field="where.model",
                hint="Analyse recordings with `linnet analyze` first.",
            )
        return known[0]
    if not isinstance(wanted, str):
        raise InvalidParams(
            "Occasions are of one model, which the filter must name.",
            field="where.model",
            hint=listed,
        )
    if wanted not in known:
        raise InvalidParams(
            f"The catalog has no analyses by {wanted} that count.",
            field="where.model",
            hint=listed or "Analyse recordings with `linnet analyze` first.",
        )
    return wanted


def _set_of(engine: Engine, name: str, model: str, in_use: Sequence[int]) -> ThresholdSet:
    """Read a set; raises InvalidParams unless it holds for all analyses that count."""
    kept = named_set(engine, name, "thresholdSet")
    others = [
        each.version.version
        for each in engine.catalog.models.versions(model)
        if each.model_id in in_use
        and (each.version.sha256, each.version.converter)
        != (kept.model.sha256, kept.model.converter)
    ]
    if kept.model.name != model or others:
        raise InvalidParams(
            f'The thresholds "{kept.name}" hold for other files than those of {model}: '
            f"for {kept.model.name} {kept.model.version}.",
            field="thresholdSet",
            hint="Analyse all recordings with one version, draw and judge a sample of it, and save "
            "its thresholds.",
        )
    return kept


def _check(frame: OccasionFrame, species: int) -> None:
    """Raise InvalidParams if a site has too many occasions, or if the first is after the last."""
    calendar = frame.calendar
    if calendar is None or frame.span is None:
        return
    first, last = (str(np.datetime64(int(each), "s")).replace("T", " ") for each in frame.span)
    if calendar.count == 0:
        raise InvalidParams(
            f"The first occasion begins on {calendar.name(0)}, after the last recording.",
            field="occasions.firstDay",
            hint=f"Recordings last from {first} to {last}.",
        )
    if calendar.count * species > MOST_CELLS:
        raise InvalidParams(
            f"Each site would have {calendar.count:,} occasions of {species:,} species, and at "
            f"most {MOST_CELLS:,} rows are possible.",
            field="where.date",
            hint=f"Recordings last from {first} to {last}. Filter by date, name fewer species, or "
            "mend a clock that was wrong.",
        )


def _note_left_out(frame: OccasionFrame, ledger: Ledger) -> None:
    if frame.without_site:
        ledger.add("withoutSite", frame.example_without_site or "", count=frame.without_site)
    if frame.undated:
        ledger.add(
            "withoutStart", frame.example_undated or "", count=frame.undated, changes_results=True
        )


def _thresholds(
    species: Sequence[str],
    options: OccasionOptions,
    kept: ThresholdSet | None,
    floors: Float64,
    ledger: Ledger,
) -> Float64:
    """Give the least confidence of each species [species]; notes those below what runs kept."""
    least = floors.copy()
    if options.min_confidence is not None:
        least[:] = options.min_confidence
    of_set = {row.species: row.confidence for row in kept.rows} if kept is not None else {}
    own: dict[str, float | None] = {**of_set, **options.species_confidence}
    lacking = []
    for place, name in enumerate(species):
        found = own.get(name)
        if found is not None:
            least[place] = found
        elif kept is not None:
            lacking.append(name)
    if lacking and kept is not None:
        counts = "least confidence of the runs"
        if options.min_confidence is not None:
            counts = "given minConfidence"
        ledger.unfilled(
            "thresholdSet",
            f'The set "{kept.name}" has no threshold for {len(lacking):,} species, such as '
            f"{lacking[0]}. The {counts} counts for them.",
        )
    below = [place for place in range(len(species)) if least[place] < floors[place] - 1e-9]
    if below:
        name, floor = species[below[0]], floors[below[0]]
        ledger.unfilled(
            "occasions.minConfidence",
            f"The threshold of {len(below):,} species is below the confidence from which some runs "
            f"kept detections, such as {floor:g} for {name}. Fainter ones are missing there.",
        )
    return least


def _note_unmodelled(species: Sequence[str], may: Reportable, ledger: Ledger) -> None:
    """Note the species that no analysis could have named."""
    if not may:
        return
    known = np.any([*may.values()], axis=0)
    for name, each in zip(species, known.tolist(), strict=True):
        if not each:
            ledger.add("notModelled", name)
