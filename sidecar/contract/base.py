"""What all messages share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic.alias_generators import to_camel

from sidecar.errors import InvalidParams

ProgressToken = str | int

# The bridge lets a page name such places only where the user granted a folder. Mark every field
# of a request that a method opens, lists or writes, but no filter that only compares paths.
ReadPath = Annotated[str, Field(json_schema_extra={"x-path": "read"})]
WritePath = Annotated[str, Field(json_schema_extra={"x-path": "write"})]

_INTEGERS = range(-(2**63), 2**63)  # those that SQLite holds


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
    """Parameters of a method.

    Raises InvalidParams for what JSON can say, but neither a catalog nor a path can hold.
    """

    @model_validator(mode="after")
    def _can_be_held(self) -> Self:
        _check(_members(self))
        return self


def _members(model: BaseModel) -> Iterator[tuple[str, Any]]:
    """List what was given, without a copy: a stream's samples are large."""
    for name, field in type(model).model_fields.items():
        if name in model.model_fields_set:
            yield field.alias or name, getattr(model, name)


def _check(members: Iterable[tuple[object, Any]], within: str = "") -> None:
    for name, value in members:
        field = f"{within}{name}"
        if isinstance(value, BaseModel):
            _check(_members(value), f"{field}.")
        elif isinstance(value, dict):
            _check(value.items(), f"{field}.")
        elif isinstance(value, list | tuple):
            _check(enumerate(value), f"{field}.")
        elif isinstance(value, int) and value not in _INTEGERS:
            raise InvalidParams("This is an integer of more than 64 bits.", field=field)
        elif isinstance(value, str) and "\0" in value:
            raise InvalidParams("This holds the character NUL.", field=field)


class LongRequest(Request):
    """Parameters of a method that takes time."""

    progress: ProgressToken | None = Field(
        default=None, description="Token that `$/progress` notifications will carry."
    )


class Progress(Message):
    """How far a method is: what every `$/progress` of it carries."""

    kind: Literal["begin", "report", "end"]
    done: int


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
