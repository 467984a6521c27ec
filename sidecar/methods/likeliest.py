"""How two models agree on the likeliest species, judged again from stored embeddings.

Detections tell only of what passed a threshold. Stored embeddings give the scores of all species.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sidecar.app.engine import Engine
from sidecar.app.modelnames import model_version
from sidecar.audio.windows import Grid
from sidecar.catalog.interface import Catalog
from sidecar.catalog.runs import StoredVersion
from sidecar.contract.comparison import LikeliestAgreement
from sidecar.errors import ModelInvalid, ModelNotInstalled
from sidecar.models.agreement import agreeing, shared_species
from sidecar.models.interface import Model
from sidecar.rpc.verb import Call
from sidecar.run.spread import spread
from sidecar.run.windows import Windows
from sidecar.values import Float32, Float64, Int64

_LIKELIEST = 5

# Among fewer species, five of each model agree by chance alone.
LEAST_SHARED = 10

# Windows that are judged together.
_GROUP = 500


class _Without(Exception):
    """Says why the likeliest species cannot be compared."""


@dataclass(frozen=True)
class _Judge:
    """A model, and its stored windows: rows, begins and channels as parallel arrays [n]."""

    session: Model
    model_id: int
    window_s: float
    row: Int64
    recording: Int64
    channel: Int64
    start: Float64

    def logits(self, catalog: Catalog, rows: Int64) -> Float32:
        found = self.session.rejudge(catalog.embeddings.read(self.model_id, rows))
        assert found is not None
        return found


def likeliest(
    engine: Engine,
    sides: Sequence[StoredVersion],
    recordings: Int64,
    most: int,
    call: Call,
) -> tuple[LikeliestAgreement | None, str | None]:
    """Compare at most so many windows, evenly spread; None and the reason if that cannot be."""
    try:
        if not most:
            raise _Without("The request asks for no windows.")
        # Windows of more recordings would fill the memory, and not be judged.
        each_once = np.unique(recordings)
        chosen = each_once[spread(len(each_once), most)]
        one, other = (_judge(engine, each, chosen) for each in sides)
        return _compared(engine.catalog, one, other, most, call), None
    except _Without as why:
        return None, str(why)


def _judge(engine: Engine, stored: StoredVersion, recordings: Int64) -> _Judge:
    name, version_id = stored.version.name, stored.version.version_id
    try:
        session = engine.session(name, version_id)
    except (ModelInvalid, ModelNotInstalled) as error:
        raise _Without(f"{name}@{version_id} is not installed, or damaged.") from error
    if not session.rejudges:
        raise _Without(f"{name} has no last layer that judges stored embeddings.")
    catalog, base = engine.catalog, model_version(session.embedder)
    known = {each.version.version_id: each.model_id for each in catalog.models.versions(base.name)}
    model_id = known.get(base.version_id)
    if model_id is None or not catalog.embeddings.dimension(model_id):
        raise _Without(f"The catalog has no embeddings of {name}.")
    windows = catalog.embeddings.cut(catalog.embeddings.windows(model_id, set(recordings.tolist())))
    return _placed(session, model_id, windows)


def _placed(session: Model, model_id: int, windows: Windows) -> _Judge:
    manifest = session.manifest
    assert windows.offsets is not None
    start, _ = Grid(manifest.sample_rate, manifest.window).times(windows.offsets, np.inf)
    channels = [windows.channel_of(place) or 0 for place in range(len(windows.count))]
    return _Judge(
        session=session,
        model_id=model_id,
        window_s=manifest.window,
        row=windows.rows,
        recording=windows.recording,
        channel=np.repeat(np.array(channels, np.int64), windows.count),
        start=start,
    )


def _compared(
    catalog: Catalog, one: _Judge, other: _Judge, most: int, call: Call
) -> LikeliestAgreement:
    """Judge each window of the model with the longer windows, and what the other has in it."""
    shared = shared_species(one.session.labels, other.session.labels)
    if shared.count < LEAST_SHARED:
        raise _Without(f"Both models know only {shared.count} species.")
    turned = other.window_s > one.window_s
    longer, shorter = (other, one) if turned else (one, other)
    whole, parts, number = _within(longer, shorter, most)
    if not len(whole):
        raise _Without("No window has stored embeddings by both models.")
    windows = first = five = 0
    for begin in range(0, len(whole), _GROUP):
        call.check()
        rows = np.arange(begin, min(begin + _GROUP, len(whole)))
        inside = np.flatnonzero((number >= rows[0]) & (number <= rows[-1]))
        long = longer.logits(catalog, longer.row[whole[rows]])
        short = shorter.logits(catalog, shorter.row[parts[inside]])
        best = np.maximum.reduceat(short, np.searchsorted(number[inside], rows), axis=0)
        ours, theirs = (best, long) if turned else (long, best)
        a, b = shared.of_ours(ours), shared.of_theirs(theirs)
        whole_numbers = np.isfinite(a).all(axis=1) & np.isfinite(b).all(axis=1)
        a, b = a[whole_numbers], b[whole_numbers]
        windows += len(a)
        first += int(agreeing(a, b, 1).sum())
        five += int(agreeing(a, b, _LIKELIEST).sum())
    if not windows:
        raise _Without("No window has numbers by both models.")
    return LikeliestAgreement(
        windows=windows,
        species=shared.count,
        first=first / windows,
        five=five / (_LIKELIEST * windows),
    )


def _within(longer: _Judge, shorter: _Judge, most: int) -> tuple[Int64, Int64, Int64]:
    """Find for windows of one model those of the other whose middle lies in them.

    Gives at most so many places of the longer ones that have any, all places of the shorter ones in
    them, and for each of these the number of its longer one, rising.
    """
    places = [_place(each) for each in (longer, shorter)]
    _, group = np.unique(np.concatenate(places), return_inverse=True)
    long_in, short_in = group[: len(places[0])], group[len(places[0]) :]
    middle = _key(short_in, shorter.start + shorter.window_s / 2)
    order = np.argsort(middle, kind="stable")
    first = np.searchsorted(middle, _key(long_in, longer.start), sorter=order)
    end = longer.start + longer.window_s
    last = np.searchsorted(middle, _key(long_in, end), sorter=order)
    there = np.flatnonzero(last > first)
    chosen = there[spread(len(there), most)]
    counts = (last - first)[chosen]
    number = np.repeat(np.arange(len(chosen)), counts)
    place = first[chosen][number] + np.arange(len(number)) - (np.cumsum(counts) - counts)[number]
    return chosen, order[place], number


def _place(judge: _Judge) -> Int64:
    # Channels are counted from 1, up to 1,024.
    return judge.recording * 2_048 + judge.channel


def _key(group: Int64, seconds: Float64) -> Int64:
    """Join a recording's number with a time in milliseconds, of which 30 years fit in 40 bits."""
    return (group.astype(np.int64) << 40) + np.round(1000 * seconds).astype(np.int64)
