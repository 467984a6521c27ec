"""Messages about the audit of deployments."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from sidecar.audit.finding import CheckName, FindingKind, Severity
from sidecar.contract.base import LongRequest, Message, Progress
from sidecar.contract.query import Where


class CheckDeploymentsRequest(LongRequest):
    """Look for odd clocks, sites and recorders, from what the catalog knows; reads no sound."""

    where: Where | None = Field(default=None, description="Filters, as of `query` on recordings.")
    checks: list[CheckName] = Field(
        default=[], max_length=100, description="The checks to make; none: all."
    )
    every_seconds: float | None = Field(
        default=None,
        ge=1,
        le=864_000,
        allow_inf_nan=False,
        description="Stated spacing of the starts of recordings; without it, each deployment's own "
        "starts tell it.",
    )
    limit: int = Field(default=1_000, ge=1, le=10_000, description="Findings in one answer.")
    cursor: str | None = Field(
        default=None, max_length=20, description="Where this page begins: an earlier `nextCursor`."
    )


class FoundRecording(Message):
    """A recording that a finding names; `start` is by its own clock."""

    recording_id: int
    path: str
    start: str | None


class FindingFix(Message):
    """A way to mend a finding: a method with its request, and the same as a command.

    `request` is null where only a person knows a part of it; `command` has that part in capitals.
    `command` is null where the command line has none.
    """

    does: str
    method: str
    request: dict[str, Any] | None
    command: str | None


class DeploymentFinding(Message):
    """One thing that is odd; `examples` are its first recordings, and `recordings` counts all.

    A `fault` makes sites or times of results wrong, a `doubt` needs a person's look, and a `remark`
    changes no result.
    """

    kind: FindingKind
    severity: Severity
    message: str
    recordings: int
    examples: list[FoundRecording]
    deployment_ids: list[int]
    sites: list[str]
    serials: list[str]
    fixes: list[FindingFix]


class CheckNotMade(Message):
    """A check that was not made of some recordings, and why."""

    check: CheckName
    message: str
    recordings: int


class CheckDeploymentsResult(Message):
    """`findings` come worst first; `faults`, `doubts` and `remarks` count those of all pages."""

    recordings: int
    deployments: int
    findings: list[DeploymentFinding]
    total: int
    faults: int
    doubts: int
    remarks: int
    next_cursor: str | None
    not_checked: list[CheckNotMade]


class CheckDeploymentsProgress(Progress):
    """Recordings that the catalog told so far; their number is unknown before the last."""

    total: int | None
    unit: Literal["recording"] = "recording"
