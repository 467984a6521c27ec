"""Reads the filters of a request: a species may have any of its names there, in any spelling."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.catalog.values import Where
from sidecar.contract.analyze import InferRequest
from sidecar.contract.audit import CheckDeploymentsRequest
from sidecar.contract.comparison import CompareModelsRequest
from sidecar.contract.drift import WindowGroup
from sidecar.contract.export import ClipsRequest, ExportRequest
from sidecar.contract.heads import ApplyHeadRequest, SuggestRequest
from sidecar.contract.labels import AnnotateRequest
from sidecar.contract.monitor import MonitorModelRequest
from sidecar.contract.occasionexport import ExportOccasionsRequest
from sidecar.contract.publish import PublishRequest
from sidecar.contract.query import QueryRequest
from sidecar.contract.recordings import (
    LookRequest,
    MeasureRequest,
    RemoveRecordingsRequest,
    UpdateRecordingsRequest,
)
from sidecar.contract.samples import DrawSampleRequest
from sidecar.contract.sharing import ExportAnnotationsRequest
from sidecar.contract.speech import FindSpeechRequest, RedactRequest
from sidecar.models.labels import Labels
from sidecar.models.names import did_you_mean, shared_index
from sidecar.recordings.sides import exact_sides
from sidecar.recordings.speciesnames import Names
from sidecar.recordings.sunless import note_sunless
from sidecar.recordings.unmeasured import note_unmeasured
from sidecar.taxonomy.kept import taxonomy as kept_taxonomy
from sidecar.taxonomy.synonyms import synonyms
from sidecar.text import folded

_SPECIES = "species"

Filtered = (
    QueryRequest
    | ExportRequest
    | ExportOccasionsRequest
    | PublishRequest
    | ClipsRequest
    | ApplyHeadRequest
    | SuggestRequest
    | InferRequest
    | AnnotateRequest
    | MonitorModelRequest
    | WindowGroup
    | CompareModelsRequest
    | LookRequest
    | MeasureRequest
    | UpdateRecordingsRequest
    | RemoveRecordingsRequest
    | DrawSampleRequest
    | ExportAnnotationsRequest
    | FindSpeechRequest
    | RedactRequest
    | CheckDeploymentsRequest
)


def filters(engine: Engine, request: Filtered, ledger: Ledger) -> Where:
    """Give a request's filters with scientific names in place of all others.

    A name that matches nothing stays, and the ledger suggests one like it. The ledger also counts
    recordings whose sun is unknown, where the request asks for it.
    """
    dumped = request.model_dump(include={"where"}, exclude_unset=True, by_alias=True)
    where: dict[str, Any] = dumped.get("where", {})
    if getattr(request, "cursor", None) is None:  # the first page has said it
        note_sunless(engine, where, ledger, _shown(request))
        note_unmeasured(engine, where, ledger, minutes=_of_minutes(request))
    where = exact_sides(engine, where)
    if _SPECIES not in where:
        return where
    return {**where, _SPECIES: _Naming(engine, ledger).comparison(where[_SPECIES])}


def _of_minutes(request: Filtered) -> bool:
    return getattr(request, "select", None) == "minutes"


def _shown(request: Filtered) -> Sequence[str]:
    """List the keys, fields and orders that a query names."""
    if not isinstance(request, QueryRequest):
        return ()
    return [*request.by, *request.fields, *request.order_by]


def species_of(engine: Engine, names: Sequence[str], ledger: Ledger) -> list[str]:
    """Give the scientific names that a list of names means, each once."""
    return [*dict.fromkeys(map(str, _Naming(engine, ledger).comparison([*names])))]


class _Naming:
    """Replaces the names in a filter on species."""

    def __init__(self, engine: Engine, ledger: Ledger) -> None:
        self._engine = engine
        self._ledger = ledger

    def comparison(self, wanted: Any) -> Any:  # noqa: ANN401 - a value, a list, or comparisons
        """Replace the names in a value, in a list, or in the comparisons with whole names."""
        if isinstance(wanted, list):
            return [name for each in wanted for name in self._species(each)]
        if not isinstance(wanted, dict):
            found = self._species(wanted)
            return found[0] if len(found) == 1 else found
        named = dict(wanted)
        for way in ("eq", "ne"):
            if way in wanted and len(found := self._species(wanted[way])) == 1:
                named[way] = found[0]
            elif way == "eq" and way in wanted and "in" not in wanted:  # a name of several species
                del named["eq"]
                named["in"] = found
        if "in" in wanted and wanted["in"] is not None:
            named["in"] = self.comparison(wanted["in"])
        return named

    def _in_any_language(self, name: str) -> list[str]:
        """List the species with a name in the installed taxonomy."""
        taxonomy = kept_taxonomy(self._engine.settings.taxonomy)
        return [taxonomy.species(taxon) for taxon in taxonomy.named(name)] if taxonomy else []

    def _note_split(self, name: str) -> None:
        """Note that a name was split, where the catalog has other names of its birds."""
        table = synonyms()
        split = table.split(name)
        if split is None:
            return
        own = table.keys(folded(name))
        others = (each for one in (split.name, *split.accepted) for each in table.alike(one))
        if any(self._engine.catalog.questions.species(e) for e in others if folded(e) not in own):
            became = ", ".join(split.accepted)
            self._ledger.add("split", f"{split.name} became {became} in {split.year}")

    def _species(self, name: object) -> list[object]:
        """List the scientific names that a name may mean; a name without any stays."""
        questions = self._engine.catalog.questions
        if not isinstance(name, str) or not name:
            return [name]
        self._note_split(name)
        if questions.species(name):
            return [name]
        rows = questions.species()
        present = shared_index(
            (Labels(tuple(row[0] for row in rows), tuple(row[1] or "" for row in rows)),)
        )
        if found := dict.fromkeys(present.species[place] for place in present.taxon(name)):
            return [*found]
        known = Names(self._engine)
        if found := dict.fromkeys(known.find(name) or self._in_any_language(name)):
            for species in found:
                if not any(map(questions.species, synonyms().alike(species))):
                    self._ledger.add("absentSpecies", species)
            return [*found]
        near = did_you_mean(present.near(name) or known.near(name))
        self._ledger.add("unknownSpecies", f"{name}. {near}" if near else name)
        return [name]
