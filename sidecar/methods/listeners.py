"""The listeners that a request may name, each with what makes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from sidecar.app.engine import Engine
from sidecar.indices.listener import IndexListener
from sidecar.indices.minutes import KIND
from sidecar.run.hearing import Listening

# By the kind of what they hear. Making one may raise an error that would stop every recording.
LISTENERS: Mapping[str, Callable[[Engine], Listening]] = {
    KIND: lambda engine: IndexListener,
}


def listening(engine: Engine, kinds: Sequence[str]) -> list[Listening]:
    """Make the listeners of some kinds."""
    return [LISTENERS[kind](engine) for kind in kinds]
