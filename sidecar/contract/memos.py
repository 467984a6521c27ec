"""Messages about memos: what the app itself keeps in the catalog, such as saved views."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, JsonValue

from sidecar.contract.base import Message, Request

MOST_MEMOS = 10_000
LONGEST_MEMO = 256 * 1024  # bytes of JSON

# Such as "views/Owls at night".
Key = Annotated[str, Field(min_length=1, max_length=200)]

Revision = Annotated[int, Field(ge=0, le=2**63 - 1)]


class GetMemoRequest(Request):
    key: Key


class GetMemoResult(Message):
    """`value` is null and `revision` is 0 if the catalog has no memo of this key."""

    key: str
    value: JsonValue
    revision: int
    changed_at: str | None


class SetMemoRequest(Request):
    """Keep a memo of at most 256 kB of JSON, or remove it with the value null.

    With `ifRevision`, the memo changes only if it still has this revision: that of the answer that
    the value was made from. 0 means that there is no memo yet. Otherwise the answer is a Conflict.
    """

    key: Key
    value: JsonValue
    if_revision: Revision | None = None


class SetMemoResult(Message):
    """`revision` is 0 after a removal."""

    key: str
    revision: int


class ListMemosRequest(Request):
    prefix: Annotated[str, Field(max_length=200)] = Field(
        default="", description="Only keys that begin so, such as views/."
    )


class MemoRow(Message):
    key: str
    revision: int
    bytes: int
    changed_at: str


class ListMemosResult(Message):
    """All keys in order; a catalog holds at most 10,000 memos."""

    memos: list[MemoRow]
