"""Messages of `heads/export` and `heads/import`: a head as one file."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from sidecar.contract.base import Message, ReadPath, Request, Text, WritePath
from sidecar.contract.headversions import HeadSpecies, HeadVersion


class ExportHeadRequest(Request):
    """Write a version of a head, with its card, as one file that other people can import.

    The file holds weights and a card: species, counts of labels, test figures, the embedding
    model's digest, its licence, who trained the head and when. It holds no sound, path or label.
    """

    name: Text = Field(description="A head, or `head@version` with the version's number or id.")
    destination: WritePath = Field(description="A file, or a folder that gets one.")


class ExportHeadResult(Message):
    path: str
    name: str
    number: int
    version_id: str
    bytes: int


class ImportHeadRequest(Request):
    """Install a head from such a file, if its embedding model is installed here.

    A head of that name gets it as a further version, which is not in use until somebody says so.
    """

    path: ReadPath
    name: Text | None = Field(default=None, description="Default: the name in the file.")


class HeadCardRequest(Request):
    """Read the card of a head's file; nothing is installed."""

    path: ReadPath


class HeadCard(Message):
    """What a head's file says of the head. Null is unknown.

    `modelSha256` and `modelConverter` name the exact embedding model. The test figures of a species
    are those on recordings that its training held back. `refused` is why an import would fail here.
    """

    name: str
    title: str
    version_id: str
    origin: Literal["trained", "added", "imported"]
    model: str
    model_title: str
    model_sha256: str
    model_converter: str
    licence: str
    citation: str
    trained_at: datetime | None
    trained_by: str | None
    kind: str | None
    labels: int | None
    windows: int | None
    recordings: int | None = Field(description="Recordings that it learnt from.")
    held_back: int | None
    species: list[HeadSpecies]
    installed: bool = Field(description="Whether this version is here already.")
    refused: str | None


class ImportHeadResult(Message):
    """`added` is false if the version was here already; then nothing has changed."""

    name: str
    added: bool
    licence: str
    version: HeadVersion
