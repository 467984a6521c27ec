"""All selects of the catalog, by name."""

from __future__ import annotations

from sidecar.catalog.sqlite.query.field import Select
from sidecar.catalog.sqlite.query.select.accuracy import ACCURACY
from sidecar.catalog.sqlite.query.select.activity import ACTIVITY
from sidecar.catalog.sqlite.query.select.agreement import AGREEMENT
from sidecar.catalog.sqlite.query.select.annotations import ANNOTATIONS
from sidecar.catalog.sqlite.query.select.batches import BATCHES
from sidecar.catalog.sqlite.query.select.clocks import CLOCKS
from sidecar.catalog.sqlite.query.select.deferred import DEFERRED
from sidecar.catalog.sqlite.query.select.deployments import DEPLOYMENTS
from sidecar.catalog.sqlite.query.select.detections import DETECTIONS
from sidecar.catalog.sqlite.query.select.disputes import DISPUTES
from sidecar.catalog.sqlite.query.select.minutes import MINUTES
from sidecar.catalog.sqlite.query.select.models import MODELS
from sidecar.catalog.sqlite.query.select.presence import PRESENCE
from sidecar.catalog.sqlite.query.select.recorders import RECORDERS
from sidecar.catalog.sqlite.query.select.recordings import RECORDINGS
from sidecar.catalog.sqlite.query.select.runfiles import RUN_FILES
from sidecar.catalog.sqlite.query.select.runs import RUNS
from sidecar.catalog.sqlite.query.select.sampleitems import SAMPLE_ITEMS
from sidecar.catalog.sqlite.query.select.samples import SAMPLES
from sidecar.catalog.sqlite.query.select.sites import SITES
from sidecar.catalog.sqlite.query.select.sources import SOURCES
from sidecar.catalog.sqlite.query.select.species import SPECIES
from sidecar.catalog.sqlite.query.select.speech import SPEECH, SPEECH_TOTALS
from sidecar.catalog.sqlite.query.select.surveys import SURVEYS

SELECTS: dict[str, Select] = {
    "annotations": ANNOTATIONS,
    "accuracy": ACCURACY,
    "agreement": AGREEMENT,
    "batches": BATCHES,
    "disputes": DISPUTES,
    "activity": ACTIVITY,
    "presence": PRESENCE,
    "deployments": DEPLOYMENTS,
    "sites": SITES,
    "surveys": SURVEYS,
    "recorders": RECORDERS,
    "detections": DETECTIONS,
    "species": SPECIES,
    "recordings": RECORDINGS,
    "sources": SOURCES,
    "clocks": CLOCKS,
    "runs": RUNS,
    "runFiles": RUN_FILES,
    "deferred": DEFERRED,
    "minutes": MINUTES,
    "models": MODELS,
    "samples": SAMPLES,
    "sampleItems": SAMPLE_ITEMS,
    "speech": SPEECH,
    "speechTotals": SPEECH_TOTALS,
}
