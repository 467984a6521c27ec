"""Messages about the sidecar itself."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from sidecar.contract.base import Message, Request, Text, WritePath

# The notification of changes (`notices.py`), and what it calls the installed models.
CATALOG = "$/catalog"
MODEL_FILES = "modelFiles"


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
    variant: str
    providers: list[str]
    fell_back: list[str]
    bytes: int


class HealthRequest(Request):
    pass


class HealthResult(Message):
    """`ready` means that the active model is loaded; `trouble` says why the status is degraded.

    `revision` counts the changes of the catalog since the sidecar started, as `$/catalog` does.
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
