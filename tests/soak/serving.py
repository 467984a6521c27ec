"""Starts a sidecar of this source, with pipes for its messages."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import IO

from tests.rpc.client import ROOT


def serving(
    *arguments: str,
    environment: Mapping[str, str],
    log: IO[bytes] | int = subprocess.DEVNULL,
    folder: Path = ROOT,
) -> subprocess.Popen[bytes]:
    """Start `linnet serve` in a folder; `log` takes its standard error."""
    return subprocess.Popen(
        [sys.executable, "-m", "sidecar", "serve", *arguments],
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=log,
        bufsize=0,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
    )
