"""The base of all messages, and the types that they share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)
from pydantic.alias_generators import to_camel, to_snake

from sidecar.errors import InvalidParams

# Every number and text of a request has bounds that no user meets, so that no sum, no array and no
# column ever gets more than it can hold.

# SQLite counts rows from 1 to the largest integer of 64 bits.
Id = Annotated[int, Field(ge=1, le=2**63 - 1)]

# A channel, counted from 1. libsndfile reads no sound with more.
OneChannel = Annotated[int, Field(ge=1, le=1024)]

# No recorder runs for 30 years without a stop.
Seconds = Annotated[float, Field(ge=0, le=1e9, allow_inf_nan=False)]

# More than the classes of any model, and than the windows, labels or clips that anybody counts.
Count = Annotated[int, Field(ge=1, le=1_000_000)]

# A generator of random numbers takes seeds of 32 bits on every system.
Seed = Annotated[int, Field(ge=0, le=2**32 - 1)]

# A name, a title or a place in an answer; a comment has as many characters.
LONGEST_TEXT = 10_000

# Windows has the longest paths.
LONGEST_PATH = 32_767


def _at_most(longest: int) -> AfterValidator:
    # pydantic's own check refuses names of files that are not UTF-8.
    def check(text: str) -> str:
        if len(text) > longest:
            raise ValueError(f"must have at most {longest:,} characters")
        return text

    return AfterValidator(check)


Text = Annotated[str, _at_most(LONGEST_TEXT), Field(json_schema_extra={"maxLength": LONGEST_TEXT})]
PathText = Annotated[
    str, _at_most(LONGEST_PATH), Field(json_schema_extra={"maxLength": LONGEST_PATH})
]

# A message of 64 MiB holds no more paths or names. Long lists are checked up to their first fault
# (`fail_fast`): to word a million faults would take gigabytes.
MOST_ITEMS = 1_000_000

ProgressToken = (
    Annotated[str, Field(max_length=1_000)] | Annotated[int, Field(ge=-(2**63), le=2**63 - 1)]
)

# A name that a person gives to something that the catalog keeps.
KeptName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]

# The bridge refuses such a path from a page unless it lies in a folder that the user granted. Mark
# every field of a request that a method opens, lists or writes, but no filter that only compares.
ReadPath = Annotated[
    str,
    _at_most(LONGEST_PATH),
    Field(json_schema_extra={"maxLength": LONGEST_PATH, "x-path": "read"}),
]
WritePath = Annotated[
    str,
    _at_most(LONGEST_PATH),
    Field(json_schema_extra={"maxLength": LONGEST_PATH, "x-path": "write"}),
]

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
    """Says why Linnet could not use one file of many, or not all of it."""

    path: str
    code: int
    kind: str
    message: str
    hint: str = ""
    imported: bool = Field(
        default=False,
        description="The recording was imported all the same, with the sound that can be read.",
    )


class ModelName(Message):
    """The model that answered; `sha256` belongs to the published file.

    `versionId` names the exact version, with its conversion and variant.
    """

    name: str
    version: str
    sha256: str
    version_id: str | None = Field(default=None, description="Null in earlier records.")
