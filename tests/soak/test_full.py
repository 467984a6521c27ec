"""A full, read-only, pulled or locked disk: an error says so, and nothing is lost."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.soak import full
from tests.soak.scene import remove

SOME = ("backup", "infer", "export", "annotate", "install")

needs_mounts = pytest.mark.skipif(not full.may_mount(), reason="only root may mount a disk")


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path
    remove(tmp_path)


def _held(found: full.Trouble) -> None:
    assert not found.untyped and not found.lost
    assert found.tried and found.refused


@pytest.mark.skipif(os.name == "nt", reason="the shell's limit of file sizes is none of Windows")
def test_a_disk_without_room_is_told_and_loses_nothing(folder: Path) -> None:
    _held(full.full(full.Ground(folder, None), ("backup", "infer"), random.Random(1)))


def test_a_locked_catalog_is_told_and_loses_nothing(folder: Path) -> None:
    _held(full.locked(full.Ground(folder, None), ["annotate"]))


@needs_mounts
def test_full_and_read_only_and_pulled_disks_are_told_and_lose_nothing(folder: Path) -> None:
    seed = random.SystemRandom().randrange(10**9)
    print(f"seed {seed}")
    chance = random.Random(seed)
    disk = full.Disk(folder)
    try:
        ground = full.Ground(folder, disk)
        _held(full.read_only(ground, disk, [chance.choice(SOME)]))
        for found in (
            full.full(ground, [chance.choice(SOME)], chance),
            full.pulled(ground, disk, [chance.choice(SOME)], chance),
        ):
            assert not found.untyped and not found.lost
    finally:
        disk.close()


@needs_mounts
def test_results_for_a_read_only_or_full_disk_are_refused_in_words(folder: Path) -> None:
    found = full.elsewhere(full.Ground(folder, None), folder)
    _held(found)
