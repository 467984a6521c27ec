"""Proposes how to mend what was found, with methods and commands that exist."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sidecar.audit.finding import Fix
from sidecar.audit.season import Series
from sidecar.characters import as_word

# A request names this many recordings at most; of more, a person names them by a filter.
_MOST_IDS = 500


def set_clock(
    of: Series, shift_s: float, does: str, *, zone: str | None = None
) -> Fix:
    """Shift the clock of a series' deployment, or of its folder, by more than a rule does now."""
    total = shift_s + (of.deployment.shift_s if of.deployment else 0.0)
    rule: dict[str, Any] = {"shiftSeconds": total}
    words = f"--shift={hours(total)}"
    if zone is not None:
        rule["timezone"] = zone
        words += f" --timezone {zone}"
    if of.deployment is not None:
        deployment_id = of.deployment.deployment_id
        request = {"deployments": [{"deploymentId": deployment_id, **rule}]}
        return Fix(
            does, "places/set", request, f"linnet sites set --deployment {deployment_id} {words}"
        )
    request = {"folders": [{"folder": of.folder, **rule}]}
    return Fix(
        does, "places/set", request, f"linnet sites set --folder {as_word(of.folder)} {words}"
    )


def shift_some(ids: Sequence[int], shift_s: float | None, does: str) -> Fix:
    """Shift the clocks of some recordings; without a shift, a person says how far."""
    where = {"recordingId": {"in": list(ids)}}
    few = len(ids) <= _MOST_IDS
    request = None
    if shift_s is not None and few:
        request = {"where": where, "shiftSeconds": shift_s}
    told = f"recordingId={','.join(map(str, ids))}" if few else "FILTER"
    words = "TIME" if shift_s is None else hours(shift_s)
    command = f"linnet recordings update --shift={words} --where {told}"
    return Fix(does, "recordings/update", request, command)


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
