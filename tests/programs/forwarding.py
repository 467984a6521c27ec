"""Forwards what waits in a catalog until the process ends: `CATALOG URL TOGETHER`."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from sidecar.catalog.sqlite.catalog import SqliteCatalog
from sidecar.forward.forwarder import Forwarder
from sidecar.settings import ForwardSettings


def main() -> None:
    catalog = SqliteCatalog(Path(sys.argv[1]))
    settings = ForwardSettings(url=sys.argv[2], most_together=int(sys.argv[3]), timeout_s=10.0)
    Forwarder(lambda: catalog.outbox, settings).start()
    threading.Event().wait()


if __name__ == "__main__":
    main()
