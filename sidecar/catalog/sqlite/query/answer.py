"""Finds a question's rows: by SQLite's own plan, or along the routes of its select."""

from __future__ import annotations

import sqlite3

from sidecar.catalog.sqlite.query.hourly import in_hours
from sidecar.catalog.sqlite.query.planned import Planned
from sidecar.catalog.sqlite.query.resolved import AnswerRows, Resolved
from sidecar.catalog.sqlite.query.routed import Routed


def answer(db: sqlite3.Connection, question: Resolved, *, wholly: bool = False) -> AnswerRows:
    """Choose how to find rows; `wholly` means all rows, not a page."""
    routes = question.select.routes
    if routes is None:
        hourly = None if wholly else in_hours(db, question)
        return hourly or Planned(db, question)
    return Routed(db, question, routes, wholly=wholly)
