"""Proposes how to mend what was found, with methods and commands that exist."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sidecar.audit.finding import Fix
from sidecar.audit.season import Deployment, Series
from sidecar.characters import as_word

# A request names this many recordings at most; of more, a person names them by a filter.
_MOST_IDS = 500


def set_clock(deployment: Deployment, shift_s: float, does: str, *, zone: str | None = None) -> Fix:
    """Shift a deployment's clock by more than rules do now, and set its zone if one is given."""
    total = shift_s + deployment.shift_s
    number = deployment.deployment_id
    change: dict[str, Any] = {"deploymentId": number, "shiftSeconds": total}
    command = f"linnet sites set --deployment {number} --shift={hours(total)}"
    if zone is not None:
        change["timezone"] = zone
        command += f" --timezone {zone}"
    return Fix(does, "places/set", {"deployments": [change]}, command)


def shift_some(ids: Sequence[int], shift_s: float | None, does: str) -> Fix:
    """Shift the clocks of some recordings; without a shift, a person says how far."""
    where, told = _chosen(ids)
    request = None
    if shift_s is not None and where is not None:
        request = {"where": where, "shiftSeconds": shift_s}
    words = "TIME" if shift_s is None else hours(shift_s)
    command = f"linnet recordings update --shift={words} --where {told}"
    return Fix(does, "recordings/update", request, command)


def _chosen(ids: Sequence[int]) -> tuple[dict[str, Any] | None, str]:
    """Filter recordings by their sorted ids, in a request and on the command line."""
    if len(ids) > 1 and ids[-1] - ids[0] == len(ids) - 1:
        return {"recordingId": {"between": [ids[0], ids[-1]]}}, f"recordingId={ids[0]}..{ids[-1]}"
    if len(ids) <= _MOST_IDS:
        return {"recordingId": {"in": list(ids)}}, f"recordingId={','.join(map(str, ids))}"
    return None, "FILTER"


def move(serial: str, of: int, to: int, does: str) -> Fix:
    """Put the recordings of a recorder in one deployment into another one."""
    request = {"where": {"serial": serial, "deploymentId": of}, "deploymentId": to}
    command = (
        f"linnet recordings update --deployment {to} --where {as_word(f'serial={serial}')}"
        f" deploymentId={of}"
    )
    return Fix(does, "recordings/update", request, command)


def remove(ids: Sequence[int], does: str) -> Fix:
    """Remove recordings from the catalog; their files stay."""
    if len(ids) > _MOST_IDS:
        return Fix(does, "recordings/remove", None, "linnet recordings remove --where FILTER")
    request = {"recordingIds": list(ids)}
    return Fix(
        does, "recordings/remove", request, f"linnet recordings remove {' '.join(map(str, ids))}"
    )


def set_dates(deployment_id: int, does: str, **days: str) -> Fix:
    """State the days of a deployment (`startDate`, `endDate`); the command line cannot."""
    request = {"deployments": [{"deploymentId": deployment_id, **days}]}
    return Fix(does, "places/set", request)


def bring(of: Series, does: str) -> Fix:
    """Import the recordings that lie elsewhere."""
    to = f" --deployment {of.deployment.deployment_id}" if of.deployment else ""
    return Fix(does, "recordings/import", None, f"linnet recordings import FOLDER{to}")


def hours(seconds: float) -> str:
    """Write a shift as the command line reads it: -9:00, or 0:00:07."""
    sign = "-" if seconds < 0 else ""
    whole = round(abs(seconds))
    text = f"{sign}{whole // 3600}:{whole // 60 % 60:02}"
    return f"{text}:{whole % 60:02}" if whole % 60 else text
