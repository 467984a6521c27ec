"""The lines of the checklist of embeddings (ADR-007, appendix B), from what was measured."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from sidecar.catalog.runs import ModelVersion
from sidecar.catalog.values import RecordedVersions
from sidecar.catalog.vectors.file import pack, sound
from sidecar.contract.quality import (
    EmbeddingSpread,
    NormPercentiles,
    QualityLine,
    QualityName,
)
from sidecar.models.quality import NO_NORM, Spread, differences, norms, numbers, spread, units
from sidecar.run.repeated import BATCHES
from sidecar.values import Float32, Float64

# A unit vector's length, stored as float16, may be off by this much.
_NORM_OFF = 0.01
_LEAST_SIMILARITY = 0.99
# A number stored as a float16 may be off by half as much, so nobody sees a smaller difference.
_DIFFERENCE = 0.001
_LEAST_AGREEMENT = 0.8

# A dimension stands still too if no window has a sound that moves it. In fewer windows of alike
# sound, up to a seventh of BirdNET's do; in 79 and in 200 windows of soundscapes, none and 0.2 %.
LEAST_SPREAD, _COLLAPSED_SHARE = 30, 0.01
# Along one axis alone, every window lies between two others: no neighbour means anything.
_LEAST_EFFECTIVE = 2.0


@dataclass
class Measured:
    """What a model gave: embeddings [n, d], and how they compare; lists hold a part per group.

    `without` says why there are none. `silences` are embeddings of digital silence.
    """

    without: str | None = None
    embeddings: list[Float32] = field(default_factory=list)
    differences: list[Float64] = field(default_factory=list)
    similarities: list[Float64] = field(default_factory=list)
    silences: Float32 | None = None


@dataclass
class Agreed:
    """How windows agree with BirdNET; `without` says why nothing was compared."""

    without: str | None = None
    species: int = 0  # that both models know
    likeliest: int = 5
    windows: int = 0
    common: int = 0  # species among the likeliest of both, of all windows
    same_first: int = 0  # windows with the same likeliest species

    @property
    def share(self) -> float:
        return self.common / (self.likeliest * self.windows)


@dataclass(frozen=True)
class Recorded:
    """What the catalog records with each embedding, or with each analysis of a model without them.

    `trouble` says why the catalog could not be asked.
    """

    model: ModelVersion
    embeds: bool
    stored: RecordedVersions | None
    trouble: str | None = None


class Checklist:
    """Makes the lines, and the reports that go with them."""

    def __init__(self, measured: Measured) -> None:
        self._without = measured.without
        self._measured = measured
        if measured.embeddings:
            self._all = np.concatenate(measured.embeddings)
            self._numbers = numbers(self._all)
            self._whole = self._all[self._numbers]
        self.spread: Spread | None = None
        if self._without is None and len(directions := units(self._whole)) >= LEAST_SPREAD:
            self.spread = spread(directions)

    def of_embeddings(self) -> Iterator[QualityLine]:
        """Give the first six lines."""
        yield self._norms()
        yield self._finite()
        yield self._same_sound()
        yield self._silence()
        yield self._isotropy()
        yield self._batches()

    def _norms(self) -> QualityLine:
        if self._without or not len(self._whole):
            return _line("norms", None, _NORM_OFF, self._without or _NO_NUMBERS)
        rows = pack(self._whole)
        directed = sound(rows)
        lengths = np.where(directed, norms(rows["unit"].astype(np.float32)), 0.0)
        least, largest = float(lengths.min()), float(lengths.max())
        said = f"Norms after L2, as stored, lie between {least:.4f} and {largest:.4f}."
        if not directed.all():
            said = (
                f"{int((~directed).sum())} of {len(rows)} embeddings of sound have no direction, "
                "because they are zero or too large."
            )
        raw = self.norms
        assert raw is not None
        said += f" Before L2, half of them lie between {raw.p25:.3g} and {raw.p75:.3g}."
        return _line("norms", float(np.abs(lengths - 1.0).max()), _NORM_OFF, said)

    @property
    def norms(self) -> NormPercentiles | None:
        """Report the lengths as the model gives them."""
        if self._without or not len(self._whole):
            return None
        at = np.percentile(norms(self._whole), [0, 5, 25, 50, 75, 95, 100]).tolist()
        return NormPercentiles(
            least=at[0], p5=at[1], p25=at[2], p50=at[3], p75=at[4], p95=at[5], largest=at[6]
        )

    @property
    def embedding_spread(self) -> EmbeddingSpread | None:
        found = self.spread
        if found is None:
            return None
        return EmbeddingSpread(
            dimension=found.dimension,
            collapsed=found.collapsed,
            sparsity=round(found.sparsity, 4),
            effective_dimension=round(found.effective, 2),
        )

    def _finite(self) -> QualityLine:
        if self._without:
            return _line("numbers", None, 0, self._without)
        bad = int((~self._numbers).sum())
        said = f"{bad} of {len(self._all)} windows have NaN or infinity in their embeddings."
        return _line("numbers", bad, 0, said)

    def _same_sound(self) -> QualityLine:
        if self._without:
            return _line("sameSound", None, _LEAST_SIMILARITY, self._without, above=True)
        alike = np.concatenate(self._measured.similarities)
        alike = alike[~np.isnan(alike)]
        if not len(alike):
            why = "no embedding has a direction"
            return _line("sameSound", None, _LEAST_SIMILARITY, why, above=True)
        said = (
            "The same sound, given twice in other batches and places, has a cosine similarity of "
            f"at least {alike.min():.4f}."
        )
        return _line("sameSound", float(alike.min()), _LEAST_SIMILARITY, said, above=True)

    def _silence(self) -> QualityLine:
        found = self._measured.silences
        if found is None:
            assert self._without is not None
            return _line("silence", None, _DIFFERENCE, self._without)
        if not numbers(found).all():
            said = "Digital silence gives NaN or infinity. Linnet leaves such windows out."
            return _line("silence", np.inf, _DIFFERENCE, said)
        apart = float(differences(np.broadcast_to(found[:1], found.shape), found).max())
        said = (
            f"Digital silence, given {len(found)} times, gives embeddings that differ by at most "
            f"{apart:.2g} of their norm."
        )
        if norms(found).max() <= NO_NORM:
            said += " Their norm is 0, so silence has no direction and no neighbours."
        return _line("silence", apart, _DIFFERENCE, said)

    def _isotropy(self) -> QualityLine:
        found = self.spread
        if found is None:
            why = self._without or (
                f"it needs {LEAST_SPREAD} windows with a direction, and there are "
                f"{len(units(self._whole))}"
            )
            return _line("isotropy", None, _COLLAPSED_SHARE, why)
        said = (
            f"{found.collapsed:,} of {found.dimension:,} dimensions hardly differ between windows. "
            f"The effective dimension is {found.effective:.1f}, and {found.sparsity:.0%} of the "
            "numbers are zero."
        )
        narrow = found.effective < _LEAST_EFFECTIVE
        if narrow:
            said += f" An effective dimension below {_LEAST_EFFECTIVE:g} is too small."
        share = found.collapsed / found.dimension
        if share > _COLLAPSED_SHARE:
            said += " Are the recordings all alike? Then try more varied ones."
        return _line("isotropy", share, _COLLAPSED_SHARE, said, failed=narrow)

    def _batches(self) -> QualityLine:
        if self._without:
            return _line("batches", None, _DIFFERENCE, self._without)
        apart = np.concatenate(self._measured.differences)
        compared = apart[self._numbers | ~np.isfinite(apart)]
        if not len(compared):
            return _line("batches", None, _DIFFERENCE, _NO_NUMBERS)
        largest = float(compared.max())
        *first, last = BATCHES
        sizes = f"{', '.join(map(str, first))} and {last}"
        said = (
            f"The largest difference between batches of {sizes} windows is {largest:.2g} of the "
            "embedding's norm."
            if np.isfinite(largest)
            else f"An embedding has numbers in some batches of {sizes} windows, and none in others."
        )
        return _line("batches", largest, _DIFFERENCE, said)


_NO_NUMBERS = "no embedding has numbers"


def of_version(recorded: Recorded) -> QualityLine:
    """Check that the version is recorded with each embedding."""
    model, stored = recorded.model, recorded.stored
    if recorded.trouble is not None:
        return _line("version", None, 0, recorded.trouble)
    missing = [
        name for name in ("name", "version", "sha256", "converter") if not getattr(model, name)
    ]
    said = (
        f"The catalog records {model.name}, version {model.version}, SHA-256 {model.sha256[:12]} "
        f"and the converter {model.converter} with each "
        f"{'embedding' if recorded.embeds else 'analysis'}."
    )
    if missing:
        said = f"The model has no {' and no '.join(missing)} that the catalog could record."
    without = 0
    if stored is not None and stored.windows:
        without = stored.without
        said += f" Of {stored.windows:,} stored windows, {without:,} lack it."
    return _line("version", without + bool(missing), 0, said)


def of_agreement(agreed: Agreed) -> QualityLine:
    """Compare the likeliest species with BirdNET's."""
    if agreed.without is not None:
        return _line("agreement", None, _LEAST_AGREEMENT, agreed.without, above=True)
    if not agreed.windows:
        why = "no window gave scores by both models"
        return _line("agreement", None, _LEAST_AGREEMENT, why, above=True)
    said = (
        f"Of the {agreed.likeliest} likeliest species, {agreed.share:.0%} are also BirdNET's, "
        f"among {agreed.species:,} that both models know. The likeliest one is the same in "
        f"{agreed.same_first / agreed.windows:.0%} of {agreed.windows:,} windows."
    )
    return _line("agreement", agreed.share, _LEAST_AGREEMENT, said, above=True)


def _line(
    name: QualityName,
    figure: float | None,
    limit: float,
    said: str,
    *,
    above: bool = False,
    failed: bool = False,
) -> QualityLine:
    """Make a line; without a figure, `said` is the reason why nothing was measured."""
    if figure is None:
        outcome, said = "notMeasured", f"Not measured, because {said}."
    else:
        good = figure > limit if above else figure <= limit
        outcome = "passed" if good and not failed else "failed"
    return QualityLine.model_validate(
        {
            "name": name,
            "outcome": outcome,
            "message": said,
            "figure": figure if figure is not None and np.isfinite(figure) else None,
            "limit": limit,
            "bound": "above" if above else "atMost",
        }
    )
