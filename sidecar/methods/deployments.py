"""`deployments/check`: what is odd about deployments, from facts that the catalog keeps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.app.method import Method
from sidecar.app.progress import ProgressReporter
from sidecar.audit.check import Facts, audit
from sidecar.audit.finding import CHECKS, Finding
from sidecar.audit.season import NONE
from sidecar.catalog.values import Question
from sidecar.contract.audit import (
    CheckDeploymentsProgress,
    CheckDeploymentsRequest,
    CheckDeploymentsResult,
    CheckNotMade,
    DeploymentFinding,
    FindingFix,
    FoundRecording,
)
from sidecar.errors import InvalidParams
from sidecar.recordings.filters import filters
from sidecar.recordings.season import read_activity, read_season, unidentified
from sidecar.recordings.usuallevels import usual_levels
from sidecar.rpc.verb import Call

# Recordings that one question names.
_AT_ONCE = 5_000


def check_deployments(
    engine: Engine, request: CheckDeploymentsRequest, call: Call
) -> CheckDeploymentsResult:
    """Audit the deployments of the catalog as it is now; opens no recording."""
    first = _place(request.cursor)
    where = filters(engine, request, Ledger())
    progress = ProgressReporter(call, CheckDeploymentsProgress, unit="recording")

    def heard(count: int) -> None:
        call.check()
        progress.report(count)

    progress.begin()
    with engine.catalog.questions.snapshot():
        facts = _facts(engine, request, where, heard)
        season = facts.season
        found = audit(facts, request.checks or CHECKS)
        page = found.findings[first : first + request.limit]
        named = _named(engine, page)
    progress.done = progress.total = len(season.recording)
    progress.end()
    last = first + len(page)
    counts = Counter(each.severity for each in found.findings)
    return CheckDeploymentsResult(
        recordings=len(season.recording),
        deployments=len(np.unique(season.deployment[season.deployment != NONE])),
        findings=[_finding(each, named) for each in page],
        total=len(found.findings),
        faults=counts["fault"],
        doubts=counts["doubt"],
        remarks=counts["remark"],
        next_cursor=str(last) if last < len(found.findings) else None,
        not_checked=[
            CheckNotMade(check=each.check, message=each.message, recordings=each.count)
            for each in found.not_checked
        ],
    )


def _place(cursor: str | None) -> int:
    if cursor is None:
        return 0
    if not cursor.isascii() or not cursor.isdecimal():
        raise InvalidParams(
            "The cursor is not one of this method.",
            field="cursor",
            hint="Give the `nextCursor` of an earlier answer.",
        )
    return int(cursor)


def _facts(
    engine: Engine,
    request: CheckDeploymentsRequest,
    where: Mapping[str, object],
    heard: Callable[[int], None],
) -> Facts:
    """Read what the chosen checks need."""
    season = read_season(engine.catalog, where, heard)
    checks = request.checks or CHECKS
    return Facts(
        season,
        lambda ids: usual_levels(engine, ids),
        read_activity(engine.catalog, season) if "chorus" in checks else {},
        unidentified(engine.catalog, season) if "copies" in checks else 0,
        request.every_seconds,
    )


def _named(engine: Engine, page: Sequence[Finding]) -> dict[int, FoundRecording]:
    """Read the paths and starts of the recordings that findings name."""
    ids = sorted({each for finding in page for each in finding.recordings})
    named = {}
    for first in range(0, len(ids), _AT_ONCE):
        question = Question("recordings", {"recordingId": {"in": ids[first : first + _AT_ONCE]}})
        rows = engine.catalog.questions.rows(question, ("recordingId", "path", "start"))
        for number, path, start in rows:
            recording = FoundRecording.model_validate(
                {"recordingId": number, "path": path, "start": start}
            )
            named[recording.recording_id] = recording
    return named


def _finding(found: Finding, named: Mapping[int, FoundRecording]) -> DeploymentFinding:
    return DeploymentFinding(
        kind=found.kind,
        severity=found.severity,
        message=found.message,
        recordings=found.count,
        examples=[named[each] for each in found.recordings],
        deployment_ids=[*found.deployment_ids],
        sites=[*found.sites],
        serials=[*found.serials],
        fixes=[
            FindingFix(
                does=each.does,
                method=each.method,
                request=None if each.request is None else dict(each.request),
                command=each.command,
            )
            for each in found.fixes
        ],
    )


METHODS = (
    Method(
        "deployments/check",
        check_deployments,
        "look",
        "Audit deployments: clocks, sites, recorders.",
        CheckDeploymentsProgress,
    ),
)
