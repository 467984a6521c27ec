"""`memos/get`, `memos/set` and `memos/list`: what the app itself keeps in the catalog."""

from __future__ import annotations

import json

from sidecar.app.engine import Engine
from sidecar.app.method import Method
from sidecar.contract.memos import (
    LONGEST_MEMO,
    MOST_MEMOS,
    GetMemoRequest,
    GetMemoResult,
    ListMemosRequest,
    ListMemosResult,
    MemoRow,
    SetMemoRequest,
    SetMemoResult,
)
from sidecar.errors import InvalidParams
from sidecar.rpc.verb import Call


def get_memo(engine: Engine, request: GetMemoRequest, call: Call) -> GetMemoResult:
    """Give one memo."""
    memo = engine.catalog.memos.get(request.key)
    if memo is None:
        return GetMemoResult(key=request.key, value=None, revision=0, changed_at=None)
    return GetMemoResult(
        key=request.key,
        value=memo.value,
        revision=memo.head.revision,
        changed_at=memo.head.changed_at,
    )


def set_memo(engine: Engine, request: SetMemoRequest, call: Call) -> SetMemoResult:
    """Keep one memo, or remove it; raises Conflict if it is no longer as the caller knows it."""
    text = None if request.value is None else _written(request.value)
    revision = engine.catalog.memos.put(
        request.key, text, if_revision=request.if_revision, most=MOST_MEMOS
    )
    return SetMemoResult(key=request.key, revision=revision)


def list_memos(engine: Engine, request: ListMemosRequest, call: Call) -> ListMemosResult:
    """List the keys of memos."""
    return ListMemosResult(
        memos=[
            MemoRow(
                key=memo.key,
                revision=memo.revision,
                bytes=memo.bytes,
                changed_at=memo.changed_at,
            )
            for memo in engine.catalog.memos.list(request.prefix)
        ]
    )


def _written(value: object) -> str:
    """Write JSON that the catalog can hold; raises InvalidParams if it is too long."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    size = len(text.encode())
    if size > LONGEST_MEMO:
        raise InvalidParams(
            f"The value has {size:,} bytes of JSON, and a memo has at most {LONGEST_MEMO:,}.",
            field="value",
            hint="Keep it in several memos.",
        )
    return text


METHODS = (
    Method("memos/get", get_memo, "quick", "Give what the app keeps under a key."),
    Method("memos/set", set_memo, "write", "Keep a memo of the app, or remove it."),
    Method("memos/list", list_memos, "quick", "List the keys of the app's memos."),
)
