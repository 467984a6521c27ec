"""Messages about the sidecar itself."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from sidecar.contract.base import Message, Request, Text, WritePath
from sidecar.variant import Variant

# The notifications of changes (`notices.py`), and what the catalog's calls the installed models.
CATALOG = "$/catalog"
MODEL = "$/model"
MODEL_FILES = "modelFiles"

BreakerState = Literal["closed", "open", "halfOpen"]


class Program(Message):
    name: Text
    version: Text = ""


class ModelSummary(Message):
    name: str
    title: str
    installed: bool


class InitializeRequest(Request):
    """When the process `processId` dies, the sidecar commits its work and ends."""

    client: Program | None = None
    process_id: int | None = Field(default=None, ge=0, le=2**32 - 1)  # as Windows counts
    catalog: WritePath | None = None


class InitializeResult(Message):
    """`contract` is a digest of all methods and types; clients of another digest may not fit."""

    server: Program
    protocol_version: int
    contract: str
    methods: list[str]
    models: list[ModelSummary]


class LoadedModel(Message):
    """A version of a model that is loaded.

    `providers` is the hardware that it runs on, the best first. `fellBack` says of each better
    one why it does not. `bytes` are an estimate of the memory that it takes.
    """

    name: str
    version_id: str
    variant: Variant
    providers: list[str]
    fell_back: list[str]
    bytes: int


class Breaker(Message):
    """The circuit breaker of one exact model, which leaves a failing model alone for a while.

    A closed breaker lets every call through. An open one refuses all, and a half-open one lets one
    probe through at a time. `failures` counts failed calls in a row. `since` is when the state
    began. An open breaker lets the next probe through in `nextTrySeconds`.
    """

    model: str
    version_id: str
    state: BreakerState
    failures: int
    since: str
    next_try_seconds: float | None
    last_error: str | None


class HealthRequest(Request):
    pass


class HealthResult(Message):
    """`ready` means that the active model is loaded; `trouble` says why the status is degraded.

    `revision` counts the changes of the catalog since the sidecar started, as `$/catalog` does.
    `breakers` lists the models that failed since then.
    """

    status: Literal["ok", "degraded"]
    version: str
    uptime_seconds: float
    active_model: str | None
    providers: list[str]
    loaded: list[LoadedModel]
    catalog: str
    ready: bool
    revision: int
    trouble: list[str]
    breakers: list[Breaker]
