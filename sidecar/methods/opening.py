"""Gives a connection its table of methods before the slow imports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sidecar.app.engine import Engine
from sidecar.contract.methods import METHODS, SCHEDULED_BY
from sidecar.methods.methods import methods
from sidecar.rpc.verb import Line, Schedule, Verb


@dataclass(frozen=True)
class LateVerb:
    """A method that imports its module on the thread that first runs it."""

    engine: Engine
    name: str
    module: str
    schedule: Schedule
    scheduled_by: Mapping[str, Schedule]

    def load(self) -> Verb[Any, Any]:
        return methods(self.module)[self.name].of(self.engine)


class LateVerbs(Mapping[str, Line]):
    """The table of methods, which imports each module only when needed."""

    def __init__(self, engine: Engine) -> None:
        self._table = {
            name: LateVerb(engine, name, module, schedule, SCHEDULED_BY.get(name, {}))
            for name, (module, schedule) in METHODS.items()
        }

    def __getitem__(self, name: str) -> Line:
        return self._table[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._table)

    def __len__(self) -> int:
        return len(self._table)
