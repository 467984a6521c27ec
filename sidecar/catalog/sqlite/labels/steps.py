"""How work on many annotations is parted, so that others write and read in between."""

import time

from sidecar.catalog.sqlite.database import Database

# Annotations of one step: so many take about 30 ms of a core. A question then has the core soon.
STEP = 500

# The catalog's lock is not fair: without a pause, this thread would take it again before another.
PAUSE_S = 0.005


def pause(catalog: Database, since: float) -> None:
    """Let others write after a step that began at `since`, and let questions have the cores.

    Questions without end at most double the time of the work.
    """
    took = time.perf_counter() - since
    time.sleep(PAUSE_S)
    catalog.asking.wait_for_none(took)
