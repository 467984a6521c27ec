"""Recorders: the desktop app's own table."""

from __future__ import annotations

from sidecar.catalog.sqlite.query.field import Select, number, text

RECORDERS = Select(
    source="Recorder c",
    fields={
        "recorderId": number("c", "recorderId"),
        "recorder": text("c", "code"),
        "brand": text("c", "brand"),
        "model": text("c", "model"),
        "serial": text("c", "serialnbr"),
        "purchaseDate": text("c", "purchase_date"),
    },
    key="recorderId",
)
