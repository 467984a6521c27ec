"""Which analyses of a recording count at once."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from hypothesis import given
from hypothesis import strategies as st

from sidecar.catalog.counting import counting, share
from sidecar.catalog.sqlite.query.stored import SHARE
from sidecar.values import Channel

CHANNELS: tuple[Channel, ...] = (None, 1, 2, 3)


@given(st.dictionaries(st.integers(1, 30), st.sampled_from(CHANNELS)))
def test_the_latest_counts_and_no_two_that_count_share_sound(known: dict[int, Channel]) -> None:
    chosen = counting(known.items())
    assert (max(known) in chosen) if known else not chosen
    for one in chosen:
        for other in chosen - {one}:
            assert not share(known[one], known[other])


def test_sql_asks_the_same() -> None:
    with closing(sqlite3.connect(":memory:")) as db:
        for one in CHANNELS:
            for other in CHANNELS:
                sql = f"SELECT {SHARE.format('?1', '?2')}"
                assert db.execute(sql, (one, other)).fetchone() == (share(one, other),)
