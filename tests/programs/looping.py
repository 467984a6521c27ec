"""Runs one method over and over, and says when each time begins: `HOME METHOD [once]`."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

from sidecar.app.engine import Engine
from sidecar.methods.methods import verbs
from sidecar.rpc.dispatch import outcome
from sidecar.rpc.failures import Failure
from sidecar.rpc.verb import Call
from sidecar.settings import Settings
from tests.conftest import MANIFESTS
from tests.everyverb import CATALOG, MODEL, asked

# What an earlier time left must go first, or the next one has nothing to do.
_MADE = {"catalog/backup": "copy.sqlite", "clips": "clips"}
_MORE: dict[str, dict[str, Any]] = {"preprocess": {"force": True}}


def main() -> None:
    home, method = Path(sys.argv[1]), sys.argv[2]
    engine = Engine(Settings(home, home / CATALOG, MANIFESTS, model=MODEL))
    verb = verbs(engine)[method]
    params = {**asked(home)[method], **_MORE.get(method, {})}
    while True:
        if method in _MADE:
            made = home / _MADE[method]
            if made.is_dir():
                shutil.rmtree(made)
            else:
                made.unlink(missing_ok=True)
        print("begins", flush=True)
        result = outcome(method, verb, params, Call())
        assert not isinstance(result, Failure), result
        if sys.argv[3:] == ["once"]:
            return


if __name__ == "__main__":
    main()
