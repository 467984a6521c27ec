"""What a connection opens with, before the table of methods and all its types are imported."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property, partial
from typing import Any

from sidecar.contract.lifecycle import InitializeRequest, InitializeResult
from sidecar.engine import Engine
from sidecar.rpc.verb import Verb
from sidecar.verbs.lifecycle import initialize

# Answered by the transport itself.
LIFECYCLE = ("initialize", "shutdown", "exit", "$/cancelRequest")

# The table's methods, in its order.
METHODS = (
    "health",
    "preprocess",
    "infer",
    "runs/resume",
    "query",
    "annotate",
    "annotations/undo",
    "annotations/import",
    "heads/train",
    "heads/apply",
    "heads/suggest",
    "embeddings/reduce",
    "recordings/import",
    "recordings/update",
    "recordings/relink",
    "recordings/remove",
    "export",
    "clips",
    "catalog/check",
    "catalog/backup",
    "catalog/repair",
    "spectrogram",
    "waveform",
    "stream/open",
    "stream/push",
    "stream/close",
    "models/list",
    "models/install",
    "models/add",
    "models/verify",
)


def initialize_verb(engine: Engine) -> Verb[InitializeRequest, InitializeResult]:
    """Build the method that opens a connection."""
    return Verb(
        partial(initialize, engine, (*LIFECYCLE, *METHODS)),
        InitializeRequest,
        InitializeResult,
        "quick",
        "Open the connection.",
    )


class LateVerbs(Mapping[str, Verb[Any, Any]]):
    """The table of methods, imported when it is first looked into."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @cached_property
    def _table(self) -> dict[str, Verb[Any, Any]]:
        from sidecar.verbs.methods import verbs

        return verbs(self._engine)

    def __getitem__(self, name: str) -> Verb[Any, Any]:
        return self._table[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._table)

    def __len__(self) -> int:
        return len(self._table)
