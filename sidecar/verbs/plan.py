"""What a run has to do with each of its files: let stand, judge anew, or read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from sidecar.prepare import Dtype
from sidecar.store.catalog import Catalog
from sidecar.store.entries import Place, Previous
from sidecar.store.precision import DTYPES
from sidecar.verbs.inputs import Inputs
from sidecar.verbs.judging import Judging
from sidecar.verbs.rescoring import Stored


@dataclass
class Plan:
    reuse: list[tuple[Path, Previous]] = field(default_factory=list)
    rescore: list[Stored] = field(default_factory=list)
    read: list[Path] = field(default_factory=list)


def make_plan(
    inputs: Inputs,
    catalog: Catalog,
    model_id: int,
    judging: Judging,
    check: Callable[[], None],
    *,
    embedder_id: int,
) -> Plan:
    """Look up each file in the catalog, and its windows by `embedder_id`; `check` may raise."""
    plan, models = Plan(), (model_id, embedder_id)
    for path in inputs.paths:
        check()
        url = inputs.url(path)
        place = judging.place(catalog.origin(url))
        known = {}
        if not judging.request.force:
            known = _known(path, url, catalog, models, judging, place)
        done = next((each for each in known.values() if _is_done(each, judging)), None)
        windows = (each for each in known.items() if each[1].window_set_id is not None)
        stored = next(windows, None) if judging.session.rejudges else None
        if done is not None:
            plan.reuse.append((path, done))
        elif stored is not None:
            dtype, previous = stored
            plan.rescore.append(Stored(path, url, previous, place, dtype))
        else:
            plan.read.append(path)
    return plan


def _is_done(previous: Previous, judging: Judging) -> bool:
    """Tell whether an analysis can stand: one without its embeddings cannot where they are kept."""
    whole = previous.window_set_id is not None or not judging.keeps_embeddings
    return whole and previous.analysis_id is not None


def _known(
    path: Path,
    url: str,
    catalog: Catalog,
    models: tuple[int, int],
    judging: Judging,
    place: Place,
) -> dict[Dtype, Previous]:
    """Look up what is known of a file, by the precision of the input it was made from."""
    model_id, embedder_id = models
    try:
        status = path.stat()
    except OSError:
        return {}  # reading it will say what is wrong
    found = {
        dtype: catalog.previous(
            url,
            model_id,
            judging.digests(place, dtype),
            size_bytes=status.st_size,
            modified_ns=status.st_mtime_ns,
            embedder_id=embedder_id,
        )
        for dtype in _dtypes(judging)
    }
    return {dtype: previous for dtype, previous in found.items() if previous is not None}


def _dtypes(judging: Judging) -> tuple[Dtype, ...]:
    """List the precisions of input that the request may be answered from, the best first."""
    if judging.session.manifest.input.spec.kept is None:
        return ("float32",)
    return DTYPES if judging.request.dtype is None else (judging.request.dtype,)
