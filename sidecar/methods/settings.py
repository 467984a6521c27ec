"""`settings/show` tells every setting, and where its value comes from."""

from __future__ import annotations

from sidecar.app.engine import Engine
from sidecar.app.method import Method
from sidecar.contract.settings import ShowSettingsRequest, ShowSettingsResult
from sidecar.rpc.verb import Call


def show(engine: Engine, request: ShowSettingsRequest, call: Call) -> ShowSettingsResult:
    """List all settings; opens nothing but the program's own profiles."""
    raise NotImplementedError


METHODS = (Method("settings/show", show, "quick", "List all settings, and where each comes from."),)
