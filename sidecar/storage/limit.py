"""Keeps the limit of prepared recordings in the user's file of settings."""

from __future__ import annotations

from sidecar.app.engine import Engine
from sidecar.errors import InvalidParams
from sidecar.profiles.layers import Origin
from sidecar.settings import changed

NAME = "cache_gb"
_DEFAULT: Origin = ("default", "")


def origin(engine: Engine) -> Origin:
    """Tell what gave the limit its value."""
    return engine.settings.origins.get(NAME, _DEFAULT)


def set_limit(engine: Engine, size: int | None) -> None:
    """Keep the limit, and let it act at once; None takes it out of the file.

    Raises InvalidParams where a variable counts before the file, or the file cannot be changed.
    """
    source, place = origin(engine)
    if source in ("variable", "flag"):
        raise InvalidParams(
            f"{place} sets the limit on this computer, so no other limit would count.",
            field="cacheBytes",
            hint=f"Remove {place}, then start Linnet again.",
        )
    engine.settings = changed(engine.settings, NAME, None if size is None else size / 1e9)
