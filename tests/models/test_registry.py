"""Models that come and go while they are listed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from sidecar.models.registry import Registry
from sidecar.models.versions import VERSIONS_FOLDER


def test_a_model_that_is_removed_meanwhile_ends_no_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process removes the versions of a model once their folder was listed."""
    versions = tmp_path / VERSIONS_FOLDER
    (versions / "owls" / "1").mkdir(parents=True)
    listed = Path.iterdir

    def listed_then_removed(folder: Path) -> Iterator[Path]:
        found = list(listed(folder))
        if folder == versions:
            shutil.rmtree(versions / "owls")
        return iter(found)

    monkeypatch.setattr(Path, "iterdir", listed_then_removed)
    assert Registry(tmp_path, {}).manifests == {}
    assert not (versions / "owls").exists()
