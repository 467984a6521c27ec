"""What no catalog and no path can hold is refused by name, whichever method is asked."""

from __future__ import annotations

from typing import Any

import pytest

from sidecar.app.engine import Engine
from sidecar.methods.methods import verbs
from sidecar.rpc.dispatch import outcome
from sidecar.rpc.failures import Failure
from sidecar.rpc.verb import Call

HUGE = 2**63
LONG = "/" + "a" * 5000
CSV = {"format": "csv"}


def _refusal(engine: Engine, method: str, params: dict[str, Any]) -> Failure:
    failure = outcome(method, verbs(engine)[method], params, Call())
    assert isinstance(failure, Failure)
    return failure


@pytest.mark.parametrize(
    ("method", "params", "field"),
    [
        ("runs/resume", {"runId": HUGE}, "runId"),
        ("infer", {"recordingIds": [1, -HUGE - 1]}, "recordingIds.1"),
        ("query", {"select": "similar", "like": {"regionId": HUGE}}, "like.regionId"),
        (
            "query",
            {"select": "detections", "where": {"recordingId": {"in": [HUGE]}}},
            "where.recordingId.in.0",
        ),
        (
            "recordings/update",
            {"recordings": [{"recordingId": 1, "path": "a\0b"}]},
            "recordings.0.path",
        ),
        ("export", {"destination": "\0", **CSV}, "destination"),
    ],
)
def test_integers_beyond_64_bits_and_nul(
    bare: Engine, method: str, params: dict[str, Any], field: str
) -> None:
    errors = _refusal(bare, method, params).data["errors"]
    assert isinstance(errors, list) and [each["field"] for each in errors] == [field]


@pytest.mark.parametrize(
    ("method", "params", "kind"),
    [
        ("export", {"destination": f"{LONG}.csv", **CSV}, "PathNotAllowed"),
        ("clips", {"destination": LONG}, "PathNotAllowed"),
        ("catalog/backup", {"destination": LONG}, "PathNotAllowed"),
        ("annotations/import", {"inputs": [LONG]}, "PathNotAllowed"),
        ("heads/apply", {"name": LONG}, "ModelNotInstalled"),
        ("infer", {"inputs": ["a.wav"], "model": LONG}, "ModelNotInstalled"),
        (
            "recordings/update",
            {"recordings": [{"recordingId": 1, "path": LONG}]},
            "PathNotAllowed",
        ),
    ],
)
def test_names_longer_than_the_system_allows(
    bare: Engine, method: str, params: dict[str, Any], kind: str
) -> None:
    bare.catalog.reader()  # there, to be backed up
    refusal = _refusal(bare, method, params)
    assert refusal.data["kind"] == kind and LONG in f"{refusal.message} {refusal.data.get('path')}"
