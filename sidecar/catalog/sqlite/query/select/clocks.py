"""The rules of recorders' clocks."""

from __future__ import annotations

from sidecar.catalog.sqlite.query.field import Select, number, text

CLOCKS = Select(
    source="ClockRule k LEFT JOIN Site t ON t.siteId = k.siteId",
    fields={
        "ruleId": number("k", "ruleId", required=True),
        "recordingId": number("k", "recordingId"),
        "deploymentId": number("k", "deploymentId"),
        "siteId": number("k", "siteId"),
        "site": text("t", "site_code"),
        "folder": text("k", "folder"),
        "timezone": text("k", "timezone"),
        "shiftSeconds": number("k", "shiftSeconds"),
        "source": text("k", "source"),
        "pattern": text("k", "pattern"),
    },
    key="ruleId",
)
