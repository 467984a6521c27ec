"""The interface of every catalog: the only way to it from methods, exports and commands.

Every method raises only our own errors. Any method may raise CatalogUnavailable and StorageFull;
the docstrings name the others. Any thread may call any method. A method that writes does all of a
call or none of it.
"""

from __future__ import annotations

from sidecar.catalog.interface.catalog import Catalog
from sidecar.catalog.interface.embeddings import Embeddings
from sidecar.catalog.interface.labels import Labels
from sidecar.catalog.interface.measurements import Measurements
from sidecar.catalog.interface.memos import Memos
from sidecar.catalog.interface.models import Models
from sidecar.catalog.interface.other import OtherCatalog
from sidecar.catalog.interface.places import Places
from sidecar.catalog.interface.questions import Questions
from sidecar.catalog.interface.recordings import Recordings
from sidecar.catalog.interface.runs import Runs
from sidecar.catalog.interface.samples import Samples
from sidecar.catalog.interface.speech import Speech
from sidecar.catalog.interface.thresholds import Thresholds
from sidecar.catalog.interface.upkeep import Upkeep

__all__ = [
    "Catalog",
    "Embeddings",
    "Labels",
    "Measurements",
    "Memos",
    "Models",
    "OtherCatalog",
    "Places",
    "Questions",
    "Recordings",
    "Runs",
    "Samples",
    "Speech",
    "Thresholds",
    "Upkeep",
]
