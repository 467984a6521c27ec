"""The taxonomy that Linnet installs: where it is published, and what proves it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Published:
    """A published file. `licence` is what its publisher says, and `licence_at` where it says so."""

    version: str
    address: str
    hosts: frozenset[str]
    size: int
    sha256: str
    licence: str
    licence_at: str


# BirdNET's taxonomy for its acoustic model 3.0 and its geomodel 3.0.4, which share it. The address
# and the digest are those of the package `birdnet` 1.3.1, which downloads the same file.
TAXONOMY = Published(
    version="v0.2-Jun2026",
    address=(
        "https://github.com/birdnet-team/geomodel/raw/refs/tags/v3.0.4/taxonomy_v0.2-Jun2026.csv"
    ),
    hosts=frozenset(("raw.githubusercontent.com", "media.githubusercontent.com")),
    size=11_078_402,
    sha256="98b27fc4a77c5e321c7bbf96f924fc4b58170de9688e79ebf3ea8263d522580a",
    licence=(
        "The publisher names no licence for this file alone. Its code is under the MIT licence, "
        "and its models and their label files are under Apache-2.0. An older page of the same "
        "project says CC BY-SA 4.0."
    ),
    licence_at=(
        "LICENSE, LICENSE-MODELS.md and README.md of github.com/birdnet-team/geomodel, "
        "read in November 2026"
    ),
)
