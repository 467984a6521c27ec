"""The base of all messages, and the types that they share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic.alias_generators import to_camel, to_snake

from sidecar.errors import InvalidParams

ProgressToken = str | int

# The bridge refuses such a path from a page unless it lies in a folder that the user granted. Mark
# every field of a request that a method opens, lists or writes, but no filter that only compares.
ReadPath = Annotated[str, Field(json_schema_extra={"x-path": "read"})]
WritePath = Annotated[str, Field(json_schema_extra={"x-path": "write"})]

_INTEGERS = range(-(2**63), 2**63)  # the limits of SQLite


class Message(BaseModel):
    """Uses camelCase on the wire, refuses unknown fields, and builds its schema on first use."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        alias_generator=to_camel,
        populate_by_name=True,
        defer_build=True,
    )


class Request(Message):
    """Parameters of a method.

    Raises InvalidParams for values that JSON allows but a catalog or path cannot hold.
    """

    @model_validator(mode="after")
    def _can_be_held(self) -> Self:
        _check(_members(self))
        return self


def _members(model: BaseModel) -> Iterator[tuple[str, Any]]:
    """List the given fields without a copy, because a stream's samples are large."""
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
            raise InvalidParams("The integer has more than 64 bits.", field=field)
        elif isinstance(value, str) and "\0" in value:
            raise InvalidParams("The text contains the character NUL.", field=field)


def gives(request: BaseModel, field: str) -> bool:
    """Tell whether a request itself gives a field, such as "location.week", and not its default."""
    value: Any = request
    for step in map(to_snake, field.split(".")):
        if not isinstance(value, BaseModel) or step not in value.model_fields_set:
            return False
        value = getattr(value, step)
    return value is not None


class LongRequest(Request):
    """Parameters of a method that takes time."""

    progress: ProgressToken | None = Field(
        default=None, description="Token that each `$/progress` notification carries."
    )


class Progress(Message):
    """The progress of a method, as each of its `$/progress` notifications carries it."""

    kind: Literal["begin", "report", "end"]
    done: int


class FileError(Message):
    """Says why Linnet could not use one file of many."""

    path: str
    code: int
    kind: str
    message: str
    hint: str = ""


class ModelName(Message):
    """The model that answered; `sha256` belongs to the published file."""

    name: str
    version: str
    sha256: str
