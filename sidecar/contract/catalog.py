"""Messages about the catalog file itself."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from sidecar.contract.base import LongRequest, Message, Progress, WritePath


class CheckCatalogRequest(LongRequest):
    quick: bool = Field(default=False, description="Leave out what reads the whole file.")


class CatalogProblem(Message):
    kind: str
    count: int
    message: str
    mendable: bool


class CheckCatalogResult(Message):
    path: str
    schema_version: int
    bytes: int
    recordings: int
    detections: int
    annotations: int
    problems: list[CatalogProblem]


class BackupCatalogRequest(LongRequest):
    """Without `destination`, beside the catalog, dated."""

    destination: WritePath | None = None
    embeddings: bool = False


class BackupCatalogResult(Message):
    path: str
    bytes: int


class RepairCatalogRequest(LongRequest):
    pass


class RepairCatalogResult(Message):
    """`mended` were problems; `left` still are."""

    backup: str
    mended: list[CatalogProblem]
    left: list[CatalogProblem]


class UpkeepProgress(Progress):
    """How far a copy is, in pages, or a check or repair, whose number of steps is not known.

    `step` says what a check or repair is about.
    """

    total: int | None
    unit: Literal["page", "step"]
    step: str | None = None
