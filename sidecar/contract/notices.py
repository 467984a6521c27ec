"""What the sidecar says unasked, as notifications."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from sidecar.contract.base import Message
from sidecar.contract.lifecycle import CATALOG, MODEL, MODEL_FILES, BreakerState
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


class ModelChange(Message):
    """The circuit breaker of a model changed its state; `error` is the model's last one."""

    model: str
    version_id: str
    state: BreakerState
    before: BreakerState
    at: str
    error: str | None


class ModelNotice(Message):
    """What happened to models, in order; at most two notices come in a second.

    A client that does not read misses the oldest changes, and `leftOut` counts them.
    """

    changes: list[ModelChange]
    left_out: int


NOTICES: Mapping[str, type[Message]] = MappingProxyType(
    {CATALOG: CatalogNotice, MODEL: ModelNotice}
)
