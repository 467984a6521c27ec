"""Messages about models."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from sidecar.contract.base import LongRequest, Message, Request


class ListModelsRequest(Request):
    pass


class ModelRow(Message):
    name: str
    title: str
    version: str
    about: str
    licence: str
    licence_url: str
    licence_summary: str
    citation: str
    sample_rate: int
    window: float
    classes: int
    embedding: int
    installed: bool
    active: bool
    sha256: str | None = None
    converter: str | None = None
    source: str | None = None
    installed_at: datetime | None = None


class ListModelsResult(Message):
    models: list[ModelRow]


class InstallModelRequest(LongRequest):
    """`source`: a folder, archive or address to use in place of the manifest's sources."""

    name: str
    source: str | None = None


class InstallModelResult(Message):
    model: ModelRow
    path: str


class InstallProgress(Message):
    """How far an installation is; `unit` counts bytes while downloading."""

    kind: Literal["begin", "report", "end"]
    step: Literal["download", "convert"]
    done: int
    total: int
    unit: Literal["byte", "step"]
