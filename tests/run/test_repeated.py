"""The same windows in other batches and places show a model that depends on them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from sidecar.errors import InferenceFailed, RequestCancelled
from sidecar.frontends.compute import front_end
from sidecar.models.halt import Halt
from sidecar.models.interface import Scores
from sidecar.run.repeated import GROUP, Repeated, repeat, score, silences
from sidecar.values import Float32
from tests.run.fake import RATE_HZ, SPEC, FakeModel

COMPUTE = front_end(SPEC)

Embed = Callable[[Float32], Float32]


class _Model(FakeModel):
    """Gives embeddings [n, 2] by a function of a whole batch; notes the sizes of batches."""

    def __init__(self, embed: Embed) -> None:
        super().__init__()
        self._embed = embed
        self.sizes: list[int] = []

    def run(self, inputs: Float32, halt: Halt | None = None) -> Scores:
        self.sizes.append(len(inputs))
        return Scores(np.zeros((len(inputs), 2), np.float32), self._embed(inputs))


def _plain(inputs: Float32) -> Float32:
    return np.stack([inputs.mean(axis=1), inputs.max(axis=1)], axis=1)


def _by_place(inputs: Float32) -> Float32:
    return _plain(inputs) + np.arange(len(inputs), dtype=np.float32)[:, np.newaxis]


def _by_neighbour(inputs: Float32) -> Float32:
    beside = np.roll(inputs, 1, axis=0).mean(axis=1, keepdims=True)
    return np.asarray(_plain(inputs) + beside, np.float32)


def _windows(count: int) -> Float32:
    """Make windows whose embeddings point in different directions."""
    ramp = np.linspace(0.0, 1.0, RATE_HZ)
    return np.stack([ramp ** (place + 1) for place in range(count)]).astype(np.float32)


def _repeat(embed: Embed, count: int) -> Repeated:
    return repeat(_Model(embed), COMPUTE, _windows(count), Halt())


@pytest.mark.parametrize("count", [1, 3, 7, GROUP])
def test_a_good_model_gives_the_same_for_any_number_of_windows(count: int) -> None:
    model = _Model(_plain)
    found = repeat(model, COMPUTE, _windows(count), Halt())
    assert found.embeddings is not None and found.differences is not None
    assert np.array_equal(found.embeddings, _plain(_windows(count)))
    assert found.differences.tolist() == [0.0] * count
    assert found.similarities is not None and np.allclose(found.similarities, np.ones(count))
    assert len(found.logits) == count
    # Alone, and in every other size; then again in threes.
    assert model.sizes == [1] * 8 + [2] * 4 + [4] * 2 + [8] + [3, 3, 2]


@pytest.mark.parametrize(
    ("embed", "count"),
    # Copies of one window have no other neighbours.
    [(_by_place, 1), (_by_place, 3), (_by_place, 8), (_by_neighbour, 3), (_by_neighbour, 8)],
)
def test_a_model_that_hears_its_place_or_its_neighbours_differs(embed: Embed, count: int) -> None:
    found = _repeat(embed, count)
    assert found.differences is not None and found.differences.max() > 0.1
    if embed is _by_place and count > 1:
        assert found.similarities is not None and found.similarities.min() < 0.99


def test_numbers_in_one_batch_alone_are_an_infinite_difference() -> None:
    def none_among_eight(inputs: Float32) -> Float32:
        return _plain(inputs) * np.float32(np.nan if len(inputs) == 8 else 1.0)

    found = _repeat(none_among_eight, 4)
    assert found.differences is not None and np.isinf(found.differences).all()


def test_silence_is_given_alone_among_itself_and_beside_sound() -> None:
    model = _Model(_plain)
    assert not silences(model, COMPUTE, _windows(3), Halt()).any()
    assert model.sizes == [1, 4, 4]
    assert len(silences(_Model(_plain), COMPUTE, None, Halt())) == 5
    beside = silences(_Model(_by_neighbour), COMPUTE, _windows(3), Halt())
    assert len(beside) == 7 and not beside[:5].any() and beside[6].any()


def test_an_error_of_the_model_is_told_and_a_cancel_stays_a_cancel() -> None:
    def broken(inputs: Float32) -> Float32:
        raise RuntimeError("no memory")

    def cancelled(inputs: Float32) -> Float32:
        raise RequestCancelled

    with pytest.raises(InferenceFailed, match=r"The model stopped with an error\.") as raised:
        score(_Model(broken), _windows(2), Halt())
    assert raised.value.hint == "no memory"
    with pytest.raises(RequestCancelled):
        score(_Model(cancelled), _windows(2), Halt())
