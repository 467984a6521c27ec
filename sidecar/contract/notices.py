"""What the sidecar says unasked, as notifications."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from sidecar.contract.base import Message
from sidecar.contract.lifecycle import CATALOG, MODEL_FILES
from sidecar.contract.query import LISTINGS

if TYPE_CHECKING:
    Subject = str
else:
    Subject = Literal[(*LISTINGS, "memos", MODEL_FILES)]


class CatalogNotice(Message):
    """The catalog changed, by a request or by another program that writes to the same file.

    `touched` names each `select` of `query` whose rows may have changed. `memos` are what the app
    keeps (`memos/...`), and `modelFiles` are the installed models (`models/list`). `revision`
    counts changes since the sidecar started. At most two notices come in a second, and the last
    change always has one.
    """

    revision: int = Field(description="A larger number belongs to a later state.")
    touched: list[Subject]


NOTICES: Mapping[str, type[Message]] = MappingProxyType({CATALOG: CatalogNotice})
