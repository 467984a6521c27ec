"""The sidecar with the address of a receiver: `URL serve --catalog FILE`."""

from __future__ import annotations

import dataclasses
import os
import sys
from pathlib import Path

from sidecar.serve import serve_stdio
from sidecar.settings import ForwardSettings, read_settings
from tests.everyverb import MODEL


def main() -> None:
    url, _, _, catalog = sys.argv[1:]
    settings = dataclasses.replace(
        read_settings(os.environ), catalog=Path(catalog), model=MODEL, forward=ForwardSettings(url)
    )
    serve_stdio(settings, "text")


if __name__ == "__main__":
    main()
