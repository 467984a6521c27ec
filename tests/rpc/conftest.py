"""Engines to talk to: in this process, and in one of their own."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from typing import Literal

import pytest

from sidecar.rpc import Limits, Streams, serve
from tests.programs.toy import Gates, initialize, table
from tests.rpc.client import GUARD_S, Client, Toy

MakeToy = Callable[..., Toy]


class Local(Client):
    """A client of an engine on threads of this process."""

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        framing: Literal["lines", "headers"] = "lines",
        warm_up: Callable[[], None] | None = None,
    ) -> None:
        engine_input, input = os.pipe()
        output, engine_output = os.pipe()
        super().__init__(input, output, framing=framing)
        self.gates = Gates()
        self.codes: list[int] = []
        streams = Streams(engine_input, engine_output)

        def run() -> None:
            verbs = table(self.gates)
            code = serve(
                verbs, initialize=initialize, warm_up=warm_up, streams=streams, limits=limits
            )
            self.codes.append(code)
            os.close(engine_output)

        self._thread = threading.Thread(target=run, daemon=True)
        self._thread.start()
        self.read()

    def code(self) -> int:
        self._thread.join(GUARD_S)
        return self.codes[0]

    def clean(self) -> None:
        self.close_input()
        self._thread.join(GUARD_S)
        assert not self._thread.is_alive()


MakeLocal = Callable[..., Local]


@pytest.fixture
def make_local() -> Iterator[MakeLocal]:
    made: list[Local] = []

    def make(
        limits: Limits | None = None,
        *,
        framing: Literal["lines", "headers"] = "lines",
        warm_up: Callable[[], None] | None = None,
    ) -> Local:
        made.append(Local(limits, framing=framing, warm_up=warm_up))
        return made[-1]

    yield make
    for each in made:
        each.clean()


@pytest.fixture
def local(make_local: MakeLocal) -> Local:
    return make_local()


@pytest.fixture
def make_toy() -> Iterator[MakeToy]:
    made: list[Toy] = []

    def make(
        *arguments: str,
        program: str = "toy",
        framing: Literal["lines", "headers"] = "lines",
        python: tuple[str, ...] = (),
    ) -> Toy:
        made.append(Toy(*arguments, program=program, framing=framing, python=python))
        return made[-1]

    yield make
    for each in made:
        each.clean()
