"""A stream that runs for hours holds no more memory than at its start."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.soak.hours import MOST_MB, growth, listen, row


def test_half_an_hour_of_sound_does_not_grow_the_sidecar(tmp_path: Path) -> None:
    points = listen(tmp_path, 0.5, real_pace=False)
    assert points[-1][0] > 0.49
    assert row("half an hour", points).held, points


def test_growth_is_seen_and_a_warm_up_is_not_growth() -> None:
    warm = [(hour / 10, 10**8 + min(hour, 10) * 10**7) for hour in range(100)]
    assert growth(warm) == pytest.approx((0.0, 0.0), abs=1e-6)
    leak = [(hour / 10, 10**8 + hour * 10**5) for hour in range(100)]
    slope, total = growth(leak)
    assert abs(slope - 1.0) < 1e-6 and total > MOST_MB
    assert not row("a leak", leak).held
