"""Nothing that a client was told of is lost in a power cut."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.soak import power
from tests.soak.disk import Act, Disk
from tests.soak.scene import remove

needs_compiler = pytest.mark.skipif(
    power.compiler() is None, reason="the recorder of acts needs Linux and a C compiler"
)


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[power.Recording]:
    folder = tmp_path_factory.mktemp("power")
    yield power.record(folder, 2, 1)
    remove(folder)


@needs_compiler
@pytest.mark.parametrize("seed", [1, random.SystemRandom().randrange(10**9)], ids=["fixed", ""])
def test_nothing_that_was_told_of_is_lost_in_a_power_cut(
    recorded: power.Recording, seed: int
) -> None:
    print(f"seed {seed}, by {power.WAY}")
    assert len(recorded.told) > 20
    assert not [each for each in power.cut(recorded, 6, seed) if each[1]]


@needs_compiler
def test_a_loss_would_be_seen(recorded: power.Recording) -> None:
    """Without the acts that sync, much is lost."""
    kept = [act for act in recorded.acts if act.kind not in "SD"]
    moved = [
        (len([1 for act in recorded.acts[:number] if act.kind not in "SD"]), method, params, result)
        for number, method, params, result in recorded.told
    ]
    careless = power.Recording(recorded.scene, recorded.base, recorded.after, kept, moved)
    assert any(faults for _, faults in power.cut(careless, 4, 1))


def _after(acts: list[Act], tmp_path: Path, seed: int = 0) -> dict[str, bytes]:
    base, target = tmp_path / "base", tmp_path / "target"
    base.mkdir(exist_ok=True)
    disk = Disk(Path("/r"), base)
    for act in acts:
        disk.act(act)
    disk.after_a_cut(target, random.Random(seed))
    return {path.name: path.read_bytes() for path in target.iterdir()}


def _act(kind: str, data: bytes = b"", at: int = 0, path: str = "/r/a", other: str = "") -> Act:
    return Act(kind, 1, at, path, other, data)


CREATED = [_act("C"), _act("D", path="/r")]


def test_what_is_synced_is_there_and_anything_of_the_rest_may_be(tmp_path: Path) -> None:
    acts = [*CREATED, _act("W", b"sure"), _act("S"), _act("W", b"x" * 2000, at=4)]
    found = {_after(acts, tmp_path, seed)["a"] for seed in range(60)}
    assert all(each.startswith(b"sure") for each in found)
    assert b"sure" in found and b"sure" + b"x" * 2000 in found
    assert any(each.strip(b"surex") for each in found), "a torn write leaves holes"


def test_a_name_is_sure_only_after_its_folder_is_synced(tmp_path: Path) -> None:
    synced = [_act("C"), _act("W", b"sure"), _act("S")]
    assert {len(_after(synced, tmp_path, seed)) for seed in range(30)} == {0, 1}
    renamed = [*synced, _act("D", path="/r"), _act("R", other="/r/b")]
    assert {*map(frozenset, (_after(renamed, tmp_path, seed) for seed in range(30)))} == {
        frozenset({"a"}),
        frozenset({"b"}),
    }
    for seed in range(5):
        assert _after([*renamed, _act("D", path="/r")], tmp_path, seed) == {"b": b"sure"}
