"""What the app keeps in the catalog: its views, presets and settings."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from sidecar.app.engine import Engine
from sidecar.contract.memos import LONGEST_MEMO
from sidecar.contract.methods import METHODS
from sidecar.methods import memos
from sidecar.methods.methods import methods
from sidecar.rpc.dispatch import outcome
from sidecar.rpc.failures import Failure
from sidecar.rpc.verb import Call
from sidecar.settings import Settings
from tests.factories import tone, write_wav

VIEW = {"species": ["Strix aluco"], "score": 0.8, "columns": [1, None, True], "name": "Búhos 🦉"}

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("ab./ é"), inner),
    max_leaves=12,
)


def answered(engine: Engine, method: str, params: dict[str, Any]) -> Any:
    module, _ = METHODS[method]
    found = outcome(method, methods(module)[method].of(engine), params, Call())
    return found.model_dump(mode="json", by_alias=True) if isinstance(found, BaseModel) else found


def ask(engine: Engine, method: str, **params: Any) -> Any:
    answer = answered(engine, method, params)
    assert not isinstance(answer, Failure), answer
    return answer


def refused(engine: Engine, method: str, **params: Any) -> Failure:
    answer = answered(engine, method, params)
    assert isinstance(answer, Failure)
    return answer


@pytest.fixture
def both(bare: Engine) -> Iterator[tuple[Engine, Engine]]:
    """Two engines on one catalog, as two programs have them."""
    other = Engine(bare.settings)
    yield bare, other
    other.close()


def test_a_memo_is_kept_listed_and_removed(bare: Engine) -> None:
    kept = ask(bare, "memos/set", key="views/Owls at night", value=VIEW)
    ask(bare, "memos/set", key="presets/Bats", value=[])

    found = ask(bare, "memos/get", key="views/Owls at night")
    assert (found["value"], found["revision"]) == (VIEW, kept["revision"])
    assert found["changedAt"]
    listed = ask(bare, "memos/list")["memos"]
    assert [each["key"] for each in listed] == ["presets/Bats", "views/Owls at night"]
    assert listed[0]["bytes"] == len("[]")
    assert [each["key"] for each in ask(bare, "memos/list", prefix="views/")["memos"]] == [
        "views/Owls at night"
    ]

    assert ask(bare, "memos/set", key="views/Owls at night", value=None)["revision"] == 0
    gone = ask(bare, "memos/get", key="views/Owls at night")
    assert (gone["value"], gone["revision"], gone["changedAt"]) == (None, 0, None)
    assert len(ask(bare, "memos/list")["memos"]) == 1


def test_any_json_comes_back_as_it_was(bare: Engine) -> None:
    @given(JSON.filter(lambda value: value is not None))
    def comes_back(value: Any) -> None:
        ask(bare, "memos/set", key="any", value=value)
        found = ask(bare, "memos/get", key="any")["value"]
        assert json.dumps(found) == json.dumps(value)  # 1 is not true, and 1.0 is not 1

    comes_back()


def test_a_prefix_is_no_pattern(bare: Engine) -> None:
    for key in ("views/a", "views_a", "%", "Views/a"):
        ask(bare, "memos/set", key=key, value=1)
    assert [each["key"] for each in ask(bare, "memos/list", prefix="views_")["memos"]] == [
        "views_a"
    ]
    assert ask(bare, "memos/list", prefix="%v")["memos"] == []


def test_a_memo_has_a_largest_size_in_utf_8(bare: Engine) -> None:
    text = "é" * ((LONGEST_MEMO - 2) // 2)
    ask(bare, "memos/set", key="long", value=text)
    assert ask(bare, "memos/get", key="long")["value"] == text
    assert ask(bare, "memos/list")["memos"][0]["bytes"] == LONGEST_MEMO

    failure = refused(bare, "memos/set", key="long", value=f"{text}e")
    assert failure.message == (
        "The value has 262,145 bytes of JSON, and a memo has at most 262,144."
    )
    assert ask(bare, "memos/get", key="long")["value"] == text


def test_a_catalog_holds_a_bounded_number_of_memos(
    bare: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memos, "MOST_MEMOS", 3)
    for key in ("a", "b", "c"):
        ask(bare, "memos/set", key=key, value=1)
    failure = refused(bare, "memos/set", key="d", value=1)
    assert failure.message == "The catalog has 3 memos already, and holds no more."
    assert isinstance(failure.data, dict) and failure.data["errors"][0]["field"] == "key"
    ask(bare, "memos/set", key="b", value=2)
    ask(bare, "memos/set", key="a", value=None)
    ask(bare, "memos/set", key="d", value=1)


def test_a_change_of_something_that_changed_meanwhile_is_a_conflict(
    both: tuple[Engine, Engine],
) -> None:
    mine, theirs = both
    first = ask(mine, "memos/set", key="view", value=1, ifRevision=0)["revision"]
    second = ask(theirs, "memos/set", key="view", value=2, ifRevision=first)["revision"]

    for earlier, said in ((first, "changed"), (0, "made")):
        failure = refused(mine, "memos/set", key="view", value=3, ifRevision=earlier)
        assert (failure.code, failure.data["kind"]) == (-32022, "Conflict")
        assert failure.message == f'Somebody else {said} the memo "view" meanwhile.'
    refused(mine, "memos/set", key="view", value=None, ifRevision=first)
    assert ask(mine, "memos/get", key="view")["value"] == 2

    ask(theirs, "memos/set", key="view", value=None, ifRevision=second)
    failure = refused(mine, "memos/set", key="view", value=3, ifRevision=second)
    assert failure.message == 'Somebody else removed the memo "view" meanwhile.'


def test_a_revision_never_comes_back(both: tuple[Engine, Engine]) -> None:
    mine, theirs = both
    first = ask(mine, "memos/set", key="view", value="mine")["revision"]
    ask(theirs, "memos/set", key="view", value=None)
    ask(theirs, "memos/set", key="view", value="theirs")
    assert refused(mine, "memos/set", key="view", value="late", ifRevision=first)
    assert ask(mine, "memos/get", key="view")["value"] == "theirs"


def test_of_many_writers_at_once_none_is_lost(both: tuple[Engine, Engine]) -> None:
    def count_up(engine: Engine) -> None:
        for _ in range(25):
            while True:
                found = ask(engine, "memos/get", key="count")
                params = {"value": (found["value"] or 0) + 1, "ifRevision": found["revision"]}
                answer = answered(engine, "memos/set", {"key": "count", **params})
                if not isinstance(answer, Failure):
                    break
                assert answer.data["kind"] == "Conflict"

    threads = [threading.Thread(target=count_up, args=(engine,)) for engine in both * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ask(both[0], "memos/get", key="count")["value"] == 100


@pytest.mark.parametrize("how", ["backup", "repair", "damaged"])
def test_memos_survive_a_backup_and_a_repair(bare: Engine, tmp_path: Path, how: str) -> None:
    write_wav(tmp_path / "card" / "20240501_053000.wav", tone(1.0))
    ask(bare, "recordings/import", inputs=[str(tmp_path / "card")])
    for number in range(50):
        ask(bare, "memos/set", key=f"views/{number}", value={**VIEW, "number": number})
    earlier = ask(bare, "memos/set", key="gone", value=1)["revision"]
    ask(bare, "memos/set", key="gone", value=None)
    catalog = bare.catalog_path
    if how == "backup":
        catalog = tmp_path / "copy.sqlite"
        ask(bare, "catalog/backup", destination=str(catalog))
    bare.close()
    if how == "damaged":
        _damage(catalog)
    engine = Engine(Settings(home=tmp_path, catalog=catalog, manifests=bare.settings.manifests))
    if how != "backup":
        ask(engine, "catalog/repair")

    listed = ask(engine, "memos/list", prefix="views/")["memos"]
    assert len(listed) == 50
    for number in range(50):
        found = ask(engine, "memos/get", key=f"views/{number}")
        assert found["value"] == {**VIEW, "number": number}
    if how != "damaged":
        assert ask(engine, "memos/set", key="gone", value=2)["revision"] > earlier
    engine.close()


def _damage(catalog: Path) -> None:
    """Break the index that leads to memos by their keys, so that the file must be rewritten."""
    with closing(sqlite3.connect(catalog)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        size = db.execute("PRAGMA page_size").fetchone()[0]
        sql = "SELECT rootpage FROM sqlite_master WHERE name = 'Recording'"
        page = db.execute(sql).fetchone()[0]
    with catalog.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)


def test_a_value_that_is_no_json_any_more_is_found_and_emptied(bare: Engine) -> None:
    ask(bare, "memos/set", key="view", value=VIEW)
    bare.close()
    with closing(sqlite3.connect(bare.catalog_path)) as db, db:
        db.execute("""UPDATE Memo SET value = '{"species'""")
    engine = Engine(bare.settings)
    assert refused(engine, "memos/get", key="view").data["kind"] == "CatalogUnavailable"
    problems = ask(engine, "catalog/check")["problems"]
    assert [(each["kind"], each["count"]) for each in problems] == [("memos", 1)]
    ask(engine, "catalog/repair")
    assert ask(engine, "memos/get", key="view")["value"] is None
    assert [each["key"] for each in ask(engine, "memos/list")["memos"]] == ["view"]
    engine.close()
