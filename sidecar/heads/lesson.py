"""Gathers what a head learns from: people's decisions, and the stored windows they cover."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sidecar.app.ledger import Ledger
from sidecar.audio.windows import Grid
from sidecar.catalog.interface import Embeddings
from sidecar.catalog.values import Standing
from sidecar.contract.heads import TrainHeadRequest
from sidecar.contract.notes import Note
from sidecar.errors import InvalidParams
from sidecar.learn.examples import SUPPOSED, Bool, Examples, Float64, Span, covered
from sidecar.models.interface import Model
from sidecar.models.labels import Labels
from sidecar.models.names import NameIndex, did_you_mean
from sidecar.run.windows import Windows
from sidecar.values import Int64

# Default background windows: this many per labelled window, and at least this many.
_BACKGROUND_EACH, _BACKGROUND_LEAST = 2, 200


@dataclass(frozen=True)
class Lesson:
    """Examples, their classes, the decisions behind them, and what was left out."""

    examples: Examples
    labels: Labels
    decisions: Sequence[Standing]
    background: int
    recordings: Sequence[int]  # ids of all with a window among the examples
    notes: list[Note]


@dataclass(frozen=True)
class _LabelledWindows:
    """Labelled windows [n]: their rows, recordings and classes [n, c]."""

    rows: Int64
    recording: Int64
    present: Bool
    counts: Float64


def known_windows(
    windows: Windows, decisions: Sequence[Standing], grid: Grid
) -> tuple[Bool, Float64, list[str]]:
    """Apply decisions to windows: `present`, `counts` [n, c], and the classes."""
    species = sorted({each.species for each in decisions})
    number = {name: position for position, name in enumerate(species)}
    spans: dict[int, list[Span]] = {}
    for each in decisions:
        span = Span(number[each.species], each.start_s, each.end_s, each.present)
        spans.setdefault(each.recording_id, []).append(span)
    assert windows.offsets is not None
    starts = windows.offsets / grid.rate_hz
    present = np.zeros((len(starts), len(species)), np.bool_)
    counts = np.zeros(present.shape)
    for recording, mine in windows.parts():
        if recording in spans:
            present[mine], counts[mine] = covered(
                spans[recording],
                starts[mine],
                grid.window_s,
                classes=len(species),
            )
    return present, counts, species


def lesson(
    embeddings: Embeddings,
    session: Model,
    *,
    request: TrainHeadRequest,
    decisions: Sequence[Standing],
    stored: Windows,
    labelled: Windows,
    copies: Mapping[int, int],
    paths: Mapping[int, str],
) -> Lesson:
    """Gather examples from decisions; `labelled` has the windows of the recordings with decisions.

    `paths` names these recordings. Windows of `copies` count for the original recording.
    Raises InvalidParams if there is nothing to learn.
    """
    there = set(labelled.recording_id.tolist())
    usable = [each for each in decisions if each.recording_id in there]
    ledger = Ledger()
    for each in decisions:
        if each.recording_id not in there:
            ledger.add("labelsLeftOut", paths.get(each.recording_id, ""))
    present, counts, species = known_windows(
        labelled, usable, Grid(session.manifest.sample_rate, session.manifest.window)
    )
    chosen = _chosen(request, decisions, usable, present, species, ledger)
    columns = [species.index(name) for name in chosen]
    said = (counts[:, columns] > 0).any(axis=1)
    known = _LabelledWindows(
        rows=labelled.rows[said],
        recording=labelled.recording[said],
        present=present[said][:, columns],
        counts=counts[said][:, columns],
    )
    stored = _by_path(stored)
    drawn = _background(request, known, stored, np.sort(labelled.rows[counts.any(axis=1)]))
    places = {each: place for place, each in enumerate(stored.recording_id.tolist())}
    homes = {each: places.get(copies.get(each, each), place) for each, place in places.items()}
    examples = _examples(embeddings, stored.model_id, known, drawn, homes)
    _check_negatives(examples, chosen)
    _note_background(ledger, request, len(drawn[0]))
    common = {each.species: each.common for each in usable}
    return Lesson(
        examples=examples,
        labels=Labels(tuple(chosen), tuple(common[name] for name in chosen)),
        decisions=[each for each in usable if each.species in chosen],
        background=len(examples) - len(known.rows),
        recordings=np.unique(np.concatenate([known.recording, drawn[1]])).tolist(),
        notes=ledger.notes(),
    )


def _by_path(stored: Windows) -> Windows:
    """Sort by path: the order in which recordings were stored must make no difference."""
    return stored.take(np.array(sorted(range(len(stored.urls)), key=stored.urls.__getitem__)))


def _chosen(
    request: TrainHeadRequest,
    decisions: Sequence[Standing],
    usable: Sequence[Standing],
    present: Bool,
    species: list[str],
    ledger: Ledger,
) -> list[str]:
    """Choose the species to learn; the ledger gets each skipped species, with the reason."""
    labels = Counter(each.species for each in usable if each.present)
    windows = dict(zip(species, present.sum(axis=0).tolist(), strict=True))
    wanted = _wanted(request, decisions)
    chosen = []
    for name in wanted:
        if labels[name] >= request.least and windows.get(name):
            chosen.append(name)
        elif labels[name] or request.species is not None:
            ledger.add("speciesSkipped", f"{name}: {_lack(labels[name], request.least)}")
    if not chosen:
        raise InvalidParams(
            "No species has enough labels on stored windows.",
            field="species",
            hint=" ".join(map(_in_words, ledger.notes()))
            or "Verify detections (YES, NO) or draw regions and name them, then train again.",
        )
    return chosen


def _note_background(ledger: Ledger, request: TrainHeadRequest, found: int) -> None:
    """Note that fewer unlabelled windows are stored than the request asks for."""
    if request.background is not None and found < request.background:
        why = f"The background has {found:,} windows: the catalog has no more without a label."
        ledger.idle(request, "background", why, changes_results=True)


def _in_words(note: Note) -> str:
    return " ".join([note.message, *(f"{each}." for each in note.examples), note.hint])


def _lack(labels: int, least: int) -> str:
    if labels >= least:
        return "its labels cover no stored window"
    return f"it has {labels} {'label' if labels == 1 else 'labels'} and needs {least}"


def _wanted(request: TrainHeadRequest, decisions: Sequence[Standing]) -> list[str]:
    names = sorted({each.species for each in decisions})
    if request.species is None:
        return names
    pairs = sorted({(each.species, each.common) for each in decisions})
    index = NameIndex([species for species, _ in pairs], [common for _, common in pairs])
    wanted: dict[str, None] = {}
    for name in request.species:
        found = index.find(name)
        if not found:
            raise InvalidParams(
                f'Nobody has labelled "{name}".',
                field="species",
                hint=did_you_mean(index.near(name))
                or "Use a scientific or common name from the labels.",
            )
        wanted |= dict.fromkeys(index.species[place] for place in found)
    return list(wanted)


def _background(
    request: TrainHeadRequest, known: _LabelledWindows, stored: Windows, labelled: Int64
) -> tuple[Int64, Int64]:
    """Draw unlabelled windows at random: rows and recordings."""
    wanted = request.background
    if wanted is None:
        wanted = max(_BACKGROUND_EACH * len(known.rows), _BACKGROUND_LEAST)
    ends = np.cumsum(stored.count)
    total = int(ends[-1])
    random = np.random.default_rng(request.seed)
    # Some of these windows are labelled, and are dropped below.
    drawn = random.choice(total, min(total, wanted + len(labelled)), replace=False)
    home = np.searchsorted(ends, drawn, side="right")
    rows = stored.first[home] + drawn - np.concatenate([[0], ends])[home]
    free = np.nonzero(~np.isin(rows, labelled))[0][:wanted]
    return rows[free], stored.recording_id[home[free]]


def _examples(
    stored: Embeddings,
    model_id: int,
    known: _LabelledWindows,
    drawn: tuple[Int64, Int64],
    homes: Mapping[int, int],
) -> Examples:
    """Read the embeddings of windows; `homes` numbers their recordings."""
    rows = np.concatenate([known.rows, drawn[0]])
    order = np.argsort(rows, kind="stable")
    embeddings = np.empty((len(rows), stored.dimension(model_id)), np.float32)
    embeddings[order] = stored.read(model_id, rows[order])
    classes = known.present.shape[1]
    recordings = np.concatenate([known.recording, drawn[1]]).tolist()
    examples = Examples(
        embeddings=embeddings,
        recording=np.array([homes[each] for each in recordings], np.int64),
        present=np.vstack([known.present, np.zeros((len(drawn[0]), classes), np.bool_)]),
        counts=np.vstack([known.counts, np.full((len(drawn[0]), classes), SUPPOSED)]),
    )
    order = np.lexsort((rows, examples.recording))
    return examples.subset(order[np.isfinite(embeddings[order]).all(axis=1)])


def _check_negatives(examples: Examples, species: Sequence[str]) -> None:
    lone = ((examples.counts > 0) & ~examples.present).sum(axis=0) == 0
    if lone.any():
        name = species[int(np.argmax(lone))]
        raise InvalidParams(
            f"Training {name} needs windows without it.",
            field="background",
            hint="Label some detections NO, name other species, or allow background windows.",
        )
