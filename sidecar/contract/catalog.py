"""Messages about the catalog file itself."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from sidecar.contract.base import LongRequest, Message, Progress, WritePath


class CheckCatalogRequest(LongRequest):
    quick: bool = Field(default=False, description="Leave out the checks that read the whole file.")


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
    """Without `destination`, the backup lies beside the catalog, with the date in its name."""

    destination: WritePath | None = None
    embeddings: bool = False


class BackupCatalogResult(Message):
    path: str
    bytes: int


class RepairCatalogRequest(LongRequest):
    pass


class RepairCatalogResult(Message):
    """`mended` lists problems that are gone, `left` problems that remain."""

    backup: str
    mended: list[CatalogProblem]
    left: list[CatalogProblem]


class UpkeepProgress(Progress):
    """The progress of a copy, in pages, or of a check or repair, in steps without a known total.

    `step` names the present step of a check or repair.
    """

    total: int | None
    unit: Literal["page", "step"]
    step: str | None = None
