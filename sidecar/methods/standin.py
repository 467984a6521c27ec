"""What the fallbacks of a run share: the request, the catalog, and how to word what stands in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.catalog.interface import Catalog
from sidecar.catalog.runs import Run
from sidecar.catalog.values import Question
from sidecar.contract.analyze import (
    Fallback,
    FallbackWay,
    InferredDetection,
    InferRequest,
    InferResult,
)
from sidecar.methods.asked import Asked
from sidecar.rpc.verb import Call
from sidecar.run.plan import Known
from sidecar.run.work import Failed

_DETECTION = ("start", "end", "species", "common", "confidence")


@dataclass(frozen=True)
class StandIn:
    """A run whose model failed on some recordings; `again` analyses recordings anew."""

    engine: Engine
    asked: Asked
    run: Run
    ledger: Ledger
    call: Call
    again: Callable[[InferRequest], InferResult]
    _ids: dict[str, int] = field(default_factory=dict)

    @property
    def catalog(self) -> Catalog:
        return self.engine.catalog

    @property
    def model(self) -> str:
        return self.asked.session.manifest.name

    def know(self, urls: Collection[str]) -> None:
        """Look up which recordings the catalog has."""
        if urls:
            self._ids.update(self.catalog.recordings.taken([*urls]))

    def fallback(self, failed: Failed, way: FallbackWay, message: str, **more: object) -> Fallback:
        """Word what stands in on a recording."""
        url = failed.work.url
        ids = {"recording_id": self._ids.get(url)}
        return Fallback.model_validate({"path": url, "way": way, "message": message, **ids, **more})

    def known(self, urls: Collection[str]) -> Mapping[str, Known]:
        """Look up what the catalog holds of recordings by the run's exact model."""
        return self.catalog.runs.known([*urls], self.run)

    def detections(self, analysis_id: int) -> list[InferredDetection]:
        """List the detections of an analysis, which a later one may have replaced."""
        # The filter on runs lifts the rule that only analyses count that none replaced.
        where = {"analysisId": analysis_id, "runId": {"ge": 1}}
        return [found for _, found in self._rows(where)]

    def detections_of_run(self, run_id: int) -> dict[str, list[InferredDetection]]:
        """List the detections of a run, by the recording's url."""
        by_url: dict[str, list[InferredDetection]] = {}
        for url, found in self._rows({"runId": run_id}):
            by_url.setdefault(url, []).append(found)
        return by_url

    def _rows(self, where: Mapping[str, Any]) -> Iterator[tuple[str, InferredDetection]]:
        questions = self.catalog.questions
        with questions.reading():
            for url, *values in questions.rows(
                Question("detections", where), ("path", *_DETECTION)
            ):
                named = dict(zip(_DETECTION, values, strict=True))
                named["common"] = named["common"] or ""
                yield cast(str, url), InferredDetection.model_validate(named)
