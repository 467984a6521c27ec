"""Gathers what the methods text of an export tells: models, settings, hours, clocks."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from sidecar import __version__
from sidecar.app.engine import Engine
from sidecar.catalog.values import Basis, Question, Tally
from sidecar.errors import InvalidParams
from sidecar.export.account import Account
from sidecar.export.cap import Cap
from sidecar.export.methodstext import ModelUsed, RunsAlike, Told, Verified
from sidecar.export.reading import RowSource
from sidecar.models.manifest import Manifest

# Clock rules that the text names one by one.
_MOST_RULES = 20

_Exact = tuple[str, str, str]  # name, version, SHA-256


def told(
    engine: Engine,
    source: RowSource,
    account: Account,
    cap: Cap | None,
    verified: Sequence[Verified],
) -> Told:
    """Gather all that is known of an export's rows, in the snapshot in which they were read."""
    recorded, analysed = _hours(source)
    of_detections = source.select == "detections"
    return Told(
        program=f"Linnet {__version__}",
        noun="detections" if of_detections else "labels",
        account=account,
        where=source.where,
        cap=cap,
        models=_models(engine, source, account),
        hours_recorded=recorded,
        hours_analysed=analysed,
        analysed=sum(1 for _ in source.questions.analysed(source.where)) if of_detections else None,
        clock_rules=_clock_rules(source),
        verified=verified,
    )


def _hours(source: RowSource) -> tuple[float | None, float | None]:
    """Give the hours recorded and analysed under the filters; None where they cannot follow."""
    of = Tally("detections" if source.select == "detections" else "labels", (), source.where)
    try:
        found = source.questions.counts(of, 1)
    except InvalidParams:  # counts know fewer filters
        return None, None
    row: Mapping[str, Any] = found[0] if found else {}
    return row.get("hoursRecorded"), row.get("hoursAnalysed")


def _models(engine: Engine, source: RowSource, account: Account) -> Sequence[ModelUsed]:
    """Describe the exact models of an account's analyses, and their runs by settings."""
    basis = source.analyses()
    rows: dict[_Exact, Counter[str]] = {}
    runs: dict[tuple[_Exact, str], set[int]] = {}
    for analysis_id, count in account.analyses.items():
        found = basis(analysis_id)
        exact, settings = _exact(found), json.dumps(found.settings, sort_keys=True)
        rows.setdefault(exact, Counter())[settings] += count
        runs.setdefault((exact, settings), set()).add(found.run_id)
    licences = _licences(source)
    manifests = engine.registry.manifests
    return [
        _model(
            exact,
            manifests.get(exact[0]),
            licences.get(exact),
            [
                RunsAlike(sorted(runs[exact, each]), json.loads(each), count)
                for each, count in sorted(of.items(), key=lambda item: min(runs[exact, item[0]]))
            ],
        )
        for exact, of in sorted(rows.items())
    ]


def _exact(basis: Basis) -> _Exact:
    return basis.model, basis.model_version, basis.model_sha256


def _model(
    exact: _Exact, manifest: Manifest | None, licence: str | None, runs: Sequence[RunsAlike]
) -> ModelUsed:
    """Describe a model; another version's manifest says nothing of this one."""
    name, version, sha256 = exact
    known = manifest if manifest is not None and manifest.version == version else None
    return ModelUsed(
        name=name,
        title=known.title if known else None,
        version=version,
        sha256=sha256,
        licence=known.licence.name if known else licence,
        citation=(known.citation or None) if known else None,
        runs=runs,
    )


def _licences(source: RowSource) -> dict[_Exact, str]:
    """Read the licences that the catalog remembers."""
    fields = ["name", "version", "sha256", "licence"]
    found = source.questions.rows(Question("models"), fields)
    return {
        (str(name), str(version), str(sha256)): str(licence)
        for name, version, sha256, licence in found
        if licence
    }


def _clock_rules(source: RowSource) -> list[str]:
    """Say what people know of recorders' clocks: zones and shifts, by what they are rules of."""
    fields = ["site", "deploymentId", "recordingId", "folder", "timezone", "shiftSeconds"]
    lines = []
    for site, deployment, recording, folder, zone, shift in source.questions.rows(
        Question("clocks"), fields
    ):
        said = [f"time zone {zone}"] if zone else []
        said += [f"shifted by {_span(shift)}"] if isinstance(shift, int | float) and shift else []
        of = (
            (f"site {site}" if site else "")
            or (f"deployment {deployment}" if deployment else "")
            or (f"recording {recording}" if recording else "")
            or f"folder {folder}"
        )
        lines += [f"{of}: {', '.join(said)}"] if said else []
    more = len(lines) - _MOST_RULES
    return lines[:_MOST_RULES] + ([f"{more:,} more rules"] if more > 0 else [])


def _span(seconds: float) -> str:
    """Write a shift of a clock in whole: +0:10:00, or -31 days 0:00:00.5."""
    minutes, milliseconds = divmod(round(abs(seconds) * 1000), 60_000)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    part = f"{milliseconds / 1000:06.3f}".rstrip("0").rstrip(".")
    whole = f"{days:,} day{'s' if days > 1 else ''} " if days else ""
    return f"{'+' if seconds > 0 else '-'}{whole}{hours}:{minutes:02}:{part}"
