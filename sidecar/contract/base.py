"""What all messages share."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

ProgressToken = str | int


class Message(BaseModel):
    """camelCase on the wire; an unknown field is an error; schemas are built when first used."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        alias_generator=to_camel,
        populate_by_name=True,
        defer_build=True,
    )


class Request(Message):
    """Parameters of a method."""


class LongRequest(Request):
    """Parameters of a method that takes time."""

    progress: ProgressToken | None = Field(
        default=None, description="Token that `$/progress` notifications will carry."
    )


class FileError(Message):
    """Why one file of many could not be used."""

    path: str
    code: int
    kind: str
    message: str
    hint: str = ""


class ModelName(Message):
    """Which model answered: `sha256` is the published file's."""

    name: str
    version: str
    sha256: str
