"""`linnet similar` and `linnet embeddings`."""

from __future__ import annotations

from sidecar.cli.command import Command, Commands


def arguments(commands: Commands) -> None:
    """Say what can be typed."""


COMMANDS: dict[str, Command] = {}
