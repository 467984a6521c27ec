"""A stream scores the same windows however its sound arrives, and tells of a model that fails."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sidecar.errors import InferenceFailed
from sidecar.run.prepare import Cutting
from sidecar.run.stream import Heard, Stream
from sidecar.values import Float32
from tests.run.fake import RATE_HZ, SPEC, FakeModel

Trouble = Callable[[int, Float32], Float32 | None]


def _stream(model: FakeModel, *, hop_s: float = 1.0) -> Stream:
    cutting = Cutting(spec=SPEC, hop=round(hop_s * RATE_HZ))
    return Stream(model, cutting, rate_hz=RATE_HZ, form="f32le")


def _bytes(levels: Sequence[float]) -> bytes:
    samples = np.zeros(len(levels) * RATE_HZ, "<f4")
    samples[np.arange(len(levels)) * RATE_HZ + 100] = levels
    return samples.tobytes()


def _owls(heard: Sequence[Heard]) -> list[tuple[int, bool]]:
    return [
        (int(offset), bool(owl))
        for each in heard
        for offset, owl in zip(each.offsets, each.logits[:, 0] > 0, strict=True)
    ]


LEVELS = [0.9, 0.2, 0.2, 0.9, 0.9, 0.2, 0.9]


@settings(max_examples=40)
@given(
    cuts=st.lists(st.integers(0, len(_bytes(LEVELS))), max_size=12).map(sorted),
    hop_s=st.sampled_from([0.25, 0.5, 1.0]),
)
def test_windows_do_not_depend_on_how_the_sound_is_cut(cuts: list[int], hop_s: float) -> None:
    data = _bytes(LEVELS)
    whole = _stream(FakeModel(), hop_s=hop_s)
    expected = _owls([*whole.push(data), *whole.finish()])
    stream = _stream(FakeModel(), hop_s=hop_s)
    heard: list[Heard] = []
    for begin, end in zip([0, *cuts], [*cuts, len(data)], strict=True):
        heard += stream.push(data[begin:end])
    heard += stream.finish()
    assert _owls(heard) == expected
    assert stream.windows == len(expected)
    if hop_s == 1.0:
        assert expected == [(n * RATE_HZ, level > 0.5) for n, level in enumerate(LEVELS)]


def test_a_model_that_fails_is_told_and_the_stream_goes_on() -> None:
    def fail_once(calls: int, logits: Float32) -> None:
        if calls == 2:
            raise RuntimeError("no memory")

    stream = _stream(FakeModel(fail_once))
    heard = list(stream.push(_bytes([0.9])))
    with pytest.raises(InferenceFailed) as told:
        list(stream.push(_bytes([0.9])))
    assert told.value.hint == "no memory"
    heard += stream.push(_bytes([0.2]))
    heard += stream.finish()
    assert _owls(heard) == [(0, True), (2 * RATE_HZ, False)]


def test_windows_without_numbers_are_counted_and_told_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def numberless(calls: int, logits: Float32) -> Float32 | None:
        return np.full_like(logits, np.nan) if calls in (2, 3) else None

    stream = _stream(FakeModel(numberless))
    with caplog.at_level(logging.WARNING):
        for _ in range(4):
            list(stream.push(_bytes([0.9])))
    assert (stream.windows, stream.numberless) == (4, 2)
    assert [each.message for each in caplog.records] == ["the model gives no numbers from 2.0 s on"]
