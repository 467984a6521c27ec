"""The catalog's memos, as every catalog keeps them."""

from __future__ import annotations

from typing import Protocol

from sidecar.catalog.memos import Memo, MemoSize


class Memos(Protocol):
    """What the app itself keeps."""

    def get(self, key: str) -> Memo | None:
        """Give the memo of a key."""

    def list(self, prefix: str) -> list[MemoSize]:
        """List the memos whose key begins so, in the order of their keys."""

    def put(self, key: str, value: str | None, *, if_revision: int | None, most: int) -> int:
        """Keep a memo's JSON, or remove it; returns its new revision, 0 after a removal.

        No two memos ever have the same revision. Raises Conflict if `if_revision` is not the memo's
        revision (0: there is none), and InvalidParams if there would be more than `most` memos.
        """
