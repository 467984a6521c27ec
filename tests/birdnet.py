"""BirdNET v2.4's own files, fetched once: `python -m tests.birdnet` fetches them."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from sidecar.errors import LinnetError
from sidecar.models.download import Parts
from sidecar.models.manifest import read_manifests
from sidecar.models.sources import Place, fetch
from sidecar.settings import read_settings

# Kept between runs, outside the repository's history: the weights are 61 MB.
_CACHE = Path(__file__).resolve().parents[1] / ".linnet" / "birdnet-v2.4"


def birdnet_files() -> Path:
    """Fetch what is missing, and name the folder; the files have the names of the publisher.

    Raises the LinnetError that says why the files could not be fetched.
    """
    manifest = read_manifests(read_settings({}).manifests)["birdnet-v2.4"]
    names = {role: Path(member).name for role, member in manifest.sources[-1].members.items()}
    if not all((_CACHE / name).exists() for name in names.values()):
        scratch = _CACHE / "fetching"
        shutil.rmtree(scratch, ignore_errors=True)
        scratch.mkdir(parents=True)
        place = Place(scratch, Parts(scratch / "parts"), lambda done, total: None)
        files, _ = fetch(manifest, place, given=None)
        for role, path in files.items():
            path.rename(_CACHE / names[role])
        shutil.rmtree(scratch)
    return _CACHE


if __name__ == "__main__":
    try:
        birdnet_files()
    except LinnetError as error:
        sys.exit(f"BirdNET v2.4 could not be fetched: {error.message}")
