"""Messages of `metrics`."""

from __future__ import annotations

from sidecar.contract.base import Message, Request


class MetricsRequest(Request):
    pass


class MetricsResult(Message):
    """`text` has the metrics of this process in the text format of Prometheus (0.0.4)."""

    text: str
