"""What the app keeps in a catalog."""

from __future__ import annotations

from typing import Any, NamedTuple


class MemoHead(NamedTuple):
    """The key of a memo, and its last change, which gave it a new revision."""

    key: str
    revision: int
    changed_at: str


class Memo(NamedTuple):
    """Something that the app keeps; a repair empties a `value` that is damaged."""

    head: MemoHead
    value: Any


class MemoSize(NamedTuple):
    """A memo without its value."""

    key: str
    revision: int
    changed_at: str
    bytes: int
