"""Simulate what the intervals and rules of estimates reach: `estimates.py [--scale 1] [--seed 1]`.

Each row compares a figure of our own code with that of the design, which was simulated in worlds of
the same description. `--scale 0.1` makes a tenth of the runs.
"""

from __future__ import annotations

import argparse
import math
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from sidecar.estimates.cells import cells_of_counts, cells_of_labels
from sidecar.estimates.clusters import clustered
from sidecar.estimates.constants import FEWEST_FOR_LIMITS
from sidecar.estimates.curve import Prior, fitted, plain_prior, sigmoid
from sidecar.estimates.frame import JudgedFrame
from sidecar.estimates.pooling import Labels, shared_prior
from sidecar.estimates.precision import Share, precision
from sidecar.estimates.recall import recall
from sidecar.estimates.report import Batches, report
from sidecar.estimates.sample import Answers, SampleClip
from sidecar.estimates.sites import SiteCurves, site_curves
from sidecar.estimates.threshold import choose, grid_above
from sidecar.estimates.withheld import Withheld
from sidecar.samples.bands import BELOW
from sidecar.samples.scores import Scores
from sidecar.samples.thinning import groups, thin
from sidecar.values import Bool, Float64, Int64
from tests.bench.row import Row, interleaved
from tests.bench.worlds import (
    ARCHETYPES,
    BANDS,
    FLOOR,
    World,
    beta_shares,
    drawn,
    nights,
    world,
)

_CONFIDENCES = (0.1, 0.5, 0.8)
_DRAWS = 20  # of each world
_FINAL = {  # mean, worst cell
    20: (0.973, 0.920),
    30: (0.972, 0.917),
    60: (0.965, 0.935),
    100: (0.962, 0.922),
    200: (0.961, 0.932),
}
_CLUSTERS = {  # clusters, ICC: mean, worst cell
    (5, 0.3): (0.984, 0.979),
    (10, 0.1): (0.985, 0.979),
    (10, 0.5): (0.958, 0.907),
    (20, 0.3): (0.962, 0.941),
    (40, 0.3): (0.960, 0.933),
    (40, 0.0): (0.976, 0.970),
}
_SITES = {0.0: (0.995, 0.999), 0.5: (0.94, 0.95), 1.0: (0.83, 0.92)}
_RULE = {60: (0.36, 0.000, 0.00), 100: (0.46, 0.004, 0.01), 200: (0.68, 0.004, 0.01)}
_POOLED = {10: (44, 40), 20: (30, 25), 40: (17.8, 15.7), 100: (8.0, 7.5)}


@dataclass
class Tally:
    """How often an interval held the truth, how often its lower limit did, and its width."""

    runs: int = 0
    held: int = 0
    low_held: int = 0
    width: float = 0.0

    def add(self, low: float, high: float, truth: float) -> None:
        self.runs += 1
        self.held += low - 1e-9 <= truth <= high + 1e-9
        self.low_held += low - 1e-9 <= truth
        self.width += high - low

    @property
    def coverage(self) -> float:
        return self.held / self.runs


def estimates(scale: float = 1.0, seed: int = 1) -> Iterator[Row]:
    """Yield all rows."""
    for part in _PARTS:
        yield from part(scale, np.random.default_rng(seed))


def speed(scale: float, rng: np.random.Generator) -> Iterator[Row]:
    """Time all numbers of a sample of 1,000 from a million windows."""
    logit = rng.normal(0.0, 2.0, 1_500_000)
    logit = logit[logit > FLOOR]
    edges = FLOOR + 1.8 * np.arange(1, BANDS)
    band = np.searchsorted(edges, logit)
    frame = JudgedFrame(["band"] * BANDS, Scores.of(logit, band, BANDS), FLOOR)
    rows = rng.choice(len(logit), 1_000, replace=False)
    right = rng.random(1_000) < sigmoid(logit[rows])
    members = [
        SampleClip(
            rank,
            int(band[row]),
            float(logit[row]),
            "YES" if right[rank] else "NO",
            f"r{rng.integers(900)}",
            f"s{rng.integers(60)}",
        )
        for rank, row in enumerate(rows)
    ]
    batches = Batches([30, 60, 100], by_rank=True)

    def whole() -> None:
        site_curves(report(members, frame, batches, target=0.9).answers)

    took = interleaved({"estimate": whole}, 5)["estimate"]
    yield Row(
        f"all estimates of 1,000 labels from {len(logit):,} detections, curves of 60 sites too",
        f"{1_000 * took:.0f} ms",
        "<= 200 ms",
    )


def final(scale: float, rng: np.random.Generator) -> Iterator[Row]:
    """Cover precision in the catalog: six kinds of species at three confidences."""
    for n, (mean, worst) in _FINAL.items():
        tallies = _covered(_runs(400, scale), n, rng, _cells)
        yield _coverage(f"precision, n = {n}", tallies, mean, worst)


def capped(scale: float, rng: np.random.Generator) -> Iterator[Row]:
    """Cover precision where at most c clips of a recording and band may be drawn."""
    for n in (30, 100):
        for cap in (1, 2, 5):
            tallies = _covered(_runs(200, scale), n, rng, partial(_thinned_cells, cap))
            yield _coverage(
                f"precision, n = {n}, at most {cap} a recording", tallies, (0.962, 0.980), 0.928
            )


def clusters(scale: float, rng: np.random.Generator) -> Iterator[Row]:
    """Cover precision at sites like these."""
    for (count, icc), (mean, worst) in _CLUSTERS.items():
        tallies = {}
        for n in (20, 60, 200):
            for p in (0.5, 0.8, 0.95):
                tally = tallies[n, p] = Tally()
                for _ in range(_runs(1_000, scale)):
                    site = np.sort(rng.integers(0, count, n))
                    yes = rng.random(n) < beta_shares(p, icc, count, rng)[site]
                    if len(np.unique(site)) < min(count, 5):
                        continue
                    found = clustered(yes, np.ones(n), site)
                    tally.add(found.low, found.high, p)
        yield _coverage(f"sites like these: {count} sites, ICC {icc}", tallies, mean, worst)


def sites(scale: float, rng: np.random.Generator) -> Iterator[Row]:
    """Cover the share of each site's detections that are true, by the spread between 12 sites."""
    for spread, (low, high) in _SITES.items():
        tallies = {}
        for n in (120, 240):
            tally = tallies[n] = Tally()
            for _ in range(_runs(60, scale)):
                site = np.repeat(np.arange(12), 200)
                logit = np.maximum(rng.normal(1.0, 2.0, len(site)), FLOOR)
                shift = rng.normal(0.0, spread, 12) if spread else np.zeros(12)
                true = rng.random(len(site)) < sigmoid(-1.0 + shift[site] + 0.8 * logit)
                rows = rng.choice(len(site), n, replace=False)
                nobody: Bool = np.zeros(n, np.bool_)
                ones = np.ones(n)
                zeros: Int64 = np.zeros(n, np.int64)
                where = site[rows].astype(np.int64)
                answers = Answers(
                    zeros, logit[rows], true[rows], nobody, ones, where, where, thinned=False
                )
                curves = site_curves(answers)
                assert isinstance(curves, SiteCurves)
                for one in range(12):
                    found = curves.density(one, logit[site == one])
                    if not isinstance(found, Withheld):
                        tally.add(*found[1], float(true[site == one].mean()))
        yield _coverage(f"share of a site, sites' sd {spread}", tallies, (low, high), low)


def units(scale: float, rng: np.random.Generator) -> Iterator[Row]:
    """Cover the share of whole nights that are confirmed, by false detections a night."""
    for n in (20, 60, 200):
        tallies, missed = {}, []
        for false_ones in (0.5, 2.0, 10.0):
            for confidence in _CONFIDENCES:
                logit = math.log(confidence / (1 - confidence))
                tally = Tally()
                for run in range(_runs(200, scale)):
                    if run % _DRAWS == 0:
                        of = nights(false_ones, rng)
                        missed.append(1 - of.world.true.sum() / of.held)
                    found = _cells(of.world, n, max(logit, FLOOR), rng)
                    if found is not None:
                        tally.add(found.low, found.high, of.world.precision(logit))
                tallies[false_ones, confidence] = tally
        yield _coverage(
            f"whole nights, n = {n} ({100 * float(np.mean(missed)):.1f} % held but not confirmed)",
            tallies,
            *_FINAL[n],
        )


def thresholds(scale: float, rng: np.random.Generator) -> Iterator[Row]:
    """Choose thresholds: how often one is found, and how often its precision misses the target."""
    targets = (0.8, 0.9, 0.95)
    for n, (found_9, wrong_9, worst_9) in _RULE.items():
        runs = _runs(150, scale)
        chosen: dict[tuple[str, float], list[bool | None]] = {}
        for kind in ARCHETYPES:
            for run in range(runs):
                if run % _DRAWS == 0:
                    of = world(kind, rng)
                    frame = JudgedFrame([""] * BANDS, Scores.of(of.logit, of.band, BANDS), FLOOR)
                parts = grid_above(_judged(of, drawn(of.sizes, of.band, n, rng)), frame)
                for target in targets:
                    part = choose(target, parts).chosen
                    miss = None if part is None else of.precision(part.logit) < target
                    chosen.setdefault((kind.name, target), []).append(miss)
        for target in targets:
            rows = [chosen[kind.name, target] for kind in ARCHETYPES]
            found = np.mean([miss is not None for row in rows for miss in row])
            wrong = [sum(miss is True for miss in row) / len(row) for row in rows]
            design = f"{found_9:.2f} / {wrong_9:.3f} / {worst_9:.2f}"
            yield Row(
                f"threshold for {target:g}, n = {n}: found / wrong / wrong of the worst species",
                f"{found:.2f} / {np.mean(wrong):.3f} / {max(wrong):.2f}",
                design if target == 0.9 else "wrong <= .009, worst <= .027",
            )


def recalls(scale: float, rng: np.random.Generator) -> Iterator[Row]:
    """Cover recall: 20,000 windows, with and without true ones among the lowest scores."""
    tallies = {}
    for n in (120, 240):
        for share in (0.01, 0.05, 0.2):
            for mean in (-2.0, -0.5, 1.0):
                for inaudible in (0.0, 0.15):
                    tally = Tally()
                    for _ in range(_runs(60, scale)):
                        _one_recall(tally, n, share, mean, inaudible, rng)
                    if tally.runs >= _runs(30, scale):
                        tallies[n, share, mean, inaudible] = tally
    yield _coverage("recall (10 YES above and more)", tallies, 0.97, 0.88)


def _one_recall(
    tally: Tally, n: int, share: float, mean: float, inaudible: float, rng: np.random.Generator
) -> None:
    windows = 20_000
    true = rng.random(windows) < share
    logit = np.where(true, rng.normal(mean, 1.8, windows), rng.normal(-6.0, 1.5, windows))
    lost = true & (rng.random(windows) < inaudible)
    logit[lost] = rng.normal(-6.0, 1.5, int(lost.sum()))
    detected = logit >= FLOOR
    if not detected.any():
        return
    high = float(np.quantile(logit[detected], 0.995))
    edges = np.array([*BELOW, FLOOR, *np.linspace(FLOOR, max(high, FLOOR + 1), 6)[1:-1]])
    band = np.searchsorted(edges, logit, side="right")
    below = len(BELOW) + 1
    sides = []
    for side in (band >= below, band < below):
        rows = np.flatnonzero(side)
        of = band[rows]
        sizes = np.bincount(of, minlength=len(edges) + 1)
        picked = rows[drawn(sizes, of, n // 2, rng)]
        counts = [np.bincount(band[picked], each, len(sizes)) for each in (None, true[picked])]
        sides.append(cells_of_counts(sizes.tolist(), *(each.tolist() for each in counts)))
    if sides[0].yes.sum() < FEWEST_FOR_LIMITS:
        return
    found = recall(sides[0], sides[1])
    tally.add(*found.recall_limits, float(true[detected].sum() / true.sum()))


def pooling(scale: float, rng: np.random.Generator) -> Iterator[Row]:
    """Fit curves of 30 species: Kullback-Leibler divergence from the true curve, times 1,000."""
    for n, (fixed, pooled) in _POOLED.items():
        lost: dict[str, list[float]] = {"fixed": [], "pooled": []}
        for _ in range(_runs(20, scale)):
            lines = rng.multivariate_normal([-1.0, 0.8], np.diag([1.5**2, 0.25**2]), 30)
            lines[:, 1] = np.maximum(lines[:, 1], 0.2)
            species: list[Labels] = []
            for a, b in lines:
                s = rng.uniform(FLOOR, 5.0, n)
                species.append((s, rng.random(n) < sigmoid(a + b * s)))
            priors = {"fixed": plain_prior(), "pooled": shared_prior(species)}
            for name, prior in priors.items():
                lost[name].append(_divergence(lines, species, prior))
        ours = [1_000 * float(np.mean(lost[name])) for name in ("fixed", "pooled")]
        yield Row(
            f"curves of 30 species, n = {n}: divergence x 1,000, fixed prior / pooled",
            f"{ours[0]:.1f} / {ours[1]:.1f} (gain {100 * (1 - ours[1] / ours[0]):.0f} %)",
            f"{fixed} / {pooled} (gain {100 * (1 - pooled / fixed):.0f} %)",
        )


def _divergence(lines: Float64, species: Sequence[Labels], prior: Prior) -> float:
    at = np.linspace(FLOOR, 5.0, 50)
    found = []
    for (a, b), (s, y) in zip(lines, species, strict=True):
        p, q = sigmoid(a + b * at), fitted(s, y, prior).probability(at)
        found.append(float((p * np.log(p / q) + (1 - p) * np.log((1 - p) / (1 - q))).mean()))
    return float(np.mean(found))


def _runs(whole: int, scale: float) -> int:
    return max(int(whole * scale), 2)


Draw = Callable[[World, int, float, np.random.Generator], Share | None]


def _covered(
    runs: int, n: int, rng: np.random.Generator, estimate: Draw
) -> dict[tuple[str, float], Tally]:
    """Tally the intervals of each kind of species and confidence that enough labels allow."""
    tallies = {}
    for kind in ARCHETYPES:
        for confidence in _CONFIDENCES:
            logit = math.log(confidence / (1 - confidence))
            tally = Tally()
            for run in range(runs):
                if run % _DRAWS == 0:
                    of = world(kind, rng)
                found = estimate(of, n, max(logit, FLOOR), rng)
                if found is not None:
                    tally.add(found.low, found.high, of.precision(logit))
            if tally.runs >= runs / 2:
                tallies[kind.name, confidence] = tally
    return tallies


def _cells(of: World, n: int, logit: float, rng: np.random.Generator) -> Share | None:
    rows = drawn(of.sizes, of.band, n, rng)
    kept = rows[of.logit[rows] >= logit]
    if len(kept) < FEWEST_FOR_LIMITS:
        return None
    all_above = np.bincount(of.band[of.logit >= logit], minlength=BANDS)
    labels, yes = (
        np.bincount(of.band[kept], each, BANDS).tolist() for each in (None, of.true[kept])
    )
    return precision(cells_of_counts(all_above.tolist(), labels, yes))


def _thinned_cells(
    cap: int, of: World, n: int, logit: float, rng: np.random.Generator
) -> Share | None:
    size = len(of.logit)
    group = groups(of.recording, np.zeros(size, np.int64), of.band, None)
    candidate, weight = thin(group, rng.random(size), np.arange(size), cap)
    left = np.flatnonzero(candidate)
    sizes = np.bincount(of.band[left], minlength=BANDS)
    rows = left[drawn(sizes, of.band[left], n, rng)]
    kept = rows[of.logit[rows] >= logit]
    if len(kept) < FEWEST_FOR_LIMITS:
        return None
    all_above: Int64 = np.bincount(of.band[of.logit >= logit], minlength=BANDS)
    return precision(
        cells_of_labels(all_above, of.band[kept], of.true[kept], weight[kept], thinned=True)
    )


def _judged(of: World, rows: Int64) -> Answers:
    nobody: Bool = np.zeros(len(rows), np.bool_)
    where = of.recording[rows]
    return Answers(
        of.band[rows],
        of.logit[rows],
        of.true[rows],
        nobody,
        np.ones(len(rows)),
        where,
        where,
        thinned=False,
    )


def _coverage(
    what: str, tallies: Mapping[Any, Tally], mean: float | tuple[float, float], worst: float
) -> Row:
    """Compare coverage with the design's mean, or with the range of its means."""
    low, high = mean if isinstance(mean, tuple) else (mean, mean)
    covered = [tally.coverage for tally in tallies.values()]
    width = np.mean([tally.width / tally.runs for tally in tallies.values()])
    lowest = min(tallies, key=lambda key: tallies[key].coverage)
    ours = float(np.mean(covered))
    off = 100 * (ours - min(max(ours, low), high))
    return Row(
        f"{what}: mean, worst of {len(covered)} cells",
        f"{ours:.3f}, {min(covered):.3f} {lowest} (mean {off:+.1f} points; width {width:.2f})",
        f"{low:.3f}{'' if low == high else f'-{high:.3f}'}, {worst:.3f}",
    )


_PARTS = (speed, final, capped, clusters, sites, units, thresholds, recalls, pooling)


def main() -> None:
    """Print a Markdown table of all rows, or of the parts named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", help="speed final capped clusters thresholds ...")
    parser.add_argument("--scale", type=float, default=1.0, help="share of the runs")
    parser.add_argument("--seed", type=int, default=1)
    typed = parser.parse_args()
    parts = {part.__name__: part for part in _PARTS}
    print("| what | ours | design |\n| --- | --- | --- |")
    for name in typed.parts or parts:
        began = time.perf_counter()
        for row in parts[name](typed.scale, np.random.default_rng(typed.seed)):
            print(row, flush=True)
        print(f"{name}: {time.perf_counter() - began:.0f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
