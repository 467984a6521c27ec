"""Runs one command after another, as `linnet` does; the commands come as JSON, in a file."""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from pathlib import Path

from sidecar.__main__ import main

for typed in json.loads(Path(sys.argv[1]).read_text("utf-8")):
    print(f"-- {' '.join(typed)!a}", flush=True)
    with suppress(SystemExit):
        main(typed)
    sys.stdout.flush()
