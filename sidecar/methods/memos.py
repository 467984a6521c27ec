"""`memos/get`, `memos/set` and `memos/list`: what the app itself keeps in the catalog."""

from __future__ import annotations

from sidecar.app.engine import Engine
from sidecar.app.method import Method
from sidecar.contract.memos import (
    GetMemoRequest,
    GetMemoResult,
    ListMemosRequest,
    ListMemosResult,
    SetMemoRequest,
    SetMemoResult,
)
from sidecar.errors import CatalogUnavailable
from sidecar.rpc.verb import Call


def get_memo(engine: Engine, request: GetMemoRequest, call: Call) -> GetMemoResult:
    """Give one memo."""
    raise CatalogUnavailable("Memos are not kept yet.")


def set_memo(engine: Engine, request: SetMemoRequest, call: Call) -> SetMemoResult:
    """Keep one memo, or remove it."""
    raise CatalogUnavailable("Memos are not kept yet.")


def list_memos(engine: Engine, request: ListMemosRequest, call: Call) -> ListMemosResult:
    """List the keys of memos."""
    raise CatalogUnavailable("Memos are not kept yet.")


METHODS = (
    Method("memos/get", get_memo, "quick", "Give what the app keeps under a key."),
    Method("memos/set", set_memo, "write", "Keep a memo of the app, or remove it."),
    Method("memos/list", list_memos, "quick", "List the keys of the app's memos."),
)
