"""Messages about the versions of heads: listed, removed, renamed and compared."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from sidecar.contract.base import Message, Request, Text


class ListHeadsRequest(Request):
    name: Text | None = Field(default=None, description="Default: all heads.")


class HeadSpecies(Message):
    """A species of a version, as its training tested it on recordings that were held back.

    Null is unknown: nobody tested a classifier that was added from a file here.
    """

    species: str
    common: str | None = None
    positives: int | None = None
    negatives: int | None = None
    recordings: int | None = None
    average_precision: float | None = None
    auroc: float | None = None
    threshold: float | None = None
    note: str | None = None


class HeadVersion(Message):
    """A version of a head. `number` counts from 1, and stays its own when others are removed.

    `by` is whoever trained it. `labels` and `windows` are those that it learnt from, and
    `heldBack` counts the recordings that its training left out. Null is unknown.
    `averagePrecision` and `auroc` are means over the tested species.
    """

    number: int
    version_id: str
    in_use: bool
    origin: Literal["trained", "added", "imported"]
    made_at: datetime
    by: str | None
    kind: str | None = Field(description="linear or mlp.")
    base: str = Field(description="The model whose embeddings it reads.")
    labels: int | None
    windows: int | None
    held_back: int | None
    average_precision: float | None
    auroc: float | None
    species: list[HeadSpecies]
    bytes: int
    trouble: str | None = Field(description="Says why the training's record cannot be read.")


class HeadRow(Message):
    """A head with its versions, the latest first. `inUse` is the number of the one that counts."""

    name: str
    title: str
    in_use: int | None
    versions: list[HeadVersion]


class ListHeadsResult(Message):
    heads: list[HeadRow]


class RemoveHeadRequest(Request):
    """Remove one version of a head, or the whole head; runs and detections by it stay.

    If the version is in use, the one before takes over. The only version takes the head with it.
    """

    name: Text
    version: Text | None = Field(
        default=None, description="Its number or its id; default: all versions."
    )
    dry_run: bool = Field(default=False, description="Only say what would be removed.")


class RemovedHead(Message):
    """A removed version, with the runs and detections of the catalog that refer to it.

    `runIds` are the latest ones, 20 at most.
    """

    number: int
    version_id: str
    runs: int
    run_ids: list[int]
    detections: int


class RemoveHeadResult(Message):
    """`inUse` is the number of the version that counts now; null if the head is gone."""

    name: str
    dry_run: bool
    removed: list[RemovedHead]
    in_use: int | None
    bytes: int


class RenameHeadRequest(Request):
    """Give a head another name, in the catalog too; its versions and their numbers stay.

    A killed request can be sent again. Other catalogs keep the earlier name.
    """

    name: Text
    to: Text = Field(description="The new name.")


class RenameHeadResult(Message):
    """`recordings` were analysed by the head, and are found under its new name."""

    name: str
    before: str
    versions: int
    recordings: int
