"""What needs all detections of a sample's species as the catalog holds them now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sidecar.app.engine import Engine
from sidecar.catalog.samples import Part, Sample
from sidecar.contract.estimates import EstimatedShare, EstimatedSite
from sidecar.errors import InvalidParams
from sidecar.estimates import words
from sidecar.estimates.events import Timed
from sidecar.estimates.report import SampleReport
from sidecar.estimates.sample import sites_of
from sidecar.estimates.sites import SiteCurves, site_curves
from sidecar.estimates.withheld import Withheld
from sidecar.methods.estimatedspecies import told
from sidecar.methods.sampleframe import SampledFrame, Wanted, detected
from sidecar.samples.scores import confidence_of
from sidecar.values import Float64


@dataclass(frozen=True, eq=False)
class PresentFrame:
    """The detections from a sample's floor on that the catalog holds now.

    `changed` tells that they are no longer those that the sample was drawn from.
    """

    sampled: SampledFrame
    length_ms: int
    changed: bool

    def timed(self) -> Timed:
        frame = self.sampled.frame
        return Timed.of(frame.recording, frame.start_ms, self.length_ms, frame.logit)

    def logits_of_sites(self) -> Mapping[str, Float64]:
        """Give the logits of each site's detections."""
        sampled = self.sampled
        return {
            name: sampled.frame.logit[sampled.site == number]
            for number, name in enumerate(sampled.sites)
        }


def present_frame(engine: Engine, sample: Sample, part: Part) -> PresentFrame:
    """Read the detections of a part again.

    Raises InvalidParams if the catalog has none of its model, and as a draw does.
    """
    model = sample.head.model
    known = engine.catalog.models.versions(model.name)
    found = next(
        (
            each
            for each in known
            if (each.version.sha256, each.version.converter) == (model.sha256, model.converter)
        ),
        None,
    )
    where = sample.head.rule.get("where")
    if found is None or not isinstance(where, dict):
        raise InvalidParams(
            f"The catalog has no detections by the model of the sample, {model.name} "
            f"{model.version}.",
            field="name",
            hint="Estimate without events and sites, or analyse the recordings with this model.",
        )
    wanted = Wanted(found.model_id, where, float(confidence_of(part.floor)))
    sampled = detected(engine.catalog, part.species, wanted)
    lengths = [
        each.item.end_ms - each.item.start_ms
        for each in sample.members
        if each.species == part.species
    ]
    windows = sum(cell.size for cell in part.cells if cell.band >= part.floor_band)
    changed = len(sampled.frame) != windows
    return PresentFrame(sampled, int(np.median(lengths)) if lengths else 1, changed)


def estimated_sites(
    found: SampleReport, frame: PresentFrame, level: float
) -> list[EstimatedSite] | Withheld:
    """Estimate the share of each site's detections that are true, by the curve of the site."""
    curves = site_curves(found.answers)
    if isinstance(curves, Withheld):
        return curves
    logits = frame.logits_of_sites()
    names = sites_of(found.skips.members)
    return [_site(name, number, curves, found, logits, level) for number, name in enumerate(names)]


def _site(
    name: str,
    number: int,
    curves: SiteCurves,
    found: SampleReport,
    logits: Mapping[str, Float64],
    level: float,
) -> EstimatedSite:
    answers = found.answers.decided
    mine = answers.site == number
    here = logits.get(name, np.zeros(0))
    share = _density(curves, number, int(mine.sum()), here, level)
    return EstimatedSite(
        site=name,
        labels=int(mine.sum()),
        yes=int(answers.yes[mine].sum()),
        detections=len(here),
        share=None if isinstance(share, Withheld) else share,
        withheld=told(share),
    )


def _density(
    curves: SiteCurves, number: int, labels: int, logits: Float64, level: float
) -> EstimatedShare | Withheld:
    if not labels:  # its answers are all UNSURE, so the curves may not know it
        return words.few_for_sites(0, 1)
    if not len(logits):
        return words.nothing_at_site()
    found = curves.density(number, logits, level)
    if isinstance(found, Withheld):
        return found
    point, limits = found
    return EstimatedShare(point=point, low=limits.low, high=limits.high, effective=None)
